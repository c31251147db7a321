"""From the plain values of the core's JSON to the package's own."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, ClassVar

from doorward._errors import InputError

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_LAST = (datetime.max.replace(tzinfo=timezone.utc) - _EPOCH) // timedelta(seconds=1)
_FIRST = date(1970, 1, 1).toordinal()


class Value:
    """What the package's dataclasses have in common: their members in JSON."""

    __slots__ = ()

    _tag: ClassVar[tuple[str, str] | None] = None
    """The member that tells a choice from the others, and its value."""
    _flat: ClassVar[str | None] = None
    """The field that holds the rest of the members."""

    def _members(self) -> dict[str, Any]:
        fields = dataclasses.fields(typing.cast(Any, self))
        return {_name(field): _written(field, getattr(self, field.name)) for field in fields}


def _name(field: dataclasses.Field[Any]) -> str:
    return str(field.metadata.get("name", field.name))


def _written(field: dataclasses.Field[Any], value: Any) -> Any:
    if field.metadata.get("decimal"):
        return str(value)
    if field.metadata.get("seconds") and value is not None:
        return value // timedelta(seconds=1)
    return value


def decode(kind: Any, value: Any) -> Any:
    """``value`` as one of ``kind``, which is a type as annotations have it."""
    if value is None or kind is Any:
        return value
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _choice(typing.get_args(kind), value)
    if origin is tuple:
        kinds = typing.get_args(kind)
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(decode(kinds[0], item) for item in value)
        return tuple(decode(kind, item) for kind, item in zip(kinds, value, strict=True))
    if origin is dict:
        return {name: decode(typing.get_args(kind)[1], item) for name, item in value.items()}
    return _single(kind, value)


def _single(kind: Any, value: Any) -> Any:
    if kind is datetime:
        if value > _LAST:
            raise InputError("an instant lies past 9999-12-31", "instant")
        return _EPOCH + timedelta(seconds=value)
    if kind is date:
        if isinstance(value, str):
            return date.fromisoformat(value)
        return date.fromordinal(value + _FIRST)
    if kind is timedelta:
        return timedelta(seconds=value)
    if kind is bytes:
        return bytes.fromhex(value)
    if kind is int:
        return int(value)
    if dataclasses.is_dataclass(kind):
        return _object(kind, value)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if hasattr(kind, "_of"):
        return kind._of(value)
    return value


def _choice(kinds: tuple[Any, ...], value: Any) -> Any:
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    for kind in kinds:
        tag = getattr(kind, "_tag", None)
        if tag is None:
            continue
        if isinstance(value, dict) and value.get(tag[0]) == tag[1]:
            return _object(kind, {name: item for name, item in value.items() if name != tag[0]})
        # A choice that is named by its one member, or by its name alone.
        if tag[0] == "" and isinstance(value, dict) and list(value) == [tag[1]]:
            return _object(kind, value[tag[1]])
        if tag[0] == "" and value == tag[1]:
            return _object(kind, {})
    [kind] = [kind for kind in kinds if getattr(kind, "_tag", None) is None]
    return decode(kind, value)


@lru_cache(maxsize=None)
def _fields(kind: type) -> tuple[tuple[str, str, Any], ...]:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(typing.cast(Any, kind))
    return tuple((field.name, _name(field), hints[field.name]) for field in fields)


def _object(kind: Any, value: Any) -> Any:
    fields = _fields(kind)
    if kind._flat is not None:
        others = {name for _, name, _ in fields if name != kind._flat}
        own = {name: item for name, item in value.items() if name not in others}
        value = {**value, kind._flat: own}
    if not isinstance(value, dict):
        # The one member of a choice that has no name of its own.
        value = {fields[0][1]: value}
    return kind(**{field: decode(hint, value.get(name)) for field, name, hint in fields})
