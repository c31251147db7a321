"""Memory as 1,536 bytes, and back."""

from .. import bits, flex, zone
from ..refused import Refused
from . import ledger, limits
from .crc import crc32c
from .memory import AUDIT_BYTES, DAY, FLEX, ROWS, Memory, Row

VERSION = 2
VERSION_BEFORE = 1  # of builds before the first release
BYTES = 1_536
CLOCK_SET, SUSPENDED, ROWS_VOID = 1, 2, 4
CANCELLED, USED = 1, 2
ROWS_AT, ROW_BYTES = 128, 29
REVOKED_AT, REVOKED_MOST, REVOKED_BYTES = 1_056, 16, 8
AUDIT_AT = 1_185
CHECK_AT = 1_532
INSTANT_BYTES = 5
SLOTS = 16  # of a day code
AUDIT_ROWS_AT, AUDIT_ROW_BYTES, AUDIT_ROWS_MOST = AUDIT_AT + 36, 64, 4
FOR_LATER = (range(121, 128), range(1_526, CHECK_AT))


class Lost(Exception):
    """No whole snapshot of a known version with every field in its range."""


def short_instant(instant: int) -> bytes:
    return bits.unsigned(min(instant, 2**40 - 1), INSTANT_BYTES)


def encode_row(row: Row | None) -> bytes:
    if row is None:
        return bytes(ROW_BYTES)
    flags = CANCELLED * row.cancelled + USED * row.used
    head = bits.u8(row.kind) + bits.u8(flags) + bits.u8(row.slot)
    meaning = bits.u32(row.place) + bits.u32(row.payload) + bits.unsigned(row.digits, 5)
    return head + meaning + short_instant(row.first) + short_instant(row.last) + bytes(3)


def lost_unless(condition: bool) -> None:
    if not condition:
        raise Lost


def check_unused(data: bytes) -> None:
    """What has no meaning is zero: kept for later, or behind the last one of a list."""
    for places in FOR_LATER:
        lost_unless(not any(data[place] for place in places))
    lost_unless(not any(data[REVOKED_AT + 1 + REVOKED_BYTES * data[REVOKED_AT] : AUDIT_AT]))
    last_audit_row = AUDIT_ROWS_AT + 1 + AUDIT_ROW_BYTES * data[AUDIT_ROWS_AT]
    end_of_audit_rows = AUDIT_ROWS_AT + 1 + AUDIT_ROW_BYTES * AUDIT_ROWS_MOST
    lost_unless(not any(data[last_audit_row:end_of_audit_rows]))
    for i in range(ROWS):
        row = data[ROWS_AT + ROW_BYTES * i :][:ROW_BYTES]
        lost_unless(not any(row[26:]))
        if row[0] == 0:
            lost_unless(not any(row))
        if row[0] == DAY:
            lost_unless(not any(row[7:11]))
        if row[0] == FLEX:
            lost_unless(row[2] == 0)
            # The payload says again where in its cycle the window starts.
            lost_unless(row[10] % 64 == row[6] % 64)
        if not row[1] & USED:
            lost_unless(not any(row[16:26]))


def check_ranges(data: bytes) -> None:
    """Zone and limits have checks of their own."""
    lost_unless(data[1] & ~(CLOCK_SET | SUSPENDED | ROWS_VOID) == 0)
    lost_unless(data[120] <= ROWS)
    lost_unless(data[REVOKED_AT] <= REVOKED_MOST)
    lost_unless(data[AUDIT_ROWS_AT] <= AUDIT_ROWS_MOST)
    for i in range(ROWS):
        row = data[ROWS_AT + ROW_BYTES * i :][:ROW_BYTES]
        lost_unless(row[0] in (0, DAY, FLEX))
        lost_unless(row[1] & ~(CANCELLED | USED) == 0)
        lost_unless(row[2] < SLOTS)
        lost_unless(int.from_bytes(row[7:11], "big") < flex.PAYLOADS)


def decode_row(data: bytes) -> Row | None:
    if data == bytes(ROW_BYTES):
        return None
    number = int.from_bytes
    return Row(
        kind=data[0],
        cancelled=bool(data[1] & CANCELLED),
        used=bool(data[1] & USED),
        slot=data[2],
        place=number(data[3:7], "big"),
        payload=number(data[7:11], "big"),
        digits=number(data[11:16], "big"),
        first=number(data[16:21], "big"),
        last=number(data[21:26], "big"),
    )


def encode_snapshot(memory: Memory) -> bytes:
    flags = CLOCK_SET * memory.clock_set + SUSPENDED * memory.suspended + ROWS_VOID * memory.rows_void
    data = bits.u8(VERSION) + bits.u8(flags)
    data += bits.u32(memory.epoch) + bits.u32(memory.sequence)
    data += bits.u64(memory.persisted) + bits.u64(memory.last_sync) + bits.u64(memory.last_clock_code)
    data += bits.u32(memory.forward) + bits.u32(memory.back)
    data += bits.u64(memory.forgotten) + bits.u64(memory.challenges)
    data += bits.u8(memory.run) + bits.u8(memory.total)
    data += bits.u64(memory.wait_until) + bits.u64(memory.falls_from)
    data += memory.zone.to_bytes() + memory.limits.to_bytes()
    data += bits.u8(memory.unconfirmed) + bytes(7)
    assert len(data) == ROWS_AT
    data += b"".join(encode_row(row) for row in memory.rows)
    assert len(data) == REVOKED_AT
    revoked = b"".join(memory.revoked)
    data += bits.u8(len(memory.revoked)) + revoked.ljust(REVOKED_MOST * REVOKED_BYTES, b"\x00")
    assert len(data) == AUDIT_AT
    data += memory.audit + bytes(6)
    assert len(data) == CHECK_AT
    return data + bits.u32(crc32c(data))


def decode_snapshot(data: bytes) -> Memory:
    """Read a snapshot as a box does at its start: rows that were void when saved are gone."""
    if len(data) != BYTES or crc32c(data[:CHECK_AT]) != int.from_bytes(data[CHECK_AT:], "big"):
        raise Lost
    lost_unless(data[0] in (VERSION, VERSION_BEFORE))
    check_ranges(data)
    check_unused(data)

    def number(first: int, width: int) -> int:
        return int.from_bytes(data[first : first + width], "big")

    void = bool(data[1] & ROWS_VOID)
    rows = [data[ROWS_AT + ROW_BYTES * i :][:ROW_BYTES] for i in range(ROWS)]
    count = data[REVOKED_AT]
    revoked = data[REVOKED_AT + 1 :][: REVOKED_BYTES * count]
    try:
        place, limit = zone.parse(data[76:90]), limits.parse(data[90:120])
    except Refused:
        raise Lost from None
    memory = Memory(
        clock_set=bool(data[1] & CLOCK_SET),
        suspended=bool(data[1] & SUSPENDED),
        epoch=number(2, 4),
        sequence=number(6, 4),
        persisted=number(10, 8),
        last_sync=number(18, 8),
        last_clock_code=number(26, 8),
        forward=number(34, 4),
        back=number(38, 4),
        forgotten=number(42, 8),
        challenges=number(50, 8),
        run=data[58],
        total=data[59],
        wait_until=number(60, 8),
        falls_from=number(68, 8),
        zone=place,
        limits=limit,
        unconfirmed=data[120],
        rows=[None if void else decode_row(row) for row in rows],
        revoked=[revoked[i : i + REVOKED_BYTES] for i in range(0, len(revoked), REVOKED_BYTES)],
        audit=data[AUDIT_AT:][:AUDIT_BYTES],
    )
    if data[0] == VERSION_BEFORE:
        drop_repeat_of_reusable(memory)
    return memory


def drop_repeat_of_reusable(memory: Memory) -> None:
    """Version 1 also noted a repeat for codes that may be used again anyway."""
    row = memory.rows[memory.unconfirmed - 1] if memory.unconfirmed else None
    if row is None or not ledger.is_single_use(memory, row):
        memory.unconfirmed = 0
