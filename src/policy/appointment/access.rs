use super::{Appointment, Error, Rules};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::listed::reasons;
use crate::policy::values::check_instant;
use crate::policy::{Decision, Name, Set};

reasons! {
    /// Why an appointment lets nobody in now.
    AccessReason {
        /// Nothing else is looked at.
        NoAppointment = 1, "no_appointment", Some("approved_appointment"),
            "there is no appointment";
        NotApproved = 2, "not_approved", Some("approved_appointment"),
            "the appointment is not approved";
        OtherHolder = 3, "other_holder", Some("approved_appointment"),
            "the appointment is someone else's";
        OtherListing = 4, "other_listing", Some("approved_appointment"),
            "the appointment is at another listing";
        TooEarly = 5, "too_early", Some("appointment_window"),
            "the appointment has not begun";
        TooLate = 6, "too_late", Some("new_appointment"), "the appointment is over";
    }
}

/// Whether an appointment lets its holder in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Admission {
    /// Permit or deny.
    pub decision: Decision,
    /// Every reason against it.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::listed::reasons_list"))]
    pub reasons: Set<AccessReason>,
}

/// Whether an appointment lets `holder` into `listing` at `now`, grace included.
///
/// # Errors
/// [`Error::BadValue`], [`Error::WindowBackwards`].
pub fn admit(
    rules: &Rules<'_>,
    appointment: Option<&Appointment>,
    holder: &Name,
    listing: &Name,
    now: UnixSeconds,
) -> Result<Admission, Error> {
    check(rules, appointment)?;
    check_instant(now)?;
    let reasons = if let Some(appointment) = appointment {
        let access = rules.access_window(appointment);
        Set::of([
            (!appointment.state.gives_access(), AccessReason::NotApproved),
            (appointment.holder != *holder, AccessReason::OtherHolder),
            (appointment.listing != *listing, AccessReason::OtherListing),
            (now < access.start, AccessReason::TooEarly),
            (now >= access.end, AccessReason::TooLate),
        ])
    } else {
        Set::of([(true, AccessReason::NoAppointment)])
    };
    Ok(Admission {
        decision: Decision::of(reasons),
        reasons,
    })
}

/// What to issue for an appointment. Whether and by which method is for
/// [`issuance`](crate::policy::issuance), asked again at the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct GrantTerms {
    /// For whom.
    pub holder: Name,
    /// For which lockbox.
    pub lockbox: Id,
    /// Its first instant: the start less the grace before it.
    pub not_before: UnixSeconds,
    /// The instant at which it is over: the end and the grace after it.
    pub not_after: UnixSeconds,
    /// When it may leave the service.
    pub release_at: UnixSeconds,
    /// The sequence of the bulletin that the phone is given with it, so that a revocation of
    /// someone else's grant is at the door no later than this visitor; 0 for none.
    pub bulletin: u32,
}

/// What to issue for an appointment that is approved or in progress. `bulletin` is the
/// sequence of the last bulletin made for the lockbox, 0 for none.
///
/// # Errors
/// [`Error::BadValue`], [`Error::WindowBackwards`],
/// [`Error::NotApproved`].
pub fn grant_for(
    rules: &Rules<'_>,
    appointment: &Appointment,
    bulletin: u32,
) -> Result<GrantTerms, Error> {
    check(rules, Some(appointment))?;
    if !appointment.state.gives_access() {
        return Err(Error::NotApproved);
    }
    let access = rules.access_window(appointment);
    Ok(GrantTerms {
        holder: appointment.holder,
        lockbox: appointment.lockbox,
        not_before: access.start,
        not_after: access.end,
        release_at: rules.release_at(appointment),
        bulletin,
    })
}

fn check(rules: &Rules<'_>, appointment: Option<&Appointment>) -> Result<(), Error> {
    rules.check_values()?;
    appointment.map_or(Ok(()), Appointment::check)?;
    if appointment.is_some_and(|it| !it.window().is_forward()) {
        return Err(Error::WindowBackwards);
    }
    rules.check_windows()
}
