"""Memory as 1,536 bytes, and back."""

from .. import bits, flex, zone
from ..refused import Refused
from . import ledger, limits, log
from .crc import crc32c
from .memory import DAY, FLEX, GRANT, ROWS, GrantRow, Memory, Row

VERSION = 2
VERSION_BEFORE = 1  # of builds before the first release
BYTES = 1_536
CLOCK_SET, SUSPENDED, ROWS_VOID = 1, 2, 4
CANCELLED, USED = 1, 2  # flags of a row
OF_SHACKLE = 4  # of a grant's row: the last opening
ROWS_AT, ROW_BYTES = 128, 29
REVOKED_AT, REVOKED_MOST, REVOKED_BYTES = 1_056, 16, 8
LACKING_AT, MAY_LACK = 121, 2 | 4 | 8 | 16
AUDIT_AT = 1_185
CHECK_AT = 1_532
INSTANT_BYTES = 5
SLOTS = 16  # of a day code
FOR_LATER = (range(122, 128), range(1_526, CHECK_AT))


class Lost(Exception):
    """No whole snapshot of a known version with every field in its range."""


def short_instant(instant: int) -> bytes:
    return bits.unsigned(min(instant, 2**40 - 1), INSTANT_BYTES)


def encode_row(row: Row | GrantRow | None) -> bytes:
    if row is None:
        return bytes(ROW_BYTES)
    if isinstance(row, GrantRow):
        head = bits.u8(row.kind) + bits.u8(USED | OF_SHACKLE * row.shackle) + bits.u8(row.uses)
        return head + row.grant_id + short_instant(row.not_after) + short_instant(row.last)
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
    for i in range(ROWS):
        row = data[ROWS_AT + ROW_BYTES * i :][:ROW_BYTES]
        if row[0] == GRANT:
            continue
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
    lost_unless(data[LACKING_AT] & ~MAY_LACK == 0)
    for i in range(ROWS):
        row = data[ROWS_AT + ROW_BYTES * i :][:ROW_BYTES]
        if row[0] == GRANT:
            lost_unless(row[1] | OF_SHACKLE == USED | OF_SHACKLE and row[2] > 0)
            continue
        lost_unless(row[0] in (0, DAY, FLEX))
        lost_unless(row[1] & ~(CANCELLED | USED) == 0)
        lost_unless(row[2] < SLOTS)
        lost_unless(int.from_bytes(row[7:11], "big") < flex.PAYLOADS)


def decode_row(data: bytes) -> Row | GrantRow | None:
    if data == bytes(ROW_BYTES):
        return None
    number = int.from_bytes
    if data[0] == GRANT:
        not_after, last = number(data[19:24], "big"), number(data[24:29], "big")
        return GrantRow(data[3:19], not_after, data[2], bool(data[1] & OF_SHACKLE), last)
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
    data += bits.u8(memory.unconfirmed) + bits.u8(memory.lacking) + bytes(6)
    assert len(data) == ROWS_AT
    data += b"".join(encode_row(row) for row in memory.rows)
    assert len(data) == REVOKED_AT
    revoked = b"".join(memory.revoked)
    data += bits.u8(len(memory.revoked)) + revoked.ljust(REVOKED_MOST * REVOKED_BYTES, b"\x00")
    assert len(data) == AUDIT_AT
    data += log.encode(memory.log) + bytes(6)
    assert len(data) == CHECK_AT
    return data + bits.u32(crc32c(data))


def decode_snapshot(data: bytes) -> Memory:
    """Read a snapshot as a box does at its start: rows that were void when saved are gone."""
    if len(data) != BYTES or crc32c(data[:CHECK_AT]) != int.from_bytes(data[CHECK_AT:], "big"):
        raise Lost
    lost_unless(data[0] in (VERSION, VERSION_BEFORE))
    check_ranges(data)
    check_unused(data)
    lost_unless(log.is_valid(data[AUDIT_AT:][: log.AREA_BYTES]))

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
        log=log.decode(data[AUDIT_AT:][: log.AREA_BYTES]),
        lacking=data[LACKING_AT],
    )
    if data[0] == VERSION_BEFORE:
        drop_repeat_of_reusable(memory)
    return memory


def drop_repeat_of_reusable(memory: Memory) -> None:
    """Version 1 also noted a repeat for codes that may be used again anyway."""
    row = memory.rows[memory.unconfirmed - 1] if memory.unconfirmed else None
    if not isinstance(row, Row) or not ledger.is_single_use(memory, row):
        memory.unconfirmed = 0
