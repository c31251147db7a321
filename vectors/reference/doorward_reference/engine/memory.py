"""What a box remembers. The fields are those of the snapshot, under the same names."""

from dataclasses import dataclass, field

from ..zone import Zone
from .limits import Limits

ROWS = 32
DAY, FLEX = 1, 2  # kinds of row
AUDIT_BYTES = 341


@dataclass
class Row:
    kind: int
    place: int  # the day, or the starting half hour
    digits: int  # what was typed, as a number
    slot: int = 0  # of a day code
    payload: int = 0  # of a flex code
    cancelled: bool = False
    used: bool = False
    first: int = 0  # instant of the first use
    last: int = 0  # instant of the last opening


@dataclass
class Memory:
    epoch: int
    zone: Zone
    limits: Limits
    audit: bytes
    clock_set: bool = False
    suspended: bool = False
    rows_void: bool = False  # only in the one save that raises the epoch
    sequence: int = 0
    persisted: int = 0
    last_sync: int = 0
    last_clock_code: int = 0
    forward: int = 0
    back: int = 0
    forgotten: int = 0
    challenges: int = 0
    run: int = 0
    total: int = 0
    wait_until: int = 0
    falls_from: int = 0
    unconfirmed: int = 0  # 1 + index of the row whose opening may be repeated
    rows: list[Row | None] = field(default_factory=lambda: [None] * ROWS)
    revoked: list[bytes] = field(default_factory=list)

    def persist(self, now: int) -> None:
        """Remember `now`. Only a clock code or a live bulletin may lower this instant."""
        self.persisted = max(self.persisted, now)


def provisioned(epoch: int, zone: Zone, limits: Limits, audit_0: bytes) -> Memory:
    """What a new box knows: nothing has happened, and the clock is unset."""
    limits.check()
    next_sequence, rows_held = bytes(4), bytes(1)
    audit = (next_sequence + audit_0 + rows_held).ljust(AUDIT_BYTES, b"\x00")
    return Memory(epoch, zone, limits, audit)
