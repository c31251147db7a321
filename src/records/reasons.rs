use core::fmt;

use super::RecordError;
use crate::policy::{Listed, Set};

/// Every reason of the rules that are recorded, by its name, in the order of their tables. A
/// new one goes to the end.
const NAMES: &[&str] = &[
    // Issuance.
    "consumer",
    "issuer_not_entitled",
    "pin_not_verified",
    "service_codes_refused",
    "method_not_for_recipient",
    "no_reciprocity",
    "contractor_code_required",
    "membership_inactive",
    "licence_unverified",
    "account_unregistered",
    "name_missing",
    "identity_unchecked",
    "seller_permission_missing",
    "box_unassigned",
    "status_forbids",
    "status_needs_permission",
    "method_not_in_listing",
    "appointment_missing",
    "appointment_not_approved",
    "appointment_of_another",
    "outside_appointment",
    "day_codes_off",
    "contractor_codes_off",
    "box_suspended",
    "box_lacks_bluetooth",
    "box_lacks_flex_codes",
    "box_lacks_shackle",
    "phone_too_old",
    "operation_not_allowed",
    "window_over",
    "too_far_ahead",
    "window_too_short",
    "window_too_long",
    "window_off_half_hour",
    "length_unavailable",
    "no_slot_left",
    "no_copy_left",
    "too_many_overlapping",
    "too_many_contractor_codes",
    // Status gate.
    "listing_deleted",
    "seller_request_missing",
    // Appointments: steps, then access.
    "final_state",
    "wrong_state",
    "wrong_actor",
    "not_showable",
    "start_passed",
    "lead_time_short",
    "too_long",
    "blocked_period",
    "outside_access_hours",
    "appointment_over",
    "overlaps",
    "before_release",
    "outside_window",
    "no_appointment",
    "not_approved",
    "other_holder",
    "other_listing",
    "too_early",
    "too_late",
    // The key of the day, then renewals; the first of these is also of issuance.
    "other_key_in_use",
    "fallback_not_needed",
    "phone_not_lost",
    "card_lost",
    "month_used_up",
    "row_used_up",
    "days_left",
    // Regions.
    "not_owner",
    "box_assigned",
    "no_licence_from",
    "no_licence_to",
    "not_in_association",
];

const _: () = assert!(NAMES.len() <= u128::BITS as usize);

/// The reasons of a denial, of whichever rule, in the order of its table.
///
/// ```
/// use doorward::policy::Set;
/// use doorward::policy::renewal::RenewalReason;
/// use doorward::records::{RecordError, Reasons};
///
/// let denied: Set<RenewalReason> = [RenewalReason::CardLost].into_iter().collect();
/// assert!(Reasons::of(denied)?.names().eq(["card_lost"]));
/// assert_eq!(Reasons::default().with("no_such_reason"), Err(RecordError::BadValue));
/// # Ok::<(), RecordError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Reasons(u128);

impl Reasons {
    /// The reasons of a ruling.
    ///
    /// # Errors
    /// [`RecordError::BadValue`] for a list that is not of reasons.
    pub fn of<R: Listed>(reasons: Set<R>) -> Result<Self, RecordError> {
        reasons
            .iter()
            .try_fold(Self::default(), |found, reason| found.with(reason.name()))
    }

    /// These and the reason of this name.
    ///
    /// # Errors
    /// [`RecordError::BadValue`] for a name that no rule has.
    pub fn with(self, name: &str) -> Result<Self, RecordError> {
        bit(name)
            .map(|bit| Self(self.0 | bit))
            .ok_or(RecordError::BadValue)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Their names, in order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        NAMES
            .iter()
            .copied()
            .filter(move |name| bit(name).is_some_and(|bit| self.0 & bit != 0))
    }

    /// These and one that comes after all of them.
    #[cfg(feature = "serde")]
    fn followed_by(self, name: &str) -> Option<Self> {
        bit(name)
            .filter(|bit| *bit > self.0)
            .map(|bit| Self(self.0 | bit))
    }
}

fn bit(name: &str) -> Option<u128> {
    let place = NAMES.iter().position(|known| *known == name)?;
    1_u128.checked_shl(u32::try_from(place).ok()?)
}

impl fmt::Debug for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Reasons {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.names())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Reasons {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;

        struct Names;

        impl<'de> serde::de::Visitor<'de> for Names {
            type Value = Reasons;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("names of reasons, in their order")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut names: A,
            ) -> Result<Reasons, A::Error> {
                let mut reasons = Reasons::default();
                while let Some(name) = names.next_element::<crate::policy::Name>()? {
                    reasons = reasons
                        .followed_by(name.as_str())
                        .ok_or_else(|| A::Error::custom("no such reason, or out of order"))?;
                }
                Ok(reasons)
            }
        }

        deserializer.deserialize_seq(Names)
    }
}
