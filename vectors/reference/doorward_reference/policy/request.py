"""Section 12: the form of an issuance request, and the errors in one, in their order."""

from itertools import pairwise

from ..refused import Refused
from . import values
from .names import (
    CLASS_OF,
    CODES,
    CONTRACTOR_CODE,
    DAY_CODE,
    GRANTS,
    ISSUERS,
    METHODS,
    SINGLE,
    STATES,
    STATUSES,
    UNTIL_END,
    WINDOW_CODES,
)
from .values import Members

HIGHEST_SLOT, HIGHEST_COPY = 15, 3
CODE_OPERATIONS = (1, 2)
DURATIONS = 125
LAST_HALF_HOUR = values.LAST_INSTANT // 1_800

method = values.name_of(*METHODS)
version = values.whole(0, 65_535)


def is_version(value: object) -> bool:
    return values.list_of(version)(value) and isinstance(value, list) and len(value) == 3


REQUEST = {
    "now": values.instant,
    "issuer": values.record(
        {"kind": values.name_of(*ISSUERS), "id": values.any_id, "pin_verified": values.is_bool}
    ),
    "recipient": values.record(
        {
            "kind": values.name_of(*CLASS_OF),
            "id": values.any_id,
            "name": values.maybe(values.is_text),
            "association": values.maybe(values.any_id),
            "member_active": values.is_bool,
            "licence_verified": values.is_bool,
            "account_registered": values.is_bool,
            "phone": values.maybe(
                values.record({"os": values.name_of("android", "ios"), "version": is_version})
            ),
        }
    ),
    "method": method,
    "operations": values.whole(1, 31),
    "window": values.maybe(values.window),
    "day": values.maybe(values.day),
    "half": values.maybe(values.name_of("service", "holder")),
    "use": values.maybe(values.name_of(SINGLE, UNTIL_END)),
    "skip": values.list_of(values.whole(0, values.U32_MAX)),
    "seller_written_permission": values.is_bool,
    "off_market_permission": values.is_bool,
    "identity_checked": values.is_bool,
}
LISTING = {
    "id": values.any_id,
    "status": values.name_of(*STATUSES),
    "coming_soon_showings": values.is_bool,
    "methods": values.maybe(values.list_of(method)),
    "access": values.name_of("open", "by_appointment"),
}
BOX = {
    "id": values.lockbox_id,
    "zone": values.is_zone,
    "epoch": values.u32,
    "bulletin": values.u32,
    "suspended": values.is_bool,
    "bluetooth": values.is_bool,
    "flex_codes": values.is_bool,
    "shackle_by_app": values.is_bool,
    "shackle_by_code": values.is_bool,
}
APPOINTMENT = {
    "id": values.any_id,
    "holder": values.any_id,
    "listing": values.any_id,
    "lockbox": values.lockbox_id,
    "state": values.name_of(*STATES),
    "start": values.instant,
    "end": values.instant,
    "early": values.whole(0, 5_400),
    "late": values.whole(0, 5_400),
}
DAY_ROW = {
    "day": values.day,
    "slot": values.whole(0, HIGHEST_SLOT),
    "recipient": values.any_id,
    "cancelled": values.is_bool,
}
FLEX_ROW = {
    "start_slot": values.whole(0, LAST_HALF_HOUR),
    "duration": values.whole(1, DURATIONS),
    "op": values.whole(0, 1),
    "use": values.whole(0, 1),
    "copy": values.whole(0, HIGHEST_COPY),
    "recipient": values.any_id,
    "contractor": values.is_bool,
    "cancelled": values.is_bool,
}
LEDGER = {
    "lockbox": values.lockbox_id,
    "epoch": values.u32,
    "revision": values.u32,
    "day_codes": values.list_of(values.record(DAY_ROW)),
    "flex_codes": values.list_of(values.record(FLEX_ROW)),
}
ASSOCIATION = {
    "id": values.any_id,
    "day_codes": values.is_bool,
    "contractor_codes": values.is_bool,
    "service_codes_refused_from": values.maybe(values.day),
    "reciprocity": values.list_of(values.any_id),
}
MONTH = 2_678_400
PARAMETERS = {
    "guest_min": values.whole(60, MONTH),
    "guest_max": values.whole(60, MONTH),
    "homeowner_max": values.whole(60, 86_400),
    "member_max": values.whole(60, 259_200),
    "day_days_ahead": values.whole(0, 64),
    "day_slots": values.whole(1, 16),
    "flex_min": values.whole(1_800, MONTH),
    "flex_max": values.whole(1_800, MONTH),
    "contractor_max": values.whole(1_800, MONTH),
    "contractor_alive": values.whole(0, 16),
    "flex_per_window": values.whole(1, 4),
    "flex_overlapping": values.whole(1, 64),
    "release_lead": values.whole(0, 3_600),
    "android_min": is_version,
    "ios_min": is_version,
}
DEFAULTS: Members = {
    "guest_min": 1_800,
    "guest_max": 604_800,
    "homeowner_max": 3_600,
    "member_max": 259_200,
    "day_days_ahead": 14,
    "day_slots": 16,
    "flex_min": 1_800,
    "flex_max": 2_678_400,
    "contractor_max": 1_209_600,
    "contractor_alive": 3,
    "flex_per_window": 4,
    "flex_overlapping": 16,
    "release_lead": 300,
    "android_min": [6, 0, 1],
    "ios_min": [8, 0, 0],
}
DAY_ORDER = ("day", "slot")
FLEX_ORDER = ("start_slot", "duration", "op", "use", "copy")


def check_values(given: Members, association: Members, parameters: Members) -> None:
    values.require(values.record(ASSOCIATION), association)
    values.require(values.record(PARAMETERS), parameters)
    for shortest, longest in (("guest_min", "guest_max"), ("flex_min", "flex_max")):
        values.require(values.whole(0, parameters[longest]), parameters[shortest])
    values.require(values.record(REQUEST), given["request"])
    values.require(values.maybe(values.record(LISTING)), given["listing"])
    values.require(values.record(BOX), given["box"])
    values.require(values.maybe(values.record(APPOINTMENT)), given["appointment"])
    values.require(values.record(LEDGER), given["ledger"])


def rising(items: list[object]) -> bool:
    return all(earlier < later for earlier, later in pairwise(items))  # type: ignore[operator]


def window_fits(request: Members) -> bool:
    is_day = request["method"] == DAY_CODE
    present = [request[name] is not None for name in ("day", "half", "window")]
    return present == [is_day, is_day, not is_day]


def backwards(window: Members | None) -> bool:
    return window is not None and window["end"] <= window["start"]


def operations_fit(request: Members) -> bool:
    return request["method"] not in CODES or request["operations"] in CODE_OPERATIONS


def use_fits(request: Members) -> bool:
    if request["method"] not in WINDOW_CODES:
        return request["use"] is None
    if request["method"] == CONTRACTOR_CODE:
        return request["use"] == UNTIL_END
    return request["use"] is not None


def skip_fits(request: Members) -> bool:
    skip = request["skip"]
    if request["method"] in GRANTS:
        return skip == []
    highest = HIGHEST_SLOT if request["method"] == DAY_CODE else HIGHEST_COPY
    return rising(skip) and all(number <= highest for number in skip)


def methods_fit(listing: Members | None) -> bool:
    if listing is None or listing["methods"] is None:
        return True
    return rising([METHODS.index(name) for name in listing["methods"]])


def in_order(rows: list[Members], order: tuple[str, ...]) -> bool:
    return rising([tuple(row[name] for name in order) for row in rows])


def ledger_fits(ledger: Members, box: Members) -> bool:
    if (ledger["lockbox"], ledger["epoch"]) != (box["id"], box["epoch"]):
        return False
    if not in_order(ledger["day_codes"], DAY_ORDER) or not in_order(ledger["flex_codes"], FLEX_ORDER):
        return False
    contractors = [row for row in ledger["flex_codes"] if row["contractor"]]
    return all((row["use"], row["op"]) == (1, 0) for row in contractors)


def check(given: Members, association: Members, parameters: Members) -> None:
    check_values(given, association, parameters)
    request = given["request"]
    for error, fits in (
        ("WindowMismatch", window_fits(request)),
        ("WindowBackwards", not backwards(request["window"]) and not backwards(given["appointment"])),
        ("OperationsMismatch", operations_fit(request)),
        ("UseMismatch", use_fits(request)),
        ("SkipMismatch", skip_fits(request)),
        ("MethodsMismatch", methods_fit(given["listing"])),
        ("LedgerMismatch", ledger_fits(given["ledger"], given["box"])),
    ):
        if not fits:
            raise Refused(error)
