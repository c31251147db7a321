//! A thief at the keypad: how many guesses the throttle lets through, and what they are
//! worth. Every guess is one that no code answers, so the throttle alone decides.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that overflows or panics fails, as it should"
)]

mod support;

use doorward::calendar::{Day, Tolerance, Zone};
use doorward::codes::odds::GuessParameters;
use doorward::codes::{
    Code, CodeProfile, CodeReader, CodeUse, Family, FlexTerms, FlexWindow, Operation,
};
use doorward::grants::{GrantBody, GrantOperation, Operations, Request};
use doorward::keys::LockboxKey;
use doorward::lockbox::{Decision, Limits, Lockbox, Profile, Reason};
use support::{Memory, Random};

/// 2026-05-16, 22:00 UTC.
const START: u64 = 1_778_968_800;
const DAY: u64 = 86_400;
const OPERATION: Operation = Operation::KeyCompartment;

/// What the thief's friend may type between the guesses.
#[derive(Clone, Copy, PartialEq)]
enum Insider {
    Nobody,
    /// A reusable day code, a new one for each date.
    DayCode,
    /// A FlexCode that opens again and again for 31 days, and then another one.
    FlexCode,
    /// A code that cancels what is cancelled already.
    Cancellation,
    /// A grant that opens any number of times.
    Grant,
}

struct Thief {
    lockbox: Lockbox,
    store: Memory,
    key: LockboxKey,
    random: Random,
    digits: u8,
    insider: Insider,
    /// The date for which the day code was used first, and when.
    first_use: Option<(Day, u64)>,
    tries: u64,
    openings: u64,
}

impl Thief {
    fn new(family: Family, insider: Insider) -> Self {
        let codes = CodeProfile::default();
        let profile = Profile::new(support::id(), codes, Limits::default()).unwrap();
        let (mut lockbox, mut store) = support::provision(&profile, 0, Zone::UTC);
        let (_, synced) = support::sync(&mut lockbox, &mut store, 0, 1, (START, Zone::UTC));
        assert_eq!(synced.set_clock(), Some(START));
        Self {
            lockbox,
            store,
            key: support::key(),
            random: Random(u64::from(codes.digits(family))),
            digits: codes.digits(family),
            insider,
            first_use: None,
            tries: 0,
            openings: 0,
        }
    }

    fn enter(&mut self, now: u64, code: &Code) -> Decision {
        let digits = code.as_str().as_bytes();
        self.lockbox
            .enter_code(&mut self.store, now, OPERATION, digits)
    }

    /// The friend types, unless that would be one more refusal.
    fn insider_types(&mut self, now: u64) {
        // A new code in good time before the last one ends.
        let period = (now - START) / (30 * DAY);
        let slot = u32::try_from((START + period * 30 * DAY) / 1_800).unwrap();
        let code = match self.insider {
            Insider::Nobody => return,
            Insider::Grant => return self.insider_presents(now),
            Insider::DayCode => {
                let day = Zone::UTC.day_at(now).unwrap();
                let is_over = |(date, first)| date == day && now >= first + 3_600;
                if self.first_use.is_some_and(is_over) {
                    return;
                }
                self.key.day_root(0).day(day).code(7, 3).unwrap()
            }
            Insider::FlexCode => {
                let window = FlexWindow::from_slot(slot, 125).unwrap();
                let flex = self.key.flex(0);
                let issued = flex.issue(10, window, OPERATION, CodeUse::UntilEnd, 0);
                issued.unwrap().1
            }
            Insider::Cancellation => {
                let window = FlexWindow::from_slot(slot + 2_000, 2).unwrap();
                let terms = FlexTerms::new(window, 0, OPERATION, CodeUse::Single).unwrap();
                self.key.service().cancel_flex(&terms, 0).unwrap()
            }
        };
        match self.enter(now, &code) {
            Decision::Open { .. } => {
                self.openings += 1;
                let day = Zone::UTC.day_at(now).unwrap();
                if self.first_use.is_none_or(|(date, _)| date != day) {
                    self.first_use = Some((day, now));
                }
            }
            Decision::Applied { .. } => assert!(self.insider == Insider::Cancellation),
            Decision::Deny {
                reason: Reason::Throttled { .. } | Reason::KeypadStopped,
            } => {}
            Decision::Deny { reason } => panic!("the friend's code was refused: {reason}"),
        }
    }

    fn insider_presents(&mut self, now: u64) {
        let body = GrantBody {
            operations: Operations::GUEST,
            epoch: 0,
            bulletin: 1,
            grant_id: [7; 16],
            holder: [8; 16],
            not_before: START,
            not_after: START + 366 * DAY,
            max_uses: 0,
            lockbox: support::id(),
        };
        let grant = self.key.grant(0).issue(&body);
        let store = &mut self.store;
        self.lockbox.disconnected();
        self.lockbox.key_pressed(now);
        let challenge = self.lockbox.open_session(store, now, &[1; 16]).unwrap();
        let request = Request::new(GrantOperation::KeyCompartment, &[]).unwrap();
        let message = grant.present(&challenge, &[2; 16], &request);
        let answer = self.lockbox.present_grant(store, now, message.as_bytes());
        assert_eq!(answer.decision.number(), 0, "{:?}", answer.decision);
        self.openings += 1;
    }

    fn guess(&mut self, now: u64) -> Decision {
        let reader = CodeReader::new(&self.key, 0, CodeProfile::default());
        let tolerance = Tolerance::new(1_800).unwrap();
        let code = loop {
            let code = Code::parse(&self.random.digits(self.digits)).unwrap();
            let reading = reader.read(&Zone::UTC, now, tolerance, OPERATION, &code);
            if reading.is_err() {
                break code;
            }
        };
        self.enter(now, &code)
    }

    /// Guesses as fast as the box answers, for the first `hours` of each of `days` days.
    fn attack(mut self, days: u64, hours: u64) -> (u64, u64) {
        for day in 0..days {
            let mut now = START + day * DAY;
            let end = now + hours * 3_600;
            while now < end {
                self.insider_types(now);
                match self.guess(now) {
                    Decision::Deny {
                        reason: Reason::WrongCode,
                    } => self.tries += 1,
                    Decision::Deny {
                        reason: Reason::Throttled { until },
                    } => now = until,
                    Decision::Deny {
                        reason: Reason::KeypadStopped,
                        // Falls come on full hours of the attack.
                    } => now += 3_600 - (now - START) % 3_600,
                    other => panic!("a guess was answered {other:?}"),
                }
            }
        }
        (self.tries, self.openings)
    }
}

/// What the limits alone say: the whole total at once, and one more for each fall.
fn allowed(days: u64, hours: u64) -> u64 {
    let limits = Limits::default();
    let last = (days - 1) * DAY + hours * 3_600 - 1;
    u64::from(limits.refusals_max) + last / u64::from(limits.refusal_falls_seconds)
}

#[test]
fn a_thief_makes_as_many_tries_as_the_total_allows_and_friends_add_none() {
    assert_eq!((allowed(30, 8), allowed(365, 24)), (334, 3_019));
    for (days, hours, span) in [
        (30, 8, "30 nights of 8 hours"),
        (365, 24, "a year around the clock"),
    ] {
        for odds in GuessParameters::default().odds() {
            let family = odds.family;
            let (tries, _) = Thief::new(family, Insider::Nobody).attack(days, hours);
            assert_eq!(tries, allowed(days, hours), "{family:?}, {span}");
            let chance = 100.0 * tries as f64 * odds.acceptable as f64 / odds.codes as f64;
            println!("PROOF thief's tries, {family:?} code, {span}: {tries}");
            println!("PROOF thief's chance, {family:?} code, {span}: {chance:.4} %");
            for insider in [
                Insider::DayCode,
                Insider::FlexCode,
                Insider::Cancellation,
                Insider::Grant,
            ] {
                let (with_friend, openings) = Thief::new(family, insider).attack(days, hours);
                assert!(with_friend <= tries, "{with_friend} tries with a friend");
                let opens = insider != Insider::Cancellation;
                assert_eq!(openings > 0, opens, "{openings} openings");
            }
        }
    }
}

/// The figures of the page on odds, for a year.
#[test]
fn the_chances_of_a_year_are_those_of_the_specification() {
    let tries = allowed(365, 24) as f64;
    let chance = |parameters: GuessParameters, family: usize| {
        let odds = parameters.odds()[family];
        100.0 * tries * odds.acceptable as f64 / odds.codes as f64
    };
    let default = GuessParameters::default();
    let long = GuessParameters {
        flex_digits: 11,
        ..default
    };
    for (got, stated) in [
        (chance(default, 0), "0.97"),
        (chance(default, 1), "1.2"),
        (chance(long, 1), "0.12"),
    ] {
        let places = stated.len() - 2;
        assert_eq!(format!("{got:.places$}"), stated);
    }
}
