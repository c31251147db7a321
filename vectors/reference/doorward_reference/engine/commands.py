"""What a box does with a service code. Whatever it does not carry out is a wrong code."""

from .. import day, flex, service
from . import clock, decision, ledger, log
from .decision import Decision, Denied
from .memory import DAY, FLEX, Memory, Row

SLOTS_AHEAD = 2_048  # half hours
DAYS_AHEAD = 64
EPOCHS_AHEAD = 16
FORWARD_MOST = 7 * 86_400  # between two trusted syncs, in total
BACK_MOST = 3_600


def refuse_unless(condition: bool) -> None:
    if not condition:
        raise Denied(decision.WRONG_CODE)


def clock_and_epoch_hold(memory: Memory, now: int, epoch_mod_16: int) -> bool:
    return clock.is_set(memory, now) and memory.epoch % service.EPOCHS_TOLD == epoch_mod_16


def has_a_future(memory: Memory, index: int | None, last_instant: int, now: int) -> bool:
    """Could the code still open, leaving aside whether it was used or cancelled?"""
    tolerance = clock.tolerance(memory, now)
    row = memory.rows[index] if index is not None else None
    if row is not None:
        return now < ledger.end(memory, row) + tolerance
    return now < last_instant + tolerance and not ledger.is_forgotten(memory, last_instant)


def slots_ahead(start_slot: int, now: int) -> int:
    return start_slot - now // flex.SLOT_SECONDS


def days_ahead(memory: Memory, date: int, now: int) -> int:
    return date - memory.zone.civil_day(now)


def mark_cancelled(memory: Memory, now: int, named: Row, last_instant: int, code: str) -> None:
    index = ledger.find(memory, named.kind, code)
    refuse_unless(has_a_future(memory, index, last_instant, now))
    if index is None:
        index = ledger.find_place(memory, memory.limits.kept(), now)
        if index is None:
            raise Denied(decision.LEDGER_FULL)
        memory.rows[index] = named
    row = memory.rows[index]
    assert row is not None
    row.cancelled = True
    memory.persist(now)
    log.write(memory, log.entry(
        memory, now, log.COMMAND, decision.APPLIED, log.BY_SERVICE_CODE, 0, log.code_subject(row)))  # fmt: skip


def cancel_flex(box: bytes, digits: int, memory: Memory, now: int, command: service.CancelFlex) -> Decision:
    meant = command.window
    refuse_unless(clock_and_epoch_hold(memory, now, command.epoch_mod_16))
    refuse_unless(slots_ahead(meant.start_slot, now) <= SLOTS_AHEAD)
    code = flex.code(box, memory.epoch, digits, meant)
    _, payload = flex.pack(meant)
    named = Row(FLEX, meant.start_slot, int(code), payload=payload)
    mark_cancelled(memory, now, named, ledger.last_instant_of_window(meant), code)
    return decision.applied(
        "service", command="cancel_flex", start_slot=meant.start_slot, duration=meant.duration,
        copy=meant.copy, op=meant.op, use=meant.use, epoch_mod_16=command.epoch_mod_16,
    )  # fmt: skip


def cancel_day(box: bytes, digits: int, memory: Memory, now: int, command: service.CancelDay) -> Decision:
    refuse_unless(clock_and_epoch_hold(memory, now, command.epoch_mod_16))
    refuse_unless(command.slot < memory.limits.day_code_slots)
    refuse_unless(days_ahead(memory, command.day, now) <= DAYS_AHEAD)
    code = day.code(day.key(box, memory.epoch, command.day), digits, command.slot)
    named = Row(DAY, command.day, int(code), slot=command.slot)
    mark_cancelled(memory, now, named, ledger.last_instant_of_day(memory.zone, command.day), code)
    return decision.applied(
        "service", command="cancel_day", day=command.day, slot=command.slot,
        epoch_mod_16=command.epoch_mod_16,
    )  # fmt: skip


def set_clock(memory: Memory, now: int, instant: int) -> Decision:
    refuse_unless(instant > memory.last_clock_code)
    # A reading that went back is no measure; the reading of an unset clock is none at all.
    reference = max(now, memory.persisted) if clock.is_set(memory, now) else memory.persisted
    forward = memory.forward + max(0, instant - reference)
    back = memory.back + max(0, reference - instant)
    refuse_unless(forward <= FORWARD_MOST and back <= BACK_MOST)
    memory.forward, memory.back = forward, back
    memory.last_clock_code = instant
    memory.clock_set = True
    memory.persisted = instant
    log_clock(memory, now, instant, log.BY_SERVICE_CODE, log.SERVICE_CODE)
    return decision.applied("service", set_clock=instant, command="set_clock", instant=instant)


def log_clock(memory: Memory, shown: int, instant: int, method: int, subject: bytes = log.NOBODY) -> None:
    """A clock's row has the instant that it was set to; the one that it showed is the detail."""
    made = log.entry(memory, instant, log.CLOCK, decision.APPLIED, method, 0, subject, shown)
    log.write(memory, made)


def log_epoch(memory: Memory, now: int, before: int, method: int, subject: bytes = log.NOBODY) -> None:
    made = log.entry(memory, now, log.EPOCH, decision.APPLIED, method, 0, subject, before)
    log.write(memory, made)


def void_rows(memory: Memory, epoch: int) -> None:
    """A new epoch. The rows themselves go once this is saved, `forgotten` stays."""
    memory.epoch = epoch
    memory.rows_void = True
    memory.unconfirmed = 0


def clear_void_rows(memory: Memory) -> None:
    """What a box does in memory once that save has succeeded."""
    memory.rows = [None] * len(memory.rows)
    memory.rows_void = False


def raise_epoch(memory: Memory, now: int, epoch: int) -> Decision:
    refuse_unless(memory.epoch < epoch <= memory.epoch + EPOCHS_AHEAD)
    before = memory.epoch
    void_rows(memory, epoch)
    memory.persist(now)
    log_epoch(memory, now, before, log.BY_SERVICE_CODE, log.SERVICE_CODE)
    return decision.applied("service", command="raise_epoch", epoch=epoch)
