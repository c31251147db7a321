"""How days are counted: to the end or with it, together, added up or end to end; and very many."""

from typing import Any

from .container import Members
from .market_words import AS_OF, Book, case, one, plain, two

HISTORIES: tuple[tuple[str, Members], ...] = (
    ("one of 50 days", one("A 01-01, C 02-20")),
    ("of no days", one("A 01-01, C 01-01")),
    ("on the market today", one("A 12-31")),
    ("two pieces", one("A 01-01, W 01-11, A 01-21, C 01-31")),
    ("two pieces that touch", one("A 01-01, W 01-11, A 01-12, C 01-31")),
    ("a gap of 7", two("A 01-01, C 01-31", "A 02-07, C 02-28")),
    ("no gap", two("A 01-01, C 01-31", "A 01-31, C 02-20")),
    ("a gap of a day", two("A 01-01, C 01-31", "A 02-01, C 02-20")),
    ("overlap", two("A 01-01, C 02-10", "A 01-31, C 03-02")),
    ("one inside the other", two("A 01-01, C 04-01", "A 02-01, C 02-15")),
    ("the same days twice", two("A 01-01, C 01-31", "A 01-01, C 01-31")),
    ("of no days inside", two("A 01-01, C 04-01", "A 02-01, C 02-01")),
    ("of no days at the end of the other", two("A 01-01, C 01-31", "A 01-31, C 01-31")),
    ("three of no days on one day", case(*(plain(f"L{n}", "A 01-01, C 01-01") for n in (1, 2, 3)))),
    ("pieces that interlock", two("A 01-01, W 01-11, A 01-21, C 01-31", "A 01-11, W 01-21, A 01-31, C 02-10")),
    ("four in a row", case(plain("L1", "A 01-01, C 01-11"), plain("L2", "A 01-11, C 01-21"),
     plain("L3", "A 01-25, C 02-01"), plain("L4", "A 01-28, C 02-11"))),
    ("a reset, then an overlap", case(plain("L1", "A 01-01, C 01-11"), plain("L2", "A 03-11, C 03-21"),
     plain("L3", "A 03-15, C 04-01"))),
)  # fmt: skip
DIFFER = {
    # where the ways of adding up differ, and the others with them
    "sum": ("overlap", "one inside the other", "the same days twice"),
    "span": ("two pieces", "a gap of 7"),
}


def ways(book: Book) -> None:
    for count in ("difference", "inclusive"):
        for combine in ("union", "sum", "span"):
            group = book.under(count=count, combine=combine)
            for name, given in HISTORIES:
                group.accept(f"{count}, {combine}: {name}", *flags_of(count, combine, name), **given)


def flags_of(count: str, combine: str, name: str) -> list[str]:
    flags = []
    if combine == "union" and name in DIFFER["sum"]:
        flags.append("SumForUnion")
    if combine == "sum" and name in DIFFER["sum"]:
        flags.append("UnionForSum")
    if combine == "union" and name in DIFFER["span"]:
        flags.append("SpanForUnion")
    if combine == "span" and name in DIFFER["span"]:
        flags.append("UnionForSpan")
    if count == "inclusive":
        flags.append("InclusiveIgnored")
        if combine == "union" and name in ("no gap", "overlap", "the same days twice"):
            flags.append("InclusiveTwice")
        if name in ("two pieces", "pieces that interlock") and combine != "span":
            flags.append("InclusiveOnce")
    elif name in ("one of 50 days", "overlap", "a gap of 7"):
        flags.append("CeilOfSeconds")
    return flags


def many(book: Book) -> None:
    group = book.under()
    for days in (126, 127, 128, 129, 254, 255, 256, 257):
        flags = [f"Counter{limit}" for limit in (127, 255) if days > limit]
        group.accept(f"{days} days", *flags, **one(f"A +0, C +{days}", as_of="2026-12-31"))
    for days in (32_767, 32_768, 65_535, 65_536, 100_000):
        flags = [f"Counter{limit}" for limit in (127, 255, 32_767) if days > limit]
        group.accept(f"{days} days", *flags, **one(f"A +0, C +{days}", as_of="2400-12-31"))
    for days in (100, 200, 20_000):
        first, second = f"A +0, C +{days}", f"A +{days}, C +{2 * days}"
        flags = ["Counter127"] + ["Counter255"] * (days > 127) + ["Counter32767"] * (days > 16_383)
        group.accept(f"{days} days twice", *flags,
                     **case(plain("L1", first), plain("L2", second), as_of="2400-12-31"))  # fmt: skip
    group.accept("on the market since 1970", "Counter32767", **one("A 1970-01-01", as_of="2099-12-31"))
    group.accept("on the market to the last day of all", **one("A 9999-12-01", as_of="9999-12-31"))
    group.accept("the last day of all", **one("A 9999-12-31, C 9999-12-31", as_of="9999-12-31"))
    group.accept("the first day of all", **one("A 1970-01-01, C 1970-01-02", as_of="1970-01-02"))
    group.accept("as of the first day of all", **one("A 1970-01-01", as_of="1970-01-01"))
    group.accept("a pause of 300 days", "PauseCounts", **one("A +0, W +10, A +310, C +320", as_of="2026-12-31"))
    group.accept("a gap of 256 days", "GapInAByte", **case(plain("L1", "A +0, C +10"), plain("L2", "A +266, C +270"),
                 as_of="2026-12-31"))  # fmt: skip
    group.accept("a gap of 260 days", "GapInAByte", **case(plain("L1", "A +0, C +10"), plain("L2", "A +270, C +280"),
                 as_of="2026-12-31"))  # fmt: skip
    span = book.under(combine="span")
    span.accept("a span of 40,000 days", "Counter32767",
                **case(plain("L1", "A +0, C +39995"), plain("L2", "A +39998, C +40000"),
                as_of="2400-12-31"))  # fmt: skip
    total = book.under(combine="sum")
    total.accept("three of 100 days added up", "Counter127", "Counter255",
                 **case(*(plain(f"L{n}", "A +0, C +100") for n in (1, 2, 3)), as_of="2026-12-31"))  # fmt: skip


def calendar(book: Book) -> None:
    group = book.under()
    leap, local = ("LeapDayLost",), ("LocalTime",)
    for comment, flags, given in (
        ("over 29 February 2024", leap, one("A 2024-02-28, C 2024-03-01")),
        ("over the end of February 2023", (), one("A 2023-02-28, C 2023-03-01")),
        ("on 29 February alone", leap, one("A 2024-02-29, C 2024-03-01")),
        ("2000 has 29 February", leap, one("A 2000-02-01, C 2000-03-01")),
        ("2100 has none", ("EveryFourthYear",), one("A 2100-02-01, C 2100-03-01", as_of="2100-12-31")),
        ("2400 has one", leap, one("A 2400-02-01, C 2400-03-01", as_of="2400-12-31")),
        ("a leap year", leap, one("A 2024-01-01, C 2025-01-01")),
        ("a plain year", (), one("A 2025-01-01, C 2026-01-01", as_of="2026-12-31")),
        ("four years", leap, one("A 2021-01-01, C 2025-01-01")),
        ("a gap of 30 over 29 February", (), two("A 2024-01-01, C 2024-02-01", "A 2024-03-02, C 2024-03-12")),
        ("a gap of 31 over 29 February", leap, two("A 2024-01-01, C 2024-02-01", "A 2024-03-03, C 2024-03-13")),
        ("over the end of a year", (), one("A 2024-12-30, C 2025-01-02")),
        ("months of 31 and 30 days", ("MonthsOf30",), one("A 01-01, C 07-01")),
        ("over the day the clocks go forward", local, one("A 03-08, C 03-10")),
        ("over the day the clocks go back", local, one("A 11-01, C 11-03")),
        ("over a winter", (), one("A 2024-11-04, C 2025-03-09")),
        ("over a summer", (), one("A 04-01, C 10-01")),
        ("from winter into summer", local, one("A 02-01, C 05-01")),
        ("from summer into winter", local, one("A 10-01, C 12-01")),
        ("a gap of 30 over the day the clocks go forward", (), two("A 01-01, C 02-20", "A 03-22, C 04-01")),
        ("a gap of 31 over the day the clocks go forward", local, two("A 01-01, C 02-20", "A 03-23, C 04-01")),
        ("a gap of 30 over the day the clocks go back", local, two("A 09-01, C 10-20", "A 11-19, C 12-01")),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def bad_calls(book: Book) -> None:
    group = book.under()
    usual = plain("L1", "A 01-01, C 01-31")

    def call(*listings: Members, **other: Any) -> Members:
        return {"as_of": AS_OF, "target": "L1", "listings": list(listings)} | other

    for comment, flag, given in (
        ("as of a day before 1970", "BadValue", call(usual, as_of="1969-12-31")),
        ("as of a day long ago", "BadValue", call(usual, as_of="1900-01-01")),
        ("a target without bytes", "BadValue", call(usual, target="")),
        ("a listing without bytes", "BadValue", call(usual, plain("", "A 01-01"))),
        ("an office without bytes", "BadValue", call(plain("L1", "A 01-01", ""))),
        ("a property type without bytes", "BadValue", call(plain("L1", "A 01-01", "O1", ""))),
        ("a key of 256 bytes", "BadValue", call(usual, plain("L" * 256, "A 01-01"))),
        ("an office of 128 letters in 256 bytes", "BadValue", call(plain("L1", "A 01-01", "\u00e9" * 128))),
        ("a target that is not there", "UnknownTarget", call(usual, target="L2")),
        ("a target in another case", "UnknownTarget", call(usual, target="l1")),
        ("a target among no listings", "UnknownTarget", call()),
        ("one listing twice", "RepeatedListing", call(usual, usual)),
        ("one key twice", "RepeatedListing", call(usual, plain("L1", "A 03-01"))),
        ("another's key twice", "RepeatedListing", call(usual, plain("L2", "A 03-01"), plain("L2", "A 04-01"))),
    ):
        group.refuse(comment, flag, **given)
    long = plain("L" * 255, "A 01-01, C 01-31", "\u00e9" * 127 + "o")
    group.accept("a key and an office of 255 bytes", **case(long))


def write(book: Book) -> None:
    for part in (ways, many, calendar, bad_calls):
        part(book)
