"""Statements of the specification about a box, with every expectation worked out by hand."""

import unittest

from boxes import CODE_DAY, CODE_FLEX, MIDNIGHT, PACIFIC, TEN, Worked, flex_code
from doorward_reference import flex, service
from doorward_reference.engine import clock, local
from doorward_reference.engine.snapshot import encode_snapshot
from doorward_reference.zone import Zone, parse

OPEN, APPLIED, WRONG_CODE, MALFORMED, THROTTLED, STOPPED = 0, 1, 2, 3, 4, 5
USED_UP, CANCELLED, SUSPENDED, UNSET, WENT_BACK, FULL, STORE_FAILED = 7, 8, 9, 10, 11, 12, 13
TWO_PM = 1_778_965_200
NIGHT = 1_779_001_200
WINDOW = flex.Window(TWO_PM // 1_800, 4, 0, 0, 0)


class WorkedNumbers(unittest.TestCase):
    """The table at the end of lockbox.md."""

    def test_day_code(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(1_778_951_100, CODE_DAY), OPEN)
        self.assertEqual(worked.answer, {"number": 0, "until": 1_778_954_700})
        self.assertEqual(worked.enter(1_778_953_800, CODE_DAY), OPEN)
        self.assertEqual(worked.answer["until"], 1_778_954_700)
        self.assertEqual(worked.enter(1_778_954_760, CODE_DAY), USED_UP)

    def test_flex_code_and_guesses(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(1_778_965_020, CODE_FLEX), WRONG_CODE)
        self.assertEqual(worked.enter(1_778_966_400, CODE_FLEX), OPEN)
        self.assertEqual((worked.memory.run, worked.memory.total), (0, 1))
        worked.do("confirm_opened", 1_778_966_400)
        self.assertEqual(worked.enter(1_778_967_600, CODE_FLEX), USED_UP)
        self.assertEqual(worked.refusals(1_778_967_600, 5), [WRONG_CODE] * 5)
        self.assertEqual(worked.memory.wait_until, 1_778_967_660)
        self.assertEqual(worked.refusals(1_778_967_659, 1), [THROTTLED])
        self.assertEqual(worked.answer["until"], 1_778_967_660)

    def test_tolerance(self) -> None:
        memory = Worked().memory
        for now, wanted in ((TEN - 99_999, 120), (TEN + 9_999, 120), (1_778_965_020, 121),
                            (TEN + 16_799_999, 1_799), (TEN + 16_800_000, 1_800), (TEN + 10**9, 1_800)):  # fmt: skip
            self.assertEqual(clock.tolerance(memory, now), wanted)

    def test_worked_service_codes(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(TEN, "941086603717"), APPLIED)
        self.assertEqual(worked.answer["applied"], {
            "kind": "service", "command": "cancel_day", "day": 20_589, "slot": 3, "epoch_mod_16": 1})  # fmt: skip
        self.assertEqual(worked.enter(TEN, "784083796744"), APPLIED)
        self.assertEqual(worked.enter(TEN, "497771369131"), APPLIED)
        self.assertEqual(worked.answer["set_clock"], 1_778_971_380)
        self.assertEqual(worked.enter(1_778_971_380, "512684247263"), APPLIED)
        self.assertEqual(worked.memory.epoch, 2)


class Midnights(unittest.TestCase):
    def test_the_ends_of_the_worked_dates(self) -> None:
        for day, wanted in ((20_589, 1_779_001_200), (20_520, 1_773_039_600), (20_519, 1_772_956_800)):
            self.assertEqual(local.end_of(PACIFIC, day), wanted)
        self.assertEqual(local.end_of(PACIFIC, 20_758) - local.end_of(PACIFIC, 20_757), 90_000)

    def test_clock_back_over_midnight(self) -> None:
        def zone(minute: int) -> Zone:
            """UTC-5 and UTC-4; from 4 November 2029, a Sunday, back by an hour at `minute`."""
            return parse(bytes.fromhex("fed4ff10 03 02 00 0078 0b 01 00") + minute.to_bytes(2, "big"))

        sunday = 21_857
        began = {0: 1, 30: 1, 60: 0}  # change at 00:00, 00:30, 01:00: ends an hour later, twice
        for minute, hours in began.items():
            first_midnight = sunday * 86_400 + 4 * 3_600
            self.assertEqual(local.end_of(zone(minute), sunday - 1), first_midnight + hours * 3_600, minute)

    def test_midnight_that_does_not_exist(self) -> None:
        skipped = parse(bytes.fromhex("fed4ff10 03 02 00 0000 0b 01 00 0078"))
        change = 20_520 * 86_400 + 5 * 3_600
        self.assertEqual(local.end_of(skipped, 20_519), change)


class DayCodes(unittest.TestCase):
    def test_night_has_the_tolerance_and_the_hour_has_none(self) -> None:
        worked = Worked(set_at=NIGHT - 3_000)
        self.assertEqual(worked.enter(NIGHT - 1_000, CODE_DAY), OPEN)
        self.assertEqual(worked.answer["until"], NIGHT)
        self.assertEqual(worked.enter(NIGHT + 119, CODE_DAY), OPEN)
        self.assertEqual(worked.enter(NIGHT + 120, CODE_DAY), USED_UP)

    def test_first_use_after_midnight(self) -> None:
        worked = Worked(set_at=NIGHT - 3_000)
        self.assertEqual(worked.enter(NIGHT + 119, CODE_DAY), OPEN)
        self.assertEqual(worked.answer["until"], NIGHT + 120)
        self.assertEqual(Worked(set_at=NIGHT - 3_000).enter(NIGHT + 120, CODE_DAY), WRONG_CODE)

    def test_outlasting_midnight(self) -> None:
        worked = Worked(set_at=NIGHT - 3_000, outlasts_midnight=1)
        self.assertEqual(worked.enter(NIGHT - 1_000, CODE_DAY), OPEN)
        self.assertEqual(worked.answer["until"], NIGHT + 2_600)
        self.assertEqual(worked.enter(NIGHT + 2_599, CODE_DAY), OPEN)

    def test_shackle_chosen(self) -> None:
        self.assertEqual(Worked().enter(TEN, CODE_DAY, chosen=1), WRONG_CODE)

    def test_access_hours_end_on_the_minute(self) -> None:
        worked = Worked(access_from=480, access_to=1_320)
        ten_pm = MIDNIGHT + 22 * 3_600
        self.assertEqual(worked.enter(ten_pm - 1, CODE_DAY), OPEN)
        self.assertEqual(worked.enter(ten_pm, CODE_DAY), 6)
        many = flex_code(TWO_PM, 48, use=1)
        self.assertEqual(worked.enter(ten_pm, many), WRONG_CODE)
        self.assertEqual(worked.enter(ten_pm, flex_code(TWO_PM, 48)), OPEN)


class SingleUse(unittest.TestCase):
    def opened(self) -> Worked:
        worked = Worked()
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), OPEN)
        return worked

    def test_once_more_within_120_seconds(self) -> None:
        worked = self.opened()
        self.assertEqual(worked.memory.unconfirmed, 1)
        self.assertEqual(worked.enter(TWO_PM + 119, CODE_FLEX), OPEN)
        self.assertEqual(worked.memory.unconfirmed, 0)
        self.assertEqual(worked.enter(TWO_PM + 119, CODE_FLEX), USED_UP)
        self.assertEqual(self.opened().enter(TWO_PM + 120, CODE_FLEX), USED_UP)

    def test_not_after_confirmation_nor_after_another_opening(self) -> None:
        worked = self.opened()
        worked.do("confirm_opened", TWO_PM)
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), USED_UP)
        worked = self.opened()
        self.assertEqual(worked.enter(TWO_PM, CODE_DAY), OPEN)
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), USED_UP)

    def test_across_a_restart(self) -> None:
        worked = self.opened()
        worked.box.restart()
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), OPEN)
        worked.box.restart()
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), USED_UP)


class Throttle(unittest.TestCase):
    def test_waits(self) -> None:
        worked, now = Worked(), TEN
        self.assertEqual(worked.refusals(now, 5), [WRONG_CODE] * 5)
        self.assertEqual(worked.memory.wait_until, 0)
        for wait in (60, 120, 240, 480, 900, 900):
            worked.refusals(now, 1)
            self.assertEqual(worked.memory.wait_until, now + wait)
            self.assertEqual(worked.refusals(now + wait - 1, 1), [THROTTLED])
            self.assertEqual(worked.saves(), 0)
            now += wait

    def test_an_opening_returns_its_own_count(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 3)
        self.assertEqual(worked.enter(TEN + 5, CODE_DAY), OPEN)
        memory = worked.memory
        self.assertEqual((memory.run, memory.total, memory.wait_until, memory.falls_from), (0, 3, 0, TEN))

    def test_an_accepted_service_code_returns_its_counts_and_keeps_the_wait(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 6)
        self.assertEqual(worked.command(TEN + 59, service.SetClock(TEN + 60)), THROTTLED)
        self.assertEqual(worked.command(TEN + 60, service.RaiseEpoch(2)), APPLIED)
        memory = worked.memory
        self.assertEqual((memory.run, memory.total, memory.wait_until), (6, 6, TEN + 60))

    def test_the_total_stops_the_keypad_and_falls(self) -> None:
        worked = Worked(total_stop=4)
        self.assertEqual(worked.refusals(TEN, 5), [WRONG_CODE] * 4 + [STOPPED])
        self.assertEqual(worked.refusals(TEN + 10_799, 1), [STOPPED])
        self.assertEqual(worked.refusals(TEN + 10_800, 2), [WRONG_CODE, STOPPED])
        self.assertEqual(worked.memory.falls_from, TEN + 10_800)
        self.assertEqual(worked.refusals(TEN + 10_800 * 6, 1), [WRONG_CODE])
        self.assertEqual((worked.memory.total, worked.memory.falls_from), (1, TEN + 64_800))

    def test_malformed_is_neither_counted_nor_saved(self) -> None:
        worked = Worked()
        for typed in ("", "123456", "12345678", "123456789012345", "148998 ", "148998x", "１４８９９８２"):
            self.assertEqual(worked.enter(TEN, typed), MALFORMED)
            self.assertEqual(worked.saves(), 0)
        self.assertEqual(worked.memory.run, 0)

    def test_counted_and_saved_before_it_is_compared(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(TEN, CODE_DAY, fails_at=1), STORE_FAILED)
        self.assertEqual(worked.memory.run, 0)
        self.assertEqual(worked.enter(TEN, CODE_DAY, fails_at=2), STORE_FAILED)
        self.assertEqual((worked.memory.run, worked.memory.rows[0]), (1, None))
        self.assertEqual(worked.enter(TEN, CODE_DAY), OPEN)
        self.assertEqual(worked.saves(), 2)

    def test_live_bulletin_clears_both(self) -> None:
        worked = Worked()
        worked.refusals(TEN, 6)
        self.assertEqual(worked.deliver(TEN, 1, TEN, worked.challenge(TEN)), APPLIED)
        memory = worked.memory
        self.assertEqual((memory.run, memory.total, memory.wait_until, memory.falls_from), (0, 0, 0, 0))


class Clock(unittest.TestCase):
    def test_new_box(self) -> None:
        worked = Worked(set_at=0)
        self.assertEqual(worked.enter(TEN, CODE_DAY), UNSET)
        self.assertEqual(worked.command(TEN, service.SetClock(TEN)), WRONG_CODE)
        self.assertEqual(worked.command(TEN, service.RaiseEpoch(17)), APPLIED)
        self.assertEqual(worked.command(TEN, service.RaiseEpoch(34)), WRONG_CODE)

    def test_behind_by_more_than_the_tolerance(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(TEN - 120, CODE_DAY), OPEN)
        self.assertEqual(worked.memory.persisted, TEN)
        self.assertEqual(worked.enter(TEN - 121, CODE_DAY), WENT_BACK)

    def test_before_2024(self) -> None:
        self.assertEqual(Worked().enter(1_704_067_199, CODE_DAY), UNSET)

    def test_power_restored(self) -> None:
        worked = Worked()
        self.assertEqual(worked.do("power_restored", None), APPLIED)
        self.assertEqual(worked.answer["set_clock"], TEN)
        self.assertEqual(worked.enter(TEN, CODE_DAY), UNSET)
        self.assertEqual(worked.command(TEN, service.SetClock(TEN + 60)), APPLIED)
        self.assertEqual(worked.enter(TEN + 60, CODE_DAY), OPEN)

    def test_tick(self) -> None:
        worked = Worked()
        worked.do("tick", TEN + 3_599)
        self.assertEqual((worked.saves(), worked.memory.persisted), (0, TEN))
        worked.do("tick", TEN + 3_600)
        self.assertEqual((worked.saves(), worked.memory.persisted), (1, TEN + 3_600))

    def test_sums_of_movement(self) -> None:
        worked = Worked()
        self.assertEqual(worked.command(TEN, service.SetClock(TEN + 7 * 86_400)), APPLIED)
        self.assertEqual(worked.memory.forward, 604_800)
        now = TEN + 7 * 86_400
        self.assertEqual(worked.command(now, service.SetClock(now + 60)), WRONG_CODE)
        self.assertEqual(worked.command(now + 3_660, service.SetClock(now + 60)), APPLIED)
        self.assertEqual(worked.memory.back, 3_600)
        self.assertEqual(worked.command(now + 121, service.SetClock(now + 120)), WRONG_CODE)

    def test_movement_is_not_counted_from_a_reading_that_went_back(self) -> None:
        worked = Worked()
        days_30 = TEN + 30 * 86_400
        worked.do("tick", days_30)
        self.assertEqual(worked.command(TEN, service.SetClock(TEN + 5 * 86_400)), WRONG_CODE)
        self.assertEqual(worked.command(TEN, service.SetClock(days_30 - 3_660)), WRONG_CODE)
        self.assertEqual(worked.command(TEN, service.SetClock(days_30 - 3_600)), APPLIED)
        memory = worked.memory
        self.assertEqual((memory.forward, memory.back, memory.persisted), (0, 3_600, days_30 - 3_600))

    def test_no_clock_code_twice(self) -> None:
        worked = Worked()
        self.assertEqual(worked.command(TEN, service.SetClock(TEN + 60)), APPLIED)
        self.assertEqual(worked.command(TEN + 60, service.SetClock(TEN + 60)), WRONG_CODE)

    def test_refusals_persist_nothing(self) -> None:
        worked = Worked()
        worked.refusals(TEN + 5_000, 1)
        self.assertEqual(worked.memory.persisted, TEN)


class Ledger(unittest.TestCase):
    def test_forgotten(self) -> None:
        worked = Worked(rows=2, cancellation_rows=1)
        early = flex_code(TWO_PM, 1)
        self.assertEqual(worked.enter(TWO_PM, early), OPEN)
        end = TWO_PM + 1_800
        self.assertEqual(worked.enter(end + 121, CODE_DAY), FULL)
        self.assertEqual(worked.enter(end + 122, CODE_DAY), OPEN)
        self.assertEqual(worked.memory.forgotten, end)
        self.assertEqual(worked.command(end + 180, service.SetClock(TWO_PM)), APPLIED)
        self.assertEqual(worked.enter(TWO_PM, early), WRONG_CODE)

    def test_cancellation_of_an_unused_code(self) -> None:
        worked = Worked()
        self.assertEqual(worked.command(TEN, service.CancelFlex(WINDOW, 1)), APPLIED)
        row = worked.memory.rows[24]
        assert row is not None
        self.assertEqual((row.cancelled, row.used, row.digits), (True, False, 6_177_587_763))
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), CANCELLED)

    def test_cancellation_too_far_ahead(self) -> None:
        worked = Worked()
        here = TEN // 1_800
        for distance, wanted in ((2_049, WRONG_CODE), (2_048, APPLIED)):
            window = flex.Window(here + distance, 1, 0, 0, 0)
            self.assertEqual(worked.command(TEN, service.CancelFlex(window, 1)), wanted)
        for distance, wanted in ((65, WRONG_CODE), (64, APPLIED)):
            self.assertEqual(worked.command(TEN, service.CancelDay(20_589 + distance, 0, 1)), wanted)

    def test_cancellation_of_a_code_in_use(self) -> None:
        worked = Worked()
        window = flex.Window(TWO_PM // 1_800, 98, 0, 0, 1)
        self.assertEqual(worked.enter(TWO_PM, flex_code(TWO_PM, 98, use=1)), OPEN)
        later = TWO_PM + 3 * 86_400
        self.assertEqual(worked.command(later, service.CancelFlex(window, 1)), APPLIED)
        self.assertEqual(worked.enter(later, flex_code(TWO_PM, 98, use=1)), CANCELLED)

    def test_a_raise_of_the_epoch_voids_rows_in_one_save(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(TWO_PM, CODE_FLEX), OPEN)
        row = worked.saved()[128:157]
        self.assertEqual(worked.command(TWO_PM, service.RaiseEpoch(2)), APPLIED)
        saved = worked.saved()
        self.assertEqual((saved[1], saved[120], saved[128:157]), (1 | 4, 0, row))
        self.assertEqual(worked.memory.rows, [None] * 32)
        worked.do("confirm_opened", TWO_PM)
        self.assertEqual((worked.saved()[1], worked.saved()[128:157]), (1, bytes(29)))


class Bulletins(unittest.TestCase):
    def test_carried(self) -> None:
        worked = Worked()
        self.assertEqual(worked.deliver(TEN, 1, TEN), 25)
        self.assertEqual(worked.deliver(TEN, 2, TEN - 500), APPLIED)
        self.assertEqual((worked.answer["set_clock"], worked.memory.persisted), (None, TEN))
        self.assertEqual(worked.deliver(TEN, 3, TEN + 500), APPLIED)
        self.assertEqual((worked.answer["set_clock"], worked.memory.last_sync), (TEN + 500, TEN))

    def test_withheld(self) -> None:
        worked = Worked()
        worked.do("tick", TEN + 5_000)
        self.assertEqual(worked.enter(TEN, CODE_DAY), WENT_BACK)
        self.assertEqual(worked.deliver(TEN, 2, TEN + 2_000), APPLIED)
        self.assertEqual((worked.answer["set_clock"], worked.memory.persisted), (TEN + 2_000, TEN + 5_000))
        self.assertEqual(worked.enter(TEN + 2_000, CODE_DAY), WENT_BACK)

    def test_worked_example_carried_and_live(self) -> None:
        message = bytes.fromhex(
            "01 0b 4c422d3030303132333435 0000000000000000000000000000"
            "00000000000000000000000000000000 00000002 00000001 000000006a08fdf8 00"
            "fe20fe5c03020000780b01000078 01 a0a1a2a3a4a5a6a7"
            "4465747f9aa7ef630dda722d557d00b3c4647a56b5c51f0f12ffdf6e5ceda683"
        )
        worked = Worked()
        self.assertEqual(worked.do("apply_bulletin", TEN, message), APPLIED)
        self.assertEqual(worked.memory.revoked, [bytes.fromhex("a0a1a2a3a4a5a6a7")])
        self.assertEqual(worked.memory.persisted, 1_778_974_200)
        for place in (0, 1, 30, 80, 114):
            spoilt = bytearray(message)
            spoilt[place] ^= 1
            self.assertNotEqual(worked.do("apply_bulletin", TEN, bytes(spoilt)), APPLIED)

    def test_worked_challenge(self) -> None:
        worked = Worked()
        worked.box.store.latest = with_counter(worked, 7)
        worked.box.restart()
        worked.box.key_pressed(TEN)
        worked.do("open_session", TEN + 30, bytes.fromhex("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf"))
        self.assertEqual(worked.answer["challenge"], "60c310324b015172d816a57863073026")
        self.assertEqual(worked.memory.challenges, 8)
        self.assertEqual(worked.do("open_session", TEN + 30, bytes(16)), 24)
        self.assertEqual(worked.do("apply_bulletin", TEN + 90, LIVE), APPLIED)
        self.assertEqual(worked.answer["set_clock"], 1_778_974_200)
        self.assertEqual(worked.do("apply_bulletin", TEN + 90, LIVE), 24)

    def test_suspended(self) -> None:
        worked = Worked()
        self.assertEqual(worked.enter(TEN, CODE_DAY), OPEN)
        self.assertEqual(worked.deliver(TEN, 2, TEN, suspended=True), APPLIED)
        self.assertEqual(worked.enter(TEN, CODE_DAY), SUSPENDED)
        self.assertEqual(worked.command(TEN, service.RaiseEpoch(2)), APPLIED)

    def test_lost_state(self) -> None:
        worked = Worked()
        worked.box.store.latest = bytes(1_536)
        worked.box.restart()
        for operation in ("tick", "confirm_opened", "power_restored"):
            self.assertEqual(worked.do(operation, TEN), 14)
        self.assertEqual(worked.enter(TEN, CODE_DAY), 14)
        self.assertEqual(worked.saves(), 0)


LIVE = bytes.fromhex(
    "01 0b 4c422d3030303132333435 0000000000000000000000000000"
    "60c310324b015172d816a57863073026 00000002 00000001 000000006a08fdf8 00"
    "fe20fe5c03020000780b01000078 01 a0a1a2a3a4a5a6a7"
    "8c5845bcf90e3bc3248051888c3b14e69810e8945cfa213490478be385a2d7b1"
)


def with_counter(worked: Worked, count: int) -> bytes:
    worked.memory.challenges = count
    return encode_snapshot(worked.memory)


if __name__ == "__main__":
    unittest.main()
