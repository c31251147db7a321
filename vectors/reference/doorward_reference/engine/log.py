"""The audit log as a box keeps it: its present key, the last rows, and failures still being counted.

An entry here is its 48 bytes. Its sequence is 0 until it becomes a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import audit, bits
from ..audit import ENTRY_BYTES, ROW_BYTES, SUBJECT_BYTES, Entry

if TYPE_CHECKING:
    from .memory import Memory, Row

KEY_BYTES = 32
ROWS_KEPT = 4
AREA_BYTES = 4 + KEY_BYTES + 1 + ROWS_KEPT * ROW_BYTES + ENTRY_BYTES
LAST_SEQUENCE = 2**32 - 2
CODE, GRANT, BULLETIN, COMMAND, CLOCK, POWER, EPOCH = range(1, 8)  # events
BY_NOTHING, BY_DAY_CODE, BY_FLEX_CODE, BY_SERVICE_CODE, BY_GRANT, BY_BULLETIN = range(6)  # methods
NOBODY = bytes(SUBJECT_BYTES)
SERVICE_FAMILY = 3
SERVICE_CODE = bytes([SERVICE_FAMILY]).ljust(SUBJECT_BYTES, b"\x00")
NONE_OPEN = bytes(ENTRY_BYTES)
KIND, SUBJECT, DETAIL = slice(16, 18), slice(20, 36), slice(36, 44)  # of an entry; event and outcome


@dataclass
class Log:
    key: bytes
    following: int = 0  # the sequence that the next row gets
    rows: list[bytes] = field(default_factory=list)  # the oldest first
    open: bytes = NONE_OPEN


def code_subject(row: Row) -> bytes:
    named = bits.u8(row.kind) + bits.u8(row.slot) + bytes(2) + bits.u32(row.place) + bits.u32(row.payload)
    return named.ljust(SUBJECT_BYTES, b"\x00")


def entry(
    memory: Memory, instant: int, event: int, outcome: int, method: int,
    operation: int = 0, subject: bytes = NOBODY, detail: int = 0,
) -> bytes:  # fmt: skip
    """Made after the event: `epoch` is the box's as the event left it."""
    told = (memory.epoch, instant, event, outcome, method, operation, subject, detail)
    return audit.pack(Entry(0, *told))


def append(log: Log, made: bytes) -> None:
    """A row, and the next key in place of the one that it was made with."""
    if log.following > LAST_SEQUENCE:
        return
    packed = bits.u32(log.following) + made[4:]
    log.rows = [*log.rows, packed + audit.row_tag(log.key, packed)][-ROWS_KEPT:]
    log.key = audit.next_key(log.key)
    log.following += 1


def close(log: Log) -> None:
    """What was counted becomes a row."""
    if log.open != NONE_OPEN:
        append(log, log.open)
        log.open = NONE_OPEN


def write(memory: Memory, made: bytes) -> None:
    close(memory.log)
    append(memory.log, made)


def is_like(counted: bytes, made: bytes) -> bool:
    return counted[KIND] == made[KIND] and counted[SUBJECT] == made[SUBJECT]


def fail(memory: Memory, made: bytes) -> None:
    """A failure. Those that follow one another and are alike are counted in one entry, the first."""
    log = memory.log
    if log.open == NONE_OPEN or not is_like(log.open, made):
        close(log)
        log.open = made[: DETAIL.start] + bytes(8) + made[DETAIL.stop :]
    failures = int.from_bytes(log.open[DETAIL], "big") + 1
    log.open = log.open[: DETAIL.start] + bits.u64(failures) + log.open[DETAIL.stop :]


def head(log: Log, now: int) -> bytes:
    stated = bits.u32(log.following) + bits.u64(now)
    return stated + audit.head_tag(log.key, stated)


def encode(log: Log) -> bytes:
    rows = b"".join(log.rows).ljust(ROWS_KEPT * ROW_BYTES, b"\x00")
    return bits.u32(log.following) + log.key + bits.u8(len(log.rows)) + rows + log.open


def is_valid(area: bytes) -> bool:
    """As much as a reader of a snapshot asks: room for the rows, and an entry that can be closed."""
    count, rows, counted = area[36], area[37:-ENTRY_BYTES], area[-ENTRY_BYTES:]
    if count > ROWS_KEPT or any(rows[ROW_BYTES * count :]):
        return False
    if counted == NONE_OPEN:
        return True
    failures = int.from_bytes(counted[DETAIL], "big")
    return not any(counted[:4] + counted[44:]) and counted[16] in (CODE, GRANT) and failures > 0


def decode(area: bytes) -> Log:
    rows = area[37:-ENTRY_BYTES]
    return Log(
        following=int.from_bytes(area[:4], "big"),
        key=area[4:36],
        rows=[rows[ROW_BYTES * i :][:ROW_BYTES] for i in range(area[36])],
        open=area[-ENTRY_BYTES:],
    )
