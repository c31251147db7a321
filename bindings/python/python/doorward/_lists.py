"""The closed lists of the rules. Written by ``write_lists.py``; not edited by hand."""

from __future__ import annotations

from enum import Enum


class Named(str, Enum):
    """An item of a closed list: its name is the same in JSON and in every language."""

    text: str
    """What to tell a person."""

    def __new__(cls, name: str, text: str) -> Named:
        self = str.__new__(cls, name)
        self._value_ = name
        self.text = text
        return self

    def __str__(self) -> str:
        return str(self.value)


class Decision(Named):
    PERMIT = ("permit", "permitted")
    DENY = ("deny", "denied")


class Method(Named):
    MEMBER_GRANT = ("member_grant", "a grant on the member's own app")
    GUEST_GRANT = ("guest_grant", "a grant on the app of a guest")
    DAY_CODE = ("day_code", "a day code")
    FLEX_CODE = ("flex_code", "a flex code")
    CONTRACTOR_CODE = ("contractor_code", "a contractor code")


class RecipientKind(Named):
    MEMBER_AGENT = ("member_agent", "an agent of the association")
    OUT_OF_BOARD_AGENT = ("out_of_board_agent", "an agent of another association")
    OWNER = ("owner", "whoever has owner privileges on the lockbox")
    STAFF = ("staff", "the association's staff")
    APPRAISER = ("appraiser", "an appraiser")
    INSPECTOR = ("inspector", "an inspector")
    CONTRACTOR = ("contractor", "a contractor")
    HOMEOWNER = ("homeowner", "the owner of the house")
    CONSUMER = ("consumer", "a consumer")


class Class(Named):
    SHOWING_AGENT = ("showing_agent", "a showing agent")
    TRADE = ("trade", "an appraiser, an inspector or a contractor")
    OWNER = ("owner", "whoever has owner privileges on the lockbox")
    STAFF = ("staff", "the association's staff, attending to the lockbox")
    HOMEOWNER = ("homeowner", "the owner of the house")


class Status(Named):
    INCOMPLETE = ("Incomplete", "incomplete")
    COMING_SOON = ("ComingSoon", "coming soon")
    ACTIVE = ("Active", "active")
    ACTIVE_UNDER_CONTRACT = ("ActiveUnderContract", "active under contract")
    HOLD = ("Hold", "hold")
    PENDING = ("Pending", "pending")
    WITHDRAWN = ("Withdrawn", "withdrawn")
    CANCELED = ("Canceled", "canceled")
    EXPIRED = ("Expired", "expired")
    CLOSED = ("Closed", "closed")
    DELETE = ("Delete", "deleted")


class IssuerKind(Named):
    LISTING_AGENT = ("listing_agent", "the listing agent")
    LISTING_OFFICE = ("listing_office", "the listing office")
    OWNER = ("owner", "whoever has owner privileges on the lockbox")
    ASSOCIATION_STAFF = ("association_staff", "the association's support")
    SHOWING_SERVICE = ("showing_service", "a showing service")
    MEMBER = ("member", "a member who asks for itself")
    OTHER = ("other", "anyone else")


class ListingAccess(Named):
    OPEN = ("open", "without appointment")
    BY_APPOINTMENT = ("by_appointment", "by appointment")


class System(Named):
    ANDROID = ("android", "Android")
    IOS = ("ios", "iOS")


class Uses(Named):
    UNLIMITED = ("unlimited", "any number of openings")
    SINGLE = ("single", "one opening")
    HOUR_FROM_FIRST_USE = ("hour_from_first_use", "for 60 minutes from the first use")
    UNTIL_END = ("until_end", "any number of openings until the window ends")


class RecordedAs(Named):
    ACCOUNT = ("account", "by account")
    EMAIL = ("email", "by e-mail")
    NAME = ("name", "by the name that the issuer typed")


class Recall(Named):
    REVOCABLE = ("revocable", "by withholding or revoking the grant")
    ONLY_AT_BOX = ("only_at_box", "only at the lockbox")


class IssuanceReason(Named):
    CONSUMER = ("consumer", "consumers get no access")
    ISSUER_NOT_ENTITLED = ("issuer_not_entitled", "the issuer may not give access to this lockbox")
    PIN_NOT_VERIFIED = ("pin_not_verified", "the issuer's PIN was not verified")
    SERVICE_CODES_REFUSED = ("service_codes_refused", "showing services get no codes")
    METHOD_NOT_FOR_RECIPIENT = ("method_not_for_recipient", "such a recipient gets no access by this method")
    NO_RECIPROCITY = ("no_reciprocity", "the agent's association is not treated as the lockbox's own")
    CONTRACTOR_CODE_REQUIRED = ("contractor_code_required", "a trade gets a code for many openings as a contractor code only")
    MEMBERSHIP_INACTIVE = ("membership_inactive", "the recipient's membership does not stand")
    LICENCE_UNVERIFIED = ("licence_unverified", "the agent's licence was not verified")
    ACCOUNT_UNREGISTERED = ("account_unregistered", "the e-mail belongs to no registered account")
    NAME_MISSING = ("name_missing", "a code is recorded by the recipient's name, and there is none")
    IDENTITY_UNCHECKED = ("identity_unchecked", "nobody checked who the homeowner is")
    SELLER_PERMISSION_MISSING = ("seller_permission_missing", "the seller's written permission is not on file")
    BOX_UNASSIGNED = ("box_unassigned", "the lockbox is not assigned to a listing")
    STATUS_FORBIDS = ("status_forbids", "the listing's status allows no access to such a recipient")
    STATUS_NEEDS_PERMISSION = ("status_needs_permission", "the listing's status allows access with permission only")
    METHOD_NOT_IN_LISTING = ("method_not_in_listing", "the listing does not allow this method")
    APPOINTMENT_MISSING = ("appointment_missing", "there is no appointment")
    APPOINTMENT_NOT_APPROVED = ("appointment_not_approved", "the appointment is not approved")
    APPOINTMENT_OF_ANOTHER = ("appointment_of_another", "the appointment is for another recipient, lockbox or listing")
    OUTSIDE_APPOINTMENT = ("outside_appointment", "the appointment does not cover the request")
    DAY_CODES_OFF = ("day_codes_off", "the association has no day codes")
    CONTRACTOR_CODES_OFF = ("contractor_codes_off", "the association has no contractor codes")
    BOX_SUSPENDED = ("box_suspended", "the lockbox is suspended")
    BOX_LACKS_BLUETOOTH = ("box_lacks_bluetooth", "the lockbox has no Bluetooth")
    BOX_LACKS_FLEX_CODES = ("box_lacks_flex_codes", "the lockbox knows no flex codes")
    BOX_LACKS_SHACKLE = ("box_lacks_shackle", "the lockbox cannot release its shackle this way")
    PHONE_TOO_OLD = ("phone_too_old", "the phone is too old")
    OPERATION_NOT_ALLOWED = ("operation_not_allowed", "such a recipient may not do all that was asked for")
    WINDOW_OVER = ("window_over", "the time has passed")
    TOO_FAR_AHEAD = ("too_far_ahead", "the day lies too far ahead")
    WINDOW_TOO_SHORT = ("window_too_short", "the window is too short")
    WINDOW_TOO_LONG = ("window_too_long", "the window is too long")
    WINDOW_OFF_HALF_HOUR = ("window_off_half_hour", "the window does not start on a half hour")
    LENGTH_UNAVAILABLE = ("length_unavailable", "no flex code has this length")
    NO_SLOT_LEFT = ("no_slot_left", "no day code of that day is left")
    NO_COPY_LEFT = ("no_copy_left", "no code of that window is left")
    TOO_MANY_OVERLAPPING = ("too_many_overlapping", "too many codes are good at that time")
    TOO_MANY_CONTRACTOR_CODES = ("too_many_contractor_codes", "too many contractor codes are alive")


class IssuanceObligation(Named):
    RECORD_ISSUE = ("record_issue", "record what was issued")
    KEEP_CONSENT = ("keep_consent", "keep the permission on file")
    NOTIFY_ON_USE = ("notify_on_use", "give a showing notice at each use")
    CARRY_BULLETIN = ("carry_bulletin", "give the phone the bulletin with the grant")
    HOLD_UNTIL_RELEASE = ("hold_until_release", "do not hand the grant out before its release")
    SAY_NOT_RECALLABLE = ("say_not_recallable", "say that the code cannot be recalled")
    SAY_FIRST_ENTRY = ("say_first_entry", "say by when the code is first entered")
    RECORD_REFUSAL = ("record_refusal", "record the refusal")


class Access(Named):
    YES = ("yes", "allowed")
    PERMISSION = ("permission", "allowed with permission")
    NEVER = ("never", "not allowed")


class CodeMethod(Named):
    DAY_CODE = ("day_code", "a day code")
    FLEX_CODE = ("flex_code", "a flex code")
    CONTRACTOR_CODE = ("contractor_code", "a contractor code")


class CodeValidity(Named):
    HOUR = ("hour", "for a time after the first use")
    SINGLE = ("single", "one opening")
    UNTIL_END = ("until_end", "any number of openings until the window ends")


class AccessLeft(Named):
    KEPT = ("kept", "the holder keeps access")
    LOST = ("lost", "the holder lost access")


class GateReason(Named):
    LISTING_DELETED = ("listing_deleted", "the listing was deleted")
    SELLER_REQUEST_MISSING = ("seller_request_missing", "the seller has not signed a request to withdraw")


class GateObligation(Named):
    RECORD_STATUS_CHANGE = ("record_status_change", "record the change of status")
    KEEP_CONSENT = ("keep_consent", "keep the seller's request on file")
    WITHHOLD_GRANTS = ("withhold_grants", "never release the grants withheld")
    RAISE_EPOCH = ("raise_epoch", "raise the ownership epoch")
    SUSPEND_BOX = ("suspend_box", "suspend the lockbox")
    LIFT_SUSPENSION = ("lift_suspension", "lift the suspension of the lockbox")
    SEND_BULLETIN = ("send_bulletin", "send the lockbox a bulletin")
    REISSUE = ("reissue", "issue anew what the raised epoch ends")
    CANCEL_APPOINTMENTS = ("cancel_appointments", "cancel the appointments")
    TELL_LISTING_AGENT = ("tell_listing_agent", "tell the listing agent what still opens")
    RECORD_REFUSAL = ("record_refusal", "record the refusal")


class Actor(Named):
    HOLDER = ("holder", "whoever shows the listing")
    LISTING_SIDE = ("listing_side", "the listing side")
    SYSTEM = ("system", "the service itself")


class EventKind(Named):
    REQUEST = ("request", "an appointment is asked for")
    APPROVE = ("approve", "the listing side agrees")
    DECLINE = ("decline", "the listing side refuses")
    CANCEL = ("cancel", "one side calls it off")
    RESCHEDULE = ("reschedule", "one side moves it")
    RELEASE = ("release", "the grant is about to leave the service")
    OPEN = ("open", "the holder opened the lockbox")
    COMPLETE = ("complete", "the holder has left")
    TICK = ("tick", "time has passed")


class State(Named):
    REQUESTED = ("requested", "asked for, not answered")
    APPROVED = ("approved", "the listing side agreed")
    IN_PROGRESS = ("in_progress", "the lockbox was opened")
    DECLINED = ("declined", "the listing side refused")
    CANCELLED = ("cancelled", "called off")
    RESCHEDULED = ("rescheduled", "replaced by another appointment")
    NO_SHOW = ("no_show", "over, and the lockbox was never opened")
    COMPLETED = ("completed", "over")


class Received(Named):
    APPLIED = ("applied", "the next event of the appointment")
    REPEATED = ("repeated", "told twice")
    GAP = ("gap", "an event is missing before this one")
    STALE = ("stale", "a later event was applied before")
    CONFLICT = ("conflict", "it contradicts what was told before")


class AppointmentReason(Named):
    FINAL_STATE = ("final_state", "the appointment has ended")
    WRONG_STATE = ("wrong_state", "the appointment is not in a state for this")
    WRONG_ACTOR = ("wrong_actor", "someone else has to do this")
    NOT_SHOWABLE = ("not_showable", "the listing's status allows no showings")
    START_PASSED = ("start_passed", "the start has passed")
    LEAD_TIME_SHORT = ("lead_time_short", "the listing wants to be asked earlier")
    TOO_LONG = ("too_long", "longer than the listing allows")
    BLOCKED_PERIOD = ("blocked_period", "the listing is not shown at that time")
    OUTSIDE_ACCESS_HOURS = ("outside_access_hours", "outside the access hours")
    APPOINTMENT_OVER = ("appointment_over", "the appointment is over")
    OVERLAPS = ("overlaps", "another showing has that time")
    BEFORE_RELEASE = ("before_release", "the grant may not leave the service yet")
    OUTSIDE_WINDOW = ("outside_window", "the lockbox was opened outside the appointment")


class AppointmentObligation(Named):
    PUBLISH_EVENTS = ("publish_events", "tell other systems")
    WITHHOLD_GRANT = ("withhold_grant", "never release the grant")
    REVOKE_GRANT = ("revoke_grant", "revoke the grant")
    ISSUE_GRANT = ("issue_grant", "issue the grant")
    RELEASE_GRANT = ("release_grant", "release the grant")
    CARRY_BULLETIN = ("carry_bulletin", "give the phone the bulletin with the grant")
    NOTIFY_HOLDER = ("notify_holder", "tell the holder")
    NOTIFY_LISTING_SIDE = ("notify_listing_side", "tell the listing side")


class AccessReason(Named):
    NO_APPOINTMENT = ("no_appointment", "there is no appointment")
    NOT_APPROVED = ("not_approved", "the appointment is not approved")
    OTHER_HOLDER = ("other_holder", "the appointment is someone else's")
    OTHER_LISTING = ("other_listing", "the appointment is at another listing")
    TOO_EARLY = ("too_early", "the appointment has not begun")
    TOO_LATE = ("too_late", "the appointment is over")


class DayKeyKind(Named):
    NONE = ("none", "nothing yet")
    APP = ("app", "the app")
    CARD = ("card", "the card")


class KeyObligation(Named):
    RECORD_FALLBACK = ("record_fallback", "record that the card serves in place of the app")
    BLOCK_APP_TODAY = ("block_app_today", "the app opens nothing more today")


class RenewalMethod(Named):
    READER = ("reader", "at a reader")
    PHONE = ("phone", "by a telephone call")


class RenewalReason(Named):
    MEMBERSHIP_INACTIVE = ("membership_inactive", "the membership does not stand")
    CARD_LOST = ("card_lost", "the card is lost")
    MONTH_USED_UP = ("month_used_up", "no more renewals by telephone this month")
    ROW_USED_UP = ("row_used_up", "no more renewals by telephone in a row")
    DAYS_LEFT = ("days_left", "the card is still good")


class RenewalObligation(Named):
    RECORD_RENEWAL = ("record_renewal", "record the renewal")
    UPLOAD_CARD_LOG = ("upload_card_log", "take over the card's log")
    READ_OUT_CODE = ("read_out_code", "read out the renewal code")
    CLAIM_KEY_OF_DAY = ("claim_key_of_day", "the renewal is an event of the key of the day")
    RECORD_REFUSAL = ("record_refusal", "record the refusal")


class AccessEventKind(Named):
    ISSUE = ("issue", "a grant or code was made")
    USE = ("use", "something was done at a lockbox")
    REFUSAL = ("refusal", "a lockbox refused, or a ruling denied")
    REVOCATION = ("revocation", "a grant was withheld or revoked, or a code cancelled")
    RENEWAL = ("renewal", "a card was renewed")


class AccessMethod(Named):
    MEMBER_GRANT = ("member_grant", "member access")
    GUEST_GRANT = ("guest_grant", "guest access")
    DAY_CODE = ("day_code", "day code")
    FLEX_CODE = ("flex_code", "flex code")
    CONTRACTOR_CODE = ("contractor_code", "contractor code")
    SERVICE_CODE = ("service_code", "service code")
    BULLETIN = ("bulletin", "bulletin")
    CARD_READER = ("card_reader", "card at reader")
    CARD_PHONE = ("card_phone", "card by telephone")
    UNKNOWN = ("unknown", "unknown means")


class AccessOutcome(Named):
    PERMIT = ("Permit", "permitted")
    DENY = ("Deny", "denied")
    OPEN = ("Open", "opened")
    APPLIED = ("Applied", "done")
    WRONG_CODE = ("WrongCode", "wrong code")
    MALFORMED = ("Malformed", "not a code")
    THROTTLED = ("Throttled", "too soon after refusals")
    KEYPAD_STOPPED = ("KeypadStopped", "the keypad was stopped")
    OUTSIDE_HOURS = ("OutsideHours", "outside the access hours")
    USED_UP = ("UsedUp", "used up")
    CANCELLED = ("Cancelled", "cancelled")
    SUSPENDED = ("Suspended", "the lockbox was suspended")
    CLOCK_UNSET = ("ClockUnset", "the lockbox's clock was not set")
    CLOCK_WENT_BACK = ("ClockWentBack", "the lockbox's clock went back")
    LEDGER_FULL = ("LedgerFull", "the lockbox's ledger was full")
    STORE_FAILED = ("StoreFailed", "the lockbox could not save")
    STATE_LOST = ("StateLost", "the lockbox had lost its state")
    BAD_MESSAGE = ("BadMessage", "not a well-formed message")
    BAD_PROOF = ("BadProof", "not authentic")
    WRONG_LOCKBOX = ("WrongLockbox", "meant for another lockbox")
    WRONG_EPOCH = ("WrongEpoch", "of an older ownership epoch")
    BULLETIN_OWED = ("BulletinOwed", "a bulletin was owed")
    REVOKED = ("Revoked", "revoked")
    TOO_EARLY = ("TooEarly", "too early")
    TOO_LATE = ("TooLate", "too late")
    OPERATION_NOT_GRANTED = ("OperationNotGranted", "not granted")
    CHALLENGE_SPENT = ("ChallengeSpent", "the challenge was spent")
    STALE_BULLETIN = ("StaleBulletin", "a newer bulletin was there")
    UNSUPPORTED = ("Unsupported", "not supported by the lockbox")


class KeyReason(Named):
    OTHER_KEY_IN_USE = ("other_key_in_use", "the card is the key of today or the app is the key of today")
    FALLBACK_NOT_NEEDED = ("fallback_not_needed", "the app is not the key of today")
    PHONE_NOT_LOST = ("phone_not_lost", "the phone is not stated to be lost")


class MarketClass(Named):
    FIRST = ("first", "the first listing of the property")
    LINEAR = ("linear", "relisted after a gap that carries")
    OVERLAPPING = ("overlapping", "relisted without a gap")
    TWIN = ("twin", "a listing seen through another system too")
    RESET_CLOSE = ("reset_close", "begins anew: sold before")
    RESET_SCOPE = ("reset_scope", "begins anew: another branch, office or whatever has to be equal")
    RESET_GAP = ("reset_gap", "begins anew: the gap is too long")
    NEVER_ON_MARKET = ("never_on_market", "never on the market")


class MarketStatus(Named):
    INCOMPLETE = ("Incomplete", "incomplete")
    COMING_SOON = ("ComingSoon", "coming soon")
    ACTIVE = ("Active", "active")
    ACTIVE_UNDER_CONTRACT = ("ActiveUnderContract", "active under contract")
    HOLD = ("Hold", "on hold")
    WITHDRAWN = ("Withdrawn", "withdrawn")
    PENDING = ("Pending", "pending")
    CANCELED = ("Canceled", "canceled")
    EXPIRED = ("Expired", "expired")
    CLOSED = ("Closed", "closed")
    DELETE = ("Delete", "deleted")


class Warning(Named):
    DUPLICATE_ROW = ("duplicate_row", "a row is there twice")
    CONFLICTING_ROWS = ("conflicting_rows", "two rows recorded at one time are versions of one event and differ")
    DATE_OUT_OF_RANGE = ("date_out_of_range", "a date is not between 1970-01-01 and 9999-12-31 and was not used")
    DATE_MISSING = ("date_missing", "a row has no date and was set aside")
    ON_DATE_MISSING = ("on_date_missing", "the listing was on the market, but since when is not known")
    OFF_DATE_MISSING = ("off_date_missing", "the listing ended, but when is not known")
    OFF_BEFORE_ON = ("off_before_on", "the listing ended before it was on the market")
    CLOSE_BEFORE_ON = ("close_before_on", "the listing closed before it was on the market")
    DELETED = ("deleted", "rows were deleted")
    EXPIRED_INFERRED = ("expired_inferred", "the expiration date has passed: expired at that date, though no row says so")
    STATUS_AFTER_EXPIRATION = ("status_after_expiration", "a row is dated after the expiration date, and the listing is still in force")
    START_DATE_MISSING = ("start_date_missing", "the date that the count begins at is missing: it begins with the first row")
    SCOPE_MISSING = ("scope_missing", "what has to be equal for days to carry is not known of this listing")
    LISTING_LEFT_OUT = ("listing_left_out", "another listing of the property is in doubt and was left out")
    BACK_AFTER_TERMINAL = ("back_after_terminal", "the listing came back on the market after it had ended")
    LISTING_VALUES_DIFFER = ("listing_values_differ", "rows of the listing differ in a value of the listing")
    PROPERTY_MISSING = ("property_missing", "the property is not known: taken by itself")


class Doubt(Named):
    PLACEHOLDER_PARCEL = ("placeholder_parcel", "the parcel number stands for none")
    NO_KEY = ("no_key", "there is nothing that the property is known by")
    ADDRESS_TWO_PARCELS = ("address_two_parcels", "one address has two parcels")


class GapMetric(Named):
    DATE_DIFFERENCE = ("date_difference", "all of its days")
    FULL_DAYS = ("full_days", "its days without the one on which the listing went off")


class ClockFrom(Named):
    TERMINAL = ("terminal", "the date of the terminal status")
    LAST_ON_MARKET = ("last_on_market", "the end of the last day on the market")


class Scope(Named):
    ANY = ("any", "nothing")
    SAME_BRANCH = ("same_branch", "the branch")
    SAME_OFFICE = ("same_office", "the office")
    SAME_FIRM = ("same_firm", "the firm")
    SAME_AGENT = ("same_agent", "the agent")
    SAME_PROPERTY_TYPE = ("same_property_type", "the property type")


class Count(Named):
    DIFFERENCE = ("difference", "the end date does not count")
    INCLUSIVE = ("inclusive", "the end date counts too")


class Combine(Named):
    UNION = ("union", "each day once")
    SUM = ("sum", "each day once for each listing")
    SPAN = ("span", "from the first day to the last")


class StartField(Named):
    ON_MARKET = ("on_market", "the date of the first status that counts")
    LISTING_CONTRACT_DATE = ("listing_contract_date", "the date of the listing contract")
    ORIGINAL_ENTRY_DATE = ("original_entry_date", "the date of the entry")


class EndEvent(Named):
    OFF_MARKET = ("off_market", "going off the market")
    CONTRACT = ("contract", "the contract of sale that lasts")
    CLOSE = ("close", "the closing")


class LeadAnswer(Named):
    CLEAR = ("Clear", "may be contacted")
    UNVERIFIED = ("Unverified", "in doubt: has to be looked up first")
    BLOCKED = ("Blocked", "must not be contacted")


class LeadReason(Named):
    TARGET_IN_FORCE = ("target_in_force", "the listing contract is in force")
    TARGET_NOT_ENDED = ("target_not_ended", "the listing did not end unsold")
    OTHER_IN_FORCE = ("other_in_force", "the property is listed with another contract")
    SOLD_LATER = ("sold_later", "the property was sold since")
    PROTECTION_PERIOD = ("protection_period", "the contract still protects its broker")
    OPTED_OUT = ("opted_out", "the owner does not want to be contacted")
    KEY_DOUBTFUL = ("key_doubtful", "which property it is is in doubt")
    HISTORY_UNCLEAR = ("history_unclear", "a row has no date, or a status that is not known")
    EXPIRY_INFERRED = ("expiry_inferred", "no row says that the contract has ended")


class RulesField(Named):
    CARRY_MAX_GAP = ("carry_max_gap", "the longest gap that carries")
    LOOKBACK_DAYS = ("lookback_days", "how far back is looked")
    GAP_METRIC = ("gap_metric", "how the days of a gap are counted")
    ACCRUES = ("accrues", "the statuses whose days count")
    CLOCK_STATUSES = ("clock_statuses", "the statuses whose days count against the gap")
    CLOCK_FROM = ("clock_from", "where a gap begins")
    COMING_SOON_STOPS_CLOCK = ("coming_soon_stops_clock", "whether Coming Soon ends a gap")
    RESET_ON_CLOSE = ("reset_on_close", "whether a sale resets")
    SCOPE = ("scope", "what must be equal to carry")
    COUNT = ("count", "whether end dates count")
    COMBINE = ("combine", "how the days of a chain become one number")
    START_FIELD = ("start_field", "the date at which the count begins")
    END_EVENT = ("end_event", "what ends the count")
    PROPERTY_KEY = ("property_key", "what properties are known by")


class RulesWarning(Named):
    FIELD_FALLBACK = ("field_fallback", "a field is not known: the generic value")
    FIELD_ASSUMED = ("field_assumed", "a field is assumed, not documented")
    EXPERIMENTAL = ("experimental", "no source of the preset was checked")
    DATES_UNKNOWN = ("dates_unknown", "since when the rules hold is not known")
    BOUNDARY_IMPRECISE = ("boundary_imprecise", "the rules begin in this month or year, on a day that is not known")
    UNVERIFIED_AT_DATE = ("unverified_at_date", "no source vouches for the rules so late")
    NO_PRESET_AT_DATE = ("no_preset_at_date", "no rules of the family are known at this date: the generic ones")


class Precision(Named):
    DAY = ("day", "to the day")
    MONTH = ("month", "to the month")
    YEAR = ("year", "to the year")


class PropertyKeys(Named):
    PARCEL_THEN_ADDRESS = ("parcel_then_address", "parcel id, parcel number and address")
    PARCEL = ("parcel", "parcel id and parcel number")
    ADDRESS = ("address", "address")


class ListingClass(Named):
    SALE = ("sale", "for sale")
    LEASE = ("lease", "for lease")
