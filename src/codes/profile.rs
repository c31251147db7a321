use crate::Error;
use crate::bounds::{
    DAY_DIGITS_MAX, DAY_DIGITS_MIN, FLEX_DIGITS_MAX, FLEX_DIGITS_MIN, RENEWAL_DIGITS,
    SERVICE_DIGITS,
};

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Family {
    /// One Day Code.
    Day,
    /// FlexCode.
    Flex,
    /// Service code.
    Service,
    /// Renewal code, which a card reads and never a box.
    Renewal,
}

/// The lengths of codes that a box accepts: one per family, so that a code's length tells
/// its family.
///
/// ```
/// use doorward::codes::{CodeProfile, Family};
/// use doorward::Error;
///
/// let profile = CodeProfile::new(8, 10)?;
/// assert_eq!(profile.family(8), Some(Family::Day));
/// assert_eq!(profile.family(7), None);
/// assert_eq!(CodeProfile::new(6, 10), Err(Error::GuessTooLikely));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "ProfileFields", into = "ProfileFields")
)]
pub struct CodeProfile {
    day_digits: u8,
    flex_digits: u8,
}

/// A profile's members before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFields {
    day_digits: u8,
    flex_digits: u8,
}

#[cfg(feature = "serde")]
impl TryFrom<ProfileFields> for CodeProfile {
    type Error = Error;

    fn try_from(fields: ProfileFields) -> Result<Self, Error> {
        Self::new(fields.day_digits, fields.flex_digits)
    }
}

#[cfg(feature = "serde")]
impl From<CodeProfile> for ProfileFields {
    fn from(profile: CodeProfile) -> Self {
        Self {
            day_digits: profile.day_digits,
            flex_digits: profile.flex_digits,
        }
    }
}

impl Default for CodeProfile {
    /// Day codes of 7 digits, FlexCodes of 10.
    fn default() -> Self {
        Self {
            day_digits: DAY_DIGITS_MIN,
            flex_digits: FLEX_DIGITS_MIN,
        }
    }
}

impl CodeProfile {
    /// None yet: no code has these lengths.
    pub(crate) const BLANK: Self = Self {
        day_digits: 0,
        flex_digits: 0,
    };

    /// A profile with day codes of 7 to 9 digits and FlexCodes of 10 or 11.
    ///
    /// # Errors
    /// [`Error::GuessTooLikely`] where a random guess would open more often than 1 time in
    /// 100,000; [`Error::Digits`] for another length.
    pub fn new(day_digits: u8, flex_digits: u8) -> Result<Self, Error> {
        // The shortest codes are those whose odds are good enough (as the tests count them).
        if day_digits < DAY_DIGITS_MIN || flex_digits < FLEX_DIGITS_MIN {
            Err(Error::GuessTooLikely)
        } else if day_digits > DAY_DIGITS_MAX || flex_digits > FLEX_DIGITS_MAX {
            Err(Error::Digits)
        } else {
            Ok(Self {
                day_digits,
                flex_digits,
            })
        }
    }

    /// Digits of a day code, 7 to 9.
    #[must_use]
    pub const fn day_digits(&self) -> u8 {
        self.day_digits
    }

    /// Digits of a FlexCode, 10 or 11.
    #[must_use]
    pub const fn flex_digits(&self) -> u8 {
        self.flex_digits
    }

    /// The family that a box takes a code of so many digits for. Never
    /// [`Family::Renewal`].
    #[must_use]
    pub fn family(&self, digits: u8) -> Option<Family> {
        match digits {
            SERVICE_DIGITS => Some(Family::Service),
            digits if digits == self.day_digits => Some(Family::Day),
            digits if digits == self.flex_digits => Some(Family::Flex),
            _ => None,
        }
    }

    /// Digits of a family's codes.
    #[must_use]
    pub const fn digits(&self, family: Family) -> u8 {
        match family {
            Family::Day => self.day_digits,
            Family::Flex => self.flex_digits,
            Family::Service => SERVICE_DIGITS,
            Family::Renewal => RENEWAL_DIGITS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeProfile, Family};
    use crate::Error;

    #[test]
    fn a_length_names_one_family() {
        for (day, flex) in [(7, 10), (9, 11)] {
            let profile = CodeProfile::new(day, flex).unwrap();
            assert_eq!(profile.family(day), Some(Family::Day));
            assert_eq!(profile.family(flex), Some(Family::Flex));
            assert_eq!(profile.family(12), Some(Family::Service));
            for digits in (0..=255).filter(|digits| ![day, flex, 12].contains(digits)) {
                assert_eq!(profile.family(digits), None);
            }
        }
        for (day, flex) in [(10, 10), (12, 10), (7, 12), (255, 10), (7, 255)] {
            assert_eq!(CodeProfile::new(day, flex), Err(Error::Digits));
        }
        for (day, flex) in [(6, 10), (0, 10), (7, 9), (7, 0)] {
            assert_eq!(CodeProfile::new(day, flex), Err(Error::GuessTooLikely));
        }
    }
}
