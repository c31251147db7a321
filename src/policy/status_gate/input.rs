use crate::bounds::{FIRST_ENTRY_SECONDS, REVOCATIONS_MAX, SECONDS_PER_DAY, SECONDS_PER_HALF_HOUR};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::listed::{closed_list, errors};
use crate::policy::values::{check, check_instant};
use crate::policy::{BadValue, Class, Name, Status};

errors! {
    /// Input of a change that makes no sense: nothing was ruled. The first in this order.
    Error {
        BadValue = 1, "bad_value", "a value is out of its range";
        WindowBackwards = 2, "window_backwards", "a grant or a code ends before it begins";
        UseMismatch = 3, "use_mismatch", "the use is not one that such a code has";
        RepeatedId = 4, "repeated_id", "two grants or two codes have one id";
    }
}

closed_list! {
    /// What kind of code was made.
    CodeMethod {
        DayCode = 1, "day_code", "a day code";
        FlexCode = 2, "flex_code", "a flex code";
        ContractorCode = 3, "contractor_code", "a contractor code";
    }
}

closed_list! {
    /// How often a code opens.
    CodeValidity {
        /// A day code.
        Hour = 1, "hour", "for a time after the first use";
        Single = 2, "single", "one opening";
        UntilEnd = 3, "until_end", "any number of openings until the window ends";
    }
}

/// What the association decides about a change of status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Parameters {
    /// Revocations that a bulletin has room for: 16, the specification's bound; 0 to 16.
    pub revocations_max: u8,
    /// How long a day code can be used again, in seconds: 3,600, the convention of existing
    /// systems; 1,800 to 86,400.
    pub hour: u32,
    /// How long after its start a FlexCode may first be entered, in seconds: 86,400, and
    /// nothing else.
    pub first_entry: u32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            revocations_max: 16,
            hour: 3_600,
            first_entry: FIRST_ENTRY_SECONDS,
        }
    }
}

impl Parameters {
    /// Whether each is within its range.
    ///
    /// # Errors
    /// [`BadValue`].
    pub fn check(&self) -> Result<(), BadValue> {
        check(
            usize::from(self.revocations_max) <= REVOCATIONS_MAX
                && (SECONDS_PER_HALF_HOUR..=SECONDS_PER_DAY).contains(&self.hour)
                && self.first_entry == FIRST_ENTRY_SECONDS,
        )
    }
}

/// A change of a listing's status. The same status before and after is how the listing side
/// takes a permission back, or has the lockbox suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[allow(
    clippy::struct_excessive_bools,
    reason = "five facts that hold or not, each of its own"
)]
pub struct Change {
    /// The present.
    pub now: UnixSeconds,
    /// The listing.
    pub listing: Name,
    /// The lockbox assigned to it.
    pub lockbox: Id,
    /// The status before.
    pub from: Status,
    /// The status after.
    pub to: Status,
    /// Whether the listing is shown while Coming Soon, after the change.
    pub coming_soon_showings: bool,
    /// Whether the listing side allows showing in the status after.
    pub off_market_permission: bool,
    /// Whether the seller has signed a request to withdraw.
    pub seller_signed_request: bool,
    /// Whether the lockbox's owner wants it suspended, as from now.
    pub suspension_requested: bool,
    /// Whether the last bulletin made for the lockbox suspends it.
    pub suspended: bool,
    /// Revocations that its next bulletin has to list already, 0 to 16.
    pub revocations: u8,
}

impl Change {
    pub(super) fn check(&self) -> Result<(), BadValue> {
        check_instant(self.now)?;
        check(usize::from(self.revocations) <= REVOCATIONS_MAX)
    }
}

/// A grant made for the lockbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Grant {
    /// The caller's id of it.
    pub id: Name,
    /// What its holder is to the listing.
    pub class: Class,
    /// Its first instant.
    pub not_before: UnixSeconds,
    /// The instant at which it is over.
    pub not_after: UnixSeconds,
    /// Whether a phone has it.
    pub released: bool,
}

impl Grant {
    pub(super) fn check(&self) -> Result<(), BadValue> {
        check_instant(self.not_before)?;
        check_instant(self.not_after)
    }
}

/// A code made for the lockbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Code {
    /// The caller's id of it, never its digits.
    pub id: Name,
    /// What its holder is to the listing.
    pub class: Class,
    /// What kind of code.
    pub method: CodeMethod,
    /// The start of its window, or of its date.
    pub start: UnixSeconds,
    /// The end of its window, or of its date.
    pub end: UnixSeconds,
    /// How often it opens: a day code [for an hour](CodeValidity::Hour), a contractor code
    /// [until its end](CodeValidity::UntilEnd).
    #[cfg_attr(feature = "serde", serde(rename = "use"))]
    pub validity: CodeValidity,
    /// When it opened first, as far as is known.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub first_used: Option<UnixSeconds>,
    /// Whether it was cancelled at the box.
    pub cancelled: bool,
}

impl Code {
    pub(super) fn check(&self) -> Result<(), BadValue> {
        check_instant(self.start)?;
        check_instant(self.end)?;
        self.first_used.map_or(Ok(()), check_instant)
    }

    /// Whether such a code has this use.
    pub(super) const fn use_fits(&self) -> bool {
        match self.method {
            CodeMethod::DayCode => matches!(self.validity, CodeValidity::Hour),
            CodeMethod::FlexCode => !matches!(self.validity, CodeValidity::Hour),
            CodeMethod::ContractorCode => matches!(self.validity, CodeValidity::UntilEnd),
        }
    }

    /// The instant until which it opens, if it is alive at `now`.
    pub(super) fn alive_until(
        &self,
        now: UnixSeconds,
        parameters: &Parameters,
    ) -> Option<UnixSeconds> {
        let first_entry_end = self
            .start
            .saturating_add(u64::from(parameters.first_entry))
            .min(self.end);
        let until = match (self.validity, self.first_used) {
            (CodeValidity::Hour, Some(first)) => {
                let over = first.saturating_add(u64::from(parameters.hour));
                Some(self.end.min(over))
            }
            (CodeValidity::Single, Some(_)) => None,
            (CodeValidity::Single | CodeValidity::UntilEnd, None) => {
                (now < first_entry_end).then_some(self.end)
            }
            (CodeValidity::Hour, None) | (CodeValidity::UntilEnd, Some(_)) => Some(self.end),
        };
        until.filter(|until| !self.cancelled && now < *until)
    }
}
