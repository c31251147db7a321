"""What a member of an input may be. Everything else is the error `bad_value`."""

from collections.abc import Callable
from typing import Any

from .. import zone
from ..refused import Refused

BAD_VALUE = "BadValue"
FIRST_INSTANT, LAST_INSTANT = 86_400, 253_402_214_399
LAST_DAY = 2_932_896
U32_MAX = 2**32 - 1
ID_LONGEST, LOCKBOX_LONGEST, TEXT_LONGEST = 64, 25, 255

Members = dict[str, Any]
Check = Callable[[Any], bool]


def whole(first: int, last: int) -> Check:
    return lambda value: type(value) is int and first <= value <= last


def name_of(*names: str) -> Check:
    return lambda value: isinstance(value, str) and value in names


def printable(longest: int) -> Check:
    """1 to `longest` characters from ! to ~."""

    def check(value: Any) -> bool:
        return (
            isinstance(value, str) and 1 <= len(value) <= longest and all("!" <= c <= "~" for c in value)
        )

    return check


def is_bool(value: Any) -> bool:
    return type(value) is bool


def is_text(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value.encode("utf-8")) <= TEXT_LONGEST


def is_zone(value: Any) -> bool:
    if not isinstance(value, str) or value != value.lower():
        return False
    try:
        zone.parse(bytes.fromhex(value))
    except (Refused, ValueError):
        return False
    return True


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def record(members: dict[str, Check]) -> Check:
    """An object with exactly these members."""

    def check(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and set(value) == set(members)
            and all(check(value[name]) for name, check in members.items())
        )

    return check


def require(check: Check, value: Any) -> None:
    if not check(value):
        raise Refused(BAD_VALUE)


instant = whole(FIRST_INSTANT, LAST_INSTANT)
day = whole(0, LAST_DAY)
u32 = whole(0, U32_MAX)
any_id = printable(ID_LONGEST)
lockbox_id = printable(LOCKBOX_LONGEST)
window = record({"start": instant, "end": instant})
