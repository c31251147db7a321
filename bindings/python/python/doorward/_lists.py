"""The closed lists of the rules. Written by ``write_lists.py``; not edited by hand."""

from __future__ import annotations

from enum import Enum


class Named(str, Enum):
    """An item of a closed list: its name is the same in JSON and in every language."""

    @property
    def text(self) -> str:
        """What to tell a person."""
        return _TEXTS[type(self).__name__][self.value]

    def __str__(self) -> str:
        return str(self.value)


class Decision(Named):
    PERMIT = "permit"
    DENY = "deny"


class Method(Named):
    MEMBER_GRANT = "member_grant"
    GUEST_GRANT = "guest_grant"
    DAY_CODE = "day_code"
    FLEX_CODE = "flex_code"
    CONTRACTOR_CODE = "contractor_code"


class RecipientKind(Named):
    MEMBER_AGENT = "member_agent"
    OUT_OF_BOARD_AGENT = "out_of_board_agent"
    OWNER = "owner"
    STAFF = "staff"
    APPRAISER = "appraiser"
    INSPECTOR = "inspector"
    CONTRACTOR = "contractor"
    HOMEOWNER = "homeowner"
    CONSUMER = "consumer"


class Class(Named):
    SHOWING_AGENT = "showing_agent"
    TRADE = "trade"
    OWNER = "owner"
    STAFF = "staff"
    HOMEOWNER = "homeowner"


class Status(Named):
    INCOMPLETE = "Incomplete"
    COMING_SOON = "ComingSoon"
    ACTIVE = "Active"
    ACTIVE_UNDER_CONTRACT = "ActiveUnderContract"
    HOLD = "Hold"
    PENDING = "Pending"
    WITHDRAWN = "Withdrawn"
    CANCELED = "Canceled"
    EXPIRED = "Expired"
    CLOSED = "Closed"
    DELETE = "Delete"


class IssuerKind(Named):
    LISTING_AGENT = "listing_agent"
    LISTING_OFFICE = "listing_office"
    OWNER = "owner"
    ASSOCIATION_STAFF = "association_staff"
    SHOWING_SERVICE = "showing_service"
    MEMBER = "member"
    OTHER = "other"


class ListingAccess(Named):
    OPEN = "open"
    BY_APPOINTMENT = "by_appointment"


class System(Named):
    ANDROID = "android"
    IOS = "ios"


class Uses(Named):
    UNLIMITED = "unlimited"
    SINGLE = "single"
    HOUR_FROM_FIRST_USE = "hour_from_first_use"
    UNTIL_END = "until_end"


class RecordedAs(Named):
    ACCOUNT = "account"
    EMAIL = "email"
    NAME = "name"


class Recall(Named):
    REVOCABLE = "revocable"
    ONLY_AT_BOX = "only_at_box"


class IssuanceReason(Named):
    CONSUMER = "consumer"
    ISSUER_NOT_ENTITLED = "issuer_not_entitled"
    PIN_NOT_VERIFIED = "pin_not_verified"
    SERVICE_CODES_REFUSED = "service_codes_refused"
    METHOD_NOT_FOR_RECIPIENT = "method_not_for_recipient"
    NO_RECIPROCITY = "no_reciprocity"
    CONTRACTOR_CODE_REQUIRED = "contractor_code_required"
    MEMBERSHIP_INACTIVE = "membership_inactive"
    LICENCE_UNVERIFIED = "licence_unverified"
    ACCOUNT_UNREGISTERED = "account_unregistered"
    NAME_MISSING = "name_missing"
    IDENTITY_UNCHECKED = "identity_unchecked"
    SELLER_PERMISSION_MISSING = "seller_permission_missing"
    BOX_UNASSIGNED = "box_unassigned"
    STATUS_FORBIDS = "status_forbids"
    STATUS_NEEDS_PERMISSION = "status_needs_permission"
    METHOD_NOT_IN_LISTING = "method_not_in_listing"
    APPOINTMENT_MISSING = "appointment_missing"
    APPOINTMENT_NOT_APPROVED = "appointment_not_approved"
    APPOINTMENT_OF_ANOTHER = "appointment_of_another"
    OUTSIDE_APPOINTMENT = "outside_appointment"
    DAY_CODES_OFF = "day_codes_off"
    CONTRACTOR_CODES_OFF = "contractor_codes_off"
    BOX_SUSPENDED = "box_suspended"
    BOX_LACKS_BLUETOOTH = "box_lacks_bluetooth"
    BOX_LACKS_FLEX_CODES = "box_lacks_flex_codes"
    BOX_LACKS_SHACKLE = "box_lacks_shackle"
    PHONE_TOO_OLD = "phone_too_old"
    OPERATION_NOT_ALLOWED = "operation_not_allowed"
    WINDOW_OVER = "window_over"
    TOO_FAR_AHEAD = "too_far_ahead"
    WINDOW_TOO_SHORT = "window_too_short"
    WINDOW_TOO_LONG = "window_too_long"
    WINDOW_OFF_HALF_HOUR = "window_off_half_hour"
    LENGTH_UNAVAILABLE = "length_unavailable"
    NO_SLOT_LEFT = "no_slot_left"
    NO_COPY_LEFT = "no_copy_left"
    TOO_MANY_OVERLAPPING = "too_many_overlapping"
    TOO_MANY_CONTRACTOR_CODES = "too_many_contractor_codes"


class IssuanceObligation(Named):
    RECORD_ISSUE = "record_issue"
    KEEP_CONSENT = "keep_consent"
    NOTIFY_ON_USE = "notify_on_use"
    CARRY_BULLETIN = "carry_bulletin"
    HOLD_UNTIL_RELEASE = "hold_until_release"
    SAY_NOT_RECALLABLE = "say_not_recallable"
    SAY_FIRST_ENTRY = "say_first_entry"
    RECORD_REFUSAL = "record_refusal"


class Access(Named):
    YES = "yes"
    PERMISSION = "permission"
    NEVER = "never"


class CodeMethod(Named):
    DAY_CODE = "day_code"
    FLEX_CODE = "flex_code"
    CONTRACTOR_CODE = "contractor_code"


class CodeValidity(Named):
    HOUR = "hour"
    SINGLE = "single"
    UNTIL_END = "until_end"


class AccessLeft(Named):
    KEPT = "kept"
    LOST = "lost"


class GateReason(Named):
    LISTING_DELETED = "listing_deleted"
    SELLER_REQUEST_MISSING = "seller_request_missing"


class GateObligation(Named):
    RECORD_STATUS_CHANGE = "record_status_change"
    KEEP_CONSENT = "keep_consent"
    WITHHOLD_GRANTS = "withhold_grants"
    RAISE_EPOCH = "raise_epoch"
    SUSPEND_BOX = "suspend_box"
    LIFT_SUSPENSION = "lift_suspension"
    SEND_BULLETIN = "send_bulletin"
    REISSUE = "reissue"
    CANCEL_APPOINTMENTS = "cancel_appointments"
    TELL_LISTING_AGENT = "tell_listing_agent"
    RECORD_REFUSAL = "record_refusal"


class Actor(Named):
    HOLDER = "holder"
    LISTING_SIDE = "listing_side"
    SYSTEM = "system"


class EventKind(Named):
    REQUEST = "request"
    APPROVE = "approve"
    DECLINE = "decline"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    RELEASE = "release"
    OPEN = "open"
    COMPLETE = "complete"
    TICK = "tick"


class State(Named):
    REQUESTED = "requested"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    RESCHEDULED = "rescheduled"
    NO_SHOW = "no_show"
    COMPLETED = "completed"


class Received(Named):
    APPLIED = "applied"
    REPEATED = "repeated"
    GAP = "gap"
    STALE = "stale"
    CONFLICT = "conflict"


class AppointmentReason(Named):
    FINAL_STATE = "final_state"
    WRONG_STATE = "wrong_state"
    WRONG_ACTOR = "wrong_actor"
    NOT_SHOWABLE = "not_showable"
    START_PASSED = "start_passed"
    LEAD_TIME_SHORT = "lead_time_short"
    TOO_LONG = "too_long"
    BLOCKED_PERIOD = "blocked_period"
    OUTSIDE_ACCESS_HOURS = "outside_access_hours"
    APPOINTMENT_OVER = "appointment_over"
    OVERLAPS = "overlaps"
    BEFORE_RELEASE = "before_release"
    OUTSIDE_WINDOW = "outside_window"


class AppointmentObligation(Named):
    PUBLISH_EVENTS = "publish_events"
    WITHHOLD_GRANT = "withhold_grant"
    REVOKE_GRANT = "revoke_grant"
    ISSUE_GRANT = "issue_grant"
    RELEASE_GRANT = "release_grant"
    CARRY_BULLETIN = "carry_bulletin"
    NOTIFY_HOLDER = "notify_holder"
    NOTIFY_LISTING_SIDE = "notify_listing_side"


class AccessReason(Named):
    NO_APPOINTMENT = "no_appointment"
    NOT_APPROVED = "not_approved"
    OTHER_HOLDER = "other_holder"
    OTHER_LISTING = "other_listing"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


class DayKeyKind(Named):
    NONE = "none"
    APP = "app"
    CARD = "card"


class KeyObligation(Named):
    RECORD_FALLBACK = "record_fallback"
    BLOCK_APP_TODAY = "block_app_today"


class RenewalMethod(Named):
    READER = "reader"
    PHONE = "phone"


class RenewalReason(Named):
    MEMBERSHIP_INACTIVE = "membership_inactive"
    CARD_LOST = "card_lost"
    MONTH_USED_UP = "month_used_up"
    ROW_USED_UP = "row_used_up"
    DAYS_LEFT = "days_left"


class RenewalObligation(Named):
    RECORD_RENEWAL = "record_renewal"
    UPLOAD_CARD_LOG = "upload_card_log"
    READ_OUT_CODE = "read_out_code"
    CLAIM_KEY_OF_DAY = "claim_key_of_day"
    RECORD_REFUSAL = "record_refusal"


class AccessEventKind(Named):
    ISSUE = "issue"
    USE = "use"
    REFUSAL = "refusal"
    REVOCATION = "revocation"
    RENEWAL = "renewal"


class AccessMethod(Named):
    MEMBER_GRANT = "member_grant"
    GUEST_GRANT = "guest_grant"
    DAY_CODE = "day_code"
    FLEX_CODE = "flex_code"
    CONTRACTOR_CODE = "contractor_code"
    SERVICE_CODE = "service_code"
    BULLETIN = "bulletin"
    CARD_READER = "card_reader"
    CARD_PHONE = "card_phone"
    UNKNOWN = "unknown"


class AccessOutcome(Named):
    PERMIT = "Permit"
    DENY = "Deny"
    OPEN = "Open"
    APPLIED = "Applied"
    WRONG_CODE = "WrongCode"
    MALFORMED = "Malformed"
    THROTTLED = "Throttled"
    KEYPAD_STOPPED = "KeypadStopped"
    OUTSIDE_HOURS = "OutsideHours"
    USED_UP = "UsedUp"
    CANCELLED = "Cancelled"
    SUSPENDED = "Suspended"
    CLOCK_UNSET = "ClockUnset"
    CLOCK_WENT_BACK = "ClockWentBack"
    LEDGER_FULL = "LedgerFull"
    STORE_FAILED = "StoreFailed"
    STATE_LOST = "StateLost"
    BAD_MESSAGE = "BadMessage"
    BAD_PROOF = "BadProof"
    WRONG_LOCKBOX = "WrongLockbox"
    WRONG_EPOCH = "WrongEpoch"
    BULLETIN_OWED = "BulletinOwed"
    REVOKED = "Revoked"
    TOO_EARLY = "TooEarly"
    TOO_LATE = "TooLate"
    OPERATION_NOT_GRANTED = "OperationNotGranted"
    CHALLENGE_SPENT = "ChallengeSpent"
    STALE_BULLETIN = "StaleBulletin"
    UNSUPPORTED = "Unsupported"


class KeyReason(Named):
    OTHER_KEY_IN_USE = "other_key_in_use"
    FALLBACK_NOT_NEEDED = "fallback_not_needed"
    PHONE_NOT_LOST = "phone_not_lost"


class MarketClass(Named):
    FIRST = "first"
    LINEAR = "linear"
    OVERLAPPING = "overlapping"
    TWIN = "twin"
    RESET_CLOSE = "reset_close"
    RESET_SCOPE = "reset_scope"
    RESET_GAP = "reset_gap"
    NEVER_ON_MARKET = "never_on_market"


class MarketStatus(Named):
    INCOMPLETE = "Incomplete"
    COMING_SOON = "ComingSoon"
    ACTIVE = "Active"
    ACTIVE_UNDER_CONTRACT = "ActiveUnderContract"
    HOLD = "Hold"
    WITHDRAWN = "Withdrawn"
    PENDING = "Pending"
    CANCELED = "Canceled"
    EXPIRED = "Expired"
    CLOSED = "Closed"
    DELETE = "Delete"


class Warning(Named):
    DUPLICATE_ROW = "duplicate_row"
    CONFLICTING_ROWS = "conflicting_rows"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    DATE_MISSING = "date_missing"
    ON_DATE_MISSING = "on_date_missing"
    OFF_DATE_MISSING = "off_date_missing"
    OFF_BEFORE_ON = "off_before_on"
    CLOSE_BEFORE_ON = "close_before_on"
    DELETED = "deleted"
    EXPIRED_INFERRED = "expired_inferred"
    STATUS_AFTER_EXPIRATION = "status_after_expiration"
    START_DATE_MISSING = "start_date_missing"
    SCOPE_MISSING = "scope_missing"
    LISTING_LEFT_OUT = "listing_left_out"
    BACK_AFTER_TERMINAL = "back_after_terminal"
    LISTING_VALUES_DIFFER = "listing_values_differ"
    PROPERTY_MISSING = "property_missing"


class Doubt(Named):
    PLACEHOLDER_PARCEL = "placeholder_parcel"
    NO_KEY = "no_key"
    ADDRESS_TWO_PARCELS = "address_two_parcels"


class GapMetric(Named):
    DATE_DIFFERENCE = "date_difference"
    FULL_DAYS = "full_days"


class ClockFrom(Named):
    TERMINAL = "terminal"
    LAST_ON_MARKET = "last_on_market"


class Scope(Named):
    ANY = "any"
    SAME_BRANCH = "same_branch"
    SAME_OFFICE = "same_office"
    SAME_FIRM = "same_firm"
    SAME_AGENT = "same_agent"
    SAME_PROPERTY_TYPE = "same_property_type"


class Count(Named):
    DIFFERENCE = "difference"
    INCLUSIVE = "inclusive"


class Combine(Named):
    UNION = "union"
    SUM = "sum"
    SPAN = "span"


class StartField(Named):
    ON_MARKET = "on_market"
    LISTING_CONTRACT_DATE = "listing_contract_date"
    ORIGINAL_ENTRY_DATE = "original_entry_date"


class EndEvent(Named):
    OFF_MARKET = "off_market"
    CONTRACT = "contract"
    CLOSE = "close"


class LeadAnswer(Named):
    CLEAR = "Clear"
    UNVERIFIED = "Unverified"
    BLOCKED = "Blocked"


class LeadReason(Named):
    TARGET_IN_FORCE = "target_in_force"
    TARGET_NOT_ENDED = "target_not_ended"
    OTHER_IN_FORCE = "other_in_force"
    SOLD_LATER = "sold_later"
    PROTECTION_PERIOD = "protection_period"
    OPTED_OUT = "opted_out"
    KEY_DOUBTFUL = "key_doubtful"
    HISTORY_UNCLEAR = "history_unclear"
    EXPIRY_INFERRED = "expiry_inferred"


class RulesField(Named):
    CARRY_MAX_GAP = "carry_max_gap"
    LOOKBACK_DAYS = "lookback_days"
    GAP_METRIC = "gap_metric"
    ACCRUES = "accrues"
    CLOCK_STATUSES = "clock_statuses"
    CLOCK_FROM = "clock_from"
    COMING_SOON_STOPS_CLOCK = "coming_soon_stops_clock"
    RESET_ON_CLOSE = "reset_on_close"
    SCOPE = "scope"
    COUNT = "count"
    COMBINE = "combine"
    START_FIELD = "start_field"
    END_EVENT = "end_event"
    PROPERTY_KEY = "property_key"


class RulesWarning(Named):
    FIELD_FALLBACK = "field_fallback"
    FIELD_ASSUMED = "field_assumed"
    EXPERIMENTAL = "experimental"
    DATES_UNKNOWN = "dates_unknown"
    BOUNDARY_IMPRECISE = "boundary_imprecise"
    UNVERIFIED_AT_DATE = "unverified_at_date"
    NO_PRESET_AT_DATE = "no_preset_at_date"


class Precision(Named):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PropertyKeys(Named):
    PARCEL_THEN_ADDRESS = "parcel_then_address"
    PARCEL = "parcel"
    ADDRESS = "address"


class ListingClass(Named):
    SALE = "sale"
    LEASE = "lease"


class RowKind(Named):
    OFFICE = "office"
    MEMBER = "member"
    LISTING = "listing"


class ActivityStatus(Named):
    ACTIVE = "Active"
    INACTIVE = "Inactive"


class RosterField(Named):
    OFFICE_MLS_ID = "OfficeMlsId"
    OFFICE_NAME = "OfficeName"
    OFFICE_STATUS = "OfficeStatus"
    MEMBER_MLS_ID = "MemberMlsId"
    MEMBER_FULL_NAME = "MemberFullName"
    OFFICE_KEY = "OfficeKey"
    MEMBER_STATUS = "MemberStatus"
    MEMBER_STATE_LICENSE = "MemberStateLicense"
    LISTING_ID = "ListingId"
    STANDARD_STATUS = "StandardStatus"
    LIST_AGENT_KEY = "ListAgentKey"
    LIST_OFFICE_KEY = "ListOfficeKey"
    LOCK_BOX_SERIAL_NUMBER = "LockBoxSerialNumber"
    UNPARSED_ADDRESS = "UnparsedAddress"


class DifferenceKind(Named):
    CREATE = "create"
    DEACTIVATION = "deactivation"
    CHANGE = "change"


class ConsequenceKind(Named):
    MEMBER_LOSES_KEYS = "member_loses_keys"
    MEMBERS_TO_REVIEW = "members_to_review"
    STATUS_CHANGE = "status_change"
    OWNERSHIP_TO_REVIEW = "ownership_to_review"
    BOX_TO_REVIEW = "box_to_review"


class ImportWarning(Named):
    NEVER_IMPORTED = "never_imported"
    IMPORT_OVERDUE = "import_overdue"


class MoveReason(Named):
    NOT_OWNER = "not_owner"
    BOX_ASSIGNED = "box_assigned"
    NO_LICENCE_FROM = "no_licence_from"
    NO_LICENCE_TO = "no_licence_to"
    NOT_IN_ASSOCIATION = "not_in_association"


class MoveObligation(Named):
    RECORD_MOVE = "record_move"
    SEND_BULLETIN = "send_bulletin"
    USE_NEW_ASSOCIATION = "use_new_association"
    RECORD_REFUSAL = "record_refusal"


class RelationKind(Named):
    ONE_WAY = "one_way"
    SYMMETRIC = "symmetric"


class Model(Named):
    KEYPAD = "keypad"
    KEYPAD_FLEX = "keypad_flex"
    BLUETOOTH = "bluetooth"
    BLUETOOTH_FLEX = "bluetooth_flex"


class Offer(Named):
    BAD_MANIFEST = "bad_manifest"
    WRONG_MODEL = "wrong_model"
    RESUMED = "resumed"
    WRONG_VERSION = "wrong_version"
    OLDER_THAN_STORED = "older_than_stored"
    BAD_SIGNATURE = "bad_signature"
    ACCEPTED = "accepted"


class PieceAnswer(Named):
    NO_MANIFEST = "no_manifest"
    BAD_INDEX = "bad_index"
    ALREADY = "already"
    BAD_LENGTH = "bad_length"
    BAD_PIECE = "bad_piece"
    STORED = "stored"
    COMPLETE = "complete"
    BAD_IMAGE = "bad_image"


class Activation(Named):
    ACTIVATED = "activated"
    ALREADY = "already"
    INCOMPLETE = "incomplete"


_TEXTS: dict[str, dict[str, str]] = {
    "Decision": {
        "permit": "permitted",
        "deny": "denied",
    },
    "Method": {
        "member_grant": "a grant on the member's own app",
        "guest_grant": "a grant on the app of a guest",
        "day_code": "a day code",
        "flex_code": "a flex code",
        "contractor_code": "a contractor code",
    },
    "RecipientKind": {
        "member_agent": "an agent of the association",
        "out_of_board_agent": "an agent of another association",
        "owner": "whoever has owner privileges on the lockbox",
        "staff": "the association's staff",
        "appraiser": "an appraiser",
        "inspector": "an inspector",
        "contractor": "a contractor",
        "homeowner": "the owner of the house",
        "consumer": "a consumer",
    },
    "Class": {
        "showing_agent": "a showing agent",
        "trade": "an appraiser, an inspector or a contractor",
        "owner": "whoever has owner privileges on the lockbox",
        "staff": "the association's staff, attending to the lockbox",
        "homeowner": "the owner of the house",
    },
    "Status": {
        "Incomplete": "incomplete",
        "ComingSoon": "coming soon",
        "Active": "active",
        "ActiveUnderContract": "active under contract",
        "Hold": "hold",
        "Pending": "pending",
        "Withdrawn": "withdrawn",
        "Canceled": "canceled",
        "Expired": "expired",
        "Closed": "closed",
        "Delete": "deleted",
    },
    "IssuerKind": {
        "listing_agent": "the listing agent",
        "listing_office": "the listing office",
        "owner": "whoever has owner privileges on the lockbox",
        "association_staff": "the association's support",
        "showing_service": "a showing service",
        "member": "a member who asks for itself",
        "other": "anyone else",
    },
    "ListingAccess": {
        "open": "without appointment",
        "by_appointment": "by appointment",
    },
    "System": {
        "android": "Android",
        "ios": "iOS",
    },
    "Uses": {
        "unlimited": "any number of openings",
        "single": "one opening",
        "hour_from_first_use": "for 60 minutes from the first use",
        "until_end": "any number of openings until the window ends",
    },
    "RecordedAs": {
        "account": "by account",
        "email": "by e-mail",
        "name": "by the name that the issuer typed",
    },
    "Recall": {
        "revocable": "by withholding or revoking the grant",
        "only_at_box": "only at the lockbox",
    },
    "IssuanceReason": {
        "consumer": "consumers get no access",
        "issuer_not_entitled": "the issuer may not give access to this lockbox",
        "pin_not_verified": "the issuer's PIN was not verified",
        "service_codes_refused": "showing services get no codes",
        "method_not_for_recipient": "such a recipient gets no access by this method",
        "no_reciprocity": "the agent's association is not treated as the lockbox's own",
        "contractor_code_required": "a trade gets a code for many openings as a contractor code only",
        "membership_inactive": "the recipient's membership does not stand",
        "licence_unverified": "the agent's licence was not verified",
        "account_unregistered": "the e-mail belongs to no registered account",
        "name_missing": "a code is recorded by the recipient's name, and there is none",
        "identity_unchecked": "nobody checked who the homeowner is",
        "seller_permission_missing": "the seller's written permission is not on file",
        "box_unassigned": "the lockbox is not assigned to a listing",
        "status_forbids": "the listing's status allows no access to such a recipient",
        "status_needs_permission": "the listing's status allows access with permission only",
        "method_not_in_listing": "the listing does not allow this method",
        "appointment_missing": "there is no appointment",
        "appointment_not_approved": "the appointment is not approved",
        "appointment_of_another": "the appointment is for another recipient, lockbox or listing",
        "outside_appointment": "the appointment does not cover the request",
        "day_codes_off": "the association has no day codes",
        "contractor_codes_off": "the association has no contractor codes",
        "box_suspended": "the lockbox is suspended",
        "box_lacks_bluetooth": "the lockbox has no Bluetooth",
        "box_lacks_flex_codes": "the lockbox knows no flex codes",
        "box_lacks_shackle": "the lockbox cannot release its shackle this way",
        "phone_too_old": "the phone is too old",
        "operation_not_allowed": "such a recipient may not do all that was asked for",
        "window_over": "the time has passed",
        "too_far_ahead": "the day lies too far ahead",
        "window_too_short": "the window is too short",
        "window_too_long": "the window is too long",
        "window_off_half_hour": "the window does not start on a half hour",
        "length_unavailable": "no flex code has this length",
        "no_slot_left": "no day code of that day is left",
        "no_copy_left": "no code of that window is left",
        "too_many_overlapping": "too many codes are good at that time",
        "too_many_contractor_codes": "too many contractor codes are alive",
    },
    "IssuanceObligation": {
        "record_issue": "record what was issued",
        "keep_consent": "keep the permission on file",
        "notify_on_use": "give a showing notice at each use",
        "carry_bulletin": "give the phone the bulletin with the grant",
        "hold_until_release": "do not hand the grant out before its release",
        "say_not_recallable": "say that the code cannot be recalled",
        "say_first_entry": "say by when the code is first entered",
        "record_refusal": "record the refusal",
    },
    "Access": {
        "yes": "allowed",
        "permission": "allowed with permission",
        "never": "not allowed",
    },
    "CodeMethod": {
        "day_code": "a day code",
        "flex_code": "a flex code",
        "contractor_code": "a contractor code",
    },
    "CodeValidity": {
        "hour": "for a time after the first use",
        "single": "one opening",
        "until_end": "any number of openings until the window ends",
    },
    "AccessLeft": {
        "kept": "the holder keeps access",
        "lost": "the holder lost access",
    },
    "GateReason": {
        "listing_deleted": "the listing was deleted",
        "seller_request_missing": "the seller has not signed a request to withdraw",
    },
    "GateObligation": {
        "record_status_change": "record the change of status",
        "keep_consent": "keep the seller's request on file",
        "withhold_grants": "never release the grants withheld",
        "raise_epoch": "raise the ownership epoch",
        "suspend_box": "suspend the lockbox",
        "lift_suspension": "lift the suspension of the lockbox",
        "send_bulletin": "send the lockbox a bulletin",
        "reissue": "issue anew what the raised epoch ends",
        "cancel_appointments": "cancel the appointments",
        "tell_listing_agent": "tell the listing agent what still opens",
        "record_refusal": "record the refusal",
    },
    "Actor": {
        "holder": "whoever shows the listing",
        "listing_side": "the listing side",
        "system": "the service itself",
    },
    "EventKind": {
        "request": "an appointment is asked for",
        "approve": "the listing side agrees",
        "decline": "the listing side refuses",
        "cancel": "one side calls it off",
        "reschedule": "one side moves it",
        "release": "the grant is about to leave the service",
        "open": "the holder opened the lockbox",
        "complete": "the holder has left",
        "tick": "time has passed",
    },
    "State": {
        "requested": "asked for, not answered",
        "approved": "the listing side agreed",
        "in_progress": "the lockbox was opened",
        "declined": "the listing side refused",
        "cancelled": "called off",
        "rescheduled": "replaced by another appointment",
        "no_show": "over, and the lockbox was never opened",
        "completed": "over",
    },
    "Received": {
        "applied": "the next event of the appointment",
        "repeated": "told twice",
        "gap": "an event is missing before this one",
        "stale": "a later event was applied before",
        "conflict": "it contradicts what was told before",
    },
    "AppointmentReason": {
        "final_state": "the appointment has ended",
        "wrong_state": "the appointment is not in a state for this",
        "wrong_actor": "someone else has to do this",
        "not_showable": "the listing's status allows no showings",
        "start_passed": "the start has passed",
        "lead_time_short": "the listing wants to be asked earlier",
        "too_long": "longer than the listing allows",
        "blocked_period": "the listing is not shown at that time",
        "outside_access_hours": "outside the access hours",
        "appointment_over": "the appointment is over",
        "overlaps": "another showing has that time",
        "before_release": "the grant may not leave the service yet",
        "outside_window": "the lockbox was opened outside the appointment",
    },
    "AppointmentObligation": {
        "publish_events": "tell other systems",
        "withhold_grant": "never release the grant",
        "revoke_grant": "revoke the grant",
        "issue_grant": "issue the grant",
        "release_grant": "release the grant",
        "carry_bulletin": "give the phone the bulletin with the grant",
        "notify_holder": "tell the holder",
        "notify_listing_side": "tell the listing side",
    },
    "AccessReason": {
        "no_appointment": "there is no appointment",
        "not_approved": "the appointment is not approved",
        "other_holder": "the appointment is someone else's",
        "other_listing": "the appointment is at another listing",
        "too_early": "the appointment has not begun",
        "too_late": "the appointment is over",
    },
    "DayKeyKind": {
        "none": "nothing yet",
        "app": "the app",
        "card": "the card",
    },
    "KeyObligation": {
        "record_fallback": "record that the card serves in place of the app",
        "block_app_today": "the app opens nothing more today",
    },
    "RenewalMethod": {
        "reader": "at a reader",
        "phone": "by a telephone call",
    },
    "RenewalReason": {
        "membership_inactive": "the membership does not stand",
        "card_lost": "the card is lost",
        "month_used_up": "no more renewals by telephone this month",
        "row_used_up": "no more renewals by telephone in a row",
        "days_left": "the card is still good",
    },
    "RenewalObligation": {
        "record_renewal": "record the renewal",
        "upload_card_log": "take over the card's log",
        "read_out_code": "read out the renewal code",
        "claim_key_of_day": "the renewal is an event of the key of the day",
        "record_refusal": "record the refusal",
    },
    "AccessEventKind": {
        "issue": "a grant or code was made",
        "use": "something was done at a lockbox",
        "refusal": "a lockbox refused, or a ruling denied",
        "revocation": "a grant was withheld or revoked, or a code cancelled",
        "renewal": "a card was renewed",
    },
    "AccessMethod": {
        "member_grant": "member access",
        "guest_grant": "guest access",
        "day_code": "day code",
        "flex_code": "flex code",
        "contractor_code": "contractor code",
        "service_code": "service code",
        "bulletin": "bulletin",
        "card_reader": "card at reader",
        "card_phone": "card by telephone",
        "unknown": "unknown means",
    },
    "AccessOutcome": {
        "Permit": "permitted",
        "Deny": "denied",
        "Open": "opened",
        "Applied": "done",
        "WrongCode": "wrong code",
        "Malformed": "not a code",
        "Throttled": "too soon after refusals",
        "KeypadStopped": "the keypad was stopped",
        "OutsideHours": "outside the access hours",
        "UsedUp": "used up",
        "Cancelled": "cancelled",
        "Suspended": "the lockbox was suspended",
        "ClockUnset": "the lockbox's clock was not set",
        "ClockWentBack": "the lockbox's clock went back",
        "LedgerFull": "the lockbox's ledger was full",
        "StoreFailed": "the lockbox could not save",
        "StateLost": "the lockbox had lost its state",
        "BadMessage": "not a well-formed message",
        "BadProof": "not authentic",
        "WrongLockbox": "meant for another lockbox",
        "WrongEpoch": "of an older ownership epoch",
        "BulletinOwed": "a bulletin was owed",
        "Revoked": "revoked",
        "TooEarly": "too early",
        "TooLate": "too late",
        "OperationNotGranted": "not granted",
        "ChallengeSpent": "the challenge was spent",
        "StaleBulletin": "a newer bulletin was there",
        "Unsupported": "not supported by the lockbox",
    },
    "KeyReason": {
        "other_key_in_use": "the card is the key of today or the app is the key of today",
        "fallback_not_needed": "the app is not the key of today",
        "phone_not_lost": "the phone is not stated to be lost",
    },
    "MarketClass": {
        "first": "the first listing of the property",
        "linear": "relisted after a gap that carries",
        "overlapping": "relisted without a gap",
        "twin": "a listing seen through another system too",
        "reset_close": "begins anew: sold before",
        "reset_scope": "begins anew: another branch, office or whatever has to be equal",
        "reset_gap": "begins anew: the gap is too long",
        "never_on_market": "never on the market",
    },
    "MarketStatus": {
        "Incomplete": "incomplete",
        "ComingSoon": "coming soon",
        "Active": "active",
        "ActiveUnderContract": "active under contract",
        "Hold": "on hold",
        "Withdrawn": "withdrawn",
        "Pending": "pending",
        "Canceled": "canceled",
        "Expired": "expired",
        "Closed": "closed",
        "Delete": "deleted",
    },
    "Warning": {
        "duplicate_row": "a row is there twice",
        "conflicting_rows": "two rows recorded at one time are versions of one event and differ",
        "date_out_of_range": "a date is not between 1970-01-01 and 9999-12-31 and was not used",
        "date_missing": "a row has no date and was set aside",
        "on_date_missing": "the listing was on the market, but since when is not known",
        "off_date_missing": "the listing ended, but when is not known",
        "off_before_on": "the listing ended before it was on the market",
        "close_before_on": "the listing closed before it was on the market",
        "deleted": "rows were deleted",
        "expired_inferred": "the expiration date has passed: expired at that date, though no row says so",
        "status_after_expiration": "a row is dated after the expiration date, and the listing is still in force",
        "start_date_missing": "the date that the count begins at is missing: it begins with the first row",
        "scope_missing": "what has to be equal for days to carry is not known of this listing",
        "listing_left_out": "another listing of the property is in doubt and was left out",
        "back_after_terminal": "the listing came back on the market after it had ended",
        "listing_values_differ": "rows of the listing differ in a value of the listing",
        "property_missing": "the property is not known: taken by itself",
    },
    "Doubt": {
        "placeholder_parcel": "the parcel number stands for none",
        "no_key": "there is nothing that the property is known by",
        "address_two_parcels": "one address has two parcels",
    },
    "GapMetric": {
        "date_difference": "all of its days",
        "full_days": "its days without the one on which the listing went off",
    },
    "ClockFrom": {
        "terminal": "the date of the terminal status",
        "last_on_market": "the end of the last day on the market",
    },
    "Scope": {
        "any": "nothing",
        "same_branch": "the branch",
        "same_office": "the office",
        "same_firm": "the firm",
        "same_agent": "the agent",
        "same_property_type": "the property type",
    },
    "Count": {
        "difference": "the end date does not count",
        "inclusive": "the end date counts too",
    },
    "Combine": {
        "union": "each day once",
        "sum": "each day once for each listing",
        "span": "from the first day to the last",
    },
    "StartField": {
        "on_market": "the date of the first status that counts",
        "listing_contract_date": "the date of the listing contract",
        "original_entry_date": "the date of the entry",
    },
    "EndEvent": {
        "off_market": "going off the market",
        "contract": "the contract of sale that lasts",
        "close": "the closing",
    },
    "LeadAnswer": {
        "Clear": "may be contacted",
        "Unverified": "in doubt: has to be looked up first",
        "Blocked": "must not be contacted",
    },
    "LeadReason": {
        "target_in_force": "the listing contract is in force",
        "target_not_ended": "the listing did not end unsold",
        "other_in_force": "the property is listed with another contract",
        "sold_later": "the property was sold since",
        "protection_period": "the contract still protects its broker",
        "opted_out": "the owner does not want to be contacted",
        "key_doubtful": "which property it is is in doubt",
        "history_unclear": "a row has no date, or a status that is not known",
        "expiry_inferred": "no row says that the contract has ended",
    },
    "RulesField": {
        "carry_max_gap": "the longest gap that carries",
        "lookback_days": "how far back is looked",
        "gap_metric": "how the days of a gap are counted",
        "accrues": "the statuses whose days count",
        "clock_statuses": "the statuses whose days count against the gap",
        "clock_from": "where a gap begins",
        "coming_soon_stops_clock": "whether Coming Soon ends a gap",
        "reset_on_close": "whether a sale resets",
        "scope": "what must be equal to carry",
        "count": "whether end dates count",
        "combine": "how the days of a chain become one number",
        "start_field": "the date at which the count begins",
        "end_event": "what ends the count",
        "property_key": "what properties are known by",
    },
    "RulesWarning": {
        "field_fallback": "a field is not known: the generic value",
        "field_assumed": "a field is assumed, not documented",
        "experimental": "no source of the preset was checked",
        "dates_unknown": "since when the rules hold is not known",
        "boundary_imprecise": "the rules begin in this month or year, on a day that is not known",
        "unverified_at_date": "no source vouches for the rules so late",
        "no_preset_at_date": "no rules of the family are known at this date: the generic ones",
    },
    "Precision": {
        "day": "to the day",
        "month": "to the month",
        "year": "to the year",
    },
    "PropertyKeys": {
        "parcel_then_address": "parcel id, parcel number and address",
        "parcel": "parcel id and parcel number",
        "address": "address",
    },
    "ListingClass": {
        "sale": "for sale",
        "lease": "for lease",
    },
    "RowKind": {
        "office": "an office",
        "member": "a member",
        "listing": "a listing",
    },
    "ActivityStatus": {
        "Active": "active",
        "Inactive": "inactive",
    },
    "RosterField": {
        "OfficeMlsId": "the office's id at the MLS",
        "OfficeName": "the office's name",
        "OfficeStatus": "the office's status",
        "MemberMlsId": "the member's id at the MLS",
        "MemberFullName": "the member's name",
        "OfficeKey": "the member's office",
        "MemberStatus": "the member's status",
        "MemberStateLicense": "the member's licence",
        "ListingId": "the listing's number",
        "StandardStatus": "the listing's status",
        "ListAgentKey": "the listing agent",
        "ListOfficeKey": "the listing office",
        "LockBoxSerialNumber": "the lockbox",
        "UnparsedAddress": "the address",
    },
    "DifferenceKind": {
        "create": "new",
        "deactivation": "no longer active",
        "change": "changed",
    },
    "ConsequenceKind": {
        "member_loses_keys": "the member loses app and card",
        "members_to_review": "the office's members are to be looked at",
        "status_change": "the listing's status changed",
        "ownership_to_review": "owner privileges on the lockbox are to be looked at",
        "box_to_review": "the assignment of the lockbox is to be looked at",
    },
    "ImportWarning": {
        "never_imported": "no list was ever taken over",
        "import_overdue": "the list has not been renewed in time",
    },
    "MoveReason": {
        "not_owner": "the member has no owner privileges on the lockbox",
        "box_assigned": "the lockbox is assigned to a listing",
        "no_licence_from": "the member has no licence where the lockbox is",
        "no_licence_to": "the member has no licence where the lockbox is to be",
        "not_in_association": "the member does not belong to the region's association",
    },
    "MoveObligation": {
        "record_move": "record the move",
        "send_bulletin": "send a bulletin with the new zone",
        "use_new_association": "the settings of the new region hold from now on",
        "record_refusal": "record the refusal",
    },
    "RelationKind": {
        "one_way": "agents of the one are treated as members by the other",
        "symmetric": "either treats the other's agents as members",
    },
    "Model": {
        "keypad": "a keypad alone",
        "keypad_flex": "a keypad that knows flex codes",
        "bluetooth": "a keypad and a radio",
        "bluetooth_flex": "a keypad that knows flex codes, and a radio",
    },
    "Offer": {
        "bad_manifest": "not a manifest",
        "wrong_model": "the firmware is for another model",
        "resumed": "the transfer goes on",
        "wrong_version": "the firmware may not replace the one that runs",
        "older_than_stored": "a newer firmware is on its way already",
        "bad_signature": "the maker has not signed this",
        "accepted": "the transfer begins",
    },
    "PieceAnswer": {
        "no_manifest": "no manifest was accepted",
        "bad_index": "the image has no such piece",
        "already": "the piece is there already",
        "bad_length": "the piece has another length",
        "bad_piece": "not this piece of the image",
        "stored": "the piece is stored",
        "complete": "the image is complete",
        "bad_image": "the image is damaged, and has to be brought again",
    },
    "Activation": {
        "activated": "the firmware is activated",
        "already": "the firmware was activated before",
        "incomplete": "pieces of the firmware are missing",
    },
}
