"""The rules with Python's values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

import doorward as dw
from doorward.policy import appointment, issuance, renewal, single_key, status_gate
from vectors.plain import plain

NOW = datetime(2026, 5, 16, 17, tzinfo=timezone.utc)
ZONE = dw.Zone.from_rule("PST8PDT,M3.2.0,M11.1.0")
REQUEST = issuance.Request(
    now=NOW,
    issuer=issuance.Issuer(kind=issuance.IssuerKind.LISTING_AGENT, id="A-1", pin_verified=True),
    recipient=issuance.Recipient(
        kind=issuance.RecipientKind.CONTRACTOR, id="C-2", name="Ada Lovelace"
    ),
    method=issuance.Method.CONTRACTOR_CODE,
    operations=dw.GrantOperation.KEY_COMPARTMENT,
    window=issuance.Window(NOW, NOW + timedelta(days=3)),
    use=issuance.CodeUse.UNTIL_END,
    seller_written_permission=True,
    identity_checked=True,
)
FACTS: dict[str, Any] = {
    "association": issuance.Association("ASSOC"),
    "box": issuance.Box(id="LB-00012345", zone=ZONE, epoch=1),
    "ledger": issuance.Ledger("LB-00012345", 1),
    "listing": issuance.Listing(id="L-1", status=issuance.Status.ACTIVE),
}


def test_a_code_is_permitted_issued_and_told() -> None:
    ruling = issuance.rule(REQUEST, **FACTS)
    assert ruling.decision is issuance.Decision.PERMIT and ruling.reasons == ()
    permit = ruling.permit
    assert permit is not None and permit.copy is not None
    assert permit.start_slot is not None and permit.duration is not None
    box = dw.RootKey.from_bytes(bytes(32)).lockbox("LB-00012345", 0)
    terms = dw.FlexTerms(
        dw.FlexWindow.from_slot(permit.start_slot, permit.duration),
        copy=permit.copy,
        operation=dw.Operation.KEY_COMPARTMENT,
        code_use=dw.CodeUse.UNTIL_END,
    )
    code = box.flex(1).code(terms)
    told = issuance.message(permit, lockbox="LB-00012345", zone=ZONE, code=code)
    assert code.grouped.replace("-", " ") in told and "LB-00012345" in told
    assert permit.ledger.flex_codes[0].recipient == "C-2"
    # The second of that window is the next copy.
    second = issuance.rule(REQUEST, **{**FACTS, "ledger": permit.ledger}).permit
    assert second is not None and second.copy == permit.copy + 1


def test_values_and_mappings_are_ruled_alike() -> None:
    mapping = plain(REQUEST)
    assert mapping["now"] == 1_778_950_800
    facts = {name: plain(value) for name, value in FACTS.items()}
    by_mapping = issuance.rule(mapping, **facts, parameters=plain(issuance.Parameters()))
    assert by_mapping == issuance.rule(REQUEST, **FACTS)
    # Instants and dates of Python's stand in mappings too.
    assert issuance.rule({**mapping, "now": NOW}, **facts) == by_mapping


def test_every_reason_says_what_it_needs() -> None:
    ruling = issuance.rule(
        replace(REQUEST, seller_written_permission=False, identity_checked=False), **FACTS
    )
    assert ruling.decision is issuance.Decision.DENY and ruling.permit is None
    needs = {reason.reason: reason.needs for reason in ruling.reasons}
    assert needs[issuance.IssuanceReason.SELLER_PERMISSION_MISSING] == "seller_written_permission"
    assert all(reason.text for reason in needs)


@pytest.mark.parametrize(
    "wrong, place",
    [
        ({"now": NOW.replace(tzinfo=None)}, "tzinfo"),
        ({"method": "magic"}, "method"),
        ({"window": {"start": NOW, "end": -1}}, "window.end"),
        ({"skip": [1, "x"]}, "skip[1]"),
        ({"skpi": []}, "skpi"),
        ({"operations": 2**70}, "operations"),
        ({"now": -(2**70)}, "now"),
        ({"now": 2**64}, "now"),
        ({"operations": 0.5}, "operations"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, object], place: str) -> None:
    with pytest.raises(dw.DoorwardError) as refused:
        issuance.rule({**plain(REQUEST), **wrong}, **FACTS)
    assert refused.value.reason in ("bad_value", "naive_datetime")
    assert place in str(refused.value)
    assert "u8" not in str(refused.value) and "expected" not in str(refused.value).split("`")[0]


def test_values_within_themselves_are_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(dw.InputError):
        issuance.rule({**plain(REQUEST), "skip": endless}, **FACTS)
    with pytest.raises(TypeError):
        issuance.rule({**plain(REQUEST), "skip": object()}, **FACTS)


def test_a_showing_from_request_to_grant() -> None:
    rules = appointment.Rules(zone=ZONE)
    start = datetime(2026, 5, 16, 20, tzinfo=timezone.utc)
    asked = appointment.step(
        appointment.Event(
            event=appointment.EventKind.REQUEST,
            actor=appointment.Actor.HOLDER,
            now=NOW,
            id="P-1",
            listing="L-1",
            lockbox="LB-00012345",
            holder="X-3",
            start=start,
            end=start + timedelta(minutes=30),
        ),
        rules=rules,
        appointment=None,
        showable=True,
        bulletin=2,
    )
    approved = appointment.step(
        appointment.Event(
            event=appointment.EventKind.APPROVE,
            actor=appointment.Actor.LISTING_SIDE,
            now=NOW,
        ),
        rules=rules,
        appointment=asked.appointment,
        showable=True,
        bulletin=2,
    )
    assert approved.appointment is not None
    assert approved.appointment.state is appointment.State.APPROVED
    terms = appointment.grant_for(approved.appointment, rules=rules, bulletin=2)
    assert (terms.not_before, terms.not_after) == (start, start + timedelta(minutes=45))
    here = {"rules": rules, "holder": "X-3", "listing": "L-1"}
    let_in = appointment.admit(approved.appointment, now=start, **here)  # type: ignore[arg-type]
    assert let_in.decision is appointment.Decision.PERMIT
    [first], [second] = asked.events, approved.events
    receipt = appointment.receive(second, last=first)
    assert receipt.outcome is appointment.Received.APPLIED and receipt.expected == 3
    with pytest.raises(dw.RuleError) as refused:
        appointment.grant_for(asked.appointment, rules=rules, bulletin=2)  # type: ignore[arg-type]
    assert refused.value.reason == "not_approved"


def test_one_key_a_day() -> None:
    state = single_key.first(ZONE, NOW)
    assert state.day == single_key.day_of(ZONE, NOW) == date(2026, 5, 16)
    by_app = single_key.step(
        single_key.Event(event="open_app", now=NOW), state=state, zone=ZONE
    )
    denied = single_key.step(
        single_key.Event(event="use_card", now=NOW), state=by_app.state, zone=ZONE
    )
    assert denied.reasons[0].needs == "update_code"


def test_renewals_by_phone_are_counted() -> None:
    request = renewal.Request(
        now=NOW,
        method=renewal.RenewalMethod.PHONE,
        expires=NOW,
        phone_days=[date(2026, 5, 14), date(2026, 5, 15)],
    )
    denied = renewal.judge(request, zone=ZONE)
    assert denied.decision is renewal.Decision.DENY and denied.day is None
    allowed = renewal.judge(request, zone=ZONE, parameters=renewal.Parameters(phone_in_a_row=3))
    assert (allowed.decision, allowed.n) == (renewal.Decision.PERMIT, 2)


def test_a_change_of_status_takes_away() -> None:
    change = status_gate.Change(
        now=NOW,
        listing="L-1",
        lockbox="LB-00012345",
        from_=status_gate.Status.ACTIVE,
        to=status_gate.Status.PENDING,
        codes=[
            status_gate.Code(
                id="C-1",
                class_=status_gate.Class.SHOWING_AGENT,
                method=status_gate.CodeMethod.DAY_CODE,
                start=NOW - timedelta(hours=10),
                end=NOW + timedelta(hours=14),
                use=status_gate.CodeValidity.HOUR,
            )
        ],
    )
    found = status_gate.judge(change)
    assert [(alive.id, alive.access.value) for alive in found.alive] == [("C-1", "lost")]
