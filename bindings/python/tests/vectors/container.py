"""What every vector file has in common, and what it takes to pass."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import doorward

FOLDER = Path(__file__).parents[4] / "vectors"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
Members = dict[str, Any]


class NoRoom(Exception):
    """A value that the package has no way to be given: refused before it gets there."""

    reason = "no_room"


@dataclass(frozen=True)
class Algorithm:
    """How the tests of a file are run."""

    run: Callable[[Members, Members], Members]
    """From a group's and a test's inputs to the outputs."""
    outputs: frozenset[str] | Callable[[Members], frozenset[str]]
    """The outputs, of every group or of this one."""
    reasons: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For a flag, the reasons of which a refusal must have one."""
    back: Callable[[Members, Members, Members], None] | None = None
    """Checks that what was issued is read as what was asked for."""
    split: Callable[[Members], tuple[Members, Members]] | None = None
    """Inputs and outputs where members are both; else the outputs are taken out by name."""


@dataclass
class Report:
    """What became of a file."""

    stated: int = 0
    executed: int = 0
    failures: list[str] = field(default_factory=list)


def instant(seconds: int) -> datetime:
    """An instant of a file."""
    return EPOCH + timedelta(seconds=seconds)


def seconds(moment: datetime) -> int:
    """An instant as files have it."""
    return (moment - EPOCH) // timedelta(seconds=1)


def files() -> list[str]:
    """The names of the files, without ``.json``."""
    return sorted(
        path.stem for path in FOLDER.glob("*.json") if not path.stem.endswith(".schema")
    )


def _unique(pairs: list[tuple[str, Any]]) -> Members:
    members = dict(pairs)
    assert len(members) == len(pairs), "a member stands there twice"
    return members


def check(name: str, algorithm: Algorithm) -> Report:
    """Runs every test of a file."""
    text = (FOLDER / f"{name}.json").read_text()
    content = json.loads(text, object_pairs_hook=_unique)
    assert content["schema"] == "doorward-vectors/1"
    assert content["algorithm"] == name
    report = Report(stated=content["numberOfTests"])
    ids = set()
    for group in content["groups"]:
        tests = group.pop("tests")
        assert tests, "a group without tests"
        for test in tests:
            ids.add(test["id"])
            report.executed += 1
            failure = _failure(algorithm, group, test)
            if failure is not None:
                report.failures.append(f"{test['id']} {test['comment']}: {failure}")
    assert len(ids) == report.executed, "an id stands there twice"
    return report


def _failure(algorithm: Algorithm, group: Members, test: Members) -> str | None:
    is_valid = {"valid": True, "invalid": False}[test["result"]]
    head = {"id", "comment", "flags", "result"}
    inputs = {n: v for n, v in test.items() if n not in head}
    published: Members = {}
    if is_valid:
        inputs, published = _split(algorithm, group, inputs)
    try:
        computed = algorithm.run(group, inputs)
    except (doorward.DoorwardError, NoRoom) as refused:
        if is_valid:
            return f"refused: {refused!r} ({refused.reason})"
        return _other_reason(algorithm, test["flags"], refused.reason)
    if not is_valid:
        return f"accepted, with {computed}"
    if computed != published:
        return f"computed {computed}, not {published}"
    if algorithm.back is not None:
        algorithm.back(group, inputs, computed)
    return None


def _split(algorithm: Algorithm, group: Members, members: Members) -> tuple[Members, Members]:
    if algorithm.split is not None:
        return algorithm.split(members)
    outputs = algorithm.outputs
    return parted(members, outputs(group) if callable(outputs) else outputs)


def parted(members: Members, outputs: frozenset[str]) -> tuple[Members, Members]:
    """The members that are no outputs, and those that are."""
    inputs = {name: value for name, value in members.items() if name not in outputs}
    return inputs, {name: value for name, value in members.items() if name in outputs}


def _other_reason(algorithm: Algorithm, flags: list[str], reason: str) -> str | None:
    for flag in flags:
        if flag in algorithm.reasons and reason not in algorithm.reasons[flag]:
            return f"refused, but not for {flag}: {reason}"
    return None
