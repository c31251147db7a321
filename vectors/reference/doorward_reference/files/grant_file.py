"""grant.json: body, last tag and text form of a grant; and texts that are no grant.

A valid vector is issued and narrowed from its members, and its text is then read back. An invalid
one is a text alone. Apart from what makes it invalid it is whole: the tags in it are right.
"""

from .. import grant
from ..grant import Held
from ..stream import Stream
from . import schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .grant_inputs import (
    BOX, EXAMPLE, KINDS, LAST_INSTANT, body_of, delegate, new_group, not_after, not_before, operations,
    some_caveat, some_grant,
)  # fmt: skip
from .grant_refusals import refusals

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

class TextLost(ArithmeticError):
    """The text that was written does not read as what was meant."""


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
