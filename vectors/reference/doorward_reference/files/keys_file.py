"""keys.json: the whole tree under one root key, for given id, generation, epoch and day."""

from .. import keys
from ..stream import Stream
from . import schema
from .container import KILLS, Group, Members, VectorFile
from .flags import pick

NOTES = pick("BadInput", "Truncated31", "Truncated16", "LittleEndian", "EpochIgnored") | {
    "GenerationIgnored": KILLS + "derives the box key without the generation",
    "EpochInLifelongKeys": KILLS + "binds the service, bulletin and challenge keys to the epoch",
    "AuditFromBoxKey": KILLS + "derives the first audit key from the box key",
    "CredentialGeneration": KILLS + "derives a credential's key with a generation",
    "IdPadded": KILLS + "pads an id to 25 bytes before it enters a derivation",
    "IdCut": KILLS + "cuts an id to 24 bytes, keeping room for a final zero",
    "IdCaseFolded": KILLS + "compares or derives without regard to upper and lower case",
    "IdTrimmed": KILLS + "strips spaces around an id rather than refuse it",
}

EDGES = (0, 1, 15, 16, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)
DAY_EDGES = (0, 1, 19_723, 65_536, 2**31 - 1, 2**31, 2**32 - 1)


def evaluate(_: Members, test: Members) -> Members:
    root, lockbox = bytes.fromhex(test["root"]), test["lockbox"]
    generation, epoch, day = test["generation"], test["epoch"], test["day"]
    box = keys.box_key(root, lockbox, generation)
    purposes = keys.EPOCH_BOUND + keys.FOR_LIFE
    derived = {purpose: keys.purpose_key(box, purpose, epoch) for purpose in purposes}
    day_root = derived.pop("day")
    outputs = {"box_key": box, "day_root": day_root}
    outputs |= {name: derived[name] for name in ("flex", "grant", "service", "bulletin", "challenge")}
    outputs["audit_0"] = keys.first_audit_key(root, lockbox, generation)
    outputs["day_key"] = keys.day_key(day_root, day)
    outputs["credential"] = keys.credential_key(root, lockbox)
    return {name: value.hex() for name, value in outputs.items()}


def edge_flags(value: int) -> list[str]:
    if value == 65_536:
        return ["Truncated16"]
    return ["Truncated31"] if value >= 2**31 else []


def groups() -> list[Group]:
    stream = Stream("keys")
    group = Group({})

    def inputs(**fixed: object) -> Members:
        given: Members = {
            "root": stream.key().hex(),
            "lockbox": stream.name(stream.between(1, 25)),
            "generation": stream.below(4),
            "epoch": stream.below(100_000),
            "day": stream.between(19_723, 30_000),
        }
        return given | fixed

    for epoch in EDGES:
        flags = edge_flags(epoch)
        if epoch == 15:
            flags += ["EpochIgnored", "EpochInLifelongKeys", "AuditFromBoxKey", "CredentialGeneration"]
        group.accept(f"epoch {epoch}", *flags, **inputs(epoch=epoch))
    for generation in EDGES:
        flags = edge_flags(generation) + (["GenerationIgnored"] if generation else [])
        group.accept(f"generation {generation}", *flags, **inputs(generation=generation))
    for day in DAY_EDGES:
        flags = edge_flags(day) + (["LittleEndian"] if day == 1 else [])
        group.accept(f"day {day}", *flags, **inputs(day=day))
    whole = {"root": stream.key().hex(), "generation": 0, "epoch": 0, "day": 20_000}
    for name in ("!", "~", "0", "a", "A"):
        flags = ["IdPadded"] + (["IdCaseFolded"] if name == "a" else [])
        group.accept("id of one byte", *flags, **inputs(lockbox=name))
    for name in ("LB-1", "LB-10", "lb-1", '"\\/', "{}[]<>&'`"):
        flags = ["IdCaseFolded"] if name == "lb-1" else []
        group.accept("one root key, ids that resemble each other", *flags, **whole, lockbox=name)
    for _ in range(3):
        group.accept("id of 25 bytes", "IdCut", **inputs(lockbox=stream.name(25)))
    group.accept("id of 24 bytes", **inputs(lockbox=stream.name(24)))
    group.accept("root key of zeros", **inputs(root="00" * 32))
    group.accept("root key of ones", **inputs(root="ff" * 32))
    for _ in range(8):
        group.accept("random", **inputs())
    for length in (0, 1, 16, 31, 33, 64):
        group.refuse(f"root key of {length} bytes", "BadInput", **inputs(root=stream.take(length).hex()))
    for comment, name in (
        ("empty id", ""),
        ("id of 26 bytes", "A" * 26),
        ("id of 256 bytes, whose length does not fit one byte", "A" * 256),
        ("space inside", "LB 1"),
        ("control character", "LB\t1"),
        ("delete character", "LB\x7f1"),
        ("letter outside ASCII", "LB-é"),
        ("full-width letter", "ＬＢ-1"),
    ):
        group.refuse(comment, "BadInput", **inputs(lockbox=name))
    group.refuse("space in front", "BadInput", "IdTrimmed", **inputs(lockbox=" LB-1"))
    group.refuse("line end behind", "BadInput", "IdTrimmed", **inputs(lockbox="LB-1\n"))
    return [group]


NUMBERS = {name: schema.U32_NUMBER for name in ("generation", "epoch", "day")}
OUTPUTS = ("box_key", "day_root", "flex", "grant", "service", "bulletin", "challenge", "audit_0",
           "day_key", "credential")  # fmt: skip
SHAPE = schema.Shape(
    group={},
    valid=[
        {"root": schema.KEY, "lockbox": schema.text("^[!-~]{1,25}$")}
        | NUMBERS
        | {name: schema.KEY for name in OUTPUTS}
    ],
    invalid=[{"root": schema.ANY_OCTETS, "lockbox": schema.ANY_TEXT} | NUMBERS],
)
FILE = VectorFile(
    "keys", "section 1", NOTES, evaluate, groups, schema.build("keys", "section 1", NOTES, SHAPE)
)
