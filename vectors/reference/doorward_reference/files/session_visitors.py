"""Sessions of visitors: day codes, flex codes, access hours, midnights."""

from ..engine.decision import (
    CANCELLED, CLOCK_UNSET, MALFORMED, OUTSIDE_HOURS, THROTTLED, USED_UP, WRONG_CODE,
)  # fmt: skip
from . import zone_list
from .scenes import Scenes
from .session import Session, at

scenes = Scenes()
scene = scenes.scene

EIGHT_TO_TEN = {"access_from": 480, "access_to": 1_320}
NIGHT = at(24)


@scene("the worked session: a day with a contractor, an agent, a guesser and a flat battery",
       "CountAfterCompare", "PowerKeepsClock")  # fmt: skip
def worked(s: Session) -> None:
    s.install(at(10))
    contractor, agent = s.day(), s.flex(at(14))
    tomorrow = s.flex(at(14, days=1))
    s.opens(at(10, 5), contractor, until=at(11, 5))
    s.confirm(at(10, 6))
    s.opens(at(10, 50), contractor, until=at(11, 5))
    s.enter(at(11, 6), contractor, USED_UP)
    s.wrong(at(13, 57), agent)
    s.opens(at(14, 20), agent, until=at(16))
    s.confirm(at(14, 21))
    s.enter(at(14, 40), agent, USED_UP)
    for number in range(5):
        s.wrong(at(14, 41, number))
    s.enter(at(14, 41, 30), s.guess(), THROTTLED)
    s.applied(at(14, 43), s.cancel_flex(at(14, days=1)))
    s.tick(at(15, 43, 1))
    s.restart()
    s.power(sets=at(15, 43, 1))
    s.enter(at(15, 43, 31), s.flex(at(15, 30)), CLOCK_UNSET)
    s.enter(at(15, 44, 30), s.clock(at(15, 50)), THROTTLED)
    s.applied(at(15, 46), s.clock(at(15, 50)), set_clock=at(15, 50))
    s.enter(at(15, 51), agent, USED_UP)
    s.enter(at(14, 5, days=1), tomorrow, CANCELLED)


@scene("day code: its hour ends to the second, without tolerance", "ToleranceOnTheHour")
def hour(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(3), until=at(11))
    s.opens(at(10), s.day(3), until=at(11))
    s.opens(at(10, 59, 59), s.day(3), until=at(11))
    s.enter(at(11), s.day(3), USED_UP)
    s.enter(at(11, 1, 59), s.day(3), USED_UP)


@scene("day code: the hour is that of the first use", "ReuseFromLastUse")
def first_use(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day())
    s.opens(at(10, 40), s.day(), until=at(11))
    s.enter(at(11, 20), s.day(), USED_UP)


@scene("day code: other slots have hours of their own")
def slots(s: Session) -> None:
    s.install()
    for slot in (0, 8, 15):
        s.opens(at(10, slot), s.day(slot), until=at(11, slot))
    s.enter(at(11), s.day(0), USED_UP)
    s.opens(at(11), s.day(15), until=at(11, 15))


@scene("day code: with the shackle chosen it is wrong, and used up is said all the same",
       "OperationBeforeUse")  # fmt: skip
def other_operation(s: Session) -> None:
    s.install()
    s.enter(at(10), s.day(), WRONG_CODE, op=1)
    s.opens(at(10), s.day())
    s.enter(at(10, 1), s.day(), WRONG_CODE, op=1)
    s.enter(at(11), s.day(), USED_UP, op=1)


@scene("day code: before its first use it is used up", "HourOpenBackwards")
def before_first_use(s: Session) -> None:
    s.install()
    s.opens(at(10, 5), s.day())
    s.enter(at(10, 4, 59), s.day(), USED_UP)
    s.opens(at(10, 5), s.day())


@scene("day code: yesterday's, tomorrow's and another epoch's are wrong")
def other_days(s: Session) -> None:
    s.install()
    for code in (s.day(0, -1), s.day(0, 1), s.day(0, 0, epoch=0), s.day(0, 0, epoch=2)):
        s.wrong(at(12), code)


@scene("day code: midnight cuts the hour short", "HourPastMidnight", "MidnightWithoutTolerance")
def midnight(s: Session) -> None:
    s.install()
    s.opens(at(23, 30), s.day(), until=NIGHT)
    # Set at 9:00, so the tolerance is 120 + 54,000 div 10,000 seconds.
    s.opens(NIGHT + 124, s.day(), until=NIGHT)
    s.enter(NIGHT + 125, s.day(), USED_UP)


@scene("day code: midnight does not cut the hour short if the profile says so",
       "OutlastsIgnored", outlasts_midnight=1)  # fmt: skip
def outlasts(s: Session) -> None:
    s.install()
    s.opens(at(23, 30), s.day(), until=at(24, 30))
    s.opens(at(24, 29, 59), s.day(), until=at(24, 30))
    s.enter(at(24, 30), s.day(), USED_UP)


@scene("day code: a first use in the tolerance after midnight", "UntilBeforeNow")
def after_midnight(s: Session) -> None:
    s.install()
    s.opens(NIGHT + 60, s.day(), until=NIGHT + 125)
    s.opens(NIGHT + 124, s.day(), until=NIGHT + 125)
    s.enter(NIGHT + 125, s.day(), USED_UP)
    s.wrong(NIGHT + 125, s.day(1))


@scene("day code: a first use in the tolerance before its date")
def before_midnight(s: Session) -> None:
    s.install()
    s.wrong(NIGHT - 126, s.day(0, 1))
    s.opens(NIGHT - 125, s.day(0, 1), until=NIGHT - 125 + 3_600)
    s.opens(NIGHT + 3_474, s.day(0, 1))
    s.enter(NIGHT + 3_475, s.day(0, 1), USED_UP)


@scene("day code: a first use in the tolerance after midnight, and the hour runs on",
       outlasts_midnight=1)  # fmt: skip
def late_and_outlasts(s: Session) -> None:
    s.install()
    s.opens(NIGHT + 60, s.day(), until=NIGHT + 3_660)
    s.opens(NIGHT + 3_659, s.day())
    s.enter(NIGHT + 3_660, s.day(), USED_UP)


@scene("day code: a reuse shorter than the tolerance ends a first use after midnight", reuse=60)
def short_reuse(s: Session) -> None:
    s.install()
    s.opens(NIGHT + 10, s.day(), until=NIGHT + 70)
    s.enter(NIGHT + 70, s.day(), USED_UP)


@scene("day code: a reuse of twelve hours", reuse=43_200)
def long_reuse(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(), until=at(22))
    s.opens(at(21, 59, 59), s.day())
    s.enter(at(22), s.day(), USED_UP)


SPRING, AUTUMN = 20_520, 20_758  # 2026-03-08 and 2026-11-01
SPRING_END, AUTUMN_END = 1_773_039_600, AUTUMN * 86_400 + 86_400 + 28_800


@scene("day of 23 hours: the code ends at its own midnight", "DayOf24Hours")
def spring(s: Session) -> None:
    s.install(SPRING_END - 7_200)
    s.opens(SPRING_END - 1_800, s.day_of(SPRING), until=SPRING_END)
    s.opens(SPRING_END + 119, s.day_of(SPRING))
    s.enter(SPRING_END + 120, s.day_of(SPRING), USED_UP)
    s.wrong(SPRING_END + 120, s.day_of(SPRING, 1))


@scene("day of 25 hours: the code lasts through all of them", "DayOf24Hours")
def autumn(s: Session) -> None:
    s.install(AUTUMN_END - 7_200)
    s.opens(AUTUMN_END - 3_500, s.day_of(AUTUMN), until=AUTUMN_END)
    s.opens(AUTUMN_END - 1, s.day_of(AUTUMN), until=AUTUMN_END)
    s.enter(AUTUMN_END + 120, s.day_of(AUTUMN), USED_UP)


@scene("day of 24.5 hours on Lord Howe Island", zone=zone_list.LORD_HOWE)
def lord_howe(s: Session) -> None:
    change = zone_list.LORD_HOWE.end_instant(2026)
    date = zone_list.LORD_HOWE.civil_day(change)
    end = (date + 1) * 86_400 - 630 * 60
    s.install(change - 3_600)
    s.opens(end - 900, s.day_of(date), until=end)
    s.opens(end + 127, s.day_of(date, 4), until=end + 128)
    s.enter(end + 128, s.day_of(date), USED_UP)


@scene("a midnight that does not exist: Santiago, spring", zone=zone_list.SANTIAGO)
def santiago(s: Session) -> None:
    change = zone_list.SANTIAGO.start_instant(2026)
    date = zone_list.SANTIAGO.civil_day(change - 1)
    s.install(change - 7_200)
    s.opens(change - 600, s.day_of(date), until=change)
    s.enter(change + 120, s.day_of(date), USED_UP)


@scene("a date that comes back: the clock goes from 00:01 to 23:01", zone=zone_list.SAINT_JOHNS_TO_2011)
def saint_johns(s: Session) -> None:
    change = zone_list.SAINT_JOHNS_TO_2011.end_instant(2026)
    date = zone_list.SAINT_JOHNS_TO_2011.civil_day(change)
    end = change + 59 * 60
    s.install(change - 7_200)
    s.opens(change - 30, s.day_of(date, 1), until=end)
    s.opens(change + 1_000, s.day_of(date), until=end)
    s.opens(end + 120, s.day_of(date), until=end)
    s.enter(end + 121, s.day_of(date), USED_UP)


@scene("single-use day code", day_code_use=1)
def single_day(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(), until=at(11))
    s.confirm(at(10, 0, 20))
    s.enter(at(10, 0, 30), s.day(), USED_UP)
    s.opens(at(10, 1), s.day(1), until=at(11, 1))
    s.opens(at(10, 2), s.day(1), until=at(11, 1))
    s.enter(at(10, 2, 1), s.day(1), USED_UP)


@scene("single-use day code: the repeat does not outlive the date's tolerance", day_code_use=1)
def single_day_midnight(s: Session) -> None:
    s.install()
    s.opens(NIGHT + 100, s.day(), until=NIGHT + 125)
    s.enter(NIGHT + 125, s.day(), USED_UP)


@scene("access hours bind day codes at the first entry and the later ones, to the second",
       "HoursOnFirstOnly", "HoursWithTolerance", **EIGHT_TO_TEN)  # fmt: skip
def access_hours(s: Session) -> None:
    s.install(at(7))
    s.enter(at(7, 59, 59), s.day(), OUTSIDE_HOURS)
    s.opens(at(8), s.day(), until=at(9))
    s.opens(at(21, 30), s.day(1), until=at(22, 30))
    s.opens(at(21, 59, 59), s.day(1))
    s.enter(at(22), s.day(1), OUTSIDE_HOURS)
    s.enter(at(22, 31), s.day(1), USED_UP)
    s.enter(at(22, 32), s.day(2), OUTSIDE_HOURS)
    s.wrong(at(22, 33), s.day(2, -1))


@scene("access hours: a flex code used until its end is wrong outside them, told once it has a row",
       "FlexHoursTold", **EIGHT_TO_TEN)  # fmt: skip
def flex_hours(s: Session) -> None:
    s.install(at(7))
    many = s.flex(at(7, 30), 20, use=1)
    s.wrong(at(7, 59, 59), many)
    s.opens(at(8), many, until=at(27, 30))
    s.opens(at(21, 59, 59), many)
    s.enter(at(22), many, OUTSIDE_HOURS)
    s.enter(at(22, 1), many, WRONG_CODE, op=1)


@scene("access hours leave single-use flex codes alone", "HoursForSingleUse", **EIGHT_TO_TEN)
def single_use_hours(s: Session) -> None:
    s.install(at(5))
    s.opens(at(6), s.flex(at(6)))
    s.opens(at(6, 1), s.flex(at(6)))
    s.opens(at(22, 30), s.flex(at(22)))


@scene("access hours bind a day code of a single-use box too", day_code_use=1, **EIGHT_TO_TEN)
def single_day_hours(s: Session) -> None:
    s.install(at(5))
    s.enter(at(6), s.day(), OUTSIDE_HOURS)
    s.opens(at(21, 59, 30), s.day())
    s.enter(at(22), s.day(), OUTSIDE_HOURS)


@scene("access hours on the day of 23 hours and after it", "StandardTime", **EIGHT_TO_TEN)
def spring_hours(s: Session) -> None:
    begin = SPRING_END - 82_800
    s.install(begin)
    s.enter(begin + 7 * 3_600 - 1, s.day_of(SPRING), OUTSIDE_HOURS)
    s.opens(begin + 7 * 3_600, s.day_of(SPRING), until=begin + 8 * 3_600)
    s.opens(SPRING_END - 7_201, s.day_of(SPRING, 1))
    s.enter(SPRING_END - 7_200, s.day_of(SPRING, 1), OUTSIDE_HOURS)


@scene("access hours on the day of 25 hours", **EIGHT_TO_TEN)
def autumn_hours(s: Session) -> None:
    begin = AUTUMN_END - 90_000
    s.install(begin)
    s.enter(begin + 9 * 3_600 - 1, s.day_of(AUTUMN), OUTSIDE_HOURS)
    s.opens(begin + 9 * 3_600, s.day_of(AUTUMN))


@scene("access hours from the first minute of the day to the last", access_from=0, access_to=1_440)
def all_hours(s: Session) -> None:
    s.install()
    s.opens(NIGHT - 1, s.day())
    s.opens(NIGHT, s.day(0, 1))


@scene("access hours of one minute", access_from=1_439, access_to=1_440)
def one_minute(s: Session) -> None:
    s.install()
    s.enter(NIGHT - 61, s.day(), OUTSIDE_HOURS)
    s.opens(NIGHT - 60, s.day())
    s.opens(NIGHT - 1, s.day())
    s.enter(NIGHT, s.day(), OUTSIDE_HOURS)


@scene("flex code: both ends of the tolerance at the first entry")
def flex_edges(s: Session) -> None:
    s.install(at(9))
    code = s.flex(at(14), 0.5)
    s.wrong(at(13, 57, 58), code)  # 120 + 17,878 div 10,000
    s.opens(at(13, 57, 59), code, until=at(14, 30))
    late = s.flex(at(15), 0.5)
    s.opens(at(15, 32, 1), late, until=at(15, 30))
    s.wrong(at(16, 32, 2), s.flex(at(16), 0.5))


@scene("flex code: until its window ends, as often as wanted, for its own operation")
def flex_many(s: Session) -> None:
    s.install()
    shackle = s.flex(at(10), 3, op=1, use=1)
    s.wrong(at(10), shackle)
    for minute in (0, 1, 30):
        s.opens(at(10, minute), shackle, until=at(13), op=1)
    s.enter(at(10, 31), shackle, WRONG_CODE)
    s.opens(at(13, 2), shackle, until=at(13), op=1)
    s.enter(at(13, 2, 1), shackle, USED_UP, op=1)
    s.enter(at(13, 2, 1), shackle, USED_UP)


@scene("flex code of 31 days: first entry in the first 24 hours, later ones to the end",
       "FirstDayOnly")  # fmt: skip
def flex_long(s: Session) -> None:
    s.install()
    code, late = s.flex(at(10), 31 * 24, use=1), s.flex(at(10), 30 * 24, use=1)
    s.opens(at(10, 30), code, until=at(10, days=31))
    s.wrong(at(10, 10, days=1), late)
    s.opens(at(9, days=30), code)
    s.enter(at(11, days=31), code, USED_UP)


@scene("flex code: a later entry before the window has begun is wrong", "RowNeverEarly")
def flex_not_begun(s: Session) -> None:
    s.install(at(9))
    code = s.flex(at(10), 3, use=1)
    s.opens(at(9, 58, 30), code)
    s.live(at(9, 59), at(9, 57, 50))
    s.wrong(at(9, 57, 59), code)
    s.opens(at(9, 58), code)


@scene("flex codes with zeros in front, typed with and without them", "ZerosDropped")
def leading_zero(s: Session) -> None:
    s.install()
    found = []
    for copy in range(4):
        for hours in range(1, 25):
            code = s.flex(at(10), hours, copy=copy)
            if code.startswith("0"):
                found.append(code)
    for code in found[:2]:
        s.enter(at(10, 30), code.lstrip("0"), MALFORMED)
        s.opens(at(10, 31), code)
        s.enter(at(10, 32), "0" + code, MALFORMED)
    slot = next(n for n in range(16) if s.day(n).startswith("0"))
    s.enter(at(10, 33), s.day(slot)[1:], MALFORMED)
    s.opens(at(10, 34), s.day(slot))


@scene("two slots only: a code of the third is wrong", "SlotLimitIgnored", day_code_slots=2)
def two_slots(s: Session) -> None:
    s.install()
    s.opens(at(10), s.day(1))
    s.wrong(at(10), s.day(2))
    s.wrong(at(10), s.cancel_day(2))
    s.applied(at(10), s.cancel_day(1))
