"""The flags that several files share, with the text of their notes.

A note that begins with "Refused" gives the reason why an input must be refused. A note that begins
with "Wrong implementation" describes a mistake; a vector with that flag gives it away.
"""

from .container import KILLS, REFUSED

SHARED = {
    "BadInput": REFUSED + "a key, id, slot or length that the specification does not allow",
    "OutOfRange": REFUSED + "a field has a value for which the code has no room",
    "Malformed": REFUSED + "not a string of exactly the right number of ASCII digits",
    "NonAsciiDigits": KILLS + "takes digits of other scripts for 0 to 9",
    "SpacesDropped": KILLS + "strips spaces and line ends before it counts the digits",
    "SignTaken": KILLS + "hands the text to a general number parser, which takes a sign or a separator",
    "LeadingZero": KILLS + "drops zeros in front when it writes a code, or reads a code without them",
    "EpochIgnored": KILLS + "uses epoch 0 for every key",
    "Truncated31": KILLS + "keeps 31 bits of a 32-bit number",
    "Truncated16": KILLS + "keeps 16 bits of a 32-bit number",
    "Truncated32": KILLS + "uses the first four bytes of a MAC where eight are called for",
    "SignedNumber": KILLS + "reads the eight bytes of a MAC as a signed number",
    "Modulo": KILLS + "takes the remainder of a division by 10^m, not the scaled number",
    "LittleEndian": KILLS + "writes numbers with the low byte first",
    "WrongHalfFirst": KILLS + "gives the left half the longer part of an odd number of digits",
    "WidthParity": KILLS + "uses the right half's width in even rounds",
    "RoundsOffByOne": KILLS + "runs 9 or 11 rounds",
    "UseOpSwapped": KILLS + "exchanges the places of use and operation",
    "EdgeSecond": KILLS + "moves a limit by one second",
    "ToleranceIgnored": KILLS + "compares without the clock tolerance",
}


def pick(*names: str) -> dict[str, str]:
    return {name: SHARED[name] for name in names}
