"""Section 10: rows and heads of the audit log.

The key of each row is made from the one before it, which is then erased. Whoever knows the first
key can check any row alone; whoever takes a box apart finds the present key and nothing older.
"""

from dataclasses import dataclass

from . import bits, keys
from .refused import BAD_INPUT, Refused

ENTRY_BYTES, TAG_BYTES = 48, 16
ROW_BYTES, HEAD_BYTES = ENTRY_BYTES + TAG_BYTES, 4 + 8 + TAG_BYTES
SUBJECT_BYTES = 16
RESERVED = bytes(4)
EVENTS = range(1, 8)
METHODS = range(6)
OUTCOMES = range(27)
OPERATIONS = (0, 1, 2, 4, 8, 16)

BAD_LENGTH, BAD_ENTRY, FORGED = "BadLength", "BadEntry", "Forged"


@dataclass(frozen=True)
class Entry:
    sequence: int
    epoch: int
    instant: int
    event: int
    outcome: int
    method: int
    operation: int
    subject: bytes
    detail: int


@dataclass(frozen=True)
class Log:
    """The log of one provisioning of one box, as the service sees it."""

    root: bytes
    lockbox: str
    generation: int

    def first_key(self) -> bytes:
        return keys.first_audit_key(self.root, self.lockbox, self.generation)

    def key_at(self, sequence: int) -> bytes:
        key = self.first_key()
        for _ in range(sequence):
            key = next_key(key)
        return key

    def key_of_row(self, sequence: int) -> bytes:
        return self.key_at(sequence)

    def key_of_head(self, following: int) -> bytes:
        return self.key_at(following)


def next_key(key: bytes) -> bytes:
    return keys.mac(key, keys.VERSION + b"audit-next\x00")


def pack(entry: Entry) -> bytes:
    check(entry)
    packed = bits.u32(entry.sequence) + bits.u32(entry.epoch) + bits.u64(entry.instant)
    packed += bits.u8(entry.event) + bits.u8(entry.outcome) + bits.u8(entry.method) + bits.u8(entry.operation)
    return packed + entry.subject + bits.u64(entry.detail) + RESERVED


def check(entry: Entry) -> None:
    if len(entry.subject) != SUBJECT_BYTES:
        raise Refused(BAD_INPUT)
    known = entry.event in EVENTS and entry.method in METHODS and entry.outcome in OUTCOMES
    if not known or entry.operation not in OPERATIONS:
        raise Refused(BAD_ENTRY)


def unpack(packed: bytes) -> Entry:
    entry = Entry(
        sequence=int.from_bytes(packed[0:4], "big"),
        epoch=int.from_bytes(packed[4:8], "big"),
        instant=int.from_bytes(packed[8:16], "big"),
        event=packed[16],
        outcome=packed[17],
        method=packed[18],
        operation=packed[19],
        subject=packed[20:36],
        detail=int.from_bytes(packed[36:44], "big"),
    )
    check(entry)
    if packed[44:] != RESERVED:
        raise Refused(BAD_ENTRY)
    return entry


def row_tag(key: bytes, packed: bytes) -> bytes:
    return keys.mac(key, keys.VERSION + b"audit-entry\x00" + packed)[:TAG_BYTES]


def head_tag(key: bytes, stated: bytes) -> bytes:
    return keys.mac(key, keys.VERSION + b"audit-head\x00" + stated)[:TAG_BYTES]


def same(tag: bytes, wanted: bytes) -> bool:
    return tag == wanted


def row(log: Log, entry: Entry) -> bytes:
    packed = pack(entry)
    return packed + row_tag(log.key_of_row(entry.sequence), packed)


def head(log: Log, following: int, instant: int) -> bytes:
    """`following` is the sequence that the next row will get."""
    stated = bits.u32(following) + bits.u64(instant)
    return stated + head_tag(log.key_of_head(following), stated)


def verify_row(log: Log, row_bytes: bytes) -> Entry:
    """The entry, if this log's box wrote the row at that point of its life."""
    if len(row_bytes) != ROW_BYTES:
        raise Refused(BAD_LENGTH)
    packed, tag = row_bytes[:ENTRY_BYTES], row_bytes[ENTRY_BYTES:]
    sequence = int.from_bytes(packed[:4], "big")
    if not same(tag, row_tag(log.key_of_row(sequence), packed)):
        raise Refused(FORGED)
    return unpack(packed)


def verify_head(log: Log, head_bytes: bytes) -> tuple[int, int]:
    if len(head_bytes) != HEAD_BYTES:
        raise Refused(BAD_LENGTH)
    stated, tag = head_bytes[:-TAG_BYTES], head_bytes[-TAG_BYTES:]
    following = int.from_bytes(stated[:4], "big")
    if not same(tag, head_tag(log.key_of_head(following), stated)):
        raise Refused(FORGED)
    return following, int.from_bytes(stated[4:], "big")
