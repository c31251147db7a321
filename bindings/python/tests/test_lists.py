"""What the package says twice is what the core says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import doorward
import write_lists
from doorward import _doorward, fleet, market
from doorward.policy import appointment, issuance, renewal, single_key, status_gate
from vectors.plain import plain

UTC = doorward.Zone.fixed(timedelta(0))
DEFAULTS: dict[str, Any] = {
    "Limits": doorward.Limits(),
    "fleet.Parameters": fleet.Parameters(),
    "market.Rules": market.Rules(),
    "issuance.Parameters": issuance.Parameters(),
    "issuance.Association": issuance.Association("A"),
    "issuance.Ledger": issuance.Ledger("LB-1", 1),
    "status_gate.Parameters": status_gate.Parameters(),
    "appointment.Rules": appointment.Rules(zone=UTC),
    "single_key.Parameters": single_key.Parameters(),
    "renewal.Parameters": renewal.Parameters(),
}


def test_the_lists_are_those_of_the_core() -> None:
    assert write_lists.PATH.read_text() == write_lists.written()


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_the_defaults_are_those_of_the_core(name: str) -> None:
    assert plain(DEFAULTS[name]) == _doorward._defaults()[name]


def test_every_default_is_compared() -> None:
    assert sorted(_doorward._defaults()) == sorted(DEFAULTS)
