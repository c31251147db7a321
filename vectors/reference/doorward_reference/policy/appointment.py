"""Section 14: a showing by appointment, from the request to its end."""

from ..refused import Refused
from ..zone import Zone
from . import calendar, values
from .names import FINAL_STATES, STATES
from .ruling import DENY, decision, reasons
from .values import Members

HOLDER, LISTING_SIDE, SYSTEM = "holder", "listing_side", "system"
REQUEST, APPROVE, DECLINE, CANCEL, RESCHEDULE, RELEASE, OPEN, COMPLETE, TICK = EVENTS = (
    "request", "approve", "decline", "cancel", "reschedule", "release", "open", "complete", "tick",
)  # fmt: skip
ACTORS = {
    REQUEST: (HOLDER,),
    APPROVE: (LISTING_SIDE,),
    DECLINE: (LISTING_SIDE,),
    CANCEL: (HOLDER, LISTING_SIDE),
    RESCHEDULE: (HOLDER, LISTING_SIDE),
    RELEASE: (SYSTEM,),
    OPEN: (SYSTEM,),
    COMPLETE: (HOLDER,),
    TICK: (SYSTEM,),
}
SAME = "="
#                requested, approved,   in_progress; other events there are a wrong state
NEXT = {
    (APPROVE, "requested"): "approved",
    (DECLINE, "requested"): "declined",
    (CANCEL, "requested"): "cancelled",
    (CANCEL, "approved"): "cancelled",
    (RESCHEDULE, "approved"): "rescheduled",
    (RELEASE, "approved"): SAME,
    (OPEN, "approved"): "in_progress",
    (OPEN, "in_progress"): SAME,
    (COMPLETE, "in_progress"): "completed",
}
NEEDS: dict[str, str | None] = {
    "final_state": "new_appointment",
    "wrong_state": "other_state",
    "wrong_actor": "entitled_actor",
    "not_showable": "showable_status",
    "start_passed": "later_window",
    "lead_time_short": "later_window",
    "too_long": "shorter_window",
    "blocked_period": "other_window",
    "outside_access_hours": "other_window",
    "appointment_over": "new_appointment",
    "overlaps": "other_window",
    "before_release": "release_instant",
    "outside_window": "appointment_window",
}

WINDOW = {"start": values.instant, "end": values.instant}
APPOINTMENT = {
    "id": values.any_id,
    "listing": values.any_id,
    "lockbox": values.lockbox_id,
    "holder": values.any_id,
    **WINDOW,
    "state": values.name_of(*STATES),
    "sequence": values.whole(1, values.U32_MAX),
    "grant_released": values.is_bool,
    "opened_at": values.maybe(values.instant),
    "replaces": values.maybe(values.any_id),
    "replaced_by": values.maybe(values.any_id),
}
OTHER = {"id": values.any_id, **WINDOW, "state": values.name_of(*STATES)}
OWN_MEMBERS = {
    REQUEST: {
        "id": values.any_id,
        "listing": values.any_id,
        "lockbox": values.lockbox_id,
        "holder": values.any_id,
        **WINDOW,
    },
    RESCHEDULE: {"new_id": values.any_id, **WINDOW},
    OPEN: {"at": values.instant},
}
RULES = {
    "early": values.whole(0, 5_400),
    "late": values.whole(0, 5_400),
    "lead_time": values.whole(0, 604_800),
    "max_length": values.whole(900, 86_400),
    "overlap": values.is_bool,
    "blocked": values.list_of(values.window),
    "access_hours": values.maybe(
        values.record({"from": values.whole(0, 1_440), "to": values.whole(0, 1_440)})
    ),
    "release_lead": values.whole(0, 3_600),
    "zone": values.is_zone,
}


def check_rules(rules: Members) -> None:
    values.require(values.record(RULES), rules)
    hours = rules["access_hours"]
    if hours is not None:
        values.require(values.whole(hours["from"] + 1, 1_440), hours["to"])


def check_event(event: object) -> None:
    kind = event.get("event") if isinstance(event, dict) else None
    own = OWN_MEMBERS.get(kind, {}) if isinstance(kind, str) else {}
    head = {"event": values.name_of(*EVENTS), "actor": values.name_of(HOLDER, LISTING_SIDE, SYSTEM)}
    values.require(values.record({**head, "now": values.instant, **own}), event)


def check_windows(*windows: Members | None) -> None:
    for window in windows:
        if window is not None and "start" in window and window["end"] <= window["start"]:
            raise Refused("WindowBackwards")


def check_step(given: Members, rules: Members) -> None:
    check_rules(rules)
    values.require(values.maybe(values.record(APPOINTMENT)), given["appointment"])
    values.require(values.list_of(values.record(OTHER)), given["others"])
    values.require(values.is_bool, given["showable"])
    values.require(values.u32, given["bulletin"])
    check_event(given["event"])
    event, appointment, others = given["event"], given["appointment"], given["others"]
    check_windows(event, appointment, *others, *rules["blocked"])
    if appointment is None and event["event"] != REQUEST:
        raise Refused("NoAppointment")
    if event["event"] == OPEN and event["at"] > event["now"]:
        raise Refused("FutureOpening")
    taken = [other["id"] for other in others]
    if event["event"] == REQUEST and event["id"] in taken:
        raise Refused("RepeatedId")
    if event["event"] == RESCHEDULE and event["new_id"] in [*taken, appointment["id"]]:
        raise Refused("RepeatedId")


def opens(appointment: Members, rules: Members) -> int:
    return appointment["start"] - rules["early"]


def closes(appointment: Members, rules: Members) -> int:
    return appointment["end"] + rules["late"]


def release_at(appointment: Members, rules: Members) -> int:
    return opens(appointment, rules) - rules["release_lead"]


def after_tick(appointment: Members, rules: Members, now: int) -> str:
    state = appointment["state"]
    if state == "requested" and now >= appointment["end"]:
        return "declined"
    if state == "approved" and now >= closes(appointment, rules):
        return "no_show"
    if state == "in_progress" and now >= closes(appointment, rules):
        return "completed"
    return SAME


def next_state(appointment: Members | None, rules: Members, event: Members) -> str | None:
    """The cell of the table: a state, SAME, or None where the event is not in place."""
    if appointment is None:
        return "requested"
    if event["event"] == TICK:
        return after_tick(appointment, rules, event["now"])
    return NEXT.get((event["event"], appointment["state"]))


def meet(one: Members, other: Members) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


def within_hours(place: Zone, hours: Members, window: Members) -> bool:
    first, last = window["start"], window["end"] - 1
    if calendar.local_day(place, first) != calendar.local_day(place, last):
        return False
    minutes = [calendar.minute_of_day(place, instant) for instant in (first, last)]
    return all(hours["from"] <= minute < hours["to"] for minute in minutes)


def about_new_window(rules: Members, event: Members) -> list[str]:
    """Reasons 5 to 9, of a request or a reschedule."""
    found = []
    start, now = event["start"], event["now"]
    if start < now:
        found.append("start_passed")
    hurried = event["event"] == REQUEST or event["actor"] == HOLDER
    if hurried and now <= start < now + rules["lead_time"]:
        found.append("lead_time_short")
    if event["end"] - start > rules["max_length"]:
        found.append("too_long")
    if any(meet(event, blocked) for blocked in rules["blocked"]):
        found.append("blocked_period")
    hours = rules["access_hours"]
    if hours is not None and not within_hours(calendar.of(rules["zone"]), hours, event):
        found.append("outside_access_hours")
    return found


def is_over(appointment: Members, rules: Members, event: Members) -> bool:
    if event["event"] == APPROVE:
        return event["now"] >= appointment["end"]
    return event["event"] == RELEASE and event["now"] >= closes(appointment, rules)


def overlaps(given: Members, rules: Members) -> bool:
    if rules["overlap"]:
        return False
    window = given["appointment"] if given["event"]["event"] == APPROVE else given["event"]
    standing = [other for other in given["others"] if other["state"] in ("approved", "in_progress")]
    return any(meet(window, other) for other in standing)


def objections(given: Members, rules: Members) -> list[str]:
    event, appointment = given["event"], given["appointment"]
    kind, now = event["event"], event["now"]
    found = []
    if next_state(appointment, rules, event) is None:
        found.append("final_state" if appointment["state"] in FINAL_STATES else "wrong_state")
    if event["actor"] not in ACTORS[kind]:
        found.append("wrong_actor")
    if kind in (REQUEST, APPROVE, RESCHEDULE, RELEASE) and not given["showable"]:
        found.append("not_showable")
    if kind in (REQUEST, RESCHEDULE):
        found += about_new_window(rules, event)
    if kind in (APPROVE, RELEASE) and is_over(appointment, rules, event):
        found.append("appointment_over")
    if kind in (REQUEST, APPROVE, RESCHEDULE) and overlaps(given, rules):
        found.append("overlaps")
    if kind == RELEASE and now < release_at(appointment, rules):
        found.append("before_release")
    if kind == OPEN and not opens(appointment, rules) <= event["at"] < closes(appointment, rules):
        found.append("outside_window")
    return found


def requested(event: Members) -> Members:
    copied = ("id", "listing", "lockbox", "holder", "start", "end")
    return {name: event[name] for name in copied} | {
        "state": "requested",
        "sequence": 1,
        "grant_released": False,
        "opened_at": None,
        "replaces": None,
        "replaced_by": None,
    }


def replacement(old: Members, event: Members) -> Members:
    return old | {
        "id": event["new_id"],
        "start": event["start"],
        "end": event["end"],
        "state": "requested" if event["actor"] == HOLDER else "approved",
        "sequence": 1,
        "grant_released": False,
        "opened_at": None,
        "replaces": old["id"],
        "replaced_by": None,
    }


def moved(appointment: Members | None, state: str, event: Members) -> Members:
    """The appointment after a permitted event."""
    if appointment is None:
        return requested(event)
    after = dict(appointment)
    if state != SAME:
        after["state"] = state
        after["sequence"] += 1
    if event["event"] == RESCHEDULE:
        after["replaced_by"] = event["new_id"]
    if event["event"] == RELEASE:
        after["grant_released"] = True
    if event["event"] == OPEN and after["opened_at"] is None:
        after["opened_at"] = event["at"]
    return after


EVENT_MEMBERS = ("listing", "lockbox", "holder", "start", "end", "state", "sequence")


def event_record(appointment: Members, now: int) -> Members:
    told = {"appointment": appointment["id"]}
    told |= {name: appointment[name] for name in EVENT_MEMBERS}
    return told | {"at": now, "replaces": appointment["replaces"], "replaced_by": appointment["replaced_by"]}


def obligations(given: Members, state: str, created: Members | None, events: list[Members]) -> list[str]:
    event, before = given["event"], given["appointment"]
    kind, actor = event["event"], event["actor"]
    called_off = kind in (CANCEL, RESCHEDULE)
    from_approved = called_off and before["state"] == "approved"
    first_release = kind == RELEASE and not before["grant_released"]
    approved = state == "approved" or (created is not None and created["state"] == "approved")
    first_open = kind == OPEN and state == "in_progress"
    tell_holder = state in ("approved", "declined") or (called_off and actor == LISTING_SIDE)
    tell_listing = (
        kind == REQUEST or first_open or state == "no_show" or (called_off and actor == HOLDER)
    )
    listed = (
        ("publish_events", events),
        ("withhold_grant", from_approved and not before["grant_released"]),
        ("revoke_grant", from_approved and before["grant_released"]),
        ("issue_grant", approved),
        ("release_grant", first_release),
        ("carry_bulletin", first_release and given["bulletin"] != 0),
        ("notify_holder", tell_holder),
        ("notify_listing_side", tell_listing),
    )
    return [name for name, when in listed if when]


def step(given: Members, rules: Members) -> Members:
    check_step(given, rules)
    event, before = given["event"], given["appointment"]
    against = objections(given, rules)
    result: Members = {
        "decision": decision(against),
        "reasons": reasons(against, NEEDS),
        "obligations": [],
        "appointment": before,
        "created": None,
        "events": [],
    }
    if result["decision"] == DENY:
        return result
    state = next_state(before, rules, event)
    assert state is not None
    after = moved(before, state, event)
    created = replacement(before, event) if event["event"] == RESCHEDULE else None
    told = [] if state == SAME else [after]
    told += [] if created is None else [created]
    events = [event_record(appointment, event["now"]) for appointment in told]
    due = obligations(given, state, created, events)
    return result | {"obligations": due, "appointment": after, "created": created, "events": events}
