"""Inputs that make no sense, each error before those that come after it."""

from typing import Any

from .container import Group, Members
from .issuance_objects import (
    CONTRACTOR,
    DAY_METHOD,
    END,
    FLEX,
    GUEST,
    MEMBER,
    START,
    TODAY,
    appointment,
    box,
    case,
    day_row,
    flex_row,
    group_of,
    ledger,
    listing,
    recipient,
    request,
    window,
)


def bad_values(group: Group) -> None:
    for comment, given in (
        ("an instant before the first", case(request(now=86_399))),
        ("a recipient that does not exist", case(request(to=recipient("plumber")))),
        ("no operation", case(request(MEMBER, operations=0))),
        ("operation 32", case(request(MEMBER, operations=32))),
        ("a name of 256 bytes", case(request(to=recipient(name="é" * 128)))),
        ("a version of two numbers", case(request(to=recipient(phone={"os": "ios", "version": [9, 0]})))),
        ("a day above the last", case(request(DAY_METHOD, day=2_932_897))),
        ("a status that does not exist", case(request(), listing=listing("Sold"))),
        ("half a zone", case(request(), box=box(zone="fe20fe5c" + 20 * "0"))),
        ("an epoch of 2^32", case(request(), box=box(epoch=2**32), ledger=ledger(epoch=2**32))),
        ("an appointment 91 minutes early", case(request(), appointment=appointment(early=5_401))),
        ("a row with slot 16", case(request(), ledger=ledger([day_row(TODAY, 16)]))),
        ("a row with copy 4", case(request(), ledger=ledger([], [flex_row(copy=4)]))),
        ("a row with duration 126", case(request(), ledger=ledger([], [flex_row(duration=126)]))),
        ("a bad value before a window that does not fit",
         case(request(DAY_METHOD, day=2_932_897, half=None))),
    ):
        group.refuse(comment, "BadValue", **given)


def mismatches(group: Group) -> None:
    none: Members = {"window": None}
    both = {"window": {"start": START, "end": END}, "day": TODAY, "half": "service"}
    for comment, given in (
        ("neither window nor day", request(**none)),
        ("window and day", request(**both)),
        ("a day code without a half", request(DAY_METHOD, half=None)),
        ("a day code with a window", request(DAY_METHOD, day=None, half=None, window=both["window"])),
        ("no window before wrong operations", request(operations=3, **none)),
    ):
        group.refuse(comment, "WindowMismatch", **case(given))
    for comment, given in (
        ("a window of no length", case(request(**window(START, 0)))),
        ("backwards before wrong operations", case(request(operations=3, **window(START, 0)))),
        ("an appointment of no length that is not needed",
         case(request(), appointment=appointment(end=START))),
    ):
        group.refuse(comment, "WindowBackwards", **given)
    for comment, given in (
        ("a code for both", request(operations=3)),
        ("operations before use", request(operations=3, use=None)),
    ):
        group.refuse(comment, "OperationsMismatch", **case(given))
    for comment, given in (
        ("a flex code without a use", request(use=None)),
        ("a contractor code of a single use", request(CONTRACTOR, use="single")),
        ("a use for a grant", request(GUEST, use="single")),
        ("use before skip", request(use=None, skip=[4])),
    ):
        group.refuse(comment, "UseMismatch", **case(given))
    for comment, given in (
        ("copy 4 to be skipped", request(skip=[4])),
        ("copies that fall", request(skip=[1, 0])),
        ("slot 16 to be skipped", request(DAY_METHOD, skip=[0, 16])),
        ("a grant with a skip", request(GUEST, skip=[0])),
    ):
        group.refuse(comment, "SkipMismatch", **case(given))
    group.refuse("skip before methods", "SkipMismatch",
                 **case(request(skip=[4]), listing=listing(methods=[FLEX, MEMBER])))  # fmt: skip
    for methods in ([FLEX, MEMBER], [GUEST, GUEST]):
        group.refuse(f"methods {' and '.join(methods)}", "MethodsMismatch",
                     **case(request(), listing=listing(methods=methods)))  # fmt: skip
    group.refuse("methods before ledger", "MethodsMismatch",
                 **case(request(), listing=listing(methods=[FLEX, MEMBER]),
                        ledger=ledger(epoch=2)))  # fmt: skip


def ledgers(group: Group) -> None:
    contractor = {"contractor": True}
    for comment, kept in (
        ("of another box", ledger(lockbox="LB-1")),
        ("of the epoch before", ledger(epoch=0)),
        ("with slots that fall", ledger([day_row(TODAY, 1), day_row(TODAY, 0)])),
        ("with days that fall", ledger([day_row(TODAY + 1, 0), day_row(TODAY, 1)])),
        ("ordered by the copy before the use", ledger([], [flex_row(use=1), flex_row(copy=1)])),
        ("ordered by the operation before the duration",
         ledger([], [flex_row(op=0), flex_row(duration=3, op=1)])),
        ("with a contractor's single code", ledger([], [flex_row(**contractor)])),
        ("with a contractor's shackle", ledger([], [flex_row(op=1, use=1, **contractor)])),
    ):  # fmt: skip
        group.refuse(f"a ledger {comment}", "LedgerMismatch", **case(request(), ledger=kept))
    group.refuse("an error comes before a reason", "LedgerMismatch",
                 **case(request(to=recipient("consumer")), ledger=ledger(epoch=0)))  # fmt: skip
    group.refuse("a grant's ledger is looked at too", "LedgerMismatch",
                 **case(request(GUEST), ledger=ledger(epoch=0)))  # fmt: skip


def bad_parameters() -> list[Group]:
    listed = []
    changes: tuple[dict[str, Any], ...] = (
        {"guest_min": 59}, {"guest_max": 2_678_401}, {"guest_min": 3_601, "guest_max": 3_600},
        {"homeowner_max": 59}, {"homeowner_max": 86_401}, {"member_max": 59}, {"member_max": 259_201},
        {"day_days_ahead": -1}, {"day_days_ahead": 65}, {"day_slots": 0}, {"day_slots": 17},
        {"flex_min": 1_799}, {"flex_max": 2_678_401}, {"flex_min": 3_600, "flex_max": 1_800},
        {"contractor_max": 1_799}, {"contractor_max": 2_678_401}, {"contractor_alive": -1},
        {"contractor_alive": 17}, {"flex_per_window": 0}, {"flex_per_window": 5}, {"flex_overlapping": 0},
        {"flex_overlapping": 65}, {"release_lead": -1}, {"release_lead": 3_601}, {"android_min": [6, 0]},
        {"ios_min": [8, 0, 65_536]},
    )  # fmt: skip
    for changed in changes:
        group = group_of(**changed)
        word = ", ".join(f"{name} {value}" for name, value in changed.items())
        group.refuse(f"parameter out of range: {word}", "BadValue", **case(request(), listing=None))
        listed.append(group)
    for changed in ({"id": ""}, {"service_codes_refused_from": 2_932_897}):
        group = group_of(changed)
        group.refuse(f"association with a bad {next(iter(changed))}", "BadValue", **case(request()))
        listed.append(group)
    return listed
