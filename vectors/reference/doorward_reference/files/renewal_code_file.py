"""renewal-code.json: the eight digits that renew a card over the phone."""

from .. import renewal
from ..stream import Stream
from . import found, schema
from .container import KILLS, Group, Members, VectorFile
from .flags import pick

NOTES = pick(
    "BadInput", "OutOfRange", "LeadingZero", "Truncated31", "Truncated16", "Truncated32",
    "SignedNumber", "Modulo", "LittleEndian",
) | {
    "NumberIgnored": KILLS + "gives every renewal of a day the same code",
    "CredentialGeneration": KILLS + "derives a credential's key with a generation",
    "IdPadded": KILLS + "pads an id to 25 bytes before it enters a derivation",
}  # fmt: skip
DAYS = (0, 1, 19_723, 20_000, 65_536, 2**31 - 1, 2**31, 2**32 - 1)


def evaluate(group: Members, test: Members) -> Members:
    root = bytes.fromhex(group["root"])
    return {"code": renewal.code(root, group["credential"], test["day"], test["n"])}


def edges(root: bytes, credential: str) -> Group:
    group = Group({"root": root.hex(), "credential": credential})
    for date in DAYS:
        for n in range(renewal.RENEWALS):
            flags = ["LittleEndian"] if date == 1 else []
            if date == 20_000:
                flags += ["Modulo", "CredentialGeneration"]
                flags += ["NumberIgnored"] if n else []
                flags += ["IdPadded"] if len(credential) < 25 else []
            if date >= 2**31:
                flags.append("Truncated31")
            if date == 65_536:
                flags.append("Truncated16")
            if renewal.code(root, credential, date, n) >= "5":
                flags.append("SignedNumber")
            group.accept(f"day {date}, renewal {n}", *flags, day=date, n=n)
    return group


def groups() -> list[Group]:
    stream = Stream("renewal-code")
    names = [stream.name(1), stream.name(12), stream.name(25)]
    listed = [edges(stream.key(), name) for name in names]
    root, credential = stream.key(), "M-1001"
    group = Group({"root": root.hex(), "credential": credential})
    for front in ("0", "00", "000"):
        dates = (d for d in range(20_000, 40_000) if renewal.code(root, credential, d, 2).startswith(front))
        group.accept(f"code begins with {front}", "LeadingZero", day=next(dates), n=2)
    for _ in range(10):
        group.accept("random", day=stream.between(19_723, 40_000), n=stream.below(3))
    for n in (3, 4, 255):
        group.refuse(f"renewal number {n}", "OutOfRange", day=20_000, n=n)
    listed.append(group)
    group = Group({"root": found.ROOT.hex(), "credential": found.CREDENTIAL})
    group.accept("bytes 5 to 8 of the MAC matter", "Truncated32", day=found.NARROW_RENEWAL_DAY, n=0)
    listed.append(group)
    for credential in ("", "M" * 26, "M 1"):
        group = Group({"root": root.hex(), "credential": credential})
        group.refuse("such an id is not allowed", "BadInput", day=20_000, n=0)
        listed.append(group)
    for length in (16, 31, 33):
        group = Group({"root": stream.take(length).hex(), "credential": "M-1001"})
        group.refuse(f"root key of {length} bytes", "BadInput", day=20_000, n=0)
        listed.append(group)
    return listed


SHAPE = schema.Shape(
    group={"root": schema.ANY_OCTETS, "credential": schema.ANY_TEXT},
    valid=[{"day": schema.U32_NUMBER, "n": schema.integer(0, 2), "code": schema.digits(8, 8)}],
    invalid=[{"day": schema.U32_NUMBER, "n": schema.U8_NUMBER}],
)
FILE = VectorFile(
    "renewal-code", "section 6", NOTES, evaluate, groups,
    schema.build("renewal-code", "section 6", NOTES, SHAPE),
)  # fmt: skip
