"""Section 12: the text that goes with a code."""

from ..zone import Zone
from . import calendar
from .names import DAY_CODE, SHACKLE, SINGLE
from .values import Members

GROUPS = {7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (3, 3, 4), 11: (3, 4, 4)}


def grouped(code: str) -> str:
    parts, begin = [], 0
    for width in GROUPS[len(code)]:
        parts.append(code[begin : begin + width])
        begin += width
    return " ".join(parts)


def local_time(place: Zone, instant: int) -> str:
    local = calendar.local_seconds(place, instant)
    minutes = local // 60 % 1_440
    return f"{calendar.civil(local // 86_400).isoformat()} {minutes // 60:02}:{minutes % 60:02}"


def text(box: Members, request: Members, ruling: Members, code: str) -> str:
    place = calendar.of(box["zone"])
    permit = ruling["permit"]
    operation = "shackle" if permit["operations"] == SHACKLE else "key compartment"
    lines = [f"Lockbox {box['id']}", f"Code {grouped(code)} ({operation})"]
    if request["method"] == DAY_CODE:
        date = calendar.civil(permit["day"]).isoformat()
        lines.append(f"Valid on {date}, for 60 minutes from the first use")
    else:
        begin, end = (local_time(place, permit[name]) for name in ("not_before", "not_after"))
        uses = "one opening" if permit["uses"] == SINGLE else "any number of openings"
        lines.append(f"Valid from {begin} to {end}, {uses}")
    lines.append(f"Choose the {operation} on the keypad, type the code, press enter.")
    if "say_first_entry" in ruling["obligations"]:
        first = local_time(place, permit["first_entry_before"])
        lines.append(f"Enter it for the first time before {first}.")
    lines.append("This code cannot be recalled without reaching the lockbox.")
    return "".join(line + "\n" for line in lines)
