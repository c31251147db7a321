"""The rules of the issuing side."""

from __future__ import annotations

from typing import Any

from doorward import Zone
from doorward.policy import appointment, issuance, renewal, single_key, status_gate

from vectors.container import Algorithm, Members, NoRoom
from vectors.plain import plain


def _zone(text: Any) -> Zone:
    """A group's zone; some are none."""
    try:
        return Zone.from_bytes(bytes.fromhex(text))
    except (TypeError, ValueError) as refused:
        raise NoRoom(text) from refused


def rule_issuance(group: Members, test: Members) -> Members:
    ruling = issuance.rule(**group, **test)
    if ruling.permit is not None and ruling.permit.ledger.revision < 2**32 - 1:
        # The ledger once it was issued is one to rule by; the package's own value.
        issuance.rule(**group, **{**test, "ledger": ruling.permit.ledger})
    return {"ruling": plain(ruling)}


def gate(group: Members, test: Members) -> Members:
    if group["function"] == "access":
        found = status_gate.access(
            test["status"], test["class"], coming_soon_showings=test["coming_soon_showings"]
        )
        return {"access": found.value}
    members: Members = plain(status_gate.judge(test, parameters=group["parameters"]))
    return members


GATE = ("decision", "reasons", "obligations", "withheld", "revoked", "alive", "reissue")


def showing(group: Members, test: Members) -> Members:
    if group["function"] == "receive":
        members: Members = plain(appointment.receive(test["event"], last=test["last"]))
        return members
    functions: dict[str, Any] = {
        "step": appointment.step,
        "access": appointment.admit,
        "grant": appointment.grant_for,
    }
    found: Any = functions[group["function"]](rules=group["rules"], **test)
    members = plain(found)
    names = {"appointment": "appointment_after"}
    if group["function"] == "grant":
        names = {"bulletin": "bulletin_named"}
    return {names.get(name, name): value for name, value in members.items()}


SHOWING = {
    "step": "decision reasons obligations appointment_after created events",
    "access": "decision reasons",
    "grant": "holder lockbox not_before not_after release_at bulletin_named",
    "receive": "outcome expected",
}


def key(group: Members, test: Members) -> Members:
    zone, parameters = _zone(group["zone"]), {"afternoon": group["afternoon"]}
    state, steps = test["state"], []
    for event in test["events"]:
        ruling = single_key.step(event, state=state, zone=zone, parameters=parameters)
        state = ruling.state
        steps.append(plain(ruling))
    return {"steps": steps}


def card(group: Members, test: Members) -> Members:
    parameters = {name: value for name, value in group.items() if name != "zone"}
    ruling = renewal.judge(test, zone=_zone(group["zone"]), parameters=parameters)
    members: Members = plain(ruling)
    members["expires_after"] = members.pop("expires")
    return members


def _named(*names: str) -> dict[str, frozenset[str]]:
    """Flags that are named after the reason."""
    reasons = {
        flag: "".join(f"_{c.lower()}" if c.isupper() else c for c in flag).lstrip("_")
        for flag in names
    }
    return {flag: frozenset({reason}) for flag, reason in reasons.items()} | {
        "BadValue": frozenset({"bad_value", "no_room"})
    }


ALGORITHMS = {
    "issuance": Algorithm(
        rule_issuance,
        frozenset({"ruling"}),
        _named(
            *("WindowMismatch", "WindowBackwards", "OperationsMismatch", "UseMismatch"),
            *("SkipMismatch", "MethodsMismatch", "LedgerMismatch"),
        ),
    ),
    "status-gate": Algorithm(
        gate,
        lambda group: frozenset({"access"} if group["function"] == "access" else GATE),
        _named("WindowBackwards", "UseMismatch", "RepeatedId"),
    ),
    "appointment": Algorithm(
        showing,
        lambda group: frozenset(SHOWING[group["function"]].split()),
        _named(
            *("WindowBackwards", "NoAppointment", "FutureOpening", "RepeatedId", "NotApproved")
        ),
    ),
    "single-key": Algorithm(
        key, frozenset({"steps"}), _named("InconsistentState", "DayWentBack")
    ),
    "renewal-policy": Algorithm(
        card,
        frozenset({"decision", "reasons", "obligations", "expires_after", "uploads_log", "day", "n"}),
        _named("DaysOutOfOrder", "DayInFuture"),
    ),
}
