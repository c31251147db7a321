use no_std_compat::vec::Vec;

use super::{Appointment, Error, Event, Other, Rules, Situation, Step};
use crate::calendar::Zone;
use crate::lockbox::AccessHours;
use crate::policy::Window;

/// [`Rules`] with their list on the heap.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedRules {
    /// Grace before the start, in seconds.
    #[cfg_attr(feature = "serde", serde(default = "default::early"))]
    pub early: u32,
    /// Grace after the end, in seconds.
    #[cfg_attr(feature = "serde", serde(default = "default::late"))]
    pub late: u32,
    /// How long before its start an appointment has to be asked for, in seconds.
    #[cfg_attr(feature = "serde", serde(default = "default::lead_time"))]
    pub lead_time: u32,
    /// The longest appointment, in seconds.
    #[cfg_attr(feature = "serde", serde(default = "default::max_length"))]
    pub max_length: u32,
    /// Whether several parties may come at one time.
    #[cfg_attr(feature = "serde", serde(default))]
    pub overlap: bool,
    /// Periods without showings.
    #[cfg_attr(feature = "serde", serde(default))]
    pub blocked: Vec<Window>,
    /// Local hours within which a showing lies, as a whole.
    #[cfg_attr(feature = "serde", serde(default))]
    pub access_hours: Option<AccessHours>,
    /// How long before access begins the grant may leave the service, in seconds.
    #[cfg_attr(feature = "serde", serde(default = "default::release_lead"))]
    pub release_lead: u32,
    /// The lockbox's zone.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::values::zone_hex"))]
    pub zone: Zone,
}

/// The defaults of [`Rules::of`], one by one.
#[cfg(feature = "serde")]
mod default {
    use super::{Rules, Zone};

    const RULES: Rules<'_> = Rules::of(Zone::UTC);

    pub(super) const fn early() -> u32 {
        RULES.early
    }

    pub(super) const fn late() -> u32 {
        RULES.late
    }

    pub(super) const fn lead_time() -> u32 {
        RULES.lead_time
    }

    pub(super) const fn max_length() -> u32 {
        RULES.max_length
    }

    pub(super) const fn release_lead() -> u32 {
        RULES.release_lead
    }
}

impl OwnedRules {
    /// The defaults, in this zone.
    #[must_use]
    pub fn of(zone: Zone) -> Self {
        Rules::of(zone).into()
    }

    /// The same rules, borrowed.
    #[must_use]
    pub fn as_rules(&self) -> Rules<'_> {
        Rules {
            early: self.early,
            late: self.late,
            lead_time: self.lead_time,
            max_length: self.max_length,
            overlap: self.overlap,
            blocked: &self.blocked,
            access_hours: self.access_hours,
            release_lead: self.release_lead,
            zone: self.zone,
        }
    }
}

impl From<Rules<'_>> for OwnedRules {
    fn from(rules: Rules<'_>) -> Self {
        Self {
            early: rules.early,
            late: rules.late,
            lead_time: rules.lead_time,
            max_length: rules.max_length,
            overlap: rules.overlap,
            blocked: rules.blocked.into(),
            access_hours: rules.access_hours,
            release_lead: rules.release_lead,
            zone: rules.zone,
        }
    }
}

/// A [`Situation`] with its lists on the heap.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedSituation {
    /// What the listing says about appointments.
    pub rules: OwnedRules,
    /// The appointment; none before it is asked for.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub appointment: Option<Appointment>,
    /// The other appointments of the listing.
    pub others: Vec<Other>,
    /// Whether showing agents have access in the listing's present status.
    pub showable: bool,
    /// The sequence of the last bulletin made for the lockbox; 0 for none.
    pub bulletin: u32,
    /// What happens.
    pub event: Event,
}

impl OwnedSituation {
    /// As [`Situation::step`].
    ///
    /// # Errors
    /// As [`Situation::step`].
    pub fn step(&self) -> Result<Step, Error> {
        let situation = Situation {
            rules: self.rules.as_rules(),
            appointment: self.appointment,
            others: &self.others,
            showable: self.showable,
            bulletin: self.bulletin,
            event: self.event,
        };
        situation.step()
    }
}
