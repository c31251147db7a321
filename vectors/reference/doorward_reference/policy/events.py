"""Section 14: what a receiver makes of an event, and which sequence it expects next."""

from . import values
from .appointment import WINDOW, check_windows
from .names import STATES
from .values import Members

APPLIED, REPEATED, STALE, GAP, CONFLICT = "applied", "repeated", "stale", "gap", "conflict"
EVENT = {
    "appointment": values.any_id,
    "listing": values.any_id,
    "lockbox": values.lockbox_id,
    "holder": values.any_id,
    **WINDOW,
    "state": values.name_of(*STATES),
    "sequence": values.whole(1, values.U32_MAX),
    "at": values.instant,
    "replaces": values.maybe(values.any_id),
    "replaced_by": values.maybe(values.any_id),
}
STEPS = {
    "requested": ("approved", "declined", "cancelled"),
    "approved": ("cancelled", "rescheduled", "in_progress", "no_show"),
    "in_progress": ("completed",),
}
FIXED = ("listing", "lockbox", "holder", "start", "end", "replaces")


def is_beginning(event: Members) -> bool:
    if event["state"] == "requested":
        return True
    return event["state"] == "approved" and event["replaces"] is not None


def same(last: Members, event: Members) -> bool:
    """`at` is not compared."""
    return all(last[name] == event[name] for name in EVENT if name != "at")


def outcome(last: Members | None, event: Members) -> str:
    if last is None:
        if event["sequence"] > 1:
            return GAP
        return APPLIED if is_beginning(event) else CONFLICT
    if event["appointment"] != last["appointment"]:
        return CONFLICT
    if event["sequence"] == last["sequence"]:
        return REPEATED if same(last, event) else CONFLICT
    if event["sequence"] < last["sequence"]:
        return STALE
    if event["sequence"] > last["sequence"] + 1:
        return GAP
    if any(event[name] != last[name] for name in FIXED):
        return CONFLICT
    return APPLIED if event["state"] in STEPS.get(last["state"], ()) else CONFLICT


def receive(given: Members) -> Members:
    last, event = given["last"], given["event"]
    values.require(values.maybe(values.record(EVENT)), last)
    values.require(values.record(EVENT), event)
    check_windows(last, event)
    found = outcome(last, event)
    kept = event if found == APPLIED else last
    return {"outcome": found, "expected": 1 if kept is None else kept["sequence"] + 1}
