"""flex-code-reading.json: which window typed digits stand for at a first entry."""

from .. import bits, flex
from ..stream import Stream
from . import found, schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .flex_code_file import WINDOW, described, members_of, parameters, random_window
from .typing_slips import slips

NOTES = {
    "NotNow": REFUSED + "a genuine code, but not of this instant, operation or epoch: a wrong code",
    "NoPayload": REFUSED + "the digits stand for no window under any tweak that is tried",
} | pick(
    "Malformed", "NonAsciiDigits", "SpacesDropped", "SignTaken", "LeadingZero", "EpochIgnored",
    "EdgeSecond", "ToleranceIgnored", "UseOpSwapped",
) | {
    "ToleranceWrongSide": KILLS + "narrows the window by the tolerance",
    "FirstEntryLimit": KILLS + "lets a first entry happen until the window's end",
    "EndForgotten": KILLS + "lets a first entry happen for 24 hours even when the window is shorter",
    "SlotOffByOne": KILLS + "takes the window to begin one half hour later",
    "OperationIgnored": KILLS + "accepts a code for either operation",
    "TweakOfNow": KILLS + "deciphers with the tweak of this instant only",
    "TweakWithoutTolerance": KILLS + "stops at the tweak of this instant, without the tolerance",
    "LowestTweakWins": KILLS + "stops at the first tweak under which the code is acceptable",
    "FirstPayload": KILLS + "stops at the first tweak under which the digits mean anything",
    "LastPayload": KILLS + "judges the digits under the last tweak alone under which they mean anything",
}  # fmt: skip

DURATIONS = (1, 47, 48, 49, 95, 96, 97, 125)
TOLERANCES = (120, 121, 600, 1_799, 1_800)
DAY = flex.FIRST_ENTRY_SECONDS
CYCLE = flex.SLOTS_PER_TWEAK * flex.SLOT_SECONDS


def evaluate(group: Members, test: Members) -> Members:
    window = flex.read(
        bytes.fromhex(group["box_key"]),
        group["epoch"],
        group["digits"],
        test["tolerance"],
        test["op_chosen"],
        test["instant"],
        test["code"],
    )
    return members_of(window)


class Reader:
    """Adds readings of one window's code to a group."""

    def __init__(self, group: Group, window: flex.Window, tolerance: int) -> None:
        given = group.parameters
        box = bytes.fromhex(given["box_key"])
        self.code = flex.code(box, given["epoch"], given["digits"], window)
        self.group, self.window, self.tolerance = group, window, tolerance

    def inputs(self, instant: int, op: int) -> Members:
        return {"instant": instant, "tolerance": self.tolerance, "op_chosen": op, "code": self.code}

    def accept(self, comment: str, instant: int, *flags: str) -> None:
        self.group.accept(comment, *flags, **self.inputs(instant, self.window.op))

    def refuse(self, comment: str, instant: int, *flags: str, op: int | None = None) -> None:
        chosen = self.window.op if op is None else op
        self.group.refuse(comment, "NotNow", *flags, **self.inputs(instant, chosen))


def limits(group: Group, window: flex.Window, tolerance: int) -> None:
    """Every limit of one window, to the second."""
    reader = Reader(group, window, tolerance)
    start, end = window.start(), window.end()
    last = min(end, start + DAY) + tolerance
    what = described(window)
    early = ("EdgeSecond", "ToleranceIgnored", "ToleranceWrongSide", "SlotOffByOne")
    reader.accept(f"{what}: first instant with tolerance", start - tolerance, *early)
    # A window that begins with a tweak is not even tried a second too early.
    seen = ["EdgeSecond"] if window.start_slot % flex.SLOTS_PER_TWEAK else []
    reader.refuse(f"{what}: one second too early", start - tolerance - 1, *seen)
    swapped = ["UseOpSwapped"] if window.op != window.use else []
    reader.accept(f"{what}: exactly at the start", start, *swapped)
    reader.accept(f"{what}: last instant for a first entry", last - 1, "ToleranceIgnored",
                  "ToleranceWrongSide")  # fmt: skip
    flags = ["EdgeSecond", "SlotOffByOne"]
    flags += ["FirstEntryLimit"] if end > start + DAY else []
    flags += ["EndForgotten"] if end < start + DAY else []
    reader.refuse(f"{what}: one second too late for a first entry", last, *flags)
    if end > start + DAY:
        reader.refuse(f"{what}: open, but too late for a first entry", end - 1)
    reader.refuse(f"{what}: other operation", start, "OperationIgnored", op=1 - window.op)
    reader.refuse(f"{what}: 64 half hours later", start + CYCLE)
    reader.refuse(f"{what}: 64 half hours earlier", start - CYCLE)


def by_length(stream: Stream, epoch: int, digits: int) -> Group:
    group = Group(parameters(stream.key(), epoch, digits))
    for number, duration in enumerate(DURATIONS):
        tolerance = TOLERANCES[number % len(TOLERANCES)]
        limits(group, random_window(stream, duration=duration), tolerance)
    other = random_window(stream, duration=4)
    reader = Reader(group, other, 120)
    reader.accept("this epoch's code", other.start(), *(["EpochIgnored"] if epoch else []))
    box = bytes.fromhex(group.parameters["box_key"])
    reader.code = flex.code(box, (epoch + 1) % 2**32, digits, other)
    reader.refuse("another epoch's code", other.start())
    return group


def tweak_edges(stream: Stream, digits: int) -> Group:
    """Windows at either end of a tweak, read from the neighbouring one."""
    group = Group(parameters(stream.key(), 2, digits))
    tweak = stream.between(15_500, 17_000)
    after = random_window(stream, start_slot=tweak * 64, duration=6)
    reader = Reader(group, after, 1_800)
    both = ("TweakOfNow", "TweakWithoutTolerance")
    reader.accept("starts with a tweak: half an hour before", after.start() - 1_800, *both)
    reader.accept("starts with a tweak: a second before", after.start() - 1, *both)
    reader.accept("starts with a tweak: at the start", after.start())
    for place in (16, 32, 63):
        before = random_window(stream, start_slot=tweak * 64 - 64 + place, duration=125)
        reader = Reader(group, before, 300)
        last = before.start() + DAY + 299
        flags = ["TweakOfNow"] if last >= after.start() else []
        reader.accept(f"place {place} of a tweak: last instant", last, *flags)
    reader.accept("place 63 of a tweak: half an hour later", after.start(), "TweakOfNow")
    limits(group, random_window(stream, start_slot=tweak * 64 + 63, duration=1), 1_800)
    limits(group, random_window(stream, start_slot=tweak * 64 + 128, duration=48), 120)
    return group


def far_ends(stream: Stream) -> Group:
    """Epoch limits of other counters, and the first half hours of 1970."""
    group = Group(parameters(stream.key(), 1, 10))
    for start_slot in (0, 1, 47, 48, 64, 2**31 // 1_800, 2**31 // 1_800 + 1, 2**32 // 1_800,
                       2**32 // 1_800 + 1, 1_995_279):  # fmt: skip
        window = random_window(stream, start_slot=start_slot, duration=49)
        reader = Reader(group, window, 120)
        reader.accept(f"start slot {start_slot}: a minute in", window.start() + 60)
        reader.accept(f"start slot {start_slot}: 24 hours in", window.start() + DAY)
    return group


def rare() -> Group:
    """Codes that mean something under two tweaks."""
    group = Group(parameters(found.BOX, 0, 10))
    for early, late in (found.BOTH_OPEN, found.ALSO_OPEN):
        reader = Reader(group, early, 120)
        win = ("LowestTweakWins", "FirstPayload")
        edge = late.start_slot // flex.SLOTS_PER_TWEAK * CYCLE
        reader.accept("two windows: the later one not yet tried", edge - 121)
        reader.accept("two windows: the later one tried, too early", late.start() - 121, "LastPayload")
        reader.accept("two windows: both open, the later one wins", late.start() - 120, *win)
        reader.accept("two windows: both open, the later one wins", late.start(), *win)
        over = min(early.end(), early.start() + DAY) + 120
        reader.accept("two windows: last second of the earlier one", over - 1, *win)
        reader.accept("two windows: the earlier one over", over, "FirstPayload")
    for window in found.PAYLOAD_BEFORE.values():
        reader = Reader(group, window, 120)
        reader.accept("means something else under the tweak before", window.start(), "FirstPayload")
    for copy in (0, 2, 3):
        window = found.PAYLOAD_AFTER[copy]
        reader = Reader(group, window, 120)
        edge = (window.start_slot // flex.SLOTS_PER_TWEAK + 1) * CYCLE
        reader.accept("means something else under the tweak after", edge, "LastPayload")
    return group


def not_codes(stream: Stream, digits: int) -> Group:
    box = stream.key()
    group = Group(parameters(box, 1, digits))
    window = random_window(stream, duration=8)
    while not flex.code(box, 1, digits, window).startswith("0"):
        window = random_window(stream, duration=8)
    reader = Reader(group, window, 120)
    now = window.start()
    reader.accept("the code itself", now)
    for comment, flags, typed in slips(reader.code):
        given = reader.inputs(now, window.op) | {"code": typed}
        group.refuse(comment, *flags, **given)
    longer = flex.code(box, 1, 21 - digits, window)
    group.refuse(f"a genuine code of {21 - digits} digits", "Malformed",
                 **reader.inputs(now, window.op) | {"code": longer})  # fmt: skip
    for number in (0, 1, flex.PAYLOADS - 1, flex.PAYLOADS, 10**digits - 1):
        group.refuse("digits that mean nothing", "NoPayload",
                     **reader.inputs(now, window.op) | {"code": bits.decimal(number, digits)})  # fmt: skip
    for _ in range(5):
        group.refuse("random digits", "NoPayload",
                     **reader.inputs(now, window.op) | {"code": stream.digits(digits)})  # fmt: skip
    return group


def groups() -> list[Group]:
    stream = Stream("flex-code-reading")
    listed = [by_length(stream, 16, 10), by_length(stream, 0, 11), by_length(stream, 2**32 - 1, 10)]
    listed += [tweak_edges(stream, digits) for digits in (10, 11)]
    listed += [far_ends(stream), rare()]
    return listed + [not_codes(stream, digits) for digits in (10, 11)]


INPUTS = {
    "instant": schema.INSTANT,
    "tolerance": schema.integer(0, 1_800),
    "op_chosen": schema.integer(0, flex.OPERATIONS - 1),
}
SHAPE = schema.Shape(
    group={
        "box_key": schema.KEY,
        "epoch": schema.U32_NUMBER,
        "digits": schema.integer(flex.MIN_DIGITS, flex.MAX_DIGITS),
    },
    valid=[INPUTS | {"code": schema.digits(10, 11)} | WINDOW],
    invalid=[INPUTS | {"code": schema.ANY_TEXT}],
)
FILE = VectorFile(
    "flex-code-reading", "section 4", NOTES, evaluate, groups,
    schema.build("flex-code-reading", "section 4", NOTES, SHAPE),
)  # fmt: skip
