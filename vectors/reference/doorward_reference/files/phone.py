"""What a phone does in a session: it connects, presents grants, reads the log, replaces limits."""

from typing import Any

from .. import bits, grant, proof
from ..engine import answer, decision
from ..engine.answer import KEY_COMPARTMENT, OWN, READ_LOG
from ..engine.box import Box, Profile
from ..engine.limits import Limits
from ..grant import Body, Held
from ..stream import Stream
from .container import Members, WritingError

ALL = grant.ALL_OPERATIONS
GUEST = bytes(range(0xA0, 0xB0))  # the grant id of the worked example
HOLDER = bytes(range(0xB0, 0xC0))


def caveat(kind: int, value: bytes) -> bytes:
    return bits.u8(kind) + bits.u8(len(value)) + value


def not_before(instant: int) -> bytes:
    return caveat(grant.NOT_BEFORE, bits.u64(instant))


def not_after(instant: int) -> bytes:
    return caveat(grant.NOT_AFTER, bits.u64(instant))


def operations(allowed: int) -> bytes:
    return caveat(grant.OPERATIONS, bits.u16(allowed))


def delegate(name: bytes) -> bytes:
    return caveat(grant.DELEGATE, name.ljust(16, b"\x00"))


class Phone:
    """The part of a session that goes by radio."""

    box: Box
    profile: Profile
    stream: Stream
    challenge: bytes
    epoch: int
    comment: str

    def add(self, op: str, expect: int | None, **inputs: Any) -> Members:
        raise NotImplementedError

    def press(self, now: int) -> None:
        self.add("key_pressed", None, now=now)

    def disconnect(self) -> None:
        self.add("disconnect", None)

    def open_session(self, now: int, expect: int = decision.APPLIED, fails: int | None = None) -> None:
        entropy = self.stream.take(16).hex()
        found = self.add("open_session", expect, now=now, entropy=entropy, store_fails=fails)
        if "challenge" in found:
            self.challenge = bytes.fromhex(found["challenge"])

    def connect(self, now: int) -> None:
        """A new connection with its first challenge."""
        if self.box.connection.challenges:
            self.disconnect()
        self.press(now)
        self.open_session(now)

    def grant(
        self, first: int, last: int, *caveats: bytes, ops: int = ALL, uses: int = 0,
        grant_id: bytes = GUEST, epoch: int | None = None, owed: int = 0, lockbox: str | None = None,
    ) -> Held:  # fmt: skip
        """A grant of this box's epoch with a right tag; `caveats` are appended by its holder."""
        body = Body(
            operations=ops,
            epoch=self.epoch if epoch is None else epoch,
            bulletin=owed,
            grant_id=grant_id,
            holder=HOLDER,
            not_before=first,
            not_after=last,
            max_uses=uses,
            lockbox=lockbox or self.profile.lockbox,
        )
        held = grant.issue(self.profile.box_key, body)
        for each in caveats:
            held = grant.narrow(held, each)
        return held

    def answer(self, held: Held, op: int = KEY_COMPARTMENT, argument: bytes = b"") -> bytes:
        """The bytes that answer the last challenge."""
        nonce = self.stream.take(16)
        proven = proof.proof(held.tag, self.challenge, nonce, op, argument)
        return answer.build(held.body, held.caveats, nonce, op, argument, proven)

    def send(self, now: int, message: bytes, expect: int, fails: int | None = None) -> Members:
        return self.add("present", expect, now=now, message=message.hex(), store_fails=fails)

    def present(
        self, now: int, held: Held, expect: int = decision.OPEN, op: int = KEY_COMPARTMENT,
        argument: bytes = b"", fails: int | None = None, **carried: int,
    ) -> None:  # fmt: skip
        """Answer the last challenge. Whoever verified the proof has to acknowledge."""
        found = self.send(now, self.answer(held, op, argument), expect, fails)
        for name, value in carried.items():
            if found.get(name.rstrip("_")) != value:
                raise WritingError(f"{self.comment}: {name} {found}, not {value}")

    def visit(self, now: int, held: Held, expect: int = decision.OPEN, **more: Any) -> None:
        """A connection of its own for one grant."""
        self.connect(now)
        self.present(now, held, expect, **more)

    def again(self, now: int, held: Held, expect: int = decision.OPEN, **more: Any) -> None:
        """The next challenge of the same connection, and one more grant."""
        self.open_session(now)
        self.present(now, held, expect, **more)

    def owns(self, now: int, held: Held, epoch: int | None = None, expect: int = decision.APPLIED) -> None:
        """Operation 16 on a connection of its own; with an epoch, a transfer."""
        self.visit(now, held, expect, op=OWN, argument=b"" if epoch is None else bits.u32(epoch))

    def reads(self, now: int, held: Held, expect: int = decision.APPLIED) -> None:
        self.visit(now, held, expect, op=READ_LOG)

    def replace(self, now: int, expect: int = decision.APPLIED, fails: int | None = None, **limits: int) -> None:
        octets = Limits(**limits).to_bytes().hex()
        self.add("replace_limits", expect, now=now, limits=octets, store_fails=fails)

    def drain(self, now: int, expect: int = decision.APPLIED, fails: int | None = None) -> None:
        self.add("drain_audit", expect, now=now, store_fails=fails)

    def head(self, now: int, rows: int | None = None) -> None:
        """`rows`: how many there have been since the box was provisioned."""
        found = self.add("head", decision.APPLIED, now=now)
        if rows is not None and int(found["head"][:8], 16) != rows:
            raise WritingError(f"{self.comment}: {int(found['head'][:8], 16)} rows, not {rows}")
