"""A box, a phone and a service, from the first message to the log."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import doorward as dw
from doorward import GrantOperation, Operation

ROOT = dw.RootKey.from_bytes(bytes(range(32)))
NAME = "LB-00012345"
KEY = ROOT.lockbox(NAME, generation=0)
AUDIT = ROOT.first_audit(NAME, generation=0)
ZONE = ZoneInfo("America/Los_Angeles")
NOON = datetime(2026, 5, 16, 12, tzinfo=ZONE)
KEYPAD = Operation.KEY_COMPARTMENT


class Store:
    """Keeps what a box saves."""

    def __init__(self) -> None:
        self.saved: list[bytes] = []
        self.error: Exception | None = None

    def __call__(self, snapshot: bytes) -> None:
        if self.error is not None:
            raise self.error
        self.saved.append(snapshot)


def provisioned(store: Store, **more: Any) -> dw.Lockbox:
    return dw.Lockbox.provision(
        NAME, key=KEY, first_audit=AUDIT, epoch=0, zone=ZONE, save=store, **more
    )


def synced(box: dw.Lockbox, now: datetime, sequence: int = 1, **more: Any) -> dw.Decision:
    """A phone brings the service's message in answer to the box's challenge."""
    box.key_pressed(now)
    challenge = box.open_session(now, os.urandom(16))
    message = KEY.bulletin().seal(
        lockbox=NAME,
        sequence=sequence,
        epoch=0,
        issued_at=now,
        zone=ZONE,
        nonce=challenge,
        **more,
    )
    return box.apply_bulletin(message, now)


def grant(**more: Any) -> dw.Grant:
    terms: dict[str, Any] = {
        "lockbox": NAME,
        "epoch": 0,
        "operations": GrantOperation.MEMBER,
        "grant_id": bytes(range(16)),
        "holder": bytes(range(16, 32)),
        "not_before": NOON,
        "not_after": NOON + timedelta(hours=8),
    }
    return KEY.grant(0).issue(**{**terms, **more})


def shown(box: dw.Lockbox, grant: dw.Grant, operation: int, now: datetime) -> dw.Answer:
    """A phone shows a grant, and checks the box's acknowledgement."""
    box.key_pressed(now)
    challenge = box.open_session(now, os.urandom(16))
    message = grant.present(challenge, os.urandom(16), operation)
    answer = box.present_grant(message, now)
    if answer.acknowledgement is not None:
        outcome = answer.decision.number
        grant.check_acknowledgement(challenge, message, outcome, answer.acknowledgement)
        with pytest.raises(dw.NotAuthentic):
            grant.check_acknowledgement(challenge, message, outcome ^ 1, answer.acknowledgement)
    return answer


def test_a_visit_from_the_first_message_to_the_log() -> None:
    store = Store()
    box = provisioned(store)
    assert box.enter_code("1234567", now=NOON, operation=KEYPAD).number == 10  # clock not set
    told = synced(box, NOON)
    assert isinstance(told, dw.Applied) and told.set_clock == NOON
    assert told.applied == dw.BulletinApplied(1)

    code = KEY.day_root(0).day(date(2026, 5, 16)).code(0)
    opened = box.enter_code(code.text, now=NOON, operation=KEYPAD)
    assert opened == dw.Open(0, KEYPAD, (NOON + timedelta(hours=1)).astimezone(timezone.utc))
    confirmed = box.confirm_opened(NOON)
    assert isinstance(confirmed, dw.Applied) and confirmed.applied == dw.Confirmed()

    answer = shown(box, grant(), GrantOperation.READ_LOG, NOON)
    assert isinstance(answer.decision, dw.Applied) and answer.decision.applied == dw.ReadLog()
    rows, head = box.audit_rows(), box.audit_head(NOON)
    collection = dw.Collection(AUDIT)
    assert collection.add(rows, head) == ()
    kinds = {entry.event for entry in collection.entries}
    assert dw.AuditEvent.ENTRY in kinds
    assert collection.rows == rows
    subjects = [dw.subject_of(entry) for entry in collection.entries]
    assert dw.DaySubject(date(2026, 5, 16), 0) in subjects
    box.drain_audit(NOON)

    changed = bytearray(rows[-1])
    changed[20] ^= 1
    with pytest.raises(dw.AuditError) as refused:
        dw.AuditLog(AUDIT).check_row(bytes(changed))
    assert refused.value.reason == "forged"
    [fault] = dw.Collection(AUDIT).add([bytes(changed)])
    assert fault.kind == "changed"
    elsewhere = [ROOT.first_audit("LB-2", 0), AUDIT]
    [fault] = dw.Collection(ROOT.first_audit("LB-3", 0)).add(rows[:1], others=elsewhere)
    assert fault.kind == dw.Foreign(1)


def test_a_box_comes_back_from_its_snapshot() -> None:
    store = Store()
    box = provisioned(store, limits=dw.Limits(free_refusals=1, first_wait=timedelta(seconds=90)))
    synced(box, NOON)
    for _ in range(2):
        denied = box.enter_code("0000000", now=NOON, operation=KEYPAD)
        assert isinstance(denied, dw.Denied) and denied.reason == dw.Why("wrong_code")
    again = dw.Lockbox.restore(NAME, key=KEY, snapshot=store.saved[-1], save=store)
    assert again.state() == box.state()
    assert again.state().limits.first_wait == timedelta(seconds=90)
    waits = NOON + timedelta(seconds=90)
    assert again.keypad(NOON).state == dw.Waits(waits)
    denied = again.enter_code("0000000", now=NOON, operation=KEYPAD)
    assert isinstance(denied, dw.Denied)
    assert (denied.reason.reason, denied.reason.until) == ("throttled", waits)
    broken = dw.Lockbox.restore(NAME, key=KEY, snapshot=b"", save=store)
    with pytest.raises(dw.BoxError):
        broken.state()


def test_a_store_that_fails_refuses_and_another_error_is_told() -> None:
    store = Store()
    box = provisioned(store)
    synced(box, NOON)
    code = KEY.day_root(0).day(date(2026, 5, 16)).code(0).text
    store.error = dw.StoreError()
    denied = box.enter_code(code, now=NOON, operation=KEYPAD)
    assert isinstance(denied, dw.Denied) and denied.reason.reason == "store_failed"
    store.error = ZeroDivisionError("a mistake of the caller's")
    with pytest.raises(ZeroDivisionError):
        box.enter_code(code, now=NOON, operation=KEYPAD)
    store.error = None
    assert isinstance(box.enter_code(code, now=NOON, operation=KEYPAD), dw.Open)
    store.error = dw.StoreError()
    with pytest.raises(dw.StoreError):
        provisioned(store)


def test_a_box_is_not_called_by_what_it_calls() -> None:
    boxes: list[dw.Lockbox] = []

    def save(snapshot: bytes) -> None:
        if boxes:
            boxes[0].tick(NOON)

    box = dw.Lockbox.provision(NAME, key=KEY, first_audit=AUDIT, epoch=0, zone=ZONE, save=save)
    boxes.append(box)
    with pytest.raises(RuntimeError):
        box.power_restored()


def test_grants_are_narrowed_and_never_widened() -> None:
    whole = grant()
    friend = whole.narrow(
        not_after=NOON + timedelta(hours=1), operations=GrantOperation.KEY_COMPARTMENT
    )
    assert friend.rights.not_after == NOON + timedelta(hours=1)
    assert friend.rights.operations == GrantOperation.KEY_COMPARTMENT
    assert friend.body == whole.body and len(friend.caveats) == 2
    wider = friend.narrow(not_after=NOON + timedelta(hours=9), operations=GrantOperation.OWNER)
    assert wider.rights == friend.rights
    assert dw.Grant.from_text(friend.to_text()).rights == friend.rights
    assert friend.expose_tag().hex() not in repr(friend)

    box = provisioned(Store())
    synced(box, NOON)
    assert isinstance(
        shown(box, friend, GrantOperation.KEY_COMPARTMENT, NOON).decision, dw.Open
    )
    other = shown(box, friend, GrantOperation.SHACKLE, NOON).decision
    assert isinstance(other, dw.Denied) and other.reason.reason == "operation_not_granted"
    box.disconnected()
    late = shown(box, friend, GrantOperation.KEY_COMPARTMENT, NOON + timedelta(hours=3)).decision
    assert isinstance(late, dw.Denied) and late.reason.reason == "too_late"


def test_a_grant_is_verified_by_whoever_has_the_key() -> None:
    challenge, given = bytes(16), grant()
    message = given.present(challenge, bytes(range(16)), GrantOperation.SHACKLE)
    verified = KEY.grant(0).verify(message, challenge)
    assert verified.body == given.body and verified.operation is GrantOperation.SHACKLE
    made = verified.acknowledge(challenge, 0)
    given.check_acknowledgement(challenge, message, 0, made)
    with pytest.raises(dw.NotAuthentic):
        KEY.grant(1).verify(message, challenge)
    with pytest.raises(dw.MessageError):
        KEY.grant(0).verify(message[:-1], challenge)


def test_what_is_no_grant_is_refused() -> None:
    for wrong, reason in (
        ({"operations": 32}, "operations"),
        ({"grant_id": bytes(15)}, "length"),
        ({"not_after": NOON}, "grant_times"),
        ({"lockbox": "no id"}, "id_character"),
    ):
        with pytest.raises(dw.InputError) as refused:
            grant(**wrong)
        assert refused.value.reason == reason


def test_a_suspended_box_opens_for_nobody() -> None:
    box = provisioned(Store())
    synced(box, NOON, suspended=True)
    assert box.state().is_suspended
    code = KEY.day_root(0).day(date(2026, 5, 16)).code(0)
    denied = box.enter_code(code.text, now=NOON, operation=KEYPAD)
    assert isinstance(denied, dw.Denied) and denied.reason.reason == "suspended"


def test_revoked_grants_are_listed_while_they_are_needed() -> None:
    given = grant()
    needed = dw.needed_revocations([(given.body.grant_id, given.body.not_after)], NOON)
    assert needed == (given.body.grant_id[:8],)
    assert dw.needed_revocations(
        [(given.body.grant_id, given.body.not_after)], NOON + timedelta(days=2)
    ) == ()
    box = provisioned(Store())
    synced(box, NOON, revocations=list(needed))
    refused = shown(box, given, GrantOperation.KEY_COMPARTMENT, NOON).decision
    assert isinstance(refused, dw.Denied) and refused.reason.reason == "revoked"


def test_rows_are_given_to_those_who_may_read_them() -> None:
    box = provisioned(Store())
    synced(box, NOON)
    with pytest.raises(dw.BoxError) as refused:
        box.drain_audit(NOON)
    assert refused.value.reason == "operation_not_granted"


def test_a_phone_issues_codes_of_its_half_without_a_network() -> None:
    handed = dw.DayKey.from_bytes(KEY.day_root(0).day(date(2026, 5, 16)).expose_bytes())
    slot, code = handed.issue(taken=[8], issuer=dw.Issuer.HOLDER)
    assert slot == 9
    box = provisioned(Store())
    synced(box, NOON)
    assert isinstance(box.enter_code(code.text, now=NOON, operation=KEYPAD), dw.Open)


def test_limits_have_their_ranges() -> None:
    assert dw.read_limits(dw.write_limits(dw.Limits())) == dw.Limits()
    hours = dw.Limits(access_hours=dw.AccessHours(480, 1320))
    assert dw.read_limits(dw.write_limits(hours)) == hours
    with pytest.raises(dw.InputError):
        provisioned(Store(), limits=dw.Limits(refusals_max=0))
    with pytest.raises(dw.InputError) as refused:
        provisioned(Store(), limits={"refusal_max": 5})
    assert "refusal_max" in str(refused.value)


def test_a_status_line_is_read() -> None:
    box = provisioned(Store())
    synced(box, NOON)
    line = dw.read_status_line(box.status_line(3_000, 7))
    assert (line.millivolts, line.firmware, line.set) == (3_000, 7, NOON)
