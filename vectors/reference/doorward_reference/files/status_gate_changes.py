"""Changes of status, written out: the worked examples, each consequence, each boundary."""

from typing import Any

from ..policy.status_gate import DELETED
from ..stream import Stream
from .container import Group, Members

NOW = 1_778_968_800  # 2026-05-16 15:00 in Los Angeles
HOUR, DAY = 3_600, 86_400
PARAMETERS: Members = {"revocations_max": 16, "hour": 3_600, "first_entry": 86_400}


def grant(name: str, group: str, not_before: int, not_after: int, released: bool) -> Members:
    return {
        "id": name, "class": group, "not_before": not_before, "not_after": not_after, "released": released,
    }  # fmt: skip


def code(
    name: str, group: str, method: str, start: int, end: int, first_used: int | None = None, **other: Any
) -> Members:
    use = {"day_code": "hour", "flex_code": "single", "contractor_code": "until_end"}[method]
    return {
        "id": name, "class": group, "method": method, "start": start, "end": end, "use": use,
        "first_used": first_used, "cancelled": False,
    } | other  # fmt: skip


G1 = grant("G1", "showing_agent", 1_778_976_000, 1_778_977_800, False)
G2 = grant("G2", "showing_agent", 1_778_967_000, 1_778_970_600, True)
G3 = grant("G3", "trade", 1_778_950_800, 1_779_210_000, True)
G4 = grant("G4", "owner", 1_778_950_800, 1_779_210_000, True)
C1 = code("C1", "trade", "contractor_code", 1_778_943_600, 1_779_548_400, 1_778_951_100)
C2 = code("C2", "showing_agent", "day_code", 1_778_914_800, 1_779_001_200)
C3 = code("C3", "showing_agent", "day_code", 1_778_914_800, 1_779_001_200, 1_778_966_400)
C4 = code("C4", "showing_agent", "flex_code", 1_778_965_200, 1_778_972_400, 1_778_966_400)
EXAMPLE = {"grants": [G1, G2, G3, G4], "codes": [C1, C2, C3, C4]}


def change(before: str = "Active", after: str = "Pending", **other: Any) -> Members:
    return {
        "now": NOW, "listing": "L-1", "lockbox": "LB-00012345", "from": before, "to": after,
        "coming_soon_showings": False, "off_market_permission": False, "seller_signed_request": False,
        "suspension_requested": False, "suspended": False, "revocations": 0, "grants": [], "codes": [],
    } | other  # fmt: skip


def examples(group: Group) -> None:
    for comment, flags, given in (
        ("Active to Pending: the example", ("TradesShutOut", "RevokesUnreleased", "LostNotListed"), change()),
        ("... with the listing side's permission", (), change(off_market_permission=True)),
        ("... with 16 revocations already: a new epoch", ("NothingReissued",), change(revocations=16)),
        ("... to Withdrawn without the seller's request", (), change("Active", "Withdrawn")),
        ("... from Pending to Closed", ("OwnerSuspendsAlone",), change("Pending", "Closed")),
        ("Pending stays, permission given", (), change("Pending", "Pending", off_market_permission=True)),
        ("Pending stays, permission taken back", ("SameStatusIgnored",), change("Pending", "Pending")),
    ):
        group.accept(comment, *flags, **(given | EXAMPLE))


def refusals_by_rule(group: Group) -> None:
    group.accept("back from Delete to Withdrawn, without a request: both reasons", "FirstReasonOnly",
                 **change("Delete", "Withdrawn"))  # fmt: skip
    group.accept("back from Delete to Withdrawn, with a request",
                 **change("Delete", "Withdrawn", seller_signed_request=True))  # fmt: skip
    group.accept("Delete stays Delete", **change(DELETED, DELETED))
    group.accept("Withdrawn with the seller's request: it is kept",
                 **change("Active", "Withdrawn", seller_signed_request=True))  # fmt: skip
    group.accept("Withdrawn stays Withdrawn: no request asked, none kept", "RequestEveryTime",
                 **change("Withdrawn", "Withdrawn"))  # fmt: skip
    group.accept("Withdrawn stays Withdrawn with a request: none kept", "RequestEveryTime",
                 **change("Withdrawn", "Withdrawn", seller_signed_request=True))  # fmt: skip
    group.accept("a denial changes nothing, whatever else is asked",
                 **change("Active", "Withdrawn", suspension_requested=True, suspended=True, **EXAMPLE))


def grant_times(group: Group) -> None:
    for comment, not_before, not_after, flags in (
        ("ends this second: over", NOW - HOUR, NOW, ("EdgeSecond", "OverRevoked")),
        ("ends in a second", NOW - HOUR, NOW + 1, ("EdgeSecond",)),
        ("over long ago", NOW - 9 * DAY, NOW - 8 * DAY, ("OverRevoked",)),
        ("not begun", NOW + DAY, NOW + DAY + HOUR, ()),
    ):
        for released in (True, False):
            held = [grant("G", "showing_agent", not_before, not_after, released)]
            state = "released" if released else "not released"
            group.accept(f"grant {comment}, {state}", *flags, **change(grants=held))


def code_times(group: Group) -> None:
    until_end = {"use": "until_end"}
    for comment, flags, held in (
        ("day code, unused, ends this second", ("EdgeSecond",),
         code("C", "trade", "day_code", NOW - DAY, NOW)),
        ("day code, unused, ends in a second", ("EdgeSecond",),
         code("C", "trade", "day_code", NOW - DAY + 1, NOW + 1)),
        ("day code, its hour ends this second", ("EdgeSecond", "HourIgnored"),
         code("C", "trade", "day_code", NOW - 40_000, NOW + 46_400, NOW - HOUR)),
        ("day code, its hour ends in a second", ("EdgeSecond", "HourIgnored"),
         code("C", "trade", "day_code", NOW - 40_000, NOW + 46_400, NOW - HOUR + 1)),
        ("day code, its hour goes past its date", ("HourPastMidnight",),
         code("C", "trade", "day_code", NOW - 84_600, NOW + 1_800, NOW - 60)),
        ("day code of tomorrow", (), code("C", "trade", "day_code", NOW + HOUR, NOW + HOUR + DAY)),
        ("flex code, unused, its first 24 hours end this second", ("EdgeSecond", "FirstEntryIgnored"),
         code("C", "trade", "flex_code", NOW - DAY, NOW + DAY)),
        ("flex code, unused, its first 24 hours end in a second", ("EdgeSecond",),
         code("C", "trade", "flex_code", NOW - DAY + 1, NOW + DAY + 1)),
        ("flex code, unused, window of two hours ends this second", ("EdgeSecond",),
         code("C", "trade", "flex_code", NOW - 7_200, NOW)),
        ("flex code, unused, window of two hours ends in a second", ("EdgeSecond",),
         code("C", "trade", "flex_code", NOW - 7_199, NOW + 1)),
        ("flex code, single, used", ("SingleStays",),
         code("C", "trade", "flex_code", NOW - HOUR, NOW + HOUR, NOW - 60)),
        ("flex code until the end, used", (),
         code("C", "trade", "flex_code", NOW - 3 * DAY, NOW + 1, NOW - 3 * DAY, **until_end)),
        ("flex code until the end, used, ends this second", ("EdgeSecond",),
         code("C", "trade", "flex_code", NOW - 3 * DAY, NOW, NOW - 3 * DAY, **until_end)),
        ("flex code until the end, unused on its second day", ("FirstEntryIgnored",),
         code("C", "trade", "flex_code", NOW - 2 * DAY, NOW + DAY, **until_end)),
        ("contractor code, used, second week", (),
         code("C", "trade", "contractor_code", NOW - 8 * DAY, NOW + DAY, NOW - 8 * DAY)),
        ("contractor code, unused on its second day", ("FirstEntryIgnored",),
         code("C", "trade", "contractor_code", NOW - 2 * DAY, NOW + 5 * DAY)),
        ("flex code not begun", (), code("C", "trade", "flex_code", NOW + HOUR, NOW + 2 * HOUR)),
        ("cancelled day code", ("CancelledStays",),
         code("C", "trade", "day_code", NOW - HOUR, NOW + HOUR, cancelled=True)),
        ("cancelled contractor code", ("CancelledStays",),
         code("C", "trade", "contractor_code", NOW - HOUR, NOW + DAY, NOW - 60, cancelled=True)),
    ):  # fmt: skip
        group.accept(comment, *flags, **change(codes=[held]))


def epochs(group: Group) -> None:
    def agents(count: int) -> list[Members]:
        return [grant(f"G{i}", "showing_agent", NOW - HOUR, NOW + HOUR + i, True) for i in range(count)]

    kept = [
        grant("K1", "owner", NOW, NOW + DAY, False),
        grant("K2", "trade", NOW, NOW + DAY, True),
        grant("K3", "owner", NOW - DAY, NOW, True),
    ]
    codes = [
        code("K4", "trade", "contractor_code", NOW, NOW + DAY),
        code("C1", "showing_agent", "day_code", NOW - 60, NOW + DAY - 60),
    ]
    for comment, flags, revocations, held in (
        ("15 revocations and one: 16 fit", ("FullIsTooMany",), 15, agents(1)),
        ("15 revocations and two", ("NothingReissued",), 15, agents(2)),
        ("no revocation and 3", (), 0, agents(3)),
        ("16 revocations and none", ("FullIsTooMany",), 16, []),
        ("16 revocations and one that is over", (), 16, [grant("G0", "showing_agent", NOW - 60, NOW, True)]),
        ("16 revocations and one never released", ("UnreleasedTakesPlace",), 16,
         [grant("G0", "showing_agent", NOW, NOW + 60, False)]),
    ):  # fmt: skip
        listed = change(revocations=revocations, grants=[*held, *kept], codes=codes)
        group.accept(comment, *flags, **listed)
    group.accept("a new epoch with nobody left to give anything to", "AlwaysReissue",
                 **change(revocations=16, grants=agents(1)))  # fmt: skip


def suspensions(group: Group) -> None:
    for before, after, wanted, suspended, flags in (
        ("Active", "Active", True, False, ("SameStatusIgnored",)),
        ("Active", "Active", True, True, ()),
        ("Active", "Active", False, True, ("SameStatusIgnored",)),
        ("Active", "Closed", False, False, ("OwnerSuspendsAlone",)),
        ("Active", "Closed", False, True, ("OwnerSuspendsAlone",)),
        ("Active", "Delete", False, False, ("OwnerSuspendsAlone",)),
        ("Closed", "Closed", False, True, ("OwnerSuspendsAlone",)),
        ("Closed", "Active", False, True, ()),
        ("Closed", "Active", True, True, ()),
        ("Active", "Expired", False, False, ("EndSuspends",)),
        ("Active", "Canceled", False, True, ("EndSuspends",)),
    ):
        asked = "asked for" if wanted else "not asked for"
        state = "suspended" if suspended else "not suspended"
        group.accept(f"{before} to {after}, suspension {asked}, box {state}", *flags,
                     **change(before, after, suspension_requested=wanted, suspended=suspended))  # fmt: skip


def appointments(group: Group) -> None:
    for comment, flags, given in (
        ("showings end", (), change("Active", "Expired")),
        ("there were none before", ("AlwaysCancels",), change("Canceled", "Expired")),
        ("Coming Soon with showings becomes Hold without permission", (),
         change("ComingSoon", "Hold", coming_soon_showings=True)),
        ("Coming Soon without showings becomes Hold without permission", ("AlwaysCancels",),
         change("ComingSoon", "Hold")),
        ("Hold becomes Coming Soon with showings, with permission", ("FlagIgnored",),
         change("Hold", "ComingSoon", coming_soon_showings=True, off_market_permission=True)),
        ("Hold becomes Coming Soon without showings, with permission", (),
         change("Hold", "ComingSoon", off_market_permission=True)),
        ("permission is no help once it is Withdrawn", (),
         change("Active", "Withdrawn", off_market_permission=True, seller_signed_request=True)),
        ("showings begin", (), change("Withdrawn", "Active")),
    ):  # fmt: skip
        held = {"grants": [G1, G2], "codes": [C2]}
        group.accept(comment, *flags, **(given | held))


def classes(group: Group) -> None:
    """One released grant and one code alive of each class, through the statuses that differ."""
    names = ("showing_agent", "trade", "owner", "staff", "homeowner")
    held = {
        "grants": [grant(f"G-{name}", name, NOW - 60, NOW + DAY, True) for name in names],
        "codes": [code(f"C-{name}", name, "day_code", NOW - 60, NOW + HOUR) for name in names],
    }
    for after in ("Hold", "Closed"):
        for permission in (False, True):
            word = "with" if permission else "without"
            flags = ["TradesShutOut"] if not permission and after in ("Hold", "Canceled") else []
            group.accept(f"every class, Active to {after}, {word} permission", *flags,
                         **(change("Active", after, off_market_permission=permission) | held))  # fmt: skip
    group.accept("a grant and a code may share an id",
                 **change(grants=[G1, G2], codes=[C2 | {"id": "G1"}]))  # fmt: skip


def drawn(group: Group, count: int) -> None:
    stream = Stream("status-gate")
    statuses = ("Active", "Pending", "ComingSoon", "Withdrawn", "Canceled", "Closed", "Delete")
    names = ("showing_agent", "trade", "owner", "staff", "homeowner")
    for _ in range(count):
        grants, codes = [], []
        for i in range(stream.below(4)):
            begin = NOW + stream.between(-7_200, 7_200)
            released = stream.below(3) > 0
            grants.append(grant(f"G{i}", stream.choice(names), begin, begin + 5_400, released))
        for i in range(stream.below(4)):
            method = stream.choice(("day_code", "flex_code", "contractor_code"))
            begin = NOW + stream.between(-100_000, 7_200)
            used = begin + stream.below(7_200) if stream.below(2) else None
            codes.append(code(f"C{i}", stream.choice(names), method, begin, begin + 172_800, used,
                              cancelled=stream.below(6) == 0))  # fmt: skip
        flags = {
            name: stream.below(3) > 0
            for name in ("coming_soon_showings", "off_market_permission", "seller_signed_request")
        }
        flags |= {"suspension_requested": stream.below(4) == 0, "suspended": stream.below(3) == 0}
        given = change(stream.choice(statuses), stream.choice(statuses), **flags,
                       revocations=stream.between(12, 16), grants=grants, codes=codes)  # fmt: skip
        group.accept("random", **given)


def errors(group: Group) -> None:
    day = code("C", "trade", "day_code", NOW, NOW + DAY)
    flex = code("C", "trade", "flex_code", NOW, NOW + DAY)
    for comment, given in (
        ("a status that does not exist", change(after="Sold")),
        ("fewer revocations than none", change(revocations=-1)),
        ("17 revocations", change(revocations=17)),
        ("an instant after the last", change(now=253_402_214_400)),
        ("an empty listing id", change(listing="")),
        ("a listing id of 65 characters", change(listing="L" * 65)),
        ("a lockbox id with a space", change(lockbox="LB 1")),
        ("a class that does not exist", change(grants=[G1 | {"class": "consumer"}])),
        ("a method that is no code", change(codes=[day | {"method": "guest_grant"}])),
        ("a first use before the first instant", change(codes=[day | {"first_used": 0}])),
    ):
        group.refuse(comment, "BadValue", **given)
    for comment, given in (
        ("a grant of no length", change(grants=[G1 | {"not_after": G1["not_before"]}])),
        ("a grant that ends before it begins", change(grants=[G3, G1 | {"not_after": NOW}])),
        ("a code of no length", change(codes=[day | {"end": NOW}])),
        ("backwards before a wrong use", change(codes=[day | {"end": NOW, "use": "single"}])),
    ):
        group.refuse(comment, "WindowBackwards", **given)
    for comment, given in (
        ("an hour for a flex code", change(codes=[flex | {"use": "hour"}])),
        ("a day code of a single use", change(codes=[day | {"use": "single"}])),
        ("a day code until its end", change(codes=[day | {"use": "until_end"}])),
        ("a contractor code of a single use",
         change(codes=[flex | {"method": "contractor_code", "use": "single"}])),
        ("a wrong use before a repeated id", change(codes=[flex | {"use": "hour"}, flex])),
    ):  # fmt: skip
        group.refuse(comment, "UseMismatch", **given)
    group.refuse("two grants with one id", "RepeatedId", **change(grants=[G1, G2, G3 | {"id": "G1"}]))
    group.refuse("two codes with one id", "RepeatedId", **change(codes=[C1, C1]))
    group.refuse("an error comes before a reason", "RepeatedId",
                 **change("Delete", "Active", codes=[C1, C1]))  # fmt: skip
