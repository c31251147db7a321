"""The rules: thirteen members, each with its values."""

from typing import Any

from ..refused import Refused
from . import statuses

BAD_RULES = "BadRules"
LONGEST_GAP = 36_500
GENERIC: dict[str, Any] = {
    "carry_max_gap": 30,
    "lookback_days": None,
    "gap_metric": "date_difference",
    "accrues": ["Active", "ActiveUnderContract"],
    "clock_statuses": None,
    "clock_from": "terminal",
    "coming_soon_stops_clock": False,
    "reset_on_close": True,
    "scope": "any",
    "count": "difference",
    "combine": "union",
    "start_field": "on_market",
    "end_event": "off_market",
}
EIGHT = (
    "carry_max_gap", "accrues", "clock_from", "coming_soon_stops_clock", "reset_on_close", "scope", "count",
    "combine",
)  # fmt: skip
SCOPES = {
    "any": None,
    "same_branch": "branch",
    "same_office": "office",
    "same_firm": "firm",
    "same_agent": "agent",
    "same_property_type": "property_type",
}
WORDS = {
    "gap_metric": ("date_difference", "full_days"),
    "clock_from": ("terminal", "last_on_market"),
    "scope": tuple(SCOPES),
    "count": ("difference", "inclusive"),
    "combine": ("union", "sum", "span"),
    "start_field": ("on_market", "listing_contract_date", "original_entry_date"),
    "end_event": ("off_market", "contract", "close"),
}
CLOCK_STATUSES = frozenset(statuses.ORDER) - {"Incomplete", "Delete"}


def is_gap(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST_GAP


def is_set(value: Any, allowed: frozenset[str]) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(name in allowed for name in value)


def check(rules: dict[str, Any]) -> dict[str, Any]:
    gaps = (rules["carry_max_gap"], rules["lookback_days"])
    fine = (
        set(rules) == set(GENERIC)
        and all(gap is None or is_gap(gap) for gap in gaps)
        and None in gaps
        and is_set(rules["accrues"], statuses.IN_FORCE)
        and (rules["clock_statuses"] is None or is_set(rules["clock_statuses"], CLOCK_STATUSES))
        and all(rules[name] in allowed for name, allowed in WORDS.items())
        and all(rules[name] in (True, False) for name in ("coming_soon_stops_clock", "reset_on_close"))
    )
    if not fine:
        raise Refused(BAD_RULES)
    return rules
