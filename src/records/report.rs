//! The access report, a line for each event.

use core::fmt;

use super::instant::LocalTime;
use super::masked::LineText;
use super::{AccessEvent, EventKind, Outcome, RecordError, Records};
use crate::calendar::UnixSeconds;
use crate::grants::GrantOperation;
use crate::policy::values::check_instant;
use crate::policy::{Name, Set};

/// What an access report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ReportFilter {
    /// The first instant of the report.
    pub from: UnixSeconds,
    /// The instant at which it ends, itself not in it.
    pub to: UnixSeconds,
    /// The listing; none for all, and for boxes without one.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub listing: Option<Name>,
    /// The kinds of events.
    #[cfg_attr(feature = "serde", serde(default = "ReportFilter::kinds"))]
    pub kinds: Set<EventKind>,
}

impl ReportFilter {
    /// All uses and refusals of a time.
    #[must_use]
    pub fn new(from: UnixSeconds, to: UnixSeconds) -> Self {
        Self {
            from,
            to,
            listing: None,
            kinds: Self::kinds(),
        }
    }

    fn kinds() -> Set<EventKind> {
        Set::of([(true, EventKind::Use), (true, EventKind::Refusal)])
    }

    /// Checks its instants.
    ///
    /// # Errors
    /// [`RecordError::BadValue`].
    pub fn check(&self) -> Result<(), RecordError> {
        check_instant(self.from)?;
        Ok(check_instant(self.to)?)
    }

    fn takes<T>(&self, event: &AccessEvent<T>) -> bool {
        (self.from..self.to).contains(&event.lock_or_box_access_timestamp)
            && (self.listing.is_none() || self.listing == event.listing_id)
            && self.kinds.contains(event.event)
    }
}

impl<T: AsRef<str> + PartialEq> Records<'_, T> {
    /// Writes the access report: for each event that the filter takes one line of six fields,
    /// local time, event, label, location, member and id, with ` | ` between them.
    ///
    /// # Errors
    /// That of `out`.
    pub fn access_report(&self, filter: &ReportFilter, out: &mut impl fmt::Write) -> fmt::Result {
        for event in self.events().filter(|event| filter.takes(event)) {
            let Line {
                time,
                label,
                location,
                member,
                id,
            } = Line::of(event);
            let what = What(event);
            writeln!(
                out,
                "{time} | {what} | {label} | {location} | {member} | {id}"
            )?;
        }
        Ok(())
    }
}

/// What reports and notices show of an event.
pub(super) struct Line<'a> {
    pub(super) time: LocalTime,
    pub(super) label: Shown<'a>,
    pub(super) location: Shown<'a>,
    pub(super) member: Shown<'a>,
    pub(super) id: Shown<'a>,
}

impl<'a> Line<'a> {
    pub(super) fn of<T: AsRef<str>>(event: &'a AccessEvent<T>) -> Self {
        let text = |text: &'a Option<T>| text.as_ref().map(|text| Shown::Text(text.as_ref()));
        let name = |name: &'a Option<Name>| name.as_ref().map(|name| Shown::Id(name.as_str()));
        let lockbox = event.lock_or_box_id.as_ref();
        let or_else = |first: Option<Shown<'a>>, second| first.or(second).unwrap_or(Shown::Id("-"));
        Self {
            time: LocalTime {
                instant: event.lock_or_box_access_timestamp,
                offset_minutes: event.utc_offset_minutes,
            },
            label: or_else(
                text(&event.label),
                lockbox.map(|lockbox| Shown::Id(lockbox.as_str())),
            ),
            location: or_else(text(&event.listing_address1), None),
            member: or_else(text(&event.showing_agent_full_name), None),
            id: or_else(
                name(&event.showing_agent_mls_id),
                name(&event.showing_agent_id),
            ),
        }
    }
}

/// A field of a line.
pub(super) enum Shown<'a> {
    /// As it is.
    Id(&'a str),
    /// Masked, and on one line.
    Text(&'a str),
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => f.write_str(id),
            Self::Text(text) => LineText(text).fmt(f),
        }
    }
}

/// What happened, in words.
struct What<'a, T>(&'a AccessEvent<T>);

impl<T> fmt::Display for What<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(event) = self;
        let operation = GrantOperation::from_bit(u16::from(event.operation));
        let did = match (event.event, event.outcome, operation) {
            (EventKind::Issue, ..) => "issued",
            (EventKind::Revocation, ..) => "revoked",
            (EventKind::Renewal, ..) => "renewed",
            (EventKind::Use, Outcome::Open, Some(GrantOperation::Shackle)) => "shackle released",
            (EventKind::Use, Outcome::Open, _) => "opened",
            (EventKind::Use, _, Some(GrantOperation::ReadLog)) => "log read",
            (EventKind::Use, _, Some(GrantOperation::UpdateFirmware)) => "firmware brought",
            (EventKind::Use, _, Some(GrantOperation::Own)) => "owner access",
            (EventKind::Use, ..) => "applied",
            (EventKind::Refusal, ..) => "refused",
        };
        f.write_str(did)?;
        if event.event == EventKind::Refusal {
            let mut separator = " (";
            for reason in Why(event).names() {
                write!(f, "{separator}{reason}")?;
                separator = ", ";
            }
            f.write_str(")")?;
        }
        write!(f, ": {}", event.method.text())
    }
}

/// Why it was refused.
struct Why<'a, T>(&'a AccessEvent<T>);

impl<T> Why<'_, T> {
    /// The outcome; of a denial its reasons.
    fn names(&self) -> impl Iterator<Item = &'static str> + use<T> {
        let outcome = self.0.outcome;
        let of_box = (outcome != Outcome::Deny).then(|| outcome.name());
        of_box.into_iter().chain(self.0.reasons.names())
    }
}
