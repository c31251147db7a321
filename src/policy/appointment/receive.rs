use super::event::transition;
use super::{Error, EventKind, Record, State};
use crate::policy::listed::closed_list;

closed_list! {
    /// What a receiver makes of an event.
    Outcome {
        /// Its record becomes the last one.
        Applied = 1, "applied", "the next event of the appointment";
        Repeated = 2, "repeated", "told twice";
        /// The receiver asks for the events from the expected one on, and tries this one again.
        Gap = 3, "gap", "an event is missing before this one";
        Stale = 4, "stale", "a later event was applied before";
        Conflict = 5, "conflict", "it contradicts what was told before";
    }
}

/// The answer to an event from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the caller has to keep an event that was applied"]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Receipt {
    /// What to make of it.
    pub outcome: Outcome,
    /// The sequence of the event that is expected next; 1 while none was applied.
    pub expected: u64,
}

/// Judges an event from elsewhere, `last` being the last one applied of the same appointment.
/// When it happened is not compared.
///
/// # Errors
/// [`Error::BadValue`], also for the sequence 0;
/// [`Error::WindowBackwards`].
pub fn receive(last: Option<&Record>, event: &Record) -> Result<Receipt, Error> {
    last.map_or(Ok(()), Record::check)?;
    event.check()?;
    let outcome = last.map_or_else(|| first(event), |last| next(last, event));
    let applied = match outcome {
        Outcome::Applied => Some(event),
        _ => last,
    };
    let expected = applied.map_or(1, |record| u64::from(record.sequence).saturating_add(1));
    Ok(Receipt { outcome, expected })
}

/// The first event that is heard of an appointment.
fn first(event: &Record) -> Outcome {
    let is_beginning = match event.state {
        State::Requested => true,
        State::Approved => event.replaces.is_some(),
        _ => false,
    };
    match (event.sequence, is_beginning) {
        (1, true) => Outcome::Applied,
        (1, false) => Outcome::Conflict,
        _ => Outcome::Gap,
    }
}

fn next(last: &Record, event: &Record) -> Outcome {
    if event.appointment != last.appointment {
        return Outcome::Conflict;
    }
    if event.sequence == last.sequence {
        let at_one_time = Record {
            at: last.at,
            ..*event
        };
        return if at_one_time == *last {
            Outcome::Repeated
        } else {
            Outcome::Conflict
        };
    }
    if event.sequence < last.sequence {
        return Outcome::Stale;
    }
    if event.sequence.checked_sub(last.sequence) != Some(1) {
        return Outcome::Gap;
    }
    let may_change = Record {
        state: event.state,
        sequence: event.sequence,
        at: event.at,
        replaced_by: event.replaced_by,
        ..*last
    };
    if may_change == *event && can_follow(last.state, event.state) {
        Outcome::Applied
    } else {
        Outcome::Conflict
    }
}

/// Whether a single step leads from one state to another.
fn can_follow(last: State, state: State) -> bool {
    let by_time = matches!(
        (last, state),
        (State::Requested, State::Declined)
            | (State::Approved, State::NoShow)
            | (State::InProgress, State::Completed)
    );
    let mut kinds = <EventKind as crate::policy::Listed>::ALL.iter();
    by_time || kinds.any(|kind| transition(last, *kind) == Ok(Some(state)))
}
