//! The box as the specification's pages say it, sentence by sentence. It knows no key: what
//! a code means it finds in the list of everything that the test issued.

use doorward::bulletin::Bulletin;
use doorward::codes::{CodeProfile, CodeUse, Operation, ServiceCommand};
use doorward::lockbox::{Applied, Decision, Reason};

use super::local::{end_of, local_day};
use super::memory::{Issued, Meaning, Remembered, Row, window};

/// A message as the test made it: what it says, and what was done to it.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) says: Bulletin,
    pub(crate) defect: Option<Reason>,
}

pub(crate) struct Naive {
    pub(crate) codes: CodeProfile,
    pub(crate) issued: Vec<Issued>,
    pub(crate) now: Remembered,
    pub(crate) saved: Remembered,
    pub(crate) failing: Option<(u32, bool)>,
    pub(crate) key_pressed: Option<u64>,
    pub(crate) challenge: Option<([u8; 16], u64)>,
    pub(crate) lost: bool,
}

fn applied(applied: Applied, set_clock: Option<u64>) -> Decision {
    Decision::Applied { applied, set_clock }
}

impl Naive {
    pub(crate) fn new(codes: CodeProfile, first: Remembered) -> Self {
        Self {
            codes,
            issued: Vec::new(),
            saved: first.clone(),
            now: first,
            failing: None,
            key_pressed: None,
            challenge: None,
            lost: false,
        }
    }

    fn save(&mut self, new: Remembered) -> Result<(), Reason> {
        if let Some((nth, is_kept)) = self.failing {
            self.failing = (nth > 1).then(|| (nth - 1, is_kept));
            if nth == 1 {
                if is_kept {
                    self.saved = new;
                }
                return Err(Reason::StoreFailed);
            }
        }
        self.now = new.clone();
        self.saved = new;
        Ok(())
    }

    fn state(&self) -> Result<Remembered, Reason> {
        if self.lost {
            return Err(Reason::StateLost);
        }
        Ok(self.now.clone())
    }

    pub(crate) fn reboot(&mut self) {
        self.now = self.saved.clone();
        self.key_pressed = None;
        self.challenge = None;
    }

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
        if !typed.bytes().all(|b| b.is_ascii_digit())
            || !lengths.iter().any(|len| usize::from(*len) == typed.len())
        {
            return Err(Reason::Malformed);
        }
        counted.count(now);
        self.save(counted)?;
        if typed.len() == 12 {
            return self.service(before, now, typed);
        }
        let mut new = before;
        let tolerance = new.tolerance(now);
        if !new.is_set(now) {
            return Err(Reason::ClockUnset);
        }
        if now + tolerance < new.persisted {
            return Err(Reason::ClockWentBack);
        }
        if new.suspended {
            return Err(Reason::Suspended);
        }
        let has_digits = |row: &Option<Row>| row.as_ref().is_some_and(|r| r.digits == typed);
        let until;
        if let Some(index) = new.places.iter().position(has_digits) {
            let mut row = new.places[index].take().unwrap();
            new.judge_row(&row, now, chosen)?;
            let first = row.used.map_or(now, |(first, _)| first);
            until = new.until(&row.meaning, first, now);
            row.used = Some((first, now));
            new.places[index] = Some(row);
            // A second entry, or another code's opening: either ends a first one's repeat.
            new.unconfirmed = None;
        } else {
            let meaning = self
                .read(&new, now, chosen, typed)
                .ok_or(Reason::WrongCode)?;
            match meaning {
                Meaning::Day { .. } if new.is_outside_hours(now) => {
                    return Err(Reason::OutsideHours);
                }
                Meaning::Flex(terms)
                    if terms.code_use() == CodeUse::UntilEnd && new.is_outside_hours(now) =>
                {
                    return Err(Reason::WrongCode);
                }
                _ => {}
            }
            if new.last_instant(&meaning) <= new.forgotten {
                return Err(Reason::WrongCode);
            }
            until = new.until(&meaning, now, now);
            let row = Row {
                digits: typed.to_owned(),
                meaning,
                used: Some((now, now)),
                cancelled: false,
            };
            new.place(now, row)?;
            new.unconfirmed = Some(typed.to_owned());
        }
        new.run.clear();
        new.wait_until = 0;
        new.persist(now);
        self.save(new)?;
        let operation = chosen;
        Ok(Decision::Open { operation, until })
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
                Meaning::Service(_) => false,
            })
            .collect();
        // The earliest day and the lowest slot; of FlexCodes the latest start.
        found.sort_by_key(|meaning| match meaning {
            Meaning::Day { day, slot } => (u64::from(*day), *slot),
            Meaning::Flex(terms) => (u64::MAX - window(terms).0, 0),
            Meaning::Service(_) => (0, 0),
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
        let mut set_clock = None;
        match command {
            ServiceCommand::SetClock { instant } => {
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
                set_clock = Some(instant);
            }
            ServiceCommand::RaiseEpoch { epoch } => {
                if epoch <= new.epoch || epoch > new.epoch + 16 {
                    return Err(Reason::WrongCode);
                }
                new.raise_epoch(epoch);
                new.persist(now);
            }
            ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            } => {
                let ahead =
                    i64::from(terms.window().start_slot()) - i64::try_from(now / 1_800).unwrap();
                let is_near = ahead <= 2_048;
                self.cancel(&mut new, now, Meaning::Flex(terms), epoch_mod_16, is_near)?;
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
            }
        }
        self.save(new)?;
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
            digits: issued.digits.clone(),
            meaning,
            used: None,
            cancelled: true,
        };
        new.place(now, row)
    }

    pub(crate) fn open_session(&mut self, now: u64, given: [u8; 16]) -> Result<(), Reason> {
        let new = self.state()?;
        let pressed = self.key_pressed.ok_or(Reason::ChallengeSpent)?;
        if now < pressed || now > pressed + 30 {
            return Err(Reason::ChallengeSpent);
        }
        self.save(new)?;
        self.key_pressed = None;
        self.challenge = Some((given, now));
        Ok(())
    }

    pub(crate) fn bulletin(&mut self, now: u64, message: &Message) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        if let Some(reason) = message.defect {
            return Err(reason);
        }
        let says = &message.says;
        let is_live = says.nonce != [0; 16];
        if is_live {
            let answers = |(nonce, given)| says.nonce == nonce && given <= now && now <= given + 60;
            if !self.challenge.is_some_and(answers) {
                return Err(Reason::ChallengeSpent);
            }
        }
        if says.epoch < new.epoch {
            return Err(Reason::WrongEpoch);
        }
        if says.sequence < new.sequence || (says.sequence == new.sequence && !is_live) {
            return Err(Reason::StaleBulletin);
        }
        if says.epoch > new.epoch {
            new.raise_epoch(says.epoch);
        }
        new.sequence = says.sequence;
        new.suspended = says.is_suspended;
        if says.zone != new.zone {
            let ended = local_day(&new.zone, new.forgotten) - 1;
            if let Ok(day) = u32::try_from(ended) {
                new.forgotten = new.forgotten.max(end_of(&says.zone, day));
            }
            new.zone = says.zone;
        }
        let sets_clock = is_live || now < says.issued_at;
        new.persist(now.max(says.issued_at));
        // A carried one moves an unset clock up, and leaves it unset whatever it then reads.
        new.clock_set = is_live || new.is_set(now);
        if is_live {
            new.persisted = says.issued_at;
            new.last_sync = says.issued_at;
            (new.forward, new.back) = (0, 0);
            new.run.clear();
            new.total.clear();
            (new.wait_until, new.falls_from) = (0, 0);
        }
        self.save(new)?;
        if is_live {
            self.challenge = None;
        }
        let sequence = says.sequence;
        Ok(applied(
            Applied::Bulletin { sequence },
            sets_clock.then_some(says.issued_at),
        ))
    }

    pub(crate) fn confirm(&mut self, now: u64) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        new.unconfirmed = None;
        new.persist(now);
        self.save(new)?;
        Ok(applied(Applied::Confirmed, None))
    }

    pub(crate) fn power_restored(&mut self) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        new.clock_set = false;
        let restart = new.persisted;
        self.save(new)?;
        Ok(applied(Applied::PowerRestored, Some(restart)))
    }

    pub(crate) fn tick(&mut self, now: u64) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        if now >= new.persisted + 3_600 {
            new.persist(now);
            self.save(new)?;
        }
        Ok(applied(Applied::Ticked, None))
    }
}
