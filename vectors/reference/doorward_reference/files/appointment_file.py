"""appointment.json: the steps of an appointment, admission, its grant, and what a receiver makes of it."""

from ..policy import admission, appointment, events
from ..policy.names import STATES
from . import (
    appointment_limits,
    appointment_objects,
    appointment_receiving,
    appointment_table,
    policy_flags,
    schema,
)
from .appointment_drawn import drawn
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick

NOTES = policy_flags.pick("BadValue", "WindowBackwards", "RepeatedId") | {
    "NoAppointment": REFUSED + "an event of an appointment that does not exist",
    "FutureOpening": REFUSED + "an opening that has not happened yet",
    "NotApproved": REFUSED + "a grant for an appointment that is neither approved nor in progress",
} | policy_flags.pick("FirstReasonOnly", "UtcDays", "StandardTimeOnly") | pick("EdgeSecond") | {
    "AnyActor": KILLS + "lets anyone bring about any event",
    "SequenceOnEveryEvent": KILLS + "counts an event that changes no state",
    "SequenceGoesOn": KILLS + "goes on with the sequence of the old appointment in the one that replaces it",
    "HolderMovesAlone": KILLS + "takes an appointment for approved when its holder moved it",
    "ReleaseGoesOn": KILLS + "takes the grant of a replacement for released with the old one's",
    "AlwaysRevokes": KILLS + "revokes a grant that was never released",
    "ReleaseTwice": KILLS + "releases a grant again",
    "AlwaysBulletin": KILLS + "asks for a bulletin to be carried though none was made",
    "LastOpening": KILLS + "keeps the last opening and not the first",
    "ReleaseFromStart": KILLS + "counts the release from the start and not from when access opens",
    "GraceForgotten": KILLS + "ends access with the window",
    "GraceCounts": KILLS + "lets the grace of two windows meet",
    "BackToBack": KILLS + "lets windows meet that only touch",
    "RequestsStand": KILLS + "lets a request stop another",
    "OverlapNever": KILLS + "allows one party at a time whatever the rules say",
    "LongerAllowed": KILLS + "does not look at the length of a window",
    "LeadForAll": KILLS + "asks the lead time of the listing side too",
    "LastSecond": KILLS + "takes the end of a window for its last second",
    "GapApplied": KILLS + "applies an event after one that is missing",
    "BeginsAnywhere": KILLS + "takes the first event it sees for the beginning",
    "ReplacementAnyhow": KILLS + "takes an approved beginning without an old appointment",
    "StaleIsRepeated": KILLS + "takes every old event for a repetition",
    "SequenceAlone": KILLS + "takes an event for a repetition by its sequence alone",
    "TimeCompared": KILLS + "compares the instants at which an event was told",
    "IdIgnored": KILLS + "does not look at whose event it is",
    "AnyState": KILLS + "lets any state follow any other",
}  # fmt: skip
RESULT = ("decision", "reasons", "obligations", "created", "events")


def evaluate(group: Members, test: Members) -> Members:
    match group["function"]:
        case "step":
            result = appointment.step({name: test[name] for name in STEP}, group["rules"])
            outputs = {name: result[name] for name in RESULT}
            return outputs | {"appointment_after": result["appointment"]}
        case "access":
            return admission.access({name: test[name] for name in ACCESS}, group["rules"])
        case "grant":
            made = admission.grant({name: test[name] for name in GRANT}, group["rules"])
            made["bulletin_named"] = made.pop("bulletin")
            return made
    return events.receive({name: test[name] for name in RECEIVE})


def groups() -> list[Group]:
    table = appointment_table.every_pair()
    for write in (
        appointment_table.ticks,
        appointment_table.actors,
        appointment_table.obligations,
        appointment_limits.new_windows,
        appointment_limits.overlapping,
        appointment_limits.times_of_events,
        appointment_limits.together,
        appointment_limits.errors,
    ):
        write(table)
    receiving = appointment_receiving.receiving()
    appointment_receiving.bad_events(receiving)
    return [
        appointment_limits.worked_examples(),
        table,
        *appointment_limits.other_rules(),
        *appointment_limits.hours(),
        *appointment_limits.bad_rules(),
        *appointment_receiving.admission(),
        *appointment_receiving.grants(),
        receiving,
        drawn(6),
    ]


ID, LOCKBOX, INSTANT, FLAG = (
    policy_flags.ID, policy_flags.LOCKBOX, policy_flags.INSTANT, policy_flags.BOOL,
)  # fmt: skip
STATE = schema.one_of(*STATES)
SEQUENCE = schema.integer(1, schema.U32)
WINDOW = {"start": INSTANT, "end": INSTANT}
APPOINTMENT = schema.object_of(
    {
        "id": ID, "listing": ID, "lockbox": LOCKBOX, "holder": ID, **WINDOW, "state": STATE,
        "sequence": SEQUENCE, "grant_released": FLAG, "opened_at": policy_flags.or_null(INSTANT),
        "replaces": policy_flags.or_null(ID), "replaced_by": policy_flags.or_null(ID),
    }
)  # fmt: skip
RECORD = schema.object_of(
    {
        "appointment": ID, "listing": ID, "lockbox": LOCKBOX, "holder": ID, **WINDOW, "state": STATE,
        "sequence": SEQUENCE, "at": INSTANT, "replaces": policy_flags.or_null(ID),
        "replaced_by": policy_flags.or_null(ID),
    }
)  # fmt: skip


def event_schema() -> Members:
    actor = schema.one_of(*sorted(set(appointment_objects.ACTOR.values())))
    plain = ("approve", "decline", "cancel", "release", "complete", "tick")
    kinds = [schema.object_of({"event": schema.one_of(*plain), "actor": actor, "now": INSTANT})]
    for kind, own in (
        ("request", {"id": ID, "listing": ID, "lockbox": LOCKBOX, "holder": ID, **WINDOW}),
        ("reschedule", {"new_id": ID, **WINDOW}),
        ("open", {"at": INSTANT}),
    ):
        kinds.append(schema.object_of({"event": {"const": kind}, "actor": actor, "now": INSTANT, **own}))
    return policy_flags.any_of(*kinds)


OTHER = schema.object_of({"id": ID, **WINDOW, "state": STATE})
STEP = {
    "appointment": policy_flags.or_null(APPOINTMENT),
    "others": schema.list_of(OTHER),
    "showable": FLAG,
    "bulletin": schema.U32_NUMBER,
    "event": event_schema(),
}
OBLIGATIONS = (
    "publish_events", "withhold_grant", "revoke_grant", "issue_grant", "release_grant", "carry_bulletin",
    "notify_holder", "notify_listing_side",
)  # fmt: skip
STEP_RESULT = {
    "decision": policy_flags.DECISION,
    "reasons": policy_flags.reasons(appointment.NEEDS),
    "obligations": schema.list_of(schema.one_of(*OBLIGATIONS)),
    "appointment_after": policy_flags.or_null(APPOINTMENT),
    "created": policy_flags.or_null(APPOINTMENT),
    "events": schema.list_of(RECORD),
}
ACCESS = {"appointment": policy_flags.or_null(APPOINTMENT), "holder": ID, "listing": ID, "now": INSTANT}
ACCESS_RESULT = {"decision": policy_flags.DECISION, "reasons": policy_flags.reasons(admission.NEEDS)}
GRANT = {"appointment": APPOINTMENT, "bulletin": schema.U32_NUMBER}
GRANT_RESULT = {
    "holder": ID, "lockbox": LOCKBOX, "not_before": INSTANT, "not_after": INSTANT, "release_at": INSTANT,
    "bulletin_named": schema.U32_NUMBER,
}  # fmt: skip
RECEIVE = {"last": policy_flags.or_null(RECORD), "event": RECORD}
RECEIVE_RESULT = {
    "outcome": schema.one_of("applied", "repeated", "stale", "gap", "conflict"),
    "expected": schema.integer(1, schema.U32 + 1),
}
NUMBER = policy_flags.ANY_INTEGER
RULES = schema.object_of(
    {
        "early": NUMBER, "late": NUMBER, "lead_time": NUMBER, "max_length": NUMBER, "overlap": FLAG,
        "blocked": schema.list_of(schema.object_of(WINDOW)),
        "access_hours": policy_flags.or_null(schema.object_of({"from": NUMBER, "to": NUMBER})),
        "release_lead": NUMBER, "zone": schema.octets(14),
    }
)  # fmt: skip


def shape(function: str, inputs: Members, outputs: Members) -> schema.Shape:
    rules = {} if function == "receive" else {"rules": RULES}
    return schema.Shape(
        {"function": {"const": function}} | rules,
        [inputs | outputs],
        [policy_flags.loose_members(inputs)],
    )


SHAPES = [
    shape("step", STEP, STEP_RESULT),
    shape("access", ACCESS, ACCESS_RESULT),
    shape("grant", GRANT, GRANT_RESULT),
    shape("receive", RECEIVE, RECEIVE_RESULT),
]
NAME = "appointment"
FILE = VectorFile(
    NAME, "section 14", NOTES, evaluate, groups,
    policy_flags.build(NAME, "section 14", NOTES, SHAPES),
)  # fmt: skip
