"""Mistakes with days on market: the rows of one listing, and the days it was on."""

from collections.abc import Callable
from datetime import date
from typing import Any

from mutant import Mutant, mutant

from doorward_reference.files import market_file, zone_list
from doorward_reference.files.container import Evaluate, Members
from doorward_reference.market import days, doubts, intervals, rows, statuses, warnings
from doorward_reference.market.history import Row
from doorward_reference.market.intervals import Interval, Presence, day
from doorward_reference.policy import calendar
from doorward_reference.refused import Refused

Rules = dict[str, Any]
MARKET = market_file.NAME
HALF_DAY, DAY = 43_200, 86_400

right_runs, right_presence = intervals.runs, intervals.presence
right_not_void = rows.not_void
right_number, right_meant_by = days.number, statuses.meant_by


def with_rules(evaluate: Evaluate, change: Callable[[Rules], Rules]) -> Evaluate:
    return lambda group, test: evaluate(group | {"rules": group["rules"] | change(group["rules"])}, test)


def with_rows(evaluate: Evaluate, change: Callable[[Members, str], Members | None]) -> Evaluate:
    """Each row as it was misread; None: left out."""

    def mistaken(group: Members, test: Members) -> Members:
        listings = []
        for listing in test["listings"]:
            events = [change(row, test["as_of"]) for row in listing["events"]]
            listings.append(listing | {"events": [row for row in events if row is not None]})
        return evaluate(group, test | {"listings": listings})

    return mistaken


def known_only(row: Members, as_of: str) -> Members | None:
    return None if statuses.meant_by(row["status"]) is None else row


def undeleted(row: Members, as_of: str) -> Members | None:
    return None if row["status"] == "Delete" else row


def dated(row: Members, as_of: str) -> Members | None:
    return None if row["date"] is None else row


def ended_today(row: Members, as_of: str) -> Members:
    ended = statuses.meant_by(row["status"]) in statuses.TERMINAL
    return row | {"date": as_of} if ended and row["date"] is None else row


def error_of_any(evaluate: Evaluate) -> Evaluate:
    def mistaken(group: Members, test: Members) -> Members:
        for listing in test["listings"]:
            if any(statuses.meant_by(row["status"]) is None for row in listing["events"]):
                raise Refused("UnknownStatus")
        return evaluate(group, test)

    return mistaken


def without(*spellings: str) -> Callable[[str], str | None]:
    return lambda spelling: None if spelling in spellings else right_meant_by(spelling)


def runs_from_last(rows: list[Row], accrues: list[str], as_of: int) -> list[Interval]:
    return [
        (max(day(row) for row in rows if row.status in accrues and on <= day(row) <= off), off)
        for on, off in right_runs(rows, accrues, as_of)
    ]


def runs_with_days(rows: list[Row], accrues: list[str], as_of: int) -> list[Interval]:
    return [(on, off) for on, off in right_runs(rows, accrues, as_of) if on < off]


def runs_in_one(rows: list[Row], accrues: list[str], as_of: int) -> list[Interval]:
    found = right_runs(rows, accrues, as_of)
    return [(found[0][0], found[-1][1])] if found else []


def open_of_no_days(rows: list[Row], accrues: list[str], as_of: int) -> list[Interval]:
    found = right_runs(rows, accrues, as_of)
    if rows and rows[-1].status in accrues:
        found[-1] = (found[-1][0], found[-1][0])
    return found


def open_with_today(rows: list[Row], accrues: list[str], as_of: int) -> list[Interval]:
    return right_runs(rows, accrues, as_of + 1 if rows and rows[-1].status in accrues else as_of)


def present_anyway(standing: rows.Standing, dates: Any, rules: Rules, as_of: int) -> Presence | None:
    found = right_presence(standing, dates, rules, as_of)
    if found is not None or not standing.rows:
        return found
    first, last = day(standing.rows[0]), day(standing.rows[-1])
    return Presence([], first, last, first, last)


def first_terminal(rows: list[Row], accrues: list[str]) -> Row | None:
    return next((row for row in rows if row.status in statuses.TERMINAL), None)


def last_terminal(rows: list[Row], accrues: list[str]) -> Row | None:
    found = [row for row in rows if row.status in statuses.TERMINAL]
    return found[-1] if found and rows[-1].status not in accrues else None


def void_by_any(given: list[Row], as_of: int, warnings: set[str]) -> tuple[list[Row], list[Row]]:
    return right_not_void(given, days.LAST, warnings)


def years_of_365(text: str) -> int:
    right_number(text)
    year, month, in_month = (int(part) for part in text.split("-"))
    if (month, in_month) == (2, 29):
        month, in_month = 3, 1
    return (year - 1970) * 365 + (date(2025, month, in_month) - date(2025, 1, 1)).days


def julian(text: str) -> int:
    return right_number(text) + (1 if text >= "2100-02-29" else 0)


def months_of_30(text: str) -> int:
    right_number(text)
    year, month, in_month = (int(part) for part in text.split("-"))
    return (year - 1970) * 360 + (month - 1) * 30 + in_month


def standard_date(text: str) -> int:
    """Midnight on the clock in Los Angeles, turned back into a date by standard time."""
    pacific = zone_list.LOS_ANGELES
    noon = right_number(text) * DAY + HALF_DAY
    midnight = right_number(text) * DAY - calendar.offset_at(pacific, noon - HALF_DAY + 8 * 3_600) * 60
    return (midnight + pacific.standard_minutes * 60) // DAY


def shared(name: str, evaluate: Evaluate) -> list[Mutant]:
    """The mistakes about rows and days that both files tell."""

    def rules(flag: str, change: Callable[[Rules], Rules]) -> Mutant:
        return Mutant(name, flag, (), with_rules(evaluate, change))

    def reading(flag: str, change: Callable[[Members, str], Members | None]) -> Mutant:
        return Mutant(name, flag, (), with_rows(evaluate, change))

    return [
        reading("UnknownSkipped", known_only),
        reading("DeleteIgnored", undeleted),
        reading("UndatedEndIsToday", ended_today),
        reading("UndatedIgnored", dated),
        Mutant(name, "ErrorOfAnother", (), error_of_any(evaluate)),
        mutant(name, "CancelledUnknown", (statuses, "meant_by", without("Cancelled"))),
        mutant(name, "FutureCounted", (rows, "not_future", lambda given, as_of: given)),
        mutant(name, "FutureCounted", (rows, "not_void", void_by_any)),
        mutant(name, "OffBeforeOnCounts", (doubts, "goes_off_before_on", lambda standing, on: False)),
        mutant(name, "DoubtfulJoins", (warnings, "DOUBTS", frozenset())),
        mutant(name, "OpenIsZero", (intervals, "runs", open_of_no_days)),
    ]


def only_market() -> list[Mutant]:
    right = market_file.evaluate

    def accrues(*names: str) -> Callable[[Rules], Rules]:
        return lambda rules: {"accrues": [*rules["accrues"], *names]}

    return [
        mutant(MARKET, "SpacesUnknown",
               (statuses, "meant_by", without("Coming Soon", "Active Under Contract"))),
        mutant(MARKET, "RowsAsGiven", (rows, "place", lambda row: 0)),
        mutant(MARKET, "SameDayAsGiven", (rows, "place", lambda row: row.date)),
        mutant(MARKET, "LastActiveCounts", (intervals, "runs", runs_from_last)),
        mutant(MARKET, "LocalTime", (days, "number", standard_date)),
        mutant(MARKET, "LeapDayLost", (days, "number", years_of_365)),
        mutant(MARKET, "EveryFourthYear", (days, "number", julian)),
        mutant(MARKET, "MonthsOf30", (days, "number", months_of_30)),
        mutant(MARKET, "TodayCounts", (intervals, "runs", open_with_today)),
        mutant(MARKET, "PauseCounts", (intervals, "runs", runs_in_one)),
        mutant(MARKET, "ZeroDaysNever", (intervals, "runs", runs_with_days)),
        mutant(MARKET, "NeverCarries", (intervals, "presence", present_anyway)),
        mutant(MARKET, "FirstTerminalRow", (rows, "off_row", first_terminal)),
        mutant(MARKET, "LastTerminalRow", (rows, "off_row", last_terminal)),
        Mutant(MARKET, "ComingSoonAccrues", (), with_rules(right, accrues("ComingSoon"))),
        Mutant(MARKET, "ContractAccrues", (), with_rules(right, accrues("ActiveUnderContract"))),
        Mutant(MARKET, "ContractPauses", (), with_rules(right, lambda rules: {"accrues": ["Active"]})),
    ]  # fmt: skip


MUTANTS: list[Mutant] = [*shared(MARKET, market_file.evaluate), *only_market()]
