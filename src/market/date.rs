use core::fmt;

use crate::bounds::LAST_DAY;
use crate::calendar::Day;

/// A date of a feed: a [`Day`], none, or one that no day is. Placeholders such as 1900-01-01
/// are met as the last: a date that is taken as none, with a warning.
///
/// ```
/// use doorward::market::Date;
///
/// assert_eq!(Date::parse("2025-01-01").and_then(Date::day).map(|day| day.number()), Some(20_089));
/// let placeholder = Date::parse("1900-01-01").unwrap_or_default();
/// assert_eq!((placeholder.day(), placeholder.is_out_of_range()), (None, true));
/// assert_eq!(Date::parse("2025-02-29"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Date(Option<i32>);

impl Date {
    /// No date.
    pub const MISSING: Self = Self(None);

    /// The date that is `number` days after 1970-01-01, or before it.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(Some(number))
    }

    /// The days from 1970-01-01; none if there is no date.
    #[must_use]
    pub const fn number(self) -> Option<i32> {
        self.0
    }

    /// The date as a day; none if there is no date or it is out of range.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        let number = self.0.and_then(|number| u32::try_from(number).ok())?;
        (number <= LAST_DAY).then_some(Day::from_number(number))
    }

    /// Whether it is a date, but not between 1970-01-01 and 9999-12-31.
    #[must_use]
    pub fn is_out_of_range(self) -> bool {
        self.0.is_some() && self.day().is_none()
    }

    /// The civil date written `YYYY-MM-DD`, of the years 0000 to 9999.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else {
            return None;
        };
        let year = digits(&[a, b, c, d])?;
        let month = u8::try_from(digits(&[e, f])?).ok()?;
        let day = u8::try_from(digits(&[g, h])?).ok()?;
        let month = time::Month::try_from(month).ok()?;
        let date = time::Date::from_calendar_date(year, month, day).ok()?;
        let epoch = time::Date::from_ordinal_date(1970, 1).ok()?;
        let number = date.to_julian_day().checked_sub(epoch.to_julian_day())?;
        Some(Self(Some(number)))
    }

    fn to_date(self) -> Option<time::Date> {
        let epoch = time::Date::from_ordinal_date(1970, 1).ok()?;
        let number = self.0?.checked_add(epoch.to_julian_day())?;
        time::Date::from_julian_day(number)
            .ok()
            .filter(|date| date.year() >= 0)
    }
}

fn digits(bytes: &[u8]) -> Option<i32> {
    bytes.iter().try_fold(0_i32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| byte.wrapping_sub(b'0'))?;
        number.checked_mul(10)?.checked_add(i32::from(digit))
    })
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self(i32::try_from(day.number()).ok())
    }
}

impl From<Option<Day>> for Date {
    fn from(day: Option<Day>) -> Self {
        day.map_or(Self::MISSING, Self::from)
    }
}

impl fmt::Display for Date {
    /// `YYYY-MM-DD`, or as many days from 1970-01-01 where no year has four digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.to_date(), self.0) {
            (Some(date), _) => write!(
                f,
                "{:04}-{:02}-{:02}",
                date.year(),
                u8::from(date.month()),
                date.day()
            ),
            (None, Some(number)) => write!(f, "day {number}"),
            (None, None) => f.pad("no date"),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.to_date(), self.0) {
            (Some(_), _) => serializer.collect_str(self),
            (None, None) => serializer.serialize_none(),
            (None, Some(_)) => Err(serde::ser::Error::custom("a year that has not four digits")),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spelled;

        impl<'de> serde::de::Visitor<'de> for Spelled {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as YYYY-MM-DD, or null")
            }

            fn visit_none<E: serde::de::Error>(self) -> Result<Date, E> {
                Ok(Date::MISSING)
            }

            fn visit_some<D: serde::Deserializer<'de>>(self, inner: D) -> Result<Date, D::Error> {
                crate::listed::spelled(inner, Date::parse)
            }
        }

        deserializer.deserialize_option(Spelled)
    }
}

/// A day as `YYYY-MM-DD`, where the calendar's own form is a number.
#[cfg(all(feature = "alloc", feature = "serde"))]
pub(crate) mod civil {
    use serde::{Deserializer, Serializer};

    use super::Date;
    use crate::calendar::Day;

    pub(crate) fn serialize<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        crate::listed::spelled(deserializer, |text| Date::parse(text)?.day())
    }
}

/// The same where there may be none.
#[cfg(feature = "serde")]
pub(crate) mod civil_or_none {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de};

    use super::Date;
    use crate::calendar::Day;

    #[allow(clippy::ref_option, reason = "the form that the derive calls")]
    pub(crate) fn serialize<S: Serializer>(
        day: &Option<Day>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Date::from(*day).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Day>, D::Error> {
        let date = Date::deserialize(deserializer)?;
        if date.is_out_of_range() {
            return Err(de::Error::custom("a date out of its range"));
        }
        Ok(date.day())
    }
}
