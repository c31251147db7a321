"""Histories drawn from a repeatable stream, with every member and every rule in play."""

from typing import Any

from ..stream import Stream
from .container import Members
from .market_drawn import ENDS, STATUSES, some_rules
from .market_words import Book, case, full

SYSTEMS = (None, "M1", "M1", "M2")
CLOCKS = (None, None, ["Canceled", "Expired"], ["Canceled", "Expired", "Hold"], ["Withdrawn", "Canceled", "Closed"])
STARTS = ("on_market", "on_market", "listing_contract_date", "original_entry_date")
SCOPES = ("any", "any", "same_agent", "same_firm", "same_branch")


def rows(stream: Stream, start: int) -> str:
    day = start
    parts = [f"CS +{start - stream.below(15)}"] if stream.below(5) == 0 and start > 15 else []
    parts.append(f"A +{day} #1 @E1")
    if stream.below(5) == 0:
        parts.append(f"A +{day + stream.between(1, 9)} #2 @E1")
    for _ in range(stream.below(3)):
        day += stream.below(30)
        parts.append(f"{stream.choice(STATUSES)} +{day}")
    day += stream.below(40)
    end = stream.choice(ENDS)
    match stream.below(8):
        case 0:
            parts.append(f"{end} -")
        case 1:
            parts.append(f"{end} +{day} #3 @E2, {end} +{day + 3} #{stream.between(3, 4)} @E2")
        case 2:
            parts.append(f"D +{day}, A +{day + 2}")
        case 3:
            pass
        case _:
            parts.append(f"{end} +{day}")
    return ", ".join(reversed(parts) if stream.below(4) == 0 else parts)


def listings(stream: Stream) -> list[Members]:
    start, found = 20, []
    for number in range(stream.between(2, 3)):
        listing = full(f"L{number + 1}", rows(stream, start), agent=stream.choice(("A1", "A1", "A2")), firm="F1")
        listing["originating_system"] = stream.choice(SYSTEMS)
        moved = full("", "", listing_contract_date=f"+{start + stream.between(-9, 3)}",
                     expiration_date=f"+{start + stream.between(20, 120)}")  # fmt: skip
        for name in ("listing_contract_date", "expiration_date"):
            listing[name] = moved[name] if stream.below(3) > 0 else None
        found.append(listing)
        start += stream.between(5, 80)
    return found


def rules(stream: Stream) -> dict[str, Any]:
    found = some_rules(stream) | {
        "gap_metric": stream.choice(("date_difference", "full_days")),
        "clock_statuses": stream.choice(CLOCKS),
        "scope": stream.choice(SCOPES),
        "start_field": stream.choice(STARTS),
        "end_event": stream.choice(("off_market", "contract", "close")),
    }
    if stream.below(4) == 0:
        found |= {"carry_max_gap": None, "lookback_days": stream.choice((30, 90, 365))}
    return found


def write(book: Book, properties: int) -> None:
    """Each property under rules of its own, every listing of it asked about."""
    stream = Stream("market-fields")
    for _ in range(properties):
        group, found = book.under(**rules(stream)), listings(stream)
        as_of = f"+{stream.between(80, 300)}"
        for listing in found:
            key = listing["listing"]
            group.accept(f"random, about {key}", **case(*found, as_of=as_of, target=key))
