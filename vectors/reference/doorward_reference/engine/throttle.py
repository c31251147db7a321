"""Two counts of refusals. Both are raised before an entry is looked at."""

from dataclasses import dataclass

from .memory import Memory

RUN_MOST = 255  # of one byte


@dataclass(frozen=True)
class Counts:
    run: int
    total: int
    wait_until: int
    falls_from: int


def after_falls(memory: Memory, now: int) -> Counts:
    """The counts as they stand at `now`. Nothing is changed by looking."""
    every = memory.limits.fall_every
    falls = min(memory.total, max(0, now - memory.falls_from) // every)
    total = memory.total - falls
    falls_from = memory.falls_from + falls * every if total else 0
    return Counts(memory.run, total, memory.wait_until, falls_from)


def wait(memory: Memory, refusals: int) -> int:
    """The wait that this refusal of a run starts, in seconds."""
    limits = memory.limits
    beyond = refusals - limits.free_refusals
    if beyond <= 0:
        return 0
    return min(limits.longest_wait, limits.first_wait * 2 ** (beyond - 1))


def put(memory: Memory, counts: Counts) -> None:
    memory.run, memory.total = counts.run, counts.total
    memory.wait_until, memory.falls_from = counts.wait_until, counts.falls_from


def counted(memory: Memory, before: Counts, now: int) -> Counts:
    """One refusal more."""
    run = min(RUN_MOST, before.run + 1)
    seconds = wait(memory, run)
    return Counts(
        run,
        before.total + 1,
        now + seconds if seconds else 0,
        before.falls_from if before.total else now,
    )


def after_opening(before: Counts) -> Counts:
    """The run and its wait are over; the total has its one count back."""
    return Counts(0, before.total, 0, before.falls_from)


def after_service_code(before: Counts) -> Counts:
    """All as it was before the entry, so that nothing typed lifts a wait."""
    return before


def cleared() -> Counts:
    """By a live bulletin, and by the owner's grant."""
    return Counts(0, 0, 0, 0)
