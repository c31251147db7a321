"""Step 6: which listings of a property belong together up to a target."""

from typing import Any

from . import gaps
from .gaps import Member


def order(member: Member) -> tuple[int, bytes]:
    return member.on.first, member.key.encode("utf-8")


def class_in(member: Member, chain: list[Member], rules: dict[str, Any]) -> str:
    """What a listing is to the chain before it. With `reset` in its name it begins one of its own."""
    if any(gaps.is_twin(member, other, rules["accrues"]) for other in chain):
        return "twin"
    if rules["reset_on_close"] and any(gaps.closed_by(other, member.on.first) for other in chain):
        return "reset_close"
    if not gaps.in_scope(member, chain[-1], rules["scope"]):
        return "reset_scope"
    gap = gaps.gap_before(member, chain, rules)
    if rules["carry_max_gap"] is None or gap.counted > rules["carry_max_gap"]:
        return "reset_gap"
    return "overlapping" if gap.days <= 0 else "linear"


def forwards(members: list[Member], rules: dict[str, Any]) -> tuple[list[Member], str]:
    chain, kind = [members[0]], "first"
    for member in members[1:]:
        kind = class_in(member, chain, rules)
        chain = [member] if kind.startswith("reset") else [*chain, member]
    return chain, kind


def met_looking_back(earlier: Member, target: Member, rules: dict[str, Any]) -> str:
    if gaps.is_twin(target, earlier, rules["accrues"]):
        return "twin"
    if rules["reset_on_close"] and gaps.closed_by(earlier, target.on.first):
        return "reset_close"
    if not gaps.in_scope(earlier, target, rules["scope"]):
        return "reset_scope"
    if target.on.first - earlier.on.last <= rules["lookback_days"]:
        return "joins"
    return "reset_gap"


def backwards(members: list[Member], rules: dict[str, Any]) -> tuple[list[Member], str]:
    *before, target = members
    joined: list[Member] = []
    met: list[str] = []
    for earlier in reversed(before):
        met.append(met_looking_back(earlier, target, rules))
        if met[-1] in ("reset_close", "reset_scope"):
            break
        if met[-1] in ("twin", "joins"):
            joined.insert(0, earlier)
    chain = [*joined, target]
    if not before:
        return chain, "first"
    if "twin" in met:
        return chain, "twin"
    if not joined:
        return chain, met[0]
    gap = gaps.gap_before(target, joined, rules)
    return chain, "overlapping" if gap.days <= 0 else "linear"


def chain_of(members: list[Member], target: str, rules: dict[str, Any]) -> tuple[list[Member], str]:
    """The chain up to the target, and the target's class."""
    walked = sorted(members, key=order)
    walked = walked[: [member.key for member in walked].index(target) + 1]
    return forwards(walked, rules) if rules["lookback_days"] is None else backwards(walked, rules)
