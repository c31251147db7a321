"""Step 3: dates that are missing or cannot be right."""

from . import statuses
from .intervals import day
from .rows import Standing


def goes_off_before_on(standing: Standing, on: int) -> bool:
    """Canceled or Expired before it began, with nothing that explains it."""
    rows = standing.rows
    if any(row.status in statuses.TERMINAL and day(row) >= on for row in rows):
        return False
    for row in rows:
        if row.status in ("Canceled", "Expired") and day(row) < on:
            soon = any(other.status == "ComingSoon" and day(other) <= day(row) for other in rows)
            if not soon:
                return True
    return False


def doubts(standing: Standing, accrues: list[str]) -> set[str]:
    found = set()
    on = [day(row) for row in standing.rows if row.status in accrues]
    if not on and any(row.status in accrues for row in standing.undated):
        found.add("on_date_missing")
    if standing.off_row is None and any(row.status in statuses.TERMINAL for row in standing.undated):
        found.add("off_date_missing")
    if on:
        if any(row.status == "Closed" and day(row) < on[0] for row in standing.rows):
            found.add("close_before_on")
        if goes_off_before_on(standing, on[0]):
            found.add("off_before_on")
    return found


def is_absent(standing: Standing, accrues: list[str]) -> bool:
    """Is there no answer for the listing itself?"""
    if standing.warnings & {"on_date_missing", "off_before_on", "close_before_on"}:
        return True
    open_end = bool(standing.rows) and standing.rows[-1].status in accrues
    return "off_date_missing" in standing.warnings and open_end
