"""Section 12: may this issuer give this recipient access, and what has to be done with the answer?

The thirty-nine rules stand in the order of the table. Each is asked, whatever the others say.
"""

from typing import Any

from . import appointed, calendar, codes_left, method_rules, status_gate
from .names import (
    AGENTS,
    AS_OWNER,
    CLASS_OF,
    CODES,
    CONTRACTOR_CODE,
    DAY_CODE,
    DAY_SECONDS,
    FLEX_CODE,
    GRANTS,
    GUEST_GRANT,
    HALF_HOUR,
    MEMBER_GRANT,
    SHACKLE,
    UNTIL_END,
    WINDOW_CODES,
)
from .request import check
from .ruling import DENY, RECORD_REFUSAL, decision, reasons
from .values import Members

SHORTEST_FLEX, LONGEST_FLEX = 1_800, 2_678_400

NEEDS: dict[str, str | None] = {
    "consumer": None,
    "issuer_not_entitled": "entitled_issuer",
    "pin_not_verified": "pin_verification",
    "service_codes_refused": "grant_instead",
    "method_not_for_recipient": "recommended_method",
    "no_reciprocity": "reciprocity",
    "contractor_code_required": "contractor_code",
    "membership_inactive": "active_membership",
    "licence_unverified": "licence_verification",
    "account_unregistered": "registered_account",
    "name_missing": "recipient_name",
    "identity_unchecked": "identity_check",
    "seller_permission_missing": "seller_written_permission",
    "box_unassigned": "listing_assignment",
    "status_forbids": "other_status",
    "status_needs_permission": "off_market_permission",
    "method_not_in_listing": "listing_methods",
    "appointment_missing": "approved_appointment",
    "appointment_not_approved": "approved_appointment",
    "appointment_of_another": "approved_appointment",
    "outside_appointment": "window_in_appointment",
    "day_codes_off": "association_setting",
    "contractor_codes_off": "association_setting",
    "box_suspended": "suspension_lifted",
    "box_lacks_bluetooth": "code_instead",
    "box_lacks_flex_codes": "other_method",
    "box_lacks_shackle": "other_box",
    "phone_too_old": "newer_phone",
    "operation_not_allowed": "fewer_operations",
    "window_over": "later_window",
    "too_far_ahead": "earlier_window",
    "window_too_short": "longer_window",
    "window_too_long": "shorter_window",
    "window_off_half_hour": "half_hour_window",
    "length_unavailable": "listed_length",
    "no_slot_left": "other_day_or_method",
    "no_copy_left": "other_window",
    "too_many_overlapping": "other_window",
    "too_many_contractor_codes": "cancelled_contractor_code",
}


class Case:
    """One request with everything around it, and what several rules ask of it."""

    def __init__(self, given: Members, association: Members, parameters: Members) -> None:
        self.given = given
        self.association = association
        self.parameters = parameters
        self.request: Members = given["request"]
        self.recipient: Members = self.request["recipient"]
        self.listing: Members | None = given["listing"]
        self.box: Members = given["box"]
        self.ledger: Members = given["ledger"]
        self.method: str = self.request["method"]
        self.kind: str = self.recipient["kind"]
        self.group = CLASS_OF[self.kind]
        self.now: int = self.request["now"]
        self.zone = calendar.of(self.box["zone"])
        self.today = calendar.local_day(self.zone, self.now)

    def is_code(self) -> bool:
        return self.method in CODES

    def is_window_code(self) -> bool:
        return self.method in WINDOW_CODES

    def length(self) -> int:
        return self.request["window"]["end"] - self.request["window"]["start"]

    def access(self) -> str | None:
        """What the listing's status allows the recipient's class; None where there is neither."""
        if self.listing is None or self.group is None:
            return None
        listing = self.listing
        return status_gate.access(listing["status"], self.group, listing["coming_soon_showings"])

    def needs_off_market(self) -> bool:
        return self.group in ("showing_agent", "staff") and self.access() == status_gate.PERMISSION


def about_people(case: Case) -> list[str]:
    """Rules 7 to 13, but for those about the method."""
    found = []
    recipient, request = case.recipient, case.request
    if case.method == FLEX_CODE and request["use"] == UNTIL_END and case.group == "trade":
        found.append("contractor_code_required")
    if case.kind in (*AGENTS, "owner") and not recipient["member_active"]:
        found.append("membership_inactive")
    if case.kind in AGENTS and not recipient["licence_verified"]:
        found.append("licence_unverified")
    if case.method == GUEST_GRANT and not recipient["account_registered"]:
        found.append("account_unregistered")
    if case.is_code() and recipient["name"] is None:
        found.append("name_missing")
    if case.kind == "homeowner" and not request["identity_checked"]:
        found.append("identity_unchecked")
    if case.group == "trade" and not request["seller_written_permission"]:
        found.append("seller_permission_missing")
    return found


def about_listing(case: Case) -> list[str]:
    """Rules 14 to 16."""
    found = []
    if case.listing is None and case.method != FLEX_CODE and case.group not in ("owner", "staff"):
        found.append("box_unassigned")
    if case.access() == status_gate.NEVER:
        found.append("status_forbids")
    if case.needs_off_market() and not case.request["off_market_permission"]:
        found.append("status_needs_permission")
    return found


def lacks_shackle(case: Case) -> bool:
    if not case.request["operations"] & SHACKLE:
        return False
    return not case.box["shackle_by_code" if case.is_code() else "shackle_by_app"]


def is_suspended(case: Case) -> bool:
    by_owner = (
        case.kind == "owner"
        and case.method == MEMBER_GRANT
        and bool(case.request["operations"] & AS_OWNER)
    )
    return case.box["suspended"] and not by_owner


def about_box(case: Case) -> list[str]:
    """Rules 24, 27 and 29."""
    found = []
    if is_suspended(case):
        found.append("box_suspended")
    if lacks_shackle(case):
        found.append("box_lacks_shackle")
    allowed = method_rules.allowed_operations(case.recipient, case.association, case.method)
    if allowed is not None and case.request["operations"] & ~allowed:
        found.append("operation_not_allowed")
    return found


def first_entry_before(case: Case) -> int:
    window = case.request["window"]
    return min(window["end"], window["start"] + DAY_SECONDS)


def is_over(case: Case) -> bool:
    if case.method == DAY_CODE:
        return case.request["day"] < case.today
    if case.method in GRANTS:
        return case.request["window"]["end"] <= case.now
    return case.now >= first_entry_before(case)


def shortest(case: Case) -> int | None:
    if case.method == GUEST_GRANT:
        return case.parameters["guest_min"]
    return case.parameters["flex_min"] if case.is_window_code() else None


def longest(case: Case) -> int:
    if case.method == GUEST_GRANT and case.kind == "homeowner":
        return case.parameters["homeowner_max"]
    name = {
        GUEST_GRANT: "guest_max",
        MEMBER_GRANT: "member_max",
        FLEX_CODE: "flex_max",
        CONTRACTOR_CODE: "contractor_max",
    }
    return case.parameters[name[case.method]]


def about_time(case: Case) -> list[str]:
    """Rules 30 to 35."""
    found = []
    if is_over(case):
        found.append("window_over")
    if case.method == DAY_CODE:
        if case.request["day"] > case.today + case.parameters["day_days_ahead"]:
            found.append("too_far_ahead")
        return found
    least = shortest(case)
    if least is not None and case.length() < least:
        found.append("window_too_short")
    if case.length() > longest(case):
        found.append("window_too_long")
    if case.is_window_code():
        if not on_half_hour(case):
            found.append("window_off_half_hour")
        unlisted = codes_left.duration_of(case.length()) is None
        if unlisted and SHORTEST_FLEX <= case.length() <= LONGEST_FLEX:
            found.append("length_unavailable")
    return found


def on_half_hour(case: Case) -> bool:
    return case.request["window"]["start"] % HALF_HOUR == 0


def slot(case: Case) -> int | None:
    return codes_left.slot_for(case.ledger, case.request, case.parameters["day_slots"])


def copy(case: Case) -> int | None:
    return codes_left.copy_for(case.ledger, case.request, case.parameters["flex_per_window"])


def about_ledger(case: Case) -> list[str]:
    """Rules 36 to 39."""
    found = []
    if case.method == DAY_CODE and slot(case) is None:
        found.append("no_slot_left")
    if case.is_window_code():
        exists = on_half_hour(case) and codes_left.duration_of(case.length()) is not None
        if exists and copy(case) is None:
            found.append("no_copy_left")
        met = codes_left.overlapping(case.ledger, case.request)
        if met >= case.parameters["flex_overlapping"]:
            found.append("too_many_overlapping")
    if case.method == CONTRACTOR_CODE:
        alive = codes_left.contractors(case.ledger, case.now)
        if alive >= case.parameters["contractor_alive"]:
            found.append("too_many_contractor_codes")
    return found


def objections(case: Case) -> list[str]:
    """Every reason that applies, in the order of the table."""
    found = method_rules.objections(case.given, case.association, case.parameters, case.method, case.today)
    if case.is_code() and not case.request["issuer"]["pin_verified"]:
        found.append("pin_not_verified")
    found += about_people(case)
    found += about_listing(case)
    found += appointed.objections(case.given, case.zone)
    found += about_box(case)
    found += about_time(case)
    found += about_ledger(case)
    order = list(NEEDS)
    return sorted(found, key=order.index)


def release_at(case: Case) -> int:
    if case.is_code():
        return case.now
    return max(case.now, case.request["window"]["start"] - case.parameters["release_lead"])


def obligations(case: Case) -> list[str]:
    off_market = case.needs_off_market() and case.request["off_market_permission"]
    grant = case.method in GRANTS
    listed = (
        ("record_issue", True),
        ("keep_consent", case.group in ("trade", "homeowner") or off_market),
        ("notify_on_use", grant and case.group not in ("owner", "staff")),
        ("carry_bulletin", grant and case.box["bulletin"] != 0),
        ("hold_until_release", grant and release_at(case) > case.now),
        ("say_not_recallable", case.is_code()),
        ("say_first_entry", case.is_window_code() and case.length() > DAY_SECONDS),
    )
    return [name for name, when in listed if when]


PERMIT_MEMBERS = (
    "not_before", "not_after", "release_at", "operations", "max_uses", "bulletin", "uses", "recorded_as",
    "recall", "first_entry_before", "day", "slot", "start_slot", "duration", "copy", "op", "use", "ledger",
)  # fmt: skip


def permit(case: Case) -> Members:
    """What is to be made. What does not concern the method is null."""
    made: dict[str, Any] = dict.fromkeys(PERMIT_MEMBERS)
    made["release_at"] = release_at(case)
    made["operations"] = case.request["operations"]
    if case.method == DAY_CODE:
        return made | of_day_code(case)
    window = case.request["window"]
    made |= {"not_before": window["start"], "not_after": window["end"]}
    return made | (of_grant(case) if case.method in GRANTS else of_window_code(case))


def of_grant(case: Case) -> Members:
    member = case.method == MEMBER_GRANT
    return {
        "max_uses": 0 if member else 1,
        "bulletin": case.box["bulletin"],
        "uses": "unlimited" if member else "single",
        "recorded_as": "account" if member else "email",
        "recall": "revocable",
        "ledger": case.ledger,
    }


def of_day_code(case: Case) -> Members:
    day, chosen = case.request["day"], slot(case)
    assert chosen is not None
    return {
        "not_before": calendar.start_of(case.zone, day),
        "not_after": calendar.end_of(case.zone, day),
        "uses": "hour_from_first_use",
        "recorded_as": "name",
        "recall": "only_at_box",
        "day": day,
        "slot": chosen,
        "ledger": codes_left.with_day_row(case.ledger, case.request, chosen),
    }


def of_window_code(case: Case) -> Members:
    request, chosen = case.request, copy(case)
    assert chosen is not None
    contractor = case.method == CONTRACTOR_CODE
    return {
        "uses": request["use"],
        "recorded_as": "name",
        "recall": "only_at_box",
        "first_entry_before": first_entry_before(case),
        "start_slot": request["window"]["start"] // HALF_HOUR,
        "duration": codes_left.duration_of(case.length()),
        "copy": chosen,
        "op": codes_left.op_number(request["operations"]),
        "use": codes_left.use_number(request["use"]),
        "ledger": codes_left.with_flex_row(case.ledger, request, chosen, contractor),
    }


def decide(given: Members, association: Members, parameters: Members) -> Members:
    """The ruling on an input whose form is right."""
    case = Case(given, association, parameters)
    against = objections(case)
    denied = decision(against) == DENY
    return {
        "decision": decision(against),
        "reasons": reasons(against, NEEDS),
        "obligations": [RECORD_REFUSAL] if denied else obligations(case),
        "recommended": method_rules.recommended(given, association, parameters, case.today),
        "permit": None if denied else permit(case),
    }


def rule(given: Members, association: Members, parameters: Members) -> Members:
    check(given, association, parameters)
    return decide(given, association, parameters)
