"""One listing seen through two systems; scope by branch, firm and agent; and calls that are refused."""

from typing import Any

from ..market import rules as all_rules
from .container import Group, Members
from .market_words import AS_OF, Book, case, full


def seen(key: str, text: str, system: str | None = None, **values: str) -> Members:
    return full(key, text, **values) | {"originating_system": system}


def twins(book: Book) -> None:
    group = book.under()
    relist, same = ("TwinIsRelisting",), ("TwinOfSameSystem",)
    long, inside = "A 01-01, C 04-01", "A 01-05, C 04-01"
    for comment, flags, given in (
        ("two systems at once", relist, case(seen("L1", long, "M1"), seen("L2", inside, "M2"))),
        ("on the same days", relist, case(seen("L1", long, "M1"), seen("L2", long, "M2"))),
        ("one system", same, case(seen("L1", long, "M1"), seen("L2", inside, "M1"))),
        ("one system is not known", same, case(seen("L1", long, "M1"), seen("L2", inside))),
        ("neither system is known", same, case(seen("L1", long), seen("L2", inside))),
        ("systems in another case are two", relist, case(seen("L1", long, "M1"), seen("L2", inside, "m1"))),
        ("after the other went off", ("TwinOfAnyTime",),
         case(seen("L1", "A 01-01, C 01-31", "M1"), seen("L2", "A 02-07, C 02-28", "M2"))),
        ("on the day the other went off", ("TwinOfAnyTime",),
         case(seen("L1", "A 01-01, C 01-31", "M1"), seen("L2", "A 01-31, C 02-28", "M2"))),
        ("on the last day of the other", relist,
         case(seen("L1", "A 01-01, C 01-31", "M1"), seen("L2", "A 01-30, C 02-28", "M2"))),
        ("while the other was pending", ("TwinOfAnyTime",),
         case(seen("L1", "A 01-01, P 01-11, C 04-01", "M1"), seen("L2", "A 01-20, C 02-28", "M2"))),
        ("while the other was back", relist,
         case(seen("L1", "A 01-01, C 01-11, A 01-21, C 04-01", "M1"), seen("L2", "A 01-25, C 02-28", "M2"))),
        ("three systems", relist, case(seen("L1", long, "M1"), seen("L2", inside, "M2"),
                                       seen("L3", "A 01-10, C 04-01", "M3"))),
        ("a twin of a twin alone", relist,
         case(seen("L1", "A 01-01, C 01-31", "M1"), seen("L2", "A 01-11, C 03-01", "M2"),
         seen("L3", "A 02-10, C 04-01", "M1"))),
        ("sold through the first, goes on through the second: no reset", relist,
         case(seen("L1", "A 01-01, P 01-21, S 02-20", "M1"), seen("L2", "A 01-05, P 01-21, S 02-20", "M2"))),
        ("listed anew after twins", (), case(seen("L1", long, "M1"), seen("L2", inside, "M2"),
                                             seen("L3", "A 04-20, C 04-30", "M1"))),
        ("a gap after the twin that ended last", ("LastListingsEnd",),
         case(seen("L1", "A 01-01, C 04-20", "M1"), seen("L2", inside, "M2"),
         seen("L3", "A 05-15, C 05-25", "M1"))),
        ("the first went on longest", (), case(seen("L1", "A 01-01", "M1"), seen("L2", inside, "M2"))),
    ):  # fmt: skip
        group.accept(f"twins: {comment}", *flags, **given)
    group = book.under(scope="same_office")
    offices = [
        seen("L1", long, "M1", office="O1"), seen("L2", inside, "M2", office="O2"),
        seen("L3", "A 04-10, C 04-20", "M1", office="O1"),
    ]  # fmt: skip
    group.accept("twins: another office, still one listing", *relist, **case(*offices[:2]))
    group.accept("twins: then the first office again, compared with the last", "ScopeIgnored", "ScopeOfFirst",
                 **case(*offices))  # fmt: skip
    group.accept("twins: an office that is not known", *relist,
                 **case(seen("L1", long, "M1", office="O1"), seen("L2", inside, "M2")))  # fmt: skip
    group = book.under(carry_max_gap=None)
    group.accept("twins: where nothing carries", *relist, **case(seen("L1", long, "M1"), seen("L2", inside, "M2")))
    group = book.under(combine="sum")
    apart = ("TwinsAddedUp",)
    for comment, flags, given in (
        ("two systems", apart, case(seen("L1", long, "M1"), seen("L2", inside, "M2"))),
        ("one system", same, case(seen("L1", long, "M1"), seen("L2", inside, "M1"))),
        ("twins, then relisted", apart, case(seen("L1", long, "M1"), seen("L2", inside, "M2"),
                                             seen("L3", "A 04-20, C 04-30", "M1"))),
        ("a twin of a twin", apart, case(seen("L1", "A 01-01, C 01-31", "M1"), seen("L2", "A 01-11, C 03-01", "M2"),
         seen("L3", "A 02-10, C 04-01", "M1"))),
        ("two pairs", apart, case(seen("L1", "A 01-01, C 01-31", "M1"), seen("L2", "A 01-05, C 01-31", "M2"),
         seen("L3", "A 02-10, C 04-01", "M1"), seen("L4", "A 02-15, C 04-01", "M2"))),
        ("three systems", apart, case(seen("L1", long, "M1"), seen("L2", inside, "M2"),
                                      seen("L3", "A 01-10, C 04-01", "M3"))),
    ):  # fmt: skip
        group.accept(f"added up: {comment}", *flags, **given)
    group = book.under(combine="sum", count="inclusive")
    group.accept("added up with end dates: two systems", *apart,
                 **case(seen("L1", long, "M1"), seen("L2", inside, "M2")))  # fmt: skip
    group = book.under(carry_max_gap=None, lookback_days=60)
    group.accept("60 back: a twin", *relist, **case(seen("L1", long, "M1"), seen("L2", inside, "M2")))
    group.accept("60 back: a twin, and one before it", *relist,
                 **case(seen("L0", "A 2024-11-01, C 2024-12-01", "M1"), seen("L1", long, "M1"),
                        seen("L2", inside, "M2")))  # fmt: skip
    group.accept("60 back: a twin that was sold meanwhile",
                 **case(seen("L1", "A 01-01, P 01-21, S 02-20", "M1"),
                        seen("L2", "A 01-05, P 01-25, C 03-20", "M2")))  # fmt: skip
    group.accept("60 back: twins, then the target",
                 **case(seen("L1", long, "M1"), seen("L2", inside, "M2"),
                        seen("L3", "A 04-20, C 04-30", "M1")))  # fmt: skip


def scopes(book: Book) -> None:
    first, second = "A 01-01, C 01-31", "A 02-07, C 02-28"
    for name in ("branch", "firm", "agent", "office", "property_type"):
        group = book.under(scope=f"same_{name}")
        for comment, one, other in (
            ("one", "V1", "V1"), ("two", "V1", "V2"), ("none, then one", None, "V1"),
            ("one, then none", "V1", None), ("none", None, None),
        ):  # fmt: skip
            flags = ("ScopeIgnored",) if one != other else ("ScopeNullIsEqual",) if one is None else ()
            listings = (full("L1", first) | {name: one}, full("L2", second) | {name: other})
            group.accept(f"same {name}: {comment}", *flags, **case(*listings))
        others = dict.fromkeys({"branch", "firm", "agent", "office"} - {name}, "V1")
        listings = (full("L1", first) | {name: "V1"} | others, full("L2", second) | {name: "V2"} | others)
        group.accept(f"same {name}: all else is the same", "ScopeIgnored", **case(*listings))


def call(*listings: Members, **other: Any) -> Members:
    return {"as_of": AS_OF, "target": "L1", "listings": list(listings)} | other


def refusals(book: Book) -> None:
    group = book.under()
    usual = full("L1", "A 01-01, C 01-31")
    long_text = "\u00e9" * 128
    for comment, flag, given in (
        ("as of a day before 1970", "BadValue", call(usual, as_of="1969-12-31")),
        ("a target that is not there", "UnknownTarget", call(usual, target="L2")),
        ("a target among no listings", "UnknownTarget", call()),
        ("one key twice", "RepeatedListing", call(usual, full("L1", "A 03-01"))),
        ("a key without bytes", "BadValue", call(usual, full("", "A 03-01"))),
        ("a sequence below 0", "BadValue", call(full("L1", "A 01-01 #-1"))),
        ("a sequence of 2^53", "BadValue", call(full("L1", "A 01-01 #9007199254740992"))),
        ("a sequence below 0 of another", "BadValue", call(usual, full("L2", "A 01-01 #-1"))),
        ("an event without bytes", "BadValue", call(full("L1", "A 01-01 @"))),
        ("an event of 256 bytes", "BadValue", call(full("L1", "A 01-01 @" + "e" * 256))),
        *((f"{name} without bytes", "BadValue", call(full("L1", "A 01-01", **{name: ""})))
          for name in ("office", "branch", "firm", "agent", "property_type", "originating_system")),
        *((f"{name} of 256 bytes", "BadValue", call(full("L1", "A 01-01", **{name: long_text})))
          for name in ("branch", "firm", "agent", "originating_system")),
        ("unknown status", "UnknownStatus", call(full("L1", "A 01-01, ?Sold 01-31"))),
        ("unknown status without a day", "UnknownStatus", call(full("L1", "A 01-01, ?Sold -, C 01-31"))),
        ("unknown status yet to come", "UnknownStatus", call(full("L1", "A 01-01, C 01-31, ?Sold 2026-01-31"))),
        ("unknown status that was corrected", "UnknownStatus",
         call(full("L1", "A 01-01, ?Sold 01-31 #1 @E1, C 01-31 #2 @E1"))),
        ("unknown status that was deleted", "UnknownStatus", call(full("L1", "?Sold 01-01, D 01-02, A 01-03"))),
        ("unknown status and an undated Delete", "UnknownStatus", call(full("L1", "?Sold 01-01, D -"))),
        ("unknown status out of range", "UnknownStatus", call(full("L1", "A 01-01, ?Sold 1900-01-01"))),
    ):  # fmt: skip
        flags = ("UnknownSkipped",) if flag == "UnknownStatus" else ()
        group.refuse(comment, flag, *flags, **given)
    greatest = full(
        "L1", "A 01-01 #9007199254740991 @" + "e" * 255, branch="b" * 255, firm="\u00e9" * 127 + "f", agent=" "
    )  # fmt: skip
    group.accept("the greatest of everything", **call(greatest))


BAD_RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("both kinds of gap", {"lookback_days": 365}),
    ("a gap of 36,501", {"carry_max_gap": 36_501}),
    ("a gap below 0", {"carry_max_gap": -1}),
    ("looking 36,501 back", {"carry_max_gap": None, "lookback_days": 36_501}),
    ("looking forwards", {"carry_max_gap": None, "lookback_days": -1}),
    ("nothing accrues", {"accrues": []}),
    ("Canceled accrues", {"accrues": ["Active", "Canceled"]}),
    ("Incomplete accrues", {"accrues": ["Active", "Incomplete"]}),
    ("an unknown status accrues", {"accrues": ["Active", "Sold"]}),
    ("no clock status", {"clock_statuses": []}),
    ("Delete is a clock status", {"clock_statuses": ["Delete"]}),
    ("Incomplete is a clock status", {"clock_statuses": ["Canceled", "Incomplete"]}),
    ("an unknown clock status", {"clock_statuses": ["Sold"]}),
    ("an unknown metric", {"gap_metric": "weeks"}),
    ("an unknown clock", {"clock_from": "closed"}),
    ("an unknown scope", {"scope": "same_street"}),
    ("an unknown count", {"count": "both"}),
    ("an unknown combination", {"combine": "maximum"}),
    ("an unknown start", {"start_field": "expiration_date"}),
    ("an unknown end", {"end_event": "pending"}),
)


def bad_rules() -> list[Group]:
    """A group each: the rules themselves are what must be refused."""
    found = []
    for comment, changes in BAD_RULES:
        group = Group({"rules": all_rules.GENERIC | changes})
        group.refuse(comment, "BadRules", **call(full("L1", "A 01-01, C 01-31")))
        found.append(group)
    return found


def write(book: Book) -> None:
    for part in (twins, scopes, refusals):
        part(book)
