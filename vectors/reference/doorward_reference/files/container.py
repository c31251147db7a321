"""What all vector files share: groups, tests, numbering, and the writing of JSON.

A file module lists inputs, says what each is there for and whether it must be accepted; the
reference computes the outputs, and a disagreement between the two stops the writing. Ids count up
in the order of listing and are never reused, so new vectors go into new groups at the end.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..refused import Refused

SCHEMA = "doorward-vectors/1"
Members = dict[str, Any]
Evaluate = Callable[[Members, Members], Members]
"""(group parameters, inputs of one test) -> outputs, or Refused."""

REFUSED = "Refused: "  # begins the note of a flag that says why an input must be refused
KILLS = "Wrong implementation: "  # begins the note of a flag that some mistake trips over


@dataclass
class Test:
    comment: str
    flags: tuple[str, ...]
    valid: bool
    inputs: Members


@dataclass
class Group:
    parameters: Members
    tests: list[Test] = field(default_factory=list)

    def accept(self, comment: str, *flags: str, **inputs: Any) -> None:
        self.tests.append(Test(comment, flags, True, inputs))

    def refuse(self, comment: str, *flags: str, **inputs: Any) -> None:
        self.tests.append(Test(comment, flags, False, inputs))


def unchanged(outputs: Members) -> Members:
    return outputs


@dataclass(frozen=True)
class VectorFile:
    algorithm: str
    spec: str
    notes: dict[str, str]
    evaluate: Evaluate
    groups: Callable[[], list[Group]]
    schema: Members
    bare: Callable[[Members], Members] = unchanged
    """What `evaluate` answers, without the inputs that stand among the outputs in the file."""


class WritingError(Exception):
    """A file module says one thing about a vector and the reference another."""


def outputs_of(file: VectorFile, group: Group, test: Test, number: int) -> Members:
    where = f"{file.algorithm} {number} ({test.comment})"
    for flag in test.flags:
        if flag not in file.notes:
            raise WritingError(f"{where}: flag {flag} has no note")
    reasons = [flag for flag in test.flags if file.notes[flag].startswith(REFUSED)]
    if len(reasons) != (0 if test.valid else 1):
        raise WritingError(f"{where}: one reason per refused input, none otherwise")
    try:
        outputs = file.evaluate(group.parameters, test.inputs)
    except Refused as refused:
        if test.valid:
            raise WritingError(f"{where}: refused, {refused.reason}") from refused
        return {}
    if not test.valid:
        raise WritingError(f"{where}: accepted, {outputs}")
    return outputs


def assemble(file: VectorFile) -> Members:
    """The whole file as JSON data."""
    number = 0
    groups = []
    used: set[str] = set()
    for group in file.groups():
        tests = []
        for test in group.tests:
            number += 1
            used.update(test.flags)
            head = {"id": number, "comment": test.comment, "flags": list(test.flags)}
            result = {"result": "valid" if test.valid else "invalid"}
            outputs = outputs_of(file, group, test, number)
            tests.append(head | result | test.inputs | outputs)
        groups.append(group.parameters | {"tests": tests})
    if used != set(file.notes):
        raise WritingError(f"{file.algorithm}: flags never used: {set(file.notes) - used}")
    return {
        "schema": SCHEMA,
        "algorithm": file.algorithm,
        "spec": file.spec,
        "numberOfTests": number,
        "notes": file.notes,
        "groups": groups,
    }


def text(data: Members) -> str:
    return json.dumps(data, indent=1) + "\n"
