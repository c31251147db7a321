"""Every warning alone and every two that can stand together."""

from itertools import combinations
from typing import Any

from ..market.warnings import NAMES
from .container import Members
from .market_words import Book, case, full

USUAL = "A 01-10, C 03-01"
OUT_OF_ORDER = {"listing_contract_date": "01-25"}  # after the first interval's end
RAN_OUT = {"expiration_date": "06-30"}
# What a listing's rows have to be for a warning, or for two.
ROWS: dict[tuple[str, ...], tuple[str, dict[str, str]]] = {
    (): (USUAL, {}),
    ("on_date_missing",): ("A -, C 03-01", {}),
    ("off_date_missing",): ("A 01-10, P 02-01, S -", {}),
    ("off_before_on",): ("C 01-05, A 01-10", {}),
    ("close_before_on",): ("S 01-05, A 01-10, C 03-01", {}),
    ("expired_inferred",): ("A 01-10", RAN_OUT),
    ("status_after_expiration",): ("A 01-10, W 08-01", RAN_OUT),
    ("back_after_terminal",): ("A 01-10, C 01-20, A 02-10, C 03-01", {}),
    ("on_date_missing", "off_date_missing"): ("A -, S -", {}),
    ("on_date_missing", "expired_inferred"): ("W 01-10, A -", RAN_OUT),
    ("on_date_missing", "status_after_expiration"): ("W 08-01, A -", RAN_OUT),
    ("off_date_missing", "off_before_on"): ("C 01-05, A 01-10, X -", {}),
    ("off_date_missing", "close_before_on"): ("S 01-05, A 01-10, X -", {}),
    ("off_date_missing", "back_after_terminal"): ("A 01-10, C 01-20, A 02-10, X -", {}),
    ("off_before_on", "close_before_on"): ("S 01-03, C 01-05, A 01-10", {}),
    ("off_before_on", "expired_inferred"): ("A 01-10", {"expiration_date": "01-20"} | OUT_OF_ORDER),
    ("off_before_on", "status_after_expiration"): ("C 01-05, A 08-01", RAN_OUT),
    ("off_before_on", "back_after_terminal"): ("A 01-10, C 01-20, A 02-10, C 03-01", OUT_OF_ORDER),
    ("close_before_on", "expired_inferred"): ("S 01-05, A 01-10", RAN_OUT),
    ("close_before_on", "status_after_expiration"): ("S 01-05, A 08-01", RAN_OUT),
    ("close_before_on", "back_after_terminal"): ("S 01-05, A 01-10, C 01-20, A 02-10, C 03-01", {}),
    ("expired_inferred", "back_after_terminal"): ("A 01-10, C 01-20, A 02-10", RAN_OUT),
    ("status_after_expiration", "back_after_terminal"): ("A 01-10, C 01-20, A 08-01", RAN_OUT),
}
# What is added to the rows for a warning, whatever they are.
ADDED = {
    "duplicate_row": "I 01-02, I 01-02",
    "conflicting_rows": "I 01-03 #1 @E9, I 01-04 #1 @E9",
    "date_missing": "H -",
    "deleted": "A 2024-12-01, D 01-01",
}
ABSENT = ("on_date_missing", "off_before_on", "close_before_on")
# Two that cannot stand together, beside those for which there are no rows above.
APART = (
    {("deleted", name) for name in ("date_missing", "on_date_missing", "off_date_missing")}
    | {("start_date_missing", name) for name in ABSENT}
    | {("scope_missing", name) for name in ABSENT}
    | {("on_date_missing", "listing_left_out")}
)
OTHER = full("L0", "A 01-01, ?Sold 01-05")


def flags_of(wanted: tuple[str, ...]) -> list[str]:
    found = []
    if "duplicate_row" in wanted:
        found.append("DuplicateUnnoticed")
    if "conflicting_rows" in wanted:
        found.append("ConflictUnnoticed")
    if "listing_left_out" in wanted:
        found.append("LeftOutUnnoticed")
    if "date_missing" in wanted or "on_date_missing" in wanted or "off_date_missing" in wanted:
        found.append("UndatedIgnored")
    if "expired_inferred" in wanted or "status_after_expiration" in wanted:
        found.append("ExpiryIgnored")
    if "off_date_missing" in wanted:
        found.append("UndatedEndIsToday")
    return found


def with_warnings(wanted: tuple[str, ...]) -> tuple[dict[str, Any], Members] | None:
    """Rules and a history whose target has these warnings, if rows for them are known."""
    rows_for = tuple(name for name in wanted if any(name in key for key in ROWS))
    if rows_for not in ROWS:
        return None
    text, values = ROWS[rows_for]
    text = ", ".join([text, *(ADDED[name] for name in wanted if name in ADDED)])
    values = {"agent": "A1", "listing_contract_date": "01-10"} | values
    rules: dict[str, Any] = {}
    if "listing_contract_date" in ROWS[rows_for][1]:
        rules["start_field"] = "listing_contract_date"
    if "start_date_missing" in wanted:
        rules["start_field"] = "listing_contract_date"
        del values["listing_contract_date"]
    if "scope_missing" in wanted:
        rules["scope"] = "same_agent"
        del values["agent"]
    if "date_out_of_range" in wanted:
        values["original_entry_date"] = "1900-01-01"
    before = [OTHER] if "listing_left_out" in wanted else []
    return rules, case(*before, full("L1", text, **values))


def every() -> list[tuple[tuple[str, ...], dict[str, Any], Members]]:
    found = []
    for wanted in (*((name,) for name in NAMES), *combinations(NAMES, 2)):
        if wanted in APART or wanted[::-1] in APART:
            continue
        made = with_warnings(wanted)
        if made is not None:
            found.append((wanted, *made))
    return found


def quiet(book: Book) -> None:
    """What comes near a warning and is none."""
    group = book.under()
    for comment, flags, given in (
        ("rows alike but for the sequence", (), case(full("L1", "A 01-01 #1, A 01-01 #2, C 02-01"))),
        ("a row yet to come", ("FutureCounted",), case(full("L1", "A 01-01, C 02-01, A 2026-02-01"))),
        ("expired before Coming Soon on the same day", (), case(full("L1", "CS 01-05, X 01-05, A 01-10"))),
        ("canceled before Coming Soon", ("OffBeforeOnCounts",), case(full("L1", "C 01-04, CS 01-05, A 01-10"))),
        ("canceled before it was on, and sold on the day it was on", (), case(full("L1", "C 01-05, A 01-10, S 01-10"))),
        ("closed on the day it was on", (), case(full("L1", "A 01-10, S 01-10"))),
        ("ended twice after the last day on", (), case(full("L1", "A 01-10, X 02-01, C 02-10"))),
        ("a terminal row between a pause and the market", (),
         case(full("L1", "A 01-10, W 02-01, C 02-10, P 02-20, A 03-01"))),
        ("undated Active beside a dated one", ("UndatedIgnored",), case(full("L1", "A -, A 01-10, C 02-01"))),
        ("undated Canceled beside a dated one", ("UndatedIgnored",), case(full("L1", "A 01-10, C -, C 02-01"))),
        ("undated Canceled while still on the market", ("UndatedIgnored", "UndatedEndIsToday"),
         case(full("L1", "A 01-10, C -"))),
        ("undated Incomplete", ("UndatedIgnored",), case(full("L1", "A 01-10, I -, C 02-01"))),
        ("a scope that is known to no other", (), case(full("L0", "A 01-01, C 01-05"), full("L1", USUAL, agent="A1"))),
        ("nothing but an undated end: never on the market", ("UndatedIgnored",), case(full("L1", "CS 01-10, C -"))),
        ("nothing but an undated start", ("UndatedIgnored",), case(full("L1", "A -"))),
        ("no start, no end", ("UndatedIgnored",), case(full("L1", "A -, C -"))),
        ("on without a day, on hold since", ("UndatedIgnored",), case(full("L1", "A -, H 02-01"))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def left_out(book: Book) -> None:
    group = book.under()
    joins, unnoticed = ("DoubtfulJoins",), ("LeftOutUnnoticed",)
    first, last = full("L1", "A 01-01, C 01-31"), full("L3", "A 03-10, C 03-20")
    for comment, flags, text in (
        ("ended without a day", joins, "A 02-07, X -"),
        ("sold without a day, pending before", joins, "A 02-07, P 02-17, S -"),
        ("sold before it was on", joins, "S 02-01, A 02-07, C 02-28"),
        ("off before it was on", joins, "A 02-07, C 02-01"),
        ("on without a day", unnoticed, "A -, C 02-28"),
        ("unknown status", ("ErrorOfAnother",), "A 02-07, ?Sold 02-28"),
        ("unknown status in the future", ("ErrorOfAnother",), "A 02-07, C 02-28, ?Sold 2026-02-28"),
        ("never on the market, ended without a day", unnoticed, "CS 02-07, C -"),
    ):
        for target in ("L1", "L2", "L3"):
            if target == "L2" and "unknown" in comment:
                continue
            case_flags = (*flags, *unnoticed) if target == "L3" else unnoticed if target == "L1" else ()
            if target == "L1":
                case_flags += ("ErrorOfAnother",) if "unknown" in comment else ()
            group.accept(f"one of three: {comment}, about {target}", *dict.fromkeys(case_flags),
                         **case(first, full("L2", text), last, target=target))  # fmt: skip
    group.accept("two doubtful ones", *unnoticed, *joins,
                 **case(full("L1", "A 01-01, X -"), full("L2", "A 01-20, C 01-10"), last))  # fmt: skip
    group.accept("a doubtful one and a target that was never on the market",
                 **case(full("L1", "A 01-01, X -"), full("L2", "CS 02-01")))  # fmt: skip
    group.accept("two doubtful ones, about one of them", *unnoticed,
                 **case(full("L1", "A 01-01, X -"), full("L2", "A 01-20, C 01-10")))  # fmt: skip
    group.accept("never on the market is not left out", **case(full("L1", "CS 01-01, C 01-05"), last))
    group.accept("deleted is not left out", "DeleteIgnored", **case(full("L1", "A 02-20, X -, D 03-05"), last))


def write(book: Book) -> None:
    for wanted, rules, given in every():
        book.under(**rules).accept("warnings: " + ", ".join(wanted), *flags_of(wanted), **given)
    quiet(book)
    left_out(book)
