//! Day codes (One Day Code): open the key compartment on one date.
//!
//! `t = HMAC(day key, u8(digits) || u8(slot div 4))`, and slot `s` takes the quarter
//! `s mod 4` of `t`, reduced to its digits: four slots for one HMAC. Slots 0 to 7 belong
//! to the service, 8 to 15 to whoever holds the day's key, so that the two never pick the
//! same (specification, day codes).
//!
//! ```
//! use doorward::{Error, calendar::Day, keys::{Id, RootKey}};
//! use doorward::codes::day::Issuer;
//!
//! let lockbox = RootKey::from_bytes(&[7; 32])?.lockbox(&Id::new("LB-1")?, 0);
//! let key = lockbox.day_root(0).day(Day::from_number(20_520));
//! let taken = 0b0000_0011; // slots 0 and 1 were issued before
//! let (slot, code) = key.issue(7, taken, Issuer::Service)?;
//! assert_eq!((slot, code.digits()), (2, 7));
//! assert_eq!(key.issue(7, 0x00ff, Issuer::Service), Err(Error::NoSlotLeft));
//! # Ok::<(), Error>(())
//! ```

use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

use super::Code;
use super::numeral::reduce;
use crate::bounds::{
    DAY_DIGITS_MAX, DAY_DIGITS_MIN, DAY_SLOTS, DAY_SLOTS_PER_MAC, FIRST_HOLDER_SLOT,
};
use crate::calendar::{Day, Tolerance, UnixSeconds, Zone};
use crate::keys::{DayKey, Form, Key, purpose};
use crate::{Error, NotAccepted};

const SLOTS: usize = DAY_SLOTS as usize;

/// Who picks a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Issuer {
    /// The issuing service: slots 0 to 7.
    Service,
    /// Whoever was handed the day's key: slots 8 to 15.
    Holder,
}

impl Issuer {
    /// Whether `slot` is this issuer's.
    #[must_use]
    pub const fn owns(self, slot: u8) -> bool {
        match self {
            Self::Service => slot < FIRST_HOLDER_SLOT,
            Self::Holder => slot >= FIRST_HOLDER_SLOT && slot < DAY_SLOTS,
        }
    }
}

/// The day code that a reading found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DayMatch {
    /// The date it opens, in the lockbox's zone.
    pub day: Day,
    /// The recipient's slot, 0 to 15.
    pub slot: u8,
}

impl DayKey {
    /// The code of `slot` (0 to 15) in `digits` digits (7 to 9). Two compressions.
    ///
    /// # Errors
    /// [`Error::Digits`], [`Error::Slot`].
    pub fn code(&self, digits: u8, slot: u8) -> Result<Code, Error> {
        let value = self.value(digits, slot)?;
        Ok(Code::from_value(value, digits))
    }

    /// The number that the digits of [`code`](Self::code) write, in time that does not depend
    /// on it.
    pub(crate) fn value(&self, digits: u8, slot: u8) -> Result<u64, Error> {
        check_digits(digits)?;
        if slot >= DAY_SLOTS {
            return Err(Error::Slot);
        }
        let tag = self.mac().mac(&[digits, slot >> 2]);
        Ok(u64::from(reduce(tag.quarter(slot & 3), digits)))
    }

    /// The lowest slot of `issuer`'s that is not taken, with its code. `taken` has the bit
    /// `1 << slot` of every slot issued for this date before. Eight compressions.
    ///
    /// A slot whose code equals that of a lower slot is passed over, since the box would
    /// take it for the lower one.
    ///
    /// # Errors
    /// [`Error::Digits`]; [`Error::NoSlotLeft`] when none remains.
    pub fn issue(&self, digits: u8, taken: u16, issuer: Issuer) -> Result<(u8, Code), Error> {
        check_digits(digits)?;
        let values = self.values(digits);
        for (slot, value) in (0..DAY_SLOTS).zip(values.iter()) {
            let is_free = taken & (1 << slot) == 0;
            let repeats = values
                .iter()
                .take(usize::from(slot))
                .any(|lower| lower == value);
            if issuer.owns(slot) && is_free && !repeats {
                return Ok((slot, Code::from_value(u64::from(*value), digits)));
            }
        }
        Err(Error::NoSlotLeft)
    }

    /// The numbers of all slots. Eight compressions.
    fn values(&self, digits: u8) -> Zeroizing<[u32; SLOTS]> {
        let mut values = Zeroizing::new([0; SLOTS]);
        for (block, values) in
            (0..DAY_SLOTS).zip(values.chunks_exact_mut(usize::from(DAY_SLOTS_PER_MAC)))
        {
            let tag = self.mac().mac(&[digits, block]);
            for (quarter, value) in (0..DAY_SLOTS).zip(values) {
                *value = reduce(tag.quarter(quarter), digits);
            }
        }
        values
    }

    /// The lowest slot whose code is `value`, all slots looked at.
    pub(super) fn find(&self, digits: u8, value: u32) -> (Choice, u8) {
        let mut found = Choice::from(0);
        let mut slot = 0_u8;
        for block in 0..DAY_SLOTS >> 2 {
            let tag = self.mac().mac(&[digits, block]);
            for quarter in 0..DAY_SLOTS_PER_MAC {
                let expected = reduce(tag.quarter(quarter), digits);
                let first = expected.ct_eq(&value) & !found;
                slot.conditional_assign(&(block << 2 | quarter), first);
                found |= first;
            }
        }
        (found, slot)
    }
}

impl<F: Form> Key<purpose::DayRoot, F> {
    /// Reads `code` as a day code of `digits` digits: a code of the date at `now` less the
    /// tolerance or at `now` plus it, the earlier date and the lowest slot first. Twelve
    /// compressions, 24 where the two dates differ, two more a date for a bare key; the same for
    /// every code.
    ///
    /// # Errors
    /// [`NotAccepted`], whatever the reason.
    pub fn read(
        &self,
        digits: u8,
        zone: &Zone,
        now: UnixSeconds,
        tolerance: Tolerance,
        code: &Code,
    ) -> Result<DayMatch, NotAccepted> {
        check_digits(digits).map_err(|_| NotAccepted)?;
        if code.digits() != digits {
            return Err(NotAccepted);
        }
        let value = u32::try_from(code.value()).map_err(|_| NotAccepted)?;
        let [first, second] =
            [tolerance.before(now), tolerance.after(now)].map(|edge| zone.day_at(edge));
        // Where the clock is set back over midnight, the later instant has the earlier date.
        let (earlier, later) = if first > second {
            (second, first)
        } else {
            (first, second)
        };
        let mut found = Choice::from(0);
        let mut day = 0_u32;
        let mut slot = 0_u8;
        for candidate in earlier
            .into_iter()
            .chain(later.filter(|_| earlier != later))
        {
            let (matches, candidate_slot) = self.find(candidate, digits, value);
            let first = matches & !found;
            day.conditional_assign(&candidate.number(), first);
            slot.conditional_assign(&candidate_slot, first);
            found |= first;
        }
        if found.into() {
            Ok(DayMatch {
                day: Day::from_number(day),
                slot,
            })
        } else {
            Err(NotAccepted)
        }
    }

    /// [`DayKey::find`] among the codes of one date. Twelve compressions.
    #[inline(never)]
    fn find(&self, day: Day, digits: u8, value: u32) -> (Choice, u8) {
        let mut key = DayKey::BLANK;
        self.put_day(day, &mut key);
        key.find(digits, value)
    }
}

fn check_digits(digits: u8) -> Result<(), Error> {
    if (DAY_DIGITS_MIN..=DAY_DIGITS_MAX).contains(&digits) {
        Ok(())
    } else {
        Err(Error::Digits)
    }
}

#[cfg(test)]
mod tests {
    use super::Issuer;
    use crate::calendar::{Day, Tolerance, Zone};
    use crate::codes::Code;
    use crate::hash::count::compressions;
    use crate::keys::{DayRootKey, Key};
    use crate::{Error, NotAccepted};

    fn root() -> DayRootKey {
        Key::from_bytes(&[0x17; 32]).unwrap()
    }

    #[test]
    fn the_halves_are_issued_to_the_last_slot_and_no_further() {
        let key = root().day(Day::from_number(20_000));
        let mut taken = 0;
        for (issuer, slots) in [(Issuer::Service, 0..8), (Issuer::Holder, 8..16)] {
            for expected in slots {
                let (slot, code) = key.issue(7, taken, issuer).unwrap();
                assert_eq!(slot, expected);
                assert_eq!(key.code(7, slot), Ok(code));
                taken |= 1 << slot;
            }
            assert_eq!(key.issue(7, taken, issuer), Err(Error::NoSlotLeft));
        }
    }

    #[test]
    fn a_slot_that_repeats_a_lower_ones_code_is_passed_over() {
        let root = root();
        let (key, low, high) = (0..)
            .find_map(|day| {
                let key = root.day(Day::from_number(day));
                let values = *key.values(7);
                let high = (1..8).find(|high| values[..*high].contains(&values[*high]))?;
                let low = values.iter().position(|value| *value == values[high])?;
                Some((key, low as u8, high as u8))
            })
            .unwrap();
        assert_eq!(key.code(7, low), key.code(7, high));
        let below = (1_u16 << high) - 1;
        match key.issue(7, below, Issuer::Service) {
            Ok((slot, _)) => assert!(slot > high),
            Err(error) => assert_eq!((error, high), (Error::NoSlotLeft, 7)),
        }
        let value = key.code(7, high).unwrap().value() as u32;
        assert_eq!(key.find(7, value).1, low);
    }

    #[test]
    fn work_depends_on_the_clock_alone() {
        let (root, zone, tolerance) = (root(), Zone::UTC, Tolerance::new(120).unwrap());
        for (now, expected) in [(1_767_312_000 + 43_200, 12), (1_767_312_000, 24)] {
            let day = zone.day_at(now).unwrap();
            for slot in 0..16 {
                let code = root.day(day).code(7, slot).unwrap();
                let (read, work) = compressions(|| root.read(7, &zone, now, tolerance, &code));
                assert_eq!((read.map(|found| found.slot), work), (Ok(slot), expected));
            }
            let wrong = Code::parse("0000000").unwrap();
            let (read, work) = compressions(|| root.read(7, &zone, now, tolerance, &wrong));
            assert_eq!((read, work), (Err(NotAccepted), expected));
        }
        let key = root.day(Day::from_number(1));
        assert_eq!(compressions(|| key.issue(7, 0, Issuer::Service)).1, 8);
        assert_eq!(compressions(|| key.code(7, 15)).1, 2);
    }

    #[test]
    fn another_length_is_not_accepted() {
        let (zone, tolerance) = (Zone::UTC, Tolerance::new(0).unwrap());
        let code = root().day(Day::from_number(20_000)).code(8, 0).unwrap();
        let read = |digits| root().read(digits, &zone, 20_000 * 86_400, tolerance, &code);
        assert!(read(8).is_ok());
        for digits in [0, 6, 7, 9, 10, 255] {
            assert_eq!(read(digits), Err(NotAccepted));
        }
        assert_eq!(
            root().day(Day::from_number(0)).code(6, 0),
            Err(Error::Digits)
        );
        assert_eq!(
            root().day(Day::from_number(0)).code(7, 16),
            Err(Error::Slot)
        );
    }
}
