"""service-code-reading.json: the command that twelve typed digits stand for."""

from .. import bits, numeral, service
from ..stream import Stream
from . import schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .flex_code_file import members_of
from .service_code_file import CODE, DAY, DAY_SLOT, FLEX_KIND, START_SLOT, named
from .typing_slips import slips

NOTES = {"NoCommand": REFUSED + "the digits stand for a number that is no command"} | pick(
    "Malformed", "NonAsciiDigits", "SpacesDropped", "SignTaken", "LeadingZero", "UseOpSwapped",
) | {
    "RangeOffByOne": KILLS + "begins the second, third and fourth range one number late",
    "EndOffByOne": KILLS + "takes one number after the last command for a command",
    "DurationFromZero": KILLS + "counts durations from 0",
    "SlotEpochSwapped": KILLS + "exchanges the places of a day code's slot and epoch",
    "ClockInSeconds": KILLS + "counts the clock in seconds",
    "OriginIn1970": KILLS + "counts days, half hours and minutes from 1970",
    "Truncated32": KILLS + "keeps 32 bits of the number that the digits stand for",
}  # fmt: skip

EPOCH_TOLD = {"epoch_mod_16": schema.integer(0, service.EPOCHS_TOLD - 1)}


def evaluate(group: Members, test: Members) -> Members:
    match service.read(bytes.fromhex(group["box_key"]), test["code"]):
        case service.CancelFlex(window, epoch_mod_16):
            given = members_of(window)
            outputs = {"command": "cancel_flex", "start_slot": given["start_slot"]}
            outputs |= {"epoch_mod_16": epoch_mod_16}
            return outputs | {name: given[name] for name in ("use", "op", "copy", "duration")}
        case service.CancelDay(date, slot, epoch_mod_16):
            return {"command": "cancel_day", "day": date, "slot": slot, "epoch_mod_16": epoch_mod_16}
        case service.SetClock(instant):
            return {"command": "set_clock", "instant": instant}
        case service.RaiseEpoch(epoch):
            return {"command": "raise_epoch", "epoch": epoch}


def typed(box: bytes, number: int) -> str:
    """The digits that stand for `number`, be it a command or not."""
    cipher = numeral.encipher(service.key(box), service.DIGITS, service.TWEAK, number)
    return bits.decimal(cipher, service.DIGITS)


def edges(stream: Stream) -> Group:
    box = stream.key()
    group = Group({"box_key": box.hex()})
    ranges = (
        ("cancel a flex code", service.CANCEL_FLEX_FIRST, service.CANCEL_DAY_FIRST),
        ("cancel a day code", service.CANCEL_DAY_FIRST, service.SET_CLOCK_FIRST),
        ("set the clock", service.SET_CLOCK_FIRST, service.RAISE_EPOCH_FIRST),
        ("raise the epoch", service.RAISE_EPOCH_FIRST, service.END),
    )
    for what, first, end in ranges:
        late = ["RangeOffByOne"] if first else []
        wide = ["Truncated32"] if first >= 2**32 else []
        group.accept(f"{what}: first number", *late, *wide, code=typed(box, first))
        group.accept(f"{what}: second number", *late, code=typed(box, first + 1))
        group.accept(f"{what}: last number but one", *late, code=typed(box, end - 2))
        group.accept(f"{what}: last number", *late, code=typed(box, end - 1))
        for _ in range(4):
            group.accept(f"{what}: random", *late, code=typed(box, stream.between(first, end - 1)))
    for number in (2**31 - 1, 2**31, 2**32 - 1, 2**32):
        flags = ["Truncated32"] if number == 2**32 else []
        group.accept(f"number {number}", *flags, code=typed(box, number))
    group.refuse("first number after the commands", "NoCommand", "EndOffByOne",
                 code=typed(box, service.END))  # fmt: skip
    far = ["NoCommand", "Truncated32"]
    group.refuse("second number after the commands", "NoCommand", code=typed(box, service.END + 1))
    group.refuse("largest number", *far, code=typed(box, 10**service.DIGITS - 1))
    for power in (36, 37, 38, 39):
        group.refuse(f"number 2^{power}", *far, code=typed(box, 2**power))
    for _ in range(12):
        number = stream.between(service.END, 10**service.DIGITS - 1)
        group.refuse("random number that is no command", "NoCommand", code=typed(box, number))
    return group


def fields(stream: Stream) -> Group:
    """One field at a time, so that a field in the wrong place is seen at once."""
    box = stream.key()
    group = Group({"box_key": box.hex()})

    def flex(start: int, epoch: int, kind: int) -> str:
        number = (kind * service.EPOCHS_TOLD + epoch) * service.START_SLOTS + start
        return typed(box, service.CANCEL_FLEX_FIRST + number)

    def day(date: int, epoch: int, slot: int) -> str:
        number = (slot * service.EPOCHS_TOLD + epoch) * service.DAYS + date
        return typed(box, service.CANCEL_DAY_FIRST + number)

    for kind, comment, flags in (
        (1, "use alone", ("UseOpSwapped",)),
        (2, "operation alone", ("UseOpSwapped",)),
        (4, "copy alone", ()),
        (12, "copy 3", ()),
        (16, "duration 2", ("DurationFromZero",)),
        (96 * 16, "duration 97", ("DurationFromZero",)),
        (1_999, "every field at its largest", ("DurationFromZero",)),
    ):
        group.accept(f"flex code: {comment}", *flags, code=flex(0, 0, kind))
    group.accept("flex code: start alone", "OriginIn1970", code=flex(1, 0, 0))
    group.accept("flex code: epoch alone", code=flex(0, 1, 0))
    for epoch in range(1, 16, 7):
        group.accept(f"flex code: epoch {epoch} modulo 16", code=flex(70_000, epoch, 33))
    group.accept("day code: day alone", "OriginIn1970", code=day(1, 0, 0))
    group.accept("day code: epoch alone", "SlotEpochSwapped", code=day(0, 1, 0))
    group.accept("day code: slot alone", "SlotEpochSwapped", code=day(0, 0, 1))
    group.accept("day code: slot 8, epoch 7", "SlotEpochSwapped", code=day(400, 7, 8))
    for minutes in (1, 60, 1_440, 525_600):
        code = typed(box, service.SET_CLOCK_FIRST + minutes)
        group.accept(f"clock: {minutes} minutes", "ClockInSeconds", "OriginIn1970", code=code)
    for epoch in (1, 15, 16, 17, 65_535, 65_536):
        code = typed(box, service.RAISE_EPOCH_FIRST + epoch)
        group.accept(f"epoch: {epoch}", code=code)
    return group


def not_codes(stream: Stream) -> Group:
    box = stream.key()
    group = Group({"box_key": box.hex()})
    number = service.SET_CLOCK_FIRST
    while not typed(box, number).startswith("0"):
        number += 1
    good = typed(box, number)
    group.accept("the code itself", code=good)
    for comment, flags, text in slips(good):
        group.refuse(comment, *flags, code=text)
    return group


def groups() -> list[Group]:
    stream = Stream("service-code-reading")
    return [edges(stream), edges(stream), fields(stream), not_codes(stream)]


LAST_MINUTE = service.FIRST_INSTANT + (service.MINUTES - 1) * service.MINUTE_SECONDS
SHAPE = schema.Shape(
    group={"box_key": schema.KEY},
    valid=[
        CODE | named("cancel_flex") | {"start_slot": START_SLOT} | EPOCH_TOLD | FLEX_KIND,
        CODE | named("cancel_day") | {"day": DAY, "slot": DAY_SLOT} | EPOCH_TOLD,
        CODE
        | named("set_clock")
        | {"instant": schema.integer(service.FIRST_INSTANT, LAST_MINUTE) | {"multipleOf": 60}},
        CODE | named("raise_epoch") | {"epoch": schema.integer(0, service.EPOCHS - 1)},
    ],
    invalid=[{"code": schema.ANY_TEXT}],
)
FILE = VectorFile(
    "service-code-reading", "section 5", NOTES, evaluate, groups,
    schema.build("service-code-reading", "section 5", NOTES, SHAPE),
)  # fmt: skip
