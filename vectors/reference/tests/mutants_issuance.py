"""Mistakes with who may be given access, by which method and for how long."""

from collections.abc import Callable
from typing import Any

from mutant import Mutant, Patch, mutant
from mutants_cards import STANDARD_TIME, UTC_DAYS

from doorward_reference.policy import appointed, calendar, codes_left, issuance, method_rules, request
from doorward_reference.policy.issuance import Case
from doorward_reference.policy.names import CLASS_OF, GUEST_GRANT, METHODS, WINDOW_CODES
from doorward_reference.zone import Zone

Members = dict[str, Any]
Rule = Callable[[Case], list[str]]
right_objections, right_decide, right_init = issuance.objections, issuance.decide, Case.__init__
right_obligations, right_people, right_listing = (
    issuance.obligations, issuance.about_people, issuance.about_listing,
)  # fmt: skip
right_method, right_cell = method_rules.objections, method_rules.cell
right_needed, right_appointed = appointed.is_needed, appointed.objections


def shifted(seconds: int) -> Rule:
    """The present moved for the rules alone."""

    def objections(case: Case) -> list[str]:
        asked = case.request | {"now": case.now + seconds}
        return right_objections(Case(case.given | {"request": asked}, case.association, case.parameters))

    return objections


def another_today(days: int) -> Callable[..., None]:
    def init(case: Case, *given: Members) -> None:
        right_init(case, *given)
        case.today += days

    return init


def other_limits(step: int) -> Callable[..., Members]:
    def decide(given: Members, association: Members, parameters: Members) -> Members:
        moved = {
            name: value + step if isinstance(value, int) else value for name, value in parameters.items()
        }
        return right_decide(given, association, moved)

    return decide


def only_defaults(given: Members, association: Members, parameters: Members) -> Members:
    return right_decide(given, association, request.DEFAULTS)


def of_24_hours(place: Zone, day: int) -> int:
    return calendar.start_of(place, day) + 86_400


def start_before(place: Zone, day: int) -> int:
    return right_end_of(place, day - 1)


def first_midnight(place: Zone, day: int) -> int:
    """The first instant at which the clock shows a later date."""
    instant = right_end_of(place, day - 1)
    while calendar.local_day(place, instant) <= day:
        instant += 60
    return instant


right_end_of = calendar.end_of


def day_of_now(case: Case, *given: Members) -> None:
    right_init(case, *given)
    case.today = calendar.day_of(case.zone, case.now)


def adding(rule: Rule, name: str, when: Callable[[Case], bool]) -> Rule:
    def changed(case: Case) -> list[str]:
        found = [reason for reason in rule(case) if reason != name]
        return found + [name] if when(case) else found

    return changed


def pin_for_all(case: Case) -> bool:
    return not case.request["issuer"]["pin_verified"]


def inactive(case: Case) -> bool:
    return not case.recipient["member_active"]


def nameless(case: Case) -> bool:
    return case.recipient["name"] is None


def unassigned(case: Case) -> bool:
    return case.listing is None and case.group not in ("owner", "staff")


def unassigned_for_owner(case: Case) -> bool:
    return case.listing is None and case.method != "flex_code" and case.group != "staff"


def member_never(asked: Members, method: str) -> bool:
    return asked["issuer"]["kind"] not in ("member", "other")


def service_only_for_agents(given: Members) -> bool:
    agent = CLASS_OF[given["request"]["recipient"]["kind"]] == "showing_agent"
    return agent and right_needed(given)


def never_by_reciprocity(recipient: Members, association: Members) -> bool:
    return recipient["kind"] == "member_agent"


def owner_bound(given: Members, *rest: Any) -> list[str]:
    found = right_method(given, *rest)
    listing = given["listing"]
    if listing is not None and listing["methods"] is not None and rest[2] not in listing["methods"]:
        found = [name for name in found if name != "method_not_in_listing"] + ["method_not_in_listing"]
    return found


def phone_for_codes(given: Members, association: Members, parameters: Members, *rest: Any) -> list[str]:
    found = right_method(given, association, parameters, *rest)
    old = method_rules.is_too_old(given["request"]["recipient"]["phone"], parameters)
    return found + ["phone_too_old"] if old and "phone_too_old" not in found else found


def version_as_text(phone: Members | None, parameters: Members) -> bool:
    if phone is None:
        return False
    least = parameters[method_rules.OLDEST[phone["os"]]]
    return ".".join(map(str, phone["version"])) < ".".join(map(str, least))


def each_number(phone: Members | None, parameters: Members) -> bool:
    if phone is None:
        return False
    least = parameters[method_rules.OLDEST[phone["os"]]]
    return any(has < wanted for has, wanted in zip(phone["version"], least, strict=True))


def owner_always_in(case: Case) -> bool:
    return case.box["suspended"] and case.kind != "owner"


def suspended_for_all(case: Case) -> bool:
    return case.box["suspended"]


def one_shackle(case: Case) -> bool:
    able = case.box["shackle_by_app"] and case.box["shackle_by_code"]
    return bool(case.request["operations"] & 2) and not able


def some_allowed(case: Case) -> list[str]:
    found = right_box(case)
    allowed = method_rules.allowed_operations(case.recipient, case.association, case.method)
    if allowed is not None and case.request["operations"] & allowed:
        return [name for name in found if name != "operation_not_allowed"]
    return found


right_box = issuance.about_box


def without_grace(given: Members, place: Zone) -> bool:
    return right_covers(given | {"appointment": given["appointment"] | {"early": 0, "late": 0}}, place)


right_covers = appointed.covers


def guest_for_all(case: Case) -> int:
    return case.parameters["guest_max"] if case.method == GUEST_GRANT else right_longest(case)


right_longest, right_is_over = issuance.longest, issuance.is_over


def over_at_the_end(case: Case) -> bool:
    if case.method in WINDOW_CODES:
        return case.now >= case.request["window"]["end"]
    return right_is_over(case)


def quarter_hours(case: Case) -> bool:
    return case.request["window"]["start"] % 900 == 0


def any_duration(length: int) -> int | None:
    return right_duration(length) or (length // 1_800 if length > 0 and length % 1_800 == 0 else None)


right_duration = codes_left.duration_of


def dropping(*dropped: str) -> Rule:
    return lambda case: [name for name in right_obligations(case) if name not in dropped]


def including(added: str, when: Callable[[Case], bool]) -> Rule:
    order = (
        "record_issue", "keep_consent", "notify_on_use", "carry_bulletin", "hold_until_release",
        "say_not_recallable", "say_first_entry",
    )  # fmt: skip

    def obligations(case: Case) -> list[str]:
        found = right_obligations(case) + ([added] if when(case) else [])
        return [name for name in order if name in found]

    return obligations


def is_grant(case: Case) -> bool:
    return not case.is_code()


def at_once(case: Case) -> int:
    return case.now


def recommends_in_order(recipient: Members, association: Members) -> tuple[str, ...]:
    wanted = right_preferred(recipient, association)
    return tuple(method for method in METHODS if method in wanted)


right_preferred = method_rules.preferred


def recommends_if_permitted(given: Members, association: Members, parameters: Members) -> Members:
    found = right_decide(given, association, parameters)
    return found if found["decision"] == "permit" else found | {"recommended": None}


right_slot, right_held, right_copy = codes_left.slot_free, codes_left.slot_held, codes_left.copy_for
right_alive = codes_left.alive_rows


def slot_after_highest(ledger: Members, asked: Members, day_slots: int) -> int | None:
    half = codes_left.HALVES[asked["half"]]
    used = [row["slot"] for row in ledger["day_codes"]
            if row["day"] == asked["day"] and row["slot"] in half]  # fmt: skip
    following = max(used, default=half[0] - 1) + 1
    return following if following in half and following < day_slots else None


def copy_after_highest(ledger: Members, asked: Members, per_window: int) -> int | None:
    used = [row["copy"] for row in codes_left.same_window(ledger, asked)]
    following = max(used, default=-1) + 1
    return following if following < per_window else None


def either_half(ledger: Members, asked: Members, day_slots: int) -> int | None:
    service = right_slot(ledger, asked | {"half": "service"}, day_slots)
    return right_slot(ledger, asked | {"half": "holder"}, day_slots) if service is None else service


def without_skip(right: Callable[..., int | None]) -> Callable[..., int | None]:
    return lambda ledger, asked, limit: right(ledger, asked | {"skip": []}, limit)


def without_cancelled(right: Callable[..., int | None]) -> Callable[..., int | None]:
    def changed(ledger: Members, asked: Members, limit: int) -> int | None:
        left = {
            name: [row for row in ledger[name] if not row["cancelled"]]
            for name in ("day_codes", "flex_codes")
        }
        return right(ledger | left, asked, limit)

    return changed


def uncancelled(ledger: Members) -> Members:
    return {
        name: [row | {"cancelled": False} for row in ledger[name]] for name in ("day_codes", "flex_codes")
    }


def held_though_cancelled(ledger: Members, asked: Members) -> int | None:
    return right_held(ledger | uncancelled(ledger), asked)


def held_in_either_half(ledger: Members, asked: Members) -> int | None:
    found = [right_held(ledger, asked | {"half": half}) for half in ("service", "holder")]
    return next((slot for slot in found if slot is not None), None)


def one_day(ledger: Members, day: int) -> Members:
    return ledger | {"day_codes": [row | {"day": day} for row in ledger["day_codes"]]}


def alive_with_cancelled(ledger: Members, now: int) -> list[Members]:
    return right_alive(ledger | uncancelled(ledger), now)


def meeting_at_the_edge(ledger: Members, asked: Members) -> int:
    start, end = asked["window"]["start"], asked["window"]["end"]
    windows = [codes_left.row_window(row) for row in codes_left.alive_rows(ledger, asked["now"])]
    return sum(begins <= end and start <= ends for begins, ends in windows)


def same_start(ledger: Members, asked: Members) -> list[Members]:
    start = asked["window"]["start"] // 1_800
    return [row for row in ledger["flex_codes"] if row["start_slot"] == start]


def every_lasting_code(ledger: Members, now: int) -> int:
    return sum(row["use"] == 1 for row in codes_left.alive_rows(ledger, now))


NAME = "issuance"


def wrong(flag: str, name: str, value: Any, module: object = issuance) -> Mutant:
    return mutant(NAME, flag, (module, name, value))


def left(flag: str, name: str, value: Any) -> Mutant:
    return wrong(flag, name, value, codes_left)


DAY_ENDS: Patch = (calendar, "end_of", of_24_hours)
MUTANTS: list[Mutant] = [
    wrong("EdgeSecond", "objections", shifted(1)),
    wrong("EdgeSecond", "objections", shifted(-1)),
    wrong("EdgeDay", "__init__", another_today(1), Case),
    wrong("EdgeDay", "__init__", another_today(-1), Case),
    wrong("LimitMoved", "decide", other_limits(1)),
    wrong("LimitMoved", "decide", other_limits(-1)),
    wrong("DefaultsOnly", "decide", only_defaults),
    wrong("FirstReasonOnly", "objections", lambda case: right_objections(case)[:1]),
    mutant(NAME, "UtcDays", UTC_DAYS),
    mutant(NAME, "StandardDays", STANDARD_TIME),
    mutant(NAME, "DayOf24Hours", DAY_ENDS, (calendar, "start_of", start_before)),
    wrong("DayOfMidnights", "__init__", day_of_now, Case),
    wrong("FirstMidnight", "end_of", first_midnight, calendar),
    wrong("PinForGrants", "objections", adding(right_objections, "pin_not_verified", pin_for_all)),
    wrong("NameForGrants", "about_people", adding(right_people, "name_missing", nameless)),
    wrong("MembershipOfAll", "about_people", adding(right_people, "membership_inactive", inactive)),
    wrong("MembersNever", "is_entitled", member_never, method_rules),
    wrong("ServicesNever", "services_get_no_codes", lambda association, today: True, method_rules),
    wrong("ServiceOnlyForAgents", "is_needed", service_only_for_agents, appointed),
    wrong("ReciprocityIgnored", "is_member", never_by_reciprocity, method_rules),
    wrong("FlexNeedsListing", "about_listing", adding(right_listing, "box_unassigned", unassigned)),
    wrong("OwnerNeedsListing", "about_listing",
          adding(right_listing, "box_unassigned", unassigned_for_owner)),
    wrong("OwnerBound", "objections", owner_bound, method_rules),
    wrong("OwnerAlwaysIn", "is_suspended", owner_always_in),
    wrong("SuspensionForAll", "is_suspended", suspended_for_all),
    wrong("OneShackle", "lacks_shackle", one_shackle),
    wrong("SomeOperations", "about_box", some_allowed),
    wrong("PhoneForCodes", "objections", phone_for_codes, method_rules),
    wrong("VersionsAsText", "is_too_old", version_as_text, method_rules),
    wrong("VersionEachNumber", "is_too_old", each_number, method_rules),
    wrong("AppointmentAlways", "is_needed", lambda given: right_needed(given) or bool(given["appointment"]),
          appointed),
    wrong("WindowIsWhole", "covers", without_grace, appointed),
    mutant(NAME, "CodesBySecond", (appointed, "rounded_down", int), (appointed, "rounded_up", int)),
    wrong("GuestForAll", "longest", guest_for_all),
    wrong("OpenToTheEnd", "is_over", over_at_the_end),
    wrong("QuarterHours", "on_half_hour", quarter_hours),
    left("AnyLength", "duration_of", any_duration),
    wrong("ReleaseAtOnce", "release_at", at_once),
    wrong("AlwaysBulletin", "obligations", including("carry_bulletin", is_grant)),
    wrong("ConsentNotKept", "obligations", dropping("keep_consent")),
    wrong("NoticeOfAll", "obligations", including("notify_on_use", is_grant)),
    wrong("FirstEntryAlways", "obligations", including("say_first_entry", Case.is_window_code)),
    wrong("RecommendsInTableOrder", "preferred", recommends_in_order, method_rules),
    wrong("RecommendsPermitted", "decide", recommends_if_permitted),
    left("AfterHighest", "slot_free", slot_after_highest),
    left("AfterHighest", "copy_for", copy_after_highest),
    left("OneHalf", "slot_free", either_half),
    left("SkipIgnored", "slot_free", without_skip(right_slot)),
    left("SkipIgnored", "copy_for", without_skip(right_copy)),
    left("CancelledIsFree", "slot_free", without_cancelled(right_slot)),
    left("CancelledIsFree", "copy_for", without_cancelled(right_copy)),
    left("CancelledAgain", "slot_held", held_though_cancelled),
    left("CancelledCounts", "alive_rows", alive_with_cancelled),
    left("NeverAgain", "slot_held", lambda ledger, asked: None),
    left("AgainFromOtherHalf", "slot_held", held_in_either_half),
    mutant(
        NAME, "DaysMixed",
        (codes_left, "slot_free", lambda ledger, asked,
         slots: right_slot(one_day(ledger, asked["day"]), asked, slots)),
        (codes_left, "slot_held", lambda ledger, asked: right_held(one_day(ledger, asked["day"]), asked)),
    ),
    left("WindowsMixed", "same_window", same_start),
    left("BackToBack", "overlapping", meeting_at_the_edge),
    left("AllCounted", "contractors", every_lasting_code),
]  # fmt: skip
