"""Section 7, at the door: challenge, proof and acknowledgement.

The proof is keyed with the last tag of the grant and covers both sides' random bytes, so neither of
them can be answered with something recorded.
"""

from . import bits, keys
from .refused import Refused

CHALLENGE_BYTES = ENTROPY_BYTES = NONCE_BYTES = 16
DIGEST_BYTES, EPOCH_BYTES = 32, 4
ARGUMENT_BYTES = {1: (0,), 2: (0,), 4: (0,), 8: (DIGEST_BYTES,), 16: (0, EPOCH_BYTES)}

BAD_OPERATION, BAD_ARGUMENT = "BadOperation", "BadArgument"


def challenge(box: bytes, counter: int, entropy: bytes) -> bytes:
    """The counter comes from the box's memory and makes up for entropy that repeats."""
    key = keys.purpose_key(box, "challenge", 0)
    return keys.mac(key, bits.u64(counter) + entropy)[:CHALLENGE_BYTES]


def check(op: int, argument: bytes) -> None:
    """Exactly one operation, and an argument of a length that it has."""
    if op not in ARGUMENT_BYTES:
        raise Refused(BAD_OPERATION)
    if len(argument) not in ARGUMENT_BYTES[op]:
        raise Refused(BAD_ARGUMENT)


def proof(tag: bytes, challenged: bytes, nonce: bytes, op: int, argument: bytes) -> bytes:
    said = challenged + nonce + bits.u16(op) + bits.u8(len(argument)) + argument
    return keys.mac(tag, keys.VERSION + b"proof\x00" + said)


def ack(tag: bytes, challenged: bytes, proven: bytes, outcome: int) -> bytes:
    """`proven` is the proof, which holds the phone's nonce."""
    return keys.mac(tag, keys.VERSION + b"ack\x00" + challenged + proven + bits.u8(outcome))
