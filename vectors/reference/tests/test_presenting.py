"""Grants at the door, with every expectation worked out by hand from grant.md."""

import unittest

from boxes import BOX_KEY, CODE_DAY, NAME, TEN, Worked
from doorward_reference import bits, grant, proof, service
from doorward_reference.engine.limits import Limits
from doorward_reference.grant import Body
from test_log import rows

OPEN, APPLIED, USED_UP, STORE_FAILED = 0, 1, 7, 13
ID = bytes(range(0xA0, 0xB0))
EXAMPLE = (
    "01 0009 00000001 00000001 a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"
    "b0b1b2b3b4b5b6b7b8b9babbbcbdbebf 000000006a090500 000000006a090c08 01 0b"
    "4c422d3030303132333435 0000000000000000000000000000"
    "02 0208000000006a0909b0 03020001 d0d1d2d3d4d5d6d7d8d9dadbdcdddedf 0001 00"
    "22cdd3c25c389f1d87e285c0e8d3237c4f1bb000a190504da5ac76c9715ec13c"
)
FIVE_PM, TWENTY_PAST = 1_778_976_000, 1_778_977_200
LAST = TEN + 7_200


class Door(Worked):
    """A box and a phone with grants to it."""

    def connect(self, now: int) -> bytes:
        self.box.disconnect()
        return self.challenge(now)

    def show(
        self, now: int, op: int = 1, argument: bytes = b"", fails_at: int | None = None,
        challenge: bytes | None = None, **fields: object,
    ) -> int:  # fmt: skip
        given = {"operations": 31, "epoch": self.memory.epoch, "bulletin": 0, "grant_id": ID, "holder": ID,
                 "not_before": TEN, "not_after": LAST, "max_uses": 0, "lockbox": NAME}  # fmt: skip
        held = grant.issue(BOX_KEY, Body(**(given | fields)))  # type: ignore[arg-type]
        challenge = challenge or self.connect(now)
        proven = proof.proof(held.tag, challenge, bytes(16), op, argument)
        message = held.body + bytes(17) + bits.u16(op) + bits.u8(len(argument)) + argument + proven
        answer = self.do("present_grant", now, message, fails_at=fails_at)
        if "acknowledgement" in self.answer:
            assert self.answer["acknowledgement"] == proof.ack(held.tag, challenge, proven, answer).hex()
        return answer

    def next(self, now: int) -> bytes:
        self.do("open_session", now, bytes(16))
        return bytes.fromhex(self.answer["challenge"])


class WorkedExample(unittest.TestCase):
    def test_to_the_last_byte(self) -> None:
        worked = Worked()
        worked.memory.challenges = 7
        worked.box.key_pressed(FIVE_PM)
        worked.do("open_session", FIVE_PM, bytes.fromhex("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf"))
        message = bytes.fromhex(EXAMPLE)
        self.assertEqual(len(message), 152)
        self.assertEqual(worked.do("present_grant", FIVE_PM + 10, message), OPEN)
        ack = "595e237409786de809ae410ef9eb5d861e15b45081491629861aff343750d8d8"
        self.assertEqual(worked.answer, {"number": 0, "until": TWENTY_PAST, "acknowledgement": ack})
        row = bytes.fromhex("03 02 01 a0a1a2a3a4a5a6a7a8a9aaabacadaeaf 006a090c08 006a09050a")
        self.assertEqual(worked.saved()[128:157], row)
        self.assertEqual((worked.saved()[120], worked.memory.persisted), (1, FIVE_PM + 10))
        self.assertEqual(rows(worked), [(0, 1, FIVE_PM + 10, 2, 0, 4, 1, ID, 0)])


class Judging(unittest.TestCase):
    def test_tolerance_of_both_ends(self) -> None:
        for now, wanted in ((TEN - 121, 21), (TEN - 120, 0), (LAST + 119, 0), (LAST + 120, 22)):
            self.assertEqual(Door(set_at=TEN - 1_000).show(now), wanted, now)

    def test_order(self) -> None:
        door = Door(epoch=5)
        self.assertEqual(door.show(TEN, lockbox="X", challenge=bytes(16)), 17)
        self.assertEqual(door.show(TEN, challenge=bytes(16)), 24)
        self.assertEqual(door.show(TEN, operations=2, epoch=4), 23)
        self.assertEqual(door.show(TEN - 500, epoch=4), 18)
        self.assertEqual(door.show(TEN - 500, bulletin=9), 11)
        self.assertEqual(door.show(TEN - 119, bulletin=9, not_before=LAST), 19)
        self.assertEqual(door.show(TEN, not_before=LAST, not_after=0), 21)
        self.assertEqual(door.answer["from"], LAST)

    def test_a_raise_is_saved_at_once(self) -> None:
        door = Door()
        door.enter(TEN, CODE_DAY)
        self.assertEqual(door.show(TEN + 60, epoch=9, not_before=LAST), 21)
        first, second = door.box.store.saves
        self.assertEqual((first[1], first[2:6], first[10:18]), (5, bits.u32(9), bits.u64(TEN)))
        self.assertEqual((second[1], second[128:157]), (1, bytes(29)))
        self.assertEqual(rows(door)[-1], (1, 9, TEN + 60, 7, 1, 4, 0, ID, 1))
        self.assertEqual(door.memory.log.open[16:20], bytes([2, 21, 4, 1]))

    def test_transfer(self) -> None:
        door = Door()
        door.refusals(TEN, 6)
        self.assertEqual(door.show(TEN, 16, bits.u32(1)), 18)
        self.assertEqual(door.show(TEN, 16, bits.u32(7)), APPLIED)
        self.assertEqual(door.answer["applied"], {"kind": "transferred", "epoch": 7})
        self.assertEqual(door.saved()[58:76], bytes(18))
        self.assertEqual(rows(door)[-2:], [
            (2, 7, TEN, 2, 1, 4, 16, ID, 0), (3, 7, TEN, 7, 1, 4, 0, ID, 1)])  # fmt: skip

    def test_store(self) -> None:
        door = Door()
        self.assertEqual(door.show(TEN, fails_at=1), STORE_FAILED)
        self.assertIn("acknowledgement", door.answer)
        self.assertEqual(door.show(TEN, epoch=2, fails_at=2), STORE_FAILED)
        self.assertEqual(door.memory.epoch, 2)


class Uses(unittest.TestCase):
    def test_counted_and_retried(self) -> None:
        door = Door()
        for now, op, wanted in ((0, 1, OPEN), (119, 1, OPEN), (119, 1, OPEN), (120, 2, USED_UP), (130, 1, OPEN),
                                (131, 1, USED_UP)):  # fmt: skip
            self.assertEqual(door.show(TEN + now, op, max_uses=2), wanted, (now, op))
        self.assertEqual(door.saved()[128:131], bytes.fromhex("030202"))

    def test_of_the_shackle(self) -> None:
        door = Door()
        door.show(TEN, 2, max_uses=255)
        self.assertEqual(door.saved()[128:131], bytes.fromhex("030601"))
        door.show(TEN, 1, max_uses=255)
        self.assertEqual(door.saved()[128:131], bytes.fromhex("030202"))

    def test_no_limit_no_row(self) -> None:
        door = Door()
        door.show(TEN)
        self.assertEqual(door.memory.rows, [None] * 32)

    def test_forgotten(self) -> None:
        door = Door(rows=2, cancellation_rows=1)
        door.show(TEN, max_uses=1)
        self.assertEqual(door.enter(LAST + 120, CODE_DAY), 12)
        self.assertEqual(door.enter(LAST + 121, CODE_DAY), OPEN)
        self.assertEqual(door.memory.forgotten, LAST)
        door.command(LAST + 121, service.SetClock(LAST - 60))
        self.assertEqual(door.show(LAST - 60, max_uses=1), USED_UP)
        self.assertEqual(door.show(LAST - 60), OPEN)


class Connections(unittest.TestCase):
    def test_four_challenges_each_for_an_answer(self) -> None:
        door = Door()
        self.assertEqual(door.show(TEN), OPEN)
        for _ in range(3):
            self.assertEqual(door.show(TEN, challenge=door.next(TEN)), OPEN)
        self.assertEqual(door.do("open_session", TEN, bytes(16)), 24)
        self.assertEqual(door.show(TEN, operations=2), 23)
        self.assertEqual(door.do("open_session", TEN, bytes(16)), 24)

    def test_ten_seconds_and_no_clock(self) -> None:
        for late, wanted in ((10, OPEN), (11, 24)):
            door = Door()
            challenge = door.connect(TEN)
            door.command(TEN + 4, service.SetClock(TEN + 600))
            self.assertEqual(door.show(TEN + 596 + late, challenge=challenge), wanted)

    def test_limits_and_log(self) -> None:
        door, limits = Door(), Limits(total_stop=1)
        self.assertEqual(door.do("replace_limits", TEN, bytes(30)), 23)
        self.assertEqual(door.show(TEN, 16), APPLIED)
        self.assertEqual(door.do("replace_limits", TEN, bytes(30)), 15)
        self.assertEqual(door.do("replace_limits", TEN + 5, limits.to_bytes()), APPLIED)
        self.assertEqual((door.saved()[90:120], door.memory.persisted), (limits.to_bytes(), TEN + 5))
        self.assertEqual(rows(door)[-1], (1, 1, TEN + 5, 2, 1, 4, 16, ID, 0))
        self.assertEqual(door.do("drain_audit", TEN), 23)
        self.assertEqual(door.show(TEN, 4, challenge=door.next(TEN)), APPLIED)
        self.assertEqual((door.do("drain_audit", TEN), door.saves()), (APPLIED, 0))
        door.refusals(TEN, 1)
        self.assertEqual((door.do("drain_audit", TEN), door.saves()), (APPLIED, 1))
        self.assertEqual(door.answer["head"][:8], "00000004")
        door.box.disconnect()
        self.assertEqual(door.do("drain_audit", TEN), 23)


if __name__ == "__main__":
    unittest.main()
