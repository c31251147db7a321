"""A box for tests of the engine, with instants and codes written out as numbers.

It is the worked box of the specification: LB-00012345, Pacific time, epoch 1. 1778914800 is its
midnight of 2026-05-16; its clock is set at 10:00, 1778950800, unless a test says otherwise.
"""

import support  # noqa: F401, makes the reference importable
from doorward_reference import flex, keys, service, zone
from doorward_reference.engine import bulletin, memory
from doorward_reference.engine.box import Box, Profile
from doorward_reference.engine.bulletin import Bulletin
from doorward_reference.engine.decision import Decision
from doorward_reference.engine.limits import Limits

ROOT = bytes(range(32))
NAME = "LB-00012345"
PACIFIC = zone.parse(bytes.fromhex("fe20fe5c03020000780b01000078"))
MIDNIGHT, TEN = 1_778_914_800, 1_778_950_800
CODE_DAY, CODE_FLEX = "1489982", "6177587763"
BOX_KEY = keys.box_key(ROOT, NAME, 0)
PROFILE = Profile(NAME, BOX_KEY, 7, 10)


class Worked:
    """One box and what is asked of it. Answers are decision numbers."""

    def __init__(self, set_at: int = TEN, epoch: int = 1, **limits: int) -> None:
        audit_0 = keys.first_audit_key(ROOT, NAME, 0)
        first = memory.provisioned(epoch, PACIFIC, Limits(**limits), audit_0)
        if set_at:
            first.clock_set, first.last_sync, first.persisted, first.sequence = True, set_at, set_at, 1
        self.box = Box.provision(PROFILE, first)
        self.answer: Decision = {}

    @property
    def memory(self) -> memory.Memory:
        assert self.box.memory is not None
        return self.box.memory

    def do(self, operation: str, now: int | None, *given: object, fails_at: int | None = None) -> int:
        self.answer = self.box.perform(operation, now, *given, fails_at=fails_at)
        return self.answer["number"]

    def enter(self, now: int, code: str, chosen: int = 0, fails_at: int | None = None) -> int:
        return self.do("enter_code", now, chosen, code, fails_at=fails_at)

    def refusals(self, now: int, count: int) -> list[int]:
        return [self.enter(now, "0000000") for _ in range(count)]

    def command(self, now: int, command: service.Command) -> int:
        return self.enter(now, service.code(BOX_KEY, command))

    def deliver(self, now: int, sequence: int, issued_at: int, nonce: bytes = bytes(16), **said: object) -> int:
        fields = {"epoch": self.memory.epoch, "suspended": False, "zone": PACIFIC, "revoked": ()} | said
        message = Bulletin(NAME.encode(), nonce, sequence, issued_at=issued_at, **fields)  # type: ignore[arg-type]
        key = keys.purpose_key(BOX_KEY, "bulletin", 0)
        return self.do("apply_bulletin", now, bulletin.build(key, message))

    def challenge(self, now: int) -> bytes:
        self.box.key_pressed(now)
        self.do("open_session", now, bytes(16))
        return bytes.fromhex(self.answer["challenge"])

    def saved(self) -> bytes:
        return self.box.store.latest

    def saves(self) -> int:
        return len(self.box.store.saves)


def flex_code(start: int, duration: int, op: int = 0, use: int = 0, copy: int = 0) -> str:
    return flex.code(BOX_KEY, 1, 10, flex.Window(start // 1_800, duration, copy, op, use))
