//! Days on market (specification, days on market): rules, histories and their answers, in the
//! caller's memory.

mod answers;
mod history;
mod keys;
mod leads;
mod rules;

pub use answers::*;
pub use history::*;
pub use keys::*;
pub use leads::*;
pub use rules::*;

use core::str;

use doorward::market::{Date, Status};

use crate::guard::{out, read_slice, run};
use crate::result::dw_result;

/// No date, where days since 1970-01-01 are wanted.
pub const DW_DATE_MISSING: i32 = i32::MIN;
/// A status that is not among those of RESO: the error of its listing.
pub const DW_STATUS_UNKNOWN: u8 = 255;

/// A text in the caller's memory, in UTF-8; without a pointer and without length it is not
/// known.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_text {
    /// The text, which needs no NUL behind it.
    pub text: *const u8,
    /// How many bytes.
    pub length: usize,
}

impl dw_text {
    /// The text; none where it is not known.
    ///
    /// # Safety
    /// As for [`read_slice`].
    unsafe fn get<'a>(&self) -> Result<Option<&'a str>, dw_result> {
        if self.text.is_null() && self.length == 0 {
            return Ok(None);
        }
        // SAFETY: the caller's promise.
        unsafe { utf8(self.text, self.length).map(Some) }
    }
}

/// A text of so many bytes.
///
/// # Safety
/// As for [`read_slice`].
unsafe fn utf8<'a>(text: *const u8, length: usize) -> Result<&'a str, dw_result> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { read_slice(text, length)? };
    str::from_utf8(bytes).map_err(|_| dw_result::DW_ERROR_TEXT)
}

/// The number of a status as RESO spells it: 0 Incomplete, 1 Coming Soon, 2 Active, 3 Active
/// Under Contract, 4 Hold, 5 Withdrawn, 6 Pending, 7 Canceled, 8 Expired, 9 Closed, 10 Delete;
/// `DW_NOT_FOUND` for another text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_status(
    name: *const u8,
    length: usize,
    status: *mut u8,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (name, status) = unsafe { (utf8(name, length)?, out(status)?) };
        let found = Status::from_spelling(name).ok_or(dw_result::DW_NOT_FOUND)?;
        status.put(found.number());
        Ok(())
    })
}

/// The days from 1970-01-01 to a date, `YYYY-MM-DD`, which may lie before it;
/// `DW_ERROR_DAY` for another text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_date(
    text: *const u8,
    length: usize,
    date: *mut i32,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (text, date) = unsafe { (utf8(text, length)?, out(date)?) };
        let found = Date::parse(text).and_then(Date::number);
        date.put(found.ok_or(dw_result::DW_ERROR_DAY)?);
        Ok(())
    })
}
