"""May this issuer give this recipient access to this box, by this method?

>>> now = datetime(2026, 5, 16, 17, 0, tzinfo=timezone.utc)
>>> ruling = rule(
...     Request(
...         now=now,
...         issuer=Issuer(kind=IssuerKind.LISTING_AGENT, id="A-1", pin_verified=True),
...         recipient=Recipient(kind=RecipientKind.CONTRACTOR, id="C-2", name="Ada Lovelace"),
...         method=Method.CONTRACTOR_CODE,
...         operations=1,
...         window=Window(now, now + timedelta(days=3)),
...         use=CodeUse.UNTIL_END,
...     ),
...     association=Association("ASSOC"),
...     box=Box(id="LB-00012345", zone=Zone.from_rule("PST8PDT,M3.2.0,M11.1.0"), epoch=1),
...     ledger=Ledger("LB-00012345", epoch=1),
...     listing=Listing(id="L-1", status=Status.ACTIVE),
... )
>>> ruling.decision, [(reason.reason, reason.needs) for reason in ruling.reasons]
(<Decision.DENY: 'deny'>, [(<IssuanceReason.SELLER_PERMISSION_MISSING: 'seller_permission_missing'>, 'seller_written_permission')])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Union

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import Code, Zone
from doorward._lists import (
    Decision,
    IssuanceObligation,
    IssuanceReason,
    IssuerKind,
    ListingAccess,
    Method,
    Recall,
    RecipientKind,
    RecordedAs,
    State,
    Status,
    System,
    Uses,
)
from doorward._names import CodeUse, GrantOperation
from doorward._names import Issuer as Half
from doorward.policy._common import Given, Window, seconds

__all__ = [
    "Appointment",
    "Association",
    "Box",
    "CodeUse",
    "DayRow",
    "Decision",
    "FlexRow",
    "Half",
    "IssuanceObligation",
    "IssuanceReason",
    "Issuer",
    "IssuerKind",
    "Ledger",
    "Listing",
    "ListingAccess",
    "Method",
    "Parameters",
    "Permit",
    "Phone",
    "Reason",
    "Recall",
    "Recipient",
    "RecipientKind",
    "RecordedAs",
    "Request",
    "Ruling",
    "State",
    "Status",
    "System",
    "Uses",
    "Window",
    "message",
    "rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer(Value):
    """Who gives access."""

    kind: IssuerKind
    id: str
    pin_verified: bool = False


@dataclass(frozen=True, slots=True)
class Phone(Value):
    """The recipient's phone."""

    system: System
    version: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Value):
    """Who gets access."""

    kind: RecipientKind
    id: str
    name: str | None = None
    association: str | None = None
    member_active: bool = False
    licence_verified: bool = False
    account_registered: bool = False
    phone: Given[Phone] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Value):
    """What is asked for."""

    now: datetime
    issuer: Given[Issuer]
    recipient: Given[Recipient]
    method: Method
    operations: GrantOperation | int
    window: Given[Window] | None = None
    day: date | None = None
    half: Half | None = None
    use: CodeUse | None = None
    skip: Sequence[int] = ()
    seller_written_permission: bool = False
    off_market_permission: bool = False
    identity_checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Value):
    """The listing that the box is at."""

    id: str
    status: Status
    coming_soon_showings: bool = False
    methods: Sequence[Method] | None = None
    access: ListingAccess = ListingAccess.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Value):
    """The box."""

    id: str
    zone: Zone
    epoch: int
    bulletin: int = 0
    suspended: bool = False
    bluetooth: bool = True
    flex_codes: bool = True
    shackle_by_app: bool = True
    shackle_by_code: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment(Value):
    """The showing that access is asked for."""

    id: str
    holder: str
    listing: str
    lockbox: str
    state: State
    start: datetime
    end: datetime
    early: timedelta = seconds(timedelta(0))
    late: timedelta = seconds(timedelta(0))


@dataclass(frozen=True, slots=True)
class Association(Value):
    """What an association allows."""

    id: str
    day_codes: bool = True
    contractor_codes: bool = True
    service_codes_refused_from: date | None = date(2024, 1, 1)
    reciprocity: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DayRow(Value):
    """A day code that was handed out."""

    day: date
    slot: int
    recipient: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexRow(Value):
    """A FlexCode that was handed out."""

    start_slot: int
    duration: int
    op: int
    use: int
    copy: int
    recipient: str
    contractor: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Ledger(Value):
    """The codes of a box that were handed out in this epoch."""

    lockbox: str
    epoch: int
    revision: int = 0
    day_codes: tuple[DayRow, ...] = ()
    flex_codes: tuple[FlexRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters(Value):
    """The numbers of the rules; each has a default and a range."""

    guest_min: timedelta = seconds(timedelta(minutes=30))
    guest_max: timedelta = seconds(timedelta(days=7))
    homeowner_max: timedelta = seconds(timedelta(hours=1))
    member_max: timedelta = seconds(timedelta(days=3))
    day_days_ahead: int = 14
    day_slots: int = 16
    flex_min: timedelta = seconds(timedelta(minutes=30))
    flex_max: timedelta = seconds(timedelta(days=31))
    contractor_max: timedelta = seconds(timedelta(days=14))
    contractor_alive: int = 3
    flex_per_window: int = 4
    flex_overlapping: int = 16
    release_lead: timedelta = seconds(timedelta(minutes=5))
    android_min: tuple[int, int, int] = (6, 0, 1)
    ios_min: tuple[int, int, int] = (8, 0, 0)


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What is against it, and what is needed for it to apply no longer."""

    reason: IssuanceReason
    needs: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit(Value):
    """What may be issued, and the ledger once it was."""

    not_before: datetime
    not_after: datetime
    release_at: datetime
    operations: GrantOperation
    max_uses: int | None
    bulletin: int | None
    uses: Uses
    recorded_as: RecordedAs
    recall: Recall
    first_entry_before: datetime | None
    day: date | None
    slot: int | None
    start_slot: int | None
    duration: int | None
    copy: int | None
    op: int | None
    use: int | None
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Ruling(Value):
    """The answer, with every reason and obligation."""

    decision: Decision
    reasons: tuple[Reason, ...]
    obligations: tuple[IssuanceObligation, ...]
    recommended: Method | None
    permit: Permit | None


def rule(
    request: Given[Request],
    *,
    association: Given[Association],
    box: Given[Box],
    ledger: Given[Ledger],
    parameters: Given[Parameters] = Parameters(),
    listing: Given[Listing] | None = None,
    appointment: Given[Appointment] | None = None,
) -> Ruling:
    """Whether access may be given, and what becomes of the box's ledger if it is."""
    return _doorward.rule_issuance(
        request,
        association=association,
        box=box,
        ledger=ledger,
        parameters=parameters,
        listing=listing,
        appointment=appointment,
    )


def message(permit: Given[Permit], *, lockbox: str, zone: Zone, code: Union[Code, str]) -> str:
    """What to tell the recipient of a code: when it opens, how often, and its digits."""
    return _doorward.permit_message(permit, lockbox, zone, code)
