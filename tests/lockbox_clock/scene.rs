//! One lockbox, what is done to it, and what is seen of it from outside.

use doorward::calendar::Zone;
use doorward::codes::{CodeProfile, CodeUse, FlexWindow, Operation};
use doorward::keys::LockboxKey;
use doorward::lockbox::{DayUse, Decision, Limits, Lockbox, Profile};

use super::known::{Kind, Known};
use super::support::{self, Memory, Random};

const START: u64 = 1_778_950_800;
pub(crate) const OPERATION: Operation = Operation::KeyCompartment;

/// One lockbox, the true time, and an attacker who keeps everything.
pub(crate) struct Scene {
    pub(crate) random: Random,
    pub(crate) profile: Profile,
    pub(crate) key: LockboxKey,
    pub(crate) lockbox: Lockbox,
    pub(crate) store: Memory,
    pub(crate) truth: u64,
    pub(crate) clock: u64,
    pub(crate) is_set: bool,
    pub(crate) sequence: u32,
    pub(crate) zone: Zone,
    pub(crate) codes: Vec<Known>,
    /// The code that opened last.
    pub(crate) last_opened: Option<usize>,
    pub(crate) messages: Vec<Vec<u8>>,
    pub(crate) clock_codes: Vec<String>,
    /// Good codes typed for the first time, and those of them that did not open.
    pub(crate) good: u64,
    pub(crate) refused: u64,
    pub(crate) openings: u64,
}

impl Scene {
    pub(crate) fn new(seed: u64, limits: Limits) -> Self {
        let profile = Profile::new(support::id(), CodeProfile::default(), limits).unwrap();
        let (lockbox, store) = support::provision(&profile, 0, support::pacific());
        let mut scene = Self {
            random: Random(seed),
            profile,
            key: support::key(),
            lockbox,
            store,
            truth: START,
            clock: 0,
            is_set: false,
            sequence: 0,
            zone: support::pacific(),
            codes: Vec::new(),
            last_opened: None,
            messages: Vec::new(),
            clock_codes: Vec::new(),
            good: 0,
            refused: 0,
            openings: 0,
        };
        scene.sync();
        scene
    }

    pub(crate) fn note(&mut self, decision: &Decision) {
        if let Some(instant) = decision.set_clock() {
            self.clock = instant;
        }
    }

    /// A phone with a connection stands before the box.
    pub(crate) fn sync(&mut self) {
        self.sequence += 1;
        let (store, zone) = (&mut self.store, self.zone);
        let (message, decision) = support::sync(
            &mut self.lockbox,
            store,
            self.clock,
            self.sequence,
            (self.truth, zone),
        );
        assert_eq!(decision.set_clock(), Some(self.truth), "an honest sync");
        self.messages.push(message.as_bytes().to_vec());
        self.note(&decision);
        self.is_set = true;
    }

    pub(crate) fn pass(&mut self, seconds: u64) {
        self.truth += seconds;
        self.clock += seconds;
    }

    /// A code whose window has begun or begins soon.
    pub(crate) fn issue(&mut self) {
        let known = if self.random.percent(40) {
            let day = self.zone.day_at(self.truth).unwrap();
            let slot = u8::try_from(self.random.below(16)).unwrap();
            let code = self.key.day_root(0).day(day).code(7, slot).unwrap();
            let is_single = self.profile.limits().day_use == DayUse::Single;
            let kind = Kind::Day(day, slot);
            Known::new(code.as_str(), kind, is_single)
        } else {
            let ahead = u32::try_from(self.random.below(3)).unwrap();
            let slot = u32::try_from(self.truth / 1_800).unwrap() + ahead;
            let d = self.random.pick(&[1, 2, 3, 8, 24]);
            let window = FlexWindow::from_slot(slot, d).unwrap();
            let code_use = self
                .random
                .pick(&[CodeUse::Single, CodeUse::Single, CodeUse::UntilEnd]);
            let taken = self.random.pick(&[0, 1, 3, 7]);
            let flex = self.key.flex(0);
            let Ok((terms, code)) = flex.issue(10, window, OPERATION, code_use, taken) else {
                return;
            };
            let is_single = code_use == CodeUse::Single;
            Known::new(code.as_str(), Kind::Flex(terms), is_single)
        };
        if !self.codes.iter().any(|code| code.digits == known.digits) {
            self.codes.push(known);
        }
    }

    /// Whether a code may be entered for the first time, by true time.
    pub(crate) fn is_in_time(&self, code: &Known) -> bool {
        let (start, end) = match code.kind {
            Kind::Flex(terms) => (terms.window().start(), terms.window().first_entry_end()),
            Kind::Day(day, _) => (self.zone.start_of(day), self.zone.end_of(day)),
        };
        start <= self.truth && self.truth < end
    }

    pub(crate) fn type_code(&mut self, index: usize) {
        let (clock, digits) = (self.clock, self.codes[index].digits.clone());
        let decision =
            self.lockbox
                .enter_code(&mut self.store, clock, OPERATION, digits.as_bytes());
        let is_in_time = self.is_in_time(&self.codes[index]);
        let code = &mut self.codes[index];
        let is_first_good = !code.was_typed && !code.was_cancelled && is_in_time;
        let opens = matches!(decision, Decision::Open { .. });
        code.was_typed = true;
        if is_first_good {
            self.good += 1;
            self.refused += u64::from(!opens);
        }
        if opens {
            self.check_opening(index);
        }
    }

    /// What no attack may bring about.
    pub(crate) fn check_opening(&mut self, index: usize) {
        let clock = self.clock;
        assert!(self.is_set, "opened while the clock was unset");
        let code = &self.codes[index];
        assert!(!code.was_cancelled, "opened by a cancelled code");
        let first = code.openings.first().copied();
        let is_repeat = if code.is_single {
            assert!(code.openings.len() < 2, "a single use, three times");
            if let Some(first) = first {
                assert!(code.may_repeat, "a single use again, when it was over");
                assert!(first <= clock && clock < first + 120, "a repeat too late");
            }
            first.is_some()
        } else {
            if let (Kind::Day(..), Some(first)) = (code.kind, first) {
                assert!(first <= clock, "a day code before its first use");
                assert!(
                    clock < first + 3_600,
                    "a day code an hour after its first use"
                );
            }
            false
        };
        for code in &mut self.codes {
            code.may_repeat = false;
        }
        let code = &mut self.codes[index];
        code.openings.push(clock);
        code.may_repeat = !is_repeat;
        self.last_opened = Some(index);
        self.openings += 1;
    }

    pub(crate) fn type_service(&mut self, digits: &str) -> bool {
        let (clock, digits) = (self.clock, digits.as_bytes());
        let decision = self
            .lockbox
            .enter_code(&mut self.store, clock, OPERATION, digits);
        self.note(&decision);
        matches!(decision, Decision::Applied { .. })
    }

    /// The service's clock code of this minute.
    pub(crate) fn clock_code(&self) -> String {
        let code = self.key.service().set_clock(self.truth).unwrap();
        code.as_str().to_owned()
    }

    pub(crate) fn type_clock_code(&mut self, digits: &str) {
        if self.type_service(digits) {
            self.is_set = true;
        }
    }

    pub(crate) fn cancel(&mut self, index: usize) {
        let service = self.key.service();
        let code = match self.codes[index].kind {
            Kind::Flex(terms) => service.cancel_flex(&terms, 0),
            Kind::Day(day, slot) => service.cancel_day(day, slot, 0),
        };
        if self.type_service(code.unwrap().as_str()) {
            self.codes[index].was_cancelled = true;
        }
    }

    /// Power goes, for some time, and comes back.
    pub(crate) fn pull_battery(&mut self, seconds: u64) {
        self.truth += seconds;
        let (codes, saved) = (self.profile.codes(), &self.store.saved);
        self.lockbox = Lockbox::restore(&support::id(), codes, support::key(), saved);
        self.store.failing = None;
        let decision = self.lockbox.power_restored(&mut self.store);
        self.is_set = false;
        self.note(&decision);
    }

    /// The battery is pulled in the middle of an entry; whatever was decided, nothing opened.
    pub(crate) fn pull_while_typing(&mut self, index: usize) {
        let nth = u32::try_from(1 + self.random.below(2)).unwrap();
        let is_kept = self.random.percent(50);
        self.store.failing = Some((nth, is_kept));
        let digits = self.codes[index].digits.clone();
        let (clock, store) = (self.clock, &mut self.store);
        let decision = self
            .lockbox
            .enter_code(store, clock, OPERATION, digits.as_bytes());
        if matches!(decision, Decision::Open { .. }) {
            panic!("an opening needs two saves");
        }
        let off = self.random.below(300);
        self.pull_battery(off);
    }

    /// A bulletin, possibly collected long ago.
    pub(crate) fn deliver(&mut self, message: &[u8]) {
        let decision = self
            .lockbox
            .apply_bulletin(&mut self.store, self.clock, message);
        self.note(&decision);
    }

    pub(crate) fn carried(&mut self) -> Vec<u8> {
        self.sequence += 1;
        let says = support::bulletin([0; 16], self.sequence, 0, self.truth, self.zone);
        self.key.bulletin().seal(&says).as_bytes().to_vec()
    }

    pub(crate) fn some_code(&mut self) -> Option<usize> {
        if self.random.percent(30) {
            return self.last_opened;
        }
        // Mostly one of the last, now and then one of long ago.
        let count = self.codes.len() as u64;
        let last = if self.random.percent(80) {
            count.min(12)
        } else {
            count
        };
        (last > 0).then(|| usize::try_from(count - 1 - self.random.below(last)).unwrap())
    }

    /// What visitors, neighbours and the service do.
    pub(crate) fn honest_step(&mut self) {
        let seconds = self
            .random
            .pick(&[1, 20, 60, 119, 120, 600, 1_800, 3_599, 3_600, 7_200]);
        self.pass(seconds);
        self.issue();
        match self.random.weighted(&[50, 10, 8, 6, 5, 3]) {
            0 => {
                let is_good = |code: &Known| !code.was_typed && self.is_in_time(code);
                let index = self.codes.iter().rposition(is_good);
                if let Some(index) = index {
                    self.type_code(index);
                }
            }
            1 => {
                let decision = self.lockbox.tick(&mut self.store, self.clock);
                self.note(&decision);
            }
            2 => {
                let decision = self.lockbox.confirm_opened(&mut self.store, self.clock);
                self.note(&decision);
                for code in &mut self.codes {
                    code.may_repeat = false;
                }
            }
            3 => {
                let message = self.carried();
                self.messages.push(message.clone());
                if self.random.percent(70) {
                    self.deliver(&message);
                }
            }
            4 => self.sync(),
            _ => {
                let index = self.some_code();
                if let Some(index) = index.filter(|index| self.is_in_time(&self.codes[*index])) {
                    self.cancel(index);
                }
            }
        }
    }

    pub(crate) fn attack_step(&mut self) {
        match self.random.weighted(&[8, 4, 8, 25, 10, 16, 12, 8, 3]) {
            0 => {
                let off = self.random.pick(&[1, 60, 3_600, 40_000, 300_000]);
                self.pull_battery(off);
            }
            1 => {
                if let Some(index) = self.some_code() {
                    self.pull_while_typing(index);
                }
            }
            2 => {
                // A glitch that the box does not notice.
                let off = self
                    .random
                    .pick(&[1, 60, 119, 121, 3_600, 90_000, 1_000_000]);
                self.clock = if self.random.percent(80) {
                    self.clock - off
                } else {
                    self.clock + off
                };
                if let Some(index) = self.some_code() {
                    self.type_code(index);
                }
            }
            3 => {
                // Used codes again and again.
                for _ in 0..3 {
                    if let Some(index) = self.some_code() {
                        self.type_code(index);
                    }
                }
            }
            4 => {
                let code = self.clock_code();
                self.clock_codes.push(code);
            }
            5 if !self.clock_codes.is_empty() => {
                let recent = self.clock_codes.len().saturating_sub(6);
                let code = self.random.pick(&self.clock_codes[recent..]);
                self.type_clock_code(&code);
            }
            6 if !self.messages.is_empty() => {
                let recent = self.messages.len().saturating_sub(6);
                let message = self.random.pick(&self.messages[recent..]);
                self.deliver(&message);
            }
            7 => {
                // Someone calls the service about the clock.
                let code = self.clock_code();
                self.type_clock_code(&code);
            }
            8 => {
                // The service is told that the box hangs elsewhere.
                let zones = [
                    support::pacific(),
                    support::lord_howe(),
                    support::midnight(),
                ];
                self.zone = self.random.pick(&zones);
                self.sync();
            }
            _ => {}
        }
    }
}
