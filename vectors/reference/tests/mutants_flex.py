"""Mistakes with the numeral cipher and with flex codes."""

from collections.abc import Callable, Collection

from mutant import (
    BARE_DECIMAL,
    ELEVEN_ROUNDS,
    EPOCH_ZERO,
    LITTLE_ENDIAN,
    LONG_HALF_FIRST,
    MASK_16,
    MASK_31,
    MODULO,
    NARROW,
    NINE_ROUNDS,
    OTHER_WIDTH,
    Mutant,
    mutant,
    parsing,
)

from doorward_reference import bits, flex, keys, numeral
from doorward_reference.flex import Window
from doorward_reference.refused import NONE_LEFT, NOT_ACCEPTED, Refused

right_encipher_with, right_round = numeral.encipher_with, numeral.hmac_round
right_pack, right_unpack, right_half_hours = flex.pack, flex.unpack, flex.half_hours
right_unpack_kind, right_duration_of = flex.unpack_kind, flex.duration_of

# The cipher.


def halves_exchanged(round_function: numeral.RoundFunction, digits: int, x: int) -> int:
    left, right = numeral.halves(digits)
    a, b = divmod(right_encipher_with(round_function, digits, x), 10**right)
    return b * 10**left + a


def rounds_from_one(key: bytes, digits: int, tweak: int) -> numeral.RoundFunction:
    right = right_round(key, digits, tweak)
    return lambda number, b, m: right(number + 1, b, m)


def digits_not_bound(key: bytes, digits: int, tweak: int) -> numeral.RoundFunction:
    return right_round(key, 10, tweak)


def tweak_as(change: Callable[[int], int]) -> Callable[..., numeral.RoundFunction]:
    return lambda key, digits, tweak: right_round(key, digits, change(tweak))


def no_large_tweak(tweak: int) -> int:
    if tweak >= 2**63:
        raise OverflowError
    return tweak


# Payloads.


def kind_use_first(duration: int, copy: int, op: int, use: int) -> int:
    return (((duration - 1) * 4 + copy) * 2 + use) * 2 + op


def kind_from_zero(duration: int, copy: int, op: int, use: int) -> int:
    return ((duration * 4 + copy) * 2 + op) * 2 + use


def kind_copy_first(duration: int, copy: int, op: int, use: int) -> int:
    return ((copy * 125 + duration - 1) * 2 + op) * 2 + use


def unpack_kind_use_first(number: int) -> tuple[int, int, int, int]:
    duration, copy, op, use = right_unpack_kind(number)
    return duration, copy, use, op


def unpack_kind_from_zero(number: int) -> tuple[int, int, int, int]:
    duration, copy, op, use = right_unpack_kind(number)
    return duration - 1, copy, op, use


def moved(window: Window, start_slot: int) -> Window:
    return Window(start_slot, window.duration, window.copy, window.op, window.use)


def pack_starting(change: Callable[[int], int]) -> Callable[[Window], tuple[int, int]]:
    return lambda window: right_pack(moved(window, change(window.start_slot)))


def pack_without_tweak(window: Window) -> tuple[int, int]:
    return 0, right_pack(window)[1]


def pack_split_wrongly(window: Window) -> tuple[int, int]:
    place, tweak = divmod(window.start_slot, 64)
    return tweak, flex.kind(window.duration, window.copy, window.op, window.use) * 64 + place % 64


def unpack_later(tweak: int, payload: int) -> Window:
    window = right_unpack(tweak, payload)
    return moved(window, window.start_slot + 1)


# Reading.

Accepted = Callable[[Window, int, int, int], bool]


def accepted_when(early: int, late: int, sign: int = 1) -> Accepted:
    """Limits moved by seconds, and the tolerance times `sign`."""

    def accepted(window: Window, op: int, tolerance: int, now: int) -> bool:
        last = min(window.end(), window.start() + 86_400)
        first = window.start() - sign * tolerance + early
        return window.op == op and first <= now < last + sign * tolerance + late

    return accepted


def without_first_entry_limit(window: Window, op: int, tolerance: int, now: int) -> bool:
    return window.op == op and window.start() - tolerance <= now < window.end() + tolerance


def without_end(window: Window, op: int, tolerance: int, now: int) -> bool:
    return window.op == op and window.start() - tolerance <= now < window.start() + 86_400 + tolerance


def any_operation(window: Window, op: int, tolerance: int, now: int) -> bool:
    return accepted_when(0, 0)(window, window.op, tolerance, now)


def tweak_of(instant: int) -> int:
    return max(instant, 0) // 1_800 // 64


def tweaks_to_now(tolerance: int, now: int) -> list[int]:
    return list(range(tweak_of(now - tolerance - 86_400), tweak_of(now) + 1))


def long_range(tolerance: int, now: int) -> list[int]:
    """So that the first-entry mutant fails for its own mistake, not for want of a tweak."""
    return list(range(tweak_of(now - tolerance - 32 * 86_400), tweak_of(now + tolerance) + 1))


def read_first_accepted(box: bytes, epoch: int, digits: int, tolerance: int, op: int, now: int,
                        typed: str) -> Window:  # fmt: skip
    for window in meanings(box, epoch, digits, tolerance, now, typed):
        if flex.accepted(window, op, tolerance, now):
            return window
    raise Refused(NOT_ACCEPTED)


def read_one(index: int) -> Callable[..., Window]:
    """Judge the first (0) or the last (-1) meaning alone."""

    def read(box: bytes, epoch: int, digits: int, tolerance: int, op: int, now: int,
             typed: str) -> Window:  # fmt: skip
        windows = meanings(box, epoch, digits, tolerance, now, typed)
        if not windows or not flex.accepted(windows[index], op, tolerance, now):
            raise Refused(NOT_ACCEPTED)
        return windows[index]

    return read


def meanings(box: bytes, epoch: int, digits: int, tolerance: int, now: int, typed: str) -> list[Window]:
    number = bits.parse_decimal(typed, digits)
    key = keys.purpose_key(box, "flex", epoch)
    payloads = [(t, numeral.decipher(key, digits, t, number)) for t in flex.tweaks_tried(tolerance, now)]
    return [flex.unpack(tweak, payload) for tweak, payload in payloads if payload < flex.PAYLOADS]


# Issuing.

Repeats = Callable[[Window, int, Window], bool]
"""(window, -1 or 1, what its code means under that neighbour) -> does this copy have to be skipped?"""


def all_copies(taken: Collection[int]) -> range:
    return range(4)


def after_highest_copy(taken: Collection[int]) -> range:
    return range(max(taken, default=-1) + 1, 4)


def counted_copy(taken: Collection[int]) -> range:
    return range(len(taken), 4)


def issue_when(skip: Repeats, copies: Callable[[Collection[int]], range]) -> Callable[..., tuple[Window, str]]:
    def issue(box: bytes, epoch: int, digits: int, wanted: Window,
              taken: Collection[int]) -> tuple[Window, str]:  # fmt: skip
        key = keys.purpose_key(box, "flex", epoch)
        for copy in copies(taken):
            window = Window(wanted.start_slot, wanted.duration, copy, wanted.op, wanted.use)
            code = flex.code(box, epoch, digits, window)
            skipped = copy in taken
            tweak = window.start_slot // 64
            for step in (-1, 1):
                if tweak + step >= 0:
                    payload = numeral.decipher(key, digits, tweak + step, int(code))
                    if payload < flex.PAYLOADS:
                        skipped |= skip(window, step, flex.unpack(tweak + step, payload))
            if not skipped:
                return window, code
        raise Refused(NONE_LEFT)

    return issue


def always(window: Window, step: int, twin: Window) -> bool:
    return True


def overlapping(window: Window, step: int, twin: Window) -> bool:
    return twin.start() < window.end() and window.start() < twin.end()


NUMERAL, CODE, READING, ISSUE = "numeral-cipher", "flex-code", "flex-code-reading", "flex-code-issue"


def reads(flag: str, name: str, value: object) -> Mutant:
    return mutant(READING, flag, (flex, name, value))


def issued(flag: str, skip: Repeats, copies: Callable[[Collection[int]], range] = all_copies) -> Mutant:
    return mutant(ISSUE, flag, (flex, "issue", issue_when(skip, copies)))


def ciphered(flag: str, change: Callable[[int], int]) -> Mutant:
    return mutant(NUMERAL, flag, (numeral, "hmac_round", tweak_as(change)))


MUTANTS: list[Mutant] = [
    mutant(NUMERAL, "LeadingZero", BARE_DECIMAL),
    mutant(NUMERAL, "Truncated32", NARROW),
    mutant(NUMERAL, "Modulo", MODULO),
    mutant(NUMERAL, "LittleEndian", LITTLE_ENDIAN),
    mutant(NUMERAL, "WrongHalfFirst", LONG_HALF_FIRST),
    mutant(NUMERAL, "WidthParity", OTHER_WIDTH),
    mutant(NUMERAL, "RoundsOffByOne", NINE_ROUNDS),
    mutant(NUMERAL, "RoundsOffByOne", ELEVEN_ROUNDS),
    mutant(NUMERAL, "HalvesExchanged", (numeral, "encipher_with", halves_exchanged)),
    mutant(NUMERAL, "RoundsFromOne", (numeral, "hmac_round", rounds_from_one)),
    mutant(NUMERAL, "DigitsNotBound", (numeral, "hmac_round", digits_not_bound)),
    ciphered("TweakIgnored", lambda tweak: 0),
    ciphered("TweakCut", lambda tweak: tweak % 2**32),
    ciphered("TweakSigned", no_large_tweak),
    mutant(CODE, "LeadingZero", BARE_DECIMAL),
    mutant(CODE, "EpochIgnored", EPOCH_ZERO),
    mutant(CODE, "Truncated31", MASK_31),
    mutant(CODE, "Truncated31", (flex, "pack", pack_starting(lambda start: start % 2**31))),
    mutant(CODE, "Truncated16", MASK_16),
    mutant(CODE, "Truncated16", (flex, "pack", pack_starting(lambda start: start % 2**16))),
    mutant(CODE, "Modulo", MODULO),
    mutant(CODE, "WrongHalfFirst", LONG_HALF_FIRST),
    mutant(CODE, "WidthParity", OTHER_WIDTH),
    mutant(CODE, "RoundsOffByOne", NINE_ROUNDS),
    mutant(CODE, "RoundsOffByOne", ELEVEN_ROUNDS),
    mutant(CODE, "UseOpSwapped", (flex, "kind", kind_use_first)),
    mutant(CODE, "DurationFromZero", (flex, "kind", kind_from_zero)),
    mutant(CODE, "FieldOrder", (flex, "kind", kind_copy_first)),
    mutant(CODE, "TweakIgnored", (flex, "pack", pack_without_tweak)),
    mutant(CODE, "TweakSplit", (flex, "pack", pack_split_wrongly)),
    mutant(CODE, "SlotOffByOne", (flex, "pack", pack_starting(lambda start: start + 1))),
    *parsing(READING),
    mutant(READING, "EpochIgnored", EPOCH_ZERO),
    reads("EdgeSecond", "accepted", accepted_when(1, 0)),
    reads("EdgeSecond", "accepted", accepted_when(-1, 0)),
    reads("EdgeSecond", "accepted", accepted_when(0, 1)),
    reads("ToleranceIgnored", "accepted", accepted_when(0, 0, sign=0)),
    reads("ToleranceWrongSide", "accepted", accepted_when(0, 0, sign=-1)),
    mutant(READING, "FirstEntryLimit", (flex, "accepted", without_first_entry_limit),
           (flex, "tweaks_tried", long_range)),
    reads("EndForgotten", "accepted", without_end),
    reads("OperationIgnored", "accepted", any_operation),
    reads("UseOpSwapped", "unpack_kind", unpack_kind_use_first),
    reads("SlotOffByOne", "unpack", unpack_later),
    reads("TweakOfNow", "tweaks_tried", lambda tolerance, now: [tweak_of(now)]),
    reads("TweakWithoutTolerance", "tweaks_tried", tweaks_to_now),
    reads("LowestTweakWins", "read", read_first_accepted),
    reads("FirstPayload", "read", read_one(0)),
    reads("LastPayload", "read", read_one(-1)),
    mutant(ISSUE, "DaysAsHalfHours", (flex, "half_hours", lambda duration: duration)),
    mutant(ISSUE, "LengthRounded",
           (flex, "duration_of", lambda length: right_duration_of(-(-length // 1_800) * 1_800))),
    issued("RepeatIssued", lambda window, step, twin: False),
    issued("TweakBeforeOnly", lambda window, step, twin: step == -1),
    issued("TweakAfterOnly", lambda window, step, twin: step == 1),
    issued("SameOperationOnly", lambda window, step, twin: twin.op == window.op),
    issued("OverlapOnly", overlapping),
    issued("CountsTaken", always, counted_copy),
    issued("AfterHighest", always, after_highest_copy),
]  # fmt: skip
