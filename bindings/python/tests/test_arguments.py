"""Whatever it is given, the compiled part raises an exception of Python's and does not panic."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import doorward as dw
from doorward import _doorward
from histories import histories
from test_box import AUDIT, KEY, NOON, ROOT, Store, grant, provisioned

UTC = timezone.utc
VALUES: list[Any] = [
    *(None, True, -1, 0, 1, 7, 2**31, 2**32 - 1, 2**63, 2**64, -(2**70), 0.5, float("nan")),
    *("", "LB-00012345", "0123456", "01234567890", "é", "\ud800", "x" * 300, "shackle", "generic"),
    *(b"", bytes(14), bytes(16), bytes(32), bytes(64), bytes(30), b"\xff" * 1536),
    *([], [0, 1], [300], ["LB-1"], [b"", bytes(64)], {}, {"a": 1}, {1: 2}, {"zone": "00" * 14}, set()),
    *(date(1, 1, 1), date(2026, 5, 16), date(9999, 12, 31)),
    *(datetime(1, 1, 1), datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NOON),
    *(timedelta(0), timedelta(days=-1), timedelta(seconds=120), timedelta.max, timedelta(0, 0, 5)),
    *(UTC, ZoneInfo("UTC"), dw.Zone.fixed(timedelta(0)), dw.Code("0123456"), dw.CodeProfile()),
    *(dw.FlexWindow.from_slot(2**32 - 1, 125), dw.FlexWindow.from_slot(0, 1), dw.Limits()),
    *(ROOT, KEY, AUDIT, KEY.flex(0), KEY.day_root(0), KEY.day_root(0).day(0), KEY.grant(0)),
    *(histories(properties=1), object(), print, Store()),
]


def objects() -> list[Any]:
    """Something of every class, to call its methods."""
    made = [ROOT, KEY, AUDIT, KEY.flex(0), KEY.day_root(0), KEY.day_root(0).day(0), KEY.grant(0)]
    more = [KEY.service(), KEY.bulletin(), KEY.challenge(), ROOT.credential("C-1"), grant()]
    fleet = dw.Fleet(ROOT, ["LB-1"], generations=[0], epochs=[0])
    rest = [
        *(dw.Zone.fixed(timedelta(0)), dw.Code("0123456"), dw.FlexWindow.from_slot(0, 1)),
        *(dw.CodeReader(KEY, epoch=0), provisioned(Store()), dw.AuditLog(AUDIT), fleet),
        *(dw.Collection(AUDIT), fleet.day_keys(0), dw.market.choose("generic")),
    ]
    return [*made, *more, *rest]


def callables() -> dict[str, Callable[..., object]]:
    """Every function, constructor and method."""
    found: dict[str, Callable[..., object]] = {}
    for name in _doorward.__all__:
        thing: Any = getattr(_doorward, name)
        found[name] = thing
        if isinstance(thing, type):
            for inner in vars(thing):
                if not inner.startswith("__") and isinstance(
                    inspect.getattr_static(thing, inner), staticmethod
                ):
                    found[f"{name}.{inner}"] = getattr(thing, inner)
    for instance in objects():
        for inner in vars(type(instance)):
            if not inner.startswith("__") and callable(getattr(instance, inner, None)):
                found[f"{type(instance).__name__}().{inner}"] = getattr(instance, inner)
    return found


CALLABLES = callables()


@pytest.mark.parametrize("name", sorted(CALLABLES))
def test_nothing_panics(name: str) -> None:
    call = CALLABLES[name]
    draw = random.Random(name)
    try:
        parameters = list(inspect.signature(call).parameters.values())
    except (TypeError, ValueError):
        parameters = []
    for _ in range(60):
        positional = [
            draw.choice(VALUES) for p in parameters if p.kind is not p.KEYWORD_ONLY
        ]
        keywords = {
            p.name: draw.choice(VALUES)
            for p in parameters
            if p.kind is p.KEYWORD_ONLY and (p.default is p.empty or draw.random() < 0.5)
        }
        try:
            call(*positional, **keywords)
        except Exception as raised:  # A panic is no Exception.
            assert "panic" not in type(raised).__name__.lower()


def test_many_things_are_called() -> None:
    assert len(CALLABLES) > 110
