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
from datetime import date
from typing import Any, Literal, Protocol

from doorward import _doorward
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
from doorward._market import (
    AddressKey,
    Answer,
    Caution,
    Event,
    Explanation,
    Gap,
    Keys,
    Lead,
    Listing,
    Member,
    OnMarket,
    ParcelKey,
    Preset,
    Property,
    PropertyRecord,
    Rules,
    RulesLike,
    Source,
    Step,
    Summary,
    UniversalKey,
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
    "RulesLike",
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
