//! FlexCodes: open one operation within a window of 30 minutes to 31 days.
//!
//! A code is its own terms, enciphered: duration, copy, operation, use and the half hour
//! of its start, within a cycle of 64 half hours that the cipher's tweak names
//! (specification, flex codes). A window is two instants, not wall-clock times, so no rule
//! of daylight saving is involved.
//!
//! ```
//! use doorward::codes::{CodeUse, FlexWindow, Operation};
//! use doorward::{Error, keys::{Id, RootKey}};
//!
//! let flex = RootKey::from_bytes(&[7; 32])?.lockbox(&Id::new("LB-1")?, 0).flex(0);
//! let window = FlexWindow::new(1_767_362_400, 3 * 86_400)?; // three days
//! let taken = 0b0001; // copy 0 was issued before
//! let (terms, code) =
//!     flex.issue(10, window, Operation::Shackle, CodeUse::UntilEnd, taken)?;
//! assert_eq!((terms.copy(), code.digits()), (1, 10));
//! assert_eq!(FlexWindow::new(1_767_362_400, 50 * 3_600), Err(Error::WindowLength));
//! # Ok::<(), Error>(())
//! ```

use subtle::{
    Choice, ConditionallySelectable, ConstantTimeEq, ConstantTimeGreater, ConstantTimeLess,
};

use super::numeral::{decipher_code, encipher};
use super::{Code, Operation};
use crate::bounds::{
    FIRST_ENTRY_SECONDS, FLEX_COPIES, FLEX_DIGITS_MAX, FLEX_DIGITS_MIN, FLEX_PAYLOADS,
    SECONDS_PER_HALF_HOUR, SLOTS_PER_TWEAK,
};
use crate::calendar::{Tolerance, UnixSeconds};
use crate::keys::FlexKey;
use crate::{Error, NotAccepted};

mod window;

pub use window::FlexWindow;
use window::duration_seconds;
pub(crate) use window::half_hour_of;

/// How often a FlexCode opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CodeUse {
    /// One opening.
    Single,
    /// Any number of openings until the window ends.
    UntilEnd,
}

impl CodeUse {
    /// 0 for a single use, 1 until the window ends.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Single => 0,
            Self::UntilEnd => 1,
        }
    }

    /// The use of this number; `None` for another than 0 and 1.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Single),
            1 => Some(Self::UntilEnd),
            _ => None,
        }
    }
}

/// What a FlexCode says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "TermsFields", into = "TermsFields")
)]
pub struct FlexTerms {
    window: FlexWindow,
    copy: u8,
    operation: Operation,
    code_use: CodeUse,
}

/// The members of terms before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFields {
    window: FlexWindow,
    copy: u8,
    operation: Operation,
    #[serde(rename = "use")]
    code_use: CodeUse,
}

#[cfg(feature = "serde")]
impl TryFrom<TermsFields> for FlexTerms {
    type Error = Error;

    fn try_from(fields: TermsFields) -> Result<Self, Error> {
        Self::new(
            fields.window,
            fields.copy,
            fields.operation,
            fields.code_use,
        )
    }
}

#[cfg(feature = "serde")]
impl From<FlexTerms> for TermsFields {
    fn from(terms: FlexTerms) -> Self {
        Self {
            window: terms.window,
            copy: terms.copy,
            operation: terms.operation,
            code_use: terms.code_use,
        }
    }
}

impl FlexTerms {
    /// Terms for a window; `copy` (0 to 3) tells apart codes that are otherwise alike.
    ///
    /// # Errors
    /// [`Error::Copy`] above 3.
    pub fn new(
        window: FlexWindow,
        copy: u8,
        operation: Operation,
        code_use: CodeUse,
    ) -> Result<Self, Error> {
        if copy < FLEX_COPIES {
            Ok(Self {
                window,
                copy,
                operation,
                code_use,
            })
        } else {
            Err(Error::Copy)
        }
    }

    /// When the code opens.
    #[must_use]
    pub const fn window(&self) -> FlexWindow {
        self.window
    }

    /// Which of the four codes for these terms it is, 0 to 3.
    #[must_use]
    pub const fn copy(&self) -> u8 {
        self.copy
    }

    /// What the code opens.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        self.operation
    }

    /// How often the code opens.
    #[must_use]
    pub const fn code_use(&self) -> CodeUse {
        self.code_use
    }

    /// `((d-1)*4 + copy)*2 + op)*2 + use`: what payload and cancellation have in common.
    pub(crate) fn head(&self) -> u32 {
        let duration = u32::from(self.window.duration.wrapping_sub(1));
        duration << 4
            | u32::from(self.copy) << 2
            | u32::from(self.operation.number()) << 1
            | u32::from(self.code_use.number())
    }

    /// The terms with this [head](Self::head).
    pub(crate) fn from_head(head: u32, start_slot: u32) -> Result<Self, Error> {
        let duration = u8::try_from(head >> 4)
            .ok()
            .and_then(|index| index.checked_add(1));
        let window = FlexWindow::from_slot(start_slot, duration.ok_or(Error::WindowLength)?)?;
        let [low, ..] = head.to_le_bytes();
        // One bit each for what has two values, so there is always one.
        let operation = Operation::from_number(low >> 1 & 1).ok_or(Error::WindowLength)?;
        let code_use = CodeUse::from_number(low & 1).ok_or(Error::WindowLength)?;
        Self::new(window, low >> 2 & 3, operation, code_use)
    }

    /// The terms of a window that starts with `start_slot`, from their payload.
    pub(crate) fn from_payload(start_slot: u32, payload: u32) -> Result<Self, Error> {
        let terms = Self::from_head(payload >> SLOTS_PER_TWEAK.trailing_zeros(), start_slot)?;
        if terms.payload().0 == payload {
            Ok(terms)
        } else {
            Err(Error::WindowStart)
        }
    }

    /// The payload, 0 to 127,999, and the tweak it is enciphered under.
    pub(crate) fn payload(&self) -> (u32, u32) {
        let (tweak, slot) = tweak_and_slot(self.window.start_slot);
        (self.head().wrapping_mul(SLOTS_PER_TWEAK) | slot, tweak)
    }
}

fn tweak_and_slot(start_slot: u32) -> (u32, u32) {
    const { assert!(SLOTS_PER_TWEAK.is_power_of_two()) };
    let slot = start_slot & SLOTS_PER_TWEAK.wrapping_sub(1);
    (start_slot >> SLOTS_PER_TWEAK.trailing_zeros(), slot)
}

impl FlexKey {
    /// The code of `terms` in `digits` digits (10 or 11). 20 compressions.
    ///
    /// # Errors
    /// [`Error::Digits`].
    pub fn code(&self, digits: u8, terms: &FlexTerms) -> Result<Code, Error> {
        let value = self.value(digits, terms)?;
        Ok(Code::from_value(value, digits))
    }

    /// The number that the digits of [`code`](Self::code) write, in time that does not depend
    /// on it.
    pub(crate) fn value(&self, digits: u8, terms: &FlexTerms) -> Result<u64, Error> {
        check_digits(digits)?;
        let (payload, tweak) = terms.payload();
        encipher(self, digits, u64::from(tweak), u64::from(payload))
    }

    /// The code for a window, in the lowest copy that may be issued. `taken` has the bit
    /// `1 << copy` of every copy issued before for this window, operation and use.
    ///
    /// A copy is passed over when its code has a meaning in the cycle of 32 hours before or
    /// after its own too, where the box might take it for that. At most 240 compressions.
    ///
    /// # Errors
    /// [`Error::Digits`]; [`Error::NoCopyLeft`] when none remains.
    pub fn issue(
        &self,
        digits: u8,
        window: FlexWindow,
        operation: Operation,
        code_use: CodeUse,
        taken: u8,
    ) -> Result<(FlexTerms, Code), Error> {
        for copy in (0..FLEX_COPIES).filter(|copy| taken & (1 << copy) == 0) {
            let terms = FlexTerms::new(window, copy, operation, code_use)?;
            let code = self.code(digits, &terms)?;
            let (_, tweak) = terms.payload();
            let before = tweak.checked_sub(1);
            let after = tweak.checked_add(1);
            let is_ambiguous = before
                .into_iter()
                .chain(after)
                .any(|tweak| self.genuine(tweak, &code).is_ok());
            if !is_ambiguous {
                return Ok((terms, code));
            }
        }
        Err(Error::NoCopyLeft)
    }

    /// What `code` says under one tweak, whenever and whatever that is; for whoever holds
    /// the key to explain a code, never for opening. 20 compressions.
    pub(crate) fn genuine(&self, tweak: u32, code: &Code) -> Result<FlexTerms, NotAccepted> {
        let payload = decipher_code(self.mac(), u64::from(tweak), code);
        let payload = u32::try_from(payload).map_err(|_| NotAccepted)?;
        if payload >= FLEX_PAYLOADS {
            return Err(NotAccepted);
        }
        terms_of(tweak, payload)
    }

    /// Reads `code` as a FlexCode of `digits` digits for the operation chosen before it was
    /// typed: accepted from the start of its window, less the tolerance, until 24 hours
    /// after the start or its end, plus the tolerance. 20 compressions a tweak, 40 for most
    /// instants, the same for every code.
    ///
    /// # Errors
    /// [`NotAccepted`], whatever the reason.
    pub fn read(
        &self,
        digits: u8,
        now: UnixSeconds,
        tolerance: Tolerance,
        operation: Operation,
        code: &Code,
    ) -> Result<FlexTerms, NotAccepted> {
        check_digits(digits).map_err(|_| NotAccepted)?;
        if code.digits() != digits {
            return Err(NotAccepted);
        }
        let latest = tolerance.after(now);
        let earliest = tolerance.before(now);
        let first = half_hour_of(earliest.saturating_sub(u64::from(FIRST_ENTRY_SECONDS)));
        let last = half_hour_of(latest);
        let per_tweak = SLOTS_PER_TWEAK.trailing_zeros();
        let mut found = Choice::from(0);
        let mut best = (0_u32, 0_u32);
        for tweak in first >> per_tweak..=last >> per_tweak {
            let payload = decipher_code(self.mac(), tweak, code);
            let is_code = payload.ct_lt(&u64::from(FLEX_PAYLOADS));
            // Cut off only where it is no code.
            let [a, b, c, d, ..] = payload.to_le_bytes();
            let payload = u32::from_le_bytes([a, b, c, d]);
            let accepted = is_code & is_open(tweak, payload, operation, earliest, latest);
            let tweak = u32::try_from(tweak).map_err(|_| NotAccepted)?;
            best.0.conditional_assign(&tweak, accepted);
            best.1.conditional_assign(&payload, accepted);
            found |= accepted;
        }
        if found.into() {
            terms_of(best.0, best.1)
        } else {
            Err(NotAccepted)
        }
    }
}

/// Whether a payload is for `operation` and within its window, without a branch on it.
fn is_open(
    tweak: u64,
    payload: u32,
    operation: Operation,
    earliest: UnixSeconds,
    latest: UnixSeconds,
) -> Choice {
    let slot_in_tweak = u64::from(payload & SLOTS_PER_TWEAK.wrapping_sub(1));
    let start = (tweak << SLOTS_PER_TWEAK.trailing_zeros() | slot_in_tweak)
        .wrapping_mul(u64::from(SECONDS_PER_HALF_HOUR));
    let head = payload >> SLOTS_PER_TWEAK.trailing_zeros();
    let [bits, ..] = head.to_le_bytes();
    let [index, ..] = (head >> 4).wrapping_add(1).to_le_bytes();
    let length = duration_seconds(index);
    let is_long = length.ct_gt(&FIRST_ENTRY_SECONDS);
    let length = u32::conditional_select(&length, &FIRST_ENTRY_SECONDS, is_long);
    let end = start.wrapping_add(u64::from(length));
    (bits >> 1 & 1).ct_eq(&operation.number()) & !start.ct_gt(&latest) & earliest.ct_lt(&end)
}

fn terms_of(tweak: u32, payload: u32) -> Result<FlexTerms, NotAccepted> {
    let start_slot = tweak.checked_mul(SLOTS_PER_TWEAK).ok_or(NotAccepted)?
        | payload & SLOTS_PER_TWEAK.wrapping_sub(1);
    FlexTerms::from_head(payload >> SLOTS_PER_TWEAK.trailing_zeros(), start_slot)
        .map_err(|_| NotAccepted)
}

fn check_digits(digits: u8) -> Result<(), Error> {
    if (FLEX_DIGITS_MIN..=FLEX_DIGITS_MAX).contains(&digits) {
        Ok(())
    } else {
        Err(Error::Digits)
    }
}

#[cfg(test)]
mod tests;
