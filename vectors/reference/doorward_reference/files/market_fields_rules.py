"""The rules that few MLSs have: looking back, which gap days count, from which date, to which event."""

from .container import Members
from .market_words import Book, case, full

LAST = {"clock_from": "last_on_market"}
NO_GAP = {"carry_max_gap": None}
THIRTY = "A 01-01, C 01-31"
CONTRACT, CLOSE = {"end_event": "contract"}, {"end_event": "close"}


def one(text: str, **values: str) -> Members:
    return case(full("L1", text, **values))


def several(*texts: str) -> Members:
    return case(*(full(f"L{number}", text) for number, text in enumerate(texts, 1)))


def looking_back(book: Book) -> None:
    for n in (0, 30, 365):
        group = book.under(lookback_days=n, **NO_GAP)
        for days in (n, n + 1):
            second = full("L2", f"A +{30 + days}, C +{40 + days}")
            group.accept(f"{n} days back, ended {days} before", "LookbackOffByOne",
                         **case(full("L1", "A +0, C +30"), second, as_of="2026-12-31"))  # fmt: skip
    group = book.under(lookback_days=60, **NO_GAP)
    by_previous, passed = ("LookbackFromPrevious",), ("LookbackStopsAtGap",)
    for comment, flags, given in (
        ("each within 60 days of the one before, not all of the target", by_previous,
         several(THIRTY, "A 03-01, C 03-31", "A 05-15, C 05-25")),
        ("the nearest is too long ago, an earlier one ended later", passed,
         several("A 01-01, C 06-01", "A 02-01, C 02-15", "A 07-01, C 07-11")),
        ("all within 60 days", (), several(THIRTY, "A 02-05, C 02-10", "A 03-01, C 03-11")),
        ("none within 60 days", (), several(THIRTY, "A 02-05, C 02-10", "A 06-01, C 06-11")),
        ("counted from the last day on the market, not the contract's end", ("LookbackFromTerminal",),
         several("A 01-01, W 01-11, X 04-01", "A 05-01, C 05-11")),
        ("withdrawn within 60 days: linear or overlapping goes by the end", (),
         several("A 01-01, W 01-11, X 04-01", "A 03-01, C 03-11")),
        ("sold within 60 days", ("CloseIgnored",), several("A 01-01, S 01-31", "A 02-10, C 02-20")),
        ("one sold before another stops the walk", ("CloseIgnored",),
         several("A 01-01, C 01-11", "A 01-12, S 01-31", "A 02-10, C 02-20")),
        ("one joins, the one before was sold", ("CloseIgnored",),
         several("A 01-01, S 01-11", "A 01-12, C 01-31", "A 02-10, C 02-20")),
        ("sold after the target began", (), several("A 01-01, P 01-20, S 03-01", "A 02-10, C 02-20")),
        ("overlap", (), several("A 01-01, C 03-01", "A 02-10, C 03-20")),
        ("about the first", (), case(full("L1", THIRTY), full("L2", "A 02-10, C 02-20"), target="L1")),
        ("Coming Soon does not shorten it", (), several(THIRTY, "CS 03-20, A 04-15, C 04-20")),
        ("never on the market in between", (), several(THIRTY, "CS 02-10, C 02-20", "A 03-20, C 03-30")),
    ):  # fmt: skip
        group.accept(f"60 back: {comment}", *flags, **given)
    group = book.under(lookback_days=60, reset_on_close=False, **NO_GAP)
    group.accept("60 back, no reset: sold", **several("A 01-01, S 01-31", "A 02-10, C 02-20"))
    group = book.under(lookback_days=60, coming_soon_stops_clock=True, **NO_GAP)
    group.accept("60 back, Coming Soon stops the clock: not looking back", "LookbackToEntry",
                 **several(THIRTY, "CS 03-20, A 04-15, C 04-20"))  # fmt: skip
    group = book.under(lookback_days=60, scope="same_agent", **NO_GAP)

    def agents(*names: str) -> Members:
        texts = ("A 01-01, C 01-11", "A 01-20, C 01-31", "A 02-10, C 02-20")
        found = [full(f"L{n}", text, agent=name) for n, (text, name) in enumerate(zip(texts, names), 1)]
        return case(*found)

    for names in (("A1", "A1", "A1"), ("A1", "A2", "A1"), ("A2", "A1", "A1"), ("A1", "A1", "A2")):
        flags = () if len(set(names)) == 1 else ("ScopeIgnored",)
        group.accept(f"60 back, agents {', '.join(names)}", *flags, **agents(*names))
    for clock in ("terminal", "last_on_market"):
        group = book.under(lookback_days=60, clock_from=clock, clock_statuses=["Closed"], **NO_GAP)
        group.accept(f"60 back, gap members decide nothing: {clock}", "LookbackFromTerminal",
                     **several("A 01-01, H 01-11, X 04-01", "A 05-01, C 05-11"))  # fmt: skip


def gap_days(book: Book) -> None:
    group = book.under(gap_metric="full_days")
    for gap, flags in ((0, ()), (1, ()), (30, ()), (31, ("FullDaysIgnored", "GapOffByOne")), (32, ("GapOffByOne",))):
        group.accept(f"full days, gap of {gap}", *flags,
                     **case(full("L1", "A +0, C +30"), full("L2", f"A +{30 + gap}, C +{35 + gap}")))  # fmt: skip
    group.accept("full days, overlap", **several("A 01-01, C 02-10", THIRTY))
    group = book.under(gap_metric="full_days", carry_max_gap=0)
    for gap in (0, 1, 2):
        group.accept(f"no full days at all, gap of {gap}", *(["FullDaysIgnored"] * (gap == 1)),
                     **case(full("L1", "A +0, C +30"), full("L2", f"A +{30 + gap}, C +{35 + gap}")))  # fmt: skip
    ignored = ("ClockStatusesIgnored",)
    group = book.under(clock_statuses=["Canceled", "Expired"])
    for comment, flags, given in (
        ("canceled for 30", ("GapOffByOne",), several(THIRTY, "A 03-02, C 03-12")),
        ("canceled for 31", ("GapOffByOne",), several(THIRTY, "A 03-03, C 03-13")),
        ("canceled, then sold off the market", (), several("A 01-01, C 01-31, S 02-05", "A 04-01, C 04-11")),
        ("canceled, on hold in between", ignored, several("A 01-01, C 01-31, H 02-05, C 02-20", "A 03-10, C 03-20")),
        ("canceled, then expired", (), several("A 01-01, C 01-31, X 02-15", "A 03-03, C 03-13")),
        ("canceled and Incomplete again", ignored, several("A 01-01, C 01-31, I 02-05", "A 04-01, C 04-11")),
        ("canceled and Coming Soon again", ignored, several("A 01-01, C 01-31, CS 02-05", "A 04-01, C 04-11")),
        ("status of the listing that ended last", ("LastListingsEnd",),
         several("A 01-01, C 04-01", "A 02-01, X 02-15, H 02-20", "A 04-15, C 04-20")),
    ):  # fmt: skip
        group.accept(f"only canceled and expired days: {comment}", *flags, **given)
    group = book.under(clock_statuses=["Closed"], reset_on_close=False)
    group.accept("only closed days: canceled for a year", *ignored,
                 **case(full("L1", "A 2024-01-01, C 2024-01-31"), full("L2", "A 02-01, C 02-11")))  # fmt: skip
    group.accept("only closed days: closed for 30", **several("A 01-01, S 01-31", "A 03-02, C 03-12"))
    group.accept("only closed days: closed for 31", **several("A 01-01, S 01-31", "A 03-03, C 03-13"))
    group = book.under(clock_statuses=["Canceled", "Expired", "Hold"], **LAST)
    for comment, flags, given in (
        ("on hold for 10, canceled for 20", ("ClockFromTerminal",),
         several("A 01-01, H 01-11, C 01-21", "A 02-10, C 02-20")),
        ("on hold for 11, canceled for 20", ("ClockFromTerminal",),
         several("A 01-01, H 01-11, C 01-22", "A 02-11, C 02-20")),
        ("withdrawn for 40, canceled for 20", ignored, several("A 01-01, W 01-11, C 02-20", "A 03-12, C 03-20")),
        ("pending for 40, on hold for 20", ignored, several("A 01-01, P 01-11, H 02-20", "A 03-12, C 03-20")),
    ):  # fmt: skip
        group.accept(f"only ended and held days: {comment}", *flags, **given)
    group = book.under(clock_statuses=["Canceled"], gap_metric="full_days")
    group.accept("full days of canceled: 31", "FullDaysIgnored", **several(THIRTY, "A 03-03, C 03-13"))
    group.accept("full days of canceled: 32", **several(THIRTY, "A 03-04, C 03-14"))
    group.accept("full days of canceled: expired on the second day", "ClockStatusesIgnored",
                 **several("A 01-01, C 01-31, X 02-01", "A 06-01, C 06-11"))  # fmt: skip
    group = book.under(clock_statuses=["Canceled"], coming_soon_stops_clock=True)
    group.accept("canceled until Coming Soon", "ComingSoonNeverStops", **several(THIRTY, "CS 02-20, A 04-01, C 04-11"))
    group = book.under(clock_statuses=["Active"], **LAST)
    group.accept("only active days: there are none in a gap", "ClockStatusesIgnored",
                 **several(THIRTY, "A 09-01, C 09-11"))  # fmt: skip


def start_fields(book: Book) -> None:
    ignored, always = ("StartFieldIgnored",), ("StartFieldAlways",)
    for field in ("listing_contract_date", "original_entry_date"):
        group = book.under(start_field=field)
        other = "original_entry_date" if field.startswith("listing") else "listing_contract_date"
        for comment, flags, given in (
            ("ten days before", ignored, one("A 01-11, C 01-31", **{field: "01-01"})),
            ("ten days after", ignored, one("A 01-11, C 01-31", **{field: "01-21"})),
            ("the same day", (), one("A 01-11, C 01-31", **{field: "01-11"})),
            ("on the day it ended", ignored, one("A 01-11, C 01-31", **{field: "01-31"})),
            ("the day after it ended", ignored, one("A 01-11, C 01-31", **{field: "02-01"})),
            ("not known", (), one("A 01-11, C 01-31")),
            ("the other date alone", (), one("A 01-11, C 01-31", **{other: "01-01"})),
            ("after Coming Soon", always, one("CS 01-05, A 01-11, C 01-31", **{field: "01-01"})),
            ("after Incomplete", ignored, one("I 01-05, A 01-11, C 01-31", **{field: "01-01"})),
            ("after Pending", always, one("P 01-05, A 01-11, C 01-31", **{field: "01-01"})),
            ("only the first of two pieces", ignored, one("A 01-11, W 01-21, A 02-01, C 02-11", **{field: "01-01"})),
            ("into the second of two pieces", ignored, one("A 01-11, W 01-21, A 02-01, C 02-11", **{field: "02-05"})),
            ("never on the market", (), one("CS 01-11, C 01-31", **{field: "01-01"})),
            ("out of range", (), one("A 01-11, C 01-31", **{field: "1900-01-01"})),
            ("still on the market", ignored, one("A 01-11", **{field: "01-01"})),
            ("in the future", ignored, one("A 01-11", **{field: "2026-01-01"})),
        ):  # fmt: skip
            group.accept(f"{field}: {comment}", *flags, **given)
        later = full("L2", "A 03-10, C 03-20", **{field: "03-02"})
        group.accept(f"{field}: shortens the gap to 30", *ignored,
                     **case(full("L1", THIRTY, **{field: "01-01"}), later))  # fmt: skip
        before = full("L2", "A 02-10, C 02-20", **{field: "2024-12-01"})
        group.accept(f"{field}: changes the order", *ignored, **case(full("L1", THIRTY, **{field: "01-01"}), before))
        group.accept(f"{field}: of another is impossible", "DoubtfulJoins", *ignored,
                     **case(full("L1", THIRTY, **{field: "02-02"}),
                            full("L2", "A 02-10, C 02-20", **{field: "02-10"})))  # fmt: skip
    group = book.under(start_field="listing_contract_date", coming_soon_stops_clock=True)
    for comment, flags, text, date in (
        ("entered after 30, on the market after 38", ("ComingSoonNeverStops", *ignored), "A 03-02, C 04-01", "03-10"),
        ("on the market after 30, first row after 38", ignored, "A 03-10, C 04-01", "03-02"),
        ("Coming Soon after 30, a date before it", ("ComingSoonNeverStops", *always), "CS 03-02, A 03-10, C 04-01",
         "02-10"),
    ):
        second = full("L2", text, listing_contract_date=date)
        group.accept(f"start and entry: {comment}", *flags,
                     **case(full("L1", THIRTY, listing_contract_date="01-01"), second))  # fmt: skip


def end_events(book: Book) -> None:
    ignored, first = ("EndEventIgnored",), ("ContractThatFellThrough",)
    group = book.under(**CONTRACT)
    for comment, flags, given in (
        ("pending, back, pending again", first, one("A 01-01, P 01-11, A 01-21, P 01-31, S 02-20")),
        ("under contract and shown, back, canceled", first, one("A 01-01, U 01-11, A 01-21, C 01-31")),
        ("under contract and shown, then pending", ignored, one("A 01-01, U 01-11, P 01-21, S 02-20")),
        ("pending, then under contract and shown", ignored, one("A 01-01, P 01-11, U 01-21, S 02-20")),
        ("pending, on hold, never active again", (), one("A 01-01, P 01-11, H 01-21, C 02-20")),
        ("under contract and shown from the first day", ignored, one("U 01-01, S 02-20")),
        ("under contract and shown, still", ignored, one("A 01-01, U 01-11")),
        ("no contract", (), one("A 01-01, C 01-31")),
        ("pending before it was on", (), one("P 01-01, U 01-05, A 01-11, U 01-21, C 01-31")),
        ("pending before it was on, and no more", ("ContractBeforeStart", *ignored), one("P 01-01, U 01-11, C 01-31")),
        ("pending on the day it was listed", (), one("A 01-01, P 01-01, S 02-20")),
        ("a second piece under contract is dropped", ignored, one("A 01-01, U 01-11, H 01-21, U 02-01, S 02-20")),
        ("withdrawn before the contract", (), one("A 01-01, W 01-11, P 01-21, S 02-20")),
    ):  # fmt: skip
        group.accept(f"to the contract: {comment}", *flags, **given)
    sold = "A 01-01, U 01-21, C 02-20"
    group.accept("to the contract: the gap begins at the end of the listing", *ignored,
                 **several(sold, "A 03-20, C 03-30"))  # fmt: skip
    group = book.under(**CONTRACT, **LAST)
    group.accept("to the contract: the gap begins with it", *ignored, **several(sold, "A 02-21, C 03-30"))
    group = book.under(**CONTRACT, start_field="listing_contract_date")
    group.accept("to the contract: which is before the contract's date", *ignored,
                 **one("U 01-01, A 01-05, U 01-11, U 01-15, S 02-20", listing_contract_date="01-13"))  # fmt: skip
    group.accept("to the contract: all of it before that date",
                 **one("U 01-01, C 02-20", listing_contract_date="01-13"))  # fmt: skip
    group = book.under(**CLOSE)
    for comment, flags, given in (
        ("withdrawn, sold", ignored, one("A 01-01, W 01-21, S 02-20")),
        ("canceled", (), one("A 01-01, P 01-21, C 02-20")),
        ("canceled, then sold: the off row is not the sale", ("CloseOfAnyRow",), one("A 01-01, C 01-31, S 02-20")),
        ("sold, back, off", ("CloseOfAnyRow",), one("A 01-01, S 01-31, A 02-20, P 02-25, C 03-01")),
        ("two pieces, sold", ignored, one("A 01-01, P 01-11, A 01-21, P 01-31, S 02-20")),
        ("pending, still", (), one("A 01-01, P 01-21")),
        ("sold from Active", (), one("A 01-01, S 02-20")),
        ("never on the market, sold", (), one("P 01-01, S 02-20")),
    ):  # fmt: skip
        group.accept(f"to the sale: {comment}", *flags, **given)
    group = book.under(**CLOSE, reset_on_close=False)
    group.accept("to the sale: the days of both", *ignored,
                 **several("A 01-01, P 01-21, S 02-20", "A 03-01, P 03-11, S 03-31"))  # fmt: skip
    group = book.under(**CLOSE, **LAST, reset_on_close=False)
    group.accept("to the sale: the gap begins with it", *ignored,
                 **several("A 01-01, P 01-21, S 02-20", "A 03-22, C 03-31"))  # fmt: skip


def write(book: Book) -> None:
    for part in (looking_back, gap_days, start_fields, end_events):
        part(book)
