"""Mistakes with the status of a listing."""

from mutant import Mutant, mutant

from doorward_reference.files import status_gate_file
from doorward_reference.files.container import Members
from doorward_reference.policy import status_gate
from doorward_reference.policy.status_gate import KEPT, NEVER, PERMISSION, YES, access

right_evaluate = status_gate_file.evaluate
right_keeps, right_objections, right_losing = (
    status_gate.keeps, status_gate.objections, status_gate.losing,
)  # fmt: skip
right_alive_until, right_alive_codes = status_gate.alive_until, status_gate.alive_codes
right_change = status_gate.change


def later(group: Members, test: Members) -> Members:
    return right_evaluate(group, test | {"now": test["now"] + 1} if "now" in test else test)


def earlier(group: Members, test: Members) -> Members:
    return right_evaluate(group, test | {"now": test["now"] - 1} if "now" in test else test)


def keeps_by_listing_side(change: Members, group: str) -> bool:
    allowed = access(change["to"], group, change["coming_soon_showings"])
    return allowed == YES or (allowed == PERMISSION and change["off_market_permission"])


def access_without_flag(status: str, group: str, coming_soon_showings: bool) -> str:
    return access(status, group, False)


def access_by_flag(status: str, group: str, coming_soon_showings: bool) -> str:
    if coming_soon_showings and group == "showing_agent":
        found = access(status, group, True)
        return PERMISSION if found == NEVER else found
    return access(status, group, coming_soon_showings)


def losing_all_released(change: Members) -> tuple[list[str], list[Members], list[str]]:
    grants = [grant | {"released": True} for grant in change["grants"]]
    return right_losing(change | {"grants": grants})


def losing_those_over(change: Members) -> tuple[list[str], list[Members], list[str]]:
    return right_losing(change | {"now": 0})


def alive_if_kept(change: Members, parameters: Members) -> list[Members]:
    return [code for code in right_alive_codes(change, parameters) if code["access"] == KEPT]


def without_hour(code: Members, now: int, parameters: Members) -> int | None:
    return right_alive_until(code, now, parameters | {"hour": 10**9})


def hour_past_midnight(code: Members, now: int, parameters: Members) -> int | None:
    found = right_alive_until(code, now, parameters)
    if found is None or code["use"] != "hour" or code["first_used"] is None:
        return found
    return code["first_used"] + parameters["hour"]


def without_first_entry(code: Members, now: int, parameters: Members) -> int | None:
    return right_alive_until(code, now, parameters | {"first_entry": 10**9})


def single_as_many(code: Members, now: int, parameters: Members) -> int | None:
    use = "until_end" if code["use"] == "single" else code["use"]
    return right_alive_until(code | {"use": use}, now, parameters)


def cancelled_alive(code: Members, now: int, parameters: Members) -> int | None:
    return right_alive_until(code | {"cancelled": False}, now, parameters)


def full_is_too_many(change: Members, revoked: list[Members], parameters: Members) -> bool:
    return bool(revoked) and change["revocations"] + len(revoked) >= parameters["revocations_max"]


def full_without_any(change: Members, revoked: list[Members], parameters: Members) -> bool:
    return change["revocations"] + len(revoked) >= parameters["revocations_max"]


def unreleased_counted(change: Members, revoked: list[Members], parameters: Members) -> bool:
    lost = right_losing(change)
    number = len(lost[0]) + len(lost[1])
    return number > 0 and change["revocations"] + number > parameters["revocations_max"]


def change_without_reissue(given: Members, parameters: Members) -> Members:
    found = right_change(given, parameters)
    left = [name for name in found["obligations"] if name != "reissue"]
    return found | {"reissue": [], "obligations": left}


def change_with_reissue(given: Members, parameters: Members) -> Members:
    found = right_change(given, parameters)
    raised = "raise_epoch" in found["obligations"]
    keep = [name for name in status_gate.OBLIGATIONS
            if name in found["obligations"] or (raised and name == "reissue")]  # fmt: skip
    return found | {"obligations": keep} if found["decision"] == "permit" else found


def wanted_by_owner(change: Members) -> bool:
    return change["suspension_requested"]


def wanted_at_every_end(change: Members) -> bool:
    ended = change["to"] in ("Withdrawn", "Canceled", "Expired", "Closed", "Delete")
    return ended or change["suspension_requested"]


def change_of_status_only(given: Members, parameters: Members) -> Members:
    if given["from"] != given["to"]:
        return right_change(given, parameters)
    quiet = {"grants": [], "codes": [], "suspension_requested": False, "suspended": False}
    found = right_change(given | quiet, parameters)
    return found | {"obligations": []} if found["decision"] == "permit" else found


def request_always(change: Members) -> bool:
    return change["to"] == "Withdrawn"


def cancels_whenever(change: Members) -> bool:
    return not right_keeps(change, "showing_agent")


GATE = "status-gate"
MUTANTS: list[Mutant] = [
    Mutant(GATE, "EdgeSecond", (), later),
    Mutant(GATE, "EdgeSecond", (), earlier),
    mutant(GATE, "FirstReasonOnly", (status_gate, "objections", lambda given: right_objections(given)[:1])),
    mutant(GATE, "TradesShutOut", (status_gate, "keeps", keeps_by_listing_side)),
    mutant(GATE, "FlagIgnored", (status_gate, "access", access_without_flag)),
    mutant(GATE, "FlagForAll", (status_gate, "access", access_by_flag)),
    mutant(GATE, "RevokesUnreleased", (status_gate, "losing", losing_all_released)),
    mutant(GATE, "UnreleasedTakesPlace", (status_gate, "raises_epoch", unreleased_counted)),
    mutant(GATE, "OverRevoked", (status_gate, "losing", losing_those_over)),
    mutant(GATE, "LostNotListed", (status_gate, "alive_codes", alive_if_kept)),
    mutant(GATE, "HourIgnored", (status_gate, "alive_until", without_hour)),
    mutant(GATE, "HourPastMidnight", (status_gate, "alive_until", hour_past_midnight)),
    mutant(GATE, "FirstEntryIgnored", (status_gate, "alive_until", without_first_entry)),
    mutant(GATE, "SingleStays", (status_gate, "alive_until", single_as_many)),
    mutant(GATE, "CancelledStays", (status_gate, "alive_until", cancelled_alive)),
    mutant(GATE, "FullIsTooMany", (status_gate, "raises_epoch", full_is_too_many)),
    mutant(GATE, "FullIsTooMany", (status_gate, "raises_epoch", full_without_any)),
    mutant(GATE, "NothingReissued", (status_gate, "change", change_without_reissue)),
    mutant(GATE, "AlwaysReissue", (status_gate, "change", change_with_reissue)),
    mutant(GATE, "OwnerSuspendsAlone", (status_gate, "suspension_wanted", wanted_by_owner)),
    mutant(GATE, "EndSuspends", (status_gate, "suspension_wanted", wanted_at_every_end)),
    mutant(GATE, "SameStatusIgnored", (status_gate, "change", change_of_status_only)),
    mutant(GATE, "RequestEveryTime", (status_gate, "needs_request", request_always)),
    mutant(GATE, "AlwaysCancels", (status_gate, "loses_showings", cancels_whenever)),
]
