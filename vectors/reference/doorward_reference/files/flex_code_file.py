"""flex-code.json: the code of a given window."""

from .. import flex
from ..stream import Stream
from . import schema
from .container import KILLS, Group, Members, VectorFile
from .flags import pick

NOTES = pick(
    "BadInput", "OutOfRange", "LeadingZero", "EpochIgnored", "Truncated31", "Truncated16", "Modulo",
    "WrongHalfFirst", "WidthParity", "RoundsOffByOne", "UseOpSwapped",
) | {
    "DurationFromZero": KILLS + "counts durations from 0",
    "FieldOrder": KILLS + "puts the copy in front of the duration",
    "TweakIgnored": KILLS + "leaves the tweak out",
    "TweakSplit": KILLS + "exchanges quotient and remainder of the start slot",
    "SlotOffByOne": KILLS + "numbers the half hours since 1970 from 1",
}  # fmt: skip

DURATIONS = (1, 2, 47, 48, 49, 95, 96, 97, 98, 124, 125)
PLACES = (0, 63, 1, 62, 31, 32)
START_SLOTS = (0, 1, 63, 64, 65_535, 65_536, 946_704, 1_995_279, 2**31 - 1, 2**31, 2**32 - 1)
EPOCHS = (0, 1, 15, 16, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)


def window_of(test: Members) -> flex.Window:
    return flex.Window(test["start_slot"], test["duration"], test["copy"], test["op"], test["use"])


def members_of(window: flex.Window) -> Members:
    return {
        "start_slot": window.start_slot,
        "duration": window.duration,
        "copy": window.copy,
        "op": window.op,
        "use": window.use,
    }


def evaluate(group: Members, test: Members) -> Members:
    box = bytes.fromhex(group["box_key"])
    return {"code": flex.code(box, group["epoch"], group["digits"], window_of(test))}


def parameters(box: bytes, epoch: int, digits: int) -> Members:
    return {"box_key": box.hex(), "epoch": epoch, "digits": digits}


def random_window(stream: Stream, **fixed: int) -> flex.Window:
    given = {
        "start_slot": stream.between(960_000, 1_200_000),
        "duration": stream.between(1, flex.DURATIONS),
        "copy": stream.below(flex.COPIES),
        "op": stream.below(flex.OPERATIONS),
        "use": stream.below(flex.USES),
    }
    return flex.Window(**(given | fixed))


def described(window: flex.Window) -> str:
    if window.duration > flex.HALF_HOUR_DURATIONS:
        return f"{flex.half_hours(window.duration) // flex.SLOTS_PER_DAY} days"
    return f"{window.duration} half hours"


def lengths(stream: Stream, digits: int) -> Group:
    group = Group(parameters(stream.key(), stream.between(1, 100_000), digits))
    odd = ["WrongHalfFirst", "WidthParity"] if digits % 2 else []
    for number, duration in enumerate(DURATIONS):
        start_slot = stream.between(15_000, 18_000) * 64 + PLACES[number % len(PLACES)]
        window = random_window(stream, duration=duration, start_slot=start_slot)
        flags = [*odd, "EpochIgnored", "TweakIgnored", "SlotOffByOne"]
        flags += ["DurationFromZero", "Modulo", "RoundsOffByOne"] if number == 0 else []
        flags += ["TweakSplit"] if number == 1 else []
        flags += ["UseOpSwapped"] if window.op != window.use else []
        # The largest duration with the largest copy is the same number in either order.
        largest = (window.duration, window.copy) == (flex.DURATIONS, flex.COPIES - 1)
        flags += ["FieldOrder"] if window.copy and not largest else []
        group.accept(described(window), *flags, **members_of(window))
    return group


def kinds(stream: Stream) -> Group:
    """All copies, operations and uses of one start and length."""
    group = Group(parameters(stream.key(), 4, 10))
    start_slot = stream.between(960_000, 1_200_000)
    for copy in range(flex.COPIES):
        for op in range(flex.OPERATIONS):
            for use in range(flex.USES):
                flags = ["UseOpSwapped"] if op != use else []
                flags += ["FieldOrder"] if copy else []
                window = flex.Window(start_slot, 4, copy, op, use)
                group.accept(f"copy {copy}, op {op}, use {use}", *flags, **members_of(window))
    return group


def groups() -> list[Group]:
    stream = Stream("flex-code")
    listed = [lengths(stream, digits) for digits in (10, 11, 10, 11)] + [kinds(stream)]
    for number, epoch in enumerate(EPOCHS):
        group = Group(parameters(stream.key(), epoch, 10 + number % 2))
        flags = ["Truncated31"] if epoch >= 2**31 else ["Truncated16"] if epoch == 65_536 else []
        for _ in range(2):
            group.accept(f"epoch {epoch}", *flags, **members_of(random_window(stream)))
        listed.append(group)
    for digits in (10, 11):
        group = Group(parameters(stream.key(), 1, digits))
        for start_slot in START_SLOTS:
            flags = ["Truncated31"] if start_slot >= 2**31 else []
            flags += ["Truncated16"] if start_slot == 65_536 else []
            window = random_window(stream, start_slot=start_slot)
            group.accept(f"start slot {start_slot}", *flags, **members_of(window))
        listed.append(group)
    for digits in (10, 11):
        box = stream.key()
        group = Group(parameters(box, 0, digits))
        for front in ("0", "00", "000"):
            window = random_window(stream)
            while not flex.code(box, 0, digits, window).startswith(front):
                window = random_window(stream)
            group.accept(f"code begins with {front}", "LeadingZero", **members_of(window))
        listed.append(group)
    group = Group(parameters(stream.key(), 0, 10))
    for name, value in (("duration", 0), ("duration", 126), ("duration", 255), ("copy", 4), ("op", 2),
                        ("use", 2)):  # fmt: skip
        window = random_window(stream, **{name: value})
        group.refuse(f"{name} {value}", "OutOfRange", **members_of(window))
    listed.append(group)
    for digits in (9, 12):
        group = Group(parameters(stream.key(), 0, digits))
        group.refuse(f"{digits} digits", "BadInput", **members_of(random_window(stream)))
        listed.append(group)
    return listed


WINDOW = {
    "start_slot": schema.U32_NUMBER,
    "duration": schema.integer(1, flex.DURATIONS),
    "copy": schema.integer(0, flex.COPIES - 1),
    "op": schema.integer(0, flex.OPERATIONS - 1),
    "use": schema.integer(0, flex.USES - 1),
}
SHAPE = schema.Shape(
    group={"box_key": schema.KEY, "epoch": schema.U32_NUMBER, "digits": schema.U8_NUMBER},
    valid=[WINDOW | {"code": schema.digits(10, 11)}],
    invalid=[
        {"start_slot": schema.U32_NUMBER}
        | {name: schema.U8_NUMBER for name in ("duration", "copy", "op", "use")}
    ],
)
FILE = VectorFile(
    "flex-code", "section 4", NOTES, evaluate, groups,
    schema.build("flex-code", "section 4", NOTES, SHAPE),
)  # fmt: skip
