"""numeral-cipher.json: the permutation itself, both ways."""

from .. import bits, numeral
from ..stream import Stream
from . import found, schema
from .container import KILLS, Group, Members, VectorFile
from .flags import pick

NOTES = pick(
    "BadInput", "Malformed", "LeadingZero", "Truncated32", "Modulo", "LittleEndian", "WrongHalfFirst",
    "WidthParity", "RoundsOffByOne",
) | {
    "HalvesExchanged": KILLS + "exchanges the halves once more at the end",
    "RoundsFromOne": KILLS + "numbers the rounds from 1",
    "TweakIgnored": KILLS + "leaves the tweak out",
    "TweakCut": KILLS + "keeps 32 bits of the tweak",
    "TweakSigned": KILLS + "cannot hold a tweak of 2^63 or more",
    "DigitsNotBound": KILLS + "leaves the number of digits out of the round function",
}  # fmt: skip

TWEAKS = (0, 1, 15_600, 2**31, 2**32 - 1, 2**32, 2**53 + 1, 2**63, 2**64 - 1)


def evaluate(group: Members, test: Members) -> Members:
    key, digits, tweak = bytes.fromhex(group["key"]), group["digits"], int(group["tweak"])
    numeral.check(digits, 0)
    plain = bits.parse_decimal(test["plain"], digits)
    cipher = numeral.encipher(key, digits, tweak, plain)
    return {"cipher": bits.decimal(cipher, digits)}


def parameters(key: bytes, digits: int, tweak: int) -> Members:
    return {"key": key.hex(), "digits": digits, "tweak": str(tweak)}


def edges(stream: Stream, digits: int, tweak: int) -> Group:
    group = Group(parameters(stream.key(), digits, tweak))
    flags = []
    if tweak:
        flags.append("TweakIgnored")
    if tweak >= 2**32:
        flags.append("TweakCut")
    if tweak >= 2**63:
        flags.append("TweakSigned")
    if digits % 2:
        flags += ["WrongHalfFirst", "WidthParity"]
    if digits != numeral.MIN_DIGITS:
        flags.append("DigitsNotBound")
    half = 10 ** (digits // 2)
    mistakes = ("Modulo", "LittleEndian", "RoundsOffByOne", "HalvesExchanged", "RoundsFromOne")
    group.accept("zero", *flags, *mistakes, plain="0" * digits)
    for comment, number in (
        ("one", 1),
        ("right half full", half - 1),
        ("left half one", half),
        ("left half full", 10**digits - half),
        ("largest", 10**digits - 1),
        ("last FlexCode payload", 127_999),
        ("random", stream.below(10**digits)),
        ("random", stream.below(10**digits)),
    ):
        group.accept(comment, *flags, plain=bits.decimal(number, digits))
    return group


def leading_zeros(key: bytes, digits: int) -> Group:
    group = Group(parameters(key, digits, 0))
    for front in ("0", "00", "000"):
        numbers = (n for n in range(10**6) if cipher_of(key, digits, n).startswith(front))
        number = next(numbers)
        group.accept(f"cipher begins with {front}", "LeadingZero", plain=bits.decimal(number, digits))
    return group


def cipher_of(key: bytes, digits: int, number: int) -> str:
    return bits.decimal(numeral.encipher(key, digits, 0, number), digits)


def groups() -> list[Group]:
    stream = Stream("numeral-cipher")
    listed = []
    for number, tweak in enumerate(TWEAKS):
        listed.append(edges(stream, 10 + number % 3, tweak))
        listed.append(edges(stream, 10 + (number + 1) % 3, tweak))
    listed += [leading_zeros(stream.key(), digits) for digits in (10, 11, 12)]
    for digits, number in found.NARROW_NUMERALS:
        group = Group(parameters(found.BOX, digits, 0))
        plain = bits.decimal(number, digits)
        group.accept("bytes 5 to 8 of some round's MAC matter", "Truncated32", plain=plain)
        listed.append(group)
    for digits in (9, 13):
        group = Group(parameters(stream.key(), digits, 0))
        group.refuse(f"{digits} digits", "BadInput", plain="0" * digits)
        listed.append(group)
    group = Group(parameters(stream.key(), 10, 0))
    for comment, plain in (("one digit short", "0" * 9), ("one digit more", "0" * 11), ("empty", ""),
                           ("a letter", "00000A0000"), ("a space", "00000 0000")):  # fmt: skip
        group.refuse(comment, "Malformed", plain=plain)
    listed.append(group)
    return listed


SHAPE = schema.Shape(
    group={"key": schema.KEY, "digits": schema.U8_NUMBER, "tweak": schema.TWEAK},
    valid=[{"plain": schema.digits(10, 12), "cipher": schema.digits(10, 12)}],
    invalid=[{"plain": schema.ANY_TEXT}],
)
FILE = VectorFile(
    "numeral-cipher", "section 3", NOTES, evaluate, groups,
    schema.build("numeral-cipher", "section 3", NOTES, SHAPE),
)  # fmt: skip
