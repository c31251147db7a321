"""Section 20: may the owner be contacted, now that a listing ended?"""

from dataclasses import dataclass
from typing import Any

from ..refused import Refused
from . import days, history, rows, statuses
from .history import Listing
from .intervals import day
from .property import DOUBTS

ENDS = ("Canceled", "Expired")
STOPS = (
    "target_in_force", "target_not_ended", "other_in_force", "sold_later", "protection_period", "opted_out",
)  # fmt: skip
REASONS = (*STOPS, "key_doubtful", "history_unclear", "expiry_inferred")


@dataclass(frozen=True)
class Seen:
    """What matters of a listing here."""

    status: str | None
    unclear: bool
    end: int | None  # None: not ended
    inferred: bool
    sales: list[int]

    def is_in_force(self) -> bool:
        return self.status in statuses.IN_FORCE


def see(listing: Listing, as_of: int) -> Seen:
    if listing.status_unknown:
        return Seen(None, True, None, False, [])
    # The rules do not matter: what accrues changes no row.
    standing = rows.standing(listing, as_of, [])
    end = None
    for row in reversed(standing.rows):
        if row.status not in ENDS:
            break
        end = day(row)
    return Seen(
        standing.rows[-1].status if standing.rows else None,
        bool(standing.undated),
        end,
        "expired_inferred" in standing.warnings,
        [day(row) for row in standing.rows if row.status == "Closed"],
    )


def reasons(target: Seen, others: list[Seen], given: dict[str, Any], as_of: int) -> set[str]:
    found = set()
    everyone = [target, *others]
    if target.is_in_force():
        found.add("target_in_force")
    elif target.end is None and not target.unclear:
        found.add("target_not_ended")
    if any(other.is_in_force() for other in others):
        found.add("other_in_force")
    if target.end is not None and any(sale >= target.end for one in everyone for sale in one.sales):
        found.add("sold_later")
    if given["protected_until"] is not None and as_of <= protection(given["protected_until"]):
        found.add("protection_period")
    if given["opted_out"]:
        found.add("opted_out")
    if given["key_doubts"]:
        found.add("key_doubtful")
    if any(one.unclear for one in everyone):
        found.add("history_unclear")
    if any(one.inferred for one in everyone):
        found.add("expiry_inferred")
    return found


def protection(until: str) -> int:
    last = days.number(until)
    if not days.within(last):
        raise Refused(history.BAD_VALUE)
    return last


def answer(found: set[str]) -> str:
    if found & set(STOPS):
        return "Blocked"
    return "Unverified" if found else "Clear"


def evaluate(given: dict[str, Any]) -> dict[str, Any]:
    whole = history.history_of(given)
    if any(doubt not in DOUBTS for doubt in given["key_doubts"]):
        raise Refused(history.BAD_VALUE)
    target = next(listing for listing in whole.listings if listing.key == whole.target)
    others = [see(listing, whole.as_of) for listing in whole.listings if listing is not target]
    seen = see(target, whole.as_of)
    found = reasons(seen, others, given, whole.as_of)
    return {
        "answer": answer(found),
        "reasons": sorted(found, key=REASONS.index),
        "status": seen.status,
        "ended_on": None if seen.end is None else days.text(seen.end),
        "do_not_call": given["do_not_call"],
    }
