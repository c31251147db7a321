"""grant-proof.json: a challenge, the proof that answers it and the box's acknowledgement.

An invalid vector has an operation that is not exactly one, or an argument of a length that its
operation does not have. There is then nothing to prove.
"""

from .. import proof
from ..stream import Stream
from . import schema
from .container import KILLS, REFUSED, Group, Members, VectorFile
from .flags import pick
from .grant_inputs import BOX

NOTES = pick("LittleEndian") | {
    "BadOperation": REFUSED + "not exactly one operation that exists",
    "BadArgument": REFUSED + "an argument of a length that the operation does not have",
    "NonceLeftOut": KILLS + "leaves the nonce out of the proof",
    "ChallengeLeftOut": KILLS + "leaves the challenge out of the proof",
    "ChallengeWhole": KILLS + "uses all 32 bytes of the MAC as the challenge",
    "ArgumentLeftOut": KILLS + "leaves the argument out of the proof",
    "ArgumentLengthLeftOut": KILLS + "leaves the length of the argument out of the proof",
    "OperationLeftOut": KILLS + "leaves the operation out of the proof",
    "OperationAsByte": KILLS + "writes the operation in one byte",
    "AckWithoutChallenge": KILLS + "leaves the challenge out of the acknowledgement",
    "AckWithoutProof": KILLS + "puts the phone's nonce into the acknowledgement and not the proof",
    "AckWithoutOutcome": KILLS + "acknowledges every outcome alike",
    "AckIsProof": KILLS + "makes the acknowledgement under the label of the proof",
    "Counter32": KILLS + "keeps 32 bits of the challenge's counter",
    "CounterLeftOut": KILLS + "makes the challenge from entropy alone",
    "EntropyLeftOut": KILLS + "makes the challenge from the counter alone",
    "SeveralOperations": KILLS + "takes several operations at once, or none",
    "UnknownOperationTaken": KILLS + "takes any single bit for an operation",
    "AnyArgument": KILLS + "does not look at the length of the argument",
    "OwnerWithoutEpoch": KILLS + "refuses the new epoch as an argument of operation 16",
    "OwnerMustTransfer": KILLS + "refuses operation 16 without an argument",
}


def evaluate(group: Members, test: Members) -> Members:
    box, tag = bytes.fromhex(group["box_key"]), bytes.fromhex(test["tag"])
    op, argument = test["op"], bytes.fromhex(test["argument"])
    proof.check(op, argument)
    challenged = proof.challenge(box, test["counter"], bytes.fromhex(test["entropy"]))
    nonce = bytes.fromhex(test["nonce"])
    proven = proof.proof(tag, challenged, nonce, op, argument)
    answered = proof.ack(tag, challenged, proven, test["outcome"])
    return {"challenge": challenged.hex(), "proof": proven.hex(), "ack": answered.hex()}


def some_proof(stream: Stream, **fixed: object) -> Members:
    op = stream.choice((1, 2, 4, 8, 16))
    given: Members = {
        "tag": stream.key().hex(),
        "counter": stream.below(100_000),
        "entropy": stream.take(16).hex(),
        "nonce": stream.take(16).hex(),
        "op": op,
        "argument": stream.take(stream.choice(proof.ARGUMENT_BYTES[op])).hex(),
        "outcome": stream.choice((0, 1, 17)),
    }
    return given | fixed


def example() -> Group:
    group = Group({"box_key": BOX.hex()})
    group.accept(
        "worked example", "NonceLeftOut", "ChallengeLeftOut", "ChallengeWhole", "AckWithoutChallenge",
        "AckWithoutProof", "AckIsProof", "OperationAsByte", "OperationLeftOut", "LittleEndian",
        "ArgumentLengthLeftOut", "CounterLeftOut", "EntropyLeftOut",
        tag="a7f0cf74698418b33e1c2ae159bbc7b6811c73778fac50ee681ef72fd66f7892",
        counter=7, entropy=bytes(range(0xC0, 0xD0)).hex(), nonce=bytes(range(0xD0, 0xE0)).hex(),
        op=1, argument="", outcome=0,
    )  # fmt: skip
    return group


def challenges(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    for counter in (0, 1, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**32 + 1,
                    2**48, 2**53 - 1):  # fmt: skip
        flags = ["Counter32"] if counter >= 2**32 else []
        flags += ["LittleEndian", "CounterLeftOut"] if counter == 256 else []
        group.accept(f"counter {counter}", *flags, **some_proof(stream, counter=counter))
    inputs = some_proof(stream, op=1, argument="")
    for comment, entropy in (("zeros", "00" * 16), ("ones", "ff" * 16), ("one", "00" * 15 + "01")):
        for counter in (8, 9):
            fixed = inputs | {"entropy": entropy, "counter": counter}
            group.accept(f"stuck entropy, {comment}, counter {counter}", "CounterLeftOut", **fixed)
    group.accept("the same counter, other entropy", "EntropyLeftOut",
                 **inputs | {"entropy": stream.take(16).hex(), "counter": 9})  # fmt: skip
    return group


def arguments(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    same = some_proof(stream)
    for op in (1, 2, 4):
        group.accept(f"operation {op}", "OperationLeftOut", "OperationAsByte", "ArgumentLengthLeftOut",
                     **same | {"op": op, "argument": ""})  # fmt: skip
    for comment, digest in (("random", stream.key()), ("zeros", bytes(32)), ("ones", b"\xff" * 32)):
        group.accept(f"operation 8, digest of {comment}", "ArgumentLeftOut", "ArgumentLengthLeftOut",
                     **same | {"op": 8, "argument": digest.hex()})  # fmt: skip
    group.accept("operation 16, as owner", "OwnerMustTransfer", "ArgumentLengthLeftOut",
                 **same | {"op": 16, "argument": ""})  # fmt: skip
    for epoch in (0, 1, 2, 65_536, 2**31, 2**32 - 1):
        argument = epoch.to_bytes(4, "big").hex()
        group.accept(f"operation 16, new epoch {epoch}", "OwnerWithoutEpoch", "ArgumentLeftOut",
                     **same | {"op": 16, "argument": argument})  # fmt: skip
    return group


def outcomes(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    same = some_proof(stream, op=2, argument="")
    for outcome in range(27):
        flags = ["AckWithoutOutcome"] if outcome else []
        flags += ["AckWithoutChallenge", "AckWithoutProof", "AckIsProof"] if outcome == 18 else []
        group.accept(f"outcome {outcome}", *flags, **same | {"outcome": outcome})
    return group


def near_ones(stream: Stream) -> Group:
    """One member changed at a time."""
    group = Group({"box_key": stream.key().hex()})
    same = some_proof(stream, op=4, argument="", outcome=0)
    group.accept("to compare", **same)
    group.accept("another nonce", "NonceLeftOut", **same | {"nonce": stream.take(16).hex()})
    group.accept("nonce of zeros", "NonceLeftOut", **same | {"nonce": "00" * 16})
    group.accept("nonce of ones", "NonceLeftOut", **same | {"nonce": "ff" * 16})
    group.accept("another challenge", "ChallengeLeftOut", "ChallengeWhole", "AckWithoutChallenge",
                 **same | {"counter": same["counter"] + 1})  # fmt: skip
    group.accept("nonce that equals the entropy", **same | {"nonce": same["entropy"]})
    group.accept("another tag", **same | {"tag": stream.key().hex()})
    group.accept("tag of zeros", **same | {"tag": "00" * 32})
    return group


def refusals(stream: Stream) -> Group:
    group = Group({"box_key": stream.key().hex()})
    same = some_proof(stream)

    def refuse(comment: str, reason: str, op: int, length: int, *flags: str) -> None:
        group.refuse(comment, reason, *flags, **same | {"op": op, "argument": stream.take(length).hex()})

    refuse("no operation", "BadOperation", 0, 0, "SeveralOperations")
    for op in (3, 5, 6, 7, 9, 12, 17, 18, 24, 31):
        refuse(f"operations {op}", "BadOperation", op, 0, "SeveralOperations")
    refuse("operations 24 with a digest", "BadOperation", 24, 32)
    refuse("operations 17 with an epoch", "BadOperation", 17, 4)
    for op in (32, 64, 128, 256, 512, 2**15):
        refuse(f"operation {op}", "BadOperation", op, 0, "UnknownOperationTaken")
    refuse("operations 33, of which one exists", "BadOperation", 33, 0)
    refuse("operations 257, of which one exists", "BadOperation", 257, 0)
    refuse("operations 65535", "BadOperation", 2**16 - 1, 0)
    for op in (1, 2, 4):
        for length in (1, 4, 32):
            comment = f"operation {op} with {length} bytes"
            refuse(comment, "BadArgument", op, length, "AnyArgument")
    for length in (0, 1, 4, 16, 31, 33, 64, 255):
        refuse(f"operation 8 with {length} bytes", "BadArgument", 8, length, "AnyArgument")
    for length in (1, 2, 3, 5, 8, 32, 255):
        refuse(f"operation 16 with {length} bytes", "BadArgument", 16, length, "AnyArgument")
    return group


def random_ones(stream: Stream) -> list[Group]:
    listed = []
    for _ in range(4):
        group = Group({"box_key": stream.key().hex()})
        for _ in range(4):
            group.accept("random", **some_proof(stream, outcome=stream.below(27)))
        listed.append(group)
    return listed


def groups() -> list[Group]:
    stream = Stream("grant-proof")
    listed = [example(), challenges(stream), arguments(stream), outcomes(stream), near_ones(stream)]
    return [*listed, *random_ones(stream), refusals(stream)]


RANDOM = schema.octets(16)
INPUTS = {
    "tag": schema.KEY,
    "counter": schema.integer(0, schema.INSTANT_MAX),
    "entropy": RANDOM,
    "nonce": RANDOM,
    "outcome": schema.integer(0, 26),
}
SHAPE = schema.Shape(
    group={"box_key": schema.KEY},
    valid=[
        INPUTS
        | {
            "op": schema.one_of(1, 2, 4, 8, 16),
            "argument": schema.text("^([0-9a-f]{8}|[0-9a-f]{64})?$"),
            "challenge": RANDOM,
            "proof": schema.KEY,
            "ack": schema.KEY,
        }
    ],
    invalid=[INPUTS | {"op": schema.integer(0, schema.U16), "argument": schema.ANY_OCTETS}],
)
FILE = VectorFile(
    "grant-proof", "section 7", NOTES, evaluate, groups,
    schema.build("grant-proof", "section 7", NOTES, SHAPE),
)  # fmt: skip
