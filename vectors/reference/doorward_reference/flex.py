"""Section 4: FlexCodes.

The window is written into the code and the code is enciphered. Only 128,000 of the ten thousand
million numbers mean anything, so a guess hardly ever means something, and nobody without the key can
choose what it means.
"""

from collections.abc import Collection
from dataclasses import dataclass

from . import bits, keys, numeral
from .refused import BAD_INPUT, NO_PAYLOAD, NONE_LEFT, NOT_ACCEPTED, OUT_OF_RANGE, Refused

MIN_DIGITS, MAX_DIGITS = 10, 11
SLOT_SECONDS = 1_800  # windows begin on a half hour of Unix time
SLOTS_PER_DAY = 48
SLOTS_PER_TWEAK = 64  # the code itself says the slot modulo 64; the tweak says the rest
DURATIONS = 125
HALF_HOUR_DURATIONS = 96  # 1..96 count half hours; later ones count days, 97 being 3 days
DAYS_BEFORE_INDEX = 94
COPIES = 4
OPERATIONS = 2  # 0 key compartment, 1 shackle
USES = 2  # 0 single use, 1 until the window ends
PAYLOADS = DURATIONS * COPIES * OPERATIONS * USES * SLOTS_PER_TWEAK
FIRST_ENTRY_SECONDS = 86_400


@dataclass(frozen=True)
class Window:
    start_slot: int  # the half hour it begins at, counted from 1970
    duration: int  # index 1..125
    copy: int
    op: int
    use: int

    def start(self) -> int:
        return self.start_slot * SLOT_SECONDS

    def end(self) -> int:
        return self.start() + half_hours(self.duration) * SLOT_SECONDS


def half_hours(duration: int) -> int:
    """The length that a duration index stands for."""
    if duration <= HALF_HOUR_DURATIONS:
        return duration
    return (duration - DAYS_BEFORE_INDEX) * SLOTS_PER_DAY


def duration_of(seconds: int) -> int:
    """The index of a length, by looking through the whole table."""
    for duration in range(1, DURATIONS + 1):
        if half_hours(duration) * SLOT_SECONDS == seconds:
            return duration
    raise Refused(OUT_OF_RANGE)


def check(duration: int, copy: int, op: int, use: int) -> None:
    whole = 1 <= duration <= DURATIONS and 0 <= copy < COPIES
    if not (whole and 0 <= op < OPERATIONS and 0 <= use < USES):
        raise Refused(OUT_OF_RANGE)


def kind(duration: int, copy: int, op: int, use: int) -> int:
    """All of a window but its start, as one number. Service codes carry the same number."""
    check(duration, copy, op, use)
    return (((duration - 1) * COPIES + copy) * OPERATIONS + op) * USES + use


def unpack_kind(number: int) -> tuple[int, int, int, int]:
    """(duration, copy, op, use)"""
    number, use = divmod(number, USES)
    number, op = divmod(number, OPERATIONS)
    number, copy = divmod(number, COPIES)
    return number + 1, copy, op, use


def pack(window: Window) -> tuple[int, int]:
    """(tweak, payload)"""
    tweak, place = divmod(window.start_slot, SLOTS_PER_TWEAK)
    number = kind(window.duration, window.copy, window.op, window.use)
    return tweak, number * SLOTS_PER_TWEAK + place


def unpack(tweak: int, payload: int) -> Window:
    number, place = divmod(payload, SLOTS_PER_TWEAK)
    return Window(tweak * SLOTS_PER_TWEAK + place, *unpack_kind(number))


def check_digits(digits: int) -> None:
    if not MIN_DIGITS <= digits <= MAX_DIGITS:
        raise Refused(BAD_INPUT)


def code(box: bytes, epoch: int, digits: int, window: Window) -> str:
    check_digits(digits)
    tweak, payload = pack(window)
    key = keys.purpose_key(box, "flex", epoch)
    return bits.decimal(numeral.encipher(key, digits, tweak, payload), digits)


def issue(
    box: bytes, epoch: int, digits: int, wanted: Window, taken: Collection[int]
) -> tuple[Window, str]:
    """The lowest copy not in `taken` whose code means nothing under a neighbouring tweak.

    A box that tries several tweaks could otherwise read the code as somebody else's window.
    `wanted` gives all but the copy.
    """
    key = keys.purpose_key(box, "flex", epoch)
    for copy in range(COPIES):
        if copy in taken:
            continue
        window = Window(wanted.start_slot, wanted.duration, copy, wanted.op, wanted.use)
        typed = code(box, epoch, digits, window)
        tweak, _ = pack(window)
        neighbours = [near for near in (tweak - 1, tweak + 1) if near >= 0]
        if all(numeral.decipher(key, digits, near, int(typed)) >= PAYLOADS for near in neighbours):
            return window, typed
    raise Refused(NONE_LEFT)


def tweaks_tried(tolerance: int, now: int) -> list[int]:
    """Every tweak in which a window that may be entered now can have begun."""
    earliest = max(now - tolerance - FIRST_ENTRY_SECONDS, 0)
    latest = now + tolerance
    first, last = (edge // SLOT_SECONDS // SLOTS_PER_TWEAK for edge in (earliest, latest))
    return list(range(first, last + 1))


def accepted(window: Window, op: int, tolerance: int, now: int) -> bool:
    """May `window` be entered for the first time at `now`, for the operation chosen?"""
    last = min(window.end(), window.start() + FIRST_ENTRY_SECONDS)
    return window.op == op and window.start() - tolerance <= now < last + tolerance


def read(
    box: bytes, epoch: int, digits: int, tolerance: int, op: int, now: int, typed: str
) -> Window:
    """The window that `typed` stands for at a first entry; the latest tweak wins."""
    check_digits(digits)
    number = bits.parse_decimal(typed, digits)
    key = keys.purpose_key(box, "flex", epoch)
    found = None
    meant_something = False
    for tweak in tweaks_tried(tolerance, now):
        payload = numeral.decipher(key, digits, tweak, number)
        if payload < PAYLOADS:
            meant_something = True
            window = unpack(tweak, payload)
            if accepted(window, op, tolerance, now):
                found = window
    if found is None:
        raise Refused(NOT_ACCEPTED if meant_something else NO_PAYLOAD)
    return found
