//! What a row of a box's log says in the words of records.

use super::spelled::Spelled;
use super::{AccessEvent, AccessMethod, EventKind, Outcome, Reasons, RecordError, credential};
use crate::audit::{Entry, Event, Method as RowMethod, Subject};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::{Method, Text};

/// Bytes of the longest count of attempts: 20 digits and a word.
const NOTE_MAX_LEN: usize = 32;

/// What a verified row of a log tells of an event. Who it was, and where, is known from the
/// issue.
///
/// ```
/// use doorward::audit::{Entry, Event, Method};
/// use doorward::policy::Name;
/// use doorward::records::{AccessEvent, EventKind, RecordError, RowFacts};
///
/// let row = Entry {
///     sequence: 3,
///     epoch: 1,
///     instant: 1_778_966_400,
///     event: Event::Entry,
///     outcome: 2,
///     method: Method::Flex,
///     operation: 1,
///     subject: [0; 16],
///     detail: 5,
/// };
/// let facts = RowFacts::of(&row, None)?.ok_or("a row without access")?;
/// let mut event: AccessEvent<&str> = AccessEvent::new(Name::new("E-2")?, row.instant);
/// facts.fill(&mut event);
/// assert_eq!((event.event, event.key_or_credential_id), (EventKind::Refusal, None));
/// assert_eq!(facts.note().map(|note| note.to_string()), Some("5 attempts".into()));
///
/// // Clock, power and epoch are no access.
/// assert_eq!(RowFacts::of(&Entry { event: Event::Power, ..row }, None)?, None);
/// assert_eq!(RowFacts::of(&Entry { outcome: 27, ..row }, None), Err(RecordError::BadValue));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct RowFacts {
    /// A use or a refusal.
    pub event: EventKind,
    /// By the box's clock.
    pub instant: UnixSeconds,
    /// By what.
    pub method: AccessMethod,
    /// The bit of the operation, 0 for none.
    pub operation: u8,
    /// What was used, if the row tells.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub credential: Option<Id>,
    /// The box's decision.
    pub outcome: Outcome,
    /// How often it was refused in a row; 1 for a use.
    pub attempts: u64,
}

impl RowFacts {
    /// What the row says; none for one of clock, power or epoch. `issued_as` is the method by
    /// which the grant or the code was issued here, if it was: a row tells grants from codes
    /// and no more.
    ///
    /// # Errors
    /// [`RecordError::BadValue`] for an outcome that no box has.
    pub fn of(row: &Entry, issued_as: Option<Method>) -> Result<Option<Self>, RecordError> {
        if matches!(row.event, Event::Clock | Event::Power | Event::Epoch) {
            return Ok(None);
        }
        let outcome = Outcome::of_decision(row.outcome).ok_or(RecordError::BadValue)?;
        let is_use = outcome.is_of(EventKind::Use);
        let method = method(row.method, issued_as);
        Ok(Some(Self {
            event: if is_use {
                EventKind::Use
            } else {
                EventKind::Refusal
            },
            instant: row.instant,
            method,
            operation: row.operation,
            credential: credential(row, method, is_use),
            outcome,
            attempts: if is_use { 1 } else { row.detail.max(1) },
        }))
    }

    /// Puts it into an event, whose notes, place and holder stay as they are.
    pub fn fill<T>(&self, event: &mut AccessEvent<T>) {
        event.event = self.event;
        event.lock_or_box_access_timestamp = self.instant;
        event.method = self.method;
        event.operation = self.operation;
        event.key_or_credential_id = self.credential;
        event.outcome = self.outcome;
        event.reasons = Reasons::default();
    }

    /// What the notes say of failures that were counted in one row; none of a single one.
    #[must_use]
    pub fn note(&self) -> Option<Text> {
        if self.attempts < 2 {
            return None;
        }
        let note = Spelled::<NOTE_MAX_LEN>::of(format_args!("{} attempts", self.attempts))?;
        Text::new(note.as_str()).ok()
    }
}

fn method(method: RowMethod, issued_as: Option<Method>) -> AccessMethod {
    match (method, issued_as) {
        (RowMethod::Day, _) => AccessMethod::DayCode,
        (RowMethod::Flex, Some(Method::ContractorCode)) => AccessMethod::ContractorCode,
        (RowMethod::Flex, _) => AccessMethod::FlexCode,
        (RowMethod::Service, _) => AccessMethod::ServiceCode,
        (RowMethod::Bulletin, _) => AccessMethod::Bulletin,
        (RowMethod::Grant, Some(Method::MemberGrant)) => AccessMethod::MemberGrant,
        (RowMethod::Grant, Some(Method::GuestGrant)) => AccessMethod::GuestGrant,
        (RowMethod::Grant | RowMethod::None, _) => AccessMethod::Unknown,
    }
}

fn credential(row: &Entry, method: AccessMethod, is_use: bool) -> Option<Id> {
    match (method, Subject::of(row)) {
        (AccessMethod::MemberGrant | AccessMethod::GuestGrant, Subject::Grant(id)) => {
            credential::of_grant(&id).ok()
        }
        (AccessMethod::DayCode, Subject::Day { day, slot }) => {
            credential::of_day_code(day, slot).ok()
        }
        (AccessMethod::FlexCode | AccessMethod::ContractorCode, Subject::Flex(terms)) => {
            credential::of_flex_code(&terms).ok()
        }
        (AccessMethod::Bulletin, _) if is_use => {
            credential::of_bulletin(u32::try_from(row.detail).ok()?).ok()
        }
        _ => None,
    }
}
