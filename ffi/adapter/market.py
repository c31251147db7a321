"""Days on market, leads and property keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from codes import Members
from library import NoRoom, Refused, call, ffi, lib, made, new, number, of_bits

EPOCH = date(1970, 1, 1)
STATUSES = [
    *("Incomplete", "ComingSoon", "Active", "ActiveUnderContract", "Hold", "Withdrawn"),
    *("Pending", "Canceled", "Expired", "Closed", "Delete"),
]
CLASSES = [
    *("first", "linear", "overlapping", "twin", "reset_close", "reset_scope", "reset_gap"),
    "never_on_market",
]
WARNINGS = [
    *("duplicate_row", "conflicting_rows", "date_out_of_range", "date_missing"),
    *("on_date_missing", "off_date_missing", "off_before_on", "close_before_on", "deleted"),
    *("expired_inferred", "status_after_expiration", "start_date_missing", "scope_missing"),
    *("listing_left_out", "back_after_terminal", "listing_values_differ", "property_missing"),
]
RULES = {
    "gap_metric": ["date_difference", "full_days"],
    "clock_from": ["terminal", "last_on_market"],
    "scope": [
        *("any", "same_branch", "same_office", "same_firm", "same_agent"),
        "same_property_type",
    ],
    "count": ["difference", "inclusive"],
    "combine": ["union", "sum", "span"],
    "start_field": ["on_market", "listing_contract_date", "original_entry_date"],
    "end_event": ["off_market", "contract", "close"],
}
YES_OR_NO = ("coming_soon_stops_clock", "reset_on_close")
TEXTS = ("office", "branch", "firm", "agent", "property_type", "originating_system")
DATES = ("listing_contract_date", "original_entry_date", "expiration_date")
ANSWERS = ["Clear", "Unverified", "Blocked"]
DOUBTS = ["placeholder_parcel", "no_key", "address_two_parcels"]
LEAD_REASONS = [
    *("", "target_in_force", "target_not_ended", "other_in_force", "sold_later"),
    *("protection_period", "opted_out", "key_doubtful", "history_unclear", "expiry_inferred"),
]
KNOWN_BY = ["parcel_then_address", "parcel", "address"]
PROPERTY_CLASSES = ["sale", "lease"]
RECORD = (
    *("listing", "universal_parcel_id", "state", "county", "parcel_number", "address", "unit"),
    "postal_code",
)


def place(names: list[str], name: Any) -> int:
    if name not in names:
        raise NoRoom(str(name))
    return names.index(name)


def bits(names: list[str], given: list[str]) -> int:
    return sum(1 << place(names, name) for name in set(given))


class Held:
    """Texts, which have to stay as long as what points to them."""

    def __init__(self) -> None:
        self.texts: list[Any] = []

    def fill(self, text: Any, given: str | None) -> None:
        """One that is null is not known."""
        if given is not None:
            spelled = given.encode()
            self.texts.append(ffi.new("uint8_t[]", spelled))
            text.text, text.length = self.texts[-1], len(spelled)


def day(given: str | None) -> int:
    if given is None:
        return int(lib.DW_DATE_MISSING)
    spelled = given.encode()
    return number("int32_t", "market_date", spelled, len(spelled))


def spelled(days: int) -> str | None:
    missing = days == lib.DW_DATE_MISSING
    return None if missing else (EPOCH + timedelta(days=days)).isoformat()


def status_number(name: str) -> int:
    spelled = name.encode()
    try:
        return number("uint8_t", "market_status", spelled, len(spelled))
    except Refused:
        return int(lib.DW_STATUS_UNKNOWN)


class History:
    """A property's history, and room to work in."""

    def __init__(self, test: Members) -> None:
        held = self.held = Held()
        given = test["listings"]
        events = [(at, event) for at, one in enumerate(given) for event in one["events"]]
        self.listings = ffi.new("struct dw_market_listing[]", len(given))
        self.rows = ffi.new("struct dw_market_row[]", len(events))
        for listing, one in zip(self.listings, given, strict=True):
            held.fill(listing.key, one["listing"])
            for name in TEXTS:
                held.fill(getattr(listing, name), one.get(name))
            for name in DATES:
                setattr(listing, name, day(one.get(name)))
        for row, (at, event) in zip(self.rows, events, strict=True):
            row.listing, row.date = at, day(event["date"])
            row.sequence, row.status = event.get("sequence", 0), status_number(event["status"])
            held.fill(row.event, event.get("event"))
        as_of = day(test["as_of"])
        if as_of < 0:
            raise NoRoom("as_of")
        self.history = new("market_history", as_of=as_of)
        self.history.listings, self.history.listing_count = self.listings, len(given)
        self.history.rows, self.history.row_count = self.rows, len(events)
        held.fill(self.history.target, test["target"])
        words = len(given) * lib.DW_MARKET_LISTING_WORDS + len(events) * lib.DW_MARKET_ROW_WORDS
        self.work = (ffi.new("uint64_t[]", words), words)
        self.keys = [one["listing"] for one in given]

    def list_of(self, kind: str, function: str, rules: Any) -> list[Any]:
        """A list that a function writes, of a listing's gaps or links."""
        room, count = len(self.keys), ffi.new("size_t *")
        found = ffi.new(f"{kind}[]", room)
        call(function, rules, self.history, *self.work, found, room, count)
        return list(found[0 : count[0]])


def _rules(given: Members) -> Any:
    rules = made("market_rules", "market_rules_generic")
    rules.carry_max_gap = lib.DW_NO_DAYS
    if given["carry_max_gap"] is not None:
        rules.carry_max_gap = given["carry_max_gap"]
    if given.get("lookback_days") is not None:
        rules.lookback_days = given["lookback_days"]
    rules.accrues = bits(STATUSES, given["accrues"])
    if given.get("clock_statuses") is not None:
        rules.has_clock_statuses = 1
        rules.clock_statuses = bits(STATUSES, given["clock_statuses"])
    for name, names in RULES.items():
        if name in given:
            setattr(rules, name, place(names, given[name]))
    for name in YES_OR_NO:
        setattr(rules, name, given[name])
    return rules


def _days(days: int) -> int | None:
    return None if days == lib.DW_NO_DAYS else days


def market(group: Members, test: Members) -> Members:
    rules, at = _rules(group["rules"]), History(test)
    outcome = made("market_outcome", "market_answer", rules, at.history, *at.work)
    links = at.list_of("uint32_t", "market_chain", rules)
    class_number = outcome.class_number
    return {
        "dom": _days(outcome.dom),
        "cdom": _days(outcome.cdom),
        "class": CLASSES[class_number] if class_number < len(CLASSES) else None,
        "chain": [at.keys[link] for link in links],
    }


def market_fields(group: Members, test: Members) -> Members:
    rules, at = _rules(group["rules"]), History(test)
    outcome = made("market_outcome", "market_answer", rules, at.history, *at.work)
    gaps = [
        {
            "after": at.keys[gap.after],
            "before": at.keys[gap.before],
            "from": spelled(getattr(gap, "from")),
            "to": spelled(gap.to),
            "days": gap.days,
            "counted": gap.counted,
        }
        for gap in at.list_of("struct dw_market_gap", "market_gaps", rules)
    ]
    return {**market(group, test), "gaps": gaps, "warnings": of_bits(WARNINGS, outcome.warnings)}


def market_leads(_: Members, test: Members) -> Members:
    facts = new(
        "lead_facts",
        protected_until=day(test["protected_until"]),
        key_doubts=bits(DOUBTS, test["key_doubts"]),
        opted_out=test["opted_out"],
        do_not_call=test["do_not_call"],
    )
    at = History(test)
    lead = made("lead", "market_lead", at.history, facts, *at.work)
    return {
        "answer": ANSWERS[lead.answer],
        "reasons": of_bits(LEAD_REASONS, lead.reasons),
        "status": STATUSES[lead.status] if lead.status < len(STATUSES) else None,
        "ended_on": spelled(lead.ended_on),
        "do_not_call": bool(lead.do_not_call),
    }


def _key(keys: Any, *parts: str) -> list[str | None] | None:
    """A key is an array of its parts; there is none without its first or its last one but a class."""
    found = [
        bytes(getattr(keys, part))[: getattr(keys, f"{part}_length")].decode() or None
        for part in parts
    ]
    return [*found, PROPERTY_CLASSES[keys.class_number]] if any(found) else None


def _keys(keys: Any) -> Members:
    return {
        "universal": _key(keys, "universal") if keys.universal_length else None,
        "parcel": _key(keys, "state", "county", "parcel", "unit") if keys.parcel_length else None,
        "address": _key(keys, "address", "unit", "postal_code") if keys.address_length else None,
    }


def market_keys(group: Members, test: Members) -> Members:
    held, given = Held(), test["records"]
    records = ffi.new("struct dw_property_record[]", len(given))
    keys = ffi.new("struct dw_property_keys[]", len(given))
    found = ffi.new("struct dw_property[]", len(given))
    for at, one in enumerate(given):
        for name in RECORD:
            held.fill(getattr(records[at], name), one[name])
        records[at].class_number = place(PROPERTY_CLASSES, one["class"])
        call("market_keys", ffi.addressof(records, at), ffi.addressof(keys, at))
    words = len(given) * lib.DW_PROPERTY_WORDS
    work = (ffi.new("uint64_t[]", words), words)
    known_by = place(KNOWN_BY, group["property_key"])
    call("market_properties", records, keys, len(given), known_by, *work, found)
    return {
        "properties": [
            {
                "listing": one["listing"],
                "property": given[found[at].least]["listing"],
                "keys": _keys(keys[at]),
                "doubts": of_bits(DOUBTS, found[at].doubts),
            }
            for at, one in enumerate(given)
        ]
    }


ALGORITHMS = {
    "market": market,
    "market-fields": market_fields,
    "market-leads": market_leads,
    "market-keys": market_keys,
}
