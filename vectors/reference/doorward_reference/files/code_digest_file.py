"""code-digest.json: SHA-256 over very many codes, so that 32 bytes stand for a million vectors.

A digest is taken over the ASCII digits of codes 0 to N - 1 of a stream, one after the other with
nothing between them. Streams are given by integer formulas in i alone, stated in the file, so that
nobody needs this module to compute them.
"""

import hashlib
from collections.abc import Callable

from .. import day, flex, renewal, service
from ..stream import Stream
from . import schema
from .container import Group, Members, VectorFile

NOTES = {
    "Quick": "a hundred codes, to find a misread formula",
    "Long": "a million codes: minutes in Python, seconds in a compiled language",
}
COUNTS = (100, 10_000, 100_000, 1_000_000)
LARGEST = COUNTS[-1]

A, B = 2_654_435_761, 2_246_822_519  # odd multipliers: they spread counters over all 32 bits
WIDE = 2**32
BOX = Stream("code-digest: box key").key()
ROOT = Stream("code-digest: root key").key()


def day_code(box: bytes, i: int) -> str:
    q = i // 16
    key = day.key(box, q * A % WIDE, q * B % WIDE)
    return day.code(key, 7 + q % 3, i % 16)


def flex_code(box: bytes, i: int) -> str:
    window = flex.Window(i * A % WIDE, 1 + i % 125, i // 125 % 4, i // 500 % 2, i // 1_000 % 2)
    return flex.code(box, i // 4_000 * B % WIDE, 10 + i // 2_000 % 2, window)


def service_code(box: bytes, i: int) -> str:
    q = i // 4
    spread = q * A % WIDE
    command: service.Command
    if i % 4 == 0:
        kind = (1 + q % 125, q // 125 % 4, q // 500 % 2, q // 1_000 % 2)
        command = service.CancelFlex(flex.Window(946_704 + spread % 1_048_576, *kind), q % 16)
    elif i % 4 == 1:
        command = service.CancelDay(19_723 + spread % 32_768, q % 16, q // 16 % 16)
    elif i % 4 == 2:
        command = service.SetClock(1_704_067_200 + 60 * (spread % 33_554_432))
    else:
        command = service.RaiseEpoch(spread % 1_048_576)
    return service.code(box, command)


def renewal_code(root: bytes, i: int) -> str:
    return renewal.code(root, f"C{i // 1_000}", i * A % WIDE, i % 3)


STREAMS: dict[str, tuple[Callable[[bytes, int], str], str, Members]] = {
    "day": (
        day_code,
        BOX.hex(),
        {
            "q": "i div 16",
            "epoch": "(q * 2654435761) mod 2^32",
            "day": "(q * 2246822519) mod 2^32",
            "digits": "7 + (q mod 3)",
            "slot": "i mod 16",
        },
    ),
    "flex": (
        flex_code,
        BOX.hex(),
        {
            "epoch": "((i div 4000) * 2246822519) mod 2^32",
            "digits": "10 + ((i div 2000) mod 2)",
            "start_slot": "(i * 2654435761) mod 2^32",
            "duration": "1 + (i mod 125)",
            "copy": "(i div 125) mod 4",
            "op": "(i div 500) mod 2",
            "use": "(i div 1000) mod 2",
        },
    ),
    "service": (
        service_code,
        BOX.hex(),
        {
            "q": "i div 4",
            "w": "(q * 2654435761) mod 2^32",
            "command": "i mod 4: 0 cancel_flex, 1 cancel_day, 2 set_clock, 3 raise_epoch",
            "cancel_flex start_slot": "946704 + (w mod 1048576)",
            "cancel_flex duration": "1 + (q mod 125)",
            "cancel_flex copy": "(q div 125) mod 4",
            "cancel_flex op": "(q div 500) mod 2",
            "cancel_flex use": "(q div 1000) mod 2",
            "cancel_flex epoch": "q mod 16",
            "cancel_day day": "19723 + (w mod 32768)",
            "cancel_day slot": "q mod 16",
            "cancel_day epoch": "(q div 16) mod 16",
            "set_clock instant": "1704067200 + 60 * (w mod 33554432)",
            "raise_epoch epoch": "w mod 1048576",
        },
    ),
    "renewal": (
        renewal_code,
        ROOT.hex(),
        {
            "credential": "the letter C, then (i div 1000) in decimal without zeros in front",
            "day": "(i * 2654435761) mod 2^32",
            "n": "i mod 3",
        },
    ),
}

KNOWN: dict[tuple[str, str, int], str] = {}
"""Digests by family, key and count that `generate.py` has at hand: computed on all processors, or
taken over from the published file. Nobody else puts any here."""


def digests(family: str, key: str, counts: tuple[int, ...]) -> dict[int, str]:
    """One run over the stream, noting the digest on the way at every count."""
    code, octets = STREAMS[family][0], bytes.fromhex(key)
    running = hashlib.sha256()
    noted = {}
    for i in range(max(counts, default=0)):
        running.update(code(octets, i).encode("ascii"))
        if i + 1 in counts:
            noted[i + 1] = running.hexdigest()
    return noted


def digests_of_file(family: str, counts: tuple[int, ...]) -> dict[int, str]:
    return digests(family, STREAMS[family][1], counts)


def know(family: str, count: int, digest: str) -> None:
    KNOWN[family, STREAMS[family][1], count] = digest


def evaluate(group: Members, test: Members) -> Members:
    family, count = group["family"], test["count"]
    key = group["root" if family == "renewal" else "box_key"]
    known = KNOWN.get((family, key, count))
    return {"sha256": known or digests(family, key, (count,))[count]}


def groups() -> list[Group]:
    listed = []
    for family, (_, key, formulas) in STREAMS.items():
        name = "root" if family == "renewal" else "box_key"
        group = Group({"family": family, name: key, "stream": formulas})
        for count in COUNTS:
            flags = ["Quick"] if count == COUNTS[0] else ["Long"] if count == LARGEST else []
            group.accept(f"codes 0 to {count - 1}", *flags, count=count)
        listed.append(group)
    return listed


def group_schema(test: Members) -> Members:
    """Each family has its own formulas, so each group is one of four exact objects."""
    kinds = []
    for family, (_, key, formulas) in STREAMS.items():
        name = "root" if family == "renewal" else "box_key"
        stream = schema.object_of({member: {"const": text} for member, text in formulas.items()})
        members = {"family": {"const": family}, name: {"const": key}, "stream": stream}
        kinds.append(schema.object_of(members | {"tests": test}))
    return {"oneOf": kinds}


def whole_schema() -> Members:
    shape = schema.Shape(
        group={}, valid=[{"count": schema.integer(1, LARGEST), "sha256": schema.octets(32)}], invalid=[]
    )
    whole = schema.build("code-digest", "sections 2 to 6", NOTES, shape)
    groups_schema = whole["properties"]["groups"]
    groups_schema["items"] = group_schema(groups_schema["items"]["properties"]["tests"])
    return whole


FILE = VectorFile("code-digest", "sections 2 to 6", NOTES, evaluate, groups, whole_schema())
