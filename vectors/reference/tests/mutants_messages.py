"""Mistakes with bulletins and with the audit log."""

from dataclasses import dataclass, replace
from functools import cache
from unittest import mock

import support
from mutant import LITTLE_ENDIAN, MASK_16, MASK_31, Mutant, mutant, padded_identity

from doorward_reference import audit, bits, keys, zone
from doorward_reference.audit import Entry, Log
from doorward_reference.engine import bulletin
from doorward_reference.engine.bulletin import Bulletin
from doorward_reference.engine.decision import BAD_MESSAGE, Denied
from doorward_reference.files import audit_file, bulletin_file
from doorward_reference.files.container import Members
from doorward_reference.refused import Refused

BULLETIN, AUDIT = "bulletin", "audit"
right_parse, right_tag, right_genuine = bulletin.parse, bulletin.tag, bulletin.is_genuine
right_zone_parse = zone.parse
TAG = bulletin.TAG_BYTES


# Bulletins.


def narrow_numbers(bits_kept: int) -> tuple[object, str, object]:
    mask = 2**bits_kept - 1

    def parse(message: bytes) -> Bulletin:
        said = right_parse(message)
        return replace(said, sequence=said.sequence & mask, epoch=said.epoch & mask)

    return bulletin, "parse", parse


def parse_little(message: bytes) -> Bulletin:
    said = right_parse(message)
    sequence, epoch = message[43:47], message[47:51]
    issued_at = int.from_bytes(message[51:59], "little")
    return replace(said, issued_at=issued_at, sequence=int.from_bytes(sequence, "little"),
                   epoch=int.from_bytes(epoch, "little"))  # fmt: skip


def parse_narrow_instant(message: bytes) -> Bulletin:
    said = right_parse(message)
    return replace(said, issued_at=said.issued_at % 2**32)


def whole_size(message: bytes) -> int:
    if len(message) <= bulletin.COUNT_AT:
        raise Denied(BAD_MESSAGE)
    return bulletin.FIXED_BYTES + bulletin.REVOKED_BYTES * message[bulletin.COUNT_AT] + TAG


def parse_cut(message: bytes) -> Bulletin:
    size = whole_size(message)
    if len(message) < size - TAG:
        raise Denied(BAD_MESSAGE)
    return right_parse(message.ljust(size, b"\x00"))


def genuine_cut(key: bytes, message: bytes) -> bool:
    body = message[: whole_size(message) - TAG]
    return right_tag(key, body).startswith(message[len(body) :])


def parse_trailing(message: bytes) -> Bulletin:
    return right_parse(message[: whole_size(message)])


def genuine_trailing(key: bytes, message: bytes) -> bool:
    return right_genuine(key, message[: whole_size(message)])


def beginning(told: bytes, own: bytes) -> bool:
    length = min(len(told), len(own))
    return told[:length] == own[:length]


def rest_of_id(message: bytes, name: bytes) -> bytes:
    """The message with this id and zeros behind it."""
    return message[:1] + bits.u8(len(name)) + name.ljust(25, b"\x00") + message[27:]


def parse_to_zero(message: bytes) -> Bulletin:
    return right_parse(rest_of_id(message, message[2:27].split(b"\x00")[0]))


def parse_any_padding(message: bytes) -> Bulletin:
    return right_parse(rest_of_id(message, message[2:27][: message[1]]))


def parse_any_version(message: bytes) -> Bulletin:
    return right_parse(b"\x01" + message[1:])


def parse_any_flags(message: bytes) -> Bulletin:
    return right_parse(message[:59] + bits.u8(message[59] & 1) + message[60:])


def any_zone(octets: bytes) -> zone.Zone:
    try:
        return right_zone_parse(octets)
    except Refused:
        return zone.fixed(0)


def parse_any_count(message: bytes) -> Bulletin:
    """As many as there are, if the count is one that may be."""
    if message[74] > bulletin.REVOKED_MOST:
        raise Denied(BAD_MESSAGE)
    listed, odd = divmod(len(message) - bulletin.FIXED_BYTES - TAG, bulletin.REVOKED_BYTES)
    if odd:
        raise Denied(BAD_MESSAGE)
    return right_parse(message[:74] + bits.u8(listed) + message[75:])


def parse_some_revoked(message: bytes) -> Bulletin:
    said = right_parse(message)
    if not said.revoked:
        raise Denied(BAD_MESSAGE)
    return said


def parse_merged(message: bytes) -> Bulletin:
    said = right_parse(message)
    return replace(said, revoked=tuple(dict.fromkeys(said.revoked)))


def tag_unpadded(key: bytes, body: bytes) -> bytes:
    return right_tag(key, body[: 2 + body[1]] + body[27:])


# The audit log.

right_key_at, right_pack, right_unpack = Log.key_at, audit.pack, audit.unpack
right_row_tag, right_head_tag, right_head = audit.row_tag, audit.head_tag, audit.head
right_verify_row, right_verify_head, right_u64 = audit.verify_row, audit.verify_head, bits.u64


def mac_of(key: bytes, message: bytes) -> bytes:
    return keys.mac(key, message)[: audit.TAG_BYTES]


def key_with_number(log: Log, sequence: int) -> bytes:
    key = log.first_key()
    for number in range(sequence):
        key = keys.mac(key, keys.VERSION + b"audit-next\x00" + bits.u32(number))
    return key


def audit_from_box_key(log: Log) -> bytes:
    box = keys.box_key(log.root, log.lockbox, log.generation)
    info = keys.VERSION + b"audit\x00" + keys.identity(log.lockbox) + bits.u32(log.generation)
    return keys.expand(box, info)


@cache
def first_of_epoch(root: str, epoch: int) -> int:
    rows = [test for group, test in support.vectors(support.published(AUDIT))
            if test["result"] == "valid" and group["root"] == root and test["epoch"] == epoch]  # fmt: skip
    return min(test["sequence"] for test in rows)


def chain_per_epoch(group: Members, test: Members) -> Members:
    first = first_of_epoch(group["root"], test["epoch"])
    with mock.patch.object(Log, "key_at", lambda log, sequence: right_key_at(log, sequence - first)):
        return audit_file.evaluate(group, test)


def pack_with_detail(narrowed: object) -> tuple[object, str, object]:
    def packed(entry: Entry) -> bytes:
        return right_pack(replace(entry, detail=narrowed(entry.detail)))  # type: ignore[operator]

    return audit, "pack", packed


def pack_narrow_instant(entry: Entry) -> bytes:
    return right_pack(replace(entry, instant=entry.instant % 2**32))


def pack_method_first(entry: Entry) -> bytes:
    packed = right_pack(entry)
    return packed[:16] + packed[18:19] + packed[17:18] + packed[16:17] + packed[19:]


@dataclass(frozen=True)
class Shifted(Log):
    shift: int

    def key_at(self, sequence: int) -> bytes:
        return right_key_at(self, max(sequence + self.shift, 0))


def near(verify: object) -> object:
    def verified(log: Log, data: bytes) -> object:
        for shift in (-1, 1):
            try:
                shifted = Shifted(log.root, log.lockbox, log.generation, shift)
                return verify(shifted, data)  # type: ignore[operator]
            except Refused:
                continue
        return verify(log, data)  # type: ignore[operator]

    return verified


def unpack_any_fields(packed: bytes) -> Entry:
    return right_unpack(packed[:16] + bytes([1, 0, 0, 0]) + packed[20:])


MUTANTS: list[Mutant] = [
    mutant(BULLETIN, "LittleEndian", (bulletin, "parse", parse_little)),
    mutant(BULLETIN, "Truncated31", narrow_numbers(31)),
    mutant(BULLETIN, "Truncated16", narrow_numbers(16)),
    mutant(BULLETIN, "EpochInLifelongKeys", (keys, "FOR_LIFE", ()),
           (keys, "EPOCH_BOUND", keys.EPOCH_BOUND + keys.FOR_LIFE)),
    mutant(BULLETIN, "TagHalf", (bulletin, "is_genuine", lambda key, message: (
        right_tag(key, message[:-TAG])[:16] == message[-TAG:-16]))),
    mutant(BULLETIN, "TagUnread", (bulletin, "is_genuine", lambda key, message: True)),
    mutant(BULLETIN, "TagWithoutId",
           (bulletin, "tag", lambda key, body: right_tag(key, body[:1] + body[27:]))),
    mutant(BULLETIN, "TagWithoutNonce",
           (bulletin, "tag", lambda key, body: right_tag(key, body[:27] + body[43:]))),
    mutant(BULLETIN, "TagUnpadded", (bulletin, "tag", tag_unpadded)),
    mutant(BULLETIN, "TagWithoutRevoked",
           (bulletin, "tag", lambda key, body: right_tag(key, body[:75]))),
    mutant(BULLETIN, "CutTaken", (bulletin, "parse", parse_cut), (bulletin, "is_genuine", genuine_cut)),
    mutant(BULLETIN, "TrailingIgnored", (bulletin, "parse", parse_trailing),
           (bulletin, "is_genuine", genuine_trailing)),
    mutant(BULLETIN, "IdUnread", (bulletin_file, "same_box", lambda told, own: True)),
    mutant(BULLETIN, "IdBeginning", (bulletin_file, "same_box", beginning)),
    mutant(BULLETIN, "IdCaseFolded",
           (bulletin_file, "same_box", lambda told, own: told.lower() == own.lower())),
    mutant(BULLETIN, "IdToZero", (bulletin, "parse", parse_to_zero)),
    mutant(BULLETIN, "PaddingIgnored", (bulletin, "parse", parse_any_padding)),
    mutant(BULLETIN, "VersionIgnored", (bulletin, "parse", parse_any_version)),
    mutant(BULLETIN, "FlagsIgnored", (bulletin, "parse", parse_any_flags)),
    mutant(BULLETIN, "ZoneUnchecked", (zone, "parse", any_zone)),
    mutant(BULLETIN, "SeventeenRevoked", (bulletin, "REVOKED_MOST", 17)),
    mutant(BULLETIN, "CountUnread", (bulletin, "parse", parse_any_count)),
    mutant(BULLETIN, "FullListRefused", (bulletin, "REVOKED_MOST", 15)),
    mutant(BULLETIN, "EmptyListRefused", (bulletin, "parse", parse_some_revoked)),
    mutant(BULLETIN, "RevokedMerged", (bulletin, "parse", parse_merged)),
    mutant(BULLETIN, "SuspendedIgnored",
           (bulletin, "parse", lambda message: replace(right_parse(message), suspended=False))),
    mutant(BULLETIN, "LiveByFirstByte", (Bulletin, "is_live", lambda said: said.nonce[0] != 0)),
    mutant(BULLETIN, "Instant32", (bulletin, "parse", parse_narrow_instant)),
    mutant(AUDIT, "LittleEndian", LITTLE_ENDIAN),
    mutant(AUDIT, "Truncated31", MASK_31),
    mutant(AUDIT, "Truncated16", MASK_16),
    mutant(AUDIT, "AuditFromBoxKey", (Log, "first_key", audit_from_box_key)),
    mutant(AUDIT, "GenerationIgnored",
           (Log, "first_key", lambda log: keys.first_audit_key(log.root, log.lockbox, 0))),
    mutant(AUDIT, "IdPadded", (keys, "identity", padded_identity)),
    mutant(AUDIT, "KeyNotMoved", (Log, "key_at", lambda log, sequence: log.first_key())),
    mutant(AUDIT, "KeyMovedEarly", (Log, "key_of_row", lambda log, number: log.key_at(number + 1))),
    mutant(AUDIT, "KeyMovedTwice", (Log, "key_of_head", lambda log, number: log.key_at(number + 1))),
    Mutant(AUDIT, "KeyPerEpoch", (), chain_per_epoch),
    mutant(AUDIT, "KeyWithNumber", (Log, "key_at", key_with_number)),
    mutant(AUDIT, "HeadWithRowKey", (Log, "key_of_head", lambda log, number: log.key_at(number - 1))),
    mutant(AUDIT, "HeadTellsRow",
           (audit, "head", lambda log, number, instant: right_head(log, number - 1, instant))),
    mutant(AUDIT, "HeadWithoutInstant",
           (audit, "head_tag", lambda key, stated: right_head_tag(key, stated[:4]))),
    mutant(AUDIT, "LastWordLeftOut",
           (audit, "row_tag", lambda key, packed: right_row_tag(key, packed[:-4]))),
    mutant(AUDIT, "LabelLeftOut", (audit, "row_tag", mac_of), (audit, "head_tag", mac_of)),
    mutant(AUDIT, "OneLabel", (audit, "row_tag", right_head_tag)),
    mutant(AUDIT, "OneLabel", (audit, "head_tag", right_row_tag)),
    mutant(AUDIT, "TagLastHalf",
           (audit, "row_tag", lambda key, packed: keys.mac(
               key, keys.VERSION + b"audit-entry\x00" + packed)[16:])),
    mutant(AUDIT, "TagHalf", (audit, "same", lambda tag, wanted: tag[:8] == wanted[:8])),
    mutant(AUDIT, "TagUnread", (audit, "same", lambda tag, wanted: True)),
    mutant(AUDIT, "Detail32", pack_with_detail(lambda detail: detail % 2**32)),
    mutant(AUDIT, "DetailAsDouble", pack_with_detail(lambda detail: int(float(detail)))),
    mutant(AUDIT, "DetailSigned", pack_with_detail(lambda detail: detail % 2**63)),
    mutant(AUDIT, "Instant32", (audit, "pack", pack_narrow_instant)),
    mutant(AUDIT, "MethodEventSwapped", (audit, "pack", pack_method_first)),
    mutant(AUDIT, "NearKeyTaken", (audit, "verify_row", near(right_verify_row)),
           (audit, "verify_head", near(right_verify_head))),
    mutant(AUDIT, "TrailingIgnored",
           (audit, "verify_row", lambda log, row: right_verify_row(log, row[:64])),
           (audit, "verify_head", lambda log, head: right_verify_head(log, head[:28]))),
    mutant(AUDIT, "FieldsUnchecked", (audit, "unpack", unpack_any_fields)),
    mutant(AUDIT, "LastWordIgnored",
           (audit, "unpack", lambda packed: right_unpack(packed[:44] + audit.RESERVED))),
]  # fmt: skip
