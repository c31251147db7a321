"""Days and minutes on the clocks of a zone, and the instants at which a day begins and ends.

`zone` finds the offset with dates that end in 9999. The calendar repeats after 400 years, which are
a whole number of weeks, so whatever lies near that end is looked up 400 years earlier.
"""

from datetime import date, timedelta

from ..zone import SECONDS_PER_DAY, SECONDS_PER_MINUTE, UNIX_EPOCH, Zone, parse

CYCLE_DAYS = 146_097
LATE_DAY = (date(9990, 1, 1) - UNIX_EPOCH).days
MINUTES_PER_DAY = 1_440


def of(text: str) -> Zone:
    return parse(bytes.fromhex(text))


def offset_at(place: Zone, instant: int) -> int:
    while instant >= LATE_DAY * SECONDS_PER_DAY:
        instant -= CYCLE_DAYS * SECONDS_PER_DAY
    return place.offset_at(instant)


def local_seconds(place: Zone, instant: int) -> int:
    return instant + offset_at(place, instant) * SECONDS_PER_MINUTE


def local_day(place: Zone, instant: int) -> int:
    return local_seconds(place, instant) // SECONDS_PER_DAY


def minute_of_day(place: Zone, instant: int) -> int:
    return local_seconds(place, instant) // SECONDS_PER_MINUTE % MINUTES_PER_DAY


def end_of(place: Zone, day: int) -> int:
    """The smallest instant from which on no clock on the wall shows `day` or an earlier date.

    Offsets lie within fifteen hours and are whole minutes. So: begin where every clock is past the
    day, and go back minute by minute for as long as the wall shows a later date.
    """
    midnight = (day + 1) * SECONDS_PER_DAY
    farthest = max(abs(place.standard_minutes), abs(place.daylight_minutes)) * SECONDS_PER_MINUTE
    end = midnight + farthest
    while local_day(place, end - SECONDS_PER_MINUTE) > day:
        end -= SECONDS_PER_MINUTE
    return end


def start_of(place: Zone, day: int) -> int:
    return end_of(place, day - 1)


def day_of(place: Zone, instant: int) -> int:
    """The day that holds the instant between its start and its end."""
    day = local_day(place, instant)
    while instant < start_of(place, day):
        day -= 1
    return day


def civil(day: int) -> date:
    return UNIX_EPOCH + timedelta(days=day)


def month_of(day: int) -> tuple[int, int]:
    return civil(day).year, civil(day).month
