"""Speaks doorward-adapter/1 for the C library: ``DOORWARD_LIBRARY=libdoorward.so python adapter.py``."""

from __future__ import annotations

import json
import sys

import boxes
import codes
import gate
import issuance
import market
import policies
from codes import Members
from library import NoRoom, Refused, lib

PROTOCOL = "doorward-adapter/1"
DESCRIPTION = {
    "protocol": PROTOCOL,
    "implementation": "doorward in C",
    "version": f"abi {lib.dw_abi_version()}",
    "capabilities": ["issuer", "box", "phone", "market"],
    "except": {
        "grant": "the library issues no grant whose times make it useless, as some of the file's do",
    },
}
ALGORITHMS = {
    **codes.ALGORITHMS,
    **boxes.ALGORITHMS,
    **policies.ALGORITHMS,
    **gate.ALGORITHMS,
    **issuance.ALGORITHMS,
    **market.ALGORITHMS,
}


def outcome(request: Members) -> Members:
    """What the library makes of a test."""
    try:
        run = ALGORITHMS[request["algorithm"]]
        return {"outputs": run(request["group"], request["test"])}
    except (Refused, NoRoom, OverflowError) as refused:
        return {"refused": True, "reason": str(refused)}
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
