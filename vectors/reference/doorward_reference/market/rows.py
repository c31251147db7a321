"""Step 1: the rows of a listing that stand on a day, in order."""

from dataclasses import dataclass

from . import statuses
from .history import Listing, Row


@dataclass(frozen=True)
class Standing:
    rows: list[Row]  # dated, in order
    undated: list[Row]
    off_row: Row | None
    warnings: set[str]


def distinct(rows: list[Row], warnings: set[str]) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        if row in kept:
            warnings.add("duplicate_row")
        else:
            kept.append(row)
    return kept


def version(row: Row) -> tuple[int, int, int]:
    """What makes one row of an event newer than another."""
    return row.sequence, -1 if row.date is None else row.date, statuses.RANK[row.status]


def corrected(rows: list[Row], warnings: set[str]) -> list[Row]:
    """One row of each event: the newest. A row without an event is one by itself."""
    kept = []
    for row in rows:
        versions = [other for other in rows if other.event == row.event] if row.event else [row]
        newest = max(versions, key=version)
        if row == newest:
            kept.append(row)
        elif row.sequence == newest.sequence:
            warnings.add("conflicting_rows")
    return kept


def place(row: Row) -> tuple[int, int, int]:
    assert row.date is not None
    return row.date, row.sequence, statuses.RANK[row.status]


def in_order(rows: list[Row]) -> list[Row]:
    return sorted((row for row in rows if row.date is not None), key=place)


def not_void(rows: list[Row], as_of: int, warnings: set[str]) -> tuple[list[Row], list[Row]]:
    """Dated rows in order, and undated ones, that no Delete takes away."""
    undated = [row for row in rows if row.date is None]
    dated = in_order(rows)
    if any(row.status == "Delete" for row in undated):
        warnings.add("deleted")
        return [], []
    reached = [row for row in dated if row.date is not None and row.date <= as_of]
    ends = [number for number, row in enumerate(reached) if row.status == "Delete"]
    if not ends:
        return dated, undated
    warnings.add("deleted")
    return dated[ends[-1] + 1 :], []


def not_future(rows: list[Row], as_of: int) -> list[Row]:
    return [row for row in rows if row.date is not None and row.date <= as_of]


def expired(
    rows: list[Row], undated: list[Row], expiration: int | None, as_of: int, warnings: set[str]
) -> list[Row]:
    """The rows, and an inferred Expired where the contract ran out unsaid."""
    if expiration is None or expiration >= as_of or not rows:
        return rows
    if rows[-1].status not in statuses.IN_FORCE:
        return rows
    if any(row.status in statuses.TERMINAL for row in undated):
        return rows
    last = rows[-1].date
    assert last is not None
    if last > expiration:
        warnings.add("status_after_expiration")
        return rows
    warnings.add("expired_inferred")
    return [*rows, Row(expiration, "Expired")]


def off_row(rows: list[Row], accrues: list[str]) -> Row | None:
    for number, row in enumerate(rows):
        later = [other.status for other in rows[number + 1 :]]
        if row.status in statuses.TERMINAL and not any(status in accrues for status in later):
            return row
    return None


def comes_back(rows: list[Row], accrues: list[str]) -> bool:
    """Does a terminal row stand between two accruing ones?"""
    on = [number for number, row in enumerate(rows) if row.status in accrues]
    return any(
        row.status in statuses.TERMINAL and on[0] < number < on[-1]
        for number, row in enumerate(rows)
        if on
    )


def standing(listing: Listing, as_of: int, accrues: list[str]) -> Standing:
    warnings = {"date_out_of_range"} if listing.date_out_of_range else set()
    known = corrected(distinct(listing.rows, warnings), warnings)
    dated, undated = not_void(known, as_of, warnings)
    if undated:
        warnings.add("date_missing")
    rows = not_future(dated, as_of)
    rows = expired(rows, undated, listing.dates["expiration_date"], as_of, warnings)
    if comes_back(rows, accrues):
        warnings.add("back_after_terminal")
    return Standing(rows, undated, off_row(rows, accrues), warnings)
