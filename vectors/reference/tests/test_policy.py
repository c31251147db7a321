"""The worked examples of sections 12 to 15, and days against another way to find them."""

import unittest
from typing import Any

import support  # noqa: F401  (makes the reference importable)

from doorward_reference.files import appointment_objects as about
from doorward_reference.files import renewal_policy_scenes, single_key_scenes, status_gate_changes
from doorward_reference.files.issuance_objects import (
    ASSOCIATION,
    TODAY,
    appointment,
    box,
    case,
    issuer,
    recipient,
    request,
    window,
)
from doorward_reference.files.zone_list import CHANGING, LOS_ANGELES, STANDING
from doorward_reference.policy import (
    admission,
    calendar,
    card_renewal,
    events,
    issuance,
    key_of_day,
    message,
    status_gate,
    values,
)
from doorward_reference.policy import appointment as showing
from doorward_reference.policy.request import DEFAULTS
from doorward_reference.refused import Refused
from doorward_reference.stream import Stream

START, END = 1_778_965_200, 1_778_972_400


def names(result: dict[str, Any]) -> list[str]:
    return [reason["reason"] for reason in result["reasons"]]


class IssuanceTests(unittest.TestCase):
    def rule(self, asked: dict[str, Any], **around: Any) -> dict[str, Any]:
        return issuance.rule(case(asked, **around), ASSOCIATION, DEFAULTS)

    def test_flex_code_and_its_message(self) -> None:
        asked = request()
        ruling = self.rule(asked)
        permit = ruling["permit"]
        self.assertEqual((ruling["decision"], ruling["recommended"]), ("permit", "member_grant"))
        self.assertEqual(ruling["obligations"], ["record_issue", "say_not_recallable"])
        numbers = [permit[name] for name in ("start_slot", "duration", "copy", "op", "use")]
        self.assertEqual(numbers, [988_314, 4, 0, 0, 0])
        self.assertEqual(permit["first_entry_before"], END)
        self.assertEqual(permit["ledger"]["revision"], 1)
        self.assertEqual(
            message.text(box(), asked, ruling, "6177587763"),
            "Lockbox LB-00012345\n"
            "Code 617 758 7763 (key compartment)\n"
            "Valid from 2026-05-16 14:00 to 2026-05-16 16:00, one opening\n"
            "Choose the key compartment on the keypad, type the code, press enter.\n"
            "This code cannot be recalled without reaching the lockbox.\n",
        )

    def test_other_messages(self) -> None:
        asked = request("flex_code", recipient("owner"), operations=2, use="until_end",
                        **window(START, 259_200))  # fmt: skip
        told = message.text(box(), asked, self.rule(asked), "35865618903").splitlines()
        self.assertEqual(told[1], "Code 358 6561 8903 (shackle)")
        self.assertEqual(told[2], "Valid from 2026-05-16 14:00 to 2026-05-19 14:00, any number of openings")
        self.assertEqual(told[4], "Enter it for the first time before 2026-05-17 14:00.")
        asked = request("day_code")
        told = message.text(box(), asked, self.rule(asked), "1489982").splitlines()
        self.assertEqual(told[1], "Code 148 9982 (key compartment)")
        self.assertEqual(told[2], "Valid on 2026-05-16, for 60 minutes from the first use")
        self.assertEqual(message.grouped("12345678"), "1234 5678")
        self.assertEqual(message.grouped("123456789"), "123 456 789")

    def test_denials(self) -> None:
        self.assertEqual(names(self.rule(request(**window(START, 180_000)))), ["length_unavailable"])
        consumer = request(to=recipient("consumer"), issuer=issuer(pin_verified=False))
        ruling = self.rule(consumer)
        self.assertEqual(names(ruling), ["consumer", "pin_not_verified"])
        self.assertEqual((ruling["recommended"], ruling["permit"]), (None, None))
        fortnight = request("contractor_code", recipient("contractor"), seller_written_permission=False,
                            **window(START, 1_780_261_200 - START))  # fmt: skip
        self.assertEqual(names(self.rule(fortnight)), ["seller_permission_missing", "window_too_long"])
        house = request("guest_grant", recipient("homeowner"), operations=9, **window(1_778_950_800, 3_601))
        self.assertEqual(names(self.rule(house)), ["operation_not_allowed", "window_too_long"])

    def test_day_code(self) -> None:
        ruling = self.rule(request("day_code", recipient("inspector"), day=TODAY + 14))
        permit = ruling["permit"]
        self.assertEqual([permit[name] for name in ("day", "slot", "not_before", "not_after")],
                         [20_603, 0, 1_780_124_400, 1_780_210_800])  # fmt: skip
        self.assertEqual(ruling["obligations"], ["record_issue", "keep_consent", "say_not_recallable"])
        late = self.rule(request("day_code", recipient("inspector"), day=20_604))
        self.assertEqual(names(late), ["too_far_ahead"])

    def test_showing_service(self) -> None:
        asked = request("guest_grant", recipient("out_of_board_agent"), issuer=issuer("showing_service"),
                        **window(1_778_976_000, 1_800))  # fmt: skip
        ruling = self.rule(asked)
        self.assertEqual((names(ruling), ruling["recommended"]), (["appointment_missing"], "guest_grant"))
        ruling = self.rule(asked, appointment=appointment(start=1_778_976_000, end=1_778_976_900, late=900))
        self.assertEqual(ruling["permit"]["release_at"], 1_778_975_700)
        wanted = ["record_issue", "notify_on_use", "carry_bulletin", "hold_until_release"]
        self.assertEqual(ruling["obligations"], wanted)


class StatusGateTests(unittest.TestCase):
    def change(self, before: str, after: str, **other: Any) -> dict[str, Any]:
        given = status_gate_changes.change(before, after, **other, **status_gate_changes.EXAMPLE)
        return status_gate.change(given, status_gate_changes.PARAMETERS)

    def test_worked_examples(self) -> None:
        first = self.change("Active", "Pending")
        self.assertEqual(first["withheld"], ["G1"])
        self.assertEqual(first["revoked"], [{"id": "G2", "until": 1_778_970_600}])
        alive = [("C1", 1_779_548_400, "kept"), ("C2", 1_779_001_200, "lost"), ("C3", 1_778_970_000, "lost")]
        self.assertEqual([tuple(code.values()) for code in first["alive"]], alive)
        obligations = ["record_status_change", "withhold_grants", "send_bulletin", "cancel_appointments",
                       "tell_listing_agent"]  # fmt: skip
        self.assertEqual(first["obligations"], obligations)
        allowed = self.change("Active", "Pending", off_market_permission=True)
        self.assertEqual((allowed["withheld"], allowed["revoked"]), ([], []))
        self.assertEqual([code["access"] for code in allowed["alive"]], ["kept"] * 3)
        self.assertEqual(allowed["obligations"], ["record_status_change", "tell_listing_agent"])
        full = self.change("Active", "Pending", revocations=16)
        self.assertEqual(full["reissue"], ["G3", "G4", "C1"])
        self.assertEqual(full["obligations"], [*obligations[:2], "raise_epoch", "send_bulletin", "reissue",
                                               *obligations[3:]])  # fmt: skip
        denied = self.change("Active", "Withdrawn")
        self.assertEqual((names(denied), denied["obligations"]),
                         (["seller_request_missing"], ["record_refusal"]))  # fmt: skip
        self.assertEqual([denied[name] for name in ("withheld", "revoked", "alive", "reissue")], [[]] * 4)
        closed = self.change("Pending", "Closed")
        self.assertEqual([grant["id"] for grant in closed["revoked"]], ["G2", "G3"])
        self.assertEqual([code["access"] for code in closed["alive"]], ["lost"] * 3)
        self.assertEqual(closed["obligations"], [*obligations[:2], "suspend_box", *obligations[2:]])
        given = self.change("Pending", "Pending", off_market_permission=True)
        self.assertEqual(given["obligations"], ["tell_listing_agent"])
        self.assertEqual(self.change("Pending", "Pending"), first | {"obligations": obligations[1:]})


class AppointmentTests(unittest.TestCase):
    rules = about.rules(**about.EXAMPLE)

    def step(self, told: dict[str, Any], *rest: Any, **more: Any) -> dict[str, Any]:
        return showing.step(about.step(told, *rest, **more), self.rules)

    def test_requests(self) -> None:
        ask = about.event("request", 1_778_968_800)
        asked = self.step(ask)
        self.assertEqual((asked["appointment"]["state"], asked["appointment"]["sequence"]), ("requested", 1))
        self.assertEqual(asked["obligations"], ["publish_events", "notify_listing_side"])
        self.assertEqual(names(self.step(ask | {"now": 1_778_972_401})), ["lead_time_short"])
        late = ask | {"start": 1_778_986_200, "end": 1_778_987_400}
        self.assertEqual(names(self.step(late)), ["outside_access_hours"])
        self.assertEqual(self.step(late | {"end": 1_778_986_800})["decision"], "permit")
        other = about.other(1_778_976_900, 1_778_977_800)
        self.assertEqual(self.step(ask, None, (other,))["decision"], "permit")

    def test_from_approval_to_the_end(self) -> None:
        held = self.step(about.event("request", 1_778_968_800))["appointment"]
        approved = self.step(about.event("approve", 1_778_969_000), held)
        self.assertEqual(approved["obligations"], ["publish_events", "issue_grant", "notify_holder"])
        held = approved["appointment"]
        self.assertEqual((held["state"], held["sequence"]), ("approved", 2))
        grant = admission.grant({"appointment": held, "bulletin": 2}, self.rules)
        self.assertEqual([grant[name] for name in ("not_before", "not_after", "release_at")],
                         [1_778_976_000, 1_778_977_800, 1_778_975_700])  # fmt: skip
        for now, found in ((1_778_975_999, ["too_early"]), (1_778_976_000, []), (1_778_977_799, []),
                           (1_778_977_800, ["too_late"])):  # fmt: skip
            given = {"appointment": held, "holder": "X-3", "listing": "L-1", "now": now}
            self.assertEqual(names(admission.access(given, self.rules)), found)
        opened = self.step(about.event("open", 1_778_976_120), held)["appointment"]
        self.assertEqual((opened["state"], opened["sequence"]), ("in_progress", 3))
        self.assertEqual(self.step(about.event("tick", 1_778_977_799), opened)["appointment"], opened)
        gone = self.step(about.event("tick", 1_778_977_800), opened)["appointment"]
        self.assertEqual((gone["state"], gone["sequence"]), ("completed", 4))
        release = about.event("release", 1_778_975_699)
        self.assertEqual(names(self.step(release, held)), ["before_release"])
        released = self.step(release | {"now": 1_778_975_700}, held)
        self.assertEqual(released["obligations"], ["release_grant", "carry_bulletin"])
        self.assertEqual(released["appointment"], held | {"grant_released": True})
        move = about.event("reschedule", 1_778_975_760, "listing_side", start=1_778_979_600,
                           end=1_778_980_500)  # fmt: skip
        moved = self.step(move, released["appointment"])
        self.assertEqual(moved["obligations"],
                         ["publish_events", "revoke_grant", "issue_grant", "notify_holder"])  # fmt: skip
        states = [(event["appointment"], event["state"], event["sequence"]) for event in moved["events"]]
        self.assertEqual(states, [("P-1", "rescheduled", 3), ("P-2", "approved", 1)])

    def test_receiving(self) -> None:
        told = {
            1: about.record("requested", 1), 2: about.record("approved", 2),
            3: about.record("in_progress", 3), 4: about.record("completed", 4),
        }  # fmt: skip
        last, outcomes = None, []
        for sequence in (1, 2, 2, 4, 3, 1):
            found = events.receive({"last": last, "event": told[sequence]})
            outcomes.append(found["outcome"])
            last = told[sequence] if found["outcome"] == "applied" else last
            if found["outcome"] == "gap":
                self.assertEqual(found["expected"], 3)
        self.assertEqual(outcomes, ["applied", "applied", "repeated", "gap", "applied", "stale"])


class CardTests(unittest.TestCase):
    def test_worked_table(self) -> None:
        group = single_key_scenes.group_in(LOS_ANGELES)
        single_key_scenes.worked_table(single_key_scenes.Writer(group, LOS_ANGELES))
        given = group.tests[0].inputs
        steps = key_of_day.steps(LOS_ANGELES, 960, given["state"], given["events"])
        told = [(step["decision"], *step["state"].values()) for step in steps]
        yes, no, none = "permit", "deny", False
        self.assertEqual(told, [
            (yes, 20_757, "app", none, False), (yes, 20_757, "app", none, False),
            (yes, 20_757, "app", none, True), (no, 20_757, "app", none, True),
            (yes, 20_757, "app", none, True), (no, 20_758, "card", none, False),
            (yes, 20_758, "card", none, False), (no, 20_758, "card", none, False),
            (yes, 20_758, "card", none, False), (no, 20_758, "card", none, False),
            (yes, 20_759, "app", none, False), (yes, 20_759, "card", True, False),
            (no, 20_759, "card", True, False), (yes, 20_759, "card", True, False),
            (yes, 20_760, "app", none, False),
        ])  # fmt: skip
        self.assertEqual(names(steps[9]), ["fallback_not_needed"])
        self.assertEqual(steps[11]["obligations"], ["record_fallback", "block_app_today"])

    def test_renewals(self) -> None:
        morning, june = renewal_policy_scenes.MORNING, 1_780_335_000
        for comment, changed, given, wanted in (
            ("no days", {}, (morning, ()), (1_779_001_200, 20_589, 0)),
            ("two days before", {}, (morning, (20_587, 20_588)), ["row_used_up"]),
            ("three allowed", {"phone_in_a_row": 3}, (morning, (20_587, 20_588)), (1_779_001_200, 20_589, 2)),
            ("not in a row", {}, (morning, (20_586, 20_588)), (1_779_001_200, 20_589, 2)),
            ("month", {}, (morning, (20_575, 20_580, 20_580)), ["month_used_up"]),
            ("June", {}, (june, (20_603, 20_604)), ["row_used_up"]),
            ("June again", {}, (june, (20_601, 20_602, 20_604)), (1_780_383_600, 20_605, 0)),
            ("end of May", {}, (1_780_297_199, (20_601, 20_602)), (1_780_297_200, 20_604, 2)),
            ("October", {}, (1_793_512_800, ()), (1_793_516_400, 20_757, 0)),
            ("November", {}, (1_793_516_400, (20_757,)), (1_793_606_400, 20_758, 0)),
        ):
            with self.subTest(comment):
                result = self.renew(given[0], "phone", given[1], **changed)
                if isinstance(wanted, list):
                    self.assertEqual(names(result), wanted)
                else:
                    found = tuple(result[name] for name in ("expires_after", "day", "n"))
                    self.assertEqual((result["decision"], found), ("permit", wanted))
        result = self.renew(morning, "reader", (20_587, 20_588, 20_589))
        self.assertEqual((result["expires_after"], result["uploads_log"]), (1_779_519_600, True))

    def renew(self, now: int, method: str, days: tuple[int, ...], **changed: Any) -> dict[str, Any]:
        group = renewal_policy_scenes.group_in(**changed)
        given = renewal_policy_scenes.renewal(now, method, *days)
        return card_renewal.renew(given, group.parameters)

    def test_days_left(self) -> None:
        group = renewal_policy_scenes.group_in()
        for expires, found in ((1_779_001_200, []), (1_779_001_201, ["days_left"])):
            given = renewal_policy_scenes.renewal(expires=expires)
            self.assertEqual(names(card_renewal.renew(given, group.parameters)), found)


class CalendarTests(unittest.TestCase):
    def test_ends_of_days_as_the_specification_computes_them(self) -> None:
        stream = Stream("calendar test")
        for name, place in (CHANGING | STANDING).items():
            days = [stream.between(1, 40_000) for _ in range(4)]
            if place.has_daylight():
                for change in (place.start_instant(2026), place.end_instant(2026)):
                    days += [calendar.local_day(place, change) + step for step in (-1, 0)]
            for day in days:
                self.assertEqual(calendar.end_of(place, day), self.computed(place, day), (name, day))

    def computed(self, place: Any, day: int) -> int:
        offsets = (place.standard_minutes, place.daylight_minutes)
        early, late = (60 * (1_440 * (day + 1) - pick(offsets)) for pick in (max, min))
        for end in (late, early):
            if calendar.local_day(place, end) > day >= calendar.local_day(place, end - 1):
                return end
        year = calendar.civil(day).year
        changes = [at(near) for near in (year - 1, year, year + 1)
                   for at in (place.start_instant, place.end_instant)]  # fmt: skip
        return next(change for change in changes if early <= change <= late)

    def test_known_days(self) -> None:
        self.assertEqual(calendar.start_of(LOS_ANGELES, 20_520), 1_772_956_800)
        self.assertEqual(calendar.end_of(LOS_ANGELES, 20_520), 1_773_039_600)
        self.assertEqual(calendar.end_of(LOS_ANGELES, 20_758) - calendar.start_of(LOS_ANGELES, 20_758),
                         90_000)  # fmt: skip

    def test_a_day_holds_its_instants(self) -> None:
        stream = Stream("day_of test")
        for name, place in CHANGING.items():
            near = [place.end_instant(2026) + stream.between(-9_000, 9_000) for _ in range(8)]
            days = [calendar.day_of(place, instant) for instant in sorted(near)]
            self.assertEqual(days, sorted(days), name)
            for instant, day in zip(sorted(near), days, strict=True):
                self.assertTrue(calendar.start_of(place, day) <= instant < calendar.end_of(place, day), name)

    def test_the_ends_of_what_can_be_dated(self) -> None:
        for place in (CHANGING | STANDING).values():
            self.assertIn(calendar.local_day(place, values.FIRST_INSTANT), (0, 1))
            self.assertIn(calendar.local_day(place, values.LAST_INSTANT), (2_932_894, 2_932_895, 2_932_896))


class ValueTests(unittest.TestCase):
    def test_types_and_members(self) -> None:
        good = status_gate_changes.change()
        parameters = status_gate_changes.PARAMETERS
        for spoilt in (good | {"now": True}, good | {"now": 1e9}, good | {"extra": 1},
                       good | {"grants": None},
                       {name: value for name, value in good.items() if name != "codes"}):  # fmt: skip
            with self.assertRaises(Refused) as caught:
                status_gate.change(spoilt, parameters)
            self.assertEqual(caught.exception.reason, values.BAD_VALUE)


if __name__ == "__main__":
    unittest.main()
