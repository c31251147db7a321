//! The codes that people type: made on the issuing side, read by the box.
//!
//! | family | digits | typed by | construction |
//! |---|---|---|---|
//! | [day code](day) | 7 to 9 | the visitor | truncated HMAC, a slot per recipient |
//! | [FlexCode](flex) | 10 or 11 | the visitor | a window, enciphered |
//! | [service code](service) | 12 | anyone, for the owner | a command, enciphered |
//! | [renewal code](renewal) | 8, in the card's own mode | the card holder | truncated HMAC |
//!
//! Issuing is a method of the family's key. Reading all families of a box goes through
//! [`CodeReader`]; it answers what matched, never merely that something did.
//!
//! ```
//! use doorward::NotAccepted;
//! use doorward::calendar::{Tolerance, Zone};
//! use doorward::codes::{CodeProfile, CodeReader, CodeUse, FlexWindow, Operation, Reading};
//! use doorward::keys::{Id, RootKey};
//!
//! // The service, which holds the root key, issues 14:00 to 16:00 UTC, for one opening.
//! let root = RootKey::from_bytes(&[7; 32])?;
//! let lockbox = root.lockbox(&Id::new("LB-00012345")?, 0);
//! let epoch = 0;
//! let profile = CodeProfile::default();
//! let start = 1_767_362_400; // 2026-01-02T14:00:00Z
//! let window = FlexWindow::new(start, 2 * 3_600)?;
//! let (terms, code) = lockbox.flex(epoch).issue(
//!     profile.flex_digits(), window, Operation::KeyCompartment, CodeUse::Single, 0,
//! )?;
//!
//! // The box, which holds the lockbox key, reads what is typed.
//! let reader = CodeReader::new(&lockbox, epoch, profile);
//! let (zone, tolerance) = (Zone::UTC, Tolerance::new(120)?);
//! let read = |now| reader.read(&zone, now, tolerance, Operation::KeyCompartment, &code);
//! assert_eq!(read(start + 20 * 60), Ok(Reading::Flex { epoch, terms }));
//! assert_eq!(read(start - 180), Err(NotAccepted)); // three minutes early, tolerance two
//! # Ok::<(), doorward::Error>(())
//! ```

mod code;
mod profile;
mod reader;

pub mod day;
pub mod diagnose;
pub mod flex;
pub mod numeral;
pub mod odds;
pub mod renewal;
pub mod service;

pub use code::{Code, Grouped};
pub use diagnose::diagnose;
pub use flex::{CodeUse, FlexTerms, FlexWindow};
pub use profile::{CodeProfile, Family};
pub use reader::{CodeReader, Reading};
pub use service::ServiceCommand;

/// What an opening opens. Chosen on the keypad before a code is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Operation {
    /// The compartment that holds the key.
    KeyCompartment,
    /// The shackle by which the box hangs on the door.
    Shackle,
}

impl Operation {
    /// 0 for the key compartment, 1 for the shackle.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::KeyCompartment => 0,
            Self::Shackle => 1,
        }
    }

    /// The operation of this number; `None` for another than 0 and 1.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::KeyCompartment),
            1 => Some(Self::Shackle),
            _ => None,
        }
    }
}
