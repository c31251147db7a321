"""Each reason of a step on both sides of its limit, reasons together, and the errors."""

from . import zone_list
from .appointment_objects import (
    CLOSES,
    EARLIER,
    END,
    EXAMPLE,
    RELEASE,
    START,
    appointment,
    event,
    group_of,
    other,
    step,
)
from .container import Group
from .wall_clock import instant


def worked_examples() -> Group:
    group = group_of("step", **EXAMPLE)
    ask = event("request", EARLIER)
    group.accept("the example: a request at 15:00", **step(ask))
    group.accept("3,599 s ahead", "EdgeSecond", **step(ask | {"now": 1_778_972_401}))
    group.accept("3,600 s ahead", "EdgeSecond", **step(ask | {"now": 1_778_972_400}))
    late = {"start": 1_778_986_200, "end": 1_778_987_400}
    group.accept("19:50 to 20:10", **step(ask | late))
    group.accept("19:50 to 20:00", "LastSecond", "UtcDays", **step(ask | late | {"end": 1_778_986_800}))
    group.accept("another one begins as this one ends", "BackToBack", "GraceCounts",
                 **step(ask, None, (other(END, END + 900),)))  # fmt: skip
    approved = event("approve", EARLIER + 60)
    group.accept("approved", **step(approved, appointment("requested")))
    group.accept("released a second early", "EdgeSecond",
                 **step(event("release", RELEASE - 1), appointment()))  # fmt: skip
    group.accept("released", "EdgeSecond", **step(event("release", RELEASE), appointment()))
    moved = event("reschedule", RELEASE + 60, "listing_side", start=1_778_979_600, end=1_778_980_500)
    group.accept("moved by the listing side after the release", "SequenceGoesOn", "ReleaseGoesOn",
                 **step(moved, appointment(grant_released=True)))  # fmt: skip
    group.accept("opened", **step(event("open", START + 120), appointment(grant_released=True)))
    group.accept("a second before access ends", "EdgeSecond", "GraceForgotten", "SequenceOnEveryEvent",
                 **step(event("tick", CLOSES - 1), appointment("in_progress")))  # fmt: skip
    group.accept("access ends", "EdgeSecond", **step(event("tick", CLOSES), appointment("in_progress")))
    group.accept("moved by the holder 3,599 s ahead", "EdgeSecond",
                 **step(event("reschedule", START + 1), appointment()))  # fmt: skip
    group.accept("moved by the listing side 3,599 s ahead", "LeadForAll",
                 **step(event("reschedule", START + 1, "listing_side"), appointment()))  # fmt: skip
    return group


def new_windows(group: Group) -> None:
    for kind, before in (("request", None), ("reschedule", appointment())):
        start = START if kind == "request" else START + 3_600
        moved = [] if before is None else ["HolderMovesAlone"]
        for comment, flags, now, length in (
            ("begins this second", ["EdgeSecond"], start, 900),
            ("began a second ago", ["EdgeSecond"], start + 1, 900),
            ("3,600 s long", moved, EARLIER, 3_600),
            ("3,601 s long", ["LongerAllowed"], EARLIER, 3_601),
        ):
            told = event(kind, now, start=start, end=start + length)
            group.accept(f"{kind}: {comment}", *flags, **step(told, before))
    group.accept("request: began long ago, and with it the lead time is past",
                 **step(event("request", END)))  # fmt: skip


def overlapping(group: Group) -> None:
    for comment, flags, held in (
        ("ends as it begins", ("BackToBack", "GraceCounts"), other(START - 900, START)),
        ("ends a second later", (), other(START - 900, START + 1)),
        ("begins as it ends", ("BackToBack", "GraceCounts"), other(END, END + 900)),
        ("begins a second sooner", (), other(END - 1, END + 900)),
        ("within it", (), other(START + 60, START + 120)),
        ("in progress", (), other(START, END, "in_progress")),
        ("requested only", ("RequestsStand",), other(START, END, "requested")),
        ("cancelled", (), other(START, END, "cancelled")),
    ):
        group.accept(f"request, and another: {comment}", *flags,
                     **step(event("request", EARLIER), None, (held,)))  # fmt: skip
    for kind, before in (("approve", appointment("requested")), ("reschedule", appointment())):
        for comment, held in (
            ("this window", other(START, END)),
            ("the next hour", other(START + 3_600, END + 3_600)),
        ):
            flags = ["HolderMovesAlone"] if kind == "reschedule" and "this" in comment else []
            group.accept(f"{kind}, and {comment} is another's", *flags,
                         **step(event(kind, EARLIER), before, (held,)))  # fmt: skip
    group.accept("two others, the second in the way",
                 **step(event("request", EARLIER), None,
                        (other(END, END + 60), other(START, END, name="P-8"))))  # fmt: skip
    group.accept("a release is stopped by nobody's window",
                 **step(event("release", RELEASE), appointment(), (other(START, END),)))  # fmt: skip


def times_of_events(group: Group) -> None:
    group.accept("approved a second before its end", "EdgeSecond",
                 **step(event("approve", END - 1), appointment("requested")))  # fmt: skip
    group.accept("approved at its end", "EdgeSecond",
                 **step(event("approve", END), appointment("requested")))  # fmt: skip
    group.accept("released a second before access ends", "EdgeSecond",
                 **step(event("release", CLOSES - 1), appointment()))  # fmt: skip
    group.accept("released when access has ended", "EdgeSecond",
                 **step(event("release", CLOSES), appointment()))  # fmt: skip
    for at, word, flags in (
        (START - 1, "a second before access begins", ()),
        (START, "as access begins", ()),
        (CLOSES - 1, "a second before access ends", ("GraceForgotten",)),
        (CLOSES, "as access ends", ()),
    ):
        group.accept(f"opened {word}", *flags, **step(event("open", CLOSES + 9, at=at), appointment()))
    group.accept("opened outside its window, and in progress already",
                 **step(event("open", CLOSES), appointment("in_progress")))  # fmt: skip
    for kind, before in (
        ("request", None), ("approve", appointment("requested")), ("decline", appointment("requested")),
        ("cancel", appointment()), ("reschedule", appointment()), ("release", appointment()),
        ("open", appointment()), ("complete", appointment("in_progress")),
    ):  # fmt: skip
        now = {"release": RELEASE, "open": START, "complete": END}.get(kind, EARLIER)
        group.accept(f"{kind} while the status allows no showing",
                     **step(event(kind, now), before, showable=False))  # fmt: skip


def together(group: Group) -> None:
    flag = "FirstReasonOnly"
    group.accept("a request with everything against it", flag,
                 **step(event("request", START + 1, "system", end=START + 7_200), appointment(),
                        (other(START, END),), showable=False))  # fmt: skip
    group.accept("approve: final, by the holder, not showable, over, overlapping", flag,
                 **step(event("approve", END, "holder"), appointment("declined"), (other(START, END),),
                        showable=False))  # fmt: skip
    group.accept("release: wrong state, wrong actor, not showable, too soon", flag,
                 **step(event("release", RELEASE - 1, "holder"), appointment("requested"),
                        showable=False))  # fmt: skip
    group.accept("open: wrong state, wrong actor and outside", flag,
                 **step(event("open", CLOSES, "holder"), appointment("requested")))  # fmt: skip
    group.accept("tick: a final state stands, the actor does not",
                 **step(event("tick", CLOSES, "holder"), appointment("completed")))  # fmt: skip


def other_rules() -> list[Group]:
    ask = event("request", EARLIER)
    early = group_of("step", early=1_800, late=0, release_lead=0)
    opens = START - 1_800
    for now, flags in ((opens - 1, ("EdgeSecond",)), (opens, ("ReleaseFromStart", "EdgeSecond"))):
        early.accept(f"release counts from the early minutes: {now - opens} s", *flags,
                     **step(event("release", now), appointment()))  # fmt: skip
    early.accept("opened in the early minutes", **step(event("open", opens), appointment()))
    early.accept("opened at the end, without grace", **step(event("open", END), appointment()))
    early.accept("no grace: a no show at the end", "EdgeSecond", **step(event("tick", END), appointment()))
    early.accept("the early minutes of this one meet the other: they do not count", "GraceCounts",
                 "BackToBack", **step(ask, None, (other(START - 900, START),)))  # fmt: skip
    both = group_of("step", overlap=True)
    for kind, before in (("request", None), ("approve", appointment("requested"))):
        both.accept(f"{kind}: several parties at one time", "OverlapNever",
                    **step(event(kind, EARLIER), before, (other(START, END),)))  # fmt: skip
    blocked = {"start": START - 3_600, "end": START}
    closed = group_of("step", blocked=[blocked, {"start": END + 3_600, "end": END + 7_200}])
    closed.accept("begins when the blocked period ends", "BackToBack", **step(ask))
    closed.accept("begins a second sooner", **step(ask | {"start": START - 1}))
    closed.accept("ends when the second blocked period begins",
                  "BackToBack", **step(ask | {"start": END + 1_800, "end": END + 3_600}))  # fmt: skip
    closed.accept("ends a second later", **step(ask | {"start": END + 1_800, "end": END + 3_601}))
    closed.accept("moved into a blocked period",
                  **step(event("reschedule", EARLIER, start=END + 3_000, end=END + 3_700),
                         appointment()))  # fmt: skip
    closed.accept("approved into a blocked period, which is not asked",
                  **step(event("approve", EARLIER), appointment("requested", start=START - 900)))  # fmt: skip
    short = group_of("step", max_length=900)
    short.accept("a quarter of an hour, and no more is allowed", **step(ask))
    short.accept("a second more", "LongerAllowed", **step(ask | {"end": END + 1}))
    lead = group_of("step", lead_time=604_800, max_length=86_400)
    for now in (START - 604_800, START - 604_799):
        lead.accept(f"a week ahead, asked {START - now} s before", "EdgeSecond",
                    **step(event("request", now, end=START + 86_400)))  # fmt: skip
    return [early, both, closed, short, lead]


def hours() -> list[Group]:
    listed = []
    for place, name, windows in (
        (zone_list.LOS_ANGELES, "Los Angeles", (
            ("2026-07-01 07:59:59", 61, ()), ("2026-07-01 08:00", 60, ("StandardTimeOnly",)),
            ("2026-07-01 21:30", 1_800, ("LastSecond", "UtcDays")), ("2026-07-01 21:30", 1_801, ()),
            ("2026-03-08 08:00", 60, ("StandardTimeOnly",)), ("2026-11-01 21:59", 60, ("UtcDays",)),
        )),
        (zone_list.STANDING["Kathmandu"], "Kathmandu", (
            ("2026-05-17 08:00", 60, ("UtcDays",)),
            ("2026-05-17 21:59", 60, ("LastSecond",)), ("2026-05-17 22:00", 60, ()),
        )),
    ):  # fmt: skip
        group = group_of("step", access_hours={"from": 480, "to": 1_320}, zone=place.to_bytes().hex())
        for shown, length, flags in windows:
            begin = instant(place, shown)
            told = event("request", begin - 60, start=begin, end=begin + length)
            group.accept(f"{name}: {length} s from {shown}", *flags, **step(told))
        listed.append(group)
    all_day = group_of("step", access_hours={"from": 0, "to": 1_440}, max_length=86_400)
    place = zone_list.LOS_ANGELES
    for begin_shown, length, flags in (
        ("2026-05-17 23:00", 3_600, ("LastSecond",)), ("2026-05-17 23:00", 3_601, ()),
        ("2026-11-01 01:30", 3_600, ()), ("2026-05-17 16:30", 3_600, ("UtcDays",)),
    ):  # fmt: skip
        begin = instant(place, begin_shown)
        told = event("request", EARLIER, start=begin, end=begin + length)
        all_day.accept(f"any hour, but one day: {length} s from {begin_shown}", *flags, **step(told))
    busy = group_of("step", **EXAMPLE, blocked=[{"start": START, "end": START + 60}])
    busy.accept("too soon, too long, blocked, outside the hours", "FirstReasonOnly",
                **step(event("request", EARLIER, start=START - 3_600, end=START + 20_000)
                       | {"now": START - 3_600}))  # fmt: skip
    minute = group_of("step", access_hours={"from": 1_019, "to": 1_020})
    for comment, flags, start, end in (
        ("to its end", ("LastSecond",), START - 60, START),
        ("and a second more", (), START - 60, START + 1),
        ("and a second before", (), START - 61, START),
    ):
        minute.accept(f"the minute of 16:59 alone, {comment}", *flags,
                      **step(event("request", EARLIER, start=start, end=end)))  # fmt: skip
    return [*listed, all_day, busy, minute]


def errors(group: Group) -> None:
    ask, open_ = event("request", EARLIER), event("open", START)
    for comment, given in (
        ("an event that does not exist", step(event("tick", EARLIER) | {"event": "expire"}, appointment())),
        ("a state that does not exist", step(event("tick", EARLIER), appointment("open"))),
        ("sequence 0", step(event("tick", EARLIER), appointment(sequence=0))),
        ("an instant after the last", step(event("tick", 253_402_214_400), appointment())),
        ("an id with a space", step(ask | {"id": "P 1"})),
        ("a state of another that does not exist", step(ask, None, (other(START, END, "booked"),))),
        ("a bulletin of 2^32", step(ask, bulletin=2**32)),
        ("a bad value before a backwards window", step(ask | {"id": "", "end": START})),
    ):
        group.refuse(comment, "BadValue", **given)
    for comment, given in (
        ("a request of no length", step(ask | {"end": START})),
        ("a reschedule backwards", step(event("reschedule", EARLIER, end=START), appointment())),
        ("another one of no length", step(ask, None, (other(START, START),))),
        ("backwards before no appointment", step(event("reschedule", EARLIER, end=START))),
    ):
        group.refuse(comment, "WindowBackwards", **given)
    group.refuse("no appointment before an opening in the future", "NoAppointment",
                 **step(event("open", START, at=START + 1)))  # fmt: skip
    group.refuse("opened in a second", "FutureOpening", **step(open_ | {"at": START + 1}, appointment()))
    taken = (other(END, END + 900, "cancelled", "P-1"),)
    group.refuse("a request under an id of another", "RepeatedId", **step(ask, None, taken))
    move = event("reschedule", EARLIER)
    group.refuse("moved to an id of another", "RepeatedId",
                 **step(move | {"new_id": "P-9"}, appointment(), (other(END, END + 1),)))  # fmt: skip
    group.refuse("moved to its own id", "RepeatedId", **step(move | {"new_id": "P-1"}, appointment()))


def bad_rules() -> list[Group]:
    listed = []
    for comment, flag, changed in (
        ("91 minutes early", "BadValue", {"early": 5_401}),
        ("early below nothing", "BadValue", {"early": -1}),
        ("91 minutes of grace", "BadValue", {"late": 5_401}),
        ("grace below nothing", "BadValue", {"late": -1}),
        ("lead time above a week", "BadValue", {"lead_time": 604_801}),
        ("lead time below nothing", "BadValue", {"lead_time": -1}),
        ("at most 899 s", "BadValue", {"max_length": 899}),
        ("more than a day", "BadValue", {"max_length": 86_401}),
        ("release more than an hour ahead", "BadValue", {"release_lead": 3_601}),
        ("release after it opens", "BadValue", {"release_lead": -1}),
        ("hours of no length", "BadValue", {"access_hours": {"from": 480, "to": 480}}),
        ("hours past midnight", "BadValue", {"access_hours": {"from": 480, "to": 1_441}}),
        ("half a zone", "BadValue", {"zone": "fe20fe5c" + 20 * "0"}),
        ("a blocked period of no length", "WindowBackwards", {"blocked": [{"start": START, "end": START}]}),
    ):
        group = group_of("step", **changed)
        group.refuse(comment, flag, **step(event("request", EARLIER)))
        listed.append(group)
    return listed
