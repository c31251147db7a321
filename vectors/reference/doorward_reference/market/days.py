"""A day: a civil date as the count of days from 1970-01-01."""

import re
from datetime import date, timedelta

from ..refused import Refused

EPOCH = date(1970, 1, 1)
FIRST, LAST = 0, 2_932_896
FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
BAD_VALUE = "BadValue"


def number(text: str) -> int:
    if not (isinstance(text, str) and FORM.match(text)):
        raise Refused(BAD_VALUE)
    try:
        return (date.fromisoformat(text) - EPOCH).days
    except ValueError:
        raise Refused(BAD_VALUE) from None


def within(day: int) -> bool:
    return FIRST <= day <= LAST


def text(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()
