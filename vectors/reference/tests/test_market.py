"""Days on market: what the specification computes, and its invariants over drawn histories."""

import unittest
from typing import Any

import support

from doorward_reference.files import (
    market_examples,
    market_fields_drawn,
    market_fields_presets,
    market_fields_twins,
    market_fields_warnings,
)
from doorward_reference.files.market_words import case
from doorward_reference.market import chain, count, days, gaps, result, rules, statuses, warnings
from doorward_reference.market.history import history_of
from doorward_reference.refused import Refused
from doorward_reference.stream import Stream

History = dict[str, Any]
HISTORIES = 160


def answer(changes: dict[str, Any], given: History) -> dict[str, Any]:
    return result.evaluate(rules.GENERIC | changes, given)


class ExampleTests(unittest.TestCase):
    def test_the_specification_s_worked_examples(self) -> None:
        for comment, _, changes, given, told in market_examples.EXAMPLES + market_examples.FIELD_EXAMPLES:
            found = answer(changes, given)
            self.assertEqual((found["dom"], found["cdom"], found["class"]), told, comment)

    def test_what_the_presets_sources_compute(self) -> None:
        for name, comment, given, told in market_fields_presets.EXAMPLES:
            found = answer(market_fields_presets.rules_of(name), given)
            self.assertEqual((found["dom"], found["cdom"]), told, (name, comment))

    def test_gaps_of_the_worked_examples(self) -> None:
        late = answer({"gap_metric": "full_days"}, market_examples.LATE)["gaps"]
        self.assertEqual([(gap["days"], gap["counted"]) for gap in late], [(31, 30)])
        only = {"clock_from": "last_on_market", "clock_statuses": ["Canceled"]}
        held = answer(only, market_examples.HELD)["gaps"]
        self.assertEqual([(gap["days"], gap["counted"]) for gap in held], [(80, 30)])

    def test_errors_are_those_that_the_flags_name(self) -> None:
        for name in ("market", "market-fields"):
            for group, test in support.vectors(support.published(name)):
                if test["result"] == "invalid":
                    with self.assertRaises(Refused) as caught:
                        support.FILES[name].evaluate(group, test)
                    self.assertIn(caught.exception.reason, test["flags"])

    def test_every_bad_rule_is_bad_for_its_own_reason(self) -> None:
        for comment, changes in market_fields_twins.BAD_RULES:
            with self.assertRaises(Refused, msg=comment) as caught:
                rules.check(rules.GENERIC | changes)
            self.assertEqual(caught.exception.reason, rules.BAD_RULES)
        self.assertEqual(rules.check(dict(rules.GENERIC)), rules.GENERIC)


class WarningTests(unittest.TestCase):
    def test_warnings_asked_for_are_given_and_no_others(self) -> None:
        for wanted, changes, given in market_fields_warnings.every():
            found = set(answer(changes, given)["warnings"])
            implied = {"date_missing"} if {"on_date_missing", "off_date_missing"} & set(wanted) else set()
            self.assertEqual(found, set(wanted) | implied)

    def test_every_warning_stands_alone_and_with_others(self) -> None:
        every = [wanted for wanted, _, _ in market_fields_warnings.every()]
        for name in warnings.NAMES:
            self.assertIn((name,), every)
            self.assertGreaterEqual(sum(name in wanted for wanted in every), 8, name)
        self.assertEqual(len(warnings.NAMES), 15)


def drawn() -> list[tuple[dict[str, Any], History]]:
    stream, found = Stream("test-market"), []
    for _ in range(HISTORIES):
        changes, listings = market_fields_drawn.rules(stream), market_fields_drawn.listings(stream)
        target = stream.choice(listings)["listing"]
        found.append((changes, case(*listings, as_of=f"+{stream.between(80, 300)}", target=target)))
    return found


def members(changes: dict[str, Any], given: History) -> list[gaps.Member]:
    """The chain with all that is known of its listings."""
    whole, wanted = history_of(given), answer(changes, given)["chain"]
    looked = [result.look(one, whole.as_of, rules.GENERIC | changes) for one in whole.listings]
    found = {one.member.key: one.member for one in looked if one.member}
    return [found[key] for key in wanted]


def merged(intervals: list[tuple[int, int]], more: int) -> int:
    """The days of a union, by arithmetic: sorted, joined, subtracted."""
    total, reached = 0, None
    for on, off in sorted((on, off + more) for on, off in intervals):
        start = on if reached is None else max(on, reached)
        total += max(0, off - start)
        reached = off if reached is None else max(reached, off)
    return total


class InvariantTests(unittest.TestCase):
    def setUp(self) -> None:
        self.histories = drawn()

    def test_1_order_and_repetition(self) -> None:
        for changes, given in self.histories:
            right = answer(changes, given)
            turned = [one | {"events": one["events"][::-1]} for one in given["listings"][::-1]]
            self.assertEqual(answer(changes, given | {"listings": turned}), right)
            twice = [one | {"events": one["events"] + one["events"][:1]} for one in given["listings"]]
            found = answer(changes, given | {"listings": twice})
            found["warnings"] = [name for name in found["warnings"] if name != "duplicate_row"]
            right["warnings"] = [name for name in right["warnings"] if name != "duplicate_row"]
            self.assertEqual(found, right)

    def test_2_cdom_is_at_least_dom(self) -> None:
        for changes, given in self.histories:
            found = answer(changes, given)
            self.assertEqual(found["dom"] is None, found["cdom"] is None)
            if found["dom"] is not None:
                self.assertGreaterEqual(found["cdom"], found["dom"])
                least = 1 if changes["count"] == "inclusive" and found["chain"] else 0
                self.assertGreaterEqual(found["dom"], least)

    def test_3_and_4_ways_of_counting(self) -> None:
        for changes, given in self.histories:
            found = {
                (one, other): answer(changes | {"combine": one, "count": other}, given)
                for one in rules.WORDS["combine"]
                for other in rules.WORDS["count"]
            }
            self.assertEqual(len({(str(one["chain"]), one["class"]) for one in found.values()}), 1)
            if found["union", "difference"]["dom"] is None:
                continue
            for other in rules.WORDS["count"]:
                union = found["union", other]["cdom"]
                self.assertLessEqual(union, found["sum", other]["cdom"])
                self.assertLessEqual(union, found["span", other]["cdom"])
            for one in rules.WORDS["combine"]:
                for member in ("dom", "cdom"):
                    self.assertLessEqual(found[one, "difference"][member], found[one, "inclusive"][member])

    def test_5_later_listings_do_not_matter(self) -> None:
        for changes, given in self.histories:
            right = answer(changes, given)
            if not right["chain"]:
                continue
            whole = history_of(given)
            looked = [result.look(one, whole.as_of, rules.GENERIC | changes) for one in whole.listings]
            target = next(one for one in looked if one.listing.key == whole.target)
            last = chain.order(target.member)
            later = {
                one.listing.key
                for one in looked
                if one.member and not one.is_doubtful() and chain.order(one.member) > last
            }
            kept = [one for one in given["listings"] if one["listing"] not in later]
            self.assertEqual(answer(changes, given | {"listings": kept}), right)

    def test_6_days_do_not_fall(self) -> None:
        tried = 0
        for changes, given in self.histories:
            dated = all(row["date"] and row["status"] != "Delete" for one in given["listings"] for row in one["events"])
            if not dated:
                continue
            listings = [one | {"expiration_date": None} for one in given["listings"]]
            before = answer(changes, given | {"listings": listings})
            later = days.text(days.number(given["as_of"]) + 17)
            after = answer(changes, given | {"listings": listings, "as_of": later})
            if None not in (before["dom"], after["dom"]):
                tried += 1
                self.assertGreaterEqual(after["dom"], before["dom"])
        self.assertGreater(tried, HISTORIES // 10)

    def test_7_a_span_is_days_and_gaps(self) -> None:
        tried = 0
        for changes, given in self.histories:
            changes = changes | {"count": "difference", "coming_soon_stops_clock": False}
            if changes["carry_max_gap"] is None:
                continue
            listed = members(changes, given)
            kinds = [answer(changes, given | {"target": one.key})["class"] for one in listed[1:]]
            whole = all(len(one.on.intervals) == 1 and one.on.last == one.on.off for one in listed)
            if len(listed) > 1 and whole and set(kinds) <= {"first", "linear"}:
                tried += 1
                union = answer(changes | {"combine": "union"}, given)
                span = answer(changes | {"combine": "span"}, given)
                between = sum(gap["days"] for gap in union["gaps"])
                self.assertEqual(span["cdom"], union["cdom"] + between)
        self.assertGreater(tried, 0)

    def test_8_an_accruing_row_said_again(self) -> None:
        for changes, given in self.histories:
            again = []
            for one in given["listings"]:
                rows = one["events"]
                if not all(row["date"] and row["status"] != "Delete" for row in rows):
                    break
                last = max(rows, key=lambda row: (row["date"], statuses.RANK[row["status"]]))
                if last["status"] in changes["accrues"]:
                    day = days.text(days.number(last["date"]) + 1)
                    rows = [*rows, last | {"date": day, "sequence": 0, "event": None}]
                again.append(one | {"events": rows, "expiration_date": None})
            else:
                quiet = [one | {"expiration_date": None} for one in given["listings"]]
                right = answer(changes, given | {"listings": quiet})
                if not set(right["warnings"]) & warnings.DOUBTS:
                    self.assertEqual(answer(changes, given | {"listings": again}), right)

    def test_9_arithmetic_gives_the_same(self) -> None:
        for changes, given in self.histories:
            listed = members(changes, given)
            if not listed:
                continue
            more = 1 if changes["count"] == "inclusive" else 0
            cut = listed[-1].on.last
            pieces = [piece for one in listed for piece in count.cut_at(one.on.intervals, cut)]
            found = answer(changes | {"combine": "union"}, given)
            self.assertEqual(found["cdom"], merged(pieces, more))
            self.assertEqual(found["dom"], merged(listed[-1].on.intervals, more))


if __name__ == "__main__":
    unittest.main()
