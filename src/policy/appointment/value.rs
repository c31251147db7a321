use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::listed::{closed_list, errors};
use crate::policy::values::{check, check_instant};
use crate::policy::{BadValue, Name, Window};

errors! {
    /// Input that makes no sense: nothing was ruled. The first in this order.
    Error {
        BadValue = 1, "bad_value", "a value is out of its range";
        /// Of an event, an appointment, one of the others, or a blocked period.
        WindowBackwards = 2, "window_backwards", "a window ends before it begins";
        NoAppointment = 3, "no_appointment", "there is no appointment for such an event";
        FutureOpening = 4, "future_opening", "the opening lies in the future";
        RepeatedId = 5, "repeated_id", "another appointment has the new one's id";
        /// Asked for a grant.
        NotApproved = 6, "not_approved", "the appointment is not approved";
    }
}

closed_list! {
    /// Where an appointment stands.
    State {
        Requested = 1, "requested", "asked for, not answered";
        Approved = 2, "approved", "the listing side agreed";
        InProgress = 3, "in_progress", "the lockbox was opened";
        /// Or nobody answered in time. Final.
        Declined = 4, "declined", "the listing side refused";
        /// By either side. Final.
        Cancelled = 5, "cancelled", "called off";
        /// Final.
        Rescheduled = 6, "rescheduled", "replaced by another appointment";
        /// Final.
        NoShow = 7, "no_show", "over, and the lockbox was never opened";
        /// Final.
        Completed = 8, "completed", "over";
    }
}

impl State {
    /// Whether nothing moves it any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Requested | Self::Approved | Self::InProgress)
    }

    /// Whether it lets its holder in, within its window.
    #[must_use]
    pub const fn gives_access(self) -> bool {
        matches!(self, Self::Approved | Self::InProgress)
    }
}

/// An appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Appointment {
    /// Its id.
    pub id: Name,
    /// The listing shown.
    pub listing: Name,
    /// Who shows it.
    pub holder: Name,
    /// The lockbox at its door.
    pub lockbox: Id,
    /// Its first instant, grace not counted.
    pub start: UnixSeconds,
    /// The instant at which it is over, grace not counted.
    pub end: UnixSeconds,
    /// Where it stands.
    pub state: State,
    /// The number of its last event, from 1.
    pub sequence: u32,
    /// Whether its grant has left the service.
    pub grant_released: bool,
    /// When the lockbox was opened first.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub opened_at: Option<UnixSeconds>,
    /// The appointment that this one is in place of.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub replaces: Option<Name>,
    /// The appointment in place of this one.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub replaced_by: Option<Name>,
}

impl Appointment {
    /// From start to end, grace not counted.
    #[must_use]
    pub const fn window(&self) -> Window {
        Window {
            start: self.start,
            end: self.end,
        }
    }

    pub(super) fn check(&self) -> Result<(), BadValue> {
        self.window().check()?;
        check(self.sequence > 0)?;
        self.opened_at.map_or(Ok(()), check_instant)
    }
}

/// Another appointment of the listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Other {
    /// Its id.
    pub id: Name,
    /// Its first instant.
    pub start: UnixSeconds,
    /// The instant at which it is over.
    pub end: UnixSeconds,
    /// Where it stands.
    pub state: State,
}

impl Other {
    pub(super) const fn window(&self) -> Window {
        Window {
            start: self.start,
            end: self.end,
        }
    }
}

/// What other systems are told of an appointment whose state is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Record {
    /// The appointment.
    pub appointment: Name,
    /// The listing shown.
    pub listing: Name,
    /// The lockbox at its door.
    pub lockbox: Id,
    /// Who shows it.
    pub holder: Name,
    /// Its first instant, grace not counted.
    pub start: UnixSeconds,
    /// The instant at which it is over, grace not counted.
    pub end: UnixSeconds,
    /// Where it stands now.
    pub state: State,
    /// The number of this event, from 1.
    pub sequence: u32,
    /// When it happened.
    pub at: UnixSeconds,
    /// The appointment that this one is in place of.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub replaces: Option<Name>,
    /// The appointment in place of this one.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub replaced_by: Option<Name>,
}

impl Record {
    /// The record of an appointment after the step at `at`.
    pub(super) const fn of(appointment: &Appointment, at: UnixSeconds) -> Self {
        Self {
            appointment: appointment.id,
            listing: appointment.listing,
            lockbox: appointment.lockbox,
            holder: appointment.holder,
            start: appointment.start,
            end: appointment.end,
            state: appointment.state,
            sequence: appointment.sequence,
            at,
            replaces: appointment.replaces,
            replaced_by: appointment.replaced_by,
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let window = Window {
            start: self.start,
            end: self.end,
        };
        window.check()?;
        check_instant(self.at)?;
        check(self.sequence > 0)?;
        if window.is_forward() {
            Ok(())
        } else {
            Err(Error::WindowBackwards)
        }
    }
}
