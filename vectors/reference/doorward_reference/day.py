"""Section 2: One Day Codes.

Sixteen codes a day, so that each recipient can have their own. Eight belong to the service, eight to
whoever holds the day's key on a phone, and so the two can issue without asking each other.
"""

from collections.abc import Collection

from . import bits, keys
from .refused import BAD_INPUT, NONE_LEFT, NOT_ACCEPTED, Refused
from .zone import Zone

MIN_DIGITS, MAX_DIGITS = 7, 9
SLOTS = 16
SLOTS_PER_MAC = 4
MAC_STEP = 8  # bytes of the MAC that one slot uses
HALVES = {"service": range(0, 8), "holder": range(8, 16)}


def key(box: bytes, epoch: int, day: int) -> bytes:
    return keys.day_key(keys.purpose_key(box, "day", epoch), day)


def code(day_key: bytes, digits: int, slot: int) -> str:
    """The code of one slot. One MAC serves four neighbouring slots."""
    if not MIN_DIGITS <= digits <= MAX_DIGITS or not 0 <= slot < SLOTS:
        raise Refused(BAD_INPUT)
    group, place = divmod(slot, SLOTS_PER_MAC)
    tag = keys.mac(day_key, bits.u8(digits) + bits.u8(group))
    return bits.decimal(bits.reduce(bits.be64(tag[MAC_STEP * place :]), digits), digits)


def codes(day_key: bytes, digits: int) -> list[str]:
    return [code(day_key, digits, slot) for slot in range(SLOTS)]


def issue(day_key: bytes, digits: int, half: str, taken: Collection[int]) -> tuple[int, str]:
    """The next slot of `half` that is free and can be told from every lower slot of the day.

    A box answers with the lowest slot that matches, so a code that repeats a lower slot's would be
    booked as that slot, whether or not the lower one was ever handed out, and in either half.
    """
    today = codes(day_key, digits)
    for slot in HALVES[half]:
        if slot not in taken and today[slot] not in today[:slot]:
            return slot, today[slot]
    raise Refused(NONE_LEFT)


def days_tried(zone: Zone, tolerance: int, now: int) -> list[int]:
    """One day, or around midnight two, the earlier first. There are no days before 1970."""
    days = {zone.civil_day(now - tolerance), zone.civil_day(now + tolerance)}
    return sorted(day for day in days if day >= 0)


def read(
    box: bytes, epoch: int, digits: int, zone: Zone, tolerance: int, now: int, typed: str
) -> tuple[int, int]:
    """The day and slot that `typed` stands for at instant `now`."""
    number = bits.parse_decimal(typed, digits)
    for day in days_tried(zone, tolerance, now):
        today = codes(key(box, epoch, day), digits)
        for slot in range(SLOTS):
            if int(today[slot]) == number:
                return day, slot
    raise Refused(NOT_ACCEPTED)
