//! What each result says, to a person.

use core::ffi::CStr;

use crate::result::dw_result;

impl dw_result {
    /// What to tell a person.
    #[allow(clippy::too_many_lines, reason = "a line for each result")]
    pub(crate) const fn text(self) -> &'static CStr {
        match self {
            Self::DW_OK => c"done",
            Self::DW_ERROR_NULL => c"a pointer is null",
            Self::DW_ERROR_MISALIGNED => c"a pointer is misaligned",
            Self::DW_ERROR_LENGTH => c"a buffer has a wrong length",
            Self::DW_ERROR_OVERLAP => c"two arguments share memory",
            Self::DW_ERROR_VALUE => c"a value is none of its list",
            Self::DW_ERROR_NOT_READY => c"the state was not made",
            Self::DW_ERROR_BUSY => c"the state is in use by another call",
            Self::DW_ERROR_TEXT => c"a text is not utf-8",
            Self::DW_NOT_ACCEPTED => c"not an acceptable code now",
            Self::DW_STORE_FAILED => c"the store failed",
            Self::DW_NOT_AUTHENTIC => c"not authentic",
            Self::DW_NOT_FOUND => c"there is no such thing",
            Self::DW_ERROR_KEY_LENGTH => c"a key must be exactly 32 bytes",
            Self::DW_ERROR_ID_LENGTH => c"an id must be 1 to 25 characters long",
            Self::DW_ERROR_ID_CHARACTER => {
                c"an id must be ASCII letters, digits or signs without spaces"
            }
            Self::DW_ERROR_CODE_CHARACTER => c"a code must be digits 0 to 9 and nothing else",
            Self::DW_ERROR_CODE_LENGTH => c"a code of this kind has another number of digits",
            Self::DW_ERROR_DIGITS => c"a day code has 7 to 9 digits, a flex code 10 or 11",
            Self::DW_ERROR_DAY => c"the date cannot be named as a day since 1970-01-01",
            Self::DW_ERROR_SLOT => c"a day code's slot must be 0 to 15",
            Self::DW_ERROR_NO_SLOT_LEFT => c"no slot of that day is left",
            Self::DW_ERROR_WINDOW_START => c"a window must start on a half hour of UTC",
            Self::DW_ERROR_WINDOW_LENGTH => {
                c"a window must last 30 minutes to 48 hours in half hours, or 3 to 31 whole days"
            }
            Self::DW_ERROR_COPY => c"a flex code's copy must be 0 to 3",
            Self::DW_ERROR_NO_COPY_LEFT => c"no copy of that window is left",
            Self::DW_ERROR_NUMERAL_RANGE => c"the number does not fit 10 to 12 digits",
            Self::DW_ERROR_SERVICE_FIELD => {
                c"the date or epoch is outside what a service code can name"
            }
            Self::DW_ERROR_RENEWAL_NUMBER => c"a renewal's number must be 0, 1 or 2",
            Self::DW_ERROR_ZONE_LENGTH => c"an encoded zone must be 14 bytes",
            Self::DW_ERROR_ZONE_OFFSET => c"an offset from UTC must be within 900 minutes",
            Self::DW_ERROR_ZONE_RULE => c"a rule's month, week, weekday or minute is out of range",
            Self::DW_ERROR_ZONE_HALF => c"a zone has both daylight offset and rules, or neither",
            Self::DW_ERROR_ZONE_ORDER => c"the zone's two changes can fall in either order",
            Self::DW_ERROR_TOLERANCE => c"a clock tolerance must be at most 1,800 seconds",
            Self::DW_ERROR_GUESS_TOO_LIKELY => {
                c"a random guess would open more than 1 time in 100,000"
            }
            Self::DW_ERROR_LIMIT => c"a limit of the lockbox is out of its range",
            Self::DW_ERROR_REVOCATIONS => c"a bulletin can revoke at most 16 grants",
            Self::DW_ERROR_OPERATIONS => c"a set of operations has a bit that is not known",
            Self::DW_ERROR_CAVEAT => c"a caveat of an unknown type or a wrong length",
            Self::DW_ERROR_CAVEATS => c"a grant can have at most eight caveats",
            Self::DW_ERROR_ARGUMENT => c"the argument does not fit the operation",
            Self::DW_ERROR_GRANT_TEXT => c"not the text form of a grant",
            Self::DW_ERROR_RING_TOO_SMALL => c"a ring of audit rows must have at least 500 places",
            Self::DW_ERROR_GRANT_TIMES => {
                c"a grant must end after it begins, within 31 days if its uses are counted"
            }
            Self::DW_ERROR_LACKING => c"every lockbox has a key compartment",
            Self::DW_REFUSED_WRONG_CODE => c"wrong code",
            Self::DW_REFUSED_MALFORMED => c"not a code",
            Self::DW_REFUSED_THROTTLED => c"wait before the next try",
            Self::DW_REFUSED_KEYPAD_STOPPED => c"the keypad is stopped after too many refusals",
            Self::DW_REFUSED_OUTSIDE_HOURS => c"outside the access hours",
            Self::DW_REFUSED_USED_UP => c"the code is used up",
            Self::DW_REFUSED_CANCELLED => c"the code was cancelled",
            Self::DW_REFUSED_SUSPENDED => c"the lockbox is suspended",
            Self::DW_REFUSED_CLOCK_UNSET => c"the lockbox's clock is not set",
            Self::DW_REFUSED_CLOCK_WENT_BACK => c"the lockbox's clock went back",
            Self::DW_REFUSED_LEDGER_FULL => c"the lockbox's ledger is full",
            Self::DW_REFUSED_STORE_FAILED => c"the lockbox could not save",
            Self::DW_REFUSED_STATE_LOST => {
                c"the lockbox has lost its state and has to be provisioned anew"
            }
            Self::DW_REFUSED_BAD_MESSAGE => c"not a well-formed message",
            Self::DW_REFUSED_BAD_PROOF => c"the message is not authentic",
            Self::DW_REFUSED_WRONG_LOCKBOX => c"meant for another lockbox",
            Self::DW_REFUSED_WRONG_EPOCH => c"of an older ownership epoch",
            Self::DW_REFUSED_BULLETIN_OWED => c"a bulletin has to be brought first",
            Self::DW_REFUSED_REVOKED => c"the grant was revoked",
            Self::DW_REFUSED_TOO_EARLY => c"the grant does not hold yet",
            Self::DW_REFUSED_TOO_LATE => c"the grant holds no longer",
            Self::DW_REFUSED_OPERATION_NOT_GRANTED => c"the grant does not allow this",
            Self::DW_REFUSED_CHALLENGE_SPENT => {
                c"the lockbox gave no challenge for this, or too long ago"
            }
            Self::DW_REFUSED_STALE_BULLETIN => c"a newer bulletin was applied before",
            Self::DW_REFUSED_UNSUPPORTED => c"not supported by this lockbox",
            Self::DW_MARKET_BAD_VALUE => c"a value is of the wrong type or out of its range",
            Self::DW_MARKET_BAD_RULES => c"the rules are not among those that there are",
            Self::DW_MARKET_UNKNOWN_TARGET => c"the listing asked about is not among the listings",
            Self::DW_MARKET_REPEATED_LISTING => c"two listings have one key",
            Self::DW_MARKET_UNKNOWN_STATUS => {
                c"a row of the listing has a status that is not known"
            }
            Self::DW_MARKET_UNKNOWN_FAMILY => c"no preset is of that family",
            Self::DW_MARKET_WORK_TOO_SMALL => c"the work space has too few places",
            Self::DW_POLICY_BAD_VALUE => c"a value is out of its range",
            Self::DW_POLICY_INCONSISTENT_STATE => c"only a card serves on an update code",
            Self::DW_POLICY_DAY_WENT_BACK => c"the state is of a later day",
            Self::DW_POLICY_DAYS_OUT_OF_ORDER => {
                c"the days of the renewals by telephone do not rise"
            }
            Self::DW_POLICY_DAY_IN_FUTURE => c"a renewal by telephone lies ahead",
            Self::DW_POLICY_WINDOW_BACKWARDS => c"a grant or a code ends before it begins",
            Self::DW_POLICY_USE_MISMATCH => c"the use is not one that such a code has",
            Self::DW_POLICY_REPEATED_ID => c"two grants or two codes have one id",
        }
    }
}
