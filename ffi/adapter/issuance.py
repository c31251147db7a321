"""The issuing rules: may access be given, and what is to be made."""

from __future__ import annotations

from typing import Any

from codes import Members
from gate import STATES, STATUSES
from library import NoRoom, call, ffi, fixed, lib, name, named, new, of_bits
from policies import decision, numbered, reasons

ISSUERS = [
    *("", "listing_agent", "listing_office", "owner", "association_staff", "showing_service"),
    *("member", "other"),
]
RECIPIENTS = [
    *("", "member_agent", "out_of_board_agent", "owner", "staff", "appraiser", "inspector"),
    *("contractor", "homeowner", "consumer"),
]
METHODS = ["", "member_grant", "guest_grant", "day_code", "flex_code", "contractor_code"]
SYSTEMS = ["", "android", "ios"]
HALVES = ["", "service", "holder"]
CODE_USES = ["", "single", "until_end"]
ACCESS = ["", "open", "by_appointment"]
OBLIGATIONS = [
    *("", "record_issue", "keep_consent", "notify_on_use", "carry_bulletin", "hold_until_release"),
    *("say_not_recallable", "say_first_entry", "record_refusal"),
]
USES = ["", "unlimited", "single", "hour_from_first_use", "until_end"]
RECORDED_AS = ["", "account", "email", "name"]
RECALLS = ["", "revocable", "only_at_box"]
REASONS: list[tuple[str, str | None]] = [
    ("", ""),
    ("consumer", None),
    ("issuer_not_entitled", "entitled_issuer"),
    ("pin_not_verified", "pin_verification"),
    ("service_codes_refused", "grant_instead"),
    ("method_not_for_recipient", "recommended_method"),
    ("no_reciprocity", "reciprocity"),
    ("contractor_code_required", "contractor_code"),
    ("membership_inactive", "active_membership"),
    ("licence_unverified", "licence_verification"),
    ("account_unregistered", "registered_account"),
    ("name_missing", "recipient_name"),
    ("identity_unchecked", "identity_check"),
    ("seller_permission_missing", "seller_written_permission"),
    ("box_unassigned", "listing_assignment"),
    ("status_forbids", "other_status"),
    ("status_needs_permission", "off_market_permission"),
    ("method_not_in_listing", "listing_methods"),
    ("appointment_missing", "approved_appointment"),
    ("appointment_not_approved", "approved_appointment"),
    ("appointment_of_another", "approved_appointment"),
    ("outside_appointment", "window_in_appointment"),
    ("day_codes_off", "association_setting"),
    ("contractor_codes_off", "association_setting"),
    ("box_suspended", "suspension_lifted"),
    ("box_lacks_bluetooth", "code_instead"),
    ("box_lacks_flex_codes", "other_method"),
    ("box_lacks_shackle", "other_box"),
    ("phone_too_old", "newer_phone"),
    ("operation_not_allowed", "fewer_operations"),
    ("window_over", "later_window"),
    ("too_far_ahead", "earlier_window"),
    ("window_too_short", "longer_window"),
    ("window_too_long", "shorter_window"),
    ("window_off_half_hour", "half_hour_window"),
    ("length_unavailable", "listed_length"),
    ("no_slot_left", "other_day_or_method"),
    ("no_copy_left", "other_window"),
    ("too_many_overlapping", "other_window"),
    ("too_many_contractor_codes", "cancelled_contractor_code"),
]
VERSIONS = ("android_min", "ios_min")
CONSENTS = ("seller_written_permission", "off_market_permission", "identity_checked")
STANDING = ("member_active", "licence_verified", "account_registered")
ABLE = ("epoch", "bulletin", "suspended", "bluetooth", "flex_codes")
SHACKLE = ("shackle_by_app", "shackle_by_code")
DAY_ROW = ("day", "slot", "cancelled")
FLEX_ROW = {
    **{member: member for member in ("start_slot", "duration", "copy", "contractor", "cancelled")},
    "op": "operation",
    "use": "code_use",
}


def _version(given: list[int]) -> list[int]:
    if len(given) != 3:
        raise NoRoom("no version of three numbers")
    return given


def _settings(association: Members, parameters: Members) -> Any:
    settings = new("issuance_settings", association=name(association["id"])[0])
    for member in ("day_codes", "contractor_codes"):
        setattr(settings, member, association[member])
    refused_from = association["service_codes_refused_from"]
    settings.service_codes_refused_from = lib.DW_DAY_NONE if refused_from is None else refused_from
    for member, value in parameters.items():
        setattr(settings, member, _version(value) if member in VERSIONS else value)
    return settings


def _skip(given: list[int]) -> int:
    """Numbers that rise, which is what bits can say."""
    if any(number not in range(16) for number in given) or given != sorted(set(given)):
        raise NoRoom("skip")
    return sum(1 << number for number in given)


def _recipient(request: Any, given: Members) -> None:
    request.recipient = name(given["id"])[0]
    if given["association"] is not None:
        request.recipient_association = name(given["association"])[0]
    if given["name"] is not None:
        spelled = given["name"].encode()
        typed = new("typed")
        call("typed_make", spelled, len(spelled), typed)
        request.recipient_name = typed[0]
    request.recipient_kind = numbered(RECIPIENTS, given["kind"])
    for member in STANDING:
        setattr(request, member, given[member])
    if given["phone"] is not None:
        request.phone_system = numbered(SYSTEMS, given["phone"]["os"])
        request.phone_version = _version(given["phone"]["version"])


def _request(given: Members) -> Any:
    request = new("issuance_request", now=given["now"], operations=given["operations"])
    request.issuer = name(given["issuer"]["id"])[0]
    request.issuer_kind = numbered(ISSUERS, given["issuer"]["kind"])
    request.pin_verified = given["issuer"]["pin_verified"]
    _recipient(request, given["recipient"])
    request.method = numbered(METHODS, given["method"])
    if given["window"] is not None:
        request.has_window = 1
        request.start, request.end = given["window"]["start"], given["window"]["end"]
    request.day = lib.DW_DAY_NONE if given["day"] is None else given["day"]
    request.half = 0 if given["half"] is None else numbered(HALVES, given["half"])
    if given["use"] is not None:
        request.has_use, request.code_use = 1, numbered(CODE_USES, given["use"]) - 1
    for member in CONSENTS:
        setattr(request, member, given[member])
    request.skip = _skip(given["skip"])
    return request


def _methods(given: list[str]) -> int:
    """Methods that rise, which is what bits can say."""
    found = [numbered(METHODS, method) for method in given]
    if found != sorted(set(found)):
        raise NoRoom("methods")
    return sum(1 << number for number in found)


def _facts(test: Members) -> Any:
    box, listing, appointment = test["box"], test["listing"], test["appointment"]
    facts = new("issuance_facts", **{member: box[member] for member in ABLE + SHACKLE})
    facts.lockbox, facts.zone = named(box["id"])[0], fixed("zone", box["zone"])[0]
    if listing is not None:
        facts.listing, facts.status = name(listing["id"])[0], numbered(STATUSES, listing["status"])
        facts.coming_soon_showings = listing["coming_soon_showings"]
        facts.access = numbered(ACCESS, listing["access"])
        if listing["methods"] is not None:
            facts.has_methods, facts.methods = 1, _methods(listing["methods"])
    if appointment is not None:
        facts.appointment = name(appointment["id"])[0]
        facts.appointment_holder = name(appointment["holder"])[0]
        facts.appointment_listing = name(appointment["listing"])[0]
        facts.appointment_lockbox = named(appointment["lockbox"])[0]
        facts.appointment_state = numbered(STATES, appointment["state"])
        for member in ("start", "end", "early", "late"):
            setattr(facts, member, appointment[member])
    return facts


def _rows(kind: str, given: list[Members], members: dict[str, str]) -> Any:
    rows = ffi.new(f"struct dw_issuance_{kind}_row[]", len(given))
    for row, one in zip(rows, given, strict=True):
        row.recipient = name(one["recipient"])[0]
        for member, own in members.items():
            setattr(row, own, one[member])
    return rows


def _ledger(given: Members, ruling: Any, recipient: str) -> Members:
    """The ledger once the permit is issued, by what the ruling says of the new row."""
    days, flexes = list(given["day_codes"]), list(given["flex_codes"])
    if ruling.adds_row and ruling.permit == lib.DW_PERMIT_DAY_CODE:
        row: Members = {member: getattr(ruling.day_row, member) for member in DAY_ROW}
        row["cancelled"] = bool(row["cancelled"])
        days.insert(ruling.row_place, {**row, "recipient": recipient})
    elif ruling.adds_row:
        row = {member: getattr(ruling.flex_row, own) for member, own in FLEX_ROW.items()}
        row |= {member: bool(row[member]) for member in ("contractor", "cancelled")}
        flexes.insert(ruling.row_place, {**row, "recipient": recipient})
    return {
        "lockbox": given["lockbox"],
        "epoch": given["epoch"],
        "revision": ruling.revision,
        "day_codes": days,
        "flex_codes": flexes,
    }


def _permit(test: Members, ruling: Any) -> Members:
    kind, day, flex = ruling.permit, ruling.day_row, ruling.flex_row
    is_day, is_flex = kind == lib.DW_PERMIT_DAY_CODE, kind == lib.DW_PERMIT_FLEX_CODE
    is_grant = not is_day and not is_flex
    codes = ("start_slot", "duration", "copy", "op", "use")
    return {
        "not_before": ruling.not_before,
        "not_after": ruling.not_after,
        "release_at": ruling.release_at,
        "operations": ruling.operations,
        "max_uses": ruling.max_uses if is_grant else None,
        "bulletin": ruling.bulletin if is_grant else None,
        "uses": USES[ruling.uses],
        "recorded_as": RECORDED_AS[ruling.recorded_as],
        "recall": RECALLS[ruling.recall],
        "first_entry_before": ruling.first_entry_before if is_flex else None,
        "day": day.day if is_day else None,
        "slot": day.slot if is_day else None,
        **{code: getattr(flex, FLEX_ROW[code]) if is_flex else None for code in codes},
        "ledger": _ledger(test["ledger"], ruling, test["request"]["recipient"]["id"]),
    }


def issuance(group: Members, test: Members) -> Members:
    given = test["ledger"]
    settings = _settings(group["association"], group["parameters"])
    known = group["association"]["reciprocity"]
    reciprocity = ffi.new("struct dw_name[]", [name(one)[0] for one in known])
    ledger = new("issuance_ledger", epoch=given["epoch"], revision=given["revision"])
    ledger.lockbox = named(given["lockbox"])[0]
    days = _rows("day", given["day_codes"], {member: member for member in DAY_ROW})
    flexes = _rows("flex", given["flex_codes"], FLEX_ROW)
    words = (len(days) + len(flexes) + len(known)) * lib.DW_ISSUANCE_WORDS
    ruling = new("issuance_ruling")
    call(
        "issuance_judge",
        *(settings, reciprocity, len(known), _request(test["request"]), _facts(test), ledger),
        *(days, len(days), flexes, len(flexes), ffi.new("uint64_t[]", words), words, ruling),
    )
    return {
        "ruling": {
            "decision": decision(ruling),
            "reasons": reasons(REASONS, ruling.reasons),
            "obligations": of_bits(OBLIGATIONS, ruling.obligations),
            "recommended": METHODS[ruling.recommended] or None,
            "permit": _permit(test, ruling) if ruling.is_permitted else None,
        }
    }


ALGORITHMS = {"issuance": issuance}
