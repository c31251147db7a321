"""Mistakes in deriving keys and renewal codes."""

from mutant import (
    BARE_DECIMAL,
    EPOCH_ZERO,
    LITTLE_ENDIAN,
    MASK_16,
    MASK_31,
    MODULO,
    NARROW,
    SIGNED,
    Mutant,
    credential_with_generation,
    mutant,
    padded_identity,
    right_identity,
)

from doorward_reference import bits, keys, renewal

ALL_PURPOSES = keys.EPOCH_BOUND + keys.FOR_LIFE
right_box_key, right_renewal = keys.box_key, renewal.code


def audit_from_box_key(root: bytes, lockbox: str, generation: int) -> bytes:
    box = right_box_key(root, lockbox, generation)
    info = keys.VERSION + b"audit\x00" + right_identity(lockbox) + bits.u32(generation)
    return keys.expand(box, info)


def cut_identity(name: str) -> bytes:
    whole = right_identity(name)
    return whole[:25]


KEYS = "keys"
RENEWAL = "renewal-code"
MUTANTS: list[Mutant] = [
    mutant(KEYS, "Truncated31", MASK_31),
    mutant(KEYS, "Truncated16", MASK_16),
    mutant(KEYS, "LittleEndian", LITTLE_ENDIAN),
    mutant(KEYS, "EpochIgnored", EPOCH_ZERO),
    mutant(KEYS, "GenerationIgnored",
           (keys, "box_key", lambda root, name, generation: right_box_key(root, name, 0))),
    mutant(KEYS, "EpochInLifelongKeys", (keys, "FOR_LIFE", ()), (keys, "EPOCH_BOUND", ALL_PURPOSES)),
    mutant(KEYS, "AuditFromBoxKey", (keys, "first_audit_key", audit_from_box_key)),
    mutant(KEYS, "CredentialGeneration", (keys, "credential_key", credential_with_generation)),
    mutant(KEYS, "IdPadded", (keys, "identity", padded_identity)),
    mutant(KEYS, "IdCut", (keys, "identity", cut_identity)),
    mutant(KEYS, "IdCaseFolded", (keys, "identity", lambda name: right_identity(name.upper()))),
    mutant(KEYS, "IdTrimmed", (keys, "identity", lambda name: right_identity(name.strip()))),
    mutant(RENEWAL, "LeadingZero", BARE_DECIMAL),
    mutant(RENEWAL, "Truncated31", MASK_31),
    mutant(RENEWAL, "Truncated16", MASK_16),
    mutant(RENEWAL, "Truncated32", NARROW),
    mutant(RENEWAL, "SignedNumber", SIGNED),
    mutant(RENEWAL, "Modulo", MODULO),
    mutant(RENEWAL, "LittleEndian", LITTLE_ENDIAN),
    mutant(RENEWAL, "NumberIgnored",
           (renewal, "code", lambda root, name, day, n: right_renewal(root, name, day, 0))),
    mutant(RENEWAL, "CredentialGeneration", (keys, "credential_key", credential_with_generation)),
    mutant(RENEWAL, "IdPadded", (keys, "identity", padded_identity)),
]  # fmt: skip
