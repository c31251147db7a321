"""Wrong implementations: the reference with one function or constant exchanged for a mistaken one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import support

from doorward_reference import bits, keys, numeral
from doorward_reference.files.container import Evaluate
from doorward_reference.refused import MALFORMED, Refused

Patch = tuple[object, str, Any]
"""(module or class, name of what to exchange, the mistaken one)"""


@dataclass(frozen=True)
class Mutant:
    algorithm: str
    flag: str
    patches: tuple[Patch, ...]
    evaluate: Evaluate | None = None  # when the mistake lies in how the pieces are put together

    @contextmanager
    def alive(self) -> Iterator[Evaluate]:
        with ExitStack() as stack:
            for owner, name, value in self.patches:
                stack.enter_context(mock.patch.object(owner, name, value))
            yield self.evaluate or support.FILES[self.algorithm].evaluate


def mutant(algorithm: str, flag: str, *patches: Patch) -> Mutant:
    return Mutant(algorithm, flag, patches)


# Mistakes that many files share. Each function remembers the right version it departs from.

right_u32, right_unsigned, right_parse = bits.u32, bits.unsigned, bits.parse_decimal
right_purpose_key, right_from_root, right_identity = (
    keys.purpose_key, keys.from_root, keys.identity,
)  # fmt: skip


def signed_be64(data: bytes) -> int:
    return int.from_bytes(data[:8], "big", signed=True)


def parse_any_length(text: str, digits: int) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Refused(MALFORMED)
    return int(text)


def parse_any_script(text: str, digits: int) -> int:
    if len(text) != digits or not text.isdecimal():
        raise Refused(MALFORMED)
    return int(text)


def parse_number(text: str, digits: int) -> int:
    if len(text) != digits:
        raise Refused(MALFORMED)
    try:
        return int(text)
    except ValueError:
        raise Refused(MALFORMED) from None


def parse_stripped(text: str, digits: int) -> int:
    return right_parse("".join(text.split()), digits)


def little_endian(value: int, width: int) -> bytes:
    return right_unsigned(value, width)[::-1]


def epoch_zero(box: bytes, purpose: str, epoch: int) -> bytes:
    return right_purpose_key(box, purpose, 0)


def padded_identity(name: str) -> bytes:
    return right_identity(name).ljust(26, b"\x00")


def credential_with_generation(root: bytes, credential: str) -> bytes:
    return right_from_root(root, b"credential", right_identity(credential) + right_u32(0))


def masked(mask: int) -> Patch:
    return bits, "u32", lambda value: right_u32(value & mask)


MODULO: Patch = (bits, "reduce", lambda y, m: y % 10**m)
NARROW: Patch = (bits, "reduce", lambda y, m: (y >> 32) * 10**m >> 32)
SIGNED: Patch = (bits, "be64", signed_be64)
BARE_DECIMAL: Patch = (bits, "decimal", lambda value, digits: str(value))
LITTLE_ENDIAN: Patch = (bits, "unsigned", little_endian)
EPOCH_ZERO: Patch = (keys, "purpose_key", epoch_zero)
MASK_31, MASK_16 = masked(2**31 - 1), masked(2**16 - 1)

right_halves, right_width = numeral.halves, numeral.round_width
LONG_HALF_FIRST: Patch = (numeral, "halves", lambda digits: right_halves(digits)[::-1])
OTHER_WIDTH: Patch = (numeral, "round_width", lambda i, left, right: right_width(i + 1, left, right))
NINE_ROUNDS: Patch = (numeral, "ROUNDS", 9)
ELEVEN_ROUNDS: Patch = (numeral, "ROUNDS", 11)


def parsing(algorithm: str) -> list[Mutant]:
    """The mistakes with typed digits, for a reading file."""
    wrong: dict[str, Callable[[str, int], int]] = {
        "LeadingZero": parse_any_length,
        "NonAsciiDigits": parse_any_script,
        "SpacesDropped": parse_stripped,
        "SignTaken": parse_number,
    }
    return [mutant(algorithm, flag, (bits, "parse_decimal", parse)) for flag, parse in wrong.items()]
