"""Mistakes with what properties are known by."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mutant import Mutant, mutant

from doorward_reference.files import market_keys_file
from doorward_reference.files.container import Members
from doorward_reference.market import address, folding, property
from doorward_reference.market.property import Key, Record

KEYS = market_keys_file.NAME
RIGHT = market_keys_file.evaluate
right_parcel, right_address, right_universal = property.parcel_key, property.address_key, property.universal_key
right_unit, right_split, right_street, right_postal = address.unit, address.split, address.street, address.postal_code
right_groups, right_two, right_doubts = property.groups_of, property.two_parcels, property.doubts
right_fold, right_keys = folding.fold, property.keys_of
Made = list[dict[str, Key | None]]


def without_class(record: Record) -> dict[str, Key | None]:
    return right_keys(replace(record, kind="sale"))


def as_written(words: list[str]) -> str:
    return " ".join(words)


def without_zeros(record: Record) -> Key | None:
    key = right_parcel(record)
    return key and (*key[:2], str(key[2]).lstrip("0"), *key[3:])


def no_unit(make: Callable[[Record], Key | None], place: int) -> Callable[[Record], Key | None]:
    def made(record: Record) -> Key | None:
        key = make(record)
        return key and (*key[:place], None, *key[place + 1 :])

    return made


def unit_first(record: Record) -> Key | None:
    _, within = right_split(record.folded("address"))
    key = right_address(record)
    return key and (key[0], right_unit(within) or key[1], *key[2:])


def accents_separate(text: str) -> list[str]:
    return right_fold("".join(" " if one in folding.PLAIN else one for one in text))


def marks_separate(text: str) -> list[str]:
    return right_fold("".join(" " if one in folding.DROPPED else one for one in text))


def street_as_written(words: list[str]) -> str | None:
    found = right_street(words)
    words = [word for word in words if word != folding.NUMBER_SIGN]
    return found and " ".join([found.split()[0], *words[1:]])


def house_as_written(words: list[str]) -> str | None:
    found = right_street(words)
    return found and " ".join([words[0], *found.split()[1:]])


def any_house(words: list[str]) -> str | None:
    return right_street(words) or (" ".join(words) if len(words) > 1 else None)


def postal_as_written(words: list[str]) -> str | None:
    return folding.joined(words) if right_postal(words) else None


def direct(made: Made, kinds: tuple[str, ...]) -> list[set[int]]:
    """Each joins the first before it that it shares a key with, and no other of that one's."""
    groups: list[set[int]] = []
    for number, keys in enumerate(made):
        for group in groups:
            if all(property.share_a_key(keys, made[other], kinds) for other in group):
                group.add(number)
                break
        else:
            groups.append({number})
    return groups


def named_after(order: Callable[[str], Any]) -> Callable[[Members, Members], Members]:
    def evaluate(group: Members, test: Members) -> Members:
        found = RIGHT(group, test)["properties"]
        least: dict[str, str] = {}
        for one in found:
            known = least.get(one["property"])
            if known is None or order(one["listing"]) < order(known):
                least[one["property"]] = one["listing"]
        return {"properties": [one | {"property": least[one["property"]]} for one in found]}

    return evaluate


def apart(made: Made, kinds: tuple[str, ...]) -> list[set[int]]:
    """An address with its parcel, where there is one."""
    def split(keys: dict[str, Key | None]) -> dict[str, Key | None]:
        parcel, at = keys["parcel"], keys["address"]
        return keys | {"address": (*at, *parcel[:3]) if at and parcel else at}

    return right_groups([split(keys) for keys in made], kinds)


def of_some(group: Members, test: Members) -> Members:
    """Only the listings whose own parcel is not the only one of their address."""
    found = RIGHT(group, test)["properties"]

    def stays(one: Members) -> bool:
        return any(
            one["keys"]["address"] is not None
            and one["keys"]["address"] == other["keys"]["address"]
            and one["keys"]["parcel"]
            and other["keys"]["parcel"]
            and one["keys"]["parcel"][:3] != other["keys"]["parcel"][:3]
            for other in found
        )

    def doubts(one: Members) -> list[str]:
        return [doubt for doubt in one["doubts"] if doubt != "address_two_parcels" or stays(one)]

    return {"properties": [one | {"doubts": doubts(one)} for one in found]}


def doubts_of_any(record: Record, made: dict[str, Key | None], kinds: tuple[str, ...], split: bool) -> list[str]:
    return right_doubts(record, made, tuple(property.MAKE), split)


def no_placeholder(record: Record, made: dict[str, Key | None], kinds: tuple[str, ...], split: bool) -> list[str]:
    return [doubt for doubt in right_doubts(record, made, kinds, split) if doubt != "placeholder_parcel"]


def making(flag: str, **makers: Callable[[Record], Key | None]) -> Mutant:
    return mutant(KEYS, flag, (property, "MAKE", property.MAKE | makers))


MUTANTS: list[Mutant] = [
    mutant(KEYS, "LeaseJoinsSale", (property, "keys_of", without_class)),
    mutant(KEYS, "PlaceholderJoins", (property, "is_filler", lambda text: False), (property, "SHORTEST_PARCEL", 0)),
    mutant(KEYS, "ParcelAsWritten", (property, "joined", as_written)),
    mutant(KEYS, "CountyWordKept", (property, "COUNTY_WORDS", ())),
    making("ParcelZerosDropped", parcel=without_zeros),
    making("UnitIgnored", parcel=no_unit(right_parcel, 3), address=no_unit(right_address, 1)),
    mutant(KEYS, "UnitAsWritten", (address, "unit", lambda words: " ".join(words) or None)),
    mutant(KEYS, "UnitOfAddressKept", (address, "split", lambda words: (words, []))),
    making("UnitOfAddressFirst", address=unit_first),
    mutant(KEYS, "AccentsSeparate", (property, "fold", accents_separate)),
    mutant(KEYS, "MarksSeparate", (property, "fold", marks_separate)),
    mutant(KEYS, "WordsAsWritten", (address, "street", street_as_written)),
    mutant(KEYS, "HouseZerosKept", (address, "street", house_as_written)),
    mutant(KEYS, "NoNumberTaken", (address, "street", any_house)),
    mutant(KEYS, "PostalAsWritten", (address, "postal_code", postal_as_written)),
    mutant(KEYS, "PostalTaken", (address, "postal_code", lambda words: folding.joined(words) or None)),
    mutant(KEYS, "DirectLinksOnly", (property, "groups_of", direct)),
    Mutant(KEYS, "FirstListing", (), named_after(lambda key: 0)),
    Mutant(KEYS, "Utf16Order", (), named_after(lambda key: key.encode("utf-16-be"))),
    mutant(KEYS, "EveryKind", (property, "groups_of", lambda made, kinds: right_groups(made, tuple(property.MAKE)))),
    mutant(KEYS, "TwoParcelsApart", (property, "groups_of", apart)),
    mutant(KEYS, "TwoParcelsUnnoticed", (property, "two_parcels", lambda made: False)),
    Mutant(KEYS, "TwoParcelsOfSome", (), of_some),
    mutant(KEYS, "NoKeyOfAny", (property, "doubts", doubts_of_any)),
    mutant(KEYS, "PlaceholderUnnoticed", (property, "doubts", no_placeholder)),
]
