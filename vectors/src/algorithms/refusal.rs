//! How the library says no, and what that has to do with a file's flags.

use std::fmt;

use doorward::codes::{Code, CodeUse, Operation};
use doorward::{Error, NotAccepted};

use crate::text::Bytes;

/// Why inputs led to no outputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The library refused an input.
    Input(Error),
    /// The library's types have no room for the value of this member.
    NoRoom(&'static str),
    /// A code was not accepted. This is what it is all the same.
    Reading(Meaning),
    /// The library did not open a bulletin.
    Bulletin(doorward::bulletin::Refusal),
    /// The library did not take a row or a head for the box's.
    NotGenuine,
    /// The library's rules found input that makes no sense; the error's name.
    Policy(&'static str),
    /// The file gives a member or a text that this runner does not know.
    Runner(&'static str),
}

/// What a code that was not accepted is, asked of the library in the way of support staff
/// who hold the lockbox key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Nothing.
    Nothing,
    /// It has not the digits of this box's codes.
    OtherLength,
    /// Genuine, but for another time.
    OtherTime,
    /// Genuine, but for the other operation.
    OtherOperation,
    /// Genuine, but of another epoch.
    OtherEpoch,
    /// Genuine and acceptable: the library contradicts itself.
    Acceptable,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Input(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(error) => error.fmt(f),
            Self::NoRoom(member) => write!(f, "no such {member} can be given to the library"),
            Self::Reading(meaning) => write!(f, "not accepted: {meaning}"),
            Self::Bulletin(refusal) => refusal.fmt(f),
            Self::NotGenuine => f.write_str("not written by this box at this point"),
            Self::Policy(error) => write!(f, "the error {error}"),
            Self::Runner(what) => write!(f, "not known to the runner: {what}"),
        }
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "no genuine code",
            Self::OtherLength => "another number of digits",
            Self::OtherTime => "a genuine code for another time",
            Self::OtherOperation => "a genuine code for the other operation",
            Self::OtherEpoch => "a genuine code of another epoch",
            Self::Acceptable => "a code that is acceptable by another way of asking",
        })
    }
}

/// A flag that says why a test is invalid, and the refusals that agree with it.
pub(crate) struct Reason {
    pub(crate) flag: &'static str,
    pub(crate) refusals: &'static [Refusal],
}

/// Library and file disagree: both answers.
#[derive(Debug)]
pub(crate) struct Mismatch(pub(crate) String);

impl From<Refusal> for Mismatch {
    fn from(refusal: Refusal) -> Self {
        Self(format!("refused: {refusal}"))
    }
}

impl From<Error> for Mismatch {
    fn from(error: Error) -> Self {
        Refusal::Input(error).into()
    }
}

/// Compares what came back with what was given.
pub(crate) fn same<T: fmt::Debug + PartialEq + ?Sized>(
    what: &str,
    came_back: &T,
    given: &T,
) -> Result<(), Mismatch> {
    if came_back == given {
        Ok(())
    } else {
        Err(Mismatch(format!("{what}: {came_back:?}, not {given:?}")))
    }
}

/// As [`same`], for codes, which do not print.
pub(crate) fn same_code(what: &str, came_back: &Code, given: &str) -> Result<(), Mismatch> {
    same(what, came_back.as_str(), given)
}

/// For a published code that must be read as what it was made from.
pub(crate) fn not_read(what: &'static str) -> impl Fn(NotAccepted) -> Mismatch {
    move |refused| Mismatch(format!("{what}: {refused}"))
}

/// What every flag `Malformed` stands for.
pub(crate) const MALFORMED: Reason = Reason {
    flag: "Malformed",
    refusals: &[
        Refusal::Input(Error::CodeLength),
        Refusal::Input(Error::CodeCharacter),
        Refusal::Reading(Meaning::OtherLength),
    ],
};

pub(crate) fn operation(op: u8) -> Result<Operation, Refusal> {
    Operation::from_number(op).ok_or(Refusal::NoRoom("op"))
}

pub(crate) fn code_use(number: u8) -> Result<CodeUse, Refusal> {
    CodeUse::from_number(number).ok_or(Refusal::NoRoom("use"))
}

/// The bytes of a member of fixed length.
pub(crate) fn fixed<const N: usize>(
    bytes: &Bytes,
    member: &'static str,
) -> Result<[u8; N], Refusal> {
    bytes
        .as_slice()
        .try_into()
        .map_err(|_| Refusal::NoRoom(member))
}

/// A list of taken slots or copies as the bits that the library takes. Each at most once.
pub(crate) fn taken_bits(taken: &[u8], end: u8) -> Result<u16, Refusal> {
    taken.iter().try_fold(0_u16, |bits, number| {
        let bit = 1_u16.checked_shl(u32::from(*number)).unwrap_or(0);
        if *number < end && bits & bit == 0 {
            Ok(bits | bit)
        } else {
            Err(Refusal::NoRoom("taken"))
        }
    })
}
