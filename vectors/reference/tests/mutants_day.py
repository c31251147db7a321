"""Mistakes with day codes."""

from collections.abc import Callable, Collection

from mutant import (
    BARE_DECIMAL,
    EPOCH_ZERO,
    LITTLE_ENDIAN,
    MASK_16,
    MASK_31,
    MODULO,
    NARROW,
    SIGNED,
    Mutant,
    mutant,
    parsing,
)

from doorward_reference import bits, day, keys
from doorward_reference.files.zone_file import first_second
from doorward_reference.refused import NONE_LEFT, NOT_ACCEPTED, Refused
from doorward_reference.zone import Zone

right_days_tried, right_read = day.days_tried, day.read


def code_from(day_key: bytes, message: bytes, place: int, digits: int) -> str:
    tag = keys.mac(day_key, message)
    return bits.decimal(bits.reduce(bits.be64(tag[8 * place :]), digits), digits)


def code_split_wrongly(day_key: bytes, digits: int, slot: int) -> str:
    place, group = divmod(slot, 4)
    return code_from(day_key, bits.u8(digits) + bits.u8(group), place, digits)


def code_mac_per_slot(day_key: bytes, digits: int, slot: int) -> str:
    return code_from(day_key, bits.u8(digits) + bits.u8(slot), 0, digits)


def code_digits_not_bound(day_key: bytes, digits: int, slot: int) -> str:
    return code_from(day_key, bits.u8(7) + bits.u8(slot // 4), slot % 4, digits)


def double_reduce(y: int, m: int) -> int:
    return int(float(y) * 10.0**m / 2.0**64)


# Reading: which days are tried, and in which order.

Days = Callable[[Zone, int, int], list[int]]


def around_now(before: int, after: int) -> Days:
    """Days at `before` and `after` tolerances from now."""

    def days(zone: Zone, tolerance: int, now: int) -> list[int]:
        edges = (now - before * tolerance, now + after * tolerance)
        return sorted({zone.civil_day(edge) for edge in edges})

    return days


def tolerance_changed(seconds: int) -> Days:
    return lambda zone, tolerance, now: right_days_tried(zone, tolerance + seconds, now)


def neighbours(zone: Zone, tolerance: int, now: int) -> list[int]:
    today = zone.civil_day(now)
    return [today - 1, today, today + 1]


def later_first(zone: Zone, tolerance: int, now: int) -> list[int]:
    return right_days_tried(zone, tolerance, now)[::-1]


def by_instant(zone: Zone, tolerance: int, now: int) -> list[int]:
    return [zone.civil_day(now - tolerance), zone.civil_day(now + tolerance)]


def with_middle(zone: Zone, tolerance: int, now: int) -> list[int]:
    return sorted({*right_days_tried(zone, tolerance, now), zone.civil_day(now)})


def of_24_hours(zone: Zone, tolerance: int, now: int) -> list[int]:
    today = zone.civil_day(now)
    begins = {date: first_second(zone, date) for date in (today - 1, today, today + 1)}
    return [d for d, begin in begins.items() if begin - tolerance <= now < begin + 86_400 + tolerance]


def utc_day(zone: Zone, instant: int) -> int:
    return instant // 86_400


def day_subtracting(zone: Zone, instant: int) -> int:
    return (instant - zone.offset_at(instant) * 60) // 86_400


def day_of_whole_hours(zone: Zone, instant: int) -> int:
    hours = int(zone.offset_at(instant) / 60)
    return (instant + hours * 3_600) // 86_400


def read_matches(box: bytes, epoch: int, digits: int, zone: Zone, tolerance: int, now: int,
                 typed: str) -> list[tuple[int, int]]:  # fmt: skip
    number = bits.parse_decimal(typed, digits)
    return [
        (date, slot)
        for date in day.days_tried(zone, tolerance, now)
        for slot, code in enumerate(day.codes(day.key(box, epoch, date), digits))
        if int(code) == number
    ]


def read_choosing(rank: Callable[[tuple[int, int]], tuple[int, int]]) -> Callable[..., tuple[int, int]]:
    def read(*arguments: object) -> tuple[int, int]:
        matches = read_matches(*arguments)  # type: ignore[arg-type]
        if not matches:
            raise Refused(NOT_ACCEPTED)
        return min(matches, key=rank)

    return read


def read_seven(box: bytes, epoch: int, digits: int, *rest: object) -> tuple[int, int]:
    return right_read(box, epoch, 7, *rest)  # type: ignore[arg-type]


# Issuing.

Fits = Callable[[list[str], int, Collection[int]], bool]


def issue_when(fits: Fits, slots: Callable[[str, Collection[int]], range]) -> Callable[..., tuple[int, str]]:
    def issue(day_key: bytes, digits: int, half: str, taken: Collection[int]) -> tuple[int, str]:
        today = day.codes(day_key, digits)
        for slot in slots(half, taken):
            if slot not in taken and fits(today, slot, taken):
                return slot, today[slot]
        raise Refused(NONE_LEFT)

    return issue


def own_slots(half: str, taken: Collection[int]) -> range:
    return day.HALVES[half]


def by_count(half: str, taken: Collection[int]) -> range:
    own = day.HALVES[half]
    return own[len([slot for slot in taken if slot in own]) :][:1]


def after_highest(half: str, taken: Collection[int]) -> range:
    own = day.HALVES[half]
    return range(max([slot for slot in taken if slot in own], default=own[0] - 1) + 1, own[-1] + 1)


def no_lower_twin(today: list[str], slot: int, taken: Collection[int]) -> bool:
    return today[slot] not in today[:slot]


def any_slot(today: list[str], slot: int, taken: Collection[int]) -> bool:
    return True


def no_twin_in_half(today: list[str], slot: int, taken: Collection[int]) -> bool:
    return today[slot] not in today[8 if slot >= 8 else 0 : slot]


def no_twin_taken(today: list[str], slot: int, taken: Collection[int]) -> bool:
    return today[slot] not in [today[other] for other in taken if other < slot]


def no_twin_at_all(today: list[str], slot: int, taken: Collection[int]) -> bool:
    return today.count(today[slot]) == 1


CODE, READING, ISSUE, ZONES = "day-code", "day-code-reading", "day-code-issue", "day-code-zone-reading"


def tried(algorithm: str, flag: str, days: Days) -> Mutant:
    return mutant(algorithm, flag, (day, "days_tried", days))


def issued(flag: str, fits: Fits, slots: Callable[[str, Collection[int]], range] = own_slots) -> Mutant:
    return mutant(ISSUE, flag, (day, "issue", issue_when(fits, slots)))


MUTANTS: list[Mutant] = [
    mutant(CODE, "LeadingZero", BARE_DECIMAL),
    mutant(CODE, "EpochIgnored", EPOCH_ZERO),
    mutant(CODE, "Truncated31", MASK_31),
    mutant(CODE, "Truncated16", MASK_16),
    mutant(CODE, "Truncated32", NARROW),
    mutant(CODE, "SignedNumber", SIGNED),
    mutant(CODE, "Modulo", MODULO),
    mutant(CODE, "LittleEndian", LITTLE_ENDIAN),
    mutant(CODE, "SlotSplit", (day, "code", code_split_wrongly)),
    mutant(CODE, "MacPerSlot", (day, "code", code_mac_per_slot)),
    mutant(CODE, "DigitsNotBound", (day, "code", code_digits_not_bound)),
    mutant(CODE, "DoublePrecision", (bits, "reduce", double_reduce)),
    *parsing(READING),
    mutant(READING, "EpochIgnored", EPOCH_ZERO),
    tried(READING, "EdgeSecond", tolerance_changed(-1)),
    tried(READING, "EdgeSecond", tolerance_changed(1)),
    tried(READING, "ToleranceIgnored", around_now(0, 0)),
    tried(READING, "ToleranceEarlyOnly", around_now(0, 1)),
    tried(READING, "ToleranceLateOnly", around_now(1, 0)),
    tried(READING, "NeighbourDays", neighbours),
    tried(READING, "LaterDayFirst", later_first),
    mutant(READING, "UtcDay", (Zone, "civil_day", utc_day)),
    mutant(READING, "OffsetSign", (Zone, "civil_day", day_subtracting)),
    mutant(READING, "WholeHours", (Zone, "civil_day", day_of_whole_hours)),
    mutant(READING, "HighestSlot", (day, "read", read_choosing(lambda m: (m[0], -m[1])))),
    mutant(READING, "LowestSlotOfBothDays", (day, "read", read_choosing(lambda m: (m[1], m[0])))),
    mutant(READING, "EightSlots", (day, "SLOTS", 8)),
    issued("RepeatIssued", any_slot),
    issued("OwnHalfOnly", no_twin_in_half),
    issued("TakenOnly", no_twin_taken),
    issued("LowerOfPairSkipped", no_twin_at_all),
    issued("HalvesIgnored", no_lower_twin, lambda half, taken: range(16)),
    issued("HalfOverrun", no_lower_twin, lambda half, taken: range(day.HALVES[half][0], 16)),
    issued("CountsTaken", no_lower_twin, by_count),
    issued("AfterHighest", no_lower_twin, after_highest),
    tried(ZONES, "EdgeSecond", tolerance_changed(-1)),
    tried(ZONES, "EdgeSecond", tolerance_changed(1)),
    tried(ZONES, "ToleranceIgnored", around_now(0, 0)),
    tried(ZONES, "DayOf24Hours", of_24_hours),
    tried(ZONES, "OrderByInstant", by_instant),
    tried(ZONES, "DayOfInstant", with_middle),
    mutant(ZONES, "DaylightIgnored", (Zone, "offset_at", lambda zone, at: zone.standard_minutes)),
    mutant(ZONES, "AlwaysDaylight", (Zone, "offset_at", lambda zone, at: zone.daylight_minutes)),
    mutant(ZONES, "SevenDigitsOnly", (day, "read", read_seven)),
]

