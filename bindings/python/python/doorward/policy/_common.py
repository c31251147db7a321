"""What the rules have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar, Union

from doorward._decode import Value

T = TypeVar("T")
Given = Union[T, Mapping[str, object]]
"""A value of the package's, or a mapping in the form of its JSON."""


def seconds(length: timedelta) -> Any:
    """A field for a length of time, which JSON has in seconds."""
    return field(default=length, metadata={"seconds": True})


@dataclass(frozen=True, slots=True)
class Window(Value):
    """From an instant to before another."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class AccessHours(Value):
    """From one minute of the local day to before another."""

    from_: int = field(metadata={"name": "from"})
    to: int
