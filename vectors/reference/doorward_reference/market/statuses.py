"""The statuses, least first: the order of rows of one day."""

ORDER = (
    "Incomplete", "ComingSoon", "Active", "ActiveUnderContract", "Hold", "Withdrawn", "Pending",
    "Canceled", "Expired", "Closed", "Delete",
)  # fmt: skip
RANK = {name: rank for rank, name in enumerate(ORDER)}
IN_FORCE = frozenset(ORDER[1:7])
TERMINAL = frozenset(ORDER[7:10])
SPELLINGS = {name: name for name in ORDER} | {
    "Coming Soon": "ComingSoon",
    "Active Under Contract": "ActiveUnderContract",
    "Cancelled": "Canceled",
}


def meant_by(spelling: str) -> str | None:
    return SPELLINGS.get(spelling)
