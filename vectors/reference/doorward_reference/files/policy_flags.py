"""What the files about policy share: flags, and a schema for groups of several functions."""

from ..policy import values
from . import schema
from .container import KILLS, REFUSED, Members

SHARED = {
    "BadValue": REFUSED + "a name that does not exist, or a value or parameter outside its range",
    "WindowBackwards": REFUSED + "a window that ends at its start or before it",
    "RepeatedId": REFUSED + "an id that is there already",
    "FirstReasonOnly": KILLS + "stops at the first reason against something",
    "UtcDays": KILLS + "takes days and minutes from UTC and not from the zone's clock",
    "StandardTimeOnly": KILLS + "keeps the zone's standard time all year",
}


def pick(*names: str) -> dict[str, str]:
    return {name: SHARED[name] for name in names}


def any_of(*kinds: Members) -> Members:
    """A member that may be of several kinds."""
    return {"oneOf": list(kinds)}


NULL: Members = {"const": None}


def or_null(kind: Members) -> Members:
    return any_of(kind, NULL)


def reasons(needs: dict[str, str | None]) -> Members:
    names = set(needs.values()) - {None}
    words: list[str | None] = sorted(name for name in names if name is not None)
    words += [None] if None in needs.values() else []
    return schema.list_of(
        schema.object_of({"reason": schema.one_of(*needs), "needs": schema.one_of(*words)})
    )


DECISION = schema.one_of("permit", "deny")
INSTANT = schema.integer(values.FIRST_INSTANT, values.LAST_INSTANT)
DAY = schema.integer(0, values.LAST_DAY)
ID = schema.text("^[!-~]{1,64}$")
LOCKBOX = schema.text("^[!-~]{1,25}$")
ANY_INTEGER = schema.integer(-(2**53) + 1, 2**53 - 1)
BOOL = schema.one_of(False, True)


def build(algorithm: str, spec: str, notes: dict[str, str], shapes: list[schema.Shape]) -> Members:
    """The schema of a file whose groups are of several shapes, one for each function."""
    wholes = [schema.build(algorithm, spec, notes, shape) for shape in shapes]
    groups = [whole["properties"]["groups"]["items"] for whole in wholes]
    wholes[0]["properties"]["groups"]["items"] = {"oneOf": groups}
    return wholes[0]


def loose(kind: Members) -> Members:
    """The same form with any number for a number and any text for a text: what is refused by value."""
    if "oneOf" in kind:
        return any_of(*(loose(choice) for choice in kind["oneOf"]))
    if kind in (NULL, BOOL):
        return kind
    if kind.get("type") == "object":
        return schema.object_of({name: loose(inner) for name, inner in kind["properties"].items()})
    if kind.get("type") == "array":
        return schema.list_of(loose(kind["items"]), unique=False)
    return ANY_INTEGER if kind.get("type") == "integer" else schema.ANY_TEXT


def loose_members(members: Members) -> Members:
    return {name: loose(kind) for name, kind in members.items()}
