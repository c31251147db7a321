"""Texts that are no grant, for grant.json. Apart from what makes one invalid it is whole."""

from .. import bits, grant
from ..stream import Stream
from .container import Group
from .grant_inputs import (
    KINDS, NOT_AFTER, body_of, caveat, delegate, new_group, not_after, not_before, operations, some_grant,
)  # fmt: skip


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
