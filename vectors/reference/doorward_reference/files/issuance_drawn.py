"""Requests drawn from a repeatable stream, near enough to what is allowed that many are permitted."""

from ..policy.names import CLASS_OF, ISSUERS, METHODS
from ..stream import Stream
from .container import Group
from .issuance_objects import (
    CONTRACTOR,
    DAY_METHOD,
    FLEX,
    GUEST,
    MEMBER,
    START,
    TODAY,
    appointment,
    box,
    case,
    issuer,
    listing,
    recipient,
    request,
    window,
)

LENGTHS = (1_800, 3_600, 7_200, 90_000, 172_800, 259_200, 604_800, 1_209_600)
STATUSES = ("Active", "Active", "Active", "Pending", "Canceled")
USUAL = {
    "member_agent": (MEMBER, GUEST, FLEX), "out_of_board_agent": (GUEST, DAY_METHOD), "owner": (MEMBER, FLEX),
    "staff": (MEMBER, FLEX), "appraiser": (GUEST, DAY_METHOD), "inspector": (FLEX, CONTRACTOR),
    "contractor": (CONTRACTOR, GUEST), "homeowner": (GUEST,),
}  # fmt: skip


def drawn(group: Group, count: int) -> None:
    stream = Stream("issuance")

    def seldom(one_in: int) -> bool:
        return stream.below(one_in) == 0

    for _ in range(count):
        kind = stream.choice([name for name in CLASS_OF if name != "consumer"])
        to = recipient(
            kind,
            name=None if seldom(8) else "Ada Lovelace",
            association=stream.choice(("A", "B", "Z")) if "agent" in kind else None,
            member_active=not seldom(12),
            licence_verified=not seldom(12),
            account_registered=not seldom(12),
            phone={"os": "ios", "version": [stream.between(6, 10), 0, 0]} if seldom(5) else None,
        )
        method = stream.choice(METHODS if seldom(5) else USUAL[kind])
        start = START + 1_800 * stream.between(-6, 40) + (60 if seldom(9) else 0)
        own = {"day": TODAY + stream.between(-1, 16)} if method == DAY_METHOD else {}
        own = own or window(start, stream.choice(LENGTHS[: 2 if kind == "homeowner" else 8]))
        asked = request(
            method, to, **own,
            issuer=issuer(stream.choice(ISSUERS[:4]), pin_verified=not seldom(12)),
            seller_written_permission=not seldom(8),
            off_market_permission=seldom(2),
            identity_checked=not seldom(8),
        )  # fmt: skip
        held = appointment(holder=to["id"], start=start, end=start + 3_600)
        status = listing(stream.choice(STATUSES), access="by_appointment" if seldom(4) else "open")
        given = case(
            asked,
            listing=None if seldom(9) else status,
            box=box(suspended=seldom(12), bluetooth=not seldom(12), flex_codes=not seldom(12)),
            appointment=held if seldom(3) else None,
        )
        group.accept("random", **given)
