"""Rows: the only memory of a use."""

from .. import flex
from ..zone import Zone
from . import clock, local
from .memory import DAY, FLEX, GRANT, GrantRow, Memory, Row

SINGLE_USE = 0
KEY_COMPARTMENT = 0


def window(row: Row) -> flex.Window:
    return flex.Window(row.place, *flex.unpack_kind(row.payload // flex.SLOTS_PER_TWEAK))


def last_instant_of_window(meant: flex.Window) -> int:
    return min(meant.end(), meant.start() + flex.FIRST_ENTRY_SECONDS)


def last_instant_of_day(zone: Zone, day: int) -> int:
    return local.end_of(zone, day)


def last_instant(memory: Memory, row: Row | GrantRow) -> int:
    """Up to when, without tolerance, the code or grant may be used for the first time."""
    if isinstance(row, GrantRow):
        return row.not_after
    if row.kind == DAY:
        return last_instant_of_day(memory.zone, row.place)
    return last_instant_of_window(window(row))


def hour(memory: Memory, row: Row) -> int:
    return row.first + memory.limits.reuse


def end(memory: Memory, row: Row | GrantRow) -> int:
    """When a row has nothing more to say, without tolerance."""
    if not row.used or row.kind == GRANT:
        return last_instant(memory, row)
    if row.kind == FLEX:
        return window(row).end()
    night = local.end_of(memory.zone, row.place)
    return max(night, hour(memory, row)) if memory.limits.outlasts_midnight else night


def until(memory: Memory, row: Row, now: int) -> int:
    """What an opening names as its end."""
    if row.kind == FLEX:
        return window(row).end()
    if memory.limits.outlasts_midnight:
        return hour(memory, row)
    night = local.end_of(memory.zone, row.place)
    if row.first >= night:
        night += clock.tolerance(memory, now)
    return min(hour(memory, row), night)


def time_is_over(memory: Memory, row: Row, now: int) -> bool:
    tolerance = clock.tolerance(memory, now)
    if row.kind == FLEX:
        return now >= window(row).end() + tolerance
    if not row.first <= now < hour(memory, row):
        return True
    if memory.limits.outlasts_midnight:
        return False
    return now >= local.end_of(memory.zone, row.place) + tolerance


def has_begun(memory: Memory, row: Row, now: int) -> bool:
    return row.kind == DAY or window(row).start() - clock.tolerance(memory, now) <= now


def is_single_use(memory: Memory, row: Row) -> bool:
    if row.kind == DAY:
        return memory.limits.day_code_use == 1
    return window(row).use == SINGLE_USE


def keeps_hours(row: Row) -> bool:
    """Day codes, and flex codes that are good until their window ends."""
    return row.kind == DAY or window(row).use != SINGLE_USE


def operation(row: Row) -> int:
    return KEY_COMPARTMENT if row.kind == DAY else window(row).op


def may_repeat(memory: Memory, index: int, row: Row | GrantRow, now: int) -> bool:
    """Is this the one more entry that an opening not yet confirmed leaves?"""
    if memory.unconfirmed != index + 1:
        return False
    return row.last <= now < row.last + memory.limits.repeat


def find(memory: Memory, kind: int, digits: str) -> int | None:
    for index, row in enumerate(memory.rows):
        if isinstance(row, Row) and row.kind == kind and row.digits == int(digits):
            return index
    return None


def find_grant(memory: Memory, grant_id: bytes) -> int | None:
    for index, row in enumerate(memory.rows):
        if isinstance(row, GrantRow) and row.grant_id == grant_id:
            return index
    return None


def is_past(memory: Memory, row: Row | GrantRow, now: int) -> bool:
    return end(memory, row) + clock.tolerance(memory, now) < now


def free_one(memory: Memory, places: range, now: int) -> int | None:
    """Give up the row that ended first, if it is past, and remember what it was good for."""
    ends = []
    for index in places:
        row = memory.rows[index]
        assert row is not None
        ends.append((end(memory, row), index))
    index = min(ends)[1]
    row = memory.rows[index]
    if row is None or not is_past(memory, row, now):
        return None
    memory.forgotten = max(memory.forgotten, last_instant(memory, row))
    memory.rows[index] = None
    return index


def find_place(memory: Memory, places: range, now: int) -> int | None:
    for index in places:
        if memory.rows[index] is None:
            return index
    return free_one(memory, places, now)


def is_forgotten(memory: Memory, instant: int) -> bool:
    """Could a row of such a code or grant have been given up? Then it may have been used."""
    return instant <= memory.forgotten
