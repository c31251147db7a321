"""Mistakes of a box with the grants that it is shown."""

import copy
import hashlib
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from doorward_reference import grant, proof
from doorward_reference.engine import (
    answer, clock, commands, decision, ledger, local, log, presenting, snapshot, throttle,
)  # fmt: skip
from doorward_reference.engine.answer import OPENINGS, OWN, Answer
from doorward_reference.engine.box import Box
from doorward_reference.engine.decision import Decision, Denied
from doorward_reference.engine.memory import GrantRow, Memory, Row
from doorward_reference.engine.throttle import Counts
from mutant import Mutant, Patch
from mutants_session import confirm_nothing, forgetting, repeat_inclusive, session

Check = Callable[[Box, Memory, int, Answer], None]
CHECKS = presenting.CHECKS
right_parse, right_present, right_values = answer.parse, Box.present_grant, Answer.values
right_accept, right_count, right_raise = presenting.accept, presenting.count_use, presenting.raise_epoch
right_answer_to, right_first_use, right_visitor = (
    presenting.answer_to, presenting.first_use, Box.enter_visitor_code,
)  # fmt: skip


def checks(listed: tuple[Check, ...]) -> Patch:
    return presenting, "CHECKS", listed


def without(left_out: Check) -> Patch:
    return checks(tuple(check for check in CHECKS if check is not left_out))


def exchanged(right: Check, wrong: Check) -> Patch:
    return checks(tuple(wrong if check is right else check for check in CHECKS))


# What is said


def shape_first(message: bytes) -> Answer:
    if message and message[0] != 1:
        right_parse(b"\x01" + message[1:])
    return right_parse(message)


def challenge_first(self: Box, memory: Memory | None, now: int, message: bytes) -> Decision:
    if memory is not None and self.connection.for_grant is None:
        answer.parse(message)
        raise Denied(decision.CHALLENGE_SPENT)
    return right_present(self, memory, now, message)


def id_beginning(message: bytes) -> Answer:
    said, own = right_parse(message), "LB-00012345"
    shorter = min(len(own), len(said.body.lockbox))
    if said.body.lockbox[:shorter] == own[:shorter]:
        return replace(said, body=replace(said.body, lockbox=own))
    return said


def bad_acknowledged(self: Box, memory: Memory | None, now: int, message: bytes) -> Decision:
    challenge = self.connection.for_grant
    try:
        return right_present(self, memory, now, message)
    except Denied as denied:
        if denied.number != decision.BAD_PROOF or challenge is None:
            raise
        said = answer.parse(message)
        ack = proof.ack(said.tag(self.profile.box_key), challenge, said.proof, denied.number)
        return denied.answer() | {"acknowledgement": ack.hex()}


def store_unacknowledged(self: Box, memory: Memory, now: int, said: Answer) -> Decision:
    try:
        return presenting.judge(self, memory, now, said)
    except Denied as denied:
        self.note_failure(log.GRANT, now, denied.number, log.BY_GRANT, said.op, said.body.grant_id)
        return denied.answer()


def operations_added(said: Answer) -> int:
    left = said.body.operations
    for allowed in said.numbers(grant.OPERATIONS):
        left |= allowed
    return left


def last_value(said: Answer, kind: int) -> list[bytes]:
    return right_values(said, kind)[-1:]


def last_number(kind: int, name: str) -> Callable[[Answer], int]:
    def latest(said: Answer) -> int:
        numbers = said.numbers(kind)
        return numbers[-1] if numbers else getattr(said.body, name)

    return latest


def half_manifest(said: Answer) -> Decision:
    return right_answer_to(replace(said, argument=said.argument[:16]) if said.op == 8 else said)


# The checks


def early_without(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if now < said.not_before():
        raise Denied(decision.TOO_EARLY, {"from": said.not_before()})


def late_without(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if now >= said.not_after():
        raise Denied(decision.TOO_LATE)


def early_told_lenient(box: Box, memory: Memory, now: int, said: Answer) -> None:
    first = said.not_before() - clock.tolerance(memory, now)
    if now < first:
        raise Denied(decision.TOO_EARLY, {"from": first})


def until_lenient(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    answered = right_accept(box, memory, now, said)
    if "until" in answered:
        answered["until"] += clock.tolerance(memory, now)
    return answered


def swapped(place: int) -> Patch:
    listed = list(CHECKS)
    listed[place], listed[place + 1] = listed[place + 1], listed[place]
    return checks(tuple(listed))


def would_be_counted(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.op in OPENINGS:
        presenting.count_use(copy.deepcopy(memory), now, said)


def place_first(memory: Memory, now: int, said: Answer) -> int:
    if ledger.find_place(copy.deepcopy(memory), memory.limits.ordinary(), now) is None:
        raise Denied(decision.LEDGER_FULL)
    return right_first_use(memory, now, said)


def box_first(message: bytes) -> Answer:
    if len(message) > 86 and message[60:86] != b"\x0bLB-00012345".ljust(26, b"\x00"):
        raise Denied(decision.WRONG_LOCKBOX)
    return right_parse(message)


def granted_first(self: Box, memory: Memory | None, now: int, message: bytes) -> Decision:
    said = answer.parse(message)
    if not said.op & said.operations():
        raise Denied(decision.OPERATION_NOT_GRANTED)
    return right_present(self, memory, now, message)


def suspended_all(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if memory.suspended:
        raise Denied(decision.SUSPENDED)


def suspended_by_body(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if memory.suspended and not said.body.operations & OWN:
        raise Denied(decision.SUSPENDED)


def owed_exactly(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if memory.sequence != said.body.bulletin:
        raise Denied(decision.BULLETIN_OWED)


def revoked_by_seven(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.body.grant_id[:7] in [listed[:7] for listed in memory.revoked]:
        raise Denied(decision.REVOKED)


def revoked_by_first(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.body.grant_id[:8] in memory.revoked[:1]:
        raise Denied(decision.REVOKED)


def keeps_hours(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if local.outside_hours(memory, now):
        raise Denied(decision.OUTSIDE_HOURS)


def throttled(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if now < memory.wait_until or memory.total >= memory.limits.total_stop:
        raise Denied(decision.THROTTLED)


# Counts and instants


def opening_clears(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    if said.op in OPENINGS:
        throttle.put(memory, Counts(0, memory.total, 0, memory.falls_from))
    return right_accept(box, memory, now, said)


def noting(change: Callable[[Memory, int], None]) -> Callable[..., None]:
    def note(self: Box, event: int, now: int, *told: Any) -> None:
        memory = snapshot.decode_snapshot(self.store.latest)
        if event == log.GRANT:
            change(memory, now)
        log.fail(memory, log.entry(memory, now, event, *told))
        self.save(memory)

    return note


def count_refusal(memory: Memory, now: int) -> None:
    throttle.put(memory, throttle.counted(memory, throttle.after_falls(memory, now), now))


NO_THROTTLE = SimpleNamespace(put=lambda memory, counts: None, cleared=throttle.cleared)


def lacking_binds(self: Box, memory: Memory, now: int, *given: Any) -> Decision:
    if given[2] and memory.lacking & answer.SHACKLE:
        raise Denied(decision.WRONG_CODE)
    return right_visitor(self, memory, now, *given)


PRESENTED = [
    session("FirmwareUnnamed", (presenting, "answer_to", half_manifest)),
    session("ShapeUnchecked", (grant, "check_caveat", lambda caveat: None),
            (proof, "check", lambda op, argument: None)),
    session("GrantShapeFirst", (answer, "parse", shape_first)),
    session("GrantProofFirst", (Box, "present_grant", challenge_first)),
    session("GrantIdBeginning", (answer, "parse", id_beginning)),
    session("ProofUnread", (Answer, "is_proven", lambda said, tag, challenge: True)),
    session("BadProofAcknowledged", (Box, "present_grant", bad_acknowledged)),
    session("AckAfterSave", (Box, "judge_proven", store_unacknowledged)),
    session("OperationsIgnored", without(presenting.operation_is_granted)),
    session("OperationsAdded", (Answer, "operations", operations_added)),
    session("CaveatsUnread", (Answer, "values", lambda said, kind: [])),
    session("LastCaveatHolds", (Answer, "values", last_value)),
    session("LastCaveatHolds", (Answer, "not_before", last_number(grant.NOT_BEFORE, "not_before")),
            (Answer, "not_after", last_number(grant.NOT_AFTER, "not_after"))),
    session("GrantWithoutTolerance", exchanged(presenting.not_too_early, early_without)),
    session("GrantWithoutTolerance", exchanged(presenting.not_too_late, late_without)),
    session("FromWithTolerance", exchanged(presenting.not_too_early, early_told_lenient)),
    session("UntilWithTolerance", (presenting, "accept", until_lenient)),
    *(session("OrderOfGrantChecks", swapped(place)) for place in range(len(CHECKS) - 1)),
    session("OrderOfGrantChecks", checks((*CHECKS[:-1], would_be_counted, CHECKS[-1]))),
    session("OrderOfGrantChecks", (presenting, "first_use", place_first)),
    session("OrderOfGrantChecks", (answer, "parse", box_first)),
    session("OrderOfGrantChecks", (Box, "present_grant", granted_first)),
    session("SuspendedOwner", exchanged(presenting.not_suspended, suspended_all)),
    session("SuspendedGrants", without(presenting.not_suspended)),
    session("SuspendedBodyOwner", exchanged(presenting.not_suspended, suspended_by_body)),
    session("BulletinNotOwed", without(presenting.bulletin_was_applied)),
    session("OwedExactly", exchanged(presenting.bulletin_was_applied, owed_exactly)),
    session("RevokedIgnored", without(presenting.not_revoked)),
    session("RevokedBySeven", exchanged(presenting.not_revoked, revoked_by_seven)),
    session("RevokedByFirst", exchanged(presenting.not_revoked, revoked_by_first)),
    session("UnsetGrants", without(presenting.clock_is_set)),
    session("GrantKeepsHours", checks((*CHECKS, keeps_hours))),
    session("GrantThrottled", checks((throttled, *CHECKS))),
    session("GrantClearsRun", (presenting, "accept", opening_clears)),
    session("FailedGrantCounts", (Box, "note_failure", noting(count_refusal))),
    session("OwnerKeepsCounts", (presenting, "throttle", NO_THROTTLE)),
    session("RefusedGrantPersists", (Box, "note_failure", noting(Memory.persist))),
    session("ZeroTransferIsOwn",
            (Answer, "new_epoch", lambda said: int.from_bytes(said.argument, "big") or None)),
    session("LackingIgnored", without(presenting.model_has_operation)),
    session("LackingBindsCodes", (Box, "enter_visitor_code", lacking_binds)),
]  # fmt: skip


# Epochs


def epoch_unproven(self: Box, memory: Memory | None, now: int, message: bytes) -> Decision:
    said = answer.parse(message)
    if memory is not None and self.connection.for_grant is not None:
        presenting.epoch_holds(self, memory, now, said)
    return right_present(self, memory, now, message)


def epoch_not_raised(box: Box, memory: Memory, now: int, said: Answer) -> None:
    epoch = said.new_epoch()
    if said.body.epoch < memory.epoch or (epoch is not None and epoch <= memory.epoch):
        raise Denied(decision.WRONG_EPOCH)


def raise_on_acceptance(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    if said.body.epoch > memory.epoch:
        presenting.raise_epoch(memory, now, said, said.body.epoch)
        box.save(memory)
        commands.clear_void_rows(memory)
    return right_accept(box, memory, now, said)


def raise_persists(memory: Memory, now: int, said: Answer, epoch: int) -> None:
    right_raise(memory, now, said, epoch)
    memory.persist(now)


def old_taken(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.body.epoch >= memory.epoch:
        presenting.epoch_holds(box, memory, now, said)


def transfer_to_same(box: Box, memory: Memory, now: int, said: Answer) -> None:
    if said.new_epoch() != memory.epoch or said.body.epoch != memory.epoch:
        presenting.epoch_holds(box, memory, now, said)


def transfer_compared_first(box: Box, memory: Memory, now: int, said: Answer) -> None:
    epoch = said.new_epoch()
    if epoch is not None and epoch <= memory.epoch:
        raise Denied(decision.WRONG_EPOCH)
    presenting.epoch_holds(box, memory, now, replace(said, argument=b""))


EPOCHS = [
    session("EpochUnproven", (Box, "present_grant", epoch_unproven)),
    session("EpochNotRaised", exchanged(presenting.epoch_holds, epoch_not_raised)),
    session("EpochRaiseLate", exchanged(presenting.epoch_holds, epoch_not_raised),
            (presenting, "accept", raise_on_acceptance)),
    session("RaisePersists", (presenting, "raise_epoch", raise_persists)),
    session("OldEpochTaken", exchanged(presenting.epoch_holds, old_taken)),
    session("TransferToSame", exchanged(presenting.epoch_holds, transfer_to_same)),
    session("TransferComparedFirst", exchanged(presenting.epoch_holds, transfer_compared_first)),
]  # fmt: skip


# Uses


def not_counted(memory: Memory, now: int, said: Answer) -> None:
    memory.unconfirmed = 0


def copy_id(said: Answer) -> bytes:
    return hashlib.sha256(said.body.grant_id + b"".join(said.caveats)).digest()[:16]


def row_for_all(memory: Memory, now: int, said: Answer) -> None:
    unlimited = said.body.max_uses == 0
    right_count(memory, now, replace(said, body=replace(said.body, max_uses=255)) if unlimited else said)


def judge_counting_all(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    for check in CHECKS:
        check(box, memory, now, said)
    presenting.count_use(memory, now, said)
    return presenting.accept(box, memory, now, said)


def takes_kept(memory: Memory, now: int, said: Answer) -> int:
    index = ledger.find_place(memory, range(memory.limits.rows), now)
    if index is None:
        raise Denied(decision.LEDGER_FULL)
    memory.rows[index] = GrantRow(said.body.grant_id, said.body.not_after)
    return index


def row_with_caveat(memory: Memory, now: int, said: Answer) -> int:
    index = right_first_use(memory, now, said)
    row = memory.rows[index]
    assert isinstance(row, GrantRow)
    row.not_after = said.not_after()
    return index


def index_of(memory: Memory, said: Answer) -> int | None:
    return ledger.find_grant(memory, said.body.grant_id) if said.is_counted() else None


def retry_counted(memory: Memory, now: int, said: Answer) -> None:
    right_count(memory, now, said)
    index = index_of(memory, said)
    if index is not None and memory.unconfirmed == 0:
        memory.rows[index].uses += 1  # type: ignore[union-attr]


def retry_endless(memory: Memory, now: int, said: Answer) -> None:
    right_count(memory, now, said)
    index = index_of(memory, said)
    memory.unconfirmed = 0 if index is None else index + 1


def repeat_kept(memory: Memory, now: int, said: Answer) -> None:
    before = memory.unconfirmed
    right_count(memory, now, said)
    if before and (not said.is_counted() or isinstance(memory.rows[before - 1], Row)):
        memory.unconfirmed = before


def any_ends_repeat(box: Box, memory: Memory, now: int, said: Answer) -> Decision:
    if said.op not in OPENINGS:
        memory.unconfirmed = 0
    return right_accept(box, memory, now, said)


USES = [
    session("GrantNotCounted", (presenting, "count_use", not_counted)),
    session("CountPerOperation",
            (presenting, "key_of_uses", lambda said: said.body.grant_id[:15] + bytes([said.op]))),
    session("UsesPerCopy", (presenting, "key_of_uses", copy_id)),
    session("CountedByEightBytes", (presenting, "key_of_uses", lambda said: said.body.grant_id[:8] + bytes(8))),
    session("UncountedGetsRow", (presenting, "count_use", row_for_all)),
    session("UsesOfEveryOperation", (presenting, "judge", judge_counting_all),
            (Answer, "is_counted", lambda said: said.body.max_uses > 0)),
    session("GrantTakesKept", (presenting, "first_use", takes_kept)),
    session("RowEndsWithCaveat", (presenting, "first_use", row_with_caveat)),
    session("RetryCounted", (presenting, "count_use", retry_counted)),
    session("RetryAnyOperation", (presenting, "is_retry", lambda memory, index, row, now, op: (
        ledger.may_repeat(memory, index, row, now)))),
    session("RetryEndless", (presenting, "count_use", retry_endless)),
    session("RetryInclusive", (ledger, "may_repeat", repeat_inclusive)),
    session("RetryAfterConfirm", (Box, "confirm_opened", confirm_nothing)),
    session("RetryLostOnRestart", (Box, "restart", forgetting("unconfirmed"))),
    session("NoRetryForGrants", (presenting, "is_retry", lambda *given: False)),
    session("GrantKeepsRepeat", (presenting, "count_use", repeat_kept)),
    session("AnyGrantEndsRepeat", (presenting, "accept", any_ends_repeat)),
]  # fmt: skip

MUTANTS: list[Mutant] = [*PRESENTED, *EPOCHS, *USES]
