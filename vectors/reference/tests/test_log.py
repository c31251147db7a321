"""The log that a box keeps, byte for byte, with expectations from audit.md."""

import unittest

from boxes import CODE_DAY, CODE_FLEX, TEN, Worked
from doorward_reference import audit, service
from doorward_reference.audit import Log

AREA = slice(1_185, 1_526)
ROW_0 = (
    "00000000 00000001 000000006a08a3bc 01 00 01 01"
    "010000000000506d0000000000000000 0000000000000000 00000000 024c11054d40a0a616480cbae3262813"
)
ROW_1 = (
    "00000001 00000001 000000006a08df80 01 00 02 01"
    "02000000000f149a00000c1a00000000 0000000000000000 00000000 1353dbc8e610f4a6a2e3afbd81f188cd"
)
A_1 = "f493cdc1021dfbe08e3e9afece561f737e21ac28903e2378ea9d9464b8df22a1"
HEAD_1 = "00000001000000006a08a3bc07090abdc9ff056edf378a7c9aad35a9"
ZERO = bytes(16)
SERVICE = b"\x03".ljust(16, b"\x00")
LOG = Log(bytes(range(32)), "LB-00012345", 0)


def octets(text: str) -> bytes:
    return bytes.fromhex(text)


def rows(worked: Worked) -> list[tuple[int, ...]]:
    """Each row as (sequence, epoch, instant, event, outcome, method, operation, subject, detail)."""
    kept = worked.memory.log.rows
    return [tuple(vars(audit.verify_row(LOG, row)).values()) for row in kept]


class WorkedExample(unittest.TestCase):
    def test_rows_and_heads(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(1_778_951_100, CODE_DAY), 0)
        area = worked.saved()[AREA]
        self.assertEqual(area[:37], octets("00000001" + A_1 + "01"))
        self.assertEqual(area[37:101], octets(ROW_0))
        self.assertEqual(area[101:], bytes(192 + 48))
        worked.do("head", 1_778_951_100)
        self.assertEqual((worked.answer["head"], worked.saves()), (HEAD_1, 0))
        self.assertEqual(worked.enter(1_778_966_400, CODE_FLEX), 0)
        area = worked.saved()[AREA]
        self.assertEqual(area[:4] + area[36:37], octets("00000002 02"))
        self.assertEqual(area[37:165], octets(ROW_0 + ROW_1))


class Failures(unittest.TestCase):
    def test_counted_in_one_entry(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 1)
        self.assertEqual(worked.saves(), 2)
        worked.enter(TEN + 7, "0123456789", chosen=1)
        worked.enter(TEN + 8, "000000000000")
        entry = octets("00000000 00000001 000000006a08a290 01 02 01 01" + "00" * 16 + "0000000000000003 00000000")
        self.assertEqual(worked.saved()[AREA][-48:], entry)
        self.assertEqual(worked.saved()[AREA][36], 0)

    def test_closed_by_what_differs(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 2)
        worked.enter(TEN, CODE_DAY)
        worked.enter(TEN + 3_600, CODE_DAY, chosen=1)
        worked.refusals(TEN + 3_600, 1)
        subject = octets("010000000000506d0000000000000000")
        self.assertEqual(rows(worked), [
            (0, 1, TEN, 1, 2, 1, 1, ZERO, 2),
            (1, 1, TEN, 1, 0, 1, 1, subject, 0),
            (2, 1, TEN + 3_600, 1, 7, 1, 2, subject, 1),
        ])  # fmt: skip

    def test_only_this_changes_in_the_second_save(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 1)
        first, second = worked.box.store.saves
        self.assertEqual(first[: AREA.start], second[: AREA.start])
        self.assertNotEqual(first[AREA], second[AREA])


class Rows(unittest.TestCase):
    def test_service_codes(self) -> None:
        worked = Worked()
        worked.command(TEN, service.CancelDay(20_589, 3, 1))
        worked.command(TEN + 30, service.SetClock(TEN + 120))
        worked.command(TEN + 150, service.RaiseEpoch(5))
        self.assertEqual(rows(worked), [
            (0, 1, TEN, 4, 1, 3, 0, octets("010300000000506d0000000000000000"), 0),
            (1, 1, TEN + 120, 5, 1, 3, 0, SERVICE, TEN + 30),
            (2, 5, TEN + 150, 7, 1, 3, 0, SERVICE, 1),
        ])  # fmt: skip

    def test_power(self) -> None:
        worked = Worked()
        worked.do("power_restored", None)
        self.assertEqual(rows(worked), [(0, 1, TEN, 6, 1, 0, 0, ZERO, TEN)])

    def test_four_rows_of_one_bulletin(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 5)
        worked.deliver(TEN + 1, 9, TEN + 500, epoch=3)
        self.assertEqual(worked.saves(), 1)
        self.assertEqual(rows(worked), [
            (0, 1, TEN, 1, 2, 1, 1, ZERO, 5),
            (1, 3, TEN + 1, 3, 1, 5, 0, ZERO, 9),
            (2, 3, TEN + 1, 7, 1, 5, 0, ZERO, 1),
            (3, 3, TEN + 500, 5, 1, 5, 0, ZERO, TEN + 1),
        ])  # fmt: skip

    def test_the_last_four_are_kept_and_the_key_moves_on(self) -> None:
        worked = Worked()
        for _ in range(6):
            worked.do("power_restored", None)
        self.assertEqual([row[0] for row in rows(worked)], [2, 3, 4, 5])
        self.assertEqual(worked.memory.log.key, LOG.key_at(6))

    def test_a_refused_bulletin_a_tick_and_a_confirmation_write_none(self) -> None:
        worked = Worked()
        worked.deliver(TEN, 0, TEN)
        worked.do("tick", TEN + 7_200)
        worked.do("confirm_opened", TEN)
        self.assertEqual(rows(worked), [])


if __name__ == "__main__":
    unittest.main()
