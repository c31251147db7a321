use super::{Caveat, Caveats, GrantBody, Operations};
use crate::calendar::UnixSeconds;

/// What is left of a grant, body and caveats taken together. Computed here alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Rights {
    /// What it still allows.
    pub operations: Operations,
    /// Its first instant: the greatest of body and caveats.
    pub not_before: UnixSeconds,
    /// The instant at which it is over: the least of body and caveats.
    pub not_after: UnixSeconds,
    /// The first eight bytes of the last delegate, by the word of the holder before; 0
    /// without one.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::decimal"))]
    pub delegate: u64,
}

impl Rights {
    /// The rights of a body under caveats.
    #[must_use]
    pub fn of(body: &GrantBody, caveats: &Caveats) -> Self {
        let caveats = caveats.as_slice().iter();
        caveats.fold(Self::whole(body), Self::under)
    }

    /// The rights of a body alone.
    pub(super) const fn whole(body: &GrantBody) -> Self {
        Self {
            operations: body.operations,
            not_before: body.not_before,
            not_after: body.not_after,
            delegate: 0,
        }
    }

    /// What one caveat leaves of them.
    pub(super) fn under(self, caveat: &Caveat) -> Self {
        match caveat {
            Caveat::NotBefore(instant) => Self {
                not_before: self.not_before.max(*instant),
                ..self
            },
            Caveat::NotAfter(instant) => Self {
                not_after: self.not_after.min(*instant),
                ..self
            },
            Caveat::Operations(operations) => Self {
                operations: self.operations.and(*operations),
                ..self
            },
            Caveat::Delegate(id) => {
                let delegate = id
                    .first_chunk()
                    .map_or(0, |first| u64::from_be_bytes(*first));
                Self { delegate, ..self }
            }
        }
    }
}
