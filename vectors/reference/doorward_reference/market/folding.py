"""Section 20, folding: what of a text is compared."""

DROPPED = set("'`.") | {chr(code) for code in (0x2018, 0x2019, 0x02BB, 0x02BC, *range(0x0300, 0x0370))}
UPPER = {
    "A": "ÀÁÂÃÄÅĀ", "C": "Ç", "E": "ÈÉÊËĒ", "I": "ÌÍÎÏĪ", "N": "Ñ", "O": "ÒÓÔÕÖØŌ", "U": "ÙÚÛÜŪ", "Y": "Ý",
}  # fmt: skip
PLAIN = (
    {one: plain for plain, accented in UPPER.items() for one in accented}
    | {one.lower(): plain for plain, accented in UPPER.items() for one in accented}
    | {"ÿ": "Y", "ß": "SS", "Æ": "AE", "æ": "AE"}
)
LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
NUMBER_SIGN = "#"


def fold(text: str) -> list[str]:
    words, word = [], ""
    for read in text:
        if read in DROPPED:
            continue
        kept = PLAIN.get(read, read)
        # Not upper(): only a to z may change.
        kept = kept.upper() if kept.isascii() else kept
        if kept and all(one in LETTERS + DIGITS for one in kept):
            word += kept
            continue
        if word:
            words.append(word)
            word = ""
        if kept == NUMBER_SIGN:
            words.append(NUMBER_SIGN)
    return [*words, word] if word else words


def joined(words: list[str]) -> str:
    return "".join(word for word in words if word != NUMBER_SIGN)
