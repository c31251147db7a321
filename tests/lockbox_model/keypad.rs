//! What is typed.

use doorward::calendar::{Day, Tolerance};
use doorward::codes::{Code, Operation, ServiceCommand};

use super::issuer::operation;
use super::local::local_day;
use super::memory::{Issued, Meaning, window};
use super::world::World;

impl World<'_> {
    pub(crate) fn type_something(&mut self) {
        let chosen = operation(&mut self.random, 75);
        let codes = self.profile.codes();
        match self.random.weighted(&[550, 150, 60, 30, 90, 45, 12, 30]) {
            0 => {
                let meaning = self.some_code();
                let epoch = self.some_epoch();
                let digits = self.issuer.digits(meaning, epoch);
                let chosen = match meaning {
                    Meaning::Flex(terms) if self.random.percent(90) => terms.operation(),
                    Meaning::Day { .. } if self.random.percent(90) => Operation::KeyCompartment,
                    _ => chosen,
                };
                self.enter(chosen, &digits);
            }
            1 => self.type_again(),
            2 => {
                let len = self
                    .random
                    .pick(&[codes.day_digits(), codes.flex_digits(), 12]);
                self.learn_days();
                let digits = self.wrong(len);
                self.enter(chosen, &digits);
            }
            3 => {
                let digits = self.malformed();
                self.enter(chosen, &digits);
            }
            4 => self.cancel(chosen),
            5 => self.set_clock(chosen),
            6 => {
                let step = self.random.pick(&[1, 1, 2, 15, 16, 17, 0, 300]);
                let epoch = self.model.now.epoch + step;
                let command = ServiceCommand::RaiseEpoch { epoch };
                let digits = self.issuer.digits(Meaning::Service(command), 0);
                self.enter(chosen, &digits);
            }
            _ => {
                // A service code of before, once more.
                let is_service = |i: &&Issued| matches!(i.meaning, Meaning::Service(_));
                let old: Vec<Issued> = self
                    .issuer
                    .issued
                    .iter()
                    .filter(is_service)
                    .cloned()
                    .collect();
                if !old.is_empty() {
                    let digits = self.random.pick(&old).digits;
                    self.enter(chosen, &digits);
                }
            }
        }
    }

    /// One of the last codes once more.
    pub(crate) fn type_again(&mut self) {
        let recent = self.typed.len().saturating_sub(4);
        if let [_, ..] = &self.typed[recent..] {
            let (chosen, digits) = self.random.pick(&self.typed[recent..]);
            self.enter(chosen, &digits);
        }
    }

    fn some_epoch(&mut self) -> u32 {
        let epoch = self.model.now.epoch;
        match self.random.below(40) {
            0 => epoch.saturating_sub(1),
            1 => epoch + 1,
            2 => epoch + 16,
            _ => epoch,
        }
    }

    fn today(&self) -> u32 {
        u32::try_from(local_day(&self.model.now.zone, self.clock)).unwrap_or(20_000)
    }

    /// All that a guess of a day code could hit.
    fn learn_days(&mut self) {
        let (today, epoch) = (self.today(), self.model.now.epoch);
        for day in today - 1..=today + 1 {
            self.issuer.all_of_day(day, epoch);
        }
    }

    /// A code: of a row, or not long ago issued, or new.
    fn some_code(&mut self) -> Meaning {
        let rows = self.model.now.places.iter().flatten();
        let known: Vec<Meaning> = match self.random.below(10) {
            0..4 => (rows.map(|row| row.meaning))
                .filter(|m| !matches!(m, Meaning::Grant { .. }))
                .collect(),
            4..7 => {
                let issued = self.issuer.issued.iter().rev();
                let codes = issued.map(|i| i.meaning);
                let codes = codes.filter(|m| !matches!(m, Meaning::Service(_)));
                codes.take(24).filter(|m| self.is_near(m)).collect()
            }
            _ => Vec::new(),
        };
        if known.is_empty() {
            self.new_code()
        } else {
            self.random.pick(&known)
        }
    }

    fn is_near(&self, meaning: &Meaning) -> bool {
        match meaning {
            Meaning::Flex(terms) => {
                let (start, end, _) = window(terms);
                start < self.clock + 4_000 && self.clock < end + 4_000
            }
            Meaning::Day { day, .. } => day.abs_diff(self.today()) <= 1,
            Meaning::Service(_) | Meaning::Grant { .. } => false,
        }
    }

    fn new_code(&mut self) -> Meaning {
        let epoch = self.model.now.epoch;
        if self.random.percent(40) {
            let day = self.today() + self.random.pick(&[1, 1, 1, 1, 1, 0, 2]) - 1;
            let slot = u8::try_from(self.random.below(16)).unwrap();
            return Meaning::Day { day, slot };
        }
        let half_hour = self.clock / 1_800;
        let starts = self.random.pick(&[0, 0, 0, 0, 1, 1, 1, 2, 5, 47, 48, 49]);
        let d = self
            .random
            .pick(&[1, 1, 1, 2, 2, 4, 47, 48, 49, 96, 97, 125]);
        let slot = half_hour + 1 - starts.min(half_hour);
        let terms = self.issuer.flex(&mut self.random, epoch, slot, d);
        terms.map_or(
            Meaning::Day {
                day: 20_000,
                slot: 3,
            },
            Meaning::Flex,
        )
    }

    fn malformed(&mut self) -> String {
        let codes = self.profile.codes();
        let code = self.random.digits(codes.day_digits());
        match self.random.below(8) {
            0 => String::new(),
            1 => format!("{code}*"),
            2 => format!(" {}", &code[1..]),
            3 => self.random.digits(13),
            4 => self
                .random
                .digits(if codes.day_digits() == 7 { 8 } else { 7 }),
            5 => self
                .random
                .digits(if codes.flex_digits() == 10 { 11 } else { 10 }),
            6 => self.random.digits(6),
            _ => "٣".repeat(usize::from(codes.day_digits())),
        }
    }

    fn cancel(&mut self, chosen: Operation) {
        let mut meaning = self.some_code();
        if self.random.percent(25) {
            let half_hour = self.clock / 1_800;
            let ahead = self.random.pick(&[2_047, 2_048, 2_049, 2_050]);
            let day = self.today() + self.random.pick(&[63, 64, 65]);
            let epoch = self.model.now.epoch;
            let flex = self
                .issuer
                .flex(&mut self.random, epoch, half_hour + ahead, 3);
            let is_flex = self.random.percent(50);
            meaning = flex
                .filter(|_| is_flex)
                .map_or(Meaning::Day { day, slot: 2 }, Meaning::Flex);
        }
        let epoch_mod_16 = u8::try_from(self.some_epoch() % 16).unwrap();
        let command = match meaning {
            Meaning::Flex(terms) => ServiceCommand::CancelFlex {
                terms,
                epoch_mod_16,
            },
            Meaning::Day { day, slot } => ServiceCommand::CancelDay {
                day: Day::from_number(day),
                slot,
                epoch_mod_16,
            },
            Meaning::Service(_) | Meaning::Grant { .. } => return,
        };
        let digits = self.issuer.digits(Meaning::Service(command), 0);
        self.enter(chosen, &digits);
    }

    /// A clock code, often just within or just beyond what it may move.
    pub(crate) fn set_clock(&mut self, chosen: Operation) {
        let m = &self.model.now;
        let is_set = m.clock_set && self.clock >= 1_704_067_200;
        let from = if is_set {
            self.clock.max(m.persisted)
        } else {
            m.persisted
        };
        let (forward, back) = (604_800 - m.forward, 3_600 - m.back);
        let last = m.last_clock_code;
        let instant = match self.random.below(12) {
            0 => from + forward,
            1 => from + forward + 60,
            2 => from.saturating_sub(back),
            3 => from.saturating_sub(back) + 59,
            4 => last,
            5 => last + 60,
            6 => from + self.random.below(90_000),
            7 => from.saturating_sub(self.random.below(1_800)),
            _ => from + self.random.below(120),
        };
        let instant = instant.max(1_704_067_200) / 60 * 60;
        // To the very second, where the clock can be moved there.
        let edge = self
            .random
            .pick(&[instant.saturating_sub(forward), instant + back]);
        if is_set && edge.abs_diff(self.clock) < 120 && self.random.percent(70) {
            self.clock = edge + self.random.below(3) - 1;
        }
        let command = ServiceCommand::SetClock { instant };
        let digits = self.issuer.digits(Meaning::Service(command), 0);
        self.enter(chosen, &digits);
    }

    /// A string of digits that says nothing to this box now.
    fn wrong(&mut self, len: u8) -> String {
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
}
