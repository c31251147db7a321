"""Who may be let in while a listing has a status, and what ends when it changes.

>>> access(Status.PENDING, Class.SHOWING_AGENT)
<Access.PERMISSION: 'permission'>
>>> now = datetime(2026, 5, 16, 22, 0, tzinfo=timezone.utc)
>>> left = judge(
...     Change(now=now, listing="L-1", lockbox="LB-00012345", from_=Status.ACTIVE,
...            to=Status.PENDING, grants=[
...         Grant(id="G1", class_=Class.SHOWING_AGENT, not_before=now,
...               not_after=now + timedelta(hours=2), released=True),
...     ]),
... )
>>> [revoked.id for revoked in left.revoked]
['G1']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from doorward import _doorward
from doorward._decode import Value
from doorward._lists import (
    Access,
    AccessLeft,
    Class,
    CodeMethod,
    CodeValidity,
    Decision,
    GateObligation,
    GateReason,
    Status,
)
from doorward.policy._common import Given, seconds

__all__ = [
    "Access",
    "AccessLeft",
    "Alive",
    "Change",
    "Class",
    "Code",
    "CodeMethod",
    "CodeValidity",
    "Consequences",
    "Decision",
    "GateObligation",
    "GateReason",
    "Grant",
    "Parameters",
    "Reason",
    "Revoked",
    "Status",
    "access",
    "judge",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Value):
    """A grant that was issued."""

    id: str
    class_: Class = field(metadata={"name": "class"})
    not_before: datetime
    not_after: datetime
    released: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Value):
    """A code that was handed out."""

    id: str
    class_: Class = field(metadata={"name": "class"})
    method: CodeMethod
    start: datetime
    end: datetime
    use: CodeValidity
    first_used: datetime | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Value):
    """A change of a listing's status, and what was given out for its box."""

    now: datetime
    listing: str
    lockbox: str
    from_: Status = field(metadata={"name": "from"})
    to: Status
    coming_soon_showings: bool = False
    off_market_permission: bool = False
    seller_signed_request: bool = False
    suspension_requested: bool = False
    suspended: bool = False
    revocations: int = 0
    grants: Sequence[Given[Grant]] = ()
    codes: Sequence[Given[Code]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters(Value):
    """The numbers of the rules."""

    revocations_max: int = 16
    hour: timedelta = seconds(timedelta(hours=1))
    first_entry: timedelta = seconds(timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What is against it, and what is needed for it to apply no longer."""

    reason: GateReason
    needs: str | None


@dataclass(frozen=True, slots=True)
class Revoked(Value):
    """A grant that is to be listed in bulletins until it is over."""

    id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Alive(Value):
    """A code that cannot be taken back."""

    id: str
    until: datetime
    access: AccessLeft


@dataclass(frozen=True, slots=True)
class Consequences(Value):
    """What a change takes away, and what has to be done."""

    decision: Decision
    reasons: tuple[Reason, ...]
    obligations: tuple[GateObligation, ...]
    withheld: tuple[str, ...]
    revoked: tuple[Revoked, ...]
    alive: tuple[Alive, ...]
    reissue: tuple[str, ...]


def access(status: Status, class_: Class, *, coming_soon_showings: bool = False) -> Access:
    """Whether a status lets a class of people in."""
    return _doorward.access(status, class_, coming_soon_showings=coming_soon_showings)


def judge(change: Given[Change], *, parameters: Given[Parameters] = Parameters()) -> Consequences:
    """What a change of status takes away."""
    return _doorward.judge_status(change, parameters=parameters)
