"""What a box remembers. The fields are those of the snapshot, under the same names."""

from dataclasses import dataclass, field

from ..zone import Zone
from .limits import Limits
from .log import Log

ROWS = 32
DAY, FLEX, GRANT = 1, 2, 3  # kinds of row


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
class GrantRow:
    """Of a grant whose uses are limited."""

    grant_id: bytes
    not_after: int  # the body's
    uses: int = 0  # openings counted; at least 1 once it is saved
    shackle: bool = False  # was the last opening of the shackle?
    last: int = 0  # instant of the last opening
    kind: int = GRANT
    used: bool = True


@dataclass
class Memory:
    epoch: int
    zone: Zone
    limits: Limits
    log: Log
    lacking: int = 0  # grant operations that the model does not have
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
    rows: list[Row | GrantRow | None] = field(default_factory=lambda: [None] * ROWS)
    revoked: list[bytes] = field(default_factory=list)

    def persist(self, now: int) -> None:
        """Remember `now`. Only a clock code or a live bulletin may lower this instant."""
        self.persisted = max(self.persisted, now)


def provisioned(epoch: int, zone: Zone, limits: Limits, audit_0: bytes, lacking: int = 0) -> Memory:
    """What a new box knows: nothing has happened, and the clock is unset."""
    limits.check()
    return Memory(epoch, zone, limits, Log(audit_0), lacking)
