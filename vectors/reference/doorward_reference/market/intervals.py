"""Step 2: when a listing was on the market, and when it went off."""

from dataclasses import dataclass
from typing import Any

from .history import Row
from .rows import Standing

Interval = tuple[int, int]
"""[on, off): the day `off` is not in it."""


@dataclass(frozen=True)
class Presence:
    intervals: list[Interval]
    first: int
    last: int
    entered: int
    off: int


def day(row: Row) -> int:
    assert row.date is not None
    return row.date


def runs(rows: list[Row], accrues: list[str], as_of: int) -> list[Interval]:
    found: list[Interval] = []
    begun: int | None = None
    for row in rows:
        if row.status in accrues:
            begun = day(row) if begun is None else begun
        elif begun is not None:
            found.append((begun, day(row)))
            begun = None
    return found if begun is None else [*found, (begun, as_of)]


def entry(rows: list[Row]) -> Row | None:
    """The first row that is not Incomplete."""
    return next((row for row in rows if row.status != "Incomplete"), None)


def start_is_replaced(rows: list[Row], rules: dict[str, Any]) -> bool:
    first = entry(rows)
    return rules["start_field"] != "on_market" and first is not None and first.status in rules["accrues"]


def contract_row(rows: list[Row], start: int) -> Row | None:
    for number, row in enumerate(rows):
        under_contract = row.status in ("ActiveUnderContract", "Pending")
        active_again = any(other.status == "Active" for other in rows[number + 1 :])
        if under_contract and day(row) >= start and not active_again:
            return row
    return None


def cut_at(intervals: list[Interval], end: int) -> list[Interval]:
    return [(on, min(off, end)) for on, off in intervals if on <= end]


def ended(intervals: list[Interval], standing: Standing, end_event: str) -> list[Interval]:
    if end_event == "contract":
        contract = contract_row(standing.rows, intervals[0][0])
        return intervals if contract is None else cut_at(intervals, day(contract))
    if end_event == "close" and standing.off_row is not None and standing.off_row.status == "Closed":
        return [*intervals[:-1], (intervals[-1][0], day(standing.off_row))]
    return intervals


def started(
    intervals: list[Interval], rows: list[Row], dates: dict[str, int | None], rules: dict[str, Any],
    warnings: set[str],
) -> list[Interval]:  # fmt: skip
    if not start_is_replaced(rows, rules):
        return intervals
    start = dates[rules["start_field"]]
    if start is None:
        warnings.add("start_date_missing")
        return intervals
    return [(start, intervals[0][1]), *intervals[1:]]


def off_day(standing: Standing, clock_from: str, last: int, as_of: int) -> int:
    if clock_from == "last_on_market":
        return last
    return as_of if standing.off_row is None else day(standing.off_row)


def presence(
    standing: Standing, dates: dict[str, int | None], rules: dict[str, Any], as_of: int
) -> Presence | None:
    """None: never on the market."""
    rows = standing.rows
    intervals = runs(rows, rules["accrues"], as_of)
    first_row = entry(rows)
    if not intervals or first_row is None:
        return None
    intervals = started(intervals, rows, dates, rules, standing.warnings)
    if intervals[0][0] > intervals[0][1]:
        # The answer is absent, but the listing was on the market.
        standing.warnings.add("off_before_on")
    intervals = ended(intervals, standing, rules["end_event"])
    first, last = intervals[0][0], intervals[-1][1]
    off = off_day(standing, rules["clock_from"], last, as_of)
    return Presence(intervals, first, last, min(first, day(first_row)), off)
