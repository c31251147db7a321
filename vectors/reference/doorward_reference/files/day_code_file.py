"""day-code.json: the code of a given slot of a given day."""

from collections.abc import Callable

from .. import day, keys
from ..stream import Stream
from . import found, schema
from .container import KILLS, Group, Members, VectorFile
from .flags import pick

NOTES = pick(
    "BadInput", "LeadingZero", "EpochIgnored", "Truncated31", "Truncated16", "Truncated32",
    "SignedNumber", "Modulo", "LittleEndian",
) | {
    "SlotSplit": KILLS + "exchanges quotient and remainder when a slot chooses MAC and place",
    "MacPerSlot": KILLS + "computes one MAC for every slot and always uses its first bytes",
    "DigitsNotBound": KILLS + "leaves the number of digits out of the MAC",
    "DoublePrecision": KILLS + "scales with double-precision arithmetic",
}  # fmt: skip

EPOCHS = (0, 1, 15, 16, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)
DAYS = (0, 1, 19_722, 19_723, 65_536, 2**31 - 1, 2**31, 2**32 - 1)


def day_key(group: Members) -> bytes:
    return day.key(bytes.fromhex(group["box_key"]), group["epoch"], group["day"])


def evaluate(group: Members, test: Members) -> Members:
    return {"code": day.code(day_key(group), group["digits"], test["slot"])}


def parameters(box: bytes, epoch: int, date: int, digits: int) -> Members:
    return {"box_key": box.hex(), "epoch": epoch, "day": date, "digits": digits}


def whole_day(stream: Stream, digits: int) -> Group:
    """All sixteen slots of one day."""
    epoch, date = stream.between(1, 10**6), stream.between(19_723, 40_000)
    group = Group(parameters(stream.key(), epoch, date, digits))
    for slot in range(day.SLOTS):
        flags = ["EpochIgnored", "LittleEndian"] if slot == 0 else []
        if slot in (1, 4, 11):
            flags += ["SlotSplit", "MacPerSlot"]
        if digits != day.MIN_DIGITS and slot == 2:
            flags.append("DigitsNotBound")
        if slot == 3:
            flags.append("Modulo")
        number = int(day.code(day_key(group.parameters), digits, slot))
        if number >= 10**digits // 2:
            flags.append("SignedNumber")
        group.accept(f"slot {slot}", *flags, slot=slot)
    return group


def edge_group(box: bytes, epoch: int, date: int, digits: int, slots: tuple[int, ...]) -> Group:
    group = Group(parameters(box, epoch, date, digits))
    for slot in slots:
        flags = []
        if 2**31 <= max(epoch, date):
            flags.append("Truncated31")
        if 65_536 in (epoch, date):
            flags.append("Truncated16")
        group.accept(f"epoch {epoch}, day {date}, slot {slot}", *flags, slot=slot)
    return group


def first_code(box: bytes, digits: int, wanted: Callable[[str], bool]) -> tuple[int, int]:
    """The first (day, slot) from 2024 on whose code is as wanted."""
    root = keys.purpose_key(box, "day", 0)
    for date in range(19_723, 100_000):
        for slot, code in enumerate(day.codes(keys.day_key(root, date), digits)):
            if wanted(code):
                return date, slot
    raise AssertionError("no such code")


def groups() -> list[Group]:
    stream = Stream("day-code")
    listed = [whole_day(stream, digits) for digits in (7, 7, 8, 8, 9, 9)]
    for number, epoch in enumerate(EPOCHS):
        listed.append(edge_group(stream.key(), epoch, 20_000, 7 + number % 3, (0, 7, 15)))
    for number, date in enumerate(DAYS):
        listed.append(edge_group(stream.key(), 0, date, 7 + number % 3, (0, 8, 15)))
    listed.append(edge_group(stream.key(), 2**32 - 1, 2**32 - 1, 9, (0, 3, 4, 15)))
    box = stream.key()
    for digits in (7, 8, 9):
        for front in ("0", "00", "000"):
            date, slot = first_code(box, digits, lambda code: code.startswith(front))
            group = Group(parameters(box, 0, date, digits))
            group.accept(f"code begins with {front}", "LeadingZero", slot=slot)
            listed.append(group)
        date, slot = first_code(box, digits, lambda code: code.startswith("999"))
        group = Group(parameters(box, 0, date, digits))
        group.accept("code begins with 999", "SignedNumber", slot=slot)
        listed.append(group)
    for digits, date, slot in found.NARROW_DAY_CODES:
        group = Group(parameters(found.BOX, 0, date, digits))
        group.accept("bytes 5 to 8 of the MAC matter", "Truncated32", slot=slot)
        listed.append(group)
    date, slot = found.FLOAT_DAY_CODE
    group = Group(parameters(found.BOX, 0, date, 9))
    group.accept("a double would round the product up", "DoublePrecision", slot=slot)
    listed.append(group)
    for digits in (0, 6, 10, 12):
        group = Group(parameters(stream.key(), 0, 20_000, digits))
        group.refuse(f"{digits} digits", "BadInput", slot=0)
        listed.append(group)
    group = Group(parameters(stream.key(), 0, 20_000, 7))
    for slot in (16, 17, 255):
        group.refuse(f"slot {slot}", "BadInput", slot=slot)
    listed.append(group)
    return listed


SHAPE = schema.Shape(
    group={
        "box_key": schema.KEY,
        "epoch": schema.U32_NUMBER,
        "day": schema.U32_NUMBER,
        "digits": schema.U8_NUMBER,
    },
    valid=[{"slot": schema.integer(0, day.SLOTS - 1), "code": schema.digits(7, 9)}],
    invalid=[{"slot": schema.U8_NUMBER}],
)
FILE = VectorFile(
    "day-code", "section 2", NOTES, evaluate, groups,
    schema.build("day-code", "section 2", NOTES, SHAPE),
)  # fmt: skip
