"""market-fields.json: days on market under all thirteen rules, from listings with all members."""

from typing import Any

from ..market import result, rules, warnings
from . import (
    market_examples,
    market_fields_drawn,
    market_fields_presets,
    market_fields_rows,
    market_fields_rules,
    market_fields_twins,
    market_fields_warnings,
    market_file,
    market_notes,
    policy_flags,
    schema,
)
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .market_file import DAY, DAY_OR_NULL, KEY, TEXT_OR_NULL
from .market_words import VALUES, Book

NOTES = market_notes.pick(*market_notes.ERRORS) | {
    "BadRules": REFUSED + "rules outside the table, or two kinds of gap at once",
} | market_notes.pick(
    "UnknownSkipped", "ErrorOfAnother", "DeleteIgnored", "FutureCounted", "UndatedEndIsToday",
    "UndatedIgnored", "OffBeforeOnCounts", "DoubtfulJoins",
) | {
    "DeleteTakesAll": KILLS + "takes rows after a Delete away with those before it",
    "CorrectionIgnored": KILLS + "keeps the first version of an event",
    "CorrectionAsGiven": KILLS + "keeps the version of an event that comes last in the input",
    "SequenceOrderIgnored": KILLS + "orders rows of one day by status, whatever their sequence",
    "SequenceBeforeDate": KILLS + "orders rows by their sequence, whatever their day",
    "SequenceAsText": KILLS + "compares sequences as text",
    "Sequence32": KILLS + "keeps 32 bits of a sequence",
    "EventsShared": KILLS + "takes rows of two listings for versions of one event",
    "DuplicateUnnoticed": KILLS + "drops a row that comes twice and says nothing",
    "ConflictUnnoticed": KILLS + "chooses between two versions of one sequence and says nothing",
    "LeftOutUnnoticed": KILLS + "leaves a doubtful listing out and says nothing",
    "ExpiryIgnored": KILLS + "takes a contract for in force after its expiration date",
    "ExpiryOnTheDay": KILLS + "takes a contract for expired on its last day",
    "ExpiryDespiteUndated": KILLS + "infers that a contract ran out which ended nobody knows when",
    "StartFieldIgnored": KILLS + "begins on the first day on the market where the rules name a date",
    "StartFieldAlways": KILLS + "begins on the date named by the rules after another status came first",
    "EndEventIgnored": KILLS + "ends off the market where the rules name contract or sale",
    "ContractThatFellThrough": KILLS + "ends at a contract after which the listing was active again",
    "ContractBeforeStart": KILLS + "ends at a contract from before the listing was on the market",
    "CloseForOffMarket": KILLS + "ends at the sale where the rules say off the market",
    "CloseOfAnyRow": KILLS + "ends at a sale that is not the row at which the listing went off",
    "ClockStatusesIgnored": KILLS + "counts gap days in every status",
    "FullDaysIgnored": KILLS + "counts the first day of a gap where the rules count full days",
    "LookbackOffByOne": KILLS + "looks back one day more or less",
    "LookbackFromPrevious": KILLS + "looks back from the listing that joined last, not from the target",
    "LookbackStopsAtGap": KILLS + "looks no further back than the first listing that is too long ago",
    "LookbackFromTerminal": KILLS + "looks back to the end of a listing, not its last day on the market",
    "LookbackToEntry": KILLS + "looks back from the day the target was entered",
    "TwinIsRelisting": KILLS + "takes a listing seen through two systems for two",
    "TwinOfSameSystem": KILLS + "takes two listings of one system, or of none, for one",
    "TwinOfAnyTime": KILLS + "takes listings of two systems for one though the first was off the market",
    "TwinsAddedUp": KILLS + "adds up the days of one listing seen through two systems",
} | market_notes.pick(
    "GapOffByOne", "LastListingsEnd", "ClockFromTerminal", "ComingSoonNeverStops",
    "CloseIgnored", "ScopeIgnored", "ScopeOfFirst", "ScopeNullIsEqual",
)  # fmt: skip


def evaluate(group: Members, test: Members) -> Members:
    return result.evaluate(group["rules"], test)


def groups() -> list[Group]:
    book = Book(tuple(rules.GENERIC))
    market_examples.write(book, market_examples.FIELD_EXAMPLES)
    market_fields_presets.write(book)
    market_fields_rules.write(book)
    market_fields_rows.write(book)
    market_fields_warnings.write(book)
    market_fields_twins.write(book)
    market_fields_drawn.write(book, 30)
    return [*book.listed(), *market_fields_twins.bad_rules()]


LISTING: Members = {
    "listing": KEY,
    **{name: DAY_OR_NULL if name.endswith("_date") else TEXT_OR_NULL for name in VALUES},
    "events": schema.list_of(
        schema.object_of(market_file.ROW | {"sequence": schema.INSTANT, "event": TEXT_OR_NULL}),
        unique=False,
    ),
}
INPUTS: Members = market_file.INPUTS | {
    "listings": schema.list_of(schema.object_of(LISTING), unique=False)
}
GAP = {
    "after": KEY,
    "before": KEY,
    "from": DAY,
    "to": DAY,
    "days": schema.integer(-3_000_000, 3_000_000),
    "counted": schema.integer(0, 3_000_000),
}
OUTPUTS: Members = market_file.OUTPUTS | {
    "gaps": schema.list_of(schema.object_of(GAP)),
    "warnings": schema.list_of(schema.one_of(*warnings.NAMES)),
}
NO_GAP, A_GAP = policy_flags.NULL, schema.integer(0, rules.LONGEST_GAP)


def thirteen(carry: Members, lookback: Members) -> Members:
    members: dict[str, Any] = {"carry_max_gap": carry, "lookback_days": lookback}
    others = market_file.RULES | {name: schema.one_of(*words) for name, words in rules.WORDS.items()}
    clock = policy_flags.or_null(market_file.a_set(rules.CLOCK_STATUSES))
    return schema.object_of(others | members | {"clock_statuses": clock})


BAD_RULES = [group.parameters["rules"] for group in market_fields_twins.bad_rules()]
# A sequence to be refused may be one past the range at either end.
LOOSE = policy_flags.loose_members(INPUTS)
LOOSE["listings"]["items"]["properties"]["events"]["items"]["properties"]["sequence"] = schema.integer(-1, 2**53)
SHAPES = [
    schema.Shape(
        {"rules": policy_flags.any_of(thirteen(market_file.GAP, NO_GAP), thirteen(NO_GAP, A_GAP))},
        [INPUTS | OUTPUTS],
        [LOOSE],
    ),
    schema.Shape({"rules": schema.one_of(*BAD_RULES)}, [], [INPUTS]),
]
NAME, SPEC = "market-fields", "section 18"
FILE = VectorFile(NAME, SPEC, NOTES, evaluate, groups, policy_flags.build(NAME, SPEC, NOTES, SHAPES))
