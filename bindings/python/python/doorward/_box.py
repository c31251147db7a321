"""Plain values: what a box is told, decides and remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, TypeAlias, Union

from doorward._decode import Value
from doorward._doorward import Zone
from doorward._names import DayUse, Operation
from doorward._values import ServiceCommand


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

    _tag: ClassVar[tuple[str, str]] = ("applied", "service")
    _flat: ClassVar[str] = "command"
    command: ServiceCommand


@dataclass(frozen=True, slots=True)
class BulletinApplied(Value):
    """A bulletin was taken."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "bulletin")
    sequence: int


@dataclass(frozen=True, slots=True)
class UpdateFirmware(Value):
    """A grant allows new firmware, of the manifest with this SHA-256."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "update_firmware")
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Transferred(Value):
    """The box went to another owner."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "transferred")
    epoch: int


@dataclass(frozen=True, slots=True)
class Confirmed(Value):
    """What was to open did."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "confirmed")


@dataclass(frozen=True, slots=True)
class PowerRestored(Value):
    """The power is back."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "power_restored")


@dataclass(frozen=True, slots=True)
class Ticked(Value):
    """Time has passed."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "ticked")


@dataclass(frozen=True, slots=True)
class ReadLog(Value):
    """The log may be read on this connection."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "read_log")


@dataclass(frozen=True, slots=True)
class Own(Value):
    """The holder of the grant acts as the owner on this connection."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "own")


@dataclass(frozen=True, slots=True)
class LimitsReplaced(Value):
    """Other limits are in force."""

    _tag: ClassVar[tuple[str, str]] = ("applied", "limits_replaced")


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

    _tag: ClassVar[tuple[str, str]] = ("decision", "open")
    number: int
    operation: Operation
    until: datetime


@dataclass(frozen=True, slots=True)
class Applied(Value):
    """Something else was done. The caller sets the box's clock before the next call, if told to."""

    _tag: ClassVar[tuple[str, str]] = ("decision", "applied")
    number: int
    applied: Done
    set_clock: datetime | None


@dataclass(frozen=True, slots=True)
class Denied(Value):
    """Nothing was done."""

    _tag: ClassVar[tuple[str, str]] = ("decision", "deny")
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

    _tag: ClassVar[tuple[str, str]] = ("", "reads")


@dataclass(frozen=True, slots=True)
class Waits(Value):
    """Not before this instant, after too many refusals in a run."""

    _tag: ClassVar[tuple[str, str]] = ("", "waits")
    until: datetime


@dataclass(frozen=True, slots=True)
class Stopped(Value):
    """Not before this instant, after too many refusals in all."""

    _tag: ClassVar[tuple[str, str]] = ("", "stopped")
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
    "AccessHours",
    "Answer",
    "Applied",
    "BulletinApplied",
    "Confirmed",
    "Decision",
    "Denied",
    "Done",
    "Keypad",
    "Limits",
    "LimitsReplaced",
    "Open",
    "Own",
    "PowerRestored",
    "ReadLog",
    "Reads",
    "ServiceApplied",
    "Status",
    "Stopped",
    "Ticked",
    "Transferred",
    "UpdateFirmware",
    "Waits",
    "Why",
]
