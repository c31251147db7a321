"""Keys, zones and codes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from library import NoRoom, call, ffi, fixed, lib, made, named, new, number, shown, text

Members = dict[str, Any]
HALF_HOUR, DAY = 1_800, 86_400
UTC = made("zone", "zone_fixed", 0)
KEY_COMPARTMENT = 0


def box_key(group: Members) -> Any:
    return fixed("key", group["box_key"])


def digits_of(code: Any) -> str:
    return text(code, code.digits)


def parsed(digits: str) -> Any:
    given = digits.encode()
    return made("code", "code_parse", given, len(given))


def seconds(duration: int) -> int:
    """1 to 96 are half hours, 97 to 125 stand for 3 to 31 days."""
    return duration * HALF_HOUR if duration <= 96 else (duration - 94) * DAY


def duration(length: int) -> int:
    return length // HALF_HOUR if length <= 96 * HALF_HOUR else length // DAY + 94


def terms(test: Members) -> Any:
    return new(
        "flex_terms",
        start=test["start_slot"] * HALF_HOUR,
        seconds=seconds(test["duration"]),
        copy=test["copy"],
        operation=test["op"],
        code_use=test["use"],
    )


def terms_members(found: Any) -> Members:
    return {
        "start_slot": found.start // HALF_HOUR,
        "duration": duration(found.seconds),
        "copy": found.copy,
        "op": found.operation,
        "use": found.code_use,
    }


def keys(_: Members, test: Members) -> Members:
    root, lockbox = fixed("key", test["root"]), named(test["lockbox"])
    generation, epoch = test["generation"], test["epoch"]
    box = made("key", "key_lockbox", root, lockbox, generation)
    day_root = made("key", "key_day_root", box, epoch)
    found = {
        "box_key": box,
        "day_root": day_root,
        "day_key": made("key", "key_day", day_root, test["day"]),
        "audit_0": made("key", "key_first_audit", root, lockbox, generation),
        "credential": made("key", "key_credential", root, lockbox),
    }
    for name in ("flex", "grant"):
        found[name] = made("key", f"key_{name}", box, epoch)
    for name in ("service", "bulletin", "challenge"):
        found[name] = made("key", f"key_{name}", box)
    return {name: shown(key) for name, key in found.items()}


def zone(group: Members, test: Members) -> Members:
    rule, instant = fixed("zone", group["zone"]), test.get("instant", 0)
    return {
        "offset_minutes": number("int16_t", "zone_offset_at", rule, instant),
        "day": number("uint32_t", "zone_day_at", rule, instant),
    }


def _day_key(group: Members) -> Any:
    day_root = made("key", "key_day_root", box_key(group), group["epoch"])
    return made("key", "key_day", day_root, group["day"])


def day_code(group: Members, test: Members) -> Members:
    code = made("code", "day_code", _day_key(group), group["digits"], test["slot"])
    return {"code": digits_of(code)}


def _bits(taken: list[int]) -> int:
    return sum(1 << number for number in set(taken))


def day_code_issue(group: Members, test: Members) -> Members:
    slot, code = ffi.new("uint8_t *"), new("code")
    is_holder = int(test["half"] == "holder")
    key, taken = _day_key(group), _bits(test["taken"])
    call("day_issue", key, group["digits"], taken, is_holder, slot, code)
    return {"slot": slot[0], "code": digits_of(code)}


def _read(group: Members, test: Members, operation: int, zone: Any, **digits: int) -> Any:
    """As a keypad does, which knows a code's family by its length."""
    profile = new("code_profile", **{"day_digits": 7, "flex_digits": 10, **digits})
    tolerance = test["tolerance"] if "tolerance" in test else group["tolerance"]
    given = (box_key(group), group["epoch"], profile, zone, test["instant"], tolerance, operation)
    return made("reading", "code_read", *given, parsed(test["code"]))


def _of_family(reading: Any, family: int) -> Any:
    if reading.family != family:
        raise NoRoom("a code of another family")
    return reading


def day_code_reading(group: Members, test: Members) -> Members:
    if "zone" in group:
        zone = fixed("zone", group["zone"])
    else:
        zone = made("zone", "zone_fixed", group["offset_minutes"])
    digits = group.get("digits", 7)
    reading = _read(group, test, KEY_COMPARTMENT, zone, day_digits=digits)
    found = _of_family(reading, lib.DW_FAMILY_DAY)
    return {"day": found.day, "slot": found.slot}


def numeral_cipher(group: Members, test: Members) -> Members:
    key, digits, tweak = fixed("key", group["key"]), group["digits"], int(group["tweak"])
    # A width that the cipher does not have is refused whatever the number.
    number("uint64_t", "numeral_encipher", key, digits, tweak, 0)
    if parsed(test["plain"]).digits != digits:
        raise NoRoom("another number of digits")
    cipher = number("uint64_t", "numeral_encipher", key, digits, tweak, int(test["plain"]))
    return {"cipher": str(cipher).zfill(digits)}


def _flex_key(group: Members) -> Any:
    return made("key", "key_flex", box_key(group), group["epoch"])


def flex_code(group: Members, test: Members) -> Members:
    code = made("code", "flex_code", _flex_key(group), group["digits"], terms(test))
    return {"code": digits_of(code)}


def flex_code_issue(group: Members, test: Members) -> Members:
    asked = terms({**test, "duration": 1, "copy": 0})
    if test["length"] >= 2**32:
        raise NoRoom("length")
    asked.seconds = test["length"]
    issued, code = new("flex_terms"), new("code")
    taken = _bits(test["taken"])
    call("flex_issue", _flex_key(group), group["digits"], asked, taken, issued, code)
    return {"duration": duration(issued.seconds), "copy": issued.copy, "code": digits_of(code)}


def flex_code_reading(group: Members, test: Members) -> Members:
    reading = _read(group, test, test["op_chosen"], UTC, flex_digits=group["digits"])
    return terms_members(_of_family(reading, lib.DW_FAMILY_FLEX).terms)


def _service_key(group: Members) -> Any:
    return made("key", "key_service", box_key(group))


def _service(key: Any, test: Members) -> Any:
    match test["command"]:
        case "cancel_flex":
            return made("code", "service_cancel_flex", key, terms(test), test["epoch"])
        case "cancel_day":
            day, slot = test["day"], test["slot"]
            return made("code", "service_cancel_day", key, day, slot, test["epoch"])
        case "set_clock":
            return made("code", "service_set_clock", key, test["instant"])
        case "raise_epoch":
            return made("code", "service_raise_epoch", key, test["epoch"])
    raise NoRoom("command")


def service_code(group: Members, test: Members) -> Members:
    return {"code": digits_of(_service(_service_key(group), test))}


def command_members(told: Any) -> Members:
    match told.command:
        case lib.DW_COMMAND_CANCEL_FLEX:
            remainder = {"epoch_mod_16": told.epoch_mod_16}
            return {"command": "cancel_flex", **terms_members(told.terms), **remainder}
        case lib.DW_COMMAND_CANCEL_DAY:
            day = {"day": told.day, "slot": told.slot, "epoch_mod_16": told.epoch_mod_16}
            return {"command": "cancel_day", **day}
        case lib.DW_COMMAND_SET_CLOCK:
            return {"command": "set_clock", "instant": told.instant}
    return {"command": "raise_epoch", "epoch": told.new_epoch}


def service_code_reading(group: Members, test: Members) -> Members:
    code = parsed(test["code"])
    return command_members(made("service_command", "service_read", _service_key(group), code))


def _credential(group: Members, name: str) -> Any:
    return made("key", "key_credential", fixed("key", group["root"]), named(name))


def renewal_code(group: Members, test: Members) -> Members:
    key = _credential(group, group["credential"])
    return {"code": digits_of(made("code", "renewal_code", key, test["day"], test["n"]))}


def _spread(counter: int) -> int:
    return counter * 2_654_435_761 % 2**32


def _spread_otherwise(counter: int) -> int:
    return counter * 2_246_822_519 % 2**32


def _numbered(i: int, start_slot: int) -> Any:
    counted = {"duration": 1 + i % 125, "copy": i // 125 % 4}
    chosen = {"op": i // 500 % 2, "use": i // 1_000 % 2}
    return terms({"start_slot": start_slot, **counted, **chosen})


def _day_stream(group: Members, count: int) -> Iterator[Any]:
    for i in range(count):
        q = i // 16
        if i % 16 == 0:
            key = _day_key({**group, "epoch": _spread(q), "day": _spread_otherwise(q)})
        yield made("code", "day_code", key, 7 + q % 3, i % 16)


def _flex_stream(group: Members, count: int) -> Iterator[Any]:
    for i in range(count):
        if i % 4_000 == 0:
            key = _flex_key({**group, "epoch": _spread_otherwise(i // 4_000)})
        yield made("code", "flex_code", key, 10 + i // 2_000 % 2, _numbered(i, _spread(i)))


def _service_stream(group: Members, count: int) -> Iterator[Any]:
    key = _service_key(group)
    for i in range(count):
        q = i // 4
        w = _spread(q)
        match i % 4:
            case 0:
                asked = _numbered(q, 946_704 + w % 2**20)
                yield made("code", "service_cancel_flex", key, asked, q % 16)
            case 1:
                day = 19_723 + w % 2**15
                yield made("code", "service_cancel_day", key, day, q % 16, q // 16 % 16)
            case 2:
                instant = 1_704_067_200 + 60 * (w % 2**25)
                yield made("code", "service_set_clock", key, instant)
            case 3:
                yield made("code", "service_raise_epoch", key, w % 2**20)


def _renewal_stream(group: Members, count: int) -> Iterator[Any]:
    for i in range(count):
        if i % 1_000 == 0:
            key = _credential(group, f"C{i // 1_000}")
        yield made("code", "renewal_code", key, _spread(i), i % 3)


STREAMS: dict[str, Callable[[Members, int], Iterator[Any]]] = {
    "day": _day_stream,
    "flex": _flex_stream,
    "service": _service_stream,
    "renewal": _renewal_stream,
}


def code_digest(group: Members, test: Members) -> Members:
    codes = STREAMS[group["family"]](group, test["count"])
    digest = hashlib.sha256()
    for code in codes:
        digest.update(digits_of(code).encode())
    return {"sha256": digest.hexdigest()}


ALGORITHMS = {
    "keys": keys,
    "zone": zone,
    "day-code": day_code,
    "day-code-issue": day_code_issue,
    "day-code-reading": day_code_reading,
    "day-code-zone-reading": day_code_reading,
    "numeral-cipher": numeral_cipher,
    "flex-code": flex_code,
    "flex-code-issue": flex_code_issue,
    "flex-code-reading": flex_code_reading,
    "service-code": service_code,
    "service-code-reading": service_code_reading,
    "renewal-code": renewal_code,
    "code-digest": code_digest,
}
