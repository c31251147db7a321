"""A history: every listing of one property, in any order; and what makes it none."""

from dataclasses import dataclass, replace
from typing import Any

from ..refused import Refused
from . import days, statuses

BAD_VALUE = days.BAD_VALUE
UNKNOWN_TARGET = "UnknownTarget"
REPEATED_LISTING = "RepeatedListing"
UNKNOWN_STATUS = "UnknownStatus"
LONGEST = 255  # bytes of a key or text
LAST_SEQUENCE = 2**53 - 1
TEXTS = ("office", "branch", "firm", "agent", "property_type", "originating_system")
DATES = ("listing_contract_date", "original_entry_date", "expiration_date")


@dataclass(frozen=True)
class Row:
    date: int | None
    status: str
    sequence: int = 0
    event: str | None = None


@dataclass(frozen=True)
class Listing:
    key: str
    texts: dict[str, str | None]
    dates: dict[str, int | None]
    rows: list[Row]
    status_unknown: bool
    date_out_of_range: bool

    def with_rows(self, rows: list[Row]) -> "Listing":
        return replace(self, rows=rows)


@dataclass(frozen=True)
class History:
    as_of: int
    target: str
    listings: list[Listing]


def key(value: Any) -> str:
    if not isinstance(value, str) or not 1 <= len(value.encode("utf-8")) <= LONGEST:
        raise Refused(BAD_VALUE)
    return value


def text_or_null(value: Any) -> str | None:
    return None if value is None else key(value)


def list_of(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Refused(BAD_VALUE)
    return value


def sequence_of(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LAST_SEQUENCE:
        raise Refused(BAD_VALUE)
    return value


class Dates:
    """Reads dates that may be null, and remembers whether one was out of range."""

    def __init__(self) -> None:
        self.out_of_range = False

    def read(self, value: Any) -> int | None:
        if value is None:
            return None
        day = days.number(value)
        if days.within(day):
            return day
        self.out_of_range = True
        return None


def listing_of(given: dict[str, Any]) -> Listing:
    dates = Dates()
    rows, status_unknown = [], False
    for row in list_of(given["events"]):
        if not isinstance(row["status"], str):
            raise Refused(BAD_VALUE)
        status = statuses.meant_by(row["status"])
        status_unknown = status_unknown or status is None
        rows.append(
            Row(
                dates.read(row.get("date")),
                status or "",
                sequence_of(row.get("sequence", 0)),
                text_or_null(row.get("event")),
            )
        )
    return Listing(
        key(given["listing"]),
        {name: text_or_null(given.get(name)) for name in TEXTS},
        {name: dates.read(given.get(name)) for name in DATES},
        rows,
        status_unknown,
        dates.out_of_range,
    )


def history_of(given: dict[str, Any]) -> History:
    as_of = days.number(given["as_of"])
    if not days.within(as_of):
        raise Refused(BAD_VALUE)
    target = key(given["target"])
    listings = [listing_of(listing) for listing in list_of(given["listings"])]
    keys = [listing.key for listing in listings]
    if len(keys) != len(set(keys)):
        raise Refused(REPEATED_LISTING)
    if target not in keys:
        raise Refused(UNKNOWN_TARGET)
    return History(as_of, target, listings)
