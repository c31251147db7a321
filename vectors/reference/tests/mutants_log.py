"""Mistakes with the log that a box keeps."""

from collections.abc import Callable
from typing import Any

from doorward_reference import audit, bits
from doorward_reference.engine import commands, decision, ledger, log, presenting
from doorward_reference.engine.answer import Answer
from doorward_reference.engine.box import READERS, Box, StoreError
from doorward_reference.engine.bulletin import Bulletin
from doorward_reference.engine.decision import Decision, Denied
from doorward_reference.engine.log import Log
from doorward_reference.engine.memory import DAY, FLEX, Memory
from doorward_reference.grant import DELEGATE
from doorward_reference.refused import Refused
from mutant import Mutant
from mutants_session import session

EVENT, OUTCOME = 16, 17  # places in an entry
right_append, right_write, right_fail, right_head = log.append, log.write, log.fail, log.head
right_epoch, right_clock = commands.log_epoch, commands.log_clock
right_note, right_refused, right_visitor = Box.note_failure, Box.note_refused_code, Box.enter_visitor_code
right_perform, right_drain, right_box_head = Box.perform, Box.drain_audit, Box.head
right_confirm, right_tick = Box.confirm_opened, Box.tick


def writing_unless(skipped: Callable[[bytes], bool]) -> Callable[[Memory, bytes], None]:
    def write(memory: Memory, made: bytes) -> None:
        if not skipped(made):
            right_write(memory, made)

    return write


def keeping(arrange: Callable[[list[bytes], bytes], list[bytes]]) -> Callable[[Log, bytes], None]:
    def append(kept: Log, made: bytes) -> None:
        before = kept.rows
        right_append(kept, made)
        kept.rows = arrange(before, kept.rows[-1])

    return append


def epoch_before(memory: Memory, now: int, before: int, *named: Any) -> None:
    after, memory.epoch = memory.epoch, before
    right_epoch(memory, now, before, *named)
    memory.epoch = after


def clock_first(self: Box, memory: Memory, now: int, said: Bulletin, before: int, set_clock: int | None) -> None:
    log.write(memory, log.entry(
        memory, now, log.BULLETIN, decision.APPLIED, log.BY_BULLETIN, detail=said.sequence))  # fmt: skip
    if set_clock is not None:
        commands.log_clock(memory, now, set_clock, log.BY_BULLETIN)
    if memory.epoch > before:
        commands.log_epoch(memory, now, before, log.BY_BULLETIN)


def cancel_names_itself(memory: Memory, made: bytes) -> None:
    if made[EVENT] == log.COMMAND:
        made = made[: log.SUBJECT.start] + log.SERVICE_CODE + made[log.SUBJECT.stop :]
    right_write(memory, made)


def raise_unlogged(memory: Memory, now: int, said: Answer, epoch: int) -> None:
    commands.void_rows(memory, epoch)


def delegate_part(choose: Callable[[list[bytes]], bytes]) -> Callable[[Answer], int]:
    def delegate(said: Answer) -> int:
        named = said.values(DELEGATE)
        return int.from_bytes(choose(named), "big") if named else 0

    return delegate


def each_row(memory: Memory, made: bytes) -> None:
    log.write(memory, made[: log.DETAIL.start] + bits.u64(1) + made[log.DETAIL.stop :])


def last_told(memory: Memory, made: bytes) -> None:
    right_fail(memory, made)
    memory.log.open = memory.log.open[:4] + made[4:16] + memory.log.open[16:]


def closed_after(memory: Memory, made: bytes) -> None:
    log.append(memory.log, made)
    log.close(memory.log)


def subject_left_out(self: Box, now: int, kind: int, chosen: int, denied: Denied) -> None:
    right_refused(self, now, kind, chosen, Denied(denied.number))


def subject_for_each(self: Box, memory: Memory, now: int, *given: Any) -> Decision:
    try:
        return right_visitor(self, memory, now, *given)
    except Denied as denied:
        _, kind, chosen, typed = given
        index = ledger.find(memory, kind, typed) if kind in (DAY, FLEX) else None
        try:
            about = memory.rows[index] if index is not None else (
                READERS[kind](self.profile, memory, now, chosen, typed))  # fmt: skip
        except Refused:
            about = None
        raise Denied(denied.number, about=about) from None


def proven_unnamed(self: Box, event: int, now: int, number: int, method: int, *named: Any) -> None:
    right_note(self, event, now, number, method, *(() if event == log.GRANT else named))


def bad_proof_unlogged(self: Box, event: int, now: int, number: int, *named: Any) -> None:
    if number != decision.BAD_PROOF:
        right_note(self, event, now, number, *named)


UNSAVED = (
    decision.THROTTLED, decision.KEYPAD_STOPPED, decision.MALFORMED, decision.WRONG_LOCKBOX,
    decision.CHALLENGE_SPENT, decision.BAD_MESSAGE,
)  # fmt: skip


def every_refusal(self: Box, operation: str, now: int, *given: Any, **named: Any) -> Decision:
    answered = right_perform(self, operation, now, *given, **named)
    if answered["number"] in UNSAVED and self.memory is not None:
        self.note_failure(log.CODE, now, answered["number"], log.BY_NOTHING)
        self.reload()
    return answered


def note_unsaved(self: Box, *told: Any) -> None:
    try:
        right_note(self, *told)
    except StoreError:
        pass


def drain_without_leave(self: Box, memory: Memory, now: int) -> Decision:
    self.connection.reads_log = True
    return right_drain(self, memory, now)


def drain_keeps_open(self: Box, memory: Memory, now: int) -> Decision:
    memory.log.open = log.NONE_OPEN
    return right_drain(self, memory, now)


def drain_saves_always(self: Box, memory: Memory, now: int) -> Decision:
    if memory.log.open == log.NONE_OPEN and self.connection.reads_log:
        self.save(memory)
    return right_drain(self, memory, now)


def drain_persists(self: Box, memory: Memory, now: int) -> Decision:
    memory.persist(now)
    return right_drain(self, memory, now)


def append_31_bits(kept: Log, made: bytes) -> None:
    right_append(kept, made)
    kept.following %= 2**31


def head_of_last(kept: Log, now: int) -> bytes:
    return right_head(Log(kept.key, max(0, kept.following - 1)), now)


def head_saves(self: Box, memory: Memory, now: int) -> Decision:
    self.save(memory)
    return right_box_head(self, memory, now)


def logging(right: Callable[[Box, Memory, int], Decision]) -> Callable[[Box, Memory, int], Decision]:
    def logged(self: Box, memory: Memory, now: int) -> Decision:
        log.write(memory, log.entry(memory, now, log.COMMAND, decision.APPLIED, log.BY_NOTHING))
        return right(self, memory, now)

    return logged


MUTANTS: list[Mutant] = [
    session("KeyNotMoved", (audit, "next_key", lambda key: key)),
    session("RowUnlogged", (log, "write", writing_unless(lambda made: made[OUTCOME] == decision.OPEN))),
    session("FirstRowsKept", (log, "append", keeping(lambda rows, row: [*rows, row][:4]))),
    session("NewestFirst", (log, "append", keeping(lambda rows, row: [row, *rows][:4]))),
    session("ThreeRowsKept", (log, "append", keeping(lambda rows, row: [*rows, row][-3:]))),
    session("EpochRowBefore", (commands, "log_epoch", epoch_before)),
    session("ClockRowAtReading", (commands, "log_clock", lambda memory, shown, instant, *named: (
        right_clock(memory, shown, shown, *named)))),
    session("BulletinRowsSwapped", (Box, "log_bulletin", clock_first)),
    session("CancelNamesItself", (log, "write", cancel_names_itself)),
    session("PowerUnlogged", (log, "write", writing_unless(lambda made: made[EVENT] == log.POWER))),
    session("RaiseUnlogged", (presenting, "raise_epoch", raise_unlogged)),
    session("DelegateFirst", (Answer, "delegate", delegate_part(lambda named: named[0][:8]))),
    session("DelegateEnd", (Answer, "delegate", delegate_part(lambda named: named[-1][8:]))),
    session("FailuresEachRow", (log, "fail", each_row)),
    session("FailuresSplit", (log, "is_like", lambda counted, made: counted[16:36] == made[16:36])),
    session("OutcomesMerged", (log, "is_like", lambda counted, made: (
        counted[EVENT] == made[EVENT] and counted[log.SUBJECT] == made[log.SUBJECT]))),
    session("LastFailureTold", (log, "fail", last_told)),
    session("FailureAfterRow", (log, "write", closed_after)),
    session("SubjectLeftOut", (Box, "note_refused_code", subject_left_out)),
    session("SubjectForEachCode", (Box, "enter_visitor_code", subject_for_each)),
    session("ProvenUnnamed", (Box, "note_failure", proven_unnamed)),
    session("BadProofUnlogged", (Box, "note_failure", bad_proof_unlogged)),
    session("EveryRefusalNoted", (Box, "perform", every_refusal)),
    session("NoteUnsaved", (Box, "note_failure", note_unsaved)),
    session("DrainWithoutLeave", (Box, "drain_audit", drain_without_leave)),
    session("DrainKeepsOpen", (Box, "drain_audit", drain_keeps_open)),
    session("DrainSavesAlways", (Box, "drain_audit", drain_saves_always)),
    session("DrainPersists", (Box, "drain_audit", drain_persists)),
    session("HeadOfLastRow", (log, "head", head_of_last)),
    session("HeadSaves", (Box, "head", head_saves)),
    session("EachCallLogged", (Box, "confirm_opened", logging(right_confirm)), (Box, "tick", logging(right_tick))),
    session("Truncated31", (log, "append", append_31_bits)),
]  # fmt: skip
