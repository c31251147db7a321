"""Plain values: what codes, grants, bulletins and logs say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, TypeAlias, Union

from doorward._decode import Value
from doorward._doorward import FlexTerms, Zone
from doorward._names import AuditEvent, AuditMethod, CodeUse, Family, GrantOperation, Operation


# Commands of service codes, and what codes are


@dataclass(frozen=True, slots=True)
class CancelFlex(Value):
    """Cancel a FlexCode."""

    _tag: ClassVar[tuple[str, str]] = ("command", "cancel_flex")
    terms: FlexTerms
    epoch_mod_16: int


@dataclass(frozen=True, slots=True)
class CancelDay(Value):
    """Cancel a day code."""

    _tag: ClassVar[tuple[str, str]] = ("command", "cancel_day")
    day: date
    slot: int
    epoch_mod_16: int


@dataclass(frozen=True, slots=True)
class SetClock(Value):
    """Set the clock, to a whole minute."""

    _tag: ClassVar[tuple[str, str]] = ("command", "set_clock")
    instant: datetime


@dataclass(frozen=True, slots=True)
class RaiseEpoch(Value):
    """Raise the ownership epoch."""

    _tag: ClassVar[tuple[str, str]] = ("command", "raise_epoch")
    epoch: int


ServiceCommand: TypeAlias = Union[CancelFlex, CancelDay, SetClock, RaiseEpoch]


@dataclass(frozen=True, slots=True)
class DayReading(Value):
    """A day code."""

    _tag: ClassVar[tuple[str, str]] = ("family", "day")
    epoch: int
    day: date
    slot: int


@dataclass(frozen=True, slots=True)
class FlexReading(Value):
    """A FlexCode."""

    _tag: ClassVar[tuple[str, str]] = ("family", "flex")
    epoch: int
    terms: FlexTerms


@dataclass(frozen=True, slots=True)
class ServiceReading(Value):
    """A service code."""

    _tag: ClassVar[tuple[str, str]] = ("family", "service")
    _flat: ClassVar[str] = "command"
    command: ServiceCommand


Reading: TypeAlias = Union[DayReading, FlexReading, ServiceReading]


@dataclass(frozen=True, slots=True)
class Acceptable(Value):
    """The box accepts it, unless it knows it as used or cancelled."""

    _tag: ClassVar[tuple[str, str]] = ("verdict", "acceptable")
    until: datetime | None


@dataclass(frozen=True, slots=True)
class TooEarly(Value):
    """It opens later."""

    _tag: ClassVar[tuple[str, str]] = ("verdict", "too_early")
    from_: datetime = field(metadata={"name": "from"})


@dataclass(frozen=True, slots=True)
class Expired(Value):
    """It opened before."""

    _tag: ClassVar[tuple[str, str]] = ("verdict", "expired")
    since: datetime


@dataclass(frozen=True, slots=True)
class WrongEpoch(Value):
    """It belongs to another ownership epoch."""

    _tag: ClassVar[tuple[str, str]] = ("verdict", "wrong_epoch")


@dataclass(frozen=True, slots=True)
class BoxClockOff(Value):
    """It would open if the box's clock were right."""

    _tag: ClassVar[tuple[str, str]] = ("verdict", "box_clock_off")


Verdict: TypeAlias = Union[Acceptable, TooEarly, Expired, WrongEpoch, BoxClockOff]


@dataclass(frozen=True, slots=True)
class Diagnosis(Value):
    """What a code is, and whether it opens now."""

    reading: Reading
    verdict: Verdict
    coincidence_one_in: int
    """Digits made up by someone would have been found to be some code 1 time in so many."""


@dataclass(frozen=True, slots=True)
class Odds(Value):
    """The chance that a guess is a good code."""

    family: Family
    acceptable: int
    codes: int
    one_in: int


AllOdds: TypeAlias = tuple[Odds, ...]

# Grants


@dataclass(frozen=True, slots=True)
class GrantBody(Value):
    """What a service issued."""

    operations: GrantOperation
    epoch: int
    bulletin: int
    grant_id: bytes
    holder: bytes
    not_before: datetime
    not_after: datetime
    max_uses: int
    lockbox: str


@dataclass(frozen=True, slots=True)
class Rights(Value):
    """What is left of a grant after its caveats."""

    operations: GrantOperation
    not_before: datetime
    not_after: datetime
    delegate: int
    """What tells who a grant was handed to; 0 for nobody."""


@dataclass(frozen=True, slots=True)
class NotBefore(Value):
    """Not before an instant."""

    _tag: ClassVar[tuple[str, str]] = ("", "not_before")
    instant: datetime


@dataclass(frozen=True, slots=True)
class NotAfter(Value):
    """Not after an instant."""

    _tag: ClassVar[tuple[str, str]] = ("", "not_after")
    instant: datetime


@dataclass(frozen=True, slots=True)
class OnlyOperations(Value):
    """No other operations."""

    _tag: ClassVar[tuple[str, str]] = ("", "operations")
    operations: GrantOperation


@dataclass(frozen=True, slots=True)
class Delegate(Value):
    """Handed to somebody."""

    _tag: ClassVar[tuple[str, str]] = ("", "delegate")
    delegate: bytes


Caveat: TypeAlias = Union[NotBefore, NotAfter, OnlyOperations, Delegate]
Caveats: TypeAlias = tuple[Caveat, ...]


@dataclass(frozen=True, slots=True)
class Bulletin(Value):
    """What the service tells a box."""

    lockbox: str
    nonce: bytes
    sequence: int
    epoch: int
    issued_at: datetime
    is_suspended: bool
    zone: Zone
    revocations: tuple[bytes, ...]


# The log


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """What a row of a box's log says."""

    sequence: int
    epoch: int
    instant: datetime
    event: AuditEvent
    outcome: int
    method: AuditMethod
    operation: int
    subject: bytes
    detail: int = field(metadata={"decimal": True})


Entries: TypeAlias = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Head(Value):
    """How many rows a log has, and when the box said so."""

    next: int
    instant: datetime


@dataclass(frozen=True, slots=True)
class Foreign(Value):
    """The row is another box's."""

    _tag: ClassVar[tuple[str, str]] = ("", "foreign")
    log: int


@dataclass(frozen=True, slots=True)
class Fault(Value):
    """What is wrong with a row that was brought, or with the head."""

    position: int
    sequence: int
    kind: Union[Foreign, str]


Faults: TypeAlias = tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class GrantSubject(Value):
    """The grant of this id."""

    _tag: ClassVar[tuple[str, str]] = ("", "grant")
    grant_id: bytes


@dataclass(frozen=True, slots=True)
class DaySubject(Value):
    """A day code."""

    _tag: ClassVar[tuple[str, str]] = ("", "day")
    day: date
    slot: int


@dataclass(frozen=True, slots=True)
class FlexSubject(Value):
    """A FlexCode."""

    _tag: ClassVar[tuple[str, str]] = ("", "flex")
    _flat: ClassVar[str] = "terms"
    terms: FlexTerms


@dataclass(frozen=True, slots=True)
class ServiceSubject(Value):
    """A service code that is about no other code."""

    _tag: ClassVar[tuple[str, str]] = ("", "service")


@dataclass(frozen=True, slots=True)
class Nobody(Value):
    """Nothing that was known."""

    _tag: ClassVar[tuple[str, str]] = ("", "nobody")


@dataclass(frozen=True, slots=True)
class UnknownSubject(Value):
    """What no box of this version writes."""

    _tag: ClassVar[tuple[str, str]] = ("", "unknown")
    subject: bytes


Subject: TypeAlias = Union[
    Nobody, GrantSubject, DaySubject, FlexSubject, ServiceSubject, UnknownSubject
]


@dataclass(frozen=True, slots=True)
class StatusLine(Value):
    """What a box tells every phone of itself."""

    millivolts: int
    firmware: int
    set: datetime
    refusals: int


__all__ = [
    "Acceptable",
    "AllOdds",
    "BoxClockOff",
    "Bulletin",
    "CancelDay",
    "CancelFlex",
    "Caveat",
    "Caveats",
    "CodeUse",
    "DayReading",
    "DaySubject",
    "Delegate",
    "Diagnosis",
    "Entries",
    "Entry",
    "Expired",
    "Fault",
    "Faults",
    "FlexReading",
    "FlexSubject",
    "Foreign",
    "GrantBody",
    "GrantSubject",
    "Head",
    "Nobody",
    "NotAfter",
    "NotBefore",
    "Odds",
    "OnlyOperations",
    "Operation",
    "RaiseEpoch",
    "Reading",
    "Rights",
    "ServiceCommand",
    "ServiceReading",
    "ServiceSubject",
    "SetClock",
    "StatusLine",
    "Subject",
    "TooEarly",
    "UnknownSubject",
    "Verdict",
    "WrongEpoch",
]
