//! Service codes: what the owner can tell a box that has no radio, through anyone who
//! stands at it. Twelve digits that encipher a command (specification, service codes).
//!
//! ```
//! use doorward::codes::ServiceCommand;
//! use doorward::keys::{Id, RootKey};
//!
//! let service = RootKey::from_bytes(&[7; 32])?.lockbox(&Id::new("LB-1")?, 0).service();
//! let code = service.set_clock(1_767_362_459)?; // 2026-01-02T14:00:59Z
//! assert_eq!(service.read(&code), Ok(ServiceCommand::SetClock { instant: 1_767_362_400 }));
//! # Ok::<(), doorward::Error>(())
//! ```

use super::Code;
use super::flex::FlexTerms;
use super::numeral::{decipher_code, encipher};
use crate::bounds::{
    DAY_SLOTS, FIRST_PLAUSIBLE_INSTANT, FLEX_PAYLOADS, SECONDS_PER_MINUTE, SERVICE_DAYS,
    SERVICE_DIGITS, SERVICE_EPOCH_MODULUS, SERVICE_EPOCHS, SERVICE_FIRST_DAY, SERVICE_FIRST_SLOT,
    SERVICE_MINUTES, SERVICE_SLOTS, SLOTS_PER_TWEAK,
};
use crate::calendar::{Day, UnixSeconds};
use crate::division::divide;
use crate::keys::ServiceKey;
use crate::{Error, NotAccepted};

/// Where each command's payloads start, one behind the other.
const CANCEL_FLEX: u64 = 0;
const CANCEL_DAY: u64 = CANCEL_FLEX
    + (FLEX_PAYLOADS / SLOTS_PER_TWEAK) as u64
        * SERVICE_EPOCH_MODULUS as u64
        * SERVICE_SLOTS as u64;
const SET_CLOCK: u64 =
    CANCEL_DAY + DAY_SLOTS as u64 * SERVICE_EPOCH_MODULUS as u64 * SERVICE_DAYS as u64;
const RAISE_EPOCH: u64 = SET_CLOCK + SERVICE_MINUTES as u64;
const END: u64 = RAISE_EPOCH + SERVICE_EPOCHS as u64;

const _: () = assert!(
    CANCEL_DAY == 33_554_432_000 && SET_CLOCK == 33_562_820_608 && RAISE_EPOCH == 33_596_375_040
);

/// What a service code says. Whether a box does it is another matter: a cancellation
/// counts only in its epoch, a clock code only within bounds (specification, service
/// codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(all(feature = "serde", feature = "alloc"), derive(serde::Deserialize))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "command", rename_all = "snake_case"))]
pub enum ServiceCommand {
    /// Cancel a FlexCode.
    CancelFlex {
        /// What the cancelled code says.
        terms: FlexTerms,
        /// The ownership epoch it belongs to, modulo 16.
        epoch_mod_16: u8,
    },
    /// Cancel a day code.
    CancelDay {
        /// The date of the cancelled code.
        day: Day,
        /// Its slot, 0 to 15.
        slot: u8,
        /// The ownership epoch it belongs to, modulo 16.
        epoch_mod_16: u8,
    },
    /// Set the clock.
    SetClock {
        /// A whole minute.
        instant: UnixSeconds,
    },
    /// Raise the ownership epoch.
    RaiseEpoch {
        /// The new epoch.
        epoch: u32,
    },
}

impl ServiceKey {
    /// A code that cancels the FlexCode of `terms` and ownership epoch `epoch`.
    ///
    /// # Errors
    /// [`Error::ServiceField`] if its window starts outside 2024-01-01 to October 2083.
    pub fn cancel_flex(&self, terms: &FlexTerms, epoch: u32) -> Result<Code, Error> {
        let slot = field(
            terms.window().start_slot(),
            SERVICE_FIRST_SLOT,
            SERVICE_SLOTS,
        )?;
        let head = terms.head() << 4 | u32::from(epoch_mod_16(epoch));
        self.code(
            CANCEL_FLEX,
            u64::from(head) << SERVICE_SLOTS.trailing_zeros() | slot,
        )
    }

    /// A code that cancels the day code of `day`, `slot` (0 to 15) and ownership epoch
    /// `epoch`.
    ///
    /// # Errors
    /// [`Error::Slot`]; [`Error::ServiceField`] if the day lies outside 2024-01-01 to
    /// September 2113.
    pub fn cancel_day(&self, day: Day, slot: u8, epoch: u32) -> Result<Code, Error> {
        if slot >= DAY_SLOTS {
            return Err(Error::Slot);
        }
        let day = field(day.number(), SERVICE_FIRST_DAY, SERVICE_DAYS)?;
        let head = slot << 4 | epoch_mod_16(epoch);
        self.code(
            CANCEL_DAY,
            u64::from(head) << SERVICE_DAYS.trailing_zeros() | day,
        )
    }

    /// A code that sets the clock to the whole minute of `now`. A service makes one for its
    /// own present minute only: a box takes each instant as a lower bound of the present.
    ///
    /// # Errors
    /// [`Error::ServiceField`] outside 2024-01-01 to October 2087.
    pub fn set_clock(&self, now: UnixSeconds) -> Result<Code, Error> {
        let minutes = now
            .checked_sub(FIRST_PLAUSIBLE_INSTANT)
            .map(|seconds| divide(seconds, SECONDS_PER_MINUTE).0)
            .and_then(|minutes| u32::try_from(minutes).ok())
            .ok_or(Error::ServiceField)?;
        self.code(SET_CLOCK, field(minutes, 0, SERVICE_MINUTES)?)
    }

    /// A code that raises the ownership epoch to `epoch`. A box takes it when it is 1 to 16
    /// above its own.
    ///
    /// # Errors
    /// [`Error::ServiceField`] above 1,048,575.
    pub fn raise_epoch(&self, epoch: u32) -> Result<Code, Error> {
        self.code(RAISE_EPOCH, field(epoch, 0, SERVICE_EPOCHS)?)
    }

    fn code(&self, start: u64, offset: u64) -> Result<Code, Error> {
        let value = encipher(self, SERVICE_DIGITS, 0, start.wrapping_add(offset))?;
        Ok(Code::from_value(value, SERVICE_DIGITS))
    }

    /// What `code` commands. 20 compressions, the same for every code of 12 digits.
    ///
    /// # Errors
    /// [`NotAccepted`] if it is no command.
    pub fn read(&self, code: &Code) -> Result<ServiceCommand, NotAccepted> {
        if code.digits() != SERVICE_DIGITS {
            return Err(NotAccepted);
        }
        decode(decipher_code(self.mac(), 0, code)).map_err(|_| NotAccepted)
    }
}

fn decode(payload: u64) -> Result<ServiceCommand, Error> {
    // Nothing but this one comparison is done to a number that is no command.
    if payload >= END {
        Err(Error::ServiceField)
    } else if let Some(epoch) = payload.checked_sub(RAISE_EPOCH) {
        let epoch = u32::try_from(epoch).map_err(|_| Error::ServiceField)?;
        Ok(ServiceCommand::RaiseEpoch { epoch })
    } else if let Some(minutes) = payload.checked_sub(SET_CLOCK) {
        let seconds = minutes.wrapping_mul(u64::from(SECONDS_PER_MINUTE));
        Ok(ServiceCommand::SetClock {
            instant: FIRST_PLAUSIBLE_INSTANT.wrapping_add(seconds),
        })
    } else if let Some(cancelled) = payload.checked_sub(CANCEL_DAY) {
        let (head, day) = unpack(cancelled, SERVICE_FIRST_DAY, SERVICE_DAYS)?;
        let [head, ..] = head.to_le_bytes();
        Ok(ServiceCommand::CancelDay {
            day: Day::from_number(day),
            slot: head >> 4,
            epoch_mod_16: head & 0x0f,
        })
    } else {
        let (head, start_slot) = unpack(payload, SERVICE_FIRST_SLOT, SERVICE_SLOTS)?;
        let [low, ..] = head.to_le_bytes();
        Ok(ServiceCommand::CancelFlex {
            terms: FlexTerms::from_head(head >> 4, start_slot)?,
            epoch_mod_16: low & 0x0f,
        })
    }
}

/// `value - first`, if that is below `size`.
fn field(value: u32, first: u32, size: u32) -> Result<u64, Error> {
    value
        .checked_sub(first)
        .filter(|offset| *offset < size)
        .map(u64::from)
        .ok_or(Error::ServiceField)
}

/// The part of `packed` above the field of `size`, a power of two, and that field from
/// `first`.
fn unpack(packed: u64, first: u32, size: u32) -> Result<(u32, u32), Error> {
    let offset = packed & u64::from(size.wrapping_sub(1));
    let head = u32::try_from(packed >> size.trailing_zeros()).map_err(|_| Error::ServiceField)?;
    let offset = u32::try_from(offset).map_err(|_| Error::ServiceField)?;
    Ok((head, first.checked_add(offset).ok_or(Error::ServiceField)?))
}

/// A cancellation's word for an epoch.
pub(crate) fn epoch_mod_16(epoch: u32) -> u8 {
    const { assert!(SERVICE_EPOCH_MODULUS == 16) };
    let [low, ..] = epoch.to_le_bytes();
    low & 0x0f
}

#[cfg(test)]
mod tests {
    use super::{CANCEL_DAY, END, RAISE_EPOCH, SET_CLOCK, ServiceCommand, decode};
    use crate::calendar::Day;
    use crate::codes::{Code, CodeUse, FlexTerms, FlexWindow, Operation};
    use crate::hash::count::compressions;
    use crate::keys::{Key, ServiceKey};
    use crate::{Error, NotAccepted};

    fn key() -> ServiceKey {
        Key::from_bytes(&[0x77; 32]).unwrap()
    }

    fn terms(start_slot: u32, duration: u8) -> FlexTerms {
        let window = FlexWindow::from_slot(start_slot, duration).unwrap();
        FlexTerms::new(window, 3, Operation::Shackle, CodeUse::UntilEnd).unwrap()
    }

    #[test]
    fn commands_at_the_ends_of_their_ranges_come_back() {
        let key = key();
        for (start_slot, duration) in [(946_704, 1), (946_704 + (1 << 20) - 1, 125)] {
            let terms = terms(start_slot, duration);
            for epoch in [0, 15, 16, u32::MAX] {
                let code = key.cancel_flex(&terms, epoch).unwrap();
                let epoch_mod_16 = (epoch % 16) as u8;
                let command = ServiceCommand::CancelFlex {
                    terms,
                    epoch_mod_16,
                };
                assert_eq!(key.read(&code), Ok(command));
            }
        }
        for (day, slot) in [(19_723, 0), (19_723 + (1 << 15) - 1, 15)] {
            let day = Day::from_number(day);
            let command = ServiceCommand::CancelDay {
                day,
                slot,
                epoch_mod_16: 1,
            };
            assert_eq!(
                key.read(&key.cancel_day(day, slot, 17).unwrap()),
                Ok(command)
            );
        }
        for minutes in [0, (1 << 25) - 1] {
            let instant = 1_704_067_200 + minutes * 60;
            let code = key.set_clock(instant + 59).unwrap();
            assert_eq!(key.read(&code), Ok(ServiceCommand::SetClock { instant }));
        }
        for epoch in [0, (1 << 20) - 1] {
            let code = key.raise_epoch(epoch).unwrap();
            assert_eq!(key.read(&code), Ok(ServiceCommand::RaiseEpoch { epoch }));
        }
    }

    #[test]
    fn fields_out_of_range_are_refused() {
        let key = key();
        let refused = Err(Error::ServiceField);
        assert_eq!(key.cancel_flex(&terms(946_703, 1), 0), refused);
        assert_eq!(key.cancel_flex(&terms(946_704 + (1 << 20), 1), 0), refused);
        assert_eq!(key.cancel_day(Day::from_number(19_722), 0, 0), refused);
        assert_eq!(
            key.cancel_day(Day::from_number(19_723 + (1 << 15)), 0, 0),
            refused
        );
        assert_eq!(
            key.cancel_day(Day::from_number(20_000), 16, 0),
            Err(Error::Slot)
        );
        for now in [0, 1_704_067_199, 1_704_067_200 + (60 << 25), u64::MAX] {
            assert_eq!(key.set_clock(now), refused);
        }
        assert_eq!(key.raise_epoch(1 << 20), refused);
    }

    #[test]
    fn every_payload_is_one_command_and_none_beyond() {
        for start in [0, CANCEL_DAY, SET_CLOCK, RAISE_EPOCH, END] {
            for payload in [start.saturating_sub(1), start] {
                assert_eq!(decode(payload).is_ok(), payload < END, "{payload}");
            }
        }
        assert!(matches!(
            decode(CANCEL_DAY - 1),
            Ok(ServiceCommand::CancelFlex { .. })
        ));
        assert!(matches!(
            decode(CANCEL_DAY),
            Ok(ServiceCommand::CancelDay { .. })
        ));
        assert!(matches!(
            decode(SET_CLOCK - 1),
            Ok(ServiceCommand::CancelDay { .. })
        ));
        assert!(matches!(
            decode(SET_CLOCK),
            Ok(ServiceCommand::SetClock { .. })
        ));
        assert!(matches!(
            decode(RAISE_EPOCH),
            Ok(ServiceCommand::RaiseEpoch { epoch: 0 })
        ));
    }

    #[test]
    fn work_is_the_same_for_every_code() {
        let key = key();
        let right = key.raise_epoch(1).unwrap();
        let wrong = Code::parse("000000000000").unwrap();
        assert_eq!(compressions(|| key.read(&right)).1, 20);
        assert_eq!(compressions(|| key.read(&wrong)), (Err(NotAccepted), 20));
        assert_eq!(
            key.read(&Code::parse("0000000000").unwrap()),
            Err(NotAccepted)
        );
    }
}
