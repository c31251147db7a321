use serde::Serialize;

/// A group of files that an implementation claims as a whole: what it is that was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Capability {
    /// A service that issues codes and grants and decides who gets them.
    Issuer,
    /// A lockbox or its keypad.
    Box,
    /// What presents a grant at a box.
    Phone,
    /// Days on market and what is said of listings.
    Market,
}

impl Capability {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Issuer, Self::Box, Self::Phone, Self::Market];

    /// As the protocol has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Box => "box",
            Self::Phone => "phone",
            Self::Market => "market",
        }
    }

    /// The capability of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// The algorithms whose files belong to it. Some belong to several.
    #[must_use]
    pub const fn algorithms(self) -> &'static [&'static str] {
        match self {
            Self::Issuer => &[
                "keys",
                "day-code",
                "day-code-issue",
                "numeral-cipher",
                "flex-code",
                "flex-code-issue",
                "service-code",
                "renewal-code",
                "code-digest",
                "grant",
                "bulletin",
                "issuance",
                "status-gate",
                "appointment",
                "single-key",
                "renewal-policy",
            ],
            Self::Box => &[
                "keys",
                "zone",
                "numeral-cipher",
                "day-code-reading",
                "day-code-zone-reading",
                "flex-code-reading",
                "service-code-reading",
                "grant-proof",
                "bulletin",
                "audit",
                "lockbox-session",
            ],
            Self::Phone => &["grant", "grant-proof", "single-key", "zone"],
            Self::Market => &["market", "market-fields", "market-leads", "market-keys"],
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Capability;
    use crate::supported;

    #[test]
    fn every_file_belongs_to_a_capability_and_none_of_them_to_nothing() {
        let listed: BTreeSet<&str> = Capability::ALL
            .iter()
            .flat_map(|capability| capability.algorithms())
            .copied()
            .collect();
        assert_eq!(listed, supported().collect());
        for capability in Capability::ALL {
            assert_eq!(Capability::from_name(capability.name()), Some(capability));
        }
        assert_eq!(Capability::from_name("Box"), None);
    }
}
