"""The rules of the presets, as far as they differ from the generic ones (Section 19)."""

from typing import Any

from ..market import rules

Changes = dict[str, Any]
ACTIVE = ["Active"]
ENDED = ["Canceled", "Expired"]
LAST = "last_on_market"
BY_CONTRACT = {"start_field": "listing_contract_date"}
DOCUMENTED: dict[str, Changes] = {
    "rmls_or": {},
    "armls_pre2020": {"carry_max_gap": 90, "clock_statuses": ENDED},
    "armls_2020": {"carry_max_gap": 45, "clock_from": LAST, "clock_statuses": [*ENDED, "Hold"]},
    "armls": {"carry_max_gap": 45, "clock_statuses": ENDED, "coming_soon_stops_clock": True},
    "smartmls": {
        "carry_max_gap": 90, "clock_statuses": ENDED, "scope": "same_property_type", "combine": "sum",
        **BY_CONTRACT,
    },
    "canopy": {"carry_max_gap": 45, "accrues": ACTIVE, "clock_from": LAST, **BY_CONTRACT},
    "canopy_90": {"carry_max_gap": 90, "accrues": ACTIVE, "clock_from": LAST, **BY_CONTRACT},
    "bareis": {"clock_statuses": ENDED},
    "his_hawaii": {
        "clock_from": LAST, "clock_statuses": ["Withdrawn", *ENDED, "Closed"], "reset_on_close": False,
        "scope": "same_office",
    },
    "utahre": {"clock_statuses": ENDED, "scope": "same_branch"},
    "martin_fl": {"carry_max_gap": 90, "accrues": ACTIVE, "clock_statuses": ENDED},
    "ecar_fl": {"carry_max_gap": 90, "accrues": ACTIVE},
    "creb": {"carry_max_gap": 15, "accrues": ACTIVE, "clock_statuses": ENDED},
    "rahb": {"carry_max_gap": 60, "clock_statuses": ENDED, "scope": "same_firm"},
    "mrmls_2008": {"carry_max_gap": 59, "clock_statuses": ENDED},
    "northstar_mn": {"carry_max_gap": None, "lookback_days": 365, "accrues": ACTIVE},
    "columbus_2008": {"carry_max_gap": None, "lookback_days": 365, "accrues": ACTIVE},
}  # fmt: skip
EXPERIMENTAL = {
    "crmls_2025": 30, "crmls": 89, "mris": 89, "stellar": 60, "mlspin": 59, "mlspin_2006": 90,
    "metrolist_ca": 30, "ccrmls_slo": 60, "mlsnow_oh": 45, "nnrmls": 179, "metro_wi": 90, "unlock_tx": 90,
    "nwmls": 89, "oregon_data_share": 60, "rebny": 89, "rebny_2026": 29,
}  # fmt: skip
EXPERIMENTAL_INCLUSIVE = {"bright_2019": 60, "mred_mt": 89, "ntreis": 30}
ALL: dict[str, Changes] = (
    {"generic": {}}
    | DOCUMENTED
    | {name: {"carry_max_gap": gap} for name, gap in EXPERIMENTAL.items()}
    | {
        name: {"carry_max_gap": gap, "count": "inclusive"}
        for name, gap in EXPERIMENTAL_INCLUSIVE.items()
    }
)


def by_eight() -> list[tuple[list[str], Changes]]:
    """Presets with a gap, those together that eight members do not tell apart."""
    found: list[tuple[list[str], Changes]] = []
    for name, changes in ALL.items():
        if "lookback_days" in changes:
            continue
        eight = {member: value for member, value in changes.items() if member in rules.EIGHT}
        names = next((names for names, other in found if other == eight), None)
        if names is None:
            found.append(([name], eight))
        else:
            names.append(name)
    return found
