"""What happened at boxes: access reports, showing notices and the export for compliance.

>>> used = AccessEvent(
...     lock_or_box_key="E-1",
...     event=AccessEventKind.USE,
...     lock_or_box_access_timestamp=datetime(2026, 5, 16, 17, 5, tzinfo=timezone.utc),
...     utc_offset=timedelta(hours=-7),
...     lock_or_box_id="LB-00012345",
...     method=AccessMethod.DAY_CODE,
...     operation=1,
...     showing_agent_full_name="Ina Spector, code 617 758 7763",
...     outcome=AccessOutcome.OPEN,
... )
>>> day = datetime(2026, 5, 16, tzinfo=timezone.utc)
>>> report = access_report([used], from_=day, to=day + timedelta(days=1))
>>> "617 758" in report, "Ina Spector" in report
(False, True)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import FlexTerms
from doorward._lists import (
    AccessEventKind,
    AccessMethod,
    AccessOutcome,
    Method,
    RecipientKind,
)
from doorward._values import Entry
from doorward.policy._common import Given

__all__ = [
    "AccessEvent",
    "AccessEventKind",
    "AccessMethod",
    "AccessOutcome",
    "Notice",
    "RowFacts",
    "access_report",
    "credential_of_day_code",
    "credential_of_flex_code",
    "credential_of_grant",
    "csv",
    "json_lines",
    "notices",
    "row_facts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEvent(Value):
    """Something that happened; its members have RESO's names where it has them."""

    lock_or_box_key: str
    event: AccessEventKind
    lock_or_box_access_timestamp: datetime
    utc_offset: timedelta = timedelta(0)
    listing_time_zone: str | None = None
    lock_or_box_id: str | None = None
    label: str | None = None
    listing_id: str | None = None
    listing_address1: str | None = None
    method: AccessMethod = AccessMethod.UNKNOWN
    operation: int = 0
    key_or_credential_id: str | None = None
    holder_kind: RecipientKind | None = None
    showing_agent_id: str | None = None
    showing_agent_mls_id: str | None = None
    showing_agent_full_name: str | None = None
    list_agent_full_name: str | None = None
    outcome: AccessOutcome
    reasons: tuple[str, ...] = ()
    notes: str | None = None

    def _members(self) -> dict[str, Any]:
        members = super(AccessEvent, self)._members()
        offset = members.pop("utc_offset")
        return {**members, "utc_offset_minutes": offset // timedelta(minutes=1)}


@dataclass(frozen=True, slots=True)
class Notice(Value):
    """What the listing side is told of a showing."""

    event: str
    listing: str | None
    lockbox: str | None
    at: datetime
    text: str


Notices: TypeAlias = tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class RowFacts(Value):
    """What a row of a box's log says for the records."""

    event: AccessEventKind
    instant: datetime
    method: AccessMethod
    operation: int
    credential: str | None
    outcome: AccessOutcome
    attempts: int


def access_report(
    events: Iterable[Given[AccessEvent]],
    *,
    from_: datetime,
    to: datetime,
    listing: str | None = None,
    kinds: Iterable[AccessEventKind] | None = None,
) -> str:
    """Who opened what, and who was refused; digits of codes in free text are masked."""
    return _doorward.access_report(
        list(events),
        from_=from_,
        to=to,
        listing=listing,
        kinds=None if kinds is None else list(kinds),
    )


def json_lines(events: Iterable[Given[AccessEvent]]) -> str:
    """The export for compliance: a JSON object on each line."""
    return _doorward.export_json_lines(list(events))


def csv(events: Iterable[Given[AccessEvent]]) -> str:
    """The export for compliance as CSV."""
    return _doorward.export_csv(list(events))


def notices(events: Iterable[Given[AccessEvent]]) -> tuple[Notice, ...]:
    """A notice for each opening of a key compartment by a grant of somebody else than the owner."""
    return _doorward.notices(list(events))


def row_facts(entry: Given[Entry], *, issued_as: Method | None = None) -> RowFacts | None:
    """What a row of a box's log says; none for one of clock, power or epoch."""
    return _doorward.row_facts(entry, issued_as=issued_as)


def credential_of_grant(grant_id: bytes) -> str:
    """What a grant is called in the records."""
    return _doorward.credential_of_grant(grant_id)


def credential_of_day_code(day: date, slot: int) -> str:
    """What a day code is called in the records.

    >>> credential_of_day_code(date(2026, 5, 16), 3)
    'day-20589-3'
    """
    return _doorward.credential_of_day_code(day, slot)


def credential_of_flex_code(terms: FlexTerms) -> str:
    """What a FlexCode is called in the records."""
    return _doorward.credential_of_flex_code(terms)
