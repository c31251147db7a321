"""Days on market: of one listing with the reasons, of whole tables, leads and property keys.

>>> history = [
...     Listing("L1", events=[
...         Event(date(2025, 1, 1), "Active"), Event(date(2025, 1, 31), "Canceled"),
...     ]),
...     Listing("L2", events=[
...         Event(date(2025, 2, 7), "Active"), Event(date(2025, 2, 28), "Closed"),
...     ]),
... ]
>>> answer = days_on_market(history, target="L2", as_of=date(2025, 12, 31), rules="generic")
>>> answer.dom, answer.cdom, answer.chain
(21, 51, ('L1', 'L2'))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol, TypeAlias, Union

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import ArrowTable, Chosen
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

__all__ = [
    "AddressKey",
    "Answer",
    "ArrowTable",
    "Caution",
    "Chosen",
    "ClockFrom",
    "Combine",
    "Count",
    "Counted",
    "Doubt",
    "EndEvent",
    "Event",
    "Explanation",
    "Gap",
    "GapMetric",
    "Keys",
    "Lead",
    "LeadAnswer",
    "LeadReason",
    "Listing",
    "ListingClass",
    "MarketClass",
    "MarketStatus",
    "Member",
    "OnMarket",
    "ParcelKey",
    "Precision",
    "Preset",
    "Property",
    "PropertyKeys",
    "PropertyRecord",
    "Rules",
    "RulesField",
    "RulesWarning",
    "Scope",
    "Source",
    "StartField",
    "Step",
    "Summary",
    "UniversalKey",
    "Warning",
    "cdom",
    "choose",
    "choose_at",
    "days_on_market",
    "explain",
    "explain_by_family",
    "lead",
    "preset",
    "presets",
    "properties",
    "status_of",
]


class ArrowStream(Protocol):
    """A table that gives an Arrow stream: of pyarrow, Polars, DuckDB, pandas and others."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


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


class Counted:
    """Days on market of every listing of a table: gives an Arrow stream."""

    __slots__ = ("summary", "table")

    def __init__(self, table: ArrowTable, summary: Summary) -> None:
        self.table = table
        self.summary = summary

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        return self.table.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return f"Counted({len(self)} listings of {self.summary.properties} properties)"


def choose(rules: RulesLike) -> Chosen:
    """The rules of a preset by its id, or rules of your own, checked."""
    return _doorward.choose(rules)


def choose_at(family: str, day: date) -> Chosen:
    """The rules that a family of presets had at a date.

    >>> choose_at("armls", date(2021, 6, 1)).preset
    'armls_2020'
    """
    return _doorward.choose_at(family, day)


def presets() -> tuple[Preset, ...]:
    """The rules of MLSs that are known, with their sources."""
    return _doorward.presets()


def preset(id: str) -> Preset:
    """The preset of this id.

    >>> preset("rmls_or").rules.carry_max_gap
    30
    """
    choose(id)
    return next(preset for preset in presets() if preset.id == id)


def status_of(name: str, *, preset: str) -> MarketStatus | None:
    """The status that a local name means to an MLS; none if it is not known.

    >>> status_of("Active", preset="rmls_or")
    <MarketStatus.ACTIVE: 'Active'>
    """
    return _doorward.status_of(name, preset)


def days_on_market(
    listings: Iterable[Listing | Mapping[str, object]],
    *,
    target: str,
    as_of: date,
    rules: RulesLike = "rmls_or",
) -> Answer:
    """Days on market of one listing, among all listings of its property."""
    return _doorward.days_on_market(_list(listings), target=target, as_of=as_of, rules=rules)


def explain(
    listings: Iterable[Listing | Mapping[str, object]],
    *,
    target: str,
    as_of: date,
    rules: RulesLike = "rmls_or",
) -> Explanation:
    """The same, with each listing, interval and gap that it comes from."""
    return _doorward.explain(_list(listings), target=target, as_of=as_of, rules=rules)


def explain_by_family(
    listings: Iterable[Listing | Mapping[str, object]],
    *,
    target: str,
    as_of: date,
    family: str,
) -> Explanation:
    """The same, by the rules that a family of presets had when the listing came on the market."""
    return _doorward.explain_by_family(
        _list(listings), target=target, as_of=as_of, family=family
    )


def lead(
    listings: Iterable[Listing | Mapping[str, object]],
    *,
    target: str,
    as_of: date,
    protected_until: date | None = None,
    opted_out: bool = False,
    do_not_call: bool = False,
    key_doubts: Iterable[Doubt | str] = (),
) -> Lead:
    """Whether the owner may be contacted after a listing ended without a sale.

    >>> ended = [Event(date(2026, 1, 5), "Active"), Event(date(2026, 4, 5), "Expired")]
    >>> found = lead([Listing("L1", events=ended)], target="L1", as_of=date(2026, 5, 1))
    >>> found.answer.text
    'may be contacted'
    """
    return _doorward.judge_lead(
        _list(listings),
        target=target,
        as_of=as_of,
        protected_until=protected_until,
        opted_out=opted_out,
        do_not_call=do_not_call,
        key_doubts=_list(key_doubts),
    )


def properties(
    records: Iterable[PropertyRecord | Mapping[str, object]],
    *,
    known_by: PropertyKeys = PropertyKeys.PARCEL_THEN_ADDRESS,
) -> tuple[Property, ...]:
    """Which listings are of one property, and what is doubtful about that.

    >>> records = [
    ...     PropertyRecord("L1", address="12 Oak St", postal_code="97201"),
    ...     PropertyRecord("L2", address="12 OAK STREET", postal_code="97201"),
    ... ]
    >>> [found.property for found in properties(records)]
    ['L1', 'L1']
    """
    return _doorward.find_properties(_list(records), known_by=known_by)


def cdom(
    table: ArrowStream,
    *,
    as_of: date,
    rules: RulesLike = "rmls_or",
    order: Literal["any", "sorted", "grouped"] = "any",
    threads: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Counted:
    """Days on market of every listing of a table.

    A row of the table is a row of a listing's history: ``PropertyKey``, ``ListingKey``,
    ``EffectiveDate`` (a date), ``StandardStatus``, and others that may be there. The columns are
    read where they are, without a copy, and the interpreter is free meanwhile.

    ``order`` says what is known about the rows: nothing, that properties never fall, or that the
    rows of a property stand together. ``progress`` is called with the number of rows read.

    >>> import pyarrow as pa
    >>> table = pa.table({
    ...     "PropertyKey": ["P1", "P1", "P1", "P1"],
    ...     "ListingKey": ["L1", "L1", "L2", "L2"],
    ...     "EffectiveDate": [date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 7), date(2025, 2, 28)],
    ...     "StandardStatus": ["Active", "Canceled", "Active", "Canceled"],
    ... })
    >>> counted = cdom(table, as_of=date(2025, 12, 31), rules="generic")
    >>> counted
    Counted(2 listings of 1 properties)
    >>> pa.table(counted)["CumulativeDaysOnMarket"].to_pylist()
    [30, 51]
    """
    found, summary = _doorward.count_table(
        table, rules=rules, as_of=as_of, order=order, threads=threads, progress=progress
    )
    return Counted(found, summary)


def _list(items: Any) -> Any:
    """What may be gone through once, as a list; anything else is refused where it is read."""
    if isinstance(items, Iterable) and not isinstance(items, (str, Mapping)):
        return list(items)
    return items
