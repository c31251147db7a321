"""Mistakes of visitors' codes, of the throttle and of saving."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from doorward_reference.engine import box, clock, decision, ledger, local, log, snapshot, throttle
from doorward_reference.engine.box import Box, StoreError
from doorward_reference.engine.crc import crc32c
from doorward_reference.engine.decision import Decision, Denied
from doorward_reference.engine.limits import Limits
from doorward_reference.engine.memory import DAY, FLEX, Memory, Row
from doorward_reference.engine.throttle import Counts
from doorward_reference.zone import Rule, Zone
from mutant import Mutant, Patch, mutant

SESSION = "lockbox-session"


def session(flag: str, *patches: Patch) -> Mutant:
    return mutant(SESSION, flag, *patches)


def limited(right: Callable[..., Any], **limits: int) -> Callable[..., Any]:
    """`right`, told of other limits than the profile's."""

    def wrong(memory: Memory, *given: Any) -> Any:
        return right(replace(memory, limits=replace(memory.limits, **limits)), *given)

    return wrong


# Visitors

right_over, right_until, right_end_of = ledger.time_is_over, ledger.until, local.end_of
right_judge, right_outside, right_first_use = Box.judge_row, local.outside_hours, Box.first_use
right_enter, right_visitor, right_restart = Box.enter_code, Box.enter_visitor_code, Box.restart
right_perform, right_save, right_read_day = Box.perform, Box.save, box.read_day


def compare_first(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    before, kind = throttle.after_falls(memory, now), self.family(typed)
    if kind not in (DAY, FLEX) or before.total >= 100 or now < before.wait_until:
        return right_enter(self, memory, now, chosen, typed)
    try:
        return self.enter_visitor_code(memory, now, before, kind, chosen, typed)
    except Denied as denied:
        throttle.put(memory, throttle.counted(memory, before, now))
        self.save(memory)
        self.note_refused_code(now, kind, chosen, denied)
        raise


def over_late(memory: Memory, row: Row, now: int) -> bool:
    earlier = max(row.first, now - clock.tolerance(memory, now))
    return right_over(memory, row, earlier if row.kind == DAY else now)


def over_not_before(memory: Memory, row: Row, now: int) -> bool:
    return now >= row.first and right_over(memory, row, now)


def over_at_midnight(memory: Memory, row: Row, now: int) -> bool:
    night = row.kind == DAY and now >= local.end_of(memory.zone, row.place)
    return right_over(memory, row, now) or night


def over_after_a_day(memory: Memory, row: Row, now: int) -> bool:
    if row.kind == DAY:
        return right_over(memory, row, now)
    return now >= ledger.last_instant(memory, row) + clock.tolerance(memory, now)


def until_bare_midnight(memory: Memory, row: Row, now: int) -> int:
    if row.kind == FLEX:
        return right_until(memory, row, now)
    return min(ledger.hour(memory, row), local.end_of(memory.zone, row.place))


def end_after_24_hours(zone: Zone, day: int) -> int:
    return right_end_of(zone, day - 1) + 86_400


def operation_first(self: Box, memory: Memory, now: int, index: int, chosen: int) -> None:
    row = memory.rows[index]
    if row is not None and not row.cancelled and ledger.operation(row) != chosen:
        raise Denied(decision.WRONG_CODE)
    right_judge(self, memory, now, index, chosen)


def judged_without_hours(self: Box, memory: Memory, now: int, index: int, chosen: int) -> None:
    try:
        right_judge(self, memory, now, index, chosen)
    except Denied as denied:
        if denied.number != decision.OUTSIDE_HOURS:
            raise


def outside_by_far(memory: Memory, now: int) -> bool:
    tolerance = clock.tolerance(memory, now)
    return all(right_outside(memory, at) for at in (now - tolerance, now, now + tolerance))


def hours_told(self: Box, memory: Memory, now: int, kind: int, chosen: int, typed: str) -> int:
    try:
        return right_first_use(self, memory, now, kind, chosen, typed)
    except Denied as denied:
        if denied.number == decision.WRONG_CODE and local.outside_hours(memory, now):
            raise Denied(decision.OUTSIDE_HOURS) from None
        raise


def zeros_dropped(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    bare = typed.lstrip("0")
    lengths = (self.profile.day_digits, self.profile.flex_digits)
    padded = next((bare.zfill(digits) for digits in lengths if len(bare) in (digits - 1, digits)), typed)
    return right_enter(self, memory, now, chosen, padded)


def repeat_by_time(memory: Memory, index: int, row: Row, now: int) -> bool:
    return row.last <= now < row.last + memory.limits.repeat


def repeat_inclusive(memory: Memory, index: int, row: Row, now: int) -> bool:
    return memory.unconfirmed == index + 1 and row.last <= now <= row.last + memory.limits.repeat


def confirm_nothing(self: Box, memory: Memory, now: int) -> Decision:
    memory.persist(now)
    self.save(memory)
    return decision.applied("confirmed")


def forgetting(name: str) -> Callable[[Box], None]:
    def restart(self: Box) -> None:
        right_restart(self)
        if self.memory is not None:
            setattr(self.memory, name, 0)

    return restart


def refusal_ends_repeat(self: Box, *given: Any, **named: Any) -> Decision:
    answer = right_perform(self, *given, **named)
    if answer["number"] == decision.WRONG_CODE and self.memory is not None:
        self.memory.unconfirmed = 0
    return answer


def usual_family(self: Box, typed: str) -> int | None:
    if not typed.isdecimal():
        return None
    return {7: DAY, 10: FLEX, 12: 12}.get(len(typed))


VISITORS = [
    session("CountAfterCompare", (Box, "enter_code", compare_first)),
    session("ToleranceOnTheHour", (ledger, "time_is_over", over_late)),
    session("ReuseFromLastUse", (ledger, "hour", lambda memory, row: row.last + memory.limits.reuse)),
    session("OperationBeforeUse", (Box, "judge_row", operation_first)),
    session("HourOpenBackwards", (ledger, "time_is_over", over_not_before)),
    session("HourPastMidnight", (ledger, "time_is_over", limited(right_over, outlasts_midnight=1)),
            (ledger, "until", limited(right_until, outlasts_midnight=1))),
    session("MidnightWithoutTolerance", (ledger, "time_is_over", over_at_midnight)),
    session("OutlastsIgnored", (ledger, "time_is_over", limited(right_over, outlasts_midnight=0)),
            (ledger, "until", limited(right_until, outlasts_midnight=0))),
    session("UntilBeforeNow", (ledger, "until", until_bare_midnight)),
    session("DayOf24Hours", (local, "end_of", end_after_24_hours)),
    session("StandardTime", (Zone, "offset_at", lambda zone, instant: zone.standard_minutes)),
    session("HoursOnFirstOnly", (Box, "judge_row", judged_without_hours)),
    session("HoursWithTolerance", (local, "outside_hours", outside_by_far)),
    session("HoursForSingleUse", (ledger, "keeps_hours", lambda row: True)),
    session("FlexHoursTold", (Box, "first_use", hours_told)),
    session("FirstDayOnly", (ledger, "time_is_over", over_after_a_day)),
    session("RowNeverEarly", (ledger, "has_begun", lambda memory, row, now: True)),
    session("ZerosDropped", (Box, "enter_code", zeros_dropped)),
    session("RepeatEndless", (ledger, "may_repeat", repeat_by_time)),
    session("RepeatForEachRow", (ledger, "may_repeat", repeat_by_time)),
    session("RepeatInclusive", (ledger, "may_repeat", repeat_inclusive)),
    session("RepeatAfterConfirm", (Box, "confirm_opened", confirm_nothing)),
    session("RepeatLostOnRestart", (Box, "restart", forgetting("unconfirmed"))),
    session("RepeatEndedByRefusal", (Box, "perform", refusal_ends_repeat)),
    session("SlotLimitIgnored", (box, "READERS", {
        DAY: lambda profile, memory, *given: limited(
            lambda memory: right_read_day(profile, memory, *given), day_code_slots=16)(memory),
        FLEX: box.read_flex})),
    session("SevenDigitsOnly", (Box, "family", usual_family)),
]  # fmt: skip


# Throttle

right_wait, right_falls, right_counted = throttle.wait, throttle.after_falls, throttle.counted
right_service = Box.enter_service_code


def waits_at_the_end(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    if now == memory.wait_until:
        return decision.throttled(now)
    return right_enter(self, memory, now, chosen, typed)


def wait_anew(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    if now < memory.wait_until:
        memory.wait_until = now + throttle.wait(memory, memory.run)
        self.save(memory)
        return decision.throttled(memory.wait_until)
    return right_enter(self, memory, now, chosen, typed)


def service_code_waits(self: Box, memory: Memory, now: int, before: Counts, typed: str) -> Decision:
    kept = Counts(memory.run, memory.total, memory.wait_until, memory.falls_from)
    return right_service(self, memory, now, kept, typed)


def malformed_counted(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    answer = right_enter(self, memory, now, chosen, typed)
    if answer["number"] == decision.MALFORMED:
        throttle.put(memory, throttle.counted(memory, throttle.after_falls(memory, now), now))
        self.save(memory)
    return answer


def malformed_first(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    if self.family(typed) is None:
        return decision.deny(decision.MALFORMED)
    return right_enter(self, memory, now, chosen, typed)


def only_wrong_counts(self: Box, memory: Memory, now: int, chosen: int, typed: str) -> Decision:
    before = throttle.after_falls(memory, now)
    try:
        return right_enter(self, memory, now, chosen, typed)
    except Denied as denied:
        if denied.number != decision.WRONG_CODE:
            throttle.put(memory, before)
            self.save(memory)
        raise


def falls_from_look(memory: Memory, now: int) -> Counts:
    counts = right_falls(memory, now)
    return replace(counts, falls_from=now) if counts.total < memory.total else counts


def falls_kept(self: Box, operation: str, now: int, *given: Any, **named: Any) -> Decision:
    if operation == "enter_code" and self.memory is not None:
        throttle.put(self.memory, right_falls(self.memory, now))
    return right_perform(self, operation, now, *given, **named)


def falls_below_zero(memory: Memory, now: int) -> Counts:
    falls = max(0, now - memory.falls_from) // memory.limits.fall_every
    return replace(right_falls(memory, now), total=(memory.total - falls) % 256)


def falls_from_opening(self: Box, memory: Memory, now: int, before: Counts, *given: Any) -> Decision:
    return right_visitor(self, memory, now, replace(before, falls_from=now), *given)


def run_wraps(memory: Memory, before: Counts, now: int) -> Counts:
    counts = right_counted(memory, before, now)
    return replace(counts, run=(before.run + 1) % 256)


THROTTLE = [
    session("FreeRefusalsOffByOne", (throttle, "wait", lambda memory, k: right_wait(memory, k + 1))),
    session("WaitIncludesEnd", (Box, "enter_code", waits_at_the_end)),
    session("WaitLengthened", (Box, "enter_code", wait_anew)),
    session("WaitUncapped", (throttle, "wait", limited(right_wait, longest_wait=10**6))),
    session("ThrottleLostOnRestart", (Box, "restart", forgetting("wait_until"))),
    session("TotalClearedByOpening",
            (throttle, "after_opening", lambda before: Counts(0, 0, 0, before.falls_from))),
    session("TotalKeptAfterOpening",
            (throttle, "after_opening", lambda before: Counts(0, before.total + 1, 0, before.falls_from))),
    session("RunClearedByServiceCode",
            (throttle, "after_service_code", lambda before: replace(before, run=0, wait_until=0))),
    session("TotalClearedByServiceCode",
            (throttle, "after_service_code", lambda before: replace(before, total=0))),
    session("ServiceCodeWaits", (Box, "enter_service_code", service_code_waits)),
    session("MalformedCounted", (Box, "enter_code", malformed_counted)),
    session("MalformedFirst", (Box, "enter_code", malformed_first)),
    session("OnlyWrongCodesCount", (Box, "enter_code", only_wrong_counts)),
    session("FallsFromEachRefusal", (throttle, "counted", lambda memory, before, now: replace(
        right_counted(memory, before, now), falls_from=now))),
    session("FallsFromLook", (throttle, "after_falls", falls_from_look)),
    session("FallsKeptUnsaved", (Box, "perform", falls_kept)),
    session("TotalBelowZero", (throttle, "after_falls", falls_below_zero)),
    session("FallsFromOpening", (Box, "enter_visitor_code", falls_from_opening)),
    session("RunWraps", (throttle, "counted", run_wraps)),
]  # fmt: skip


# Saving

right_decode = snapshot.decode_snapshot


def ahead_of_store(self: Box, operation: str, now: int, *given: Any, fails_at: int | None = None) -> Decision:
    self.store.begin_step(fails_at)
    if self.memory is None:
        return decision.deny(decision.STATE_LOST)
    try:
        return getattr(self, operation)(self.memory, now, *given)
    except Denied as denied:
        return denied.answer()
    except StoreError:
        return decision.deny(decision.STORE_FAILED)


def first_save_unheeded(self: Box, memory: Memory) -> None:
    try:
        right_save(self, memory)
    except StoreError:
        if self.store.attempts != 1:
            raise


def decode_unchecked(data: bytes) -> Memory:
    return right_decode(data[:1_532] + crc32c(data[:1_532]).to_bytes(4, "big"))


SAVING = [
    session("VersionIgnored", (snapshot, "VERSION", 3)),
    session("VersionOneRefused", (snapshot, "VERSION_BEFORE", 2)),
    session("RepeatOfReusable", (snapshot, "drop_repeat_of_reusable", lambda memory: None)),
    session("CheckIgnored", (snapshot, "decode_snapshot", decode_unchecked)),
    session("RangesIgnored", (snapshot, "check_ranges", lambda data: None)),
    session("RangesIgnored", (Limits, "check", lambda limits: None)),
    session("RangesIgnored", (Rule, "check", lambda rule: None)),
    session("RangesIgnored", (Zone, "keeps_order", lambda zone: True)),
    session("RangesIgnored", (log, "is_valid", lambda area: True)),
    session("UnusedIgnored", (snapshot, "check_unused", lambda data: None)),
    session("VoidFlagIgnored", (snapshot, "ROWS_VOID", 0)),
    session("MemoryAheadOfStore", (Box, "perform", ahead_of_store)),
    session("ComparedUnsaved", (Box, "save", first_save_unheeded)),
]

MUTANTS: list[Mutant] = [*VISITORS, *THROTTLE, *SAVING]
