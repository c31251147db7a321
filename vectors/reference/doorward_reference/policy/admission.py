"""Section 14: does an appointment let its holder in now, and what is to be issued for it?"""

from ..refused import Refused
from . import values
from .appointed import GOOD_STATES
from .appointment import APPOINTMENT, check_rules, check_windows, closes, opens, release_at
from .ruling import decision, reasons
from .values import Members

NEEDS: dict[str, str | None] = {
    "no_appointment": "approved_appointment",
    "not_approved": "approved_appointment",
    "other_holder": "approved_appointment",
    "other_listing": "approved_appointment",
    "too_early": "appointment_window",
    "too_late": "new_appointment",
}


def objections(given: Members, rules: Members) -> list[str]:
    appointment, now = given["appointment"], given["now"]
    if appointment is None:
        return ["no_appointment"]
    found = []
    if appointment["state"] not in GOOD_STATES:
        found.append("not_approved")
    if appointment["holder"] != given["holder"]:
        found.append("other_holder")
    if appointment["listing"] != given["listing"]:
        found.append("other_listing")
    if now < opens(appointment, rules):
        found.append("too_early")
    if now >= closes(appointment, rules):
        found.append("too_late")
    return found


def access(given: Members, rules: Members) -> Members:
    check_rules(rules)
    values.require(values.maybe(values.record(APPOINTMENT)), given["appointment"])
    values.require(values.any_id, given["holder"])
    values.require(values.any_id, given["listing"])
    values.require(values.instant, given["now"])
    check_windows(given["appointment"], *rules["blocked"])
    against = objections(given, rules)
    return {"decision": decision(against), "reasons": reasons(against, NEEDS)}


def grant(given: Members, rules: Members) -> Members:
    check_rules(rules)
    appointment = given["appointment"]
    values.require(values.record(APPOINTMENT), appointment)
    values.require(values.u32, given["bulletin"])
    check_windows(appointment, *rules["blocked"])
    if appointment["state"] not in GOOD_STATES:
        raise Refused("NotApproved")
    return {
        "holder": appointment["holder"],
        "lockbox": appointment["lockbox"],
        "not_before": opens(appointment, rules),
        "not_after": closes(appointment, rules),
        "release_at": release_at(appointment, rules),
        "bulletin": given["bulletin"],
    }
