"""Codes and keys, as Python has them."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import doorward as dw

ROOT = dw.RootKey.from_bytes(bytes(range(32)))
BOX = ROOT.lockbox("LB-00012345", generation=0)
NOON = datetime(2026, 5, 16, 12, tzinfo=timezone.utc)
UTC = dw.Zone.fixed(timedelta(0))
EXACT = timedelta(0)


def keys() -> list[Any]:
    day_root = BOX.day_root(0)
    return [
        *(ROOT, BOX, day_root, day_root.day(date(2026, 5, 16)), BOX.flex(0), BOX.grant(0)),
        *(BOX.service(), BOX.bulletin(), BOX.challenge(), ROOT.first_audit("LB-1", 0)),
        ROOT.credential("C-1"),
    ]


def test_keys_print_their_kind_and_nothing_else() -> None:
    for key in keys():
        name = type(key).__name__
        secret = key.expose_bytes()
        assert repr(key) == str(key) == f"{name}(..)"
        assert type(key).from_bytes(secret) == key
        assert key != type(key).from_bytes(bytes(32))
        with pytest.raises(TypeError):
            pickle.dumps(key)
        with pytest.raises(TypeError):
            hash(key)
        with pytest.raises(dw.InputError) as refused:
            type(key).from_bytes(secret[:31])
        assert refused.value.reason == "key_length"
        assert secret.hex() not in str(refused.value)


def test_keys_of_one_kind_are_not_those_of_another() -> None:
    assert dw.FlexKey.from_bytes(bytes(32)) != dw.GrantKey.from_bytes(bytes(32))
    code: Any = BOX.flex(0)
    with pytest.raises(TypeError):
        dw.CodeReader(code, epoch=0)


def test_a_code_hides_its_digits() -> None:
    code = dw.Code("4070512")
    assert "4070512" not in repr(code) + str(code) + f"{code}"
    assert code == dw.Code("4070512") and code != dw.Code("4070513")
    assert code.__eq__("4070512") is False
    with pytest.raises(dw.InputError) as refused:
        dw.Code("407051x")
    assert refused.value.reason == "code_character"
    assert "407051" not in str(refused.value)


@pytest.mark.parametrize(
    "now", [datetime(2026, 5, 16, 12), datetime(2026, 5, 16, 12, tzinfo=None)]
)
def test_naive_datetimes_are_refused(now: datetime) -> None:
    with pytest.raises(dw.InputError) as refused:
        UTC.day_at(now)
    assert refused.value.reason == "naive_datetime"
    assert "tzinfo" in str(refused.value)
    with pytest.raises(dw.InputError):
        dw.FlexWindow(now, timedelta(hours=1))


def test_instants_are_instants_in_every_zone() -> None:
    there = datetime(2026, 5, 16, 5, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert dw.FlexWindow(there, timedelta(hours=1)).start == NOON == there
    # In the hour that comes twice, `fold` tells them apart.
    for fold, hour in ((0, 8), (1, 9)):
        twice = datetime(2026, 11, 1, 1, 30, fold=fold, tzinfo=ZoneInfo("America/Los_Angeles"))
        assert dw.FlexWindow(twice, timedelta(hours=1)).start.hour == hour


@pytest.mark.parametrize("wrong", [0, "2026-05-16", date(2026, 5, 16), None])
def test_an_instant_is_a_datetime(wrong: Any) -> None:
    with pytest.raises(TypeError):
        UTC.day_at(wrong)


def test_a_day_is_no_datetime() -> None:
    wrong: Any
    for wrong in (NOON, "2026-05-16", 1.0, True):
        with pytest.raises(TypeError):
            BOX.day_root(0).day(wrong)
    for early in (date(1969, 12, 31), -1):
        with pytest.raises(dw.InputError) as refused:
            BOX.day_root(0).day(early)
        assert refused.value.reason == "day"
    assert BOX.day_root(0).day(20_589) == BOX.day_root(0).day(date(2026, 5, 16))


def test_before_1970_there_is_no_instant() -> None:
    with pytest.raises(dw.InputError) as refused:
        UTC.day_at(datetime(1969, 12, 31, 23, 59, 59, tzinfo=timezone.utc))
    assert refused.value.reason == "instant"


@pytest.mark.parametrize(
    "name, rule",
    [
        ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
        ("America/Phoenix", "MST7"),
        ("Pacific/Honolulu", "HST10"),
        ("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
    ],
)
def test_zones_by_name(name: str, rule: str) -> None:
    zone, there = dw.Zone.from_zoneinfo(ZoneInfo(name)), ZoneInfo(name)
    assert zone == dw.Zone.from_rule(rule) and hash(zone) == hash(dw.Zone.from_rule(rule))
    for month in range(1, 13):
        now = datetime(2031, month, 15, 7, tzinfo=timezone.utc)
        assert zone.offset_at(now) == now.astimezone(there).utcoffset()
        assert zone.day_at(now) == now.astimezone(there).date()


class Strange(tzinfo):
    """Tells nobody its rule."""

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, moment: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        return "strange"


def test_a_zone_without_a_rule_is_refused() -> None:
    wrong: tzinfo
    for wrong in (Strange(), timezone(timedelta(hours=1))):
        with pytest.raises(dw.InputError) as refused:
            dw.Zone.from_zoneinfo(wrong)
        assert refused.value.reason == "zone_rule"
    for rule in ("", "/etc/localtime", "PST8PDT", "PST8PDT,J60,J300", "America/Denver"):
        with pytest.raises(dw.InputError):
            dw.Zone.from_rule(rule)


def test_values_are_frozen_and_compare() -> None:
    window = dw.FlexWindow(NOON, timedelta(hours=2))
    terms = dw.FlexTerms(
        window, copy=1, operation=dw.Operation.SHACKLE, code_use=dw.CodeUse.SINGLE
    )
    assert terms.window == window and hash(terms.window) == hash(window)
    assert terms == dw.FlexTerms(
        dw.FlexWindow.from_slot(window.start_slot, window.duration),
        copy=1,
        operation=dw.Operation.SHACKLE,
        code_use=dw.CodeUse.SINGLE,
    )
    frozen: Any
    for frozen in (window, terms, UTC, dw.CodeProfile(), BOX):
        with pytest.raises(AttributeError):
            frozen.copy = 2
    found = dw.DayReading(0, date(2026, 5, 16), 3)
    assert copy.copy(found) == found and pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(AttributeError):
        found.slot = 4  # type: ignore[misc]


def test_a_code_that_is_not_acceptable_says_no_more() -> None:
    key = BOX.day_root(0)
    code = key.day(date(2026, 5, 16)).code(3)
    found = key.read(code, zone=UTC, now=NOON, tolerance=EXACT)
    assert (found.day, found.slot) == (date(2026, 5, 16), 3)
    for now, epoch in ((NOON + timedelta(days=1), 0), (NOON, 1)):
        with pytest.raises(dw.NotAccepted) as refused:
            BOX.day_root(epoch).read(code, zone=UTC, now=now, tolerance=EXACT)
        assert (str(refused.value), refused.value.reason) == (
            "not an acceptable code now",
            "not_accepted",
        )


def test_whoever_has_the_key_may_ask_what_a_code_is() -> None:
    code = BOX.day_root(0).day(date(2026, 5, 18)).code(3)
    asked: dict[str, Any] = {"epoch": 0, "zone": UTC, "now": NOON, "tolerance": EXACT}
    found = dw.diagnose(BOX, code, **asked)
    assert found.reading == dw.DayReading(0, date(2026, 5, 18), 3)
    assert found.verdict == dw.TooEarly(datetime(2026, 5, 18, tzinfo=timezone.utc))
    assert found in dw.diagnose_all(BOX, code, **asked)
    with pytest.raises(dw.NotAccepted):
        dw.diagnose(BOX, "0000000", **asked, days=0, epochs=0)


def test_service_and_renewal_codes_are_read_back() -> None:
    service = BOX.service()
    assert service.read(service.set_clock(NOON)) == dw.SetClock(NOON)
    assert service.read(service.raise_epoch(7)) == dw.RaiseEpoch(7)
    cancel = service.cancel_day(date(2026, 5, 16), slot=3, epoch=17)
    assert service.read(cancel.text) == dw.CancelDay(date(2026, 5, 16), 3, 1)
    card = ROOT.credential("C-1")
    assert card.read_renewal(date(2026, 5, 16), card.renewal_code(date(2026, 5, 16), 2)) == 2


def test_a_column_is_what_its_boxes_are_one_by_one() -> None:
    names = [f"LB-{number:08}" for number in range(200)]
    epochs = [number % 5 for number in range(200)]
    fleet = dw.Fleet(ROOT, names, generations=[1] * 200, epochs=epochs)
    codes = fleet.day_keys(date(2026, 5, 16)).codes(slot=9, digits=8)
    one_by_one = [
        ROOT.lockbox(name, 1).day_root(epoch).day(date(2026, 5, 16)).code(9, digits=8).text
        for name, epoch in zip(names, epochs, strict=True)
    ]
    assert codes == one_by_one
    found = fleet.read(codes, zone=UTC, now=NOON, tolerance=EXACT, digits=8)
    assert [match and (match.day, match.slot) for match in found] == [(date(2026, 5, 16), 9)] * 200
    turned = fleet.read(codes[::-1], zone=UTC, now=NOON, tolerance=EXACT, digits=8)
    assert turned.count(None) >= 199
    with pytest.raises(ValueError):
        dw.Fleet(ROOT, names, generations=[1], epochs=epochs)
    with pytest.raises(ValueError):
        fleet.read(codes[:-1], zone=UTC, now=NOON, tolerance=EXACT)
    with pytest.raises(dw.InputError):
        dw.Fleet(ROOT, ["no id"], generations=[0], epochs=[0])


@pytest.mark.parametrize(
    "error",
    [dw.InputError("a", "b"), dw.StoreError(), dw.BatchError("a", "b", "ListingKey", 3)],
)
def test_exceptions_travel(error: dw.DoorwardError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error) and vars(back) == vars(error) and str(back) == str(error)
    assert isinstance(error, dw.DoorwardError)
