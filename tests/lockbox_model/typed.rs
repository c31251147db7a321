//! Typed codes, as the pages on the box and on service codes say it.

use doorward::codes::{CodeUse, Operation, ServiceCommand};
use doorward::lockbox::{Applied, Decision, Reason};

use super::local::local_day;
use super::log::{Note, bit, subject};
use super::memory::{Meaning, Name, Remembered, Row, window};
use super::naive::{Naive, applied};

/// A refusal, and what the log says of the code.
struct Refusal {
    reason: Reason,
    what: &'static str,
    subject: [u8; 16],
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self {
            reason,
            what: "code refused",
            subject: [0; 16],
        }
    }
}

impl Naive {
    pub(crate) fn enter(
        &mut self,
        now: u64,
        chosen: Operation,
        typed: &str,
    ) -> Result<Decision, Reason> {
        let mut counted = self.state()?;
        counted.settle(now);
        let before = counted.clone();
        if counted.total.len() >= usize::from(counted.limits.refusals_max) {
            return Err(Reason::KeypadStopped);
        }
        if now < counted.wait_until {
            let until = counted.wait_until;
            return Err(Reason::Throttled { until });
        }
        let lengths = [self.codes.day_digits(), self.codes.flex_digits(), 12];
        let family = lengths.iter().zip(1..);
        let mut method = family.filter(|(len, _)| usize::from(**len) == typed.len());
        let (Some((_, method)), true) = (method.next(), typed.bytes().all(|b| b.is_ascii_digit()))
        else {
            return Err(Reason::Malformed);
        };
        counted.count(now);
        self.save(counted)?;
        let judged = if method == 3 {
            self.service(before, now, typed).map_err(Refusal::from)
        } else {
            self.open(before, now, chosen, typed)
        };
        let Err(refusal) = judged else {
            return judged.map_err(|refusal| refusal.reason);
        };
        if refusal.reason == Reason::StoreFailed {
            return Err(refusal.reason);
        }
        let note = Note {
            method,
            operation: if method == 3 { 0 } else { bit(chosen) },
            subject: refusal.subject,
            ..Note::of(refusal.what, 1, self.now.epoch, now)
        };
        Err(self.refuse(note, refusal.reason))
    }

    fn open(
        &mut self,
        mut new: Remembered,
        now: u64,
        chosen: Operation,
        typed: &str,
    ) -> Result<Decision, Refusal> {
        if !new.is_set(now) {
            return Err(Reason::ClockUnset.into());
        }
        if now + new.tolerance(now) < new.persisted {
            return Err(Reason::ClockWentBack.into());
        }
        if new.suspended {
            return Err(Reason::Suspended.into());
        }
        let name = Name::Digits(typed.to_owned());
        let is_it = |row: &Option<Row>| row.as_ref().is_some_and(|r| r.name == name);
        let meaning = match new.places.iter().position(is_it) {
            Some(index) => open_again(&mut new, index, now, chosen)?,
            None => self.open_first(&mut new, now, chosen, typed)?,
        };
        let row = new.places.iter().find(|row| is_it(row)).unwrap();
        let (first, _) = row.as_ref().unwrap().used.unwrap();
        let until = new.until(&meaning, first, now);
        new.run.clear();
        new.wait_until = 0;
        new.persist(now);
        let (what, method) = match meaning {
            Meaning::Day { .. } => ("day code opens", 1),
            _ => ("flex code opens", 2),
        };
        new.log.write(Note {
            outcome: 0,
            method,
            operation: bit(chosen),
            subject: subject(&meaning),
            ..Note::of(what, 1, new.epoch, now)
        });
        self.save(new)?;
        let operation = chosen;
        Ok(Decision::Open { operation, until })
    }

    fn open_first(
        &self,
        new: &mut Remembered,
        now: u64,
        chosen: Operation,
        typed: &str,
    ) -> Result<Meaning, Refusal> {
        let meaning = self
            .read(new, now, chosen, typed)
            .ok_or(Reason::WrongCode)?;
        match meaning {
            Meaning::Day { .. } if new.is_outside_hours(now) => {
                return Err(Refusal {
                    reason: Reason::OutsideHours,
                    what: "day code outside hours",
                    subject: subject(&meaning),
                });
            }
            Meaning::Flex(terms)
                if terms.code_use() == CodeUse::UntilEnd && new.is_outside_hours(now) =>
            {
                return Err(Reason::WrongCode.into());
            }
            _ => {}
        }
        if new.last_instant(&meaning) <= new.forgotten {
            return Err(Reason::WrongCode.into());
        }
        let name = Name::Digits(typed.to_owned());
        let row = Row {
            name: name.clone(),
            meaning,
            used: Some((now, now)),
            cancelled: false,
            opened: chosen,
            uses: 1,
        };
        new.place(now, row)?;
        new.unconfirmed = new.is_single(&meaning).then_some(name);
        Ok(meaning)
    }

    /// What digits without a row mean to the box now.
    fn read(&self, m: &Remembered, now: u64, chosen: Operation, typed: &str) -> Option<Meaning> {
        let tolerance = m.tolerance(now);
        let mut found: Vec<Meaning> = (self.issued.iter())
            .filter(|issued| issued.digits == typed && issued.epoch == m.epoch)
            .map(|issued| issued.meaning)
            .filter(|meaning| match meaning {
                Meaning::Day { day, slot } => {
                    let first = local_day(&m.zone, now - tolerance);
                    let last = local_day(&m.zone, now + tolerance);
                    chosen == Operation::KeyCompartment
                        && *slot < m.limits.day_slots
                        && [first, last].contains(&i64::from(*day))
                }
                Meaning::Flex(terms) => {
                    let (start, _, first_entry_end) = window(terms);
                    chosen == terms.operation()
                        && start <= now + tolerance
                        && now < first_entry_end + tolerance
                }
                Meaning::Service(_) | Meaning::Grant { .. } => false,
            })
            .collect();
        // The earliest day and the lowest slot; of FlexCodes the latest start.
        found.sort_by_key(|meaning| match meaning {
            Meaning::Day { day, slot } => (u64::from(*day), *slot),
            Meaning::Flex(terms) => (u64::MAX - window(terms).0, 0),
            Meaning::Service(_) | Meaning::Grant { .. } => (0, 0),
        });
        found.first().copied()
    }

    fn service(&mut self, mut new: Remembered, now: u64, typed: &str) -> Result<Decision, Reason> {
        let command = (self.issued.iter())
            .filter(|issued| issued.digits == typed)
            .find_map(|issued| match issued.meaning {
                Meaning::Service(command) => Some(command),
                _ => None,
            })
            .ok_or(Reason::WrongCode)?;
        let before = u64::from(new.epoch);
        let mut set_clock = None;
        let (what, event, detail, meaning) = match command {
            ServiceCommand::SetClock { instant } => {
                set_the_clock(&mut new, now, instant)?;
                set_clock = Some(instant);
                ("clock code", 5, now, Meaning::Service(command))
            }
            ServiceCommand::RaiseEpoch { epoch } => {
                if epoch <= new.epoch || epoch > new.epoch + 16 {
                    return Err(Reason::WrongCode);
                }
                new.raise_epoch(epoch);
                new.persist(now);
                ("epoch code", 7, before, Meaning::Service(command))
            }
            ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            } => {
                let start = i64::from(terms.window().start_slot());
                let is_near = start - i64::try_from(now / 1_800).unwrap() <= 2_048;
                let meaning = Meaning::Flex(terms);
                self.cancel(&mut new, now, meaning, epoch_mod_16, is_near)?;
                ("flex code cancelled", 4, 0, meaning)
            }
            ServiceCommand::CancelDay {
                day,
                slot,
                epoch_mod_16,
            } => {
                let day = day.number();
                let is_near = i64::from(day) - local_day(&new.zone, now) <= 64;
                // A slot that this box does not read has no future.
                let is_near = is_near && slot < new.limits.day_slots;
                let meaning = Meaning::Day { day, slot };
                self.cancel(&mut new, now, meaning, epoch_mod_16, is_near)?;
                ("day code cancelled", 4, 0, meaning)
            }
        };
        new.log.write(Note {
            method: 3,
            subject: subject(&meaning),
            detail,
            ..Note::of(what, event, new.epoch, set_clock.unwrap_or(now))
        });
        self.save(new)?;
        if let Some(instant) = set_clock {
            self.phones.clock_set(now, instant);
        }
        Ok(applied(Applied::Service(command), set_clock))
    }

    fn cancel(
        &self,
        new: &mut Remembered,
        now: u64,
        meaning: Meaning,
        epoch_mod_16: u8,
        is_near: bool,
    ) -> Result<(), Reason> {
        let (tolerance, last) = (new.tolerance(now), new.last_instant(&meaning));
        let mut rows = new.places.iter().flatten();
        let row = rows.find(|row| row.meaning == meaning);
        let is_past = match row {
            Some(row) => now >= new.row_end(row) + tolerance,
            None => now >= last + tolerance || last <= new.forgotten,
        };
        if !new.is_set(now) || u32::from(epoch_mod_16) != new.epoch % 16 || is_past || !is_near {
            return Err(Reason::WrongCode);
        }
        new.persist(now);
        let mut rows = new.places.iter_mut().flatten();
        if let Some(row) = rows.find(|row| row.meaning == meaning) {
            row.cancelled = true;
            return Ok(());
        }
        let issued = (self.issued.iter())
            .find(|issued| issued.meaning == meaning && issued.epoch == new.epoch)
            .expect("the test issues what it cancels");
        let row = Row {
            name: Name::Digits(issued.digits.clone()),
            meaning,
            used: None,
            cancelled: true,
            opened: Operation::KeyCompartment,
            uses: 0,
        };
        new.place(now, row)
    }
}

/// An entry of digits that have a row.
fn open_again(
    new: &mut Remembered,
    index: usize,
    now: u64,
    chosen: Operation,
) -> Result<Meaning, Refusal> {
    let mut row = new.places[index].take().unwrap();
    let meaning = row.meaning;
    new.judge_row(&row, now, chosen).map_err(|reason| Refusal {
        reason,
        what: "code refused by its row",
        subject: subject(&meaning),
    })?;
    let first = row.used.map_or(now, |(first, _)| first);
    row.used = Some((first, now));
    new.places[index] = Some(row);
    // A second entry, or another code's opening: either ends a first one's repeat.
    new.unconfirmed = None;
    Ok(meaning)
}

fn set_the_clock(new: &mut Remembered, now: u64, instant: u64) -> Result<(), Reason> {
    let from = if new.is_set(now) {
        now.max(new.persisted)
    } else {
        new.persisted
    };
    new.forward += instant.saturating_sub(from);
    new.back += from.saturating_sub(instant);
    if instant <= new.last_clock_code || new.forward > 604_800 || new.back > 3_600 {
        return Err(Reason::WrongCode);
    }
    new.clock_set = true;
    new.last_clock_code = instant;
    new.persisted = instant;
    Ok(())
}
