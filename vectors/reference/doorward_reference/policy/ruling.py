"""Reasons against something, each with what would remove it."""


from .values import Members

PERMIT, DENY = "permit", "deny"
RECORD_REFUSAL = "record_refusal"


def reasons(applying: list[str], needs: dict[str, str | None]) -> list[Members]:
    return [{"reason": name, "needs": needs[name]} for name in applying]


def decision(applying: list[str]) -> str:
    return DENY if applying else PERMIT
