"""Proofs, bulletins, the log, and whole sessions of a box."""

from __future__ import annotations

import hashlib
from typing import Any

from codes import Members, box_key, command_members
from library import NoRoom, Refused, call, ffi, fixed, lib, made, named, new, octets, shown

REASONS = 200
"""What a lockbox refuses has this added, as a result."""


def grant_proof(group: Members, test: Members) -> Members:
    tag, nonce = fixed("key", test["tag"]), fixed("nonce", test["nonce"])
    key = made("key", "key_challenge", box_key(group))
    counter, entropy = test["counter"], fixed("nonce", test["entropy"])
    challenge = made("nonce", "challenge", key, counter, entropy)
    argument = octets(test["argument"])
    proof = made("key", "proof", tag, challenge, nonce, test["op"], argument, len(argument))
    ack = made("key", "acknowledgement", tag, challenge, proof, test["outcome"])
    return {"challenge": shown(challenge), "proof": shown(proof), "ack": shown(ack)}


def bulletin(group: Members, test: Members) -> Members:
    key = made("key", "key_bulletin", box_key(group))
    message = octets(test["message"])
    said = made("bulletin", "bulletin_open", key, named(group["lockbox"]), message, len(message))
    prefixes = said.revocations.prefixes
    return {
        "nonce": shown(said.nonce),
        "sequence": said.sequence,
        "epoch": said.epoch,
        "issued_at": said.issued_at,
        "flags_byte": said.is_suspended,
        "zone": shown(said.zone),
        "revoked": [bytes(prefixes[index]).hex() for index in range(said.revocations.count)],
    }


ENTRY = ("sequence", "epoch", "instant", "event", "outcome", "method", "operation")


def audit(group: Members, test: Members) -> Members:
    root, lockbox = fixed("key", group["root"]), named(group["lockbox"])
    key = made("key", "key_first_audit", root, lockbox, group["generation"])
    log = made("audit_log", "audit_log_make", key)
    if "sequence" not in test:
        return _checked(log, test)
    for _ in range(test["sequence"]):
        key = made("key", "key_next_audit", key)
    entry = new("entry", **{name: test[name] for name in ENTRY}, detail=int(test["detail"]))
    entry.subject = fixed("nonce", test["subject"])[0]
    row = made("row", "audit_row", key, entry)
    later = made("key", "key_next_audit", key)
    head = made("head", "audit_head", later, test["sequence"] + 1, test["instant"])
    return {"row": shown(row), "head": shown(head)}


def _checked(log: Any, test: Members) -> Members:
    """One of the two, which is not to be accepted."""
    if "row" in test:
        entry = made("entry", "audit_log_check_row", log, fixed("row", test["row"]))
        return {"sequence": entry.sequence}
    following = ffi.new("uint32_t *")
    head, instant = fixed("head", test["head"]), ffi.new("uint64_t *")
    call("audit_log_check_head", log, head, following, instant)
    return {"next": following[0]}


class Box:
    """A box, and its store: it keeps the last snapshot, and fails when told to."""

    def __init__(self, group: Members) -> None:
        self.id, self.key = named(group["lockbox"]), box_key(group)
        self.codes = new(
            "code_profile", day_digits=group["day_digits"], flex_digits=group["flex_digits"]
        )
        self.memory = new("lockbox")
        self.save = ffi.callback("uint32_t(void *, const uint8_t *, size_t)", self._save)
        self.store = new("store", save=self.save)
        self.last = b""
        self.begin(0)

    def begin(self, fails: int) -> None:
        self.fails, self.saves = fails, 0
        self.digests: list[str] = []

    def _save(self, _: Any, snapshot: Any, length: int) -> int:
        self.saves += 1
        if self.saves == self.fails:
            return 1
        self.last = bytes(ffi.buffer(snapshot, length))
        self.digests.append(hashlib.sha256(self.last).hexdigest()[:32])
        return 0

    def provision(self, group: Members, given: Members) -> None:
        profile = new("profile", lacking=given.get("lacking", 0))
        limits = octets(given["limits"])
        profile.limits = made("limits", "limits_decode", limits, len(limits))[0]
        profile.id, profile.codes = self.id[0], self.codes[0]
        first, zone = fixed("key", group["audit_0"]), fixed("zone", given["zone"])
        fresh = (profile, self.key, first, given["epoch"], zone, self.store, self.memory)
        call("lockbox_provision", *fresh)

    def restore(self) -> None:
        snapshot = (self.last, len(self.last))
        call("lockbox_restore", self.id, self.codes, self.key, *snapshot, self.memory)

    def decide(self, function: str, *arguments: Any) -> Any:
        return made("decision", f"lockbox_{function}", self.memory, self.store, *arguments)


KINDS = {
    lib.DW_APPLIED_SERVICE: "service",
    lib.DW_APPLIED_BULLETIN: "bulletin",
    lib.DW_APPLIED_CONFIRMED: "confirmed",
    lib.DW_APPLIED_POWER_RESTORED: "power_restored",
    lib.DW_APPLIED_TICKED: "ticked",
    lib.DW_APPLIED_READ_LOG: "read_log",
    lib.DW_APPLIED_UPDATE_FIRMWARE: "update_firmware",
    lib.DW_APPLIED_OWN: "own",
    lib.DW_APPLIED_TRANSFERRED: "transferred",
    lib.DW_APPLIED_LIMITS_REPLACED: "limits_replaced",
}


def _applied(decision: Any) -> Members:
    done = {"kind": KINDS[decision.applied]}
    match decision.applied:
        case lib.DW_APPLIED_SERVICE:
            return done | command_members(decision.command)
        case lib.DW_APPLIED_BULLETIN:
            return done | {"sequence": decision.value}
        case lib.DW_APPLIED_TRANSFERRED:
            return done | {"epoch": decision.value}
        case lib.DW_APPLIED_UPDATE_FIRMWARE:
            return done | {"manifest": bytes(decision.manifest).hex()}
    return done


def _decision(decision: Any) -> Members:
    members: Members = {"number": decision.number}
    match decision.number:
        case lib.DW_DECISION_APPLIED:
            members["applied"] = _applied(decision)
            members["set_clock"] = decision.clock if decision.sets_clock else None
        case lib.DW_DECISION_OPEN:
            members["until"] = decision.until
    match decision.number + REASONS:
        case lib.DW_REFUSED_THROTTLED:
            members["until"] = decision.until
        case lib.DW_REFUSED_TOO_EARLY:
            members["from"] = decision.until
    return members


def _given(name: str, struct: str, function: str, *arguments: Any) -> Members:
    """Bytes that a box gives, or why it does not."""
    try:
        return {"number": 1, name: shown(made(struct, function, *arguments))}
    except Refused as refused:
        if refused.result <= REASONS:
            raise
        return {"number": refused.result - REASONS}


def _present(box: Box, step: Members) -> Members:
    decision, answer = new("decision"), new("answer")
    message = octets(step["message"])
    given = (box.memory, box.store, step["now"], message, len(message))
    call("lockbox_present_grant", *given, decision, answer)
    said = bytes(answer.bytes)[: answer.length]
    members = _decision(decision)
    return {**members, "acknowledgement": said[1:].hex()} if len(said) > 1 else members


def _answer(box: Box, step: Members) -> Members | None:
    now = step.get("now", 0)
    match step["op"]:
        case "restart":
            box.restore()
        case "key_pressed":
            call("lockbox_key_pressed", box.memory, now)
        case "disconnect":
            call("lockbox_disconnected", box.memory)
        case "enter":
            typed = step["code"].encode()
            given = (now, step["op_chosen"], typed, len(typed))
            return _decision(box.decide("enter_code", *given))
        case "confirm":
            return _decision(box.decide("confirm_opened", now))
        case "tick":
            return _decision(box.decide("tick", now))
        case "power_restored":
            return _decision(box.decide("power_restored"))
        case "bulletin":
            message = octets(step["message"])
            return _decision(box.decide("apply_bulletin", now, message, len(message)))
        case "replace_limits":
            limits = octets(step["limits"])
            return _decision(box.decide("replace_limits", now, limits, len(limits)))
        case "present":
            return _present(box, step)
        case "open_session":
            asked = (box.memory, box.store, now, fixed("nonce", step["entropy"]))
            return _given("challenge", "nonce", "lockbox_open_session", *asked)
        case "drain_audit":
            return _given("head", "head", "lockbox_drain_audit", box.memory, box.store, now)
        case "head":
            return _given("head", "head", "lockbox_audit_head", box.memory, now)
        case other:
            raise NoRoom(other)
    return None


def lockbox_session(group: Members, test: Members) -> Members:
    box, outputs = Box(group), Members()
    if "provision" in test:
        box.provision(group, test["provision"])
        [outputs["first_saved"]] = box.digests
    else:
        box.last = octets(test["initial"])
        box.restore()
    steps = []
    for step in test["steps"]:
        box.begin(step.get("store_fails", 0))
        answer = _answer(box, step)
        steps.append({} if answer is None else {"decision": answer, "saved": box.digests})
    return {**outputs, "steps": steps}


ALGORITHMS = {
    "grant-proof": grant_proof,
    "bulletin": bulletin,
    "audit": audit,
    "lockbox-session": lockbox_session,
}
