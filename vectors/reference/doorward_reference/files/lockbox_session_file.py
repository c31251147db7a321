"""lockbox-session.json: whole sessions of a box, step by step, with what it saved after each."""

from .. import audit, flex, proof, service
from ..engine import bulletin, decision, limits, snapshot
from ..stream import Stream
from ..zone import BYTES as ZONE_BYTES
from . import (
    schema, session_audit, session_clock, session_connections, session_doors, session_grants, session_ledger,
    session_messages, session_orders, session_owner, session_saving, session_throttle, session_uses,
    session_visitors,
)  # fmt: skip
from .container import Group, Members, VectorFile
from .session import DIGEST_BYTES, WORKED_BOX, WORKED_ROOT, bare, evaluate, group_of
from .session_notes import NOTES

THEMES = (
    session_visitors, session_doors, session_throttle, session_clock, session_ledger, session_messages,
    session_saving, session_connections, session_grants, session_orders, session_uses, session_owner,
    session_audit,
)  # fmt: skip


def groups() -> list[Group]:
    listed = [theme.scenes.write(group_of(WORKED_BOX, WORKED_ROOT)) for theme in THEMES]
    stream = Stream("lockbox-session")
    listed.append(session_saving.longer.write(group_of(stream.name(25), stream.key(), 8, 11)))
    listed.append(session_saving.longest.write(group_of(stream.name(1), stream.key(), 9, 10)))
    return listed


def one_of_objects(*members: Members) -> Members:
    return {"oneOf": [schema.object_of(each) for each in members]}


EPOCH_MOD_16 = schema.integer(0, service.EPOCHS_TOLD - 1)
SERVICE = {"kind": {"const": "service"}}
WINDOW = {
    "start_slot": schema.U32_NUMBER,
    "duration": schema.integer(1, flex.DURATIONS),
    "copy": schema.integer(0, flex.COPIES - 1),
    "op": schema.one_of(0, 1),
    "use": schema.one_of(0, 1),
}
APPLIED = [
    SERVICE | {"command": {"const": "cancel_flex"}} | WINDOW | {"epoch_mod_16": EPOCH_MOD_16},
    SERVICE
    | {"command": {"const": "cancel_day"}, "day": schema.U32_NUMBER, "slot": schema.integer(0, 15)}
    | {"epoch_mod_16": EPOCH_MOD_16},
    SERVICE | {"command": {"const": "set_clock"}, "instant": schema.INSTANT},
    SERVICE | {"command": {"const": "raise_epoch"}, "epoch": schema.U32_NUMBER},
    {"kind": {"const": "bulletin"}, "sequence": schema.U32_NUMBER},
    {"kind": {"const": "update_firmware"}, "manifest": schema.octets(proof.DIGEST_BYTES)},
    {"kind": {"const": "transferred"}, "epoch": schema.U32_NUMBER},
    {"kind": schema.one_of(
        "confirmed", "power_restored", "ticked", "read_log", "own", "limits_replaced")},
]
CHALLENGE = schema.octets(bulletin.NONCE_BYTES)
WITHOUT_MORE = schema.one_of(
    *range(decision.WRONG_CODE, decision.THROTTLED), *range(decision.KEYPAD_STOPPED, decision.TOO_EARLY),
    *range(decision.TOO_LATE, decision.UNSUPPORTED + 1),
)  # fmt: skip
NOTHING: Members = {"const": None}
SET_CLOCK = {"oneOf": [schema.INSTANT, NOTHING]}
APPLIED_NUMBER: Members = {"const": decision.APPLIED}
DECISION = one_of_objects(
    {"number": WITHOUT_MORE},
    {"number": schema.one_of(decision.OPEN, decision.THROTTLED), "until": schema.INSTANT},
    {"number": APPLIED_NUMBER, "challenge": CHALLENGE},
    {"number": APPLIED_NUMBER, "applied": one_of_objects(*APPLIED), "set_clock": SET_CLOCK},
    {"number": APPLIED_NUMBER, "head": schema.octets(audit.HEAD_BYTES)},
)
ACKNOWLEDGED = {"acknowledgement": schema.KEY}
OF_GRANT = one_of_objects(
    {"number": WITHOUT_MORE},
    {"number": WITHOUT_MORE} | ACKNOWLEDGED,
    {"number": {"const": decision.TOO_EARLY}, "from": schema.INSTANT} | ACKNOWLEDGED,
    {"number": {"const": decision.OPEN}, "until": schema.INSTANT} | ACKNOWLEDGED,
    {"number": APPLIED_NUMBER, "applied": one_of_objects(*APPLIED), "set_clock": NOTHING} | ACKNOWLEDGED,
)
SAVED = schema.list_of(schema.octets(DIGEST_BYTES))


def steps() -> list[Members]:
    """Every kind of step. A store may fail at one of the saves of those that are answered."""
    answered = {
        "enter": {"op_chosen": schema.one_of(0, 1), "code": schema.ANY_TEXT},
        "confirm": {},
        "tick": {},
        "power_restored": {},
        "open_session": {"entropy": CHALLENGE},
        "bulletin": {"message": schema.ANY_OCTETS},
        "present": {"message": schema.ANY_OCTETS},
        "replace_limits": {"limits": schema.octets(limits.BYTES)},
        "drain_audit": {},
        "head": {},
    }
    kinds = [
        schema.object_of({"op": schema.one_of("restart", "disconnect")}),
        schema.object_of({"op": {"const": "key_pressed"}, "now": schema.INSTANT}),
    ]
    for name, members in answered.items():
        head = {"op": {"const": name}} | ({} if name == "power_restored" else {"now": schema.INSTANT})
        failing = {"store_fails": schema.one_of(1, 2)}
        answers = OF_GRANT if name == "present" else DECISION
        kind = schema.object_of(head | members | failing | {"decision": answers, "saved": SAVED})
        kind["required"].remove("store_fails")
        kinds.append(kind)
    return kinds


STEPS = {"type": "array", "minItems": 1, "items": {"oneOf": steps()}}
INITIAL = schema.text(f"^([0-9a-f]{{{2 * snapshot.BYTES}}})?$")
FIRST_SAVED = schema.octets(DIGEST_BYTES)
PROVISION = schema.object_of(
    {
        "epoch": schema.U32_NUMBER,
        "zone": schema.octets(ZONE_BYTES),
        "limits": schema.octets(limits.BYTES),
        "lacking": schema.integer(1, snapshot.MAY_LACK),
    }
)
PROVISION["required"].remove("lacking")
SHAPE = schema.Shape(
    group={
        "lockbox": schema.text("^[!-~]{1,25}$"),
        "box_key": schema.KEY,
        "audit_0": schema.KEY,
        "day_digits": schema.integer(7, 9),
        "flex_digits": schema.integer(10, 11),
    },
    valid=[{"initial": INITIAL, "provision": PROVISION, "first_saved": FIRST_SAVED, "steps": STEPS}],
    invalid=[],
)


def whole_schema() -> Members:
    """A session begins with provisioning, or with a snapshot that is found."""
    whole = schema.build("lockbox-session", "section 9", NOTES, SHAPE)
    tests = whole["properties"]["groups"]["items"]["properties"]["tests"]
    (test,) = tests["items"]["oneOf"]
    for name in ("provision", "first_saved"):
        test["required"].remove(name)
    return whole


FILE = VectorFile(
    "lockbox-session", "section 9", NOTES, evaluate, groups, whole_schema(), bare
)
