"""May this card be renewed, and until when is it then good?

>>> now = datetime(2026, 5, 16, 17, 0, tzinfo=timezone.utc)
>>> ruling = judge(
...     Request(now=now, method=RenewalMethod.PHONE, expires=now - timedelta(days=1)),
...     zone=Zone.from_rule("PST8PDT,M3.2.0,M11.1.0"),
... )
>>> ruling.decision, ruling.day, ruling.n
(<Decision.PERMIT: 'permit'>, datetime.date(2026, 5, 16), 0)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import Zone
from doorward._lists import Decision, RenewalMethod, RenewalObligation, RenewalReason
from doorward.policy._common import Given

__all__ = [
    "Decision",
    "Parameters",
    "Reason",
    "RenewalMethod",
    "RenewalObligation",
    "RenewalReason",
    "Request",
    "Ruling",
    "judge",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters(Value):
    """The numbers of the rules."""

    reader_days: int = 7
    phone_per_month: int = 3
    phone_in_a_row: int = 2
    min_days_left: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Value):
    """A card that is to be renewed, and the days on which it was renewed by phone."""

    now: datetime
    method: RenewalMethod
    expires: datetime
    phone_days: Sequence[date] = ()
    member_active: bool = True
    card_lost: bool = False


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What is against it, and what is needed for it to apply no longer."""

    reason: RenewalReason
    needs: str | None


@dataclass(frozen=True, slots=True)
class Ruling(Value):
    """The answer. By phone, the code to read out is that of ``day`` and ``n``."""

    decision: Decision
    reasons: tuple[Reason, ...]
    obligations: tuple[RenewalObligation, ...]
    expires: datetime
    uploads_log: bool
    day: date | None
    n: int | None


def judge(
    request: Given[Request], *, zone: Zone, parameters: Given[Parameters] = Parameters()
) -> Ruling:
    """Whether a card may be renewed."""
    return _doorward.judge_card(request, zone=zone, parameters=parameters)
