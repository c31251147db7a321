"""Mistakes with the rules that few MLSs have, with versions of rows, expiry and twins."""

from collections.abc import Callable
from typing import Any
from unittest import mock

import mutants_market
import mutants_market_chains
from mutant import Mutant, mutant
from mutants_market import Rules, with_rules

from doorward_reference.files import market_fields_file
from doorward_reference.files.container import Members
from doorward_reference.market import chain, count, gaps, intervals, rows, statuses, warnings
from doorward_reference.market.gaps import Member
from doorward_reference.market.history import Row
from doorward_reference.market.intervals import day
from doorward_reference.market.rows import Standing

FIELDS = market_fields_file.NAME
RIGHT = market_fields_file.evaluate
right_not_void, right_expired, right_version = rows.not_void, rows.expired, rows.version
right_met, right_by_number = chain.met_looking_back, warnings.by_number
right_backwards, right_ended = chain.backwards, intervals.ended


def unsaid(name: str) -> Mutant:
    flags = {
        "duplicate_row": "DuplicateUnnoticed", "conflicting_rows": "ConflictUnnoticed",
        "listing_left_out": "LeftOutUnnoticed",
    }  # fmt: skip

    def quiet(given: set[str]) -> list[str]:
        return right_by_number(given - {name})

    return mutant(FIELDS, flags[name], (warnings, "by_number", quiet))


def void_with_later(given: list[Row], as_of: int, said: set[str]) -> tuple[list[Row], list[Row]]:
    dated, undated = right_not_void(given, as_of, said)
    return ([], []) if "deleted" in said else (dated, undated)


def first_version(given: list[Row], said: set[str]) -> list[Row]:
    return [
        row for row in given
        if row.event is None or row == min((one for one in given if one.event == row.event), key=right_version)
    ]  # fmt: skip


def version_given_last(given: list[Row], said: set[str]) -> list[Row]:
    return [row for row in given if row.event is None or row == [one for one in given if one.event == row.event][-1]]


def sequence_as(change: Callable[[int], Any]) -> Callable[[Row], Any]:
    def version(row: Row) -> Any:
        return change(row.sequence), *right_version(row)[1:]

    return version


def events_of_property(group: Members, test: Members) -> Members:
    """Keeps the newest version of an event, whichever listing it is of."""
    newest: dict[str, int] = {}
    for listing in test["listings"]:
        for row in listing["events"]:
            if row["event"] is not None:
                newest[row["event"]] = max(newest.get(row["event"], 0), row["sequence"])

    def stays(row: Members) -> bool:
        return row["event"] is None or row["sequence"] == newest[row["event"]]

    kept = [one | {"events": [row for row in one["events"] if stays(row)]} for one in test["listings"]]
    return RIGHT(group, test | {"listings": kept})


def never_expired(given: list[Row], undated: list[Row], until: int | None, as_of: int, said: set[str]) -> list[Row]:
    return given


def expired_on_the_day(
    given: list[Row], undated: list[Row], until: int | None, as_of: int, said: set[str]
) -> list[Row]:
    return right_expired(given, undated, until, as_of + 1, said)


def expired_anyway(given: list[Row], undated: list[Row], until: int | None, as_of: int, said: set[str]) -> list[Row]:
    return right_expired(given, [], until, as_of, said)


def always_replaced(given: list[Row], rules: Rules) -> bool:
    return rules["start_field"] != "on_market"


def any_contract(given: list[Row], start: int) -> Row | None:
    return next(
        (row for row in given if row.status in ("ActiveUnderContract", "Pending") and day(row) >= start), None
    )


def contract_of_any_day(given: list[Row], start: int) -> Row | None:
    for number, row in enumerate(given):
        again = any(other.status == "Active" for other in given[number + 1 :])
        if row.status in ("ActiveUnderContract", "Pending") and not again:
            return row
    return None


def end_of_any_sale(given: list[intervals.Interval], standing: Standing, end_event: str) -> list[intervals.Interval]:
    sold = [row for row in standing.rows if row.status == "Closed"]
    if end_event != "close" or not sold:
        return right_ended(given, standing, end_event)
    return [*given[:-1], (given[-1][0], max(given[-1][0], day(sold[-1])))]


def closes_off_market(group: Members, test: Members) -> Members:
    changed = {"end_event": "close"} if group["rules"]["end_event"] == "off_market" else {}
    return RIGHT(group | {"rules": group["rules"] | changed}, test)


def met_with(days: int) -> Callable[[Member, Member, Rules], str]:
    def met(earlier: Member, target: Member, rules: Rules) -> str:
        return right_met(earlier, target, rules | {"lookback_days": rules["lookback_days"] + days})

    return met


def met_from(place: Callable[[Member], int], end: Callable[[Member], int]) -> Callable[..., str]:
    def met(earlier: Member, target: Member, rules: Rules) -> str:
        found = right_met(earlier, target, rules)
        if found not in ("joins", "reset_gap"):
            return found
        return "joins" if place(target) - end(earlier) <= rules["lookback_days"] else "reset_gap"

    return met


def back_from_previous(members: list[Member], rules: Rules) -> tuple[list[Member], str]:
    """Each has to be near to the one that joined before it."""
    nearest = [members[-1]]

    def met(earlier: Member, target: Member, rules: Rules) -> str:
        found = right_met(earlier, target, rules)
        if found in ("joins", "reset_gap"):
            found = "joins" if nearest[-1].on.first - earlier.on.last <= rules["lookback_days"] else "reset_gap"
        if found == "joins":
            nearest.append(earlier)
        return found

    with mock.patch.object(chain, "met_looking_back", met):
        return right_backwards(members, rules)


def back_to_gap(members: list[Member], rules: Rules) -> tuple[list[Member], str]:
    met = [right_met(one, members[-1], rules) for one in members[:-1]]
    last = max((number + 1 for number, kind in enumerate(met) if kind == "reset_gap"), default=0)
    found, kind = right_backwards(members[last:], rules)
    return found, "reset_gap" if last == len(members) - 1 and last > 0 else kind


def twin_unless_same(later: Member, earlier: Member, accrues: list[str]) -> bool:
    return gaps.status_at(earlier, later.on.first) in accrues


def twin_of_any_time(later: Member, earlier: Member, accrues: list[str]) -> bool:
    mine, other = later.texts["originating_system"], earlier.texts["originating_system"]
    return mine is not None and other is not None and mine != other


def added_up(given: list[Member], rules: Rules) -> int:
    cut = given[-1].on.last
    return sum(len(count.days_until(member, cut, rules["count"])) for member in given)


def rule(flag: str, **changes: Any) -> Mutant:
    return Mutant(FIELDS, flag, (), with_rules(RIGHT, lambda rules: changes))


SHARED = [
    *mutants_market.shared(FIELDS, RIGHT),
    *mutants_market_chains.shared(FIELDS, RIGHT),
    mutant(FIELDS, "ScopeOfFirst", (chain, "class_in", mutants_market_chains.scope_of_chains_first)),
    mutant(FIELDS, "ScopeNullIsEqual", (gaps, "in_scope", mutants_market_chains.scope_with_nulls)),
]
HAVE = set(market_fields_file.NOTES)
MUTANTS: list[Mutant] = [one for one in SHARED if one.flag in HAVE] + [
    unsaid("duplicate_row"),
    unsaid("conflicting_rows"),
    unsaid("listing_left_out"),
    mutant(FIELDS, "DeleteTakesAll", (rows, "not_void", void_with_later)),
    mutant(FIELDS, "CorrectionIgnored", (rows, "corrected", first_version)),
    mutant(FIELDS, "CorrectionAsGiven", (rows, "corrected", version_given_last)),
    mutant(FIELDS, "SequenceOrderIgnored", (rows, "place", lambda row: (row.date, statuses.RANK[row.status]))),
    mutant(FIELDS, "SequenceBeforeDate", (rows, "place", lambda row: (row.sequence, row.date))),
    mutant(FIELDS, "SequenceAsText", (rows, "version", sequence_as(str))),
    mutant(FIELDS, "Sequence32", (rows, "version", sequence_as(lambda number: number % 2**32))),
    Mutant(FIELDS, "EventsShared", (), events_of_property),
    mutant(FIELDS, "ExpiryIgnored", (rows, "expired", never_expired)),
    mutant(FIELDS, "ExpiryOnTheDay", (rows, "expired", expired_on_the_day)),
    mutant(FIELDS, "ExpiryDespiteUndated", (rows, "expired", expired_anyway)),
    rule("StartFieldIgnored", start_field="on_market"),
    mutant(FIELDS, "StartFieldAlways", (intervals, "start_is_replaced", always_replaced)),
    rule("EndEventIgnored", end_event="off_market"),
    mutant(FIELDS, "ContractThatFellThrough", (intervals, "contract_row", any_contract)),
    mutant(FIELDS, "ContractBeforeStart", (intervals, "contract_row", contract_of_any_day)),
    Mutant(FIELDS, "CloseForOffMarket", (), closes_off_market),
    mutant(FIELDS, "CloseOfAnyRow", (intervals, "ended", end_of_any_sale)),
    rule("ClockStatusesIgnored", clock_statuses=None),
    rule("FullDaysIgnored", gap_metric="date_difference"),
    mutant(FIELDS, "LookbackOffByOne", (chain, "met_looking_back", met_with(1))),
    mutant(FIELDS, "LookbackOffByOne", (chain, "met_looking_back", met_with(-1))),
    mutant(FIELDS, "LookbackFromPrevious", (chain, "backwards", back_from_previous)),
    mutant(FIELDS, "LookbackStopsAtGap", (chain, "backwards", back_to_gap)),
    mutant(FIELDS, "LookbackFromTerminal", (chain, "met_looking_back", met_from(
        lambda target: target.on.first, lambda earlier: max(day(row) for row in earlier.rows)))),
    mutant(FIELDS, "LookbackToEntry", (chain, "met_looking_back", met_from(
        lambda target: target.on.entered, lambda earlier: earlier.on.last))),
    mutant(FIELDS, "TwinIsRelisting", (gaps, "is_twin", lambda *given: False)),
    mutant(FIELDS, "TwinOfSameSystem", (gaps, "is_twin", twin_unless_same)),
    mutant(FIELDS, "TwinOfAnyTime", (gaps, "is_twin", twin_of_any_time)),
    mutant(FIELDS, "TwinsAddedUp", (count, "sum_of", added_up)),
]  # fmt: skip
