"""Plain values: histories, rules, presets and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, Union

from doorward._decode import Value
from doorward._doorward import Chosen
from doorward._lists import (
    ClockFrom,
    Combine,
    Count,
    Doubt,
    EndEvent,
    GapMetric,
    LeadAnswer,
    LeadReason,
    ListingClass,
    MarketClass,
    MarketStatus,
    Precision,
    PropertyKeys,
    RulesField,
    RulesWarning,
    Scope,
    StartField,
    Warning,
)


@dataclass(frozen=True, slots=True)
class Event(Value):
    """A row of a listing's history: from a date on, it has a status."""

    date: date | None
    status: MarketStatus | str
    sequence: int = 0
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Value):
    """A listing with its history, in any order."""

    listing: str = field(kw_only=False)
    events: Iterable[Event | Mapping[str, object]] = ()
    office: str | None = None
    branch: str | None = None
    firm: str | None = None
    agent: str | None = None
    property_type: str | None = None
    originating_system: str | None = None
    listing_contract_date: date | None = None
    original_entry_date: date | None = None
    expiration_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Value):
    """How an MLS counts. The defaults are the generic rules.

    >>> Rules(carry_max_gap=90).gap_metric
    <GapMetric.DATE_DIFFERENCE: 'date_difference'>
    """

    carry_max_gap: int | None = 30
    """The longest gap in days over which days carry; none for any gap."""
    lookback_days: int | None = None
    """The days before ``as_of`` that count, in place of gaps."""
    gap_metric: GapMetric = GapMetric.DATE_DIFFERENCE
    accrues: tuple[MarketStatus, ...] = (MarketStatus.ACTIVE, MarketStatus.ACTIVE_UNDER_CONTRACT)
    clock_statuses: tuple[MarketStatus, ...] | None = None
    clock_from: ClockFrom = ClockFrom.TERMINAL
    coming_soon_stops_clock: bool = False
    reset_on_close: bool = True
    scope: Scope = Scope.ANY
    count: Count = Count.DIFFERENCE
    combine: Combine = Combine.UNION
    start_field: StartField = StartField.ON_MARKET
    end_event: EndEvent = EndEvent.OFF_MARKET


RulesLike: TypeAlias = Union[str, Rules, Chosen, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Caution(Value):
    """Something uncertain about rules."""

    warning: RulesWarning
    field: RulesField | None


Cautions: TypeAlias = tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Source(Value):
    """Where something about an MLS is said."""

    title: str
    publisher: str
    url: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Preset(Value):
    """The rules of an MLS at a time, and where they come from."""

    id: str
    name: str
    family: str | None
    experimental: bool
    effective_from: date | None
    precision: Precision | None
    effective_to: date | None
    verified_until: date | None
    rules: Rules
    property_key: PropertyKeys
    assumed: tuple[RulesField, ...]
    local_statuses: tuple[tuple[str, MarketStatus], ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]


MaybeStatus: TypeAlias = MarketStatus


@dataclass(frozen=True, slots=True)
class Gap(Value):
    """The days between two listings of a chain."""

    after: str
    before: str
    from_: date = field(metadata={"name": "from"})
    to: date
    days: int
    counted: int


@dataclass(frozen=True, slots=True)
class Answer(Value):
    """Days on market of a listing and of its chain."""

    dom: int | None
    cdom: int | None
    class_: MarketClass | None = field(metadata={"name": "class"})
    chain: tuple[str, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[Warning, ...]


@dataclass(frozen=True, slots=True)
class Step(Value):
    """A listing of the property, as the chain was made."""

    listing: str
    first: date
    off: date
    class_: MarketClass = field(metadata={"name": "class"})


@dataclass(frozen=True, slots=True)
class OnMarket(Value):
    """Days on the market, from the first to before the last."""

    on: date
    off: date


@dataclass(frozen=True, slots=True)
class Member(Value):
    """A listing of the chain."""

    listing: str
    intervals: tuple[OnMarket, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Explanation(Value):
    """An answer, and how it came about."""

    listing: str
    as_of: date
    status: MarketStatus | None
    on_market_date: date | None
    off_market_date: date | None
    dom: int | None
    cdom: int | None
    class_: MarketClass | None = field(metadata={"name": "class"})
    chain: tuple[str, ...]
    gaps: tuple[Gap, ...]
    warnings: tuple[Warning, ...]
    rules_id: str | None
    rules: Rules
    rules_warnings: tuple[Caution, ...]
    steps: tuple[Step, ...]
    members: tuple[Member, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lead(Value):
    """Whether an owner may be contacted, and why not."""

    answer: LeadAnswer
    reasons: tuple[LeadReason, ...]
    status: MarketStatus | None
    ended_on: date | None
    do_not_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyRecord(Value):
    """What a listing says of where it is."""

    listing: str = field(kw_only=False)
    class_: ListingClass = field(default=ListingClass.SALE, metadata={"name": "class"})
    universal_parcel_id: str | None = None
    state: str | None = None
    county: str | None = None
    parcel_number: str | None = None
    address: str | None = None
    unit: str | None = None
    postal_code: str | None = None


UniversalKey: TypeAlias = tuple[str, ListingClass]
"""The key that a universal parcel id gives."""
ParcelKey: TypeAlias = tuple[str, str, str, Union[str, None], ListingClass]
"""State, county, parcel, unit."""
AddressKey: TypeAlias = tuple[str, Union[str, None], str, ListingClass]
"""Address, unit, postal code."""


@dataclass(frozen=True, slots=True)
class Keys(Value):
    """The keys that a record gives."""

    universal: UniversalKey | None
    parcel: ParcelKey | None
    address: AddressKey | None


@dataclass(frozen=True, slots=True)
class Property(Value):
    """Which property a listing is of: the first of its listings."""

    listing: str
    property: str
    keys: Keys
    doubts: tuple[Doubt, ...]


Properties: TypeAlias = tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Summary(Value):
    """What a run over a table read and gave."""

    rows: int
    rows_without_listing: int
    properties: int
    listings: int
    errors: dict[str, int]
    warnings: dict[str, int]
    rules_warnings: tuple[Caution, ...]


__all__ = [
    "AddressKey",
    "Answer",
    "Caution",
    "Cautions",
    "Event",
    "Explanation",
    "Gap",
    "Keys",
    "Lead",
    "Listing",
    "MaybeStatus",
    "Member",
    "OnMarket",
    "ParcelKey",
    "Preset",
    "Properties",
    "Property",
    "PropertyRecord",
    "Rules",
    "RulesLike",
    "Source",
    "Step",
    "Summary",
    "UniversalKey",
]
