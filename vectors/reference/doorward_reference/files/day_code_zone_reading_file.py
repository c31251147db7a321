"""day-code-zone-reading.json: day codes of every length, in zones that change their clocks."""

import datetime
from datetime import timedelta

from .. import day, zone
from ..stream import Stream
from ..zone import Rule, Zone
from . import found, schema, zone_list
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .zone_file import day_length, first_second

NOTES = {"WrongDay": REFUSED + "a genuine code, but of no day that counts at this instant"} | pick(
    "Malformed", "EdgeSecond", "ToleranceIgnored",
) | {
    "DaylightIgnored": KILLS + "keeps standard time all year",
    "AlwaysDaylight": KILLS + "keeps daylight time all year",
    "DayOf24Hours": KILLS + "ends a day 24 hours after it began",
    "SevenDigitsOnly": KILLS + "reads seven digits whatever the box's length is",
    "DayOfInstant": KILLS + "tries the date on the wall besides those at either end of the tolerance",
    "OrderByInstant": KILLS + "tries the day of the earlier instant first, even when it is the later day",
}  # fmt: skip

PLACES = (
    ("Los Angeles", zone_list.LOS_ANGELES, 7, 120),
    ("Lord Howe", zone_list.LORD_HOWE, 8, 300),
    ("Santiago", zone_list.SANTIAGO, 9, 121),
    ("Havana", zone_list.HAVANA, 7, 600),
    ("Sydney", zone_list.SYDNEY, 9, 1_800),
    ("Dublin", zone_list.DUBLIN, 8, 1_799),
)
YEAR = 2026


def evaluate(group: Members, test: Members) -> Members:
    date, slot = day.read(
        bytes.fromhex(group["box_key"]),
        group["epoch"],
        group["digits"],
        zone.parse(bytes.fromhex(group["zone"])),
        group["tolerance"],
        test["instant"],
        test["code"],
    )
    return {"day": date, "slot": slot}


def parameters(stream: Stream, place: Zone, digits: int, tolerance: int) -> Members:
    return {
        "box_key": stream.key().hex(),
        "epoch": stream.below(100),
        "digits": digits,
        "tolerance": tolerance,
        "zone": place.to_bytes().hex(),
    }


def code(group: Group, date: int, slot: int) -> str:
    given = group.parameters
    key = day.key(bytes.fromhex(given["box_key"]), given["epoch"], date)
    return day.code(key, given["digits"], slot)


def marks(place: Zone, begin: int, instant: int, tolerance: int, date: int) -> list[str]:
    """Which mistakes about the clock turn the answer of this vector round."""

    def accepted_in(other: Zone) -> bool:
        return date in day.days_tried(other, tolerance, instant)

    right = accepted_in(place)
    names = []
    for name, minutes in (
        ("DaylightIgnored", place.standard_minutes),
        ("AlwaysDaylight", place.daylight_minutes),
    ):
        if accepted_in(zone.fixed(minutes)) != right:
            names.append(name)
    limit = begin + zone.SECONDS_PER_DAY + tolerance
    if (begin - tolerance <= instant < limit) != right:
        names.append("DayOf24Hours")
    return names


def one_day(group: Group, place: Zone, date: int, what: str) -> None:
    """Both ends of one civil day, however long it is."""
    tolerance = group.parameters["tolerance"]
    begin, end = first_second(place, date), first_second(place, date + 1)
    length = f"{what}, {day_length(place, date)}"
    seven = ["SevenDigitsOnly"] if group.parameters["digits"] != day.MIN_DIGITS else []
    for number, (comment, instant, valid, flags) in enumerate(
        (
            ("first instant with tolerance", begin - tolerance, True, ("EdgeSecond", "ToleranceIgnored")),
            ("a second before it", begin - tolerance - 1, False, ("EdgeSecond",)),
            ("first second", begin, True, tuple(seven)),
            ("an hour and a half after midnight", begin + 5_400, True, ()),
            ("noon and a half hour", begin + 45_000, True, ()),
            ("last second", end - 1, True, ()),
            ("last instant with tolerance", end + tolerance - 1, True, ("EdgeSecond", "ToleranceIgnored")),
            ("a second after it", end + tolerance, False, ("EdgeSecond",)),
        )
    ):
        names = [*flags, *marks(place, begin, instant, tolerance, date)]
        given = {"instant": instant, "code": code(group, date, (date + number * 5) % day.SLOTS)}
        if valid:
            group.accept(f"{length}: {comment}", *names, **given)
        else:
            group.refuse(f"{length}: {comment}", "WrongDay", *names, **given)


def in_place(stream: Stream, name: str, place: Zone, digits: int, tolerance: int) -> Group:
    group = Group(parameters(stream, place, digits, tolerance))
    for change, what in (
        (place.start_instant(YEAR), "daylight time begins"),
        (place.end_instant(YEAR), "daylight time ends"),
    ):
        # A change at 24:00 belongs to the date it cuts short or makes longer: the one before.
        one_day(group, place, place.civil_day(change - 1), f"{name}, {what}")
    for month in (1, 7):
        date = (datetime.date(YEAR, month, 10) - zone.UNIX_EPOCH).days
        one_day(group, place, date, f"{name}, {'January' if month == 1 else 'July'}")
    here = code(group, date, 1)
    noon = first_second(place, date) + 43_200
    for other in (7, 8, 9):
        if other != digits:
            typed = here[:other] if other < digits else here + "0" * (other - digits)
            group.refuse(f"{other} digits at a box of {digits}", "Malformed", instant=noon, code=typed)
    return group


def coming_back(stream: Stream) -> Group:
    """A zone whose clock goes back over midnight: a date begins, is taken back, and begins again."""
    place = zone_list.SAINT_JOHNS_TO_2011
    group = Group(parameters(stream, place, 7, 120))
    change = place.end_instant(2010)
    late = place.civil_day(change - 1)
    for comment, instant, date in (
        ("before the first midnight", change - 61 - 120, late - 1),
        ("first midnight with tolerance", change - 60 - 120, late),
        ("in the minute after the first midnight, old date", change - 1, late - 1),
        ("just after the change, old date", change, late - 1),
        ("just after the change, new date within tolerance", change + 119, late),
        ("a while after the change", change + 1_800, late - 1),
        ("second midnight with tolerance", change + 3_540 - 120, late),
        ("second midnight", change + 3_540, late),
    ):
        group.accept(f"clock goes back over midnight: {comment}", instant=instant, code=code(group, date, 4))
    for comment, instant, flags in (
        ("a while after the change, new date", change + 1_800, ()),
        ("tolerance spent, new date", change + 120, ()),
        # Two minutes earlier and two minutes later the wall shows the old date, and they decide.
        ("in the minute after the first midnight, new date", change - 1, ("DayOfInstant",)),
    ):
        group.refuse(f"clock goes back over midnight: {comment}", "WrongDay", *flags,
                     instant=instant, code=code(group, late, 4))  # fmt: skip
    return group


def coming_back_shared() -> Group:
    """The same on two dates that share a code, with a rule made for them: the earlier date wins."""
    pair = found.HIGHER_SLOT_FIRST
    later = zone.UNIX_EPOCH + timedelta(days=pair.day + 1)
    week = (later.day - 1) // zone.DAYS_PER_WEEK + 1
    end_rule = Rule(later.month, week, later.isoweekday() % zone.DAYS_PER_WEEK, 1)
    start_rule = Rule((later.month + 5) % 12 + 1, 1, 0, 120)
    place = Zone(-210, -150, start_rule, end_rule)
    group = Group(
        {
            "box_key": found.BOX.hex(),
            "epoch": pair.epoch,
            "digits": day.MIN_DIGITS,
            "tolerance": 120,
            "zone": place.to_bytes().hex(),
        }
    )
    change = place.end_instant(later.year)
    typed = code(group, pair.day, pair.slot)
    for instant in (change + 60, change + 119):
        group.accept("the later instant has the earlier date", "OrderByInstant",
                     instant=instant, code=typed)  # fmt: skip
    return group


def groups() -> list[Group]:
    stream = Stream("day-code-zone-reading")
    listed = [in_place(stream, *place) for place in PLACES]
    return [*listed, coming_back(stream), coming_back_shared()]


SHAPE = schema.Shape(
    group={
        "box_key": schema.KEY,
        "epoch": schema.U32_NUMBER,
        "digits": schema.integer(day.MIN_DIGITS, day.MAX_DIGITS),
        "tolerance": schema.integer(0, 1_800),
        "zone": schema.octets(zone.BYTES),
    },
    valid=[
        {
            "instant": schema.INSTANT,
            "code": schema.digits(7, 9),
            "day": schema.U32_NUMBER,
            "slot": schema.integer(0, day.SLOTS - 1),
        }
    ],
    invalid=[{"instant": schema.INSTANT, "code": schema.ANY_TEXT}],
)
NAME = "day-code-zone-reading"
FILE = VectorFile(
    NAME, "sections 2 and 8", NOTES, evaluate, groups,
    schema.build(NAME, "sections 2 and 8", NOTES, SHAPE),
)  # fmt: skip
