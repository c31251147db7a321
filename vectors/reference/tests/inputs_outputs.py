"""Which members of a vector are given and which are asked for, read from the table in vectors/README.md.

The table is what a vendor goes by; the tests that split vectors by it find out whether it is true.
"""

import re
from dataclasses import dataclass

import support

HEADING = "## Inputs and outputs"
OUTCOME = ("decision", "saved")
TO_BE_REFUSED = {"grant": {"token"}, "audit": {"row", "head"}, "zone": set()}
"""What an invalid test of these files has in place of the inputs."""


@dataclass(frozen=True)
class Row:
    group: frozenset[str]
    inputs: frozenset[str]
    outputs: frozenset[str]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def table() -> dict[tuple[str, str | None], Row]:
    """Rows by file and, where the group names one, function."""
    readme = (support.VECTORS / "README.md").read_text("utf-8")
    section = readme.split(HEADING, 1)[1].split("\n## ", 1)[0]
    rows = {}
    for line in section.splitlines():
        cells = line.strip("|").split("|")
        if line.startswith("| `") and len(cells) == 4:
            file, *function = names(cells[0])
            row = Row(*(frozenset(names(cell)) for cell in cells[1:]))
            rows[file, function[0] if function else None] = row
    return rows


def row_of(rows: dict[tuple[str, str | None], Row], algorithm: str, group: support.Members) -> Row:
    return rows[algorithm, group.get("function")]


def parted(steps: list[support.Members]) -> tuple[list[support.Members], list[support.Members]]:
    """Steps of a session without their outcomes, and the outcomes."""
    return (
        [{name: value for name, value in step.items() if name not in OUTCOME} for step in steps],
        [{name: value for name, value in step.items() if name in OUTCOME} for step in steps],
    )


def split(row: Row, test: support.Members) -> tuple[support.Members, support.Members | None]:
    """Inputs and outputs of a test; no outputs if it is to be refused."""
    members = {name: value for name, value in test.items() if name not in support.HEAD}
    if test["result"] == "invalid":
        return members, None
    inputs = {name: value for name, value in members.items() if name in row.inputs}
    outputs = {name: value for name, value in members.items() if name in row.outputs}
    if "steps" in row.inputs:
        inputs["steps"], outputs["steps"] = parted(members["steps"])
    return inputs, outputs
