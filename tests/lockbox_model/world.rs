//! A lockbox and its naive model, and what may happen to them.

use std::collections::VecDeque;

use doorward::calendar::{Tolerance, Zone};
use doorward::codes::{Code, Operation};
use doorward::keys::LockboxKey;
use doorward::lockbox::{Decision, Lockbox, Profile, Reason};

use super::issuer::Issuer;
use super::local::{end_of, local_day};
use super::memory::{Meaning, Remembered, window};
use super::naive::{Message, Naive};
use super::support::{Memory, Random, id, key, provision};

pub(crate) struct World<'a> {
    pub(crate) random: Random,
    pub(crate) profile: Profile,
    pub(crate) zones: &'a [Zone],
    pub(crate) model: Naive,
    pub(crate) issuer: Issuer,
    pub(crate) key: LockboxKey,
    pub(crate) lockbox: Lockbox,
    pub(crate) store: Memory,
    pub(crate) clock: u64,
    pub(crate) messages: Vec<(Message, Vec<u8>)>,
    pub(crate) typed: Vec<(Operation, String)>,
    log: VecDeque<String>,
    counts: &'a mut [u64; 27],
    pub(crate) step: u64,
    seed: u64,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        seed: u64,
        profile: Profile,
        zones: &'a [Zone],
        start: u64,
        counts: &'a mut [u64; 27],
    ) -> Self {
        let mut random = Random(seed);
        let epoch = random.pick(&[0, 1, 15, 4_000]);
        let zone = zones[0];
        let (lockbox, store) = provision(&profile, epoch, zone);
        let remembered = Remembered::first(profile.limits(), zone, epoch);
        Self {
            random,
            zones,
            model: Naive::new(profile.codes(), remembered),
            issuer: Issuer::new(profile.codes()),
            profile,
            key: key(),
            lockbox,
            store,
            clock: start,
            messages: Vec::new(),
            typed: Vec::new(),
            log: VecDeque::new(),
            counts,
            step: 0,
            seed,
        }
    }

    /// One operation, and a look at all that both tell of themselves.
    pub(crate) fn step(&mut self) {
        self.step += 1;
        if self.step == 1 {
            return self.sync(0);
        }
        self.pass_time();
        if self.random.percent(4) {
            let nth = u32::try_from(1 + self.random.below(2)).unwrap();
            let is_kept = self.random.percent(40);
            self.fail_save(nth, is_kept);
        }
        let is_set = self.model.now.clock_set;
        if (!is_set || self.model.now.suspended) && self.random.percent(20) {
            return self.sync(0);
        }
        if self.model.now.total.len() >= usize::from(self.profile.limits().refusals_max)
            && self.random.percent(40)
        {
            return self.sync(0);
        }
        match self
            .random
            .weighted(&[700, 50, 50, 30, 25, 40, 50, 12, 25, 4])
        {
            0 => self.type_something(),
            1 => self.sync(30),
            2 => self.carry(),
            3 => self.spoil(),
            4 => self.replay(),
            5 => {
                let engine = self.lockbox.confirm_opened(&mut self.store, self.clock);
                let model = self.model.confirm(self.clock);
                self.agree("confirm", engine, model);
            }
            6 => {
                let engine = self.lockbox.tick(&mut self.store, self.clock);
                let model = self.model.tick(self.clock);
                self.agree("tick", engine, model);
            }
            7 => {
                let engine = self.lockbox.power_restored(&mut self.store);
                let model = self.model.power_restored();
                self.agree("power restored", engine, model);
            }
            8 => self.reboot(),
            _ => self.lose_state(),
        }
    }

    pub(crate) fn fail_save(&mut self, nth: u32, is_kept: bool) {
        self.store.failing = Some((nth, is_kept));
        self.model.failing = Some((nth, is_kept));
        self.note(format!(
            "  save {nth} of the next call fails, kept: {is_kept}"
        ));
    }

    pub(crate) fn note(&mut self, text: String) {
        if self.log.len() == 25 {
            self.log.pop_front();
        }
        self.log.push_back(text);
    }

    pub(crate) fn disagree(&self, what: &str) -> ! {
        let log: Vec<&str> = self.log.iter().map(String::as_str).collect();
        let (seed, step) = (self.seed, self.step);
        panic!(
            "seed {seed}, step {step}: {what}\n{}\n{:#?}\n{:#?}",
            log.join("\n"),
            self.profile,
            self.model.now,
        );
    }

    pub(crate) fn agree(&mut self, what: &str, engine: Decision, model: Result<Decision, Reason>) {
        let model = model.unwrap_or_else(Decision::from);
        self.note(format!(
            "{}: {what} at {}: {engine:?}",
            self.step, self.clock
        ));
        self.counts[usize::from(engine.number())] += 1;
        if engine != model {
            self.disagree(&format!("the engine says {engine:?}, the model {model:?}"));
        }
        self.store.failing = None;
        self.model.failing = None;
        self.same_state();
        if let Some(instant) = engine.set_clock() {
            self.clock = instant;
        }
    }

    fn same_state(&self) {
        if self.model.lost {
            if self.lockbox.state().is_ok() {
                self.disagree("the engine has a state");
            }
            return;
        }
        let told = self.lockbox.state().expect("the box has its state");
        let m = &self.model.now;
        let is_same = told.epoch == m.epoch
            && told.bulletin_sequence == m.sequence
            && told.clock_is_set == m.clock_set
            && told.is_suspended == m.suspended
            && told.persisted == m.persisted
            && told.set == m.last_sync.max(m.last_clock_code)
            && usize::from(told.refusals) == m.total.len()
            && told.zone == m.zone
            && told.limits == m.limits;
        if !is_same {
            self.disagree(&format!("the engine's state is {told:?}"));
        }
    }

    pub(crate) fn enter(&mut self, chosen: Operation, digits: &str) {
        let (now, store) = (self.clock, &mut self.store);
        let engine = self
            .lockbox
            .enter_code(store, now, chosen, digits.as_bytes());
        self.issuer.learn_cancelled(digits, self.model.now.epoch);
        std::mem::swap(&mut self.model.issued, &mut self.issuer.issued);
        let model = self.model.enter(now, chosen, digits);
        std::mem::swap(&mut self.model.issued, &mut self.issuer.issued);
        self.typed.push((chosen, digits.to_owned()));
        self.agree(&format!("type {digits:?} for {chosen:?}"), engine, model);
    }

    /// The clock goes on, mostly to a second at which something changes or to its neighbours.
    fn pass_time(&mut self) {
        // To a box all instants before 2024 are alike; days count from 1970.
        self.clock = self.clock.max(1_600_000_000);
        let m = &self.model.now;
        if m.wait_until > self.clock && self.random.percent(60) {
            self.clock = m.wait_until + self.random.below(3) - 1;
            return;
        }
        let mut edges = self.edges();
        edges.retain(|edge| *edge > 1_600_000_000);
        edges.sort_unstable();
        let ahead: Vec<u64> = edges.iter().copied().filter(|e| *e > self.clock).collect();
        let past: Vec<u64> = edges.iter().copied().filter(|e| *e < self.clock).collect();
        let shift = self.random.below(3);
        match self.random.weighted(&[180, 380, 320, 85, 20, 10, 2, 3]) {
            0 => {}
            1 => self.clock += 1 + self.random.below(150),
            2 if !ahead.is_empty() => {
                let nearest = ahead.len().min(14) as u64;
                let index = self.random.below(nearest).min(self.random.below(nearest));
                self.clock = ahead[usize::try_from(index).unwrap()] + shift - 1;
            }
            3 => self.clock += self.random.below(7_200),
            4 if !past.is_empty() => {
                let index = past.len()
                    - 1
                    - usize::try_from(self.random.below(8))
                        .unwrap()
                        .min(past.len() - 1);
                self.clock = past[index] + shift - 1;
            }
            5 => self.clock -= self.random.below(2_400),
            6 => self.clock = 1_704_067_200 + shift - 1,
            7 => self.clock += self.random.below(200_000),
            _ => self.clock += 20,
        }
    }

    /// Every second at which the pages say that an answer may change.
    fn edges(&self) -> Vec<u64> {
        let m = &self.model.now;
        let limits = &m.limits;
        let tolerance = m.tolerance(self.clock);
        let mut edges = vec![
            m.wait_until,
            m.falls_from + u64::from(limits.refusal_falls_seconds),
            m.persisted.saturating_sub(tolerance),
            m.persisted + 3_600,
        ];
        let today = u32::try_from(local_day(&m.zone, self.clock)).unwrap_or(20_000);
        let midnight = end_of(&m.zone, today);
        edges.extend([midnight - tolerance, midnight, midnight + tolerance]);
        if let Some(hours) = limits.access_hours {
            for minute in [hours.from, hours.to] {
                let before_midnight = 86_400 - u64::from(minute) * 60;
                edges.extend([
                    midnight - before_midnight,
                    midnight + 86_400 - before_midnight,
                ]);
            }
        }
        for row in m.places.iter().flatten() {
            if let Some((first, opened)) = row.used {
                edges.push(first);
                edges.push(first + u64::from(limits.reuse_seconds));
                edges.push(opened + u64::from(limits.repeat_seconds));
            }
            edges.extend(self.edges_of(&row.meaning, tolerance));
        }
        for issued in self.issuer.issued.iter().rev().take(12) {
            edges.extend(self.edges_of(&issued.meaning, tolerance));
        }
        if let Some((_, given)) = self.model.challenge {
            edges.push(given + 60);
        }
        edges
    }

    fn edges_of(&self, meaning: &Meaning, tolerance: u64) -> Vec<u64> {
        match meaning {
            Meaning::Day { day, .. } => {
                let zone = &self.model.now.zone;
                let (start, end) = (end_of(zone, day - 1), end_of(zone, *day));
                vec![start - tolerance, start, end, end + tolerance]
            }
            Meaning::Flex(terms) => {
                let (start, end, last) = window(terms);
                vec![start - tolerance, end, end + tolerance, last + tolerance]
            }
            Meaning::Service(_) => Vec::new(),
        }
    }

    /// A string of digits that says nothing to this box now.
    pub(crate) fn wrong(&mut self, len: u8) -> String {
        loop {
            let digits = self.random.digits(len);
            let code = Code::parse(&digits).unwrap();
            let flex = self.key.flex(self.model.now.epoch);
            let tolerance = Tolerance::new(1_800).unwrap();
            let is_known = self
                .issuer
                .issued
                .iter()
                .any(|issued| issued.digits == digits);
            let says = [Operation::KeyCompartment, Operation::Shackle]
                .iter()
                .any(|op| flex.read(len, self.clock, tolerance, *op, &code).is_ok());
            if !is_known && !says && self.key.service().read(&code).is_err() {
                return digits;
            }
        }
    }

    fn reboot(&mut self) {
        let (codes, saved) = (self.profile.codes(), &self.store.saved);
        self.lockbox = Lockbox::restore(&id(), codes, key(), saved);
        self.model.lost = false;
        self.model.reboot();
        self.store.failing = None;
        self.model.failing = None;
        self.note(format!("{}: reboot", self.step));
        self.same_state();
    }

    /// The snapshot cannot be read; after a few calls a good copy of it is found.
    fn lose_state(&mut self) {
        let mut damaged = self.store.saved;
        let at = usize::try_from(self.random.below(damaged.len() as u64)).unwrap();
        damaged[at] ^= 1 << self.random.below(8);
        self.lockbox = Lockbox::restore(&id(), self.profile.codes(), key(), &damaged);
        self.model.lost = true;
        self.note(format!("{}: byte {at} damaged", self.step));
        self.type_something();
        self.carry();
        self.press_key();
        self.open_session();
        let engine = self.lockbox.power_restored(&mut self.store);
        let model = self.model.power_restored();
        self.agree("power restored", engine, model);
        let engine = self.lockbox.tick(&mut self.store, self.clock);
        let model = self.model.tick(self.clock);
        self.agree("tick", engine, model);
        let engine = self.lockbox.confirm_opened(&mut self.store, self.clock);
        let model = self.model.confirm(self.clock);
        self.agree("confirm", engine, model);
        self.reboot();
    }
}
