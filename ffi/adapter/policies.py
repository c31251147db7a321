"""The key of the day, and renewals of cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from codes import Members
from library import NoRoom, fixed, made, new, of_bits

KEYS = ["", "none", "app", "card"]
EVENTS = ["", "open_app", "use_card", "renew_card", "update_code"]
KEY_OBLIGATIONS = ["", "record_fallback", "block_app_today"]
KEY_REASONS = ["", "other_key_in_use", "fallback_not_needed", "phone_not_lost"]
METHODS = ["", "reader", "phone"]
RENEWAL_OBLIGATIONS = [
    *("", "record_renewal", "upload_card_log", "read_out_code", "claim_key_of_day"),
    "record_refusal",
]
RENEWAL_REASONS = [
    ("", ""),
    ("membership_inactive", "active_membership"),
    ("card_lost", "new_card"),
    ("month_used_up", "reader_renewal"),
    ("row_used_up", "reader_renewal"),
    ("days_left", "later_day"),
]


def numbered(names: list[str], name: Any) -> int:
    """The number of a name; another name has none."""
    if name not in names[1:]:
        raise NoRoom(str(name))
    return names.index(name)


def decision(ruling: Any) -> str:
    return "permit" if ruling.is_permitted else "deny"


def reasons(known: Sequence[tuple[str, str | None]], bits: int) -> list[Members]:
    """The reasons of these bits, each with what is needed for it to apply no longer."""
    return [{"reason": reason, "needs": needs} for reason, needs in of_bits(known, bits)]


def _needed(event: str, reason: int) -> str | None:
    """What would have to be for a reason to apply no longer."""
    if reason == 1:
        return "another_day" if event == "open_app" else "update_code"
    return "lost_phone_statement" if reason == 3 else None


def _state(given: Members) -> Any:
    return new(
        "key_state",
        day=given["day"],
        key=numbered(KEYS, given["key"]),
        fallback=given["fallback"],
        card_next=given["card_next"],
    )


def _step(event: Members, ruling: Any) -> Members:
    why = []
    if ruling.reason > 0:
        needs = _needed(event["event"], ruling.reason)
        why.append({"reason": KEY_REASONS[ruling.reason], "needs": needs})
    state = ruling.state
    return {
        "decision": decision(ruling),
        "reasons": why,
        "obligations": of_bits(KEY_OBLIGATIONS, ruling.obligations),
        "state": {
            "day": state.day,
            "key": KEYS[state.key],
            "fallback": bool(state.fallback),
            "card_next": bool(state.card_next),
        },
    }


def single_key(group: Members, test: Members) -> Members:
    zone, state, steps = fixed("zone", group["zone"]), _state(test["state"]), []
    for event in test["events"]:
        given = (event["now"], numbered(EVENTS, event["event"]), event.get("phone_lost") or 0)
        rules = (zone, group["afternoon"], state)
        ruling = made("key_ruling", "policy_key_step", *rules, *given)
        steps.append(_step(event, ruling))
        state = new("key_state")
        state[0] = ruling.state
    return {"steps": steps}


PARAMETERS = ("reader_days", "phone_per_month", "phone_in_a_row", "min_days_left")


def renewal_policy(group: Members, test: Members) -> Members:
    zone = fixed("zone", group["zone"])
    parameters = new("renewal_parameters", **{name: group[name] for name in PARAMETERS})
    request = new(
        "renewal_request",
        now=test["now"],
        expires=test["expires"],
        method=numbered(METHODS, test["method"]),
        member_active=test["member_active"],
        card_lost=test["card_lost"],
    )
    days = test["phone_days"]
    ruling = made("renewal_ruling", "policy_renewal", zone, parameters, request, days, len(days))
    return {
        "decision": decision(ruling),
        "reasons": reasons(RENEWAL_REASONS, ruling.reasons),
        "obligations": of_bits(RENEWAL_OBLIGATIONS, ruling.obligations),
        "expires_after": ruling.expires,
        "uploads_log": bool(ruling.uploads_log),
        "day": ruling.day if ruling.has_code else None,
        "n": ruling.number if ruling.has_code else None,
    }


ALGORITHMS = {"single-key": single_key, "renewal-policy": renewal_policy}
