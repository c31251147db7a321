"""Keys and codes."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any, TypeVar

import doorward as dw
from doorward import CodeUse, FlexTerms, FlexWindow, LockboxKey, Operation, RootKey, Zone

from vectors.container import Algorithm, Members, NoRoom, instant, seconds

T = TypeVar("T")
MALFORMED = frozenset({"code_length", "code_character", "not_accepted"})
NOT_ACCEPTED = frozenset({"not_accepted"})


def lockbox(group: Members) -> LockboxKey:
    """The key of the group's box."""
    return LockboxKey.from_bytes(bytes.fromhex(group["box_key"]))


def operation(number: int) -> Operation:
    """What a code opens, by its number."""
    return _item(list(Operation), number)


def _item(items: list[T], number: int) -> T:
    if number >= len(items):
        raise NoRoom(number)
    return items[number]


def terms(members: Members) -> FlexTerms:
    """The terms of a FlexCode."""
    return FlexTerms(
        FlexWindow.from_slot(members["start_slot"], members["duration"]),
        copy=members["copy"],
        operation=operation(members["op"]),
        code_use=_item([CodeUse.SINGLE, CodeUse.UNTIL_END], members["use"]),
    )


def terms_members(terms: FlexTerms) -> Members:
    """The terms of a FlexCode as files have them."""
    return {
        "start_slot": terms.window.start_slot,
        "duration": terms.window.duration,
        "copy": terms.copy,
        "op": list(Operation).index(terms.operation),
        "use": list(CodeUse).index(terms.code_use),
    }


def keys(_: Members, test: Members) -> Members:
    root = RootKey.from_bytes(bytes.fromhex(test["root"]))
    box = root.lockbox(test["lockbox"], test["generation"])
    day_root = box.day_root(test["epoch"])
    made: dict[str, Any] = {
        "box_key": box,
        "day_root": day_root,
        "flex": box.flex(test["epoch"]),
        "grant": box.grant(test["epoch"]),
        "service": box.service(),
        "bulletin": box.bulletin(),
        "challenge": box.challenge(),
        "audit_0": root.first_audit(test["lockbox"], test["generation"]),
        "day_key": day_root.day(test["day"]),
        "credential": root.credential(test["lockbox"]),
    }
    return {name: key.expose_bytes().hex() for name, key in made.items()}


def _day_key(group: Members) -> dw.DayKey:
    return lockbox(group).day_root(group["epoch"]).day(group["day"])


def day_code(group: Members, test: Members) -> Members:
    return {"code": _day_key(group).code(test["slot"], digits=group["digits"]).text}


def day_code_back(group: Members, test: Members, made: Members) -> None:
    """A box in UTC reads the slot, or a lower one with the same code, at noon of the day."""
    noon = group["day"] * 86_400 + 43_200
    if noon > 253_402_300_799:
        return
    found = (
        lockbox(group)
        .day_root(group["epoch"])
        .read(
            made["code"],
            zone=Zone.fixed(timedelta(0)),
            now=instant(noon),
            tolerance=timedelta(0),
            digits=group["digits"],
        )
    )
    assert found.day_number == group["day"]
    assert found.slot <= {**test, **made}["slot"]
    again = _day_key(group).code(found.slot, digits=group["digits"])
    assert again == dw.Code(made["code"])


def day_code_issue(group: Members, test: Members) -> Members:
    slot, code = _day_key(group).issue(
        taken=test["taken"], issuer=dw.Issuer(test["half"]), digits=group["digits"]
    )
    return {"slot": slot, "code": code.text}


def day_code_reading(group: Members, test: Members) -> Members:
    """By the key of the day, and by a keypad that reads every family."""
    if "zone" in group:
        zone = Zone.from_bytes(bytes.fromhex(group["zone"]))
    else:
        zone = Zone.fixed(timedelta(minutes=group["offset_minutes"]))
    digits = group.get("digits", 7)
    tolerance = timedelta(seconds=group["tolerance"])
    now = instant(test["instant"])
    root = lockbox(group).day_root(group["epoch"])
    found = root.read(test["code"], zone=zone, now=now, tolerance=tolerance, digits=digits)
    profile = dw.CodeProfile(day_digits=digits)
    reader = dw.CodeReader(lockbox(group), epoch=group["epoch"], profile=profile)
    at_keypad = reader.read(
        test["code"], zone=zone, now=now, tolerance=tolerance, operation=Operation.KEY_COMPARTMENT
    )
    assert at_keypad == dw.DayReading(group["epoch"], found.day, found.slot)
    return {"day": found.day_number, "slot": found.slot}


def numeral_cipher(group: Members, test: Members) -> Members:
    key = dw.FlexKey.from_bytes(bytes.fromhex(group["key"]))
    digits, tweak = group["digits"], int(group["tweak"])
    # A width that the cipher does not have is refused whatever the number.
    dw.encipher(key, digits, tweak, 0)
    if len(dw.Code(test["plain"])) != digits:
        raise NoRoom("another number of digits")
    cipher = dw.encipher(key, digits, tweak, int(test["plain"]))
    assert dw.decipher(key, digits, tweak, cipher) == int(test["plain"])
    return {"cipher": str(cipher).zfill(digits)}


def flex_code(group: Members, test: Members) -> Members:
    key = lockbox(group).flex(group["epoch"])
    return {"code": key.code(terms(test), digits=group["digits"]).text}


def flex_code_back(group: Members, test: Members, made: Members) -> None:
    given = terms(test)
    if given.window.start_slot * 1_800 > 253_402_300_799:
        return
    _read_at_start(group, made["code"], given)


def _read_at_start(group: Members, code: str, given: FlexTerms) -> None:
    read = (
        lockbox(group)
        .flex(group["epoch"])
        .read(
            code,
            operation=given.operation,
            now=given.window.start,
            tolerance=timedelta(0),
            digits=group["digits"],
        )
    )
    assert read == given


def flex_code_issue(group: Members, test: Members) -> Members:
    if test["length"] >= 2**32:
        raise NoRoom("length")
    # Some start after the year 9999, where Python's dates end: their slot says when.
    duration = FlexWindow(instant(0), timedelta(seconds=test["length"])).duration
    window = FlexWindow.from_slot(test["start_slot"], duration)
    asked = terms({**test, "duration": window.duration, "copy": 0})
    given, code = (
        lockbox(group)
        .flex(group["epoch"])
        .issue(
            window,
            operation=asked.operation,
            code_use=asked.code_use,
            taken=test["taken"],
            digits=group["digits"],
        )
    )
    flex_code_back(group, {**test, **terms_members(given)}, {"code": code.text})
    return {"duration": given.window.duration, "copy": given.copy, "code": code.text}


def flex_code_reading(group: Members, test: Members) -> Members:
    """By the key of FlexCodes, and by a keypad that reads every family."""
    given: dict[str, Any] = {
        "now": instant(test["instant"]),
        "tolerance": timedelta(seconds=test["tolerance"]),
        "operation": operation(test["op_chosen"]),
    }
    key = lockbox(group).flex(group["epoch"])
    found = key.read(test["code"], digits=group["digits"], **given)
    profile = dw.CodeProfile(flex_digits=group["digits"])
    reader = dw.CodeReader(lockbox(group), epoch=group["epoch"], profile=profile)
    at_keypad = reader.read(test["code"], zone=Zone.fixed(timedelta(0)), **given)
    assert at_keypad == dw.FlexReading(group["epoch"], found)
    assert key.code(found, digits=group["digits"]).text == test["code"]
    return terms_members(found)


def service_code(group: Members, test: Members) -> Members:
    return {"code": _service(lockbox(group).service(), test).text}


def _service(key: dw.ServiceKey, test: Members) -> dw.Code:
    epoch = int(test.get("epoch") or test.get("epoch_mod_16") or 0)
    match test["command"]:
        case "cancel_flex":
            return key.cancel_flex(terms(test), epoch=epoch)
        case "cancel_day":
            return key.cancel_day(test["day"], slot=test["slot"], epoch=epoch)
        case "set_clock":
            return key.set_clock(instant(test["instant"]))
        case "raise_epoch":
            return key.raise_epoch(epoch)
    raise NoRoom(test["command"])


def command_members(command: dw.ServiceCommand) -> Members:
    """A command as files have it."""
    match command:
        case dw.CancelFlex(terms=given, epoch_mod_16=epoch):
            return {"command": "cancel_flex", **terms_members(given), "epoch_mod_16": epoch}
        case dw.CancelDay(day=day, slot=slot, epoch_mod_16=epoch):
            number = (day - instant(0).date()).days
            return {"command": "cancel_day", "day": number, "slot": slot, "epoch_mod_16": epoch}
        case dw.SetClock(instant=moment):
            return {"command": "set_clock", "instant": seconds(moment)}
        case dw.RaiseEpoch(epoch=epoch):
            return {"command": "raise_epoch", "epoch": epoch}


def service_code_back(group: Members, test: Members, made: Members) -> None:
    """What is read makes the same code."""
    key = lockbox(group).service()
    read = command_members(key.read(made["code"]))
    assert read["command"] == test["command"]
    assert _service(key, read).text == made["code"]


def service_code_reading(group: Members, test: Members) -> Members:
    key = lockbox(group).service()
    read = command_members(key.read(test["code"]))
    assert _service(key, read).text == test["code"]
    return read


def renewal_code(group: Members, test: Members) -> Members:
    root = RootKey.from_bytes(bytes.fromhex(group["root"]))
    key = root.credential(group["credential"])
    code = key.renewal_code(test["day"], test["n"])
    # Two numbers may have one code; the lower one is read.
    number = key.read_renewal(test["day"], code)
    assert number <= test["n"] and key.renewal_code(test["day"], number) == code
    return {"code": code.text}


def zone(group: Members, test: Members) -> Members:
    rule = Zone.from_bytes(bytes.fromhex(group["zone"]))
    assert rule.to_bytes().hex() == group["zone"]
    now = instant(test["instant"])
    day = rule.day_at(now)
    assert now < rule.end_of(day)
    return {
        "offset_minutes": rule.offset_at(now) // timedelta(minutes=1),
        "day": (day - instant(0).date()).days,
    }


def _spread(counter: int) -> int:
    return counter * 2_654_435_761 % 2**32


def _spread_otherwise(counter: int) -> int:
    return counter * 2_246_822_519 % 2**32


def _day_stream(key: LockboxKey, count: int) -> Any:
    for i in range(count):
        q = i // 16
        if i % 16 == 0:
            day = key.day_root(_spread(q)).day(_spread_otherwise(q))
        yield day.code(i % 16, digits=7 + q % 3)


def _numbered(i: int) -> Members:
    return {
        "duration": 1 + i % 125,
        "copy": i // 125 % 4,
        "op": i // 500 % 2,
        "use": i // 1000 % 2,
    }


def _flex_stream(key: LockboxKey, count: int) -> Any:
    for i in range(count):
        if i % 4_000 == 0:
            flex = key.flex(_spread_otherwise(i // 4_000))
        given = terms({"start_slot": _spread(i), **_numbered(i)})
        yield flex.code(given, digits=10 + i // 2_000 % 2)


def _service_stream(key: LockboxKey, count: int) -> Any:
    service = key.service()
    for i in range(count):
        q = i // 4
        w = _spread(q)
        match i % 4:
            case 0:
                given = terms({"start_slot": 946_704 + w % 2**20, **_numbered(q)})
                yield service.cancel_flex(given, epoch=q % 16)
            case 1:
                day = 19_723 + w % 2**15
                yield service.cancel_day(day, slot=q % 16, epoch=q // 16 % 16)
            case 2:
                yield service.set_clock(instant(1_704_067_200 + 60 * (w % 2**25)))
            case 3:
                yield service.raise_epoch(w % 2**20)


def _renewal_stream(root: RootKey, count: int) -> Any:
    for i in range(count):
        if i % 1_000 == 0:
            card = root.credential(f"C{i // 1_000}")
        yield card.renewal_code(_spread(i), i % 3)


def code_digest(group: Members, test: Members) -> Members:
    """SHA-256 over the digits of up to a million codes, by the formulas that the group states."""
    streams = {"day": _day_stream, "flex": _flex_stream, "service": _service_stream}
    if group["family"] == "renewal":
        root = RootKey.from_bytes(bytes.fromhex(group["root"]))
        codes = _renewal_stream(root, test["count"])
    else:
        codes = streams[group["family"]](lockbox(group), test["count"])
    digest = hashlib.sha256()
    for code in codes:
        digest.update(code.text.encode())
    return {"sha256": digest.hexdigest()}


def _outputs(*names: str) -> frozenset[str]:
    return frozenset(names)


def _reasons(**flags: str) -> dict[str, frozenset[str]]:
    return {flag: frozenset(reasons.split()) for flag, reasons in flags.items()}


TERMS = ("start_slot", "duration", "copy", "op", "use")
ZONE = "BadMonth BadWeek BadWeekday BadMinutes"
READING = {"Malformed": MALFORMED} | dict.fromkeys(
    ("WrongDay", "WrongEpoch", "WrongCode", "NotNow", "NoPayload", "NoCommand"), NOT_ACCEPTED
)

ALGORITHMS = {
    "keys": Algorithm(
        keys,
        _outputs(
            *("box_key", "day_root", "flex", "grant", "service", "bulletin", "challenge"),
            *("audit_0", "day_key", "credential"),
        ),
        _reasons(BadInput="key_length id_length id_character"),
    ),
    "day-code": Algorithm(
        day_code, _outputs("code"), _reasons(BadInput="digits slot"), day_code_back
    ),
    "day-code-issue": Algorithm(
        day_code_issue, _outputs("slot", "code"), _reasons(NoneLeft="no_slot_left"), day_code_back
    ),
    "day-code-reading": Algorithm(day_code_reading, _outputs("day", "slot"), READING),
    "day-code-zone-reading": Algorithm(day_code_reading, _outputs("day", "slot"), READING),
    "numeral-cipher": Algorithm(
        numeral_cipher,
        _outputs("cipher"),
        _reasons(
            Malformed="code_length code_character no_room", BadInput="numeral_range"
        ),
    ),
    "flex-code": Algorithm(
        flex_code,
        _outputs("code"),
        _reasons(BadInput="digits", OutOfRange="window_length copy no_room"),
        flex_code_back,
    ),
    "flex-code-issue": Algorithm(
        flex_code_issue,
        _outputs("duration", "copy", "code"),
        _reasons(OutOfRange="window_length no_room", NoneLeft="no_copy_left"),
    ),
    "flex-code-reading": Algorithm(flex_code_reading, _outputs(*TERMS), READING),
    "service-code": Algorithm(
        service_code,
        _outputs("code"),
        _reasons(OutOfRange="service_field window_length copy slot no_room"),
        service_code_back,
    ),
    "service-code-reading": Algorithm(
        service_code_reading,
        _outputs("command", *TERMS, "epoch_mod_16", "day", "slot", "instant", "epoch"),
        READING,
    ),
    "renewal-code": Algorithm(
        renewal_code,
        _outputs("code"),
        _reasons(
            BadInput="key_length id_length id_character", OutOfRange="renewal_number"
        ),
    ),
    "zone": Algorithm(
        zone,
        _outputs("offset_minutes", "day"),
        dict.fromkeys(ZONE.split(), frozenset({"zone_rule"}))
        | _reasons(
            BadLength="zone_length",
            BadOffset="zone_offset",
            HalfZero="zone_half",
            BadOrder="zone_order",
        ),
    ),
    "code-digest": Algorithm(code_digest, _outputs("sha256")),
}
