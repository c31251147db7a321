"""Which slot or copy is given, what the ledger is afterwards, and when nothing is left."""

from .container import Group, Members
from .issuance_objects import (
    CONTRACTOR,
    DAY,
    DAY_METHOD,
    END,
    GUEST,
    HOUR,
    NOW,
    START,
    TODAY,
    case,
    day_row,
    flex_row,
    group_of,
    ledger,
    recipient,
    request,
    window,
)

WORKMAN = recipient("contractor")


def slots(group: Group) -> None:
    def rows(*numbers: int) -> list[Members]:
        return [day_row(TODAY, number) for number in numbers]

    holder = {"half": "holder"}
    for comment, flags, days, own in (
        ("slot in a gap", ("AfterHighest",), rows(0, 1, 3), {}),
        ("slot 0 free before others", ("AfterHighest",), rows(2, 5), {}),
        ("holder's first slot", ("OneHalf",), [], holder),
        ("holder's slot in a gap", ("AfterHighest", "OneHalf"), rows(8, 10), holder),
        ("holder's half is full", ("OneHalf",), rows(*range(8, 16)), holder),
        ("slot 0 to be skipped", ("SkipIgnored",), [], {"skip": [0]}),
        ("slots to be skipped around one taken", ("SkipIgnored",), rows(1), {"skip": [0, 2]}),
        ("all that is left is to be skipped", ("SkipIgnored",), rows(*range(6)), {"skip": [6, 7]}),
        ("a cancelled row keeps its slot", ("CancelledIsFree",), [day_row(TODAY, 0, "R-9", True)], {}),
        ("rows of other days, one of them this person's", ("DaysMixed",),
         [day_row(TODAY - 1, 0), day_row(TODAY + 1, 1, "M-7")], {}),
        ("given again", ("NeverAgain",), [day_row(TODAY, 0), day_row(TODAY, 3, "M-7")], {}),
        ("of two, the lower is given again", ("NeverAgain",),
         [day_row(TODAY, 2, "M-7"), day_row(TODAY, 5, "M-7")], {}),
        ("given again though it is cancelled? no: a new one", ("CancelledAgain",),
         [day_row(TODAY, 0, "M-7", True)], {}),
        ("the lower one cancelled, the higher given again", ("CancelledAgain",),
         [day_row(TODAY, 0, "M-7", True), day_row(TODAY, 4, "M-7")], {}),
        ("the other half has one: a new one here", ("AgainFromOtherHalf",), [day_row(TODAY, 0, "M-7")],
         holder),
    ):  # fmt: skip
        group.accept(comment, *flags, **case(request(DAY_METHOD, **own), ledger=ledger(days, revision=41)))


def copies(group: Group) -> None:
    def rows(*numbers: int) -> list[Members]:
        return [flex_row(copy=number) for number in numbers]

    others = [
        flex_row(START - 1_800), flex_row(duration=3), flex_row(op=0, use=1), flex_row(op=1),
        flex_row(START + 1_800),
    ]  # fmt: skip
    for comment, flags, windows, own in (
        ("copy in a gap", ("AfterHighest",), rows(0, 2), {}),
        ("no copy left", (), rows(0, 1, 2, 3), {}),
        ("copies to be skipped", ("SkipIgnored",), rows(1), {"skip": [0, 2]}),
        ("all four to be skipped", ("SkipIgnored",), [], {"skip": [0, 1, 2, 3]}),
        ("a cancelled row keeps its copy", ("CancelledIsFree",), [flex_row(cancelled=True)], {}),
        ("rows of other windows, operations and uses", ("WindowsMixed",),
         sorted(others, key=lambda row: [row[k] for k in ("start_slot", "duration", "op", "use")]), {}),
        ("until the end beside single", ("WindowsMixed",), rows(0), {"use": "until_end"}),
    ):  # fmt: skip
        group.accept(comment, *flags, **case(request(**own), ledger=ledger([], windows, revision=7)))
    shackle = request(to=recipient("owner"), operations=2, use="until_end")
    group.accept("shackle until the end beside the key compartment", "WindowsMixed",
                 **case(shackle, ledger=ledger([], [flex_row(use=1)])))  # fmt: skip
    group.accept("a contractor's row goes to its place", **case(
        request(CONTRACTOR, WORKMAN), ledger=ledger([], [flex_row(), flex_row(START + HOUR)])))  # fmt: skip
    group.accept("a flex code until the end counts against a contractor's window", **case(
        request(CONTRACTOR, WORKMAN), ledger=ledger([],
                                                    [flex_row(use=1,
                                                              copy=n) for n in range(4)])))  # fmt: skip
    group.accept("no copy is looked for off the half hour",
                 **case(request(**window(START + 60, 2 * HOUR)),
                        ledger=ledger([], rows(0, 1, 2, 3))))  # fmt: skip
    group.accept("a grant leaves the ledger as it is", **case(
        request(GUEST), ledger=ledger([day_row(TODAY, 0)], rows(0), revision=2**32 - 1)))  # fmt: skip


def contractors(group: Group) -> None:
    def rows(count: int, **other: object) -> list[Members]:
        return [flex_row(NOW - HOUR * (count - i), 100, use=1, contractor=True,
                         **other) for i in range(count)]

    half = NOW // 1_800 * 1_800
    ending = flex_row(half - 2 * HOUR, 4, use=1, contractor=True)
    for comment, flags, windows in (
        ("three have", ("LimitMoved",), rows(3)),
        ("three had, one cancelled", ("CancelledCounts",),
         [*rows(2), flex_row(NOW, 100, 0, 1, contractor=True, cancelled=True)]),
        ("three had, one's window ends this second", ("EdgeSecond",), [ending, *rows(2)][:3]),
        ("three have, one's of tomorrow", ("LimitMoved",),
         [*rows(2), flex_row(NOW + DAY, 4, use=1, contractor=True)]),
        ("two and an agent's flex code until its end", ("AllCounted",),
         [*rows(2), flex_row(START, 96, use=1)]),
    ):  # fmt: skip
        listed = sorted(windows, key=lambda row: [row[k] for k in ("start_slot", "duration", "op", "use")])
        group.accept(f"contractor code: {comment}", *flags,
                     **case(request(CONTRACTOR, WORKMAN), ledger=ledger([], listed)))  # fmt: skip
    group.accept("an agent's flex code is not bound by three contractors",
                 **case(request(), ledger=ledger([], rows(3))))  # fmt: skip


def other_parameters() -> list[Group]:
    few = group_of(day_slots=10, flex_per_window=2, contractor_alive=0, flex_overlapping=2)
    days = [day_row(TODAY, number) for number in range(8, 10)]
    few.accept("ten slots: the holder has two", "DefaultsOnly",
               **case(request(DAY_METHOD, half="holder"), ledger=ledger(days)))  # fmt: skip
    copies = [flex_row(copy=3, cancelled=True), flex_row(copy=1, cancelled=True)]
    few.accept("two of a window: two cancelled ones are two", "CancelledIsFree", "DefaultsOnly",
               **case(request(), ledger=ledger([], copies[::-1])))  # fmt: skip
    few.accept("two of a window: one cancelled, copy 3", **case(request(), ledger=ledger([], copies[:1])))
    few.accept("no contractor at any time", "DefaultsOnly", **case(request(CONTRACTOR, WORKMAN)))
    for comment, flags, windows in (
        ("one meets it, one ends as it begins", ("BackToBack",),
         [flex_row(START - 2 * HOUR, 4), flex_row(START, 2)]),
        ("two meet it", ("DefaultsOnly",), [flex_row(START - HOUR, 3), flex_row(END - 1_800, 1)]),
        ("one meets it, one begins as it ends", ("BackToBack",), [flex_row(START, 1), flex_row(END, 1)]),
        ("two meet it, one cancelled", ("CancelledCounts",),
         [flex_row(START, 1), flex_row(START, 2, cancelled=True)]),
    ):  # fmt: skip
        few.accept(f"two at a time: {comment}", *flags, **case(request(), ledger=ledger([], windows)))
    past = [flex_row(NOW // 1_800 * 1_800 - DAY, 48), flex_row(NOW // 1_800 * 1_800 - HOUR, 125)]
    few.accept("two at a time: one over, one long, both met by a window that began in the past", "EdgeSecond",
               **case(request(**window(NOW // 1_800 * 1_800 - 2 * HOUR, 4 * HOUR)),
                      ledger=ledger([], past)))  # fmt: skip
    one = group_of(day_slots=1, flex_per_window=1, flex_overlapping=64, contractor_alive=16)
    one.accept("one of a window, and it is to be skipped: the next copy", "SkipIgnored",
               **case(request(skip=[0])))  # fmt: skip
    usual = group_of()
    rows = [flex_row(START, 1 + number) for number in range(15)]
    usual.accept("fifteen meet it", **case(request(), ledger=ledger([], rows)))
    rows = [flex_row(START, 5 + number) for number in range(16)]
    usual.accept("sixteen meet it", "LimitMoved", **case(request(), ledger=ledger([], rows)))
    return [few, one, usual]
