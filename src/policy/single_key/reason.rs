use core::fmt;

/// Why a member may not. At most one reason applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyReason {
    /// The app is asked for, and the card holds the day: `other_key_in_use`.
    AppWhileCard,
    /// The card is asked for, and the app holds the day: `other_key_in_use` too, with another
    /// remedy.
    CardWhileApp,
    /// The app does not hold the day, so nothing has to serve in its place.
    FallbackNotNeeded,
    /// The app holds the day, and the phone is there.
    PhoneNotLost,
}

impl KeyReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::AppWhileCard,
        Self::CardWhileApp,
        Self::FallbackNotNeeded,
        Self::PhoneNotLost,
    ];

    /// The fixed number, 1 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::AppWhileCard | Self::CardWhileApp => 1,
            Self::FallbackNotNeeded => 2,
            Self::PhoneNotLost => 3,
        }
    }

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AppWhileCard | Self::CardWhileApp => "other_key_in_use",
            Self::FallbackNotNeeded => "fallback_not_needed",
            Self::PhoneNotLost => "phone_not_lost",
        }
    }

    /// What is needed for it to apply no longer; none if nothing helps.
    #[must_use]
    pub const fn needs(self) -> Option<&'static str> {
        match self {
            Self::AppWhileCard => Some("another_day"),
            Self::CardWhileApp => Some("update_code"),
            Self::FallbackNotNeeded => None,
            Self::PhoneNotLost => Some("lost_phone_statement"),
        }
    }

    /// What to tell a person.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::AppWhileCard => "the card is the key of today",
            Self::CardWhileApp => "the app is the key of today",
            Self::FallbackNotNeeded => "the app is not the key of today",
            Self::PhoneNotLost => "the phone is not stated to be lost",
        }
    }
}

impl fmt::Display for KeyReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}
