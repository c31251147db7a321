"""Section 13: whom a listing's status lets in, and what follows when it changes."""

from typing import Any

from ..refused import Refused
from . import values
from .names import CLASSES, CODES, CONTRACTOR_CODE, DAY_CODE, HOUR, SINGLE, STATUSES, UNTIL_END
from .ruling import DENY, RECORD_REFUSAL, decision, reasons
from .values import Members

YES, PERMISSION, NEVER = "yes", "permission", "never"
KEPT, LOST = "kept", "lost"
DELETED, WITHDRAWN, CLOSED = "Delete", "Withdrawn", "Closed"
COMING_SOON = "ComingSoon"

#            showing_agent, trade,      owner, staff,    homeowner
OPEN = (YES, PERMISSION, YES, YES, YES)
ON_PERMISSION = (PERMISSION, PERMISSION, YES, YES, YES)
NO_SHOWINGS = (NEVER, PERMISSION, YES, YES, YES)
OFF_MARKET = (NEVER, PERMISSION, YES, PERMISSION, YES)
OVER = (NEVER, NEVER, YES, NEVER, NEVER)
TABLE = {
    "Active": OPEN,
    "ActiveUnderContract": OPEN,
    "Pending": ON_PERMISSION,
    "Hold": ON_PERMISSION,
    "Incomplete": ON_PERMISSION,
    "Withdrawn": OFF_MARKET,
    "Canceled": OFF_MARKET,
    "Expired": OFF_MARKET,
    "Closed": OVER,
    "Delete": OVER,
}


def access(status: str, group: str, coming_soon_showings: bool) -> str:
    if status == COMING_SOON:
        row = ON_PERMISSION if coming_soon_showings else NO_SHOWINGS
    else:
        row = TABLE[status]
    return row[CLASSES.index(group)]


status = values.name_of(*STATUSES)
class_ = values.name_of(*CLASSES)
GRANT = values.record(
    {
        "id": values.any_id,
        "class": class_,
        "not_before": values.instant,
        "not_after": values.instant,
        "released": values.is_bool,
    }
)
CODE = values.record(
    {
        "id": values.any_id,
        "class": class_,
        "method": values.name_of(*CODES),
        "start": values.instant,
        "end": values.instant,
        "use": values.name_of(HOUR, SINGLE, UNTIL_END),
        "first_used": values.maybe(values.instant),
        "cancelled": values.is_bool,
    }
)
CHANGE = values.record(
    {
        "now": values.instant,
        "listing": values.any_id,
        "lockbox": values.lockbox_id,
        "from": status,
        "to": status,
        "coming_soon_showings": values.is_bool,
        "off_market_permission": values.is_bool,
        "seller_signed_request": values.is_bool,
        "suspension_requested": values.is_bool,
        "suspended": values.is_bool,
        "revocations": values.whole(0, 16),
        "grants": values.list_of(GRANT),
        "codes": values.list_of(CODE),
    }
)
PARAMETERS = values.record(
    {
        "revocations_max": values.whole(0, 16),
        "hour": values.whole(1_800, 86_400),
        "first_entry": values.whole(86_400, 86_400),
    }
)
NEEDS = {"listing_deleted": "new_listing", "seller_request_missing": "seller_signed_request"}

OBLIGATIONS = (
    "record_status_change", "keep_consent", "withhold_grants", "raise_epoch", "suspend_box",
    "lift_suspension", "send_bulletin", "reissue", "cancel_appointments", "tell_listing_agent",
)  # fmt: skip


def check(change: Members, parameters: Members) -> None:
    values.require(CHANGE, change)
    values.require(PARAMETERS, parameters)
    grants, codes = change["grants"], change["codes"]
    if any(grant["not_after"] <= grant["not_before"] for grant in grants):
        raise Refused("WindowBackwards")
    if any(code["end"] <= code["start"] for code in codes):
        raise Refused("WindowBackwards")
    for code in codes:
        if (code["use"] == HOUR) != (code["method"] == DAY_CODE):
            raise Refused("UseMismatch")
        if code["method"] == CONTRACTOR_CODE and code["use"] == SINGLE:
            raise Refused("UseMismatch")
    for listed in (grants, codes):
        if len({item["id"] for item in listed}) < len(listed):
            raise Refused("RepeatedId")


def keeps(change: Members, group: str) -> bool:
    allowed = access(change["to"], group, change["coming_soon_showings"])
    if allowed == PERMISSION:
        return group == "trade" or change["off_market_permission"]
    return allowed == YES


def needs_request(change: Members) -> bool:
    return change["to"] == WITHDRAWN and change["from"] != WITHDRAWN


def objections(change: Members) -> list[str]:
    found = []
    if change["from"] == DELETED and change["to"] != DELETED:
        found.append("listing_deleted")
    if needs_request(change) and not change["seller_signed_request"]:
        found.append("seller_request_missing")
    return found


def alive_until(code: Members, now: int, parameters: Members) -> int | None:
    """The instant up to which a code opens, or None if it opens no more."""
    first = code["first_used"]
    until = code["end"]
    if code["cancelled"]:
        return None
    if code["method"] == DAY_CODE:
        if first is not None:
            until = min(until, first + parameters["hour"])
    elif first is None:
        if now >= min(code["end"], code["start"] + parameters["first_entry"]):
            return None
    elif code["use"] == SINGLE:
        return None
    return until if now < until else None


def losing(change: Members) -> tuple[list[str], list[Members], list[str]]:
    """Grants withheld, grants revoked, and grants whose holders keep them."""
    withheld, revoked, kept = [], [], []
    for grant in change["grants"]:
        if change["now"] >= grant["not_after"]:
            continue
        if keeps(change, grant["class"]):
            kept.append(grant["id"])
        elif grant["released"]:
            revoked.append({"id": grant["id"], "until": grant["not_after"]})
        else:
            withheld.append(grant["id"])
    return withheld, revoked, kept


def alive_codes(change: Members, parameters: Members) -> list[Members]:
    found = []
    for code in change["codes"]:
        until = alive_until(code, change["now"], parameters)
        if until is not None:
            kept = KEPT if keeps(change, code["class"]) else LOST
            found.append({"id": code["id"], "until": until, "access": kept})
    return found


def raises_epoch(change: Members, revoked: list[Members], parameters: Members) -> bool:
    return bool(revoked) and change["revocations"] + len(revoked) > parameters["revocations_max"]


def suspension_wanted(change: Members) -> bool:
    return change["to"] in (CLOSED, DELETED) or change["suspension_requested"]


def loses_showings(change: Members) -> bool:
    before = access(change["from"], "showing_agent", change["coming_soon_showings"])
    return before != NEVER and not keeps(change, "showing_agent")


def change(given: Members, parameters: Members) -> Members:
    check(given, parameters)
    against = objections(given)
    result: dict[str, Any] = {
        "decision": decision(against),
        "reasons": reasons(against, NEEDS),
        "obligations": [RECORD_REFUSAL],
        "withheld": [],
        "revoked": [],
        "alive": [],
        "reissue": [],
    }
    if result["decision"] == DENY:
        return result
    withheld, revoked, kept = losing(given)
    alive = alive_codes(given, parameters)
    raised = raises_epoch(given, revoked, parameters)
    reissue = kept + [code["id"] for code in alive if code["access"] == KEPT] if raised else []
    suspend = suspension_wanted(given) and not given["suspended"]
    lift = not suspension_wanted(given) and given["suspended"]
    due = (
        given["from"] != given["to"],
        needs_request(given),
        withheld,
        raised,
        suspend,
        lift,
        revoked or raised or suspend or lift,
        reissue,
        loses_showings(given),
        revoked or alive,
    )
    result["obligations"] = [name for name, when in zip(OBLIGATIONS, due, strict=True) if when]
    return result | {"withheld": withheld, "revoked": revoked, "alive": alive, "reissue": reissue}
