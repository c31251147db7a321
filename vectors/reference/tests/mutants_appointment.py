"""Mistakes with appointments."""

from copy import deepcopy
from typing import Any

from mutant import Mutant, Patch, mutant
from mutants_cards import STANDARD_TIME, UTC_DAYS

from doorward_reference.policy import admission, appointment, calendar, events
from doorward_reference.policy.appointment import HOLDER, RELEASE, SAME
from doorward_reference.policy.names import FINAL_STATES
from doorward_reference.zone import Zone

Members = dict[str, Any]
right_objections, right_tick, right_step, right_moved = (
    appointment.objections, appointment.after_tick, appointment.step, appointment.moved,
)  # fmt: skip
right_replacement, right_obligations, right_overlaps = (
    appointment.replacement, appointment.obligations, appointment.overlaps,
)  # fmt: skip
right_new_window, right_admission, right_meet = (
    appointment.about_new_window, admission.objections, appointment.meet,
)  # fmt: skip
right_outcome, right_same, right_beginning = events.outcome, events.same, events.is_beginning


def off_by(seconds: int) -> tuple[Patch, ...]:
    """The present instant moved wherever something is compared with it."""

    def objections(given: Members, rules: Members) -> list[str]:
        event = given["event"] | {"now": given["event"]["now"] + seconds}
        return right_objections(given | {"event": event}, rules)

    def after_tick(held: Members, rules: Members, now: int) -> str:
        return right_tick(held, rules, now + seconds)

    def admitted(given: Members, rules: Members) -> list[str]:
        return right_admission(given | {"now": given["now"] + seconds}, rules)

    return (
        (appointment, "objections", objections),
        (appointment, "after_tick", after_tick),
        (admission, "objections", admitted),
    )


def counting_every_event(held: Members | None, state: str, event: Members) -> Members:
    after = right_moved(held, state, event)
    return after | {"sequence": after["sequence"] + 1} if state == SAME else after


def last_opening(held: Members | None, state: str, event: Members) -> Members:
    after = right_moved(held, state, event)
    return after | {"opened_at": event["at"]} if event["event"] == "open" else after


def sequence_goes_on(old: Members, event: Members) -> Members:
    return right_replacement(old, event) | {"sequence": old["sequence"] + 2}


def approved_at_once(old: Members, event: Members) -> Members:
    return right_replacement(old, event) | {"state": "approved"}


def release_goes_on(old: Members, event: Members) -> Members:
    return right_replacement(old, event) | {"grant_released": old["grant_released"]}


def always_revoking(given: Members, *rest: Any) -> list[str]:
    found = right_obligations(given, *rest)
    return ["revoke_grant" if name == "withhold_grant" else name for name in found]


def releasing_again(given: Members, *rest: Any) -> list[str]:
    changed = deepcopy(given)
    if given["event"]["event"] == RELEASE:
        changed["appointment"]["grant_released"] = False
    return right_obligations(changed, *rest)


def always_a_bulletin(given: Members, *rest: Any) -> list[str]:
    return right_obligations(given | {"bulletin": 1}, *rest)


def release_from_start(held: Members, rules: Members) -> int:
    return held["start"] - rules["release_lead"]


def closes_at_end(held: Members, rules: Members) -> int:
    return held["end"]


def meets_with_grace(given: Members, rules: Members) -> bool:
    def graced(window: Members) -> Members:
        return window | {"start": window["start"] - rules["early"], "end": window["end"] + rules["late"]}

    changed = deepcopy(given)
    changed["others"] = [graced(other) for other in given["others"]]
    name = "appointment" if given["event"]["event"] == "approve" else "event"
    changed[name] = graced(given[name])
    return right_overlaps(changed, rules)


def meets_at_the_edge(one: Members, other: Members) -> bool:
    return one["start"] <= other["end"] and other["start"] <= one["end"]


def requests_stand(given: Members, rules: Members) -> bool:
    def stands(other: Members) -> Members:
        return other | {"state": "approved"} if other["state"] == "requested" else other

    return right_overlaps(given | {"others": [stands(other) for other in given["others"]]}, rules)


def overlap_never(given: Members, rules: Members) -> bool:
    return right_overlaps(given, rules | {"overlap": False})


def any_length(rules: Members, event: Members) -> list[str]:
    return right_new_window(rules | {"max_length": 10**9}, event)


def lead_for_all(rules: Members, event: Members) -> list[str]:
    return right_new_window(rules, event | {"actor": HOLDER})


def end_as_last_second(place: Zone, hours: Members, window: Members) -> bool:
    instants = (window["start"], window["end"])
    days = [calendar.local_day(place, instant) for instant in instants]
    minutes = [calendar.minute_of_day(place, instant) for instant in instants]
    return days[0] == days[1] and all(hours["from"] <= minute < hours["to"] for minute in minutes)


def first_reason(given: Members, rules: Members) -> list[str]:
    return right_objections(given, rules)[:1]


def first_at_the_door(given: Members, rules: Members) -> list[str]:
    return right_admission(given, rules)[:1]


def any_actor(given: Members, rules: Members) -> list[str]:
    return [name for name in right_objections(given, rules) if name != "wrong_actor"]


def gap_applied(last: Members | None, event: Members) -> str:
    found = right_outcome(last, event)
    return "applied" if found == "gap" and last is not None else found


def begins_anywhere(last: Members | None, event: Members) -> str:
    return "applied" if last is None else right_outcome(last, event)


def replacement_anyhow(event: Members) -> bool:
    return event["state"] in ("requested", "approved")


def stale_is_repeated(last: Members | None, event: Members) -> str:
    older = last is not None and event["sequence"] < last["sequence"]
    return "repeated" if older else right_outcome(last, event)


def time_compared(last: Members, event: Members) -> bool:
    return right_same(last, event) and last["at"] == event["at"]


def id_ignored(last: Members | None, event: Members) -> str:
    return right_outcome(last, event if last is None else event | {"appointment": last["appointment"]})


def sequence_alone(last: Members | None, event: Members) -> str:
    if last is not None and event["sequence"] == last["sequence"]:
        return "repeated"
    return right_outcome(last, event)


ANY_STEP = {
    state: (*events.STEPS, *FINAL_STATES) for state in (*events.STEPS, *FINAL_STATES)
}
NAME = "appointment"


def wrong(flag: str, name: str, value: Any) -> Mutant:
    return mutant(NAME, flag, (appointment, name, value))


def receiving(flag: str, name: str, value: Any) -> Mutant:
    return mutant(NAME, flag, (events, name, value))


GRACE = [(module, "closes", closes_at_end) for module in (appointment, admission)]
FROM_START = [(module, "release_at", release_from_start) for module in (appointment, admission)]
MUTANTS: list[Mutant] = [
    mutant(NAME, "EdgeSecond", *off_by(1)),
    mutant(NAME, "EdgeSecond", *off_by(-1)),
    mutant(NAME, "UtcDays", UTC_DAYS),
    mutant(NAME, "StandardTimeOnly", STANDARD_TIME),
    mutant(NAME, "FirstReasonOnly", (appointment, "objections", first_reason),
           (admission, "objections", first_at_the_door)),
    wrong("AnyActor", "objections", any_actor),
    wrong("SequenceOnEveryEvent", "moved", counting_every_event),
    wrong("SequenceGoesOn", "replacement", sequence_goes_on),
    wrong("HolderMovesAlone", "replacement", approved_at_once),
    wrong("ReleaseGoesOn", "replacement", release_goes_on),
    wrong("AlwaysRevokes", "obligations", always_revoking),
    wrong("ReleaseTwice", "obligations", releasing_again),
    wrong("AlwaysBulletin", "obligations", always_a_bulletin),
    wrong("LastOpening", "moved", last_opening),
    mutant(NAME, "ReleaseFromStart", *FROM_START),
    mutant(NAME, "GraceForgotten", *GRACE),
    wrong("GraceCounts", "overlaps", meets_with_grace),
    wrong("BackToBack", "meet", meets_at_the_edge),
    wrong("RequestsStand", "overlaps", requests_stand),
    wrong("OverlapNever", "overlaps", overlap_never),
    wrong("LongerAllowed", "about_new_window", any_length),
    wrong("LeadForAll", "about_new_window", lead_for_all),
    wrong("LastSecond", "within_hours", end_as_last_second),
    receiving("GapApplied", "outcome", gap_applied),
    receiving("BeginsAnywhere", "outcome", begins_anywhere),
    receiving("ReplacementAnyhow", "is_beginning", replacement_anyhow),
    receiving("StaleIsRepeated", "outcome", stale_is_repeated),
    receiving("SequenceAlone", "outcome", sequence_alone),
    receiving("TimeCompared", "same", time_compared),
    receiving("IdIgnored", "outcome", id_ignored),
    receiving("AnyState", "STEPS", ANY_STEP),
]  # fmt: skip
