"""Who may ask for, approve, move and end a showing, and what follows.

>>> rules = Rules(zone=Zone.from_rule("PST8PDT,M3.2.0,M11.1.0"))
>>> start = datetime(2026, 5, 17, 0, 0, tzinfo=timezone.utc)
>>> asked = step(
...     Event(event=EventKind.REQUEST, actor=Actor.HOLDER, now=start - timedelta(hours=2),
...           id="P-1", listing="L-1", lockbox="LB-00012345", holder="X-3",
...           start=start, end=start + timedelta(minutes=30)),
...     rules=rules, appointment=None, showable=True, bulletin=2,
... )
>>> asked.decision, asked.appointment.state
(<Decision.PERMIT: 'permit'>, <State.REQUESTED: 'requested'>)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import Zone
from doorward._lists import (
    AccessReason,
    Actor,
    AppointmentObligation,
    AppointmentReason,
    Decision,
    EventKind,
    Received,
    State,
)
from doorward.policy._common import AccessHours, Given, Window, seconds

__all__ = [
    "AccessHours",
    "AccessReason",
    "Actor",
    "Admission",
    "Appointment",
    "AppointmentObligation",
    "AppointmentReason",
    "Decision",
    "Event",
    "EventKind",
    "GrantTerms",
    "NoEntry",
    "Other",
    "Reason",
    "Receipt",
    "Received",
    "Record",
    "Rules",
    "State",
    "Step",
    "Window",
    "admit",
    "grant_for",
    "receive",
    "step",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Value):
    """What holds for the showings of a listing."""

    zone: Zone
    early: timedelta = seconds(timedelta(0))
    late: timedelta = seconds(timedelta(minutes=15))
    lead_time: timedelta = seconds(timedelta(0))
    max_length: timedelta = seconds(timedelta(hours=1))
    overlap: bool = False
    blocked: Sequence[Given[Window]] = ()
    access_hours: Given[AccessHours] | None = None
    release_lead: timedelta = seconds(timedelta(minutes=5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Value):
    """Something that happens to an appointment; members that its kind does not have are none."""

    event: EventKind
    actor: Actor
    now: datetime
    id: str | None = None
    listing: str | None = None
    lockbox: str | None = None
    holder: str | None = None
    new_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    at: datetime | None = None

    def _members(self) -> dict[str, Any]:
        members = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in members.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Value):
    """A showing, as it stands."""

    id: str
    listing: str
    holder: str
    lockbox: str
    start: datetime
    end: datetime
    state: State
    sequence: int
    grant_released: bool = False
    opened_at: datetime | None = None
    replaces: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Other(Value):
    """Another showing of the listing."""

    id: str
    start: datetime
    end: datetime
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Value):
    """What is published of a change, for whoever keeps a copy."""

    appointment: str
    listing: str
    lockbox: str
    holder: str
    start: datetime
    end: datetime
    state: State
    sequence: int
    at: datetime
    replaces: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What is against an event, and what is needed for it to apply no longer."""

    reason: AppointmentReason
    needs: str | None


@dataclass(frozen=True, slots=True)
class Step(Value):
    """What an event makes of an appointment."""

    decision: Decision
    reasons: tuple[Reason, ...]
    obligations: tuple[AppointmentObligation, ...]
    appointment: Appointment | None
    created: Appointment | None
    events: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class NoEntry(Value):
    """What is against letting a holder in, and what is needed for it to apply no longer."""

    reason: AccessReason
    needs: str | None


@dataclass(frozen=True, slots=True)
class Admission(Value):
    """Whether an appointment lets its holder in."""

    decision: Decision
    reasons: tuple[NoEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTerms(Value):
    """The terms of the grant for an appointment."""

    holder: str
    lockbox: str
    not_before: datetime
    not_after: datetime
    release_at: datetime
    bulletin: int


@dataclass(frozen=True, slots=True)
class Receipt(Value):
    """What a receiver makes of a record, and the sequence that it expects next."""

    outcome: Received
    expected: int


def step(
    event: Given[Event],
    *,
    rules: Given[Rules],
    appointment: Given[Appointment] | None,
    others: Sequence[Given[Other]] = (),
    showable: bool,
    bulletin: int,
) -> Step:
    """What an event makes of an appointment."""
    return _doorward.step_appointment(
        event,
        rules=rules,
        appointment=appointment,
        others=others,
        showable=showable,
        bulletin=bulletin,
    )


def admit(
    appointment: Given[Appointment] | None,
    *,
    rules: Given[Rules],
    holder: str,
    listing: str,
    now: datetime,
) -> Admission:
    """Whether an appointment lets its holder in now."""
    return _doorward.admit_to_showing(
        appointment, rules=rules, holder=holder, listing=listing, now=now
    )


def grant_for(
    appointment: Given[Appointment], *, rules: Given[Rules], bulletin: int
) -> GrantTerms:
    """The terms of the grant for an appointment that was approved."""
    return _doorward.grant_for_showing(appointment, rules=rules, bulletin=bulletin)


def receive(record: Given[Record], *, last: Given[Record] | None) -> Receipt:
    """What the keeper of a copy makes of a record that came, after the last one."""
    return _doorward.receive_record(record, last=last)
