"""Every example in the documentation runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import doorward

NAMES = {"date": date, "datetime": datetime, "timedelta": timedelta, "timezone": timezone}
# Needs Spark, which has a test of its own.
LEFT_OUT = {"doorward.spark"}
MODULES = sorted(
    {"doorward"}
    | {module.name for module in pkgutil.walk_packages(doorward.__path__, "doorward.")} - LEFT_OUT
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    module = importlib.import_module(name)
    globs = {**vars(doorward), **vars(module), **NAMES}
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    # What a class's example defined is there for its methods'.
    shared = dict(globs)
    for test in sorted(finder.find(module, name, globs=globs), key=lambda test: test.name):
        test.globs = shared
        runner.run(test, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    tests = [test for test in finder.find(doorward, "doorward") if test.examples]
    assert {"doorward.Zone", "doorward.RootKey", "doorward.DayKey.code"} <= {t.name for t in tests}


def test_the_readme_runs() -> None:
    readme = Path(__file__).parents[1] / "README.md"
    failed, attempted = doctest.testfile(str(readme), module_relative=False)
    assert failed == 0 and attempted > 0
