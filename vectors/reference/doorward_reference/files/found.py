"""Rare inputs: search.py found them, under the keys below.

They are only inputs. What the codes are, and that they coincide, is computed anew whenever the
vectors are written.
"""

from typing import NamedTuple

from ..flex import Window
from ..stream import Stream

BOX = Stream("found: box key").key()
ROOT = Stream("found: root key").key()
CREDENTIAL = "CARD-0042"

# Codes that change when a MAC is cut to four bytes: (digits, day, slot), epoch 0
NARROW_DAY_CODES = ((7, 20_070, 3), (8, 20_023, 2), (9, 20_000, 1))
NARROW_RENEWAL_DAY = 20_096
# The same of the numeral cipher under BOX as the key, tweak 0: (digits, plain)
NARROW_NUMERALS = ((10, 6_972), (11, 2_328), (12, 707))
# A nine-digit day code that double-precision arithmetic gets wrong: (day, slot), epoch 0
FLOAT_DAY_CODE = (113_525, 4)


class SharedDay(NamedTuple):
    """A day on which two slots have the same seven digits."""

    epoch: int
    day: int
    lower: int
    higher: int


BOTH_SERVICE = SharedDay(26, 29_469, 3, 5)
ONE_IN_EACH_HALF = SharedDay(19, 28_868, 7, 12)
BOTH_HOLDER = SharedDay(9, 28_856, 12, 14)
LAST_SERVICE = SharedDay(117, 21_853, 3, 7)
LAST_HOLDER = SharedDay(21, 21_631, 14, 15)


class SharedMidnight(NamedTuple):
    """A day that shares one seven-digit code with the day after it."""

    epoch: int
    day: int
    slot: int
    slot_after: int


HIGHER_SLOT_FIRST = SharedMidnight(1, 24_941, 13, 2)
LOWER_SLOT_FIRST = SharedMidnight(8, 28_159, 0, 12)

# Two windows under neighbouring tweaks with one ten-digit code, both open for a while; epoch 0
BOTH_OPEN = (Window(998_709, 26, 0, 0, 1), Window(998_725, 107, 1, 0, 1))
ALSO_OPEN = (Window(972_275, 83, 1, 0, 0), Window(972_298, 31, 1, 0, 0))

# Windows whose ten-digit code is also a payload under the tweak before, or after; epoch 0
PAYLOAD_BEFORE = {
    0: Window(966_545, 32, 0, 1, 1),
    1: Window(967_616, 121, 1, 1, 0),
    2: Window(1_056_017, 107, 2, 0, 0),
    3: Window(1_066_754, 59, 3, 0, 1),
}
PAYLOAD_AFTER = {
    0: Window(976_121, 113, 0, 1, 0),
    1: Window(972_275, 83, 1, 0, 0),
    2: Window(1_086_253, 84, 2, 0, 1),
    3: Window(979_644, 120, 3, 1, 0),
}
