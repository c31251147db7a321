"""What a box decides and saves, step by step."""

from __future__ import annotations

import hashlib
from typing import Any

import doorward as dw
from doorward import AuditKey, CodeProfile, Lockbox, Zone

from vectors.codes import command_members, lockbox, operation
from vectors.container import Algorithm, Members, instant, parted, seconds


class Store:
    """Saves what a box gives it, and fails when told to."""

    def __init__(self) -> None:
        self.last = b""
        self.begin(0)

    def begin(self, fails: int) -> None:
        self.fails = fails
        self.saves = 0
        self.digests: list[str] = []

    def __call__(self, snapshot: bytes) -> None:
        self.saves += 1
        if self.saves == self.fails:
            raise dw.StoreError
        self.last = snapshot
        self.digests.append(hashlib.sha256(snapshot).hexdigest()[:32])


def _profile(group: Members) -> CodeProfile:
    return CodeProfile(day_digits=group["day_digits"], flex_digits=group["flex_digits"])


def _restored(group: Members, store: Store) -> Lockbox:
    return Lockbox.restore(
        group["lockbox"],
        key=lockbox(group),
        profile=_profile(group),
        snapshot=store.last,
        save=store,
    )


def _provisioned(group: Members, given: Members, store: Store) -> Lockbox:
    return Lockbox.provision(
        group["lockbox"],
        key=lockbox(group),
        first_audit=AuditKey.from_bytes(bytes.fromhex(group["audit_0"])),
        epoch=given["epoch"],
        zone=Zone.from_bytes(bytes.fromhex(given["zone"])),
        profile=_profile(group),
        limits=dw.read_limits(bytes.fromhex(given["limits"])),
        lacking=given.get("lacking", 0),
        save=store,
    )


def _applied(done: Any) -> Members:
    match done:
        case dw.ServiceApplied(command=command):
            return {"kind": "service", **command_members(command)}
        case dw.BulletinApplied(sequence=sequence):
            return {"kind": "bulletin", "sequence": sequence}
        case dw.UpdateFirmware(manifest=manifest):
            return {"kind": "update_firmware", "manifest": manifest.hex()}
        case dw.Transferred(epoch=epoch):
            return {"kind": "transferred", "epoch": epoch}
        case (
            dw.Confirmed()
            | dw.PowerRestored()
            | dw.Ticked()
            | dw.ReadLog()
            | dw.Own()
            | dw.LimitsReplaced()
        ):
            return {"kind": done._tag[1]}
    raise AssertionError(done)


def _decision(decision: dw.Decision) -> Members:
    members: Members = {"number": decision.number}
    match decision:
        case dw.Open(until=until):
            members["until"] = seconds(until)
        case dw.Applied(applied=applied, set_clock=set_clock):
            members["applied"] = _applied(applied)
            members["set_clock"] = None if set_clock is None else seconds(set_clock)
        case dw.Denied(reason=why):
            if why.until is not None:
                members["until"] = seconds(why.until)
            if why.from_ is not None:
                members["from"] = seconds(why.from_)
    return members


NUMBERS = {
    name: number
    for number, name in enumerate(
        "wrong_code malformed throttled keypad_stopped outside_hours used_up cancelled suspended"
        " clock_unset clock_went_back ledger_full store_failed state_lost bad_message bad_proof"
        " wrong_lockbox wrong_epoch bulletin_owed revoked too_early too_late"
        " operation_not_granted challenge_spent stale_bulletin unsupported".split(),
        start=2,
    )
}


def _told(name: str, ask: Any) -> Members:
    """Bytes that a box gives, or why it does not."""
    try:
        return {"number": 1, name: ask().hex()}
    except dw.BoxError as refused:
        return {"number": NUMBERS[refused.reason]}


def _step(box: Lockbox, step: Members) -> Members | None:
    now = instant(step["now"]) if "now" in step else instant(0)
    match step["op"]:
        case "enter":
            chosen = operation(step["op_chosen"])
            return _decision(box.enter_code(step["code"], now=now, operation=chosen))
        case "confirm":
            return _decision(box.confirm_opened(now))
        case "tick":
            return _decision(box.tick(now))
        case "power_restored":
            return _decision(box.power_restored())
        case "key_pressed":
            box.key_pressed(now)
            return None
        case "disconnect":
            box.disconnected()
            return None
        case "open_session":
            entropy = bytes.fromhex(step["entropy"])
            return _told("challenge", lambda: box.open_session(now, entropy))
        case "bulletin":
            return _decision(box.apply_bulletin(bytes.fromhex(step["message"]), now))
        case "present":
            answer = box.present_grant(bytes.fromhex(step["message"]), now)
            members = _decision(answer.decision)
            if answer.acknowledgement is not None:
                members["acknowledgement"] = answer.acknowledgement.hex()
            assert answer.message[0] == answer.decision.number
            assert answer.message[1:] == (answer.acknowledgement or b"")
            return members
        case "replace_limits":
            return _decision(box.replace_limits(bytes.fromhex(step["limits"]), now))
        case "drain_audit":
            return _told("head", lambda: box.drain_audit(now))
        case "head":
            return _told("head", lambda: box.audit_head(now))
    raise AssertionError(step["op"])


def lockbox_session(group: Members, test: Members) -> Members:
    store = Store()
    outputs: Members = {}
    if "provision" in test:
        box = _provisioned(group, test["provision"], store)
        assert test["initial"] == ""
        [outputs["first_saved"]] = store.digests
    else:
        store.last = bytes.fromhex(test["initial"])
        box = _restored(group, store)
    steps = []
    for step in test["steps"]:
        store.begin(step.get("store_fails", 0))
        answer = None
        if step["op"] == "restart":
            box = _restored(group, store)
        else:
            answer = _step(box, step)
        steps.append({} if answer is None else {"decision": answer, "saved": store.digests})
    return {**outputs, "steps": steps}


OUTCOME = frozenset({"decision", "saved"})


def _split(members: Members) -> tuple[Members, Members]:
    """A file states each step once, with its outcome."""
    inputs, outputs = parted(members, frozenset({"first_saved"}))
    steps = [parted(step, OUTCOME) for step in members["steps"]]
    inputs["steps"] = [given for given, _ in steps]
    return inputs, outputs | {"steps": [outcome for _, outcome in steps]}


ALGORITHMS = {"lockbox-session": Algorithm(lockbox_session, frozenset(), split=_split)}
