"""The status gate, and the steps of an appointment."""

from __future__ import annotations

from typing import Any

from codes import Members
from library import call, ffi, fixed, lib, made, name, name_of, named, new, number, of_bits, text
from policies import decision, numbered, reasons

STATUSES = [
    *("", "Incomplete", "ComingSoon", "Active", "ActiveUnderContract", "Hold", "Pending"),
    *("Withdrawn", "Canceled", "Expired", "Closed", "Delete"),
]
CLASSES = ["", "showing_agent", "trade", "owner", "staff", "homeowner"]
ACCESS = ["", "yes", "permission", "never"]
METHODS = ["", "day_code", "flex_code", "contractor_code"]
USES = ["", "hour", "single", "until_end"]
GATE_OBLIGATIONS = [
    *("", "record_status_change", "keep_consent", "withhold_grants", "raise_epoch", "suspend_box"),
    *("lift_suspension", "send_bulletin", "reissue", "cancel_appointments", "tell_listing_agent"),
    "record_refusal",
]
GATE_REASONS = [
    ("", ""),
    ("listing_deleted", "new_listing"),
    ("seller_request_missing", "seller_signed_request"),
]
FLAGS = (
    *("coming_soon_showings", "off_market_permission", "seller_signed_request"),
    *("suspension_requested", "suspended"),
)


def _access(test: Members) -> Members:
    status, class_number = numbered(STATUSES, test["status"]), numbered(CLASSES, test["class"])
    showings = test["coming_soon_showings"]
    allowed = number("uint8_t", "policy_access", status, class_number, showings)
    return {"access": ACCESS[allowed]}


def _change(test: Members) -> Any:
    change = new("gate_change", now=test["now"], revocations=test["revocations"])
    change.listing, change.lockbox = name(test["listing"])[0], named(test["lockbox"])[0]
    for side in ("from", "to"):
        setattr(change, side, numbered(STATUSES, test[side]))
    for flag in FLAGS:
        setattr(change, flag, test[flag])
    return change


def _grants(given: list[Members]) -> Any:
    grants = ffi.new("struct dw_gate_grant[]", len(given))
    for grant, one in zip(grants, given, strict=True):
        grant.id, grant.class_number = name(one["id"])[0], numbered(CLASSES, one["class"])
        for member in ("not_before", "not_after", "released"):
            setattr(grant, member, one[member])
    return grants


def _codes(given: list[Members]) -> Any:
    codes = ffi.new("struct dw_gate_code[]", len(given))
    for code, one in zip(codes, given, strict=True):
        code.id, code.class_number = name(one["id"])[0], numbered(CLASSES, one["class"])
        code.method, code.validity = numbered(METHODS, one["method"]), numbered(USES, one["use"])
        if one["first_used"] is not None:
            code.is_used, code.first_used = 1, one["first_used"]
        for member in ("start", "end", "cancelled"):
            setattr(code, member, one[member])
    return codes


def _gate(group: Members, test: Members) -> Members:
    parameters, grants, codes = group["parameters"], test["grants"], test["codes"]
    ids = [one["id"] for one in (*grants, *codes)]
    words = len(ids) * lib.DW_GATE_WORDS
    fates = ffi.new("struct dw_gate_fate[]", len(ids))
    held = (_grants(grants), len(grants), _codes(codes), len(codes))
    work = (ffi.new("uint64_t[]", words), words)
    given = (new("gate_parameters", **parameters), _change(test))
    ruling = made("gate_ruling", "policy_gate", *given, *held, *work, fates)
    found = list(zip(ids, fates, strict=True))
    kept = {lib.DW_FATE_KEPT: "kept", lib.DW_FATE_LOST: "lost"}
    revoked = [(id, fate) for id, fate in found if fate.fate == lib.DW_FATE_REVOKED]
    return {
        "decision": decision(ruling),
        "reasons": reasons(GATE_REASONS, ruling.reasons),
        "obligations": of_bits(GATE_OBLIGATIONS, ruling.obligations),
        "withheld": [id for id, fate in found if fate.fate == lib.DW_FATE_WITHHELD],
        "revoked": [{"id": id, "until": fate.until} for id, fate in revoked],
        "alive": [
            {"id": id, "until": fate.until, "access": kept[fate.fate]}
            for id, fate in found[len(grants) :]
            if fate.fate in kept
        ],
        "reissue": [id for id, fate in found if fate.reissue],
    }


def status_gate(group: Members, test: Members) -> Members:
    return _access(test) if group["function"] == "access" else _gate(group, test)


STATES = [
    *("", "requested", "approved", "in_progress", "declined", "cancelled", "rescheduled"),
    *("no_show", "completed"),
]
EVENTS = [
    *("", "request", "approve", "decline", "cancel", "reschedule", "release", "open", "complete"),
    "tick",
]
ACTORS = ["", "holder", "listing_side", "system"]
OUTCOMES = ["", "applied", "repeated", "gap", "stale", "conflict"]
STEP_OBLIGATIONS = [
    *("", "publish_events", "withhold_grant", "revoke_grant", "issue_grant", "release_grant"),
    *("carry_bulletin", "notify_holder", "notify_listing_side"),
]
STEP_REASONS = [
    ("", ""),
    ("final_state", "new_appointment"),
    ("wrong_state", "other_state"),
    ("wrong_actor", "entitled_actor"),
    ("not_showable", "showable_status"),
    ("start_passed", "later_window"),
    ("lead_time_short", "later_window"),
    ("too_long", "shorter_window"),
    ("blocked_period", "other_window"),
    ("outside_access_hours", "other_window"),
    ("appointment_over", "new_appointment"),
    ("overlaps", "other_window"),
    ("before_release", "release_instant"),
    ("outside_window", "appointment_window"),
]
ADMISSION_REASONS = [
    ("", ""),
    ("no_appointment", "approved_appointment"),
    ("not_approved", "approved_appointment"),
    ("other_holder", "approved_appointment"),
    ("other_listing", "approved_appointment"),
    ("too_early", "appointment_window"),
    ("too_late", "new_appointment"),
]
LENGTHS = ("early", "late", "lead_time", "max_length", "release_lead", "overlap")
NAMES = ("listing", "holder")
LINKS = ("replaces", "replaced_by")
TIMES = ("start", "end", "sequence")


def _rules(given: Members) -> Any:
    rules = new("appointment_rules", **{length: given[length] for length in LENGTHS})
    rules.zone = fixed("zone", given["zone"])[0]
    hours = given["access_hours"]
    if hours is not None:
        rules.has_access_hours = 1
        rules.access_from, rules.access_to = hours["from"], hours["to"]
    return rules


def _fill(struct: Any, given: Members, own: str) -> Any:
    """What appointments and their records have in common; `own` is the member of the id."""
    for member in (own, *NAMES):
        setattr(struct, member, name(given[member])[0])
    for member in LINKS:
        if given[member] is not None:
            setattr(struct, member, name(given[member])[0])
    for member in TIMES:
        setattr(struct, member, given[member])
    struct.lockbox, struct.state = named(given["lockbox"])[0], numbered(STATES, given["state"])
    return struct


def _members(struct: Any, own: str) -> Members:
    members = {member: name_of(getattr(struct, member)) for member in (own, *NAMES, *LINKS)}
    return {
        **members,
        **{member: getattr(struct, member) for member in TIMES},
        "lockbox": text(struct.lockbox, struct.lockbox.length),
        "state": STATES[struct.state],
    }


def _appointment(given: Members | None) -> Any:
    if given is None:
        return new("appointment")
    found = _fill(new("appointment", grant_released=given["grant_released"]), given, "id")
    if given["opened_at"] is not None:
        found.is_opened, found.opened_at = 1, given["opened_at"]
    return found


def _appointment_members(found: Any) -> Members | None:
    if found.state == lib.DW_APPOINTMENT_NONE:
        return None
    opened_at = found.opened_at if found.is_opened else None
    released = {"grant_released": bool(found.grant_released), "opened_at": opened_at}
    return {**_members(found, "id"), **released}


def _record(given: Members | None) -> Any:
    if given is None:
        return new("appointment_record")
    return _fill(new("appointment_record", at=given["at"]), given, "appointment")


def _event(given: Members) -> Any:
    kind = numbered(EVENTS, given["event"])
    actor = numbered(ACTORS, given["actor"])
    event = new("appointment_event", now=given["now"], event=kind, actor=actor)
    if given["event"] == "request":
        for member in ("id", *NAMES):
            setattr(event, member, name(given[member])[0])
        event.lockbox = named(given["lockbox"])[0]
    if given["event"] == "reschedule":
        event.id = name(given["new_id"])[0]
    if given["event"] in ("request", "reschedule"):
        event.start, event.end = given["start"], given["end"]
    if given["event"] == "open":
        event.start = given["at"]
    return event


def _windows(given: list[Members]) -> Any:
    windows = ffi.new("struct dw_window[]", len(given))
    for window, one in zip(windows, given, strict=True):
        window.start, window.end = one["start"], one["end"]
    return windows


def _others(given: list[Members]) -> Any:
    others = ffi.new("struct dw_appointment_other[]", len(given))
    for other, one in zip(others, given, strict=True):
        other.id, other.state = name(one["id"])[0], numbered(STATES, one["state"])
        other.start, other.end = one["start"], one["end"]
    return others


def _step(rules: Any, group: Members, test: Members) -> Members:
    blocked, others = group["rules"]["blocked"], test["others"]
    words = (len(blocked) + len(others)) * lib.DW_APPOINTMENT_WORDS
    found = new("appointment_step")
    call(
        "appointment_judge",
        *(rules, _windows(blocked), len(blocked), _appointment(test["appointment"])),
        *(_others(others), len(others), test["showable"], test["bulletin"]),
        *(_event(test["event"]), ffi.new("uint64_t[]", words), words, found),
    )
    records = found.records[0 : found.record_count]
    return {
        "decision": decision(found),
        "reasons": reasons(STEP_REASONS, found.reasons),
        "obligations": of_bits(STEP_OBLIGATIONS, found.obligations),
        "appointment_after": _appointment_members(found.appointment),
        "created": _appointment_members(found.created),
        "events": [{**_members(record, "appointment"), "at": record.at} for record in records],
    }


def appointment(group: Members, test: Members) -> Members:
    if group["function"] == "receive":
        given = (_record(test["last"]), _record(test["event"]))
        receipt = made("receipt", "appointment_receive", *given)
        return {"outcome": OUTCOMES[receipt.outcome], "expected": receipt.expected}
    rules = _rules(group["rules"])
    if group["function"] == "step":
        return _step(rules, group, test)
    booked = _appointment(test["appointment"])
    if group["function"] == "access":
        who = (name(test["holder"]), name(test["listing"]), test["now"])
        admission = made("admission", "appointment_admit", rules, booked, *who)
        why = reasons(ADMISSION_REASONS, admission.reasons)
        return {"decision": decision(admission), "reasons": why}
    terms = made("appointment_grant", "appointment_terms", rules, booked, test["bulletin"])
    return {
        "holder": name_of(terms.holder),
        "lockbox": text(terms.lockbox, terms.lockbox.length),
        "not_before": terms.not_before,
        "not_after": terms.not_after,
        "release_at": terms.release_at,
        "bulletin_named": terms.bulletin,
    }


ALGORITHMS = {"status-gate": status_gate, "appointment": appointment}
