"""Section 8, the zone alone: from an instant to local time and civil day.

A box has room for one rule pair, so the format is POSIX TZ's "M" form: the n-th weekday of a month,
at a local minute. Daylight time begins at a minute of local standard time and ends at a minute of
local daylight time: each is read off the clock that is running at that moment.
"""

import struct
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from .refused import Refused

FORMAT = ">hhBBBHBBBH"
BYTES = struct.calcsize(FORMAT)
MAX_OFFSET_MINUTES = 900
MAX_RULE_MINUTES = 1_440
LAST_WEEK = 5
SECONDS_PER_DAY = 86_400
SECONDS_PER_MINUTE = 60
DAYS_PER_WEEK = 7
UNIX_EPOCH = date(1970, 1, 1)
# A calendar repeats after 28 years if no century lies between. These hold each of the 14 kinds of
# year (leap or not, and its first weekday), and each beside every kind that can follow it.
YEARS_TRIED = range(2001, 2031)

BAD_LENGTH, BAD_OFFSET, BAD_MONTH, BAD_WEEK, BAD_WEEKDAY, BAD_MINUTES, HALF_ZERO, BAD_ORDER = (
    "BadLength", "BadOffset", "BadMonth", "BadWeek", "BadWeekday", "BadMinutes", "HalfZero", "BadOrder",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One change of the clock in each year."""

    month: int  # 1..12
    week: int  # 1..4 from the start of the month, 5 = the last one
    weekday: int  # 0 = Sunday
    minutes: int  # local, 0..1440

    def is_zero(self) -> bool:
        return (self.month, self.week, self.weekday, self.minutes) == (0, 0, 0, 0)

    def check(self) -> None:
        if not 1 <= self.month <= 12:
            raise Refused(BAD_MONTH)
        if not 1 <= self.week <= LAST_WEEK:
            raise Refused(BAD_WEEK)
        if not 0 <= self.weekday < DAYS_PER_WEEK:
            raise Refused(BAD_WEEKDAY)
        if not 0 <= self.minutes <= MAX_RULE_MINUTES:
            raise Refused(BAD_MINUTES)

    @lru_cache(maxsize=10_000)
    def day_in(self, year: int) -> date:
        """The date of the change: list the month's days of that weekday and pick."""
        candidate = date(year, self.month, 1)
        matching = []
        while candidate.month == self.month:
            if candidate.isoweekday() % DAYS_PER_WEEK == self.weekday:
                matching.append(candidate)
            candidate += timedelta(days=1)
        return matching[-1] if self.week == LAST_WEEK else matching[self.week - 1]

    def local_seconds(self, year: int) -> int:
        """The change as a count of seconds on the local clock."""
        days = (self.day_in(year) - UNIX_EPOCH).days
        return days * SECONDS_PER_DAY + self.minutes * SECONDS_PER_MINUTE


NO_RULE = Rule(0, 0, 0, 0)


@dataclass(frozen=True)
class Zone:
    standard_minutes: int  # to add to UTC
    daylight_minutes: int
    start: Rule
    end: Rule

    def has_daylight(self) -> bool:
        return self.standard_minutes != self.daylight_minutes

    def offset_at(self, instant: int) -> int:
        """Minutes to add to UTC at `instant`.

        The latest change at or before the instant decides. Changes of the years around it are
        listed too, so nothing here depends on the hemisphere or on where a year begins.
        """
        if not self.has_daylight():
            return self.standard_minutes
        year = (UNIX_EPOCH + timedelta(days=instant // SECONDS_PER_DAY)).year
        changes = []
        for near in (year - 1, year, year + 1):
            changes.append((self.start_instant(near), self.daylight_minutes))
            changes.append((self.end_instant(near), self.standard_minutes))
        past = [change for change in changes if change[0] <= instant]
        return max(past)[1]

    def start_instant(self, year: int) -> int:
        return self.start.local_seconds(year) - self.standard_minutes * SECONDS_PER_MINUTE

    def end_instant(self, year: int) -> int:
        return self.end.local_seconds(year) - self.daylight_minutes * SECONDS_PER_MINUTE

    def keeps_order(self) -> bool:
        """Do the two changes follow each other in one and the same order at all times?

        They do if, in a list of all of them by instant, starts and ends take turns. Two at the same
        instant have no order.
        """
        changes = [(self.start_instant(year), "start") for year in YEARS_TRIED]
        changes += [(self.end_instant(year), "end") for year in YEARS_TRIED]
        for (instant, kind), (next_instant, next_kind) in pairwise(sorted(changes)):
            if next_instant == instant or next_kind == kind:
                return False
        return True

    def civil_day(self, instant: int) -> int:
        """Days from 1970-01-01 to the date that a clock on the wall shows."""
        local = instant + self.offset_at(instant) * SECONDS_PER_MINUTE
        return local // SECONDS_PER_DAY

    def to_bytes(self) -> bytes:
        rules = [(r.month, r.week, r.weekday, r.minutes) for r in (self.start, self.end)]
        return struct.pack(FORMAT, self.standard_minutes, self.daylight_minutes, *rules[0], *rules[1])


def fixed(minutes: int) -> Zone:
    """A zone that never changes its clocks."""
    return Zone(minutes, minutes, NO_RULE, NO_RULE)


def parse(data: bytes) -> Zone:
    """Read the 14 bytes; anything that is not one of the two whole forms is refused.

    The forms: equal offsets with all ten rule bytes zero, or two different offsets with two whole
    rules. Everything between them is half a zone. Two rules must also keep their order.
    """
    if len(data) != BYTES:
        raise Refused(BAD_LENGTH)
    standard, daylight, *rules = struct.unpack(FORMAT, data)
    zone = Zone(standard, daylight, Rule(*rules[:4]), Rule(*rules[4:]))
    if max(abs(standard), abs(daylight)) > MAX_OFFSET_MINUTES:
        raise Refused(BAD_OFFSET)
    zero_rules = [zone.start.is_zero(), zone.end.is_zero()]
    if not zone.has_daylight() and all(zero_rules):
        return zone
    if not zone.has_daylight() or any(zero_rules):
        raise Refused(HALF_ZERO)
    zone.start.check()
    zone.end.check()
    if not zone.keeps_order():
        raise Refused(BAD_ORDER)
    return zone
