//! A lockbox and its naive model, and what may happen to them.

use std::collections::VecDeque;
use std::fmt::Debug;

use doorward::calendar::Zone;
use doorward::codes::Operation;
use doorward::grants::Grant;
use doorward::keys::LockboxKey;
use doorward::lockbox::{Decision, KeypadState, Lockbox, Profile, Reason};

use super::issuer::Issuer;
use super::memory::Remembered;
use super::naive::Naive;
use super::presenting::Shown;
use super::reader::Reader;
use super::saved::is_as_saved;
use super::support::{Memory, Random, id, key, provision};
use super::tally::{Call, Tally};
use super::told::Message;

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
    /// What the phone was given last.
    pub(crate) challenge: [u8; 16],
    pub(crate) grants: Vec<Grant>,
    pub(crate) opened_with: Option<Grant>,
    pub(crate) shown: Vec<Shown>,
    pub(crate) reader: Reader,
    log: VecDeque<String>,
    tally: &'a mut Tally,
    pub(crate) step: u64,
    seed: u64,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        seed: u64,
        profile: Profile,
        zones: &'a [Zone],
        start: u64,
        tally: &'a mut Tally,
    ) -> Self {
        let mut random = Random(seed);
        let epoch = random.pick(&[0, 1, 15, 4_000]);
        let zone = zones[0];
        let (lockbox, mut store) = provision(&profile, epoch, zone);
        store.saves = 0;
        let remembered = Remembered::first(profile.limits(), zone, epoch);
        Self {
            random,
            zones,
            model: Naive::new(&profile, remembered),
            issuer: Issuer::new(profile.codes()),
            profile,
            key: key(),
            lockbox,
            store,
            clock: start,
            messages: Vec::new(),
            typed: Vec::new(),
            challenge: [9; 16],
            grants: Vec::new(),
            opened_with: None,
            shown: Vec::new(),
            reader: Reader::new(),
            log: VecDeque::new(),
            tally,
            step: 0,
            seed,
        }
    }

    /// One thing that happens.
    pub(crate) fn step(&mut self) {
        self.step += 1;
        if self.step == 1 {
            return self.sync(0);
        }
        self.pass_time();
        if self.random.percent(4) {
            self.fail_some_save();
        }
        let m = &self.model.now;
        let is_stopped = m.total.len() >= usize::from(m.limits.refusals_max);
        if (!m.clock_set || m.suspended) && self.random.percent(20) {
            return self.sync(0);
        }
        if is_stopped && self.random.percent(40) {
            return self.sync(0);
        }
        match self.random.weighted(&[
            480, 40, 45, 25, 25, 40, 45, 16, 20, 5, 200, 12, 15, 25, 12, 12, 12, 6,
        ]) {
            0 => self.type_something(),
            1 => self.sync(30),
            2 => self.carry(),
            3 => self.spoil(),
            4 => self.replay(),
            5 => self.confirm(),
            6 => self.tick(),
            7 => self.restore_power(),
            8 => self.reboot(),
            9 => self.lose_state(),
            10 => self.visit(),
            11 => self.press_key(),
            12 => {
                self.ask();
            }
            13 => self.present(),
            14 => self.disconnect(),
            15 => self.replace_limits(),
            16 => self.drain(),
            _ => self.run_away(),
        }
    }

    fn confirm(&mut self) {
        let engine = self.lockbox.confirm_opened(&mut self.store, self.clock);
        let model = self.model.confirm(self.clock);
        self.agree(Call::Confirm, "confirm".into(), engine, model);
    }

    fn tick(&mut self) {
        let engine = self.lockbox.tick(&mut self.store, self.clock);
        let model = self.model.tick(self.clock);
        self.agree(Call::Tick, "tick".into(), engine, model);
    }

    fn restore_power(&mut self) {
        let engine = self.lockbox.power_restored(&mut self.store);
        let model = self.model.power_restored();
        self.agree(Call::Power, "power restored".into(), engine, model);
    }

    pub(crate) fn fail_some_save(&mut self) {
        let nth = self.random.pick(&[1, 1, 2]);
        let is_kept = self.random.percent(40);
        self.fail_save(nth, is_kept);
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
        let mut m = self.model.now.clone();
        let rows = m.log.rows.len();
        m.log.rows.drain(..rows.saturating_sub(6));
        let phones = &self.model.phones;
        panic!(
            "seed {seed}, step {step}: {what}\n{}\n{:?}\n{m:#?}\n{phones:?}",
            log.join("\n"),
            self.profile,
        );
    }

    pub(crate) fn agree(
        &mut self,
        call: Call,
        what: String,
        engine: Decision,
        model: Result<Decision, Reason>,
    ) {
        let model = model.unwrap_or_else(Decision::from);
        self.same(call, what, engine.number(), &engine, &model);
        if let Some(instant) = engine.set_clock() {
            self.clock = instant;
        }
    }

    /// Both answers to a call are the same, and so is all that both tell of themselves.
    pub(crate) fn same<T: Debug + PartialEq>(
        &mut self,
        call: Call,
        mut what: String,
        number: u8,
        engine: &T,
        model: &T,
    ) {
        what.insert_str(0, &format!("{}, at {}: ", self.step, self.clock));
        self.note(format!("{what}: {engine:?}"));
        if engine != model {
            self.disagree(&format!("the engine says {engine:?}, the model {model:?}"));
        }
        self.store.failing = None;
        self.model.failing = None;
        let rows = self.same_state();
        self.tally.call(call, number, rows);
    }

    /// The number of rows of the log that are new.
    fn same_state(&mut self) -> usize {
        if self.store.saves != self.model.saves {
            let (engine, model) = (self.store.saves, self.model.saves);
            self.disagree(&format!("the engine saved {engine} times, not {model}"));
        }
        if !is_as_saved(&self.model.saved, &self.store.saved) {
            let saved = &self.store.saved[..128];
            self.disagree(&format!("the engine saved {saved:?}"));
        }
        if self.model.lost {
            let is_lost = self.lockbox.state().is_err()
                && self.lockbox.audit_rows() == Err(Reason::StateLost)
                && self.lockbox.audit_head(self.clock) == Err(Reason::StateLost)
                && self.lockbox.status_line(0, 0) == Err(Reason::StateLost);
            if !is_lost {
                self.disagree("the engine has a state");
            }
            return 0;
        }
        self.same_status();
        self.same_keypad();
        let notes = &self.model.now.log.rows;
        let looked = self
            .reader
            .look(&self.lockbox, self.clock, notes, self.tally);
        looked.unwrap_or_else(|fault| self.disagree(&fault))
    }

    fn same_status(&self) {
        let told = self.lockbox.state().expect("the box has its state");
        let line = self.lockbox.status_line(3_000, 7).unwrap();
        let m = &self.model.now;
        let set = m.last_sync.max(m.last_clock_code);
        let is_same = told.epoch == m.epoch
            && told.bulletin_sequence == m.sequence
            && told.clock_is_set == m.clock_set
            && told.is_suspended == m.suspended
            && told.persisted == m.persisted
            && told.set == set
            && usize::from(told.refusals) == m.total.len()
            && told.zone == m.zone
            && told.limits == m.limits
            && (line.millivolts, line.firmware, line.set) == (3_000, 7, set)
            && usize::from(line.refusals) == m.total.len();
        if !is_same {
            self.disagree(&format!("the engine's state is {told:?}"));
        }
    }

    fn same_keypad(&self) {
        let told = self.lockbox.keypad(self.clock).expect("a state");
        let mut m = self.model.now.clone();
        m.settle(self.clock);
        let state = if m.total.len() >= usize::from(m.limits.refusals_max) {
            KeypadState::Stopped(m.falls_from + u64::from(m.limits.refusal_falls_seconds))
        } else if self.clock < m.wait_until {
            KeypadState::Waits(m.wait_until)
        } else {
            KeypadState::Reads
        };
        let is_same = told.state == state
            && usize::from(told.run) == m.run.len().min(255)
            && usize::from(told.refusals) == m.total.len();
        if !is_same {
            self.disagree(&format!("the engine's keypad is {told:?}"));
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
        let what = format!("type {digits:?} for {chosen:?}");
        self.agree(Call::Code, what, engine, model);
    }

    fn reboot(&mut self) {
        let (codes, saved) = (self.profile.codes(), &self.store.saved);
        self.lockbox = Lockbox::restore(&id(), codes, key(), saved);
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
        self.ask();
        self.present();
        self.replace_limits();
        self.drain();
        self.restore_power();
        self.tick();
        self.confirm();
        self.reboot();
    }
}
