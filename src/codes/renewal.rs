//! Renewal codes: renew a smart card by phone until local midnight. The card checks them;
//! 8 digits, in the card's own mode (specification, renewal codes).
//!
//! ```
//! use doorward::calendar::Day;
//! use doorward::keys::{Id, RootKey};
//!
//! let card = RootKey::from_bytes(&[7; 32])?.credential(&Id::new("CARD-881")?);
//! let today = Day::from_number(20_520);
//! let code = card.renewal_code(today, 1)?; // the second renewal of the month
//! assert_eq!(card.read_renewal(today, &code), Ok(1));
//! # Ok::<(), doorward::Error>(())
//! ```

use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

use super::Code;
use super::numeral::reduce;
use crate::bounds::{RENEWAL_DIGITS, RENEWALS_PER_MONTH};
use crate::calendar::Day;
use crate::keys::CredentialKey;
use crate::{Error, NotAccepted};

impl CredentialKey {
    /// The code that renews the card on `day`, the local date of its association. `number`
    /// counts the month's renewals from 0, at most 2. Two compressions.
    ///
    /// # Errors
    /// [`Error::RenewalNumber`] above 2.
    pub fn renewal_code(&self, day: Day, number: u8) -> Result<Code, Error> {
        if number < RENEWALS_PER_MONTH {
            Ok(Code::from_value(
                u64::from(self.renewal_value(day, number)),
                RENEWAL_DIGITS,
            ))
        } else {
            Err(Error::RenewalNumber)
        }
    }

    /// Which renewal of the month `code` is, 0 to 2, on `day`. Six compressions, the same
    /// for every code.
    ///
    /// # Errors
    /// [`NotAccepted`] if it is none of that day's.
    pub fn read_renewal(&self, day: Day, code: &Code) -> Result<u8, NotAccepted> {
        if code.digits() != RENEWAL_DIGITS {
            return Err(NotAccepted);
        }
        let value = code.value();
        let mut found = Choice::from(0);
        let mut number = 0_u8;
        for candidate in 0..RENEWALS_PER_MONTH {
            let expected = u64::from(self.renewal_value(day, candidate));
            let first = expected.ct_eq(&value) & !found;
            number.conditional_assign(&candidate, first);
            found |= first;
        }
        if found.into() {
            Ok(number)
        } else {
            Err(NotAccepted)
        }
    }

    fn renewal_value(&self, day: Day, number: u8) -> u32 {
        let [a, b, c, d] = day.number().to_be_bytes();
        reduce(
            self.mac().mac(&[a, b, c, d, number]).quarter(0),
            RENEWAL_DIGITS,
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::Day;
    use crate::codes::Code;
    use crate::hash::count::compressions;
    use crate::keys::{CredentialKey, Key};
    use crate::{Error, NotAccepted};

    #[test]
    fn a_code_renews_on_its_day_alone() {
        let key: CredentialKey = Key::from_bytes(&[0x51; 32]).unwrap();
        let day = Day::from_number(20_520);
        for number in 0..3 {
            let code = key.renewal_code(day, number).unwrap();
            assert_eq!(
                compressions(|| key.read_renewal(day, &code)),
                (Ok(number), 6)
            );
            let other = Day::from_number(20_521);
            assert_eq!(key.read_renewal(other, &code), Err(NotAccepted));
        }
        for number in [3, 255] {
            assert_eq!(key.renewal_code(day, number), Err(Error::RenewalNumber));
        }
        let longer = Code::parse("000000000").unwrap();
        assert_eq!(key.read_renewal(day, &longer), Err(NotAccepted));
    }
}
