"""The snapshot, byte for byte."""

import unittest

from boxes import CODE_DAY, MIDNIGHT, PACIFIC, TEN, Worked
from doorward_reference.engine import snapshot
from doorward_reference.engine.crc import crc32c
from doorward_reference.engine.limits import RANGES, Limits, parse
from doorward_reference.engine.memory import FLEX, Row
from doorward_reference.refused import Refused

DEFAULT_LIMITS = (
    "00 00 0e10 0000 0000 0078 05 64 003c 0384 00002a30 0078 0064 0708 10 20 08 04"
)
A_0 = "617130cbe30494a83f9b0417dfbf617012bae58bf7beea9a8c3911fae781457c"


def octets(*parts: str) -> bytes:
    return bytes.fromhex("".join(parts))


class CheckTests(unittest.TestCase):
    def test_check_value_of_crc_32c(self) -> None:
        self.assertEqual(crc32c(b"123456789"), 0xE3069283)
        self.assertEqual(crc32c(bytes(32)), 0x8A9136AA)  # RFC 3720, appendix B.4
        self.assertEqual(crc32c(b"\xff" * 32), 0x62A8AB43)


class LayoutTests(unittest.TestCase):
    def test_a_new_box(self) -> None:
        header = octets(
            "02 00", "00000001", "00000000", "00" * 8, "00" * 8, "00" * 8, "00000000", "00000000",
            "00" * 8, "00" * 8, "00", "00", "00" * 8, "00" * 8,
            "fe20fe5c03020000780b01000078", DEFAULT_LIMITS, "00", "00" * 7,
        )  # fmt: skip
        rest = bytes(928 + 129) + octets("00000000", A_0, "00") + bytes(256 + 48 + 6)
        whole = header + rest
        self.assertEqual(len(header), 128)
        self.assertEqual(len(whole), 1_532)
        self.assertEqual(Worked(set_at=0).saved(), whole + crc32c(whole).to_bytes(4, "big"))

    def test_after_the_first_use_of_the_worked_day_code(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(1_778_951_100, CODE_DAY), 0)
        saved = worked.saved()
        self.assertEqual(saved[:10], octets("02 01 00000001 00000001"))
        self.assertEqual(saved[10:26], octets("000000006a08a3bc 000000006a08a290"))
        self.assertEqual(saved[58:76], bytes(18))
        row = octets("01 02 00 0000506d 00000000 000016bc3e 006a08a3bc 006a08a3bc 000000")
        self.assertEqual(len(row), 29)
        self.assertEqual(saved[128:157], row)
        self.assertEqual(saved[157:1_056], bytes(899))

    def test_after_six_refusals(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 6)
        self.assertEqual(worked.saved()[58:76], octets("06 06 000000006a08a2cc 000000006a08a290"))
        self.assertEqual(worked.saved()[10:18], octets("000000006a08a290"))

    def test_flags_counters_and_lists(self) -> None:
        memory = Worked().memory
        memory.suspended = memory.rows_void = True
        memory.last_clock_code, memory.forward, memory.back = 0x0102030405060708, 0x11121314, 0x21222324
        memory.forgotten, memory.challenges = 0x3132333435363738, 0x4142434445464748
        memory.unconfirmed, memory.revoked = 24, [b"GRANT--1", b"GRANT--2"]
        data = snapshot.encode_snapshot(memory)
        self.assertEqual(data[1], 7)
        self.assertEqual(data[26:58], octets("0102030405060708 11121314 21222324",
                                             "3132333435363738 4142434445464748"))  # fmt: skip
        self.assertEqual(data[120:128], octets("18 00000000000000"))
        self.assertEqual(data[1_056:1_073], b"\x02GRANT--1GRANT--2")
        self.assertEqual(data[1_073:1_185], bytes(112))

    def test_a_flex_row_and_an_instant_that_does_not_fit(self) -> None:
        row = Row(FLEX, 988_314, 6_177_587_763, payload=3_098, cancelled=True, used=True, first=TEN, last=2**40)
        wanted = octets("02 03 00 000f149a 00000c1a 0170368233 006a08a290 ffffffffff 000000")
        self.assertEqual(snapshot.encode_row(row), wanted)

    def test_reading_back(self) -> None:
        worked = Worked()
        worked.enter(TEN, CODE_DAY)
        worked.refusals(TEN, 3)
        self.assertEqual(snapshot.encode_snapshot(snapshot.decode_snapshot(worked.saved())), worked.saved())

    def test_every_damaged_bit_is_noticed(self) -> None:
        data = Worked().saved()
        for place in range(0, len(data) * 8, 97):
            spoilt = bytearray(data)
            spoilt[place // 8] ^= 1 << place % 8
            with self.assertRaises(snapshot.Lost):
                snapshot.decode_snapshot(bytes(spoilt))

    def test_every_reserved_byte_must_be_zero(self) -> None:
        data = Worked().saved()
        for place in (*range(121, 128), *range(1_526, 1_532), *range(158, 186), 1_057, 1_184, 1_222, 1_477):
            self.assert_lost(data, place, 1)

    def test_fields_at_and_beyond_their_range(self) -> None:
        worked = Worked()
        worked.enter(TEN, CODE_DAY)
        data = worked.saved()
        for place, most in ((1, 7), (120, 32), (128, 1), (129, 3), (130, 15)):
            self.read(data, place, most)
            self.assert_lost(data, place, most + 1 if place != 128 else 4)
        for place, wrong in ((135, 1), (154, 1), (129, 0), (1_056, 17), (1_221, 5), (87, 7), (118, 0)):
            self.assert_lost(data, place, wrong)
        self.read(data, 1_056, 16)
        self.read(data, 1_221, 4)

    def read(self, data: bytes, place: int, value: int) -> None:
        spoilt = bytearray(data[:1_532])
        spoilt[place] = value
        snapshot.decode_snapshot(bytes(spoilt) + crc32c(bytes(spoilt)).to_bytes(4, "big"))

    def assert_lost(self, data: bytes, place: int, value: int) -> None:
        with self.assertRaises(snapshot.Lost, msg=(place, value)):
            self.read(data, place, value)

    def test_void_rows_are_cleared_by_the_reader(self) -> None:
        worked = Worked()
        worked.enter(TEN, CODE_DAY)
        memory = worked.memory
        memory.rows_void = True
        found = snapshot.decode_snapshot(snapshot.encode_snapshot(memory))
        self.assertEqual(found.rows, [None] * 32)
        self.assertFalse(found.rows_void)


class LimitTests(unittest.TestCase):
    def test_defaults(self) -> None:
        self.assertEqual(Limits().to_bytes(), octets(DEFAULT_LIMITS))
        self.assertEqual(parse(octets(DEFAULT_LIMITS)), Limits())

    def test_both_ends_of_every_range(self) -> None:
        paired = {"access_from": {"access_to": 1_440}, "access_to": {"access_from": 0},
                  "first_wait": {"longest_wait": 43_200}, "longest_wait": {"first_wait": 1},
                  "tolerance": {"largest_tolerance": 1_800}, "largest_tolerance": {"tolerance": 0},
                  "rows": {"cancellation_rows": 1}, "cancellation_rows": {"rows": 32}}  # fmt: skip
        for name, (least, most) in RANGES.items():
            others = paired.get(name, {})
            for value in (least, most):
                Limits(**{name: value}, **others).check()
            for value in (least - 1, most + 1):
                with self.assertRaises(Refused):
                    Limits(**{name: value}, **others).check()

    def test_limits_that_contradict_each_other(self) -> None:
        for wrong in (
            {"access_from": 480, "access_to": 480},
            {"access_from": 480},
            {"first_wait": 901},
            {"tolerance": 121, "largest_tolerance": 120},
            {"rows": 8},
        ):
            with self.assertRaises(Refused):
                Limits(**wrong).check()

    def test_pacific_midnight(self) -> None:
        self.assertEqual(PACIFIC.civil_day(MIDNIGHT) - PACIFIC.civil_day(MIDNIGHT - 1), 1)


if __name__ == "__main__":
    unittest.main()
