"""Section 20, addresses: street, unit and ZIP as they are compared."""

import re

from .folding import DIGITS, NUMBER_SIGN, joined

# Each short form with the words that it stands for.
SHORT = {
    "10TH": "TENTH", "1ST": "FIRST", "2ND": "SECOND", "3RD": "THIRD", "4TH": "FOURTH", "5TH": "FIFTH",
    "6TH": "SIXTH", "7TH": "SEVENTH", "8TH": "EIGHTH", "9TH": "NINTH", "ALY": "ALLEY ALLY",
    "AVE": "AVENUE AV AVEN AVN", "BCH": "BEACH", "BLVD": "BOULEVARD BOUL BLV", "BR": "BRANCH", "BRG": "BRIDGE",
    "BYP": "BYPASS", "CIR": "CIRCLE CIRC CRCL", "CRES": "CRESCENT", "CRK": "CREEK", "CT": "COURT CRT",
    "CTR": "CENTER CENTRE", "CTS": "COURTS", "CV": "COVE", "CYN": "CANYON", "DR": "DRIVE DRV DRIV", "E": "EAST",
    "EST": "ESTATE", "ESTS": "ESTATES", "EXPY": "EXPRESSWAY", "EXT": "EXTENSION", "FRST": "FOREST",
    "FT": "FORT", "FWY": "FREEWAY", "GDN": "GARDEN", "GDNS": "GARDENS", "GLN": "GLEN", "GRN": "GREEN",
    "GRV": "GROVE", "HBR": "HARBOR", "HL": "HILL", "HLS": "HILLS", "HOLW": "HOLLOW", "HTS": "HEIGHTS HT",
    "HWY": "HIGHWAY HIWAY HWAY", "IS": "ISLAND", "JCT": "JUNCTION", "LK": "LAKE", "LN": "LANE LA",
    "LNDG": "LANDING", "MDW": "MEADOW", "MDWS": "MEADOWS", "MNR": "MANOR", "MT": "MOUNT", "MTN": "MOUNTAIN",
    "N": "NORTH", "NE": "NORTHEAST", "NW": "NORTHWEST", "ORCH": "ORCHARD", "PKWY": "PARKWAY PKY PKWAY",
    "PL": "PLACE", "PLZ": "PLAZA", "PT": "POINT", "RD": "ROAD", "RDG": "RIDGE", "RIV": "RIVER", "RNCH": "RANCH",
    "RTE": "ROUTE", "S": "SOUTH", "SE": "SOUTHEAST", "SMT": "SUMMIT", "SPG": "SPRING", "SPGS": "SPRINGS",
    "SQ": "SQUARE SQR", "ST": "SAINT STREET STR STRT", "STA": "STATION", "SW": "SOUTHWEST",
    "TER": "TERRACE TERR", "TPKE": "TURNPIKE", "TRCE": "TRACE", "TRL": "TRAIL TR", "VIS": "VISTA",
    "VLG": "VILLAGE", "VLY": "VALLEY", "VW": "VIEW", "W": "WEST", "WAY": "WY", "WDS": "WOODS", "WLS": "WELLS",
    "XING": "CROSSING",
}  # fmt: skip
ABBREVIATIONS = {word: short for short, words in SHORT.items() for word in words.split()}
INSIDE = (
    "APT", "APARTMENT", "BLDG", "BUILDING", "LOT", "RM", "ROOM", "SPC", "SPACE", "STE", "SUITE", "TRLR", "TRAILER",
    "UNIT",
)  # fmt: skip
DESIGNATORS = (*INSIDE, "DEPT", "FL", "FLOOR", "NO", "NUM", "NUMBER", "SP")
NO_UNITS = ("", "0", "NA", "NONE")
FIRST_UNIT_WORD = 2
POSTAL = re.compile(r"[0-9]{5}|[A-Z][0-9][A-Z][0-9][A-Z][0-9]")
PLACEHOLDERS = ("00000", "99999")


def unit(words: list[str]) -> str | None:
    bare = joined([word for word in words if word not in DESIGNATORS])
    while len(bare) > 1 and bare.startswith("0"):
        bare = bare[1:]
    return None if bare in NO_UNITS else bare


def split(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of the street, and those of a unit that stands behind it."""
    for number, word in enumerate(words[:-1]):
        if number >= FIRST_UNIT_WORD and (word == NUMBER_SIGN or word in INSIDE):
            return words[:number], words[number:]
    return words, []


def street(words: list[str]) -> str | None:
    words = [word for word in words if word != NUMBER_SIGN]
    if len(words) < 2:
        return None
    house, *others = words
    while house.startswith("0") and house[1:2] in tuple(DIGITS):
        house = house[1:]
    if not any(one in "123456789" for one in house):
        return None
    return " ".join([house, *(ABBREVIATIONS.get(word, word) for word in others)])


def postal_code(words: list[str]) -> str | None:
    code = joined(words)
    if re.fullmatch("[0-9]{9}", code):
        code = code[:5]
    return code if POSTAL.fullmatch(code) and code not in PLACEHOLDERS else None
