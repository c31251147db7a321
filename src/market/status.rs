use super::listed::{listed, set_of};

listed! {
    /// The status of a listing: RESO Data Dictionary, `StandardStatus`. Its number is its
    /// rank among rows of one date and sequence.
    Status {
        Incomplete = 0, "Incomplete", "incomplete";
        ComingSoon = 1, "ComingSoon", "coming soon";
        Active = 2, "Active", "active";
        ActiveUnderContract = 3, "ActiveUnderContract", "active under contract";
        Hold = 4, "Hold", "on hold";
        Withdrawn = 5, "Withdrawn", "withdrawn";
        Pending = 6, "Pending", "pending";
        Canceled = 7, "Canceled", "canceled";
        Expired = 8, "Expired", "expired";
        Closed = 9, "Closed", "closed";
        Delete = 10, "Delete", "deleted";
    }
}

set_of! {
    /// Some statuses.
    Statuses of Status in u16
}

impl Status {
    /// The status of this spelling: the name, or one of `Coming Soon`, `Active Under Contract`
    /// and `Cancelled`. Anything else is none, another case too.
    ///
    /// ```
    /// use doorward::market::Status;
    ///
    /// assert_eq!(Status::from_spelling("Cancelled"), Some(Status::Canceled));
    /// assert_eq!(Status::from_spelling("cancelled"), None);
    /// ```
    #[must_use]
    pub fn from_spelling(text: &str) -> Option<Self> {
        match text {
            "Coming Soon" => Some(Self::ComingSoon),
            "Active Under Contract" => Some(Self::ActiveUnderContract),
            "Cancelled" => Some(Self::Canceled),
            name => Self::from_name(name),
        }
    }

    /// Whether the listing contract is in force.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        Statuses::IN_FORCE.contains(self)
    }

    /// Whether it ended the listing.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        Statuses::TERMINAL.contains(self)
    }
}

impl Statuses {
    /// The statuses in which the listing contract is in force.
    pub const IN_FORCE: Self = Self::of(&[
        Status::ComingSoon,
        Status::Active,
        Status::ActiveUnderContract,
        Status::Hold,
        Status::Withdrawn,
        Status::Pending,
    ]);
    /// The statuses that end a listing.
    pub const TERMINAL: Self = Self::of(&[Status::Canceled, Status::Expired, Status::Closed]);
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Status {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::listed::spelled(deserializer, Self::from_spelling)
    }
}
