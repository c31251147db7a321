"""grant.json: body, last tag and text form of a grant; and texts that are no grant.

A valid vector is issued and narrowed from its members, and its text is then read back. An invalid
one is a text alone. Apart from what makes it invalid it is whole: the tags in it are right.
"""

from .. import bits, grant
from ..grant import Body, Held
from ..stream import Stream
from . import schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick

NOTES = pick("EpochIgnored", "Truncated31", "Truncated16", "LittleEndian") | {
    "BadText": REFUSED + "not dwg1. and strict base64url without padding",
    "BadLength": REFUSED + "fewer or more bytes than body, count, caveats and tag take",
    "UnknownVersion": REFUSED + "a version other than 1",
    "UnknownOperation": REFUSED + "an operation in the body that does not exist",
    "BadId": REFUSED + "a lockbox id that is not 1 to 25 characters from ! to ~ padded with zeros",
    "UnknownCaveat": REFUSED + "a caveat of a type that does not exist",
    "BadCaveat": REFUSED + "a caveat of another length than its type has, or with an operation that does not exist",
    "TooManyCaveats": REFUSED + "more than eight caveats",
    "CaveatsNotChained": KILLS + "computes the tag of every caveat from the first tag",
    "CaveatsTogether": KILLS + "computes one MAC over all caveats",
    "CaveatsSorted": KILLS + "brings caveats into an order of its own",
    "CaveatsMerged": KILLS + "drops a caveat that repeats an earlier one",
    "CaveatValueAlone": KILLS + "leaves type and length of a caveat out of the MAC",
    "CaveatInstantClamped": KILLS + "writes an instant in a caveat past the year 9999 as the last of that year",
    "FirstTagKept": KILLS + "gives away the tag from before the caveats",
    "TagCut": KILLS + "uses the first 16 bytes of a tag as the next key",
    "IdUnpadded": KILLS + "leaves the padding of the lockbox id out of the MAC",
    "Instant32": KILLS + "keeps 32 bits of an instant",
    "UselessRefused": KILLS + "refuses a grant that is well formed because nothing is left of it",
    "ZeroUsesIsOne": KILLS + "writes one use where there is no limit",
    "PaddingWritten": KILLS + "pads the text with = signs",
    "PaddingTaken": KILLS + "takes padding for part of the text form",
    "OrdinaryAlphabet": KILLS + "writes + and / or takes them for - and _",
    "SpaceTaken": KILLS + "strips white space",
    "JunkDropped": KILLS + "skips characters outside the alphabet",
    "LooseBits": KILLS + "ignores bits behind the last byte",
    "AnyPrefix": KILLS + "takes any word in front of the first full stop",
    "PrefixCaseFolded": KILLS + "compares the prefix without regard to upper and lower case",
    "TrailingIgnored": KILLS + "ignores bytes behind the tag",
    "MissingIsZero": KILLS + "fills up a tag that was cut short with zeros",
    "VersionIgnored": KILLS + "reads a body of any version",
    "UnknownOperationKept": KILLS + "ignores operations that it does not know",
    "UnknownCaveatKept": KILLS + "skips caveats of a type that it does not know",
    "CaveatLengthKept": KILLS + "takes the length of a caveat from the caveat alone",
    "NinthCaveat": KILLS + "takes nine caveats",
    "PaddingIgnored": KILLS + "does not look at the bytes behind the lockbox id",
    "IdLengthIgnored": KILLS + "takes the lockbox id to end at the first zero byte",
    "IdUnchecked": KILLS + "takes any characters for a lockbox id",
}

LAST_INSTANT = 253_402_300_799  # 9999-12-31T23:59:59Z: later ones need not be told from it
NOT_BEFORE, NOT_AFTER, OPERATIONS, DELEGATE = (
    grant.NOT_BEFORE, grant.NOT_AFTER, grant.OPERATIONS, grant.DELEGATE,
)  # fmt: skip
BOX = bytes.fromhex("6edfab2432449a4d876a8dfd7260eadfee765aed5aa386b0782f23c99fbb5f7b")
EXAMPLE: Members = {
    "operations": 9,
    "bulletin": 1,
    "grant_id": bytes(range(0xA0, 0xB0)).hex(),
    "holder": bytes(range(0xB0, 0xC0)).hex(),
    "not_before": 1_778_976_000,
    "not_after": 1_778_977_800,
    "max_uses": 1,
}


class TextLost(ArithmeticError):
    """The text that was written does not read as what was meant."""


def body_of(group: Members, test: Members) -> Body:
    return Body(
        operations=test["operations"],
        epoch=group["epoch"],
        bulletin=test["bulletin"],
        grant_id=bytes.fromhex(test["grant_id"]),
        holder=bytes.fromhex(test["holder"]),
        not_before=test["not_before"],
        not_after=test["not_after"],
        max_uses=test["max_uses"],
        lockbox=group["lockbox"],
    )


def narrowed(held: Held, caveats: list[bytes]) -> Held:
    for caveat in caveats:
        held = grant.narrow(held, caveat)
    return held


def evaluate(group: Members, test: Members) -> Members:
    if "operations" not in test:
        grant.read(test["token"])
        return {}
    body = body_of(group, test)
    issued = grant.issue(bytes.fromhex(group["box_key"]), body)
    held = narrowed(issued, [bytes.fromhex(caveat) for caveat in test["caveats"]])
    text = grant.write(held)
    if grant.read(text) != (body, held):
        raise TextLost
    return {"body": held.body.hex(), "tag": held.tag.hex(), "token": text}


def caveat(kind: int, value: bytes) -> str:
    return (bits.u8(kind) + bits.u8(len(value)) + value).hex()


def not_before(instant: int) -> str:
    return caveat(NOT_BEFORE, bits.u64(instant))


def not_after(instant: int) -> str:
    return caveat(NOT_AFTER, bits.u64(instant))


def operations(allowed: int) -> str:
    return caveat(OPERATIONS, bits.u16(allowed))


def delegate(name: bytes) -> str:
    return caveat(DELEGATE, name)


def some_caveat(stream: Stream, kind: int) -> str:
    if kind == OPERATIONS:
        return operations(stream.below(32))
    if kind == DELEGATE:
        return delegate(stream.take(16))
    return caveat(kind, bits.u64(stream.between(1_700_000_000, 2_000_000_000)))


def some_grant(stream: Stream, **fixed: object) -> Members:
    start = stream.between(1_735_689_600, 2_000_000_000)
    given: Members = {
        "operations": stream.between(1, 31),
        "bulletin": stream.below(1_000),
        "grant_id": stream.take(16).hex(),
        "holder": stream.take(16).hex(),
        "not_before": start,
        "not_after": start + stream.between(900, 259_200),
        "max_uses": stream.choice((0, 0, 1, 5)),
        "caveats": [],
    }
    return given | fixed


def new_group(box: bytes, lockbox: str, epoch: int) -> Group:
    return Group({"box_key": box.hex(), "lockbox": lockbox, "epoch": epoch})


def example() -> Group:
    """The worked example of the specification, caveat by caveat."""
    group = new_group(BOX, "LB-00012345", 1)
    caveats = [not_after(1_778_977_200), operations(1)]
    group.accept("worked example, as issued", "EpochIgnored", "LittleEndian", "IdUnpadded",
                 "PaddingWritten", **EXAMPLE, caveats=[])  # fmt: skip
    group.accept("worked example, first caveat", "FirstTagKept", "CaveatValueAlone",
                 **EXAMPLE, caveats=caveats[:1])  # fmt: skip
    group.accept("worked example, both caveats", "CaveatsNotChained", "CaveatsTogether", "TagCut",
                 "OrdinaryAlphabet", **EXAMPLE, caveats=caveats)  # fmt: skip
    return group


def fields(stream: Stream) -> Group:
    group = new_group(stream.key(), stream.name(12), 3)
    for allowed in (1, 2, 4, 8, 16, 9, 13, 31):
        group.accept(f"operations {allowed}", **some_grant(stream, operations=allowed))
    group.accept("no operation", "UselessRefused", **some_grant(stream, operations=0))
    for number in (0, 1, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1):
        flags = ["Truncated16"] if number == 65_536 else ["Truncated31"] if number >= 2**31 else []
        group.accept(f"bulletin {number}", *flags, **some_grant(stream, bulletin=number))
    for first, last in ((0, 1), (1, 2**31), (2**31 - 1, 2**31), (2**32 - 2, 2**32 - 1),
                        (2**32 - 1, 2**32), (2**32, LAST_INSTANT), (0, LAST_INSTANT)):  # fmt: skip
        flags = ["Instant32"] if last >= 2**32 else []
        inputs = some_grant(stream, not_before=first, not_after=last)
        group.accept(f"from {first} to {last}", *flags, **inputs)
    for first, last in ((0, 0), (1_800_000_000, 1_800_000_000), (1_800_000_001, 1_800_000_000),
                        (LAST_INSTANT, 0)):  # fmt: skip
        inputs = some_grant(stream, not_before=first, not_after=last)
        group.accept(f"from {first} to {last}, never", "UselessRefused", **inputs)
    for uses in (0, 1, 2, 127, 128, 255):
        flags = ["ZeroUsesIsOne"] if uses == 0 else []
        group.accept(f"{uses} uses, 0 meaning no limit", *flags, **some_grant(stream, max_uses=uses))
    for comment, grant_id, holder in (
        ("ids of zeros", "00" * 16, "00" * 16),
        ("ids of ones", "ff" * 16, "ff" * 16),
        ("one id for grant and holder", "5a" * 16, "5a" * 16),
        ("grant id that ends in zeros", "01" + "00" * 15, "80" + "00" * 15),
    ):
        group.accept(comment, **some_grant(stream, grant_id=grant_id, holder=holder))
    return group


def epochs(stream: Stream) -> list[Group]:
    listed = []
    box, lockbox, inputs = stream.key(), stream.name(8), some_grant(stream, operations=9)
    for epoch in (0, 1, 15, 16, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1):
        group = new_group(box, lockbox, epoch)
        flags = ["Truncated16"] if epoch == 65_536 else ["Truncated31"] if epoch >= 2**31 else []
        flags += ["EpochIgnored"] if epoch == 16 else []
        group.accept(f"epoch {epoch}", *flags, **inputs)
        listed.append(group)
    return listed


def ids(stream: Stream) -> list[Group]:
    listed = []
    box, inputs = stream.key(), some_grant(stream, operations=9)
    inputs["caveats"] = [delegate(stream.take(16))]
    for name in ("!", "~", "0", "LB", "lb-1", "LB-1", "LB-10", '"\\/', stream.name(24)):
        group = new_group(box, name, 2)
        group.accept(f"lockbox id of length {len(name)}", "IdUnpadded", **inputs)
        listed.append(group)
    for name in (stream.name(25), "~" * 25):
        group = new_group(box, name, 2)
        group.accept("lockbox id of length 25, no padding", **inputs)
        listed.append(group)
    return listed


KINDS = {NOT_BEFORE: "not before", NOT_AFTER: "not after", OPERATIONS: "operations", DELEGATE: "delegate"}


def counts(stream: Stream) -> Group:
    group = new_group(stream.key(), stream.name(11), 40)
    for kind, name in KINDS.items():
        for count in (1, 2, 3, 8):
            caveats = [some_caveat(stream, kind) for _ in range(count)]
            flags = ["FirstTagKept", "TagCut", "CaveatValueAlone"] if count == 1 else []
            flags += ["CaveatsNotChained", "CaveatsTogether"] if count > 1 else []
            group.accept(f"{name}: {count}", *flags, **some_grant(stream, caveats=caveats))
    for count in range(9):
        caveats = [some_caveat(stream, stream.between(1, 4)) for _ in range(count)]
        flags = ["CaveatsNotChained", "TagCut"] if count > 3 else []
        group.accept(f"{count} of any type", *flags, **some_grant(stream, caveats=caveats))
    return group


def orders(stream: Stream) -> Group:
    """One grant, caveats that resemble each other: what counts is every one and its place."""
    group = new_group(stream.key(), stream.name(9), 7)
    inputs = some_grant(stream, operations=31, not_before=1_800_000_000, not_after=1_800_003_600)
    early, late = not_before(1_800_000_600), not_after(1_800_003_000)
    first, second = delegate(stream.take(16)), delegate(stream.take(16))

    def accept(comment: str, caveats: list[str], *flags: str) -> None:
        group.accept(comment, *flags, **inputs | {"caveats": caveats})

    accept("not before, not after", [early, late])
    accept("not after, not before", [late, early], "CaveatsSorted")
    accept("operations, delegate, not after, not before", [operations(9), first, late, early],
           "CaveatsSorted")  # fmt: skip
    accept("two delegates", [min(first, second), max(first, second)], "CaveatsNotChained")
    accept("two delegates, the other way round", [max(first, second), min(first, second)], "CaveatsSorted")
    accept("a caveat twice", [early, early], "CaveatsMerged", "CaveatsNotChained")
    accept("a caveat eight times", [operations(1)] * 8, "CaveatsMerged")
    accept("a caveat, another, the first again", [early, late, early], "CaveatsMerged", "CaveatsSorted")
    accept("caveats that widen nothing", [not_before(0), not_after(2**64 - 1), operations(31)])
    accept("caveats that would widen", [not_before(1), not_after(2_000_000_000), operations(31)])
    accept("ever wider", [operations(1), operations(3), operations(31)])
    accept("not before after not after", [not_before(1_800_003_000), not_after(1_800_000_600)],
           "UselessRefused")  # fmt: skip
    accept("not before after the body's not after", [not_before(1_800_003_600)], "UselessRefused")
    accept("operations with none in common", [operations(1), operations(2)], "UselessRefused")
    accept("no operation", [operations(0)], "UselessRefused")
    accept("delegate of zeros", [delegate(bytes(16))])
    accept("delegate of ones", [delegate(b"\xff" * 16)])
    for instant in (0, 2**32 - 1, 2**32, LAST_INSTANT, LAST_INSTANT + 1, 2**53, 2**63, 2**64 - 1):
        flags = ["CaveatInstantClamped"] if instant > LAST_INSTANT else []
        flags += ["Instant32"] if instant >= 2**32 else []
        accept(f"not after {instant}", [not_after(instant)], *flags)
        useless = ["UselessRefused"] if instant > inputs["not_after"] else []
        accept(f"not before {instant}", [not_before(instant)], *flags, *useless)
    return group


def random_ones(stream: Stream) -> list[Group]:
    listed = []
    for _ in range(4):
        name = stream.name(stream.between(1, 25))
        group = new_group(stream.key(), name, stream.below(100_000))
        for _ in range(4):
            caveats = [some_caveat(stream, stream.between(1, 4)) for _ in range(stream.below(6))]
            group.accept("random", **some_grant(stream, caveats=caveats))
        listed.append(group)
    return listed


class Writer:
    """Texts with anything in them, under the group's key and with tags that are right."""

    def __init__(self, group: Group, stream: Stream) -> None:
        self.box = bytes.fromhex(group.parameters["box_key"])
        self.epoch = group.parameters["epoch"]
        inputs = some_grant(stream, operations=9, max_uses=1)
        self.body = grant.pack(body_of(group.parameters, inputs))

    def patched(self, at: int, value: bytes) -> bytes:
        return self.body[:at] + value + self.body[at + len(value) :]

    def octets(self, body: bytes, caveats: list[str], count: int | None = None) -> bytes:
        tag = grant.first_tag(self.box, self.epoch, body)
        data = body + bits.u8(len(caveats) if count is None else count)
        for each in (bytes.fromhex(text) for text in caveats):
            tag = grant.next_tag(tag, each)
            data += each
        return data + tag

    def text(self, body: bytes, caveats: list[str], count: int | None = None) -> str:
        return grant.PREFIX + grant.encode(self.octets(body, caveats, count))


def bad_texts(group: Group, writer: Writer) -> None:
    caveats = [not_before(1_800_000_000), operations(1)]
    written = [writer.text(writer.body, caveats[:count]) for count in (0, 1, 2)]
    texts = {len(text) % 4: text for text in written}
    plain = writer.text(writer.body, caveats)
    rest = plain.removeprefix(grant.PREFIX)

    def refuse(comment: str, text: str, *flags: str) -> None:
        group.refuse(comment, "BadText", *flags, token=text)

    refuse("nothing", "")
    refuse("prefix alone, without its stop", "dwg1")
    refuse("no prefix", rest)
    refuse("prefix without its stop", "dwg1" + rest)
    refuse("prefix of another version", "dwg2." + rest, "AnyPrefix")
    refuse("prefix of something else", "dwb1." + rest, "AnyPrefix")
    refuse("empty prefix", "." + rest, "AnyPrefix")
    refuse("prefix in capitals", "DWG1." + rest, "PrefixCaseFolded", "AnyPrefix")
    refuse("one capital in the prefix", "Dwg1." + rest, "PrefixCaseFolded", "AnyPrefix")
    refuse("prefix twice", grant.PREFIX + plain)
    for text in texts.values():
        missing = -len(text.removeprefix(grant.PREFIX)) % 4
        if missing:
            refuse(f"padded with {missing}", text + "=" * missing, "PaddingTaken", "JunkDropped")
    refuse("a padding sign where none is due", next(
        text for text in texts.values() if len(text.removeprefix(grant.PREFIX)) % 4 == 0
    ) + "=", "PaddingTaken", "JunkDropped")  # fmt: skip
    spaces = (("a space", " "), ("a line end", "\n"), ("a tab", "\t"), ("a carriage return", "\r\n"))
    for comment, space in spaces:
        refuse(f"{comment} behind", plain + space, "SpaceTaken", "JunkDropped")
    refuse("a space in front", " " + plain, "SpaceTaken")
    refuse("a space behind the prefix", grant.PREFIX + " " + rest, "SpaceTaken", "JunkDropped")
    refuse("a line end inside", plain[:64] + "\n" + plain[64:], "SpaceTaken", "JunkDropped")
    refuse("two lines that begin with spaces", plain[:64] + "\n    " + plain[64:], "SpaceTaken", "JunkDropped")
    refuse("a zero-width space", plain + "\u200b", "JunkDropped")
    special = writer.text(writer.patched(11, b"\xff\xef\xbe\xfb\xff\xbf"), caveats)
    ordinary = special.replace("-", "+").replace("_", "/")
    refuse("alphabet of ordinary base64", ordinary, "OrdinaryAlphabet")
    refuse("one character of ordinary base64", special.replace("-", "+"), "OrdinaryAlphabet")
    refuse("the other character of ordinary base64", special.replace("_", "/"), "OrdinaryAlphabet")
    for character in ".!~%":
        refuse(f"{character} inside", plain[:40] + character + plain[40:], "JunkDropped")
    refuse("a full-width letter", plain[:-1] + "Ａ")
    refuse("one character of four left over", next(
        text for text in texts.values() if len(text.removeprefix(grant.PREFIX)) % 4 == 0
    ) + "A")  # fmt: skip
    for text in texts.values():
        loose = {2: 4, 3: 2}.get(len(text.removeprefix(grant.PREFIX)) % 4)
        for bit in range(loose // 2 if loose else 0):
            place = grant.ALPHABET.index(text[-1])
            set_bit = grant.ALPHABET[place | 1 << bit]
            refuse(f"bit {bit} set behind the last byte", text[:-1] + set_bit, "LooseBits")
        if loose:
            place = grant.ALPHABET.index(text[-1])
            all_set = grant.ALPHABET[place | (1 << loose) - 1]
            refuse("all bits set behind the last byte", text[:-1] + all_set, "LooseBits")
    refuse("hexadecimal", grant.PREFIX + writer.octets(writer.body, []).hex() + ".")


def bad_lengths(group: Group, writer: Writer) -> None:
    caveats = [not_before(1_800_000_000), operations(1)]
    whole = writer.octets(writer.body, caveats)

    def refuse(comment: str, data: bytes, *flags: str) -> None:
        group.refuse(comment, "BadLength", *flags, token=grant.PREFIX + grant.encode(data))

    refuse("nothing behind the prefix", b"")
    for length in (1, 60, 85):
        refuse(f"cut to {length} bytes", whole[:length])
    refuse("body alone", whole[:86])
    refuse("body and count alone", whole[:87])
    refuse("cut inside a caveat", whole[:92])
    refuse("cut before the last caveat", whole[:97])
    refuse("no tag", whole[:-32], "MissingIsZero")
    refuse("half of the tag", whole[:-16], "MissingIsZero")
    refuse("tag without its last byte", whole[:-1], "MissingIsZero")
    refuse("a zero byte behind the tag", whole + b"\x00", "TrailingIgnored")
    refuse("three bytes behind the tag", whole + b"abc", "TrailingIgnored")
    refuse("another tag behind the tag", whole + bytes(32), "TrailingIgnored")
    refuse("a caveat that the count leaves out", writer.octets(writer.body, caveats, 1), "TrailingIgnored")
    refuse("caveats, but a count of none", writer.octets(writer.body, caveats, 0), "TrailingIgnored")
    refuse("a count without caveats", writer.octets(writer.body, [], 8))
    longer = caveat(NOT_AFTER, bits.u64(1_800_000_000))
    longer = longer[:2] + "ff" + longer[4:]
    refuse("a caveat that says it reaches beyond the end", writer.octets(writer.body, [longer]))


def bad_bodies(group: Group, writer: Writer) -> None:
    name = group.parameters["lockbox"].encode("ascii")

    def refuse(comment: str, reason: str, at: int, value: bytes, *flags: str) -> None:
        caveats = [not_after(1_900_000_000)]
        group.refuse(comment, reason, *flags, token=writer.text(writer.patched(at, value), caveats))

    for version in (0, 2, 255):
        refuse(f"version {version}", "UnknownVersion", 0, bits.u8(version), "VersionIgnored")
    for allowed in (32, 64, 128, 256, 2**15, 9 | 32, 2**16 - 1):
        flags = ("UnknownOperation", 1, bits.u16(allowed), "UnknownOperationKept")
        refuse(f"operations {allowed}", *flags)
    full = b"LB-0123456789-0123456789-"
    refuse("lockbox id of length 0, all zeros", "BadId", 60, bytes(26))
    refuse("lockbox id of length 0, with characters", "BadId", 60, b"\x00", "IdLengthIgnored")
    refuse("lockbox id of length 26", "BadId", 60, b"\x1a" + full, "IdLengthIgnored")
    refuse("lockbox id of length 255", "BadId", 60, b"\xff" + full, "IdLengthIgnored")
    refuse("length one too few", "BadId", 60, bits.u8(len(name) - 1), "IdLengthIgnored", "PaddingIgnored")
    refuse("length one too many", "BadId", 60, bits.u8(len(name) + 1), "IdLengthIgnored", "IdUnchecked")
    refuse("first byte of the padding set", "BadId", 61 + len(name), b"A", "PaddingIgnored", "IdLengthIgnored")
    refuse("last byte of the padding set", "BadId", 85, b"\x01", "PaddingIgnored")
    refuse("padded with spaces", "BadId", 61 + len(name), b" " * (25 - len(name)), "PaddingIgnored")
    strange = (("space", 0x20), ("delete", 0x7F), ("line end", 0x0A), ("zero", 0), ("byte 255", 0xFF))
    for comment, byte in strange:
        refuse(f"{comment} inside the lockbox id", "BadId", 63, bits.u8(byte), "IdUnchecked")


def bad_caveats(group: Group, writer: Writer) -> None:
    def refuse(comment: str, reason: str, caveats: list[str], *flags: str) -> None:
        group.refuse(comment, reason, *flags, token=writer.text(writer.body, caveats))

    good = not_after(1_900_000_000)
    for kind in (0, 5, 127, 128, 255):
        refuse(f"caveat of type {kind}", "UnknownCaveat", [caveat(kind, bytes(8))], "UnknownCaveatKept")
    refuse("caveat of type 5, empty", "UnknownCaveat", [caveat(5, b"")], "UnknownCaveatKept")
    refuse("caveat of type 0, empty, behind others", "UnknownCaveat", [good, operations(1), caveat(0, b"")],
           "UnknownCaveatKept")  # fmt: skip
    for kind, name in KINDS.items():
        right = grant.CAVEAT_VALUE_BYTES[kind]
        for length in sorted({0, 1, 2, 4, 8, 16, 32, right - 1, right + 1} - {right}):
            value = bytes(length - 1) + b"\x01" if length else b""
            comment = f"{name} with {length} bytes"
            refuse(comment, "BadCaveat", [good, caveat(kind, value)], "CaveatLengthKept")
    for allowed in (32, 33, 256, 2**15, 2**16 - 1):
        caveats = [operations(allowed), good]
        refuse(f"caveat with operations {allowed}", "BadCaveat", caveats, "UnknownOperationKept")
    refuse("nine caveats", "TooManyCaveats", [operations(1)] * 9, "NinthCaveat")
    refuse("nine caveats of all types", "TooManyCaveats",
           [not_before(5), good, operations(9), delegate(bytes(16))] * 2 + [good], "NinthCaveat")  # fmt: skip
    refuse("255 caveats", "TooManyCaveats", [operations(1)] * 255)


def refusals(stream: Stream) -> Group:
    group = new_group(stream.key(), "LB-00077", 5)
    writer = Writer(group, stream)
    group.accept("random, to compare", **some_grant(stream, caveats=[not_before(1_800_000_000), operations(1)]))
    bad_texts(group, writer)
    bad_lengths(group, writer)
    bad_bodies(group, writer)
    bad_caveats(group, writer)
    return group


def groups() -> list[Group]:
    stream = Stream("grant")
    listed = [example(), fields(stream), *epochs(stream), *ids(stream), counts(stream), orders(stream)]
    return [*listed, *random_ones(stream), refusals(stream)]


ID = schema.text("^[!-~]{1,25}$")
CAVEAT = schema.text("^(0[12]08[0-9a-f]{16}|030200[01][0-9a-f]|0410[0-9a-f]{32})$")
SHAPE = schema.Shape(
    group={"box_key": schema.KEY, "lockbox": ID, "epoch": schema.U32_NUMBER},
    valid=[
        {
            "operations": schema.integer(0, grant.ALL_OPERATIONS),
            "bulletin": schema.U32_NUMBER,
            "grant_id": schema.octets(16),
            "holder": schema.octets(16),
            "not_before": schema.INSTANT,
            "not_after": schema.INSTANT,
            "max_uses": schema.U8_NUMBER,
            "caveats": schema.list_of(CAVEAT, unique=False),
            "body": schema.octets(grant.BODY_BYTES),
            "tag": schema.KEY,
            "token": schema.text("^dwg1[.][A-Za-z0-9_-]{159,351}$"),
        }
    ],
    invalid=[{"token": schema.ANY_TEXT}],
)
FILE = VectorFile(
    "grant", "section 7", NOTES, evaluate, groups, schema.build("grant", "section 7", NOTES, SHAPE)
)
