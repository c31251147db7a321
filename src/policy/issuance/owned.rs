use no_std_compat::vec::Vec;

use super::{
    AppointmentFacts, Association, DayRow, Error, FlexRow, Input, Issued, Ledger, LedgerChange,
    Listing, LockboxFacts, Parameters, Permit, Request, Ruling,
};
use crate::calendar::Day;
use crate::keys::Id;
use crate::policy::Name;

/// An [`Input`] with its lists on the heap.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedInput {
    /// The association of the lockbox.
    pub association: OwnedAssociation,
    /// The association's numbers.
    #[cfg_attr(feature = "serde", serde(default))]
    pub parameters: Parameters,
    /// What is asked for.
    pub request: Request,
    /// The listing that the lockbox is assigned to; none if it is not assigned.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub listing: Option<Listing>,
    /// The lockbox.
    #[cfg_attr(feature = "serde", serde(rename = "box"))]
    pub lockbox: LockboxFacts,
    /// The appointment for which access is asked.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub appointment: Option<AppointmentFacts>,
    /// What was issued for the lockbox under its present epoch.
    pub ledger: OwnedLedger,
}

impl OwnedInput {
    /// The same input, borrowed.
    #[must_use]
    pub fn as_input(&self) -> Input<'_> {
        Input {
            association: self.association.as_association(),
            parameters: self.parameters,
            request: self.request,
            listing: self.listing,
            lockbox: self.lockbox,
            appointment: self.appointment,
            ledger: self.ledger.as_ledger(),
        }
    }

    /// [`Input::rule`], with the whole new ledger in a permit.
    ///
    /// # Errors
    /// As [`Input::rule`].
    pub fn rule(&self) -> Result<Ruling<OwnedLedger>, Error> {
        Ok(self.as_input().rule()?.with_ledger(&self.ledger))
    }
}

impl Ruling {
    /// The same ruling with the whole new ledger, made of the one that was ruled by.
    pub fn with_ledger(self, ledger: &OwnedLedger) -> Ruling<OwnedLedger> {
        Ruling {
            decision: self.decision,
            reasons: self.reasons,
            obligations: self.obligations,
            recommended: self.recommended,
            permit: self.permit.map(|permit| permit.with_ledger(ledger)),
        }
    }
}

impl Permit {
    fn with_ledger(self, ledger: &OwnedLedger) -> Permit<OwnedLedger> {
        let mut ledger = ledger.clone();
        ledger.apply(&self.ledger);
        Permit {
            not_before: self.not_before,
            not_after: self.not_after,
            release_at: self.release_at,
            operations: self.operations,
            max_uses: self.max_uses,
            bulletin: self.bulletin,
            uses: self.uses,
            recorded_as: self.recorded_as,
            recall: self.recall,
            first_entry_before: self.first_entry_before,
            day: self.day,
            slot: self.slot,
            start_slot: self.start_slot,
            duration: self.duration,
            copy: self.copy,
            op: self.op,
            code_use: self.code_use,
            ledger,
        }
    }
}

/// An [`Association`] with its list on the heap.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedAssociation {
    /// Its id.
    pub id: Name,
    /// Whether there are day codes at all.
    #[cfg_attr(feature = "serde", serde(default = "default::yes"))]
    pub day_codes: bool,
    /// Whether there are contractor codes at all.
    #[cfg_attr(feature = "serde", serde(default = "default::yes"))]
    pub contractor_codes: bool,
    /// The local day from which showing services get no codes; none: never.
    #[cfg_attr(feature = "serde", serde(default = "default::refused_from"))]
    pub service_codes_refused_from: Option<Day>,
    /// The associations whose agents are treated as members, today.
    #[cfg_attr(feature = "serde", serde(default))]
    pub reciprocity: Vec<Name>,
}

/// The defaults of [`Association::of`], one by one.
#[cfg(feature = "serde")]
mod default {
    use super::Day;
    use crate::bounds::CODES_FIRST_REFUSED_DAY;

    pub(super) const fn yes() -> bool {
        true
    }

    #[allow(
        clippy::unnecessary_wraps,
        reason = "the default of a member that may be null"
    )]
    pub(super) const fn refused_from() -> Option<Day> {
        Some(Day::from_number(CODES_FIRST_REFUSED_DAY))
    }
}

impl OwnedAssociation {
    /// The same association, borrowed.
    #[must_use]
    pub fn as_association(&self) -> Association<'_> {
        Association {
            id: self.id,
            day_codes: self.day_codes,
            contractor_codes: self.contractor_codes,
            service_codes_refused_from: self.service_codes_refused_from,
            reciprocity: &self.reciprocity,
        }
    }
}

impl From<Association<'_>> for OwnedAssociation {
    fn from(association: Association<'_>) -> Self {
        Self {
            id: association.id,
            day_codes: association.day_codes,
            contractor_codes: association.contractor_codes,
            service_codes_refused_from: association.service_codes_refused_from,
            reciprocity: association.reciprocity.into(),
        }
    }
}

/// A [`Ledger`] with its rows on the heap.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedLedger {
    /// The lockbox.
    pub lockbox: Id,
    /// Its ownership epoch.
    pub epoch: u32,
    /// Rises with every row.
    pub revision: u32,
    /// Day codes, by day and slot.
    pub day_codes: Vec<DayRow>,
    /// FlexCodes and contractor codes, by start, duration, operation, use and copy.
    pub flex_codes: Vec<FlexRow>,
}

impl OwnedLedger {
    /// A ledger without rows: what an epoch begins with.
    #[must_use]
    pub const fn new(lockbox: Id, epoch: u32) -> Self {
        Self {
            lockbox,
            epoch,
            revision: 0,
            day_codes: Vec::new(),
            flex_codes: Vec::new(),
        }
    }

    /// The same ledger, borrowed.
    #[must_use]
    pub fn as_ledger(&self) -> Ledger<'_> {
        Ledger {
            lockbox: self.lockbox,
            epoch: self.epoch,
            revision: self.revision,
            day_codes: &self.day_codes,
            flex_codes: &self.flex_codes,
        }
    }

    /// Puts the row of a permit in its place.
    pub fn apply(&mut self, change: &LedgerChange) {
        if let Some(issued) = change.issued {
            let place = self.as_ledger().place_of(&issued);
            match issued {
                Issued::Day(row) => self.day_codes.insert(place, row),
                Issued::Flex(row) => self.flex_codes.insert(place, row),
            }
        }
        self.revision = change.revision;
    }
}
