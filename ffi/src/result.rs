//! What a function answers.

use core::ffi::c_char;

use doorward::grants::NotAuthentic;
use doorward::lockbox::{Reason, StoreError};
use doorward::{Error, NotAccepted, market};

use crate::texts::UNKNOWN;

/// What every function answers. A number is never given to anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum dw_result {
    /// Done: outputs are written.
    DW_OK = 0,
    /// A pointer is NULL that may not be.
    DW_ERROR_NULL = 1,
    /// A pointer is not aligned for what it points to.
    DW_ERROR_MISALIGNED = 2,
    /// A buffer is too short, or longer than can be.
    DW_ERROR_LENGTH = 3,
    /// An argument shares memory with one that the call changes in place.
    DW_ERROR_OVERLAP = 4,
    /// A number that names nothing: a flag other than 0 and 1, an unknown operation.
    DW_ERROR_VALUE = 5,
    /// State that was never made, or erased, or is damaged.
    DW_ERROR_NOT_READY = 6,
    /// State that another call is using: a callback called back, or two threads.
    DW_ERROR_BUSY = 7,
    /// A text is not UTF-8.
    DW_ERROR_TEXT = 8,
    /// A code that is not acceptable here and now. More is not said.
    DW_NOT_ACCEPTED = 20,
    /// The store, or the flash, failed: nothing was done.
    DW_STORE_FAILED = 21,
    /// An acknowledgement, a row or a head that the other side did not make.
    DW_NOT_AUTHENTIC = 22,
    /// What was asked for is not there.
    DW_NOT_FOUND = 23,
    /// A key is exactly 32 bytes.
    DW_ERROR_KEY_LENGTH = 101,
    /// A lockbox or credential id is 1 to 25 bytes.
    DW_ERROR_ID_LENGTH = 102,
    /// An id holds ASCII graphic characters (`!` to `~`) and nothing else.
    DW_ERROR_ID_CHARACTER = 103,
    /// A code holds ASCII digits and nothing else.
    DW_ERROR_CODE_CHARACTER = 104,
    /// A code of this family has another number of digits.
    DW_ERROR_CODE_LENGTH = 105,
    /// A day code is 7 to 9 digits, a FlexCode 10 or 11.
    DW_ERROR_DIGITS = 106,
    /// A date lies before 1970-01-01 or past the last one that can be named.
    DW_ERROR_DAY = 107,
    /// A slot of a day code is 0 to 15.
    DW_ERROR_SLOT = 108,
    /// Every slot of that day that may be issued is taken.
    DW_ERROR_NO_SLOT_LEFT = 109,
    /// A FlexCode's window starts on a half hour of UTC.
    DW_ERROR_WINDOW_START = 110,
    /// A FlexCode's window lasts 30 minutes to 48 hours in half hours, or 3 to 31 whole days.
    DW_ERROR_WINDOW_LENGTH = 111,
    /// A copy of a FlexCode is 0 to 3.
    DW_ERROR_COPY = 112,
    /// Every copy of a FlexCode for that window is taken.
    DW_ERROR_NO_COPY_LEFT = 113,
    /// The numeral cipher takes 10 to 12 digits, and a number that has no more of them.
    DW_ERROR_NUMERAL_RANGE = 114,
    /// A field of a service command lies outside the dates or epochs that one can name.
    DW_ERROR_SERVICE_FIELD = 115,
    /// A renewal code's number is 0, 1 or 2.
    DW_ERROR_RENEWAL_NUMBER = 116,
    /// An encoded zone is 14 bytes.
    DW_ERROR_ZONE_LENGTH = 117,
    /// An offset from UTC lies beyond 900 minutes.
    DW_ERROR_ZONE_OFFSET = 118,
    /// A rule's month is 1 to 12, its week 1 to 5, its weekday 0 to 6, its minute 0 to 1,440.
    DW_ERROR_ZONE_RULE = 119,
    /// A zone has daylight saving with two offsets and two rules, or none with one offset and no rule; half of one is refused.
    DW_ERROR_ZONE_HALF = 120,
    /// The two rules of a zone can fall in either order, so that its offset is undefined.
    DW_ERROR_ZONE_ORDER = 121,
    /// A clock tolerance is at most 1,800 seconds.
    DW_ERROR_TOLERANCE = 122,
    /// A random guess would open more often than 1 time in 100,000.
    DW_ERROR_GUESS_TOO_LIKELY = 123,
    /// A limit of a lockbox's profile lies outside its range.
    DW_ERROR_LIMIT = 124,
    /// A bulletin lists at most 16 revoked grants; more need a new ownership epoch.
    DW_ERROR_REVOCATIONS = 125,
    /// A set of operations has no other bits than 1, 2, 4, 8 and 16.
    DW_ERROR_OPERATIONS = 126,
    /// A caveat is one of the four known types, with a value of its length.
    DW_ERROR_CAVEAT = 127,
    /// A grant has at most eight caveats.
    DW_ERROR_CAVEATS = 128,
    /// The argument of a request has the length that its operation wants.
    DW_ERROR_ARGUMENT = 129,
    /// A grant's text form is `dwg1.` and strict base64url of its bytes.
    DW_ERROR_GRANT_TEXT = 130,
    /// A ring of audit rows has at least 500 places.
    DW_ERROR_RING_TOO_SMALL = 131,
    /// A grant ends after it begins, and lasts at most 31 days if its uses are counted.
    DW_ERROR_GRANT_TIMES = 132,
    /// A lockbox has a key compartment, whatever else its model lacks.
    DW_ERROR_LACKING = 133,
    /// A decision: wrong code.
    DW_REFUSED_WRONG_CODE = 202,
    /// A decision: not a code.
    DW_REFUSED_MALFORMED = 203,
    /// A decision: wait before the next try.
    DW_REFUSED_THROTTLED = 204,
    /// A decision: the keypad is stopped after too many refusals.
    DW_REFUSED_KEYPAD_STOPPED = 205,
    /// A decision: outside the access hours.
    DW_REFUSED_OUTSIDE_HOURS = 206,
    /// A decision: the code is used up.
    DW_REFUSED_USED_UP = 207,
    /// A decision: the code was cancelled.
    DW_REFUSED_CANCELLED = 208,
    /// A decision: the lockbox is suspended.
    DW_REFUSED_SUSPENDED = 209,
    /// A decision: the lockbox's clock is not set.
    DW_REFUSED_CLOCK_UNSET = 210,
    /// A decision: the lockbox's clock went back.
    DW_REFUSED_CLOCK_WENT_BACK = 211,
    /// A decision: the lockbox's ledger is full.
    DW_REFUSED_LEDGER_FULL = 212,
    /// A decision: the lockbox could not save.
    DW_REFUSED_STORE_FAILED = 213,
    /// A decision: the lockbox has lost its state and has to be provisioned anew.
    DW_REFUSED_STATE_LOST = 214,
    /// A decision: not a well-formed message.
    DW_REFUSED_BAD_MESSAGE = 215,
    /// A decision: the message is not authentic.
    DW_REFUSED_BAD_PROOF = 216,
    /// A decision: meant for another lockbox.
    DW_REFUSED_WRONG_LOCKBOX = 217,
    /// A decision: of an older ownership epoch.
    DW_REFUSED_WRONG_EPOCH = 218,
    /// A decision: a bulletin has to be brought first.
    DW_REFUSED_BULLETIN_OWED = 219,
    /// A decision: the grant was revoked.
    DW_REFUSED_REVOKED = 220,
    /// A decision: the grant does not hold yet.
    DW_REFUSED_TOO_EARLY = 221,
    /// A decision: the grant holds no longer.
    DW_REFUSED_TOO_LATE = 222,
    /// A decision: the grant does not allow this.
    DW_REFUSED_OPERATION_NOT_GRANTED = 223,
    /// A decision: the lockbox gave no challenge for this, or too long ago.
    DW_REFUSED_CHALLENGE_SPENT = 224,
    /// A decision: a newer bulletin was applied before.
    DW_REFUSED_STALE_BULLETIN = 225,
    /// A decision: not supported by this lockbox.
    DW_REFUSED_UNSUPPORTED = 226,
    /// Days on market: a value is of the wrong type or out of its range.
    DW_MARKET_BAD_VALUE = 301,
    /// Days on market: the rules are not among those that there are.
    DW_MARKET_BAD_RULES = 302,
    /// Days on market: the listing asked about is not among the listings.
    DW_MARKET_UNKNOWN_TARGET = 303,
    /// Days on market: two listings have one key.
    DW_MARKET_REPEATED_LISTING = 304,
    /// Days on market: a row of the listing has a status that is not known.
    DW_MARKET_UNKNOWN_STATUS = 305,
    /// Days on market: no preset is of that family.
    DW_MARKET_UNKNOWN_FAMILY = 306,
    /// Days on market: the work space has too few places.
    DW_MARKET_WORK_TOO_SMALL = 307,
    /// Issuing rules: a value is out of its range.
    DW_POLICY_BAD_VALUE = 401,
    /// Issuing rules: only a card serves on an update code.
    DW_POLICY_INCONSISTENT_STATE = 402,
    /// Issuing rules: the state is of a later day.
    DW_POLICY_DAY_WENT_BACK = 403,
    /// Issuing rules: the days of the renewals by telephone do not rise.
    DW_POLICY_DAYS_OUT_OF_ORDER = 404,
    /// Issuing rules: a renewal by telephone lies ahead.
    DW_POLICY_DAY_IN_FUTURE = 405,
    /// Issuing rules: a window ends before it begins.
    DW_POLICY_WINDOW_BACKWARDS = 406,
    /// Issuing rules: the use is not one that such a code has.
    DW_POLICY_USE_MISMATCH = 407,
    /// Issuing rules: two grants, codes or appointments have one id.
    DW_POLICY_REPEATED_ID = 408,
    /// Issuing rules: there is no appointment for such an event.
    DW_POLICY_NO_APPOINTMENT = 409,
    /// Issuing rules: an opening lies in the future.
    DW_POLICY_FUTURE_OPENING = 410,
    /// Issuing rules: the appointment is neither approved nor in progress.
    DW_POLICY_NOT_APPROVED = 411,
    /// Issuing rules: a day code has a day and who hands it out, everything else a window alone.
    DW_POLICY_WINDOW_MISMATCH = 412,
    /// Issuing rules: a code opens one thing.
    DW_POLICY_OPERATIONS_MISMATCH = 413,
    /// Issuing rules: the slots or copies to skip are none that the method has.
    DW_POLICY_SKIP_MISMATCH = 414,
    /// Issuing rules: the listing's methods are out of order.
    DW_POLICY_METHODS_MISMATCH = 415,
    /// Issuing rules: the ledger is another lockbox's or epoch's, or out of order.
    DW_POLICY_LEDGER_MISMATCH = 416,
    /// Firmware: a version, a piece length or an image is out of its range.
    DW_FLEET_BAD_VALUE = 501,
    /// Firmware: not a manifest.
    DW_FLEET_BAD_MANIFEST = 502,
}

impl dw_result {
    /// All there are.
    pub(crate) const ALL: [Self; 96] = [
        Self::DW_OK,
        Self::DW_ERROR_NULL,
        Self::DW_ERROR_MISALIGNED,
        Self::DW_ERROR_LENGTH,
        Self::DW_ERROR_OVERLAP,
        Self::DW_ERROR_VALUE,
        Self::DW_ERROR_NOT_READY,
        Self::DW_ERROR_BUSY,
        Self::DW_ERROR_TEXT,
        Self::DW_NOT_ACCEPTED,
        Self::DW_STORE_FAILED,
        Self::DW_NOT_AUTHENTIC,
        Self::DW_NOT_FOUND,
        Self::DW_ERROR_KEY_LENGTH,
        Self::DW_ERROR_ID_LENGTH,
        Self::DW_ERROR_ID_CHARACTER,
        Self::DW_ERROR_CODE_CHARACTER,
        Self::DW_ERROR_CODE_LENGTH,
        Self::DW_ERROR_DIGITS,
        Self::DW_ERROR_DAY,
        Self::DW_ERROR_SLOT,
        Self::DW_ERROR_NO_SLOT_LEFT,
        Self::DW_ERROR_WINDOW_START,
        Self::DW_ERROR_WINDOW_LENGTH,
        Self::DW_ERROR_COPY,
        Self::DW_ERROR_NO_COPY_LEFT,
        Self::DW_ERROR_NUMERAL_RANGE,
        Self::DW_ERROR_SERVICE_FIELD,
        Self::DW_ERROR_RENEWAL_NUMBER,
        Self::DW_ERROR_ZONE_LENGTH,
        Self::DW_ERROR_ZONE_OFFSET,
        Self::DW_ERROR_ZONE_RULE,
        Self::DW_ERROR_ZONE_HALF,
        Self::DW_ERROR_ZONE_ORDER,
        Self::DW_ERROR_TOLERANCE,
        Self::DW_ERROR_GUESS_TOO_LIKELY,
        Self::DW_ERROR_LIMIT,
        Self::DW_ERROR_REVOCATIONS,
        Self::DW_ERROR_OPERATIONS,
        Self::DW_ERROR_CAVEAT,
        Self::DW_ERROR_CAVEATS,
        Self::DW_ERROR_ARGUMENT,
        Self::DW_ERROR_GRANT_TEXT,
        Self::DW_ERROR_RING_TOO_SMALL,
        Self::DW_ERROR_GRANT_TIMES,
        Self::DW_ERROR_LACKING,
        Self::DW_REFUSED_WRONG_CODE,
        Self::DW_REFUSED_MALFORMED,
        Self::DW_REFUSED_THROTTLED,
        Self::DW_REFUSED_KEYPAD_STOPPED,
        Self::DW_REFUSED_OUTSIDE_HOURS,
        Self::DW_REFUSED_USED_UP,
        Self::DW_REFUSED_CANCELLED,
        Self::DW_REFUSED_SUSPENDED,
        Self::DW_REFUSED_CLOCK_UNSET,
        Self::DW_REFUSED_CLOCK_WENT_BACK,
        Self::DW_REFUSED_LEDGER_FULL,
        Self::DW_REFUSED_STORE_FAILED,
        Self::DW_REFUSED_STATE_LOST,
        Self::DW_REFUSED_BAD_MESSAGE,
        Self::DW_REFUSED_BAD_PROOF,
        Self::DW_REFUSED_WRONG_LOCKBOX,
        Self::DW_REFUSED_WRONG_EPOCH,
        Self::DW_REFUSED_BULLETIN_OWED,
        Self::DW_REFUSED_REVOKED,
        Self::DW_REFUSED_TOO_EARLY,
        Self::DW_REFUSED_TOO_LATE,
        Self::DW_REFUSED_OPERATION_NOT_GRANTED,
        Self::DW_REFUSED_CHALLENGE_SPENT,
        Self::DW_REFUSED_STALE_BULLETIN,
        Self::DW_REFUSED_UNSUPPORTED,
        Self::DW_MARKET_BAD_VALUE,
        Self::DW_MARKET_BAD_RULES,
        Self::DW_MARKET_UNKNOWN_TARGET,
        Self::DW_MARKET_REPEATED_LISTING,
        Self::DW_MARKET_UNKNOWN_STATUS,
        Self::DW_MARKET_UNKNOWN_FAMILY,
        Self::DW_MARKET_WORK_TOO_SMALL,
        Self::DW_POLICY_BAD_VALUE,
        Self::DW_POLICY_INCONSISTENT_STATE,
        Self::DW_POLICY_DAY_WENT_BACK,
        Self::DW_POLICY_DAYS_OUT_OF_ORDER,
        Self::DW_POLICY_DAY_IN_FUTURE,
        Self::DW_POLICY_WINDOW_BACKWARDS,
        Self::DW_POLICY_USE_MISMATCH,
        Self::DW_POLICY_REPEATED_ID,
        Self::DW_POLICY_NO_APPOINTMENT,
        Self::DW_POLICY_FUTURE_OPENING,
        Self::DW_POLICY_NOT_APPROVED,
        Self::DW_POLICY_WINDOW_MISMATCH,
        Self::DW_POLICY_OPERATIONS_MISMATCH,
        Self::DW_POLICY_SKIP_MISMATCH,
        Self::DW_POLICY_METHODS_MISMATCH,
        Self::DW_POLICY_LEDGER_MISMATCH,
        Self::DW_FLEET_BAD_VALUE,
        Self::DW_FLEET_BAD_MANIFEST,
    ];

    /// The result of this number.
    pub(crate) fn from_number(number: u32) -> Option<Self> {
        // In place: the list by value would lie on the stack.
        Self::ALL
            .iter()
            .copied()
            .find(|result| *result as u32 == number)
    }
}

/// First of the numbers of the library's errors.
const ERRORS: u32 = 100;
/// First of the numbers of a lockbox's reasons.
const REASONS: u32 = 200;
/// First of the numbers of the errors of days on market.
const MARKET: u32 = 300;

fn numbered(first: u32, number: u32) -> dw_result {
    dw_result::from_number(first.saturating_add(number)).unwrap_or(dw_result::DW_ERROR_VALUE)
}

impl From<Error> for dw_result {
    fn from(error: Error) -> Self {
        numbered(ERRORS, error.number())
    }
}

impl From<Reason> for dw_result {
    fn from(reason: Reason) -> Self {
        numbered(REASONS, u32::from(reason.number()))
    }
}

impl From<market::Error> for dw_result {
    fn from(error: market::Error) -> Self {
        numbered(MARKET, u32::from(error.number()))
    }
}

impl From<NotAccepted> for dw_result {
    fn from(_: NotAccepted) -> Self {
        Self::DW_NOT_ACCEPTED
    }
}

impl From<NotAuthentic> for dw_result {
    fn from(_: NotAuthentic) -> Self {
        Self::DW_NOT_AUTHENTIC
    }
}

impl From<StoreError> for dw_result {
    fn from(_: StoreError) -> Self {
        Self::DW_STORE_FAILED
    }
}

/// The text of a result, in English and in lower case, without a full stop; never NULL. A
/// number that is no result's has a text too.
#[unsafe(no_mangle)]
pub extern "C" fn dw_strerror(result: u32) -> *const c_char {
    dw_result::from_number(result)
        .map_or(UNKNOWN, dw_result::text)
        .as_ptr()
}
