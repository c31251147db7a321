"""Mistakes with who may be called after a listing ended."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mutant import Mutant, mutant

from doorward_reference.files import market_leads_file
from doorward_reference.files.container import Members
from doorward_reference.market import leads, rows, statuses
from doorward_reference.market.history import Listing, UNKNOWN_STATUS
from doorward_reference.market.intervals import day
from doorward_reference.market.leads import Seen
from doorward_reference.market.rows import Standing
from doorward_reference.refused import Refused

LEADS = market_leads_file.NAME
RIGHT = market_leads_file.evaluate
right_see, right_reasons, right_answer = leads.see, leads.reasons, leads.answer
right_future = rows.not_future


def free(status: str) -> Callable[[Listing, int], Seen]:
    """Takes one status in force for none."""

    def see(listing: Listing, as_of: int) -> Seen:
        seen = right_see(listing, as_of)
        return replace(seen, status=None) if seen.status == status else seen

    return see


def withdrawn_ended(listing: Listing, as_of: int) -> Seen:
    seen = right_see(listing, as_of)
    if seen.status != "Withdrawn":
        return seen
    last = rows.standing(listing, as_of, []).rows[-1]
    return replace(seen, status="Canceled", end=day(last))


def see_with(change: Callable[[Standing, Seen], Seen]) -> Callable[[Listing, int], Seen]:
    def see(listing: Listing, as_of: int) -> Seen:
        seen = right_see(listing, as_of)
        if listing.status_unknown:
            return seen
        return change(rows.standing(listing, as_of, []), seen)

    return see


def end_of_last(standing: Standing, seen: Seen) -> Seen:
    return seen if seen.end is None else replace(seen, end=day(standing.rows[-1]))


def end_of_first(standing: Standing, seen: Seen) -> Seen:
    if seen.end is None:
        return seen
    return replace(seen, end=next(day(row) for row in standing.rows if row.status in statuses.TERMINAL))


def closed_ends(standing: Standing, seen: Seen) -> Seen:
    if seen.status != "Closed":
        return seen
    return replace(seen, end=day(standing.rows[-1]), sales=[])


def unknown_is_error(group: Members, test: Members) -> Members:
    def see(listing: Listing, as_of: int) -> Seen:
        if listing.status_unknown:
            raise Refused(UNKNOWN_STATUS)
        return right_see(listing, as_of)

    with mutant(LEADS, "", (leads, "see", see)).alive():
        return RIGHT(group, test)


def only_later(group: Members, test: Members) -> Members:
    """Leaves out listings whose first row is before the end of the target."""
    try:
        ended = RIGHT(group, test)["ended_on"]
    except Refused:
        return RIGHT(group, test)

    def is_later(listing: Members) -> bool:
        dates = [row["date"] for row in listing["events"] if row["date"] is not None]
        return listing["listing"] == test["target"] or not dates or ended is None or min(dates) >= ended

    return RIGHT(group, test | {"listings": [one for one in test["listings"] if is_later(one)]})


Reasons = Callable[[Seen, list[Seen], dict[str, Any], int], set[str]]


def sales(change: Callable[[list[int], int], list[int]], others: bool = True) -> Reasons:
    def found(target: Seen, rest: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
        if target.end is None:
            return right_reasons(target, rest, given, as_of)
        end = target.end
        own = replace(target, sales=change(target.sales, end))
        rest = [replace(one, sales=change(one.sales, end) if others else []) for one in rest]
        return right_reasons(own, rest, given, as_of)

    return found


def without(*names: str) -> Reasons:
    def found(target: Seen, rest: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
        return right_reasons(target, rest, given, as_of) - set(names)

    return found


def changed(change: Callable[[Seen], Seen], target_too: bool = True) -> Reasons:
    def found(target: Seen, rest: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
        own = change(target) if target_too else target
        return right_reasons(own, [change(one) for one in rest], given, as_of)

    return found


def a_day_early(target: Seen, rest: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
    found = right_reasons(target, rest, given, as_of) - {"protection_period"}
    until = given["protected_until"]
    return found | {"protection_period"} if until and as_of < leads.protection(until) else found


def first_only(target: Seen, rest: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
    found = right_reasons(target, rest, given, as_of)
    return {min(found, key=leads.REASONS.index)} if found else found


def do_not_call(target: Seen, rest: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
    found = right_reasons(target, rest, given, as_of)
    return found | {"opted_out"} if given["do_not_call"] else found


def one(flag: str, reasons: Reasons) -> Mutant:
    return mutant(LEADS, flag, (leads, "reasons", reasons))


def seeing(flag: str, see: Callable[[Listing, int], Seen]) -> Mutant:
    return mutant(LEADS, flag, (leads, "see", see))


MUTANTS: list[Mutant] = [
    seeing("WithdrawnIsEnded", withdrawn_ended),
    seeing("ComingSoonIsFree", free("ComingSoon")),
    Mutant(LEADS, "EarlierUnnoticed", (), only_later),
    one("SaleWhenever", sales(lambda days, end: [max(sale, end) for sale in days])),
    one("SaleOnTheDay", sales(lambda days, end: [sale for sale in days if sale != end])),
    one("SaleOfTargetOnly", sales(lambda days, end: days, others=False)),
    one("ProtectionOffByOne", a_day_early),
    one("InferredIsClear", without("expiry_inferred")),
    one("InferredElsewhere", changed(lambda seen: replace(seen, inferred=False), target_too=False)),
    seeing("UndatedIsClear", see_with(lambda standing, seen: replace(seen, unclear=False))),
    one("UnclearElsewhere", changed(lambda seen: replace(seen, unclear=False), target_too=False)),
    Mutant(LEADS, "UnknownIsError", (), unknown_is_error),
    mutant(LEADS, "DoubtDenies", (leads, "answer", lambda found: "Blocked" if found else "Clear")),
    one("KeyDoubtIgnored", without("key_doubtful")),
    one("FirstReasonOnly", first_only),
    seeing("EndOfLastRow", see_with(end_of_last)),
    seeing("EndOfFirstRow", see_with(end_of_first)),
    one("DoNotCallDenies", do_not_call),
    mutant(LEADS, "FutureSeen", (rows, "not_future", lambda given, as_of: right_future(given, 2**31))),
    seeing("ClosedIsEnded", see_with(closed_ends)),
]
