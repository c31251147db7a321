"""Zones against another reader of the same rules: the C library, through its TZ setting."""

import os
import time
import unittest
from collections.abc import Iterator
from contextlib import contextmanager

import support  # noqa: F401  (makes the reference importable)

from doorward_reference import zone
from doorward_reference.files.zone_file import EITHER_ORDER, ONE_ORDER
from doorward_reference.files.zone_list import CHANGING, STANDING
from doorward_reference.refused import Refused
from doorward_reference.stream import Stream
from doorward_reference.zone import Rule, Zone


def hours(minutes: int) -> str:
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def posix_rule(rule: Rule) -> str:
    return f"M{rule.month}.{rule.week}.{rule.weekday}/{hours(rule.minutes)}"


def posix(place: Zone) -> str:
    """POSIX counts offsets westwards."""
    text = f"AAA{hours(-place.standard_minutes)}"
    if place.has_daylight():
        rules = f"{posix_rule(place.start)},{posix_rule(place.end)}"
        text += f"BBB{hours(-place.daylight_minutes)},{rules}"
    return text


@contextmanager
def c_library_in(place: Zone) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = posix(place)
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


class ZoneTests(unittest.TestCase):
    def test_the_c_library_agrees(self) -> None:
        stream = Stream("zone test")
        close = {name: place for name, place, _ in ONE_ORDER}
        for name, place in (CHANGING | STANDING | close).items():
            instants = [stream.between(86_400, 4_200_000_000) for _ in range(150)]
            if place.has_daylight():
                for year in (1999, 2025, 2028, 2032, 2100):
                    for change in (place.start_instant(year), place.end_instant(year)):
                        instants += [change - 1, change, change + 1]
            with c_library_in(place):
                for instant in instants:
                    offset = time.localtime(instant).tm_gmtoff
                    self.assertEqual(place.offset_at(instant) * 60, offset, (name, instant))

    def test_bytes_there_and_back(self) -> None:
        for place in (CHANGING | STANDING).values():
            self.assertEqual(zone.parse(place.to_bytes()), place)

    def test_order(self) -> None:
        """Against four centuries, the whole of the calendar, each year beside the next."""
        stream = Stream("zone order test")
        places = [place for _, place, _ in (*EITHER_ORDER, *ONE_ORDER)]
        places += [place for place in CHANGING.values()]
        for _ in range(300):
            month = stream.between(1, 12)
            rules = [
                Rule((month + step) % 12 + 1, stream.between(1, 5), stream.below(7), 60 * stream.below(25))
                for step in (0, stream.below(2))
            ]
            places.append(Zone(stream.between(-900, 900), stream.between(-900, 900), rules[0], rules[1]))
        found = set()
        for place in places:
            orders = set()
            for year in range(2000, 2400):
                starts = place.start_instant(year), place.start_instant(year + 1)
                ends = place.end_instant(year), place.end_instant(year + 1)
                if starts[0] < ends[0]:
                    orders.add("start first" if ends[0] < starts[1] else "overlap")
                elif ends[0] < starts[0]:
                    orders.add("end first" if starts[0] < ends[1] else "overlap")
                else:
                    orders.add("together")
            whole = orders in ({"start first"}, {"end first"})
            self.assertEqual(place.keeps_order(), whole, (place, orders))
            found.add(whole)
        self.assertEqual(found, {True, False})

    def test_another_length_is_refused(self) -> None:
        for length in (0, 13, 15):
            with self.assertRaises(Refused) as caught:
                zone.parse(bytes(length))
            self.assertEqual(caught.exception.reason, zone.BAD_LENGTH)


if __name__ == "__main__":
    unittest.main()
