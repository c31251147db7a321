"""The limits of a profile: 30 bytes of the snapshot, each within a range."""

import struct
from dataclasses import astuple, dataclass

from ..refused import BAD_INPUT, Refused

FORMAT = ">BBHHHHBBHHIHHHBBBB"
BYTES = struct.calcsize(FORMAT)
RANGES = {
    "day_code_use": (0, 1),
    "outlasts_midnight": (0, 1),
    "reuse": (60, 43_200),
    "access_from": (0, 1_439),
    "access_to": (0, 1_440),
    "repeat": (0, 600),
    "free_refusals": (0, 20),
    "total_stop": (1, 100),
    "first_wait": (1, 3_600),
    "longest_wait": (1, 43_200),
    "fall_every": (3_600, 604_800),
    "tolerance": (0, 1_800),
    "drift_ppm": (0, 1_000),
    "largest_tolerance": (0, 1_800),
    "day_code_slots": (1, 16),
    "rows": (2, 32),
    "cancellation_rows": (1, 8),
    "audit_rows": (4, 4),  # fixed: the most that one call writes
}


@dataclass(frozen=True)
class Limits:
    """Times in seconds, access hours in minutes of the day; in the order of the bytes."""

    day_code_use: int = 0  # 1 single use
    outlasts_midnight: int = 0  # 1: the hour of a day code may run on past midnight
    reuse: int = 3_600
    access_from: int = 0
    access_to: int = 0  # both 0: no access hours
    repeat: int = 120
    free_refusals: int = 5
    total_stop: int = 100
    first_wait: int = 60
    longest_wait: int = 900
    fall_every: int = 10_800
    tolerance: int = 120
    drift_ppm: int = 100
    largest_tolerance: int = 1_800
    day_code_slots: int = 16
    rows: int = 32
    cancellation_rows: int = 8
    audit_rows: int = 4

    def check(self) -> None:
        for name, (least, most) in RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise Refused(BAD_INPUT)
        no_hours = self.access_from == self.access_to == 0
        if not no_hours and self.access_to <= self.access_from:
            raise Refused(BAD_INPUT)
        if self.longest_wait < self.first_wait or self.largest_tolerance < self.tolerance:
            raise Refused(BAD_INPUT)
        if self.rows <= self.cancellation_rows:
            raise Refused(BAD_INPUT)

    def has_hours(self) -> bool:
        return self.access_to != 0

    def ordinary(self) -> range:
        """Places of the rows that a first use may take."""
        return range(self.rows - self.cancellation_rows)

    def kept(self) -> range:
        """Places of the rows kept for cancellations."""
        return range(self.rows - self.cancellation_rows, self.rows)

    def to_bytes(self) -> bytes:
        return struct.pack(FORMAT, *astuple(self))


def parse(data: bytes) -> Limits:
    limits = Limits(*struct.unpack(FORMAT, data))
    limits.check()
    return limits
