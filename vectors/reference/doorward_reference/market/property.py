"""Section 20, property keys: which listings are of one property, and what is doubtful about that."""

from dataclasses import dataclass
from typing import Any

from ..refused import Refused
from . import address, history
from .folding import fold, joined

DOUBTS = ("placeholder_parcel", "no_key", "address_two_parcels")
CLASSES = ("sale", "lease")
KINDS = {
    "parcel_then_address": ("universal", "parcel", "address"),
    "parcel": ("universal", "parcel"),
    "address": ("address",),
}
TEXTS = ("universal_parcel_id", "state", "county", "parcel_number", "address", "unit", "postal_code")
SHORTEST_PARCEL, SHORTEST_UNIVERSAL = 4, 8
COUNTY_WORDS = ("COUNTY", "PARISH", "BOROUGH")
COUNTED_UP = ("1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "0123456789")


@dataclass(frozen=True)
class Record:
    listing: str
    texts: dict[str, str]
    kind: str  # sale or lease

    def folded(self, name: str) -> list[str]:
        return fold(self.texts[name])


def record_of(given: dict[str, Any]) -> Record:
    if given["class"] not in CLASSES:
        raise Refused(history.BAD_VALUE)
    texts = {name: history.text_or_null(given.get(name)) or "" for name in TEXTS}
    return Record(history.key(given["listing"]), texts, given["class"])


def lacks_number(parcel: str) -> bool:
    return not any(one in "123456789" for one in parcel)


def is_filler(text: str) -> bool:
    """A placeholder at any length."""
    return (
        lacks_number(text) or len(set(text)) == 1 or "TBD" in text or "TBA" in text or text in COUNTED_UP
    )


def is_placeholder(parcel: str) -> bool:
    return len(parcel) < SHORTEST_PARCEL or is_filler(parcel)


def county(words: list[str]) -> str:
    if len(words) > 1 and words[-1] in COUNTY_WORDS:
        words = words[:-1]
    return joined(words)


Key = tuple[str | None, ...]


def universal_key(record: Record) -> Key | None:
    parcel = joined(record.folded("universal_parcel_id"))
    if len(parcel) < SHORTEST_UNIVERSAL or is_filler(parcel):
        return None
    return parcel, record.kind


def unit_of(record: Record) -> str | None:
    _, within = address.split(record.folded("address"))
    return address.unit(record.folded("unit")) or address.unit(within)


def parcel_key(record: Record) -> Key | None:
    state, place = joined(record.folded("state")), county(record.folded("county"))
    parcel = joined(record.folded("parcel_number"))
    if not (state and place and parcel) or is_placeholder(parcel):
        return None
    return state, place, parcel, unit_of(record), record.kind


def address_key(record: Record) -> Key | None:
    words, _ = address.split(record.folded("address"))
    unit = unit_of(record)
    street, postal = address.street(words), address.postal_code(record.folded("postal_code"))
    return None if street is None or postal is None else (street, unit, postal, record.kind)


MAKE = {"universal": universal_key, "parcel": parcel_key, "address": address_key}


def keys_of(record: Record) -> dict[str, Key | None]:
    return {kind: make(record) for kind, make in MAKE.items()}


def share_a_key(one: dict[str, Key | None], other: dict[str, Key | None], kinds: tuple[str, ...]) -> bool:
    return any(one[kind] is not None and one[kind] == other[kind] for kind in kinds)


def groups_of(made: list[dict[str, Key | None]], kinds: tuple[str, ...]) -> list[set[int]]:
    """Sets of records linked by equal keys: two sets with a link between them become one, until none has."""
    groups = [{number} for number in range(len(made))]
    while True:
        for first in groups:
            for second in groups:
                if first is not second and any(
                    share_a_key(made[one], made[other], kinds) for one in first for other in second
                ):
                    groups = [group for group in groups if group not in (first, second)] + [first | second]
                    break
            else:
                continue
            break
        else:
            return groups


def two_parcels(made: list[dict[str, Key | None]]) -> bool:
    """One address with parcels that differ, among records of one property?"""
    for one in made:
        for other in made:
            mine, theirs = one["parcel"], other["parcel"]
            same_house = one["address"] is not None and one["address"] == other["address"]
            if same_house and mine and theirs and mine[:3] != theirs[:3]:
                return True
    return False


def doubts(record: Record, made: dict[str, Key | None], kinds: tuple[str, ...], split: bool) -> list[str]:
    parcel = joined(record.folded("parcel_number"))
    found = {
        "placeholder_parcel": bool(parcel) and is_placeholder(parcel),
        "no_key": all(made[kind] is None for kind in kinds),
        "address_two_parcels": split,
    }
    return [doubt for doubt in DOUBTS if found[doubt]]


def evaluate(property_key: str, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kinds = KINDS[property_key]
    records = [record_of(one) for one in history.list_of(given)]
    if len({record.listing for record in records}) != len(records):
        raise Refused(history.REPEATED_LISTING)
    made = [keys_of(record) for record in records]
    found: list[dict[str, Any]] = [{} for _ in records]
    for group in groups_of(made, kinds):
        least = min((records[number].listing for number in group), key=lambda key: key.encode("utf-8"))
        split = two_parcels([made[number] for number in group])
        for number in group:
            found[number] = {
                "listing": records[number].listing,
                "property": least,
                "keys": {kind: key and list(key) for kind, key in made[number].items()},
                "doubts": doubts(records[number], made[number], kinds, split),
            }
    return found
