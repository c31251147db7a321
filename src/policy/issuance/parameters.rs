use crate::bounds::{
    CANCEL_DAYS_AHEAD, CONTRACTOR_CODES_MAX, DAY_SLOTS, FLEX_COPIES, FLEX_OVERLAPPING_MAX,
    POLICY_GRANT_MIN_SECONDS, POLICY_MEMBER_MAX_SECONDS, POLICY_WINDOW_MAX_SECONDS,
    RELEASE_LEAD_MAX_SECONDS, SECONDS_PER_DAY, SECONDS_PER_HALF_HOUR,
};
use crate::policy::BadValue;
use crate::policy::values::check;

/// What the association decides about issuing. Lengths are in seconds; unless said, a default
/// is the convention of existing systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Parameters {
    /// The shortest guest grant: 1,800; 60 to 2,678,400.
    pub guest_min: u32,
    /// The longest guest grant: 604,800; from the shortest to 2,678,400.
    pub guest_max: u32,
    /// The longest guest grant of a homeowner: 3,600, this project's choice; 60 to 86,400.
    pub homeowner_max: u32,
    /// The longest member grant: 259,200, as in the specification of grants; 60 to that.
    pub member_max: u32,
    /// How many days ahead a day code may lie: 14; 0 to 64.
    pub day_days_ahead: u8,
    /// Day codes for one date: 16; 1 to 16.
    pub day_slots: u8,
    /// The shortest FlexCode or contractor code: 1,800; 1,800 to 2,678,400.
    pub flex_min: u32,
    /// The longest FlexCode: 2,678,400; from the shortest to that.
    pub flex_max: u32,
    /// The longest contractor code: 1,209,600; 1,800 to 2,678,400.
    pub contractor_max: u32,
    /// Contractor codes alive at one time: 3; 0 to 16.
    pub contractor_alive: u8,
    /// FlexCodes for one window, operation and use: 4; 1 to 4.
    pub flex_per_window: u8,
    /// FlexCodes alive whose windows meet a new one's: 16; 1 to 64.
    pub flex_overlapping: u8,
    /// How long before it is good a grant may leave the service: 300; 0 to 3,600.
    pub release_lead: u32,
    /// The oldest Android that is supported: 6.0.1.
    pub android_min: [u16; 3],
    /// The oldest iOS that is supported: 8.0.0.
    pub ios_min: [u16; 3],
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            guest_min: 1_800,
            guest_max: 604_800,
            homeowner_max: 3_600,
            member_max: POLICY_MEMBER_MAX_SECONDS,
            day_days_ahead: 14,
            day_slots: DAY_SLOTS,
            flex_min: SECONDS_PER_HALF_HOUR,
            flex_max: POLICY_WINDOW_MAX_SECONDS,
            contractor_max: 1_209_600,
            contractor_alive: 3,
            flex_per_window: FLEX_COPIES,
            flex_overlapping: 16,
            release_lead: 300,
            android_min: [6, 0, 1],
            ios_min: [8, 0, 0],
        }
    }
}

impl Parameters {
    /// Whether each is within its range.
    ///
    /// # Errors
    /// [`BadValue`].
    pub fn check(&self) -> Result<(), BadValue> {
        let flex = SECONDS_PER_HALF_HOUR..=POLICY_WINDOW_MAX_SECONDS;
        let guest = POLICY_GRANT_MIN_SECONDS..=POLICY_WINDOW_MAX_SECONDS;
        check(
            guest.contains(&self.guest_min)
                && guest.contains(&self.guest_max)
                && self.guest_min <= self.guest_max
                && (POLICY_GRANT_MIN_SECONDS..=SECONDS_PER_DAY).contains(&self.homeowner_max)
                && (POLICY_GRANT_MIN_SECONDS..=POLICY_MEMBER_MAX_SECONDS)
                    .contains(&self.member_max)
                && u32::from(self.day_days_ahead) <= CANCEL_DAYS_AHEAD
                && (1..=DAY_SLOTS).contains(&self.day_slots)
                && flex.contains(&self.flex_min)
                && flex.contains(&self.flex_max)
                && self.flex_min <= self.flex_max
                && flex.contains(&self.contractor_max)
                && self.contractor_alive <= CONTRACTOR_CODES_MAX
                && (1..=FLEX_COPIES).contains(&self.flex_per_window)
                && (1..=FLEX_OVERLAPPING_MAX).contains(&self.flex_overlapping)
                && self.release_lead <= RELEASE_LEAD_MAX_SECONDS,
        )
    }
}
