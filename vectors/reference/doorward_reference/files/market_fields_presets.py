"""What the MLSs' own pages compute, under all thirteen members of their rules (Section 19)."""

from typing import Any

from .container import Members
from .market_presets import ALL
from .market_words import Book, case, full

Days = tuple[int | None, int | None]


def two(first: str, second: str, **values: str) -> Members:
    return case(full("L1", first), full("L2", second, **values), as_of="2026-12-31")


def after(gap: int) -> Members:
    """30 days, a gap, 5 days."""
    return two("A +0, C +30", f"A +{30 + gap}, C +{35 + gap}")


TYPED = {"property_type": "Residential"}


def typed(first: str, second: str) -> Members:
    """With a property type, and contract dates that say the same as the rows."""
    start = "+" + second.split("A +")[1].split(",")[0]
    return case(full("L1", first, listing_contract_date="+0", **TYPED),
                full("L2", second, listing_contract_date=start, **TYPED), as_of="2026-12-31")  # fmt: skip


def sided(member: str, one: str, other: str) -> Members:
    return case(full("L1", "A +0, C +30", **{member: one}), full("L2", "A +40, C +45", **{member: other}))


OCTOBER = case(full("L1", "A 10-01, C 10-31"), full("L2", "A 11-01"), as_of="11-01")
EXAMPLES: list[tuple[str, str, Members, Days]] = [
    ("rmls_or", "50 days on the market", case(full("L1", "A +0, C +50")), (50, 50)),
    ("rmls_or", "30 days, off 7, relisted 21", two("A +0, C +30", "A +37, C +58"), (21, 51)),
    ("rmls_or", "overlapping", two("A +0, C +40", "A +30, C +60"), (30, 60)),
    ("armls_pre2020", "on the 90th day", after(90), (5, 35)),
    ("armls_pre2020", "on the 91st day", after(91), (5, 5)),
    ("armls_pre2020", "relisted by another agent the day after", OCTOBER, (0, 30)),
    ("armls_2020", "the same", OCTOBER, (0, 30)),
    ("armls", "2 days, temporarily off 50, 1 day", case(full("L1", "A +0, H +2, A +52, C +53")), (3, 3)),
    ("armls", "on the 45th day", after(45), (5, 35)),
    ("armls", "on the 46th day", after(46), (5, 5)),
    ("armls", "Coming Soon does not add to the 45 days", two("A +0, C +30", "CS +70, A +80, C +85"), (5, 35)),
    ("smartmls", "Coming Soon after 85 days, on after 95", typed("A +0, C +30", "CS +115, A +125, C +130"), (5, 5)),
    ("smartmls", "relisted, added up", typed("A +0, C +30", "A +20, C +50"), (30, 60)),
    ("canopy_90", "temporarily off more than 90 days ago, expired since",
     typed("A +0, H +30, X +115", "A +121, C +126"), (5, 5)),
    ("canopy_90", "temporarily off 90 days ago", typed("A +0, H +30, X +115", "A +120, C +125"), (5, 35)),
    ("canopy", "on hold for 45, then listed anew", typed("A +0, H +30, X +50", "A +75, C +80"), (5, 35)),
    ("bareis", "new on the 30th day", after(30), (5, 35)),
    ("bareis", "new on the 31st day", after(31), (5, 5)),
    ("mrmls_2008", "91 and 1", two("A +0, X +90", "A +100, C +101"), (1, 91)),
    ("mrmls_2008", "off for 59", after(59), (5, 35)),
    ("mrmls_2008", "off for 60", after(60), (5, 5)),
    ("rahb", "another brokerage", sided("firm", "F1", "F2"), (5, 5)),
    ("rahb", "the same brokerage", sided("firm", "F1", "F1"), (5, 35)),
    ("utahre", "another branch", sided("branch", "B1", "B2"), (5, 5)),
    ("utahre", "the same branch", sided("branch", "B1", "B1"), (5, 35)),
    ("his_hawaii", "sold, the same office within 30", case(full("L1", "A +0, P +10, S +30", office="O1"),
     full("L2", "A +60, C +65", office="O1")), (5, 15)),
    ("his_hawaii", "on hold does not run", case(full("L1", "A +0, H +30, X +200", office="O1"),
     full("L2", "A +230, C +235", office="O1")), (5, 35)),
    ("his_hawaii", "withdrawn runs", case(full("L1", "A +0, W +30, X +200", office="O1"),
     full("L2", "A +230, C +235", office="O1")), (5, 5)),
    ("northstar_mn", "a period that goes back further",
     case(full("L1", "A +0, C +400"), full("L2", "A +500, C +505"), as_of="2026-12-31"), (5, 405)),
    ("northstar_mn", "under contract does not accrue", two("A +0, U +20, C +30", "A +300, C +305"), (5, 25)),
    ("northstar_mn", "sold in between", two("A +0, S +30", "A +300, C +305"), (5, 5)),
    ("columbus_2008", "365 days back", two("A +0, C +30", "A +395, C +400"), (5, 35)),
    ("columbus_2008", "366 days back", two("A +0, C +30", "A +396, C +401"), (5, 5)),
    ("creb", "15 days", after(15), (5, 35)),
    ("creb", "16 days", after(16), (5, 5)),
    ("creb", "sold meanwhile: those days do not run", two("A +0, C +30, S +40", "A +60, C +65"), (5, 5)),
    ("martin_fl", "90 days", after(90), (5, 35)),
    ("ecar_fl", "withdrawn 80, expired 20", two("A +0, W +30, X +110", "A +130, C +135"), (5, 35)),
]  # fmt: skip


def rules_of(name: str) -> dict[str, Any]:
    return ALL[name]


def write(book: Book) -> None:
    for name, comment, given, _ in EXAMPLES:
        book.under(**rules_of(name)).accept(f"{name}: {comment}", **given)
