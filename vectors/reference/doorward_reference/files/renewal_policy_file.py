"""renewal-policy.json: when a card may be renewed, and until when it is then good."""

from ..policy import card_renewal
from ..zone import BYTES
from . import policy_flags, schema
from . import renewal_policy_scenes as scenes
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick

NOTES = policy_flags.pick("BadValue") | {
    "DaysOutOfOrder": REFUSED + "days of renewals that do not rise",
    "DayInFuture": REFUSED + "a renewal of a day after today",
} | policy_flags.pick("FirstReasonOnly", "UtcDays", "StandardTimeOnly") | pick("EdgeSecond") | {
    "LocalDay": KILLS + "takes the date on the wall, which may come, go and come again, for the day",
    "DayOf24Hours": KILLS + "ends a day 24 hours after it began",
    "DayOfExpiry": KILLS + "counts the day on which the card expires at its first second as a day left",
    "ExpiryFalls": KILLS + "takes days from a card that was good for longer",
    "TodayNotCounted": KILLS + "counts the days of a renewal at a reader from tomorrow",
    "ReaderLimited": KILLS + "applies the limits of the telephone at a reader",
    "RowWithToday": KILLS + "counts today among the days in a row",
    "RenewalsInARow": KILLS + "takes the last renewals for the last days",
    "RowPerMonth": KILLS + "begins a new row with every month",
    "DaysCounted": KILLS + "counts two renewals of one day as one in the month",
    "LastThirtyDays": KILLS + "counts 31 days back and not the calendar month",
    "YearIgnored": KILLS + "counts renewals of the same month in another year",
}  # fmt: skip
PARAMETERS = ("zone", *scenes.DEFAULTS)


def evaluate(group: Members, test: Members) -> Members:
    return card_renewal.renew(
        {name: test[name] for name in INPUTS}, {name: group[name] for name in PARAMETERS}
    )


def groups() -> list[Group]:
    group = scenes.group_in()
    scenes.worked_examples(group)
    scenes.reasons(group)
    scenes.months_and_rows(group)
    scenes.expiries(group)
    scenes.errors(group)
    scenes.drawn(group, 13)
    listed = [group]
    scenes.parameters(listed)
    scenes.places(listed)
    scenes.bad_parameters(listed)
    return listed


INPUTS = {
    "now": policy_flags.INSTANT,
    "method": schema.one_of("reader", "phone"),
    "expires": policy_flags.INSTANT,
    "phone_days": schema.list_of(policy_flags.DAY, unique=False),
    "member_active": policy_flags.BOOL,
    "card_lost": policy_flags.BOOL,
}
OUTPUTS = {
    "decision": policy_flags.DECISION,
    "reasons": policy_flags.reasons(card_renewal.NEEDS),
    "obligations": schema.list_of(
        schema.one_of(
            "record_refusal", "record_renewal", "upload_card_log", "read_out_code", "claim_key_of_day"
        )
    ),
    "expires_after": policy_flags.INSTANT,
    "uploads_log": policy_flags.BOOL,
    "day": policy_flags.or_null(policy_flags.DAY),
    "n": policy_flags.or_null(schema.integer(0, 2)),
}
SHAPE = schema.Shape(
    group={"zone": schema.octets(BYTES)} | dict.fromkeys(scenes.DEFAULTS, policy_flags.ANY_INTEGER),
    valid=[INPUTS | OUTPUTS],
    invalid=[policy_flags.loose_members(INPUTS)],
)
NAME = "renewal-policy"
FILE = VectorFile(
    NAME, "section 15", NOTES, evaluate, groups, schema.build(NAME, "section 15", NOTES, SHAPE)
)
