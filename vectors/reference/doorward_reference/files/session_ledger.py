"""Sessions about rows: full ledgers, freed rows, what is forgotten, cancellations."""

from ..engine.decision import (
    CANCELLED, LEDGER_FULL, USED_UP, WRONG_CODE,
)  # fmt: skip
from . import zone_list
from .scenes import Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene

SMALL = {"rows": 3, "cancellation_rows": 1}  # two ordinary rows


@scene("a full ledger: a first use is refused, a later use and a cancellation are not",
       "RowsShared", **SMALL)  # fmt: skip
def full(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(0))
    s.opens(at(10, 1), s.day(1))
    s.enter(at(10, 2), s.day(2), LEDGER_FULL)
    s.opens(at(10, 3), s.day(1))
    s.wrong(at(10, 3))
    s.applied(at(10, 4), s.cancel_day(2))
    s.enter(at(10, 5), s.day(2), CANCELLED)
    s.applied(at(10, 6), s.cancel_day(0))
    s.enter(at(10, 7), s.flex(at(10)), LEDGER_FULL)


@scene("twenty-four first uses and eight cancellations fill a box; none gives way to the other kind",
       "RowsShared")  # fmt: skip
def full_32(s: Session) -> None:
    s.install()
    for slot in range(16):
        s.opens(at(10, slot), s.day(slot))
    for copy in range(4):
        s.opens(at(10, 20), s.flex(at(10), copy=copy))
        s.opens(at(10, 20), s.flex(at(10), use=1, copy=copy))
    s.enter(at(10, 21), s.flex(at(9), 3), LEDGER_FULL)
    for copy in range(4):
        s.applied(at(10, 22), s.cancel_flex(at(12), copy=copy))
        s.applied(at(10, 22), s.cancel_flex(at(12), use=1, copy=copy))
    s.enter(at(10, 23), s.cancel_flex(at(14)), LEDGER_FULL)
    s.applied(at(10, 24), s.cancel_flex(at(10)))
    s.applied(at(10, 25), s.cancel_flex(at(12)))
    s.enter(at(10, 26), s.flex(at(9), 3), LEDGER_FULL)


@scene("cancellations alone do not keep a visitor out", "CancelTakesOrdinary", rows=3, cancellation_rows=2)
def cancellations_full(s: Session) -> None:
    s.install()
    s.applied(at(10), s.cancel_day(1))
    s.applied(at(10), s.cancel_day(2))
    s.enter(at(10), s.cancel_day(3), LEDGER_FULL)
    s.opens(at(10), s.day(4))


@scene("a row is freed when it is wanted, its end past by more than the tolerance",
       "FreesTooEarly", **SMALL)  # fmt: skip
def freeing(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9, 30), 1))
    s.opens(at(10), s.flex(at(9, 30), 3))
    s.enter(at(10, 31), s.day(), LEDGER_FULL)
    s.enter(at(10, 32), s.day(), LEDGER_FULL)
    s.opens(at(10, 32, 1), s.day())
    s.wrong(at(10, 32, 2), s.flex(at(9, 30), 1))


@scene("the row that ended earliest goes first, not the oldest", "FreesOldest", **SMALL)
def earliest(s: Session) -> None:
    s.install()
    s.opens(at(9, 40), s.flex(at(9, 30), 3))
    s.opens(at(9, 50), s.flex(at(9, 30), 1))
    s.confirm(at(9, 50))
    s.opens(at(13), s.flex(at(13)))
    s.enter(at(13, 1), s.flex(at(9, 30), 3), USED_UP)
    s.wrong(at(13, 1), s.flex(at(9, 30), 1))
    s.opens(at(13, 2), s.flex(at(13), copy=1))
    s.wrong(at(13, 3), s.flex(at(9, 30), 3))


@scene("of two rows with one end the lower place goes", "FreesHighest", **SMALL)
def equal_ends(s: Session) -> None:
    s.install()
    s.opens(at(9, 50), s.flex(at(9, 30), 1))
    s.opens(at(9, 51), s.flex(at(9, 30), 1, copy=1))
    s.opens(at(13), s.flex(at(13)))
    s.enter(at(13, 1), s.flex(at(9, 30), 1, copy=1), USED_UP)
    s.wrong(at(13, 1), s.flex(at(9, 30), 1))


@scene("a past row stays while there are free places", "FreesEagerly")
def stays(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9, 30), 1))
    s.opens(at(15), s.flex(at(15)))
    s.enter(at(15, 1), s.flex(at(9, 30), 1), USED_UP)
    s.enter(at(20, days=40), s.flex(at(9, 30), 1), USED_UP)


@scene("forgotten: after the row was freed, the clock set back does not make the used code new",
       "ForgottenIgnored", **SMALL)  # fmt: skip
def forgotten(s: Session) -> None:
    s.install()
    used = s.flex(at(10), 0.5)
    s.opens(at(10), used)
    s.opens(at(10, 10), s.day(1))
    s.opens(at(10, 40), s.day(2))
    s.applied(at(10, 40), s.clock(at(10, 20)), set_clock=at(10, 20))
    s.wrong(at(10, 20), used)
    s.wrong(at(10, 20), s.flex(at(10), 0.5, copy=1))


@scene("forgotten: a live bulletin that sets the clock back does not make a used day code new",
       "ForgottenIgnored", **SMALL)  # fmt: skip
def forgotten_live(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(0))
    s.opens(at(10), s.day(1))
    s.opens(at(10, days=1), s.day(0, 1))
    s.live(at(10, days=1), at(12))
    s.wrong(at(12), s.day(0))
    s.wrong(at(12), s.day(2))
    s.wrong(at(12), s.cancel_day(2))
    s.enter(at(12), s.flex(at(12), 13), LEDGER_FULL)


@scene("forgotten is a code's last first entry and not the end of its window",
       "ForgottenIsEnd", **SMALL)  # fmt: skip
def forgotten_bound(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10), 72))
    s.opens(at(10), s.flex(at(10), 31 * 24, use=1))
    s.opens(at(11, days=3), s.flex(at(11, days=3)))
    s.live(at(11, days=3), at(9, days=1))
    s.wrong(at(9, days=1), s.flex(at(8, days=1)))
    s.enter(at(9, days=1), s.flex(at(8, 30, days=1)), LEDGER_FULL)


@scene("forgotten: a last instant equal to it is refused, a later one is not", "ForgottenExclusive", **SMALL)
def forgotten_edge(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10), 1))
    s.opens(at(10), s.day(1))
    s.opens(at(11, 30), s.flex(at(11, 30)))
    s.applied(at(11, 30), s.clock(at(10, 40)), set_clock=at(10, 40))
    s.wrong(at(10, 40), s.flex(at(9, 30), 1.5))
    s.enter(at(10, 40), s.flex(at(9, 30), 2), LEDGER_FULL)


@scene("forgotten does not bind codes that have a row", "ForgottenBindsRows", "CancelForgotten", **SMALL)
def forgotten_rows(s: Session) -> None:
    s.install()
    long = s.flex(at(10), 96, use=1)
    s.opens(at(10), long)
    s.opens(at(10), s.flex(at(10), 48))
    s.confirm(at(10))
    s.opens(at(12, days=2), s.flex(at(11, days=2)))
    s.opens(at(12, days=2), long)
    s.applied(at(12, days=2), s.cancel_flex(at(10), 96, use=1))
    s.enter(at(12, days=2), long, CANCELLED)


@scene("forgotten is never lowered by a later freeing", "ForgottenLowered", **SMALL)
def forgotten_highest(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9), 96, use=1))
    s.opens(at(10, days=2), s.flex(at(10, days=2)))
    for hour in (10, 14):
        # The first newcomer frees the row of two hours, the second that of 96.
        s.opens(at(hour, days=5), s.flex(at(hour, days=5), 12))
    s.live(at(14, days=5), at(11, days=2))
    s.wrong(at(11, days=2), s.flex(at(10, days=2)))


@scene("a day code's row ends with its date, its hour notwithstanding", **SMALL)
def day_row(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(0))
    s.opens(at(10), s.day(1))
    s.enter(at(20), s.day(2), LEDGER_FULL)
    s.enter(at(24) + 125, s.day(0, 1), LEDGER_FULL)
    s.opens(at(24) + 126, s.day(0, 1))


@scene("an hour that outlasts midnight is the row's end", "HourPastMidnightFreed",
       outlasts_midnight=1, **SMALL)  # fmt: skip
def day_row_outlasts(s: Session) -> None:
    s.install()
    s.opens(at(23, 50), s.day(0))
    s.opens(at(23, 50), s.day(1))
    s.enter(at(24, 30), s.day(0, 1), LEDGER_FULL)
    s.enter(at(24, 52, 5), s.day(0, 1), LEDGER_FULL)
    s.opens(at(24, 52, 6), s.day(0, 1))
    s.wrong(at(24, 52, 7), s.day(0))


@scene("an unused code cancelled: its row ends with its last first entry", "CancelledEndsLate",
       rows=2, cancellation_rows=1)  # fmt: skip
def cancelled_row(s: Session) -> None:
    s.install()
    s.applied(at(9), s.cancel_flex(at(10), 96))
    s.enter(at(10, 2, 9, days=1), s.cancel_flex(at(12, days=1)), LEDGER_FULL)
    s.applied(at(10, 2, 10, days=1), s.cancel_flex(at(12, days=1)))
    s.enter(at(12, days=1), s.flex(at(12, days=1)), CANCELLED)


@scene("freed cancellations are forgotten too", "ForgottenIgnored", rows=2, cancellation_rows=1)
def cancelled_forgotten(s: Session) -> None:
    s.install()
    s.applied(at(9), s.cancel_flex(at(9, 30), 0.5))
    s.applied(at(10, 10), s.cancel_flex(at(12)))
    s.applied(at(10, 10), s.clock(at(9, 40)), set_clock=at(9, 40))
    s.wrong(at(9, 40), s.flex(at(9, 30), 0.5))
    s.wrong(at(9, 40), s.cancel_flex(at(9, 30), 0.5))


@scene("a raise of the epoch drops the rows and keeps what is forgotten",
       "RowsKeptAfterEpoch", "ForgottenDroppedWithEpoch", **SMALL)  # fmt: skip
def epoch(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10), 0.5))
    s.opens(at(10, 10), s.day(1))
    s.opens(at(10, 40), s.day(2))
    s.enter(at(10, 41), s.day(3), LEDGER_FULL)
    s.applied(at(10, 42), s.raise_epoch(2))
    s.wrong(at(10, 43), s.day(1))
    s.epoch = 2
    s.opens(at(10, 44), s.day(1))
    s.opens(at(10, 44), s.day(2))
    s.applied(at(10, 44), s.clock(at(10, 20)), set_clock=at(10, 20))
    s.wrong(at(10, 20), s.flex(at(10), 0.5))


@scene("rows void: a restart right after the raise", "VoidRowsWritten", **SMALL)
def void(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.applied(at(10, 0, 30), s.raise_epoch(2))
    s.restart()
    s.wrong(at(10, 0, 40), s.flex(at(10)))
    s.epoch = 2
    s.opens(at(10, 0, 50), s.flex(at(10)))
    s.opens(at(10, 0, 50), s.day())
    s.confirm(at(10, 1))
    s.restart()
    s.enter(at(10, 1), s.flex(at(10)), USED_UP)


@scene("cancelling an unused code, twice, and using it", "CancelOnlyUsed")
def cancel_unused(s: Session) -> None:
    s.install()
    s.applied(at(9, 10), s.cancel_flex(at(10)))
    s.applied(at(9, 20), s.cancel_flex(at(10)))
    s.enter(at(9, 30), s.flex(at(10)), CANCELLED)
    s.enter(at(10, 30), s.flex(at(10)), CANCELLED)
    s.enter(at(10, 30), s.flex(at(10)), CANCELLED, op=1)
    s.opens(at(10, 31), s.flex(at(10), copy=1))
    s.enter(at(20), s.flex(at(10)), CANCELLED)


@scene("cancelling a used code: the same answer, and cancelled is said before used up",
       "UsedUpBeforeCancelled", "CancelOnlyUnused")  # fmt: skip
def cancel_used(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.applied(at(10, 1), s.cancel_flex(at(10)))
    s.enter(at(10, 1, 30), s.flex(at(10)), CANCELLED)
    s.applied(at(10, 2), s.cancel_flex(at(10)))
    s.opens(at(10, 5), s.day())
    s.applied(at(10, 6), s.cancel_day())
    s.enter(at(10, 7), s.day(), CANCELLED)
    s.enter(at(15), s.day(), CANCELLED)


@scene("cancelling ahead: 2,048 half hours and no more", "DistanceUnbounded")
def flex_ahead(s: Session) -> None:
    s.install()
    s.wrong(at(9, 29, 59), s.cancel_flex(at(9) + 2_049 * 1_800))
    s.applied(at(9, 29, 59), s.cancel_flex(at(9) + 2_048 * 1_800))
    s.applied(at(9, 30), s.cancel_flex(at(9) + 2_049 * 1_800))


@scene("cancelling ahead: 64 days of the box's own calendar", "DistanceUnbounded", "DistanceInUtc")
def day_ahead(s: Session) -> None:
    s.install()
    s.applied(at(9), s.cancel_day(0, 64))
    s.wrong(at(23, 59, 59), s.cancel_day(0, 65))
    s.applied(at(24), s.cancel_day(0, 65))
    s.enter(at(24), s.cancel_day(0, 66), WRONG_CODE)


@scene("cancelling what is past: to the last second of the tolerance", "CancelPast")
def past(s: Session) -> None:
    s.install()
    s.applied(at(11, 2, 0) - 1, s.cancel_flex(at(10), 1))
    s.wrong(at(11, 2), s.cancel_flex(at(10), 1, copy=1))
    s.applied(at(24) + 124, s.cancel_day(1))
    s.wrong(at(24) + 125, s.cancel_day(2))
    s.wrong(at(24) + 125, s.cancel_day(1))


@scene("cancelling a long code that is in use, after the first day", "CancelFirstDayOnly")
def cancel_late(s: Session) -> None:
    s.install()
    used, other = at(10), 96
    s.opens(at(11), s.flex(used, other, use=1))
    s.wrong(at(12, days=2), s.cancel_flex(used, other, use=1, copy=1))
    s.applied(at(12, days=2), s.cancel_flex(used, other, use=1))
    s.enter(at(12, days=2), s.flex(used, other, use=1), CANCELLED)
    s.applied(at(10, 2, days=4), s.cancel_flex(used, other, use=1))
    s.wrong(at(10, 3, days=4), s.cancel_flex(used, other, use=1))


@scene("an unused code cancelled: repeated until its last first entry and not after it")
def cancel_again_late(s: Session) -> None:
    s.install()
    s.applied(at(9), s.cancel_flex(at(10), 96))
    s.applied(at(10, 2, 8, days=1), s.cancel_flex(at(10), 96))
    s.wrong(at(10, 2, 9, days=1), s.cancel_flex(at(10), 96))
    s.enter(at(12, days=1), s.flex(at(10), 96), CANCELLED)


@scene("cancelling a day code whose hour outlasts midnight", "CancelNightOnly", outlasts_midnight=1)
def cancel_outlasting(s: Session) -> None:
    s.install()
    s.opens(at(23, 50), s.day())
    s.opens(at(23, 50), s.day(2))
    s.wrong(at(24, 30), s.cancel_day(1))
    s.applied(at(24, 30), s.cancel_day())
    s.enter(at(24, 31), s.day(), CANCELLED)
    s.applied(at(24, 52, 4), s.cancel_day())
    s.wrong(at(24, 52, 5), s.cancel_day())
    s.wrong(at(24, 52, 5), s.cancel_day(2))


@scene("cancelling a code without a row: its last instant is later than what is forgotten",
       "ForgottenExclusive", "ForgottenIgnored", **SMALL)  # fmt: skip
def cancel_forgotten(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9, 30), 1))
    s.opens(at(10), s.flex(at(9, 30), 12, use=1))
    s.opens(at(11), s.flex(at(11)))
    s.applied(at(11), s.clock(at(10, 20)), set_clock=at(10, 20))
    s.wrong(at(10, 20), s.cancel_flex(at(9, 30), 1, copy=1))
    s.wrong(at(10, 20), s.cancel_flex(at(9, 30), 1))
    s.applied(at(10, 20), s.cancel_flex(at(9), 2))
    s.enter(at(10, 20), s.flex(at(9), 2), CANCELLED)


@scene("cancellations of another epoch", "CancelAnyEpoch", epoch=17)
def other_epoch(s: Session) -> None:
    s.install()
    s.wrong(at(9, 10), s.cancel_flex(at(10), epoch=16))
    s.wrong(at(9, 10), s.cancel_day(0, epoch=18))
    s.applied(at(9, 10), s.cancel_flex(at(10), epoch=1))
    s.applied(at(9, 10), s.cancel_day(0, epoch=33))
    s.enter(at(10), s.flex(at(10)), CANCELLED)
    s.enter(at(10), s.day(), CANCELLED)


@scene("a cancellation undoes the repeat of a jammed door")
def cancel_jammed(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.applied(at(10, 0, 30), s.cancel_flex(at(10)))
    s.enter(at(10, 1), s.flex(at(10)), CANCELLED)
    s.opens(at(10, 1), s.flex(at(10), copy=1))
    s.opens(at(10, 1), s.flex(at(10), copy=1))


@scene("cancelling twice persists the instant and nothing else")
def cancel_persists(s: Session) -> None:
    s.install()
    s.applied(at(9, 10), s.cancel_day())
    s.applied(at(9, 20), s.cancel_day())
    s.power(sets=at(9, 20))
    s.wrong(at(9, 20), s.cancel_day())


@scene("the zone of a bulletin moves the midnight of a row", "ZoneKept")
def zone_moves(s: Session) -> None:
    s.install()
    s.opens(at(20, 30), s.day(), until=at(21, 30))
    eastern = s.zone.__class__(-300, -240, s.zone.start, s.zone.end)
    s.carried(at(20, 31), at(20), zone=eastern)
    s.opens(at(20, 32), s.day(), until=at(21))
    s.opens(at(21), s.day(0, 1), until=at(22))
    s.enter(at(21, 5), s.day(), USED_UP)
    s.wrong(at(21, 5), s.day(1))



@scene("forgotten: a box that moves west does not live a date again", "ZoneReopens", **SMALL)
def zone_reopens(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.opens(at(10), s.day(1))
    s.opens(at(0, 5, days=1), s.day(0, 1))
    hawaii = zone_list.STANDING["Honolulu"]
    s.carried(at(0, 6, days=1), at(0, 6, days=1), zone=hawaii)
    s.wrong(at(0, 7, days=1), s.day())
    s.wrong(at(0, 7, days=1), s.day(2))


@scene("a used code that was cancelled is freed like any used one", **SMALL)
def cancelled_and_freed(s: Session) -> None:
    s.install()
    s.opens(at(9, 30), s.flex(at(9), 2))
    s.opens(at(9, 30), s.flex(at(9), 4))
    s.applied(at(9, 40), s.cancel_flex(at(9), 2))
    s.enter(at(11, 2), s.flex(at(11)), LEDGER_FULL)
    s.opens(at(11, 2, 1), s.flex(at(11)))
    s.wrong(at(11, 3), s.flex(at(9), 2))


@scene("a cancellation of a used code takes no row kept for cancellations", rows=2, cancellation_rows=1)
def no_row_needed(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.applied(at(10, 1), s.cancel_flex(at(10)))
    s.applied(at(10, 2), s.cancel_flex(at(12)))
    s.enter(at(10, 3), s.cancel_flex(at(14)), LEDGER_FULL)


@scene("a raise of the epoch makes room at once", **SMALL)
def epoch_makes_room(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.opens(at(10), s.day(1))
    s.applied(at(10), s.cancel_day(2))
    s.carried(at(10), at(10), epoch=2)
    s.opens(at(10), s.day())
    s.opens(at(10), s.day(1))
    s.enter(at(10), s.day(2), LEDGER_FULL)
    s.applied(at(10), s.cancel_day(2))
    s.enter(at(10), s.cancel_day(3), LEDGER_FULL)
