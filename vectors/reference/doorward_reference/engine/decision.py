"""The answers of a box: a number, and what the number carries."""

from typing import Any

Decision = dict[str, Any]

OPEN, APPLIED, WRONG_CODE, MALFORMED, THROTTLED, KEYPAD_STOPPED, OUTSIDE_HOURS, USED_UP, CANCELLED = range(9)
SUSPENDED, CLOCK_UNSET, CLOCK_WENT_BACK, LEDGER_FULL, STORE_FAILED, STATE_LOST = range(9, 15)
BAD_MESSAGE, BAD_PROOF, WRONG_LOCKBOX, WRONG_EPOCH, BULLETIN_OWED, REVOKED = range(15, 21)
TOO_EARLY, TOO_LATE, OPERATION_NOT_GRANTED, CHALLENGE_SPENT, STALE_BULLETIN, UNSUPPORTED = range(21, 27)


class Denied(Exception):
    """Ends the judging of an entry or a message with a number, and what the number carries.

    `about` is the row of a refused code, where the log may name it.
    """

    def __init__(self, number: int, carried: Decision | None = None, about: Any = None) -> None:
        super().__init__(number)
        self.number, self.carried, self.about = number, carried or {}, about

    def answer(self) -> Decision:
        return {"number": self.number} | self.carried


def deny(number: int) -> Decision:
    return {"number": number}


def opened(until: int) -> Decision:
    return {"number": OPEN, "until": until}


def throttled(until: int) -> Decision:
    return {"number": THROTTLED, "until": until}


def applied(kind: str, set_clock: int | None = None, **fields: Any) -> Decision:
    """`set_clock` is the instant that the caller has to set its clock to, if there is one."""
    return {"number": APPLIED, "applied": {"kind": kind, **fields}, "set_clock": set_clock}


def limits_replaced() -> Decision:
    return applied("limits_replaced")


def told_head(head: bytes) -> Decision:
    return {"number": APPLIED, "head": head.hex()}


def challenged(challenge: bytes) -> Decision:
    return {"number": APPLIED, "challenge": challenge.hex()}
