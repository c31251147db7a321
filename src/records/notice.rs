//! Showing notices: a guest has opened the key compartment just now.

use core::fmt;

use super::report::Line;
use super::{AccessEvent, EventKind, Outcome, Records};
use crate::calendar::UnixSeconds;
use crate::grants::GrantOperation;
use crate::keys::Id;
use crate::policy::{Name, RecipientKind};

/// What the listing side is told of a showing. Its text masks what has to be.
#[derive(Debug)]
pub struct Notice<'a, T> {
    event: &'a AccessEvent<T>,
}

impl<T> Clone for Notice<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Notice<'_, T> {}

impl<'a, T: AsRef<str>> Notice<'a, T> {
    /// The event's key: a sender keeps it, and sends no notice twice.
    #[must_use]
    pub const fn event(&self) -> &'a Name {
        &self.event.lock_or_box_key
    }

    /// The listing, if the box is assigned to one.
    #[must_use]
    pub const fn listing(&self) -> Option<&'a Name> {
        self.event.listing_id.as_ref()
    }

    /// The box.
    #[must_use]
    pub const fn lockbox(&self) -> Option<&'a Id> {
        self.event.lock_or_box_id.as_ref()
    }

    /// When it was opened.
    #[must_use]
    pub const fn at(&self) -> UnixSeconds {
        self.event.lock_or_box_access_timestamp
    }

    /// The text, to be displayed.
    #[must_use]
    pub fn text(&self) -> impl fmt::Display + use<'a, T> {
        NoticeText(Line::of(self.event))
    }
}

struct NoticeText<'a>(Line<'a>);

impl fmt::Display for NoticeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Line {
            time,
            label,
            location,
            member,
            id,
        }) = self;
        write!(
            f,
            "Showing at {location}: {member} ({id}) opened {label} on {time}."
        )
    }
}

#[cfg(feature = "serde")]
impl<T: AsRef<str>> serde::Serialize for Notice<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        /// The text as a string.
        struct Displayed<D>(D);

        impl<D: fmt::Display> serde::Serialize for Displayed<D> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        let mut members = serializer.serialize_struct("Notice", 5)?;
        members.serialize_field("event", self.event())?;
        members.serialize_field("listing", &self.listing())?;
        members.serialize_field("lockbox", &self.lockbox())?;
        members.serialize_field("at", &self.at())?;
        members.serialize_field("text", &Displayed(self.text()))?;
        members.end()
    }
}

impl<'a, T: AsRef<str> + PartialEq> Records<'a, T> {
    /// A notice for each opening of a key compartment by a grant, unless its holder is the
    /// owner or of the staff. Codes give none: they report nothing at the time.
    pub fn notices(&self) -> impl Iterator<Item = Notice<'a, T>> + use<'a, T> {
        self.events()
            .filter(|event| is_showing(event))
            .map(|event| Notice { event })
    }
}

fn is_showing<T>(event: &AccessEvent<T>) -> bool {
    event.event == EventKind::Use
        && event.outcome == Outcome::Open
        && u16::from(event.operation) == GrantOperation::KeyCompartment.bit()
        && event.method.is_grant()
        && !matches!(
            event.holder_kind,
            Some(RecipientKind::Owner | RecipientKind::Staff)
        )
}
