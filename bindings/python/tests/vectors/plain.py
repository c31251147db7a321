"""The package's values as files have them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from doorward import Zone

from vectors.container import EPOCH, seconds


def plain(value: Any, *, spelled: bool = False) -> Any:
    """A value in the form of JSON; dates are numbers, or ``spelled``."""
    if hasattr(value, "_members"):
        return plain(value._members(), spelled=spelled)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {name: plain(item, spelled=spelled) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, spelled=spelled) for item in value]
    return _single(value, spelled)


def _single(value: Any, spelled: bool) -> Any:
    if isinstance(value, datetime):
        return seconds(value)
    if isinstance(value, date):
        return value.isoformat() if spelled else (value - EPOCH.date()).days
    if isinstance(value, timedelta):
        return value // timedelta(seconds=1)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Zone):
        return value.to_bytes().hex()
    return value
