"""Today and midnight in several zones, and appointments that cover a request or do not."""

from ..zone import Zone
from . import zone_list
from .container import Group
from .issuance_objects import (
    DAY,
    DAY_METHOD,
    END,
    FLEX,
    GUEST,
    HOUR,
    START,
    TODAY,
    appointment,
    box,
    case,
    issuer,
    listing,
    recipient,
    request,
    window,
)
from .wall_clock import instant

BY_APPOINTMENT = listing(access="by_appointment")
VISITOR = recipient("out_of_board_agent")


def days(group: Group) -> None:
    def day_code(comment: str, place: Zone, now: int, day: int, *flags: str) -> None:
        given = case(request(DAY_METHOD, now=now, day=day), box=box(zone=place.to_bytes().hex()))
        group.accept(comment, *flags, **given)

    pacific = zone_list.LOS_ANGELES
    day_code("the day of 25 hours", pacific, instant(pacific, "2026-11-01 00:30"), 20_758, "DayOf24Hours")
    day_code("the day of 23 hours", pacific, instant(pacific, "2026-03-01 10:00"), 20_520, "DayOf24Hours")
    evening = instant(pacific, "2026-11-01 23:59:59")
    day_code("last second of the long day: yesterday is over", pacific, evening, 20_757)
    day_code("last second of the long day: today is not", pacific, evening, 20_758, "UtcDays", "StandardDays")
    summer = instant(pacific, "2026-07-01 23:30")
    morning = instant(pacific, "2026-07-02 00:30")
    day_code("a summer night, half an hour after midnight: yesterday", pacific, morning, 20_635,
             "StandardDays")  # fmt: skip
    for name, place in (("Kathmandu", zone_list.STANDING["Kathmandu"]), ("Chatham", zone_list.CHATHAM)):
        midnight = instant(place, "2026-05-17 00:00")
        if name == "Kathmandu":
            day_code(f"{name}, the last second of 05-16", place, midnight - 1, TODAY, "EdgeSecond")
        day_code(f"{name}, the first second of 05-17: 05-16", place, midnight, TODAY, "UtcDays", "EdgeSecond")
        day_code(f"{name}, the first second of 05-17: 15 days after 05-16", place, midnight, TODAY + 15,
                 "UtcDays")  # fmt: skip
    back = zone_list.SAINT_JOHNS_TO_2011
    minute = instant(back, "2010-11-07 00:00:30")
    day_code("clock goes back from 00:01: the wall shows the next date, and yesterday is over", back,
             minute, 14_919, "DayOfMidnights")  # fmt: skip
    day_code("clock goes back from 00:01: the day ends at the second midnight", back,
             instant(back, "2010-11-06 12:00"), 14_919,
             "FirstMidnight")  # fmt: skip
    havana = zone_list.HAVANA
    day_code("no midnight: the day begins at 01:00", havana, instant(havana, "2026-03-07 12:00"), 20_520)
    lord_howe = zone_list.LORD_HOWE
    day_code("a day of 23 hours and a half", lord_howe, instant(lord_howe, "2026-10-04 09:00"), 20_730,
             "DayOf24Hours")  # fmt: skip


def covered(group: Group) -> None:
    """Grants by the second, codes by the half hour, day codes by the date."""
    odd = {"start": START + 900, "end": START + 2_700, "early": 600, "late": 300}
    opens, closes = START + 300, START + 3_000
    for method, start, end, flags in (
        (GUEST, opens, closes, ()),
        (GUEST, opens - 1, closes, ()),
        (GUEST, opens, closes + 1, ()),
        (FLEX, START - 1_800, START + HOUR, ()),
        (FLEX, START, START + HOUR + 1_800, ()),
        (FLEX, START + 1_800, START + HOUR, ("CodesBySecond",)),
    ):
        to = recipient(id="X-3")
        given = request(method, to, window={"start": start, "end": end})
        group.accept(f"{method} from {start - opens} s to {end - closes} s around the appointment", *flags,
                     **case(given, listing=BY_APPOINTMENT, appointment=appointment(**odd)))  # fmt: skip
    exact = {"start": START, "end": START + 1_800, "early": 0, "late": 0}
    group.accept("flex code: an early second opens the half hour before", "CodesBySecond", **case(
        request(to=recipient(id="X-3"), **window(START - 1_800, HOUR)), listing=BY_APPOINTMENT,
        appointment=appointment(**(exact | {"early": 1}))))  # fmt: skip
    late = instant(zone_list.LOS_ANGELES, "2026-05-16 23:30")
    for day, start, shown, flags in (
        (TODAY, late, "today 23:30", ("UtcDays",)),
        (TODAY + 1, late, "today 23:30", ("UtcDays",)), (TODAY + 1, late + 1_800, "tomorrow 00:00", ()),
    ):  # fmt: skip
        held = appointment(start=start, end=start + HOUR)
        word = "today" if day == TODAY else "tomorrow"
        group.accept(f"day code of {word}, appointment from {shown}", *flags,
                     **case(request(DAY_METHOD, recipient(id="X-3"), day=day), listing=BY_APPOINTMENT,
                            appointment=held))  # fmt: skip
    group.accept("the early minutes before midnight are no matter: the start's date counts", **case(
        request(DAY_METHOD, recipient(id="X-3"), day=TODAY), listing=BY_APPOINTMENT,
        appointment=appointment(start=late + 1_800, end=late + HOUR, early=5_400)))  # fmt: skip


def whose(group: Group) -> None:
    for state in ("requested", "approved", "in_progress", "completed"):
        group.accept(f"appointment that is {state}", **case(
            request(GUEST,
                    VISITOR), listing=BY_APPOINTMENT, appointment=appointment(state=state)))  # fmt: skip
    for comment, changed in (
        ("of another holder", {"holder": "X-4"}),
        ("of another listing", {"listing": "L-2"}),
        ("of another box", {"lockbox": "LB-1"}),
        ("of another holder, cancelled, yesterday",
         {"holder": "X-4", "state": "cancelled", "start": START - DAY, "end": END - DAY}),
    ):
        group.accept(f"appointment {comment}", *(["FirstReasonOnly"] if "cancelled" in comment else []),
                     **case(request(GUEST, VISITOR), listing=BY_APPOINTMENT,
                            appointment=appointment(**changed)))  # fmt: skip
    service = issuer("showing_service")
    group.accept("a service's grant at a box without a listing: the appointment is another's",
                 **case(request(GUEST, VISITOR, issuer=service), listing=None,
                        appointment=appointment()))  # fmt: skip
