"""service-code.json: the twelve digits of a given command."""

from typing import Any

from .. import flex, service
from ..stream import Stream
from . import schema
from .container import KILLS, Group, Members, VectorFile
from .flags import pick
from .flex_code_file import WINDOW, members_of, random_window, window_of

NOTES = pick("OutOfRange", "LeadingZero", "UseOpSwapped", "Modulo", "RoundsOffByOne") | {
    "EpochWhole": KILLS + "lets an epoch of 16 or more run over into the field beside it",
    "EpochCapped": KILLS + "tells epoch 15 for every epoch above it",
    "EpochInKey": KILLS + "derives the service key with the box's epoch",
    "RangeOffByOne": KILLS + "begins the second, third and fourth range one number late",
    "MinuteRoundedUp": KILLS + "rounds the clock to the nearest minute",
    "ClockInSeconds": KILLS + "counts the clock in seconds",
    "OriginIn1970": KILLS + "counts days, half hours and minutes from 1970, modulo the field",
    "DurationFromZero": KILLS + "counts durations from 0",
    "SlotEpochSwapped": KILLS + "exchanges the places of a day code's slot and epoch",
}
EPOCHS = (0, 1, 15, 16, 31, 65_535, 65_536, 2**31, 2**32 - 1)
LAST_START_SLOT = service.FIRST_START_SLOT + service.START_SLOTS - 1
LAST_DAY = service.FIRST_DAY + service.DAYS - 1
LAST_INSTANT = service.FIRST_INSTANT + service.MINUTES * service.MINUTE_SECONDS - 1


def command_of(test: Members) -> service.Command:
    match test["command"]:
        case "cancel_flex":
            return service.CancelFlex(window_of(test), service.epoch_told(test["epoch"]))
        case "cancel_day":
            return service.CancelDay(test["day"], test["slot"], service.epoch_told(test["epoch"]))
        case "set_clock":
            return service.SetClock(test["instant"])
        case "raise_epoch":
            return service.RaiseEpoch(test["epoch"])
        case other:
            raise AssertionError(other)


def evaluate(group: Members, test: Members) -> Members:
    return {"code": service.code(bytes.fromhex(group["box_key"]), command_of(test))}


def cancel_flex(stream: Stream, epoch: int, **fixed: int) -> Members:
    window = random_window(stream, **fixed)
    return {"command": "cancel_flex"} | members_of(window) | {"epoch": epoch}


def cancel_day(stream: Stream, epoch: int, **fixed: int) -> Members:
    given = {"day": stream.between(19_723, 30_000), "slot": stream.below(16)} | fixed
    return {"command": "cancel_day"} | given | {"epoch": epoch}


def set_clock(instant: int) -> Members:
    return {"command": "set_clock", "instant": instant}


def raise_epoch(epoch: int) -> Members:
    return {"command": "raise_epoch", "epoch": epoch}


def by_epoch(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    for epoch in EPOCHS:
        flags = ["EpochInKey"] if epoch else []
        flags += ["EpochWhole"] if epoch > 15 else []
        flags += ["EpochCapped"] if epoch > 15 and epoch % 16 != 15 else []
        group.accept(f"flex code of epoch {epoch}", *flags, **cancel_flex(stream, epoch))
        group.accept(f"day code of epoch {epoch}", *flags, "RangeOffByOne", **cancel_day(stream, epoch))
    return group


def flex_codes(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    for duration in (1, 2, 47, 48, 49, 95, 96, 97, 98, 124, 125):
        flags = ["DurationFromZero", "OriginIn1970"]
        flags += ["Modulo", "RoundsOffByOne"] if duration == 1 else []
        inputs = cancel_flex(stream, 3, duration=duration)
        flags += ["UseOpSwapped"] if inputs["op"] != inputs["use"] else []
        group.accept(f"duration {duration}", *flags, **inputs)
    for copy in range(flex.COPIES):
        for op in range(flex.OPERATIONS):
            for use in range(flex.USES):
                flags = ["UseOpSwapped"] if op != use else []
                inputs = cancel_flex(stream, 0, duration=4, copy=copy, op=op, use=use)
                group.accept(f"copy {copy}, op {op}, use {use}", *flags, **inputs)
    for start_slot in (service.FIRST_START_SLOT, service.FIRST_START_SLOT + 1, LAST_START_SLOT):
        group.accept(f"start slot {start_slot}", **cancel_flex(stream, 0, start_slot=start_slot))
    smallest = {"start_slot": service.FIRST_START_SLOT, "duration": 1, "copy": 0, "op": 0, "use": 0}
    group.accept("smallest number of all", **cancel_flex(stream, 0, **smallest))
    largest = {"start_slot": LAST_START_SLOT, "duration": 125, "copy": 3, "op": 1, "use": 1}
    group.accept("largest number of its range", **cancel_flex(stream, 15, **largest))
    return group


def others(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    for slot in range(16):
        flags = ["SlotEpochSwapped"] if slot != 5 else []
        group.accept(f"day code of slot {slot}", *flags, **cancel_day(stream, 5, slot=slot))
    for date in (service.FIRST_DAY, service.FIRST_DAY + 1, LAST_DAY):
        group.accept(f"day code of day {date}", "OriginIn1970", **cancel_day(stream, 0, day=date))
    group.accept("smallest number of its range", "RangeOffByOne",
                 **cancel_day(stream, 0, day=service.FIRST_DAY, slot=0))  # fmt: skip
    group.accept("largest number of its range", "RangeOffByOne",
                 **cancel_day(stream, 15, day=LAST_DAY, slot=15))  # fmt: skip
    for instant in (service.FIRST_INSTANT, 1_800_000_000, 2**31, 3_600_000_000):
        group.accept("a whole minute" if instant % 60 == 0 else "part of a minute", "RangeOffByOne",
                     "ClockInSeconds" if instant != service.FIRST_INSTANT else "OriginIn1970",
                     **set_clock(instant))  # fmt: skip
    group.accept("first second of a minute", **set_clock(1_893_456_000))
    group.accept("29 seconds into it", **set_clock(1_893_456_029))
    group.accept("30 seconds into it", "MinuteRoundedUp", **set_clock(1_893_456_030))
    group.accept("59 seconds into it", "MinuteRoundedUp", **set_clock(1_893_456_059))
    group.accept("first second of the next", **set_clock(1_893_456_060))
    group.accept("last second that can be told", **set_clock(LAST_INSTANT))
    for epoch in (0, 1, 15, 16, 65_535, 65_536, service.EPOCHS - 1):
        group.accept(f"to epoch {epoch}", "RangeOffByOne", **raise_epoch(epoch))
    return group


def leading_zeros(stream: Stream) -> Group:
    box = stream.key()
    group = Group({"box_key": box.hex()})
    for front in ("0", "00", "000"):
        minutes = (m for m in range(10**6) if clock_code(box, m).startswith(front))
        instant = service.FIRST_INSTANT + next(minutes) * service.MINUTE_SECONDS
        group.accept(f"code begins with {front}", "LeadingZero", **set_clock(instant))
    return group


def clock_code(box: bytes, minutes: int) -> str:
    instant = service.FIRST_INSTANT + minutes * service.MINUTE_SECONDS
    return service.code(box, service.SetClock(instant))


def refusals(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})

    def refuse(comment: str, inputs: dict[str, Any]) -> None:
        group.refuse(comment, "OutOfRange", **inputs)

    first, last = service.FIRST_START_SLOT, LAST_START_SLOT
    refuse("starts before 2024", cancel_flex(stream, 0, start_slot=first - 1))
    refuse("starts at the beginning of 1970", cancel_flex(stream, 0, start_slot=0))
    refuse("starts after the last start", cancel_flex(stream, 0, start_slot=last + 1))
    refuse("starts far after it", cancel_flex(stream, 0, start_slot=2**32 - 1))
    for name, value in (("duration", 0), ("duration", 126), ("copy", 4), ("op", 2), ("use", 2)):
        refuse(f"{name} {value}", cancel_flex(stream, 0, **{name: value}))
    refuse("a day before 2024", cancel_day(stream, 0, day=service.FIRST_DAY - 1))
    refuse("day 0", cancel_day(stream, 0, day=0))
    refuse("a day after the last", cancel_day(stream, 0, day=LAST_DAY + 1))
    refuse("slot 16", cancel_day(stream, 0, slot=16))
    refuse("a second before 2024", set_clock(service.FIRST_INSTANT - 1))
    refuse("a minute before 2024", set_clock(service.FIRST_INSTANT - 60))
    refuse("instant 0", set_clock(0))
    refuse("a second after the last minute", set_clock(LAST_INSTANT + 1))
    refuse("an epoch without room", raise_epoch(service.EPOCHS))
    refuse("the largest epoch", raise_epoch(2**32 - 1))
    return group


def groups() -> list[Group]:
    stream = Stream("service-code")
    return [make(stream) for make in (by_epoch, flex_codes, others, leading_zeros, refusals)]


START_SLOT = schema.integer(service.FIRST_START_SLOT, LAST_START_SLOT)
FLEX_KIND = {name: WINDOW[name] for name in ("duration", "copy", "op", "use")}
CODE = {"code": schema.digits(12, 12)}
EPOCH = {"epoch": schema.U32_NUMBER}
DAY_SLOT = schema.integer(0, 15)
DAY = schema.integer(service.FIRST_DAY, LAST_DAY)


def named(command: str) -> Members:
    return {"command": {"const": command}}


SHAPE = schema.Shape(
    group={"box_key": schema.KEY},
    valid=[
        named("cancel_flex") | {"start_slot": START_SLOT} | FLEX_KIND | EPOCH | CODE,
        named("cancel_day") | {"day": DAY, "slot": DAY_SLOT} | EPOCH | CODE,
        named("set_clock")
        | {"instant": schema.integer(service.FIRST_INSTANT, LAST_INSTANT)}
        | CODE,
        named("raise_epoch") | {"epoch": schema.integer(0, service.EPOCHS - 1)} | CODE,
    ],
    invalid=[
        named("cancel_flex")
        | {"start_slot": schema.U32_NUMBER}
        | {name: schema.U8_NUMBER for name in FLEX_KIND}
        | EPOCH,
        named("cancel_day") | {"day": schema.U32_NUMBER, "slot": schema.U8_NUMBER} | EPOCH,
        named("set_clock") | {"instant": schema.INSTANT},
        named("raise_epoch") | EPOCH,
    ],
)
FILE = VectorFile(
    "service-code", "section 5", NOTES, evaluate, groups,
    schema.build("service-code", "section 5", NOTES, SHAPE),
)  # fmt: skip
