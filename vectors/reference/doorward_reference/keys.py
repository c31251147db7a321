"""Section 1: every key of the system from one root key.

Data moves one way. Whoever holds a key can derive those after it and none before it, which is why
the first audit key comes from the root: a box holds its own box key, and must not be able to derive
the key that vouched for its first rows.
"""

import hmac

from . import bits
from .refused import BAD_INPUT, Refused

VERSION = b"doorward/v1/"
ROOT_BYTES = 32
ID_MIN_BYTES = 1
ID_MAX_BYTES = 25
FIRST_GRAPHIC, LAST_GRAPHIC = 0x21, 0x7E  # "!" to "~": ASCII without space and control characters

EPOCH_BOUND = ("day", "flex", "grant")  # die when the box changes hands
FOR_LIFE = ("service", "bulletin", "challenge")  # always derived with epoch 0


def mac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256."""
    return hmac.digest(key, message, "sha256")


def expand(key: bytes, info: bytes) -> bytes:
    """HKDF-Expand (RFC 5869) for exactly one block of output: 32 bytes."""
    return mac(key, info + b"\x01")


def identity(name: str) -> bytes:
    """A lockbox or credential id with its length in front, as it enters a derivation."""
    try:
        raw = name.encode("ascii")
    except UnicodeEncodeError:
        raise Refused(BAD_INPUT) from None
    if not ID_MIN_BYTES <= len(raw) <= ID_MAX_BYTES:
        raise Refused(BAD_INPUT)
    if not all(FIRST_GRAPHIC <= byte <= LAST_GRAPHIC for byte in raw):
        raise Refused(BAD_INPUT)
    return bits.u8(len(raw)) + raw


def from_root(root: bytes, label: bytes, rest: bytes) -> bytes:
    if len(root) != ROOT_BYTES:
        raise Refused(BAD_INPUT)
    return expand(root, VERSION + label + b"\x00" + rest)


def box_key(root: bytes, lockbox: str, generation: int) -> bytes:
    """The key a box is provisioned with; `generation` counts its provisionings from 0."""
    return from_root(root, b"lockbox", identity(lockbox) + bits.u32(generation))


def first_audit_key(root: bytes, lockbox: str, generation: int) -> bytes:
    return from_root(root, b"audit", identity(lockbox) + bits.u32(generation))


def credential_key(root: bytes, credential: str) -> bytes:
    """A member card's key. No generation: a lost card gets a new id."""
    return from_root(root, b"credential", identity(credential))


def purpose_key(box: bytes, purpose: str, epoch: int) -> bytes:
    """The key of one purpose under ownership epoch `epoch`, which the lifelong ones ignore."""
    if purpose not in EPOCH_BOUND + FOR_LIFE:
        raise Refused(BAD_INPUT)
    bound_epoch = 0 if purpose in FOR_LIFE else epoch
    return expand(box, VERSION + purpose.encode("ascii") + b"\x00" + bits.u32(bound_epoch))


def day_key(day_root: bytes, day: int) -> bytes:
    """The key that an agent's phone may hold for one civil day; `day_root` is purpose `day`."""
    return expand(day_root, VERSION + b"day-key" + b"\x00" + bits.u32(day))
