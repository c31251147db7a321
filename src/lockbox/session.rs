//! A phone at the box: challenges, and bulletins that it carries.

use super::decision::answer;
use super::engine::applied;
use super::header::Header;
use super::snapshot::Change;
use super::throttle::Throttle;
use super::{Applied, Decision, Lockbox, Reason, Store};
use crate::bounds::{KEY_PRESS_SECONDS, LIVE_BULLETIN_SECONDS, NONCE_LEN};
use crate::bulletin::{Bulletin, Refusal};
use crate::calendar::UnixSeconds;

/// What a box knows of the phone before it. Gone with a reboot.
#[derive(Debug, Default)]
pub(super) struct Session {
    key_pressed: Option<UnixSeconds>,
    /// The last challenge given, and when.
    challenge: Option<([u8; NONCE_LEN], UnixSeconds)>,
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unsupported => Self::Unsupported,
            Refusal::BadMessage => Self::BadMessage,
            Refusal::WrongLockbox => Self::WrongLockbox,
            Refusal::BadProof => Self::BadProof,
        }
    }
}

impl Lockbox {
    /// Notes that somebody pressed a key on the box at `now`: for 30 seconds a phone may
    /// ask for a challenge.
    pub fn key_pressed(&mut self, now: UnixSeconds) {
        self.session.key_pressed = Some(now);
    }

    /// Gives a phone a challenge, from 16 random bytes. The counter that goes into it is
    /// saved first, so that a weak random source repeats none.
    ///
    /// # Errors
    /// [`Reason::StateLost`]; [`Reason::ChallengeSpent`] unless a key was pressed within the
    /// last 30 seconds, and not before the last challenge; [`Reason::StoreFailed`].
    pub fn open_session(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        entropy: &[u8; NONCE_LEN],
    ) -> Result<[u8; NONCE_LEN], Reason> {
        let mut header = self.header()?;
        let pressed = self
            .session
            .key_pressed
            .and_then(|pressed| now.checked_sub(pressed));
        if pressed.is_none_or(|since| since > KEY_PRESS_SECONDS) {
            return Err(Reason::ChallengeSpent);
        }
        let counter = header.challenges;
        header.challenges = counter.saturating_add(1);
        self.commit(store, &Change::from(header))?;
        self.session.key_pressed = None;
        let challenge = self.key.challenge().challenge(counter, entropy);
        self.session.challenge = Some((challenge, now));
        Ok(challenge)
    }

    /// Decides about a bulletin, carried or live. It is applied whole or not at all; one
    /// that is applied may set the clock, see [`Decision::set_clock`].
    pub fn apply_bulletin(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        message: &[u8],
    ) -> Decision {
        answer(self.try_apply_bulletin(store, now, message))
    }

    fn try_apply_bulletin(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        message: &[u8],
    ) -> Result<Decision, Reason> {
        let mut header = self.header()?;
        let bulletin = self.key.bulletin().open(&self.id, message)?;
        let is_live = bulletin.is_live();
        if is_live && !self.answers_challenge(&bulletin, now) {
            return Err(Reason::ChallengeSpent);
        }
        if bulletin.epoch < header.epoch {
            return Err(Reason::WrongEpoch);
        }
        let is_stale = if is_live {
            bulletin.sequence < header.sequence
        } else {
            bulletin.sequence <= header.sequence
        };
        if is_stale {
            return Err(Reason::StaleBulletin);
        }
        let set_clock = (is_live || now < bulletin.issued_at).then_some(bulletin.issued_at);
        apply(&mut header, &bulletin, now);
        let revocations = Some(&bulletin.revocations);
        self.commit(
            store,
            &Change {
                header,
                row: None,
                revocations,
            },
        )?;
        if is_live {
            self.session.challenge = None;
        }
        Ok(applied(
            Applied::Bulletin {
                sequence: bulletin.sequence,
            },
            set_clock,
        ))
    }

    fn answers_challenge(&self, bulletin: &Bulletin, now: UnixSeconds) -> bool {
        self.session.challenge.is_some_and(|(challenge, given)| {
            let age = now.checked_sub(given);
            challenge == bulletin.nonce && age.is_some_and(|age| age <= LIVE_BULLETIN_SECONDS)
        })
    }
}

fn apply(header: &mut Header, bulletin: &Bulletin, now: UnixSeconds) {
    if bulletin.epoch > header.epoch {
        header.raise_epoch(bulletin.epoch);
    }
    header.sequence = bulletin.sequence;
    header.is_suspended = bulletin.is_suspended;
    header.change_zone(bulletin.zone);
    if bulletin.is_live() {
        header.throttle = Throttle::default();
        header.clock_is_set = true;
        header.last_sync = bulletin.issued_at;
        header.forward = 0;
        header.back = 0;
        header.persisted = bulletin.issued_at;
    } else {
        // A clock that shows what it cannot is unset, and stays so when it is moved up.
        header.clock_is_set = header.has_time(now);
        // Never back: a bulletin withheld since does not hide that the clock went back.
        header.persist(now.max(bulletin.issued_at));
    }
}
