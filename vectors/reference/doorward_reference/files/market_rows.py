"""One listing's rows: their order, their spelling, what is void and what is yet to come."""

from .market_words import Book, case, one, plain, two


def order(book: Book) -> None:
    group = book.under()
    for comment, flags, given in (
        ("rows backwards", ("RowsAsGiven",), one("C 02-20, A 01-01")),
        ("rows in no order", ("RowsAsGiven",), one("A 03-01, C 05-01, W 01-31, A 01-01")),
        ("a row twice", (), one("A 01-01, A 01-01, C 02-20, C 02-20")),
        ("Active again and again", ("LastActiveCounts",), one("A 01-01, A 01-11, A 01-21, C 01-31")),
        ("Active and Active Under Contract are one run", ("ContractPauses",),
         one("A 01-01, U 01-11, A 01-16, U 01-21, C 01-31")),
        ("listed and canceled on one day, canceled first", ("SameDayAsGiven",), one("C 01-01, A 01-01")),
        ("Pending and Active on one day: Pending comes last", ("SameDayAsGiven",),
         one("A 01-01, P 01-11, A 01-11, C 01-31")),
        ("Active and Withdrawn on one day", ("SameDayAsGiven",), one("A 01-01, W 01-11, A 01-11")),
        ("Closed and Canceled on one day", (), one("A 01-01, S 01-31, C 01-31")),
        ("Coming Soon and Active on one day", ("SameDayAsGiven",), one("A 01-11, CS 01-11, C 01-31")),
        ("Incomplete and Active on one day", ("SameDayAsGiven",), one("A 01-11, I 01-11, C 01-31")),
        ("Hold and Active Under Contract on one day", (), one("A 01-01, U 01-11, H 01-11, C 01-31")),
        ("Incomplete first", (), one("I 01-01, A 01-11, C 01-31")),
        ("Incomplete in between", ("PauseCounts",), one("A 01-01, I 01-11, A 01-21, C 01-31")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    first, second = "A 01-01, C 01-31", "A 02-07, C 02-28"
    group.accept("the later listing first", "ListingsAsGiven",
                 **case(plain("L2", second), plain("L1", first), target="L2"))  # fmt: skip
    group.accept("keys against time", "ListingsByKey", **case(plain("L2", first), plain("L1", second)))
    group.accept("keys against time, about the earlier", "ListingsByKey", "LaterCount",
                 **case(plain("L2", first), plain("L1", second), target="L2"))  # fmt: skip


def spelling(book: Book) -> None:
    group = book.under()
    for comment, flags, given in (
        ("Cancelled", ("CancelledUnknown",), one("A 01-01, ?Cancelled 02-20")),
        ("Cancelled ends, and relisted", ("CancelledUnknown",), two("A 01-01, ?Cancelled 01-31", "A 02-07, C 02-28")),
        ("both spellings of one row", ("CancelledUnknown",), one("A 01-01, C 02-20, ?Cancelled 02-20")),
        ("Coming Soon in two words", ("SpacesUnknown",), one("?Coming_Soon 01-01, A 01-11, C 01-31")),
        ("Active Under Contract in three words", ("SpacesUnknown",),
         one("A 01-01, ?Active_Under_Contract 01-11, C 01-31")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    for comment, word in (
        ("a local name", "?Sold"), ("another case", "?active"), ("capitals", "?CANCELED"),
        ("half of the spaces", "?Active_UnderContract"), ("a space after it", "?Active_"), ("no name", "?"),
        ("one L too few", "?Canceld"), ("no local table", "?Temporarily_Off_Market"),
    ):  # fmt: skip
        group.refuse(f"unknown status: {comment}", "UnknownStatus", "UnknownSkipped", **one(f"A 01-01, {word} 02-20"))
    group.refuse("unknown status in a row yet to come", "UnknownStatus", "UnknownSkipped",
                 **one("A 01-01, ?Sold 2026-05-01"))  # fmt: skip
    group.refuse("unknown status in a row that a Delete takes away", "UnknownStatus", "UnknownSkipped",
                 **one("?Sold 01-01, D 01-05, A 01-06"))  # fmt: skip
    group.accept("unknown status of another listing", "ErrorOfAnother", "UnknownSkipped",
                 **two("A 01-01, ?Sold 01-31", "A 02-07, C 02-28"))  # fmt: skip
    group.accept("unknown status of a later listing", "ErrorOfAnother",
                 **case(plain("L1", "A 01-01, C 01-31"), plain("L2", "?Sold 02-07"), target="L1"))  # fmt: skip


def deleted(book: Book) -> None:
    group = book.under()
    flag = ("DeleteIgnored",)
    for comment, flags, given in (
        ("deleted", flag, one("A 01-01, C 01-31, D 02-05")),
        ("deleted while on the market", flag, one("A 01-01, D 02-05")),
        ("deleted and begun anew", flag, one("A 01-01, D 01-11, A 01-21, C 01-31")),
        ("deleted on the day of a row: the row goes too", flag, one("A 01-01, D 01-01, A 01-11, C 01-31")),
        ("deleted and listed on one day: nothing is left", ("SameDayAsGiven",), one("D 01-11, A 01-11")),
        ("two Deletes", flag, one("A 01-01, D 01-11, A 01-21, D 01-31, A 02-05, C 02-10")),
        ("a Delete yet to come", ("FutureCounted",), one("A 01-01, C 01-31, D 2026-01-01")),
        ("a Delete of today", flag, one("A 01-01, C 01-31, D 12-31")),
        ("a Delete without a day", flag, one("A 01-01, C 01-31, D -")),
        ("a Delete without a day after rows yet to come", flag, one("A 01-01, A 2026-01-01, D -")),
        ("a Delete takes an undated row with it", flag, one("A 01-01, X -, D 01-11, A 01-21, C 01-31")),
        ("a deleted listing carries nothing", flag, case(plain("L1", "A 01-01, C 01-31"),
         plain("L2", "A 02-20, C 02-28, D 03-01"), plain("L3", "A 03-20, C 03-30"))),
        ("a deleted sale resets nothing", flag, two("A 01-01, S 01-20, D 01-25, A 01-26, C 01-31", "A 02-05, C 02-15")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def to_come(book: Book) -> None:
    group = book.under()
    for comment, flags, given in (
        ("as of the day before the first row", ("FutureCounted",), one("A 01-11, C 01-31", as_of="01-10")),
        ("as of the first day", (), one("A 01-11, C 01-31", as_of="01-11")),
        ("as of the second day", ("OpenIsZero",), one("A 01-11, C 01-31", as_of="01-12")),
        ("as of the day before it ended", ("FutureCounted",), one("A 01-11, C 01-31", as_of="01-30")),
        ("as of the day it ended", (), one("A 01-11, C 01-31", as_of="01-31")),
        ("as of the day after", (), one("A 01-11, C 01-31", as_of="02-01")),
        ("on the market today", ("OpenIsZero", "TodayCounts"), one("A 01-01")),
        ("on the market and relisted, as of a day between", ("FutureCounted", "OpenIsZero"),
         case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, C 02-28"), target="L1", as_of="01-15")),
        ("relisting yet to come", (), case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, C 02-28"),
         target="L2", as_of="02-06")),
        ("relisted today", (), case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, C 02-28"), as_of="02-07")),
        ("a relisting yet to come while the first goes on", (),
         case(plain("L1", "A 01-01"), plain("L2", "A 02-07"), target="L1", as_of="02-01")),
        ("a sale yet to come", (), two("A 01-01, C 01-31, S 2026-02-01", "A 02-05")),
        ("the off row is yet to come: the gap begins today", (),
         two("A 01-01, W 01-20, C 2026-01-20", "A 06-01, C 06-11")),
        ("no end yet: overlapping", (), two("A 01-01, W 01-20", "A 06-01, C 06-11")),
        *((f"three in a row, as of {as_of}", flags, case(plain("L1", "A 01-01, C 01-31"),
           plain("L2", "A 02-10, W 02-20, A 03-01, C 03-11"), plain("L3", "A 03-20, C 04-20"),
           target=target, as_of=as_of))
          for as_of, target, flags in (
              ("02-09", "L2", ("FutureCounted",)), ("02-15", "L2", ("OpenIsZero",)), ("02-25", "L2",
                                                                                      ("FutureCounted",)),
              ("03-05", "L2", ("OpenIsZero",)), ("03-20", "L3", ("FutureCounted",)), ("04-01", "L3", ("OpenIsZero",)),
              ("06-01", "L3", ()))),
        ("no rows", (), one("")),
        ("another without rows", (), case(plain("L1", ""), plain("L2", "A 02-07, C 02-28"))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def undated(book: Book) -> None:
    group = book.under()
    today = ("UndatedEndIsToday",)
    for comment, flags, given in (
        ("Canceled without a day", today, one("A 01-01, C -")),
        ("Closed without a day", today, one("A 01-01, S -")),
        ("Cancelled without a day", today, one("A 01-01, ?Cancelled -")),
        ("Withdrawn, then Expired without a day", (), one("A 01-01, W 01-11, X -")),
        ("Active without a day", ("UndatedIgnored",), one("A -, C 01-31")),
        ("Active without a day and nothing else", ("UndatedIgnored",), one("A -")),
        ("Active without a day beside one with a day", (), one("A -, A 01-11, C 01-31")),
        ("Pending without a day", (), one("A 01-01, P -, C 01-31")),
        ("Canceled without a day beside one with a day", (), one("A 01-01, C 01-31, X -")),
        ("back on the market after a day-less end", today, one("A 01-01, C 01-31, A 02-10, X -")),
        ("one that ended nobody knows when joins nothing", today + ("DoubtfulJoins",),
         two("A 01-01, X -", "A 02-07, C 02-28")),
        ("and resets nothing", ("DoubtfulJoins",),
         case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-01, P 02-02, S -"),
         plain("L3", "A 02-07, C 02-28"))),
        ("though it counts for itself", (),
         case(plain("L1", "A 01-01, C 01-31"), plain("L2", "A 02-07, P 02-17, S -"))),
        ("never on the market, ended without a day", (), one("CS 01-01, C -")),
        ("closed before it was on", (), one("S 01-15, A 02-01, C 02-20")),
        ("closed before it was on joins nothing", ("DoubtfulJoins",),
         two("S 01-01, A 01-11, C 01-31", "A 02-07, C 02-28")),
        ("expired before it was on", ("OffBeforeOnCounts",), one("A 02-01, X 01-15")),
        ("off before it was on joins nothing", ("DoubtfulJoins",), two("A 02-01, C 01-15", "A 03-01, C 03-11")),
        ("off before it was on, but off again later", (), one("C 01-15, A 02-01, C 02-20")),
        ("off after Coming Soon, then on", (), one("CS 01-01, C 01-15, A 02-01, P 02-20")),
        ("off, then Coming Soon, then on", (), one("C 01-10, CS 01-15, A 02-01, P 02-20")),
        ("off on the day it was on", (), one("A 02-01, C 02-01")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def write(book: Book) -> None:
    for part in (order, spelling, deleted, to_come, undated):
        part(book)
