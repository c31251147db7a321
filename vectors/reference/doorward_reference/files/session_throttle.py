"""Sessions of guessers and of clumsy visitors: the run, the wait, the total, what counts and what not."""

from ..engine.decision import (
    CANCELLED, CLOCK_UNSET, KEYPAD_STOPPED, LEDGER_FULL, MALFORMED, OUTSIDE_HOURS, SUSPENDED,
    THROTTLED, USED_UP, WRONG_CODE,
)  # fmt: skip
from .scenes import Scenes
from .session import Session, at, found_by

scenes = Scenes()
scene = scenes.scene

FALL = 10_800


@scene("five refusals without a wait, then 60 s", "FreeRefusalsOffByOne", "WaitIncludesEnd", "WaitLengthened")
def sixth(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.enter(at(10, 0, 30), s.guess(), THROTTLED, until=at(10, 1))
    s.enter(at(10, 0, 59), s.guess(), THROTTLED, until=at(10, 1))
    s.wrong(at(10, 1))
    s.enter(at(10, 2, 59), s.guess(), THROTTLED, until=at(10, 3))
    s.opens(at(10, 3), s.day())
    s.wrong(at(10, 4), times=5)
    s.opens(at(10, 4), s.day())


@scene("waits double up to 900 s and stay there", "WaitUncapped")
def doubling(s: Session) -> None:
    s.install()
    now = at(10)
    s.wrong(now, times=5)
    for wait in (60, 120, 240, 480, 900, 900, 900):
        s.wrong(now)
        s.enter(now + wait - 1, s.guess(), THROTTLED, until=now + wait)
        now += wait
    s.opens(now, s.flex(at(10)))


@scene("a real code in a wait is not read")
def unread(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.enter(at(10, 0, 1), s.day(), THROTTLED)
    s.enter(at(10, 0, 2), s.clock(at(10)), THROTTLED)
    s.enter(at(10, 0, 3), "12", THROTTLED)
    s.opens(at(10, 1), s.day())


@scene("the wait goes on after a restart", "ThrottleLostOnRestart")
def wait_restart(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.restart()
    s.enter(at(10, 0, 59), s.day(), THROTTLED)
    s.opens(at(10, 1), s.day())


@scene("a flat battery does not shorten a wait")
def wait_power(s: Session) -> None:
    s.install()
    s.wrong(at(9, 0, 10), times=6)
    s.restart()
    s.power(sets=at(9))
    s.enter(at(9, 1, 9), s.guess(), THROTTLED, until=at(9, 1, 10))
    s.enter(at(9, 1, 10), s.guess(), CLOCK_UNSET)
    s.enter(at(9, 1, 11), s.guess(), THROTTLED, until=at(9, 3, 10))


@scene("an opening clears the run and gives the total its own count back",
       "TotalClearedByOpening", "TotalKeptAfterOpening")  # fmt: skip
def opening_clears(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=4)
    s.opens(at(10), s.day())
    s.wrong(at(10), times=5)
    s.opens(at(10), s.day())


@scene("four guesses and an opening, again and again, until the keypad stops",
       "TotalClearedByOpening", total_stop=12)  # fmt: skip
def patient(s: Session) -> None:
    s.install()
    for minute in (0, 1):
        s.wrong(at(10, minute), times=5)
        s.opens(at(10, minute), s.day())
    s.wrong(at(10, 2), times=2)
    s.enter(at(10, 3), s.day(), KEYPAD_STOPPED)
    s.enter(at(10, 4), s.clock(at(10, 4)), KEYPAD_STOPPED)


@scene("an accepted service code clears neither run nor total, and lifts no wait",
       "RunClearedByServiceCode", "TotalClearedByServiceCode")  # fmt: skip
def service_clears_nothing(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=5)
    s.applied(at(10), s.cancel_flex(at(12)))
    s.wrong(at(10))
    s.enter(at(10, 0, 59), s.cancel_flex(at(12)), THROTTLED, until=at(10, 1))
    s.applied(at(10, 1), s.cancel_flex(at(12)))
    s.wrong(at(10, 1))
    s.enter(at(10, 2, 59), s.guess(), THROTTLED, until=at(10, 3))


@scene("an accepted service code starts no wait", "ServiceCodeWaits")
def service_no_wait(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=5)
    for number in range(4):
        s.applied(at(10, 0, number), s.cancel_flex(at(12), copy=number))
    s.opens(at(10, 0, 5), s.day())


@scene("a refused service code counts like any other")
def service_refused_counts(s: Session) -> None:
    s.install()
    s.wrong(at(10), s.clock(at(8)))
    s.wrong(at(10), s.raise_epoch(1))
    s.wrong(at(10), s.cancel_flex(at(12), epoch=2), times=2)
    s.wrong(at(10), "000000000000")
    s.wrong(at(10), "999999999999")
    s.enter(at(10), s.guess(), THROTTLED, until=at(10, 1))


@scene("malformed entries are not counted", "MalformedCounted")
def malformed(s: Session) -> None:
    s.install()
    code = s.flex(at(10))
    slips = ("", "1", "123456", "12345678", "123456789", "12345678901", "1234567890123",
             code[:9] + "#", code[:9] + "O", " " + code[:9], "-" + code[:9], code + "0",
             "１" * 10, "٣" * 7, code[:5] + " " + code[5:])  # fmt: skip
    for slip in slips:
        s.enter(at(10), slip, MALFORMED)
    s.wrong(at(10), times=5)
    s.enter(at(10), slips[2], MALFORMED)
    s.opens(at(10), code)


@scene("malformed entries meet a running wait and a stopped keypad first", "MalformedFirst", total_stop=7)
def malformed_late(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.enter(at(10), "1", THROTTLED)
    s.wrong(at(10, 1))
    s.enter(at(10, 1), "1", KEYPAD_STOPPED)


@scene("every other refusal counts: used up, cancelled, outside hours, suspended",
       "OnlyWrongCodesCount", access_from=480, access_to=1_320)  # fmt: skip
def all_count(s: Session) -> None:
    s.install()
    s.opens(at(9, 10), s.flex(at(9)))
    s.confirm(at(9, 11))
    s.enter(at(9, 12), s.flex(at(9)), USED_UP)
    s.applied(at(9, 13), s.cancel_day())
    s.enter(at(9, 14), s.day(), CANCELLED)
    s.enter(at(22), s.day(1), OUTSIDE_HOURS)
    s.carried(at(22), at(21), suspended=True)
    s.enter(at(22), s.day(1), SUSPENDED, op=1)
    s.carried(at(22), at(21))
    s.enter(at(22), s.day(1), WRONG_CODE, op=1)
    s.wrong(at(22))
    s.enter(at(22), s.guess(), THROTTLED, until=at(22, 1))


@scene("a full ledger counts as well", "OnlyWrongCodesCount", rows=2, cancellation_rows=1)
def full_counts(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    for _ in range(6):
        s.enter(at(10), s.day(1), LEDGER_FULL)
    s.enter(at(10), s.day(1), THROTTLED, until=at(10, 1))


@scene("one hundred refusals stop the keypad; the total falls every three hours", "FallsFromEachRefusal")
def hundred(s: Session) -> None:
    s.install(at(0))
    first = at(0, 1)
    now = first
    s.wrong(now, times=5)
    for number in range(95):
        s.wrong(now)
        now += min(900, 60 * 2**number)
    # 94 waits after the sixth refusal, so more than 22 hours: seven falls on the way.
    fallen = (now - first) // FALL
    for _ in range(fallen):
        s.wrong(now)
        now += 900
    more = (now - first) // FALL - fallen
    for _ in range(more):
        s.wrong(now)
        now += 900
    falls = first + FALL * ((now - first) // FALL + 1)
    s.enter(now, s.guess(), KEYPAD_STOPPED)
    s.enter(falls - 1, s.guess(), KEYPAD_STOPPED)
    s.wrong(falls)
    s.enter(falls, s.guess(), KEYPAD_STOPPED)
    s.enter(falls + FALL - 1, s.guess(), KEYPAD_STOPPED)
    s.opens(falls + FALL, s.day(0, (falls + FALL - at(0)) // 86_400))


@scene("the total falls from the refusal that raised it from 0, whatever comes after",
       "FallsFromEachRefusal", "FallsFromLook", total_stop=3, free_refusals=20)  # fmt: skip
def falls(s: Session) -> None:
    s.install()
    first = at(10)
    s.wrong(first)
    s.wrong(first + 5_000)
    s.wrong(first + 10_000)
    s.enter(first + 10_001, s.guess(), KEYPAD_STOPPED)
    s.enter(first + FALL - 1, s.guess(), KEYPAD_STOPPED)
    s.wrong(first + FALL + 100)
    s.enter(first + 2 * FALL - 1, s.guess(), KEYPAD_STOPPED)
    s.wrong(first + 2 * FALL)
    s.wrong(first + 5 * FALL - 1, times=2)
    s.enter(first + 5 * FALL - 1, s.guess(), KEYPAD_STOPPED)
    s.wrong(first + 5 * FALL)


@scene("several falls at once, down to 0 and not below", "TotalBelowZero", total_stop=3)
def falls_to_zero(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=2)
    s.wrong(at(10) + 4 * FALL, times=3)
    s.enter(at(10) + 4 * FALL, s.guess(), KEYPAD_STOPPED)
    s.enter(at(10) + 5 * FALL - 1, s.guess(), KEYPAD_STOPPED)
    s.wrong(at(10) + 5 * FALL)


@scene("an opening leaves the beginning of the falls as it was", "FallsFromOpening", total_stop=2)
def falls_after_opening(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.wrong(at(10, 30))
    s.opens(at(10, 45), s.day())
    s.wrong(at(10, 50))
    s.enter(at(13, 29, 59), s.guess(), KEYPAD_STOPPED)
    s.wrong(at(13, 30))


@scene("a clock set back delays the next fall and forgives nothing", total_stop=2)
def falls_backwards(s: Session) -> None:
    s.install()
    s.wrong(at(10))
    s.applied(at(10, 10), s.clock(at(9, 20)), set_clock=at(9, 20))
    s.wrong(at(9, 21))
    s.enter(at(9, 22), s.guess(), KEYPAD_STOPPED)
    s.enter(at(12, 59, 59), s.guess(), KEYPAD_STOPPED)
    s.wrong(at(13))


@scene("a live bulletin clears both counts and the wait", "LiveKeepsCounts", total_stop=7)
def live_clears(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.wrong(at(10, 1))
    s.enter(at(10, 1), s.day(), KEYPAD_STOPPED)
    s.live(at(10, 1), at(10, 1))
    s.wrong(at(10, 1), times=5)
    s.opens(at(10, 1), s.day())


@scene("a carried bulletin clears neither count", "CarriedClearsCounts")
def carried_keeps(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.carried(at(10), at(9, 30))
    s.enter(at(10), s.day(), THROTTLED, until=at(10, 1))
    s.opens(at(10, 1), s.day())


LONG_RUN = found_by(run=253, free_refusals=20, first_wait=1, longest_wait=1)


@scene("the run stays at 255", "RunWraps", initial=LONG_RUN)
def long_run(s: Session) -> None:
    for number in range(4):
        s.wrong(at(10, 0, number))
        s.enter(at(10, 0, number), s.guess(), THROTTLED)


@scene("no free refusal, longest waits", free_refusals=0, first_wait=3_600, longest_wait=43_200)
def strict(s: Session) -> None:
    s.install(at(0))
    now = at(0)
    for wait in (3_600, 7_200, 14_400, 28_800, 43_200, 43_200):
        s.wrong(now)
        s.enter(now + wait - 1, s.guess(), THROTTLED, until=now + wait)
        now += wait


@scene("a keypad that stops at the first refusal", total_stop=1, fall_every=604_800)
def one_strike(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.wrong(at(10, 1))
    s.enter(at(10, 2), s.day(), KEYPAD_STOPPED)
    s.enter(at(10, 1, days=7) - 1, s.day(0, 7), KEYPAD_STOPPED)
    s.opens(at(10, 1, days=7), s.day(0, 7))


@scene("an entry that is not counted leaves the total and its falls as they were saved", "FallsKeptUnsaved",
       total_stop=3)  # fmt: skip
def look(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=2)
    s.enter(at(10) + FALL, "1", MALFORMED)
    s.wrong(at(10) + FALL - 1)
    s.enter(at(10) + FALL - 1, s.day(), KEYPAD_STOPPED)


@scene("an accepted service code keeps the falls that it was the first to notice", total_stop=3)
def service_falls(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=2)
    s.applied(at(13), s.cancel_day())
    s.wrong(at(13))
    s.wrong(at(13, 1))
    s.enter(at(15, 59, 59), s.guess(), KEYPAD_STOPPED)
    s.wrong(at(16))


@scene("a wait that is over and the clock goes back: it runs again")
def wait_again(s: Session) -> None:
    s.install()
    s.wrong(at(10), times=6)
    s.enter(at(10, 1), s.day(1), WRONG_CODE, op=1)
    s.applied(at(10, 3), s.clock(at(10, 2)), set_clock=at(10, 2))
    s.enter(at(10, 2), s.day(), THROTTLED, until=at(10, 3))
    s.opens(at(10, 3), s.day())
