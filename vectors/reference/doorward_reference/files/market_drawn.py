"""Histories drawn from a repeatable stream: close together, so that much joins and much overlaps."""

from typing import Any

from ..stream import Stream
from .container import Members
from .market_words import Book, case, plain

STATUSES = ("A", "A", "A", "U", "P", "W", "H", "C", "X", "S", "CS", "I")
ENDS = ("C", "C", "X", "S")
ACCRUES = (["Active"], ["Active", "ActiveUnderContract"], ["Active", "ActiveUnderContract", "Pending"])


def history(stream: Stream, start: int) -> str:
    """A few rows; mostly on the market first and ended last, now and then not."""
    day, parts = start, []
    if stream.below(5) == 0:
        parts.append(f"CS +{day}")
        day += stream.below(20)
    parts.append(f"A +{day}")
    for _ in range(stream.below(4)):
        day += stream.below(30)
        parts.append(f"{stream.choice(STATUSES)} +{day}")
    if stream.below(6) > 0:
        day += stream.below(40)
        parts.append(f"{stream.choice(ENDS)} +{day}")
    if stream.below(4) == 0:
        parts.reverse()
    return ", ".join(parts)


def listings(stream: Stream) -> list[Members]:
    start, found = 0, []
    for number in range(stream.between(2, 4)):
        found.append(
            plain(
                f"L{number + 1}",
                history(stream, start),
                stream.choice(("O1", "O1", "O2")),
                stream.choice(("Residential", "Residential", "Land")),
            )
        )
        start += stream.between(5, 90)
    if stream.below(3) == 0:
        found.reverse()
    return found


def some_rules(stream: Stream) -> dict[str, Any]:
    return {
        "carry_max_gap": stream.choice((15, 30, 45, 60, 90)),
        "accrues": stream.choice(ACCRUES),
        "clock_from": stream.choice(("terminal", "last_on_market")),
        "coming_soon_stops_clock": stream.below(2) == 0,
        "reset_on_close": stream.below(3) > 0,
        "scope": stream.choice(("any", "any", "same_office", "same_property_type")),
        "count": stream.choice(("difference", "inclusive")),
        "combine": stream.choice(("union", "sum", "span")),
    }


def write(book: Book, properties: int) -> None:
    """Each property under rules of its own, every listing of it asked about."""
    stream = Stream("market")
    for _ in range(properties):
        group, found = book.under(**some_rules(stream)), listings(stream)
        as_of = f"+{stream.between(60, 400)}"
        for listing in found:
            key = listing["listing"]
            group.accept(f"random, about {key}", **case(*found, as_of=as_of, target=key))
