"""Mistakes with connections and challenges, and with the leave of an owner."""

from dataclasses import replace
from typing import Any

import support  # noqa: F401, makes the reference importable
from doorward_reference.engine import answer, box, connection, decision, ledger, limits, presenting
from doorward_reference.engine.answer import OPENINGS
from doorward_reference.engine.box import Box, StoreError
from doorward_reference.engine.connection import Connection, Owner
from doorward_reference.engine.decision import Decision, Denied
from doorward_reference.engine.limits import Limits
from doorward_reference.engine.memory import Memory
from mutant import Mutant
from mutants_session import session

right_may, right_challenge = Connection.may_be_challenged, Connection.challenge
right_take, right_heard, right_disconnect = (
    Connection.take_for_grant, Connection.heard_bulletin, Connection.disconnect,
)  # fmt: skip
right_open_session, right_present, right_proven = Box.open_session, Box.present_grant, Box.judge_proven
right_apply, right_restart, right_power = Box.apply_bulletin, Box.restart, Box.power_restored
right_perform, right_replace, right_accept = Box.perform, Box.replace_limits, presenting.accept
right_find, right_find_grant = ledger.find, ledger.find_grant


def is_pressed(self: Connection, now: int) -> bool:
    return self.pressed is not None and 0 <= now - self.pressed <= connection.PRESS_SECONDS


def press_for_each(self: Connection, now: int) -> bool:
    return is_pressed(self, now) and right_may(self, now)


def press_is_answer(self: Connection, now: int) -> bool:
    return right_may(self, now) or (is_pressed(self, now) and self.challenges < connection.CHALLENGES_MOST)


def answer_not_needed(self: Connection, now: int) -> bool:
    return right_may(self, now) or 0 < self.challenges < connection.CHALLENGES_MOST


def press_outlives(self: Connection, challenge: bytes, now: int) -> None:
    pressed = self.pressed if self.challenges else None
    right_challenge(self, challenge, now)
    self.pressed = pressed


def refusal_is_answer(self: Box, *given: Any) -> Decision:
    answered = right_proven(self, *given)
    self.connection.answered = True
    return answered


def carried_is_answer(self: Box, *given: Any) -> Decision:
    answered = right_apply(self, *given)
    self.connection.answered = True
    return answered


def only_opening_answers(door: Box, memory: Memory, now: int, said: answer.Answer) -> Decision:
    answered = right_accept(door, memory, now, said)
    door.connection.answered = said.op in OPENINGS
    return answered


def heard_no_answer(self: Connection) -> None:
    self.for_bulletin = None


def counts_on(self: Connection) -> None:
    kept = self.challenges, self.answered
    right_disconnect(self)
    self.challenges, self.answered = kept


def given_unsaved(self: Box, *given: Any) -> Decision:
    try:
        return right_open_session(self, *given)
    except StoreError:
        self.connection.for_grant = None
        raise


def keep_challenge_after(*numbers: int) -> Any:
    def present(self: Box, memory: Memory, now: int, message: bytes) -> Decision:
        challenge = self.connection.for_grant
        try:
            answered = right_present(self, memory, now, message)
        except Denied as denied:
            if denied.number in numbers:
                self.connection.for_grant = challenge
            raise
        if answered["number"] in numbers:
            self.connection.for_grant = challenge
        return answered

    return present


def remembering(self: Connection, challenge: bytes, now: int) -> None:
    right_challenge(self, challenge, now)
    self.latest = challenge  # type: ignore[attr-defined]


def any_challenge(self: Connection, now: int) -> bytes | None:
    return getattr(self, "latest", None)


def take_both(self: Connection, now: int) -> bytes | None:
    self.for_bulletin = None
    return right_take(self, now)


def hear_both(self: Connection) -> None:
    right_heard(self)
    self.for_grant = None


def move_press(self: Connection, moved: int) -> None:
    if self.pressed is not None:
        self.pressed += moved


def move_challenge(self: Connection, moved: int) -> None:
    self.given += moved


def disconnect_keeping(*names: str) -> Any:
    def disconnect(self: Connection) -> None:
        kept = {name: getattr(self, name) for name in names}
        right_disconnect(self)
        for name, value in kept.items():
            setattr(self, name, value)

    return disconnect


def disconnect_all(self: Connection) -> None:
    right_disconnect(self)
    self.for_bulletin = None


def restart_connected(self: Box) -> None:
    kept = getattr(self, "connection", None)
    right_restart(self)
    if kept is not None:
        self.connection = kept


def power_connected(self: Box, memory: Memory, now: None) -> Decision:
    kept = self.connection
    try:
        return right_power(self, memory, now)
    finally:
        self.connection = kept


CONNECTIONS = [
    session("FiveChallenges", (connection, "CHALLENGES_MOST", 5)),
    session("TwoChallenges", (connection, "CHALLENGES_MOST", 2)),
    session("PressForEach", (Connection, "may_be_challenged", press_for_each)),
    session("PressIsAnswer", (Connection, "may_be_challenged", press_is_answer)),
    session("PressOutlives", (Connection, "challenge", press_outlives)),
    session("AnswerNotNeeded", (Connection, "may_be_challenged", answer_not_needed)),
    session("RefusalIsAnswer", (Box, "judge_proven", refusal_is_answer)),
    session("CarriedIsAnswer", (Box, "apply_bulletin", carried_is_answer)),
    session("OnlyOpeningAnswers", (presenting, "accept", only_opening_answers),
            (Connection, "heard_bulletin", heard_no_answer)),
    session("AnswerOutlivesConnection", (Connection, "disconnect", counts_on)),
    session("ChallengeGivenUnsaved", (Box, "open_session", given_unsaved)),
    session("ChallengeTenSeconds", (connection, "GRANT_SECONDS", 60)),
    session("TenSecondsExclusive", (connection, "GRANT_SECONDS", 9)),
    session("ChallengeKeptAfterBadMessage", (Box, "present_grant", keep_challenge_after(
        decision.BAD_MESSAGE, decision.UNSUPPORTED, decision.WRONG_LOCKBOX))),
    session("RefusedGrantKeepsChallenge", (Box, "present_grant", keep_challenge_after(
        *range(decision.WRONG_CODE, decision.UNSUPPORTED)))),
    session("ChallengeNotNeeded", (Connection, "challenge", remembering),
            (Connection, "take_for_grant", any_challenge)),
    session("OneUseForBoth", (Connection, "take_for_grant", take_both)),
    session("OneUseForBoth", (Connection, "heard_bulletin", hear_both)),
    session("ClockAgesChallenge", (Connection, "keep_ages", move_press)),
    session("ClockAgesPress", (Connection, "keep_ages", move_challenge)),
    session("DisconnectKeepsGrant", (Connection, "disconnect", disconnect_keeping("for_grant"))),
    session("DisconnectEndsBulletin", (Connection, "disconnect", disconnect_all)),
    session("RestartKeepsConnection", (Box, "restart", restart_connected)),
    session("PowerKeepsConnection", (Box, "power_restored", power_connected)),
    session("LostFirst", (box, "ASKED_WITHOUT_STATE", ())),
]  # fmt: skip


def leave_given(self: Box, *given: Any) -> Decision:
    self.connection.owner = self.connection.owner or Owner(bytes(16), 0)
    return right_replace(self, *given)


def leave_for_all(door: Box, said: answer.Answer) -> None:
    door.connection.reads_log = True
    door.connection.owner = Owner(said.body.grant_id, said.delegate())


def leave_once(self: Connection, challenge: bytes, now: int) -> None:
    right_challenge(self, challenge, now)
    self.end_leave()


def save_only(self: Box, memory: Memory) -> None:
    self.store.save(box.snapshot.encode_snapshot(memory))


def refusal_ends_leave(self: Box, *given: Any, **named: Any) -> Decision:
    answered = right_perform(self, *given, **named)
    if answered["number"] > decision.APPLIED:
        self.connection.end_leave()
    return answered


def limits_first(self: Box, memory: Memory, now: int, octets: bytes) -> Decision:
    try:
        limits.parse(octets)
    except box.Refused:
        raise Denied(decision.BAD_MESSAGE) from None
    return right_replace(self, memory, now, octets)


def limits_later(self: Box, operation: str, *given: Any, **named: Any) -> Decision:
    before = self.memory.limits if self.memory is not None else Limits()
    answered = right_perform(self, operation, *given, **named)
    if operation == "replace_limits" and self.memory is not None:
        self.memory.limits = before
    return answered


def limits_alone(self: Box, memory: Memory, now: int, octets: bytes) -> Decision:
    return right_replace(self, memory, min(now, memory.persisted), octets)


def limits_unlogged(self: Box, memory: Memory, now: int, octets: bytes) -> Decision:
    if self.connection.owner is None:
        raise Denied(decision.OPERATION_NOT_GRANTED)
    memory.limits = limits.parse(octets)
    memory.persist(now)
    self.save(memory)
    return decision.limits_replaced()


def within_limits(right: Any) -> Any:
    def find(memory: Memory, *given: Any) -> int | None:
        return right(replace(memory, rows=memory.rows[: memory.limits.rows]), *given)

    return find


OWNERS = [
    session("LimitsWithoutLeave", (Box, "replace_limits", leave_given)),
    session("LeaveForAll", (presenting, "give_leave", leave_for_all)),
    session("LeaveOnce", (Connection, "challenge", leave_once)),
    session("LeaveOutlivesConnection",
            (Connection, "disconnect", disconnect_keeping("reads_log", "owner"))),
    session("LeaveOutlivesEpoch", (Box, "save", save_only)),
    session("LeaveEndedByRefusal", (Box, "perform", refusal_ends_leave)),
    session("LimitsUnchecked", (Limits, "check", lambda limits: None)),
    session("LimitsFirst", (Box, "replace_limits", limits_first)),
    session("LimitsNextStart", (Box, "perform", limits_later)),
    session("LimitsPersistNothing", (Box, "replace_limits", limits_alone)),
    session("LimitsUnlogged", (Box, "replace_limits", limits_unlogged)),
    session("FewerRowsForget", (ledger, "find", within_limits(right_find)),
            (ledger, "find_grant", within_limits(right_find_grant))),
]  # fmt: skip

MUTANTS: list[Mutant] = [*CONNECTIONS, *OWNERS]
