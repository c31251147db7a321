//! Requests for access and the answers to them in the core's types, and back.

use doorward::calendar::Day;
use doorward::codes::day::Issuer as Half;
use doorward::policy::issuance::{
    AppointmentFacts, Association, DayRow, Error, FlexRow, Issued, Issuer, Ledger, Listing,
    LockboxFacts, MethodList, Parameters, Permit, Phone, Recipient, Request, Ruling, Skip,
};
use doorward::policy::{Listed, Method, Name, Set, Text, Window};

use super::values::{
    DW_DAY_NONE, DW_PERMIT_DAY_CODE, DW_PERMIT_FLEX_CODE, DW_PERMIT_GRANT, dw_issuance_day_row,
    dw_issuance_facts, dw_issuance_flex_row, dw_issuance_ledger, dw_issuance_request,
    dw_issuance_ruling, dw_issuance_settings, dw_typed,
};
use crate::guard::flag;
use crate::policy::{DW_APPOINTMENT_NONE, bits, dw_name, item, name_or_none, zero};
use crate::result::dw_result;
use crate::values::{code_use, operations};

impl From<Error> for dw_result {
    fn from(error: Error) -> Self {
        match error {
            Error::BadValue => Self::DW_POLICY_BAD_VALUE,
            Error::WindowMismatch => Self::DW_POLICY_WINDOW_MISMATCH,
            Error::WindowBackwards => Self::DW_POLICY_WINDOW_BACKWARDS,
            Error::OperationsMismatch => Self::DW_POLICY_OPERATIONS_MISMATCH,
            Error::UseMismatch => Self::DW_POLICY_USE_MISMATCH,
            Error::SkipMismatch => Self::DW_POLICY_SKIP_MISMATCH,
            Error::MethodsMismatch => Self::DW_POLICY_METHODS_MISMATCH,
            Error::LedgerMismatch => Self::DW_POLICY_LEDGER_MISMATCH,
        }
    }
}

/// A day, or none.
fn day(number: u32) -> Option<Day> {
    (number != DW_DAY_NONE).then(|| Day::from_number(number))
}

/// A text, or none of length 0.
fn typed(text: &dw_typed) -> Result<Option<Text>, dw_result> {
    let text = text.text.get(..usize::from(text.length));
    let text = core::str::from_utf8(text.ok_or(dw_result::DW_POLICY_BAD_VALUE)?);
    let text = text.map_err(|_| dw_result::DW_ERROR_TEXT)?;
    let found = (!text.is_empty()).then(|| Text::new(text));
    Ok(found.transpose()?)
}

/// Slots or copies of bits.
fn skip(bits: u16) -> Skip {
    let mut numbers = [0; 16];
    let mut count = 0_usize;
    for number in (0..16_u8).filter(|number| bits >> number & 1 == 1) {
        if let Some(place) = numbers.get_mut(count) {
            *place = number;
            count = count.saturating_add(1);
        }
    }
    Skip::new(numbers.get(..count).unwrap_or(&[]))
}

/// The methods of bits, bit n being method n.
fn methods(bits: u32) -> Result<MethodList, dw_result> {
    let is_in = |method: &Method| bits >> method.number() & 1 == 1;
    let found: Set<Method> = Method::ALL.iter().copied().filter(is_in).collect();
    if crate::policy::bits(found) == bits {
        Ok(found.into())
    } else {
        Err(dw_result::DW_ERROR_VALUE)
    }
}

impl From<&dw_issuance_settings> for Parameters {
    fn from(settings: &dw_issuance_settings) -> Self {
        Self {
            guest_min: settings.guest_min,
            guest_max: settings.guest_max,
            homeowner_max: settings.homeowner_max,
            member_max: settings.member_max,
            day_days_ahead: settings.day_days_ahead,
            day_slots: settings.day_slots,
            flex_min: settings.flex_min,
            flex_max: settings.flex_max,
            contractor_max: settings.contractor_max,
            contractor_alive: settings.contractor_alive,
            flex_per_window: settings.flex_per_window,
            flex_overlapping: settings.flex_overlapping,
            release_lead: settings.release_lead,
            android_min: settings.android_min,
            ios_min: settings.ios_min,
        }
    }
}

impl dw_issuance_settings {
    pub(super) fn association<'r>(
        &self,
        reciprocity: &'r [Name],
    ) -> Result<Association<'r>, dw_result> {
        Ok(Association {
            id: (&self.association).try_into()?,
            day_codes: flag(self.day_codes)?,
            contractor_codes: flag(self.contractor_codes)?,
            service_codes_refused_from: day(self.service_codes_refused_from),
            reciprocity,
        })
    }

    pub(super) fn of(association: &Association<'_>, parameters: &Parameters) -> Self {
        let refused_from = association.service_codes_refused_from;
        Self {
            guest_min: parameters.guest_min,
            guest_max: parameters.guest_max,
            homeowner_max: parameters.homeowner_max,
            member_max: parameters.member_max,
            flex_min: parameters.flex_min,
            flex_max: parameters.flex_max,
            contractor_max: parameters.contractor_max,
            release_lead: parameters.release_lead,
            service_codes_refused_from: refused_from.map_or(DW_DAY_NONE, Day::number),
            android_min: parameters.android_min,
            ios_min: parameters.ios_min,
            day_days_ahead: parameters.day_days_ahead,
            day_slots: parameters.day_slots,
            contractor_alive: parameters.contractor_alive,
            flex_per_window: parameters.flex_per_window,
            flex_overlapping: parameters.flex_overlapping,
            day_codes: u8::from(association.day_codes),
            contractor_codes: u8::from(association.contractor_codes),
            association: (&association.id).into(),
        }
    }
}

impl TryFrom<&dw_issuance_request> for Request {
    type Error = dw_result;

    fn try_from(request: &dw_issuance_request) -> Result<Self, dw_result> {
        let half = match request.half {
            0 => None,
            1 => Some(Half::Service),
            2 => Some(Half::Holder),
            _ => return Err(dw_result::DW_ERROR_VALUE),
        };
        let phone = match request.phone_system {
            0 => None,
            system => Some(Phone {
                system: item(system)?,
                version: request.phone_version,
            }),
        };
        let window = Window {
            start: request.start,
            end: request.end,
        };
        let has_use = flag(request.has_use)?;
        if !has_use && request.code_use != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Self {
            now: request.now,
            issuer: Issuer {
                kind: item(request.issuer_kind)?,
                id: (&request.issuer).try_into()?,
                pin_verified: flag(request.pin_verified)?,
            },
            recipient: Recipient {
                kind: item(request.recipient_kind)?,
                id: (&request.recipient).try_into()?,
                name: typed(&request.recipient_name)?,
                association: name_or_none(&request.recipient_association)?,
                member_active: flag(request.member_active)?,
                licence_verified: flag(request.licence_verified)?,
                account_registered: flag(request.account_registered)?,
                phone,
            },
            method: item(request.method)?,
            operations: operations(request.operations)?,
            window: flag(request.has_window)?.then_some(window),
            day: day(request.day),
            half,
            code_use: has_use.then(|| code_use(request.code_use)).transpose()?,
            skip: skip(request.skip),
            seller_written_permission: flag(request.seller_written_permission)?,
            off_market_permission: flag(request.off_market_permission)?,
            identity_checked: flag(request.identity_checked)?,
        })
    }
}

impl dw_issuance_facts {
    pub(super) fn lockbox(&self) -> Result<LockboxFacts, dw_result> {
        zero(&self.reserved)?;
        Ok(LockboxFacts {
            id: (&self.lockbox).try_into()?,
            zone: (&self.zone).try_into()?,
            epoch: self.epoch,
            bulletin: self.bulletin,
            suspended: flag(self.suspended)?,
            bluetooth: flag(self.bluetooth)?,
            flex_codes: flag(self.flex_codes)?,
            shackle_by_app: flag(self.shackle_by_app)?,
            shackle_by_code: flag(self.shackle_by_code)?,
        })
    }

    pub(super) fn listing(&self) -> Result<Option<Listing>, dw_result> {
        if self.status == 0 {
            return Ok(None);
        }
        let has_methods = flag(self.has_methods)?;
        Ok(Some(Listing {
            id: (&self.listing).try_into()?,
            status: item(self.status)?,
            coming_soon_showings: flag(self.coming_soon_showings)?,
            methods: has_methods.then(|| methods(self.methods)).transpose()?,
            access: item(self.access)?,
        }))
    }

    pub(super) fn appointment(&self) -> Result<Option<AppointmentFacts>, dw_result> {
        if self.appointment_state == DW_APPOINTMENT_NONE {
            return Ok(None);
        }
        Ok(Some(AppointmentFacts {
            id: (&self.appointment).try_into()?,
            holder: (&self.appointment_holder).try_into()?,
            listing: (&self.appointment_listing).try_into()?,
            lockbox: (&self.appointment_lockbox).try_into()?,
            state: item(self.appointment_state)?,
            start: self.start,
            end: self.end,
            early: self.early,
            late: self.late,
        }))
    }
}

impl dw_issuance_ledger {
    pub(super) fn with<'r>(
        &self,
        day_codes: &'r [DayRow],
        flex_codes: &'r [FlexRow],
    ) -> Result<Ledger<'r>, dw_result> {
        zero(&self.reserved)?;
        Ok(Ledger {
            lockbox: (&self.lockbox).try_into()?,
            epoch: self.epoch,
            revision: self.revision,
            day_codes,
            flex_codes,
        })
    }
}

impl TryFrom<&dw_issuance_day_row> for DayRow {
    type Error = dw_result;

    fn try_from(row: &dw_issuance_day_row) -> Result<Self, dw_result> {
        zero(&[row.reserved])?;
        Ok(Self {
            day: Day::from_number(row.day),
            slot: row.slot,
            recipient: (&row.recipient).try_into()?,
            cancelled: flag(row.cancelled)?,
        })
    }
}

impl TryFrom<&dw_issuance_flex_row> for FlexRow {
    type Error = dw_result;

    fn try_from(row: &dw_issuance_flex_row) -> Result<Self, dw_result> {
        zero(&[row.reserved])?;
        Ok(Self {
            start_slot: row.start_slot,
            duration: row.duration,
            op: row.operation,
            code_use: row.code_use,
            copy: row.copy,
            recipient: (&row.recipient).try_into()?,
            contractor: flag(row.contractor)?,
            cancelled: flag(row.cancelled)?,
        })
    }
}

impl dw_issuance_day_row {
    const NONE: Self = Self {
        day: 0,
        slot: 0,
        cancelled: 0,
        recipient: dw_name::NONE,
        reserved: 0,
    };
}

impl dw_issuance_flex_row {
    const NONE: Self = Self {
        start_slot: 0,
        duration: 0,
        operation: 0,
        code_use: 0,
        copy: 0,
        contractor: 0,
        cancelled: 0,
        recipient: dw_name::NONE,
        reserved: 0,
    };
}

impl dw_issuance_ruling {
    /// What is ruled about a request of `recipient`, by this ledger.
    pub(super) fn of(ruling: &Ruling, recipient: &Name, ledger: &Ledger<'_>) -> Self {
        let denied = Self {
            reasons: ruling.reasons.iter().fold(0, |bits, reason| {
                bits | 1_u64.wrapping_shl(u32::from(reason.number()))
            }),
            not_before: 0,
            not_after: 0,
            release_at: 0,
            first_entry_before: 0,
            obligations: bits(ruling.obligations),
            bulletin: 0,
            revision: 0,
            row_place: 0,
            day_row: dw_issuance_day_row::NONE,
            flex_row: dw_issuance_flex_row::NONE,
            operations: 0,
            is_permitted: u8::from(ruling.decision.is_permit()),
            recommended: ruling.recommended.map_or(0, Method::number),
            permit: 0,
            adds_row: 0,
            max_uses: 0,
            uses: 0,
            recorded_as: 0,
            recall: 0,
            reserved: [0; 2],
        };
        let Some(permit) = &ruling.permit else {
            return denied;
        };
        let place = permit.issued().map(|row| ledger.place_of(&row));
        Self {
            not_before: permit.not_before,
            not_after: permit.not_after,
            release_at: permit.release_at,
            first_entry_before: permit.first_entry_before.unwrap_or(0),
            bulletin: permit.bulletin.unwrap_or(0),
            revision: permit.ledger.revision,
            row_place: place
                .and_then(|place| u32::try_from(place).ok())
                .unwrap_or(0),
            operations: permit.operations.bits(),
            adds_row: u8::from(place.is_some()),
            max_uses: permit.max_uses.unwrap_or(0),
            uses: permit.uses.number(),
            recorded_as: permit.recorded_as.number(),
            recall: permit.recall.number(),
            ..denied
        }
        .with_row(permit, recipient)
    }

    fn with_row(self, permit: &Permit, recipient: &Name) -> Self {
        if let (Some(day), Some(slot)) = (permit.day, permit.slot) {
            return Self {
                permit: DW_PERMIT_DAY_CODE,
                day_row: dw_issuance_day_row {
                    day: day.number(),
                    slot,
                    recipient: recipient.into(),
                    ..dw_issuance_day_row::NONE
                },
                ..self
            };
        }
        let Some(Issued::Flex(row)) = permit.issued() else {
            return Self {
                permit: DW_PERMIT_GRANT,
                ..self
            };
        };
        Self {
            permit: DW_PERMIT_FLEX_CODE,
            flex_row: dw_issuance_flex_row {
                start_slot: row.start_slot,
                duration: row.duration,
                operation: row.op,
                code_use: row.code_use,
                copy: row.copy,
                contractor: u8::from(row.contractor),
                recipient: recipient.into(),
                ..dw_issuance_flex_row::NONE
            },
            ..self
        }
    }
}
