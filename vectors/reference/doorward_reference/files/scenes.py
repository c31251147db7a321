"""A list of sessions to write: each a function that acts on a fresh box."""

from collections.abc import Callable
from typing import Any

from .container import Group
from .session import Session

Act = Callable[[Session], None]


class Scenes:
    def __init__(self) -> None:
        self.listed: list[tuple[str, tuple[str, ...], dict[str, Any], Act]] = []

    def scene(self, comment: str, *flags: str, **box: Any) -> Callable[[Act], Act]:
        """`box` says what is unusual about it: zone, epoch, initial snapshot, limits by name."""

        def keep(act: Act) -> Act:
            self.listed.append((comment, flags, box, act))
            return act

        return keep

    def write(self, group: Group) -> Group:
        for comment, flags, box, act in self.listed:
            session = Session(group, comment, flags, **box)
            act(session)
            session.finish()
        return group
