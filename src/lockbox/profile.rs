use super::Limits;
use crate::Error;
use crate::codes::CodeProfile;
use crate::grants::{GrantOperation, Operations};
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "ProfileFields", into = "ProfileFields")
)]
pub struct Profile {
    id: Id,
    codes: CodeProfile,
    limits: Limits,
    lacking: Operations,
}

/// A profile's members before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFields {
    id: Id,
    codes: CodeProfile,
    limits: Limits,
    lacking: Operations,
}

#[cfg(feature = "serde")]
impl TryFrom<ProfileFields> for Profile {
    type Error = Error;

    fn try_from(fields: ProfileFields) -> Result<Self, Error> {
        Self::new(fields.id, fields.codes, fields.limits)?.lacking(fields.lacking)
    }
}

#[cfg(feature = "serde")]
impl From<Profile> for ProfileFields {
    fn from(profile: Profile) -> Self {
        let Profile {
            id,
            codes,
            limits,
            lacking,
        } = profile;
        Self {
            id,
            codes,
            limits,
            lacking,
        }
    }
}

impl Profile {
    /// A profile of these parts.
    ///
    /// # Errors
    /// [`Error::Limit`] for a limit out of its range; within theirs, a random guess never
    /// opens more often than 1 time in 100,000.
    pub fn new(id: Id, codes: CodeProfile, limits: Limits) -> Result<Self, Error> {
        limits.check()?;
        let lacking = Operations::default();
        Ok(Self {
            id,
            codes,
            limits,
            lacking,
        })
    }

    /// The profile of a model that cannot do some operations: a box without a shackle, or
    /// one whose firmware is fixed.
    ///
    /// # Errors
    /// [`Error::Lacking`] for the key compartment: every lockbox has one.
    pub fn lacking(self, lacking: Operations) -> Result<Self, Error> {
        if lacking.contains(GrantOperation::KeyCompartment) {
            return Err(Error::Lacking);
        }
        Ok(Self { lacking, ..self })
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

    /// The operations that its model cannot do.
    #[must_use]
    pub const fn operations_lacking(&self) -> Operations {
        self.lacking
    }
}

#[cfg(test)]
mod tests {
    use crate::bounds::{DAY_SLOTS, TOLERANCE_MAX_SECONDS};
    use crate::codes::odds::GuessParameters;

    /// Why a profile does not count its odds: whatever its limits, they are good enough.
    #[test]
    fn limits_within_their_ranges_never_make_a_guess_too_likely() {
        for tolerance in (0..=TOLERANCE_MAX_SECONDS).step_by(30) {
            for near in [tolerance.saturating_sub(1), tolerance] {
                for day_slots in [1, DAY_SLOTS] {
                    let parameters = GuessParameters {
                        day_slots,
                        tolerance: near,
                        ..GuessParameters::default()
                    };
                    assert_eq!(parameters.check(), Ok(()), "{parameters:?}");
                }
            }
        }
    }
}
