use test_std::vec::Vec;

use super::{
    AccessReason, Action, Actor, Appointment, Booking, Error, Event, EventKind, Obligation, Other,
    Outcome, Reason, Record, Rules, Situation, State, Step, admit, grant_for, receive,
};
use crate::lockbox::AccessHours;
use crate::policy::testing::{Random, id, name, names, pacific};
use crate::policy::values::tests::is_well_numbered;
use crate::policy::{Decision, Listed, Window};

mod errors;
mod random;
mod reasons;
mod receiving;
mod table;
mod worked;

/// 17:00 and 17:15 of 2026-05-16, Pacific time.
const START: u64 = 1_778_976_000;
const END: u64 = 1_778_976_900;

fn rules() -> Rules<'static> {
    Rules {
        lead_time: 3_600,
        access_hours: Some(AccessHours {
            from: 480,
            to: 1_200,
        }),
        ..Rules::of(pacific())
    }
}

fn booking() -> Booking {
    Booking {
        id: name("P-1"),
        listing: name("L-1"),
        lockbox: id("LB-00012345"),
        holder: name("X-3"),
        start: START,
        end: END,
    }
}

fn appointment(state: State) -> Appointment {
    Appointment {
        id: name("P-1"),
        listing: name("L-1"),
        holder: name("X-3"),
        lockbox: id("LB-00012345"),
        start: START,
        end: END,
        state,
        sequence: match state {
            State::Requested => 1,
            State::Approved => 2,
            _ => 3,
        },
        grant_released: false,
        opened_at: None,
        replaces: None,
        replaced_by: None,
    }
}

/// The first actor whose event it is.
fn actor_of(kind: EventKind) -> Actor {
    *Actor::ALL
        .iter()
        .find(|actor| kind.is_for(**actor))
        .unwrap()
}

/// An event that only its kind could be against.
fn action(kind: EventKind) -> Action {
    match kind {
        EventKind::Request => Action::Request(booking()),
        EventKind::Approve => Action::Approve,
        EventKind::Decline => Action::Decline,
        EventKind::Cancel => Action::Cancel,
        EventKind::Reschedule => Action::Reschedule {
            new_id: name("P-2"),
            start: START + 3_600,
            end: END + 3_600,
        },
        EventKind::Release => Action::Release,
        EventKind::Open => Action::Open { at: START },
        EventKind::Complete => Action::Complete,
        EventKind::Tick => Action::Tick,
    }
}

/// An event at an appointment of this state, or at none, by whom it is for.
fn situation(state: Option<State>, action: Action, now: u64) -> Situation<'static> {
    Situation {
        rules: rules(),
        appointment: state.map(appointment),
        others: &[],
        showable: true,
        bulletin: 0,
        event: Event {
            actor: actor_of(action.kind()),
            now,
            action,
        },
    }
}

fn step(situation: &Situation<'_>) -> Step {
    situation.step().unwrap()
}

fn other(of: &str, start: u64, end: u64, state: State) -> Other {
    Other {
        id: name(of),
        start,
        end,
        state,
    }
}

#[test]
fn lists_are_well_numbered() {
    is_well_numbered::<Error>();
    is_well_numbered::<State>();
    is_well_numbered::<Actor>();
    is_well_numbered::<EventKind>();
    is_well_numbered::<Reason>();
    is_well_numbered::<Obligation>();
    is_well_numbered::<AccessReason>();
    is_well_numbered::<Outcome>();
}
