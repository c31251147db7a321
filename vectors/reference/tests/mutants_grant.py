"""Mistakes with grants and their proofs."""

import base64
from dataclasses import replace

from mutant import EPOCH_ZERO, LITTLE_ENDIAN, MASK_16, MASK_31, Mutant, mutant

from doorward_reference import bits, grant, keys, proof
from doorward_reference.files import grant_file, grant_inputs, grant_proof_file
from doorward_reference.files.container import Members
from doorward_reference.grant import Body, Held
from doorward_reference.refused import BAD_INPUT, Refused

GRANT, PROOF = "grant", "grant-proof"
right_narrow, right_next_tag, right_first_tag = grant.narrow, grant.next_tag, grant.first_tag
right_narrowed, right_pack, right_unpack = grant_file.narrowed, grant.pack, grant.unpack
right_encode, right_decode, right_split = grant.encode, grant.decode, grant.split
right_strip, right_check_caveat, right_u64 = grant.strip_prefix, grant.check_caveat, bits.u64
right_check_operations, right_identity = grant.check_operations, keys.identity
right_challenge, right_proof, right_ack, right_check = (
    proof.challenge, proof.proof, proof.ack, proof.check,
)  # fmt: skip


# Issuing and narrowing.


def unchained(held: Held, caveats: list[bytes]) -> Held:
    last = held
    for caveat in caveats:
        last = replace(right_narrow(held, caveat), caveats=(*last.caveats, caveat))
    return last


def together(held: Held, caveats: list[bytes]) -> Held:
    last = right_narrowed(held, caveats)
    return replace(last, tag=right_next_tag(held.tag, b"".join(caveats))) if caveats else last


def in_order(held: Held, caveats: list[bytes]) -> Held:
    return right_narrowed(held, sorted(caveats))


def merged(held: Held, caveats: list[bytes]) -> Held:
    return right_narrowed(held, list(dict.fromkeys(caveats)))


def first_tag_kept(held: Held, caveats: list[bytes]) -> Held:
    return replace(right_narrowed(held, caveats), tag=held.tag)


def clamped(held: Held, caveats: list[bytes]) -> Held:
    def clamp(caveat: bytes) -> bytes:
        if caveat[0] not in (grant.NOT_BEFORE, grant.NOT_AFTER):
            return caveat
        return caveat[:2] + bits.u64(min(bits.be64(caveat[2:]), grant_inputs.LAST_INSTANT))

    return right_narrowed(held, [clamp(caveat) for caveat in caveats])


def narrow_instants(held: Held, caveats: list[bytes]) -> Held:
    def cut(caveat: bytes) -> bytes:
        return caveat if len(caveat) != 10 else caveat[:2] + bytes(4) + caveat[6:]

    return right_narrowed(held, [cut(caveat) for caveat in caveats])


def unpadded_tag(box: bytes, epoch: int, body: bytes) -> bytes:
    return right_first_tag(box, epoch, body[: grant.ID_AT + body[60]])


def useful_alone(group: Members, test: Members) -> Members:
    limits = {1: [test["not_before"]], 2: [test["not_after"]], 3: [test["operations"]]}
    for caveat in map(bytes.fromhex, test["caveats"]):
        limits.setdefault(caveat[0], []).append(int.from_bytes(caveat[2:], "big"))
    left = grant.ALL_OPERATIONS
    for allowed in limits[3]:
        left &= allowed
    if not left or max(limits[1]) >= min(limits[2]):
        raise Refused(BAD_INPUT)
    return grant_file.evaluate(group, test)


def one_use(body: Body) -> bytes:
    return right_pack(replace(body, max_uses=body.max_uses or 1))


def padded_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii")


# Reading.


def decode_padded(text: str) -> bytes:
    return right_decode(text.rstrip("="))


def decode_ordinary(text: str) -> bytes:
    return right_decode(text.replace("+", "-").replace("/", "_"))


def decode_spaced(text: str) -> bytes:
    return right_decode("".join(text.split()))


def decode_junk(text: str) -> bytes:
    return right_decode("".join(c for c in text if c in grant.ALPHABET))


def decode_loose(text: str) -> bytes:
    if any(character not in grant.ALPHABET for character in text):
        raise Refused(grant.BAD_TEXT)
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def any_prefix(text: str) -> str:
    _, stop, rest = text.partition(".")
    return rest if stop else right_strip(text)


def folded_prefix(text: str) -> str:
    return right_strip(text[:5].lower() + text[5:])


def split_trailing(data: bytes) -> Held:
    for length in range(len(data), 0, -1):
        try:
            return right_split(data[:length])
        except Refused:
            continue
    raise Refused(grant.BAD_LENGTH)


def split_filled(data: bytes) -> Held:
    for missing in range(grant.TAG_BYTES + 1):
        try:
            return right_split(data + bytes(missing))
        except Refused:
            continue
    raise Refused(grant.BAD_LENGTH)


def any_version(packed: bytes) -> Body:
    return right_unpack(bits.u8(grant.VERSION) + packed[1:])


def any_padding(packed: bytes) -> Body:
    return right_unpack(packed[: grant.ID_AT + packed[60]].ljust(grant.BODY_BYTES, b"\x00"))


def id_to_zero(packed: bytes) -> Body:
    name = packed[grant.ID_AT :].split(b"\x00")[0]
    return right_unpack((packed[:60] + bits.u8(len(name)) + name).ljust(grant.BODY_BYTES, b"\x00"))


def any_id(packed: bytes) -> Body:
    name = packed[grant.ID_AT :][: packed[60]]
    graphic = bytes(byte if 0x21 <= byte <= 0x7E else 0x21 for byte in name)
    return right_unpack((packed[: grant.ID_AT] + graphic).ljust(grant.BODY_BYTES, b"\x00"))


def known_bits_alone(caveat: bytes) -> None:
    if caveat[:2] != b"\x03\x02":
        right_check_caveat(caveat)


def unknown_caveat_skipped(caveat: bytes) -> None:
    if caveat[0] in grant.CAVEAT_VALUE_BYTES:
        right_check_caveat(caveat)


def any_caveat_length(caveat: bytes) -> None:
    if caveat[0] not in grant.CAVEAT_VALUE_BYTES:
        right_check_caveat(caveat)


# The door.


def without_nonce(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    return right_proof(tag, challenged, b"", op, argument)


def without_challenge(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    return right_proof(tag, b"", nonce, op, argument)


def without_argument(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    return right_proof(tag, challenged, nonce, op, b"")


def proof_of(*parts: bytes) -> bytes:
    return keys.mac(parts[0], keys.VERSION + b"proof\x00" + b"".join(parts[1:]))


def without_length(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    return proof_of(tag, challenged, nonce, bits.u16(op), argument)


def without_operation(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    return proof_of(tag, challenged, nonce, bits.u8(len(argument)), argument)


def with_small_operation(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    return proof_of(tag, challenged, nonce, bits.u8(op), bits.u8(len(argument)), argument)


def ack_without_proof(group: Members, test: Members) -> Members:
    outputs = grant_proof_file.evaluate(group, test)
    challenged, nonce = bytes.fromhex(outputs["challenge"]), bytes.fromhex(test["nonce"])
    answered = right_ack(bytes.fromhex(test["tag"]), challenged, nonce, test["outcome"])
    return outputs | {"ack": answered.hex()}


def ack_like_proof(tag: bytes, challenged: bytes, proven: bytes, outcome: int) -> bytes:
    return proof_of(tag, challenged, proven, bits.u8(outcome))


def several(op: int, argument: bytes) -> None:
    if op & ~grant.ALL_OPERATIONS or argument:
        right_check(op, argument)


def any_bit(op: int, argument: bytes) -> None:
    if op & (op - 1) or op in proof.ARGUMENT_BYTES or not op:
        right_check(op, argument)


def any_argument(op: int, argument: bytes) -> None:
    if op not in proof.ARGUMENT_BYTES:
        right_check(op, argument)


MUTANTS: list[Mutant] = [
    mutant(GRANT, "EpochIgnored", EPOCH_ZERO),
    mutant(GRANT, "Truncated31", MASK_31),
    mutant(GRANT, "Truncated16", MASK_16),
    mutant(GRANT, "LittleEndian", LITTLE_ENDIAN),
    mutant(GRANT, "CaveatsNotChained", (grant_file, "narrowed", unchained)),
    mutant(GRANT, "CaveatsTogether", (grant_file, "narrowed", together)),
    mutant(GRANT, "CaveatsSorted", (grant_file, "narrowed", in_order)),
    mutant(GRANT, "CaveatsMerged", (grant_file, "narrowed", merged)),
    mutant(GRANT, "CaveatValueAlone",
           (grant, "next_tag", lambda tag, caveat: right_next_tag(tag, caveat[2:]))),
    mutant(GRANT, "CaveatInstantClamped", (grant_file, "narrowed", clamped)),
    mutant(GRANT, "FirstTagKept", (grant_file, "narrowed", first_tag_kept)),
    mutant(GRANT, "TagCut",
           (grant, "next_tag", lambda tag, caveat: right_next_tag(tag[:16], caveat))),
    mutant(GRANT, "IdUnpadded", (grant, "first_tag", unpadded_tag)),
    mutant(GRANT, "Instant32", (bits, "u64", lambda value: right_u64(value % 2**32)),
           (grant_file, "narrowed", narrow_instants)),
    Mutant(GRANT, "UselessRefused", (), useful_alone),
    mutant(GRANT, "ZeroUsesIsOne", (grant, "pack", one_use)),
    mutant(GRANT, "PaddingWritten", (grant, "encode", padded_text), (grant, "decode", decode_padded)),
    mutant(GRANT, "PaddingTaken", (grant, "decode", decode_padded)),
    mutant(GRANT, "OrdinaryAlphabet", (grant, "decode", decode_ordinary)),
    mutant(GRANT, "OrdinaryAlphabet", (grant, "decode", decode_ordinary),
           (grant, "encode", lambda data: right_encode(data).replace("-", "+").replace("_", "/"))),
    mutant(GRANT, "SpaceTaken", (grant, "decode", decode_spaced),
           (grant, "strip_prefix", lambda text: right_strip(text.strip()))),
    mutant(GRANT, "JunkDropped", (grant, "decode", decode_junk)),
    mutant(GRANT, "LooseBits", (grant, "decode", decode_loose)),
    mutant(GRANT, "AnyPrefix", (grant, "strip_prefix", any_prefix)),
    mutant(GRANT, "PrefixCaseFolded", (grant, "strip_prefix", folded_prefix)),
    mutant(GRANT, "TrailingIgnored", (grant, "split", split_trailing)),
    mutant(GRANT, "MissingIsZero", (grant, "split", split_filled)),
    mutant(GRANT, "VersionIgnored", (grant, "unpack", any_version)),
    mutant(GRANT, "UnknownOperationKept", (grant, "check_operations", lambda operations: None),
           (grant, "check_caveat", known_bits_alone)),
    mutant(GRANT, "UnknownCaveatKept", (grant, "check_caveat", unknown_caveat_skipped)),
    mutant(GRANT, "CaveatLengthKept", (grant, "check_caveat", any_caveat_length)),
    mutant(GRANT, "NinthCaveat", (grant, "MOST_CAVEATS", 9)),
    mutant(GRANT, "PaddingIgnored", (grant, "unpack", any_padding)),
    mutant(GRANT, "IdLengthIgnored", (grant, "unpack", id_to_zero)),
    mutant(GRANT, "IdUnchecked", (grant, "unpack", any_id)),
    mutant(PROOF, "LittleEndian", LITTLE_ENDIAN),
    mutant(PROOF, "NonceLeftOut", (proof, "proof", without_nonce)),
    mutant(PROOF, "ChallengeLeftOut", (proof, "proof", without_challenge)),
    mutant(PROOF, "ChallengeWhole", (proof, "CHALLENGE_BYTES", 32)),
    mutant(PROOF, "ArgumentLeftOut", (proof, "proof", without_argument)),
    mutant(PROOF, "ArgumentLengthLeftOut", (proof, "proof", without_length)),
    mutant(PROOF, "OperationLeftOut", (proof, "proof", without_operation)),
    mutant(PROOF, "OperationAsByte", (proof, "proof", with_small_operation)),
    mutant(PROOF, "AckWithoutChallenge",
           (proof, "ack", lambda tag, _, proven, outcome: right_ack(tag, b"", proven, outcome))),
    Mutant(PROOF, "AckWithoutProof", (), ack_without_proof),
    mutant(PROOF, "AckWithoutOutcome",
           (proof, "ack", lambda tag, challenged, proven, _: right_ack(tag, challenged, proven, 0))),
    mutant(PROOF, "AckIsProof", (proof, "ack", ack_like_proof)),
    mutant(PROOF, "Counter32",
           (proof, "challenge", lambda box, counter, entropy: right_challenge(
               box, counter % 2**32, entropy))),
    mutant(PROOF, "CounterLeftOut",
           (proof, "challenge", lambda box, _, entropy: keys.mac(
               keys.purpose_key(box, "challenge", 0), entropy)[:16])),
    mutant(PROOF, "EntropyLeftOut",
           (proof, "challenge", lambda box, counter, _: right_challenge(box, counter, b""))),
    mutant(PROOF, "SeveralOperations", (proof, "check", several)),
    mutant(PROOF, "UnknownOperationTaken", (proof, "check", any_bit)),
    mutant(PROOF, "AnyArgument", (proof, "check", any_argument)),
    mutant(PROOF, "OwnerWithoutEpoch",
           (proof, "ARGUMENT_BYTES", proof.ARGUMENT_BYTES | {16: (0,)})),
    mutant(PROOF, "OwnerMustTransfer",
           (proof, "ARGUMENT_BYTES", proof.ARGUMENT_BYTES | {16: (4,)})),
]  # fmt: skip
