use super::event::{Blocked, opens_in_future, transition};
use super::{
    Action, Actor, Appointment, Error, Event, EventKind, Other, Record, Records, Rules, State, Step,
};
use crate::policy::listed::{closed_list, reasons};
use crate::policy::{Decision, Set, Window};

reasons! {
    /// Why an event is denied.
    Reason {
        FinalState = 1, "final_state", Some("new_appointment"), "the appointment has ended";
        WrongState = 2, "wrong_state", Some("other_state"),
            "the appointment is not in a state for this";
        WrongActor = 3, "wrong_actor", Some("entitled_actor"), "someone else has to do this";
        /// Of a request, an approval, a reschedule, a release.
        NotShowable = 4, "not_showable", Some("showable_status"),
            "the listing's status allows no showings";
        /// Of a request, a reschedule.
        StartPassed = 5, "start_passed", Some("later_window"), "the start has passed";
        /// Of a request, and of the holder's reschedule.
        LeadTimeShort = 6, "lead_time_short", Some("later_window"),
            "the listing wants to be asked earlier";
        /// Of a request, a reschedule.
        TooLong = 7, "too_long", Some("shorter_window"), "longer than the listing allows";
        /// Of a request, a reschedule.
        BlockedPeriod = 8, "blocked_period", Some("other_window"),
            "the listing is not shown at that time";
        /// Of a request, a reschedule.
        OutsideAccessHours = 9, "outside_access_hours", Some("other_window"),
            "outside the access hours";
        /// Of an approval, a release.
        AppointmentOver = 10, "appointment_over", Some("new_appointment"),
            "the appointment is over";
        /// Of a request, an approval, a reschedule.
        Overlaps = 11, "overlaps", Some("other_window"), "another showing has that time";
        BeforeRelease = 12, "before_release", Some("release_instant"),
            "the grant may not leave the service yet";
        OutsideWindow = 13, "outside_window", Some("appointment_window"),
            "the lockbox was opened outside the appointment";
    }
}

closed_list! {
    /// What the caller has to do about a step.
    Obligation {
        PublishEvents = 1, "publish_events", "tell other systems";
        WithholdGrant = 2, "withhold_grant", "never release the grant";
        RevokeGrant = 3, "revoke_grant", "revoke the grant";
        IssueGrant = 4, "issue_grant", "issue the grant";
        ReleaseGrant = 5, "release_grant", "release the grant";
        CarryBulletin = 6, "carry_bulletin", "give the phone the bulletin with the grant";
        NotifyHolder = 7, "notify_holder", "tell the holder";
        NotifyListingSide = 8, "notify_listing_side", "tell the listing side";
    }
}

/// An appointment, what there is around it, and what happens to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Situation<'a> {
    /// What the listing says about appointments.
    pub rules: Rules<'a>,
    /// The appointment; none before it is asked for.
    pub appointment: Option<Appointment>,
    /// The other appointments of the listing.
    pub others: &'a [Other],
    /// Whether showing agents have access in the listing's present status
    /// ([`Gate::keeps`](crate::policy::status_gate::Gate::keeps)).
    pub showable: bool,
    /// The sequence of the last bulletin made for the lockbox; 0 for none.
    pub bulletin: u32,
    /// What happens.
    pub event: Event,
}

/// What a permitted event makes of things.
struct After {
    appointment: Option<Appointment>,
    created: Option<Appointment>,
    is_new_state: bool,
    is_first_release: bool,
    is_first_opening: bool,
}

impl Situation<'_> {
    /// Judges the event, and says what follows from it.
    ///
    /// # Errors
    /// [`Error`], the first in its order; also [`Error::BadValue`] where
    /// the appointment's sequence has no successor.
    pub fn step(&self) -> Result<Step, Error> {
        self.check()?;
        let next = self.next();
        let reasons = self.reasons(next);
        let (Ok(next), true) = (next, reasons.is_empty()) else {
            return Ok(Step {
                decision: Decision::Deny,
                reasons,
                obligations: Set::EMPTY,
                appointment: self.appointment,
                created: None,
                events: Records::default(),
            });
        };
        let after = self.after(next)?;
        let record = |appointment: &Appointment| Record::of(appointment, self.event.now);
        let changed = after.appointment.filter(|_| after.is_new_state);
        let events = Records {
            records: [
                changed.as_ref().map(record),
                after.created.as_ref().map(record),
            ],
        };
        Ok(Step {
            decision: Decision::Permit,
            reasons,
            obligations: self.obligations(&after),
            appointment: after.appointment,
            created: after.created,
            events,
        })
    }

    fn check(&self) -> Result<(), Error> {
        let Self {
            appointment,
            others,
            event,
            ..
        } = self;
        self.rules.check_values()?;
        appointment.iter().try_for_each(Appointment::check)?;
        others.iter().try_for_each(|it| it.window().check())?;
        event.check()?;
        let is_forward = event.action.window().is_none_or(Window::is_forward)
            && appointment.is_none_or(|it| it.window().is_forward())
            && others.iter().all(|it| it.window().is_forward());
        if !is_forward {
            return Err(Error::WindowBackwards);
        }
        self.rules.check_windows()?;
        if appointment.is_none() && event.action.kind() != EventKind::Request {
            return Err(Error::NoAppointment);
        }
        opens_in_future(event)?;
        let Some(new_id) = event.action.new_id() else {
            return Ok(());
        };
        let is_moved = event.action.kind() == EventKind::Reschedule;
        if others.iter().any(|it| it.id == new_id)
            || is_moved && appointment.is_some_and(|it| it.id == new_id)
        {
            return Err(Error::RepeatedId);
        }
        Ok(())
    }

    /// The state that the event leads to; none where it stays.
    fn next(&self) -> Result<Option<State>, Blocked> {
        let now = self.event.now;
        let kind = self.event.action.kind();
        let Some(appointment) = &self.appointment else {
            return Ok(Some(State::Requested));
        };
        let is_closed = now >= self.rules.access_window(appointment).end;
        match (appointment.state, kind) {
            (State::Requested, EventKind::Tick) if now >= appointment.end => {
                Ok(Some(State::Declined))
            }
            (State::Approved, EventKind::Tick) if is_closed => Ok(Some(State::NoShow)),
            (State::InProgress, EventKind::Tick) if is_closed => Ok(Some(State::Completed)),
            (state, kind) => transition(state, kind),
        }
    }

    fn reasons(&self, next: Result<Option<State>, Blocked>) -> Set<Reason> {
        let Self { rules, event, .. } = self;
        let (kind, now) = (event.action.kind(), event.now);
        let mut reasons = Set::of([
            (next == Err(Blocked::Final), Reason::FinalState),
            (next == Err(Blocked::Wrong), Reason::WrongState),
            (!kind.is_for(event.actor), Reason::WrongActor),
        ]);
        let is_shown = matches!(
            kind,
            EventKind::Request | EventKind::Approve | EventKind::Reschedule | EventKind::Release
        );
        reasons.insert_if(is_shown && !self.showable, Reason::NotShowable);
        if let Some(window) = event.action.window() {
            reasons = reasons.union(self.reasons_of_window(window));
        }
        let Some(appointment) = &self.appointment else {
            return reasons;
        };
        let access = rules.access_window(appointment);
        match event.action {
            Action::Approve => {
                reasons.insert_if(now >= appointment.end, Reason::AppointmentOver);
                reasons.insert_if(self.overlaps(appointment.window()), Reason::Overlaps);
            }
            Action::Release => {
                reasons.insert_if(now >= access.end, Reason::AppointmentOver);
                reasons.insert_if(now < rules.release_at(appointment), Reason::BeforeRelease);
            }
            Action::Open { at } => reasons.insert_if(!access.contains(at), Reason::OutsideWindow),
            _ => {}
        }
        reasons
    }

    /// The reasons against a window asked for.
    fn reasons_of_window(&self, window: Window) -> Set<Reason> {
        let Self { rules, event, .. } = self;
        let is_ahead = event.now <= window.start;
        let lead = event.now.saturating_add(u64::from(rules.lead_time));
        let keeps_lead = event.action.kind() == EventKind::Request || event.actor == Actor::Holder;
        Set::of([
            (!is_ahead, Reason::StartPassed),
            (
                keeps_lead && is_ahead && window.start < lead,
                Reason::LeadTimeShort,
            ),
            (
                window.seconds() > u64::from(rules.max_length),
                Reason::TooLong,
            ),
            (
                rules.blocked.iter().any(|blocked| blocked.meets(window)),
                Reason::BlockedPeriod,
            ),
            (rules.is_outside_hours(window), Reason::OutsideAccessHours),
            (self.overlaps(window), Reason::Overlaps),
        ])
    }

    /// Whether another showing has a part of the window; a mere request has not.
    fn overlaps(&self, window: Window) -> bool {
        let has_it = |other: &Other| other.state.gives_access() && other.window().meets(window);
        !self.rules.overlap && self.others.iter().any(has_it)
    }

    /// What the event, permitted, makes of things.
    fn after(&self, next: Option<State>) -> Result<After, Error> {
        let Some(before) = self.appointment else {
            return Ok(self.requested());
        };
        let mut appointment = before;
        if let Some(state) = next {
            let sequence = before.sequence.checked_add(1);
            appointment.state = state;
            appointment.sequence = sequence.ok_or(Error::BadValue)?;
        }
        let mut created = None;
        match self.event.action {
            Action::Release => appointment.grant_released = true,
            Action::Open { at } => appointment.opened_at = before.opened_at.or(Some(at)),
            Action::Reschedule { new_id, start, end } => {
                appointment.replaced_by = Some(new_id);
                let is_approved = self.event.actor == Actor::ListingSide;
                created = Some(Appointment {
                    id: new_id,
                    start,
                    end,
                    state: if is_approved {
                        State::Approved
                    } else {
                        State::Requested
                    },
                    sequence: 1,
                    grant_released: false,
                    opened_at: None,
                    replaces: Some(before.id),
                    replaced_by: None,
                    ..before
                });
            }
            _ => {}
        }
        Ok(After {
            appointment: Some(appointment),
            created,
            is_new_state: next.is_some(),
            is_first_release: appointment.grant_released && !before.grant_released,
            is_first_opening: appointment.opened_at.is_some() && before.opened_at.is_none(),
        })
    }

    /// A new appointment, as it was asked for.
    fn requested(&self) -> After {
        let appointment = match self.event.action {
            Action::Request(booking) => Some(Appointment {
                id: booking.id,
                listing: booking.listing,
                holder: booking.holder,
                lockbox: booking.lockbox,
                start: booking.start,
                end: booking.end,
                state: State::Requested,
                sequence: 1,
                grant_released: false,
                opened_at: None,
                replaces: None,
                replaced_by: None,
            }),
            _ => None,
        };
        After {
            appointment,
            created: None,
            is_new_state: true,
            is_first_release: false,
            is_first_opening: false,
        }
    }

    fn obligations(&self, after: &After) -> Set<Obligation> {
        let kind = self.event.action.kind();
        let ends = matches!(kind, EventKind::Cancel | EventKind::Reschedule);
        let was_approved = |it: &Appointment| it.state == State::Approved;
        let given_up = self.appointment.filter(|it| ends && was_approved(it));
        let now_is =
            |state| after.is_new_state && after.appointment.is_some_and(|it| it.state == state);
        let is_created_approved = after.created.as_ref().is_some_and(was_approved);
        let by = |actor| ends && self.event.actor == actor;
        let has_bulletin = self.bulletin != 0;
        Set::of([
            (after.is_new_state, Obligation::PublishEvents),
            (
                given_up.is_some_and(|it| !it.grant_released),
                Obligation::WithholdGrant,
            ),
            (
                given_up.is_some_and(|it| it.grant_released),
                Obligation::RevokeGrant,
            ),
            (
                now_is(State::Approved) || is_created_approved,
                Obligation::IssueGrant,
            ),
            (after.is_first_release, Obligation::ReleaseGrant),
            (
                after.is_first_release && has_bulletin,
                Obligation::CarryBulletin,
            ),
            (
                now_is(State::Approved) || now_is(State::Declined) || by(Actor::ListingSide),
                Obligation::NotifyHolder,
            ),
            (
                now_is(State::Requested)
                    || after.is_first_opening
                    || now_is(State::NoShow)
                    || by(Actor::Holder),
                Obligation::NotifyListingSide,
            ),
        ])
    }
}
