"""Section 12: when a request needs an appointment, and whether the one it has will do."""

from ..zone import Zone
from . import calendar
from .names import CLASS_OF, DAY_CODE, HALF_HOUR, WINDOW_CODES
from .values import Members

GOOD_STATES = ("approved", "in_progress")


def is_needed(given: Members) -> bool:
    request, listing = given["request"], given["listing"]
    if request["issuer"]["kind"] == "showing_service":
        return True
    showing = CLASS_OF[request["recipient"]["kind"]] == "showing_agent"
    return listing is not None and listing["access"] == "by_appointment" and showing


def is_of_another(given: Members) -> bool:
    appointment, listing = given["appointment"], given["listing"]
    return (
        appointment["holder"] != given["request"]["recipient"]["id"]
        or appointment["lockbox"] != given["box"]["id"]
        or listing is None
        or appointment["listing"] != listing["id"]
    )


def covers(given: Members, place: Zone) -> bool:
    request, appointment = given["request"], given["appointment"]
    if request["method"] == DAY_CODE:
        return calendar.local_day(place, appointment["start"]) == request["day"]
    opens = appointment["start"] - appointment["early"]
    closes = appointment["end"] + appointment["late"]
    if request["method"] in WINDOW_CODES:
        opens, closes = rounded_down(opens), rounded_up(closes)
    return opens <= request["window"]["start"] and request["window"]["end"] <= closes


def rounded_down(instant: int) -> int:
    return instant // HALF_HOUR * HALF_HOUR


def rounded_up(instant: int) -> int:
    return -(-instant // HALF_HOUR) * HALF_HOUR


def objections(given: Members, place: Zone) -> list[str]:
    if not is_needed(given):
        return []
    if given["appointment"] is None:
        return ["appointment_missing"]
    found = []
    if given["appointment"]["state"] not in GOOD_STATES:
        found.append("appointment_not_approved")
    if is_of_another(given):
        found.append("appointment_of_another")
    if not covers(given, place):
        found.append("outside_appointment")
    return found
