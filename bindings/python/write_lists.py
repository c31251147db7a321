"""Writes `python/doorward/_lists.py` from the lists of the installed package.

``--check`` compares only.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from doorward._doorward import _lists

PATH = Path(__file__).parent / "python/doorward/_lists.py"
HEAD = '''"""The closed lists of the rules. Written by ``write_lists.py``; not edited by hand."""

from __future__ import annotations

from enum import Enum


class Named(str, Enum):
    """An item of a closed list: its name is the same in JSON and in every language."""

    @property
    def text(self) -> str:
        """What to tell a person."""
        return _TEXTS[type(self).__name__][self.value]

    def __str__(self) -> str:
        return str(self.value)
'''


def constant(name: str) -> str:
    """``ActiveUnderContract`` as ``ACTIVE_UNDER_CONTRACT``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def written() -> str:
    """The module's text."""
    parts, texts_of = [HEAD], []
    for name, listed in _lists():
        # Two reasons may have one name, with different needs.
        texts: dict[str, list[str]] = {}
        for item, text in listed:
            texts.setdefault(item, []).append(text)
        items = [(item, " or ".join(several)) for item, several in texts.items()]
        lines = "".join(f'    {constant(item)} = "{item}"\n' for item, _ in items)
        parts.append(f'\n\nclass {name}(Named):\n{lines}')
        lines = "".join(f'        "{item}": "{text}",\n' for item, text in items)
        texts_of.append(f'    "{name}": {{\n{lines}    }},\n')
    parts.append("\n\n_TEXTS: dict[str, dict[str, str]] = {\n")
    return "".join([*parts, *texts_of, "}\n"])


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        if PATH.read_text() != written():
            sys.exit(f"{PATH} is not what the library has: run write_lists.py")
    else:
        PATH.write_text(written())
