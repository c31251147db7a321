"""Days of members with an app and a card: sequences of events, one test each."""

from typing import Any

from ..policy import calendar
from ..stream import Stream
from ..zone import Rule, Zone
from . import zone_list
from .container import Group, Members
from .wall_clock import instant

PACIFIC = zone_list.LOS_ANGELES
FOUR = 960  # 16:00
# Clocks that change in the afternoon: nobody has them, the format allows them
TWICE_FOUR = Zone(-480, -420, Rule(3, 2, 0, 120), Rule(11, 1, 0, 990))  # back from 16:30 to 15:30
NEVER_FOUR = Zone(-480, -420, Rule(3, 2, 0, 930), Rule(11, 1, 0, 120))  # on from 15:30 to 16:30
# Back from 00:30 to 23:30: half an hour of the next date, then the old one again
HALF_PAST = Zone(-300, -240, Rule(3, 2, 0, 120), Rule(11, 1, 0, 30))


def group_in(place: Zone, afternoon: int = FOUR) -> Group:
    return Group({"zone": place.to_bytes().hex(), "afternoon": afternoon})


def state(day: int, key: str = "none", fallback: bool = False, card_next: bool = False) -> Members:
    return {"day": day, "key": key, "fallback": fallback, "card_next": card_next}


class Writer:
    """Writes events at times of the local clock."""

    def __init__(self, group: Group, place: Zone) -> None:
        self.group = group
        self.place = place

    def event(self, shown: str | int, word: str) -> Members:
        """`word`: open, use, renew, lost or not_lost; `2 ` before a time asks for its second time."""
        names = {"open": "open_app", "use": "use_card", "renew": "renew_card"}
        if isinstance(shown, int):
            now = shown
        else:
            now = instant(self.place, shown.removeprefix("2 "), shown.startswith("2 "))
        made: Members = {"event": names.get(word, "update_code"), "now": now}
        if word in ("lost", "not_lost"):
            made["phone_lost"] = word == "lost"
        return made

    def test(self, comment: str, flags: tuple[str, ...], *told: tuple[str | int, str], **first: Any) -> None:
        events = [self.event(*item) for item in told]
        day = first.pop("day", calendar.day_of(self.place, events[0]["now"]))
        self.group.accept(comment, *flags, state=state(day, **first), events=events)


def worked_table(write: Writer) -> None:
    write.test(
        "the worked table: the nights from 10-31 to 11-02",
        ("Adds24Hours", "DenialKeepsDay", "FallbackStays", "StandardTimeOnly", "UtcDays"),
        (1_793_458_800, "open"), (1_793_487_599, "renew"), (1_793_487_600, "renew"), (1_793_487_660, "use"),
        (1_793_516_399, "open"), (1_793_516_400, "open"), (1_793_521_800, "use"), (1_793_525_400, "open"),
        (1_793_577_599, "renew"), (1_793_606_399, "lost"), (1_793_606_400, "open"), (1_793_635_200, "lost"),
        (1_793_638_800, "open"), (1_793_667_600, "use"), (1_793_692_800, "open"),
    )  # fmt: skip


def every_cell(write: Writer) -> None:
    day = "2026-05-16"
    kept = {
        "none": {},
        "app": {"key": "app"},
        "card": {"key": "card"},
        "card in place of the app": {"key": "card", "fallback": True},
    }
    words = {
        "open": ("10:00", "open_app"),
        "use": ("10:00", "use_card"),
        "renew": ("15:59:59", "renew_card a second before four"),
        "late": ("16:00", "renew_card at four"),
        "lost": ("10:00", "update_code, phone lost"),
        "not_lost": ("10:00", "update_code, phone not lost"),
    }
    caught = {
        ("none", "use"): ("UseClaimsNothing",),
        ("app", "renew"): ("RenewalTakesOver",),
        ("app", "late"): ("RenewalTakesOver", "LateIsAfter"),
        ("none", "late"): ("LateIsAfter",),
        ("app", "not_lost"): ("LossNotAsked",),
        ("card in place of the app", "lost"): ("FallbackTwice",),
        ("card in place of the app", "not_lost"): ("FallbackTwice",),
    }
    for name, first in kept.items():
        for word, (time, told) in words.items():
            what = "renew" if word == "late" else word
            write.test(f"key {name}: {told}", caught.get((name, word), ()), (f"{day} {time}", what), **first)


def tomorrow(write: Writer) -> None:
    write.test("each late renewal claims the day after it", (),
               ("2026-05-16 17:00", "renew"), ("2026-05-16 18:00", "open"), ("2026-05-17 09:00", "open"),
               ("2026-05-17 17:00", "renew"), ("2026-05-18 00:00", "renew"), ("2026-05-18 23:59:59", "open"),
               ("2026-05-19 00:00", "open"))  # fmt: skip
    write.test("renewed late, then early on the same clock: tomorrow stays claimed", ("EarlyTakesBack",),
               ("2026-05-16 08:00", "renew"), ("2026-05-17 00:00", "open"),
               card_next=True)  # fmt: skip
    write.test("what was claimed for tomorrow is not claimed for the day after", ("ClaimForever",),
               ("2026-05-18 08:00", "open"), day=20_589, card_next=True)  # fmt: skip
    write.test("claimed for tomorrow, and nothing happens until the end of tomorrow", (),
               ("2026-05-17 23:59:59", "open"), day=20_589, card_next=True)  # fmt: skip
    write.test("claimed for tomorrow with the app in use today", (),
               ("2026-05-16 23:59:59", "open"), ("2026-05-17 00:00", "open"), ("2026-05-17 00:01", "use"),
               key="app", card_next=True)  # fmt: skip
    write.test("a fallback after four does not claim tomorrow", ("FallbackClaims",),
               ("2026-05-16 16:30", "lost"), ("2026-05-17 07:00", "open"), key="app")  # fmt: skip
    write.test("a fallback, and then a real renewal after four", (),
               ("2026-05-16 16:30", "lost"), ("2026-05-16 17:00", "renew"), ("2026-05-17 07:00", "open"),
               ("2026-05-18 07:00", "open"), key="app")  # fmt: skip
    write.test("a fallback ends at midnight", ("FallbackStays",),
               ("2026-05-17 00:00", "not_lost"), day=20_589, key="card", fallback=True)  # fmt: skip
    write.test("a fallback, with tomorrow claimed: a card in its own right", ("FallbackStays",),
               ("2026-05-17 00:00", "lost"),
               day=20_589, key="card", fallback=True, card_next=True)  # fmt: skip
    write.test("a denial turns the day all the same", ("DenialKeepsDay",),
               ("2026-05-17 08:00", "not_lost"), day=20_589, key="app")  # fmt: skip
    write.test("a year later", (), ("2027-05-16 08:00", "use"), day=20_589, key="app", card_next=True)


def nights(listed: list[Group]) -> None:
    def writer(place: Zone, afternoon: int = FOUR) -> Writer:
        listed.append(group_in(place, afternoon))
        return Writer(listed[-1], place)

    write = writer(PACIFIC)
    write.test("23 hours: four o'clock on 2026-03-08 is 15 hours after midnight", ("Adds24Hours",),
               ("2026-03-07 16:00", "renew"), ("2026-03-08 01:59:59", "use"), ("2026-03-08 03:00", "open"),
               ("2026-03-08 15:59:59", "renew"), ("2026-03-08 16:00", "renew"),
               ("2026-03-09 00:00", "open"))  # fmt: skip
    write.test("summer evening: the day after in UTC is the same day here", ("UtcDays", "StandardTimeOnly"),
               ("2026-05-16 16:59:59", "open"), ("2026-05-16 17:00", "use"), ("2026-05-16 23:30", "use"),
               ("2026-05-17 00:00", "use"))  # fmt: skip
    write = writer(zone_list.SAINT_JOHNS_TO_2011)
    write.test("clock goes back from 00:01: the first minute of the next date is still the old day",
               ("LocalDay",),
               ("2010-11-06 23:59:59", "open"), ("2010-11-07 00:00", "use"), ("2010-11-07 00:00:59", "use"),
               ("2 2010-11-06 23:01", "open"), ("2 2010-11-06 23:59:59", "use"),
               ("2 2010-11-07 00:00", "use"))  # fmt: skip
    write.test("renewed in that minute: the clock shows 00:00, which is not late", ("LateToDaysEnd",),
               ("2010-11-07 00:00:30", "renew"), ("2 2010-11-07 00:00:30", "open"))  # fmt: skip
    write = writer(HALF_PAST)
    write.test("clock goes back from 00:30 to 23:30: one end of the day", ("LocalDay",),
               ("2026-10-31 23:45", "use"), ("2026-11-01 00:15", "open"), ("2 2026-10-31 23:45", "renew"),
               ("2 2026-11-01 00:15", "open"), ("2026-11-01 16:00", "renew"))  # fmt: skip
    write = writer(zone_list.BEIRUT)
    write.test("clock goes back from 00:00 to 23:00: the last hour twice, then the day ends", (),
               ("2026-10-24 22:30", "open"), ("2026-10-24 23:30", "use"), ("2 2026-10-24 23:30", "renew"),
               ("2026-10-25 00:00", "open"))  # fmt: skip
    write = writer(zone_list.HAVANA)
    write.test("no midnight in spring: the day begins at 01:00", (),
               ("2026-03-07 23:59:59", "open"), ("2026-03-08 01:00", "use"))  # fmt: skip
    write.test("clock goes back from 01:00 to 00:00: the day began before it", (),
               ("2026-11-01 00:30", "use"), ("2 2026-11-01 00:30", "open"))  # fmt: skip
    write = writer(TWICE_FOUR)
    write.test("16:00 comes twice, and 15:45 between the two is judged by the clock", ("Adds24Hours",),
               ("2026-11-01 15:45", "renew"), ("2026-11-01 16:00", "use"), ("2 2026-11-01 15:45", "renew"),
               ("2 2026-11-01 16:00", "renew"))  # fmt: skip
    write.test("late at the first 16:00, and 15:45 after it takes nothing back", ("EarlyTakesBack",),
               ("2026-11-01 16:00", "renew"), ("2 2026-11-01 15:45", "renew"),
               ("2026-11-02 00:00", "open"))  # fmt: skip
    write = writer(NEVER_FOUR)
    write.test("no 16:00: late from 16:30 on", ("StandardTimeOnly",),
               ("2026-03-08 15:29:59", "renew"), ("2026-03-08 16:30", "renew"))  # fmt: skip
    for name, place in (("Kathmandu", zone_list.STANDING["Kathmandu"]), ("Chatham", zone_list.CHATHAM)):
        write = writer(place)
        write.test(f"{name}: quarter hours from UTC", ("UtcDays",),
                   ("2026-05-16 15:59:59", "renew"), ("2026-05-16 16:00", "renew"),
                   ("2026-05-16 23:59:59", "use"), ("2026-05-17 00:00", "open"))  # fmt: skip
    write = writer(PACIFIC, 0)
    write.test("every renewal claims tomorrow", ("AlwaysFour",),
               ("2026-05-16 00:00", "renew"), ("2026-05-17 00:00", "open"))  # fmt: skip
    write = writer(PACIFIC, 1_439)
    write.test("only the last minute of a day claims the next", ("AlwaysFour", "LateIsAfter"),
               ("2026-05-16 23:58:59", "renew"), ("2026-05-16 23:59", "renew"),
               ("2026-05-16 23:59:59", "renew"), ("2026-05-17 00:00", "use"))  # fmt: skip
    write = writer(PACIFIC, 720)
    write.test("noon for four o'clock", ("AlwaysFour",),
               ("2026-05-16 11:59:59", "renew"), ("2026-05-16 12:00", "renew"))  # fmt: skip


def ends_of_time(listed: list[Group]) -> None:
    listed.append(group_in(zone_list.STANDING["UTC"]))
    listed[-1].accept("the first instant", state=state(1), events=[{"event": "open_app", "now": 86_400}])
    listed[-1].accept("the last instant", state=state(2_932_894, "card", card_next=True),
                      events=[{"event": "open_app", "now": 253_402_214_399}])  # fmt: skip


def drawn(group: Group, count: int) -> None:
    stream = Stream("single-key")
    write = Writer(group, PACIFIC)
    words = ("open", "use", "renew", "lost", "not_lost")
    for _ in range(count):
        now = 1_793_458_800 + stream.below(172_800)
        told: list[tuple[str | int, str]] = []
        for _ in range(6):
            told.append((now, stream.choice(words)))
            now += stream.choice((60, 3_600, 21_600, 43_200))
        write.test("random", (), *told)


def errors(write: Writer) -> None:
    open_app = write.event("2026-05-16 10:00", "open")
    noon = open_app["now"]
    for comment, first, events in (
        ("a key that does not exist", state(20_589, "phone"), [open_app]),
        ("a day above the last", state(2_932_897), [open_app]),
        ("a day below the first", state(-1), [open_app]),
        ("an event that does not exist", state(20_589), [{"event": "close_app", "now": noon}]),
        ("an instant before the first", state(0), [{"event": "use_card", "now": 86_399}]),
        ("an instant after the last", state(0), [{"event": "use_card", "now": 253_402_214_400}]),
        ("the second event is none", state(20_589), [open_app, {"event": "", "now": noon}]),
        ("a bad value before an inconsistent state", state(2_932_897, "app", True), [open_app]),
    ):
        write.group.refuse(comment, "BadValue", state=first, events=events)
    for key in ("none", "app"):
        write.group.refuse(f"fallback with key {key}", "InconsistentState",
                           state=state(20_589, key, True), events=[open_app])  # fmt: skip
    write.group.refuse("a fallback is inconsistent even if the day is over", "InconsistentState",
                       state=state(20_588, "app", True), events=[open_app])  # fmt: skip
    write.group.refuse("inconsistent before a day that went back", "InconsistentState",
                       state=state(20_590, "app", True), events=[open_app])  # fmt: skip
    write.group.refuse("the state is of tomorrow", "DayWentBack", state=state(20_590), events=[open_app])
    write.group.refuse("the last second of the day before", "DayWentBack", state=state(20_589),
                       events=[write.event("2026-05-15 23:59:59", "open")])  # fmt: skip
    second = [write.event("2026-05-17 00:00", "use"), write.event("2026-05-16 23:59:59", "use")]
    write.group.refuse("the second event is of the day before", "DayWentBack",
                       state=state(20_589), events=second)  # fmt: skip
