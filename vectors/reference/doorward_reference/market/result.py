"""Steps 4, 5 and 8: the answer for one target."""

from dataclasses import dataclass
from typing import Any

from ..refused import Refused
from . import chain as chains
from . import count, days, doubts, gaps, history, intervals, rows, rules, warnings
from .gaps import Member
from .history import Listing
from .rows import Standing

NEVER = "never_on_market"


@dataclass(frozen=True)
class Looked:
    """A listing after steps 1 to 3."""

    listing: Listing
    standing: Standing
    member: Member | None  # None: never on the market

    def is_doubtful(self) -> bool:
        return self.listing.status_unknown or bool(self.standing.warnings & warnings.DOUBTS)


def look(listing: Listing, as_of: int, given: dict[str, Any]) -> Looked:
    if listing.status_unknown:
        return Looked(listing, Standing([], [], None, set()), None)
    standing = rows.standing(listing, as_of, given["accrues"])
    presence = intervals.presence(standing, listing.dates, given, as_of)
    standing.warnings.update(doubts.doubts(standing, given["accrues"]))
    member = presence and Member(listing.key, listing.texts, standing.rows, presence)
    return Looked(listing, standing, member)


def takes_part(other: Looked, target: Looked) -> bool:
    """Is a listing walked through on the way to the target?"""
    return other.member is not None and (other is target or not other.is_doubtful())


def answer(
    dom: int | None, cdom: int | None, kind: str | None, chain: list[Member], found: list[gaps.Gap],
    said: set[str],
) -> dict[str, Any]:  # fmt: skip
    return {
        "dom": dom,
        "cdom": cdom,
        "class": kind,
        "chain": [member.key for member in chain],
        "gaps": [
            {
                "after": gap.after,
                "before": gap.before,
                "from": days.text(gap.start),
                "to": days.text(gap.end),
                "days": gap.days,
                "counted": gap.counted,
            }
            for gap in found
        ],
        "warnings": warnings.by_number(said),
    }


def lacks_scope(target: Member, scope: str) -> bool:
    name = rules.SCOPES[scope]
    return name is not None and target.texts[name] is None


def evaluate(given_rules: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    whole = history.history_of(given)
    given_rules = rules.check(given_rules)
    looked = [look(listing, whole.as_of, given_rules) for listing in whole.listings]
    target = next(one for one in looked if one.listing.key == whole.target)
    if target.listing.status_unknown:
        raise Refused(history.UNKNOWN_STATUS)
    said = set(target.standing.warnings)
    if target.member and any(other.is_doubtful() for other in looked if other is not target):
        said.add("listing_left_out")
    if doubts.is_absent(target.standing, given_rules["accrues"]):
        return answer(None, None, None, [], [], said)
    if target.member is None:
        return answer(0, 0, NEVER, [], [], said)
    if lacks_scope(target.member, given_rules["scope"]):
        said.add("scope_missing")
    members = [one.member for one in looked if one.member and takes_part(one, target)]
    chain, kind = chains.chain_of(members, whole.target, given_rules)
    return answer(
        count.alone(target.member, given_rules),
        count.together(chain, given_rules),
        kind,
        chain,
        gaps.gaps_of(chain, given_rules),
        said,
    )
