use super::{Error, State};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::listed::closed_list;
use crate::policy::values::check_instant;
use crate::policy::{BadValue, Name, Window};

closed_list! {
    /// Who acts.
    Actor {
        /// A showing service acts for the holder.
        Holder = 1, "holder", "whoever shows the listing";
        ListingSide = 2, "listing_side", "the listing side";
        System = 3, "system", "the service itself";
    }
}

closed_list! {
    /// What happens to an appointment.
    EventKind {
        Request = 1, "request", "an appointment is asked for";
        Approve = 2, "approve", "the listing side agrees";
        Decline = 3, "decline", "the listing side refuses";
        Cancel = 4, "cancel", "one side calls it off";
        Reschedule = 5, "reschedule", "one side moves it";
        Release = 6, "release", "the grant is about to leave the service";
        Open = 7, "open", "the holder opened the lockbox";
        Complete = 8, "complete", "the holder has left";
        Tick = 9, "tick", "time has passed";
    }
}

impl EventKind {
    /// Whether `actor` is among those whose event it is.
    #[must_use]
    pub const fn is_for(self, actor: Actor) -> bool {
        match self {
            Self::Request | Self::Complete => matches!(actor, Actor::Holder),
            Self::Approve | Self::Decline => matches!(actor, Actor::ListingSide),
            Self::Cancel | Self::Reschedule => !matches!(actor, Actor::System),
            Self::Release | Self::Open | Self::Tick => matches!(actor, Actor::System),
        }
    }
}

/// An appointment as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Booking {
    /// The new appointment's id.
    pub id: Name,
    /// The listing to be shown.
    pub listing: Name,
    /// The lockbox at its door.
    pub lockbox: Id,
    /// Who will show it.
    pub holder: Name,
    /// Its first instant.
    pub start: UnixSeconds,
    /// The instant at which it is over.
    pub end: UnixSeconds,
}

/// What happens, with what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// An appointment is asked for.
    Request(Booking),
    /// The listing side agrees.
    Approve,
    /// The listing side refuses.
    Decline,
    /// One side calls it off.
    Cancel,
    /// One side moves it to another time.
    Reschedule {
        /// The id of the appointment in its place.
        new_id: Name,
        /// The new first instant.
        start: UnixSeconds,
        /// The new instant at which it is over.
        end: UnixSeconds,
    },
    /// The grant is about to leave the service.
    Release,
    /// The holder opened the lockbox.
    Open {
        /// When.
        at: UnixSeconds,
    },
    /// The holder has left.
    Complete,
    /// Time has passed.
    Tick,
}

impl Action {
    /// Which kind of event it is.
    #[must_use]
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Request(_) => EventKind::Request,
            Self::Approve => EventKind::Approve,
            Self::Decline => EventKind::Decline,
            Self::Cancel => EventKind::Cancel,
            Self::Reschedule { .. } => EventKind::Reschedule,
            Self::Release => EventKind::Release,
            Self::Open { .. } => EventKind::Open,
            Self::Complete => EventKind::Complete,
            Self::Tick => EventKind::Tick,
        }
    }

    /// The window asked for, by a request or a reschedule.
    #[must_use]
    pub const fn window(&self) -> Option<Window> {
        match *self {
            Self::Request(Booking { start, end, .. }) | Self::Reschedule { start, end, .. } => {
                Some(Window { start, end })
            }
            _ => None,
        }
    }

    /// The id of the appointment that it makes, if any.
    pub(super) const fn new_id(&self) -> Option<Name> {
        match self {
            Self::Request(booking) => Some(booking.id),
            Self::Reschedule { new_id, .. } => Some(*new_id),
            _ => None,
        }
    }
}

/// Something that happens to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "Members", into = "Members"))]
pub struct Event {
    /// Who acts.
    pub actor: Actor,
    /// The present.
    pub now: UnixSeconds,
    /// What happens.
    pub action: Action,
}

impl Event {
    pub(super) fn check(&self) -> Result<(), BadValue> {
        check_instant(self.now)?;
        if let Action::Open { at } = self.action {
            check_instant(at)?;
        }
        self.action.window().map_or(Ok(()), Window::check)
    }
}

/// The state that an event leads to; none where it changes nothing.
///
/// # Errors
/// [`Blocked`] where the table of states and events has no way.
pub(super) fn transition(state: State, kind: EventKind) -> Result<Option<State>, Blocked> {
    use EventKind as E;
    use State as S;
    match (state, kind) {
        (S::Requested, E::Approve) => Ok(Some(S::Approved)),
        (S::Requested, E::Decline) => Ok(Some(S::Declined)),
        (S::Requested | S::Approved, E::Cancel) => Ok(Some(S::Cancelled)),
        (S::Approved, E::Reschedule) => Ok(Some(S::Rescheduled)),
        (S::Approved, E::Open) => Ok(Some(S::InProgress)),
        (S::InProgress, E::Complete) => Ok(Some(S::Completed)),
        (S::Approved, E::Release) | (S::InProgress, E::Open) | (_, E::Tick) => Ok(None),
        _ if state.is_final() => Err(Blocked::Final),
        _ => Err(Blocked::Wrong),
    }
}

/// Why an event does not fit a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blocked {
    /// Nothing moves a final state.
    Final,
    /// Another state would do.
    Wrong,
}

/// Whether the opening of an event lies in the future.
pub(super) fn opens_in_future(event: &Event) -> Result<(), Error> {
    match event.action {
        Action::Open { at } if at > event.now => Err(Error::FutureOpening),
        _ => Ok(()),
    }
}

/// An event's members in JSON: those of its own kind and no others.
#[cfg(feature = "serde")]
mod members;
#[cfg(feature = "serde")]
use members::Members;
