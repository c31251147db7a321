"""From what a clock on the wall shows to an instant, for writing vectors that people can read."""

from datetime import datetime, timezone

from ..policy import calendar
from ..zone import Zone


def instant(place: Zone, shown: str, second_time: bool = False) -> int:
    """The instant at which the clock shows "2026-11-01 01:30" or "... 01:30:59".

    What it shows twice is the first unless the second is asked for.
    """
    moment = datetime.fromisoformat(shown).replace(tzinfo=timezone.utc)
    wanted = int(moment.timestamp())
    offsets = {place.standard_minutes, place.daylight_minutes}
    found = sorted(
        wanted - 60 * offset
        for offset in offsets
        if calendar.local_seconds(place, wanted - 60 * offset) == wanted
    )
    if not found or (second_time and len(found) < 2):
        raise ValueError(f"the clock does not show {shown}")
    return found[-1] if second_time else found[0]
