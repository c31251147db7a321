"""single-key.json: whether the app or the card opens boxes today, event by event."""

from ..policy import calendar, key_of_day
from ..zone import BYTES
from . import policy_flags, schema
from . import single_key_scenes as scenes
from .container import KILLS, REFUSED, Group, Members, VectorFile

NOTES = policy_flags.pick("BadValue") | {
    "InconsistentState": REFUSED + "a fallback with a key other than the card",
    "DayWentBack": REFUSED + "an event of a day before the state's",
} | policy_flags.pick("UtcDays", "StandardTimeOnly") | {
    "LocalDay": KILLS + "takes the date on the wall, which may come, go and come again, for the day",
    "Adds24Hours": KILLS + "counts the hours to the afternoon from midnight and not by the clock",
    "AlwaysFour": KILLS + "takes 16:00 whatever the association's hour is",
    "LateIsAfter": KILLS + "takes a renewal for late only in the minute after",
    "LateToDaysEnd": KILLS + "takes for late all that lies between the afternoon and the end of the day",
    "UseClaimsNothing": KILLS + "does not let the use of a card claim the day",
    "RenewalTakesOver": KILLS + "lets a renewal take the day from the app",
    "EarlyTakesBack": KILLS + "gives tomorrow back when the card is renewed early",
    "ClaimForever": KILLS + "keeps a claim of tomorrow for the first day that follows, however late",
    "FallbackClaims": KILLS + "lets an update code after four claim tomorrow",
    "FallbackStays": KILLS + "keeps the fallback when the day turns",
    "FallbackTwice": KILLS + "records a fallback again that is there already",
    "LossNotAsked": KILLS + "does not ask whether the phone is lost",
    "DenialKeepsDay": KILLS + "leaves the state of the day before when it denies",
}  # fmt: skip


def evaluate(group: Members, test: Members) -> Members:
    place = calendar.of(group["zone"])
    return {"steps": key_of_day.steps(place, group["afternoon"], test["state"], test["events"])}


def groups() -> list[Group]:
    group = scenes.group_in(scenes.PACIFIC)
    write = scenes.Writer(group, scenes.PACIFIC)
    scenes.worked_table(write)
    scenes.every_cell(write)
    scenes.tomorrow(write)
    scenes.errors(write)
    listed = [group]
    scenes.nights(listed)
    scenes.ends_of_time(listed)
    scenes.drawn(group, 4)
    open_app = {"event": "open_app", "now": 1_778_950_800}
    for afternoon in (-1, 1_440):
        listed.append(scenes.group_in(scenes.PACIFIC, afternoon))
        listed[-1].refuse(f"an afternoon from minute {afternoon}", "BadValue",
                          state=scenes.state(20_589), events=[open_app])  # fmt: skip
    return listed


STATE = schema.object_of(
    {
        "day": policy_flags.DAY,
        "key": schema.one_of("none", "app", "card"),
        "fallback": policy_flags.BOOL,
        "card_next": policy_flags.BOOL,
    }
)
EVENT = {"event": schema.one_of("open_app", "use_card", "renew_card"), "now": policy_flags.INSTANT}
UPDATE = EVENT | {"event": {"const": "update_code"}, "phone_lost": policy_flags.BOOL}
EVENTS = policy_flags.any_of(schema.object_of(EVENT), schema.object_of(UPDATE))
INPUTS = {"state": STATE, "events": schema.list_of(EVENTS, unique=False)}
STEP = {
    "decision": policy_flags.DECISION,
    "reasons": schema.list_of(
        schema.object_of(
            {
                "reason": schema.one_of("other_key_in_use", "fallback_not_needed", "phone_not_lost"),
                "needs": schema.one_of("another_day", "update_code", "lost_phone_statement", None),
            }
        )
    ),
    "obligations": schema.list_of(schema.one_of("record_fallback", "block_app_today")),
    "state": STATE,
}
SHAPE = schema.Shape(
    group={"zone": schema.octets(BYTES), "afternoon": schema.integer(-1_440, 1_440)},
    valid=[INPUTS | {"steps": schema.list_of(schema.object_of(STEP), unique=False)}],
    invalid=[policy_flags.loose_members(INPUTS)],
)
NAME = "single-key"
FILE = VectorFile(
    NAME, "section 15", NOTES, evaluate, groups, schema.build(NAME, "section 15", NOTES, SHAPE)
)
