"""Grants, bulletins and logs."""

from __future__ import annotations

from typing import Any

import doorward as dw
from doorward import AuditEvent, AuditLog, AuditMethod, Grant, RootKey

from vectors.codes import lockbox
from vectors.container import Algorithm, Members, NoRoom, instant, seconds

EVENTS = [None, *AuditEvent]
METHODS = list(AuditMethod)


def _grant_members(grant: Grant) -> Members:
    return {
        "body": grant.body_bytes().hex(),
        "tag": grant.expose_tag().hex(),
        "token": grant.to_text(),
    }


def _left(grant: Grant) -> Any:
    """Caveats and what they leave; some name an instant after the year 9999."""
    try:
        return grant.caveats, grant.rights
    except dw.InputError as refused:
        assert refused.reason == "instant"
        return None


def grant(group: Members, test: Members) -> Members:
    """A valid test is issued; an invalid one has a text that is refused."""
    if "token" in test:
        return _grant_members(Grant.from_text(test["token"]))
    made = (
        lockbox(group)
        .grant(group["epoch"])
        .issue(
            lockbox=group["lockbox"],
            epoch=group["epoch"],
            operations=test["operations"],
            bulletin=test["bulletin"],
            grant_id=bytes.fromhex(test["grant_id"]),
            holder=bytes.fromhex(test["holder"]),
            not_before=instant(test["not_before"]),
            not_after=instant(test["not_after"]),
            max_uses=test["max_uses"],
            check=False,
        )
    )
    for caveat in test["caveats"]:
        made = made.with_caveat(bytes.fromhex(caveat))
    read = Grant.from_text(made.to_text())
    assert (read.body, _left(read)) == (made.body, _left(made))
    assert read.expose_tag() == made.expose_tag()
    assert (read.body.grant_id.hex(), read.body.holder.hex()) == (
        test["grant_id"],
        test["holder"],
    )
    return _grant_members(made)


def grant_proof(group: Members, test: Members) -> Members:
    tag, nonce = bytes.fromhex(test["tag"]), bytes.fromhex(test["nonce"])
    challenge = lockbox(group).challenge().challenge(
        test["counter"], bytes.fromhex(test["entropy"])
    )
    argument = bytes.fromhex(test["argument"])
    proof = dw.grant_proof(tag, challenge, nonce, test["op"], argument)
    ack = dw.grant_acknowledgement(tag, challenge, proof, test["outcome"])
    return {"challenge": challenge.hex(), "proof": proof.hex(), "ack": ack.hex()}


def bulletin(group: Members, test: Members) -> Members:
    key, message = lockbox(group).bulletin(), bytes.fromhex(test["message"])
    said = key.open(group["lockbox"], message)
    sealed = key.seal(
        lockbox=said.lockbox,
        sequence=said.sequence,
        epoch=said.epoch,
        issued_at=said.issued_at,
        zone=said.zone,
        nonce=said.nonce,
        suspended=said.is_suspended,
        revocations=list(said.revocations),
    )
    assert sealed == message
    return {
        "nonce": said.nonce.hex(),
        "sequence": said.sequence,
        "epoch": said.epoch,
        "issued_at": seconds(said.issued_at),
        "flags_byte": int(said.is_suspended),
        "zone": said.zone.to_bytes().hex(),
        "revoked": [prefix.hex() for prefix in said.revocations],
    }


def _item(items: list[Any], number: int) -> Any:
    if number >= len(items) or items[number] is None:
        raise NoRoom(number)
    return items[number]


def audit(group: Members, test: Members) -> Members:
    """A valid test is written and checked; an invalid one has a row or a head to be refused."""
    root = RootKey.from_bytes(bytes.fromhex(group["root"]))
    first = root.first_audit(group["lockbox"], group["generation"])
    log = AuditLog(first)
    if "row" in test:
        log.check_row(bytes.fromhex(test["row"]))
        raise AssertionError("a row that is genuine")
    if "head" in test:
        log.check_head(bytes.fromhex(test["head"]))
        raise AssertionError("a head that is genuine")
    entry = dw.Entry(
        sequence=test["sequence"],
        epoch=test["epoch"],
        instant=instant(test["instant"]),
        event=_item(EVENTS, test["event"]),
        outcome=test["outcome"],
        method=_item(METHODS, test["method"]),
        operation=test["operation"],
        subject=bytes.fromhex(test["subject"]),
        detail=int(test["detail"]),
    )
    key = first
    for _ in range(entry.sequence):
        key = key.next()
    row = key.row(entry)
    head = key.next().head(entry.sequence + 1, entry.instant)
    assert log.check_row(row) == entry
    assert log.check_head(head) == dw.Head(entry.sequence + 1, entry.instant)
    return {"row": row.hex(), "head": head.hex()}


TEXT = frozenset({"grant_text"})
NOT_WHOLE = frozenset({"bad_message"})
NOT_GENUINE = frozenset({"forged", "too_far"})
BAD_TEXTS = (
    "BadText BadLength UnknownVersion UnknownOperation BadId UnknownCaveat BadCaveat TooManyCaveats"
)

ALGORITHMS = {
    "grant": Algorithm(
        grant, frozenset({"body", "tag", "token"}), dict.fromkeys(BAD_TEXTS.split(), TEXT)
    ),
    "grant-proof": Algorithm(
        grant_proof,
        frozenset({"challenge", "proof", "ack"}),
        {"BadOperation": frozenset({"operations"}), "BadArgument": frozenset({"argument"})},
    ),
    "bulletin": Algorithm(
        bulletin,
        frozenset(
            {"nonce", "sequence", "epoch", "issued_at", "flags_byte", "zone", "revoked"}
        ),
        {
            # A flipped bit may hit what is looked at before the tag; so may a cut.
            "Forged": frozenset({"bad_proof", "bad_message", "wrong_lockbox", "unsupported"}),
            # An id whose length counts a zero of its padding is no id.
            "WrongLockbox": frozenset({"wrong_lockbox", "bad_message"}),
            "UnknownVersion": frozenset({"unsupported"}),
            "UnknownFlag": NOT_WHOLE,
            "BadId": NOT_WHOLE,
            "BadZone": NOT_WHOLE,
            "BadCount": NOT_WHOLE,
        },
    ),
    "audit": Algorithm(
        audit,
        frozenset({"row", "head"}),
        {"Forged": NOT_GENUINE, "BadEntry": NOT_GENUINE, "BadLength": frozenset({"length"})},
    ),
}
