"""Each reason alone, reasons together, and the obligations of a permit."""

from .container import Group
from .issuance_objects import (
    CONTRACTOR,
    DAY,
    DAY_METHOD,
    END,
    FLEX,
    GUEST,
    HOUR,
    MEMBER,
    NOW,
    START,
    TODAY,
    appointment,
    box,
    case,
    day_row,
    flex_row,
    group_of,
    issuer,
    ledger,
    listing,
    recipient,
    request,
    window,
)

INSPECTOR = recipient("inspector")
WORKMAN = recipient("contractor")
VISITOR = recipient("out_of_board_agent")


def worked_examples(group: Group) -> None:
    first = request()
    group.accept("the first example: a flex code for a member agent", **case(first))
    group.accept("50 hours: no such length", "AnyLength", **case(first | window(START, 50 * HOUR)))
    group.accept("a consumer, and no PIN", "FirstReasonOnly",
                 **case(first | {"recipient": recipient("consumer"),
                                 "issuer": issuer(pin_verified=False)}))  # fmt: skip
    fifteen = window(START, 15 * DAY)
    group.accept("contractor code of 15 days without the seller's permission", "FirstReasonOnly",
                 **case(request(CONTRACTOR, WORKMAN, **fifteen,
                                seller_written_permission=False)))  # fmt: skip
    group.accept("day code 14 days ahead", **case(request(DAY_METHOD, INSPECTOR, day=TODAY + 14)))
    group.accept("day code 15 days ahead", **case(request(DAY_METHOD, INSPECTOR, day=TODAY + 15)))
    service = {"issuer": issuer("showing_service")}
    visit = request(GUEST, VISITOR, **service, **window(1_778_976_000, 1_800))
    group.accept("showing service without an appointment", **case(visit))
    agreed = appointment(start=1_778_976_000, end=1_778_976_900)
    group.accept("showing service with an appointment", "WindowIsWhole", **case(visit, appointment=agreed))
    group.accept("homeowner, an hour and a second, and another operation", "FirstReasonOnly", "GuestForAll",
                 **case(request(GUEST, recipient("homeowner"), operations=9,
                                **window(NOW, 3_601))))  # fmt: skip


def alone(group: Group) -> None:
    """Each rule once with nothing else against the request, where that can be."""
    owner, house = recipient("owner"), recipient("homeowner")
    suspended = box(suspended=True)
    tomorrow = {"start": START + DAY, "end": END + DAY}
    for comment, flags, given in (
        ("PIN not verified, day code", (),
         case(request(DAY_METHOD, issuer=issuer(pin_verified=False)))),
        ("no PIN is asked for a grant", ("PinForGrants",),
         case(request(MEMBER, issuer=issuer(pin_verified=False)))),
        ("service codes refused", (),
         case(request(to=VISITOR, issuer=issuer("showing_service")), appointment=appointment())),
        ("contractor code required: a trade's flex code until its end", (),
         case(request(to=INSPECTOR, use="until_end"))),
        ("membership of an owner inactive", (), case(request(MEMBER, owner | {"member_active": False}))),
        ("membership of a contractor is not looked at", ("MembershipOfAll",),
         case(request(CONTRACTOR, WORKMAN | {"member_active": False}))),
        ("licence unverified", (), case(request(to=recipient(licence_verified=False)))),
        ("account unregistered", (), case(request(GUEST, recipient(account_registered=False)))),
        ("name missing", (), case(request(to=recipient(name=None)))),
        ("no name is needed for a grant", ("NameForGrants",), case(request(MEMBER, recipient(name=None)))),
        ("identity unchecked", (), case(request(GUEST, house, identity_checked=False, **window(NOW, HOUR)))),
        ("seller's permission missing", (), case(request(GUEST, INSPECTOR, seller_written_permission=False))),
        ("box unassigned, member grant", (), case(request(MEMBER), listing=None)),
        ("box unassigned, flex code", ("FlexNeedsListing",), case(request(), listing=None)),
        ("box unassigned, owner's grant", ("OwnerNeedsListing",), case(request(MEMBER, owner), listing=None)),
        ("method not in the listing's", (), case(request(), listing=listing(methods=[MEMBER, DAY_METHOD]))),
        ("the owner is not bound by the listing's methods", ("OwnerBound",),
         case(request(MEMBER, owner), listing=listing(methods=[]))),
        ("appointment missing", (), case(request(), listing=listing(access="by_appointment"))),
        ("a trade needs no appointment", (),
         case(request(GUEST, INSPECTOR), listing=listing(access="by_appointment"))),
        ("one not needed is not looked at", ("AppointmentAlways",),
         case(request(), appointment=appointment(state="declined", holder="X-9", **tomorrow))),
        ("box suspended", (), case(request(MEMBER), box=suspended)),
        ("suspended, owner's grant to act as owner", ("SuspensionForAll",),
         case(request(MEMBER, owner, operations=16), box=suspended)),
        ("suspended, an agent's grant to act as owner", (),
         case(request(MEMBER, operations=16), box=suspended)),
        ("suspended, owner's guest grant to act as owner", ("OwnerAlwaysIn",),
         case(request(GUEST, owner, operations=16), box=suspended)),
        ("suspended, owner's grant without it", ("OwnerAlwaysIn",),
         case(request(MEMBER, owner, operations=15), box=suspended)),
        ("suspended, owner's code", ("OwnerAlwaysIn",), case(request(FLEX, owner), box=suspended)),
        ("no Bluetooth", (), case(request(MEMBER), box=box(bluetooth=False))),
        ("no flex codes", (), case(request(), box=box(flex_codes=False))),
        ("no shackle by app", (),
         case(request(MEMBER, owner, operations=3), box=box(shackle_by_app=False))),
        ("no shackle by code", (),
         case(request(FLEX, owner, operations=2), box=box(shackle_by_code=False))),
        ("shackle by app, a box without it by code", ("OneShackle",),
         case(request(MEMBER, owner, operations=2), box=box(shackle_by_code=False))),
        ("shackle by code, a box without it by app", ("OneShackle",),
         case(request(FLEX, owner, operations=2), box=box(shackle_by_app=False))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def statuses(group: Group) -> None:
    for status in ("Pending", "ComingSoon", "Withdrawn"):
        for permission in (False, True):
            word = "with" if permission else "without"
            given = case(request(MEMBER, off_market_permission=permission), listing=listing(status))
            flags = ["ConsentNotKept"] if permission and status == "Pending" else []
            group.accept(f"agent while {status}, {word} off-market permission", *flags, **given)
    for comment, flags, given in (
        ("trade while Closed", (), case(request(GUEST, INSPECTOR), listing=listing("Closed"))),
        ("staff while Withdrawn", (),
         case(request(MEMBER, recipient("staff")), listing=listing("Withdrawn"))),
        ("staff while Withdrawn, with permission", ("ConsentNotKept",),
         case(request(MEMBER, recipient("staff"), off_market_permission=True), listing=listing("Withdrawn"))),
        ("owner while Closed", (), case(request(MEMBER, recipient("owner")), listing=listing("Closed"))),
        ("consumer while Closed: no class, no access to look up", (),
         case(request(to=recipient("consumer")), listing=listing("Closed"))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def switches() -> list[Group]:
    off = group_of({"day_codes": False, "contractor_codes": False})
    off.accept("day codes off", **case(request(DAY_METHOD)))
    off.accept("contractor codes off", **case(request(CONTRACTOR, WORKMAN)))
    bound = group_of({"contractor_codes": False, "day_codes": False}, flex_overlapping=1, flex_per_window=1,
                     contractor_alive=0)  # fmt: skip
    full = ledger([], [flex_row(use=1)])
    bound.accept("a contractor code with no code of any kind left", "FirstReasonOnly",
                 **case(request(CONTRACTOR, WORKMAN, seller_written_permission=False),
                        ledger=full))  # fmt: skip
    bound.accept("a trade's flex code until its end with none left", "FirstReasonOnly",
                 **case(request(to=recipient("inspector", name=None), use="until_end"),
                        ledger=full))  # fmt: skip
    bound.accept("a day code switched off, and over", "FirstReasonOnly",
                 **case(request(DAY_METHOD, INSPECTOR, day=TODAY - 1)))  # fmt: skip
    never = group_of({"service_codes_refused_from": None, "reciprocity": ["Q", "Z"]})
    service = issuer("showing_service")
    never.accept("services may make codes here", "ServicesNever",
                 **case(request(to=VISITOR, issuer=service), appointment=appointment()))  # fmt: skip
    never.accept("member by reciprocity, the second of the list", **case(request(MEMBER, VISITOR)))
    tomorrow = group_of({"service_codes_refused_from": TODAY + 1})
    tomorrow.accept("services: the last day of codes", "ServicesNever", "EdgeDay",
                    **case(request(to=VISITOR, issuer=service), appointment=appointment()))  # fmt: skip
    today = group_of({"service_codes_refused_from": TODAY})
    today.accept("services: the first day without codes", "EdgeDay",
                 **case(request(to=VISITOR, issuer=service), appointment=appointment()))  # fmt: skip
    return [off, bound, never, tomorrow, today]


def together(group: Group) -> None:
    flag = "FirstReasonOnly"
    nobody = recipient("out_of_board_agent", member_active=False, licence_verified=False,
                       account_registered=False, name=None, association=None,
                       phone={"os": "ios", "version": [7, 1, 2]})  # fmt: skip
    bare = box(suspended=True, bluetooth=False, flex_codes=False, shackle_by_app=False, shackle_by_code=False)
    lost = appointment(holder="X-4", lockbox="LB-9", listing="L-9", state="cancelled")
    by_appointment = listing("Pending", methods=[DAY_METHOD], access="by_appointment")
    group.accept("a guest grant with as many reasons as can be", flag,
                 **case(request(GUEST, nobody, issuer=issuer("other"), operations=31,
                                **window(NOW - DAY, 60)),
                        listing=by_appointment, box=bare, appointment=lost))  # fmt: skip
    group.accept("a flex code with as many reasons as can be", flag, "AnyLength",
                 **case(request(FLEX, nobody, issuer=issuer("showing_service", pin_verified=False),
                                operations=2,
                                use="until_end", **window(START + 60 - 60 * DAY, 50 * HOUR)),
                        listing=by_appointment, box=bare, appointment=lost))  # fmt: skip
    group.accept("a member grant to a visitor, with no listing and no appointment", flag,
                 **case(request(MEMBER, nobody, issuer=issuer("showing_service"), operations=2,
                                **window(START, 4 * DAY)), listing=None, box=bare))  # fmt: skip
    full = ledger([day_row(TODAY + 15, slot) for slot in range(8)])
    group.accept("a day code with as many reasons as can be", flag,
                 **case(request(DAY_METHOD, nobody | {"kind": "homeowner"}, day=TODAY + 15, operations=2,
                                issuer=issuer("showing_service", pin_verified=False), identity_checked=False),
                        listing=listing("Closed", methods=[GUEST]), box=bare, ledger=full))  # fmt: skip
    group.accept("a contractor code for an agent, backwards in time", flag,
                 **case(request(CONTRACTOR, issuer=issuer("member"),
                                **window(NOW - 30 * DAY, 20 * DAY))))  # fmt: skip
    group.accept("services get grants only: a denied code recommends a grant",
                 **case(request(DAY_METHOD, VISITOR, issuer=issuer("showing_service")),
                        appointment=appointment()))  # fmt: skip


def recommendations(group: Group) -> None:
    old = {"os": "android", "version": [6, 0, 0]}
    for comment, flags, given in (
        ("recommended: no grant on an old phone, so a flex code", (), case(request(to=recipient(phone=old)))),
        ("recommended: nothing is left", (),
         case(request(DAY_METHOD, recipient(phone=old)), listing=listing(methods=[MEMBER, GUEST]))),
        ("recommended: the listing's second method, before flex", ("RecommendsInTableOrder",),
         case(request(DAY_METHOD), listing=listing(methods=[DAY_METHOD, FLEX]))),
        ("recommended to an inspector without Bluetooth: a flex code", ("RecommendsInTableOrder",),
         case(request(GUEST, INSPECTOR), box=box(bluetooth=False))),
        ("recommended in spite of reasons that are not about the method", ("RecommendsPermitted",),
         case(request(MEMBER, recipient(member_active=False)))),
        ("recommended to a member who asks for itself", (),
         case(request(FLEX, issuer=issuer("member", id="M-7")))),
        ("nothing recommended to a member who asks for another", (),
         case(request(MEMBER, issuer=issuer("member", id="M-8")))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)


def obligations(group: Group) -> None:
    old_box = box(bulletin=0)
    for comment, flags, given in (
        ("no bulletin made yet", ("AlwaysBulletin",), case(request(MEMBER), box=old_box)),
        ("24 hours: first entry goes without saying", ("FirstEntryAlways",),
         case(request(**window(START, DAY)))),
        ("24 hours and a half: first entry is said", (), case(request(**window(START, DAY + 1_800)))),
        ("the grant of a lockbox with the longest id", (),
         case(request(MEMBER), box=box(id="L" * 25), ledger=ledger(lockbox="L" * 25))),
        ("a name of 255 bytes, two to a letter but the last", (),
         case(request(to=recipient(name="é" * 127 + "e")))),
    ):  # fmt: skip
        group.accept(comment, *flags, **given)
