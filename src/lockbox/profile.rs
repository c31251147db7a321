use super::Limits;
use crate::Error;
use crate::codes::CodeProfile;
use crate::codes::odds::GuessParameters;
use crate::keys::Id;

/// What a lockbox is provisioned as. Its id and the lengths of its codes never change in
/// the field.
///
/// ```
/// use doorward::codes::CodeProfile;
/// use doorward::keys::Id;
/// use doorward::lockbox::{AccessHours, Limits, Profile};
///
/// let hours = AccessHours { from: 8 * 60, to: 22 * 60 };
/// let limits = Limits { access_hours: Some(hours), ..Limits::default() };
/// let profile = Profile::new(Id::new("LB-00012345")?, CodeProfile::default(), limits)?;
/// assert_eq!(profile.limits().access_hours, Some(hours));
/// # Ok::<(), doorward::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Profile {
    id: Id,
    codes: CodeProfile,
    limits: Limits,
}

impl Profile {
    /// A profile of these parts.
    ///
    /// # Errors
    /// [`Error::Limit`] for a limit out of its range; [`Error::GuessTooLikely`] where a
    /// random guess would open more often than 1 time in 100,000.
    pub fn new(id: Id, codes: CodeProfile, limits: Limits) -> Result<Self, Error> {
        limits.check()?;
        let parameters = GuessParameters {
            day_digits: codes.day_digits(),
            day_slots: limits.day_slots,
            flex_digits: codes.flex_digits(),
            tolerance: u32::from(limits.tolerance_max_seconds),
            ..GuessParameters::default()
        };
        parameters.check()?;
        Ok(Self { id, codes, limits })
    }

    /// The lockbox's id.
    #[must_use]
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// The lengths of its codes.
    #[must_use]
    pub const fn codes(&self) -> CodeProfile {
        self.codes
    }

    /// Its limits at provisioning.
    #[must_use]
    pub const fn limits(&self) -> Limits {
        self.limits
    }
}
