"""market.json: days on market under the eight rules that nearly every MLS has."""

from typing import Any

from ..market import result, rules, statuses
from . import (
    market_boundaries,
    market_chains,
    market_counts,
    market_drawn,
    market_examples,
    market_notes,
    market_rows,
    policy_flags,
    schema,
)
from .container import Group, Members, VectorFile
from .market_words import Book

NOTES = market_notes.NOTES
ANSWERS = ("dom", "cdom", "class", "chain")


def evaluate(group: Members, test: Members) -> Members:
    answer = result.evaluate(rules.GENERIC | group["rules"], test)
    return {name: answer[name] for name in ANSWERS}


def groups() -> list[Group]:
    book = Book(rules.EIGHT)
    market_examples.write(book, market_examples.EXAMPLES)
    market_boundaries.write(book)
    market_rows.write(book)
    market_chains.write(book)
    market_counts.write(book)
    market_drawn.write(book, 16)
    return book.listed()


KEY = schema.text("^.{1,255}$")
DAY = schema.text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
DAY_OR_NULL, TEXT_OR_NULL = policy_flags.or_null(DAY), policy_flags.or_null(KEY)
DAYS = policy_flags.or_null(schema.integer(0, 3_000_000))
CLASS = schema.one_of(
    "first", "linear", "overlapping", "twin", "reset_close", "reset_scope", "reset_gap", result.NEVER, None
)
ROW: Members = {"date": DAY_OR_NULL, "status": schema.text("^[ -~]{1,40}$")}
LISTING: Members = {
    "listing": KEY,
    "office": TEXT_OR_NULL,
    "property_type": TEXT_OR_NULL,
    "events": schema.list_of(schema.object_of(ROW), unique=False),
}
INPUTS: Members = {
    "as_of": DAY,
    "target": KEY,
    "listings": schema.list_of(schema.object_of(LISTING), unique=False),
}
OUTPUTS: Members = {"dom": DAYS, "cdom": DAYS, "class": CLASS, "chain": schema.list_of(KEY)}


def a_set(names: frozenset[str]) -> Members:
    return {"type": "array", "minItems": 1, "items": schema.one_of(*sorted(names)), "uniqueItems": True}


GAP = policy_flags.or_null(schema.integer(0, rules.LONGEST_GAP))
RULES: dict[str, Any] = {
    "carry_max_gap": GAP,
    "accrues": a_set(statuses.IN_FORCE),
    "coming_soon_stops_clock": policy_flags.BOOL,
    "reset_on_close": policy_flags.BOOL,
} | {name: schema.one_of(*rules.WORDS[name]) for name in ("clock_from", "scope", "count", "combine")}
SHAPE = schema.Shape(
    group={"rules": schema.object_of(RULES)},
    valid=[INPUTS | OUTPUTS],
    invalid=[policy_flags.loose_members(INPUTS)],
)
NAME, SPEC = "market", "days on market"
FILE = VectorFile(NAME, SPEC, NOTES, evaluate, groups, schema.build(NAME, SPEC, NOTES, SHAPE))
