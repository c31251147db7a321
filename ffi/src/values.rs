//! The plain values of C, and what they are in the core.

use doorward::bounds::{GRANT_TEXT_MAX_LEN, ID_MAX_LEN, KEY_LEN, NONCE_LEN, ZONE_LEN};
use doorward::calendar::{Tolerance, Zone};
use doorward::codes::{
    Code, CodeProfile, CodeUse, FlexTerms, FlexWindow, Operation, ServiceCommand,
};
use doorward::grants::{GrantOperation, Operations};
use doorward::keys::{Bare, Form, Id, Key, Purpose};

use crate::guard::{Out, out, read};
use crate::result::dw_result;

/// Bytes of every key.
pub const DW_KEY_LEN: usize = 32;
/// Bytes of a challenge, a nonce, a grant's id and a holder's id.
pub const DW_NONCE_LEN: usize = 16;
/// Characters of the longest id.
pub const DW_ID_MAX_LEN: usize = 25;
/// Digits of the longest code.
pub const DW_CODE_MAX_DIGITS: usize = 12;
/// Bytes of an encoded zone.
pub const DW_ZONE_LEN: usize = 14;
/// Characters of the longest text form of a grant.
pub const DW_GRANT_TEXT_MAX_LEN: usize = 356;

const _: () = {
    assert!(DW_KEY_LEN == KEY_LEN && DW_NONCE_LEN == NONCE_LEN);
    assert!(DW_ID_MAX_LEN == ID_MAX_LEN && DW_ZONE_LEN == ZONE_LEN);
    assert!(DW_CODE_MAX_DIGITS == doorward::bounds::CODE_DIGITS_MAX as usize);
    assert!(DW_GRANT_TEXT_MAX_LEN == GRANT_TEXT_MAX_LEN);
};

/// The key compartment: an operation at the keypad.
pub const DW_OPERATION_KEY_COMPARTMENT: u8 = 0;
/// The shackle: an operation at the keypad.
pub const DW_OPERATION_SHACKLE: u8 = 1;

/// A FlexCode that opens once.
pub const DW_USE_SINGLE: u8 = 0;
/// A FlexCode that opens until its window ends.
pub const DW_USE_UNTIL_END: u8 = 1;

/// Right of a grant: open the key compartment.
pub const DW_GRANT_KEY_COMPARTMENT: u16 = 1;
/// Right of a grant: release the shackle.
pub const DW_GRANT_SHACKLE: u16 = 2;
/// Right of a grant: read the log.
pub const DW_GRANT_READ_LOG: u16 = 4;
/// Right of a grant: update the firmware.
pub const DW_GRANT_UPDATE_FIRMWARE: u16 = 8;
/// Right of a grant: act as the owner.
pub const DW_GRANT_OWN: u16 = 16;

/// A challenge, a nonce, a grant's id or a holder's id: 16 bytes.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_nonce {
    /// The bytes.
    pub bytes: [u8; DW_NONCE_LEN],
}

/// A key of any purpose: 32 secret bytes. Erase it when it is no longer needed; the library
/// erases its own copies.
#[repr(C)]
pub struct dw_key {
    /// The bytes.
    pub bytes: [u8; DW_KEY_LEN],
}

impl dw_key {
    pub(crate) fn key<P: Purpose, F: Form>(&self) -> Key<P, F> {
        Key::from(&self.bytes)
    }
}

/// A key as C has it: its bytes.
pub(crate) type Bytes<P> = Key<P, Bare>;

/// A key that is an input.
///
/// # Safety
/// As for [`read`].
pub(crate) unsafe fn read_key<'a, P: Purpose>(
    key: *const dw_key,
) -> Result<&'a Bytes<P>, dw_result> {
    // SAFETY: the caller's promise; both are an array of bytes.
    unsafe { read(key.cast()) }
}

/// A place for a key's bytes.
///
/// # Safety
/// As for [`out`].
pub(crate) unsafe fn out_key(key: *mut dw_key) -> Result<Out<[u8; DW_KEY_LEN]>, dw_result> {
    // SAFETY: the caller's promise; a `dw_key` is its bytes.
    unsafe { out(key.cast()) }
}

/// The id of a lockbox or of a card: 1 to 25 characters from `!` to `~`, compared exactly.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_id {
    /// How many characters.
    pub length: u8,
    /// The characters; zero behind them.
    pub text: [u8; DW_ID_MAX_LEN],
}

impl dw_id {
    /// No id, where there need be none.
    pub(crate) const NONE: Self = Self {
        length: 0,
        text: [0; DW_ID_MAX_LEN],
    };
}

impl TryFrom<&dw_id> for Id {
    type Error = dw_result;

    fn try_from(id: &dw_id) -> Result<Self, dw_result> {
        let text = id.text.get(..usize::from(id.length));
        Ok(Self::from_ascii(
            text.ok_or(dw_result::DW_ERROR_ID_LENGTH)?,
        )?)
    }
}

impl From<&Id> for dw_id {
    fn from(id: &Id) -> Self {
        let ascii = id.as_ascii();
        let mut text = [0; DW_ID_MAX_LEN];
        for (place, character) in text.iter_mut().zip(ascii) {
            *place = *character;
        }
        Self {
            length: u8::try_from(ascii.len()).unwrap_or(0),
            text,
        }
    }
}

/// A code: its digits, as text.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_code {
    /// How many digits.
    pub digits: u8,
    /// The digits and a NUL; zero behind them.
    pub text: [u8; 15],
}

impl From<Code> for dw_code {
    fn from(code: Code) -> Self {
        let mut text = [0; 15];
        for (place, digit) in text.iter_mut().zip(code.as_str().bytes()) {
            *place = digit;
        }
        Self {
            digits: code.digits(),
            text,
        }
    }
}

impl TryFrom<&dw_code> for Code {
    type Error = dw_result;

    fn try_from(code: &dw_code) -> Result<Self, dw_result> {
        let digits = code.text.get(..usize::from(code.digits));
        Ok(Self::from_ascii(
            digits.ok_or(dw_result::DW_ERROR_CODE_LENGTH)?,
        )?)
    }
}

/// A zone: the offset of local time from UTC, and when it changes, in 14 bytes.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_zone {
    /// The bytes, as in a bulletin (specification, zone).
    pub bytes: [u8; DW_ZONE_LEN],
}

impl TryFrom<&dw_zone> for Zone {
    type Error = dw_result;

    fn try_from(zone: &dw_zone) -> Result<Self, dw_result> {
        Ok(Self::from_bytes(&zone.bytes)?)
    }
}

impl From<&Zone> for dw_zone {
    fn from(zone: &Zone) -> Self {
        Self {
            bytes: zone.to_bytes(),
        }
    }
}

/// The lengths of the codes that a box accepts.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_code_profile {
    /// Digits of a day code, 7 to 9; 7 is usual.
    pub day_digits: u8,
    /// Digits of a FlexCode, 10 or 11; 10 is usual.
    pub flex_digits: u8,
}

impl TryFrom<&dw_code_profile> for CodeProfile {
    type Error = dw_result;

    fn try_from(profile: &dw_code_profile) -> Result<Self, dw_result> {
        Ok(Self::new(profile.day_digits, profile.flex_digits)?)
    }
}

/// What a FlexCode says.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct dw_flex_terms {
    /// The first instant, in Unix seconds, on a half hour.
    pub start: u64,
    /// How long, in seconds: 30 minutes to 48 hours in half hours, or 3 to 31 days.
    pub seconds: u32,
    /// Which of the codes that are otherwise alike, 0 to 3.
    pub copy: u8,
    /// What it opens: `DW_OPERATION_...`.
    pub operation: u8,
    /// How often: `DW_USE_...`.
    pub code_use: u8,
    /// Zero.
    pub reserved: u8,
}

pub(crate) fn operation(number: u8) -> Result<Operation, dw_result> {
    Operation::from_number(number).ok_or(dw_result::DW_ERROR_VALUE)
}

pub(crate) fn code_use(number: u8) -> Result<CodeUse, dw_result> {
    CodeUse::from_number(number).ok_or(dw_result::DW_ERROR_VALUE)
}

pub(crate) fn operations(bits: u16) -> Result<Operations, dw_result> {
    Ok(Operations::from_bits(bits)?)
}

pub(crate) fn grant_operation(bit: u16) -> Result<GrantOperation, dw_result> {
    GrantOperation::from_bit(bit).ok_or(dw_result::DW_ERROR_VALUE)
}

pub(crate) fn tolerance(seconds: u32) -> Result<Tolerance, dw_result> {
    Ok(Tolerance::new(seconds)?)
}

impl TryFrom<&dw_flex_terms> for FlexTerms {
    type Error = dw_result;

    fn try_from(terms: &dw_flex_terms) -> Result<Self, dw_result> {
        if terms.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        let window = FlexWindow::new(terms.start, terms.seconds)?;
        let (operation, code_use) = (operation(terms.operation)?, code_use(terms.code_use)?);
        Ok(Self::new(window, terms.copy, operation, code_use)?)
    }
}

impl From<&FlexTerms> for dw_flex_terms {
    fn from(terms: &FlexTerms) -> Self {
        Self {
            start: terms.window().start(),
            seconds: terms.window().seconds(),
            copy: terms.copy(),
            operation: terms.operation().number(),
            code_use: terms.code_use().number(),
            reserved: 0,
        }
    }
}

/// A service code's command: cancel a FlexCode.
pub const DW_COMMAND_CANCEL_FLEX: u8 = 1;
/// A service code's command: cancel a day code.
pub const DW_COMMAND_CANCEL_DAY: u8 = 2;
/// A service code's command: set the clock.
pub const DW_COMMAND_SET_CLOCK: u8 = 3;
/// A service code's command: raise the ownership epoch.
pub const DW_COMMAND_RAISE_EPOCH: u8 = 4;

/// What a service code says. Members that the command does not have are zero.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct dw_service_command {
    /// The terms of the FlexCode that is cancelled.
    pub terms: dw_flex_terms,
    /// The instant to which the clock is set, a whole minute in Unix seconds.
    pub instant: u64,
    /// The date of the day code that is cancelled, in days since 1970-01-01.
    pub day: u32,
    /// The new ownership epoch.
    pub new_epoch: u32,
    /// Which command: `DW_COMMAND_...`; 0 for none.
    pub command: u8,
    /// The slot of the day code that is cancelled, 0 to 15.
    pub slot: u8,
    /// The ownership epoch of the code that is cancelled, modulo 16.
    pub epoch_mod_16: u8,
    /// Zero.
    pub reserved: [u8; 5],
}

impl From<&ServiceCommand> for dw_service_command {
    fn from(command: &ServiceCommand) -> Self {
        let none = Self::default();
        match command {
            ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            } => Self {
                command: DW_COMMAND_CANCEL_FLEX,
                terms: terms.into(),
                epoch_mod_16: *epoch_mod_16,
                ..none
            },
            ServiceCommand::CancelDay {
                day,
                slot,
                epoch_mod_16,
            } => Self {
                command: DW_COMMAND_CANCEL_DAY,
                day: day.number(),
                slot: *slot,
                epoch_mod_16: *epoch_mod_16,
                ..none
            },
            ServiceCommand::SetClock { instant } => Self {
                command: DW_COMMAND_SET_CLOCK,
                instant: *instant,
                ..none
            },
            ServiceCommand::RaiseEpoch { epoch } => Self {
                command: DW_COMMAND_RAISE_EPOCH,
                new_epoch: *epoch,
                ..none
            },
        }
    }
}
