"""bulletin.json: what a message says, if it is the service's word to this box.

The parser is that of the box. A box would go on to ask whether the message is new; these vectors end
with its being genuine. Invalid vectors that are flagged `Forged` have a tag that is not the
service's; all others have a right one, so that nothing but the check in question can refuse them.
"""

from dataclasses import replace

from .. import bits, keys, zone
from ..engine import bulletin
from ..engine.bulletin import Bulletin
from ..engine.decision import UNSUPPORTED, Denied
from ..refused import Refused
from ..stream import Stream
from ..zone import Rule, Zone
from . import schema, zone_list
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .grant_inputs import BOX, LAST_INSTANT
from .zone_list import LOS_ANGELES

NOTES = pick("LittleEndian", "Truncated31", "Truncated16") | {
    "Forged": REFUSED + "not a message of the service: the tag does not fit",
    "WrongLockbox": REFUSED + "a message of the service to another lockbox",
    "UnknownVersion": REFUSED + "a version other than 1",
    "UnknownFlag": REFUSED + "a flag bit other than that of suspension",
    "BadId": REFUSED + "an id of no bytes, of more than 25, or not padded with zeros",
    "BadZone": REFUSED + "a zone that is refused, as in zone.json",
    "BadCount": REFUSED + "more than 16 revocations, or not as many as the count says",
    "EpochInLifelongKeys": KILLS + "binds the service, bulletin and challenge keys to the epoch",
    "TagHalf": KILLS + "compares the first 16 bytes of the tag",
    "TagUnread": KILLS + "does not compare the tag",
    "TagWithoutId": KILLS + "leaves the lockbox id out of the tag",
    "TagWithoutNonce": KILLS + "leaves the nonce out of the tag",
    "TagUnpadded": KILLS + "leaves the padding of the lockbox id out of the tag",
    "TagWithoutRevoked": KILLS + "leaves the list of revoked grants out of the tag",
    "CutTaken": KILLS + "compares a tag that was cut short over what is left of it",
    "TrailingIgnored": KILLS + "ignores bytes behind the tag",
    "IdUnread": KILLS + "does not compare the lockbox id",
    "IdBeginning": KILLS + "compares lockbox ids over the length of the shorter one",
    "IdCaseFolded": KILLS + "compares lockbox ids without regard to upper and lower case",
    "IdToZero": KILLS + "takes the lockbox id to end at the first zero byte, whatever its length says",
    "PaddingIgnored": KILLS + "does not look at the bytes behind the lockbox id",
    "VersionIgnored": KILLS + "reads a message of any version",
    "FlagsIgnored": KILLS + "ignores flag bits that it does not know",
    "ZoneUnchecked": KILLS + "takes fourteen bytes for a zone, whatever is in them",
    "SeventeenRevoked": KILLS + "takes seventeen revocations",
    "CountUnread": KILLS + "takes the number of revocations from the length of the message",
    "FullListRefused": KILLS + "refuses sixteen revocations",
    "EmptyListRefused": KILLS + "refuses a message that revokes nothing",
    "RevokedMerged": KILLS + "drops a revoked grant that is listed twice",
    "SuspendedIgnored": KILLS + "reads every message as not suspended",
    "LiveByFirstByte": KILLS + "tells live from carried by the first byte of the nonce",
    "Instant32": KILLS + "keeps 32 bits of an instant",
}  # fmt: skip


def read(box: bytes, lockbox: str, message: bytes) -> Bulletin:
    try:
        said = bulletin.parse(message)
    except Denied as denied:
        raise Refused("UnknownVersion" if denied.number == UNSUPPORTED else "BadMessage") from None
    if not same_box(said.lockbox, lockbox.encode("ascii")):
        raise Refused("WrongLockbox")
    if not bulletin.is_genuine(keys.purpose_key(box, "bulletin", said.epoch), message):
        raise Refused("Forged")
    return said


def same_box(told: bytes, own: bytes) -> bool:
    return told == own


def evaluate(group: Members, test: Members) -> Members:
    said = read(bytes.fromhex(group["box_key"]), group["lockbox"], bytes.fromhex(test["message"]))
    return {
        "nonce": said.nonce.hex() if said.is_live() else "00" * 16,
        "sequence": said.sequence,
        "epoch": said.epoch,
        "issued_at": said.issued_at,
        "flags_byte": bulletin.SUSPENDED if said.suspended else 0,
        "zone": said.zone.to_bytes().hex(),
        "revoked": [grant.hex() for grant in said.revoked],
    }


class Service:
    """Writes messages to one box, right ones and others."""

    def __init__(self, box: bytes, lockbox: str) -> None:
        self.group = Group({"box_key": box.hex(), "lockbox": lockbox})
        self.box = box
        self.lockbox = lockbox
        self.key = keys.purpose_key(box, "bulletin", 0)

    def some(self, stream: Stream, **fixed: object) -> Bulletin:
        given = Bulletin(
            lockbox=self.lockbox.encode("ascii"),
            nonce=stream.choice((bulletin.CARRIED, stream.take(16))),
            sequence=stream.below(100_000),
            epoch=stream.between(1, 1_000),
            issued_at=stream.between(1_735_689_600, 2_000_000_000),
            suspended=bool(stream.below(2)),
            zone=stream.choice((zone.fixed(0), LOS_ANGELES, zone_list.BERLIN)),
            revoked=tuple(stream.take(8) for _ in range(stream.below(4))),
        )
        return replace(given, **fixed)

    def accept(self, comment: str, said: Bulletin, *flags: str) -> None:
        self.group.accept(comment, *flags, message=bulletin.build(self.key, said).hex())

    def refuse(self, comment: str, message: bytes, *flags: str) -> None:
        self.group.refuse(comment, *flags, message=message.hex())

    def tagged(self, body: bytes) -> bytes:
        return body + bulletin.tag(self.key, body)

    def body(self, said: Bulletin) -> bytes:
        return bulletin.build(self.key, said)[: -bulletin.TAG_BYTES]


def patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def example() -> Group:
    service = Service(BOX, "LB-00012345")
    said = Bulletin(b"LB-00012345", bulletin.CARRIED, 2, 1, 1_778_974_200, False, LOS_ANGELES,
                    (bytes(range(0xA0, 0xA8)),))  # fmt: skip
    service.accept("worked example, carried", said, "EpochInLifelongKeys", "TagUnpadded", "TagWithoutId",
                   "LittleEndian")  # fmt: skip
    live = replace(said, nonce=bytes.fromhex("60c310324b015172d816a57863073026"))
    service.accept("worked example, live", live, "TagWithoutNonce")
    return service.group


def lists(stream: Stream) -> Group:
    service = Service(stream.key(), stream.name(10))
    for count in range(bulletin.REVOKED_MOST + 1):
        revoked = tuple(stream.take(8) for _ in range(count))
        flags = ["EmptyListRefused"] if not count else []
        flags += ["FullListRefused"] if count == bulletin.REVOKED_MOST else []
        flags += ["TagWithoutRevoked"] if count else []
        service.accept(f"{count} revocations", service.some(stream, revoked=revoked), *flags)
    one = stream.take(8)
    for comment, revoked in (
        ("one grant revoked twice", (one, one)),
        ("one grant revoked sixteen times", (one,) * 16),
        ("revoked twice, another between", (one, stream.take(8), one)),
    ):
        service.accept(comment, service.some(stream, revoked=revoked), "RevokedMerged")
    service.accept("revocations in falling order", service.some(
        stream, revoked=(b"\xff" * 8, b"\x80" + bytes(7), bytes(7) + b"\x01", bytes(8))
    ))  # fmt: skip
    return service.group


def fields(stream: Stream) -> Group:
    service = Service(stream.key(), stream.name(14))
    for number in (0, 1, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1):
        flags = ["Truncated16"] if number == 65_536 else ["Truncated31"] if number >= 2**31 else []
        flags += ["LittleEndian"] if number == 1 else []
        service.accept(f"sequence {number}", service.some(stream, sequence=number), *flags)
        flags += ["EpochInLifelongKeys"] if number else []
        service.accept(f"epoch {number}", service.some(stream, epoch=number), *flags)
    for instant in (0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**32, LAST_INSTANT):
        flags = ["Instant32"] if instant >= 2**32 else []
        service.accept(f"issued at {instant}", service.some(stream, issued_at=instant), *flags)
    for comment, nonce in (
        ("nonce whose first byte alone is not zero", b"\x01" + bytes(15)),
        ("nonce of ones", b"\xff" * 16),
    ):
        service.accept(comment, service.some(stream, nonce=nonce), "TagWithoutNonce")
    for comment, nonce in (
        ("nonce whose last byte alone is not zero", bytes(15) + b"\x01"),
        ("nonce of zeros and a last byte of 128", bytes(15) + b"\x80"),
        ("nonce that begins with a zero byte", b"\x00" + stream.take(15)),
    ):
        service.accept(comment, service.some(stream, nonce=nonce), "LiveByFirstByte", "TagWithoutNonce")
    for nonce, kind in ((bulletin.CARRIED, "carried"), (stream.take(16), "live")):
        for suspended, state in ((False, "not suspended"), (True, "suspended")):
            said = service.some(stream, nonce=nonce, suspended=suspended)
            service.accept(f"{kind}, {state}", said, *["SuspendedIgnored"] * suspended)
    for name, place in (zone_list.CHANGING | zone_list.STANDING).items():
        if name in PLACES:
            service.accept(f"zone: {name}", service.some(stream, zone=place))
    return service.group


PLACES = (
    "New York", "St. John's until 2011, changes at 00:01", "Santiago, changes at 24:00",
    "Dublin, winter time as the daylight rule", "Lord Howe, half an hour", "Chatham",
    "nowhere: changes at the ends of the year", "nowhere: farthest west", "Kathmandu", "farthest east",
    "farthest west", "one minute west",
)  # fmt: skip


def ids(stream: Stream) -> list[Group]:
    listed = []
    box = stream.key()
    for name in ("!", "~", "LB", "lb-1", "LB-1", "LB-10", stream.name(24), stream.name(25)):
        service = Service(box, name)
        flags = ["TagUnpadded"] if len(name) < 25 else []
        service.accept(f"lockbox id of length {len(name)}", service.some(stream), *flags)
        listed.append(service.group)
    return listed


FIELDS = (
    (0, 1, "version"), (1, 2, "length of the id"), (2, 27, "lockbox id"), (27, 43, "nonce"),
    (43, 47, "sequence"), (47, 51, "epoch"), (51, 59, "issued at"), (59, 60, "flags"), (60, 74, "zone"),
    (74, 75, "count"), (75, 91, "revoked"), (91, 123, "tag"),
)  # fmt: skip


def flips(stream: Stream) -> Group:
    """Every byte of a message with one bit of it flipped."""
    service = Service(stream.key(), "LB-00012345-XYZ")
    said = service.some(stream, nonce=stream.take(16), suspended=True, zone=LOS_ANGELES,
                        revoked=(stream.take(8), stream.take(8)))  # fmt: skip
    service.accept("the message itself", said)
    whole = bulletin.build(service.key, said)
    for first, end, name in FIELDS:
        for at in range(first, end):
            bit = (at * 5 + 3) % 8
            flags = ["Forged"]
            if name in ("nonce", "sequence", "epoch", "issued at", "revoked", "tag"):
                flags += ["TagUnread"]
            flags += ["TagHalf"] if at >= 107 else []
            flipped = patched(whole, at, bytes([whole[at] ^ 1 << bit]))
            service.refuse(f"{name}: bit {bit} of byte {at} flipped", flipped, *flags)
    service.refuse("suspension taken back", patched(whole, 59, b"\x00"), "Forged", "TagUnread")
    service.refuse("live made carried", patched(whole, 27, bytes(16)), "Forged", "TagUnread")
    service.refuse("zone made UTC", patched(whole, 60, bytes(14)), "Forged", "TagUnread")
    service.refuse("revocations exchanged", whole[:75] + whole[83:91] + whole[75:83] + whole[91:],
                   "Forged", "TagUnread")  # fmt: skip
    service.refuse("a revocation taken out", patched(whole, 74, b"\x01")[:83] + whole[91:], "Forged",
                   "TagUnread")  # fmt: skip
    service.refuse("a revocation put in", patched(whole, 74, b"\x03")[:91] + stream.take(8) + whole[91:],
                   "Forged", "TagUnread")  # fmt: skip
    return service.group


def lengths(stream: Stream) -> Group:
    service = Service(stream.key(), stream.name(12))
    said = service.some(stream, revoked=(stream.take(8), stream.take(8), stream.take(8)))
    service.accept("the message itself", said)
    whole = bulletin.build(service.key, said)
    for length in (0, 1, 2, 27, 60, 74, 75, 98, 99, 106, 107, 123, 130):
        flags = ["CutTaken"] if length in (99, 107, 123, 130) else []
        service.refuse(f"cut to {length} of {len(whole)} bytes", whole[:length], "Forged", *flags)
    bare = bulletin.build(service.key, service.some(stream, revoked=()))
    service.refuse("cut to 106 bytes, no revocation", bare[:106], "Forged", "CutTaken")
    for comment, more in (
        ("a zero byte too many", b"\x00"),
        ("a byte too many", b"\xa5"),
        ("eight bytes too many", stream.take(8)),
        ("a second tag", whole[-32:]),
        ("the message twice", whole),
    ):
        service.refuse(comment, whole + more, "Forged", "TrailingIgnored")
    service.refuse("a byte in front", b"\x01" + whole, "Forged")
    return service.group


def tags(stream: Stream) -> Group:
    """Whole messages with a tag that is not theirs."""
    service = Service(stream.key(), stream.name(11))
    other = Service(stream.key(), service.lockbox)
    said = service.some(stream, revoked=(stream.take(8),))
    body = service.body(said)
    service.accept("the message itself", said)

    def refuse(comment: str, tag: bytes, *flags: str) -> None:
        service.refuse(comment, body + tag, "Forged", "TagUnread", *flags)

    right = bulletin.tag(service.key, body)
    refuse("tag of another box's key", bulletin.tag(other.key, body))
    for purpose in ("service", "challenge", "day", "flex", "grant"):
        key = keys.purpose_key(service.box, purpose, said.epoch)
        refuse(f"tag of the {purpose} key", bulletin.tag(key, body))
    refuse("tag of the box key", bulletin.tag(service.box, body))
    bound = keys.expand(service.box, keys.VERSION + b"bulletin\x00" + bits.u32(said.epoch))
    refuse("tag of a key bound to the epoch", bulletin.tag(bound, body), "EpochInLifelongKeys")
    refuse("tag without its label", keys.mac(service.key, body))
    refuse("tag under another label", keys.mac(service.key, keys.VERSION + b"grant\x00" + body))
    refuse("tag of the sequence before", bulletin.tag(service.key, service.body(
        replace(said, sequence=said.sequence - 1))))  # fmt: skip
    refuse("tag for another challenge", bulletin.tag(service.key, service.body(
        replace(said, nonce=stream.take(16)))))  # fmt: skip
    for comment, part, flag in (
        ("id without its padding", body[: 2 + len(service.lockbox)] + body[27:], "TagUnpadded"),
        ("message without the id", body[:1] + body[27:], "TagWithoutId"),
        ("message without the nonce", body[:27] + body[43:], "TagWithoutNonce"),
        ("message without the revocations", body[:75], "TagWithoutRevoked"),
    ):
        refuse(f"tag over the {comment}", bulletin.tag(service.key, part), flag)
    refuse("tag over the message and a zero byte", bulletin.tag(service.key, body + b"\x00"))
    refuse("first half of the tag, then zeros", right[:16] + bytes(16), "TagHalf")
    refuse("first half of the tag twice", right[:16] * 2, "TagHalf")
    refuse("tag backwards", right[::-1])
    refuse("tag of zeros", bytes(32))
    return service.group


def others(stream: Stream) -> Group:
    """Messages to other boxes. Only a service that gives two boxes one key can tag them right."""
    service = Service(stream.key(), "LB-100")
    service.accept("to this box", service.some(stream))
    for name, flags in (
        ("LB-101", ()),
        ("LB-10", ("IdBeginning",)),
        ("LB-1000", ("IdBeginning",)),
        ("L", ("IdBeginning",)),
        ("lb-100", ("IdCaseFolded",)),
        ("LB-l00", ()),
        ("001-BL", ()),
    ):
        said = service.some(stream, lockbox=name.encode("ascii"))
        service.refuse(f"to {name}", bulletin.build(service.key, said), "WrongLockbox", "IdUnread", *flags)
    elsewhere = Service(stream.key(), "LB-101")
    service.refuse("to LB-101, under that box's key", bulletin.build(elsewhere.key, elsewhere.some(stream)),
                   "WrongLockbox")  # fmt: skip
    moved = bulletin.build(service.key, service.some(stream, lockbox=b"LB-101"))
    service.refuse("to LB-101, made one to this box", patched(moved, 2, b"LB-100"), "Forged", "TagUnread")
    return service.group


BAD_ZONES: tuple[tuple[str, bytes], ...] = tuple(
    (comment, place.to_bytes())
    for comment, place in (
        ("standard offset of 901 minutes", replace(LOS_ANGELES, standard_minutes=901)),
        ("daylight offset of -901 minutes", replace(LOS_ANGELES, daylight_minutes=-901)),
        ("fixed offset of 901 minutes", zone.fixed(901)),
        ("fixed offset of -32,768 minutes", zone.fixed(-(2**15))),
        ("month 0", replace(LOS_ANGELES, start=Rule(0, 2, 0, 120))),
        ("month 13", replace(LOS_ANGELES, end=Rule(13, 1, 0, 120))),
        ("week 0", replace(LOS_ANGELES, end=Rule(11, 0, 0, 120))),
        ("week 6", replace(LOS_ANGELES, start=Rule(3, 6, 0, 120))),
        ("weekday 7", replace(LOS_ANGELES, start=Rule(3, 2, 7, 120))),
        ("minute 1,441", replace(LOS_ANGELES, end=Rule(11, 1, 0, 1_441))),
        ("offsets differ, no rules", replace(LOS_ANGELES, start=zone.NO_RULE, end=zone.NO_RULE)),
        ("no end", replace(LOS_ANGELES, end=zone.NO_RULE)),
        ("no start", replace(LOS_ANGELES, start=zone.NO_RULE)),
        ("offsets are equal, rules remain", replace(LOS_ANGELES, daylight_minutes=-480)),
        ("fixed offset and a minute", Zone(0, 0, zone.NO_RULE, Rule(0, 0, 0, 1))),
        ("two changes at one instant", Zone(0, 60, Rule(3, 1, 0, 60), Rule(3, 1, 0, 120))),
        ("first Sunday and first Monday of a month", Zone(0, 60, Rule(3, 1, 0, 60), Rule(3, 1, 1, 60))),
        ("fourth and last Sunday of February", Zone(0, 60, Rule(2, 4, 0, 60), Rule(2, 5, 0, 120))),
    )
)  # fmt: skip


def malformed(stream: Stream) -> Group:
    """What the service would not write, with the tag that it would then have."""
    service = Service(stream.key(), "LB-00012345")
    size = len(service.lockbox)
    said = service.some(stream, revoked=(stream.take(8), stream.take(8)))
    body = service.body(said)
    service.accept("the message itself", said)

    def refuse(comment: str, at: int, value: bytes, *flags: str) -> None:
        service.refuse(comment, service.tagged(patched(body, at, value)), *flags)

    for version in (0, 2, 255):
        refuse(f"version {version}", 0, bits.u8(version), "UnknownVersion", "VersionIgnored")
    for flags in (2, 3, 4, 8, 16, 32, 64, 128, 255):
        refuse(f"flags {flags}", 59, bits.u8(flags), "UnknownFlag", "FlagsIgnored")
    for comment, octets in BAD_ZONES:
        refuse(f"zone: {comment}", 60, octets, "BadZone", "ZoneUnchecked")
    refuse("id of length 0", 1, b"\x00", "BadId", "IdToZero")
    refuse("id of length 0 and zeros", 1, bytes(26), "BadId")
    refuse("id of length 26", 1, b"\x1a", "BadId", "IdToZero")
    refuse("id of length 255", 1, b"\xff", "BadId", "IdToZero")
    refuse("id one shorter than it is", 1, bits.u8(size - 1), "BadId", "IdToZero")
    refuse("id one longer than it is", 1, bits.u8(size + 1), "WrongLockbox", "IdToZero", "IdUnread",
           "IdBeginning")  # fmt: skip
    refuse("first byte of the padding set", 2 + size, b"A", "BadId", "PaddingIgnored")
    refuse("last byte of the padding set", 26, b"\x01", "BadId", "PaddingIgnored", "IdToZero")
    refuse("padded with spaces", 2 + size, b" " * (25 - size), "BadId", "PaddingIgnored")
    for count in (0, 1, 3, 16, 17, 255):
        flags = ["BadCount"] + (["CountUnread"] if count <= 16 else [])
        refuse(f"count {count}, two listed", 74, bits.u8(count), *flags)
    for count in (17, 18, 255):
        listed = b"".join(stream.take(8) for _ in range(count))
        whole = service.tagged(patched(body[:75], 74, bits.u8(count)) + listed)
        service.refuse(f"{count} revocations", whole, "BadCount", *["SeventeenRevoked"] * (count == 17))
    for length in (1, 7, 9, 15):
        listed = stream.take(length)
        count = bits.u8(-(-length // 8))
        whole = service.tagged(patched(body[:75], 74, count) + listed)
        service.refuse(f"{length} bytes of revocations", whole, "BadCount")
    return service.group


def random_ones(stream: Stream) -> list[Group]:
    listed = []
    for _ in range(3):
        service = Service(stream.key(), stream.name(stream.between(1, 25)))
        for _ in range(4):
            service.accept("random", service.some(stream))
        listed.append(service.group)
    return listed


def groups() -> list[Group]:
    stream = Stream("bulletin")
    listed = [example(), lists(stream), fields(stream), *ids(stream), *random_ones(stream)]
    return [*listed, flips(stream), lengths(stream), tags(stream), others(stream), malformed(stream)]


SHAPE = schema.Shape(
    group={"box_key": schema.KEY, "lockbox": schema.text("^[!-~]{1,25}$")},
    valid=[
        {
            "nonce": schema.octets(16),
            "sequence": schema.U32_NUMBER,
            "epoch": schema.U32_NUMBER,
            "issued_at": schema.INSTANT,
            "flags_byte": schema.one_of(0, 1),
            "zone": schema.octets(zone.BYTES),
            "revoked": schema.list_of(schema.octets(bulletin.REVOKED_BYTES), unique=False),
            "message": schema.text("^01([0-9a-f]{2}){106,234}$"),
        }
    ],
    invalid=[{"message": schema.ANY_OCTETS}],
)
FILE = VectorFile(
    "bulletin", "section 8", NOTES, evaluate, groups, schema.build("bulletin", "section 8", NOTES, SHAPE)
)
