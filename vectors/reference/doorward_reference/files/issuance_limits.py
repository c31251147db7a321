"""Both sides of every limit: lengths, days, half hours, and parameters other than the defaults."""

from typing import Any

from .container import Group
from .issuance_objects import (
    CONTRACTOR,
    DAY,
    DAY_METHOD,
    FLEX,
    GUEST,
    HOUR,
    MEMBER,
    NOW,
    START,
    TODAY,
    case,
    group_of,
    recipient,
    request,
    window,
)

WORKMAN, HOUSE = recipient("contractor"), recipient("homeowner")


def lengths(group: Group) -> None:
    for method, to, length, flags in (
        (GUEST, None, 1_799, ("LimitMoved",)), (GUEST, None, 1_800, ("LimitMoved",)),
        (GUEST, None, 604_800, ("LimitMoved",)), (GUEST, None, 604_801, ("LimitMoved",)),
        (GUEST, HOUSE, 3_601, ("LimitMoved", "GuestForAll")),
        (MEMBER, None, 259_200, ("LimitMoved",)), (MEMBER, None, 259_201, ("LimitMoved",)),
        (FLEX, None, 1_799, ("LimitMoved",)), (FLEX, None, 1_800, ("LimitMoved",)), 
        (FLEX, None, 48 * HOUR + 1_800, ("AnyLength",)),
        (FLEX, None, 48 * HOUR, ()), (FLEX, None, 3 * DAY, ()),
        (FLEX, None, 31 * DAY, ("LimitMoved",)), (FLEX, None, 31 * DAY + 1, ("LimitMoved",)),
        
        (CONTRACTOR, WORKMAN, 14 * DAY, ("LimitMoved",)), (CONTRACTOR, WORKMAN, 14 * DAY + 1,
                                                           ("LimitMoved",)),
    ):  # fmt: skip
        name = f"{method} to a homeowner" if to is HOUSE else method
        group.accept(f"{name} of {length} s", *flags, **case(request(method, to, **window(START, length))))


def starts(group: Group) -> None:
    for method, offset, flags in (
        (FLEX, 1, ()), (FLEX, 900, ("QuarterHours",)), (CONTRACTOR, 900, ("QuarterHours",)),
        (GUEST, 1, ()),
    ):  # fmt: skip
        to = WORKMAN if method == CONTRACTOR else None
        given = request(method, to, **window(START + offset, 1_800 if method != GUEST else HOUR))
        group.accept(f"{method} that begins {offset} s after the half hour", *flags, **case(given))


def ends(group: Group) -> None:
    half = NOW // 1_800 * 1_800
    for comment, flags, given in (
        ("guest grant that ends this second", ("EdgeSecond",), request(GUEST, **window(NOW - HOUR, HOUR))),
        ("guest grant that ends in a second", ("EdgeSecond",),
         request(GUEST, **window(NOW - HOUR + 1, HOUR))),
        ("flex code of two hours that ends this second", ("EdgeSecond",),
         request(**window(half - 2 * HOUR, 2 * HOUR))),
        ("flex code of two days, its first day ends this second", ("EdgeSecond", "OpenToTheEnd"),
         request(**window(half - DAY, 2 * DAY))),
        ("flex code of two days, in the last second of its first day", ("EdgeSecond",),
         request(**window(half - DAY, 2 * DAY), now=half - 1)),
        ("contractor code of a week on its second day", ("OpenToTheEnd",),
         request(CONTRACTOR, WORKMAN, **window(half - DAY, 7 * DAY))),
        ("day code of yesterday", ("EdgeDay",), request(DAY_METHOD, day=TODAY - 1)),
        ("day code of day 0", (), request(DAY_METHOD, day=0)),
        ("day code of the last day", (), request(DAY_METHOD, day=2_932_896)),
        ("day code 14 days ahead, the last hour of today", ("UtcDays", "EdgeDay"),
         request(DAY_METHOD, day=TODAY + 14, now=1_779_001_199)),
        ("day code 15 days ahead, the last second of today", ("UtcDays", "EdgeSecond"),
         request(DAY_METHOD, day=TODAY + 15, now=1_779_001_199)),
        ("day code 15 days ahead, the first second of tomorrow", ("EdgeSecond",),
         request(DAY_METHOD, day=TODAY + 15, now=1_779_001_200)),
    ):  # fmt: skip
        group.accept(comment, *flags, **case(given))


def releases(group: Group) -> None:
    for before, flags in ((300, ()), (301, ("ReleaseAtOnce",))):
        given = request(GUEST, **window(NOW + before, HOUR))
        group.accept(f"guest grant that begins in {before} s", *flags, **case(given))
    group.accept("member grant of tomorrow", "ReleaseAtOnce",
                 **case(request(MEMBER, **window(NOW + DAY, HOUR))))  # fmt: skip


def parameters() -> list[Group]:
    listed: list[Group] = []

    def write(changed: dict[str, Any], *cases: tuple[str, tuple[str, ...], Any]) -> None:
        listed.append(group_of(**changed))
        for comment, flags, given in cases:
            listed[-1].accept(comment, *flags, **case(given))

    moved = ("LimitMoved", "DefaultsOnly")
    write(
        {"guest_min": 60, "guest_max": 7_200, "homeowner_max": 86_400, "release_lead": 0},
        ("a guest's minute", moved, request(GUEST, **window(START, 60))),
        ("a guest's two hours and a second", moved, request(GUEST, **window(START, 7_201))),
        ("a homeowner's day, which no guest has", (*moved, "GuestForAll"),
         request(GUEST, HOUSE, **window(START, 86_400))),
    )  # fmt: skip
    write(
        {"member_max": 60, "day_days_ahead": 0, "release_lead": 3_600},
        ("a member's minute", moved, request(MEMBER, **window(START, 60))),
        ("a member's 61 s", moved, request(MEMBER, **window(START, 61))),
        ("day codes for today alone: tomorrow", ("DefaultsOnly",), request(DAY_METHOD, day=TODAY + 1)),
    )
    write(
        {"day_days_ahead": 64},
        ("64 days ahead", ("DefaultsOnly",), request(DAY_METHOD, day=TODAY + 64)),
        ("65 days ahead", (), request(DAY_METHOD, day=TODAY + 65)),
    )
    write(
        {"flex_min": 3_600, "flex_max": 7_200, "contractor_max": 1_800},
        ("flex code of half an hour, at least one asked", ("DefaultsOnly",), request(**window(START, 1_800))),
        ("flex code of an hour", ("LimitMoved",), request(**window(START, 3_600))),
        ("flex code of two hours", ("LimitMoved",), request(**window(START, 7_200))),
        ("flex code of two and a half", ("DefaultsOnly",), request(**window(START, 9_000))),
        ("contractor code: shorter than any flex code, longer than any contractor's", ("DefaultsOnly",),
         request(CONTRACTOR, WORKMAN, **window(START, 2_700))),
    )  # fmt: skip
    phone = recipient(phone={"os": "android", "version": [9, 65_535, 65_535]})
    write(
        {"android_min": [10, 0, 0], "ios_min": [0, 0, 0]},
        ("Android 10 is asked", ("DefaultsOnly", "VersionsAsText"), request(GUEST, phone)),
    )  # fmt: skip
    lowest = {
        "guest_min": 60, "guest_max": 60, "homeowner_max": 60, "member_max": 60, "day_days_ahead": 0,
        "day_slots": 1, "flex_min": 1_800, "flex_max": 1_800, "contractor_max": 1_800, "contractor_alive": 0,
        "flex_per_window": 1, "flex_overlapping": 1, "release_lead": 0, "android_min": [0, 0, 0],
        "ios_min": [0, 0, 0],
    }  # fmt: skip
    write(lowest, ("every parameter at its lowest", (), request(**window(START, 1_800))))
    highest = {
        "guest_min": 2_678_400, "guest_max": 2_678_400, "homeowner_max": 86_400, "member_max": 259_200,
        "day_days_ahead": 64, "day_slots": 16, "flex_min": 2_678_400, "flex_max": 2_678_400,
        "contractor_max": 2_678_400, "contractor_alive": 16, "flex_per_window": 4, "flex_overlapping": 64,
        "release_lead": 3_600, "android_min": [65_535] * 3, "ios_min": [65_535] * 3,
    }  # fmt: skip
    write(highest, ("every parameter at its highest", ("DefaultsOnly",),
                    request(GUEST, **window(START, 31 * DAY))))  # fmt: skip
    return listed
