use super::{Appointment, Error};
use crate::bounds::{
    APPOINTMENT_GRACE_MAX_SECONDS, APPOINTMENT_LEAD_MAX_SECONDS, APPOINTMENT_MAX_SECONDS,
    APPOINTMENT_MIN_SECONDS, RELEASE_LEAD_MAX_SECONDS, ZONE_MINUTE_MAX,
};
use crate::calendar::{UnixSeconds, Zone};
use crate::lockbox::AccessHours;
use crate::policy::values::check;
use crate::policy::{BadValue, Window};

/// What a listing says about appointments. Lengths are in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Rules<'a> {
    /// Grace before the start: 0, a convention of existing systems; 0 to 5,400.
    pub early: u32,
    /// Grace after the end: 900, a convention of existing systems; 0 to 5,400.
    pub late: u32,
    /// How long before its start an appointment has to be asked for: 0; 0 to 604,800.
    pub lead_time: u32,
    /// The longest appointment: 3,600; 900 to 86,400.
    pub max_length: u32,
    /// Whether several parties may come at one time; no by default.
    pub overlap: bool,
    /// Periods without showings; none by default.
    pub blocked: &'a [Window],
    /// Local hours within which a showing lies, as a whole; none by default.
    pub access_hours: Option<AccessHours>,
    /// How long before access begins the grant may leave the service: 300; 0 to 3,600.
    pub release_lead: u32,
    /// The lockbox's zone.
    #[cfg_attr(
        feature = "serde",
        serde(serialize_with = "crate::policy::values::zone_hex::serialize")
    )]
    pub zone: Zone,
}

impl Rules<'static> {
    /// The defaults, in this zone.
    #[must_use]
    pub const fn of(zone: Zone) -> Self {
        Self {
            early: 0,
            late: 900,
            lead_time: 0,
            max_length: 3_600,
            overlap: false,
            blocked: &[],
            access_hours: None,
            release_lead: 300,
            zone,
        }
    }
}

impl Rules<'_> {
    /// When an appointment gives access: grace included.
    #[must_use]
    pub fn access_window(&self, appointment: &Appointment) -> Window {
        Window {
            start: appointment.start.saturating_sub(u64::from(self.early)),
            end: appointment.end.saturating_add(u64::from(self.late)),
        }
    }

    /// When its grant may leave the service: so long before access begins, since a grant
    /// released later would waste the early minutes.
    #[must_use]
    pub fn release_at(&self, appointment: &Appointment) -> UnixSeconds {
        self.access_window(appointment)
            .start
            .saturating_sub(u64::from(self.release_lead))
    }

    /// Whether each is within its range.
    ///
    /// # Errors
    /// [`Error::BadValue`], [`Error::WindowBackwards`] for a blocked
    /// period.
    pub fn check(&self) -> Result<(), Error> {
        self.check_values()?;
        self.check_windows()
    }

    pub(super) fn check_values(&self) -> Result<(), BadValue> {
        let hours_are_good = self
            .access_hours
            .is_none_or(|hours| hours.from < hours.to && hours.to <= ZONE_MINUTE_MAX);
        check(
            hours_are_good
                && self.early <= APPOINTMENT_GRACE_MAX_SECONDS
                && self.late <= APPOINTMENT_GRACE_MAX_SECONDS
                && self.lead_time <= APPOINTMENT_LEAD_MAX_SECONDS
                && (APPOINTMENT_MIN_SECONDS..=APPOINTMENT_MAX_SECONDS).contains(&self.max_length)
                && self.release_lead <= RELEASE_LEAD_MAX_SECONDS,
        )?;
        self.blocked.iter().try_for_each(|window| window.check())
    }

    pub(super) fn check_windows(&self) -> Result<(), Error> {
        if self.blocked.iter().all(|window| window.is_forward()) {
            Ok(())
        } else {
            Err(Error::WindowBackwards)
        }
    }

    /// Whether a window has a second outside the hours, or lies on two local days.
    pub(super) fn is_outside_hours(&self, window: Window) -> bool {
        let Some(hours) = self.access_hours else {
            return false;
        };
        let last = window.end.saturating_sub(1);
        let is_outside = |instant: UnixSeconds| {
            let minute = self.zone.minute_of_day_at(instant);
            !(hours.from..hours.to).contains(&minute)
        };
        self.zone.day_at(window.start) != self.zone.day_at(last)
            || is_outside(window.start)
            || is_outside(last)
    }
}
