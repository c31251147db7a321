"""What a receiver makes of events in order, doubled, missing, late and impossible; admission and grants."""

from ..policy.names import OPEN_STATES, STATES
from .appointment_objects import CLOSES, EARLIER, END, START, appointment, group_of, record
from .container import Group, Members


def receiving() -> Group:
    group = Group({"function": "receive"})
    asked, approved = record("requested", 1), record("approved", 2)
    opened, gone = record("in_progress", 3), record("completed", 4)
    for comment, last, told, flags in (
        ("after sequence 1, sequence 2", asked, approved, ()),
        ("... 2 again", approved, approved, ()),
        ("... 4: one is missing", approved, gone, ("GapApplied",)),
        ("... 3 after all", approved, opened, ()),
        ("... 1 again", opened, asked, ("StaleIsRepeated",)),
        ("... 4 at its time", opened, gone, ()),
        ("... 2 after the end", gone, approved, ("StaleIsRepeated",)),
    ):
        group.accept(comment, *flags, last=last, event=told)
    beginnings(group)
    followers(group)
    differences(group)
    return group


def beginnings(group: Group) -> None:
    for state in ("requested", "approved", "rescheduled", "completed"):
        for replaces in (None, "P-0"):
            word = "begins" if replaces is None else "begins in place of another"
            flags = ["ReplacementAnyhow"] if state == "approved" and replaces is None else []
            group.accept(f"it {word} as {state}", *flags,
                         last=None, event=record(state, 1, replaces=replaces))  # fmt: skip
    group.accept("nothing known, and sequence 2", "BeginsAnywhere", last=None, event=record("approved", 2))
    group.accept("nothing known, and sequence 4294967295", "BeginsAnywhere",
                 last=None, event=record("completed", 2**32 - 1, at=EARLIER))  # fmt: skip


def followers(group: Group) -> None:
    """Every state after each that goes on, and some after each that does not."""
    for before in STATES:
        for after in STATES if before in OPEN_STATES else ("approved", before):
            flags = []
            if before == "requested" and after in ("in_progress", "completed", "requested"):
                flags.append("AnyState")
            if before in ("declined", "completed") and after == "approved":
                flags.append("AnyState")
            group.accept(f"{after} after {before}", *flags, last=record(before, 5), event=record(after, 6))


def differences(group: Group) -> None:
    last = record("approved", 2)
    others: Members = {
        "listing": "L-2", "lockbox": "LB-2", "holder": "X-4", "start": START + 60, "end": END + 60,
        "replaces": "P-0",
    }  # fmt: skip
    for name, value in others.items():
        group.accept(f"the next one has another {name}", last=last,
                     event=record("in_progress", 3, **{name: value}))  # fmt: skip
        group.accept(f"the same sequence with another {name}", "SequenceAlone",
                     last=last, event=last | {name: value})  # fmt: skip
    for sequence in (1, 2, 3):
        told = record("in_progress", sequence, appointment="P-2")
        flags = ["IdIgnored"] if sequence != 2 else []
        group.accept(f"another appointment's event, sequence {sequence}", *flags, last=last, event=told)
    group.accept("the same sequence with another state", "SequenceAlone", last=last,
                 event=record("declined", 2))  # fmt: skip
    group.accept("the same sequence with another successor", "SequenceAlone",
                 last=record("rescheduled", 3, replaced_by="P-2"),
                 event=record("rescheduled", 3, replaced_by="P-3"))  # fmt: skip
    group.accept("told again at a later time: a repetition", "TimeCompared",
                 last=last, event=last | {"at": last["at"] + 9})  # fmt: skip
    group.accept("the next one at an earlier time", last=last,
                 event=record("in_progress", 3, at=last["at"] - 9))  # fmt: skip
    group.accept("an old one that contradicts: stale all the same", last=last,
                 event=record("declined", 1, holder="X-4"))  # fmt: skip
    group.accept("a gap that contradicts: a gap all the same", "GapApplied", last=last,
                 event=record("in_progress", 4, holder="X-4"))  # fmt: skip
    group.accept("rescheduled, with its successor", last=last,
                 event=record("rescheduled", 3, replaced_by="P-2"))  # fmt: skip


def bad_events(group: Group) -> None:
    last = record("approved", 2)
    for comment, before, told in (
        ("sequence 0", None, record("requested", 0)),
        ("sequence 0 after another", last, record("requested", 0)),
        ("the last one has sequence 0", record("approved", 0), last),
        ("sequence 2^32", last, record("approved", 2**32, at=EARLIER)),
        ("a state that does not exist", last, record("opened", 3)),
        ("an empty id", last, record("in_progress", 3, appointment="")),
        ("an instant after the last", last, record("in_progress", 3, at=253_402_214_400)),
    ):
        group.refuse(comment, "BadValue", last=before, event=told)


def admission() -> list[Group]:
    group = group_of("access")
    usual = {"holder": "X-3", "listing": "L-1", "now": START}
    for state in STATES:
        flags = ["EdgeSecond"] if state == "approved" else []
        group.accept(f"at the door while {state}", *flags, **usual, appointment=appointment(state))
    for now, flags in (
        (START - 1, ("EdgeSecond",)), (CLOSES - 1, ("EdgeSecond", "GraceForgotten")),
        (CLOSES, ("EdgeSecond",)),
    ):  # fmt: skip
        group.accept(f"{now - START} s after the start", *flags, **usual | {"now": now},
                     appointment=appointment())  # fmt: skip
    group.accept("no appointment", **usual, appointment=None)
    group.accept("no appointment, and everything else is not asked",
                 holder="X-4", listing="L-2", now=86_400, appointment=None)  # fmt: skip
    group.accept("another's", **usual | {"holder": "X-4"}, appointment=appointment())
    group.accept("another listing's", **usual | {"listing": "L-2"}, appointment=appointment())
    group.accept("ids differ in one letter's case", **usual | {"holder": "x-3"}, appointment=appointment())
    group.accept("four reasons, too early", "FirstReasonOnly",
                 holder="X-4", listing="L-2", now=START - 1,
                 appointment=appointment("requested"))  # fmt: skip
    group.accept("four reasons, too late", "FirstReasonOnly",
                 holder="X-4", listing="L-2", now=CLOSES, appointment=appointment("completed"))  # fmt: skip
    group.refuse("a holder without an id", "BadValue", **usual | {"holder": ""}, appointment=appointment())
    early = group_of("access", early=5_400, late=5_400)
    for now in (START - 5_401, START - 5_400, END + 5_399, END + 5_400):
        flags = ["EdgeSecond"] + (["GraceForgotten"] if now == END + 5_399 else [])
        early.accept(f"an hour and a half on either side, {now - START} s", *flags,
                     **usual | {"now": now}, appointment=appointment())  # fmt: skip
    return [group, early]


def grants() -> list[Group]:
    group = group_of("grant")
    for state in STATES:
        given = {"appointment": appointment(state), "bulletin": 2}
        if state in ("approved", "in_progress"):
            group.accept(f"grant while {state}", **given)
        else:
            group.refuse(f"grant while {state}", "NotApproved", **given)
    group.accept("no bulletin yet", appointment=appointment(), bulletin=0)
    group.accept("released already", appointment=appointment(grant_released=True), bulletin=9)
    group.refuse("a bulletin below nothing", "BadValue", appointment=appointment(), bulletin=-1)
    group.refuse("a bad value before a state", "BadValue", appointment=appointment("declined"), bulletin=-1)
    early = group_of("grant", early=900, late=0, release_lead=3_600)
    early.accept("15 minutes early, none late, released an hour before", "ReleaseFromStart",
                 appointment=appointment(), bulletin=2)  # fmt: skip
    at_once = group_of("grant", release_lead=0)
    at_once.accept("released as it opens", appointment=appointment(), bulletin=2)
    return [group, early, at_once]
