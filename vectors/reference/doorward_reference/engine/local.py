"""Local time, as far as a box asks for it."""

from datetime import timedelta

from ..zone import SECONDS_PER_DAY, SECONDS_PER_MINUTE, UNIX_EPOCH, Zone
from .memory import Memory

MINUTES_PER_DAY = 1_440


def end_of(zone: Zone, day: int) -> int:
    """The instant after the last one whose local date is `day` or earlier.

    The date on the wall changes only at a midnight by either offset or at a change of the clocks. So
    list those instants and take the last that still has the old date a second before.
    """
    midnight = (day + 1) * SECONDS_PER_DAY
    candidates = [midnight - SECONDS_PER_MINUTE * zone.standard_minutes]
    if zone.has_daylight():
        candidates.append(midnight - SECONDS_PER_MINUTE * zone.daylight_minutes)
        year = (UNIX_EPOCH + timedelta(days=day)).year
        for near in (year - 1, year, year + 1):
            candidates += [zone.start_instant(near), zone.end_instant(near)]
    return max(instant for instant in candidates if zone.civil_day(instant - 1) <= day)


def move(memory: Memory, zone: Zone) -> None:
    """Take another zone. Dates that were over by `forgotten` stay over, wherever they end now."""
    if zone != memory.zone:
        over = memory.zone.civil_day(memory.forgotten) - 1
        if over >= 0:
            memory.forgotten = max(memory.forgotten, end_of(zone, over))
    memory.zone = zone


def minute_of_day(zone: Zone, now: int) -> int:
    local = now + zone.offset_at(now) * SECONDS_PER_MINUTE
    return local // SECONDS_PER_MINUTE % MINUTES_PER_DAY


def outside_hours(memory: Memory, now: int) -> bool:
    """[from, to), by the minute, with no tolerance."""
    limits = memory.limits
    if not limits.has_hours():
        return False
    return not limits.access_from <= minute_of_day(memory.zone, now) < limits.access_to
