"""Section 5: what an owner can tell a box at its keypad, with no radio in reach.

Twelve digits carry one of four commands. The key never changes over the life of the box, because
one of the commands is the change of epoch itself. This module says what the digits mean; what a box
does with a command is the box's own story.
"""

from dataclasses import dataclass

from . import bits, flex, keys, numeral
from .day import SLOTS as DAY_SLOTS
from .refused import NO_COMMAND, OUT_OF_RANGE, Refused

DIGITS = 12
TWEAK = 0
EPOCHS_TOLD = 16  # a cancellation names the epoch modulo 16
FLEX_KINDS = flex.PAYLOADS // flex.SLOTS_PER_TWEAK

FIRST_DAY = 19_723  # 2024-01-01
FIRST_INSTANT = FIRST_DAY * 86_400
FIRST_START_SLOT = FIRST_DAY * flex.SLOTS_PER_DAY
START_SLOTS = 1_048_576
DAYS = 32_768
MINUTES = 33_554_432
MINUTE_SECONDS = 60

CANCEL_FLEX_SIZE = FLEX_KINDS * EPOCHS_TOLD * START_SLOTS
CANCEL_DAY_SIZE = DAY_SLOTS * EPOCHS_TOLD * DAYS
EPOCHS = 1_048_576

CANCEL_FLEX_FIRST = 0
CANCEL_DAY_FIRST = CANCEL_FLEX_FIRST + CANCEL_FLEX_SIZE
SET_CLOCK_FIRST = CANCEL_DAY_FIRST + CANCEL_DAY_SIZE
RAISE_EPOCH_FIRST = SET_CLOCK_FIRST + MINUTES
END = RAISE_EPOCH_FIRST + EPOCHS


@dataclass(frozen=True)
class CancelFlex:
    window: flex.Window
    epoch_mod_16: int


@dataclass(frozen=True)
class CancelDay:
    day: int
    slot: int
    epoch_mod_16: int


@dataclass(frozen=True)
class SetClock:
    instant: int  # the minute that holds it is what gets told


@dataclass(frozen=True)
class RaiseEpoch:
    epoch: int


Command = CancelFlex | CancelDay | SetClock | RaiseEpoch


def epoch_told(epoch: int) -> int:
    return epoch % EPOCHS_TOLD


def within(value: int, size: int) -> int:
    """`value` itself, if it is one of the `size` numbers from 0."""
    if not 0 <= value < size:
        raise Refused(OUT_OF_RANGE)
    return value


def pack_cancel_flex(command: CancelFlex) -> int:
    window = command.window
    number = flex.kind(window.duration, window.copy, window.op, window.use)
    number = number * EPOCHS_TOLD + within(command.epoch_mod_16, EPOCHS_TOLD)
    return number * START_SLOTS + within(window.start_slot - FIRST_START_SLOT, START_SLOTS)


def pack_cancel_day(command: CancelDay) -> int:
    number = within(command.slot, DAY_SLOTS) * EPOCHS_TOLD
    number += within(command.epoch_mod_16, EPOCHS_TOLD)
    return number * DAYS + within(command.day - FIRST_DAY, DAYS)


def pack(command: Command) -> int:
    match command:
        case CancelFlex():
            return CANCEL_FLEX_FIRST + pack_cancel_flex(command)
        case CancelDay():
            return CANCEL_DAY_FIRST + pack_cancel_day(command)
        case SetClock(instant):
            minutes = (instant - FIRST_INSTANT) // MINUTE_SECONDS
            return SET_CLOCK_FIRST + within(minutes, MINUTES)
        case RaiseEpoch(epoch):
            return RAISE_EPOCH_FIRST + within(epoch, EPOCHS)


def unpack_cancel_flex(number: int) -> CancelFlex:
    number, start = divmod(number, START_SLOTS)
    number, epoch_mod_16 = divmod(number, EPOCHS_TOLD)
    window = flex.Window(FIRST_START_SLOT + start, *flex.unpack_kind(number))
    return CancelFlex(window, epoch_mod_16)


def unpack_cancel_day(number: int) -> CancelDay:
    number, day = divmod(number, DAYS)
    slot, epoch_mod_16 = divmod(number, EPOCHS_TOLD)
    return CancelDay(FIRST_DAY + day, slot, epoch_mod_16)


def unpack(payload: int) -> Command:
    if payload < CANCEL_DAY_FIRST:
        return unpack_cancel_flex(payload - CANCEL_FLEX_FIRST)
    if payload < SET_CLOCK_FIRST:
        return unpack_cancel_day(payload - CANCEL_DAY_FIRST)
    if payload < RAISE_EPOCH_FIRST:
        return SetClock(FIRST_INSTANT + (payload - SET_CLOCK_FIRST) * MINUTE_SECONDS)
    if payload < END:
        return RaiseEpoch(payload - RAISE_EPOCH_FIRST)
    raise Refused(NO_COMMAND)


def key(box: bytes) -> bytes:
    return keys.purpose_key(box, "service", 0)


def code(box: bytes, command: Command) -> str:
    return bits.decimal(numeral.encipher(key(box), DIGITS, TWEAK, pack(command)), DIGITS)


def read(box: bytes, typed: str) -> Command:
    number = bits.parse_decimal(typed, DIGITS)
    return unpack(numeral.decipher(key(box), DIGITS, TWEAK, number))
