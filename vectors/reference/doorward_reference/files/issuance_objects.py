"""The request from which the vectors of section 12 are made, and what stands around it."""

from typing import Any

from ..policy.names import DAY_CODE, METHODS
from ..policy.request import DEFAULTS
from . import zone_list
from .container import Group, Members

PACIFIC = zone_list.LOS_ANGELES
NOW = 1_778_950_800  # 2026-05-16 10:00 in Los Angeles
TODAY = 20_589
START, END = 1_778_965_200, 1_778_972_400  # 14:00 to 16:00
HOUR, DAY = 3_600, 86_400
MEMBER, GUEST, DAY_METHOD, FLEX, CONTRACTOR = METHODS
LOCKBOX = "LB-00012345"
ASSOCIATION: Members = {
    "id": "A", "day_codes": True, "contractor_codes": True, "service_codes_refused_from": 19_723,
    "reciprocity": ["B"],
}  # fmt: skip


def group_of(association: Members | None = None, **parameters: Any) -> Group:
    return Group(
        {
            "association": ASSOCIATION | (association or {}),
            "parameters": DEFAULTS | parameters,
        }
    )


def recipient(kind: str = "member_agent", **other: Any) -> Members:
    names = {"member_agent": "M-7", "out_of_board_agent": "X-3", "contractor": "C-2", "inspector": "A-1"}
    return {
        "kind": kind, "id": names.get(kind, "R-1"), "name": "Ada Lovelace",
        "association": {"member_agent": "A", "out_of_board_agent": "Z"}.get(kind),
        "member_active": True, "licence_verified": True, "account_registered": True, "phone": None,
    } | other  # fmt: skip


def issuer(kind: str = "listing_agent", **other: Any) -> Members:
    return {"kind": kind, "id": "I-1", "pin_verified": True} | other


def request(method: str = FLEX, to: Members | None = None, **other: Any) -> Members:
    """Of a method, with the members that it needs: 14:00 to 16:00, or today."""
    given = {
        "now": NOW, "issuer": issuer(), "recipient": to or recipient(), "method": method, "operations": 1,
        "window": {"start": START, "end": END}, "day": None, "half": None, "use": None, "skip": [],
        "seller_written_permission": True, "off_market_permission": False, "identity_checked": True,
    }  # fmt: skip
    if method == DAY_CODE:
        given |= {"window": None, "day": TODAY, "half": "service"}
    elif method == FLEX:
        given["use"] = "single"
    elif method == CONTRACTOR:
        given["use"] = "until_end"
    return given | other


def window(start: int, length: int) -> Members:
    return {"window": {"start": start, "end": start + length}}


def listing(status: str = "Active", **other: Any) -> Members:
    return {
        "id": "L-1", "status": status, "coming_soon_showings": False, "methods": None, "access": "open",
    } | other  # fmt: skip


def box(**other: Any) -> Members:
    return {
        "id": LOCKBOX, "zone": PACIFIC.to_bytes().hex(), "epoch": 1, "bulletin": 1, "suspended": False,
        "bluetooth": True, "flex_codes": True, "shackle_by_app": True, "shackle_by_code": True,
    } | other  # fmt: skip


def appointment(**other: Any) -> Members:
    return {
        "id": "P-1", "holder": "X-3", "listing": "L-1", "lockbox": LOCKBOX, "state": "approved",
        "start": START, "end": END, "early": 0, "late": 900,
    } | other  # fmt: skip


def day_row(day: int, slot: int, to: str = "R-9", cancelled: bool = False) -> Members:
    return {"day": day, "slot": slot, "recipient": to, "cancelled": cancelled}


def flex_row(
    start: int = START, duration: int = 4, op: int = 0, use: int = 0, copy: int = 0, **other: Any
) -> Members:
    return {
        "start_slot": start // 1_800, "duration": duration, "op": op, "use": use, "copy": copy,
        "recipient": "R-9", "contractor": False, "cancelled": False,
    } | other  # fmt: skip


def ledger(
    days: list[Members] | None = None, windows: list[Members] | None = None, **other: Any
) -> Members:
    return {
        "lockbox": LOCKBOX, "epoch": 1, "revision": 0, "day_codes": days or [], "flex_codes": windows or [],
    } | other  # fmt: skip


def case(asked: Members, **around: Any) -> Members:
    usual = {"listing": listing(), "box": box(), "appointment": None, "ledger": ledger()}
    return {"request": asked} | usual | around
