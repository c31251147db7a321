"""The words that sections 12 to 15 share."""

STATUSES = (
    "Incomplete", "ComingSoon", "Active", "ActiveUnderContract", "Hold", "Pending", "Withdrawn",
    "Canceled", "Expired", "Closed", "Delete",
)  # fmt: skip
CLASSES = ("showing_agent", "trade", "owner", "staff", "homeowner")

MEMBER_GRANT, GUEST_GRANT, DAY_CODE, FLEX_CODE, CONTRACTOR_CODE = METHODS = (
    "member_grant", "guest_grant", "day_code", "flex_code", "contractor_code",
)  # fmt: skip
GRANTS = (MEMBER_GRANT, GUEST_GRANT)
CODES = (DAY_CODE, FLEX_CODE, CONTRACTOR_CODE)
WINDOW_CODES = (FLEX_CODE, CONTRACTOR_CODE)

ISSUERS = (
    "listing_agent", "listing_office", "owner", "association_staff", "showing_service", "member", "other",
)  # fmt: skip
CLASS_OF = {
    "member_agent": "showing_agent",
    "out_of_board_agent": "showing_agent",
    "owner": "owner",
    "staff": "staff",
    "appraiser": "trade",
    "inspector": "trade",
    "contractor": "trade",
    "homeowner": "homeowner",
    "consumer": None,
}
AGENTS = ("member_agent", "out_of_board_agent")

KEY_COMPARTMENT, SHACKLE, AS_OWNER = 1, 2, 16
SINGLE, UNTIL_END, HOUR = "single", "until_end", "hour"
HALF_HOUR = 1_800
DAY_SECONDS = 86_400

OPEN_STATES = ("requested", "approved", "in_progress")
FINAL_STATES = ("declined", "cancelled", "rescheduled", "no_show", "completed")
STATES = OPEN_STATES + FINAL_STATES
