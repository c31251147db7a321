"""Reports, notices and the export."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

import doorward as dw
from doorward import records
from doorward._lists import RecipientKind
from test_box import AUDIT, KEYPAD, NOON, Store, provisioned, synced
from vectors.plain import plain

DAY = datetime(2026, 5, 16, tzinfo=timezone.utc)
USED = records.AccessEvent(
    lock_or_box_key="E-1",
    event=records.AccessEventKind.USE,
    lock_or_box_access_timestamp=DAY + timedelta(hours=17),
    utc_offset=timedelta(hours=-7),
    lock_or_box_id="LB-00012345",
    listing_id="L-1",
    method=records.AccessMethod.GUEST_GRANT,
    operation=1,
    key_or_credential_id=records.credential_of_grant(bytes(range(16))),
    holder_kind=RecipientKind.OUT_OF_BOARD_AGENT,
    showing_agent_id="X-3",
    showing_agent_full_name="Ada Lovelace",
    outcome=records.AccessOutcome.OPEN,
    notes="the code is 407 0512",
)


def test_the_export_is_what_happened_without_digits() -> None:
    second = replace(USED, lock_or_box_key="E-2", showing_agent_full_name='Ina "Ace", Spector')
    [first, line] = records.json_lines([second, USED]).splitlines()
    assert json.loads(first)["LockOrBoxKey"] == "E-1"
    assert json.loads(line)["ShowingAgentFullName"] == 'Ina "Ace", Spector'
    rows = list(csv.DictReader(io.StringIO(records.csv([USED, second]))))
    assert [row["LockOrBoxKey"] for row in rows] == ["E-1", "E-2"]
    report = records.access_report([USED], from_=DAY, to=DAY + timedelta(days=1))
    assert "Ada Lovelace" in report
    for text in (records.json_lines([USED]), records.csv([USED]), report):
        assert "407 0512" not in text and "4070512" not in text


def test_a_report_is_of_a_listing_and_a_time() -> None:
    other = replace(USED, lock_or_box_key="E-2", listing_id="L-2", showing_agent_full_name="Bo")
    whole = {"from_": DAY, "to": DAY + timedelta(days=1)}
    report = records.access_report([USED, other], listing="L-1", **whole)  # type: ignore[arg-type]
    assert "Ada" in report and "Bo" not in report
    none = records.access_report([USED], kinds=[records.AccessEventKind.REFUSAL], **whole)  # type: ignore[arg-type]
    assert "Ada" not in none


def test_the_listing_side_is_told_of_a_showing() -> None:
    by_owner = replace(USED, lock_or_box_key="E-2", holder_kind=RecipientKind.OWNER)
    [notice] = records.notices([USED, by_owner])
    assert (notice.event, notice.listing, notice.at) == ("E-1", "L-1", DAY + timedelta(hours=17))
    assert "Ada Lovelace" in notice.text


def test_events_that_make_no_sense_are_refused() -> None:
    for wrong, reason in (
        ([USED, replace(USED, label="other")], "repeated_key"),
        ([replace(USED, outcome=records.AccessOutcome.PERMIT)], "outcome_mismatch"),
        ([{**plain(USED), "utc_offset_minutes": -420, "lable": None}], "bad_value"),
    ):
        with pytest.raises(dw.RuleError) as refused:
            records.json_lines(wrong)
        assert refused.value.reason == reason


def test_a_row_of_a_box_becomes_an_event() -> None:
    box = provisioned(Store())
    synced(box, NOON)
    code = dw.RootKey.from_bytes(bytes(range(32))).lockbox("LB-00012345", 0)
    day = code.day_root(0).day(NOON.date()).code(0)
    assert isinstance(box.enter_code(day.text, now=NOON, operation=KEYPAD), dw.Open)
    log = dw.AuditLog(AUDIT)
    facts = [records.row_facts(log.check_row(row)) for row in box.audit_rows()]
    [opened] = [fact for fact in facts if fact and fact.method is records.AccessMethod.DAY_CODE]
    assert opened.event is records.AccessEventKind.USE and opened.instant == NOON
    assert opened.credential == records.credential_of_day_code(NOON.date(), 0)
