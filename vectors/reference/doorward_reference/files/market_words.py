"""Writing histories in short: "A 01-01, C 02-20" is Active on a day of 2025 and Canceled on another.

A row is a status, a day and, where they matter, a sequence and an event: "A 01-05 #2 @E1". A day is
MM-DD of 2025, a whole date, +n for n days after 2025-01-01, or - for none. `?` begins a status that
is to stand as it is written, with _ for a space.
"""

import json
from datetime import date, timedelta
from typing import Any

from ..market import rules
from .container import Group, Members

STATUSES = {
    "I": "Incomplete", "CS": "ComingSoon", "A": "Active", "U": "ActiveUnderContract", "H": "Hold",
    "W": "Withdrawn", "P": "Pending", "C": "Canceled", "X": "Expired", "S": "Closed", "D": "Delete",
}  # fmt: skip
NEW_YEAR = date(2025, 1, 1)
AS_OF = "2025-12-31"


def on(days: int) -> str:
    """The date so many days after 2025-01-01."""
    return (NEW_YEAR + timedelta(days=days)).isoformat()


def date_of(word: str) -> str | None:
    if word == "-":
        return None
    if word.startswith("+"):
        return on(int(word[1:]))
    return f"2025-{word}" if len(word) == 5 else word


def status_of(word: str) -> str:
    return word[1:].replace("_", " ") if word.startswith("?") else STATUSES[word]


def row(text: str) -> Members:
    status, day, *more = text.split()
    found: Members = {"date": date_of(day), "status": status_of(status), "sequence": 0, "event": None}
    for word in more:
        if word.startswith("#"):
            found["sequence"] = int(word[1:])
        else:
            found["event"] = word[1:]
    return found


def rows(text: str) -> list[Members]:
    return [row(part) for part in text.split(",")] if text else []


def plain(key: str, text: str, office: str | None = "O1", kind: str | None = "Residential") -> Members:
    """A listing as `market` has it."""
    events = [{"date": one["date"], "status": one["status"]} for one in rows(text)]
    return {"listing": key, "office": office, "property_type": kind, "events": events}


VALUES = (
    "office", "branch", "firm", "agent", "property_type", "originating_system", "listing_contract_date",
    "original_entry_date", "expiration_date",
)  # fmt: skip


def full(key: str, text: str, **values: str) -> Members:
    """A listing as `market-fields` has it; days are written as in a row."""
    found: Members = {"listing": key} | dict.fromkeys(VALUES)
    for name, value in values.items():
        assert name in VALUES
        found[name] = date_of(value) if name.endswith("_date") else value
    return found | {"events": rows(text)}


def case(*listings: Members, as_of: str = AS_OF, target: str | None = None) -> Members:
    """About the last listing, unless another is named."""
    named = listings[-1]["listing"] if target is None else target
    return {"as_of": date_of(as_of), "target": named, "listings": list(listings)}


def two(first: str, second: str, **other: Any) -> Members:
    return case(plain("L1", first), plain("L2", second), **other)


def one(text: str, **other: Any) -> Members:
    return case(plain("L1", text), **other)


class Book:
    """Groups by their rules, in the order in which the rules are first asked for."""

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = members
        self.groups: dict[str, Group] = {}

    def under(self, **changes: Any) -> Group:
        """The group of the generic rules with some changed."""
        whole = rules.GENERIC | changes
        kept = {name: whole[name] for name in self.members}
        assert all(whole[name] == rules.GENERIC[name] for name in set(whole) - set(kept))
        return self.groups.setdefault(json.dumps(kept), Group({"rules": kept}))

    def listed(self) -> list[Group]:
        return [group for group in self.groups.values() if group.tests]
