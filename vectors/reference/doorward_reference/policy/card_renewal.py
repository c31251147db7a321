"""Section 15, second part: when a card may be renewed, and until when it is then good."""

from itertools import pairwise

from ..refused import Refused
from ..zone import Zone
from . import calendar, values
from .ruling import DENY, RECORD_REFUSAL, decision, reasons
from .values import Members

READER, PHONE = "reader", "phone"
INPUT = values.record(
    {
        "now": values.instant,
        "method": values.name_of(READER, PHONE),
        "expires": values.instant,
        "phone_days": values.list_of(values.day),
        "member_active": values.is_bool,
        "card_lost": values.is_bool,
    }
)
PARAMETERS = values.record(
    {
        "zone": values.is_zone,
        "reader_days": values.whole(1, 31),
        "phone_per_month": values.whole(0, 3),
        "phone_in_a_row": values.whole(1, 3),
        "min_days_left": values.whole(1, 31),
    }
)
NEEDS: dict[str, str | None] = {
    "membership_inactive": "active_membership",
    "card_lost": "new_card",
    "month_used_up": "reader_renewal",
    "row_used_up": "reader_renewal",
    "days_left": "later_day",
}


def check(given: Members, place: Zone) -> None:
    if any(later < earlier for earlier, later in pairwise(given["phone_days"])):
        raise Refused("DaysOutOfOrder")
    if given["phone_days"] and given["phone_days"][-1] > calendar.day_of(place, given["now"]):
        raise Refused("DayInFuture")


def this_month(phone_days: list[int], today: int) -> int:
    """n: how many renewals by telephone this calendar month has had."""
    return sum(calendar.month_of(day) == calendar.month_of(today) for day in phone_days)


def row_is_full(phone_days: list[int], today: int, in_a_row: int) -> bool:
    return all(today - back in phone_days for back in range(1, in_a_row + 1))


def days_left(place: Zone, now: int, expires: int, today: int) -> int | None:
    if now >= expires:
        return None
    return calendar.day_of(place, expires - 1) - today


def objections(given: Members, parameters: Members, place: Zone, today: int) -> list[str]:
    found = []
    if not given["member_active"]:
        found.append("membership_inactive")
    if given["card_lost"]:
        found.append("card_lost")
    if given["method"] == PHONE:
        days = given["phone_days"]
        if this_month(days, today) >= parameters["phone_per_month"]:
            found.append("month_used_up")
        if row_is_full(days, today, parameters["phone_in_a_row"]):
            found.append("row_used_up")
        left = days_left(place, given["now"], given["expires"], today)
        if left is not None and left >= parameters["min_days_left"]:
            found.append("days_left")
    return found


def good_until(place: Zone, method: str, reader_days: int, today: int) -> int:
    last_day = today + reader_days - 1 if method == READER else today
    return calendar.end_of(place, last_day)


def renew(given: Members, parameters: Members) -> Members:
    values.require(PARAMETERS, parameters)
    values.require(INPUT, given)
    place = calendar.of(parameters["zone"])
    check(given, place)
    today = calendar.day_of(place, given["now"])
    against = objections(given, parameters, place, today)
    result = {
        "decision": decision(against),
        "reasons": reasons(against, NEEDS),
        "obligations": [RECORD_REFUSAL],
        "expires_after": given["expires"],
        "uploads_log": False,
        "day": None,
        "n": None,
    }
    if result["decision"] == DENY:
        return result
    until = good_until(place, given["method"], parameters["reader_days"], today)
    result["expires_after"] = max(given["expires"], until)
    if given["method"] == READER:
        result["obligations"] = ["record_renewal", "upload_card_log", "claim_key_of_day"]
        result["uploads_log"] = True
    else:
        result["obligations"] = ["record_renewal", "read_out_code", "claim_key_of_day"]
        result["day"], result["n"] = today, this_month(given["phone_days"], today)
    return result
