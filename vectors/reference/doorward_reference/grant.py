"""Section 7: a grant, its caveats and its text.

Each tag is the key of the next, so a holder can append and cannot take away. What is fixed here is
bytes and form; whether a grant is any use at a door is the box's own story. A phone reads the text
without a key, so it can tell a broken grant and not a forged one.
"""

import base64
import binascii
from dataclasses import dataclass

from . import bits, keys
from .refused import BAD_INPUT, Refused

VERSION = 1
BODY_BYTES = 86
ID_AT, ID_BYTES = 61, keys.ID_MAX_BYTES
TAG_BYTES = 32
ALL_OPERATIONS = 31  # key compartment 1, shackle 2, log 4, firmware 8, owner 16
MOST_CAVEATS = 8
NOT_BEFORE, NOT_AFTER, OPERATIONS, DELEGATE = 1, 2, 3, 4
CAVEAT_VALUE_BYTES = {NOT_BEFORE: 8, NOT_AFTER: 8, OPERATIONS: 2, DELEGATE: 16}
PREFIX = "dwg1."
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

BAD_TEXT, BAD_LENGTH, UNKNOWN_VERSION, UNKNOWN_OPERATION, BAD_ID = (
    "BadText", "BadLength", "UnknownVersion", "UnknownOperation", "BadId",
)  # fmt: skip
UNKNOWN_CAVEAT, BAD_CAVEAT, TOO_MANY_CAVEATS = "UnknownCaveat", "BadCaveat", "TooManyCaveats"


@dataclass(frozen=True)
class Body:
    operations: int
    epoch: int
    bulletin: int
    grant_id: bytes
    holder: bytes
    not_before: int
    not_after: int
    max_uses: int
    lockbox: str


@dataclass(frozen=True)
class Held:
    """What a holder keeps."""

    body: bytes
    caveats: tuple[bytes, ...]
    tag: bytes  # the last one


def check_operations(operations: int) -> None:
    if operations & ~ALL_OPERATIONS:
        raise Refused(UNKNOWN_OPERATION)


def pack(body: Body) -> bytes:
    check_operations(body.operations)
    if len(body.grant_id) != 16 or len(body.holder) != 16:
        raise Refused(BAD_INPUT)
    packed = bits.u8(VERSION) + bits.u16(body.operations) + bits.u32(body.epoch) + bits.u32(body.bulletin)
    packed += body.grant_id + body.holder + bits.u64(body.not_before) + bits.u64(body.not_after)
    packed += bits.u8(body.max_uses) + keys.identity(body.lockbox)
    return packed.ljust(BODY_BYTES, b"\x00")


def unpack(packed: bytes) -> Body:
    if len(packed) != BODY_BYTES:
        raise Refused(BAD_LENGTH)
    if packed[0] != VERSION:
        raise Refused(UNKNOWN_VERSION)
    operations = int.from_bytes(packed[1:3], "big")
    check_operations(operations)
    length, padded = packed[60], packed[ID_AT:]
    if not keys.ID_MIN_BYTES <= length <= ID_BYTES or any(padded[length:]):
        raise Refused(BAD_ID)
    try:
        lockbox = padded[:length].decode("ascii")
        keys.identity(lockbox)
    except (UnicodeDecodeError, Refused):
        raise Refused(BAD_ID) from None
    return Body(
        operations=operations,
        epoch=int.from_bytes(packed[3:7], "big"),
        bulletin=int.from_bytes(packed[7:11], "big"),
        grant_id=packed[11:27],
        holder=packed[27:43],
        not_before=int.from_bytes(packed[43:51], "big"),
        not_after=int.from_bytes(packed[51:59], "big"),
        max_uses=packed[59],
        lockbox=lockbox,
    )


def check_caveat(caveat: bytes) -> None:
    """A caveat with its type and length in front."""
    if caveat[0] not in CAVEAT_VALUE_BYTES:
        raise Refused(UNKNOWN_CAVEAT)
    if caveat[1] != CAVEAT_VALUE_BYTES[caveat[0]] or len(caveat) != 2 + caveat[1]:
        raise Refused(BAD_CAVEAT)
    if caveat[0] == OPERATIONS and int.from_bytes(caveat[2:], "big") & ~ALL_OPERATIONS:
        raise Refused(BAD_CAVEAT)


def first_tag(box: bytes, epoch: int, body: bytes) -> bytes:
    return keys.mac(keys.purpose_key(box, "grant", epoch), keys.VERSION + b"grant\x00" + body)


def next_tag(tag: bytes, caveat: bytes) -> bytes:
    return keys.mac(tag, keys.VERSION + b"caveat\x00" + caveat)


def issue(box: bytes, body: Body) -> Held:
    packed = pack(body)
    return Held(packed, (), first_tag(box, body.epoch, packed))


def narrow(held: Held, caveat: bytes) -> Held:
    """One caveat more. No key but the last tag is needed."""
    check_caveat(caveat)
    if len(held.caveats) == MOST_CAVEATS:
        raise Refused(TOO_MANY_CAVEATS)
    return Held(held.body, (*held.caveats, caveat), next_tag(held.tag, caveat))


def encode(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """The bytes that `encode` writes as exactly this text, if there are any."""
    if any(character not in ALPHABET for character in text):
        raise Refused(BAD_TEXT)
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:  # one character left over
        raise Refused(BAD_TEXT) from None
    if encode(data) != text:  # bits set behind the last byte
        raise Refused(BAD_TEXT)
    return data


def strip_prefix(text: str) -> str:
    if not text.startswith(PREFIX):
        raise Refused(BAD_TEXT)
    return text[len(PREFIX) :]


def write(held: Held) -> str:
    whole = held.body + bits.u8(len(held.caveats)) + b"".join(held.caveats) + held.tag
    return PREFIX + encode(whole)


def split(data: bytes) -> Held:
    """Body, caveats and tag, by the lengths that the bytes themselves state."""
    if len(data) <= BODY_BYTES:
        raise Refused(BAD_LENGTH)
    count, rest = data[BODY_BYTES], data[BODY_BYTES + 1 :]
    caveats = []
    for _ in range(count):
        if len(rest) < 2 or len(rest) < 2 + rest[1]:
            raise Refused(BAD_LENGTH)
        caveats.append(rest[: 2 + rest[1]])
        rest = rest[2 + rest[1] :]
    if len(rest) != TAG_BYTES:
        raise Refused(BAD_LENGTH)
    return Held(data[:BODY_BYTES], tuple(caveats), rest)


def read(text: str) -> tuple[Body, Held]:
    held = split(decode(strip_prefix(text)))
    body = unpack(held.body)
    if len(held.caveats) > MOST_CAVEATS:
        raise Refused(TOO_MANY_CAVEATS)
    for caveat in held.caveats:
        check_caveat(caveat)
    return body, held
