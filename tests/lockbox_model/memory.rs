//! What the naive box remembers: plain lists, searched from the front.

use doorward::calendar::Zone;
use doorward::codes::{CodeUse, FlexTerms, Operation, ServiceCommand};
use doorward::lockbox::{DayUse, Limits, Reason};

use super::local::{end_of, minute_of_day};
use super::log::Log;

const YEAR_2024: u64 = 1_704_067_200;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning {
    Day { day: u32, slot: u8 },
    Flex(FlexTerms),
    Service(ServiceCommand),
    Grant { id: [u8; 16], not_after: u64 },
}

/// What a row is found by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Name {
    Digits(String),
    Grant([u8; 16]),
}

/// A code that the test issued; a service code belongs to no epoch.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    pub(crate) digits: String,
    pub(crate) epoch: u32,
    pub(crate) meaning: Meaning,
}

/// A row of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: Name,
    pub(crate) meaning: Meaning,
    /// First and last opening.
    pub(crate) used: Option<(u64, u64)>,
    pub(crate) cancelled: bool,
    /// What the last opening opened, and how many were counted.
    pub(crate) opened: Operation,
    pub(crate) uses: u8,
}

#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    pub(crate) limits: Limits,
    pub(crate) zone: Zone,
    pub(crate) epoch: u32,
    pub(crate) sequence: u32,
    pub(crate) suspended: bool,
    pub(crate) revoked: Vec<[u8; 8]>,
    pub(crate) challenges: u64,
    pub(crate) clock_set: bool,
    pub(crate) persisted: u64,
    pub(crate) last_sync: u64,
    pub(crate) last_clock_code: u64,
    pub(crate) forward: u64,
    pub(crate) back: u64,
    /// The instants of the refusals of the run, and of those that stand against the keypad.
    pub(crate) run: Vec<u64>,
    pub(crate) total: Vec<u64>,
    pub(crate) wait_until: u64,
    pub(crate) falls_from: u64,
    pub(crate) places: Vec<Option<Row>>,
    pub(crate) forgotten: u64,
    pub(crate) unconfirmed: Option<Name>,
    pub(crate) log: Log,
}

/// Start, end, and the end of the time for a first entry.
pub(crate) fn window(terms: &FlexTerms) -> (u64, u64, u64) {
    let start = u64::from(terms.window().start_slot()) * 1_800;
    let d = u64::from(terms.window().duration());
    let length = if d <= 96 {
        d * 1_800
    } else {
        (d - 94) * 86_400
    };
    (start, start + length, (start + length).min(start + 86_400))
}

impl Remembered {
    /// What provisioning leaves behind.
    pub(crate) fn first(limits: Limits, zone: Zone, epoch: u32) -> Self {
        Self {
            limits,
            zone,
            epoch,
            sequence: 0,
            suspended: false,
            revoked: Vec::new(),
            challenges: 0,
            clock_set: false,
            persisted: 0,
            last_sync: 0,
            last_clock_code: 0,
            forward: 0,
            back: 0,
            run: Vec::new(),
            total: Vec::new(),
            wait_until: 0,
            falls_from: 0,
            places: vec![None; 32],
            forgotten: 0,
            unconfirmed: None,
            log: Log::default(),
        }
    }

    pub(crate) fn tolerance(&self, now: u64) -> u64 {
        let set = self.last_sync.max(self.last_clock_code);
        let drift = now.saturating_sub(set) * u64::from(self.limits.drift_ppm) / 1_000_000;
        (u64::from(self.limits.tolerance_seconds) + drift)
            .min(u64::from(self.limits.tolerance_max_seconds))
    }

    pub(crate) fn is_set(&self, now: u64) -> bool {
        self.clock_set && now >= YEAR_2024
    }

    pub(crate) fn persist(&mut self, now: u64) {
        self.persisted = self.persisted.max(now);
    }

    pub(crate) fn is_outside_hours(&self, now: u64) -> bool {
        let minute = minute_of_day(&self.zone, now);
        self.limits
            .access_hours
            .is_some_and(|h| minute < i64::from(h.from) || minute >= i64::from(h.to))
    }

    /// A code's last instant, without tolerance.
    pub(crate) fn last_instant(&self, meaning: &Meaning) -> u64 {
        match meaning {
            Meaning::Day { day, .. } => end_of(&self.zone, *day),
            Meaning::Flex(terms) => window(terms).2,
            Meaning::Service(_) => 0,
            Meaning::Grant { not_after, .. } => *not_after,
        }
    }

    pub(crate) fn row_end(&self, row: &Row) -> u64 {
        match (&row.meaning, row.used) {
            (Meaning::Flex(terms), Some(_)) => window(terms).1,
            (Meaning::Day { day, .. }, Some((first, _))) if self.limits.outlasts_midnight => {
                end_of(&self.zone, *day).max(first + u64::from(self.limits.reuse_seconds))
            }
            _ => self.last_instant(&row.meaning),
        }
    }

    /// Takes a place for a row, if there is one.
    pub(crate) fn place(&mut self, now: u64, row: Row) -> Result<(), Reason> {
        let ordinary = usize::from(self.limits.rows - self.limits.cancellation_rows);
        let kind = if row.cancelled {
            ordinary..usize::from(self.limits.rows)
        } else {
            0..ordinary
        };
        let mut free = kind.clone().find(|i| self.places[*i].is_none());
        if free.is_none() {
            let end = |i: &usize| self.row_end(self.places[*i].as_ref().unwrap());
            let oldest = kind.min_by_key(|i| (end(i), *i)).unwrap();
            if end(&oldest).saturating_add(self.tolerance(now)) < now {
                let gone = self.places[oldest].take().unwrap();
                self.forgotten = self.forgotten.max(self.last_instant(&gone.meaning));
                free = Some(oldest);
            }
        }
        self.places[free.ok_or(Reason::LedgerFull)?] = Some(row);
        Ok(())
    }

    pub(crate) fn raise_epoch(&mut self, epoch: u32) {
        self.epoch = epoch;
        self.places.fill(None);
        self.unconfirmed = None;
    }

    /// Lets refusals fall.
    pub(crate) fn settle(&mut self, now: u64) {
        let every = u64::from(self.limits.refusal_falls_seconds);
        while !self.total.is_empty() && now >= self.falls_from + every {
            self.total.remove(0);
            self.falls_from += every;
        }
        if self.total.is_empty() {
            self.falls_from = 0;
        }
    }

    pub(crate) fn clear_refusals(&mut self) {
        self.run.clear();
        self.total.clear();
        (self.wait_until, self.falls_from) = (0, 0);
    }

    pub(crate) fn count(&mut self, now: u64) {
        if self.total.is_empty() {
            self.falls_from = now;
        }
        self.total.push(now);
        self.run.push(now);
        let mut wait = 0;
        for k in 1..=self.run.len() {
            if k == usize::from(self.limits.free_refusals) + 1 {
                wait = u64::from(self.limits.first_wait_seconds);
            } else {
                wait = (wait * 2).min(u64::from(self.limits.longest_wait_seconds));
            }
        }
        self.wait_until = if wait == 0 { 0 } else { now + wait };
    }

    /// Until when a code first used at `first` opens, as an opening at `now` says it.
    pub(crate) fn until(&self, meaning: &Meaning, first: u64, now: u64) -> u64 {
        match meaning {
            Meaning::Day { day, .. } => {
                let hour = first + u64::from(self.limits.reuse_seconds);
                let night = end_of(&self.zone, *day);
                if self.limits.outlasts_midnight {
                    hour
                } else if first < night {
                    hour.min(night)
                } else {
                    hour.min(night + self.tolerance(now))
                }
            }
            Meaning::Flex(terms) => window(terms).1,
            Meaning::Service(_) | Meaning::Grant { .. } => 0,
        }
    }

    pub(crate) fn is_single(&self, meaning: &Meaning) -> bool {
        match meaning {
            Meaning::Day { .. } => self.limits.day_use == DayUse::Single,
            Meaning::Flex(terms) => terms.code_use() == CodeUse::Single,
            Meaning::Service(_) | Meaning::Grant { .. } => true,
        }
    }

    /// Whether the opening of a row may be repeated, its door having jammed.
    pub(crate) fn may_repeat(&self, row: &Row, now: u64) -> bool {
        let opened = row.used.map_or(0, |(_, opened)| opened);
        self.unconfirmed.as_ref() == Some(&row.name)
            && opened <= now
            && now < opened + u64::from(self.limits.repeat_seconds)
    }

    /// What a row says of an entry of its digits.
    pub(crate) fn judge_row(&self, row: &Row, now: u64, chosen: Operation) -> Result<(), Reason> {
        let (false, Some((first, _))) = (row.cancelled, row.used) else {
            return Err(Reason::Cancelled);
        };
        let tolerance = self.tolerance(now);
        let is_single = self.is_single(&row.meaning);
        let (is_over, is_its_turn, has_hours) = match row.meaning {
            Meaning::Day { day, .. } => {
                let hour = first + u64::from(self.limits.reuse_seconds);
                let night = end_of(&self.zone, day) + tolerance;
                let is_past_night = now >= night && !self.limits.outlasts_midnight;
                let is_over = now < first || now >= hour || is_past_night;
                (is_over, chosen == Operation::KeyCompartment, true)
            }
            Meaning::Flex(terms) => {
                let (start, end, _) = window(&terms);
                let is_its_turn = chosen == terms.operation() && now + tolerance >= start;
                (now >= end + tolerance, is_its_turn, !is_single)
            }
            Meaning::Service(_) | Meaning::Grant { .. } => panic!("no code's row"),
        };
        let may_repeat = self.may_repeat(row, now);
        if is_over || (is_single && !may_repeat) {
            Err(Reason::UsedUp)
        } else if !is_its_turn {
            Err(Reason::WrongCode)
        } else if has_hours && self.is_outside_hours(now) {
            Err(Reason::OutsideHours)
        } else {
            Ok(())
        }
    }
}
