"""The bytes of a bulletin."""

from dataclasses import dataclass

from .. import bits, keys, zone
from ..refused import Refused
from ..zone import Zone
from . import decision
from .decision import Denied

VERSION = 1
ID_BYTES = 25
NONCE_BYTES = 16
CARRIED = bytes(NONCE_BYTES)
SUSPENDED = 1
REVOKED_MOST, REVOKED_BYTES = 16, 8
FIXED_BYTES, TAG_BYTES = 75, 32
COUNT_AT = 74


@dataclass(frozen=True)
class Bulletin:
    lockbox: bytes
    nonce: bytes
    sequence: int
    epoch: int
    issued_at: int
    suspended: bool
    zone: Zone
    revoked: tuple[bytes, ...]

    def is_live(self) -> bool:
        return self.nonce != CARRIED


def tag(key: bytes, body: bytes) -> bytes:
    return keys.mac(key, keys.VERSION + b"bulletin\x00" + body)


def build(key: bytes, bulletin: Bulletin) -> bytes:
    body = bits.u8(VERSION) + bits.u8(len(bulletin.lockbox)) + bulletin.lockbox.ljust(ID_BYTES, b"\x00")
    body += bulletin.nonce + bits.u32(bulletin.sequence) + bits.u32(bulletin.epoch)
    body += bits.u64(bulletin.issued_at) + bits.u8(SUSPENDED * bulletin.suspended)
    body += bulletin.zone.to_bytes() + bits.u8(len(bulletin.revoked)) + b"".join(bulletin.revoked)
    return body + tag(key, body)


def parse(message: bytes) -> Bulletin:
    """What is said, before it is asked who says it. The version first: it rules the rest."""
    if not message:
        raise Denied(decision.BAD_MESSAGE)
    if message[0] != VERSION:
        raise Denied(decision.UNSUPPORTED)
    if len(message) < FIXED_BYTES + TAG_BYTES:
        raise Denied(decision.BAD_MESSAGE)
    length, count, flags = message[1], message[COUNT_AT], message[59]
    whole = (
        count <= REVOKED_MOST
        and len(message) == FIXED_BYTES + REVOKED_BYTES * count + TAG_BYTES
        and 1 <= length <= ID_BYTES
        and not any(message[2 + length : 2 + ID_BYTES])
        and flags & ~SUSPENDED == 0
    )
    if not whole:
        raise Denied(decision.BAD_MESSAGE)
    try:
        place = zone.parse(message[60:74])
    except Refused:
        raise Denied(decision.BAD_MESSAGE) from None
    listed = message[FIXED_BYTES:-TAG_BYTES]
    return Bulletin(
        lockbox=message[2 : 2 + length],
        nonce=message[27:43],
        sequence=int.from_bytes(message[43:47], "big"),
        epoch=int.from_bytes(message[47:51], "big"),
        issued_at=int.from_bytes(message[51:59], "big"),
        suspended=bool(flags & SUSPENDED),
        zone=place,
        revoked=tuple(listed[i : i + REVOKED_BYTES] for i in range(0, len(listed), REVOKED_BYTES)),
    )


def is_genuine(key: bytes, message: bytes) -> bool:
    return tag(key, message[:-TAG_BYTES]) == message[-TAG_BYTES:]
