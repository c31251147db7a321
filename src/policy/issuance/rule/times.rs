//! The rules about appointments and time, and the choice of slot and copy.

use super::Case;
use crate::bounds::{FIRST_ENTRY_SECONDS, POLICY_WINDOW_MAX_SECONDS, SECONDS_PER_HALF_HOUR};
use crate::calendar::UnixSeconds;
use crate::codes::{FlexWindow, Operation};
use crate::grants::GrantOperation;
use crate::listed::count;
use crate::policy::appointment::State;
use crate::policy::issuance::ledger::Copies;
use crate::policy::issuance::{IssuerKind, ListingAccess, Reason, Request};
use crate::policy::{Class, Method, Set, Window};

impl Case<'_> {
    fn needs_appointment(&self) -> bool {
        let by_appointment = self
            .input
            .listing
            .is_some_and(|listing| listing.access == ListingAccess::ByAppointment);
        self.request.issuer.kind == IssuerKind::ShowingService
            || by_appointment && self.class == Some(Class::ShowingAgent)
    }

    pub(super) fn reasons_of_appointment(&self) -> Set<Reason> {
        if !self.needs_appointment() {
            return Set::EMPTY;
        }
        let Some(appointment) = &self.input.appointment else {
            return Set::of([(true, Reason::AppointmentMissing)]);
        };
        let is_approved = matches!(appointment.state, State::Approved | State::InProgress);
        let listing = self.input.listing.map(|listing| listing.id);
        let is_this = appointment.holder == self.request.recipient.id
            && appointment.lockbox == self.input.lockbox.id
            && Some(appointment.listing) == listing;
        let covers = match (self.request.window, self.request.day) {
            (Some(window), _) => {
                let access = appointment.access_window();
                let covered = if self.request.method.is_grant() {
                    access
                } else {
                    rounded_outwards(access)
                };
                window.is_within(covered)
            }
            (None, day) => self.input.lockbox.zone.day_at(appointment.start) == day,
        };
        Set::of([
            (!is_approved, Reason::AppointmentNotApproved),
            (!is_this, Reason::AppointmentOfAnother),
            (!covers, Reason::OutsideAppointment),
        ])
    }

    /// Whether day or window lie where the method has them.
    pub(super) fn reasons_of_time(&self) -> Set<Reason> {
        let Request { now, method, .. } = self.request;
        let parameters = &self.input.parameters;
        if let Some(day) = self.request.day {
            let last = self.today.number();
            let last = last.saturating_add(u32::from(parameters.day_days_ahead));
            return Set::of([
                (day < self.today, Reason::WindowOver),
                (day.number() > last, Reason::TooFarAhead),
                (self.slot().is_none(), Reason::NoSlotLeft),
            ]);
        }
        let Some(window) = self.request.window else {
            return Set::EMPTY;
        };
        let is_homeowner = self.class == Some(Class::Homeowner);
        let (shortest, longest) = match method {
            Method::MemberGrant => (0, parameters.member_max),
            Method::GuestGrant if is_homeowner => (parameters.guest_min, parameters.homeowner_max),
            Method::GuestGrant => (parameters.guest_min, parameters.guest_max),
            Method::FlexCode => (parameters.flex_min, parameters.flex_max),
            Method::ContractorCode => (parameters.flex_min, parameters.contractor_max),
            Method::DayCode => return Set::EMPTY,
        };
        let over = if method.is_grant() {
            window.end
        } else {
            first_entry_end(window)
        };
        Set::of([
            (over <= *now, Reason::WindowOver),
            (
                window.seconds() < u64::from(shortest),
                Reason::WindowTooShort,
            ),
            (window.seconds() > u64::from(longest), Reason::WindowTooLong),
        ])
    }

    /// Whether there is such a FlexCode or contractor code, and still one.
    pub(super) fn reasons_of_flex(&self) -> Set<Reason> {
        let Some(window) = self
            .request
            .window
            .filter(|_| self.request.method.is_flex())
        else {
            return Set::EMPTY;
        };
        let parameters = &self.input.parameters;
        let is_contractors = self.request.method == Method::ContractorCode;
        let is_off = window.start.checked_rem(u64::from(SECONDS_PER_HALF_HOUR)) != Some(0);
        let lengths = u64::from(SECONDS_PER_HALF_HOUR)..=u64::from(POLICY_WINDOW_MAX_SECONDS);
        let alive = || self.ledger.alive(self.request.now);
        let overlapping = count(alive().filter(|(_, other)| other.meets(window)));
        let contractors = count(alive().filter(|(row, _)| row.contractor));
        Set::of([
            (is_off, Reason::WindowOffHalfHour),
            (
                lengths.contains(&window.seconds()) && !has_length(window),
                Reason::LengthUnavailable,
            ),
            (
                self.copies().is_some() && self.copy().is_none(),
                Reason::NoCopyLeft,
            ),
            (
                overlapping >= usize::from(parameters.flex_overlapping),
                Reason::TooManyOverlapping,
            ),
            (
                is_contractors && contractors >= usize::from(parameters.contractor_alive),
                Reason::TooManyContractorCodes,
            ),
        ])
    }

    /// A day code's slot, and whether the recipient has it already.
    pub(in crate::policy::issuance) fn slot(&self) -> Option<(u8, bool)> {
        let (day, half) = (self.request.day?, self.request.half?);
        let recipient = &self.request.recipient.id;
        if let Some(slot) = self.ledger.slot_of(day, half, recipient) {
            return Some((slot, true));
        }
        let end = self.input.parameters.day_slots;
        let skips = |slot| self.request.skip.contains(slot);
        let slot = self.ledger.free_slot(day, half, end, skips)?;
        Some((slot, false))
    }

    /// The terms of which a copy is wanted, where start and length exist.
    pub(in crate::policy::issuance) fn copies(&self) -> Option<Copies> {
        let (window, code_use) = (self.request.window?, self.request.code_use?);
        let seconds = u32::try_from(window.seconds()).ok()?;
        let terms = FlexWindow::new(window.start, seconds).ok()?;
        let operations = self.request.operations;
        let operation = if operations.contains(GrantOperation::Shackle) {
            Operation::Shackle
        } else {
            Operation::KeyCompartment
        };
        Some(Copies {
            start_slot: terms.start_slot(),
            duration: terms.duration(),
            op: operation.number(),
            code_use: code_use.number(),
        })
    }

    /// The copy of a FlexCode or contractor code.
    pub(in crate::policy::issuance) fn copy(&self) -> Option<u8> {
        let end = self.input.parameters.flex_per_window;
        let skips = |copy| self.request.skip.contains(copy);
        self.ledger.free_copy(&self.copies()?, end, skips)
    }
}

/// The instant before which a FlexCode is first entered.
pub(in crate::policy::issuance) fn first_entry_end(window: Window) -> UnixSeconds {
    window
        .start
        .saturating_add(u64::from(FIRST_ENTRY_SECONDS))
        .min(window.end)
}

/// Whether a duration index has this length.
fn has_length(window: Window) -> bool {
    u32::try_from(window.seconds()).is_ok_and(|seconds| FlexWindow::new(0, seconds).is_ok())
}

/// The half hours of UTC that a window touches: a code cannot begin at a quarter past.
fn rounded_outwards(window: Window) -> Window {
    let half_hour = u64::from(SECONDS_PER_HALF_HOUR);
    let into = |instant: UnixSeconds| instant.checked_rem(half_hour).unwrap_or(0);
    let missing = match into(window.end) {
        0 => 0,
        over => half_hour.saturating_sub(over),
    };
    Window {
        start: window.start.saturating_sub(into(window.start)),
        end: window.end.saturating_add(missing),
    }
}
