"""Speaks doorward-adapter/1, so that a runner of the vectors can hold the reference to the files.

    python3 vectors/reference/adapter.py                  answer requests, a line each, until input ends
    python3 vectors/reference/adapter.py --mutant NAME    the same with one deliberate mistake
    python3 vectors/reference/adapter.py --mutants        list mistakes worth trying, a line each

A mistake's NAME is FILE/FLAG, such as market/GapOffByOne: each note of a file that begins with "Wrong
implementation" describes one. A runner that passes a mutant looks at too little.

Answers are computed from the requests; no vector file is read.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from doorward_reference.files.container import KILLS, Evaluate, Members
from doorward_reference.files.registry import FILES
from doorward_reference.refused import Refused

PROTOCOL = "doorward-adapter/1"
DESCRIPTION = {
    "protocol": PROTOCOL,
    "implementation": "doorward-reference",
    "version": "1",  # of the specification, which is all that it goes by
    "capabilities": ["issuer", "box", "phone", "market"],
}

NAMED = (
    "keys/EpochInLifelongKeys",
    "day-code/Modulo",
    "day-code/LittleEndian",
    "day-code-reading/ToleranceIgnored",
    "day-code-reading/HighestSlot",
    "numeral-cipher/WidthParity",
    "flex-code-reading/EdgeSecond",
    "service-code/EpochWhole",
    "zone/EndInStandardTime",
    "grant/CaveatsSorted",
    "grant-proof/ArgumentLeftOut",
    "bulletin/TagWithoutNonce",
    "audit/MethodEventSwapped",
    "lockbox-session/CountAfterCompare",
    "issuance/BackToBack",
    "single-key/Adds24Hours",
    "market/CancelledUnknown",
    "market/GapOffByOne",
    "market/LastListingsEnd",
    "market-leads/WithdrawnIsEnded",
    "market-keys/DirectLinksOnly",
)
"""Some over every group, for runs that should not take long. `--mutant` takes the others too."""

Alive = Callable[[str], Any]
"""An algorithm's evaluation, for as long as the context lasts."""


class BadRequest(Exception):
    """A line that is no request of the protocol. Says what is the matter with it."""


@contextmanager
def right(algorithm: str) -> Iterator[Evaluate]:
    yield FILES[algorithm].evaluate


def mistake(name: str) -> tuple[str, str, str]:
    """File, flag and words of the mistake of that name."""
    algorithm, _, flag = name.partition("/")
    note = FILES[algorithm].notes.get(flag, "") if algorithm in FILES else ""
    if not note.startswith(KILLS):
        raise BadRequest(f"no mistake has the name {name}")
    return algorithm, flag, note.removeprefix(KILLS)


def wrong(name: str) -> Alive:
    """Evaluation with the named mistake, which is there only while its own file is asked about.

    The mistakes are those with which the reference's tests try the flags; nothing else needs them.
    """
    algorithm, flag, _ = mistake(name)
    sys.path.insert(0, str(Path(__file__).resolve().parent / "tests"))
    from mutants_all import MUTANTS

    found = next(each for each in MUTANTS if (each.algorithm, each.flag) == (algorithm, flag))
    return lambda asked: found.alive() if asked == algorithm else right(asked)


def refuse_constant(name: str) -> None:
    raise BadRequest(f"{name} is not json")


def request_of(line: bytes) -> Members:
    try:
        request = json.loads(line.decode("utf-8"), parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        raise BadRequest("the line is not utf-8") from error
    except (ValueError, RecursionError) as error:
        raise BadRequest("the line is not json") from error
    if not isinstance(request, dict):
        raise BadRequest("the line is not an object")
    return request


def number_of(request: Members) -> Members:
    """The member `n` of an answer; nothing if the request has none that can be repeated."""
    number = request.get("n")
    return {"n": number} if type(number) is int and number >= 0 else {}


def outcome(test: Members, alive: Alive) -> Members:
    algorithm, group, inputs = (test.get(name) for name in ("algorithm", "group", "test"))
    if not isinstance(algorithm, str) or algorithm not in FILES:
        raise BadRequest("no such algorithm")
    if not (isinstance(group, dict) and isinstance(inputs, dict)):
        raise BadRequest("group and test have to be objects")
    try:
        with alive(algorithm) as evaluate:
            return {"outputs": FILES[algorithm].bare(evaluate(group, inputs))}
    except Refused as refused:
        return {"refused": True, "reason": refused.reason}


def answer(request: Members, alive: Alive) -> Members:
    match request.get("request"):
        case "describe":
            if request.get("protocol") != PROTOCOL:
                raise BadRequest(f"this adapter speaks {PROTOCOL}")
            return DESCRIPTION
        case "test":
            number = number_of(request)
            if not number:
                raise BadRequest("a test needs its number n, whole and not negative")
            return number | outcome(request, alive)
    raise BadRequest("no such request")


def answer_line(line: bytes, alive: Alive) -> str:
    """The answer to one line, whatever the line is: a bad one must not end the conversation."""
    request: Members = {}
    try:
        request = request_of(line)
        return json.dumps(answer(request, alive))
    except BadRequest as bad:
        problem = str(bad)
    except Exception as error:  # noqa: BLE001, a mistaken or misused reference may raise anything
        # The kind alone: the words of an exception may hold what stands in the request.
        problem = f"the reference failed: {type(error).__name__}"
    return json.dumps(number_of(request) | {"error": problem})


def converse(lines: BinaryIO, answers: BinaryIO, alive: Alive) -> None:
    for line in lines:
        answers.write(answer_line(line, alive).encode("ascii") + b"\n")
        answers.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description="answer the requests of a vector runner")
    parser.add_argument("--mutant", metavar="NAME", help="answer with this mistake")
    parser.add_argument("--mutants", action="store_true", help="list mistakes worth trying")
    options = parser.parse_args()
    if options.mutants:
        for name in NAMED:
            algorithm, flag, words = mistake(name)
            print(json.dumps({"mutant": name, "algorithm": algorithm, "flag": flag, "mistake": words}))
        return 0
    try:
        alive = right if options.mutant is None else wrong(options.mutant)
    except BadRequest as bad:
        parser.error(str(bad))
    converse(sys.stdin.buffer, sys.stdout.buffer, alive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
