"""Days on market, leads and property keys."""

from __future__ import annotations

from typing import Any

from doorward import market

from vectors.container import Algorithm, Members, parted
from vectors.plain import plain


def _turned(listings: Any) -> Any:
    """The same in another order."""
    return [
        {**listing, "events": list(reversed(listing["events"]))} for listing in reversed(listings)
    ]


def _counted(group: Members, test: Members) -> market.Answer:
    given = {"target": test["target"], "as_of": test["as_of"], "rules": group["rules"]}
    answer = market.days_on_market(test["listings"], **given)
    assert market.days_on_market(_turned(test["listings"]), **given) == answer
    explained = market.explain(test["listings"], **given)
    assert (explained.dom, explained.cdom, explained.chain) == (
        answer.dom,
        answer.cdom,
        answer.chain,
    )
    return answer


def days(group: Members, test: Members) -> Members:
    members = plain(_counted(group, test), spelled=True)
    return {name: members[name] for name in DAYS}


def fields(group: Members, test: Members) -> Members:
    members: Members = plain(_counted(group, test), spelled=True)
    return members


def leads(_: Members, test: Members) -> Members:
    lead = market.lead(**test)
    assert market.lead(**{**test, "listings": _turned(test["listings"])}) == lead
    members: Members = plain(lead, spelled=True)
    return members


LEAD = frozenset({"answer", "reasons", "status", "ended_on"})


def _split_lead(members: Members) -> tuple[Members, Members]:
    """One member is handed on, and stands there once."""
    inputs, outputs = parted(members, LEAD)
    return inputs, outputs | {"do_not_call": inputs["do_not_call"]}


def keys(group: Members, test: Members) -> Members:
    known_by = market.PropertyKeys(group["property_key"])
    found = market.properties(test["records"], known_by=known_by)
    return {"properties": plain(found)}


DAYS = frozenset({"dom", "cdom", "class", "chain"})
REASONS = {
    "BadValue": frozenset({"bad_value"}),
    "BadRules": frozenset({"bad_rules"}),
    "UnknownTarget": frozenset({"unknown_target"}),
    "RepeatedListing": frozenset({"repeated_listing"}),
    "UnknownStatus": frozenset({"unknown_status"}),
}
ALGORITHMS = {
    "market": Algorithm(days, DAYS, REASONS),
    "market-fields": Algorithm(fields, DAYS | {"gaps", "warnings"}, REASONS),
    "market-leads": Algorithm(leads, LEAD, REASONS, split=_split_lead),
    "market-keys": Algorithm(keys, frozenset({"properties"}), REASONS),
}
