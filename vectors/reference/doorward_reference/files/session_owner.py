"""Sessions of owners: limits replaced over a connection, and what ends that leave and the log's."""

from .. import bits
from ..engine.answer import OWN, READ_LOG
from ..engine.decision import (
    APPLIED, BAD_MESSAGE, CANCELLED, CHALLENGE_SPENT, KEYPAD_STOPPED, LEDGER_FULL, OPERATION_NOT_GRANTED,
    OUTSIDE_HOURS, STALE_BULLETIN, STORE_FAILED, THROTTLED, TOO_EARLY, USED_UP, WRONG_CODE,
)  # fmt: skip
from ..grant import Held
from .phone import delegate
from .scenes import Act, Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene


def owner(s: Session, **more: int) -> Held:
    return s.grant(at(0), at(48), **more)


@scene("limits take effect at once: access hours", "LimitsNextStart")
def hours(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.owns(at(10), owner(s))
    s.replace(at(10), access_from=660, access_to=1_320)
    s.enter(at(10), s.day(), OUTSIDE_HOURS)
    s.enter(at(10), s.day(1), OUTSIDE_HOURS)
    s.restart()
    s.enter(at(10), s.day(1), OUTSIDE_HOURS)
    s.opens(at(11), s.day(1))


@scene("limits take effect at once: waits and the stop of the keypad", "LimitsNextStart")
def throttle(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    s.wrong(at(10), times=3)
    s.replace(at(10), total_stop=3, free_refusals=0)
    s.enter(at(10), s.day(), KEYPAD_STOPPED)
    s.replace(at(10), free_refusals=3)
    s.wrong(at(10))
    s.enter(at(10), s.day(), THROTTLED, until=at(10, 1))
    s.replace(at(10, 0, 10))
    s.enter(at(10, 0, 10), s.day(), THROTTLED, until=at(10, 1))


@scene("limits take effect at once: single use, its repeat, and the slots")
def codes(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.owns(at(10), owner(s))
    s.replace(at(10), day_code_use=1, day_code_slots=2)
    s.enter(at(10), s.day(), USED_UP)
    s.wrong(at(10), s.day(2))
    s.opens(at(10), s.day(1))
    s.replace(at(10), day_code_use=1, repeat=30)
    s.enter(at(10, 0, 30), s.day(1), USED_UP)
    s.replace(at(10, 1))
    s.opens(at(10, 1), s.day(1))


@scene("limits take effect at once: the tolerance")
def tolerance(s: Session) -> None:
    s.install()
    s.owns(at(9, 55), owner(s))
    s.wrong(at(9, 55), s.flex(at(10)))
    s.replace(at(9, 55), tolerance=300)
    s.opens(at(9, 55), s.flex(at(10)))
    s.replace(at(9, 55), tolerance=0, drift_ppm=0)
    s.visit(at(9, 55), s.grant(at(9, 55) + 1, at(12)), TOO_EARLY, from_=at(9, 55) + 1)


@scene("fewer rows: what was used and cancelled stays so, wherever its row is", "FewerRowsForget")
def fewer_rows(s: Session) -> None:
    s.install()
    for slot in range(4):
        s.opens(at(10), s.day(slot))
    s.opens(at(10), s.flex(at(10)))
    s.confirm(at(10))
    s.visit(at(10), s.grant(at(9), at(12), uses=1))
    s.confirm(at(10))
    s.applied(at(10), s.cancel_day(9))
    s.owns(at(10), owner(s))
    s.replace(at(10), rows=3, cancellation_rows=1)
    s.enter(at(10), s.flex(at(10)), USED_UP)
    s.enter(at(10), s.day(9), CANCELLED)
    s.visit(at(10), s.grant(at(9), at(12), uses=1), USED_UP)
    s.enter(at(10), s.day(8), LEDGER_FULL)
    s.opens(at(10), s.day(3))


@scene("limits are replaced only over a connection on which operation 16 was accepted", "LimitsWithoutLeave",
       "LeaveForAll")  # fmt: skip
def leave(s: Session) -> None:
    s.install()
    s.replace(at(10), OPERATION_NOT_GRANTED)
    s.visit(at(10), owner(s))
    s.replace(at(10), OPERATION_NOT_GRANTED)
    s.again(at(10), owner(s), APPLIED, op=READ_LOG)
    s.replace(at(10), OPERATION_NOT_GRANTED)
    s.again(at(10), owner(s, ops=1), OPERATION_NOT_GRANTED, op=OWN)
    s.replace(at(10), OPERATION_NOT_GRANTED)
    s.owns(at(10), owner(s))
    s.drain(at(10), OPERATION_NOT_GRANTED)
    s.replace(at(10))


@scene("the leave lasts as long as the connection, through its other challenges", "LeaveOnce")
def lasts(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    s.replace(at(10), tolerance=60)
    s.again(at(10, 1), owner(s))
    s.replace(at(10, 30), tolerance=61)
    s.again(at(10, 31), owner(s, ops=2), OPERATION_NOT_GRANTED)
    s.replace(at(14), tolerance=62)
    s.open_session(at(14), CHALLENGE_SPENT)
    s.replace(at(14), tolerance=63)


def ended(what: str, flag: str, end: Act) -> None:
    """The leave of both kinds ends; how, says `end`."""

    @scene(f"the leave of a connection ends with {what}", flag)
    def act(s: Session) -> None:
        s.install()
        s.owns(at(10), owner(s))
        s.again(at(10), owner(s), APPLIED, op=READ_LOG)
        s.drain(at(10))
        end(s)
        s.replace(at(10, 1), OPERATION_NOT_GRANTED)
        s.drain(at(10, 1), OPERATION_NOT_GRANTED)


def bulletin_raises(s: Session) -> None:
    s.carried(at(10, 1), at(9), epoch=2)


def reconnects(s: Session) -> None:
    s.connect(at(10, 1))


def raised_by_grant(s: Session) -> None:
    s.again(at(10, 1), owner(s, epoch=2))


def refused_but_raised(s: Session) -> None:
    s.again(at(10, 1), s.grant(at(11), at(12), epoch=2), TOO_EARLY)


def transferred(s: Session) -> None:
    s.again(at(10, 1), owner(s), APPLIED, op=OWN, argument=bits.u32(2))


ended("the disconnection", "LeaveOutlivesConnection", lambda s: s.disconnect())
ended("the disconnection, and another connection does not bring it back", "LeaveOutlivesConnection", reconnects)
ended("a restart", "RestartKeepsConnection", lambda s: s.restart())
ended("a loss of power", "PowerKeepsConnection", lambda s: s.power())
ended("an epoch code", "LeaveOutlivesEpoch", lambda s: s.applied(at(10, 1), s.raise_epoch(2)))
ended("a bulletin of a higher epoch", "LeaveOutlivesEpoch", bulletin_raises)
ended("a grant of a higher epoch", "LeaveOutlivesEpoch", raised_by_grant)
ended("a grant of a higher epoch that is refused", "LeaveOutlivesEpoch", refused_but_raised)
ended("a transfer", "LeaveOutlivesEpoch", transferred)


@scene("what raises no epoch leaves the leave alone", "LeaveEndedByRefusal")
def kept(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    s.again(at(10), owner(s), APPLIED, op=READ_LOG)
    s.wrong(at(10), s.raise_epoch(1))
    s.enter(at(10), s.raise_epoch(2), STORE_FAILED, fails=2)
    s.carried(at(10), at(10), epoch=0, expect=18)
    s.deliver(at(10), s.message(at(10), epoch=2), STORE_FAILED, fails=1)
    s.carried(at(10), at(10), sequence=0, expect=STALE_BULLETIN)
    s.carried(at(10), at(10))
    s.again(at(10), owner(s, epoch=2), STORE_FAILED, fails=1)
    s.replace(at(10, 1))
    s.drain(at(10, 1))


@scene("a grant of a higher epoch brings the leave of its own operation, of the new epoch", "LeaveOutlivesEpoch")
def new_owner(s: Session) -> None:
    s.install()
    s.reads(at(10), owner(s))
    s.again(at(10), owner(s, epoch=2), APPLIED, op=OWN)
    s.replace(at(10))
    s.drain(at(10), OPERATION_NOT_GRANTED)


@scene("the leave does not end with its grant, nor with suspension")
def outlasts_grant(s: Session) -> None:
    s.install()
    s.owns(at(10), s.grant(at(9), at(11)))
    s.carried(at(10), at(10), suspended=True, revoked=(bytes(range(0xA0, 0xA8)),))
    s.replace(at(12), tolerance=60)


BAD_LIMITS = (
    dict(reuse=59), dict(reuse=43_201), dict(access_from=1_440, access_to=1_441), dict(access_from=600, access_to=600),
    dict(repeat=601), dict(free_refusals=21), dict(total_stop=0), dict(total_stop=101), dict(first_wait=0),
    dict(first_wait=901), dict(longest_wait=43_201), dict(fall_every=3_599), dict(tolerance=1_801),
    dict(tolerance=1_800, largest_tolerance=1_799), dict(drift_ppm=1_001), dict(largest_tolerance=1_801),
    dict(day_code_slots=0), dict(day_code_slots=17), dict(rows=33), dict(rows=8), dict(cancellation_rows=0),
    dict(cancellation_rows=9), dict(audit_rows=3), dict(audit_rows=5),
)  # fmt: skip


@scene("limits out of their range, or in contradiction, change nothing", "LimitsUnchecked")
def bad_limits(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    for limits in BAD_LIMITS:
        s.replace(at(11), BAD_MESSAGE, **limits)
    s.power(sets=at(10))


@scene("the leave is asked for before the limits are looked at", "LimitsFirst")
def leave_first(s: Session) -> None:
    s.install()
    s.replace(at(10), OPERATION_NOT_GRANTED, reuse=59)
    s.owns(at(10), owner(s))
    s.replace(at(10), BAD_MESSAGE, fails=1, reuse=59)


@scene("a store that fails at the limits: the old ones stay, and the leave", "MemoryAheadOfStore")
def store(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    s.replace(at(11), STORE_FAILED, fails=1, access_from=660, access_to=1_320)
    s.opens(at(10), s.day())
    s.replace(at(10, 1), access_from=660, access_to=1_320)
    s.enter(at(10, 2), s.day(), OUTSIDE_HOURS)


@scene("replaced limits persist the instant", "LimitsPersistNothing")
def persists(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    s.replace(at(11))
    s.power(sets=at(11))


@scene("an unset clock is no obstacle to new limits, once operation 16 was accepted")
def unset_later(s: Session) -> None:
    s.install()
    s.owns(at(10), owner(s))
    s.replace(5, tolerance=60)
    s.head(at(10))


@scene("the row of replaced limits names the grant, its delegate and the box's epoch", "LimitsUnlogged",
       "DelegateFirst")  # fmt: skip
def logged(s: Session) -> None:
    s.install()
    s.head(at(10), rows=2)
    named = [delegate(b"first"), delegate(b"\xff" * 16), delegate(b"the last one")]
    s.owns(at(10), s.grant(at(9), at(12), *named, epoch=4))
    s.replace(at(10))
    s.head(at(10), rows=5)
    s.again(at(10), s.grant(at(9), at(12), grant_id=bytes(16), epoch=4), APPLIED, op=OWN)
    s.replace(at(10))
    s.head(at(10), rows=7)


@scene("a wait that was running when the owner came", "OwnerKeepsCounts")
def waiting(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.enter(at(10, 0, 1), s.day(), THROTTLED)
    s.owns(at(10, 0, 2), owner(s))
    s.opens(at(10, 0, 3), s.day())
    s.enter(at(10, 0, 4), s.day(), WRONG_CODE, op=1)
