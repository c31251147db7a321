"""Mistakes of a box's clock, of its ledger, and with messages of the service."""

from dataclasses import replace
from typing import Any

from doorward_reference import bits, keys, service
from doorward_reference.engine import (
    box, bulletin, clock, commands, connection, decision, ledger, local, throttle,
)  # fmt: skip
from doorward_reference.engine.box import Box
from doorward_reference.engine.bulletin import Bulletin
from doorward_reference.engine.decision import Decision, Denied
from doorward_reference.engine.limits import Limits
from doorward_reference.engine.memory import DAY, FLEX, Memory, Row
from doorward_reference.engine.throttle import Counts
from doorward_reference.zone import Zone
from mutant import Mutant
from mutants_session import limited, session

# Clock

right_carry_out, right_set_clock, right_heed = Box.carry_out, commands.set_clock, Box.heed
right_enter, right_service = Box.enter_code, Box.enter_service_code
right_visitor = Box.enter_visitor_code


def service_needs_clock(self: Box, memory: Memory, now: int, command: service.Command) -> Decision:
    if not clock.is_set(memory, now):
        raise Denied(decision.WRONG_CODE)
    return right_carry_out(self, memory, now, command)


def reference_is_now(memory: Memory, now: int, instant: int) -> Decision:
    memory.persisted = now
    return right_set_clock(memory, now, instant)


def counts_from_reading(memory: Memory, now: int, instant: int) -> Decision:
    if clock.is_set(memory, now):
        memory.persisted = now
    return right_set_clock(memory, now, instant)


def counts_from_persisted(memory: Memory, now: int, instant: int) -> Decision:
    return right_set_clock(memory, max(clock.FIRST_INSTANT, min(now, memory.persisted)), instant)


def withheld_hides(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    answer = right_heed(self, memory, now, said)
    if answer is not None:
        memory.persisted = said.issued_at
    return answer


def persist_anything(self: Memory, now: int) -> None:
    self.persisted = now


def persist_refused(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    memory.persist(now)
    return right_enter(self, memory, now, chosen, typed)


def power_keeps(self: Box, memory: Memory, now: None) -> Decision:
    self.save(memory)
    return decision.applied("power_restored", set_clock=memory.persisted)


def code_again(memory: Memory, now: int, instant: int) -> Decision:
    memory.last_clock_code -= memory.last_clock_code == instant
    return right_set_clock(memory, now, instant)


def forward_alone(memory: Memory, now: int, instant: int) -> Decision:
    memory.forward = 0
    return right_set_clock(memory, now, instant)


def back_alone(memory: Memory, now: int, instant: int) -> Decision:
    memory.back = 0
    return right_set_clock(memory, now, instant)


def sums_offset(memory: Memory, now: int, instant: int) -> Decision:
    net = memory.forward - memory.back
    memory.forward, memory.back = max(0, net), max(0, -net)
    return right_set_clock(memory, now, instant)


def code_is_sync(memory: Memory, now: int, instant: int) -> Decision:
    answer = right_set_clock(memory, now, instant)
    memory.forward = memory.back = 0
    return answer


def code_drops_rows(memory: Memory, now: int, instant: int) -> Decision:
    memory.rows = [
        None if row is not None and ledger.is_past(memory, row, now) else row for row in memory.rows
    ]
    return right_set_clock(memory, now, instant)


def later_event(memory: Memory) -> int:
    return memory.last_clock_code if memory.forward or memory.back else memory.last_sync


def carried_sets(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    answer = right_heed(self, memory, now, said)
    memory.clock_set = True
    return answer


def live_keeps(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    counts = Counts(memory.run, memory.total, memory.wait_until, memory.falls_from)
    answer = right_heed(self, memory, now, said)
    throttle.put(memory, counts)
    return answer


def carried_clears(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    throttle.put(memory, throttle.cleared())
    return right_heed(self, memory, now, said)


def sync_keeps_sums(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    sums = memory.forward, memory.back
    answer = right_heed(self, memory, now, said)
    memory.forward, memory.back = sums
    return answer


def carried_is_sync(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    memory.last_sync = said.issued_at
    return right_heed(self, memory, now, said)


def carried_back(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    right_heed(self, memory, now, said)
    memory.persisted = said.issued_at
    return said.issued_at


def only_forward(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    answer = right_heed(self, memory, now, said)
    if said.issued_at < now:
        memory.persisted = now
        return None
    return answer


def zone_kept(self: Box, memory: Memory, now: int, said: Bulletin) -> int | None:
    return right_heed(self, memory, now, replace(said, zone=memory.zone))


def zone_reopens(memory: Memory, zone: Zone) -> None:
    memory.zone = zone


def suspended_silences(self: Box, memory: Memory, now: int, before: Counts, typed: str) -> Decision:
    if memory.suspended:
        raise Denied(decision.SUSPENDED)
    return right_service(self, memory, now, before, typed)


CLOCK = [
    session("ServiceNeedsClock", (Box, "carry_out", service_needs_clock)),
    session("WithheldBulletinHides", (Box, "heed", withheld_hides)),
    session("CountsFromReading", (commands, "set_clock", counts_from_reading)),
    session("CountsFromPersisted", (commands, "set_clock", counts_from_persisted)),
    session("ReferenceIsNow", (commands, "set_clock", reference_is_now)),
    session("CarriedSets", (Box, "heed", carried_sets)),
    session("UnsetFlagOnly", (clock, "is_set", lambda memory, now: memory.clock_set)),
    session("WentBackInclusive", (clock, "went_back", lambda memory, now: (
        memory.persisted - now >= clock.tolerance(memory, now)))),
    session("PersistedLowered", (Memory, "persist", persist_anything)),
    session("PersistedOnRefusal", (Box, "enter_code", persist_refused)),
    session("TickAlways", (box, "TICK_SECONDS", 0)),
    session("TickLate", (box, "TICK_SECONDS", 3_601)),
    session("PowerKeepsClock", (Box, "power_restored", power_keeps)),
    session("UnsetAllowsCancel", (commands, "clock_and_epoch_hold", lambda memory, now, epoch: (
        memory.epoch % 16 == epoch))),
    session("ClockCodeAgain", (commands, "set_clock", code_again)),
    session("ForwardUnbounded", (commands, "set_clock", forward_alone)),
    session("BackUnbounded", (commands, "set_clock", back_alone)),
    session("SumsOffset", (commands, "set_clock", sums_offset)),
    session("SyncKeepsSums", (Box, "heed", sync_keeps_sums)),
    session("ClockCodeIsSync", (commands, "set_clock", code_is_sync)),
    session("ToleranceFromSync", (clock, "last_set", lambda memory: memory.last_sync)),
    session("CarriedRestartsTolerance", (Box, "heed", carried_is_sync)),
    session("LaterEventWins", (clock, "last_set", later_event)),
    session("ToleranceUncapped", (clock, "tolerance", limited(clock.tolerance, largest_tolerance=10**6))),
    session("ReopenedByClock", (commands, "set_clock", code_drops_rows)),
    session("LiveOnlyForward", (Box, "heed", only_forward)),
    session("SuspendedSilences", (Box, "enter_service_code", suspended_silences)),
    session("LiveKeepsCounts", (Box, "heed", live_keeps)),
    session("CarriedClearsCounts", (Box, "heed", carried_clears)),
    session("CarriedSetsBack", (Box, "heed", carried_back)),
    session("ZoneKept", (Box, "heed", zone_kept)),
    session("ZoneReopens", (local, "move", zone_reopens)),
]  # fmt: skip


# Ledger

right_end, right_free, right_find_place = ledger.end, ledger.free_one, ledger.find_place
right_future = commands.has_a_future
right_judge, right_void, right_mark = Box.judge_row, commands.void_rows, commands.mark_cancelled


def all_rows(limits: Limits) -> range:
    return range(limits.rows)


def past_without_tolerance(memory: Memory, row: Row, now: int) -> bool:
    return ledger.end(memory, row) < now


def free_oldest(memory: Memory, places: range, now: int) -> int | None:
    index = min(places, key=lambda place: memory.rows[place].first)
    return right_free(memory, range(index, index + 1), now)


def free_highest(memory: Memory, places: range, now: int) -> int | None:
    index = min(places, key=lambda place: (ledger.end(memory, memory.rows[place]), -place))
    return right_free(memory, range(index, index + 1), now)


def free_all(memory: Memory, places: range, now: int) -> int | None:
    for index in places:
        if memory.rows[index] is not None:
            right_free(memory, range(index, index + 1), now)
    return right_find_place(memory, places, now)


def forget_end(memory: Memory, places: range, now: int) -> int | None:
    rows = list(memory.rows)
    index = right_free(memory, places, now)
    if index is not None:
        memory.forgotten = max(memory.forgotten, ledger.end(memory, rows[index]))
    return index


def forget_latest(memory: Memory, places: range, now: int) -> int | None:
    memory.forgotten, before = 0, memory.forgotten
    index = right_free(memory, places, now)
    if index is None:
        memory.forgotten = before
    return index


def forgotten_binds(self: Box, memory: Memory, now: int, index: int, chosen: int) -> None:
    if ledger.is_forgotten(memory, ledger.last_instant(memory, memory.rows[index])):
        raise Denied(decision.WRONG_CODE)
    right_judge(self, memory, now, index, chosen)


def used_up_first(self: Box, memory: Memory, now: int, index: int, chosen: int) -> None:
    row = memory.rows[index]
    if row.used:
        try:
            row.cancelled, was = False, row.cancelled
            right_judge(self, memory, now, index, chosen)
        except Denied as denied:
            if denied.number == decision.USED_UP:
                raise
        row.cancelled = was
    right_judge(self, memory, now, index, chosen)


def end_of_window(memory: Memory, row: Row) -> int:
    return ledger.window(row).end() if row.kind == FLEX else right_end(memory, row)


def rows_kept(memory: Memory, epoch: int) -> None:
    memory.epoch, memory.unconfirmed = epoch, 0


def forgotten_dropped(memory: Memory, epoch: int) -> None:
    right_void(memory, epoch)
    memory.forgotten = 0


def rows_written_away(memory: Memory, epoch: int) -> None:
    rows_kept(memory, epoch)
    memory.rows = [None] * len(memory.rows)


def cancel_only_used(memory: Memory, now: int, named: Row, last: int, code: str) -> None:
    commands.refuse_unless(ledger.find(memory, named.kind, code) is not None)
    right_mark(memory, now, named, last, code)


def cancel_only_unused(memory: Memory, now: int, named: Row, last: int, code: str) -> None:
    index = ledger.find(memory, named.kind, code)
    commands.refuse_unless(index is None or not memory.rows[index].used)
    right_mark(memory, now, named, last, code)


def future_by_night(memory: Memory, index: int | None, last: int, now: int) -> bool:
    row = memory.rows[index] if index is not None else None
    if row is not None and row.kind == DAY:
        return now < last + clock.tolerance(memory, now)
    return right_future(memory, index, last, now)


def future_after_forgotten(memory: Memory, index: int | None, last: int, now: int) -> bool:
    return right_future(memory, index, last, now) and not ledger.is_forgotten(memory, last)


LEDGER = [
    session("RowsShared", (Limits, "ordinary", all_rows), (Limits, "kept", all_rows)),
    session("CancelTakesOrdinary", (Limits, "kept", all_rows)),
    session("FreesTooEarly", (ledger, "is_past", past_without_tolerance)),
    session("FreesOldest", (ledger, "free_one", free_oldest)),
    session("FreesHighest", (ledger, "free_one", free_highest)),
    session("FreesEagerly", (ledger, "find_place", free_all)),
    session("ForgottenIgnored", (ledger, "is_forgotten", lambda memory, instant: False)),
    session("ForgottenIsEnd", (ledger, "free_one", forget_end)),
    session("ForgottenExclusive",
            (ledger, "is_forgotten", lambda memory, instant: instant < memory.forgotten)),
    session("ForgottenBindsRows", (Box, "judge_row", forgotten_binds)),
    session("ForgottenLowered", (ledger, "free_one", forget_latest)),
    session("HourPastMidnightFreed", (ledger, "end", limited(right_end, outlasts_midnight=0))),
    session("CancelledEndsLate", (ledger, "end", end_of_window)),
    session("RowsKeptAfterEpoch", (commands, "void_rows", rows_kept)),
    session("ForgottenDroppedWithEpoch", (commands, "void_rows", forgotten_dropped)),
    session("VoidRowsWritten", (commands, "void_rows", rows_written_away)),
    session("CancelOnlyUsed", (commands, "mark_cancelled", cancel_only_used)),
    session("CancelOnlyUnused", (commands, "mark_cancelled", cancel_only_unused)),
    session("UsedUpBeforeCancelled", (Box, "judge_row", used_up_first)),
    session("DistanceUnbounded", (commands, "SLOTS_AHEAD", 10**9), (commands, "DAYS_AHEAD", 10**9)),
    session("DistanceInUtc", (commands, "days_ahead", lambda memory, date, now: date - now // 86_400)),
    session("CancelPast", (commands, "has_a_future", lambda *given: True)),
    session("CancelFirstDayOnly", (commands, "has_a_future", lambda memory, index, last, now: (
        now < last + clock.tolerance(memory, now)))),
    session("CancelNightOnly", (commands, "has_a_future", future_by_night)),
    session("CancelForgotten", (commands, "has_a_future", future_after_forgotten)),
    session("CancelAnyEpoch",
            (commands, "clock_and_epoch_hold", lambda memory, now, epoch: clock.is_set(memory, now))),
]  # fmt: skip


# Messages

right_parse, right_apply, right_open_session = bulletin.parse, Box.apply_bulletin, Box.open_session


def shape_first(message: bytes) -> Bulletin:
    if message and message[0] != 1:
        right_parse(b"\x01" + message[1:])
    return right_parse(message)


def proof_first(self: Box, memory: Memory, now: int, message: bytes) -> Decision:
    bulletin.parse(message)
    key = keys.purpose_key(self.profile.box_key, "bulletin", 0)
    if not bulletin.is_genuine(key, message):
        raise Denied(decision.BAD_PROOF)
    return right_apply(self, memory, now, message)


def carried_repeats(self: Box, memory: Memory, now: int, message: bytes) -> Decision:
    said = bulletin.parse(message)
    memory.sequence -= not said.is_live() and said.sequence == memory.sequence
    return right_apply(self, memory, now, message)


def live_must_rise(self: Box, memory: Memory, now: int, message: bytes) -> Decision:
    if bulletin.parse(message).sequence == memory.sequence:
        raise Denied(decision.STALE_BULLETIN)
    return right_apply(self, memory, now, message)


def challenge_again(self: Box, memory: Memory, now: int, message: bytes) -> Decision:
    challenge = self.connection.for_bulletin
    answer = right_apply(self, memory, now, message)
    self.connection.for_bulletin = challenge
    return answer


def refusal_spends(self: Box, memory: Memory, now: int, message: bytes) -> Decision:
    try:
        return right_apply(self, memory, now, message)
    except Denied:
        self.connection.for_bulletin = None
        raise


def older_kept(self: Box, memory: Memory, now: int, entropy: bytes) -> Decision:
    before = replace(self.connection)
    answer = right_open_session(self, memory, now, entropy)
    if before.for_bulletin is not None:
        self.connection.for_bulletin, self.connection.given = before.for_bulletin, before.given
    return answer


def press_not_needed(self: Box, memory: Memory, now: int, entropy: bytes) -> Decision:
    self.connection.pressed = now
    return right_open_session(self, memory, now, entropy)


def counter_first(self: Box, memory: Memory, now: int, entropy: bytes) -> Decision:
    right_open_session(self, memory, now, entropy)
    key = keys.purpose_key(self.profile.box_key, "challenge", 0)
    challenge = keys.mac(key, bits.u64(memory.challenges) + entropy)[:16]
    self.connection.for_bulletin = self.connection.for_grant = challenge
    return decision.challenged(challenge)


def rows_open_while_suspended(self: Box, memory: Memory, now: int, *given: Any) -> Decision:
    _, kind, _, typed = given
    if ledger.find(memory, kind, typed) is not None:
        memory.suspended = False
    return right_visitor(self, memory, now, *given)


MESSAGES = [
    session("OrderUnchecked", (Zone, "keeps_order", lambda zone: True)),
    session("VersionAfterShape", (bulletin, "parse", shape_first)),
    session("ProofFirst", (Box, "apply_bulletin", proof_first)),
    session("CarriedMayRepeat", (Box, "apply_bulletin", carried_repeats)),
    session("LiveMustRise", (Box, "apply_bulletin", live_must_rise)),
    session("EpochStepUnbounded", (commands, "EPOCHS_AHEAD", 2**32)),
    session("SuspendedSkipsRows", (Box, "enter_visitor_code", rows_open_while_suspended)),
    session("ChallengeAgain", (Box, "apply_bulletin", challenge_again)),
    session("ChallengeLate", (connection, "LIVE_SECONDS", 10**9)),
    session("RefusalSpendsChallenge", (Box, "apply_bulletin", refusal_spends)),
    session("OlderChallenge", (Box, "open_session", older_kept)),
    session("PressNotNeeded", (Box, "open_session", press_not_needed)),
    session("CounterRaisedFirst", (Box, "open_session", counter_first)),
]

MUTANTS: list[Mutant] = [*CLOCK, *LEDGER, *MESSAGES]
