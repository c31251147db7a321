"""status-gate.json: whom a status lets in, and what a change of status takes away."""

from ..policy import status_gate
from ..policy.names import CLASSES, CODES, STATUSES
from . import policy_flags, schema
from . import status_gate_changes as changes
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick

NOTES = policy_flags.pick("BadValue", "WindowBackwards", "RepeatedId") | {
    "UseMismatch": REFUSED + "a use that the method of the code does not have",
} | policy_flags.pick("FirstReasonOnly") | pick("EdgeSecond") | {
    "TradesShutOut": KILLS + "asks the listing side's permission for the trades too",
    "FlagIgnored": KILLS + "does not look at whether showings are allowed while Coming Soon",
    "FlagForAll": KILLS + "lets agents show whatever the status, if showings are allowed while Coming Soon",
    "RevokesUnreleased": KILLS + "revokes grants that no phone ever had",
    "UnreleasedTakesPlace": KILLS + "counts grants that were never released among the revocations",
    "OverRevoked": KILLS + "withholds or revokes grants that are over",
    "LostNotListed": KILLS + "leaves out codes whose holders have lost access, as if they were revoked",
    "HourIgnored": KILLS + "lets a used day code live to the end of its date",
    "HourPastMidnight": KILLS + "lets the hour of a day code go past the end of its date",
    "FirstEntryIgnored": KILLS + "lets an unused flex code live to the end of its window",
    "SingleStays": KILLS + "takes a single code for alive after its use",
    "CancelledStays": KILLS + "takes cancelled codes for alive",
    "FullIsTooMany": KILLS + "raises the epoch when the list of revocations is just full",
    "NothingReissued": KILLS + "issues nothing anew to those who keep access when the epoch is raised",
    "AlwaysReissue": KILLS + "asks for a new issue though there is nobody to issue to",
    "OwnerSuspendsAlone": KILLS + "does not suspend the box of a listing that is closed or deleted",
    "EndSuspends": KILLS + "suspends the box whenever showings end for good",
    "SameStatusIgnored": KILLS + "does nothing when the status stays what it was",
    "RequestEveryTime": KILLS + "asks for the seller's request though the listing was Withdrawn before",
    "AlwaysCancels": KILLS + "cancels appointments where there could be none",
}  # fmt: skip


def evaluate(group: Members, test: Members) -> Members:
    if group["function"] == "access":
        listed = (test["status"], test["class"], test["coming_soon_showings"])
        return {"access": status_gate.access(*listed)}
    given = {name: test[name] for name in INPUTS}
    return status_gate.change(given, group["parameters"])


def table() -> Group:
    """Every cell, and the flag of Coming Soon where it must make no difference."""
    group = Group({"function": "access"})
    for status in STATUSES:
        for name in CLASSES:
            given = {"status": status, "class": name, "coming_soon_showings": False}
            group.accept(f"{name} while {status}", **given)
    for name in CLASSES:
        flags = ["FlagIgnored"] if name == "showing_agent" else []
        group.accept(f"{name} while ComingSoon, showings allowed", *flags,
                     **{"status": "ComingSoon", "class": name, "coming_soon_showings": True})  # fmt: skip
    for status in ("Active", "Pending", "Withdrawn", "Closed"):
        flags = ["FlagForAll"] if status in ("Withdrawn", "Closed") else []
        group.accept(f"showing_agent while {status}, the flag makes no difference", *flags,
                     **{"status": status, "class": "showing_agent",
                        "coming_soon_showings": True})  # fmt: skip
    return group


def groups() -> list[Group]:
    group = Group({"function": "change", "parameters": changes.PARAMETERS})
    for write in (
        changes.examples,
        changes.refusals_by_rule,
        changes.grant_times,
        changes.code_times,
        changes.epochs,
        changes.suspensions,
        changes.appointments,
        changes.classes,
        changes.errors,
    ):
        write(group)
    changes.drawn(group, 5)
    return [table(), group, *with_other_parameters()]


def with_other_parameters() -> list[Group]:
    short = Group({"function": "change", "parameters": changes.PARAMETERS | {"hour": 1_800}})
    changes.code_times(short)
    short.tests = [test for test in short.tests if "hour" in test.comment and "24" not in test.comment]
    for test in short.tests:
        test.comment = f"half an hour for an hour: {test.comment}"
        test.flags = ()
    long = Group({"function": "change", "parameters": changes.PARAMETERS | {"hour": 86_400}})
    used = changes.code("C", "trade", "day_code", changes.NOW - 80_000, changes.NOW + 6_400,
                        changes.NOW - 70_000)  # fmt: skip
    long.accept("a day for an hour: to the end of the date", "HourPastMidnight",
                **changes.change(codes=[used]))  # fmt: skip
    few = Group({"function": "change", "parameters": changes.PARAMETERS | {"revocations_max": 2}})
    for number in (1, 2, 3):
        held = [changes.G2 | {"id": f"G{i}"} for i in range(number)]
        flags = ["FullIsTooMany"] if number == 2 else []
        few.accept(f"two fit, and there are {number}", *flags, **changes.change(grants=held))
    none = Group({"function": "change", "parameters": changes.PARAMETERS | {"revocations_max": 0}})
    none.accept("a service that lists nobody: one revocation", **changes.change(grants=[changes.G2]))
    none.accept("a service that lists nobody: none", **changes.change(grants=[changes.G1]))
    bad = []
    for name, value in (("revocations_max", -1), ("revocations_max", 17), ("hour", 1_799), ("hour", 86_401),
                        ("first_entry", 86_399)):
        group = Group({"function": "change", "parameters": changes.PARAMETERS | {name: value}})
        group.refuse(f"{name} of {value}", "BadValue", **changes.change())
        bad.append(group)
    return [short, long, few, none, *bad]


def inputs() -> Members:
    any_id, instant, flag = policy_flags.ID, policy_flags.INSTANT, policy_flags.BOOL
    class_, status = schema.one_of(*CLASSES), schema.one_of(*STATUSES)
    grant = {
        "id": any_id, "class": class_, "not_before": instant, "not_after": instant, "released": flag,
    }  # fmt: skip
    code = {
        "id": any_id, "class": class_, "method": schema.one_of(*CODES), "start": instant, "end": instant,
        "use": schema.one_of("hour", "single", "until_end"), "first_used": policy_flags.or_null(instant),
        "cancelled": flag,
    }  # fmt: skip
    flags = (
        "coming_soon_showings", "off_market_permission", "seller_signed_request", "suspension_requested",
        "suspended",
    )  # fmt: skip
    return {
        "now": instant, "listing": any_id, "lockbox": policy_flags.LOCKBOX, "from": status, "to": status,
        **dict.fromkeys(flags, flag),
        "revocations": schema.integer(0, 16),
        "grants": schema.list_of(schema.object_of(grant)),
        "codes": schema.list_of(schema.object_of(code)),
    }  # fmt: skip


def outputs() -> Members:
    until = {"id": policy_flags.ID, "until": policy_flags.INSTANT}
    return {
        "decision": policy_flags.DECISION,
        "reasons": policy_flags.reasons(status_gate.NEEDS),
        "obligations": schema.list_of(schema.one_of("record_refusal", *status_gate.OBLIGATIONS)),
        "withheld": schema.list_of(policy_flags.ID),
        "revoked": schema.list_of(schema.object_of(until)),
        "alive": schema.list_of(schema.object_of(until | {"access": schema.one_of("kept", "lost")})),
        "reissue": schema.list_of(policy_flags.ID, unique=False),
    }


INPUTS = inputs()
ACCESS = {
    "status": schema.one_of(*STATUSES),
    "class": schema.one_of(*CLASSES),
    "coming_soon_showings": policy_flags.BOOL,
    "access": schema.one_of("yes", "permission", "never"),
}
PARAMETERS = schema.object_of(dict.fromkeys(changes.PARAMETERS, policy_flags.ANY_INTEGER))
SHAPES = [
    schema.Shape({"function": {"const": "access"}}, [ACCESS], []),
    schema.Shape(
        {"function": {"const": "change"}, "parameters": PARAMETERS},
        [INPUTS | outputs()],
        [policy_flags.loose_members(INPUTS)],
    ),
]
NAME = "status-gate"
FILE = VectorFile(
    NAME, "section 13", NOTES, evaluate, groups,
    policy_flags.build(NAME, "section 13", NOTES, SHAPES),
)  # fmt: skip
