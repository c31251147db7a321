//! What can be wrong with an input, and the one answer of a refused reading.

use core::fmt;

/// An input that was refused. Nothing was derived, issued or changed.
///
/// The list grows with the crate; the [number](Error::number) of an entry never changes
/// and is the same in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Error {
    /// A key is exactly 32 bytes.
    KeyLength,
    /// A lockbox or credential id is 1 to 25 bytes.
    IdLength,
    /// An id holds ASCII graphic characters (`!` to `~`) and nothing else.
    IdCharacter,
    /// A code holds ASCII digits and nothing else.
    CodeCharacter,
    /// A code of this family has another number of digits.
    CodeLength,
    /// A day code is 7 to 9 digits, a FlexCode 10 or 11.
    Digits,
    /// A date lies before 1970-01-01 or past the last one that can be named.
    Day,
    /// A slot of a day code is 0 to 15.
    Slot,
    /// Every slot of that day that may be issued is taken.
    NoSlotLeft,
    /// A FlexCode's window starts on a half hour of UTC.
    WindowStart,
    /// A FlexCode's window lasts 30 minutes to 48 hours in half hours, or 3 to 31 whole days.
    WindowLength,
    /// A copy of a FlexCode is 0 to 3.
    Copy,
    /// Every copy of a FlexCode for that window is taken.
    NoCopyLeft,
    /// The numeral cipher takes 10 to 12 digits, and a number that has no more of them.
    NumeralRange,
    /// A field of a service command lies outside the dates or epochs that one can name.
    ServiceField,
    /// A renewal code's number is 0, 1 or 2.
    RenewalNumber,
    /// An encoded zone is 14 bytes.
    ZoneLength,
    /// An offset from UTC lies beyond 900 minutes.
    ZoneOffset,
    /// A rule's month is 1 to 12, its week 1 to 5, its weekday 0 to 6, its minute 0 to 1,440.
    ZoneRule,
    /// A zone has daylight saving with two offsets and two rules, or none with one offset
    /// and no rule; half of one is refused.
    ZoneHalf,
    /// The two rules of a zone can fall in either order, so that its offset is undefined.
    ZoneOrder,
    /// A clock tolerance is at most 1,800 seconds.
    Tolerance,
    /// A random guess would open more often than 1 time in 100,000.
    GuessTooLikely,
    /// A limit of a lockbox's profile lies outside its range.
    Limit,
    /// A bulletin lists at most 16 revoked grants; more need a new ownership epoch.
    Revocations,
    /// A set of operations has no other bits than 1, 2, 4, 8 and 16.
    Operations,
    /// A caveat is one of the four known types, with a value of its length.
    Caveat,
    /// A grant has at most eight caveats.
    Caveats,
    /// The argument of a request has the length that its operation wants.
    Argument,
    /// A grant's text form is `dwg1.` and strict base64url of its bytes.
    GrantText,
    /// A ring of audit rows has at least 500 places.
    RingTooSmall,
    /// A grant ends after it begins, and lasts at most 31 days if its uses are counted.
    GrantTimes,
    /// A lockbox has a key compartment, whatever else its model lacks.
    Lacking,
}

impl Error {
    /// The fixed number of this error, from 1. Numbers are never reused.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::KeyLength => 1,
            Self::IdLength => 2,
            Self::IdCharacter => 3,
            Self::CodeCharacter => 4,
            Self::CodeLength => 5,
            Self::Digits => 6,
            Self::Day => 7,
            Self::Slot => 8,
            Self::NoSlotLeft => 9,
            Self::WindowStart => 10,
            Self::WindowLength => 11,
            Self::Copy => 12,
            Self::NoCopyLeft => 13,
            Self::NumeralRange => 14,
            Self::ServiceField => 15,
            Self::RenewalNumber => 16,
            Self::ZoneLength => 17,
            Self::ZoneOffset => 18,
            Self::ZoneRule => 19,
            Self::ZoneHalf => 20,
            Self::ZoneOrder => 21,
            Self::Tolerance => 22,
            Self::GuessTooLikely => 23,
            Self::Limit => 24,
            Self::Revocations => 25,
            Self::Operations => 26,
            Self::Caveat => 27,
            Self::Caveats => 28,
            Self::Argument => 29,
            Self::GrantText => 30,
            Self::RingTooSmall => 31,
            Self::GrantTimes => 32,
            Self::Lacking => 33,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::KeyLength => "a key must be exactly 32 bytes",
            Self::IdLength => "an id must be 1 to 25 characters long",
            Self::IdCharacter => "an id must be ASCII letters, digits or signs without spaces",
            Self::CodeCharacter => "a code must be digits 0 to 9 and nothing else",
            Self::CodeLength => "a code of this kind has another number of digits",
            Self::Digits => "a day code has 7 to 9 digits, a flex code 10 or 11",
            Self::Day => "the date cannot be named as a day since 1970-01-01",
            Self::Slot => "a day code's slot must be 0 to 15",
            Self::NoSlotLeft => "no slot of that day is left",
            Self::WindowStart => "a window must start on a half hour of UTC",
            Self::WindowLength => {
                "a window must last 30 minutes to 48 hours in half hours, or 3 to 31 whole days"
            }
            Self::Copy => "a flex code's copy must be 0 to 3",
            Self::NoCopyLeft => "no copy of that window is left",
            Self::NumeralRange => "the number does not fit 10 to 12 digits",
            Self::ServiceField => "the date or epoch is outside what a service code can name",
            Self::RenewalNumber => "a renewal's number must be 0, 1 or 2",
            Self::ZoneLength => "an encoded zone must be 14 bytes",
            Self::ZoneOffset => "an offset from UTC must be within 900 minutes",
            Self::ZoneRule => "a rule's month, week, weekday or minute is out of range",
            Self::ZoneHalf => "a zone has both daylight offset and rules, or neither",
            Self::ZoneOrder => "the zone's two changes can fall in either order",
            Self::Tolerance => "a clock tolerance must be at most 1,800 seconds",
            Self::GuessTooLikely => "a random guess would open more than 1 time in 100,000",
            Self::Limit => "a limit of the lockbox is out of its range",
            Self::Revocations => "a bulletin can revoke at most 16 grants",
            Self::Operations => "a set of operations has a bit that is not known",
            Self::Caveat => "a caveat of an unknown type or a wrong length",
            Self::Caveats => "a grant can have at most eight caveats",
            Self::Argument => "the argument does not fit the operation",
            Self::GrantText => "not the text form of a grant",
            Self::RingTooSmall => "a ring of audit rows must have at least 500 places",
            Self::GrantTimes => {
                "a grant must end after it begins, within 31 days if its uses are counted"
            }
            Self::Lacking => "every lockbox has a key compartment",
        })
    }
}

impl core::error::Error for Error {}

/// A code that is not acceptable here and now, for whatever reason.
///
/// There is deliberately nothing more to learn from it: a code for another hour, another
/// epoch or another operation gets the same answer as a random number, or a guesser would
/// be told which guesses came close (specification, flex codes). Whoever holds the lockbox
/// key asks [`diagnose`](crate::codes::diagnose()) instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAccepted;

impl fmt::Display for NotAccepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an acceptable code now")
    }
}

impl core::error::Error for NotAccepted {}
