//! A phone at the box: its connection, and the challenges given on it.

use super::{Lockbox, Reason, Store};
use crate::bounds::{
    CHALLENGES_MAX, GRANT_CHALLENGE_SECONDS, KEY_PRESS_SECONDS, LIVE_BULLETIN_SECONDS, NONCE_LEN,
};
use crate::calendar::UnixSeconds;

/// What a box knows of the phone before it. Gone with a reboot.
#[derive(Debug)]
pub(super) struct Session {
    /// When a key was pressed, unless a connection began with it.
    key_pressed: Option<UnixSeconds>,
    /// Challenges given on this connection; 0 for no connection.
    given: u8,
    /// Whether an answer to the last challenge was accepted.
    is_accepted: bool,
    /// The last challenge, and when it was given.
    challenge: Option<(Nonce, UnixSeconds)>,
    /// Whether no grant has answered it.
    is_good_for_grant: bool,
    /// Whether no live bulletin has.
    is_good_for_bulletin: bool,
    /// The ownership epoch in which a grant was accepted for reading the log.
    pub(super) reader: Option<u32>,
    /// The grant that was accepted for acting as the owner.
    pub(super) owner: Option<Owner>,
}

type Nonce = [u8; NONCE_LEN];

/// Who acts as the owner on a connection, as the log names them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    pub(super) epoch: u32,
    pub(super) grant_id: [u8; NONCE_LEN],
    pub(super) delegate: u64,
}

impl Session {
    /// No phone.
    pub(super) const NONE: Self = Self {
        key_pressed: None,
        given: 0,
        is_accepted: false,
        challenge: None,
        is_good_for_grant: false,
        is_good_for_bulletin: false,
        reader: None,
        owner: None,
    };

    fn may_be_challenged(&self, now: UnixSeconds) -> bool {
        if self.given > 0 {
            return self.is_accepted && self.given < CHALLENGES_MAX;
        }
        self.key_pressed
            .and_then(|pressed| now.checked_sub(pressed))
            .is_some_and(|since| since <= KEY_PRESS_SECONDS)
    }

    fn gave(&mut self, challenge: Nonce, now: UnixSeconds) {
        self.key_pressed = None;
        self.given = self.given.saturating_add(1);
        self.is_accepted = false;
        self.challenge = Some((challenge, now));
        self.is_good_for_grant = true;
        self.is_good_for_bulletin = true;
    }

    /// The challenge that a grant answers at `now`; whatever it is, no other one will.
    pub(super) fn take_for_grant(&mut self, now: UnixSeconds) -> Option<Nonce> {
        let is_good = core::mem::take(&mut self.is_good_for_grant);
        self.younger_than(GRANT_CHALLENGE_SECONDS, now)
            .filter(|_| is_good)
    }

    /// Whether a live bulletin with this nonce answers the challenge at `now`.
    pub(super) fn is_answered_by(&self, nonce: &Nonce, now: UnixSeconds) -> bool {
        self.is_good_for_bulletin && self.younger_than(LIVE_BULLETIN_SECONDS, now) == Some(*nonce)
    }

    fn younger_than(&self, seconds: u64, now: UnixSeconds) -> Option<Nonce> {
        let (challenge, given) = self.challenge?;
        let age = now.checked_sub(given)?;
        (age <= seconds).then_some(challenge)
    }

    /// Notes that a grant was accepted.
    pub(super) const fn accepted(&mut self) {
        self.is_accepted = true;
    }

    /// Notes that a live bulletin was applied.
    pub(super) const fn applied_live(&mut self) {
        self.is_accepted = true;
        self.is_good_for_bulletin = false;
    }

    /// The clock, which read `now`, was set: what has passed since still has.
    pub(super) fn clock_was_set(&mut self, now: UnixSeconds, instant: UnixSeconds) {
        let moved = |then: UnixSeconds| instant.checked_sub(now.checked_sub(then)?);
        self.key_pressed = self.key_pressed.and_then(moved);
        self.challenge = self
            .challenge
            .and_then(|(challenge, given)| Some((challenge, moved(given)?)));
    }

    /// The phone is gone. A live bulletin may still answer the last challenge: it comes by
    /// way of the service, which takes its time.
    fn end(&mut self) {
        *self = Self {
            key_pressed: self.key_pressed,
            challenge: self.challenge,
            is_good_for_bulletin: self.is_good_for_bulletin,
            ..Self::NONE
        };
    }
}

impl Lockbox {
    /// Notes that somebody pressed a key on the box at `now`: for 30 seconds a phone may
    /// ask for a first challenge.
    pub fn key_pressed(&mut self, now: UnixSeconds) {
        self.session.key_pressed = Some(now);
    }

    /// Notes that the phone is no longer connected.
    pub fn disconnected(&mut self) {
        self.session.end();
    }

    /// Gives a phone a challenge, from 16 random bytes. The counter that goes into it is
    /// saved first, so that a weak random source repeats none. The first on a connection
    /// needs a key pressed on the box within the last 30 seconds; each further one, up to
    /// four, an accepted answer to the one before.
    ///
    /// # Errors
    /// [`Reason::StateLost`]; [`Reason::ChallengeSpent`] where none may be given;
    /// [`Reason::StoreFailed`].
    pub fn open_session(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        entropy: &[u8; NONCE_LEN],
    ) -> Result<[u8; NONCE_LEN], Reason> {
        self.snapshot()?;
        if !self.session.may_be_challenged(now) {
            return Err(Reason::ChallengeSpent);
        }
        let mut counter = 0;
        self.change(store, &mut |header| {
            counter = header.challenges;
            header.challenges = counter.saturating_add(1);
            true
        })?;
        let challenge = self.key.bare_challenge().challenge(counter, entropy);
        self.session.gave(challenge, now);
        Ok(challenge)
    }
}
