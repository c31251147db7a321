"""Sessions of grants with a limit on their uses: counted, repeated, freed and forgotten."""

from typing import Any

from ..engine.answer import KEY_COMPARTMENT, OWN, READ_LOG, SHACKLE, UPDATE_FIRMWARE
from ..engine.decision import APPLIED, LEDGER_FULL, STORE_FAILED, USED_UP
from ..engine.memory import GrantRow
from ..grant import Held
from .phone import GUEST, delegate, not_after, operations
from .scenes import Scenes
from .session import Session, at, found_by

scenes = Scenes()
scene = scenes.scene

SMALL = {"rows": 3, "cancellation_rows": 1}  # two ordinary rows
OTHER = bytes(range(0xC0, 0xD0))


def guest(s: Session, uses: int = 1, last: int = at(12), **more: Any) -> Held:
    return s.grant(at(9), last, uses=uses, **more)


def confirmed(s: Session, now: int, held: Held, **more: int) -> None:
    s.visit(now, held, **more)
    s.confirm(now)


@scene("one use", "GrantNotCounted", "RetryAfterConfirm")
def one(s: Session) -> None:
    s.install()
    confirmed(s, at(10), guest(s))
    s.visit(at(10), guest(s), USED_UP)
    s.visit(at(10, 5), guest(s), USED_UP)
    s.restart()
    s.visit(at(11), guest(s), USED_UP)


@scene("two uses, of either operation", "GrantNotCounted", "CountPerOperation")
def two(s: Session) -> None:
    s.install()
    confirmed(s, at(10), guest(s, 2))
    confirmed(s, at(10), guest(s, 2), op=SHACKLE)
    s.visit(at(10, 5), guest(s, 2), USED_UP)
    s.visit(at(10, 5), guest(s, 2), USED_UP, op=SHACKLE)


def used(uses: int, **more: Any) -> bytes:
    fields = {"shackle": False, "last": at(9)} | more
    return found_by(GrantRow(GUEST, at(12), uses, **fields))


@scene("the last of 255 uses", "GrantNotCounted", initial=used(254))
def last_of_255(s: Session) -> None:
    confirmed(s, at(10), guest(s, 255))
    s.visit(at(10), guest(s, 255), USED_UP)


@scene("a grant whose row says more uses than it has", initial=used(3))
def more_than_allowed(s: Session) -> None:
    s.visit(at(10), guest(s, 2), USED_UP)
    confirmed(s, at(10), guest(s, 4))
    s.visit(at(10), guest(s, 4), USED_UP)


@scene("a jammed door: the same grant once more within 120 s, not counted", "RetryCounted", "RetryEndless",
       "NoRetryForGrants")  # fmt: skip
def retry(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s))
    s.visit(at(10, 1, 59), guest(s), until=at(12))
    s.visit(at(10, 1, 59), guest(s), USED_UP)


@scene("a jammed door: 120 s are too long for a grant", "RetryInclusive")
def retry_late(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s))
    s.visit(at(10, 2), guest(s), USED_UP)


@scene("a jammed door: not before the opening, by the box's clock")
def retry_backwards(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s))
    s.visit(at(9, 59, 59), guest(s), USED_UP)
    s.visit(at(10), guest(s))


@scene("a jammed door: the other operation is no retry", "RetryAnyOperation")
def retry_other_operation(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s))
    s.visit(at(10, 0, 10), guest(s), USED_UP, op=SHACKLE)
    s.visit(at(10, 0, 20), guest(s))
    s.visit(at(10, 1), guest(s, 2, grant_id=OTHER))
    s.visit(at(10, 1, 10), guest(s, 2, grant_id=OTHER), op=SHACKLE)
    s.visit(at(10, 1, 20), guest(s, 2, grant_id=OTHER), USED_UP)
    s.visit(at(10, 1, 30), guest(s, 2, grant_id=OTHER), op=SHACKLE)
    s.visit(at(10, 1, 40), guest(s, 2, grant_id=OTHER), USED_UP, op=SHACKLE)


@scene("a jammed door: with uses left the retry is not counted either, and the next use may be repeated again",
       "RetryCounted", "RetryEndless")  # fmt: skip
def retry_with_uses_left(s: Session) -> None:
    s.install()
    for minute in (0, 1):
        s.visit(at(10, minute), guest(s, 2))
        s.visit(at(10, minute, 30), guest(s, 2))
    s.visit(at(10, 1, 40), guest(s, 2), USED_UP)


@scene("a jammed door: the retry of a grant survives a restart, once", "RetryLostOnRestart")
def retry_restart(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s), op=SHACKLE)
    s.restart()
    s.visit(at(10, 0, 30), guest(s), USED_UP)
    s.visit(at(10, 1), guest(s), op=SHACKLE)
    s.restart()
    s.visit(at(10, 1, 30), guest(s), USED_UP, op=SHACKLE)


@scene("a jammed door: a code or another grant opened in between", "GrantKeepsRepeat", "RepeatForEachRow")
def retry_ended(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s))
    s.opens(at(10, 0, 10), s.day())
    s.visit(at(10, 0, 20), guest(s), USED_UP)
    s.visit(at(10, 1), guest(s, grant_id=OTHER))
    s.visit(at(10, 1, 10), s.grant(at(9), at(12)))
    s.visit(at(10, 1, 20), guest(s, grant_id=OTHER), USED_UP)
    s.visit(at(10, 2), guest(s, grant_id=bytes(16)))
    s.visit(at(10, 2, 10), guest(s, grant_id=b"\x01" * 16))
    s.visit(at(10, 2, 20), guest(s, grant_id=bytes(16)), USED_UP)
    s.visit(at(10, 2, 30), guest(s, grant_id=b"\x01" * 16))


@scene("an opening by a grant, counted or not, ends the repeat of a code", "GrantKeepsRepeat")
def ends_code(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.visit(at(10, 0, 10), s.grant(at(9), at(12)))
    s.enter(at(10, 0, 20), s.flex(at(10)), USED_UP)
    s.opens(at(10, 1), s.flex(at(10), copy=1))
    s.visit(at(10, 1, 10), guest(s))
    s.enter(at(10, 1, 20), s.flex(at(10), copy=1), USED_UP)


@scene("what a grant does without opening leaves a repeat alone", "AnyGrantEndsRepeat")
def leaves_code(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.visit(at(10, 0, 10), s.grant(at(9), at(12)), APPLIED, op=READ_LOG)
    s.visit(at(10, 0, 20), s.grant(at(9), at(12), ops=1), 23, op=READ_LOG)
    s.owns(at(10, 0, 30), s.grant(at(9), at(12)))
    s.opens(at(10, 1), s.flex(at(10)))
    s.visit(at(10, 2), guest(s))
    s.visit(at(10, 2, 10), guest(s), APPLIED, op=READ_LOG)
    s.wrong(at(10, 2, 20))
    s.visit(at(10, 2, 30), guest(s))


@scene("a jammed door that cannot be saved")
def retry_unsaved(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s))
    s.visit(at(10, 0, 10), guest(s), STORE_FAILED, fails=1)
    s.visit(at(10, 0, 20), guest(s))
    s.visit(at(10, 0, 30), guest(s), USED_UP)


@scene("a box whose openings may not be repeated, by a grant either", repeat=0)
def no_retry(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s, 2))
    s.visit(at(10), guest(s, 2))
    s.visit(at(10), guest(s, 2), USED_UP)


@scene("all copies draw on one count, whatever their caveats", "UsesPerCopy")
def copies(s: Session) -> None:
    s.install()
    confirmed(s, at(10), guest(s, 2))
    narrowed = s.grant(at(9), at(12), delegate(b"cousin"), operations(3), uses=2)
    confirmed(s, at(10), narrowed)
    s.visit(at(10), s.grant(at(9), at(12), delegate(b"neighbour"), uses=2), USED_UP)
    s.visit(at(10), s.grant(at(9), at(12), operations(31), operations(31), uses=2), USED_UP)


@scene("two grants whose ids differ in one bit are two", "CountedByEightBytes")
def ids(s: Session) -> None:
    s.install()
    confirmed(s, at(10), guest(s))
    confirmed(s, at(10), guest(s, grant_id=GUEST[:15] + bytes([GUEST[15] ^ 1])))
    s.visit(at(10), guest(s), USED_UP)


@scene("a grant without a limit has no row, and is never used up", "UncountedGetsRow", **SMALL)
def uncounted(s: Session) -> None:
    s.install()
    for minute in range(4):
        confirmed(s, at(10, minute), s.grant(at(9), at(12), grant_id=bytes([minute]) * 16))
    s.opens(at(10, 10), s.day())
    s.opens(at(10, 10), s.day(1))
    s.visit(at(10, 11), s.grant(at(9), at(12)))


@scene("only openings are uses", "UsesOfEveryOperation", **SMALL)
def only_openings(s: Session) -> None:
    s.install()
    for op, argument in ((READ_LOG, b""), (UPDATE_FIRMWARE, bytes(32)), (OWN, b""), (READ_LOG, b"")):
        s.visit(at(10), guest(s), APPLIED, op=op, argument=argument)
    confirmed(s, at(10), guest(s))
    s.visit(at(10), guest(s), USED_UP)
    s.visit(at(10), guest(s), APPLIED, op=READ_LOG)
    s.owns(at(10), guest(s))


@scene("a ledger full of grants: first uses are refused, later ones are not", "GrantTakesKept", **SMALL)
def full(s: Session) -> None:
    s.install()
    confirmed(s, at(10), guest(s, 2))
    confirmed(s, at(10), guest(s, grant_id=OTHER))
    s.visit(at(10), guest(s, grant_id=bytes(16)), LEDGER_FULL)
    s.enter(at(10), s.day(), LEDGER_FULL)
    s.visit(at(10), s.grant(at(9), at(12), grant_id=bytes(16)))
    s.applied(at(10), s.cancel_day())
    confirmed(s, at(10), guest(s, 2))
    s.owns(at(10), guest(s, grant_id=bytes(16)))


@scene("a counted grant's row is freed when its not after is past by more than the tolerance",
       "FreesTooEarly", **SMALL)  # fmt: skip
def freed(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s, last=at(11)))
    s.opens(at(10), s.flex(at(10), 3))
    s.visit(at(11, 2), guest(s, grant_id=OTHER), LEDGER_FULL)
    s.visit(at(11, 2, 1), guest(s, grant_id=OTHER))


@scene("forgotten: the clock set back does not make a freed grant new, nor one that ended before it",
       "ForgottenIgnored", "ForgottenExclusive", **SMALL)  # fmt: skip
def forgotten(s: Session) -> None:
    s.install()
    s.visit(at(10), guest(s, last=at(11)))
    s.visit(at(10), guest(s, grant_id=OTHER))
    s.opens(at(11, 30), s.day())
    s.applied(at(11, 30), s.clock(at(10, 40)), set_clock=at(10, 40))
    s.visit(at(10, 40), guest(s, last=at(11)), USED_UP)
    s.visit(at(10, 40), guest(s, last=at(11), grant_id=bytes(16)), USED_UP)
    s.visit(at(10, 40), guest(s, last=at(11) + 1, grant_id=bytes(16)), LEDGER_FULL)
    s.wrong(at(10, 40), s.flex(at(10), 1))
    s.visit(at(10, 40), s.grant(at(9), at(11)))
    s.visit(at(10, 40), guest(s, last=at(11)), APPLIED, op=READ_LOG)
    s.visit(at(10, 40), guest(s, grant_id=OTHER), USED_UP)


@scene("forgotten and the row are those of the body's not after, not of a caveat's", "RowEndsWithCaveat", **SMALL)
def body_not_after(s: Session) -> None:
    s.install()
    narrowed = s.grant(at(9), at(12), not_after(at(10, 30)), uses=1)
    s.visit(at(10), narrowed, until=at(10, 30))
    s.opens(at(10), s.flex(at(10), 3))
    s.enter(at(11), s.day(), LEDGER_FULL)
    s.opens(at(12, 2, 2), s.day())
    s.applied(at(12, 2, 2), s.clock(at(11, 10)), set_clock=at(11, 10))
    s.visit(at(11, 10), guest(s, last=at(11, 59)), USED_UP)
    s.visit(at(11, 10), s.grant(at(9), at(12, 1), not_after(at(11, 30)), uses=1), LEDGER_FULL)


@scene("forgotten: of codes freed, held against grants", "ForgottenIgnored", **SMALL)
def forgotten_codes(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9, 30), 1))
    s.opens(at(10), s.flex(at(9, 30), 12))
    s.visit(at(10, 40), guest(s, grant_id=OTHER))
    s.applied(at(10, 40), s.clock(at(10, 10)), set_clock=at(10, 10))
    s.visit(at(10, 10), guest(s, last=at(10, 30)), USED_UP)


@scene("of a grant and a code the one that ended earliest goes", **SMALL)
def earliest(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10), 1))
    s.confirm(at(10))
    s.visit(at(10), guest(s, last=at(10, 59)))
    s.opens(at(11, 30), s.day())
    s.enter(at(11, 30), s.flex(at(10), 1), USED_UP)
    s.visit(at(11, 30), s.grant(at(9), at(12), uses=1, grant_id=OTHER))
    s.wrong(at(11, 30), s.flex(at(10), 1))


@scene("a grant's row of a snapshot: the retry of a shackle", initial=found_by(
    GrantRow(GUEST, at(12), 1, True, at(9, 59)), unconfirmed=1))  # fmt: skip
def found(s: Session) -> None:
    s.visit(at(10), guest(s), USED_UP, op=KEY_COMPARTMENT)
    s.visit(at(10), guest(s), op=SHACKLE)
    s.visit(at(10), guest(s), USED_UP, op=SHACKLE)
