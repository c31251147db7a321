"""Mistakes with days on market: what joins, where a gap lies, how days are counted."""

import re
from collections.abc import Callable
from typing import Any
from unittest import mock

from mutant import Mutant, mutant
from mutants_market import MARKET, Rules, with_rules

from doorward_reference.files import market_file
from doorward_reference.files.container import Evaluate, Members
from doorward_reference.market import chain, count, gaps, intervals
from doorward_reference.market.gaps import Member
from doorward_reference.market.intervals import day

right_class, right_forwards, right_order = chain.class_in, chain.forwards, chain.order
right_counted, right_in_scope = gaps.counted_days, gaps.in_scope
right_alone, right_together = count.alone, count.together
ASKED = ("reset_close", "reset_scope", "reset_gap")


def natural(member: Member) -> tuple[int, list[Any]]:
    return member.on.first, [int(part) if part.isdigit() else part for part in re.split("([0-9]+)", member.key)]


def with_later(members: list[Member], target: str, rules: Rules) -> tuple[list[Member], str]:
    """The whole walk, and what the target was on the way."""
    walked = sorted(members, key=right_order)
    number = [member.key for member in walked].index(target)
    return right_forwards(walked, rules)[0], right_forwards(walked[: number + 1], rules)[1]


def asks_in(*order: str) -> Callable[[Member, list[Member], Rules], str]:
    """The three reasons to begin anew, asked in another order."""

    def class_in(member: Member, before: list[Member], rules: Rules) -> str:
        found = right_class(member, before, rules)
        if found in ASKED:
            return next(kind for kind in order if resets(kind, member, before, rules))
        return found

    return class_in


def resets(kind: str, member: Member, before: list[Member], rules: Rules) -> bool:
    if kind == "reset_close":
        return rules["reset_on_close"] and any(gaps.closed_by(one, member.on.first) for one in before)
    if kind == "reset_scope":
        return not gaps.in_scope(member, before[-1], rules["scope"])
    gap = gaps.gap_before(member, before, rules)
    return rules["carry_max_gap"] is None or gap.counted > rules["carry_max_gap"]


def close_of_last(member: Member, before: list[Member], rules: Rules) -> str:
    if rules["reset_on_close"] and gaps.closed_by(before[-1], member.on.first):
        return "reset_close"
    return right_class(member, before, rules | {"reset_on_close": False})


def scope_of_first(members: list[Member], rules: Rules) -> tuple[list[Member], str]:
    """Compared with the first listing of the property, whichever chain it is in."""

    def class_in(member: Member, before: list[Member], rules: Rules) -> str:
        with mock.patch.object(gaps, "in_scope", lambda one, other, scope: right_in_scope(one, members[0], scope)):
            return right_class(member, before, rules)

    with mock.patch.object(chain, "class_in", class_in):
        return right_forwards(members, rules)


def scope_of_chains_first(member: Member, before: list[Member], rules: Rules) -> str:
    def in_scope(one: Member, other: Member, scope: str) -> bool:
        return right_in_scope(one, before[0], scope)

    with mock.patch.object(gaps, "in_scope", in_scope):
        return right_class(member, before, rules)


def forgets_after_reset(members: list[Member], rules: Rules) -> tuple[list[Member], str]:
    chain, kind = right_forwards(members, rules)
    for number in range(2, len(members) + 1):
        earlier = right_forwards(members[:number], rules)[1]
        if earlier.startswith("reset") and number < len(members):
            return members[-1:], "reset_gap"
    return chain, kind


def without_beginning(evaluate: Evaluate) -> Evaluate:
    def mistaken(group: Members, test: Members) -> Members:
        answer = evaluate(group, test)
        if not answer["chain"]:
            return answer
        first = evaluate(group, test | {"target": answer["chain"][0]})
        if not first["class"].startswith("reset"):
            return answer
        return answer | {"cdom": answer["cdom"] - first["dom"]}

    return mistaken


def same_text(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold() and one is not None and other is not None


def scope_without_case(one: Member, other: Member, scope: str) -> bool:
    return scope != "same_office" or same_text(one.texts["office"], other.texts["office"])


def scope_with_nulls(one: Member, other: Member, scope: str) -> bool:
    name = gaps.SCOPES[scope]
    return name is None or one.texts[name] == other.texts[name]


def scope_by_office(one: Member, other: Member, scope: str) -> bool:
    return right_in_scope(one, other, "same_office")


def end_again(given: list[Member], rules: Rules) -> int:
    """Days by difference, and one more for each interval, whoever has that day already."""
    cut = given[-1].on.last
    found = [piece for member in given for piece in intervals.cut_at(member.on.intervals, cut)]
    more = len(found) if rules["count"] == "inclusive" else 0
    return len(count.days_of(found, "difference")) + more


def one_end(target: Member, rules: Rules) -> int:
    return len(count.days_of(target.on.intervals, "difference")) + (rules["count"] == "inclusive")


def ends_counted(given: list[intervals.Interval], how: str) -> set[int]:
    return {at for on, off in given for at in range(on, off + 1)}


def counting(flag: str, narrow: Callable[[int], int]) -> Mutant:
    return mutant(
        MARKET, flag,
        (count, "alone", lambda *given: narrow(right_alone(*given))),
        (count, "together", lambda *given: narrow(right_together(*given))),
    )  # fmt: skip


def counters(flag: str, limit: int, signed: bool) -> list[Mutant]:
    """One that stops at the limit, and one that goes round."""
    size = 2 * (limit + 1) if signed else limit + 1

    def round(number: int) -> int:
        number %= size
        return number - size if number > limit else number

    return [counting(flag, lambda number: min(number, limit)), counting(flag, round)]


def moved(by: int) -> Callable[..., int]:
    return lambda *given: right_counted(*given) + by


def shared(name: str, evaluate: Evaluate) -> list[Mutant]:
    """The mistakes about chains that both files tell."""

    def rules(flag: str, **changes: Any) -> Mutant:
        return Mutant(name, flag, (), with_rules(evaluate, lambda rules: changes))

    return [
        mutant(name, "GapOffByOne", (gaps, "counted_days", moved(1))),
        mutant(name, "GapOffByOne", (gaps, "counted_days", moved(-1))),
        mutant(name, "LastListingsEnd", (gaps, "anchor_of", lambda chain: chain[-1])),
        mutant(name, "ScopeIgnored", (gaps, "in_scope", lambda *given: True)),
        rules("ClockFromLast", clock_from="last_on_market"),
        rules("ClockFromTerminal", clock_from="terminal"),
        rules("ComingSoonNeverStops", coming_soon_stops_clock=False),
        rules("CloseIgnored", reset_on_close=False),
    ]


def chains() -> list[Mutant]:
    right = market_file.evaluate

    def rules(flag: str, **changes: Any) -> Mutant:
        return Mutant(MARKET, flag, (), with_rules(right, lambda rules: changes))

    def null_is_forever(given: Rules) -> Rules:
        return {"carry_max_gap": 36_500} if given["carry_max_gap"] is None else {}

    def order(flag: str, key: Callable[[Member], Any]) -> Mutant:
        return mutant(MARKET, flag, (chain, "order", key))

    def asking(flag: str, *kinds: str) -> Mutant:
        return mutant(MARKET, flag, (chain, "class_in", asks_in(*kinds)))

    return [
        order("ListingsAsGiven", lambda member: 0),
        order("ListingsByKey", lambda member: member.key.encode("utf-8")),
        order("TiesAsGiven", lambda member: member.on.first),
        order("NumbersInKeys", natural),
        order("CaseOfKeys", lambda member: (member.on.first, member.key.casefold())),
        order("Utf16Order", lambda member: (member.on.first, member.key.encode("utf-16-be"))),
        order("OrderByEntry", lambda member: (member.on.entered, member.key)),
        mutant(MARKET, "LaterCount", (chain, "chain_of", with_later)),
        mutant(MARKET, "GapInAByte", (gaps, "counted_days", lambda *given: right_counted(*given) & 255)),
        Mutant(MARKET, "NullGapIsForever", (), with_rules(right, null_is_forever)),
        Mutant(MARKET, "TotalLostAfterReset", (), without_beginning(right)),
        mutant(MARKET, "NothingCarriesAfterReset", (chain, "forwards", forgets_after_reset)),
        rules("ComingSoonStops", coming_soon_stops_clock=True),
        mutant(MARKET, "IncompleteEnters", (intervals, "entry", lambda rows: rows[0] if rows else None)),
        rules("CloseAlways", reset_on_close=True),
        mutant(MARKET, "CloseBefore", (gaps, "closed_by", lambda member, at: any(
            row.status == "Closed" and day(row) < at for row in member.rows))),
        mutant(MARKET, "CloseWhenever", (gaps, "closed_by", lambda member, at: any(
            row.status == "Closed" for row in member.rows))),
        mutant(MARKET, "CloseOfLastOnly", (chain, "class_in", close_of_last)),
        asking("CloseAfterGap", "reset_gap", "reset_close", "reset_scope"),
        asking("ScopeAfterGap", "reset_close", "reset_gap", "reset_scope"),
        asking("ScopeBeforeClose", "reset_scope", "reset_close", "reset_gap"),
        mutant(MARKET, "ScopeAlways", (gaps, "in_scope", scope_by_office)),
        mutant(MARKET, "ScopeOfFirst", (chain, "forwards", scope_of_first)),
        mutant(MARKET, "ScopeNullIsEqual", (gaps, "in_scope", scope_with_nulls)),
        mutant(MARKET, "ScopeIgnoresCase", (gaps, "in_scope", scope_without_case)),
    ]  # fmt: skip


def counts() -> list[Mutant]:
    right = market_file.evaluate

    def rules(flag: str, **changes: Any) -> Mutant:
        return Mutant(MARKET, flag, (), with_rules(right, lambda rules: changes))

    return [
        mutant(MARKET, "CeilOfSeconds", (count, "days_of", ends_counted)),
        mutant(MARKET, "CutIgnored", (count, "cut_at", lambda given, end: given)),
        rules("SumForUnion", combine="sum"),
        rules("UnionForSum", combine="union"),
        rules("SpanForUnion", combine="span"),
        rules("UnionForSpan", combine="union"),
        rules("InclusiveIgnored", count="difference"),
        mutant(MARKET, "InclusiveTwice", (count, "union", end_again)),
        mutant(MARKET, "InclusiveOnce", (count, "alone", one_end)),
        *counters("Counter127", 127, signed=True),
        *counters("Counter255", 255, signed=False),
        *counters("Counter32767", 32_767, signed=True),
    ]


MUTANTS: list[Mutant] = [*shared(MARKET, market_file.evaluate), *chains(), *counts()]

