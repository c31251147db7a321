"""What a box makes of its clock's reading."""

from .memory import Memory

FIRST_INSTANT = 1_704_067_200  # 2024-01-01T00:00Z; a clock that reads less was never set
MILLION = 1_000_000


def is_set(memory: Memory, now: int) -> bool:
    return memory.clock_set and now >= FIRST_INSTANT


def last_set(memory: Memory) -> int:
    return max(memory.last_sync, memory.last_clock_code)


def tolerance(memory: Memory, now: int) -> int:
    """How far the clock may be off by now, in seconds."""
    limits = memory.limits
    since = max(0, now - last_set(memory))
    return min(limits.largest_tolerance, limits.tolerance + since * limits.drift_ppm // MILLION)


def went_back(memory: Memory, now: int) -> bool:
    return memory.persisted - now > tolerance(memory, now)
