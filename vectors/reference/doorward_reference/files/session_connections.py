"""Sessions of connections: who gets a challenge, how many, what ends them, and what a restart leaves."""

from ..engine.answer import OWN, READ_LOG, UPDATE_FIRMWARE
from ..engine.decision import (
    APPLIED, BAD_MESSAGE, BAD_PROOF, CHALLENGE_SPENT, OPERATION_NOT_GRANTED, STALE_BULLETIN, STATE_LOST,
    STORE_FAILED, UNSUPPORTED, USED_UP, WRONG_LOCKBOX,
)  # fmt: skip
from ..grant import Held
from .scenes import Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene

DAMAGED = b"\xff" * 1_536


def daily(s: Session, **more: int) -> Held:
    return s.grant(at(0), at(24), **more)


@scene("a whole visit: the clock is set, the box opened, firmware delivered, the log read", "PressForEach",
       "TwoChallenges")  # fmt: skip
def visit(s: Session) -> None:
    s.press(1_000)
    s.open_session(1_000)
    s.deliver(1_001, s.message(at(9), live=True), sets=at(9))
    s.present(at(9, 0, 1), daily(s))
    s.confirm(at(9, 0, 20))
    s.again(at(9, 0, 30), daily(s), APPLIED, op=UPDATE_FIRMWARE, argument=bytes(range(32)))
    s.again(at(9, 1), daily(s), APPLIED, op=READ_LOG)
    s.drain(at(9, 1, 1))
    s.head(at(9, 1, 1))
    s.disconnect()


@scene("four challenges on one connection, and on the next one four again", "FiveChallenges", "TwoChallenges",
       "AnswerOutlivesConnection")  # fmt: skip
def four(s: Session) -> None:
    s.install()
    for minute in (0, 1):
        s.visit(at(10, minute), daily(s))
        for _ in range(3):
            s.again(at(10, minute), daily(s))
        s.open_session(at(10, minute), CHALLENGE_SPENT)
        s.press(at(10, minute, 1))
        s.open_session(at(10, minute, 1), CHALLENGE_SPENT)


@scene("a further challenge wants an accepted answer to the one before", "AnswerNotNeeded", "RefusalIsAnswer")
def answered(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.open_session(at(10), CHALLENGE_SPENT)
    s.present(at(10), daily(s, ops=2), OPERATION_NOT_GRANTED)
    s.open_session(at(10), CHALLENGE_SPENT)
    s.visit(at(10), daily(s))
    s.open_session(at(10))
    s.open_session(at(10), CHALLENGE_SPENT)
    s.present(at(10), daily(s, epoch=0), 18)
    s.open_session(at(10), CHALLENGE_SPENT)


@scene("every accepted operation is an answer, and so is a live bulletin; a carried one is not",
       "CarriedIsAnswer", "OnlyOpeningAnswers")  # fmt: skip
def answers(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.carried(at(10), at(10))
    s.open_session(at(10), CHALLENGE_SPENT)
    s.deliver(at(10), s.message(at(10), live=True, sequence=0), STALE_BULLETIN)
    s.open_session(at(10), CHALLENGE_SPENT)
    s.deliver(at(10), s.message(at(10), live=True), sets=at(10))
    s.again(at(10), daily(s), APPLIED, op=READ_LOG)
    s.again(at(10), daily(s), APPLIED, op=OWN)
    s.open_session(at(10))


@scene("an answer that could not be saved is none; a challenge that could not be saved was not given")
def stores(s: Session) -> None:
    s.install()
    s.visit(at(10), daily(s), STORE_FAILED, fails=1)
    s.open_session(at(10), CHALLENGE_SPENT)
    s.visit(at(10), daily(s))
    for _ in range(3):
        s.open_session(at(10), STORE_FAILED, fails=1)
    for _ in range(3):
        s.again(at(10), daily(s))
    s.open_session(at(10), CHALLENGE_SPENT, fails=1)


@scene("the challenge before stays good while the next one cannot be saved", "ChallengeGivenUnsaved")
def unsaved_next(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.deliver(at(10), s.message(at(10), live=True), sets=at(10))
    s.open_session(at(10), STORE_FAILED, fails=1)
    s.present(at(10), daily(s))
    s.open_session(at(10))


@scene("a key press on a connection opens no further challenge; it is good for the next connection",
       "PressIsAnswer")  # fmt: skip
def press_within(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.press(at(10, 0, 1))
    s.open_session(at(10, 0, 2), CHALLENGE_SPENT)
    s.disconnect()
    s.open_session(at(10, 0, 31))


@scene("a key press before a further challenge is not good for the next connection", "PressOutlives")
def press_before(s: Session) -> None:
    s.install()
    s.visit(at(10), daily(s))
    s.press(at(10, 0, 1))
    s.again(at(10, 0, 2), daily(s))
    s.disconnect()
    s.open_session(at(10, 0, 3), CHALLENGE_SPENT)
    s.press(at(10, 0, 4))
    s.open_session(at(10, 0, 5))


@scene("a press without a connection outlasts a disconnection")
def press_kept(s: Session) -> None:
    s.install()
    s.press(at(10))
    s.disconnect()
    s.disconnect()
    s.open_session(at(10, 0, 30))


@scene("a grant answers within 10 s", "ChallengeTenSeconds", "TenSecondsExclusive")
def ten_seconds(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.present(at(10, 0, 10), daily(s))
    s.connect(at(10, 1))
    s.present(at(10, 1, 11), daily(s), CHALLENGE_SPENT)
    s.present(at(10, 1, 10), daily(s), CHALLENGE_SPENT)


@scene("a grant that is refused ends the challenge too", "RefusedGrantKeepsChallenge")
def refused_ends(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.present(at(10), Held(daily(s).body, (), bytes(32)), BAD_PROOF)
    s.present(at(10), daily(s), CHALLENGE_SPENT)
    s.connect(at(10, 1))
    s.present(at(10, 1), daily(s, ops=2), OPERATION_NOT_GRANTED)
    s.present(at(10, 1), daily(s), CHALLENGE_SPENT)


@scene("a live bulletin sets the clock forward or back, and the challenge is as old as it was",
       "ClockAgesChallenge")  # fmt: skip
def ages(s: Session) -> None:
    s.install()
    for minute, moved in ((0, 7_200), (10, -7_200), (20, 0)):
        s.connect(at(10, minute))
        answered = at(10, minute) + moved
        s.deliver(at(10, minute, 4), s.message(answered, live=True), sets=answered)
        s.present(answered + 6, daily(s))
        s.connect(answered + 60)
        s.deliver(answered + 64, s.message(at(10, minute), live=True), sets=at(10, minute))
        s.present(at(10, minute, 7), daily(s), CHALLENGE_SPENT)


@scene("a key press is as old as it was when the clock was set by a code", "ClockAgesPress")
def press_ages(s: Session) -> None:
    s.install()
    s.press(at(10))
    s.applied(at(10, 0, 10), s.clock(at(12)), set_clock=at(12))
    s.open_session(at(12, 0, 21), CHALLENGE_SPENT)
    s.open_session(at(12, 0, 20))
    s.disconnect()
    s.press(at(12, 1))
    s.carried(at(12, 1, 5), at(15), sets=at(15))
    s.open_session(at(15, 0, 26), CHALLENGE_SPENT)
    s.open_session(at(15, 0, 25))


@scene("a carried bulletin that moves the clock up leaves a challenge its age", "ClockAgesChallenge")
def carried_ages(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.carried(at(10, 0, 3), at(11), sets=at(11))
    s.present(at(11, 0, 7), daily(s))
    s.deliver(at(11, 0, 57), s.message(at(11), live=True), sets=at(11))


@scene("the disconnection ends a challenge for grants and not for a live bulletin", "DisconnectKeepsGrant",
       "DisconnectEndsBulletin", "AnswerOutlivesConnection")  # fmt: skip
def disconnected(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.disconnect()
    s.present(at(10), daily(s), CHALLENGE_SPENT)
    s.deliver(at(10, 1), s.message(at(10, 1), live=True), sets=at(10, 1))
    s.open_session(at(10, 1), CHALLENGE_SPENT)
    s.connect(at(10, 2))
    s.disconnect()
    s.deliver(at(10, 3, 1), s.message(at(10, 3), live=True), CHALLENGE_SPENT)


@scene("a live bulletin after the disconnection answers for no connection")
def late_answer(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.disconnect()
    s.press(at(10, 0, 1))
    s.deliver(at(10, 0, 2), s.message(at(10, 0, 2), live=True), sets=at(10, 0, 2))
    s.open_session(at(10, 0, 3))
    s.open_session(at(10, 0, 3), CHALLENGE_SPENT)


@scene("a restart ends connection, challenge and key press", "RestartKeepsConnection")
def restarted(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.restart()
    s.present(at(10), daily(s), CHALLENGE_SPENT)
    s.deliver(at(10), s.message(at(10), live=True), CHALLENGE_SPENT)
    s.visit(at(10), daily(s))
    s.restart()
    s.open_session(at(10), CHALLENGE_SPENT)
    s.press(at(10))
    s.restart()
    s.open_session(at(10), CHALLENGE_SPENT)


@scene("a loss of power ends connection, challenge and key press", "PowerKeepsConnection")
def powerless(s: Session) -> None:
    s.install()
    s.connect(at(9))
    s.power(sets=at(9))
    s.present(at(9), daily(s), CHALLENGE_SPENT)
    s.deliver(at(9), s.message(at(9), live=True), CHALLENGE_SPENT)
    s.press(at(9))
    s.power(sets=at(9))
    s.open_session(at(9), CHALLENGE_SPENT)
    s.live(at(9), at(9))
    s.visit(at(9), daily(s))
    s.power(sets=at(9))
    s.open_session(at(9), CHALLENGE_SPENT)
    s.press(at(9))
    s.open_session(at(9))


@scene("one challenge, two uses: a bulletin and then a grant, a grant and then a bulletin", "OneUseForBoth")
def two_uses(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.deliver(at(10), s.message(at(10), live=True), sets=at(10))
    s.present(at(10), daily(s))
    s.connect(at(10, 1))
    s.present(at(10, 1), daily(s))
    s.deliver(at(10, 1), s.message(at(10, 1), live=True), sets=at(10, 1))
    s.connect(at(10, 2))
    s.send(at(10, 2), b"", BAD_MESSAGE)
    s.deliver(at(10, 2), s.message(at(10, 2), live=True), sets=at(10, 2))
    s.open_session(at(10, 2))


@scene("the next challenge takes the place of the one before, for a live bulletin too", "OlderChallenge")
def replaced(s: Session) -> None:
    s.install()
    s.visit(at(10), daily(s))
    older = s.message(at(10), live=True)
    s.open_session(at(10))
    s.deliver(at(10), older, CHALLENGE_SPENT)
    s.deliver(at(10), s.message(at(10), live=True), sets=at(10))


@scene("a challenge that is refused leaves the one before alive")
def refused_leaves(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.open_session(at(10, 0, 5), CHALLENGE_SPENT)
    s.present(at(10, 0, 10), daily(s))


@scene("a raise of the epoch ends no connection and no challenge")
def raised(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.applied(at(10, 0, 5), s.raise_epoch(2))
    s.epoch = 2
    s.present(at(10, 0, 6), daily(s))
    s.again(at(10, 0, 7), daily(s, epoch=3))
    s.epoch = 3
    s.again(at(10, 0, 8), daily(s))


@scene("the state is lost: a grant is told of its shape and of its box first", "LostFirst", initial=DAMAGED)
def lost(s: Session) -> None:
    s.press(at(10))
    s.open_session(at(10), STATE_LOST)
    s.send(at(10), b"", BAD_MESSAGE)
    s.send(at(10), b"\x02", UNSUPPORTED)
    s.present(at(10), daily(s, lockbox="LB-1"), WRONG_LOCKBOX)
    s.present(at(10), daily(s), STATE_LOST)
    s.replace(at(10), STATE_LOST)
    s.drain(at(10), STATE_LOST)
    s.disconnect()
    s.present(at(10), daily(s, ops=0, epoch=0), STATE_LOST)


@scene("the counter of challenges goes on over connections and restarts", "CounterRaisedFirst")
def counted(s: Session) -> None:
    s.install()
    s.visit(at(10), daily(s, uses=1))
    s.again(at(10), daily(s))
    s.restart()
    s.visit(at(10), daily(s, uses=1), USED_UP)
