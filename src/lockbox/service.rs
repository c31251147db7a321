//! Judging a service code. It counts even while the clock is unset or the box suspended.

use super::engine::{Draft, Typed, applied};
use super::header::Header;
use super::ledger::{Places, find_code, take_place};
use super::row::{CodeRow, Meaning, Row};
use super::throttle::Throttle;
use super::{Applied, Lockbox, Reason};
use crate::Error;
use crate::audit::{Event, Subject};
use crate::bounds::{
    CANCEL_DAYS_AHEAD, CANCEL_HALF_HOURS_AHEAD, CLOCK_CODE_BACK_SECONDS,
    CLOCK_CODE_FORWARD_SECONDS, EPOCH_STEP_MAX,
};
use crate::calendar::{Day, UnixSeconds};
use crate::codes::flex::half_hour_of;
use crate::codes::service::epoch_mod_16;
use crate::codes::{Code, CodeUse, FlexTerms, FlexWindow, Operation, ServiceCommand};
use crate::keys::DayKey;

impl Lockbox {
    /// The rules of a service code: the draft's header is what was saved, `before` the throttle
    /// before the entry was counted.
    #[inline(never)]
    pub(super) fn judge_service_code(
        &self,
        draft: &mut Draft<'_>,
        before: Throttle,
        typed: &Typed,
    ) -> Result<(), Reason> {
        let command = self.command(&typed.code);
        let cancelled = self.cancelled_code(&draft.header, command)?;
        let command = command.ok_or(Reason::WrongCode)?;
        self.judge_command(draft, before, typed.now, command, cancelled)
    }

    /// The rules of a command; `cancelled` is what it cancels, if it cancels.
    #[inline(never)]
    fn judge_command(
        &self,
        draft: &mut Draft<'_>,
        before: Throttle,
        now: UnixSeconds,
        command: ServiceCommand,
        cancelled: (Meaning, u64),
    ) -> Result<(), Reason> {
        let (header, note) = (&mut draft.header, &mut draft.note);
        let mut set_clock = None;
        match command {
            ServiceCommand::CancelDay { epoch_mod_16, .. }
            | ServiceCommand::CancelFlex { epoch_mod_16, .. } => {
                draft.row = Some(self.cancel(header, now, epoch_mod_16, cancelled)?);
                note.event = Event::ServiceCommand;
                note.subject = cancelled.0.subject();
            }
            ServiceCommand::SetClock { instant } => {
                move_clock(header, now, instant)?;
                set_clock = Some(instant);
                note.subject = Subject::Service;
                (note.event, note.instant, note.detail) = (Event::Clock, instant, now);
            }
            ServiceCommand::RaiseEpoch { epoch } => {
                let step = epoch.checked_sub(header.epoch).ok_or(Reason::WrongCode)?;
                if !(1..=EPOCH_STEP_MAX).contains(&step) {
                    return Err(Reason::WrongCode);
                }
                note.subject = Subject::Service;
                (note.event, note.detail) = (Event::Epoch, u64::from(header.epoch));
                header.raise_epoch(epoch);
            }
        }
        header.throttle = before;
        if set_clock.is_none() {
            header.persist(now);
        }
        draft.decision = applied(Applied::Service(command), set_clock);
        Ok(())
    }

    #[inline(never)]
    fn command(&self, code: &Code) -> Option<ServiceCommand> {
        self.key.service().read(code).ok()
    }

    #[inline(never)]
    fn flex_code(&self, epoch: u32, terms: &FlexTerms) -> Result<u64, Error> {
        self.key.flex(epoch).value(self.codes.flex_digits(), terms)
    }

    #[inline(never)]
    fn day_code(&self, epoch: u32, day: Day, slot: u8) -> Result<u64, Error> {
        let day_key = self.day_key(epoch, day);
        day_key.value(self.codes.day_digits(), slot)
    }

    #[inline(never)]
    fn day_key(&self, epoch: u32, day: Day) -> DayKey {
        self.key.day_root(epoch).day(day)
    }

    /// What a command cancels, and its digits. A command that cancels nothing, and a code
    /// that is no command, cost the same work; the digits are compared as a number, which takes
    /// no division.
    #[inline(never)]
    fn cancelled_code(
        &self,
        header: &Header,
        command: Option<ServiceCommand>,
    ) -> Result<(Meaning, u64), Reason> {
        let (mut day, mut slot) = (Day::from_number(0), 0);
        let any_window = FlexWindow::from_slot(0, 1);
        let mut terms = any_window
            .and_then(|window| {
                FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single)
            })
            .map_err(|_| Reason::WrongCode)?;
        let mut is_day = false;
        match command {
            Some(ServiceCommand::CancelDay {
                day: cancelled,
                slot: its_slot,
                ..
            }) => {
                (day, slot, is_day) = (cancelled, its_slot, true);
            }
            Some(ServiceCommand::CancelFlex {
                terms: cancelled, ..
            }) => terms = cancelled,
            _ => {}
        }
        let flex_code = self.flex_code(header.epoch, &terms);
        let day_code = self.day_code(header.epoch, day, slot);
        let (meaning, code) = if is_day {
            (Meaning::Day { day, slot }, day_code)
        } else {
            (Meaning::Flex(terms), flex_code)
        };
        Ok((meaning, code.map_err(|_| Reason::WrongCode)?))
    }

    /// The row that a cancellation leaves, and its place.
    #[inline(never)]
    fn cancel(
        &self,
        header: &mut Header,
        now: UnixSeconds,
        of_epoch: u8,
        (meaning, digits): (Meaning, u64),
    ) -> Result<(u8, Row), Reason> {
        if !header.has_time(now) || of_epoch != epoch_mod_16(header.epoch) {
            return Err(Reason::WrongCode);
        }
        if is_too_far_ahead(header, &meaning, now) {
            return Err(Reason::WrongCode);
        }
        let snapshot = self.snapshot()?;
        let found = find_code(snapshot, meaning.family(), digits);
        let tolerance = u64::from(header.tolerance(now).seconds());
        let is_before = |end: UnixSeconds| now < end.saturating_add(tolerance);
        let last_instant = meaning.last_instant(&header.zone);
        if let Some((index, row)) = found {
            // As if it were neither used nor cancelled.
            if !is_before(row.end(&header.zone, &header.limits)) {
                return Err(Reason::WrongCode);
            }
            return Ok((
                index,
                Row::Code(CodeRow {
                    is_cancelled: true,
                    ..row
                }),
            ));
        }
        if !is_before(last_instant) || last_instant <= header.forgotten {
            return Err(Reason::WrongCode);
        }
        let index =
            take_place(snapshot, header, Places::Cancellations, now).ok_or(Reason::LedgerFull)?;
        let row = CodeRow {
            meaning,
            digits,
            is_cancelled: true,
            used: None,
        };
        Ok((index, Row::Code(row)))
    }
}

/// Whether a code lies so far ahead that its row would be held for too long, or is one
/// that the box would never accept.
#[inline(never)]
fn is_too_far_ahead(header: &Header, meaning: &Meaning, now: UnixSeconds) -> bool {
    match meaning {
        Meaning::Flex(terms) => {
            let last = half_hour_of(now).saturating_add(u64::from(CANCEL_HALF_HOURS_AHEAD));
            u64::from(terms.window().start_slot()) > last
        }
        Meaning::Day { day, slot } => {
            let today = header.zone.day_at(now).map_or(0, Day::number);
            day.number() > today.saturating_add(CANCEL_DAYS_AHEAD)
                || *slot >= header.limits.day_slots
        }
    }
}

/// Sets the clock by a clock code, within what such codes may do between two syncs.
#[inline(never)]
fn move_clock(header: &mut Header, now: UnixSeconds, instant: UnixSeconds) -> Result<(), Reason> {
    if instant <= header.last_clock_code {
        return Err(Reason::WrongCode);
    }
    // A reading that went back counts for nothing, or an old code could confirm it.
    let reference = if header.has_time(now) {
        now.max(header.persisted)
    } else {
        header.persisted
    };
    let summed = |sum: u32, moved: u64, most: u32| {
        u32::try_from(moved)
            .ok()
            .and_then(|moved| sum.checked_add(moved))
            .filter(|sum| *sum <= most)
            .ok_or(Reason::WrongCode)
    };
    if let Some(forward) = instant.checked_sub(reference) {
        header.forward = summed(header.forward, forward, CLOCK_CODE_FORWARD_SECONDS)?;
    } else {
        let back = reference.saturating_sub(instant);
        header.back = summed(header.back, back, CLOCK_CODE_BACK_SECONDS)?;
    }
    header.clock_is_set = true;
    header.last_clock_code = instant;
    header.persisted = instant;
    Ok(())
}
