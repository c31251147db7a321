"""Numbers as bytes, and numbers as digits.

Every other module goes through these few functions, so the byte order and the scaling rule are
stated once.
"""

from .refused import BAD_INPUT, MALFORMED, Refused

ASCII_DIGITS = "0123456789"


def unsigned(value: int, width: int) -> bytes:
    """`value` as `width` big-endian bytes; a number that does not fit is refused, never wrapped."""
    if not 0 <= value < 256**width:
        raise Refused(BAD_INPUT)
    return value.to_bytes(width, "big")


def u8(value: int) -> bytes:
    return unsigned(value, 1)


def u16(value: int) -> bytes:
    return unsigned(value, 2)


def u32(value: int) -> bytes:
    return unsigned(value, 4)


def u64(value: int) -> bytes:
    return unsigned(value, 8)


def be64(data: bytes) -> int:
    """The first eight bytes, read as one unsigned number."""
    return int.from_bytes(data[:8], "big")


def reduce(y: int, m: int) -> int:
    """Scale a 64-bit number down to 0..10^m - 1.

    The number is taken as a fraction of 2^64 and multiplied. A remainder of a division would do for
    uniformity too, but on many processors a division takes longer for some numbers than for others.
    """
    return y * 10**m >> 64


def decimal(value: int, digits: int) -> str:
    """Exactly `digits` characters, zeros in front included."""
    return str(value).zfill(digits)


def parse_decimal(text: str, digits: int) -> int:
    """What was typed, as a number.

    Only the ten ASCII digits count: Python's own `int` would also take a sign, spaces and the
    digits of other scripts, none of which a keypad or a vendor's parser should.
    """
    if len(text) != digits or any(character not in ASCII_DIGITS for character in text):
        raise Refused(MALFORMED)
    return int(text)
