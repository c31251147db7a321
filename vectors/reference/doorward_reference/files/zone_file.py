"""zone.json: from an instant to the local offset and the civil day, in any zone of 14 bytes."""

from dataclasses import replace
from datetime import date, timedelta

from .. import zone
from ..stream import Stream
from ..zone import Rule, Zone
from . import schema, zone_list
from .container import KILLS, REFUSED, Group, Members, VectorFile

NOTES = {
    "BadMonth": REFUSED + "a month outside 1 to 12",
    "BadWeek": REFUSED + "a week outside 1 to 5",
    "BadWeekday": REFUSED + "a weekday above 6",
    "BadMinutes": REFUSED + "more than 1,440 minutes",
    "BadOffset": REFUSED + "an offset of more than 900 minutes either way",
    "HalfZero": REFUSED + "equal offsets with a rule, or different ones without both rules",
    "EdgeSecond": KILLS + "changes the clock one second late",
    "WrongHemisphere": KILLS + "takes daylight time to lie between start and end within one year",
    "LastWeekIsFifth": KILLS + "takes week 5 for the fifth such weekday, running into the next month",
    "LastWeekIsFourth": KILLS + "takes week 5 for the fourth",
    "StartInDaylightTime": KILLS + "reads the start's minutes off the daylight clock",
    "EndInStandardTime": KILLS + "reads the end's minutes off the standard clock",
    "DaylightIsAnHour": KILLS + "adds an hour to standard time, whatever the zone says",
    "WholeHours": KILLS + "drops the minutes of an offset",
    "UnsignedOffset": KILLS + "reads an offset as an unsigned number",
    "MondayFirst": KILLS + "numbers the weekdays from Monday",
    "JulianCentury": KILLS + "takes every fourth year for a leap year",
    "EndOfDayWraps": KILLS + "takes minute 1,440 for minute 0 of the same date",
    "UtcRules": KILLS + "reads the minutes of both rules off a clock in UTC",
    "BadOrder": REFUSED + "two changes that do not keep one order over all years",
    "BadLength": REFUSED + "another length than 14 bytes",
    "OrderInOneYear": KILLS + "compares the order of two changes within one year and not over the new year",
    "OrderByLocalTime": KILLS + "compares the order of two changes by the clocks on the wall",
    "FewYears": KILLS + "compares the order of two changes in the ten years around 2025 alone",
    "CloseRefused": KILLS + "refuses two changes within a month, though they keep their order",
    "LengthIgnored": KILLS + "fills up what is missing with zeros and drops what is too much",
}

YEARS = (2024, 2026)
JULIAN_YEAR = 2105  # its March and November begin on a Sunday, after the leap day that 2100 lacks
MORE_YEARS = {"New York": (1970, 2027, 2038, 2100, 2105, 2400), "Auckland": (2000, 2030, 2106),
              "nowhere: last Saturday of February": (2025, 2028, 2032, 2048, 2100)}  # fmt: skip


def evaluate(group: Members, test: Members) -> Members:
    parsed = zone.parse(bytes.fromhex(group["zone"]))
    if "instant" not in test:
        return {}
    instant = test["instant"]
    return {"offset_minutes": parsed.offset_at(instant), "day": parsed.civil_day(instant)}


def first_second(place: Zone, day: int) -> int:
    """The first instant of a civil day: a midnight by one of the two clocks, or a change."""
    near = day * zone.SECONDS_PER_DAY
    year = (zone.UNIX_EPOCH + timedelta(days=day)).year
    candidates = [near - offset * 60 for offset in (place.standard_minutes, place.daylight_minutes)]
    for each in (year - 1, year, year + 1) if place.has_daylight() else ():
        candidates += [place.start_instant(each), place.end_instant(each)]
    return min(instant for instant in candidates if instant >= 0 and place.civil_day(instant) == day)


def day_length(place: Zone, day: int) -> str:
    hours = (first_second(place, day + 1) - first_second(place, day)) / 3_600
    return f"day of {hours:g} hours"


def mistaken(place: Zone, is_start: bool, year: int) -> dict[str, int]:
    """When this change would happen under each mistake that moves it."""
    rule = place.start if is_start else place.end
    running = place.standard_minutes if is_start else place.daylight_minutes
    other = place.daylight_minutes if is_start else place.standard_minutes
    local = rule.local_seconds(year)
    right = local - running * zone.SECONDS_PER_MINUTE
    moved = {
        "EdgeSecond": right + 1,
        "StartInDaylightTime" if is_start else "EndInStandardTime": local - other * 60,
        "UtcRules": local,
    }
    monday = replace(rule, weekday=(rule.weekday + 1) % zone.DAYS_PER_WEEK)
    moved["MondayFirst"] = right + monday.local_seconds(year) - local
    if rule.week == zone.LAST_WEEK:
        fourth = replace(rule, week=4).local_seconds(year) - local
        moved["LastWeekIsFourth"] = right + fourth
        moved["LastWeekIsFifth"] = right + fourth + zone.DAYS_PER_WEEK * zone.SECONDS_PER_DAY
    if rule.minutes == zone.MAX_RULE_MINUTES:
        moved["EndOfDayWraps"] = right - zone.SECONDS_PER_DAY
    if year == JULIAN_YEAR:
        moved["JulianCentury"] = right + zone.DAYS_PER_WEEK * zone.SECONDS_PER_DAY
    return moved


def general_flags(place: Zone, instant: int) -> list[str]:
    """Which mistakes change the offset at `instant`, far from any change."""
    flags = []
    offset = place.offset_at(instant)
    in_daylight = place.has_daylight() and offset == place.daylight_minutes
    if in_daylight and offset - place.standard_minutes != 60:
        flags.append("DaylightIsAnHour")
    if offset % 60:
        flags.append("WholeHours")
    if min(place.standard_minutes, place.daylight_minutes) < 0:
        flags.append("UnsignedOffset")
    if in_daylight and place.end.month < place.start.month:
        flags.append("WrongHemisphere")
    return flags


def around(group: Group, place: Zone, year: int, is_start: bool) -> None:
    """One change: the seconds beside it, and both ends of its civil day."""
    change = place.start_instant(year) if is_start else place.end_instant(year)
    what = f"{year}, {'start' if is_start else 'end'}"
    moved = mistaken(place, is_start, year)
    early = [flag for flag, instant in moved.items() if instant < change]
    late = [flag for flag, instant in moved.items() if instant > change]
    group.accept(f"{what}: a second before", *early, instant=change - 1)
    group.accept(f"{what}: the change", *late, instant=change)
    day = place.civil_day(change)
    comes_back = place.civil_day(change - 1) > day
    length = "day that comes back for a while" if comes_back else day_length(place, day)
    begin, end = first_second(place, day), first_second(place, day + 1)
    group.accept(f"{what}: first second of the {length}", instant=begin)
    group.accept(f"{what}: last second before it", instant=begin - 1)
    group.accept(f"{what}: last second of the {length}", instant=end - 1)
    group.accept(f"{what}: first second after it", instant=end)


def changing(stream: Stream, name: str, place: Zone) -> Group:
    group = Group({"zone": place.to_bytes().hex()})
    for month in (1, 7):
        days = (date(2025, month, 15) - zone.UNIX_EPOCH).days
        instant = days * zone.SECONDS_PER_DAY + stream.below(zone.SECONDS_PER_DAY)
        comment = f"{name}: {'January' if month == 1 else 'July'}"
        group.accept(comment, *general_flags(place, instant), instant=instant)
    for year in YEARS + MORE_YEARS.get(name, ()):
        around(group, place, year, is_start=True)
        around(group, place, year, is_start=False)
    for _ in range(3):
        group.accept("random", instant=stream.between(1_704_067_200, 4_000_000_000))
    return group


def standing(stream: Stream, name: str, place: Zone) -> Group:
    group = Group({"zone": place.to_bytes().hex()})
    day = stream.between(19_723, 40_000)
    begin = first_second(place, day)
    group.accept(f"{name}: first second of a day", *general_flags(place, begin), instant=begin)
    group.accept(f"{name}: last second before it", instant=begin - 1)
    for instant in (86_400, 2**31 - 1, 2**31, 2**32 - 1, 2**32):
        group.accept(f"instant {instant}", instant=instant)
    group.accept("random", instant=stream.between(1_704_067_200, 4_000_000_000))
    return group


def refusals() -> list[Group]:
    good = zone_list.NEW_YORK
    listed = []

    def refuse(comment: str, reason: str, place: Zone) -> None:
        group = Group({"zone": place.to_bytes().hex()})
        group.refuse(comment, reason)
        listed.append(group)

    def with_rules(start: Rule, end: Rule) -> Zone:
        return Zone(good.standard_minutes, good.daylight_minutes, start, end)

    for reason, wrong in (
        ("BadMonth", Rule(0, 2, 0, 120)),
        ("BadMonth", Rule(13, 2, 0, 120)),
        ("BadMonth", Rule(255, 2, 0, 120)),
        ("BadWeek", Rule(3, 0, 0, 120)),
        ("BadWeek", Rule(3, 6, 0, 120)),
        ("BadWeekday", Rule(3, 2, 7, 120)),
        ("BadWeekday", Rule(3, 2, 255, 120)),
        ("BadMinutes", Rule(3, 2, 0, 1_441)),
        ("BadMinutes", Rule(3, 2, 0, 65_535)),
    ):
        refuse("in the start rule", reason, with_rules(wrong, good.end))
        refuse("in the end rule", reason, with_rules(good.start, wrong))
    for standard, daylight in ((901, 841), (840, 901), (-901, -841), (-841, -901), (32_767, 60),
                               (-32_768, 60)):  # fmt: skip
        place = Zone(standard, daylight, good.start, good.end)
        refuse(f"offsets {standard} and {daylight}", "BadOffset", place)
    for offset in (901, -901, -32_768):
        refuse(f"no daylight time, offset {offset}", "BadOffset", zone.fixed(offset))
    none = zone.NO_RULE
    refuse("different offsets, no rules", "HalfZero", with_rules(none, none))
    refuse("no start rule", "HalfZero", with_rules(none, good.end))
    refuse("no end rule", "HalfZero", with_rules(good.start, none))
    refuse("equal offsets, start rule alone", "HalfZero", Zone(-300, -300, good.start, none))
    refuse("equal offsets, end rule alone", "HalfZero", Zone(-300, -300, none, good.end))
    refuse("equal offsets, both rules", "HalfZero", Zone(-300, -300, good.start, good.end))
    refuse("equal offsets, a single minute set", "HalfZero", Zone(0, 0, Rule(0, 0, 0, 1), none))
    return listed


def first_sunday(minutes: int, month: int = 3) -> Rule:
    return Rule(month, 1, 0, minutes)


LAST_OF_YEAR, FIRST_OF_YEAR = Rule(12, 5, 6, 1_440), Rule(1, 1, 0, 0)  # in some years one midnight
MONDAY_AFTER = Rule(3, 2, 1, 0)  # a day or eight days after the first Sunday
Order = tuple[str, Zone, tuple[str, ...]]
EITHER_ORDER: tuple[Order, ...] = (
    ("second Sunday and second Monday of March",
     Zone(-300, -240, Rule(3, 2, 0, 120), Rule(3, 2, 1, 120)), ()),
    ("second Monday and second Sunday of March",
     Zone(-300, -240, Rule(3, 2, 1, 120), Rule(3, 2, 0, 120)), ()),
    ("last Sunday and last Wednesday of October",
     Zone(60, 120, Rule(10, 5, 0, 120), Rule(10, 5, 3, 180)), ()),
    ("last Wednesday and last Sunday of October",
     Zone(60, 120, Rule(10, 5, 3, 120), Rule(10, 5, 0, 180)), ()),
    ("first Thursday and first Saturday of November, the south",
     Zone(600, 660, Rule(11, 1, 4, 120), Rule(11, 1, 6, 180)), ()),
    ("fourth and last Friday of November, the last earlier in the day",
     Zone(0, 60, Rule(11, 4, 5, 360), Rule(11, 5, 5, 0)), ()),
    ("the last midnight of December and the first of January",
     Zone(0, 60, LAST_OF_YEAR, FIRST_OF_YEAR), ("OrderInOneYear",)),
    ("the first midnight of January and the last of December, back in summer",
     Zone(60, 0, FIRST_OF_YEAR, LAST_OF_YEAR), ("OrderInOneYear",)),
    ("the last Sunday of December and the first Monday of January, far offsets",
     Zone(-900, 900, Rule(12, 5, 0, 720), Rule(1, 1, 1, 720)), ("OrderInOneYear",)),
    ("fourth and last Sunday of February: two orders only when it has five",
     Zone(120, 180, Rule(2, 4, 0, 360), Rule(2, 5, 0, 60)), ("FewYears",)),
    ("a first Sunday and the Monday after it, at offsets 30 hours apart",
     Zone(-900, 900, first_sunday(0), MONDAY_AFTER), ("OrderByLocalTime",)),
    ("both at one instant in every year",
     Zone(0, 60, first_sunday(60), first_sunday(120)), ("OrderByLocalTime",)),
    ("both at one instant in some years",
     Zone(0, 60, first_sunday(1_440), replace(MONDAY_AFTER, minutes=60)), ("OrderByLocalTime",)),
)  # fmt: skip
CLOSE = ("CloseRefused",)
ONE_ORDER: tuple[Order, ...] = (
    ("first and third Sunday of March", Zone(-300, -240, first_sunday(120), Rule(3, 3, 0, 120)), CLOSE),
    ("third and first Sunday of March", Zone(-300, -240, Rule(3, 3, 0, 120), first_sunday(120)), CLOSE),
    ("first and second Sunday of March", Zone(-300, -240, first_sunday(120), Rule(3, 2, 0, 120)), CLOSE),
    ("a first Sunday and the Monday after it", Zone(60, 120, first_sunday(120), MONDAY_AFTER), CLOSE),
    ("last Sunday of March and first of April",
     Zone(60, 120, Rule(3, 5, 0, 120), first_sunday(120, 4)), CLOSE),
    ("last Sunday of December and second of January",
     Zone(600, 660, Rule(12, 5, 0, 120), Rule(1, 2, 0, 120)), CLOSE),
    ("fourth and last Sunday of February, the last later in the day",
     Zone(120, 180, Rule(2, 4, 0, 60), Rule(2, 5, 0, 360)), CLOSE),
    ("nine hours of one day", Zone(0, 60, first_sunday(60), first_sunday(660)), CLOSE),
    ("one midnight on the wall, an hour apart",
     Zone(60, 0, first_sunday(1_440), MONDAY_AFTER), ("OrderByLocalTime",)),
)  # fmt: skip


def orders() -> list[Group]:
    """Changes that lie close together."""
    listed = []
    for comment, place, mistakes in EITHER_ORDER:
        group = Group({"zone": place.to_bytes().hex()})
        group.refuse(comment, "BadOrder", *mistakes)
        listed.append(group)
    for comment, place, mistakes in ONE_ORDER:
        group = Group({"zone": place.to_bytes().hex()})
        for year in (2026, 2032):
            for name, change in (("start", place.start_instant(year)), ("end", place.end_instant(year))):
                group.accept(f"{comment}: {year}, a second before the {name}", *mistakes, instant=change - 1)
                group.accept(f"{comment}: {year}, {name}", *mistakes, instant=change)
        listed.append(group)
    return listed


def lengths() -> list[Group]:
    listed = []
    for name, place in (("New York", zone_list.NEW_YORK), ("UTC", zone.fixed(0))):
        whole = place.to_bytes()
        for octets in (whole[:13], whole + b"\x00"):
            group = Group({"zone": octets.hex()})
            group.refuse(f"{name}, {len(octets)} bytes", "BadLength", "LengthIgnored")
            listed.append(group)
    return listed


def groups() -> list[Group]:
    stream = Stream("zone")
    listed = [changing(stream, name, place) for name, place in zone_list.CHANGING.items()]
    listed += [standing(stream, name, place) for name, place in zone_list.STANDING.items()]
    return listed + refusals() + orders() + lengths()


SHAPE = schema.Shape(
    group={"zone": schema.ANY_OCTETS},  # of another length where that is the reason to refuse it
    valid=[
        {
            "instant": schema.INSTANT,
            "offset_minutes": schema.integer(-zone.MAX_OFFSET_MINUTES, zone.MAX_OFFSET_MINUTES),
            "day": schema.U32_NUMBER,
        }
    ],
    invalid=[{}],
)
FILE = VectorFile(
    "zone", "section 8", NOTES, evaluate, groups, schema.build("zone", "section 8", NOTES, SHAPE)
)
