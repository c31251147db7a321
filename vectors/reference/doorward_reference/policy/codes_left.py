"""Section 12: what the ledger of issued codes leaves: slots, copies, and the count of codes alive."""

from copy import deepcopy

from ..day import HALVES
from .names import DAY_SECONDS, HALF_HOUR, SHACKLE, UNTIL_END
from .request import DAY_ORDER, FLEX_ORDER
from .values import Members

COPIES = range(4)


def duration_of(length: int) -> int | None:
    """The duration index of a length: try all of them."""
    for duration in range(1, 126):
        if length_of(duration) == length:
            return duration
    return None


def length_of(duration: int) -> int:
    return duration * HALF_HOUR if duration <= 96 else (duration - 94) * DAY_SECONDS


def slot_held(ledger: Members, request: Members) -> int | None:
    """A slot of that day and half which this person was given before and still has."""
    held = [
        row["slot"]
        for row in ledger["day_codes"]
        if row["day"] == request["day"]
        and row["recipient"] == request["recipient"]["id"]
        and row["slot"] in HALVES[request["half"]]
        and not row["cancelled"]
    ]
    return min(held, default=None)


def slot_free(ledger: Members, request: Members, day_slots: int) -> int | None:
    """The lowest slot of the half that nobody has had, nor had and lost."""
    used = [row["slot"] for row in ledger["day_codes"] if row["day"] == request["day"]]
    for slot in HALVES[request["half"]]:
        if slot < day_slots and slot not in used and slot not in request["skip"]:
            return slot
    return None


def slot_for(ledger: Members, request: Members, day_slots: int) -> int | None:
    held = slot_held(ledger, request)
    return slot_free(ledger, request, day_slots) if held is None else held


def op_number(operations: int) -> int:
    return 1 if operations == SHACKLE else 0


def use_number(use: str) -> int:
    return 1 if use == UNTIL_END else 0


def same_window(ledger: Members, request: Members) -> list[Members]:
    """The rows that differ from the asked code in their copy alone. Start and length exist."""
    window = request["window"]
    asked = {
        "start_slot": window["start"] // HALF_HOUR,
        "duration": duration_of(window["end"] - window["start"]),
        "op": op_number(request["operations"]),
        "use": use_number(request["use"]),
    }
    return [
        row
        for row in ledger["flex_codes"]
        if all(row[name] == value for name, value in asked.items())
    ]


def copy_for(ledger: Members, request: Members, per_window: int) -> int | None:
    rows = same_window(ledger, request)
    if len(rows) >= per_window:
        return None
    taken = [row["copy"] for row in rows]
    for copy in COPIES:
        if copy not in taken and copy not in request["skip"]:
            return copy
    return None


def row_window(row: Members) -> tuple[int, int]:
    start = row["start_slot"] * HALF_HOUR
    return start, start + length_of(row["duration"])


def alive_rows(ledger: Members, now: int) -> list[Members]:
    return [row for row in ledger["flex_codes"] if not row["cancelled"] and row_window(row)[1] > now]


def overlapping(ledger: Members, request: Members) -> int:
    """How many alive rows have a window that meets the asked one; back to back do not meet."""
    start, end = request["window"]["start"], request["window"]["end"]
    windows = [row_window(row) for row in alive_rows(ledger, request["now"])]
    return sum(begins < end and start < ends for begins, ends in windows)


def contractors(ledger: Members, now: int) -> int:
    return sum(row["contractor"] for row in alive_rows(ledger, now))


def with_day_row(ledger: Members, request: Members, slot: int) -> Members:
    """The ledger after a day code: as it was if the person had that slot already."""
    after = deepcopy(ledger)
    if slot_held(ledger, request) is not None:
        return after
    after["day_codes"].append(
        {
            "day": request["day"],
            "slot": slot,
            "recipient": request["recipient"]["id"],
            "cancelled": False,
        }
    )
    after["day_codes"].sort(key=lambda row: [row[name] for name in DAY_ORDER])
    after["revision"] += 1
    return after


def with_flex_row(ledger: Members, request: Members, copy: int, contractor: bool) -> Members:
    after = deepcopy(ledger)
    window = request["window"]
    after["flex_codes"].append(
        {
            "start_slot": window["start"] // HALF_HOUR,
            "duration": duration_of(window["end"] - window["start"]),
            "op": op_number(request["operations"]),
            "use": use_number(request["use"]),
            "copy": copy,
            "recipient": request["recipient"]["id"],
            "contractor": contractor,
            "cancelled": False,
        }
    )
    after["flex_codes"].sort(key=lambda row: [row[name] for name in FLEX_ORDER])
    after["revision"] += 1
    return after
