"""Several listings: what joins, what begins anew, where a gap begins and ends."""

from .market_words import Book, case, plain, two

LAST = {"clock_from": "last_on_market"}


def three(first: str, second: str, third: str, **other: str) -> dict[str, object]:
    return case(plain("L1", first), plain("L2", second), plain("L3", third), **other)


def anchors(book: Book) -> None:
    group = book.under()
    running = ("LastListingsEnd",)
    for comment, flags, given in (
        ("a short one inside a long one, then 30 after the long one", running,
         three("A 01-01, C 04-01", "A 02-01, C 02-15", "A 05-01, C 05-11")),
        ("a short one inside a long one, then 31 after the long one", (),
         three("A 01-01, C 04-01", "A 02-01, C 02-15", "A 05-02, C 05-12")),
        ("a short one inside a long one, then inside again", running,
         three("A 01-01, C 04-01", "A 02-01, C 02-05", "A 03-20, C 04-11")),
        ("two inside a long one", running, case(plain("L1", "A 01-01, C 06-01"), plain("L2", "A 02-01, C 02-15"),
         plain("L3", "A 03-01, C 03-05"), plain("L4", "A 06-20, C 06-30"))),
        ("two that end together", (), three("A 01-01, C 03-01", "A 02-01, C 03-01", "A 03-20, C 03-30")),
        ("withdrawn long before its contract ended", ("ClockFromLast",),
         three("A 01-01, W 01-11, C 05-01", "A 02-01, C 02-15", "A 05-20, C 05-30")),
        ("the chain ends with the first, two carried", running,
         case(plain("L1", "A 01-01, W 01-11, X 06-01"), plain("L2", "A 02-01, C 02-11"),
              plain("L3", "A 03-20, C 03-25"),
              plain("L4", "A 06-25, C 06-30"))),
        ("five in a row", (), case(plain("L1", "A 01-01, C 01-11"), plain("L2", "A 01-21, C 01-31"),
         plain("L3", "A 02-20, C 02-25"), plain("L4", "A 03-27, C 03-28"), plain("L5", "A 04-20, C 05-01"))),
        ("the chain begins anew and anew", ("TotalLostAfterReset",),
         case(plain("L1", "A 01-01, C 01-11"), plain("L2", "A 03-01, C 03-11"),
         plain("L3", "A 05-01, C 05-11"), plain("L4", "A 05-21, C 05-31"))),
        ("a reset in the middle", ("TotalLostAfterReset", "NothingCarriesAfterReset"),
         three("A 01-01, C 01-11", "A 05-01, C 05-11", "A 05-21, C 05-31")),
        ("no gap between, a day", (), two("A 01-01, C 01-31", "A 02-01, C 02-20")),
        ("back on the market after it ended: the later end", ("FirstTerminalRow",),
         two("A 01-01, C 01-31, A 03-01, C 03-11", "A 04-01, C 04-11")),
        ("back on the market and still there", ("FirstTerminalRow",),
         two("A 01-01, C 01-31, A 03-01", "A 06-01, C 06-11")),
        ("expired, then canceled: the first of the two", ("LastTerminalRow",),
         two("A 01-01, X 01-31, C 02-20", "A 03-10, C 03-20")),
        ("canceled and sold later by another", ("LastTerminalRow",),
         two("A 01-01, C 01-31, S 02-20", "A 02-10, C 02-15")),
        ("canceled, on hold, on again", ("FirstTerminalRow",),
         two("A 01-01, C 01-11, H 01-21, A 02-01, X 03-01", "A 03-31, C 04-05")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    group = book.under(**LAST)
    for comment, flags, given in (
        ("last on the market: the long one's end", running,
         three("A 01-01, C 04-01", "A 02-01, C 02-15", "A 05-01, C 05-11")),
        ("last on the market: withdrawn for 30 days", (), two("A 01-01, W 01-21, C 03-31", "A 02-20, C 03-01")),
        ("last on the market: withdrawn for 31 days", ("ClockFromTerminal",),
         two("A 01-01, W 01-21, C 03-31", "A 02-21, C 03-01")),
        ("last on the market: pending, never closed", ("ClockFromTerminal",),
         two("A 01-01, P 01-21", "A 06-01, C 06-11")),
        ("last on the market: still on", (), two("A 01-01", "A 06-01, C 06-11")),
        ("last on the market: paused, back, off", (), two("A 01-01, H 01-21, A 03-01, C 03-11", "A 04-10, C 04-20")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def no_days(book: Book) -> None:
    group = book.under()
    never = ("ZeroDaysNever",)
    for comment, flags, given in (
        ("listed and canceled on one day", never, two("A 01-01, C 01-31", "A 02-20, C 02-20")),
        ("two of no days carry", never, case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-25, C 02-25"),
         plain("L3", "A 03-20, C 03-20"), plain("L4", "A 04-15, C 04-20"))),
        ("only one of no days", never, case(plain("L1", "A 01-01, C 01-01"))),
        ("of no days, then pending and sold: a reset", never,
         three("A 01-01, C 01-31", "A 02-20, P 02-20, S 03-15", "A 03-20, C 03-30")),
        ("Coming Soon alone carries nothing", ("NeverCarries",),
         three("A 01-01, C 01-31", "CS 02-20, C 02-28", "A 03-20, C 03-30")),
        ("Coming Soon and sold off the market resets nothing", ("NeverCarries",),
         three("A 01-01, C 01-31", "CS 02-01, S 02-10", "A 02-20, C 02-28")),
        ("Incomplete alone carries nothing", ("NeverCarries",),
         three("A 01-01, C 01-31", "I 02-20, C 02-28", "A 03-20, C 03-30")),
        ("sold without a day on the market", (), case(plain("L1", "P 01-01, S 02-01"))),
        ("on hold all the time", (), case(plain("L1", "H 01-01, C 02-01"))),
        ("withdrawn all the time", (), case(plain("L1", "CS 01-01, W 01-05, X 02-01"))),
        ("Incomplete", (), case(plain("L1", "I 01-01"))),
        ("Coming Soon, still", ("ComingSoonAccrues",), case(plain("L1", "CS 06-01"))),
        ("never on the market, others were", (), two("A 01-01, C 01-31", "CS 02-07, C 02-28")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def ties(book: Book) -> None:
    group = book.under()
    for comment, flags, given in (
        ("begun on one day: by key, about the first", ("TiesAsGiven",),
         case(plain("L2", "A 01-01, C 01-11"), plain("L1", "A 01-01, C 01-31"), target="L1")),
        ("begun on one day: by key, about the second", ("TiesAsGiven",),
         case(plain("L2", "A 01-01, C 01-11"), plain("L1", "A 01-01, C 01-31"), target="L2")),
        ("L10 comes before L9", ("NumbersInKeys",),
         case(plain("L9", "A 01-01, C 01-11"), plain("L10", "A 01-01, C 01-31"), target="L10")),
        ("capitals come before small letters", ("CaseOfKeys",),
         case(plain("a", "A 01-01, C 01-11"), plain("B", "A 01-01, C 01-31"), target="B")),
        ("a key before one that it begins", (),
         case(plain("L11", "A 01-01, C 01-11"), plain("L1", "A 01-01, C 01-31"), target="L1")),
        ("bytes, not UTF-16 units", ("Utf16Order",), case(plain("\uff21", "A 01-01, C 01-11"),
         plain("\U0001f3e0", "A 01-01, C 01-31"), target="\uff21")),
        ("an accent is not a letter with a mark", (), case(plain("e\u0301", "A 01-01, C 01-11"),
         plain("\u00e9", "A 01-01, C 01-31"), target="\u00e9")),
        ("three on one day", ("TiesAsGiven",), case(plain("L3", "A 01-01, C 01-05"), plain("L1", "A 01-01, C 01-11"),
         plain("L2", "A 01-01, C 01-08"), target="L2")),
        ("begun on one day, both of no days", ("TiesAsGiven",),
         case(plain("L2", "A 01-01, C 01-01"), plain("L1", "A 01-01, C 01-01"), target="L1")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def cuts(book: Book) -> None:
    group = book.under()
    cut, later = ("CutIgnored",), ("LaterCount",)
    first = "A 01-01, C 04-01"
    for comment, flags, given in (
        ("cut on the last day of the target", cut, two(first, "A 02-01, C 02-02")),
        ("cut at one of no days", cut, two(first, "A 02-01, C 02-01")),
        ("a second interval after the cut", cut, two("A 01-01, W 01-21, A 03-01, C 04-01", "A 02-01, C 02-15")),
        ("a second interval on the day of the cut", cut, two("A 01-01, W 01-21, A 02-15, C 04-01", "A 02-01, C 02-15")),
        ("the first goes on after the target", cut, two("A 01-01", "A 02-01, P 02-15")),
        ("of three, the middle ends last", cut, three(first, "A 02-01, C 05-01", "A 03-01, C 03-05")),
        ("later listings do not count", later,
         three("A 01-01, C 01-31", "A 02-07, C 02-28", "A 03-10, C 03-20", target="L1")),
        ("a later one inside the target", later,
         two("A 01-01, W 01-10, A 02-01, C 02-10", "A 01-15, C 01-20", target="L1")),
        ("about the one in the middle", later,
         three("A 01-01, C 01-31", "A 02-07, C 02-28", "A 03-10, C 03-20", target="L2")),
        ("about the first of a pair", later, two("A 01-01, C 02-10", "A 01-31, C 03-02", target="L1")),
        ("about the long one", later, three(first, "A 02-01, C 02-15", "A 05-01, C 05-11", target="L1")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def closings(book: Book) -> None:
    group = book.under()
    for comment, flags, given in (
        ("sold on the day the next begins", ("CloseBefore",), two("A 01-01, S 01-31", "A 01-31, C 02-20")),
        ("sold the day after the next began", ("CloseWhenever",), two("A 01-01, S 02-01", "A 01-31, C 02-20")),
        ("sold long after its end, before the next", ("CloseIgnored",),
         two("A 01-01, C 01-31, S 02-10", "A 02-20, C 02-28")),
        ("an earlier one sold meanwhile", ("CloseOfLastOnly",),
         three("A 01-01, P 01-21, S 02-20", "A 01-11, C 02-15", "A 03-01, C 03-11")),
        ("sold, and the gap is too long: the sale decides", ("CloseAfterGap",),
         two("A 01-01, S 01-31", "A 06-01, C 06-11")),
        ("sold before the chain began", (), three("A 01-01, S 01-31", "A 02-05, C 02-15", "A 03-01, C 03-11")),
        ("sold, back on the market, off", ("CloseIgnored",),
         two("A 01-01, S 01-11, A 01-21, C 01-31", "A 02-05, C 02-15")),
        ("pending, not sold", (), two("A 01-01, P 01-11, C 01-31", "A 02-05, C 02-15")),
        ("sold yet to come when the next begins, known now", ("CloseWhenever",),
         two("A 01-01, P 01-11, S 03-31", "A 02-05, C 02-15")),
        ("every one sold", (), three("A 01-01, S 01-31", "A 02-05, S 02-15", "A 03-01, S 03-11")),
        ("both sold on one day", (), two("A 01-01, P 01-20, S 03-01", "A 01-10, P 01-25, S 03-01")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    group = book.under(reset_on_close=False)
    for comment, given in (
        ("no reset: sold on the day the next begins", two("A 01-01, S 01-31", "A 01-31, C 02-20")),
        ("no reset: gap of 30 after the sale", two("A 01-01, S 01-31", "A 03-02, C 03-12")),
        ("no reset: every one sold", three("A 01-01, S 01-31", "A 02-05, S 02-15", "A 03-01, S 03-11")),
    ):
        group.accept(comment, "CloseAlways", **given)
    group.accept("no reset: gap of 31 after the sale", "GapOffByOne", **two("A 01-01, S 01-31", "A 03-03, C 03-13"))


def scopes(book: Book) -> None:
    def offices(*named: str | None) -> dict[str, object]:
        texts = ("A 01-01, C 01-31", "A 02-07, C 02-28", "A 03-10, C 03-20")
        return case(*(plain(f"L{number}", texts[number - 1], office) for number, office in enumerate(named, 1)))

    group = book.under(scope="same_office")
    for comment, flags, given in (
        ("all of one office", (), offices("O1", "O1", "O1")),
        ("office 1, 2, 1", ("ScopeIgnored", "ScopeOfFirst"), offices("O1", "O2", "O1")),
        ("office 1, 2, 2", ("ScopeIgnored", "ScopeOfFirst"), offices("O1", "O2", "O2")),
        ("office 1, 1, 2", ("ScopeIgnored",), offices("O1", "O1", "O2")),
        ("no office, then one", ("ScopeIgnored",), offices(None, "O1")),
        ("an office, then none", ("ScopeIgnored",), offices("O1", None)),
        ("no office twice", ("ScopeNullIsEqual",), offices(None, None)),
        ("small letters are another office", ("ScopeIgnored", "ScopeIgnoresCase"), offices("O1", "o1")),
        ("another property type, same office", (),
         case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, C 02-28", "O1", "Land"))),
        ("another office, overlapping", ("ScopeIgnored",),
         case(plain("L1", "A 01-01, C 04-01"), plain("L2", "A 02-07, C 02-28", "O2"))),
        ("another office, and the gap is too long", ("ScopeAfterGap",),
         case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 06-07, C 06-28", "O2"))),
        ("another office, and sold", ("ScopeBeforeClose",),
         case(plain("L1", "A 01-01, S 01-31"), plain("L2", "A 02-07, C 02-28", "O2"))),
        ("of three at once the last begun", (),
         case(plain("L1", "A 01-01, C 03-01", "O1"), plain("L2", "A 01-11, C 02-01", "O1"),
         plain("L3", "A 02-11, C 03-11", "O1"))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    group = book.under(scope="same_property_type")
    for comment, flags, given in (
        ("residential, land", ("ScopeIgnored",),
         case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, C 02-28", "O1", "Land"))),
        ("residential, land, residential", ("ScopeIgnored",), case(plain("L1", "A 01-01, C 01-31"),
         plain("L2", "A 02-07, C 02-28", "O1", "Land"), plain("L3", "A 03-10, C 03-20"))),
        ("another office, same type", (), case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, C 02-28", "O2"))),
        ("no type twice", ("ScopeNullIsEqual",),
         case(plain("L1", "A 01-01, C 01-31", "O1", None), plain("L2", "A 02-07, C 02-28", "O1", None))),
        ("no type of the only one", (), case(plain("L1", "A 01-01, C 01-31", "O1", None))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    for scope in ("same_agent", "same_firm", "same_branch"):
        comment = f"{scope}: nothing is known of it, so nothing carries"
        book.under(scope=scope).accept(comment, "ScopeNullIsEqual", **two("A 01-01, C 01-31", "A 02-07, C 02-28"))


def coming_soon(book: Book) -> None:
    group = book.under(coming_soon_stops_clock=True)
    never = ("ComingSoonNeverStops",)
    for comment, flags, given in (
        ("entered after 30, on the market after 60", never, two("A 01-01, C 01-31", "CS 03-02, A 04-01, C 04-11")),
        ("entered after 31", (), two("A 01-01, C 01-31", "CS 03-03, A 04-02, C 04-12")),
        ("Incomplete after 30, Coming Soon after 31", ("IncompleteEnters",),
         two("A 01-01, C 01-31", "I 03-02, CS 03-03, A 04-02, C 04-12")),
        ("on hold after 30", never, two("A 01-01, C 01-31", "H 03-02, A 04-01, C 04-11")),
        ("no Coming Soon", (), two("A 01-01, C 01-31", "A 03-02, C 03-12")),
        ("entered before the other ended: overlapping", never, two("A 01-01, C 01-31", "CS 01-25, A 02-10, C 02-20")),
        ("entered on the day the other ended", never, two("A 01-01, C 01-31", "CS 01-31, A 02-10, C 02-20")),
        ("days of Coming Soon do not count", ("ComingSoonAccrues",),
         two("A 01-01, C 01-31", "CS 02-10, A 02-20, C 02-28")),
        ("order goes by the market, not by the entry", ("OrderByEntry",),
         two("CS 01-01, A 03-01, C 03-11", "A 02-01, C 02-11")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    group = book.under()
    for comment, flags, given in (
        ("on the market after 30, entered before", (), two("A 01-01, C 01-31", "CS 02-10, A 03-02, C 03-12")),
        ("entered after 30, on the market after 31", ("ComingSoonStops",),
         two("A 01-01, C 01-31", "CS 03-02, A 03-03, C 03-12")),
        ("entered while the other was on", ("ComingSoonStops",), two("A 01-01, C 01-31", "CS 01-11, A 03-31, C 04-10")),
        ("Coming Soon between two days on the market", ("PauseCounts",),
         two("A 01-01, C 01-31", "A 02-10, CS 02-15, A 02-25, C 03-01")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def gap_sizes(book: Book) -> None:
    for n in (0, 1, 2, 364, 365, 366, 36_500):
        group = book.under(carry_max_gap=n)
        for gap in (n, n + 1):
            second = plain("L2", f"A +{30 + gap}, C +{35 + gap}")
            group.accept(f"N of {n}, gap of {gap}", "GapOffByOne",
                         **case(plain("L1", "A +0, C +30"), second, as_of="2199-12-31"))  # fmt: skip
    group = book.under(carry_max_gap=0)
    group.accept("N of 0, overlap", **two("A 01-01, C 01-31", "A 01-30, C 02-20"))
    group = book.under(carry_max_gap=None)
    for comment, given in (
        ("nothing carries: a gap", two("A 01-01, C 01-31", "A 02-07, C 02-28")),
        ("nothing carries: no gap", two("A 01-01, C 01-31", "A 01-31, C 02-28")),
        ("nothing carries: overlap", two("A 01-01, C 01-31", "A 01-11, C 02-28")),
        ("nothing carries: sold", two("A 01-01, S 01-31", "A 02-07, C 02-28")),
        ("nothing carries: alone", case(plain("L1", "A 01-01, C 01-31"))),
    ):
        flags = ("NullGapIsForever",) if comment.split(": ")[1] in ("a gap", "no gap", "overlap") else ()
        group.accept(comment, *flags, **given)


def write(book: Book) -> None:
    for part in (anchors, no_days, ties, cuts, closings, scopes, coming_soon, gap_sizes):
        part(book)
