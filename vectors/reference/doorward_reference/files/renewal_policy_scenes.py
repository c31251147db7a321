"""Renewals of cards: the worked examples, each reason, both sides of each limit."""

from typing import Any

from ..policy import calendar
from ..stream import Stream
from ..zone import Zone
from . import zone_list
from .container import Group, Members
from .wall_clock import instant

PACIFIC = zone_list.LOS_ANGELES
TODAY = 20_589  # 2026-05-16
MORNING = 1_778_950_800  # 10:00 of it in Los Angeles
TONIGHT = 1_779_001_200
LAST_MAY, FIRST_JUNE = 20_604, 20_605
PAST = 1_700_000_000
DEFAULTS = {"reader_days": 7, "phone_per_month": 3, "phone_in_a_row": 2, "min_days_left": 1}


def group_in(place: Zone = PACIFIC, **parameters: int) -> Group:
    return Group({"zone": place.to_bytes().hex()} | DEFAULTS | parameters)


def renewal(now: int = MORNING, method: str = "phone", *days: int, **other: Any) -> Members:
    return {
        "now": now, "method": method, "expires": PAST, "phone_days": list(days), "member_active": True,
        "card_lost": False,
    } | other  # fmt: skip


def worked_examples(group: Group) -> None:
    june = instant(PACIFIC, "2026-06-01 10:30")
    for comment, flags, given in (
        ("by telephone, no days", (), renewal()),
        ("good until tonight: no day left", ("DayOfExpiry", "EdgeSecond"), renewal(expires=TONIGHT)),
        ("good for a second of tomorrow: a day left", ("EdgeSecond",), renewal(expires=TONIGHT + 1)),
        ("the two days before", ("RowWithToday",), renewal(MORNING, "phone", 20_587, 20_588)),
        ("yesterday and three days ago", ("RenewalsInARow",), renewal(MORNING, "phone", 20_586, 20_588)),
        ("three this month, two of them on one day", ("DaysCounted",),
         renewal(MORNING, "phone", 20_575, 20_580, 20_580)),
        ("first of June: the row goes on from May", ("RowPerMonth",),
         renewal(june, "phone", 20_603, LAST_MAY)),
        ("first of June: three in May do not count", ("LastThirtyDays",),
         renewal(june, "phone", 20_601, 20_602, LAST_MAY)),
        ("last second of May", ("EdgeSecond", "UtcDays"), renewal(1_780_297_199, "phone", 20_601, 20_602)),
        ("10-31 23:00, the day before the long one", ("UtcDays",), renewal(1_793_512_800)),
        ("11-01 00:00: a day of 25 hours", ("DayOf24Hours", "EdgeSecond"),
         renewal(1_793_516_400, "phone", 20_757)),
        ("at a reader after three in a row", ("ReaderLimited",),
         renewal(MORNING, "reader", 20_587, 20_588, TODAY)),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def reasons(group: Group) -> None:
    for method in ("phone", "reader"):
        group.accept(f"{method}: membership has ended", **renewal(method=method, member_active=False))
        group.accept(f"{method}: card reported lost", **renewal(method=method, card_lost=True))
        group.accept(f"{method}: both", "FirstReasonOnly",
                     **renewal(method=method, member_active=False, card_lost=True))  # fmt: skip
    row = (20_575, 20_587, 20_588)
    group.accept("all five reasons", "FirstReasonOnly",
                 **renewal(MORNING, "phone", *row, expires=TONIGHT + 90_000, member_active=False,
                           card_lost=True))  # fmt: skip
    group.accept("month and row", "FirstReasonOnly", **renewal(MORNING, "phone", *row))
    group.accept("row and days left", "FirstReasonOnly",
                 **renewal(MORNING, "phone", 20_587, 20_588, expires=TONIGHT + 3_600))  # fmt: skip
    group.accept("denied, a good card stays as good as it was",
                 **renewal(MORNING, "phone", *row, expires=TONIGHT + 500_000))  # fmt: skip
    group.accept("a reader looks at no count, row or days left", "ReaderLimited",
                 **renewal(MORNING, "reader", *row, expires=TONIGHT + 90_000))  # fmt: skip


def months_and_rows(group: Group) -> None:
    june = instant(PACIFIC, "2026-06-01 00:00")
    for comment, flags, given in (
        ("one this month", (), renewal(MORNING, "phone", 20_574)),
        ("two on the first of the month", ("DaysCounted",), renewal(MORNING, "phone", 20_574, 20_574)),
        ("the last of April counts no more", ("LastThirtyDays",),
         renewal(MORNING, "phone", 20_573, 20_573, 20_573)),
        ("three this month", (), renewal(MORNING, "phone", 20_574, 20_578, 20_582)),
        ("four this month", (), renewal(MORNING, "phone", 20_574, 20_578, 20_582, 20_584)),
        ("three on this day", ("DaysCounted",), renewal(MORNING, "phone", TODAY, TODAY, TODAY)),
        ("yesterday and today: only one day before", ("RowWithToday",),
         renewal(MORNING, "phone", 20_588, TODAY)),
        ("twice yesterday: one day", ("RenewalsInARow",), renewal(MORNING, "phone", 20_588, 20_588)),
        ("twice the day before yesterday", (), renewal(MORNING, "phone", 20_587, 20_587)),
        ("yesterday, today and the day before", (), renewal(MORNING, "phone", 20_587, 20_588, TODAY)),
        ("first second of June", ("EdgeSecond",), renewal(june, "phone", 20_602, LAST_MAY, LAST_MAY)),
        ("three in May of the year before", ("YearIgnored",),
         renewal(MORNING, "phone", 20_220, 20_221, 20_222)),
        ("January after December", ("LastThirtyDays",),
         renewal(instant(PACIFIC, "2027-01-01 09:00"), "phone", 20_800, 20_810, 20_818)),
        ("row across the end of the year", ("RowPerMonth",),
         renewal(instant(PACIFIC, "2027-01-01 09:00"), "phone", 20_817, 20_818)),
        ("29 February counts as February", ("LastThirtyDays",),
         renewal(instant(PACIFIC, "2028-03-01 09:00"), "phone", 21_240, 21_242, 21_243)),
        ("a day 40 back makes no difference", (), renewal(MORNING, "phone", TODAY - 40, TODAY - 1)),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def expiries(group: Group) -> None:
    week = calendar.end_of(PACIFIC, TODAY + 6)
    for comment, flags, given in (
        ("expires this second: expired", (), renewal(expires=MORNING)),
        ("expires in a second", (), renewal(expires=MORNING + 1)),
        ("a second before midnight", (), renewal(expires=TONIGHT - 1)),
        ("a day and a second left", (), renewal(expires=TONIGHT + 86_401)),
        ("reader: good for as long already", (), renewal(method="reader", expires=week)),
        ("reader: good for a second longer already", ("ExpiryFalls",),
         renewal(method="reader", expires=week + 1)),
        ("reader: good for a second less", (), renewal(method="reader", expires=week - 1)),
        ("reader: good for a year already", ("ExpiryFalls",),
         renewal(method="reader", expires=week + 31_536_000)),
        ("reader: expired long ago", ("TodayNotCounted",), renewal(method="reader")),
        ("reader, a week with the day of 25 hours", ("DayOf24Hours",),
         renewal(instant(PACIFIC, "2026-10-28 23:59:59"), "reader")),
        ("reader, a week with the day of 23 hours", ("DayOf24Hours",),
         renewal(instant(PACIFIC, "2026-03-05 00:00"), "reader")),
        ("reader, just after midnight", ("UtcDays", "StandardTimeOnly", "EdgeSecond"),
         renewal(instant(PACIFIC, "2026-05-16 00:00"), "reader")),
        ("the day of 23 hours", ("DayOf24Hours",), renewal(instant(PACIFIC, "2026-03-08 01:59:59"))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def parameters(listed: list[Group]) -> None:
    def group(comment_flags: tuple[str, ...], comment: str, given: Members, **changed: int) -> None:
        listed.append(group_in(**changed))
        listed[-1].accept(comment, *comment_flags, **given)

    two = renewal(MORNING, "phone", 20_587, 20_588)
    group((), "three in a row are allowed: two before", two, phone_in_a_row=3)
    listed[-1].accept("three in a row are allowed: three before",
                      **renewal(MORNING, "phone", 20_586, 20_587, 20_588))  # fmt: skip
    listed[-1].accept("three days before, across the end of a month", "RowPerMonth",
                      **renewal(instant(PACIFIC, "2026-06-02 08:00"), "phone", 20_603, 20_604,
                                20_605))  # fmt: skip
    group(("RowWithToday",), "none in a row: yesterday", renewal(MORNING, "phone", 20_588), phone_in_a_row=1)
    listed[-1].accept("none in a row: today again", "RowWithToday", **renewal(MORNING, "phone", TODAY))
    listed[-1].accept("none in a row: the day before yesterday", **renewal(MORNING, "phone", 20_587))
    group((), "none by telephone", renewal(), phone_per_month=0)
    group((), "one by telephone", renewal(), phone_per_month=1)
    listed[-1].accept("one by telephone, used", **renewal(MORNING, "phone", 20_580))
    group((), "two by telephone, one used", renewal(MORNING, "phone", 20_580), phone_per_month=2)
    group((), "reader for today alone", renewal(method="reader"), reader_days=1)
    group(("TodayNotCounted",), "reader for 31 days", renewal(method="reader"), reader_days=31)
    for left, expires in ((6, 20_595), (7, 20_596), (8, 20_597)):
        given = renewal(expires=calendar.end_of(PACIFIC, expires))
        group((), f"seven days left are enough, {left} are there", given, min_days_left=7)
        given = renewal(expires=calendar.end_of(PACIFIC, expires) + 1)
        listed[-1].accept(f"a second more than {left} days", **given)
    group((), "31 days left", renewal(expires=calendar.end_of(PACIFIC, TODAY + 31)), min_days_left=31)


def places(listed: list[Group]) -> None:
    back = zone_list.SAINT_JOHNS_TO_2011
    minute = instant(back, "2010-11-07 00:00:30")
    listed.append(group_in(back))
    group = listed[-1]
    group.accept("clock goes back from 00:01: the first minute of the next date is the old day", "LocalDay",
                 **renewal(minute, expires=86_400))  # fmt: skip
    group.accept("in that minute, a renewal of the new date is in the future of nobody", "LocalDay",
                 **renewal(minute, "phone", 14_918, 14_919, expires=86_400))  # fmt: skip
    group.accept("after the second midnight",
                 **renewal(instant(back, "2010-11-07 00:00", True), expires=86_400))  # fmt: skip
    group.accept("a card good until that minute has no day left", "LocalDay",
                 **renewal(instant(back, "2010-11-06 12:00"), expires=minute + 1))  # fmt: skip
    for name, place in (
        ("Kathmandu", zone_list.STANDING["Kathmandu"]),
        ("Chatham", zone_list.CHATHAM),
        ("Lord Howe", zone_list.LORD_HOWE),
        ("Havana", zone_list.HAVANA),
    ):
        listed.append(group_in(place))
        for shown in ("2026-04-04 23:59:59", "2026-04-05 00:00", "2026-10-25 12:00"):
            now = instant(place, shown)
            flags = ["UtcDays"] if shown.endswith("00:00") and name in ("Kathmandu", "Chatham") else []
            listed[-1].accept(f"{name} at {shown}", *flags, **renewal(now))
            listed[-1].accept(f"{name} at {shown}, reader", **renewal(now, "reader"))


def drawn(group: Group, count: int) -> None:
    stream = Stream("renewal-policy")
    for _ in range(count):
        now = 1_780_297_200 + stream.between(-200_000, 200_000)
        today = calendar.day_of(PACIFIC, now)
        days = sorted(today - stream.below(5) for _ in range(stream.below(4)))
        expires = now + stream.between(-100_000, 100_000)
        method = stream.choice(("phone", "phone", "reader"))
        group.accept("random", **renewal(now, method, *days, expires=expires,
                                         member_active=stream.below(5) > 0,
                                         card_lost=stream.below(6) == 0))  # fmt: skip


def errors(group: Group) -> None:
    for comment, given in (
        ("a method that does not exist", renewal(method="letter")),
        ("an instant before the first", renewal(86_399)),
        ("an instant after the last", renewal(253_402_214_400)),
        ("expires before the first instant", renewal(expires=0)),
        ("expires after the last instant", renewal(expires=253_402_214_400)),
        ("a day below the first", renewal(MORNING, "phone", -1)),
        ("a day above the last", renewal(MORNING, "phone", 2_932_897)),
        ("a bad value before days out of order", renewal(MORNING, "letter", 20_588, 20_587)),
    ):
        group.refuse(comment, "BadValue", **given)
    for comment, given in (
        ("days that fall", renewal(MORNING, "phone", 20_588, 20_587)),
        ("days that fall by one in the middle", renewal(MORNING, "phone", 20_580, 20_582, 20_581, 20_588)),
        ("days that fall, at a reader", renewal(MORNING, "reader", 20_588, 20_587)),
        ("days that fall before one in the future", renewal(MORNING, "phone", 20_591, 20_590)),
    ):
        group.refuse(comment, "DaysOutOfOrder", **given)
    for comment, given in (
        ("a renewal of tomorrow", renewal(MORNING, "phone", 20_588, 20_590)),
        ("a renewal of tomorrow, at a reader", renewal(MORNING, "reader", 20_590)),
        ("a renewal of tomorrow in the last second of today", renewal(TONIGHT - 1, "phone", 20_590)),
        ("an error comes before a reason", renewal(MORNING, "phone", 20_590, card_lost=True)),
    ):
        group.refuse(comment, "DayInFuture", **given)


def bad_parameters(listed: list[Group]) -> None:
    for name, value in (
        ("reader_days", 0), ("reader_days", 32), ("phone_per_month", -1), ("phone_per_month",
                                                                           4), ("phone_in_a_row", 0),
        ("phone_in_a_row", 4), ("min_days_left", 0), ("min_days_left", 32),
    ):  # fmt: skip
        listed.append(group_in(**{name: value}))
        listed[-1].refuse(f"{name} of {value}", "BadValue", **renewal())
    listed.append(Group(listed[-1].parameters | DEFAULTS | {"zone": "fe20fe5c" + 20 * "0"}))
    listed[-1].refuse("half a zone", "BadValue", **renewal())
