"""What may be said about a listing besides its numbers, by number."""

NAMES = (
    "duplicate_row", "conflicting_rows", "date_out_of_range", "date_missing", "on_date_missing",
    "off_date_missing", "off_before_on", "close_before_on", "deleted", "expired_inferred",
    "status_after_expiration", "start_date_missing", "scope_missing", "listing_left_out",
    "back_after_terminal",
)  # fmt: skip
DOUBTS = frozenset(NAMES[4:8])


def by_number(given: set[str]) -> list[str]:
    return sorted(given, key=NAMES.index)
