"""Speaks doorward-adapter/1 for the installed package: ``python tests/adapter.py``."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version

import doorward

from vectors.container import Members, NoRoom
from vectors.table import ALGORITHMS

PROTOCOL = "doorward-adapter/1"
DESCRIPTION = {
    "protocol": PROTOCOL,
    "implementation": "doorward in Python",
    "version": version("doorward"),
    "capabilities": ["issuer", "box", "phone", "market"],
}


def outcome(request: Members) -> Members:
    """What the package makes of a test."""
    try:
        algorithm = ALGORITHMS[request["algorithm"]]
        return {"outputs": algorithm.run(request["group"], request["test"])}
    except (doorward.DoorwardError, NoRoom) as refused:
        return {"refused": True, "reason": refused.reason}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def answer(request: Members) -> Members:
    """The answer to a request."""
    match request:
        case {"request": "describe", "protocol": protocol} if protocol == PROTOCOL:
            return DESCRIPTION
        case {"request": "test", "n": number}:
            return {"n": number, **outcome(request)}
    return {"error": "no request of the protocol"}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
