"""Section 3: a keyed permutation of the numbers of D decimal digits.

The network is that of FF1 (NIST SP 800-38G, radix 10, ten rounds). It is written over an arbitrary
round function so that the tests can put AES in and meet NIST's published FF1 samples; Doorward puts
HMAC-SHA-256 in.
"""

from collections.abc import Callable

from . import bits, keys
from .refused import BAD_INPUT, Refused

ROUNDS = 10
MIN_DIGITS, MAX_DIGITS = 10, 12

RoundFunction = Callable[[int, int, int], int]
"""(round number from 0, right half, digits wanted) -> a number to add to the left half."""


def halves(digits: int) -> tuple[int, int]:
    """Digits of the left and of the right half; the right one is longer when `digits` is odd."""
    left = digits // 2
    return left, digits - left


def round_width(number: int, left: int, right: int) -> int:
    """How many digits round `number` works on: the halves change places after every round."""
    return left if number % 2 == 0 else right


def encipher_with(round_function: RoundFunction, digits: int, x: int) -> int:
    left, right = halves(digits)
    a, b = divmod(x, 10**right)
    for number in range(ROUNDS):
        m = round_width(number, left, right)
        c = (a + round_function(number, b, m)) % 10**m
        a, b = b, c
    return a * 10**right + b


def decipher_with(round_function: RoundFunction, digits: int, x: int) -> int:
    left, right = halves(digits)
    a, b = divmod(x, 10**right)
    for number in reversed(range(ROUNDS)):
        m = round_width(number, left, right)
        c, b = b, a
        a = (c - round_function(number, b, m)) % 10**m
    return a * 10**right + b


def hmac_round(key: bytes, digits: int, tweak: int) -> RoundFunction:
    """Doorward's round function: one HMAC, its first eight bytes scaled to the digits wanted."""

    def value(number: int, b: int, m: int) -> int:
        message = bits.u8(digits) + bits.u64(tweak) + bits.u8(number) + bits.u64(b)
        return bits.reduce(bits.be64(keys.mac(key, message)), m)

    return value


def check(digits: int, x: int) -> None:
    if not MIN_DIGITS <= digits <= MAX_DIGITS or not 0 <= x < 10**digits:
        raise Refused(BAD_INPUT)


def encipher(key: bytes, digits: int, tweak: int, x: int) -> int:
    check(digits, x)
    return encipher_with(hmac_round(key, digits, tweak), digits, x)


def decipher(key: bytes, digits: int, tweak: int, x: int) -> int:
    check(digits, x)
    return decipher_with(hmac_round(key, digits, tweak), digits, x)
