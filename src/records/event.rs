use super::credential::has_form_of;
use super::{AccessMethod, EventKind, Outcome, Reasons, RecordError};
use crate::bounds::{OFFSET_MAX_MINUTES, POLICY_TEXT_MAX_LEN};
use crate::calendar::UnixSeconds;
use crate::grants::GrantOperation;
use crate::keys::Id;
use crate::policy::values::{check, check_instant};
use crate::policy::{Name, RecipientKind, Text};

/// One thing that happened to the access to a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(deny_unknown_fields, bound(deserialize = "T: serde::Deserialize<'de>"))
)]
pub struct AccessEvent<T> {
    /// The event's own id.
    pub lock_or_box_key: Name,
    /// What happened.
    pub event: EventKind,
    /// When: 86,400 to 253,402,214,399.
    pub lock_or_box_access_timestamp: UnixSeconds,
    /// Minutes that local time at the box is ahead of UTC, or at the association for a card:
    /// -900 to 900.
    pub utc_offset_minutes: i16,
    /// The zone's name, for whoever reads it; nothing looks it up, and it is not masked.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub listing_time_zone: Option<T>,
    /// The box; none only for a renewal.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub lock_or_box_id: Option<Id>,
    /// What people call the box.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub label: Option<T>,
    /// The listing; none where the box is not assigned.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub listing_id: Option<Name>,
    /// Where the box is.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub listing_address1: Option<T>,
    /// By what it happened.
    pub method: AccessMethod,
    /// The bit of the operation, 1, 2, 4, 8 or 16; 0 for none.
    pub operation: u8,
    /// What was used, in the [form](super::credential) of its method.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub key_or_credential_id: Option<Id>,
    /// What kind of person it was made for.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub holder_kind: Option<RecipientKind>,
    /// The person's account.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub showing_agent_id: Option<Name>,
    /// The person's id at the MLS.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub showing_agent_mls_id: Option<Name>,
    /// The person's name; for a code, as the issuer typed it.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub showing_agent_full_name: Option<T>,
    /// The listing agent's name.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub list_agent_full_name: Option<T>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, of a denial by a rule; else none.
    pub reasons: Reasons,
    /// What there is to add.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub notes: Option<T>,
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<T> AccessEvent<T> {
    /// An event of which no more is known: a use by unknown means. What is known is filled in
    /// before it is [checked](AccessEvent::check).
    #[must_use]
    pub fn new(lock_or_box_key: Name, lock_or_box_access_timestamp: UnixSeconds) -> Self {
        Self {
            lock_or_box_key,
            event: EventKind::Use,
            lock_or_box_access_timestamp,
            utc_offset_minutes: 0,
            listing_time_zone: None,
            lock_or_box_id: None,
            label: None,
            listing_id: None,
            listing_address1: None,
            method: AccessMethod::Unknown,
            operation: 0,
            key_or_credential_id: None,
            holder_kind: None,
            showing_agent_id: None,
            showing_agent_mls_id: None,
            showing_agent_full_name: None,
            list_agent_full_name: None,
            outcome: Outcome::Applied,
            reasons: Reasons::default(),
            notes: None,
        }
    }
}

impl<T: AsRef<str>> AccessEvent<T> {
    /// Checks that its members make sense, each and together.
    ///
    /// # Errors
    /// [`RecordError`], the first of: a value out of its range; an outcome that the event does
    /// not have, or reasons of anything but a denial, or a denial without; a card in an event
    /// other than a renewal or its denial, a renewal without, or a credential of another form
    /// than the method's; no box where the method is not a card's.
    pub fn check(&self) -> Result<(), RecordError> {
        check_instant(self.lock_or_box_access_timestamp)?;
        let offset = self.utc_offset_minutes.unsigned_abs();
        check(offset <= OFFSET_MAX_MINUTES.unsigned_abs())?;
        let texts = [
            &self.listing_time_zone,
            &self.label,
            &self.listing_address1,
            &self.showing_agent_full_name,
            &self.list_agent_full_name,
            &self.notes,
        ];
        for text in texts.into_iter().flatten() {
            check((1..=POLICY_TEXT_MAX_LEN).contains(&text.as_ref().len()))?;
        }
        let operation = u16::from(self.operation);
        check(operation == 0 || GrantOperation::from_bit(operation).is_some())?;
        if !self.outcome.is_of(self.event)
            || self.reasons.is_empty() == (self.outcome == Outcome::Deny)
        {
            return Err(RecordError::OutcomeMismatch);
        }
        let is_card = self.method.is_card();
        let fits = match self.event {
            EventKind::Renewal => is_card,
            // A renewal that was denied is a refusal of the card's.
            EventKind::Refusal if self.outcome == Outcome::Deny => true,
            _ => !is_card,
        };
        let has_form = self
            .key_or_credential_id
            .is_none_or(|id| has_form_of(&id, self.method));
        if !fits || !has_form {
            return Err(RecordError::MethodMismatch);
        }
        if self.lock_or_box_id.is_none() && !is_card {
            return Err(RecordError::BoxMissing);
        }
        Ok(())
    }

    /// RESO's `LockOrBoxAccessType`.
    #[must_use]
    pub const fn access_type(&self) -> Option<&'static str> {
        self.method.access_type()
    }
}
