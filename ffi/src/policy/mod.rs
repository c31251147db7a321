//! Rules of an association (specification, issuing rules and after): rulings over plain values.

mod appointment;
mod issuance;
mod renewal;
mod single_key;
mod status_gate;

pub use appointment::*;
pub use issuance::*;
pub use renewal::*;
pub use single_key::*;
pub use status_gate::*;

use doorward::policy::{Listed, Name, Set, Window};

use crate::guard::{Ended, out, read_slice, run};
use crate::result::dw_result;

/// Characters of the longest name.
pub const DW_NAME_MAX_LEN: usize = 64;

const _: () = assert!(DW_NAME_MAX_LEN == doorward::bounds::POLICY_ID_MAX_LEN);

/// An id of a person, a listing, a grant, a code: 1 to 64 characters from `!` to `~`, compared
/// exactly. A lockbox has a `dw_id` instead.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_name {
    /// How many characters.
    pub length: u8,
    /// The characters; what is behind them does not matter.
    pub text: [u8; DW_NAME_MAX_LEN],
}

impl TryFrom<&dw_name> for Name {
    type Error = dw_result;

    fn try_from(name: &dw_name) -> Result<Self, dw_result> {
        let bad = dw_result::DW_POLICY_BAD_VALUE;
        let text = name.text.get(..usize::from(name.length)).ok_or(bad)?;
        let text = core::str::from_utf8(text).map_err(|_| bad)?;
        Self::new(text).map_err(|_| bad)
    }
}

impl dw_name {
    /// No name, where there need be none.
    const NONE: Self = Self {
        length: 0,
        text: [0; DW_NAME_MAX_LEN],
    };

    fn of(name: Option<&Name>) -> Self {
        name.map_or(Self::NONE, Self::from)
    }
}

impl From<&Name> for dw_name {
    fn from(name: &Name) -> Self {
        let mut made = Self::NONE;
        for (place, character) in made.text.iter_mut().zip(name.as_str().bytes()) {
            *place = character;
            made.length = made.length.saturating_add(1);
        }
        made
    }
}

/// A name, or none of length 0.
fn name_or_none(name: &dw_name) -> Result<Option<Name>, dw_result> {
    if name.length == 0 {
        return Ok(None);
    }
    Name::try_from(name).map(Some)
}

/// A time, half open.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_window {
    /// Its first instant, in Unix seconds.
    pub start: u64,
    /// The instant at which it is over.
    pub end: u64,
}

impl From<&dw_window> for Window {
    fn from(window: &dw_window) -> Self {
        Self {
            start: window.start,
            end: window.end,
        }
    }
}

/// The name of `length` characters at `text`; `DW_POLICY_BAD_VALUE` for what is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_name_make(
    text: *const u8,
    length: usize,
    name: *mut dw_name,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, name) = unsafe { (read_slice(text, length)?, out(name)?) };
        let mut made = dw_name {
            length: u8::try_from(length).map_err(|_| dw_result::DW_POLICY_BAD_VALUE)?,
            text: [0; DW_NAME_MAX_LEN],
        };
        for (place, character) in made.text.iter_mut().zip(text) {
            *place = *character;
        }
        Name::try_from(&made)?;
        name.put(made);
        Ok(())
    })
}

/// The item of a list that has this number.
fn item<T: Listed>(number: u8) -> Result<T, dw_result> {
    let found = T::ALL.iter().copied().find(|item| item.number() == number);
    found.ok_or(dw_result::DW_ERROR_VALUE)
}

/// A set of a list's items: bit n is item n.
fn bits<T: Listed>(set: Set<T>) -> u32 {
    let bit = |item: T| 1_u32.wrapping_shl(u32::from(item.number()));
    set.iter().fold(0, |bits, item| bits | bit(item))
}

fn zero(reserved: &[u8]) -> Ended {
    if reserved.iter().all(|byte| *byte == 0) {
        Ok(())
    } else {
        Err(dw_result::DW_ERROR_VALUE)
    }
}
