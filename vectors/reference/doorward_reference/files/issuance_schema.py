"""The schema of issuance.json."""

from ..policy import issuance, request
from ..policy.names import CLASS_OF, ISSUERS, METHODS, STATES, STATUSES
from . import policy_flags, schema
from .container import Members
from .policy_flags import BOOL, DAY, ID, INSTANT, LOCKBOX, or_null

NUMBER = policy_flags.ANY_INTEGER
U32 = schema.U32_NUMBER
VERSION = schema.list_of(schema.integer(0, 65_535), unique=False)
METHOD = schema.one_of(*METHODS)
WINDOW = schema.object_of({"start": INSTANT, "end": INSTANT})
NAME = {"type": "string"}

ISSUER = schema.object_of({"kind": schema.one_of(*ISSUERS), "id": ID, "pin_verified": BOOL})
PHONE = schema.object_of({"os": schema.one_of("android", "ios"), "version": VERSION})
RECIPIENT = schema.object_of(
    {
        "kind": schema.one_of(*CLASS_OF), "id": ID, "name": or_null(NAME), "association": or_null(ID),
        "member_active": BOOL, "licence_verified": BOOL, "account_registered": BOOL, "phone": or_null(PHONE),
    }
)  # fmt: skip
REQUEST = schema.object_of(
    {
        "now": INSTANT, "issuer": ISSUER, "recipient": RECIPIENT, "method": METHOD,
        "operations": schema.integer(1, 31), "window": or_null(WINDOW), "day": or_null(DAY),
        "half": or_null(schema.one_of("service", "holder")),
        "use": or_null(schema.one_of("single", "until_end")),
        "skip": schema.list_of(schema.integer(0, request.HIGHEST_SLOT)),
        "seller_written_permission": BOOL, "off_market_permission": BOOL, "identity_checked": BOOL,
    }
)  # fmt: skip
LISTING = schema.object_of(
    {
        "id": ID, "status": schema.one_of(*STATUSES), "coming_soon_showings": BOOL,
        "methods": or_null(schema.list_of(METHOD)), "access": schema.one_of("open", "by_appointment"),
    }
)  # fmt: skip
BOX = schema.object_of(
    {
        "id": LOCKBOX, "zone": schema.octets(14), "epoch": U32, "bulletin": U32, "suspended": BOOL,
        "bluetooth": BOOL, "flex_codes": BOOL, "shackle_by_app": BOOL, "shackle_by_code": BOOL,
    }
)  # fmt: skip
APPOINTMENT = schema.object_of(
    {
        "id": ID, "holder": ID, "listing": ID, "lockbox": LOCKBOX, "state": schema.one_of(*STATES),
        "start": INSTANT, "end": INSTANT, "early": schema.integer(0, 5_400), "late": schema.integer(0, 5_400),
    }
)  # fmt: skip
DAY_ROW = schema.object_of({"day": DAY, "slot": schema.integer(0, 15), "recipient": ID, "cancelled": BOOL})
WINDOW_NUMBERS: Members = {
    "start_slot": schema.integer(0, request.LAST_HALF_HOUR), "duration": schema.integer(1, 125),
    "op": schema.integer(0, 1), "use": schema.integer(0, 1), "copy": schema.integer(0, 3),
}  # fmt: skip
FLEX_ROW = schema.object_of(WINDOW_NUMBERS | {"recipient": ID, "contractor": BOOL, "cancelled": BOOL})
LEDGER = schema.object_of(
    {
        "lockbox": LOCKBOX, "epoch": U32, "revision": U32, "day_codes": schema.list_of(DAY_ROW),
        "flex_codes": schema.list_of(FLEX_ROW),
    }
)  # fmt: skip
PERMIT = schema.object_of(
    {
        "not_before": INSTANT, "not_after": INSTANT, "release_at": INSTANT,
        "operations": schema.integer(1, 31), "max_uses": or_null(schema.integer(0, 1)),
        "bulletin": or_null(U32),
        "uses": schema.one_of("unlimited", "single", "hour_from_first_use", "until_end"),
        "recorded_as": schema.one_of("account", "email", "name"),
        "recall": schema.one_of("revocable", "only_at_box"), "first_entry_before": or_null(INSTANT),
        "day": or_null(DAY), "slot": or_null(schema.integer(0, 15)),
        **{name: or_null(kind) for name, kind in WINDOW_NUMBERS.items()},
        "ledger": LEDGER,
    }
)  # fmt: skip
OBLIGATIONS = (
    "record_refusal", "record_issue", "keep_consent", "notify_on_use", "carry_bulletin", "hold_until_release",
    "say_not_recallable", "say_first_entry",
)  # fmt: skip
RULING = schema.object_of(
    {
        "decision": policy_flags.DECISION, "reasons": policy_flags.reasons(issuance.NEEDS),
        "obligations": schema.list_of(schema.one_of(*OBLIGATIONS)), "recommended": or_null(METHOD),
        "permit": or_null(PERMIT),
    }
)  # fmt: skip
INPUTS: Members = {
    "request": REQUEST, "listing": or_null(LISTING), "box": BOX, "appointment": or_null(APPOINTMENT),
    "ledger": LEDGER,
}  # fmt: skip
ASSOCIATION = schema.object_of(
    {
        "id": schema.ANY_TEXT, "day_codes": BOOL, "contractor_codes": BOOL,
        "service_codes_refused_from": or_null(NUMBER), "reciprocity": schema.list_of(schema.ANY_TEXT),
    }
)  # fmt: skip
VERSIONS = ("android_min", "ios_min")
PARAMETERS = schema.object_of(
    {
        name: schema.list_of(NUMBER, unique=False) if name in VERSIONS else NUMBER
        for name in request.DEFAULTS
    }
)
SHAPES = [
    schema.Shape(
        {"association": ASSOCIATION, "parameters": PARAMETERS},
        [INPUTS | {"ruling": RULING}],
        [policy_flags.loose_members(INPUTS)],
    )
]
