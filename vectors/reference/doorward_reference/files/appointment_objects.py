"""The appointment, rules and events from which the vectors of section 14 are made."""

from typing import Any

from . import zone_list
from .container import Group, Members

PACIFIC = zone_list.LOS_ANGELES
START, END = 1_778_976_000, 1_778_976_900  # 2026-05-16 17:00 to 17:15 in Los Angeles
CLOSES = END + 900
RELEASE = START - 300
EARLIER = 1_778_968_800  # 15:00
LOCKBOX = "LB-00012345"
DEFAULTS: Members = {
    "early": 0, "late": 900, "lead_time": 0, "max_length": 3_600, "overlap": False, "blocked": [],
    "access_hours": None, "release_lead": 300, "zone": PACIFIC.to_bytes().hex(),
}  # fmt: skip
EXAMPLE = {"access_hours": {"from": 480, "to": 1_200}, "lead_time": 3_600}
ACTOR = {
    "request": "holder", "approve": "listing_side", "decline": "listing_side", "cancel": "holder",
    "reschedule": "holder", "release": "system", "open": "system", "complete": "holder", "tick": "system",
}  # fmt: skip


def rules(**other: Any) -> Members:
    return DEFAULTS | other


def group_of(function: str, **other: Any) -> Group:
    return Group({"function": function, "rules": rules(**other)})


def appointment(state: str = "approved", **other: Any) -> Members:
    sequences = {"requested": 1, "approved": 2, "in_progress": 3, "declined": 2, "completed": 4}
    return {
        "id": "P-1", "listing": "L-1", "lockbox": LOCKBOX, "holder": "X-3", "start": START, "end": END,
        "state": state, "sequence": sequences.get(state, 3), "grant_released": state == "in_progress",
        "opened_at": START + 120 if state in ("in_progress", "completed") else None,
        "replaces": None, "replaced_by": "P-2" if state == "rescheduled" else None,
    } | other  # fmt: skip


def other(start: int, end: int, state: str = "approved", name: str = "P-9") -> Members:
    return {"id": name, "start": start, "end": end, "state": state}


def event(kind: str, now: int, actor: str | None = None, **own: Any) -> Members:
    """An event with sensible members of its own, unless others are given."""
    members: dict[str, Members] = {
        "request": {"id": "P-1", "listing": "L-1", "lockbox": LOCKBOX, "holder": "X-3",
                    "start": START, "end": END},
        "reschedule": {"new_id": "P-2", "start": START + 3_600, "end": END + 3_600},
        "open": {"at": now},
    }  # fmt: skip
    head = {"event": kind, "actor": ACTOR[kind] if actor is None else actor, "now": now}
    return head | members.get(kind, {}) | own


def step(
    told: Members, before: Members | None = None, others: tuple[Members, ...] = (), **rest: Any
) -> Members:
    return {
        "appointment": before, "others": list(others), "showable": True, "bulletin": 2, "event": told,
    } | rest  # fmt: skip


def record(state: str, sequence: int, **more: Any) -> Members:
    return {
        "appointment": "P-1", "listing": "L-1", "lockbox": LOCKBOX, "holder": "X-3", "start": START,
        "end": END, "state": state, "sequence": sequence, "at": EARLIER + 60 * sequence, "replaces": None,
        "replaced_by": None,
    } | more  # fmt: skip
