"""Rosters, regions, reciprocity, models, firmware."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

import doorward as dw
from doorward import fleet
from doorward.fleet import (
    Listing,
    Member,
    Office,
    Parameters,
    Region,
    Relation,
    RelationKind,
    Roster,
    RowKind,
    Status,
)
from vectors.plain import plain

NOW = datetime(2026, 5, 16, tzinfo=timezone.utc)
MEMBERS = [Member(f"M-{number}", office_key="O-1") for number in range(1, 31)]


def test_the_worked_example_of_an_import() -> None:
    moved = [Member("M-1", office_key="O-2"), *MEMBERS[1:28]]
    known, snapshot = Roster(members=MEMBERS), Roster(members=moved)
    held = fleet.compare(known, snapshot, complete=[RowKind.MEMBER])
    assert held.is_held and held.held == (RowKind.MEMBER,) and held.consequences == ()
    assert [(each.difference.value, each.key) for each in held.differences] == [
        ("change", "M-1"),
        ("deactivation", "M-29"),
        ("deactivation", "M-30"),
    ]
    assert held.differences[0].fields == (fleet.RosterField.OFFICE_KEY,)
    assert {row.member_key for row in held.known.members} == {row.member_key for row in MEMBERS}
    taken = fleet.compare(known, snapshot, complete=[RowKind.MEMBER], confirmed=True)
    assert [(each.consequence.value, each.key) for each in taken.consequences] == [
        ("member_loses_keys", "M-29"),
        ("member_loses_keys", "M-30"),
    ]
    again = fleet.compare(taken.known, snapshot, complete=[RowKind.MEMBER])
    assert again.differences == () and not again.is_held


def test_listings_change_status_and_offices_are_reviewed() -> None:
    known = Roster(
        offices=[Office("O-1", office_name="Rose")],
        listings=[Listing("L-2", Status.ACTIVE), Listing("L-1", Status.ACTIVE)],
    )
    snapshot = {
        "offices": [],
        "listings": [
            plain(Listing("L-1", Status.PENDING, lock_box_serial_number="LB-1")),
            plain(Listing("L-3", Status.COMING_SOON)),
        ],
    }
    complete = [RowKind.OFFICE, RowKind.LISTING]
    found = fleet.compare(known, snapshot, complete=complete)
    assert not found.is_held
    assert [(each.consequence.value, each.key, each.from_, each.to) for each in found.consequences] == [
        ("members_to_review", "O-1", None, None),
        ("status_change", "L-1", Status.ACTIVE, Status.PENDING),
        ("box_to_review", "L-1", None, None),
        ("status_change", "L-2", Status.ACTIVE, Status.CANCELED),
        ("status_change", "L-3", Status.INCOMPLETE, Status.COMING_SOON),
    ]


def test_rows_that_make_no_sense_are_refused() -> None:
    twice = Roster(members=[Member("M-1"), Member("M-1", office_key="O-1")])
    with pytest.raises(dw.RuleError) as refused:
        fleet.compare(twice, Roster())
    assert refused.value.reason == "repeated_key"
    wrongs: list[dict[str, Any]] = [{"members": [{"MemberKey": "M-1"}]}, {"people": []}, {"members": 5}]
    for wrong in wrongs:
        with pytest.raises(dw.RuleError) as refused:
            fleet.compare(wrong, Roster())
        assert refused.value.reason == "bad_value" and "known" in str(refused.value)
    with pytest.raises(dw.RuleError):
        fleet.compare(Roster(), Roster(), parameters=Parameters(held_percent=101))
    with pytest.raises(dw.RuleError) as refused:
        fleet.standard_status("Coming  Soon")
    assert refused.value.reason == "unknown_status"


def test_imports_are_overdue() -> None:
    assert fleet.overdue(NOW, None) is fleet.ImportWarning.NEVER_IMPORTED
    assert fleet.overdue(NOW, NOW - timedelta(days=1)) is None
    hourly = Parameters(interval=3_600)
    assert fleet.overdue(NOW, NOW - timedelta(seconds=3_601), parameters=hourly) is not None


def test_a_box_is_moved_and_gets_its_new_zone() -> None:
    west, east = (dw.Zone.fixed(timedelta(hours=hours)) for hours in (-8, -5))
    facts: dict[str, Any] = {"owner": True, "assigned": False, "association_member": True}
    here, there = Region("PDX", "RMLS", "OR", west), Region("NYC", "REBNY", "NY", east)
    ruling = fleet.judge_move(here, there, licences=["OR", "NY"], **facts)
    assert [each.value for each in ruling.obligations] == [
        "record_move",
        "send_bulletin",
        "use_new_association",
    ]
    denied = fleet.judge_move(here, there, licences=[], **{**facts, "owner": False})
    assert [each.reason.value for each in denied.reasons] == [
        "not_owner",
        "no_licence_from",
        "no_licence_to",
    ]
    with pytest.raises(dw.RuleError):
        fleet.judge_move(here, Region("X", "A", "Oregon", east), licences=[], **facts)


def test_the_worked_table_of_reciprocity() -> None:
    relations = [
        Relation("A", "B", RelationKind.SYMMETRIC, date(2026, 1, 1)),
        Relation("C", "A", RelationKind.ONE_WAY, date(2026, 5, 16), date(2026, 5, 23)),
    ]
    for of, at, day, expected in [
        ("A", "B", date(2026, 5, 16), True),
        ("B", "A", date(2025, 12, 31), False),
        ("C", "A", date(2026, 5, 22), True),
        ("C", "A", date(2026, 5, 23), False),
        ("C", "B", date(2026, 5, 17), False),
    ]:
        assert fleet.is_honoured(relations, of=of, at=at, day=day) is expected
    assert fleet.honoured_at(relations, at="A", day=date(2026, 5, 16)) == ("B", "C")
    backwards = Relation("C", "A", RelationKind.ONE_WAY, date(2026, 5, 16), date(2026, 5, 16))
    with pytest.raises(dw.RuleError) as refused:
        fleet.honoured_at([backwards], at="A", day=date(2026, 5, 16))
    assert refused.value.reason == "window_backwards"


class Memory:
    """A store of a box, in memory; may be told to fail."""

    def __init__(self) -> None:
        self.record = b""
        self.manifest = b""
        self.image = bytearray(b"\xff" * 1_024)
        self.fails: Exception | None = None

    def save_record(self, record: bytes) -> None:
        if self.fails is not None:
            raise self.fails
        self.record = record

    def read_record(self) -> bytes:
        return self.record

    def save_manifest(self, manifest: bytes) -> None:
        self.manifest = manifest

    def read_manifest(self, offset: int, length: int) -> bytes:
        return self.manifest[offset : offset + length]

    def write_image(self, offset: int, piece: bytes) -> None:
        self.image[offset : offset + len(piece)] = piece

    def read_image(self, offset: int, length: int) -> bytes:
        return bytes(self.image[offset : offset + length])


def _sign(message: bytes) -> bytes:
    """In the place of Ed25519."""
    return hmac.digest(b"maker", message, "sha512")


def _verify(message: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(_sign(message), signature)


IMAGE = bytes(index % 251 for index in range(1_000))
RELEASE = fleet.Release("KB-2", firmware=7, lowest=5, piece_len=256)


def test_firmware_comes_in_pieces_and_survives_a_loss_of_power() -> None:
    manifest = fleet.build_manifest(RELEASE, IMAGE, sign=_sign)
    said = fleet.read_manifest(manifest)
    assert (said.pieces, said.image_len, said.firmware) == (4, 1_000, 7)
    assert said.sha256 == hashlib.sha256(manifest).digest()
    assert said.image_sha256 == hashlib.sha256(IMAGE).digest()
    store = Memory()
    box = fleet.Transfer(store)
    assert box.state is fleet.TransferState.IDLE and box.manifest is None
    forged = manifest[:-1] + bytes([manifest[-1] ^ 1])
    for given, model, running, answer in [
        (manifest[1:], "KB-2", 6, fleet.Offer.BAD_MANIFEST),
        (manifest, "KB-3", 6, fleet.Offer.WRONG_MODEL),
        (manifest, "KB-2", 7, fleet.Offer.WRONG_VERSION),
        (forged, "KB-2", 6, fleet.Offer.BAD_SIGNATURE),
        (manifest, "KB-2", 6, fleet.Offer.ACCEPTED),
        (manifest, "KB-2", 6, fleet.Offer.RESUMED),
    ]:
        assert box.offer(given, model=model, running=running, verify=_verify) is answer
    pieces = [IMAGE[start : start + 256] for start in range(0, 1_000, 256)]
    assert box.piece(2, pieces[2]) is fleet.PieceAnswer.STORED
    assert box.piece(2, pieces[2]) is fleet.PieceAnswer.ALREADY
    assert box.piece(0, pieces[1]) is fleet.PieceAnswer.BAD_PIECE
    box = fleet.Transfer(store)
    assert box.state is fleet.TransferState.RECEIVING and box.missing(2) == 3
    while (index := box.missing()) is not None:
        said_last = box.piece(index, pieces[index])
    assert said_last is fleet.PieceAnswer.COMPLETE and bytes(store.image[:1_000]) == IMAGE
    assert box.activate() is fleet.Activation.ACTIVATED
    assert fleet.Transfer(store).state is fleet.TransferState.ACTIVATED
    box.finish()
    assert fleet.Transfer(store).state is fleet.TransferState.IDLE


def test_what_a_store_or_a_maker_raises_is_raised() -> None:
    manifest = fleet.build_manifest(RELEASE, IMAGE, sign=_sign)
    store = Memory()
    box = fleet.Transfer(store)
    store.fails = KeyError("flash")
    with pytest.raises(KeyError):
        box.offer(manifest, model="KB-2", running=6, verify=_verify)
    store.fails = dw.StoreError()
    with pytest.raises(dw.StoreError):
        box.offer(manifest, model="KB-2", running=6, verify=_verify)
    assert box.state is fleet.TransferState.IDLE
    store.fails = None
    with pytest.raises(ZeroDivisionError):
        box.offer(manifest, model="KB-2", running=6, verify=lambda *_: bool(1 // 0))
    with pytest.raises(ZeroDivisionError):
        fleet.build_manifest(RELEASE, IMAGE, sign=lambda message: bytes(1 // 0))
    with pytest.raises(dw.InputError):
        fleet.build_manifest(RELEASE, IMAGE, sign=lambda message: bytes(63))
    with pytest.raises(dw.RuleError) as refused:
        fleet.read_manifest(manifest[:-1])
    assert refused.value.reason == "bad_manifest"
