use serde::{Deserialize, Deserializer, Serialize};

use super::{Action, Actor, Booking, Event, EventKind};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::{BadValue, Name};

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Members {
    event: EventKind,
    actor: Actor,
    now: UnixSeconds,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Name>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<Name>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    lockbox: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<Name>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    new_id: Option<Name>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<UnixSeconds>,
    #[serde(default, deserialize_with = "present")]
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<UnixSeconds>,
}

/// A member that may be absent but not null.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl Members {
    /// An event without members of its own.
    const fn bare(event: &Event) -> Self {
        Self {
            event: event.action.kind(),
            actor: event.actor,
            now: event.now,
            id: None,
            listing: None,
            lockbox: None,
            holder: None,
            new_id: None,
            start: None,
            end: None,
            at: None,
        }
    }

    fn action(&self) -> Option<Action> {
        Some(match self.event {
            EventKind::Request => Action::Request(Booking {
                id: self.id?,
                listing: self.listing?,
                lockbox: self.lockbox?,
                holder: self.holder?,
                start: self.start?,
                end: self.end?,
            }),
            EventKind::Approve => Action::Approve,
            EventKind::Decline => Action::Decline,
            EventKind::Cancel => Action::Cancel,
            EventKind::Reschedule => Action::Reschedule {
                new_id: self.new_id?,
                start: self.start?,
                end: self.end?,
            },
            EventKind::Release => Action::Release,
            EventKind::Open => Action::Open { at: self.at? },
            EventKind::Complete => Action::Complete,
            EventKind::Tick => Action::Tick,
        })
    }
}

impl TryFrom<Members> for Event {
    type Error = BadValue;

    fn try_from(members: Members) -> Result<Self, BadValue> {
        let event = Self {
            actor: members.actor,
            now: members.now,
            action: members.action().ok_or(BadValue)?,
        };
        // Nothing but its own members.
        if Members::from(event) == members {
            Ok(event)
        } else {
            Err(BadValue)
        }
    }
}

impl From<Event> for Members {
    fn from(event: Event) -> Self {
        let bare = Self::bare(&event);
        match event.action {
            Action::Request(booking) => Self {
                id: Some(booking.id),
                listing: Some(booking.listing),
                lockbox: Some(booking.lockbox),
                holder: Some(booking.holder),
                start: Some(booking.start),
                end: Some(booking.end),
                ..bare
            },
            Action::Reschedule { new_id, start, end } => Self {
                new_id: Some(new_id),
                start: Some(start),
                end: Some(end),
                ..bare
            },
            Action::Open { at } => Self {
                at: Some(at),
                ..bare
            },
            Action::Approve
            | Action::Decline
            | Action::Cancel
            | Action::Release
            | Action::Complete
            | Action::Tick => bare,
        }
    }
}
