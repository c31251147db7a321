"""Things that are not a code, made from one that is."""

from collections.abc import Iterator

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def slips(code: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """(comment, flags, text); `code` begins with a zero, so that a reader of numbers gives itself up."""
    reason = ("Malformed",)
    yield "nothing typed", reason, ""
    yield "last digit missing", reason, code[:-1]
    yield "one digit more", reason, code + "0"
    yield "zero in front missing", (*reason, "LeadingZero"), code[1:]
    yield "a second zero in front", (*reason, "LeadingZero"), "0" + code
    yield "twice in a row", reason, code + code
    yield "a letter at the end", reason, code[:-1] + "O"
    yield "a letter at the front", reason, "x" + code[1:]
    yield "full-width digits", (*reason, "NonAsciiDigits"), code.translate(FULL_WIDTH)
    yield "one full-width digit", (*reason, "NonAsciiDigits"), code[:-1] + code[-1].translate(FULL_WIDTH)
    yield "digits of another script", (*reason, "NonAsciiDigits"), code.translate(ARABIC_INDIC)
    yield "a superscript two", reason, code[:-1] + "\u00b2"
    yield "a space inside", (*reason, "SpacesDropped"), code[:3] + " " + code[3:]
    yield "a space for a digit", reason, code[:3] + " " + code[4:]
    yield "a space in front", (*reason, "SpacesDropped"), " " + code
    yield "a line end behind", (*reason, "SpacesDropped"), code + "\n"
    yield "a sign for the zero in front", (*reason, "SignTaken"), "+" + code[1:]
    yield "a minus sign", reason, "-" + code[1:]
    yield "a dash inside", reason, code[:3] + "-" + code[3:]
    yield "a separator for a digit", reason, code[:3] + "_" + code[4:]
    yield "a decimal point", reason, code[:-1] + "."
    yield "key marks of a keypad", reason, code[:-1] + "#"
