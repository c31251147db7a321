//! The key of the day: one key for each day, the app or the card.

use doorward::calendar::Day;
use doorward::policy::single_key::{
    KeyAction, KeyEvent, KeyParameters, KeyReason, KeyState, SingleKeyError, step,
};

use super::{bits, item};
use crate::guard::{flag, out, read, run};
use crate::result::dw_result;
use crate::values::dw_zone;

/// The key of the day is nothing yet.
pub const DW_DAY_KEY_NONE: u8 = 1;
/// The key of the day is the app.
pub const DW_DAY_KEY_APP: u8 = 2;
/// The key of the day is the card.
pub const DW_DAY_KEY_CARD: u8 = 3;

/// The app is opened.
pub const DW_KEY_OPEN_APP: u8 = 1;
/// The card is used.
pub const DW_KEY_USE_CARD: u8 = 2;
/// The card is renewed.
pub const DW_KEY_RENEW_CARD: u8 = 3;
/// An update code for the card is asked for, in place of the app.
pub const DW_KEY_UPDATE_CODE: u8 = 4;

/// Which key a holder has today. Begin with `dw_policy_key_first`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_key_state {
    /// The day, in days since 1970-01-01 in the association's zone.
    pub day: u32,
    /// Its key: `DW_DAY_KEY_...`.
    pub key: u8,
    /// 1 if the card serves in place of the app.
    pub fallback: u8,
    /// 1 if the card is the key of the next day.
    pub card_next: u8,
    /// Zero.
    pub reserved: u8,
}

/// What is ruled about an event.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_key_ruling {
    /// The state after it.
    pub state: dw_key_state,
    /// What has to be done: bit 1 record the fallback, bit 2 block the app today.
    pub obligations: u32,
    /// 1 if it is permitted.
    pub is_permitted: u8,
    /// Why not: 1 the other key is in use, 2 no fallback is needed, 3 the phone is not stated to
    /// be lost; 0 if it is permitted.
    pub reason: u8,
    /// Zero.
    pub reserved: [u8; 2],
}

impl TryFrom<&dw_key_state> for KeyState {
    type Error = dw_result;

    fn try_from(state: &dw_key_state) -> Result<Self, dw_result> {
        if state.reserved != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            day: Day::from_number(state.day),
            key: item(state.key)?,
            fallback: flag(state.fallback)?,
            card_next: flag(state.card_next)?,
        })
    }
}

impl From<&KeyState> for dw_key_state {
    fn from(state: &KeyState) -> Self {
        Self {
            day: state.day.number(),
            key: state.key.number(),
            fallback: u8::from(state.fallback),
            card_next: u8::from(state.card_next),
            reserved: 0,
        }
    }
}

impl From<SingleKeyError> for dw_result {
    fn from(error: SingleKeyError) -> Self {
        match error {
            SingleKeyError::InconsistentState => Self::DW_POLICY_INCONSISTENT_STATE,
            SingleKeyError::DayWentBack => Self::DW_POLICY_DAY_WENT_BACK,
            SingleKeyError::BadValue => Self::DW_POLICY_BAD_VALUE,
        }
    }
}

/// The state of a holder of whom nothing is known, on the day of `now`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_key_first(
    zone: *const dw_zone,
    now: u64,
    state: *mut dw_key_state,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, state) = unsafe { (read(zone)?, out(state)?) };
        state.put((&KeyState::first(&zone.try_into()?, now)?).into());
        Ok(())
    })
}

/// Rules about an event, `DW_KEY_...`, at `now`. `afternoon` is the minute of the local day from
/// which a renewed card is the next day's key too: 960 is usual. `phone_lost` is 1 if the holder
/// states so with an update code, else 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_policy_key_step(
    zone: *const dw_zone,
    afternoon: u16,
    state: *const dw_key_state,
    now: u64,
    event: u8,
    phone_lost: u8,
    ruling: *mut dw_key_ruling,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (zone, state, ruling) = unsafe { (read(zone)?, read(state)?, out(ruling)?) };
        let action = match (event, flag(phone_lost)?) {
            (DW_KEY_OPEN_APP, false) => KeyAction::OpenApp,
            (DW_KEY_USE_CARD, false) => KeyAction::UseCard,
            (DW_KEY_RENEW_CARD, false) => KeyAction::RenewCard,
            (DW_KEY_UPDATE_CODE, phone_lost) => KeyAction::UpdateCode { phone_lost },
            _ => return Err(dw_result::DW_ERROR_VALUE),
        };
        let found = step(
            &zone.try_into()?,
            &KeyParameters { afternoon },
            &state.try_into()?,
            &KeyEvent { now, action },
        )?;
        ruling.put(dw_key_ruling {
            state: (&found.state).into(),
            obligations: bits(found.obligations),
            is_permitted: u8::from(found.decision.is_permit()),
            reason: found.reason.map_or(0, KeyReason::number),
            reserved: [0; 2],
        });
        Ok(())
    })
}
