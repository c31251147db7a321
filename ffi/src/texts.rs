//! What each result says, to a person.

use core::ffi::CStr;

use crate::result::dw_result;

/// What is said of a number that is no result's.
pub(crate) const UNKNOWN: &CStr = c"an unknown result";

impl dw_result {
    /// What to tell a person.
    pub(crate) fn text(self) -> &'static CStr {
        let mut rest = TEXTS.as_bytes();
        for result in Self::ALL {
            let Ok(text) = CStr::from_bytes_until_nul(rest) else {
                break;
            };
            if result == self {
                return text;
            }
            rest = rest.get(text.to_bytes_with_nul().len()..).unwrap_or(&[]);
        }
        UNKNOWN
    }
}

/// The texts of [`dw_result::ALL`], in that order, each with its NUL. In one piece, so that the
/// linker can leave them out: single ones it would keep for every empty string of a program.
static TEXTS: &str = concat!(
    "done\0",
    "a pointer is null\0",
    "a pointer is misaligned\0",
    "a buffer has a wrong length\0",
    "two arguments share memory\0",
    "a value is none of its list\0",
    "the state was not made\0",
    "the state is in use by another call\0",
    "a text is not utf-8\0",
    "not an acceptable code now\0",
    "the store failed\0",
    "not authentic\0",
    "there is no such thing\0",
    "a key must be exactly 32 bytes\0",
    "an id must be 1 to 25 characters long\0",
    "an id must be ASCII letters, digits or signs without spaces\0",
    "a code must be digits 0 to 9 and nothing else\0",
    "a code of this kind has another number of digits\0",
    "a day code has 7 to 9 digits, a flex code 10 or 11\0",
    "the date cannot be named as a day since 1970-01-01\0",
    "a day code's slot must be 0 to 15\0",
    "no slot of that day is left\0",
    "a window must start on a half hour of UTC\0",
    "a window must last 30 minutes to 48 hours in half hours, or 3 to 31 whole days\0",
    "a flex code's copy must be 0 to 3\0",
    "no copy of that window is left\0",
    "the number does not fit 10 to 12 digits\0",
    "the date or epoch is outside what a service code can name\0",
    "a renewal's number must be 0, 1 or 2\0",
    "an encoded zone must be 14 bytes\0",
    "an offset from UTC must be within 900 minutes\0",
    "a rule's month, week, weekday or minute is out of range\0",
    "a zone has both daylight offset and rules, or neither\0",
    "the zone's two changes can fall in either order\0",
    "a clock tolerance must be at most 1,800 seconds\0",
    "a random guess would open more than 1 time in 100,000\0",
    "a limit of the lockbox is out of its range\0",
    "a bulletin can revoke at most 16 grants\0",
    "a set of operations has a bit that is not known\0",
    "a caveat of an unknown type or a wrong length\0",
    "a grant can have at most eight caveats\0",
    "the argument does not fit the operation\0",
    "not the text form of a grant\0",
    "a ring of audit rows must have at least 500 places\0",
    "a grant must end after it begins, within 31 days if its uses are counted\0",
    "every lockbox has a key compartment\0",
    "wrong code\0",
    "not a code\0",
    "wait before the next try\0",
    "the keypad is stopped after too many refusals\0",
    "outside the access hours\0",
    "the code is used up\0",
    "the code was cancelled\0",
    "the lockbox is suspended\0",
    "the lockbox's clock is not set\0",
    "the lockbox's clock went back\0",
    "the lockbox's ledger is full\0",
    "the lockbox could not save\0",
    "the lockbox has lost its state and has to be provisioned anew\0",
    "not a well-formed message\0",
    "the message is not authentic\0",
    "meant for another lockbox\0",
    "of an older ownership epoch\0",
    "a bulletin has to be brought first\0",
    "the grant was revoked\0",
    "the grant does not hold yet\0",
    "the grant holds no longer\0",
    "the grant does not allow this\0",
    "the lockbox gave no challenge for this, or too long ago\0",
    "a newer bulletin was applied before\0",
    "not supported by this lockbox\0",
    "a value is of the wrong type or out of its range\0",
    "the rules are not among those that there are\0",
    "the listing asked about is not among the listings\0",
    "two listings have one key\0",
    "a row of the listing has a status that is not known\0",
    "no preset is of that family\0",
    "the work space has too few places\0",
    "a value is out of its range\0",
    "only a card serves on an update code\0",
    "the state is of a later day\0",
    "the days of the renewals by telephone do not rise\0",
    "a renewal by telephone lies ahead\0",
    "a window ends before it begins\0",
    "the use is not one that such a code has\0",
    "two grants, codes or appointments have one id\0",
    "there is no appointment for such an event\0",
    "an opening lies in the future\0",
    "the appointment is neither approved nor in progress\0",
    "a day code has a day and who hands it out, everything else a window\0",
    "a code opens one thing\0",
    "the slots or copies to skip are none that the method has\0",
    "the listing's methods are out of order\0",
    "the ledger is another lockbox's or epoch's, or out of order\0",
    "a version, a piece length or an image is out of its range\0",
    "not a firmware manifest\0",
);
