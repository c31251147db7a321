"""Plain values: what codes, grants, boxes and logs say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, IntFlag
from typing import ClassVar, TypeAlias, Union

from doorward._decode import Value, decode
from doorward._doorward import FlexTerms, Zone


class _Name(str, Enum):
    """A name of a closed list; the same in JSON and in every language."""

    def __str__(self) -> str:
        return str(self.value)


class Operation(_Name):
    """What a code opens."""

    KEY_COMPARTMENT = "key_compartment"
    SHACKLE = "shackle"


class CodeUse(_Name):
    """How often a FlexCode opens."""

    SINGLE = "single"
    UNTIL_END = "until_end"


class Issuer(_Name):
    """Who picks a slot of a day code: the service 0 to 7, whoever holds the day's key 8 to 15."""

    SERVICE = "service"
    HOLDER = "holder"


class Family(_Name):
    """A family of codes."""

    DAY = "day"
    FLEX = "flex"
    SERVICE = "service"
    RENEWAL = "renewal"


class GrantOperation(IntFlag):
    """What a grant allows."""

    KEY_COMPARTMENT = 1
    SHACKLE = 2
    READ_LOG = 4
    UPDATE_FIRMWARE = 8
    OWN = 16
    GUEST = 9
    MEMBER = 13
    OWNER = 31


class AuditEvent(_Name):
    """What a row of a box's log is of."""

    ENTRY = "entry"
    GRANT = "grant"
    BULLETIN = "bulletin"
    SERVICE_COMMAND = "service_command"
    CLOCK = "clock"
    POWER = "power"
    EPOCH = "epoch"


class AuditMethod(_Name):
    """By what something was tried."""

    NONE = "none"
    DAY = "day"
    FLEX = "flex"
    SERVICE = "service"
    GRANT = "grant"
    BULLETIN = "bulletin"


class DayUse(_Name):
    """How often a day code opens."""

    REUSABLE = "reusable"
    SINGLE = "single"


# Commands of service codes, and what codes are


@dataclass(frozen=True, slots=True)
class CancelFlex(Value):
    """Cancel a FlexCode."""

    _tag: ClassVar = ("command", "cancel_flex")
    terms: FlexTerms
    epoch_mod_16: int


@dataclass(frozen=True, slots=True)
class CancelDay(Value):
    """Cancel a day code."""

    _tag: ClassVar = ("command", "cancel_day")
    day: date
    slot: int
    epoch_mod_16: int


@dataclass(frozen=True, slots=True)
class SetClock(Value):
    """Set the clock, to a whole minute."""

    _tag: ClassVar = ("command", "set_clock")
    instant: datetime


@dataclass(frozen=True, slots=True)
class RaiseEpoch(Value):
    """Raise the ownership epoch."""

    _tag: ClassVar = ("command", "raise_epoch")
    epoch: int


ServiceCommand: TypeAlias = Union[CancelFlex, CancelDay, SetClock, RaiseEpoch]


@dataclass(frozen=True, slots=True)
class DayReading(Value):
    """A day code."""

    _tag: ClassVar = ("family", "day")
    epoch: int
    day: date
    slot: int


@dataclass(frozen=True, slots=True)
class FlexReading(Value):
    """A FlexCode."""

    _tag: ClassVar = ("family", "flex")
    epoch: int
    terms: FlexTerms


@dataclass(frozen=True, slots=True)
class ServiceReading(Value):
    """A service code."""

    _tag: ClassVar = ("family", "service")
    _flat: ClassVar = "command"
    command: ServiceCommand


Reading: TypeAlias = Union[DayReading, FlexReading, ServiceReading]


@dataclass(frozen=True, slots=True)
class Acceptable(Value):
    """The box accepts it, unless it knows it as used or cancelled."""

    _tag: ClassVar = ("verdict", "acceptable")
    until: datetime | None


@dataclass(frozen=True, slots=True)
class TooEarly(Value):
    """It opens later."""

    _tag: ClassVar = ("verdict", "too_early")
    from_: datetime = field(metadata={"name": "from"})


@dataclass(frozen=True, slots=True)
class Expired(Value):
    """It opened before."""

    _tag: ClassVar = ("verdict", "expired")
    since: datetime


@dataclass(frozen=True, slots=True)
class WrongEpoch(Value):
    """It belongs to another ownership epoch."""

    _tag: ClassVar = ("verdict", "wrong_epoch")


@dataclass(frozen=True, slots=True)
class BoxClockOff(Value):
    """It would open if the box's clock were right."""

    _tag: ClassVar = ("verdict", "box_clock_off")


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

    _tag: ClassVar = ("", "not_before")
    instant: datetime


@dataclass(frozen=True, slots=True)
class NotAfter(Value):
    """Not after an instant."""

    _tag: ClassVar = ("", "not_after")
    instant: datetime


@dataclass(frozen=True, slots=True)
class OnlyOperations(Value):
    """No other operations."""

    _tag: ClassVar = ("", "operations")
    operations: GrantOperation


@dataclass(frozen=True, slots=True)
class Delegate(Value):
    """Handed to somebody."""

    _tag: ClassVar = ("", "delegate")
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

    _tag: ClassVar = ("", "foreign")
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

    _tag: ClassVar = ("", "grant")
    grant_id: bytes


@dataclass(frozen=True, slots=True)
class DaySubject(Value):
    """A day code."""

    _tag: ClassVar = ("", "day")
    day: date
    slot: int


@dataclass(frozen=True, slots=True)
class FlexSubject(Value):
    """A FlexCode."""

    _tag: ClassVar = ("", "flex")
    _flat: ClassVar = "terms"
    terms: FlexTerms


@dataclass(frozen=True, slots=True)
class ServiceSubject(Value):
    """A service code that is about no other code."""

    _tag: ClassVar = ("", "service")


@dataclass(frozen=True, slots=True)
class Nobody(Value):
    """Nothing that was known."""

    _tag: ClassVar = ("", "nobody")


@dataclass(frozen=True, slots=True)
class UnknownSubject(Value):
    """What no box of this version writes."""

    _tag: ClassVar = ("", "unknown")
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


# Boxes


@dataclass(frozen=True, slots=True)
class AccessHours(Value):
    """Codes open from one minute of the local day to before another."""

    from_: int = field(metadata={"name": "from"})
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(Value):
    """What a box allows and how it slows guessing down; each has a default and a range.

    >>> Limits(first_wait=timedelta(seconds=30)).refusals_max
    100
    """

    day_use: DayUse = DayUse.REUSABLE
    outlasts_midnight: bool = False
    reuse: timedelta = field(
        default=timedelta(hours=1), metadata={"name": "reuse_seconds", "seconds": True}
    )
    access_hours: AccessHours | None = None
    repeat: timedelta = field(
        default=timedelta(seconds=120), metadata={"name": "repeat_seconds", "seconds": True}
    )
    free_refusals: int = 5
    refusals_max: int = 100
    first_wait: timedelta = field(
        default=timedelta(seconds=60), metadata={"name": "first_wait_seconds", "seconds": True}
    )
    longest_wait: timedelta = field(
        default=timedelta(seconds=900), metadata={"name": "longest_wait_seconds", "seconds": True}
    )
    refusal_falls: timedelta = field(
        default=timedelta(hours=3), metadata={"name": "refusal_falls_seconds", "seconds": True}
    )
    tolerance: timedelta = field(
        default=timedelta(seconds=120), metadata={"name": "tolerance_seconds", "seconds": True}
    )
    drift_ppm: int = 100
    tolerance_max: timedelta = field(
        default=timedelta(seconds=1800), metadata={"name": "tolerance_max_seconds", "seconds": True}
    )
    day_slots: int = 16
    rows: int = 32
    cancellation_rows: int = 8


@dataclass(frozen=True, slots=True)
class ServiceApplied(Value):
    """A service code's command was carried out."""

    _tag: ClassVar = ("applied", "service")
    _flat: ClassVar = "command"
    command: ServiceCommand


@dataclass(frozen=True, slots=True)
class BulletinApplied(Value):
    """A bulletin was taken."""

    _tag: ClassVar = ("applied", "bulletin")
    sequence: int


@dataclass(frozen=True, slots=True)
class UpdateFirmware(Value):
    """A grant allows new firmware, of the manifest with this SHA-256."""

    _tag: ClassVar = ("applied", "update_firmware")
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Transferred(Value):
    """The box went to another owner."""

    _tag: ClassVar = ("applied", "transferred")
    epoch: int


@dataclass(frozen=True, slots=True)
class Confirmed(Value):
    """What was to open did."""

    _tag: ClassVar = ("applied", "confirmed")


@dataclass(frozen=True, slots=True)
class PowerRestored(Value):
    """The power is back."""

    _tag: ClassVar = ("applied", "power_restored")


@dataclass(frozen=True, slots=True)
class Ticked(Value):
    """Time has passed."""

    _tag: ClassVar = ("applied", "ticked")


@dataclass(frozen=True, slots=True)
class ReadLog(Value):
    """The log may be read on this connection."""

    _tag: ClassVar = ("applied", "read_log")


@dataclass(frozen=True, slots=True)
class Own(Value):
    """The holder of the grant acts as the owner on this connection."""

    _tag: ClassVar = ("applied", "own")


@dataclass(frozen=True, slots=True)
class LimitsReplaced(Value):
    """Other limits are in force."""

    _tag: ClassVar = ("applied", "limits_replaced")


Done: TypeAlias = Union[
    ServiceApplied,
    BulletinApplied,
    Confirmed,
    PowerRestored,
    Ticked,
    ReadLog,
    UpdateFirmware,
    Own,
    Transferred,
    LimitsReplaced,
]


@dataclass(frozen=True, slots=True)
class Why(Value):
    """The reason of a refusal, by its name; and until or from when, where it ends by itself."""

    reason: str
    until: datetime | None = None
    from_: datetime | None = field(default=None, metadata={"name": "from"})


@dataclass(frozen=True, slots=True)
class Open(Value):
    """Open now: what made it so is saved already."""

    _tag: ClassVar = ("decision", "open")
    number: int
    operation: Operation
    until: datetime


@dataclass(frozen=True, slots=True)
class Applied(Value):
    """Something else was done. The caller sets the box's clock before the next call, if told to."""

    _tag: ClassVar = ("decision", "applied")
    number: int
    applied: Done
    set_clock: datetime | None


@dataclass(frozen=True, slots=True)
class Denied(Value):
    """Nothing was done."""

    _tag: ClassVar = ("decision", "deny")
    number: int
    reason: Why


Decision: TypeAlias = Union[Open, Applied, Denied]


@dataclass(frozen=True, slots=True)
class Answer(Value):
    """A box's answer to a grant, and the message that tells it to the phone."""

    decision: Decision
    acknowledgement: bytes | None
    message: bytes


@dataclass(frozen=True, slots=True)
class Status(Value):
    """What a box remembers."""

    epoch: int
    bulletin_sequence: int
    clock_is_set: bool
    is_suspended: bool
    persisted: datetime
    set: datetime
    refusals: int
    zone: Zone
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reads(Value):
    """The keypad reads what is typed."""

    _tag: ClassVar = ("", "reads")


@dataclass(frozen=True, slots=True)
class Waits(Value):
    """Not before this instant, after too many refusals in a run."""

    _tag: ClassVar = ("", "waits")
    until: datetime


@dataclass(frozen=True, slots=True)
class Stopped(Value):
    """Not before this instant, after too many refusals in all."""

    _tag: ClassVar = ("", "stopped")
    until: datetime


@dataclass(frozen=True, slots=True)
class Keypad(Value):
    """What a keypad would do with an entry."""

    state: Union[Reads, Waits, Stopped]
    run: int
    refusals: int
    next_forgiven: datetime | None
    repeat_until: datetime | None

__all__ = [
    "Acceptable",
    "AccessHours",
    "AllOdds",
    "Answer",
    "Applied",
    "AuditEvent",
    "AuditMethod",
    "BoxClockOff",
    "Bulletin",
    "BulletinApplied",
    "CancelDay",
    "CancelFlex",
    "Caveat",
    "Caveats",
    "CodeUse",
    "Confirmed",
    "DayReading",
    "DaySubject",
    "DayUse",
    "Decision",
    "Delegate",
    "Denied",
    "Diagnosis",
    "Done",
    "Entries",
    "Entry",
    "Expired",
    "Family",
    "Fault",
    "Faults",
    "FlexReading",
    "FlexSubject",
    "Foreign",
    "GrantBody",
    "GrantOperation",
    "GrantSubject",
    "Head",
    "Issuer",
    "Keypad",
    "Limits",
    "LimitsReplaced",
    "Nobody",
    "NotAfter",
    "NotBefore",
    "Odds",
    "OnlyOperations",
    "Open",
    "Operation",
    "Own",
    "PowerRestored",
    "RaiseEpoch",
    "ReadLog",
    "Reading",
    "Reads",
    "Rights",
    "ServiceApplied",
    "ServiceCommand",
    "ServiceReading",
    "ServiceSubject",
    "SetClock",
    "Status",
    "StatusLine",
    "Stopped",
    "Subject",
    "Ticked",
    "TooEarly",
    "Transferred",
    "UnknownSubject",
    "UpdateFirmware",
    "Verdict",
    "Waits",
    "Why",
    "WrongEpoch",
    "decode",
]
