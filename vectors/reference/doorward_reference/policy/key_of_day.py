"""Section 15, first part: one key a day, the app or the card."""

from ..refused import Refused
from ..zone import Zone
from . import calendar, values
from .ruling import decision, reasons
from .values import Members

NONE, APP, CARD = "none", "app", "card"
EVENTS = ("open_app", "use_card", "renew_card", "update_code")
NEEDS = {"fallback_not_needed": None, "phone_not_lost": "lost_phone_statement"}
OTHER_KEY_NEEDS = {"open_app": "another_day", "use_card": "update_code"}
OTHER_KEY = "other_key_in_use"

STATE = values.record(
    {
        "day": values.day,
        "key": values.name_of(NONE, APP, CARD),
        "fallback": values.is_bool,
        "card_next": values.is_bool,
    }
)
AFTERNOON = values.whole(0, 1_439)


def check_event(event: object) -> None:
    members = {"event": values.name_of(*EVENTS), "now": values.instant}
    if isinstance(event, dict) and event.get("event") == "update_code":
        members["phone_lost"] = values.is_bool
    values.require(values.record(members), event)


def turn_to(state: Members, today: int) -> Members:
    """The state at the beginning of whatever happens on `today`."""
    if today == state["day"]:
        return dict(state)
    card = today == state["day"] + 1 and state["card_next"]
    return {"day": today, "key": CARD if card else NONE, "fallback": False, "card_next": False}


def objection(state: Members, event: Members) -> str | None:
    """Why not, once the day is the right one."""
    key = state["key"]
    match event["event"]:
        case "open_app":
            return OTHER_KEY if key == CARD else None
        case "use_card":
            return OTHER_KEY if key == APP else None
        case "renew_card":
            return None
    if key == APP:
        return None if event["phone_lost"] else "phone_not_lost"
    return None if key == CARD and state["fallback"] else "fallback_not_needed"


def is_late(place: Zone, afternoon: int, now: int) -> bool:
    return calendar.minute_of_day(place, now) >= afternoon


def apply(state: Members, event: Members, late: bool) -> None:
    """What a permitted event changes."""
    match event["event"]:
        case "open_app":
            state["key"] = APP
        case "use_card":
            state["key"] = CARD
        case "renew_card":
            if state["key"] == NONE:
                state["key"] = CARD
            if late:
                state["card_next"] = True
        case "update_code":
            state["key"], state["fallback"] = CARD, True


def needs(event: Members) -> dict[str, str | None]:
    return NEEDS | {OTHER_KEY: OTHER_KEY_NEEDS.get(event["event"])}


def step(place: Zone, afternoon: int, state: Members, event: Members) -> Members:
    values.require(STATE, state)
    check_event(event)
    if state["fallback"] and state["key"] != CARD:
        raise Refused("InconsistentState")
    today = calendar.day_of(place, event["now"])
    if today < state["day"]:
        raise Refused("DayWentBack")
    begun = turn_to(state, today)
    against = objection(begun, event)
    applying = [] if against is None else [against]
    after = dict(begun)
    if against is None:
        apply(after, event, is_late(place, afternoon, event["now"]))
    fell_back = event["event"] == "update_code" and after != begun
    return {
        "decision": decision(applying),
        "reasons": reasons(applying, needs(event)),
        "obligations": ["record_fallback", "block_app_today"] if fell_back else [],
        "state": after,
    }


def steps(place: Zone, afternoon: int, state: Members, events: list[Members]) -> list[Members]:
    values.require(AFTERNOON, afternoon)
    done = []
    for event in events:
        done.append(step(place, afternoon, state, event))
        state = done[-1]["state"]
    return done
