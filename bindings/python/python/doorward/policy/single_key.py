"""Which of a member's app and card opens boxes today: one of them, not both.

>>> zone = Zone.from_rule("PST8PDT,M3.2.0,M11.1.0")
>>> morning = datetime(2026, 5, 16, 16, 0, tzinfo=timezone.utc)
>>> state = first(zone, morning)
>>> ruling = step(Event(event="open_app", now=morning), state=state, zone=zone)
>>> ruling.state.key
<DayKeyKind.APP: 'app'>
>>> step(Event(event="use_card", now=morning), state=ruling.state, zone=zone).decision
<Decision.DENY: 'deny'>
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import Zone
from doorward._lists import DayKeyKind, Decision, KeyObligation, KeyReason
from doorward.policy._common import Given

__all__ = [
    "DayKeyKind",
    "Decision",
    "Event",
    "KeyObligation",
    "KeyReason",
    "Parameters",
    "Reason",
    "Ruling",
    "State",
    "day_of",
    "first",
    "step",
]


@dataclass(frozen=True, slots=True)
class State(Value):
    """What is known of a member's keys."""

    day: date
    key: DayKeyKind
    fallback: bool
    card_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Value):
    """What a member does."""

    event: Literal["open_app", "use_card", "renew_card", "update_code"]
    now: datetime
    phone_lost: bool | None = None

    def _members(self) -> dict[str, Any]:
        members = {"event": self.event, "now": self.now, "phone_lost": self.phone_lost}
        return {name: value for name, value in members.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Parameters(Value):
    """The minute of the local day from which a card that is renewed is the next day's key."""

    afternoon: int = 960


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What is against it, and what is needed for it to apply no longer."""

    reason: KeyReason
    needs: str | None


@dataclass(frozen=True, slots=True)
class Ruling(Value):
    """The answer, and the state after it."""

    decision: Decision
    reasons: tuple[Reason, ...]
    obligations: tuple[KeyObligation, ...]
    state: State


def first(zone: Zone, now: datetime) -> State:
    """The state of a member whose keys nobody has seen before."""
    return _doorward.first_key_state(zone, now)


def day_of(zone: Zone, now: datetime) -> date:
    """The day of a member's key at an instant."""
    return _doorward.day_of_key(zone, now)


def step(
    event: Given[Event],
    *,
    state: Given[State],
    zone: Zone,
    parameters: Given[Parameters] = Parameters(),
) -> Ruling:
    """What an event makes of a member's keys."""
    return _doorward.step_key(event, state=state, zone=zone, parameters=parameters)
