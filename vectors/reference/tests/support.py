"""What the tests share. Importing this also makes the reference importable from anywhere."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent
VECTORS = REFERENCE.parent
SAMPLES = VECTORS / "samples"
sys.path.insert(0, str(REFERENCE))

from doorward_reference.files.container import Evaluate, Members  # noqa: E402
from doorward_reference.files.registry import FILES  # noqa: E402
from doorward_reference.refused import Refused  # noqa: E402

HEAD = ("id", "comment", "flags", "result")


def load(path: Path) -> Members:
    return json.loads(path.read_text("utf-8"))


def published(algorithm: str) -> Members:
    return load(VECTORS / f"{algorithm}.json")


def vectors(data: Members) -> Iterator[tuple[Members, Members]]:
    """(group parameters, test) of a whole file."""
    for group in data["groups"]:
        parameters = {name: value for name, value in group.items() if name != "tests"}
        for test in group["tests"]:
            yield parameters, test


def agrees(evaluate: Evaluate, group: Members, test: Members) -> bool:
    """Does `evaluate` say what the vector says? A crash is no answer, so it does not."""
    try:
        outputs: Any = evaluate(group, test)
    except Refused:
        return test["result"] == "invalid"
    except (ArithmeticError, AssertionError, ValueError, LookupError):
        return False
    if test["result"] == "invalid":
        return False
    return all(name in test and test[name] == value for name, value in outputs.items())


__all__ = ["FILES", "HEAD", "SAMPLES", "VECTORS", "Members", "agrees", "load", "published", "vectors"]
