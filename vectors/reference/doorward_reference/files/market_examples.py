"""The worked examples of the specification, with the numbers that it gives for them.

`market` can say only those that need no other rule or member; the rest are in `market-fields`.
"""

from typing import Any

from .container import Members
from .market_words import Book, case, full, plain

Answer = tuple[int | None, int | None, str | None]
Example = tuple[str, tuple[str, ...], dict[str, Any], Members, Answer]
"""(comment, flags, rules that are not generic, history, what the specification says)"""

FIFTY, THIRTY = "A 01-01, C 02-20", "A 01-01, C 01-31"
ABSENT: Answer = (None, None, None)
INCLUSIVE: dict[str, Any] = {"count": "inclusive"}
LAST: dict[str, Any] = {"clock_from": "last_on_market"}


def told(*texts: str, **other: Any) -> Members:
    return case(*(plain(f"L{number}", text) for number, text in enumerate(texts, 1)), **other)


RELIST = told(THIRTY, "A 02-07, C 02-28")
OVERLAP = told("A 01-01, C 02-10", "A 01-31, C 03-02")
PAUSED = told("A 01-01, W 01-21, X 03-31", "A 04-10, C 04-20")
SOON = told(THIRTY, "CS 02-25, A 03-07, C 03-17")
SALE = told("A 01-01, S 01-31", "A 02-05, C 02-15")
ZERO_DAYS = told(THIRTY, "A 02-25, C 02-25", "A 03-20, C 03-30")
WITHOUT_IT = case(plain("L1", THIRTY), plain("L3", "A 03-20, C 03-30"))

EXAMPLES: list[Example] = [
    ("one listing", ("CeilOfSeconds",), {}, told(FIFTY), (50, 50, "first")),
    ("30 days, 7 off, 21", ("SpanForUnion",), {}, RELIST, (21, 51, "linear")),
    ("30 days, 7 off, 21, end dates too", ("InclusiveIgnored",), INCLUSIVE, RELIST, (22, 53, "linear")),
    ("30 days, 7 off, 21, the whole span", ("UnionForSpan",), {"combine": "span"}, RELIST, (21, 58, "linear")),
    ("relisted on the day it went off", (), {}, told(THIRTY, "A 01-31, C 02-20"), (20, 50, "overlapping")),
    ("overlap", ("SumForUnion",), {}, OVERLAP, (30, 60, "overlapping")),
    ("overlap, added up", ("UnionForSum",), {"combine": "sum"}, OVERLAP, (30, 70, "overlapping")),
    ("a short listing inside a long one", ("CutIgnored",), {},
     told("A 01-01, C 04-01", "A 02-01, C 02-15"), (14, 45, "overlapping")),
    ("gap of 29", (), {}, told(THIRTY, "A 03-01, C 03-11"), (10, 40, "linear")),
    ("gap of 30", ("GapOffByOne",), {}, told(THIRTY, "A 03-02, C 03-12"), (10, 40, "linear")),
    ("gap of 31", ("GapOffByOne",), {}, told(THIRTY, "A 03-03, C 03-13"), (10, 10, "reset_gap")),
    ("gap of 32", (), {}, told(THIRTY, "A 03-04, C 03-14"), (10, 10, "reset_gap")),
    ("gaps of 20 and 20", (), {},
     told(THIRTY, "A 02-20, C 03-12", "A 04-01, C 04-11"), (10, 60, "linear")),
    ("gaps of 31 and 5", ("TotalLostAfterReset", "NothingCarriesAfterReset"), {},
     told(THIRTY, "A 03-03, C 03-23", "A 03-28, C 04-07"), (10, 30, "linear")),
    ("a listing of no days carries", ("ZeroDaysNever",), {}, ZERO_DAYS, (10, 40, "linear")),
    ("and without it", (), {}, WITHOUT_IT, (10, 10, "reset_gap")),
    ("under contract, back, sold", ("PauseCounts",), {},
     told("A 03-01, P 03-06, A 03-30, P 04-04, S 04-29"), (10, 10, "first")),
    ("withdrawn, expired, relisted", ("ClockFromLast",), {}, PAUSED, (10, 30, "linear")),
    ("the same from the last day on the market", ("ClockFromTerminal",), LAST, PAUSED, (10, 10, "reset_gap")),
    ("Coming Soon in the gap", ("ComingSoonStops",), {}, SOON, (10, 10, "reset_gap")),
    ("Coming Soon stops the clock", ("ComingSoonNeverStops",), {"coming_soon_stops_clock": True}, SOON,
     (10, 40, "linear")),
    ("sold and listed again", ("CloseIgnored",), {}, SALE, (10, 10, "reset_close")),
    ("a sale that resets nothing", ("CloseAlways",), {"reset_on_close": False}, SALE, (10, 40, "linear")),
    ("a leap day", ("LeapDayLost",), {}, told("A 2024-02-01, C 2024-03-01"), (29, 29, "first")),
    ("never on the market", ("ComingSoonAccrues",), {}, told("CS 01-01, C 01-20"), (0, 0, "never_on_market")),
    ("ended, nobody knows when", ("UndatedEndIsToday",), {}, told("A 01-01, X -"), ABSENT),
    ("sold, nobody knows when, and pending since", (), {}, told("A 01-01, P 01-11, S -"), (10, 10, "first")),
    ("off before it was on", ("OffBeforeOnCounts",), {}, told("A 02-01, C 01-15"), ABSENT),
]  # fmt: skip


def fields_told(*texts: str, **values: str) -> Members:
    """Listings with all members; `values` are the last one's."""
    *before, last = texts
    listings = [full(f"L{number}", text) for number, text in enumerate(before, 1)]
    return case(*listings, full(f"L{len(texts)}", last, **values))


EXPIRES = full("L1", "A 01-01", expiration_date="06-30")
LATE = fields_told(THIRTY, "A 03-03, C 03-13")
HELD = fields_told("A 01-01, H 01-11, C 03-02", "A 04-01, C 04-11")
SPRING = fields_told(THIRTY, "A 06-01, C 06-11", "A 12-01, C 12-11")
SOLD_U = fields_told("A 01-01, U 01-21, S 02-20")
SOLD_P = fields_told("A 01-01, P 01-21, S 02-20")
CONTRACT: dict[str, Any] = {"end_event": "contract"}
CLOSE: dict[str, Any] = {"end_event": "close"}

FIELD_EXAMPLES: list[Example] = [
    ("the contract ran out", ("ExpiryIgnored",), {}, case(EXPIRES), (180, 180, "first")),
    ("the contract runs out today", ("ExpiryOnTheDay",), {}, case(EXPIRES, as_of="06-30"), (180, 180, "first")),
    ("31 days, 30 of them full", ("FullDaysIgnored",), {"gap_metric": "full_days"}, LATE, (10, 40, "linear")),
    ("gap days on hold do not count", ("ClockStatusesIgnored",), LAST | {"clock_statuses": ["Canceled"]}, HELD,
     (10, 20, "linear")),
    ("gap days on hold count too", (), LAST | {"clock_statuses": ["Canceled", "Hold"]}, HELD,
     (10, 10, "reset_gap")),
    ("200 days back", ("LookbackFromPrevious",), {"carry_max_gap": None, "lookback_days": 200}, SPRING,
     (10, 20, "linear")),
    ("from the contract's date", ("StartFieldIgnored",), {"start_field": "listing_contract_date"},
     fields_told("A 01-11, C 01-31", listing_contract_date="01-01"), (30, 30, "first")),
    ("under contract and shown: to the contract", ("EndEventIgnored",), CONTRACT, SOLD_U, (20, 20, "first")),
    ("under contract and shown: off the market", (), {}, SOLD_U, (50, 50, "first")),
    ("under contract and shown: to the sale", (), CLOSE, SOLD_U, (50, 50, "first")),
    ("pending: to the contract", (), CONTRACT, SOLD_P, (20, 20, "first")),
    ("pending: off the market", ("CloseForOffMarket",), {}, SOLD_P, (20, 20, "first")),
    ("pending: to the sale", ("EndEventIgnored",), CLOSE, SOLD_P, (50, 50, "first")),
]  # fmt: skip


def write(book: Book, examples: list[Example]) -> None:
    for comment, flags, changes, given, _ in examples:
        book.under(**changes).accept(comment, *flags, **given)
