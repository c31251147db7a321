"""flex-code-issue.json: from a length in seconds to a duration, a copy and a code."""

from .. import flex, keys, numeral
from ..stream import Stream
from . import found, schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .flex_code_file import WINDOW, parameters

NOTES = pick("OutOfRange") | {
    "NoneLeft": REFUSED + "every copy is taken or has a code that means something else nearby",
    "DaysAsHalfHours": KILLS + "takes durations above 96 for half hours, as those below",
    "LengthRounded": KILLS + "rounds a length to the next half hour",
    "RepeatIssued": KILLS + "hands out a code that is a payload under a neighbouring tweak",
    "TweakBeforeOnly": KILLS + "looks under the tweak before and not under the one after",
    "TweakAfterOnly": KILLS + "looks under the tweak after and not under the one before",
    "SameOperationOnly": KILLS + "lets a repeat pass when it is for the other operation",
    "OverlapOnly": KILLS + "lets a repeat pass when the two windows do not overlap",
    "CountsTaken": KILLS + "takes the number of copies handed out for the next copy",
    "AfterHighest": KILLS + "goes on after the highest copy taken and never back to a free one",
}
HOUR = 3_600
DAY = 24 * HOUR


def evaluate(group: Members, test: Members) -> Members:
    wanted = flex.Window(
        test["start_slot"], flex.duration_of(test["length"]), 0, test["op"], test["use"]
    )
    box, epoch, digits = bytes.fromhex(group["box_key"]), group["epoch"], group["digits"]
    window, code = flex.issue(box, epoch, digits, wanted, test["taken"])
    return {"duration": window.duration, "copy": window.copy, "code": code}


def request(stream: Stream, **fixed: object) -> Members:
    given: Members = {
        "start_slot": stream.between(960_000, 1_200_000),
        "length": 2 * HOUR,
        "op": stream.below(2),
        "use": stream.below(2),
        "taken": [],
    }
    return given | fixed


def lengths(stream: Stream, digits: int) -> Group:
    group = Group(parameters(stream.key(), 3, digits))
    for half_hours in (1, 2, 47, 48, 49, 95, 96):
        group.accept(f"{half_hours} half hours", **request(stream, length=half_hours * 1_800))
    for days in (3, 4, 7, 14, 30, 31):
        group.accept(f"{days} days", "DaysAsHalfHours", **request(stream, length=days * DAY))
    for comment, length, flags in (
        ("no length", 0, ()),
        ("48 hours and a half", 97 * 1_800, ("DaysAsHalfHours",)),
        ("62 hours and a half", 125 * 1_800, ("DaysAsHalfHours",)),
        ("2 days and a half", 60 * HOUR, ("DaysAsHalfHours",)),
        ("3 days and half an hour", 3 * DAY + 1_800, ()),
        ("3 days less a second", 3 * DAY - 1, ("LengthRounded",)),
        ("32 days", 32 * DAY, ()),
        ("a second", 1, ("LengthRounded",)),
        ("29 minutes", 29 * 60, ("LengthRounded",)),
        ("half an hour and a second", 1_801, ()),
        ("2^32 seconds", 2**32, ()),
        ("2^32 seconds and half an hour", 2**32 + 1_800, ()),
    ):
        group.refuse(comment, "OutOfRange", *flags, **request(stream, length=length))
    return group


def copies(stream: Stream, digits: int) -> Group:
    group = Group(parameters(stream.key(), 0, digits))
    same = request(stream)
    for taken, flags in (
        ([], ()),
        ([0], ()),
        ([0, 1], ()),
        ([0, 1, 2], ()),
        ([1], ("CountsTaken", "AfterHighest")),
        ([3], ("CountsTaken", "AfterHighest")),
        ([0, 3, 1], ("CountsTaken", "AfterHighest")),
        ([2, 0], ("CountsTaken", "AfterHighest")),
    ):
        group.accept(f"copies taken: {taken}", *flags, **same | {"taken": taken})
    group.refuse("all four are taken", "NoneLeft", **same | {"taken": [0, 1, 2, 3]})
    for start_slot in (0, 63, 64, 2**32 - 1):
        group.accept(f"start slot {start_slot}", **request(stream, start_slot=start_slot))
    for name in ("op", "use"):
        group.refuse(f"{name} 2", "OutOfRange", **request(stream, **{name: 2}))
    return group


def repeats() -> Group:
    """Windows that search.py found, each at the turn of the copy that must be skipped."""
    group = Group(parameters(found.BOX, 0, 10))
    for step, windows in ((-1, found.PAYLOAD_BEFORE), (1, found.PAYLOAD_AFTER)):
        for copy, window in windows.items():
            flags = ["RepeatIssued", "TweakAfterOnly" if step < 0 else "TweakBeforeOnly"]
            flags += other_kind(window, step)
            inputs = {
                "start_slot": window.start_slot,
                "length": window.end() - window.start(),
                "op": window.op,
                "use": window.use,
                "taken": list(range(copy)),
            }
            where = f"copy {copy} repeats under the tweak {'before' if step < 0 else 'after'}"
            last = copy == flex.COPIES - 1
            issue = group.refuse if last else group.accept
            issue(f"{where}: its turn", *(["NoneLeft"] if last else []), *flags, **inputs)
            if copy:
                group.accept(f"{where}: copy 0 is free", **inputs | {"taken": []})
                others = [number for number in range(flex.COPIES) if number not in (0, copy)]
                group.accept(f"{where}: only copy 0 is left", **inputs | {"taken": [*others, copy]})
            else:
                group.refuse(f"{where}: all others are taken", "NoneLeft", *flags,
                             **inputs | {"taken": [1, 2, 3]})  # fmt: skip
    return group


def other_kind(window: flex.Window, step: int) -> list[str]:
    """Which half-hearted comparisons the repeat would slip through."""
    code = flex.code(found.BOX, 0, 10, window)
    tweak, _ = flex.pack(window)
    key = keys.purpose_key(found.BOX, "flex", 0)
    payload = numeral.decipher(key, 10, tweak + step, int(code))
    twin = flex.unpack(tweak + step, payload)
    apart = twin.end() <= window.start() or window.end() <= twin.start()
    names = ["SameOperationOnly"] if twin.op != window.op else []
    return names + (["OverlapOnly"] if apart else [])


def groups() -> list[Group]:
    stream = Stream("flex-code-issue")
    listed = [lengths(stream, 10), lengths(stream, 11), copies(stream, 10), copies(stream, 11)]
    return [*listed, repeats()]


def inputs_schema(op: Members, use: Members) -> Members:
    return {
        "start_slot": schema.U32_NUMBER,
        "length": schema.integer(0, 2**33),
        "op": op,
        "use": use,
        "taken": schema.list_of(WINDOW["copy"]),
    }


OUTPUTS = {"duration": WINDOW["duration"], "copy": WINDOW["copy"], "code": schema.digits(10, 11)}
SHAPE = schema.Shape(
    group={
        "box_key": schema.KEY,
        "epoch": schema.U32_NUMBER,
        "digits": schema.integer(flex.MIN_DIGITS, flex.MAX_DIGITS),
    },
    valid=[inputs_schema(WINDOW["op"], WINDOW["use"]) | OUTPUTS],
    invalid=[inputs_schema(schema.U8_NUMBER, schema.U8_NUMBER)],
)
FILE = VectorFile(
    "flex-code-issue", "section 4", NOTES, evaluate, groups,
    schema.build("flex-code-issue", "section 4", NOTES, SHAPE),
)  # fmt: skip
