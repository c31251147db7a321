"""Every published vector, through the package: executed as many as stated."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vectors.container import FOLDER, Report, check, files
from vectors.table import ALGORITHMS

REPORT = os.environ.get("DOORWARD_REPORT")


def cannot_run() -> dict[str, str]:
    """The files that are not run, each with its reason: ``runtime,... file: reason``."""
    lines = (FOLDER / "cannot-run.txt").read_text().splitlines()
    listed = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    heads = [(*head.split(" ", 1), reason) for head, reason in listed]
    return {name: reason for runtimes, name, reason in heads if "python" in runtimes.split(",")}


def note(name: str, report: Report) -> None:
    """Notes what became of a file, as ``cargo xtask runtimes`` reads it."""
    line = f"python {name} {report.stated} {report.executed} {len(report.failures)}"
    print(line)
    if REPORT is not None:
        with Path(REPORT).open("a") as notes:
            notes.write(f"{line}\n")


def test_every_file_is_run_or_named() -> None:
    named = cannot_run()
    assert all(named.values()), "a file without its reason"
    assert sorted([*ALGORITHMS, *named]) == files()


@pytest.mark.parametrize("name", sorted(ALGORITHMS))
def test_vectors(name: str) -> None:
    report = check(name, ALGORITHMS[name])
    note(name, report)
    assert report.failures == []
    assert report.executed == report.stated > 0
