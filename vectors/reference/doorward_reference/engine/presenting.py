"""A grant whose proof was verified: the checks in their order, and what an accepted one leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import clock, commands, decision, ledger, log, throttle
from .answer import OPENINGS, OWN, READ_LOG, SHACKLE, UPDATE_FIRMWARE, Answer
from .connection import Owner
from .decision import Decision, Denied
from .memory import GrantRow, Memory

if TYPE_CHECKING:
    from .box import Box


# The checks. Each may refuse; one of them may raise the epoch on its way.


def operation_is_granted(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if not said.op & said.operations():
        raise Denied(decision.OPERATION_NOT_GRANTED)


def model_has_operation(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.op & memory.lacking:
        raise Denied(decision.UNSUPPORTED)


def epoch_holds(box: Box, memory: Memory, now: int, said: Answer) -> None:
    """A verified tag shows that the service has raised the epoch, whatever else is wrong."""
    if said.body.epoch < memory.epoch:
        raise Denied(decision.WRONG_EPOCH)
    if said.body.epoch > memory.epoch:
        raise_epoch(memory, now, said, said.body.epoch)
        box.save(memory)
        commands.clear_void_rows(memory)
    epoch = said.new_epoch()
    if epoch is not None and epoch <= memory.epoch:
        raise Denied(decision.WRONG_EPOCH)


def clock_is_set(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if not clock.is_set(memory, now):
        raise Denied(decision.CLOCK_UNSET)


def clock_is_not_behind(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if clock.went_back(memory, now):
        raise Denied(decision.CLOCK_WENT_BACK)


def not_suspended(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if memory.suspended and not said.operations() & OWN:
        raise Denied(decision.SUSPENDED)


def bulletin_was_applied(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if memory.sequence < said.body.bulletin:
        raise Denied(decision.BULLETIN_OWED)


def not_revoked(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.body.grant_id[:8] in memory.revoked:
        raise Denied(decision.REVOKED)


def not_too_early(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if now < said.not_before() - clock.tolerance(memory, now):
        raise Denied(decision.TOO_EARLY, {"from": said.not_before()})


def not_too_late(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if now >= said.not_after() + clock.tolerance(memory, now):
        raise Denied(decision.TOO_LATE)


CHECKS = (
    operation_is_granted, model_has_operation, epoch_holds, clock_is_set, clock_is_not_behind,
    not_suspended, bulletin_was_applied, not_revoked, not_too_early, not_too_late,
)  # fmt: skip


# Uses


def key_of_uses(said: Answer) -> bytes:
    """Copies of a grant draw on one count."""
    return said.body.grant_id


def first_use(memory: Memory, now: int, said: Answer) -> int:
    if ledger.is_forgotten(memory, said.body.not_after):
        raise Denied(decision.USED_UP)
    index = ledger.find_place(memory, memory.limits.ordinary(), now)
    if index is None:
        raise Denied(decision.LEDGER_FULL)
    memory.rows[index] = GrantRow(key_of_uses(said), said.body.not_after)
    return index


def is_retry(memory: Memory, index: int, row: GrantRow, now: int, op: int) -> bool:
    return ledger.may_repeat(memory, index, row, now) and row.shackle == (op == SHACKLE)


def count_use(memory: Memory, now: int, said: Answer) -> None:
    """An opening in the ledger, if the grant has a limit. What could be repeated before no longer can."""
    if not said.is_counted():
        memory.unconfirmed = 0
        return
    index = ledger.find_grant(memory, key_of_uses(said))
    if index is None:
        index = first_use(memory, now, said)
    row = memory.rows[index]
    assert isinstance(row, GrantRow)
    retry = is_retry(memory, index, row, now, said.op)
    if not retry:
        if row.uses >= said.body.max_uses:
            raise Denied(decision.USED_UP)
        row.uses += 1
    row.shackle, row.last = said.op == SHACKLE, now
    memory.unconfirmed = 0 if retry else index + 1


# What follows


def raise_epoch(memory: Memory, now: int, said: Answer, epoch: int) -> None:
    before = memory.epoch
    commands.void_rows(memory, epoch)
    commands.log_epoch(memory, now, before, log.BY_GRANT, said.body.grant_id)


def judge(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    for check in CHECKS:
        check(box, memory, now, said)
    if said.op in OPENINGS:
        count_use(memory, now, said)
    return accept(box, memory, now, said)


def accept(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    epoch = said.new_epoch()
    answer = answer_to(said)
    memory.persist(now)
    if said.op == OWN:
        throttle.put(memory, throttle.cleared())
    log_accepted(memory, now, said, answer["number"], epoch)
    box.save(memory)
    box.connection.answered = True
    give_leave(box, said)
    return answer


def log_accepted(memory: Memory, now: int, said: Answer, outcome: int, epoch: int | None) -> None:
    """One event: a grant that transfers the box leaves the new epoch in both of its rows."""
    before = memory.epoch
    if epoch is not None:
        commands.void_rows(memory, epoch)
    grant_id = said.body.grant_id
    log.write(memory, log.entry(
        memory, now, log.GRANT, outcome, log.BY_GRANT, said.op, grant_id, said.delegate()))  # fmt: skip
    if epoch is not None:
        commands.log_epoch(memory, now, before, log.BY_GRANT, grant_id)


def answer_to(said: Answer) -> Decision:
    if said.op in OPENINGS:
        return decision.opened(said.not_after())
    if said.op == READ_LOG:
        return decision.applied("read_log")
    if said.op == UPDATE_FIRMWARE:
        return decision.applied("update_firmware", manifest=said.argument.hex())
    epoch = said.new_epoch()
    return decision.applied("own") if epoch is None else decision.applied("transferred", epoch=epoch)


def give_leave(box: Box, said: Answer) -> None:
    """For the rest of the connection. A transfer raises the epoch, and so leaves no leave."""
    if said.op == READ_LOG:
        box.connection.reads_log = True
    if said.op == OWN and said.new_epoch() is None:
        box.connection.owner = Owner(said.body.grant_id, said.delegate())
