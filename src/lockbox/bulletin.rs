//! Judging a bulletin that a phone brought.

use super::decision::Cause;
use super::draft::{Draft, applied};
use super::header::Header;
use super::log::Note;
use super::throttle::Throttle;
use super::{Applied, Decision, Lockbox, Store};
use crate::audit::{Event, Method};
use crate::bulletin::{Bulletin, Refusal};
use crate::calendar::UnixSeconds;

impl From<Refusal> for Cause {
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
    /// Decides about a bulletin, carried or live. It is applied whole or not at all; one
    /// that is applied may set the clock, see [`Decision::set_clock`].
    pub fn apply_bulletin(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        message: &[u8],
    ) -> Decision {
        let mut decision = Decision::NONE;
        self.decide_on_bulletin(store, now, message, &mut decision);
        decision
    }

    /// As [`apply_bulletin`](Self::apply_bulletin), to a place of the caller's.
    pub fn decide_on_bulletin(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        message: &[u8],
        decision: &mut Decision,
    ) {
        let mut bulletin = Bulletin::BLANK;
        let note = Note::of(Event::Bulletin, Method::Bulletin, now);
        let mut draft = Draft::of(note, decision);
        let judged = self.judge_bulletin(now, message, &mut draft, &mut bulletin);
        draft.revocations = Some(&mut bulletin.revocations);
        let applied = judged.and_then(|is_live| {
            self.conclude(store, now, &mut draft, Ok(()))?;
            if is_live {
                self.session.applied_live();
            }
            Ok(())
        });
        draft.answer(applied);
    }

    /// Opens a bulletin and drafts what it says; whether it is a live one.
    #[inline(never)]
    fn judge_bulletin(
        &self,
        now: UnixSeconds,
        message: &[u8],
        draft: &mut Draft<'_>,
        bulletin: &mut Bulletin,
    ) -> Result<bool, Cause> {
        self.read_header(&mut draft.header)?;
        let header = &mut draft.header;
        self.key
            .bare_bulletin()
            .open_to(&self.id, message, bulletin)?;
        let is_live = bulletin.is_live();
        if is_live && !self.session.is_answered_by(&bulletin.nonce, now) {
            return Err(Cause::ChallengeSpent);
        }
        if bulletin.epoch < header.epoch {
            return Err(Cause::WrongEpoch);
        }
        let is_stale = if is_live {
            bulletin.sequence < header.sequence
        } else {
            bulletin.sequence <= header.sequence
        };
        if is_stale {
            return Err(Cause::StaleBulletin);
        }
        let epoch_before = header.epoch;
        let set_clock = (is_live || now < bulletin.issued_at).then_some(bulletin.issued_at);
        *draft.decision = applied(
            Applied::Bulletin {
                sequence: bulletin.sequence,
            },
            set_clock,
        );
        draft.note.detail = u64::from(bulletin.sequence);
        draft.raised = (bulletin.epoch > epoch_before).then_some(epoch_before);
        apply(header, bulletin, now);
        Ok(is_live)
    }
}

#[inline(never)]
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
