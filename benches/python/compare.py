"""Codes a second in Python: this package against pyotp, cryptography and the standard library.

Each turn times everything once, one after the other, so that what slows the machine slows all of
them; the median of the turns counts, and only ratios of one run mean anything. Ends with 1 where a
bar of docs/performance.md is missed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pyotp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP

import doorward as dw

TURNS = 21
ONE_BY_ONE = 5_000
COLUMN = 100_000
NOON = datetime(2026, 5, 16, 12, tzinfo=timezone.utc)
SECRET = bytes(range(32))


def measured() -> dict[str, tuple[Callable[[], object], int]]:
    """What is timed, by name, and of how many codes a call is."""
    ours = dw.RootKey.from_bytes(SECRET).lockbox("LB-00012345", 0)
    day = ours.day_root(0).day(date(2026, 5, 16))
    reader = ours.day_root(0)
    flex = ours.flex(0)
    window = dw.FlexWindow(NOON, timedelta(hours=2))
    terms = dw.FlexTerms(
        window, copy=0, operation=dw.Operation.SHACKLE, code_use=dw.CodeUse.SINGLE
    )
    names = [f"LB-{number:08}" for number in range(COLUMN)]
    root = dw.RootKey.from_bytes(SECRET)
    fleet = dw.Fleet(root, names, generations=[0] * COLUMN, epochs=[0] * COLUMN)
    keys = fleet.day_keys(date(2026, 5, 16))
    codes = keys.codes(slot=3)
    zone, exact = dw.Zone.fixed(timedelta(0)), timedelta(0)
    good = day.code(3)
    otp = pyotp.TOTP(base64.b32encode(SECRET).decode(), digest=hashlib.sha256, digits=8)
    at = int(NOON.timestamp())
    totp = TOTP(SECRET, 8, hashes.SHA256(), 30, enforce_key_length=False)
    message = bytes(8)
    return {
        "pyotp, one code": (lambda: otp.at(at), 1),
        "cryptography, one code": (lambda: totp.generate(at), 1),
        "hmac.new alone": (lambda: hmac.new(SECRET, message, hashlib.sha256).digest(), 1),
        "day code": (lambda: day.code(3), 1),
        "day code, its digits": (lambda: day.code(3).text, 1),
        "FlexCode": (lambda: flex.code(terms), 1),
        "day code read": (
            lambda: reader.read(good, zone=zone, now=NOON, tolerance=exact),
            1,
        ),
        "column of day codes": (lambda: keys.codes(slot=3), COLUMN),
        "column of day codes, fresh keys": (
            lambda: fleet.day_keys(date(2026, 5, 17)).codes(slot=3),
            COLUMN,
        ),
        "column of day codes read": (
            lambda: fleet.read(codes, zone=zone, now=NOON, tolerance=exact),
            COLUMN,
        ),
    }


def timed(call: Callable[[], object], codes: int) -> float:
    """Nanoseconds for a code."""
    calls = max(1, ONE_BY_ONE // codes)
    begun = time.perf_counter_ns()
    for _ in range(calls):
        call()
    return (time.perf_counter_ns() - begun) / calls / codes


BARS = {"day code": 10.0, "column of day codes": 60.0}
"""How many times as fast as pyotp, at least."""


IMPORTS = ("import doorward", "import doorward.market", "import pyotp")
PROCESSES = 15


def start_up(statement: str) -> float:
    """Milliseconds that a statement takes in a process of its own, before which nothing was
    imported."""
    timing = (
        "import time; begun = time.perf_counter_ns(); "
        f"{statement}; print(time.perf_counter_ns() - begun)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", timing], check=True, capture_output=True, text=True
    )
    return int(ran.stdout) / 1e6


def print_imports() -> None:
    """Prints what importing takes: medians of fresh processes that take turns."""
    for statement in IMPORTS:
        start_up(statement)
    turns = [{each: start_up(each) for each in IMPORTS} for _ in range(PROCESSES)]
    for statement in IMPORTS:
        middle = statistics.median(turn[statement] for turn in turns)
        print(f"{statement:34}{middle:10.1f} ms")


def main() -> int:
    """Prints the figures, and whether the bars are kept."""
    print_imports()
    kinds = measured()
    turns = [{name: timed(*kind) for name, kind in kinds.items()} for _ in range(TURNS)]
    middle = {name: statistics.median(turn[name] for turn in turns) for name in kinds}
    otp = middle["pyotp, one code"]
    print(f"{'':34}{'ns a code':>10}{'codes/s':>13}{'x pyotp':>9}")
    for name, nanoseconds in middle.items():
        rate = 1e9 / nanoseconds
        print(f"{name:34}{nanoseconds:10,.0f}{rate:13,.0f}{otp / nanoseconds:9.1f}")
    missed = [name for name, bar in BARS.items() if otp / middle[name] < bar]
    for name in missed:
        print(f"{name}: less than {BARS[name]:.0f} times pyotp")
    return len(missed) and 1


if __name__ == "__main__":
    sys.exit(main())
