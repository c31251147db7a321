"""The rule that a ``ZoneInfo`` has for the years to come: the last line of its file."""

from __future__ import annotations

import zoneinfo
from datetime import timezone, tzinfo
from importlib import resources
from pathlib import Path

from doorward._errors import InputError


def rule_of(zone: tzinfo) -> str:
    """The POSIX ``TZ`` rule of a ``ZoneInfo``.

    >>> rule_of(zoneinfo.ZoneInfo("America/Denver"))
    'MST7MDT,M3.2.0,M11.1.0'
    >>> rule_of(timezone.utc)
    'UTC0'
    """
    if zone is timezone.utc:
        return "UTC0"
    key = zone.key if isinstance(zone, zoneinfo.ZoneInfo) else None
    if key is None:
        raise InputError(
            "a Zone or a ZoneInfo with a key is wanted: another tzinfo does not tell its rule",
            "zone_rule",
        )
    for content in _files(key):
        # RFC 8536: the footer is a rule between two line ends.
        lines = content.rsplit(b"\n", 2)
        if content.startswith(b"TZif") and len(lines) == 3 and lines[1]:
            return lines[1].decode("ascii")
    raise InputError(f"the zone {key} has no rule for the years to come", "zone_rule")


def _files(key: str) -> list[bytes]:
    """The zone's file, where ``zoneinfo`` looks for it: on the search path, then in ``tzdata``."""
    for folder in zoneinfo.TZPATH:
        path = Path(folder, key)
        if path.is_file():
            return [path.read_bytes()]
    package, _, name = f"tzdata/zoneinfo/{key}".rpartition("/")
    try:
        return [(resources.files(package.replace("/", ".")) / name).read_bytes()]
    except (ModuleNotFoundError, FileNotFoundError):
        return []
