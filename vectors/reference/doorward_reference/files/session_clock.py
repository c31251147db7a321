"""Sessions about time: unset, behind, set by code and by bulletin, flat batteries."""

from ..engine.decision import (
    CLOCK_UNSET, CLOCK_WENT_BACK, SUSPENDED, USED_UP, WRONG_CODE,
)  # fmt: skip
from .scenes import Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene

WEEK = 7 * 86_400
FIRST_INSTANT = 1_704_067_200


@scene("a new box: nothing opens, a clock code is too far, an epoch code is taken", "ServiceNeedsClock")
def new(s: Session) -> None:
    s.enter(5, s.day(), CLOCK_UNSET)
    s.enter(at(10), s.day(), CLOCK_UNSET)
    s.enter(at(10), s.guess(), CLOCK_UNSET)
    s.wrong(at(10), s.cancel_day())
    s.wrong(at(10), s.clock(at(10)))
    s.applied(5, s.raise_epoch(2))


@scene("a new box gets its clock from a carried bulletin and a clock code", "ReferenceIsNow", "CarriedSets")
def carried_then_code(s: Session) -> None:
    s.carried(5, at(9), sets=at(9))
    s.enter(at(9, 1), s.day(), CLOCK_UNSET)
    s.wrong(at(9, 2), s.clock(at(9, 1, days=7)))
    s.applied(at(9, 3), s.clock(at(9, days=7)), set_clock=at(9, days=7))
    s.opens(at(10, days=7), s.day(0, 7))
    s.wrong(at(10, days=7), s.clock(at(10, 1, days=7)))


@scene("a reading before 2024 is unset, whatever was said before", "UnsetFlagOnly")
def before_2024(s: Session) -> None:
    s.install()
    s.enter(FIRST_INSTANT - 1, s.day(), CLOCK_UNSET)
    s.enter(FIRST_INSTANT, s.day(), CLOCK_WENT_BACK)
    s.wrong(FIRST_INSTANT - 1, s.cancel_flex(at(12)))
    s.opens(at(10), s.day())


@scene("a clock code counts from the last persisted instant while the clock reads nonsense", "ReferenceIsNow")
def nonsense(s: Session) -> None:
    s.install()
    s.wrong(7, s.clock(at(9, days=8)))
    s.wrong(7, s.clock(at(7, 59)))
    s.applied(7, s.clock(at(8)), set_clock=at(8))
    s.opens(at(8), s.day())


@scene("a reading before 2024 and a carried bulletin: the clock goes on, but is unset", "CarriedSets")
def nonsense_carried(s: Session) -> None:
    s.install()
    s.carried(7, at(10), sets=at(10))
    s.enter(at(10), s.day(), CLOCK_UNSET)
    s.applied(at(10), s.clock(at(10, 5)), set_clock=at(10, 5))
    s.opens(at(10, 5), s.day())


@scene("the clock is behind the last persisted instant by the tolerance, and by a second more",
       "WentBackInclusive", "PersistedLowered")  # fmt: skip
def behind(s: Session) -> None:
    s.install()
    s.tick(at(12))
    s.opens(at(12) - 120 - 1, s.day())
    s.enter(at(12) - 122, s.day(), CLOCK_WENT_BACK)
    s.enter(at(12) - 122, s.guess(), CLOCK_WENT_BACK)
    s.opens(at(12) - 121, s.day())
    s.enter(at(11), s.cancel_day(1), 1)
    s.enter(at(11), s.day(1), CLOCK_WENT_BACK)


@scene("confirmations and ticks of an earlier instant leave the persisted one alone", "PersistedLowered")
def earlier(s: Session) -> None:
    s.install()
    s.opens(at(12), s.day())
    s.confirm(at(11, 59))
    s.tick(at(11))
    s.tick(0)
    s.enter(at(11, 57), s.day(), CLOCK_WENT_BACK)
    s.power(sets=at(12))


@scene("a refusal persists nothing", "PersistedOnRefusal")
def refusal(s: Session) -> None:
    s.install()
    s.wrong(at(20))
    s.power(sets=at(9))


@scene("tick saves from 3,600 s on", "TickAlways", "TickLate")
def tick(s: Session) -> None:
    s.install()
    s.tick(at(9, 59, 59))
    s.power(sets=at(9))
    s.tick(at(10))
    s.power(sets=at(10))
    s.tick(at(10, 59, 59))
    s.tick(at(11))
    s.tick(at(11))


@scene("the battery is pulled: the clock restarts where it was last saved, and is unset",
       "PowerKeepsClock")  # fmt: skip
def battery(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(10)))
    s.confirm(at(10, 1))
    s.restart()
    s.power(sets=at(10, 1))
    s.enter(at(10, 1), s.flex(at(10)), CLOCK_UNSET)
    s.wrong(at(10, 2), s.cancel_day())
    s.power(sets=at(10, 1))
    s.applied(at(10, 2), s.clock(at(10, 5)), set_clock=at(10, 5))
    s.enter(at(10, 5), s.flex(at(10)), USED_UP)
    s.opens(at(10, 5), s.day())


@scene("an unset clock, a suspension and an epoch: the order of the answers", "UnsetAllowsCancel")
def order(s: Session) -> None:
    s.install()
    s.carried(at(9), at(9), suspended=True)
    s.tick(at(12))
    s.power()
    s.enter(at(9), s.day(), CLOCK_UNSET)
    s.wrong(at(12), s.cancel_day())
    s.applied(at(12), s.clock(at(12)), set_clock=at(12))
    s.enter(at(9), s.day(), CLOCK_WENT_BACK)
    s.enter(at(12), s.day(), SUSPENDED)
    s.enter(at(12), s.guess(), SUSPENDED)


@scene("clock codes may be typed once, and only in their order", "ClockCodeAgain")
def once(s: Session) -> None:
    s.install()
    s.applied(at(10), s.clock(at(10, 5)), set_clock=at(10, 5))
    s.wrong(at(10, 5), s.clock(at(10, 5)))
    s.wrong(at(10, 5), s.clock(at(10, 4)))
    s.applied(at(10, 5), s.clock(at(10, 6, 30)), set_clock=at(10, 6))


@scene("clock codes forward: seven days in total", "ForwardUnbounded")
def forward(s: Session) -> None:
    s.install()
    s.wrong(at(10), s.clock(at(10, 1, days=7)))
    s.applied(at(10), s.clock(at(10, days=4)), set_clock=at(10, days=4))
    s.wrong(at(10, days=4), s.clock(at(10, 1, days=7)))
    s.applied(at(10, days=4), s.clock(at(9, 30, days=7)), set_clock=at(9, 30, days=7))
    s.wrong(at(9, 30, days=7), s.clock(at(10, 1, days=7)))
    s.applied(at(9, 30, days=7), s.clock(at(10, days=7)), set_clock=at(10, days=7))
    s.wrong(at(10, days=7), s.clock(at(10, 1, days=7)))
    s.applied(at(10, 10, days=7), s.clock(at(10, 10, days=7)), set_clock=at(10, 10, days=7))


@scene("clock codes back: 60 minutes in total, apart from the way forward",
       "BackUnbounded", "SumsOffset", "CountsFromPersisted")  # fmt: skip
def back(s: Session) -> None:
    s.install()
    s.wrong(at(12), s.clock(at(10, 59)))
    s.applied(at(12), s.clock(at(11, 20)), set_clock=at(11, 20))
    s.applied(at(11, 20), s.clock(at(11, 40)), set_clock=at(11, 40))
    s.wrong(at(12, 10), s.clock(at(11, 49)))
    s.applied(at(12, 10), s.clock(at(11, 50)), set_clock=at(11, 50))
    s.wrong(at(12, 1), s.clock(at(12)))
    s.applied(at(12), s.clock(at(12)), set_clock=at(12))


@scene("the clock went back by 30 days: clock codes of those days, made and never typed",
       "CountsFromReading")  # fmt: skip
def old_codes(s: Session) -> None:
    s.install()
    s.applied(at(9, 10), s.clock(at(9, 10)), set_clock=at(9, 10))
    s.tick(at(9, days=30))
    s.enter(at(9), s.day(), CLOCK_WENT_BACK)
    s.wrong(at(9), s.clock(at(9, days=5)))
    s.wrong(at(9), s.clock(at(9, 11)))
    s.enter(at(9, days=5), s.day(0, 5), CLOCK_WENT_BACK)
    s.wrong(at(9), s.clock(at(7, 59, days=30)))
    s.applied(at(9), s.clock(at(8, days=30)), set_clock=at(8, days=30))
    s.opens(at(8, days=30), s.day(0, 30))
    s.wrong(at(8, 2, days=30), s.clock(at(8, 1, days=30)))
    s.applied(at(8, 2, days=30), s.clock(at(8, 2, days=30)), set_clock=at(8, 2, days=30))


@scene("the clock went back: a clock code forward counts from the last persisted instant", "CountsFromReading")
def forward_from_behind(s: Session) -> None:
    s.install()
    s.tick(at(12))
    s.enter(at(10), s.day(), CLOCK_WENT_BACK)
    s.wrong(at(10), s.clock(at(12, 1, days=7)))
    s.applied(at(10), s.clock(at(12, days=7)), set_clock=at(12, days=7))
    s.opens(at(12, days=7), s.day(0, 7))


@scene("a reading that is behind by less than the tolerance: counted from the last persisted instant too",
       "CountsFromReading")  # fmt: skip
def slightly_behind(s: Session) -> None:
    s.install()
    s.tick(at(12))
    s.applied(at(11, 59), s.clock(at(12)), set_clock=at(12))
    s.wrong(at(11, 59), s.clock(at(10, 59)))
    s.applied(at(11, 59), s.clock(at(12, 1)), set_clock=at(12, 1))
    s.applied(at(12, 0), s.clock(at(12, 2)), set_clock=at(12, 2))


@scene("the clock went back: a bulletin that was withheld moves it up and does not hide it",
       "WithheldBulletinHides")  # fmt: skip
def withheld(s: Session) -> None:
    s.install()
    s.tick(at(15))
    s.enter(at(10), s.day(), CLOCK_WENT_BACK)
    s.carried(at(10), at(12), sets=at(12))
    s.enter(at(12), s.day(), CLOCK_WENT_BACK)
    s.enter(at(12), s.flex(at(12)), CLOCK_WENT_BACK)
    s.restart()
    s.enter(at(12), s.day(), CLOCK_WENT_BACK)
    s.carried(at(12, 1), at(11))
    s.enter(at(12, 1), s.day(), CLOCK_WENT_BACK)
    s.applied(at(12, 2), s.clock(at(15, 1)), set_clock=at(15, 1))
    s.opens(at(15, 1), s.day())


@scene("the clock went back: a bulletin from after the last persisted instant puts it right")
def newest(s: Session) -> None:
    s.install()
    s.tick(at(15))
    s.enter(at(10), s.day(), CLOCK_WENT_BACK)
    s.carried(at(10), at(15, 30), sets=at(15, 30))
    s.opens(at(15, 30), s.day())
    s.power(sets=at(15, 30))


@scene("a bulletin from shortly before the last persisted instant", "WithheldBulletinHides")
def shortly_before(s: Session) -> None:
    s.install()
    s.tick(at(15))
    s.carried(at(14, 57), at(14, 59), sets=at(14, 59))
    s.opens(at(14, 59), s.day())
    s.enter(at(14, 57), s.day(), CLOCK_WENT_BACK)
    s.power(sets=at(15))


@scene("an unset clock and a bulletin that was withheld", "WithheldBulletinHides", "CarriedSets")
def withheld_unset(s: Session) -> None:
    s.install()
    s.tick(at(15))
    s.power(sets=at(15))
    s.carried(5, at(12), sets=at(12))
    s.enter(at(12), s.day(), CLOCK_UNSET)
    s.power(sets=at(15))
    s.carried(5, at(12), sets=at(12))
    s.wrong(at(12), s.clock(at(13, 59)))
    s.applied(at(12), s.clock(at(14)), set_clock=at(14))
    s.opens(at(14), s.day())


@scene("a second back counts in full seconds, though a clock code has whole minutes")
def seconds(s: Session) -> None:
    s.install()
    s.applied(at(10, 0, 59), s.clock(at(10)), set_clock=at(10))
    s.wrong(at(10, 59, 2), s.clock(at(10, 0, 1)))
    s.wrong(at(11, 0, 2), s.clock(at(10, 1)))
    s.applied(at(11, 0, 1), s.clock(at(10, 1)), set_clock=at(10, 1))


@scene("a live bulletin gives the sums a new beginning", "SyncKeepsSums")
def sums(s: Session) -> None:
    s.install()
    s.applied(at(10), s.clock(at(10, days=7)), set_clock=at(10, days=7))
    s.applied(at(11, days=7), s.clock(at(10, 1, days=7)), set_clock=at(10, 1, days=7))
    s.live(at(10, 2, days=7), at(10, 2, days=7))
    s.applied(at(10, 2, days=7), s.clock(at(10, 2, days=14)), set_clock=at(10, 2, days=14))
    s.applied(at(11, 3, days=14), s.clock(at(10, 3, days=14)), set_clock=at(10, 3, days=14))


@scene("a clock code is no trusted sync: the sums go on after the battery was pulled", "ClockCodeIsSync")
def no_sync(s: Session) -> None:
    s.install()
    s.applied(at(10), s.clock(at(10, days=6)), set_clock=at(10, days=6))
    s.power(sets=at(10, days=6))
    s.wrong(at(10, days=6), s.clock(at(10, 1, days=7)))
    s.applied(at(10, days=6), s.clock(at(9, 30, days=6) + 1_860), set_clock=at(10, 1, days=6))


@scene("a clock code after a live bulletin has to be later than the last clock code only")
def older_than_sync(s: Session) -> None:
    s.install()
    s.applied(at(9, 10), s.clock(at(9, 10)), set_clock=at(9, 10))
    s.live(at(11), at(11))
    s.wrong(at(11), s.clock(at(9, 10)))
    s.applied(at(11), s.clock(at(10, 30)), set_clock=at(10, 30))


@scene("a clock code restarts the tolerance", "ToleranceFromSync", largest_tolerance=1_800)
def restarts(s: Session) -> None:
    s.install()
    far = at(9, days=100)
    s.carried(at(9), far, sets=far)
    # 100 days since the last sync: 120 + 864 s.
    s.opens(far + 3_600 - 984, s.flex(far + 3_600))
    s.applied(far, s.clock(far), set_clock=far)
    s.wrong(far + 3_600 - 121, s.flex(far + 3_600, copy=1))
    s.opens(far + 3_600 - 120, s.flex(far + 3_600, copy=1))


@scene("a live bulletin restarts the tolerance, a carried one does not", "CarriedRestartsTolerance")
def restarts_live(s: Session) -> None:
    s.install()
    far = at(9, days=50)
    s.carried(at(9), far, sets=far)
    s.opens(far + 3_600 - 552, s.flex(far + 3_600))
    s.live(far, far)
    s.wrong(far + 3_600 - 121, s.flex(far + 3_600, copy=1))
    s.opens(far + 3_600 - 120, s.flex(far + 3_600, copy=1))


@scene("the last set instant is the greater number of the two, even when it lies ahead", "LaterEventWins")
def greater(s: Session) -> None:
    s.install()
    s.applied(at(10), s.clock(at(10, days=7)), set_clock=at(10, days=7))
    s.live(at(10, days=7), at(10))
    s.wrong(at(12) - 121, s.flex(at(12)))
    s.opens(at(12) - 120, s.flex(at(12)))
    s.carried(at(12), at(12, days=107), sets=at(12, days=107))
    # Counted from the clock code's instant, 100 days and two hours before.
    day = at(12, days=107)
    s.wrong(day + 3_600 - 985, s.flex(day + 3_600, copy=2))
    s.opens(day + 3_600 - 984, s.flex(day + 3_600, copy=2))


@scene("the tolerance stops at 1,800 s", "ToleranceUncapped")
def ceiling(s: Session) -> None:
    s.install()
    far = at(9, days=195)
    s.carried(at(9), far, sets=far)
    s.wrong(far + 1_800 * 3 - 1_801, s.flex(far + 1_800 * 3))
    s.opens(far + 1_800 * 3 - 1_800, s.flex(far + 1_800 * 3))


@scene("a box with no tolerance at all", tolerance=0, drift_ppm=0, largest_tolerance=0)
def none(s: Session) -> None:
    s.install()
    s.wrong(at(10) - 1, s.flex(at(10)))
    s.opens(at(10), s.flex(at(10)))
    s.enter(at(12), s.flex(at(10)), USED_UP)
    s.enter(at(10) - 1, s.day(), CLOCK_WENT_BACK)
    s.opens(at(24) - 1, s.day())
    s.wrong(at(24), s.day(1))


@scene("a box with the widest tolerance", tolerance=1_800, drift_ppm=1_000)
def widest(s: Session) -> None:
    s.install()
    s.wrong(at(9, 29, 59), s.flex(at(10)))
    s.opens(at(9, 30), s.flex(at(10)))


@scene("a drift of 1,000 ppm", drift_ppm=1_000)
def drift(s: Session) -> None:
    s.install()
    s.wrong(at(11) - 128, s.flex(at(11)))  # 120 + 7,072 div 1,000 = 127
    s.opens(at(11) - 127, s.flex(at(11)))


@scene("a used code stays used when a clock code sets the clock back", "ReopenedByClock")
def clock_back(s: Session) -> None:
    s.install()
    s.opens(at(10), s.flex(at(9, 30), 1))
    s.confirm(at(10, 1))
    s.tick(at(11, 20))
    s.applied(at(11, 20), s.clock(at(10, 20)), set_clock=at(10, 20))
    s.enter(at(10, 20), s.flex(at(9, 30), 1), USED_UP)
    s.opens(at(10, 20), s.flex(at(10)))


@scene("a live bulletin sets the clock back, and the last persisted instant with it", "LiveOnlyForward")
def live_back(s: Session) -> None:
    s.install()
    s.opens(at(12), s.flex(at(12)))
    s.live(at(12, 1), at(10))
    s.enter(at(10), s.flex(at(12)), USED_UP)
    s.opens(at(10), s.day())
    s.power(sets=at(10))


@scene("the repeat of an opening and a clock set back: by the box's clock")
def repeat_back(s: Session) -> None:
    s.install()
    s.opens(at(10, 10), s.flex(at(10)))
    s.applied(at(10, 10, 30), s.clock(at(10, 9)), set_clock=at(10, 9))
    s.enter(at(10, 9, 59), s.flex(at(10)), USED_UP)
    s.opens(at(10, 10, 59), s.flex(at(10)))
    s.enter(at(10, 11), s.flex(at(10)), USED_UP)


@scene("an unset clock goes on counting: entries, service codes and bulletins", "SuspendedSilences")
def unset_life(s: Session) -> None:
    s.install()
    s.power(sets=at(9))
    s.enter(at(9, 1), s.day(), CLOCK_UNSET)
    s.applied(at(9, 2), s.raise_epoch(2))
    s.epoch = 2
    s.carried(at(9, 3), at(12), sets=at(12), suspended=True)
    s.enter(at(12), s.day(), CLOCK_UNSET)
    s.applied(at(12), s.clock(at(12)), set_clock=at(12))
    s.enter(at(12), s.day(), SUSPENDED)
    s.carried(at(12), at(11))
    s.opens(at(12), s.day())
    s.enter(at(12), s.day(), WRONG_CODE, op=1)
