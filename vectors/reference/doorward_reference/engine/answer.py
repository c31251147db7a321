"""The bytes that a phone answers a challenge with: a grant, what is asked for, and the proof."""

from dataclasses import dataclass

from .. import bits, grant, proof
from ..grant import BODY_BYTES, Body
from ..proof import NONCE_BYTES
from ..refused import Refused
from . import decision
from .decision import Denied

PROOF_BYTES = 32
KEY_COMPARTMENT, SHACKLE, READ_LOG, UPDATE_FIRMWARE, OWN = 1, 2, 4, 8, 16
OPENINGS = (KEY_COMPARTMENT, SHACKLE)
DELEGATE_TOLD = 8  # bytes of a delegate that the log has room for


@dataclass(frozen=True)
class Answer:
    packed: bytes  # the body
    body: Body
    caveats: tuple[bytes, ...]
    nonce: bytes
    op: int
    argument: bytes
    proof: bytes

    def values(self, kind: int) -> list[bytes]:
        return [caveat[2:] for caveat in self.caveats if caveat[0] == kind]

    def numbers(self, kind: int) -> list[int]:
        return [int.from_bytes(value, "big") for value in self.values(kind)]

    def operations(self) -> int:
        """What body and caveats leave."""
        left = self.body.operations
        for allowed in self.numbers(grant.OPERATIONS):
            left &= allowed
        return left

    def not_before(self) -> int:
        return max([self.body.not_before, *self.numbers(grant.NOT_BEFORE)])

    def not_after(self) -> int:
        return min([self.body.not_after, *self.numbers(grant.NOT_AFTER)])

    def delegate(self) -> int:
        """The beginning of the last delegate, 0 without one."""
        named = self.values(grant.DELEGATE)
        return int.from_bytes(named[-1][:DELEGATE_TOLD], "big") if named else 0

    def is_counted(self) -> bool:
        return self.body.max_uses > 0 and self.op in OPENINGS

    def new_epoch(self) -> int | None:
        """Of a transfer."""
        return int.from_bytes(self.argument, "big") if self.op == OWN and self.argument else None

    def tag(self, box_key: bytes) -> bytes:
        """The last tag of the grant, as the service would have it."""
        tag = grant.first_tag(box_key, self.body.epoch, self.packed)
        for caveat in self.caveats:
            tag = grant.next_tag(tag, caveat)
        return tag

    def is_proven(self, tag: bytes, challenge: bytes) -> bool:
        return self.proof == proof.proof(tag, challenge, self.nonce, self.op, self.argument)


class Reader:
    """Takes bytes from the front; there have to be enough."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def take(self, count: int) -> bytes:
        if len(self.rest) < count:
            raise Denied(decision.BAD_MESSAGE)
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken


def build(packed: bytes, caveats: tuple[bytes, ...], nonce: bytes, op: int, argument: bytes, proven: bytes) -> bytes:
    granted = packed + bits.u8(len(caveats)) + b"".join(caveats)
    return granted + nonce + bits.u16(op) + bits.u8(len(argument)) + argument + proven


def parse(message: bytes) -> Answer:
    """The version first: it rules the rest."""
    if message and message[0] != grant.VERSION:
        raise Denied(decision.UNSUPPORTED)
    reader = Reader(message)
    packed, caveats = reader.take(BODY_BYTES), []
    count = reader.take(1)[0]
    if count > grant.MOST_CAVEATS:
        raise Denied(decision.BAD_MESSAGE)
    for _ in range(count):
        head = reader.take(2)
        caveats.append(head + reader.take(head[1]))
    nonce, op = reader.take(NONCE_BYTES), int.from_bytes(reader.take(2), "big")
    argument = reader.take(reader.take(1)[0])
    proven = reader.take(PROOF_BYTES)
    if reader.rest:
        raise Denied(decision.BAD_MESSAGE)
    try:
        body = grant.unpack(packed)
        for caveat in caveats:
            grant.check_caveat(caveat)
        proof.check(op, argument)
    except Refused:
        raise Denied(decision.BAD_MESSAGE) from None
    return Answer(packed, body, tuple(caveats), nonce, op, argument, proven)
