"""Section 6: a card's renewal read out over the phone.

The card checks the digits itself, with the key it carries. Three renewals are possible under one
day, numbered 0, 1 and 2.
"""

from . import bits, keys
from .refused import OUT_OF_RANGE, Refused

DIGITS = 8
RENEWALS = 3


def code(root: bytes, credential: str, day: int, n: int) -> str:
    """`day` is the card's association's own local day."""
    if not 0 <= n < RENEWALS:
        raise Refused(OUT_OF_RANGE)
    tag = keys.mac(keys.credential_key(root, credential), bits.u32(day) + bits.u8(n))
    return bits.decimal(bits.reduce(bits.be64(tag), DIGITS), DIGITS)
