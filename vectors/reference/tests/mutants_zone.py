"""Mistakes with time zones."""

from dataclasses import replace
from datetime import date, timedelta

from mutant import Mutant, mutant

from doorward_reference import zone
from doorward_reference.zone import Rule, Zone

right_offset_at, right_parse, right_day_in = Zone.offset_at, zone.parse, Rule.day_in
right_keeps_order = Zone.keeps_order


def one_second_late(place: Zone, instant: int) -> int:
    return right_offset_at(place, max(instant - 1, 0))


def within_one_year(place: Zone, instant: int) -> int:
    if not place.has_daylight():
        return place.standard_minutes
    year = (zone.UNIX_EPOCH + timedelta(days=instant // 86_400)).year
    inside = place.start_instant(year) <= instant < place.end_instant(year)
    return place.daylight_minutes if inside else place.standard_minutes


def first_matching(rule: Rule, year: int) -> date:
    return right_day_in(replace(rule, week=1), year)


def fifth_week(rule: Rule, year: int) -> date:
    return first_matching(rule, year) + timedelta(weeks=rule.week - 1)


def fourth_week(rule: Rule, year: int) -> date:
    return first_matching(rule, year) + timedelta(weeks=min(rule.week, 4) - 1)


def monday_first(rule: Rule, year: int) -> date:
    return right_day_in(replace(rule, weekday=(rule.weekday + 1) % 7), year)


def start_by_daylight(place: Zone, year: int) -> int:
    return place.start.local_seconds(year) - place.daylight_minutes * 60


def end_by_standard(place: Zone, year: int) -> int:
    return place.end.local_seconds(year) - place.standard_minutes * 60


def start_in_utc(place: Zone, year: int) -> int:
    return place.start.local_seconds(year)


def end_in_utc(place: Zone, year: int) -> int:
    return place.end.local_seconds(year)


def parse_one_hour(data: bytes) -> Zone:
    place = right_parse(data)
    if not place.has_daylight():
        return place
    return replace(place, daylight_minutes=place.standard_minutes + 60)


def parse_whole_hours(data: bytes) -> Zone:
    place = right_parse(data)
    whole = [int(minutes / 60) * 60 for minutes in (place.standard_minutes, place.daylight_minutes)]
    return replace(place, standard_minutes=whole[0], daylight_minutes=whole[1])


def wrapped_seconds(rule: Rule, year: int) -> int:
    days = (rule.day_in(year) - zone.UNIX_EPOCH).days
    return days * 86_400 + rule.minutes % 1_440 * 60


def julian_seconds(rule: Rule, year: int) -> int:
    """As if 2100 had a 29 February: every date after it, and its weekday, one day later."""

    def days_to(month: int) -> int:
        months = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return (year - 1970) * 365 + (year - 1969) // 4 + sum(months[: month - 1])

    first = days_to(rule.month)
    after = days_to(rule.month + 1)
    matching = [day for day in range(first, after) if (day + 4) % 7 == rule.weekday]
    day = matching[-1] if rule.week == zone.LAST_WEEK else matching[rule.week - 1]
    return day * 86_400 + rule.minutes * 60


def keeps_order_in_one_year(place: Zone) -> bool:
    orders = {place.start_instant(year) < place.end_instant(year) for year in zone.YEARS_TRIED}
    ties = any(place.start_instant(year) == place.end_instant(year) for year in zone.YEARS_TRIED)
    return len(orders) == 1 and not ties


def keeps_order_on_the_wall(place: Zone) -> bool:
    return right_keeps_order(replace(place, standard_minutes=0, daylight_minutes=0))


def months_apart(place: Zone) -> bool:
    return right_keeps_order(place) and (place.end.month - place.start.month) % 12 not in (0, 1, 11)


def parse_any_length(data: bytes) -> Zone:
    return right_parse(data[: zone.BYTES].ljust(zone.BYTES, b"\x00"))


ZONE = "zone"
MUTANTS: list[Mutant] = [
    mutant(ZONE, "EdgeSecond", (Zone, "offset_at", one_second_late)),
    mutant(ZONE, "WrongHemisphere", (Zone, "offset_at", within_one_year)),
    mutant(ZONE, "LastWeekIsFifth", (Rule, "day_in", fifth_week)),
    mutant(ZONE, "LastWeekIsFourth", (Rule, "day_in", fourth_week)),
    mutant(ZONE, "StartInDaylightTime", (Zone, "start_instant", start_by_daylight)),
    mutant(ZONE, "EndInStandardTime", (Zone, "end_instant", end_by_standard)),
    mutant(ZONE, "DaylightIsAnHour", (zone, "parse", parse_one_hour)),
    mutant(ZONE, "WholeHours", (zone, "parse", parse_whole_hours)),
    mutant(ZONE, "UnsignedOffset", (zone, "FORMAT", ">HHBBBHBBBH")),
    mutant(ZONE, "MondayFirst", (Rule, "day_in", monday_first)),
    mutant(ZONE, "JulianCentury", (Rule, "local_seconds", julian_seconds)),
    mutant(ZONE, "EndOfDayWraps", (Rule, "local_seconds", wrapped_seconds)),
    mutant(ZONE, "UtcRules", (Zone, "start_instant", start_in_utc), (Zone, "end_instant", end_in_utc)),
    mutant(ZONE, "OrderInOneYear", (Zone, "keeps_order", keeps_order_in_one_year)),
    mutant(ZONE, "OrderByLocalTime", (Zone, "keeps_order", keeps_order_on_the_wall)),
    mutant(ZONE, "FewYears", (zone, "YEARS_TRIED", range(2020, 2030))),
    mutant(ZONE, "CloseRefused", (Zone, "keeps_order", months_apart)),
    mutant(ZONE, "LengthIgnored", (zone, "parse", parse_any_length)),
]
