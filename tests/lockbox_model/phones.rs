//! Key presses, challenges, and what a connection may do, as the page on grants says it.

use doorward::lockbox::{Applied, Decision, Limits, Reason};

use super::limits::are_in_range;
use super::log::Note;
use super::naive::{Naive, applied};

/// The last challenge given; `given` keeps its age when the clock is set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Challenge {
    pub(crate) bytes: [u8; 16],
    pub(crate) given: i64,
    for_a_grant: bool,
    for_a_bulletin: bool,
}

/// All that is forgotten with a restart.
#[derive(Debug, Default)]
pub(crate) struct Phones {
    pub(crate) pressed: Option<i64>,
    pub(crate) last: Option<Challenge>,
    /// Challenges given on this connection.
    given: u32,
    /// Whether the last of them had an accepted answer.
    is_answered: bool,
    pub(crate) may_read: bool,
    /// Id and delegate of the grant by which somebody acts as the owner.
    pub(crate) owner: Option<([u8; 16], u64)>,
}

fn age(now: u64, since: i64) -> i64 {
    i64::try_from(now).unwrap() - since
}

impl Phones {
    pub(crate) fn press(&mut self, now: u64) {
        self.pressed = Some(i64::try_from(now).unwrap());
    }

    pub(crate) fn disconnect(&mut self) {
        self.given = 0;
        self.is_answered = false;
        self.lose_rights();
        if let Some(last) = &mut self.last {
            last.for_a_grant = false;
        }
    }

    pub(crate) fn lose_rights(&mut self) {
        self.may_read = false;
        self.owner = None;
    }

    /// The clock is set: what has passed counts, not what it shows. What lies ahead of its
    /// reading has no age to keep.
    pub(crate) fn clock_set(&mut self, from: u64, to: u64) {
        let by = i64::try_from(to).unwrap() - i64::try_from(from).unwrap();
        self.pressed = self.pressed.filter(|pressed| age(from, *pressed) >= 0);
        self.last = self.last.filter(|last| age(from, last.given) >= 0);
        if let Some(pressed) = &mut self.pressed {
            *pressed += by;
        }
        if let Some(last) = &mut self.last {
            last.given += by;
        }
    }

    fn may_ask(&self, now: u64) -> bool {
        if self.given == 0 {
            self.pressed
                .is_some_and(|pressed| (0..=30).contains(&age(now, pressed)))
        } else {
            self.given < 4 && self.is_answered
        }
    }

    fn gave(&mut self, bytes: [u8; 16], now: u64) {
        self.pressed = None;
        self.given += 1;
        self.is_answered = false;
        self.last = Some(Challenge {
            bytes,
            given: i64::try_from(now).unwrap(),
            for_a_grant: true,
            for_a_bulletin: true,
        });
    }

    /// The challenge that a grant may answer; none does after this.
    pub(crate) fn take(&mut self, now: u64) -> Option<[u8; 16]> {
        let last = self.last.as_mut()?;
        let is_alive = last.for_a_grant && (0..=10).contains(&age(now, last.given));
        last.for_a_grant = false;
        is_alive.then_some(last.bytes)
    }

    /// Whether a live bulletin may have this nonce.
    pub(crate) fn awaits(&self, nonce: [u8; 16], now: u64) -> bool {
        self.last.is_some_and(|last| {
            last.for_a_bulletin && last.bytes == nonce && (0..=60).contains(&age(now, last.given))
        })
    }

    pub(crate) fn accepted_bulletin(&mut self) {
        self.is_answered = true;
        if let Some(last) = &mut self.last {
            last.for_a_bulletin = false;
        }
    }

    pub(crate) fn accepted_grant(&mut self) {
        self.is_answered = true;
    }
}

impl Naive {
    pub(crate) fn open_session(
        &mut self,
        now: u64,
        entropy: &[u8; 16],
    ) -> Result<[u8; 16], Reason> {
        let mut new = self.state()?;
        if !self.phones.may_ask(now) {
            return Err(Reason::ChallengeSpent);
        }
        let counter = new.challenges;
        new.challenges += 1;
        self.save(new)?;
        let bytes = self.challenges.challenge(counter, entropy);
        self.phones.gave(bytes, now);
        Ok(bytes)
    }

    /// None are limits that are not even 30 bytes of the right kind.
    pub(crate) fn replace_limits(
        &mut self,
        now: u64,
        limits: Option<Limits>,
    ) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        let (subject, detail) = self.phones.owner.ok_or(Reason::OperationNotGranted)?;
        let limits = limits.filter(are_in_range).ok_or(Reason::BadMessage)?;
        new.limits = limits;
        new.persist(now);
        new.log.write(Note {
            method: 4,
            operation: 16,
            subject,
            detail,
            ..Note::of("limits replaced", 2, new.epoch, now)
        });
        self.save(new)?;
        Ok(applied(Applied::LimitsReplaced, None))
    }

    /// The number of the row to be written next.
    pub(crate) fn drain(&mut self) -> Result<u32, Reason> {
        let mut new = self.state()?;
        if !self.phones.may_read {
            return Err(Reason::OperationNotGranted);
        }
        if new.log.open.is_some() {
            new.log.close();
            self.save(new)?;
        }
        Ok(self.next_row())
    }
}
