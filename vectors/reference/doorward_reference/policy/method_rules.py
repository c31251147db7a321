"""Section 12: the reasons about the method alone, and the method that is recommended.

They are asked for the method of the request, and again for each preferred one with the rest of the
input as it is.
"""

from .names import (
    CLASS_OF,
    CODES,
    CONTRACTOR_CODE,
    DAY_CODE,
    FLEX_CODE,
    GRANTS,
    GUEST_GRANT,
    MEMBER_GRANT,
    WINDOW_CODES,
)
from .values import Members

BY_RECIPROCITY = "by reciprocity"  # the cell (6): rule 6 speaks of it

#          member, guest, day, flex, contractor: the operations that a method may carry
MEMBER_CELLS = (13, 9, 1, 1, None)
VISITOR_CELLS = (BY_RECIPROCITY, 9, 1, 1, None)
TRADE_CELLS = (None, 9, 1, 1, 1)
CELLS = {
    "owner": (31, None, 1, 3, None),
    "staff": (13, None, None, 3, None),
    "appraiser": TRADE_CELLS,
    "inspector": TRADE_CELLS,
    "contractor": TRADE_CELLS,
    "homeowner": (None, 1, None, None, None),
    "consumer": (None, None, None, None, None),
}
COLUMNS = (MEMBER_GRANT, GUEST_GRANT, DAY_CODE, FLEX_CODE, CONTRACTOR_CODE)
PREFERRED = {
    "owner": (MEMBER_GRANT, FLEX_CODE, DAY_CODE),
    "staff": (MEMBER_GRANT, FLEX_CODE),
    "appraiser": (GUEST_GRANT, FLEX_CODE, DAY_CODE, CONTRACTOR_CODE),
    "inspector": (GUEST_GRANT, FLEX_CODE, DAY_CODE, CONTRACTOR_CODE),
    "contractor": (CONTRACTOR_CODE, GUEST_GRANT, FLEX_CODE, DAY_CODE),
    "homeowner": (GUEST_GRANT,),
    "consumer": (),
}
PREFERRED_BY_MEMBERS = (MEMBER_GRANT, GUEST_GRANT, FLEX_CODE, DAY_CODE)
PREFERRED_BY_VISITORS = (GUEST_GRANT, FLEX_CODE, DAY_CODE)
OLDEST = {"android": "android_min", "ios": "ios_min"}


def is_member(recipient: Members, association: Members) -> bool:
    """Of an agent: a member here, or treated as one."""
    if recipient["kind"] == "member_agent":
        return True
    return recipient["association"] in [association["id"], *association["reciprocity"]]


def cell(recipient: Members, association: Members, method: str) -> int | str | None:
    if CLASS_OF[recipient["kind"]] == "showing_agent":
        row = MEMBER_CELLS if is_member(recipient, association) else VISITOR_CELLS
    else:
        row = CELLS[recipient["kind"]]
    return row[COLUMNS.index(method)]


def allowed_operations(recipient: Members, association: Members, method: str) -> int | None:
    """None where the cell is no number."""
    found = cell(recipient, association, method)
    return found if isinstance(found, int) else None


def preferred(recipient: Members, association: Members) -> tuple[str, ...]:
    if CLASS_OF[recipient["kind"]] == "showing_agent":
        return PREFERRED_BY_MEMBERS if is_member(recipient, association) else PREFERRED_BY_VISITORS
    return PREFERRED[recipient["kind"]]


def is_entitled(request: Members, method: str) -> bool:
    issuer = request["issuer"]
    if issuer["kind"] == "member":
        return method == MEMBER_GRANT and request["recipient"]["id"] == issuer["id"]
    return issuer["kind"] != "other"


def services_get_no_codes(association: Members, today: int) -> bool:
    since = association["service_codes_refused_from"]
    return since is not None and today >= since


def is_too_old(phone: Members | None, parameters: Members) -> bool:
    return phone is not None and phone["version"] < parameters[OLDEST[phone["os"]]]


def objections(
    given: Members, association: Members, parameters: Members, method: str, today: int
) -> list[str]:
    """The reasons marked m, if `method` were the one asked for."""
    request, listing, box = given["request"], given["listing"], given["box"]
    recipient = request["recipient"]
    group = CLASS_OF[recipient["kind"]]
    found = []
    if recipient["kind"] == "consumer":
        found.append("consumer")
    if not is_entitled(request, method):
        found.append("issuer_not_entitled")
    if request["issuer"]["kind"] == "showing_service" and method in CODES:
        if services_get_no_codes(association, today):
            found.append("service_codes_refused")
    here = cell(recipient, association, method)
    if here is None and recipient["kind"] != "consumer":
        found.append("method_not_for_recipient")
    if here == BY_RECIPROCITY:
        found.append("no_reciprocity")
    if listing is not None and listing["methods"] is not None and group != "owner":
        if method not in listing["methods"]:
            found.append("method_not_in_listing")
    if method == DAY_CODE and not association["day_codes"]:
        found.append("day_codes_off")
    if method == CONTRACTOR_CODE and not association["contractor_codes"]:
        found.append("contractor_codes_off")
    if method in GRANTS and not box["bluetooth"]:
        found.append("box_lacks_bluetooth")
    if method in WINDOW_CODES and not box["flex_codes"]:
        found.append("box_lacks_flex_codes")
    if method in GRANTS and is_too_old(recipient["phone"], parameters):
        found.append("phone_too_old")
    return found


def recommended(given: Members, association: Members, parameters: Members, today: int) -> str | None:
    for method in preferred(given["request"]["recipient"], association):
        if not objections(given, association, parameters, method, today):
            return method
    return None
