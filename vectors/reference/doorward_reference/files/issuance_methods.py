"""Every recipient with every method, every issuer, the operations, phones, and the methods of a listing."""

from ..policy.names import CLASS_OF, ISSUERS, METHODS
from .container import Group
from .issuance_objects import (
    DAY_METHOD,
    FLEX,
    GUEST,
    HOUR,
    MEMBER,
    NOW,
    appointment,
    case,
    issuer,
    recipient,
    request,
    window,
)

ALLOWED = {
    "member_agent": 13, "out_of_board_agent": 9, "owner": 31, "staff": 13, "appraiser": 9, "inspector": 9,
    "contractor": 9, "homeowner": 1,
}  # fmt: skip


def every_cell(group: Group) -> None:
    kinds = [(kind, recipient(kind)) for kind in CLASS_OF]
    kinds.append(("out_of_board_agent by reciprocity", recipient("out_of_board_agent", association="B")))
    for name, to in kinds:
        for method in METHODS:
            if (name, method) == ("member_agent", FLEX):
                continue  # the first example
            own = window(NOW, HOUR) if name == "homeowner" and method == GUEST else {}
            flags = ["ReciprocityIgnored"] if "reciprocity" in name and method == MEMBER else []
            flags += ["NoticeOfAll"] if name in ("owner", "staff") and method == MEMBER else []
            flags += ["RecommendsInTableOrder"] if (name, method) == ("contractor", GUEST) else []
            group.accept(f"{method} for {name}", *flags, **case(request(method, to, **own)))
    to = recipient("out_of_board_agent", association="A")
    group.accept("member grant for an out-of-board agent of this very association", "ReciprocityIgnored",
                 **case(request(MEMBER, to)))  # fmt: skip
    group.accept("member grant for an agent with no association", **case(
        request(MEMBER, recipient("out_of_board_agent", association=None))))  # fmt: skip
    group.accept("a member agent of another association is a member", **case(
        request(MEMBER, recipient(association="Z"))))  # fmt: skip


def issuers(group: Group) -> None:
    for kind in ISSUERS:
        methods = (MEMBER, DAY_METHOD) if kind in ("showing_service", "member", "other") else (MEMBER,)
        for method in methods if kind != "listing_agent" else ():
            given = case(request(method, issuer=issuer(kind)))
            group.accept(f"{method} made by {kind}", **given)
    group.accept("a member for itself", "MembersNever",
                 **case(request(MEMBER, issuer=issuer("member", id="M-7"))))  # fmt: skip
    group.accept("an owner who is a member, for itself", "MembersNever",
                 **case(request(MEMBER, recipient("owner"), issuer=issuer("member", id="R-1"))))  # fmt: skip
    group.accept("a service's grant to a contractor needs an appointment too", "ServiceOnlyForAgents",
                 **case(request(GUEST, recipient("contractor"),
                                issuer=issuer("showing_service"))))  # fmt: skip
    group.accept("a service's grant to a contractor with an appointment", "WindowIsWhole",
                 **case(request(GUEST, recipient("contractor"), issuer=issuer("showing_service"),
                                **window(NOW + HOUR, HOUR)),
                        appointment=appointment(holder="C-2", start=NOW + HOUR,
                                                end=NOW + HOUR + 2_700)))  # fmt: skip


def operations(group: Group) -> None:
    for kind, allowed in ALLOWED.items():
        if kind in ("appraiser", "inspector"):
            continue
        method = MEMBER if kind in ("member_agent", "owner", "staff") else GUEST
        own = window(NOW, HOUR) if kind == "homeowner" else {}
        given = request(method, recipient(kind), operations=allowed, **own)
        if kind == "owner":
            group.accept(f"all that {kind} may have", **case(given))
        for bit in (2, 4, 8, 16):
            if not allowed & bit:
                flags = ["SomeOperations"]
                group.accept(f"{kind}: and operation {bit}", *flags,
                             **case(given | {"operations": allowed | bit}))  # fmt: skip
                break
    group.accept("a guest may not read the log", **case(request(GUEST, operations=5)))
    group.accept("the shackle by flex code for staff",
                 **case(request(FLEX, recipient("staff"), operations=2)))  # fmt: skip
    group.accept("the shackle by day code for the owner",
                 **case(request(DAY_METHOD, recipient("owner"), operations=2)))  # fmt: skip


def phones(group: Group) -> None:
    for os, version, flags in (
        ("android", [6, 0, 1], ()), ("android", [5, 65_535, 65_535], ()),
        ("android", [10, 0, 0], ("VersionsAsText",)), ("android", [6, 1, 0], ("VersionEachNumber",)),
        ("ios", [8, 0, 0], ()), ("ios", [7, 9, 9], ()), 
    ):  # fmt: skip
        word = f"{os} {'.'.join(str(number) for number in version)}"
        to = recipient(phone={"os": os, "version": version})
        group.accept(f"grant to a phone with {word}", *flags, **case(request(GUEST, to)))
    to = recipient(phone={"os": "ios", "version": [7, 0, 0]})
    group.accept("a code needs no phone", "PhoneForCodes", **case(request(FLEX, to)))
