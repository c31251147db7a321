"""Sessions of the log: which rows are written, how failures are counted, what is read and when."""

from typing import Any

from ..engine import log
from ..engine.answer import KEY_COMPARTMENT, OWN, SHACKLE
from ..engine.decision import (
    CANCELLED, CLOCK_UNSET, CLOCK_WENT_BACK, LEDGER_FULL, OPERATION_NOT_GRANTED, OUTSIDE_HOURS,
    STORE_FAILED, SUSPENDED, THROTTLED, TOO_EARLY, USED_UP, WRONG_CODE, WRONG_EPOCH, WRONG_LOCKBOX,
)  # fmt: skip
from ..engine.log import Log
from ..grant import Held
from .phone import GUEST, delegate
from .scenes import Scenes
from .session import Session, at, found_by

scenes = Scenes()
scene = scenes.scene
INSTALLED = 2  # rows that `install` writes: bulletin and clock


def held(s: Session, **more: Any) -> Held:
    return s.grant(at(0), at(48), **more)


@scene("codes that open: family, slot, day, window, operation; each opening a row", "KeyNotMoved",
       "RowUnlogged")  # fmt: skip
def openings(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.opens(at(10, 1), s.day(15))
    s.opens(at(10, 2), s.day())
    s.opens(at(10, 3), s.flex(at(10)))
    s.opens(at(10, 4), s.flex(at(10)))
    s.opens(at(10, 5), s.flex(at(9), 3, op=1, use=1, copy=3), op=1)
    s.head(at(10, 6), rows=INSTALLED + 6)


@scene("service codes: a cancellation names the code that it cancels", "CancelNamesItself", "ClockRowAtReading",
       "EpochRowBefore")  # fmt: skip
def commands(s: Session) -> None:
    s.install()
    s.applied(at(10), s.cancel_day(3))
    s.applied(at(10), s.cancel_flex(at(12), op=1))
    s.applied(at(10), s.cancel_flex(at(12), op=1))
    s.applied(at(10, 0, 30), s.clock(at(12)), set_clock=at(12))
    s.applied(at(12, 0, 30), s.clock(at(12, 1)), set_clock=at(12, 1))
    s.applied(at(12, 2), s.raise_epoch(9))
    s.head(at(12, 2), rows=INSTALLED + 6)


@scene("a new box: rows of an epoch code at an instant that means nothing")
def new_box(s: Session) -> None:
    s.head(3, rows=0)
    s.applied(5, s.raise_epoch(2))
    s.head(5, rows=1)
    s.enter(6, s.guess(), CLOCK_UNSET)
    s.carried(7, at(9), epoch=2, sets=at(9))
    s.head(at(9), rows=4)


@scene("bulletins: applied, then the epoch, then the clock", "ClockRowAtReading", "EpochRowBefore",
       "BulletinRowsSwapped")  # fmt: skip
def bulletins(s: Session) -> None:
    s.install()
    s.carried(at(10), at(9))
    s.head(at(10), rows=INSTALLED + 1)
    s.carried(at(10), at(11), sets=at(11))
    s.carried(at(11), at(11), epoch=3)
    s.head(at(11), rows=INSTALLED + 5)
    s.live(at(11), at(11), epoch=4)
    s.head(at(11), rows=INSTALLED + 8)
    s.live(at(11), at(10), sequence=2**32 - 1)
    s.carried(at(10), at(10), expect=WRONG_EPOCH, epoch=1, sequence=2**32 - 1)
    s.head(at(10), rows=INSTALLED + 10)


@scene("four rows at once: a failure that ends, a bulletin, its epoch, its clock", "FailureAfterRow",
       "ThreeRowsKept")  # fmt: skip
def four_rows(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=2)
    s.carried(at(10), at(12), epoch=2, sets=at(12))
    s.head(at(12), rows=INSTALLED + 4)
    s.enter(at(12), s.guess(), WRONG_CODE)
    s.live(at(12), at(13), epoch=2**32 - 1)
    s.head(at(13), rows=INSTALLED + 8)


@scene("the power came back: a row with the instant that the clock goes on from", "PowerUnlogged")
def power(s: Session) -> None:
    s.power(sets=0)
    s.install()
    s.tick(at(11))
    s.power(sets=at(11))
    s.power(sets=at(11))
    s.power(expect=STORE_FAILED, fails=1)
    s.wrong(at(11), s.cancel_day())
    s.power(sets=at(11))
    s.head(at(11), rows=1 + INSTALLED + 4)


@scene("grants: operation, id, and the beginning of the last delegate", "DelegateFirst", "DelegateEnd",
       "RowUnlogged")  # fmt: skip
def grants(s: Session) -> None:
    s.install()
    names = [delegate(b"first of all"), delegate(b"\xff" * 8 + b"the rest")]
    s.visit(at(10), s.grant(at(9), at(12)))
    s.visit(at(10), s.grant(at(9), at(12), names[0], uses=2, grant_id=bytes(16)), op=SHACKLE)
    s.visit(at(10), s.grant(at(9), at(12), *names, uses=2, grant_id=bytes(16)), op=SHACKLE)
    s.reads(at(10), s.grant(at(9), at(12), *names))
    s.owns(at(10), s.grant(at(9), at(12), delegate(b"")))
    s.head(at(10), rows=INSTALLED + 5)


@scene("a transfer: the grant's row and the epoch's", "EpochRowBefore", "RaiseUnlogged")
def transfer(s: Session) -> None:
    s.install()
    s.owns(at(10), s.grant(at(9), at(12), delegate(b"buyer")), epoch=2)
    s.head(at(10), rows=INSTALLED + 2)
    s.epoch = 2
    s.wrong(at(10))
    s.owns(at(10), held(s, epoch=5), epoch=6)
    s.head(at(10), rows=INSTALLED + 2 + 4)


@scene("a raise by a grant: its row is in the save of the raise, whatever comes of the grant", "RaiseUnlogged")
def raised(s: Session) -> None:
    s.install()
    s.visit(at(10), held(s, epoch=2))
    s.head(at(10), rows=INSTALLED + 2)
    s.visit(at(10), s.grant(at(11), at(12), epoch=3), TOO_EARLY)
    s.head(at(10), rows=INSTALLED + 3)
    s.visit(at(10), s.grant(at(11), at(12), epoch=4), STORE_FAILED, fails=2)
    s.head(at(10), rows=INSTALLED + 5)
    s.visit(at(10), held(s, epoch=5), STORE_FAILED, fails=1)
    s.head(at(10), rows=INSTALLED + 5)


@scene("failures alike are counted in one entry, which stays open", "FailuresEachRow", "LastFailureTold")
def alike(s: Session) -> None:
    s.install()
    for second in range(4):
        s.wrong(at(10, 0, second))
    s.head(at(10), rows=INSTALLED)
    s.opens(at(10, 1), s.day())
    s.head(at(10, 1), rows=INSTALLED + 2)


@scene("failures that alternate are a row each", "OutcomesMerged")
def alternating(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), suspended=True)
    for minute in range(3):
        s.enter(at(10, 10 * minute), s.guess(), SUSPENDED)
        s.wrong(at(10, 10 * minute), s.raise_epoch(1))
    s.head(at(11), rows=INSTALLED + 1 + 5)


@scene("failures of other digits, methods and operations are alike if outcome and subject are",
       "FailuresSplit", "LastFailureTold")  # fmt: skip
def of_any_length(s: Session) -> None:
    s.install()
    s.wrong(at(9, 30), "0" * 7)
    s.wrong(at(9, 40), s.raise_epoch(1))
    s.enter(at(9, 50), s.guess(), WRONG_CODE, op=1)
    s.enter(at(10), "0" * 7, WRONG_CODE, op=1)
    s.head(at(10), rows=INSTALLED)
    s.opens(at(10), s.day())
    s.wrong(at(10), "0" * 12)
    s.opens(at(10), s.day())
    s.enter(at(10), s.guess(), WRONG_CODE, op=1)
    s.opens(at(10), s.day())
    s.head(at(10), rows=INSTALLED + 6)


@scene("failures keep the epoch of the first of them", "LastFailureTold")
def across_epochs(s: Session) -> None:
    s.install()
    s.wrong(at(10))
    s.applied(at(10), s.raise_epoch(2))
    s.wrong(at(10))
    s.visit(at(10), held(s, epoch=1), WRONG_EPOCH)
    s.visit(at(10, 1), held(s, epoch=1), WRONG_EPOCH)
    s.visit(at(10), held(s, epoch=3, ops=1), OPERATION_NOT_GRANTED, op=SHACKLE)
    s.head(at(10), rows=INSTALLED + 4)


@scene("a refused code is named if it has a row, or is a day code outside hours", "SubjectLeftOut",
       "SubjectForEachCode", access_from=480, access_to=1_320)  # fmt: skip
def subjects(s: Session) -> None:
    s.install()
    s.opens(at(9, 10), s.flex(at(9)))
    s.confirm(at(9, 10))
    s.enter(at(9, 11), s.flex(at(9)), USED_UP)
    s.enter(at(9, 12), s.flex(at(9)), USED_UP, op=1)
    s.opens(at(9, 13), s.day(2))
    s.enter(at(9, 14), s.day(2), WRONG_CODE, op=1)
    s.enter(at(9, 14), s.day(3), WRONG_CODE, op=1)
    s.applied(at(9, 15), s.cancel_day(4))
    s.enter(at(9, 16), s.day(4), CANCELLED)
    s.live(at(22), at(22))
    s.enter(at(22), s.day(2), USED_UP)
    s.enter(at(22), s.day(5), OUTSIDE_HOURS)
    s.enter(at(22), s.day(6), OUTSIDE_HOURS)
    s.wrong(at(22), s.flex(at(21), 4, use=1))


@scene("a refused code is not named when nobody looked it up", "SubjectForEachCode", rows=2, cancellation_rows=1)
def nobody(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.carried(at(10), at(10), suspended=True)
    s.enter(at(10), s.day(), SUSPENDED)
    s.enter(at(8), s.day(), CLOCK_WENT_BACK)
    s.carried(at(10), at(10))
    s.enter(at(10), s.day(1), LEDGER_FULL)
    s.applied(at(10), s.cancel_day(2))
    s.enter(at(10), s.cancel_day(3), LEDGER_FULL)
    s.power(sets=at(10))
    s.enter(at(10), s.day(), CLOCK_UNSET)
    s.enter(at(10), s.day(1), CLOCK_UNSET)
    s.wrong(at(10, 5), s.cancel_day())


@scene("refused grants: unproven ones without a name, proven ones with operation and id", "FailuresEachRow",
       "BadProofUnlogged", "ProvenUnnamed")  # fmt: skip
def refused_grants(s: Session) -> None:
    s.install()
    false = Held(held(s).body, (), bytes(32))
    for name in (GUEST, bytes(16)):
        body = held(s, grant_id=name).body
        s.visit(at(10), Held(body, (), bytes(32)), 16)
    for op in (KEY_COMPARTMENT, SHACKLE, OWN):
        s.visit(at(10), held(s, ops=4), OPERATION_NOT_GRANTED, op=op)
    s.visit(at(10), held(s, ops=4, grant_id=bytes(16)), OPERATION_NOT_GRANTED)
    s.visit(at(10), false, 16)
    s.visit(at(10), s.grant(at(9), at(12), delegate(b"someone"), ops=4), OPERATION_NOT_GRANTED)
    s.head(at(10), rows=INSTALLED + 4)


@scene("refusals that save nothing are not noted", "EveryRefusalNoted", total_stop=7)
def unnoted(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.enter(at(10), s.guess(), THROTTLED)
    s.enter(at(10), "1", THROTTLED)
    s.visit(at(10), held(s, lockbox="X"), WRONG_LOCKBOX)
    s.present(at(10), held(s), 24)
    s.send(at(10), b"", 15)
    s.carried(at(10), at(10), epoch=0, expect=WRONG_EPOCH)
    s.drain(at(10), OPERATION_NOT_GRANTED)
    s.replace(at(10), OPERATION_NOT_GRANTED)
    s.open_session(at(10), 24)
    s.wrong(at(10, 1))
    s.enter(at(10, 2), "1", 5)
    s.reads(at(10, 2), held(s))
    s.head(at(10, 2), rows=INSTALLED + 2)


@scene("draining closes what is open, once, and gives the head", "DrainKeepsOpen", "DrainSavesAlways",
       "DrainPersists")  # fmt: skip
def drained(s: Session) -> None:
    s.install()
    s.reads(at(10), held(s))
    s.wrong(at(10, 1), times=3)
    s.head(at(10, 2), rows=INSTALLED + 1)
    s.drain(at(10, 3))
    s.head(at(10, 3), rows=INSTALLED + 2)
    s.drain(at(10, 4))
    s.wrong(at(10, 4))
    s.drain(at(10, 5))
    s.head(at(10, 5), rows=INSTALLED + 3)
    s.power(sets=at(10))


@scene("the log is drained only over a connection on which operation 4 was accepted", "DrainWithoutLeave",
       "LeaveForAll")  # fmt: skip
def drain_leave(s: Session) -> None:
    s.install()
    s.wrong(at(10))
    s.drain(at(10), OPERATION_NOT_GRANTED)
    s.owns(at(10), held(s))
    s.drain(at(10), OPERATION_NOT_GRANTED)
    s.reads(at(10), held(s, ops=1), OPERATION_NOT_GRANTED)
    s.drain(at(10), OPERATION_NOT_GRANTED)
    s.reads(at(10), held(s))
    s.drain(at(10))
    s.disconnect()
    s.drain(at(10), OPERATION_NOT_GRANTED)


@scene("a store that fails at draining: the entry stays open", "MemoryAheadOfStore")
def drain_store(s: Session) -> None:
    s.install()
    s.reads(at(10), held(s))
    s.drain(at(10), fails=1)
    s.wrong(at(10))
    s.drain(at(10), STORE_FAILED, fails=1)
    s.head(at(10), rows=INSTALLED + 1)
    s.wrong(at(10))
    s.drain(at(10))
    s.head(at(10), rows=INSTALLED + 2)


@scene("a head is for the instant at which it is asked for, and saves nothing", "HeadOfLastRow", "HeadSaves")
def heads(s: Session) -> None:
    for now in (0, 5, at(9), 2**32):
        s.head(now, rows=0)
    s.install()
    s.head(at(9), rows=INSTALLED)
    s.head(at(9, 1), rows=INSTALLED)
    s.power(sets=at(9))
    s.restart()
    s.head(at(9), rows=INSTALLED + 1)


@scene("the last four rows are kept, the oldest first", "FirstRowsKept", "NewestFirst", "KeyNotMoved")
def buffer(s: Session) -> None:
    for minute in range(7):
        s.power()
        s.head(minute, rows=minute + 1)


@scene("confirmations, ticks, challenges and key presses write no row", "EachCallLogged")
def silent(s: Session) -> None:
    s.install()
    s.connect(at(10))
    s.confirm(at(10))
    s.tick(at(12))
    s.restart()
    s.head(at(12), rows=INSTALLED)


@scene("an open entry survives a restart, and a flat battery closes it")
def open_restart(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=2)
    s.restart()
    s.wrong(at(10))
    s.head(at(10), rows=INSTALLED)
    s.power(sets=at(9))
    s.head(at(9), rows=INSTALLED + 2)


@scene("a store that fails: the log is as it was saved", "MemoryAheadOfStore", "NoteUnsaved")
def stores(s: Session) -> None:
    s.install()
    s.enter(at(10), s.guess(), STORE_FAILED, fails=1)
    s.enter(at(10), s.guess(), STORE_FAILED, fails=2)
    s.enter(at(10), s.day(), STORE_FAILED, fails=2)
    s.visit(at(10), held(s, ops=1), STORE_FAILED, op=SHACKLE, fails=1)
    s.head(at(10), rows=INSTALLED)
    s.wrong(at(10))
    s.visit(at(10), held(s, ops=1), OPERATION_NOT_GRANTED, op=SHACKLE)
    s.head(at(10), rows=INSTALLED + 1)


SOME_KEY = bytes(range(64, 96))


def counted(event: int, number: int, subject: bytes, failures: int) -> bytes:
    made = bytes(4) + b"\x00\x00\x00\x01" + at(9).to_bytes(8, "big") + bytes([event, number, 1, 1])
    return made + subject + failures.to_bytes(8, "big") + bytes(4)


OPEN_LATE = Log(SOME_KEY, 2**31, [], counted(log.CODE, WRONG_CODE, bytes(16), 2**32))


@scene("a log found with a high sequence and many failures in its open entry", "Truncated31",
       initial=found_by(log=OPEN_LATE))  # fmt: skip
def found_open(s: Session) -> None:
    s.wrong(at(10))
    s.head(at(10), rows=2**31)
    s.opens(at(10), s.day())
    s.head(at(10), rows=2**31 + 2)
    s.reads(at(10), held(s))
    s.drain(at(10))
