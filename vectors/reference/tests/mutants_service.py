"""Mistakes with service codes."""

from unittest import mock

from mutant import BARE_DECIMAL, ELEVEN_ROUNDS, MODULO, NINE_ROUNDS, Mutant, mutant, parsing
from mutants_flex import kind_from_zero, kind_use_first, unpack_kind_from_zero, unpack_kind_use_first

from doorward_reference import flex, keys, service
from doorward_reference.files import service_code_file
from doorward_reference.files.container import Members

CODE, READING = "service-code", "service-code-reading"
right_pack, right_unpack = service.pack, service.unpack

LATE = tuple(
    (service, name, getattr(service, name) + 1)
    for name in ("CANCEL_DAY_FIRST", "SET_CLOCK_FIRST", "RAISE_EPOCH_FIRST")
)
FROM_1970 = tuple((service, name, 0) for name in ("FIRST_DAY", "FIRST_START_SLOT", "FIRST_INSTANT"))
WRAPPING = (service, "within", lambda value, size: value % size)
UNCHECKED = (service, "within", lambda value, size: value)


def key_with_epoch(group: Members, test: Members) -> Members:
    bound = keys.expand(bytes.fromhex(group["box_key"]), keys.VERSION + b"service\x00"
                        + test["epoch"].to_bytes(4, "big"))  # fmt: skip
    with mock.patch.object(service, "key", lambda box: bound):
        return service_code_file.evaluate(group, test)


def pack_rounding(command: service.Command) -> int:
    if isinstance(command, service.SetClock):
        command = service.SetClock(command.instant + 30)
    return right_pack(command)


def pack_epoch_first(command: service.CancelDay) -> int:
    number = command.epoch_mod_16 * 16 + command.slot
    return number * service.DAYS + command.day - service.FIRST_DAY


def unpack_epoch_first(number: int) -> service.CancelDay:
    number, day = divmod(number, service.DAYS)
    epoch_mod_16, slot = divmod(number, 16)
    return service.CancelDay(service.FIRST_DAY + day, slot, epoch_mod_16)


MUTANTS: list[Mutant] = [
    mutant(CODE, "LeadingZero", BARE_DECIMAL),
    mutant(CODE, "Modulo", MODULO),
    mutant(CODE, "RoundsOffByOne", NINE_ROUNDS),
    mutant(CODE, "RoundsOffByOne", ELEVEN_ROUNDS),
    mutant(CODE, "UseOpSwapped", (flex, "kind", kind_use_first)),
    mutant(CODE, "DurationFromZero", (flex, "kind", kind_from_zero)),
    mutant(CODE, "EpochWhole", (service, "epoch_told", lambda epoch: epoch), UNCHECKED),
    mutant(CODE, "EpochCapped", (service, "epoch_told", lambda epoch: min(epoch, 15))),
    Mutant(CODE, "EpochInKey", (), key_with_epoch),
    mutant(CODE, "RangeOffByOne", *LATE),
    mutant(CODE, "MinuteRoundedUp", (service, "pack", pack_rounding)),
    mutant(CODE, "ClockInSeconds", (service, "MINUTE_SECONDS", 1), WRAPPING),
    mutant(CODE, "OriginIn1970", *FROM_1970, WRAPPING),
    mutant(CODE, "SlotEpochSwapped", (service, "pack_cancel_day", pack_epoch_first)),
    *parsing(READING),
    mutant(READING, "UseOpSwapped", (flex, "unpack_kind", unpack_kind_use_first)),
    mutant(READING, "DurationFromZero", (flex, "unpack_kind", unpack_kind_from_zero)),
    mutant(READING, "RangeOffByOne", *LATE),
    mutant(READING, "EndOffByOne", (service, "END", service.END + 1)),
    mutant(READING, "SlotEpochSwapped", (service, "unpack_cancel_day", unpack_epoch_first)),
    mutant(READING, "ClockInSeconds", (service, "MINUTE_SECONDS", 1)),
    mutant(READING, "OriginIn1970", *FROM_1970),
    mutant(READING, "Truncated32", (service, "unpack", lambda payload: right_unpack(payload % 2**32))),
]
