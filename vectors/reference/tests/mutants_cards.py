"""Mistakes with the key of the day and with renewals of cards."""

from itertools import pairwise
from typing import Any

from mutant import Mutant, Patch, mutant

from doorward_reference.files import renewal_policy_file
from doorward_reference.files.container import Members
from doorward_reference.policy import calendar, card_renewal, key_of_day
from doorward_reference.zone import Zone

right_step, right_turn, right_apply, right_objection = (
    key_of_day.step, key_of_day.turn_to, key_of_day.apply, key_of_day.objection,
)  # fmt: skip
right_end_of = calendar.end_of

UTC_DAYS: Patch = (calendar, "offset_at", lambda place, instant: 0)
STANDARD_TIME: Patch = (calendar, "offset_at", lambda place, instant: place.standard_minutes)
LOCAL_DAY: Patch = (calendar, "day_of", calendar.local_day)


def late_after_hours(place: Zone, afternoon: int, now: int) -> bool:
    return now >= calendar.start_of(place, calendar.day_of(place, now)) + 60 * afternoon


def late_to_the_end(place: Zone, afternoon: int, now: int) -> bool:
    day = calendar.day_of(place, now)
    return calendar.local_seconds(place, now) >= day * 86_400 + 60 * afternoon


def late_at_four(place: Zone, afternoon: int, now: int) -> bool:
    return calendar.minute_of_day(place, now) >= 960


def late_a_minute_after(place: Zone, afternoon: int, now: int) -> bool:
    return calendar.minute_of_day(place, now) > afternoon


def apply_use_without_claim(state: Members, event: Members, late: bool) -> None:
    if event["event"] != "use_card":
        right_apply(state, event, late)


def apply_renewal_takes_over(state: Members, event: Members, late: bool) -> None:
    right_apply(state, event, late)
    if event["event"] == "renew_card":
        state["key"] = key_of_day.CARD


def apply_early_takes_back(state: Members, event: Members, late: bool) -> None:
    right_apply(state, event, late)
    if event["event"] == "renew_card":
        state["card_next"] = late


def apply_fallback_claims(state: Members, event: Members, late: bool) -> None:
    right_apply(state, event, late)
    if event["event"] == "update_code" and late:
        state["card_next"] = True


def turn_keeping_claim(state: Members, today: int) -> Members:
    found = right_turn(state, today)
    if today != state["day"] and state["card_next"]:
        found["key"] = key_of_day.CARD
    return found


def turn_keeping_fallback(state: Members, today: int) -> Members:
    found = right_turn(state, today)
    if state["fallback"]:
        found |= {"fallback": True, "key": key_of_day.CARD}
    return found


def fallback_recorded_twice(place: Zone, afternoon: int, state: Members, event: Members) -> Members:
    found = right_step(place, afternoon, state, event)
    if event["event"] == "update_code" and found["decision"] == "permit":
        found["obligations"] = ["record_fallback", "block_app_today"]
    return found


def loss_not_asked(state: Members, event: Members) -> str | None:
    return right_objection(state, event | {"phone_lost": True})


def denial_keeps_day(place: Zone, afternoon: int, state: Members, event: Members) -> Members:
    found = right_step(place, afternoon, state, event)
    return found | {"state": state} if found["decision"] == "deny" else found


right_objections, right_row, right_month, right_good = (
    card_renewal.objections, card_renewal.row_is_full, card_renewal.this_month, card_renewal.good_until,
)  # fmt: skip
right_days_left = card_renewal.days_left
right_evaluate = renewal_policy_file.evaluate


def later(group: Members, test: Members) -> Members:
    return right_evaluate(group, test | {"now": test["now"] + 1})


def earlier(group: Members, test: Members) -> Members:
    return right_evaluate(group, test | {"now": test["now"] - 1})


def first_reason(*given: Any) -> list[str]:
    return right_objections(*given)[:1]


def reader_limited(given: Members, parameters: Members, place: Zone, today: int) -> list[str]:
    return right_objections(given | {"method": "phone"}, parameters, place, today)


def days_to_expiry(place: Zone, now: int, expires: int, today: int) -> int | None:
    return None if now >= expires else calendar.day_of(place, expires) - today


def days_by_a_later_expiry(place: Zone, now: int, expires: int, today: int) -> int | None:
    return right_days_left(place, now, expires + 1, today)


def days_by_an_earlier_expiry(place: Zone, now: int, expires: int, today: int) -> int | None:
    return right_days_left(place, now, expires - 1, today)


def row_with_today(phone_days: list[int], today: int, in_a_row: int) -> bool:
    return right_row(phone_days, today + 1, in_a_row)


def row_of_renewals(phone_days: list[int], today: int, in_a_row: int) -> bool:
    last = phone_days[-in_a_row:]
    near = all(later - earlier <= 2 for earlier, later in pairwise([*last, today]))
    return len(last) == in_a_row and near


def row_per_month(phone_days: list[int], today: int, in_a_row: int) -> bool:
    month = [day for day in phone_days if calendar.month_of(day) == calendar.month_of(today)]
    return right_row(month, today, in_a_row)


def days_counted(phone_days: list[int], today: int) -> int:
    return right_month(sorted(set(phone_days)), today)


def last_thirty_days(phone_days: list[int], today: int) -> int:
    return sum(today - day < 31 for day in phone_days)


def month_without_year(phone_days: list[int], today: int) -> int:
    return sum(calendar.civil(day).month == calendar.civil(today).month for day in phone_days)


def good_from_tomorrow(place: Zone, method: str, reader_days: int, today: int) -> int:
    return right_good(place, method, reader_days + 1, today)


def good_by_seconds(place: Zone, method: str, reader_days: int, today: int) -> int:
    days = reader_days if method == "reader" else 1
    return calendar.start_of(place, today) + days * 86_400


def falling(given: Members, parameters: Members) -> Members:
    return right_renew(given | {"expires": min(given["expires"], given["now"])}, parameters)


right_renew = card_renewal.renew
KEY, CARD = "single-key", "renewal-policy"


def key(flag: str, name: str, wrong: Any) -> Mutant:
    return mutant(KEY, flag, (key_of_day, name, wrong))


def card(flag: str, name: str, wrong: Any) -> Mutant:
    return mutant(CARD, flag, (card_renewal, name, wrong))


MUTANTS: list[Mutant] = [
    mutant(KEY, "UtcDays", UTC_DAYS),
    mutant(KEY, "StandardTimeOnly", STANDARD_TIME),
    mutant(KEY, "LocalDay", LOCAL_DAY),
    key("Adds24Hours", "is_late", late_after_hours),
    key("AlwaysFour", "is_late", late_at_four),
    key("LateIsAfter", "is_late", late_a_minute_after),
    key("LateToDaysEnd", "is_late", late_to_the_end),
    key("UseClaimsNothing", "apply", apply_use_without_claim),
    key("RenewalTakesOver", "apply", apply_renewal_takes_over),
    key("EarlyTakesBack", "apply", apply_early_takes_back),
    key("FallbackClaims", "apply", apply_fallback_claims),
    key("ClaimForever", "turn_to", turn_keeping_claim),
    key("FallbackStays", "turn_to", turn_keeping_fallback),
    key("FallbackTwice", "step", fallback_recorded_twice),
    key("LossNotAsked", "objection", loss_not_asked),
    key("DenialKeepsDay", "step", denial_keeps_day),
    Mutant(CARD, "EdgeSecond", (), later),
    Mutant(CARD, "EdgeSecond", (), earlier),
    card("EdgeSecond", "days_left", days_by_a_later_expiry),
    card("EdgeSecond", "days_left", days_by_an_earlier_expiry),
    mutant(CARD, "UtcDays", UTC_DAYS),
    mutant(CARD, "StandardTimeOnly", STANDARD_TIME),
    mutant(CARD, "LocalDay", LOCAL_DAY),
    card("FirstReasonOnly", "objections", first_reason),
    card("DayOf24Hours", "good_until", good_by_seconds),
    card("DayOfExpiry", "days_left", days_to_expiry),
    card("ExpiryFalls", "renew", falling),
    card("TodayNotCounted", "good_until", good_from_tomorrow),
    card("ReaderLimited", "objections", reader_limited),
    card("RowWithToday", "row_is_full", row_with_today),
    card("RenewalsInARow", "row_is_full", row_of_renewals),
    card("RowPerMonth", "row_is_full", row_per_month),
    card("DaysCounted", "this_month", days_counted),
    card("LastThirtyDays", "this_month", last_thirty_days),
    card("YearIgnored", "this_month", month_without_year),
]
