"""Inputs of grants, as grant.json and others list them: the worked example, caveats, random ones."""

from .. import bits, grant
from ..grant import Body
from ..stream import Stream
from .container import Group, Members

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
KINDS = {NOT_BEFORE: "not before", NOT_AFTER: "not after", OPERATIONS: "operations", DELEGATE: "delegate"}


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
