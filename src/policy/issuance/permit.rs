use super::rule::{Case, first_entry_end};
use super::{
    DayRow, Error, FlexRow, Issued, LedgerChange, Obligation, Reason, Recall, RecordedAs, Uses,
};
use crate::calendar::{Day, UnixSeconds};
use crate::codes::CodeUse;
use crate::grants::Operations;
use crate::policy::{Decision, Method, Set};

/// The answer to a request. `L` is what is said of the ledger: what becomes of it, or, with a
/// heap, the whole new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the caller has to do what it obliges to"]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        deny_unknown_fields,
        bound(
            serialize = "L: serde::Serialize",
            deserialize = "L: serde::Deserialize<'de>"
        )
    )
)]
pub struct Ruling<L = LedgerChange> {
    /// Permit or deny.
    pub decision: Decision,
    /// Every reason against it.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::listed::reasons_list"))]
    pub reasons: Set<Reason>,
    /// What the caller has to do.
    pub obligations: Set<Obligation>,
    /// The recipient's first preferred method that nothing about a method is against; none if
    /// there is none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub recommended: Option<Method>,
    /// What is permitted; none for a denial.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub permit: Option<Permit<L>>,
}

/// What is permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        deny_unknown_fields,
        bound(
            serialize = "L: serde::Serialize",
            deserialize = "L: serde::Deserialize<'de>"
        )
    )
)]
pub struct Permit<L = LedgerChange> {
    /// Its first instant; of a day code, the first of its date.
    pub not_before: UnixSeconds,
    /// The instant at which it is over; of a day code, the end of its date.
    pub not_after: UnixSeconds,
    /// When a grant may leave the service; of a code, the present.
    pub release_at: UnixSeconds,
    /// What it is for.
    #[cfg_attr(
        feature = "serde",
        serde(with = "crate::policy::values::operation_bits")
    )]
    pub operations: Operations,
    /// How many openings a grant is good for, 0 for any number; none for a code.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub max_uses: Option<u8>,
    /// The sequence of the bulletin that a grant names; none for a code.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub bulletin: Option<u32>,
    /// How often it opens.
    pub uses: Uses,
    /// By what the recipient is known in the records.
    pub recorded_as: RecordedAs,
    /// How it can be taken back.
    pub recall: Recall,
    /// The instant before which a FlexCode or contractor code is first entered; else none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub first_entry_before: Option<UnixSeconds>,
    /// A day code's date; else none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub day: Option<Day>,
    /// A day code's slot; else none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub slot: Option<u8>,
    /// The half hour that a FlexCode or contractor code starts with; else none.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub start_slot: Option<u32>,
    /// The index of its duration.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub duration: Option<u8>,
    /// Which of the codes for its terms it is.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub copy: Option<u8>,
    /// 0 for the key compartment, 1 for the shackle.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub op: Option<u8>,
    /// 0 for a single use, 1 until the window ends.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "use", deserialize_with = "crate::policy::values::nullable")
    )]
    pub code_use: Option<u8>,
    /// What becomes of the ledger, or the whole new one.
    pub ledger: L,
}

impl Permit {
    /// The new row for the ledger; none for a grant, and for a day code given again.
    #[must_use]
    pub const fn issued(&self) -> Option<Issued> {
        self.ledger.issued
    }

    /// What a request without reasons against it is permitted.
    pub(super) fn of(case: &Case<'_>) -> Result<Self, Error> {
        let Some(window) = case.request.window else {
            return Self::of_day(case);
        };
        let request = case.request;
        let bare = Self {
            not_before: window.start,
            not_after: window.end,
            release_at: request.now,
            operations: request.operations,
            max_uses: None,
            bulletin: None,
            uses: Uses::Unlimited,
            recorded_as: RecordedAs::Name,
            recall: Recall::OnlyAtBox,
            first_entry_before: None,
            day: None,
            slot: None,
            start_slot: None,
            duration: None,
            copy: None,
            op: None,
            code_use: None,
            ledger: case.ledger.with(None)?,
        };
        if request.method.is_flex() {
            return bare.with_flex(case);
        }
        let is_member = request.method == Method::MemberGrant;
        let lead = u64::from(case.input.parameters.release_lead);
        let (max_uses, uses, recorded_as) = if is_member {
            (0, Uses::Unlimited, RecordedAs::Account)
        } else {
            (1, Uses::Single, RecordedAs::Email)
        };
        Ok(Self {
            release_at: window.start.saturating_sub(lead).max(request.now),
            max_uses: Some(max_uses),
            bulletin: Some(case.input.lockbox.bulletin),
            uses,
            recorded_as,
            recall: Recall::Revocable,
            ..bare
        })
    }

    fn of_day(case: &Case<'_>) -> Result<Self, Error> {
        let zone = &case.input.lockbox.zone;
        let (day, slot) = case.request.day.zip(case.slot()).ok_or(Error::BadValue)?;
        let (slot, is_again) = slot;
        let row = Issued::Day(DayRow {
            day,
            slot,
            recipient: case.request.recipient.id,
            cancelled: false,
        });
        Ok(Self {
            not_before: zone.start_of(day),
            not_after: zone.end_of(day),
            release_at: case.request.now,
            operations: case.request.operations,
            max_uses: None,
            bulletin: None,
            uses: Uses::HourFromFirstUse,
            recorded_as: RecordedAs::Name,
            recall: Recall::OnlyAtBox,
            first_entry_before: None,
            day: Some(day),
            slot: Some(slot),
            start_slot: None,
            duration: None,
            copy: None,
            op: None,
            code_use: None,
            ledger: case.ledger.with((!is_again).then_some(row))?,
        })
    }

    /// The permit of a FlexCode or contractor code.
    fn with_flex(self, case: &Case<'_>) -> Result<Self, Error> {
        let request = case.request;
        let terms = case.copies().zip(case.copy()).zip(request.window);
        let ((terms, copy), window) = terms.ok_or(Error::BadValue)?;
        let row = Issued::Flex(FlexRow {
            start_slot: terms.start_slot,
            duration: terms.duration,
            op: terms.op,
            code_use: terms.code_use,
            copy,
            recipient: request.recipient.id,
            contractor: request.method == Method::ContractorCode,
            cancelled: false,
        });
        Ok(Self {
            uses: if request.code_use == Some(CodeUse::Single) {
                Uses::Single
            } else {
                Uses::UntilEnd
            },
            first_entry_before: Some(first_entry_end(window)),
            start_slot: Some(terms.start_slot),
            duration: Some(terms.duration),
            copy: Some(copy),
            op: Some(terms.op),
            code_use: Some(terms.code_use),
            ledger: case.ledger.with(Some(row))?,
            ..self
        })
    }
}
