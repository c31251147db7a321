"""The rules of every preset that eight members can say, over the same few histories.

N is the longest gap that carries. The first listing is always on the market for 30 days, or its
pause begins after 20.
"""

from typing import Any

from ..market import rules
from . import market_presets
from .container import Group
from .market_words import Book, case, plain

COMPARED = ("any", "same_office", "same_property_type")  # what a listing of `market` has a value for


def gaps(group: Group, names: str, n: int, carries: bool) -> None:
    for gap in (n - 1, n, n + 1):
        flags = ("GapOffByOne",) if carries and gap >= n else ()
        text = f"A +{30 + gap}, C +{35 + gap}"
        group.accept(f"{names}: gap of {gap}", *flags, **case(plain("L1", "A +0, C +30"), plain("L2", text), **FAR))


def pauses(group: Group, names: str, n: int, given: dict[str, Any], carries: bool) -> None:
    last = given["clock_from"] == "last_on_market"
    flags = (("ClockFromTerminal",) if last else ("ClockFromLast",)) if carries else ()
    first = plain("L1", "A +0, W +20, C +60")
    group.accept(
        f"{names}: withdrawn first, N after the contract ended", *flags,
        **case(first, plain("L2", f"A +{60 + n}, C +{65 + n}"), **FAR),
    )  # fmt: skip
    flags = ("ClockFromTerminal",) if last and carries else ()
    group.accept(
        f"{names}: withdrawn first, N + 1 after that", *flags,
        **case(first, plain("L2", f"A +{21 + n}, C +{90 + n}"), **FAR),
    )  # fmt: skip
    shown = "U" not in given["accrues"] and "ActiveUnderContract" not in given["accrues"]
    group.accept(
        f"{names}: under contract for ten of 30 days", "ContractAccrues" if shown else "ContractPauses",
        **case(plain("L1", "A +0, U +10, A +20, C +30"), **FAR),
    )  # fmt: skip


def entries(group: Group, names: str, n: int, given: dict[str, Any], carries: bool) -> None:
    stops = given["coming_soon_stops_clock"]
    flags = (("ComingSoonNeverStops",) if stops else ("ComingSoonStops",)) if carries else ()
    group.accept(
        f"{names}: Coming Soon after N, on the market ten days later", *flags,
        **case(plain("L1", "A +0, C +30"), plain("L2", f"CS +{30 + n}, A +{40 + n}, C +{45 + n}"), **FAR),
    )  # fmt: skip
    group.accept(
        f"{names}: Coming Soon after N + 1",
        **case(plain("L1", "A +0, C +30"), plain("L2", f"CS +{31 + n}, A +{41 + n}, C +{46 + n}"), **FAR),
    )  # fmt: skip


def others(group: Group, names: str, n: int, given: dict[str, Any], carries: bool) -> None:
    gap_flags = (("CloseIgnored",) if given["reset_on_close"] else ("CloseAlways",)) if carries else ()
    group.accept(
        f"{names}: sold, listed again after N", *gap_flags,
        **case(plain("L1", "A +0, S +30"), plain("L2", f"A +{30 + n}, C +{35 + n}"), **FAR),
    )  # fmt: skip
    scope = given["scope"]
    flags = ("ScopeIgnored",) if scope == "same_office" else ("ScopeAlways",) if scope == "any" else ()
    group.accept(
        f"{names}: another office", *flags,
        **case(plain("L1", "A +0, C +30"), plain("L2", "A +40, C +45", "O2"), **FAR),
    )  # fmt: skip
    flags = ("ScopeIgnored",) if scope == "same_property_type" else ()
    group.accept(
        f"{names}: another property type", *flags,
        **case(plain("L1", "A +0, C +30"), plain("L2", "A +40, C +45", "O1", "Land"), **FAR),
    )  # fmt: skip
    flags = ()
    if carries:
        flags = ("UnionForSum",) if given["combine"] == "sum" else ("SumForUnion",)
    group.accept(
        f"{names}: overlap, each in two pieces", *flags,
        **case(plain("L1", "A +0, H +10, A +20, C +40"), plain("L2", "A +5, W +15, A +18, C +50"), **FAR),
    )  # fmt: skip


FAR = {"as_of": "2026-12-31"}


def write(book: Book) -> None:
    for named, changes in market_presets.by_eight():
        names = ", ".join(named)
        given = rules.GENERIC | changes
        group, n, carries = book.under(**changes), given["carry_max_gap"], given["scope"] in COMPARED
        gaps(group, names, n, carries)
        pauses(group, names, n, given, carries)
        entries(group, names, n, given, carries)
        others(group, names, n, given, carries)
