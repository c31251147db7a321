//! What stands for a grant, a code or a bulletin in a record: enough to find it again, and
//! never its digits.
//!
//! ```
//! use doorward::calendar::Day;
//! use doorward::records::{RecordError, credential};
//!
//! assert_eq!(credential::of_day_code(Day::from_number(20_589), 0)?.as_str(), "day-20589-0");
//! assert_eq!(credential::of_day_code(Day::from_number(1), 16), Err(RecordError::BadValue));
//! # Ok::<(), RecordError>(())
//! ```

use core::fmt;

use super::spelled::Spelled;
use super::{AccessMethod, RecordError};
use crate::bounds::{
    DAY_SLOTS, DURATION_LAST, FLEX_COPIES, ID_MAX_LEN, LAST_DAY, LAST_INSTANT, NONCE_LEN,
    REVOCATION_LEN, SECONDS_PER_HALF_HOUR,
};
use crate::calendar::Day;
use crate::codes::FlexTerms;
use crate::keys::Id;
use crate::policy::values::{check, check_day};

/// A grant: the first 8 bytes of its id, by which bulletins revoke it, in hexadecimal.
///
/// # Errors
/// None in fact; [`RecordError::BadValue`] if it did not fit.
pub fn of_grant(grant_id: &[u8; NONCE_LEN]) -> Result<Id, RecordError> {
    let (first, _) = grant_id
        .split_first_chunk()
        .unwrap_or((&[0; REVOCATION_LEN], &[]));
    id(format_args!("{:016x}", u64::from_be_bytes(*first)))
}

/// A day code: its day and its slot, 0 to 15.
///
/// # Errors
/// [`RecordError::BadValue`] for a day or a slot that no code has.
pub fn of_day_code(day: Day, slot: u8) -> Result<Id, RecordError> {
    check_day(day)?;
    check(slot < DAY_SLOTS)?;
    id(format_args!("{DAY}-{}-{slot}", day.number()))
}

/// A FlexCode or a contractor code: its terms.
///
/// # Errors
/// None in fact; [`RecordError::BadValue`] if it did not fit.
pub fn of_flex_code(terms: &FlexTerms) -> Result<Id, RecordError> {
    let (window, copy) = (terms.window(), terms.copy());
    let (slot, duration) = (window.start_slot(), window.duration());
    let (op, code_use) = (terms.operation().number(), terms.code_use().number());
    id(format_args!(
        "{FLEX}-{slot}-{duration}-{op}-{code_use}-{copy}"
    ))
}

/// A bulletin: its sequence.
///
/// # Errors
/// None in fact; [`RecordError::BadValue`] if it did not fit.
pub fn of_bulletin(sequence: u32) -> Result<Id, RecordError> {
    id(format_args!("{BULLETIN}-{sequence}"))
}

const DAY: &str = "day";
const FLEX: &str = "flex";
const BULLETIN: &str = "bulletin";

/// Whether a credential has the form of its method.
pub(super) fn has_form_of(id: &Id, method: AccessMethod) -> bool {
    match method {
        AccessMethod::MemberGrant | AccessMethod::GuestGrant => is_grant(id),
        AccessMethod::DayCode => is_day_code(id) == Some(true),
        AccessMethod::FlexCode | AccessMethod::ContractorCode => is_flex_code(id) == Some(true),
        AccessMethod::Bulletin => numbers::<1>(id, BULLETIN).is_some(),
        AccessMethod::CardReader | AccessMethod::CardPhone => true,
        AccessMethod::ServiceCode | AccessMethod::Unknown => false,
    }
}

fn is_grant(id: &Id) -> bool {
    let is_hexadecimal = |digit: &u8| digit.is_ascii_digit() || (b'a'..=b'f').contains(digit);
    const { assert!(2 * REVOCATION_LEN <= ID_MAX_LEN) };
    id.as_ascii().len() == 2 * REVOCATION_LEN && id.as_ascii().iter().all(is_hexadecimal)
}

fn is_day_code(id: &Id) -> Option<bool> {
    let [day, slot] = numbers(id, DAY)?;
    Some(day <= LAST_DAY && slot < u32::from(DAY_SLOTS))
}

fn is_flex_code(id: &Id) -> Option<bool> {
    const LAST_SLOT: u64 = LAST_INSTANT / SECONDS_PER_HALF_HOUR as u64;
    let [slot, duration, op, code_use, copy] = numbers(id, FLEX)?;
    Some(
        u64::from(slot) <= LAST_SLOT
            && (1..=u32::from(DURATION_LAST)).contains(&duration)
            && op <= 1
            && code_use <= 1
            && copy < u32::from(FLEX_COPIES),
    )
}

/// The numbers behind a label, each with a `-` before it and without leading zeros.
fn numbers<const N: usize>(id: &Id, label: &str) -> Option<[u32; N]> {
    let mut parts = id.as_str().split('-');
    if parts.next()? != label {
        return None;
    }
    let mut found = [0; N];
    for number in &mut found {
        let part = parts.next()?;
        let is_plain = part.bytes().all(|byte| byte.is_ascii_digit());
        let has_no_zeros = part == "0" || !part.starts_with('0');
        *number = part.parse().ok().filter(|_| is_plain && has_no_zeros)?;
    }
    parts.next().is_none().then_some(found)
}

fn id(text: fmt::Arguments<'_>) -> Result<Id, RecordError> {
    Spelled::<ID_MAX_LEN>::of(text)
        .and_then(|spelled| Id::new(spelled.as_str()).ok())
        .ok_or(RecordError::BadValue)
}
