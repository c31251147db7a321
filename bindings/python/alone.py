"""What a new user meets who has installed the wheel and nothing else: every module but Spark's can be
imported, and the examples of the README run up to those that need a library of tables."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import sys
from pathlib import Path

import doorward

NEEDS_MORE = {"doorward.spark"}
FIRST_TABLE = ">>> import polars"


def main() -> int:
    """Imports and runs; the number of examples that failed."""
    names = {module.name for module in pkgutil.walk_packages(doorward.__path__, "doorward.")}
    for name in sorted(names - NEEDS_MORE):
        importlib.import_module(name)
    readme = Path(__file__).with_name("README.md").read_text()
    examples = readme.partition(FIRST_TABLE)[0].rpartition("```python")[0]
    test = doctest.DocTestParser().get_doctest(examples, {}, "README.md", None, None)
    result = doctest.DocTestRunner().run(test)
    print(f"{len(names)} modules, {result.attempted} examples, {result.failed} failed")
    return result.failed or int(result.attempted == 0)


if __name__ == "__main__":
    sys.exit(main())
