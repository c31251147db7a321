"""What lies between a chain and the next listing; twins, and scope."""

from dataclasses import dataclass
from typing import Any

from .history import Row
from .intervals import Presence, day
from .rules import SCOPES


@dataclass(frozen=True)
class Member:
    """A listing that was on the market."""

    key: str
    texts: dict[str, str | None]
    rows: list[Row]
    on: Presence


@dataclass(frozen=True)
class Gap:
    after: str
    before: str
    start: int
    end: int
    days: int
    counted: int


def status_at(member: Member, at: int) -> str | None:
    """The status of the last row dated on or before a day."""
    found = [row.status for row in member.rows if day(row) <= at]
    return found[-1] if found else None


def is_twin(later: Member, earlier: Member, accrues: list[str]) -> bool:
    """One listing seen through two systems."""
    mine, other = later.texts["originating_system"], earlier.texts["originating_system"]
    if mine is None or other is None or mine == other:
        return False
    return status_at(earlier, later.on.first) in accrues


def in_scope(one: Member, other: Member, scope: str) -> bool:
    if scope == "any":
        return True
    name = SCOPES[scope]
    assert name is not None
    mine, theirs = one.texts[name], other.texts[name]
    return mine is not None and theirs is not None and mine == theirs


def closed_by(member: Member, at: int) -> bool:
    return any(row.status == "Closed" and day(row) <= at for row in member.rows)


def anchor_of(chain: list[Member]) -> Member:
    """The listing that went off last; of several the last."""
    greatest = max(member.on.off for member in chain)
    return [member for member in chain if member.on.off == greatest][-1]


def counted_days(anchor: Member, start: int, end: int, rules: dict[str, Any]) -> int:
    inside = set(range(start, end))
    if rules["gap_metric"] == "full_days":
        inside -= {start}
    if rules["clock_statuses"] is not None:
        inside = {at for at in inside if status_at(anchor, at) in rules["clock_statuses"]}
    return len(inside)


def gap_before(member: Member, chain: list[Member], rules: dict[str, Any]) -> Gap:
    anchor = anchor_of(chain)
    start = anchor.on.off
    end = member.on.entered if rules["coming_soon_stops_clock"] else member.on.first
    counted = counted_days(anchor, start, end, rules)
    return Gap(anchor.key, member.key, start, end, end - start, counted)


def twins_in(chain: list[Member], accrues: list[str]) -> dict[str, str]:
    """Each twin of a chain, with the first listing of the chain that it is a twin of."""
    found = {}
    for number, member in enumerate(chain):
        of = [other.key for other in chain[:number] if is_twin(member, other, accrues)]
        if of:
            found[member.key] = of[0]
    return found


def gaps_of(chain: list[Member], rules: dict[str, Any]) -> list[Gap]:
    twins = twins_in(chain, rules["accrues"])
    return [
        gap_before(member, chain[:number], rules)
        for number, member in enumerate(chain)
        if number > 0 and member.key not in twins
    ]
