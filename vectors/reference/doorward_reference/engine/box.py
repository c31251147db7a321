"""One box: its profile, its memory, and the operations in the order of their checks."""

import copy
from dataclasses import dataclass
from typing import Any

from .. import bits, day, flex, keys, proof, service
from ..refused import NOT_ACCEPTED, Refused
from . import (
    answer, bulletin, clock, commands, decision, ledger, limits, local, log, presenting, snapshot, throttle,
)  # fmt: skip
from .answer import Answer
from .bulletin import Bulletin
from .connection import Connection
from .decision import Decision, Denied
from .memory import DAY, FLEX, Memory, Row

CHALLENGE_BYTES = 16
TICK_SECONDS = 3_600
ASKED_WITHOUT_STATE = ("present_grant",)
OPERATIONS_TYPED = (1, 2)  # what a visitor chooses at the keypad, as a bit of grants and of the log
METHODS = {DAY: log.BY_DAY_CODE, FLEX: log.BY_FLEX_CODE, service.DIGITS: log.BY_SERVICE_CODE}


@dataclass(frozen=True)
class Profile:
    lockbox: str
    box_key: bytes
    day_digits: int
    flex_digits: int


class StoreError(Exception):
    """The store took nothing."""


class Store:
    """Keeps the last snapshot. It can be told to fail at one of the saves of a step."""

    def __init__(self, initial: bytes) -> None:
        self.latest = initial
        self.saves: list[bytes] = []  # of the present step
        self.attempts = 0
        self.fails_at: int | None = None

    def begin_step(self, fails_at: int | None) -> None:
        self.saves, self.attempts, self.fails_at = [], 0, fails_at

    def save(self, data: bytes) -> None:
        self.attempts += 1
        if self.attempts == self.fails_at:
            raise StoreError
        self.latest = data
        self.saves.append(data)


def read_day(profile: Profile, memory: Memory, now: int, chosen: int, typed: str) -> Row:
    if chosen != ledger.KEY_COMPARTMENT:
        raise Refused(NOT_ACCEPTED)
    for date in day.days_tried(memory.zone, clock.tolerance(memory, now), now):
        root = day.key(profile.box_key, memory.epoch, date)
        for slot in range(memory.limits.day_code_slots):
            if day.code(root, profile.day_digits, slot) == typed:
                return Row(DAY, date, int(typed), slot=slot)
    raise Refused(NOT_ACCEPTED)


def read_flex(profile: Profile, memory: Memory, now: int, chosen: int, typed: str) -> Row:
    tolerance = clock.tolerance(memory, now)
    meant = flex.read(
        profile.box_key, memory.epoch, profile.flex_digits, tolerance, chosen, now, typed
    )
    _, payload = flex.pack(meant)
    return Row(FLEX, meant.start_slot, int(typed), payload=payload)


READERS = {DAY: read_day, FLEX: read_flex}


class Box:
    def __init__(self, profile: Profile, initial: bytes) -> None:
        self.profile = profile
        self.store = Store(initial)
        self.restart()

    @classmethod
    def provision(cls, profile: Profile, memory: Memory) -> "Box":
        """The first snapshot. Its one save is the first of the box's life."""
        return cls(profile, snapshot.encode_snapshot(memory))

    def restart(self) -> None:
        self.connection = Connection()
        self.reload()

    def reload(self) -> None:
        self.memory: Memory | None
        try:
            self.memory = snapshot.decode_snapshot(self.store.latest)
        except snapshot.Lost:
            self.memory = None

    def save(self, memory: Memory) -> None:
        self.store.save(snapshot.encode_snapshot(memory))
        if memory.rows_void:  # the epoch was raised
            self.connection.end_leave()

    def note_failure(self, event: int, now: int, *told: Any) -> None:
        """Count a refusal in the log. Nothing else is in this save."""
        memory = snapshot.decode_snapshot(self.store.latest)
        log.fail(memory, log.entry(memory, now, event, *told))
        self.save(memory)

    def key_pressed(self, now: int) -> None:
        self.connection.pressed = now

    def disconnect(self) -> None:
        self.connection.disconnect()

    # Each operation below is given a copy of the memory to change. What it does not save is forgotten.

    def enter_code(self, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
        before = throttle.after_falls(memory, now)
        if before.total >= memory.limits.total_stop:
            return decision.deny(decision.KEYPAD_STOPPED)
        if now < before.wait_until:
            return decision.throttled(before.wait_until)
        kind = self.family(typed)
        if kind is None:
            return decision.deny(decision.MALFORMED)
        throttle.put(memory, throttle.counted(memory, before, now))
        self.save(memory)
        try:
            if kind == service.DIGITS:
                return self.enter_service_code(memory, now, before, typed)
            return self.enter_visitor_code(memory, now, before, kind, chosen, typed)
        except Denied as denied:
            self.note_refused_code(now, kind, chosen, denied)
            raise

    def note_refused_code(self, now: int, kind: int, chosen: int, denied: Denied) -> None:
        operation = 0 if kind == service.DIGITS else OPERATIONS_TYPED[chosen]
        subject = log.NOBODY if denied.about is None else log.code_subject(denied.about)
        self.note_failure(log.CODE, now, denied.number, METHODS[kind], operation, subject)

    def family(self, typed: str) -> int | None:
        """The kind of row that a visitor's code gets, or 12 for a service code."""
        lengths = {self.profile.day_digits: DAY, self.profile.flex_digits: FLEX}
        lengths[service.DIGITS] = service.DIGITS
        if any(character not in bits.ASCII_DIGITS for character in typed):
            return None
        return lengths.get(len(typed))

    def enter_service_code(
        self, memory: Memory, now: int, before: throttle.Counts, typed: str
    ) -> Decision:
        try:
            command = service.read(self.profile.box_key, typed)
        except Refused:
            raise Denied(decision.WRONG_CODE) from None
        applied = self.carry_out(memory, now, command)
        throttle.put(memory, throttle.after_service_code(before))
        self.save(memory)
        return applied

    def carry_out(self, memory: Memory, now: int, command: service.Command) -> Decision:
        key, profile = self.profile.box_key, self.profile
        match command:
            case service.CancelFlex():
                return commands.cancel_flex(key, profile.flex_digits, memory, now, command)
            case service.CancelDay():
                return commands.cancel_day(key, profile.day_digits, memory, now, command)
            case service.SetClock(instant):
                return commands.set_clock(memory, now, instant)
            case service.RaiseEpoch(epoch):
                return commands.raise_epoch(memory, now, epoch)

    def enter_visitor_code(
        self, memory: Memory, now: int, before: throttle.Counts, kind: int, chosen: int, typed: str
    ) -> Decision:
        if not clock.is_set(memory, now):
            raise Denied(decision.CLOCK_UNSET)
        if clock.went_back(memory, now):
            raise Denied(decision.CLOCK_WENT_BACK)
        if memory.suspended:
            raise Denied(decision.SUSPENDED)
        index = ledger.find(memory, kind, typed)
        if index is None:
            index = self.first_use(memory, now, kind, chosen, typed)
        else:
            self.judge_row(memory, now, index, chosen)
        row = memory.rows[index]
        assert row is not None
        repeated = row.used
        row.used, row.first, row.last = True, row.first if repeated else now, now
        # A code that may be used again anyway needs no leave to repeat its opening.
        may_repeat = ledger.is_single_use(memory, row) and not repeated
        memory.unconfirmed = index + 1 if may_repeat else 0
        throttle.put(memory, throttle.after_opening(before))
        memory.persist(now)
        log.write(memory, log.entry(
            memory, now, log.CODE, decision.OPEN, METHODS[kind], OPERATIONS_TYPED[chosen], log.code_subject(row)))
        self.save(memory)
        return decision.opened(ledger.until(memory, row, now))

    def judge_row(self, memory: Memory, now: int, index: int, chosen: int) -> None:
        row = memory.rows[index]
        assert row is not None
        if row.cancelled:
            raise Denied(decision.CANCELLED, about=row)
        spent = ledger.is_single_use(memory, row) and not ledger.may_repeat(memory, index, row, now)
        if spent or ledger.time_is_over(memory, row, now):
            raise Denied(decision.USED_UP, about=row)
        if ledger.operation(row) != chosen or not ledger.has_begun(memory, row, now):
            raise Denied(decision.WRONG_CODE, about=row)
        if ledger.keeps_hours(row) and local.outside_hours(memory, now):
            raise Denied(decision.OUTSIDE_HOURS, about=row)

    def first_use(self, memory: Memory, now: int, kind: int, chosen: int, typed: str) -> int:
        """A place for a code that has no row yet, with its row in it."""
        try:
            row = READERS[kind](self.profile, memory, now, chosen, typed)
        except Refused:
            raise Denied(decision.WRONG_CODE) from None
        if ledger.keeps_hours(row) and local.outside_hours(memory, now):
            if kind == FLEX:
                raise Denied(decision.WRONG_CODE)
            raise Denied(decision.OUTSIDE_HOURS, about=row)
        if ledger.is_forgotten(memory, ledger.last_instant(memory, row)):
            raise Denied(decision.WRONG_CODE)
        index = ledger.find_place(memory, memory.limits.ordinary(), now)
        if index is None:
            raise Denied(decision.LEDGER_FULL)
        memory.rows[index] = row
        return index

    def confirm_opened(self, memory: Memory, now: int) -> Decision:
        memory.unconfirmed = 0
        memory.persist(now)
        self.save(memory)
        return decision.applied("confirmed")

    def tick(self, memory: Memory, now: int) -> Decision:
        if now - memory.persisted >= TICK_SECONDS:
            memory.persist(now)
            self.save(memory)
        return decision.applied("ticked")

    def power_restored(self, memory: Memory, now: None) -> Decision:
        """There is no `now`: the reading of a clock that had no power is worth nothing."""
        self.connection = Connection()
        memory.clock_set = False
        log.write(memory, log.entry(
            memory, memory.persisted, log.POWER, decision.APPLIED, log.BY_NOTHING, detail=memory.persisted))
        self.save(memory)
        return decision.applied("power_restored", set_clock=memory.persisted)

    def open_session(self, memory: Memory, now: int, entropy: bytes) -> Decision:
        if not self.connection.may_be_challenged(now):
            raise Denied(decision.CHALLENGE_SPENT)
        challenge = proof.challenge(self.profile.box_key, memory.challenges, entropy)
        memory.challenges += 1
        self.save(memory)
        self.connection.challenge(challenge, now)
        return decision.challenged(challenge)

    def present_grant(self, memory: Memory | None, now: int, message: bytes) -> Decision:
        """What needs no state is looked at first; a challenge ends with whatever is presented."""
        challenge = self.connection.take_for_grant(now)
        said = answer.parse(message)
        if said.body.lockbox != self.profile.lockbox:
            raise Denied(decision.WRONG_LOCKBOX)
        if memory is None:
            raise Denied(decision.STATE_LOST)
        if challenge is None:
            raise Denied(decision.CHALLENGE_SPENT)
        tag = said.tag(self.profile.box_key)
        if not said.is_proven(tag, challenge):
            self.note_failure(log.GRANT, now, decision.BAD_PROOF, log.BY_GRANT)
            raise Denied(decision.BAD_PROOF)
        decided = self.judge_proven(memory, now, said)
        ack = proof.ack(tag, challenge, said.proof, decided["number"])
        return decided | {"acknowledgement": ack.hex()}

    def judge_proven(self, memory: Memory, now: int, said: Answer) -> Decision:
        """From here on each answer is acknowledged, that of a store that failed among them."""
        try:
            try:
                return presenting.judge(self, memory, now, said)
            except Denied as denied:
                told = (denied.number, log.BY_GRANT, said.op, said.body.grant_id)
                self.note_failure(log.GRANT, now, *told)
                return denied.answer()
        except StoreError:
            return decision.deny(decision.STORE_FAILED)

    def replace_limits(self, memory: Memory, now: int, octets: bytes) -> Decision:
        """No limits of this version make the odds of a guess too good: their ranges see to it."""
        owner = self.connection.owner
        if owner is None:
            raise Denied(decision.OPERATION_NOT_GRANTED)
        try:
            memory.limits = limits.parse(octets)
        except Refused:
            raise Denied(decision.BAD_MESSAGE) from None
        memory.persist(now)
        told = (decision.APPLIED, log.BY_GRANT, answer.OWN, owner.grant_id, owner.delegate)
        log.write(memory, log.entry(memory, now, log.GRANT, *told))
        self.save(memory)
        return decision.limits_replaced()

    def drain_audit(self, memory: Memory, now: int) -> Decision:
        if not self.connection.reads_log:
            raise Denied(decision.OPERATION_NOT_GRANTED)
        if memory.log.open != log.NONE_OPEN:
            log.close(memory.log)
            self.save(memory)
        return self.head(memory, now)

    def head(self, memory: Memory, now: int) -> Decision:
        return decision.told_head(log.head(memory.log, now))

    def apply_bulletin(self, memory: Memory, now: int, message: bytes) -> Decision:
        said = bulletin.parse(message)
        if said.lockbox != self.profile.lockbox.encode("ascii"):
            raise Denied(decision.WRONG_LOCKBOX)
        if not bulletin.is_genuine(keys.purpose_key(self.profile.box_key, "bulletin", 0), message):
            raise Denied(decision.BAD_PROOF)
        if said.is_live() and not self.connection.answers(said.nonce, now):
            raise Denied(decision.CHALLENGE_SPENT)
        if said.epoch < memory.epoch:
            raise Denied(decision.WRONG_EPOCH)
        least = memory.sequence if said.is_live() else memory.sequence + 1
        if said.sequence < least:
            raise Denied(decision.STALE_BULLETIN)
        before = memory.epoch
        set_clock = self.heed(memory, now, said)
        self.log_bulletin(memory, now, said, before, set_clock)
        self.save(memory)
        if said.is_live():
            self.connection.heard_bulletin()
        return decision.applied("bulletin", set_clock=set_clock, sequence=said.sequence)

    def log_bulletin(self, memory: Memory, now: int, said: Bulletin, before: int, set_clock: int | None) -> None:
        log.write(memory, log.entry(
            memory, now, log.BULLETIN, decision.APPLIED, log.BY_BULLETIN, detail=said.sequence))
        if memory.epoch > before:
            commands.log_epoch(memory, now, before, log.BY_BULLETIN)
        if set_clock is not None:
            commands.log_clock(memory, now, set_clock, log.BY_BULLETIN)

    def heed(self, memory: Memory, now: int, said: Bulletin) -> int | None:
        """All effects of a bulletin; gives the instant to set the clock to, if any."""
        memory.sequence = said.sequence
        memory.suspended = said.suspended
        local.move(memory, said.zone)
        memory.revoked = list(said.revoked)
        if said.epoch > memory.epoch:
            commands.void_rows(memory, said.epoch)
        if said.is_live():
            throttle.put(memory, throttle.cleared())
            memory.forward = memory.back = 0
            memory.last_sync = memory.persisted = said.issued_at
            memory.clock_set = True
            return said.issued_at
        # A clock that reads an impossible time is unset, and a carried bulletin leaves it so.
        memory.clock_set = clock.is_set(memory, now)
        memory.persist(now)
        memory.persist(said.issued_at)  # never lower: it may be long since the bulletin was made
        return said.issued_at if now < said.issued_at else None

    def perform(self, operation: str, now: int | None, *given: object, fails_at: int | None = None) -> Decision:
        """Run one operation. Memory is afterwards what was last saved, whatever the answer."""
        self.store.begin_step(fails_at)
        if self.memory is None and operation not in ASKED_WITHOUT_STATE:
            return decision.deny(decision.STATE_LOST)
        memory = copy.deepcopy(self.memory)
        try:
            answered: Decision = getattr(self, operation)(memory, now, *given)
        except Denied as denied:
            answered = denied.answer()
        except StoreError:
            answered = decision.deny(decision.STORE_FAILED)
        if self.store.saves:
            self.reload()  # void rows go here
        if now is not None and answered.get("set_clock") is not None:
            self.connection.keep_ages(answered["set_clock"] - now)
        return answered
