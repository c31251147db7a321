use core::fmt;

use time::Date;

use crate::Error;
use crate::bounds::SECONDS_PER_DAY;

/// The Julian day number of 1970-01-01, by which the `time` crate counts.
const UNIX_EPOCH_JULIAN_DAY: i32 = 2_440_588;

/// A civil date as the number of days since 1970-01-01, whatever the zone.
///
/// ```
/// use doorward::calendar::Day;
/// use time::{Date, Month};
///
/// let day = Day::from_date(Date::from_calendar_date(2026, Month::March, 8)?)?;
/// assert_eq!(day.number(), 20_520);
/// assert_eq!(day.to_string(), "2026-03-08");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Day(u32);

impl Day {
    /// The day that is `number` days after 1970-01-01.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The days from 1970-01-01 to this one.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The day of a civil date.
    ///
    /// # Errors
    /// [`Error::Day`] for a date before 1970-01-01.
    pub fn from_date(date: Date) -> Result<Self, Error> {
        let number = date.to_julian_day().wrapping_sub(UNIX_EPOCH_JULIAN_DAY);
        u32::try_from(number).map(Self).map_err(|_| Error::Day)
    }

    /// The civil date.
    ///
    /// # Errors
    /// [`Error::Day`] past 9999-12-31, the last date that the `time` crate names.
    pub fn to_date(self) -> Result<Date, Error> {
        i32::try_from(self.0)
            .ok()
            .and_then(|number| number.checked_add(UNIX_EPOCH_JULIAN_DAY))
            .and_then(|julian_day| Date::from_julian_day(julian_day).ok())
            .ok_or(Error::Day)
    }

    /// The day before; none before the first.
    #[must_use]
    pub const fn before(self) -> Option<Self> {
        match self.0.checked_sub(1) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// Local seconds at which the next date's midnight is.
    pub(super) fn end_in_local_seconds(self) -> u64 {
        u64::from(self.0)
            .wrapping_add(1)
            .wrapping_mul(u64::from(SECONDS_PER_DAY))
    }
}

/// Whole days of so many seconds, and the seconds left; up to the year 18,000.
///
/// A day is 128 times 675 seconds: what is left of the seconds once 7 bits are gone fits the
/// division of 32 bits that a small processor has, or can do.
pub(super) fn split_days(seconds: u64) -> (u32, u32) {
    const UNIT_BITS: u32 = 7;
    const UNITS_PER_DAY: u32 = SECONDS_PER_DAY >> UNIT_BITS;
    const { assert!(UNITS_PER_DAY << UNIT_BITS == SECONDS_PER_DAY) };
    let units = u32::try_from(seconds >> UNIT_BITS).unwrap_or(u32::MAX);
    let days = units.checked_div(UNITS_PER_DAY).unwrap_or(0);
    let whole = days.wrapping_mul(SECONDS_PER_DAY);
    let [.., a, b, c, d] = seconds.to_be_bytes();
    (days, u32::from_be_bytes([a, b, c, d]).wrapping_sub(whole))
}

impl fmt::Display for Day {
    /// The date as `YYYY-MM-DD`; a day past the last date as its number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_date() {
            Ok(date) => {
                write!(
                    f,
                    "{:04}-{:02}-{:02}",
                    date.year(),
                    u8::from(date.month()),
                    date.day()
                )
            }
            Err(_) => write!(f, "day {}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use test_std::string::ToString;
    use time::{Date, Month};

    use super::Day;
    use crate::Error;

    #[test]
    fn days_are_counted_from_the_unix_epoch() {
        let first = Date::from_calendar_date(1970, Month::January, 1).unwrap();
        assert_eq!(Day::from_date(first), Ok(Day::from_number(0)));
        assert_eq!(
            Day::from_date(first.previous_day().unwrap()),
            Err(Error::Day)
        );
        assert_eq!(Day::from_date(Date::MAX).unwrap().to_date(), Ok(Date::MAX));
        assert_eq!(Day::from_number(2_932_897).to_date(), Err(Error::Day));
        assert_eq!(Day::from_number(u32::MAX).to_date(), Err(Error::Day));
        assert_eq!(Day::from_number(19_723).to_string(), "2024-01-01");
        assert_eq!(Day::from_number(u32::MAX).to_string(), "day 4294967295");
    }
}
