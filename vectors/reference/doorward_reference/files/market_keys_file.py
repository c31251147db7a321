"""market-keys.json: which listings are of one property, and what is doubtful about that."""

from typing import Any

from ..market import property
from ..market.address import ABBREVIATIONS
from ..stream import Stream
from . import market_file, market_notes, policy_flags, schema
from .container import KILLS, Group, Members, VectorFile

NOTES = market_notes.pick("BadValue", "RepeatedListing") | {
    "LeaseJoinsSale": KILLS + "joins a lease with a sale",
    "PlaceholderJoins": KILLS + "takes a placeholder for a parcel",
    "ParcelAsWritten": KILLS + "compares parcels with their signs",
    "CountyWordKept": KILLS + "takes County, Parish and Borough for part of the name",
    "ParcelZerosDropped": KILLS + "drops the leading zeros of a parcel",
    "UnitIgnored": KILLS + "joins units of one house",
    "UnitAsWritten": KILLS + "compares units with their designators and zeros",
    "UnitOfAddressKept": KILLS + "leaves a unit in the address",
    "UnitOfAddressFirst": KILLS + "takes the unit from the address though there is a member for it",
    "AccentsSeparate": KILLS + "ends a word at a letter with an accent",
    "MarksSeparate": KILLS + "ends a word at an apostrophe, a point or a combining mark",
    "WordsAsWritten": KILLS + "compares the words of an address without the table",
    "HouseZerosKept": KILLS + "keeps the leading zeros of a house number",
    "NoNumberTaken": KILLS + "takes an address without a house number",
    "PostalAsWritten": KILLS + "compares all digits of a ZIP",
    "PostalTaken": KILLS + "takes any text for a ZIP",
    "DirectLinksOnly": KILLS + "joins only listings that share a key themselves",
    "FirstListing": KILLS + "names a property after its first listing, not the least",
    "Utf16Order": KILLS + "compares keys by UTF-16 units, not by bytes of UTF-8",
    "EveryKind": KILLS + "joins by all kinds of keys, whatever the MLS goes by",
    "TwoParcelsApart": KILLS + "parts listings of one address whose parcels differ",
    "TwoParcelsUnnoticed": KILLS + "joins two parcels of one address and says nothing",
    "TwoParcelsOfSome": KILLS + "doubts only the listings whose own parcels differ",
    "NoKeyOfAny": KILLS + "has no doubt about a listing whose keys do not count for the MLS",
    "PlaceholderUnnoticed": KILLS + "drops a placeholder and says nothing",
}
NAMES = ("universal_parcel_id", "state", "county", "parcel_number", "address", "unit", "postal_code")


def evaluate(group: Members, test: Members) -> Members:
    return {"properties": property.evaluate(group["property_key"], test["records"])}


def record(listing: str, kind: str = "sale", **texts: str) -> Members:
    return {"listing": listing, "class": kind} | {name: texts.get(name) for name in NAMES}


def parcel(listing: str, number: str, county: str = "Lane", state: str = "OR", **more: str) -> Members:
    return record(listing, state=state, county=county, parcel_number=number, **more)


def at(listing: str, address: str, postal_code: str = "97201", **more: str) -> Members:
    return record(listing, address=address, postal_code=postal_code, **more)


def lease(found: Members) -> Members:
    return found | {"class": "lease"}


def parcels(group: Group) -> None:
    def two(comment: str, one: Members, other: Members, *flags: str) -> None:
        group.accept(comment, *flags, records=[one, other])

    two("one parcel in two spellings", parcel("L1", "R-12 345", "Multnomah County"), parcel("L2", "R12345", "MULTNOMAH"),
        "ParcelAsWritten", "CountyWordKept")  # fmt: skip
    two("a sale and a lease", parcel("L1", "R12345"), lease(parcel("L2", "R12345")), "LeaseJoinsSale")
    two("two states", parcel("L1", "R12345"), parcel("L2", "R12345", state="WA"))
    two("two counties", parcel("L1", "R12345"), parcel("L2", "R12345", "Linn"))
    two("leading zeros", parcel("L1", "0012345"), parcel("L2", "12346"), "ParcelZerosDropped")
    two("leading zeros of one", parcel("L1", "0123456"), parcel("L2", "00123456"), "ParcelZerosDropped")
    two("parish and borough", parcel("L1", "R12345", "Orleans Parish"), parcel("L2", "R12345", "Orleans Borough"), "CountyWordKept")
    two("a county of that name", parcel("L1", "R12345", "County"), parcel("L2", "R12345", "County County"), "CountyWordKept")
    two("two units", parcel("L1", "R12345", unit="4"), parcel("L2", "R12345", unit="5"), "UnitIgnored")
    two("a unit in two spellings", parcel("L1", "R12345", unit="Apt. 4-B"), parcel("L2", "R12345", unit="#04b"), "UnitAsWritten")
    for text in ("0", "N/A", "none", "Unit", "#", "--", "000"):
        flags = () if text == "--" else ("UnitAsWritten",)
        two(f"{text} is no unit", parcel("L1", "R12345", unit=text), parcel("L2", "R12345"), *flags)
    two("a penthouse is a unit", parcel("L1", "R12345", unit="PH 2"), parcel("L2", "R12345", unit="2"), "UnitIgnored")
    for text in ("TBD", "0000", "NONE", "N/A", "9999-99", "R000", "UNKNOWN", "1234567890", "XTBA12", "R-1", "0123456789"):
        two(f"{text} is a placeholder", parcel("L1", text), parcel("L2", text), "PlaceholderJoins", "PlaceholderUnnoticed")
    for text in ("R0001", "012345678", "1235", "1222"):
        two(f"{text} is a parcel", parcel("L1", text), parcel("L2", text))
    group.accept("signs alone are no parcel", records=[parcel("L1", "--")])
    group.accept("no county", records=[record("L1", state="OR", parcel_number="R12345")])
    two("a universal id", record("L1", universal_parcel_id="US-41051-R12345"), record("L2", universal_parcel_id="us 41051 r12345"),
        "ParcelAsWritten")  # fmt: skip
    group.accept("a universal id of 7 characters", records=[record("L1", universal_parcel_id="US-1234")])
    group.accept("a universal id of 8 characters", records=[record("L1", universal_parcel_id="US-12345")])
    two("a universal id to be done", record("L1", universal_parcel_id="US-TBD-001"), record("L2", universal_parcel_id="US-TBD-001"),
        "PlaceholderJoins")  # fmt: skip


def addresses(group: Group) -> None:
    def two(comment: str, one: Members, other: Members, *flags: str) -> None:
        group.accept(comment, *flags, records=[one, other])

    two("one house in two spellings", at("L1", "100 NW North Saint Helens Street Apt 4"),
        at("L2", "100 N.W. N St. Helens St #04", "97201-1234"),
        "UnitOfAddressKept", "UnitAsWritten", "MarksSeparate", "WordsAsWritten", "PostalAsWritten")  # fmt: skip
    two("zeros before the number", at("L1", "0100 Main St"), at("L2", "100 Main Street"), "HouseZerosKept", "WordsAsWritten")
    two("with and without a unit", at("L1", "100 Main St", unit="4"), at("L2", "100 Main St"), "UnitIgnored")
    two("the member before the address", at("L1", "100 Main St Ste 5", unit="6"), at("L2", "100 Main St", unit="6"),
        "UnitOfAddressKept", "UnitOfAddressFirst")  # fmt: skip
    two("a member that is no unit", at("L1", "100 Main St Ste 5", unit="N/A"), at("L2", "100 Main St", unit="5"),
        "UnitOfAddressKept", "UnitAsWritten")  # fmt: skip
    two("a sale and a lease", at("L1", "100 Main St"), lease(at("L2", "100 Main St")), "LeaseJoinsSale")
    two("accents", at("L1", "1 Peña Blvd"), at("L2", "1 Pena Blvd"), "AccentsSeparate")
    two("small accents and sharp s", at("L1", "1 Ærø Straße"), at("L2", "1 AERO STRASSE"), "AccentsSeparate")
    two("a mark that follows its letter", at("L1", "1 Pen\u0303a Blvd"), at("L2", "1 Pena Blvd"), "MarksSeparate")
    two("an okina", at("L1", "1 Ka\u2018ahumanu Hwy"), at("L2", "1 Kaahumanu Highway"), "MarksSeparate", "WordsAsWritten")
    two("a hyphen parts", at("L1", "123-45 68th Ave", "11375"), at("L2", "123 45 68th Avenue", "11375"), "WordsAsWritten")
    two("two words are not one", at("L1", "1 North East Ave"), at("L2", "1 Northeast Ave"))
    two("an ordinal", at("L1", "1 Fifth Ave"), at("L2", "1 5th Ave"), "WordsAsWritten")
    two("the first word is no street", at("L1", "1 Av Court"), at("L2", "1 Ave Ct"), "WordsAsWritten")
    two("a designator as the last word", at("L1", "100 Main Lot"), at("L2", "100 Main"))
    two("a designator as the second word", at("L1", "100 Lot 5"), at("L2", "100"))
    two("a number sign at the end", at("L1", "100 Main St #"), at("L2", "100 Main St"))
    two("Canada", at("L1", "1 Main St", "v5k 0a1"), at("L2", "1 Main St", "V5K0A1"))
    for text in ("TBD Main St", "0 Main St", "Lot 5 Main St", "One Main St"):
        two(f"{text} is no address", at("L1", text), at("L2", text), "NoNumberTaken")
    group.accept("a number alone is no address", records=[at("L1", "100")])
    for text in ("00000", "99999", "9720", "V5K0A", "5VK0A1", "972011234-5", "unknown"):
        two(f"{text} is no ZIP", at("L1", "100 Main St", text), at("L2", "100 Main St", text), "PostalTaken")
    group.accept("no ZIP", records=[record("L1", address="100 Main St")])


def words(group: Group) -> None:
    """Every word of the table, a few in one address."""
    every = list(ABBREVIATIONS)
    for start in range(0, len(every), 6):
        part = " ".join(every[start : start + 6])
        group.accept(f"words of the table from {every[start]}", "WordsAsWritten", records=[at("L1", f"1 {part}")])


def links(group: Group) -> None:
    both = parcel("L5", "R12345", address="1 Elm St", postal_code="97201")
    chained = [parcel("L9", "R12345"), both, at("L7", "1 Elm St")]
    group.accept("linked through another", "DirectLinksOnly", "FirstListing", records=chained)
    group.accept("the same in another order", "DirectLinksOnly", "FirstListing", records=chained[::-1])
    group.accept("the least key by bytes", "Utf16Order", records=[at("L\uff21", "1 Elm St"), at("L\U00010400", "1 Elm St"), at("L\uffff", "2 Elm St")])
    two = [parcel("L1", "A1111", "Hawaii", "HI", address="12 Kawaihae Rd", postal_code="96743"),
           parcel("L2", "B2222", "Hawaii", "HI", address="12 Kawaihae Rd", postal_code="96743")]  # fmt: skip
    group.accept("one address, two parcels", "TwoParcelsApart", "TwoParcelsUnnoticed", records=two)
    third = [*two, parcel("L3", "A1111", "Hawaii", "HI")]
    group.accept("and a third by the parcel", "TwoParcelsApart", "TwoParcelsUnnoticed", "TwoParcelsOfSome", "DirectLinksOnly",
                 records=third)  # fmt: skip
    units = [parcel("L1", "A1111", unit="1", address="12 Kawaihae Rd Apt 1", postal_code="96743"),
             parcel("L2", "A1111", address="12 Kawaihae Rd Apt 1", postal_code="96743")]  # fmt: skip
    group.accept("one parcel, a unit in one place", "UnitOfAddressKept", records=units)
    group.accept("a placeholder at an address", "PlaceholderUnnoticed",
                 records=[parcel("L1", "TBD", address="1 Elm St", postal_code="97201")])  # fmt: skip
    group.accept("nothing known", records=[record("L1"), record("L2")])
    group.accept("no records", records=[])


def by_kind(group: Group) -> None:
    """Listings that share a parcel, and others that share an address."""
    group.accept("by parcel and by address", "EveryKind",
                 records=[parcel("L1", "R12345"), parcel("L2", "R12345"), at("L3", "1 Elm St"), at("L4", "1 Elm St")])  # fmt: skip
    both = {"address": "1 Elm St", "postal_code": "97201"}
    group.accept("keys that do not count", "NoKeyOfAny", records=[parcel("L1", "R12345"), at("L2", "1 Elm St")])
    group.accept("two parcels of one address", *(("EveryKind",) if group.parameters["property_key"] == "parcel" else ()),
                 records=[parcel("L1", "R12345", **both), parcel("L2", "R54321", **both)])  # fmt: skip


def refusals(group: Group) -> None:
    group.refuse("one key twice", "RepeatedListing", records=[record("L1"), record("L1")])
    for comment, bad in (
        ("a key without bytes", record("")),
        ("a key of 256 bytes", record("x" * 256)),
        ("an address without bytes", at("L1", "")),
        ("an address of 256 bytes", at("L1", "1" * 256)),
        ("another class", record("L1", "auction")),
    ):
        group.refuse(comment, "BadValue", records=[bad])


PARCELS = ("R-0001", "R0001", "R0002", "TBD", "00001", None)
STREETS = ("1 Main St", "01 Main Street", "2 Oak Ave #3", "2 Oak Avenue", "Main St", None)
UNITS = ("3", "#03", "Unit 4", "NA", None, None)


def drawn(group: Group, sets: int) -> None:
    stream = Stream("market-keys " + group.parameters["property_key"])

    def maybe(values: tuple[Any, ...]) -> Any:
        return stream.choice(values)

    for _ in range(sets):
        records = []
        for number in range(stream.between(2, 6)):
            texts = {
                "universal_parcel_id": maybe(("US-0001-02", "US-0001-03", "TBD", None, None)),
                "state": maybe(("OR", "or", None)),
                "county": maybe(("Lane", "LANE COUNTY")),
                "parcel_number": maybe(PARCELS),
                "address": maybe(STREETS),
                "unit": maybe(UNITS),
                "postal_code": maybe(("97201", "97201-0001", "00000")),
            }
            kind = "lease" if stream.below(5) == 0 else "sale"
            records.append(record(f"L{(number * 7) % 13}", kind) | texts)
        group.accept("random", records=records)


def groups() -> list[Group]:
    every = Group({"property_key": "parcel_then_address"})
    parcels(every)
    addresses(every)
    words(every)
    links(every)
    refusals(every)
    drawn(every, 40)
    kinds = [Group({"property_key": "parcel"}), Group({"property_key": "address"})]
    for group in kinds:
        by_kind(group)
        drawn(group, 20)
    return [every, *kinds]


TEXTS = {name: market_file.TEXT_OR_NULL for name in NAMES}
RECORD: Members = {"listing": market_file.KEY, "class": schema.one_of(*property.CLASSES)} | TEXTS
LOOSE: Members = {"listing": schema.ANY_TEXT, "class": schema.ANY_TEXT} | {
    name: policy_flags.or_null(schema.ANY_TEXT) for name in NAMES
}
PARTS = policy_flags.or_null(schema.list_of(market_file.TEXT_OR_NULL, unique=False))
PROPERTY = schema.object_of(
    {
        "listing": market_file.KEY,
        "property": market_file.KEY,
        "keys": schema.object_of(dict.fromkeys(property.MAKE, PARTS)),
        "doubts": schema.list_of(schema.one_of(*property.DOUBTS)),
    }
)


def shape_of(item: Members) -> Members:
    return {"records": schema.list_of(schema.object_of(item), unique=False)}


NAME, SPEC = "market-keys", "section 20"
SHAPE = schema.Shape(
    {"property_key": schema.one_of(*property.KINDS)},
    [shape_of(RECORD) | {"properties": schema.list_of(PROPERTY)}],
    [shape_of(LOOSE)],
)
FILE = VectorFile(NAME, SPEC, NOTES, evaluate, groups, schema.build(NAME, SPEC, NOTES, SHAPE))
