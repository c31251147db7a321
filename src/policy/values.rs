//! The plain values that the rules speak of.

use core::fmt;

use super::listed::closed_list;
use crate::bounds::{
    LAST_DAY, POLICY_FIRST_INSTANT, POLICY_ID_MAX_LEN, POLICY_LAST_INSTANT, POLICY_TEXT_MAX_LEN,
};
use crate::calendar::{Day, UnixSeconds};

/// A value that is out of its range: nothing was ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadValue;

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value is out of its range")
    }
}

impl core::error::Error for BadValue {}

macro_rules! inline_text {
    ($(#[$doc:meta])* $name:ident, $max:expr, $is_good:expr, $expecting:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            // Zero behind the end, so that equal texts are equal bytes, and in their order.
            padded: [u8; $max],
            len: u8,
        }

        impl $name {
            /// The value spelled `text`.
            ///
            /// # Errors
            /// [`BadValue`] for another length or character.
            pub fn new(text: &str) -> Result<Self, BadValue> {
                let mut padded = [0; $max];
                let len = u8::try_from(text.len()).map_err(|_| BadValue)?;
                let place = padded.get_mut(..text.len()).ok_or(BadValue)?;
                place.copy_from_slice(text.as_bytes());
                let is_good: fn(&str) -> bool = $is_good;
                if text.is_empty() || !is_good(text) {
                    return Err(BadValue);
                }
                Ok(Self { padded, len })
            }

            /// The value as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                // Made of a text, so this never falls back.
                self.padded
                    .get(..usize::from(self.len))
                    .and_then(|bytes| core::str::from_utf8(bytes).ok())
                    .unwrap_or("")
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::str::FromStr for $name {
            type Err = BadValue;

            fn from_str(text: &str) -> Result<Self, BadValue> {
                Self::new(text)
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Spelled;

                impl serde::de::Visitor<'_> for Spelled {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::new(text).map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Spelled)
            }
        }
    };
}

inline_text! {
    /// An id of a person, a listing, an appointment, an association: 1 to 64 ASCII graphic
    /// characters (`!` to `~`), compared byte by byte. A lockbox has an
    /// [`Id`](crate::keys::Id) instead.
    ///
    /// ```
    /// use doorward::policy::{BadValue, Name};
    ///
    /// assert_eq!(Name::new("M-7")?.as_str(), "M-7");
    /// assert_eq!(Name::new("M 7"), Err(BadValue));
    /// # Ok::<(), BadValue>(())
    /// ```
    Name, POLICY_ID_MAX_LEN, |text| text.bytes().all(|byte| byte.is_ascii_graphic()),
    "an id of 1 to 64 ASCII graphic characters"
}

inline_text! {
    /// A text that a person typed: UTF-8 of 1 to 255 bytes.
    ///
    /// ```
    /// use doorward::policy::{BadValue, Text};
    ///
    /// assert_eq!(Text::new("Ana Núñez")?.as_str(), "Ana Núñez");
    /// assert_eq!(Text::new(""), Err(BadValue));
    /// # Ok::<(), BadValue>(())
    /// ```
    Text, POLICY_TEXT_MAX_LEN, |_| true, "a text of 1 to 255 bytes"
}

/// A window of time, half open: from `start` to before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Window {
    /// Its first instant.
    pub start: UnixSeconds,
    /// The instant at which it is over.
    pub end: UnixSeconds,
}

impl Window {
    /// Its length in seconds; 0 where it ends before it starts.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether `instant` lies in it.
    #[must_use]
    pub const fn contains(self, instant: UnixSeconds) -> bool {
        self.start <= instant && instant < self.end
    }

    /// Whether each starts before the other ends: back to back they do not meet.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether it lies within `outer`, wholly.
    #[must_use]
    pub const fn is_within(self, outer: Self) -> bool {
        outer.start <= self.start && self.end <= outer.end
    }

    /// Whether it ends after it starts.
    pub(crate) const fn is_forward(self) -> bool {
        self.start < self.end
    }

    /// Whether both ends are instants.
    pub(crate) fn check(self) -> Result<(), BadValue> {
        check_instant(self.start)?;
        check_instant(self.end)
    }
}

closed_list! {
    /// The status of a listing: RESO Data Dictionary, `StandardStatus`.
    Status {
        Incomplete = 1, "Incomplete", "incomplete";
        ComingSoon = 2, "ComingSoon", "coming soon";
        Active = 3, "Active", "active";
        ActiveUnderContract = 4, "ActiveUnderContract", "active under contract";
        Hold = 5, "Hold", "hold";
        Pending = 6, "Pending", "pending";
        Withdrawn = 7, "Withdrawn", "withdrawn";
        Canceled = 8, "Canceled", "canceled";
        Expired = 9, "Expired", "expired";
        Closed = 10, "Closed", "closed";
        Delete = 11, "Delete", "deleted";
    }
}

closed_list! {
    /// What people are to a listing: what its status allows depends on it.
    Class {
        ShowingAgent = 1, "showing_agent", "a showing agent";
        Trade = 2, "trade", "an appraiser, an inspector or a contractor";
        Owner = 3, "owner", "whoever has owner privileges on the lockbox";
        Staff = 4, "staff", "the association's staff, attending to the lockbox";
        Homeowner = 5, "homeowner", "the owner of the house";
    }
}

closed_list! {
    /// How access is given.
    Method {
        MemberGrant = 1, "member_grant", "a grant on the member's own app";
        GuestGrant = 2, "guest_grant", "a grant on the app of a guest";
        DayCode = 3, "day_code", "a day code";
        FlexCode = 4, "flex_code", "a flex code";
        /// A FlexCode that opens until its window ends.
        ContractorCode = 5, "contractor_code", "a contractor code";
    }
}

impl Method {
    /// Whether a phone carries it; else it is digits.
    #[must_use]
    pub const fn is_grant(self) -> bool {
        matches!(self, Self::MemberGrant | Self::GuestGrant)
    }

    /// Whether it is digits that someone types.
    #[must_use]
    pub const fn is_code(self) -> bool {
        !self.is_grant()
    }

    /// Whether its digits are those of a FlexCode.
    #[must_use]
    pub const fn is_flex(self) -> bool {
        matches!(self, Self::FlexCode | Self::ContractorCode)
    }
}

closed_list! {
    /// Who gets access.
    RecipientKind {
        MemberAgent = 1, "member_agent", "an agent of the association";
        OutOfBoardAgent = 2, "out_of_board_agent", "an agent of another association";
        /// Not the owner of the house, who is a [`Homeowner`](Self::Homeowner).
        Owner = 3, "owner", "whoever has owner privileges on the lockbox";
        Staff = 4, "staff", "the association's staff";
        Appraiser = 5, "appraiser", "an appraiser";
        Inspector = 6, "inspector", "an inspector";
        Contractor = 7, "contractor", "a contractor";
        Homeowner = 8, "homeowner", "the owner of the house";
        Consumer = 9, "consumer", "a consumer";
    }
}

impl RecipientKind {
    /// What the recipient is to a listing; none for a consumer.
    #[must_use]
    pub const fn class(self) -> Option<Class> {
        Some(match self {
            Self::MemberAgent | Self::OutOfBoardAgent => Class::ShowingAgent,
            Self::Owner => Class::Owner,
            Self::Staff => Class::Staff,
            Self::Appraiser | Self::Inspector | Self::Contractor => Class::Trade,
            Self::Homeowner => Class::Homeowner,
            Self::Consumer => return None,
        })
    }
}

closed_list! {
    /// The answer of a rule.
    Decision {
        /// No reason is against it.
        Permit = 1, "permit", "permitted";
        /// One reason or more is against it.
        Deny = 2, "deny", "denied";
    }
}

impl Decision {
    /// Permit exactly where there is no reason against it.
    pub(crate) fn of<T>(reasons: super::Set<T>) -> Self {
        if reasons.is_empty() {
            Self::Permit
        } else {
            Self::Deny
        }
    }

    /// Whether it is a permit.
    #[must_use]
    pub const fn is_permit(self) -> bool {
        matches!(self, Self::Permit)
    }
}

/// Whether `instant` lies a day away from either end of what can be dated.
pub(crate) fn check_instant(instant: UnixSeconds) -> Result<(), BadValue> {
    check((POLICY_FIRST_INSTANT..=POLICY_LAST_INSTANT).contains(&instant))
}

/// Whether `day` can be named.
pub(crate) fn check_day(day: Day) -> Result<(), BadValue> {
    check(day.number() <= LAST_DAY)
}

/// What makes no sense is an error.
pub(crate) fn check(is_good: bool) -> Result<(), BadValue> {
    if is_good { Ok(()) } else { Err(BadValue) }
}

/// A member that may be null but not absent.
#[cfg(feature = "serde")]
pub(crate) fn nullable<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de>,
{
    serde::Deserialize::deserialize(deserializer)
}

/// Operations as the number of their bits.
#[cfg(feature = "serde")]
pub(crate) mod operation_bits {
    use serde::{Deserialize as _, Deserializer, Serializer, de};

    use crate::grants::Operations;

    pub(crate) fn serialize<S: Serializer>(
        operations: &Operations,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(operations.bits())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Operations, D::Error> {
        let bits = u16::deserialize(deserializer)?;
        Operations::from_bits(bits).map_err(de::Error::custom)
    }
}

/// A zone in hexadecimal.
#[cfg(feature = "serde")]
pub(crate) mod zone_hex;

#[cfg(test)]
pub(in crate::policy) mod tests;
