//! Appointments in the core's types, and back.

use doorward::lockbox::AccessHours;
use doorward::policy::Window;
use doorward::policy::appointment::{
    Action, Appointment, Booking, Error, Event, EventKind, GrantTerms, Other, Record, Rules, Step,
};

use super::values::{
    dw_appointment, dw_appointment_event, dw_appointment_grant, dw_appointment_other,
    dw_appointment_record, dw_appointment_rules, dw_appointment_step,
};
use crate::guard::flag;
use crate::policy::{bits, dw_name, item, name_or_none, zero};
use crate::result::dw_result;
use crate::values::dw_id;

impl From<Error> for dw_result {
    fn from(error: Error) -> Self {
        match error {
            Error::BadValue => Self::DW_POLICY_BAD_VALUE,
            Error::WindowBackwards => Self::DW_POLICY_WINDOW_BACKWARDS,
            Error::NoAppointment => Self::DW_POLICY_NO_APPOINTMENT,
            Error::FutureOpening => Self::DW_POLICY_FUTURE_OPENING,
            Error::RepeatedId => Self::DW_POLICY_REPEATED_ID,
            Error::NotApproved => Self::DW_POLICY_NOT_APPROVED,
        }
    }
}

impl dw_appointment_rules {
    /// In the core's type, with these blocked periods.
    pub(super) fn with<'b>(&self, blocked: &'b [Window]) -> Result<Rules<'b>, dw_result> {
        let hours = AccessHours {
            from: self.access_from,
            to: self.access_to,
        };
        Ok(Rules {
            early: self.early,
            late: self.late,
            lead_time: self.lead_time,
            max_length: self.max_length,
            overlap: flag(self.overlap)?,
            blocked,
            access_hours: flag(self.has_access_hours)?.then_some(hours),
            release_lead: self.release_lead,
            zone: (&self.zone).try_into()?,
        })
    }
}

impl From<&Rules<'_>> for dw_appointment_rules {
    fn from(rules: &Rules<'_>) -> Self {
        let hours = rules.access_hours;
        Self {
            early: rules.early,
            late: rules.late,
            lead_time: rules.lead_time,
            max_length: rules.max_length,
            release_lead: rules.release_lead,
            access_from: hours.map_or(0, |hours| hours.from),
            access_to: hours.map_or(0, |hours| hours.to),
            zone: (&rules.zone).into(),
            has_access_hours: u8::from(hours.is_some()),
            overlap: u8::from(rules.overlap),
        }
    }
}

impl dw_appointment {
    const NONE: Self = Self {
        start: 0,
        end: 0,
        opened_at: 0,
        sequence: 0,
        id: dw_name::NONE,
        listing: dw_name::NONE,
        holder: dw_name::NONE,
        replaces: dw_name::NONE,
        replaced_by: dw_name::NONE,
        lockbox: dw_id::NONE,
        state: super::values::DW_APPOINTMENT_NONE,
        grant_released: 0,
        is_opened: 0,
        reserved: [0; 2],
    };

    /// In the core's type; none of state 0.
    pub(super) fn get(&self) -> Result<Option<Appointment>, dw_result> {
        if self.state == super::values::DW_APPOINTMENT_NONE {
            return Ok(None);
        }
        zero(&self.reserved)?;
        let is_opened = flag(self.is_opened)?;
        if !is_opened && self.opened_at != 0 {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        Ok(Some(Appointment {
            id: (&self.id).try_into()?,
            listing: (&self.listing).try_into()?,
            holder: (&self.holder).try_into()?,
            lockbox: (&self.lockbox).try_into()?,
            start: self.start,
            end: self.end,
            state: item(self.state)?,
            sequence: self.sequence,
            grant_released: flag(self.grant_released)?,
            opened_at: is_opened.then_some(self.opened_at),
            replaces: name_or_none(&self.replaces)?,
            replaced_by: name_or_none(&self.replaced_by)?,
        }))
    }

    fn of(appointment: Option<&Appointment>) -> Self {
        let Some(appointment) = appointment else {
            return Self::NONE;
        };
        Self {
            start: appointment.start,
            end: appointment.end,
            opened_at: appointment.opened_at.unwrap_or(0),
            sequence: appointment.sequence,
            id: (&appointment.id).into(),
            listing: (&appointment.listing).into(),
            holder: (&appointment.holder).into(),
            replaces: dw_name::of(appointment.replaces.as_ref()),
            replaced_by: dw_name::of(appointment.replaced_by.as_ref()),
            lockbox: (&appointment.lockbox).into(),
            state: appointment.state.number(),
            grant_released: u8::from(appointment.grant_released),
            is_opened: u8::from(appointment.opened_at.is_some()),
            reserved: [0; 2],
        }
    }
}

impl TryFrom<&dw_appointment_other> for Other {
    type Error = dw_result;

    fn try_from(other: &dw_appointment_other) -> Result<Self, dw_result> {
        zero(&other.reserved)?;
        Ok(Self {
            id: (&other.id).try_into()?,
            start: other.start,
            end: other.end,
            state: item(other.state)?,
        })
    }
}

impl TryFrom<&dw_appointment_event> for Event {
    type Error = dw_result;

    fn try_from(event: &dw_appointment_event) -> Result<Self, dw_result> {
        zero(&[event.reserved])?;
        let action = match item(event.event)? {
            EventKind::Request => Action::Request(Booking {
                id: (&event.id).try_into()?,
                listing: (&event.listing).try_into()?,
                lockbox: (&event.lockbox).try_into()?,
                holder: (&event.holder).try_into()?,
                start: event.start,
                end: event.end,
            }),
            EventKind::Reschedule => Action::Reschedule {
                new_id: (&event.id).try_into()?,
                start: event.start,
                end: event.end,
            },
            EventKind::Open => Action::Open { at: event.start },
            EventKind::Approve => Action::Approve,
            EventKind::Decline => Action::Decline,
            EventKind::Cancel => Action::Cancel,
            EventKind::Release => Action::Release,
            EventKind::Complete => Action::Complete,
            EventKind::Tick => Action::Tick,
        };
        Ok(Self {
            actor: item(event.actor)?,
            now: event.now,
            action,
        })
    }
}

impl dw_appointment_record {
    const NONE: Self = Self {
        start: 0,
        end: 0,
        at: 0,
        sequence: 0,
        appointment: dw_name::NONE,
        listing: dw_name::NONE,
        holder: dw_name::NONE,
        replaces: dw_name::NONE,
        replaced_by: dw_name::NONE,
        lockbox: dw_id::NONE,
        state: super::values::DW_APPOINTMENT_NONE,
        reserved: [0; 4],
    };

    /// In the core's type; none of state 0.
    pub(super) fn get(&self) -> Result<Option<Record>, dw_result> {
        if self.state == super::values::DW_APPOINTMENT_NONE {
            return Ok(None);
        }
        zero(&self.reserved)?;
        Ok(Some(Record {
            appointment: (&self.appointment).try_into()?,
            listing: (&self.listing).try_into()?,
            lockbox: (&self.lockbox).try_into()?,
            holder: (&self.holder).try_into()?,
            start: self.start,
            end: self.end,
            state: item(self.state)?,
            sequence: self.sequence,
            at: self.at,
            replaces: name_or_none(&self.replaces)?,
            replaced_by: name_or_none(&self.replaced_by)?,
        }))
    }

    fn of(record: Option<&Record>) -> Self {
        let Some(record) = record else {
            return Self::NONE;
        };
        Self {
            start: record.start,
            end: record.end,
            at: record.at,
            sequence: record.sequence,
            appointment: (&record.appointment).into(),
            listing: (&record.listing).into(),
            holder: (&record.holder).into(),
            replaces: dw_name::of(record.replaces.as_ref()),
            replaced_by: dw_name::of(record.replaced_by.as_ref()),
            lockbox: (&record.lockbox).into(),
            state: record.state.number(),
            reserved: [0; 4],
        }
    }
}

impl From<&Step> for dw_appointment_step {
    fn from(step: &Step) -> Self {
        let mut records = step.events.iter();
        let records = [records.next(), records.next()];
        let record_count = records
            .iter()
            .flatten()
            .fold(0, |count: u8, _| count.saturating_add(1));
        Self {
            appointment: dw_appointment::of(step.appointment.as_ref()),
            created: dw_appointment::of(step.created.as_ref()),
            records: records.map(dw_appointment_record::of),
            reasons: bits(step.reasons),
            obligations: bits(step.obligations),
            record_count,
            is_permitted: u8::from(step.decision.is_permit()),
            reserved: [0; 6],
        }
    }
}

impl From<&GrantTerms> for dw_appointment_grant {
    fn from(terms: &GrantTerms) -> Self {
        Self {
            not_before: terms.not_before,
            not_after: terms.not_after,
            release_at: terms.release_at,
            bulletin: terms.bulletin,
            holder: (&terms.holder).into(),
            lockbox: (&terms.lockbox).into(),
            reserved: 0,
        }
    }
}
