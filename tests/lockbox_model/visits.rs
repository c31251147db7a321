//! Visits: a key is pressed, a phone connects, and one thing leads to another.

use doorward::codes::Operation;
use doorward::grants::Grant;

use super::memory::Name;
use super::world::World;

impl World<'_> {
    /// A visitor with a phone and a grant.
    pub(crate) fn visit(&mut self) {
        let unconfirmed = self.unconfirmed_code();
        let grant = self.some_grant();
        if self.random.percent(35) {
            self.wait_for_an_edge_of(&grant);
        }
        if !self.random.percent(8) {
            self.disconnect();
        }
        if !self.random.percent(5) {
            self.press_key();
        }
        self.clock += self.random.pick(&[0, 0, 0, 0, 0, 0, 1, 29, 30, 31]);
        match self.random.below(20) {
            // The clock is set between the key press and the challenge.
            0 => self.set_clock(Operation::KeyCompartment),
            1 => self.carry(),
            _ => {}
        }
        for _ in 0..self.random.pick(&[1, 1, 1, 2, 3, 5, 6]) {
            // Without a new challenge most visitors give up.
            if !self.ask() && self.random.percent(85) {
                break;
            }
            self.use_the_challenge(&grant);
        }
        if self.random.percent(15) {
            self.disconnect();
        }
        // Another visitor's door had jammed.
        let unconfirmed = unconfirmed.filter(|_| self.random.percent(40));
        if let Some((chosen, digits)) = unconfirmed {
            self.enter(chosen, &digits);
        }
    }

    /// The clock runs away, rows are freed by it, and then somebody sets it right.
    pub(crate) fn run_away(&mut self) {
        let before = self.clock;
        self.clock += self.random.pick(&[4_000, 90_000, 300_000]);
        for _ in 0..2 + self.random.below(4) {
            self.type_something();
            self.visit();
        }
        self.disconnect();
        self.press_key();
        self.ask();
        let mut says = self.says(self.challenge);
        says.issued_at = before.max(1_704_067_200) + self.random.below(600);
        self.send(says);
        for _ in 0..3 {
            let known = self.opened_with.clone();
            self.type_again();
            self.ask();
            match known {
                Some(grant) => self.present_grant(&grant),
                None => self.present(),
            }
            self.visit();
        }
    }

    fn use_the_challenge(&mut self, grant: &Grant) {
        if self.random.percent(10) {
            self.clock += self.random.pick(&[1, 9, 10, 11, 60]);
        }
        if self.random.percent(3) {
            self.clock -= 1;
        }
        if self.random.percent(4) {
            self.fail_some_save();
        }
        if self.random.percent(12) {
            self.bring_the_time(30);
        }
        match self.random.weighted(&[60, 25, 8, 3, 2]) {
            0 => self.present_grant(grant),
            1 => self.present(),
            2 => {
                let narrowed = self.narrowed(grant);
                self.grants.push(narrowed.clone());
                self.present_grant(&narrowed);
            }
            3 => self.disconnect(),
            _ => self.press_key(),
        }
        self.use_the_leave();
        if self.random.percent(8) {
            self.type_again();
        }
        if self.random.percent(2) {
            self.bring_the_time(10);
        }
    }

    /// The code whose opening may be repeated.
    fn unconfirmed_code(&self) -> Option<(Operation, String)> {
        let Some(Name::Digits(code)) = &self.model.now.unconfirmed else {
            return None;
        };
        let mut typed = self.typed.iter().rev();
        typed.find(|(_, digits)| digits == code).cloned()
    }
}
