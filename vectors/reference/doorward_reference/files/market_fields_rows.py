"""Versions of an event, sequences, Deletes, expiry, and rows without a day."""

from .market_fields_rules import one, several
from .market_words import Book, case, full


def corrections(book: Book) -> None:
    group = book.under()
    ignored = ("CorrectionIgnored",)
    for comment, flags, given in (
        ("the end moved later", ignored, one("A 01-01, C 01-31 #1 @E1, C 02-20 #2 @E1")),
        ("the end moved earlier", ignored, one("A 01-01, C 02-20 #1 @E1, C 01-31 #2 @E1")),
        ("the newer version given first", ("CorrectionAsGiven",), one("A 01-01, C 01-31 #2 @E1, C 02-20 #1 @E1")),
        ("another status", ignored, one("A 01-01, W 01-31 #1 @E1, A 01-31 #2 @E1, C 02-20")),
        ("the start moved", ignored, one("A 01-01 #1 @E1, A 01-11 #2 @E1, C 01-31")),
        ("three versions", ignored, one("A 01-01, C 01-31 #1 @E1, C 02-10 #2 @E1, C 02-20 #3 @E1")),
        ("the correction is yet to come: the event has not happened", ignored,
         one("A 01-01, C 01-31 #1 @E1, C 2026-03-01 #2 @E1")),
        ("corrected to no day", ignored, one("A 01-01, C 01-31 #1 @E1, C - #2 @E1")),
        ("corrected from no day", ignored, one("A 01-01, C - #1 @E1, C 01-31 #2 @E1")),
        ("corrected to a Delete", ignored, one("A 01-01, C 01-31 #1 @E1, D 02-05 #2 @E1")),
        ("a Delete corrected", ignored, one("A 01-01, D 01-15 #1 @E1, C 01-31 #2 @E1")),
        ("an undated Delete corrected", ignored, one("A 01-01, D - #1 @E1, C 01-31 #2 @E1")),
        ("one sequence, two days: the later", ("ConflictUnnoticed",), one("A 01-01, C 01-31 #1 @E1, C 02-20 #1 @E1")),
        ("one sequence, two statuses: the greater", ("ConflictUnnoticed",),
         one("A 01-01, W 01-31 #1 @E1, C 01-31 #1 @E1")),
        ("one sequence, a day and none: the day", ("ConflictUnnoticed",), one("A 01-01, C - #1 @E1, C 01-31 #1 @E1")),
        ("no sequence, two days: the later", ("ConflictUnnoticed",), one("A 01-01, C 01-31 @E1, C 02-20 @E1")),
        ("a conflict among versions that both went", (),
         one("A 01-01, C 01-31 #1 @E1, C 02-05 #1 @E1, C 02-20 #2 @E1")),
        ("two events", (), one("A 01-01 @E1, W 01-21 @E2, C 01-31 @E3")),
        ("no event: two rows", (), one("A 01-01, W 01-11 #1, C 01-31 #2")),
        ("events of two listings are not the same", ("EventsShared",),
         case(full("L1", "A 01-01, C 01-31 #1 @E1"), full("L2", "A 02-07, C 02-28 #2 @E1"))),
        ("a great sequence", ignored, one("A 01-01, C 01-31 #9007199254740991 @E1, C 02-20 #9007199254740990 @E1")),
        ("sequences that differ past 32 bits", ("Sequence32",),
         one("A 01-01, C 01-31 #4294967296 @E1, C 02-20 #1 @E1")),
        ("instants as sequences", ("SequenceAsText",), one("A 01-01, C 01-31 #999 @E1, C 02-20 #1000 @E1")),
        ("event names in another case are others", (), one("A 01-01, C 01-31 #1 @e1, C 02-20 #2 @E1")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
    order = ("SequenceOrderIgnored",)
    for comment, flags, given in (
        ("one day: Canceled first, then Active", order, one("A 01-01, C 01-31 #1, A 01-31 #2, C 02-20")),
        ("one day: Withdrawn, Active, Pending by sequence", (), one("A 01-01, W 01-31 #1, A 01-31 #2, P 01-31 #3")),
        ("one day: Active last by sequence", order, one("P 01-01 #1, A 01-01 #2, C 01-31 #3")),
        ("sequences against days: the day decides", ("SequenceBeforeDate",), one("A 01-01 #2, C 01-31 #1")),
        ("sequence 0 is least", order, one("A 01-31, C 01-31 #1, A 01-01 #5, H 01-31 #2, A 01-31 #3, X 02-10")),
        ("twice, but for the sequence", (), one("A 01-01 #1, A 01-01 #2, C 01-31 #3")),
        ("twice, but for the event", (), one("A 01-01 @E1, A 01-01 @E2, C 01-31")),
        ("twice in all four", ("DuplicateUnnoticed",), one("A 01-01 #1 @E1, A 01-01 #1 @E1, C 01-31 #2 @E2")),
        ("twice in two spellings", ("DuplicateUnnoticed",), one("A 01-01, C 01-31, ?Cancelled 01-31")),
        ("twice without a day", ("DuplicateUnnoticed",), one("A 01-01, W -, W -, C 01-31")),
        ("two placeholders are one row", ("DuplicateUnnoticed",), one("A 01-01, W 1900-01-01, W 1901-01-01, C 01-31")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def deletes(book: Book) -> None:
    group = book.under()
    ignored, whole = ("DeleteIgnored",), ("DeleteTakesAll",)
    for comment, flags, given in (
        ("by sequence before a row of its day", ignored + whole, one("A 01-01, D 01-11 #1, A 01-11 #2, C 01-31 #3")),
        ("by sequence after a row of its day", ignored, one("A 01-01, A 01-11 #1, D 01-11 #2, C 01-31 #3")),
        ("with a greater sequence than rows after it", ignored + whole,
         one("A 01-01 #1, D 01-11 #9, A 01-21 #2, C 01-31 #3")),
        ("takes rows without a day", ignored, one("A 01-01, W - #9, D 01-11, A 01-21, C 01-31")),
        ("without a day takes all", ignored, one("A 01-01, C 01-31, D - #1")),
        ("without a day takes rows yet to come", ignored, one("A 01-01, D -, A 2026-05-01")),
        ("yet to come takes nothing, not even rows without a day", ("FutureCounted",),
         one("A 01-01, W -, C 01-31, D 2026-01-01")),
        ("of today", ignored, one("A 01-01, D 12-31")),
        ("out of range is without a day", ignored, one("A 01-01, C 01-31, D 1900-01-01")),
        ("leaves nothing to expire", ignored, one("A 01-01, D 01-11", expiration_date="06-30")),
        ("leaves a row to expire", ignored + whole, one("A 01-01, D 01-11, A 01-21", expiration_date="06-30")),
        ("takes the sale", ignored, several("A 01-01, S 01-20, D 01-21, A 01-22, C 01-31", "A 02-05, C 02-15")),
        ("takes a doubtful row", ignored, several("S 01-01, D 01-02, A 01-11, C 01-31", "A 02-05, C 02-15")),
    ):  # fmt: skip
        group.accept(f"Delete: {comment}", *flags, **given)


def expiry(book: Book) -> None:
    group = book.under()
    ignored = ("ExpiryIgnored",)
    for comment, flags, given in (
        ("active", ignored, one("A 01-01", expiration_date="06-30")),
        ("as of the day after", ignored, case(full("L1", "A 01-01", expiration_date="06-30"), as_of="07-01")),
        ("as of the day", ("ExpiryOnTheDay",), case(full("L1", "A 01-01", expiration_date="06-30"), as_of="06-30")),
        ("withdrawn", ignored, one("A 01-01, W 02-01", expiration_date="06-30")),
        ("pending", ignored, one("A 01-01, P 02-01", expiration_date="06-30")),
        ("Coming Soon", ignored, one("CS 01-01", expiration_date="06-30")),
        ("Incomplete: no contract in force", (), one("I 01-01", expiration_date="06-30")),
        ("canceled", (), one("A 01-01, C 02-01", expiration_date="06-30")),
        ("canceled after it", (), one("A 01-01, C 08-01", expiration_date="06-30")),
        ("a row on the day", ignored, one("A 01-01, W 06-30", expiration_date="06-30")),
        ("a row the day after", ignored, one("A 01-01, W 07-01", expiration_date="06-30")),
        ("active after it", ignored, one("A 08-01", expiration_date="06-30")),
        ("ended, nobody knows when", ("ExpiryDespiteUndated",), one("A 01-01, C -", expiration_date="06-30")),
        ("a pause, nobody knows when", ignored, one("A 01-01, H -", expiration_date="06-30")),
        ("no rows", (), one("", expiration_date="06-30")),
        ("a row yet to come does not save it", ignored, one("A 01-01, A 2026-02-01", expiration_date="06-30")),
        ("out of range", (), one("A 01-01", expiration_date="1900-01-01")),
        ("yet to come", (), one("A 01-01", expiration_date="2026-06-30")),
        ("on the day it was listed", ignored, one("A 01-01", expiration_date="01-01")),
        ("back after an end, then it ran out", ignored, one("A 01-01, C 02-01, A 03-01", expiration_date="06-30")),
        ("explains an end before the start", ignored, one("C 01-01, A 01-11", expiration_date="06-30")),
        ("the gap begins with it", ignored,
         case(full("L1", "A 01-01, W 02-01", expiration_date="02-28"), full("L2", "A 03-30, C 04-09"))),
        ("the gap begins with it: 31", ignored,
         case(full("L1", "A 01-01, W 02-01", expiration_date="02-27"), full("L2", "A 03-30, C 04-09"))),
        ("of another listing: the target has no warning", ignored,
         case(full("L1", "A 01-01", expiration_date="01-31"), full("L2", "A 02-07, C 02-28"))),
    ):  # fmt: skip
        group.accept(f"contract ran out: {comment}", *flags, **given)
    group = book.under(clock_statuses=["Expired"])
    group.accept("contract ran out: expired days of the gap", *ignored,
                 **case(full("L1", "A 01-01, W 01-21", expiration_date="02-28"),
                        full("L2", "A 05-01, C 05-11")))  # fmt: skip


def write(book: Book) -> None:
    for part in (corrections, deletes, expiry):
        part(book)
