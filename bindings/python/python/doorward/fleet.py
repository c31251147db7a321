"""Many boxes, phones and people at once: rosters, regions, reciprocity, models, firmware.

>>> known = Roster(members=[Member("M-1"), Member("M-2"), Member("M-3")])
>>> left = Roster(members=[Member("M-1"), Member("M-3")])
>>> found = compare(known, left, complete=[RowKind.MEMBER])
>>> [(each.consequence.value, each.key) for each in found.consequences]
[('member_loses_keys', 'M-2')]
>>> found.known.members[1].member_status
<ActivityStatus.INACTIVE: 'Inactive'>

Two of three at once are held back until a person has looked.

>>> compare(known, Roster(members=[Member("M-1")]), complete=[RowKind.MEMBER]).is_held
True
>>> relations = [Relation("A", "B", RelationKind.SYMMETRIC, date(2026, 1, 1))]
>>> is_honoured(relations, of="B", at="A", day=date(2026, 5, 16))
True
>>> capabilities_of(Model.KEYPAD).firmware_by_visit
False
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar, Union

from doorward import _doorward
from doorward._decode import Value
from doorward._doorward import Transfer, Zone
from doorward._lists import (
    Activation,
    ActivityStatus,
    ConsequenceKind,
    Decision,
    DifferenceKind,
    ImportWarning,
    Model,
    MoveObligation,
    MoveReason,
    Offer,
    PieceAnswer,
    RelationKind,
    RosterField,
    RowKind,
    Status,
)
from doorward._names import TransferState

__all__ = [
    "Activation",
    "ActivityStatus",
    "Capabilities",
    "Comparison",
    "Consequence",
    "ConsequenceKind",
    "Decision",
    "Difference",
    "DifferenceKind",
    "FirmwareStore",
    "ImportWarning",
    "Listing",
    "Manifest",
    "Member",
    "Model",
    "MoveObligation",
    "MoveReason",
    "MoveRuling",
    "Offer",
    "Office",
    "Parameters",
    "PieceAnswer",
    "Reason",
    "Region",
    "Relation",
    "RelationKind",
    "Release",
    "Roster",
    "RosterField",
    "RowKind",
    "Status",
    "Transfer",
    "TransferState",
    "build_manifest",
    "capabilities_of",
    "compare",
    "honoured_at",
    "is_honoured",
    "judge_move",
    "overdue",
    "read_manifest",
    "standard_status",
]

T = TypeVar("T")
Given = Union[T, Mapping[str, object]]


def _reso(name: str, default: Any = None) -> Any:
    """A field by its name in RESO's Data Dictionary."""
    return field(default=default, metadata={"name": name})


@dataclass(frozen=True, slots=True)
class Office(Value):
    """An office of the MLS's list."""

    office_key: str = field(metadata={"name": "OfficeKey"})
    office_status: ActivityStatus = _reso("OfficeStatus", ActivityStatus.ACTIVE)
    office_mls_id: str | None = _reso("OfficeMlsId")
    office_name: str | None = _reso("OfficeName")


@dataclass(frozen=True, slots=True)
class Member(Value):
    """A member of the MLS's list."""

    member_key: str = field(metadata={"name": "MemberKey"})
    member_status: ActivityStatus = _reso("MemberStatus", ActivityStatus.ACTIVE)
    member_mls_id: str | None = _reso("MemberMlsId")
    member_full_name: str | None = _reso("MemberFullName")
    office_key: str | None = _reso("OfficeKey")
    member_state_license: str | None = _reso("MemberStateLicense")


@dataclass(frozen=True, slots=True)
class Listing(Value):
    """A listing of the MLS's list."""

    listing_key: str = field(metadata={"name": "ListingKey"})
    standard_status: Status = field(metadata={"name": "StandardStatus"})
    listing_id: str | None = _reso("ListingId")
    list_agent_key: str | None = _reso("ListAgentKey")
    list_office_key: str | None = _reso("ListOfficeKey")
    lock_box_serial_number: str | None = _reso("LockBoxSerialNumber")
    unparsed_address: str | None = _reso("UnparsedAddress")


@dataclass(frozen=True, slots=True)
class Roster(Value):
    """Offices, members and listings, in any order."""

    offices: tuple[Office, ...] | list[Office] = ()
    members: tuple[Member, ...] | list[Member] = ()
    listings: tuple[Listing, ...] | list[Listing] = ()


@dataclass(frozen=True, slots=True)
class Known(Value):
    """The rows as known from now on, by their keys."""

    offices: tuple[Office, ...]
    members: tuple[Member, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Parameters(Value):
    """When a snapshot is held back, and after how many seconds the next one is overdue."""

    held_percent: int = 5
    held_rows: int = 2
    interval: int = 86_400


@dataclass(frozen=True, slots=True)
class Difference(Value):
    """A row that a snapshot changes; of a listing, its status before and after."""

    difference: DifferenceKind
    kind: RowKind
    key: str
    fields: tuple[RosterField, ...]
    from_: Status | None = field(default=None, metadata={"name": "from"})
    to: Status | None = None


@dataclass(frozen=True, slots=True)
class Consequence(Value):
    """What follows from one row."""

    consequence: ConsequenceKind
    kind: RowKind
    key: str
    from_: Status | None = field(default=None, metadata={"name": "from"})
    to: Status | None = None


@dataclass(frozen=True, slots=True)
class Comparison(Value):
    """What an import comes to: nothing follows from a snapshot that is held."""

    is_held: bool
    held: tuple[RowKind, ...]
    differences: tuple[Difference, ...]
    consequences: tuple[Consequence, ...]
    known: Known


def compare(
    known: Given[Roster | Known],
    snapshot: Given[Roster | Known],
    *,
    complete: Iterable[RowKind] = (),
    confirmed: bool = False,
    parameters: Given[Parameters] = Parameters(),
) -> Comparison:
    """What a snapshot of the MLS's list changes. It has the kinds in ``complete`` in full: what it
    has no longer is deactivated. A person has looked at it if it is ``confirmed``."""
    return _doorward.compare_rosters(
        known, snapshot, complete=list(complete), confirmed=confirmed, parameters=parameters
    )


def overdue(
    now: datetime,
    last_import: datetime | None,
    *,
    parameters: Given[Parameters] = Parameters(),
) -> ImportWarning | None:
    """What is wrong with the time of the last import.

    >>> now = datetime(2026, 5, 16, tzinfo=timezone.utc)
    >>> overdue(now, now - timedelta(days=2))
    <ImportWarning.IMPORT_OVERDUE: 'import_overdue'>
    """
    return _doorward.import_overdue(now, last_import, parameters=parameters)


def standard_status(spelled: str) -> Status:
    """The status that a feed spells like this.

    >>> standard_status("Coming Soon")
    <Status.COMING_SOON: 'ComingSoon'>
    """
    return _doorward.standard_status(spelled)


@dataclass(frozen=True, slots=True)
class Region(Value):
    """A region; its state by two capital letters."""

    id: str
    association: str
    state: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What is against a move, and what is needed for it to apply no longer."""

    reason: MoveReason
    needs: str | None


@dataclass(frozen=True, slots=True)
class MoveRuling(Value):
    """Whether a box may be taken to another region, and what has to be done."""

    decision: Decision
    reasons: tuple[Reason, ...]
    obligations: tuple[MoveObligation, ...]


def judge_move(
    from_: Given[Region],
    to: Given[Region],
    *,
    owner: bool,
    licences: Iterable[str],
    assigned: bool,
    association_member: bool,
) -> MoveRuling:
    """Whether a box may be taken to another region by a member with licences in these states.

    >>> zone = Zone.fixed(timedelta(hours=-8))
    >>> portland = Region("PDX", "RMLS", "OR", zone)
    >>> vancouver = Region("VAN", "RMLS", "WA", zone)
    >>> facts = {"owner": True, "assigned": False, "association_member": True}
    >>> [why] = judge_move(portland, vancouver, licences=["OR"], **facts).reasons
    >>> why.reason, why.needs
    (<MoveReason.NO_LICENCE_TO: 'no_licence_to'>, 'licence')
    """
    return _doorward.judge_move(
        from_,
        to,
        owner=owner,
        licences=list(licences),
        assigned=assigned,
        association_member=association_member,
    )


@dataclass(frozen=True, slots=True)
class Relation(Value):
    """Agents of one association are treated as members at another, from a day to before another."""

    of: str
    at: str
    kind: RelationKind
    from_: date = field(metadata={"name": "from"})
    until: date | None = None


def is_honoured(
    relations: Iterable[Given[Relation]], *, of: str, at: str, day: date
) -> bool:
    """Whether agents of one association are treated as members at another on a day."""
    return _doorward.is_honoured(list(relations), of=of, at=at, day=day)


def honoured_at(
    relations: Iterable[Given[Relation]], *, at: str, day: date
) -> tuple[str, ...]:
    """The other associations that are honoured at one: the reciprocity of a request to issue."""
    return tuple(_doorward.honoured_at(list(relations), at=at, day=day))


@dataclass(frozen=True, slots=True)
class Capabilities(Value):
    """What a model of box can do."""

    bluetooth: bool
    flex_codes: bool
    shackle_by_app: bool
    shackle_by_code: bool
    firmware_by_visit: bool


def capabilities_of(model: Model) -> Capabilities:
    """What a model of box can do."""
    return _doorward.capabilities_of(model)


@dataclass(frozen=True, slots=True)
class Release(Value):
    """What a maker decides about an image: a piece has 16 to 4,096 bytes."""

    model: str
    firmware: int
    lowest: int
    piece_len: int


@dataclass(frozen=True, slots=True)
class Manifest(Value):
    """What a manifest says; its own SHA-256 is the argument of the operation that it is for."""

    model: str
    firmware: int
    lowest: int
    image_len: int
    piece_len: int
    pieces: int
    image_sha256: bytes
    sha256: bytes


def build_manifest(
    release: Given[Release], image: bytes, *, sign: Callable[[bytes], bytes]
) -> bytes:
    """The manifest of an image. ``sign`` gives 64 bytes, as Ed25519 has them.

    >>> release = Release("KB-2", firmware=7, lowest=5, piece_len=256)
    >>> manifest = build_manifest(release, bytes(1000), sign=lambda message: bytes(64))
    >>> read_manifest(manifest).pieces
    4
    """
    return _doorward.build_manifest(release, image, sign=sign)


def read_manifest(manifest: bytes) -> Manifest:
    """What a manifest says. Whether the maker signed it is another question."""
    return _doorward.read_manifest(manifest)


class FirmwareStore(Protocol):
    """Where a box keeps a transfer. What was saved must outlast a loss of power."""

    def save_record(self, record: bytes) -> None: ...
    def read_record(self) -> bytes: ...
    def save_manifest(self, manifest: bytes) -> None: ...
    def read_manifest(self, offset: int, length: int) -> bytes: ...
    def write_image(self, offset: int, piece: bytes) -> None: ...
    def read_image(self, offset: int, length: int) -> bytes: ...
