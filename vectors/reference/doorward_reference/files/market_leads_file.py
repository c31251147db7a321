"""market-leads.json: may the owner be contacted after a listing ended?"""

from typing import Any

from ..market import leads, property, statuses
from ..stream import Stream
from . import market_fields_file, market_file, market_notes, policy_flags, schema
from .container import KILLS, Group, Members, VectorFile
from .market_fields_drawn import listings as drawn
from .market_words import case, date_of, full

NOTES = market_notes.pick("BadValue", "UnknownTarget", "RepeatedListing") | {
    "WithdrawnIsEnded": KILLS + "takes Withdrawn for the end of the contract",
    "ComingSoonIsFree": KILLS + "takes a listing that is coming soon for none",
    "EarlierUnnoticed": KILLS + "looks only for listings entered after the first one ended",
    "SaleWhenever": KILLS + "takes a sale before the end for one after it",
    "SaleOnTheDay": KILLS + "takes no notice of a sale on the day of the end",
    "SaleOfTargetOnly": KILLS + "looks for a sale in the listing asked about alone",
    "ProtectionOffByOne": KILLS + "ends a protection period a day early",
    "InferredIsClear": KILLS + "takes an inferred end for one that was recorded",
    "InferredElsewhere": KILLS + "takes no notice of an inferred end of another listing",
    "UndatedIsClear": KILLS + "takes no notice of rows without a date",
    "UnclearElsewhere": KILLS + "looks for what is unclear in the listing asked about alone",
    "UnknownIsError": KILLS + "gives no answer where a listing has an unknown status",
    "DoubtDenies": KILLS + "answers Blocked to what is only in doubt",
    "KeyDoubtIgnored": KILLS + "takes no notice of a doubtful property",
    "FirstReasonOnly": KILLS + "stops at the first reason",
    "EndOfLastRow": KILLS + "takes the last row for the end, not the first of the run that ends",
    "EndOfFirstRow": KILLS + "takes the first terminal row for the end, though the listing came back",
    "DoNotCallDenies": KILLS + "judges the Do-Not-Call flag",
    "FutureSeen": KILLS + "sees rows of days after as_of",
    "ClosedIsEnded": KILLS + "takes a sale for an end without one",
}
ENDED = "A 01-01, X 06-30"
FREE: Members = {"protected_until": None, "opted_out": False, "do_not_call": False, "key_doubts": []}


def evaluate(group: Members, test: Members) -> Members:
    return leads.evaluate(test)


def asked(*listings: Members, target: str = "L1", as_of: str = "12-31", **facts: Any) -> Members:
    if "protected_until" in facts:
        facts["protected_until"] = date_of(facts["protected_until"])
    return case(*listings, target=target, as_of=as_of) | FREE | facts


def with_other(text: str, target: str = "L1", first: str = ENDED, **facts: Any) -> Members:
    return asked(full("L1", first), full("L2", text), target=target, **facts)


def one(text: str, **more: Any) -> Members:
    values = {name: more.pop(name) for name in ("expiration_date",) if name in more}
    return asked(full("L1", text, **values), **more)


def table(group: Group) -> None:
    sold, again = "A 07-05, P 07-20, S 08-20", "A 07-05, C 08-01"
    for comment, flags, given in (
        ("ended, and nobody else", ("FutureSeen",), one(ENDED + ", A 2026-01-01")),
        ("relisted on the day", (), with_other("A 06-30")),
        ("listed by another before it ended", ("EarlierUnnoticed",), with_other("A 05-01")),
        ("relisted and withdrawn", ("WithdrawnIsEnded",), with_other("A 07-05, W 08-01")),
        ("coming soon with another", ("ComingSoonIsFree",), with_other("CS 12-20")),
        ("relisted and canceled", (), with_other(again)),
        ("relisted and canceled, about the second", (), with_other(again, target="L2")),
        ("relisted and sold", ("SaleOfTargetOnly",), with_other(sold)),
        ("relisted and sold, about the second", ("ClosedIsEnded",), with_other(sold, target="L2")),
        ("withdrawn", ("WithdrawnIsEnded",), one("A 01-01, W 03-01")),
        ("ran out unsaid", ("InferredIsClear", "DoubtDenies"), one("A 01-01", expiration_date="06-30")),
        ("runs out today", (), one("A 01-01", expiration_date="12-31")),
        ("runs out tomorrow", (), one("A 01-01", expiration_date="2026-01-01")),
        ("a doubtful key", ("KeyDoubtIgnored", "DoubtDenies"), one(ENDED, key_doubts=["placeholder_parcel"])),
        ("no key at all", ("KeyDoubtIgnored", "DoubtDenies"), one(ENDED, key_doubts=["no_key"])),
        ("one address, two parcels", ("KeyDoubtIgnored", "DoubtDenies"), one(ENDED, key_doubts=["address_two_parcels"])),
        ("another on the market since nobody knows when", ("UndatedIsClear", "UnclearElsewhere", "DoubtDenies"),
         with_other("A -")),
        ("an end without a day", ("UndatedIsClear",), one("A 01-01, X -")),
        ("nothing but an end without a day", ("UndatedIsClear", "DoubtDenies"), one("X -")),
        ("ended twice, once without a day", ("UndatedIsClear", "DoubtDenies"), one(ENDED + ", C -")),
        ("undated rows, deleted since", (), with_other("A -, D 08-01")),
        ("deleted without a day", (), one(ENDED + ", D -")),
        ("an unknown word of another", ("UnknownIsError", "UnclearElsewhere", "DoubtDenies"), with_other("?Sold 08-01")),
        ("an unknown word", ("UnknownIsError", "DoubtDenies"), one("A 01-01, ?Sold 08-01")),
        ("protected on the last day", ("ProtectionOffByOne",), one(ENDED, protected_until="12-31")),
        ("protected until yesterday", (), one(ENDED, protected_until="12-30")),
        ("protected for long", (), one(ENDED, protected_until="9999-12-31")),
        ("opted out", (), one(ENDED, opted_out=True)),
        ("on a Do-Not-Call list", ("DoNotCallDenies",), one(ENDED, do_not_call=True)),
        ("no rows", (), one("")),
        ("incomplete", (), one("I 01-01")),
        ("sold", ("ClosedIsEnded",), one("A 01-01, P 02-01, S 03-01")),
        ("sold, then ended by mistake", ("SaleWhenever",), one("A 01-01, S 03-01, C 04-01")),
        ("sold and ended on one day", ("SaleOnTheDay",), one("A 01-01, S 03-01 #1, C 03-01 #2")),
        ("another sold on the day", ("SaleOnTheDay", "SaleOfTargetOnly"), with_other("A 05-01, S 06-30, C 07-01")),
        ("another sold the day before", ("SaleWhenever",), with_other("A 05-01, S 06-29")),
        ("another sold in the future", ("FutureSeen",), with_other("A 05-01, C 06-01, S 2026-01-02")),
        ("expired, canceled since", ("EndOfLastRow",), one("A 01-01, X 04-01, C 05-01")),
        ("came back in between", ("EndOfFirstRow",), one("A 01-01, C 02-01, A 03-01, X 04-01")),
        ("came back in between and ended twice", ("EndOfFirstRow", "EndOfLastRow"),
         one("A 01-01, C 02-01, A 03-01, X 04-01, C 05-01")),
        ("a sale before it came back", ("EndOfFirstRow",), with_other("A 02-10, S 02-20", first="A 01-01, C 02-01, A 03-01, X 04-01")),
        ("another ran out unsaid", ("InferredIsClear", "InferredElsewhere", "DoubtDenies"),
         asked(full("L1", ENDED), full("L2", "A 07-05", expiration_date="09-30"))),
        ("in force beyond its date", (), asked(full("L1", ENDED), full("L2", "A 10-05", expiration_date="09-30"))),
        ("hold", (), with_other("A 07-05, H 08-01")),
        ("under contract elsewhere", (), with_other("A 07-05, U 08-01")),
        ("pending elsewhere", (), with_other("A 07-05, P 08-01")),
        ("everything against it", ("FirstReasonOnly", "SaleOfTargetOnly", "UndatedIsClear", "UnclearElsewhere"),
         asked(full("L1", ENDED), full("L2", "A 07-01"), full("L3", "A 07-01, S 08-01"), full("L4", "A -"),
               protected_until="12-31", opted_out=True, do_not_call=True, key_doubts=["placeholder_parcel", "no_key"])),
        ("every doubt", ("FirstReasonOnly", "InferredElsewhere", "UndatedIsClear", "UnclearElsewhere", "DoubtDenies"),
         asked(full("L1", ENDED), full("L2", "A 07-01", expiration_date="08-01"), full("L3", "A -"),
               key_doubts=["address_two_parcels"])),
        ("asked on the day of the end", (), one(ENDED, as_of="06-30")),
        ("asked the day before", ("FutureSeen",), one(ENDED, as_of="06-29")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def refusals(group: Group) -> None:
    group.refuse("a target that is not there", "UnknownTarget", **one(ENDED, target="L2"))
    group.refuse("one key twice", "RepeatedListing", **asked(full("L1", ENDED), full("L1", "A 07-01")))
    for comment, bad in (
        ("a key without bytes", {"target": ""}),
        ("a key of 256 bytes", {"target": "x" * 256}),
        ("as_of before 1970", {"as_of": "1969-12-31"}),
        ("protected until a day before 1970", {"protected_until": "1900-01-01"}),
        ("a doubt that does not exist", {"key_doubts": ["no_address"]}),
    ):
        group.refuse(comment, "BadValue", **one(ENDED) | bad)


def random(group: Group) -> None:
    stream = Stream("market-leads")
    for _ in range(24):
        found = drawn(stream)
        facts = {
            "protected_until": f"+{stream.between(50, 300)}" if stream.below(4) == 0 else "-",
            "opted_out": stream.below(8) == 0,
            "do_not_call": stream.below(4) == 0,
            "key_doubts": [stream.choice(property.DOUBTS)] if stream.below(5) == 0 else [],
        }
        as_of = f"+{stream.between(80, 300)}"
        for listing in found:
            key = listing["listing"]
            group.accept(f"random, about {key}", **asked(*found, target=key, as_of=as_of, **facts))


def groups() -> list[Group]:
    told, bad, found = Group({}), Group({}), Group({})
    table(told)
    refusals(bad)
    random(found)
    return [told, bad, found]


INPUTS: Members = market_fields_file.INPUTS | {
    "protected_until": market_file.DAY_OR_NULL,
    "opted_out": policy_flags.BOOL,
    "do_not_call": policy_flags.BOOL,
    "key_doubts": schema.list_of(schema.one_of(*property.DOUBTS)),
}
OUTPUTS: Members = {
    "answer": schema.one_of("Clear", "Unverified", "Blocked"),
    "reasons": schema.list_of(schema.one_of(*leads.REASONS)),
    "status": schema.one_of(*statuses.ORDER, None),
    "ended_on": market_file.DAY_OR_NULL,
}
# What is refused for a value, not for its form.
LOOSE: Members = INPUTS | {
    "target": schema.ANY_TEXT,
    "key_doubts": schema.list_of(schema.ANY_TEXT),
}
NAME, SPEC = "market-leads", "section 20"
SHAPE = schema.Shape({}, [INPUTS | OUTPUTS], [LOOSE])
FILE = VectorFile(NAME, SPEC, NOTES, evaluate, groups, schema.build(NAME, SPEC, NOTES, SHAPE))
