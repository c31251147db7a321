"""Every published vector, through the package: executed as many as stated."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectors.container import check, files
from vectors.table import ALGORITHMS

CANNOT_RUN = Path(__file__).with_name("cannot-run.txt")


def cannot_run() -> dict[str, str]:
    """The files that are not run, each with its reason."""
    lines = CANNOT_RUN.read_text().splitlines()
    listed = [line.split(": ", 1) for line in lines if line and not line.startswith("#")]
    return {name: reason for name, reason in listed}


def test_every_file_is_run_or_named() -> None:
    named = cannot_run()
    assert all(named.values()), "a file without its reason"
    assert sorted([*ALGORITHMS, *named]) == files()


@pytest.mark.parametrize("name", sorted(ALGORITHMS))
def test_vectors(name: str) -> None:
    report = check(name, ALGORITHMS[name])
    assert report.failures == []
    assert report.executed == report.stated > 0
    print(f"{name}: {report.executed} executed of {report.stated}")
