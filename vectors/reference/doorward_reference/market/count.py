"""Step 7: days, counted one by one."""

from typing import Any

from . import gaps
from .gaps import Member
from .intervals import Interval, cut_at


def days_of(intervals: list[Interval], count: str) -> set[int]:
    found: set[int] = set()
    for on, off in intervals:
        found |= set(range(on, off + 1 if count == "inclusive" else off))
    return found


def days_until(member: Member, cut: int, count: str) -> set[int]:
    return days_of(cut_at(member.on.intervals, cut), count)


def alone(target: Member, rules: dict[str, Any]) -> int:
    return len(days_of(target.on.intervals, rules["count"]))


def union(chain: list[Member], rules: dict[str, Any]) -> int:
    cut = chain[-1].on.last
    return len(set().union(*(days_until(member, cut, rules["count"]) for member in chain)))


def sum_of(chain: list[Member], rules: dict[str, Any]) -> int:
    """Each listing by itself, but twins with those they are twins of."""
    cut = chain[-1].on.last
    twins = gaps.twins_in(chain, rules["accrues"])
    together: dict[str, set[int]] = {}
    for member in chain:
        name = member.key
        while name in twins:
            name = twins[name]
        together.setdefault(name, set()).update(days_until(member, cut, rules["count"]))
    return sum(len(days) for days in together.values())


def span(chain: list[Member], rules: dict[str, Any]) -> int:
    return chain[-1].on.last - chain[0].on.first + (1 if rules["count"] == "inclusive" else 0)


def together(chain: list[Member], rules: dict[str, Any]) -> int:
    if rules["combine"] == "sum":
        return sum_of(chain, rules)
    return span(chain, rules) if rules["combine"] == "span" else union(chain, rules)
