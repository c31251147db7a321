"""day-code-reading.json: which day and slot seven typed digits stand for, at a fixed UTC offset."""

from .. import bits, day, zone
from ..stream import Stream
from . import found, schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .typing_slips import slips

DIGITS = day.MIN_DIGITS
NOTES = {
    "WrongDay": REFUSED + "a genuine code, but of no day that counts at this instant",
    "WrongEpoch": REFUSED + "the code belongs to another epoch",
    "WrongCode": REFUSED + "no slot of any near day has these digits",
} | pick(
    "Malformed", "NonAsciiDigits", "SpacesDropped", "SignTaken", "LeadingZero", "EpochIgnored",
    "EdgeSecond", "ToleranceIgnored",
) | {
    "UtcDay": KILLS + "takes the day from UTC",
    "OffsetSign": KILLS + "subtracts the zone's offset where it must be added",
    "WholeHours": KILLS + "drops the minutes of an offset",
    "ToleranceEarlyOnly": KILLS + "gives the tolerance before the day but not after it",
    "ToleranceLateOnly": KILLS + "gives the tolerance after the day but not before it",
    "NeighbourDays": KILLS + "tries yesterday and tomorrow at any time of day",
    "LaterDayFirst": KILLS + "tries the later of two days first",
    "HighestSlot": KILLS + "answers with the last slot that matches, not the first",
    "LowestSlotOfBothDays": KILLS + "prefers the lower slot over the earlier day",
    "EightSlots": KILLS + "tries the service's eight slots and not the holder's",
}  # fmt: skip

OFFSETS = ((0, 120), (60, 300), (-150, 120), (-480, 1_800), (345, 121), (765, 600), (840, 1_799),
           (-720, 900), (900, 120), (-900, 1_800))  # fmt: skip
EPOCHS = (0, 1, 15, 16, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1, 7)
DAYS = (19_723, 19_724, 24_855, 24_856, 49_709, 49_710, 49_711, 20_515, 21_975, 29_000)


def evaluate(group: Members, test: Members) -> Members:
    date, slot = day.read(
        bytes.fromhex(group["box_key"]),
        group["epoch"],
        DIGITS,
        zone.fixed(group["offset_minutes"]),
        group["tolerance"],
        test["instant"],
        test["code"],
    )
    return {"day": date, "slot": slot}


def parameters(box: bytes, epoch: int, tolerance: int, offset: int) -> Members:
    return {"box_key": box.hex(), "epoch": epoch, "tolerance": tolerance, "offset_minutes": offset}


def one_day(stream: Stream, epoch: int, tolerance: int, offset: int, date: int) -> Group:
    """Both ends of one civil day, to the second."""
    box = stream.key()
    group = Group(parameters(box, epoch, tolerance, offset))
    begin = date * zone.SECONDS_PER_DAY - offset * zone.SECONDS_PER_MINUTE
    end = begin + zone.SECONDS_PER_DAY
    noon = begin + zone.SECONDS_PER_DAY // 2

    def code(of_day: int, slot: int, of_epoch: int = epoch) -> str:
        return day.code(day.key(box, of_epoch, of_day), DIGITS, slot)

    slots = [stream.below(day.SLOTS) for _ in range(10)]
    plain = ["EpochIgnored"] if epoch else []
    group.accept("noon", *plain, instant=noon, code=code(date, slots[0]))
    group.accept("slot 15 at noon", "EightSlots", instant=noon, code=code(date, 15))
    late, early = ("ToleranceIgnored", "ToleranceEarlyOnly"), ("ToleranceIgnored", "ToleranceLateOnly")
    group.accept("first second", instant=begin, code=code(date, slots[1]))
    group.accept("last second", instant=end - 1, code=code(date, slots[2]))
    group.accept("tolerance after the day", *late, "EdgeSecond",
                 instant=end + tolerance - 1, code=code(date, slots[3]))  # fmt: skip
    group.refuse("a second after the tolerance", "WrongDay", "EdgeSecond",
                 instant=end + tolerance, code=code(date, slots[3]))  # fmt: skip
    group.accept("tolerance before the day", *early, "EdgeSecond",
                 instant=begin - tolerance, code=code(date, slots[4]))  # fmt: skip
    group.refuse("a second before the tolerance", "WrongDay", "EdgeSecond",
                 instant=begin - tolerance - 1, code=code(date, slots[4]))  # fmt: skip
    group.accept("yesterday's code at midnight", *late, instant=begin, code=code(date - 1, slots[5]))
    group.accept("tomorrow's code a second before midnight", *early,
                 instant=end - 1, code=code(date + 1, slots[6]))  # fmt: skip
    near = ("WrongDay", "NeighbourDays")
    group.refuse("yesterday's code at noon", *near, instant=noon, code=code(date - 1, slots[7]))
    group.refuse("tomorrow's code at noon", *near, instant=noon, code=code(date + 1, slots[8]))
    group.refuse("another epoch's code", "WrongEpoch", instant=noon,
                 code=code(date, slots[9], (epoch + 1) % 2**32))  # fmt: skip
    if abs(offset) >= 60:
        ahead = offset > 0
        inside = begin + 1_810 if ahead else end - 1_811
        utc_day = inside // zone.SECONDS_PER_DAY
        group.accept("half an hour into the local day" if ahead else "half an hour before its end",
                     "UtcDay", "OffsetSign", instant=inside, code=code(date, 8))  # fmt: skip
        group.refuse("at the same instant the code of the day in UTC", "WrongDay", "UtcDay",
                     instant=inside, code=code(utc_day, 8))  # fmt: skip
    if offset % 60:
        inside, outside = (begin, begin - tolerance - 1) if offset > 0 else (end - 1, end + tolerance)
        group.accept("part of an hour counts", "WholeHours", instant=inside, code=code(date, 9))
        group.refuse("and no more than that part", "WrongDay",
                     instant=outside, code=code(date, 9))  # fmt: skip
    return group


def shared(pair: found.SharedDay) -> Group:
    group = Group(parameters(found.BOX, pair.epoch, 120, 0))
    noon = pair.day * zone.SECONDS_PER_DAY + zone.SECONDS_PER_DAY // 2
    code = day.code(day.key(found.BOX, pair.epoch, pair.day), DIGITS, pair.higher)
    group.accept(f"slots {pair.lower} and {pair.higher} share a code", "HighestSlot",
                 instant=noon, code=code)  # fmt: skip
    return group


def shared_midnight(pair: found.SharedMidnight) -> Group:
    group = Group(parameters(found.BOX, pair.epoch, 120, -480))
    midnight = (pair.day + 1) * zone.SECONDS_PER_DAY + 480 * zone.SECONDS_PER_MINUTE
    code = day.code(day.key(found.BOX, pair.epoch, pair.day), DIGITS, pair.slot)
    flags = ["LaterDayFirst"]
    if pair.slot > pair.slot_after:
        flags.append("LowestSlotOfBothDays")
    where = f"slot {pair.slot} and the next day's slot {pair.slot_after} share a code"
    group.accept(f"{where}: midnight", *flags, instant=midnight, code=code)
    group.accept(f"{where}: two minutes before", *flags, instant=midnight - 120, code=code)
    group.accept(f"{where}: earlier", instant=midnight - 121, code=code)
    group.accept(f"{where}: later", instant=midnight + 120, code=code)
    return group


def not_codes(stream: Stream) -> Group:
    """Slips made from a genuine code of the day that begins with a zero."""
    box = stream.key()
    date = 20_100
    while True:
        today = day.codes(day.key(box, 3, date), DIGITS)
        if any(code.startswith("0") for code in today):
            break
        date += 1
    noon = date * zone.SECONDS_PER_DAY + zone.SECONDS_PER_DAY // 2
    group = Group(parameters(box, 3, 120, 0))
    good = next(code for code in today if code.startswith("0"))
    group.accept("the code itself", instant=noon, code=good)
    for comment, flags, typed in slips(good):
        group.refuse(comment, *flags, instant=noon, code=typed)
    for digits in (8, 9):
        longer = day.code(day.key(box, 3, date), digits, 0)
        group.refuse(f"a genuine code of {digits} digits", "Malformed", instant=noon, code=longer)
    for number in (0, 1, 9_999_999):
        group.refuse("digits of no slot", "WrongCode", instant=noon, code=bits.decimal(number, DIGITS))
    for _ in range(5):
        group.refuse("random digits", "WrongCode", instant=noon, code=stream.digits(DIGITS))
    return group


def groups() -> list[Group]:
    stream = Stream("day-code-reading")
    listed = []
    for (offset, tolerance), epoch, date in zip(OFFSETS, EPOCHS, DAYS, strict=True):
        listed.append(one_day(stream, epoch, tolerance, offset, date))
    pairs = (found.BOTH_SERVICE, found.ONE_IN_EACH_HALF, found.BOTH_HOLDER, found.LAST_SERVICE)
    listed += [shared(pair) for pair in (*pairs, found.LAST_HOLDER)]
    listed += [shared_midnight(pair) for pair in (found.HIGHER_SLOT_FIRST, found.LOWER_SLOT_FIRST)]
    listed.append(not_codes(stream))
    return listed


SHAPE = schema.Shape(
    group={
        "box_key": schema.KEY,
        "epoch": schema.U32_NUMBER,
        "tolerance": schema.integer(0, 1_800),
        "offset_minutes": schema.integer(-zone.MAX_OFFSET_MINUTES, zone.MAX_OFFSET_MINUTES),
    },
    valid=[
        {
            "instant": schema.INSTANT,
            "code": schema.digits(DIGITS, DIGITS),
            "day": schema.U32_NUMBER,
            "slot": schema.integer(0, day.SLOTS - 1),
        }
    ],
    invalid=[{"instant": schema.INSTANT, "code": schema.ANY_TEXT}],
)
FILE = VectorFile(
    "day-code-reading", "section 2", NOTES, evaluate, groups,
    schema.build("day-code-reading", "section 2", NOTES, SHAPE),
)  # fmt: skip
