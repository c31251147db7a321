//! Judging a service code. It counts even while the clock is unset or the box suspended.

use super::decision::Cause;
use super::draft::{Draft, applied};
use super::engine::Typed;
use super::header::Header;
use super::ledger::{Places, find_code, take_place};
use super::row::{CodeRow, Meaning};
use super::{Applied, Lockbox};
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
use crate::keys::{DayKey, FlexKey, ServiceKey};

impl Lockbox {
    /// The rules of a service code: the draft's header is what was saved.
    #[inline(never)]
    pub(super) fn judge_service_code(
        &self,
        draft: &mut Draft<'_>,
        typed: &Typed,
    ) -> Result<(), Cause> {
        let command = self.command(&typed.code);
        let cancelled = self.cancelled_code(draft.header.epoch, command.as_ref())?;
        let command = command.ok_or(Cause::WrongCode)?;
        self.judge_command(draft, typed, &command, &cancelled)
    }

    /// The rules of a command; `cancelled` is what it cancels, if it cancels.
    #[inline(never)]
    fn judge_command(
        &self,
        draft: &mut Draft<'_>,
        typed: &Typed,
        command: &ServiceCommand,
        cancelled: &(Meaning, u64),
    ) -> Result<(), Cause> {
        let now = typed.now;
        let mut set_clock = None;
        match *command {
            ServiceCommand::CancelDay { epoch_mod_16, .. }
            | ServiceCommand::CancelFlex { epoch_mod_16, .. } => {
                self.cancel(draft, now, epoch_mod_16, cancelled)?;
                draft.note.event = Event::ServiceCommand;
                draft.note.subject = cancelled.0.subject();
            }
            ServiceCommand::SetClock { instant } => {
                move_clock(&mut draft.header, now, instant)?;
                set_clock = Some(instant);
                let note = &mut draft.note;
                note.subject = Subject::Service;
                (note.event, note.instant, note.detail) = (Event::Clock, instant, now);
            }
            ServiceCommand::RaiseEpoch { epoch } => {
                let (header, note) = (&mut draft.header, &mut draft.note);
                let step = epoch.checked_sub(header.epoch).ok_or(Cause::WrongCode)?;
                if !(1..=EPOCH_STEP_MAX).contains(&step) {
                    return Err(Cause::WrongCode);
                }
                note.subject = Subject::Service;
                (note.event, note.detail) = (Event::Epoch, u64::from(header.epoch));
                header.raise_epoch(epoch);
            }
        }
        draft.header.throttle = typed.before;
        if set_clock.is_none() {
            draft.header.persist(now);
        }
        *draft.decision = applied(Applied::Service(*command), set_clock);
        Ok(())
    }

    #[inline(never)]
    fn command(&self, code: &Code) -> Option<ServiceCommand> {
        let mut key = ServiceKey::BLANK;
        self.key.put_service(&mut key);
        key.read(code).ok()
    }

    #[inline(never)]
    fn flex_code(&self, epoch: u32, terms: &FlexTerms) -> Result<u64, Error> {
        let mut key = FlexKey::BLANK;
        self.key.put_flex(epoch, &mut key);
        key.value(self.codes.flex_digits(), terms)
    }

    #[inline(never)]
    fn day_code(&self, epoch: u32, day: Day, slot: u8) -> Result<u64, Error> {
        let mut key = DayKey::BLANK;
        self.key.bare_day_root(epoch).put_day(day, &mut key);
        key.value(self.codes.day_digits(), slot)
    }

    /// What a command cancels, and its digits. A command that cancels nothing, and a code
    /// that is no command, cost the same work; the digits are compared as a number, which takes
    /// no division.
    #[inline(never)]
    fn cancelled_code(
        &self,
        epoch: u32,
        command: Option<&ServiceCommand>,
    ) -> Result<(Meaning, u64), Cause> {
        let (mut day, mut slot) = (Day::from_number(0), 0);
        let any_window = FlexWindow::from_slot(0, 1);
        let mut terms = any_window
            .and_then(|window| {
                FlexTerms::new(window, 0, Operation::KeyCompartment, CodeUse::Single)
            })
            .map_err(|_| Cause::WrongCode)?;
        let mut is_day = false;
        match command.copied() {
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
        let flex_code = self.flex_code(epoch, &terms);
        let day_code = self.day_code(epoch, day, slot);
        let (meaning, code) = if is_day {
            (Meaning::Day { day, slot }, day_code)
        } else {
            (Meaning::Flex(terms), flex_code)
        };
        Ok((meaning, code.map_err(|_| Cause::WrongCode)?))
    }

    /// Drafts the row that a cancellation leaves.
    #[inline(never)]
    fn cancel(
        &self,
        draft: &mut Draft<'_>,
        now: UnixSeconds,
        of_epoch: u8,
        cancelled: &(Meaning, u64),
    ) -> Result<(), Cause> {
        let header = &mut draft.header;
        let (meaning, digits) = cancelled;
        if !header.has_time(now) || of_epoch != epoch_mod_16(header.epoch) {
            return Err(Cause::WrongCode);
        }
        if is_too_far_ahead(header, meaning, now) {
            return Err(Cause::WrongCode);
        }
        let snapshot = self.snapshot()?;
        let mut found = find_code(snapshot, meaning.family(), *digits);
        let tolerance = u64::from(header.tolerance(now).seconds());
        let last_instant = meaning.last_instant(&header.zone);
        // A code with a row is cancelled as if it were neither used nor cancelled.
        let end = found.as_ref().map_or(last_instant, |(_, row)| {
            row.end(&header.zone, &header.limits)
        });
        let is_forgotten = found.is_none() && last_instant <= header.forgotten;
        if now >= end.saturating_add(tolerance) || is_forgotten {
            return Err(Cause::WrongCode);
        }
        if found.is_none() {
            let index = take_place(snapshot, header, Places::Cancellations, now);
            let row = CodeRow::unused(*meaning, *digits);
            found = Some((index.ok_or(Cause::LedgerFull)?, row));
        }
        if let Some((index, row)) = &mut found {
            row.is_cancelled = true;
            draft.row = Some((*index, row.bytes()));
        }
        Ok(())
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
fn move_clock(header: &mut Header, now: UnixSeconds, instant: UnixSeconds) -> Result<(), Cause> {
    if instant <= header.last_clock_code {
        return Err(Cause::WrongCode);
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
            .ok_or(Cause::WrongCode)
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
