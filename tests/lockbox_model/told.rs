//! Bulletins, as their page says it.

use doorward::bulletin::Bulletin;
use doorward::lockbox::{Applied, Decision, Reason};

use super::local::{end_of, local_day};
use super::log::Note;
use super::memory::Remembered;
use super::naive::{Naive, applied};

/// A message as the test made it: what it says, and what was done to it.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) says: Bulletin,
    pub(crate) defect: Option<Reason>,
}

impl Naive {
    pub(crate) fn bulletin(&mut self, now: u64, message: &Message) -> Result<Decision, Reason> {
        let mut new = self.state()?;
        if let Some(reason) = message.defect {
            return Err(reason);
        }
        let says = &message.says;
        let is_live = says.nonce != [0; 16];
        if is_live && !self.phones.awaits(says.nonce, now) {
            return Err(Reason::ChallengeSpent);
        }
        if says.epoch < new.epoch {
            return Err(Reason::WrongEpoch);
        }
        if says.sequence < new.sequence || (says.sequence == new.sequence && !is_live) {
            return Err(Reason::StaleBulletin);
        }
        let sets_clock = is_live || now < says.issued_at;
        note(&mut new, now, says, sets_clock);
        apply(&mut new, says);
        new.persist(now.max(says.issued_at));
        // A carried one moves an unset clock up, and leaves it unset whatever it then reads.
        new.clock_set = is_live || new.is_set(now);
        if is_live {
            new.persisted = says.issued_at;
            new.last_sync = says.issued_at;
            (new.forward, new.back) = (0, 0);
            new.clear_refusals();
        }
        self.save(new)?;
        if sets_clock {
            self.phones.clock_set(now, says.issued_at);
        }
        if is_live {
            self.phones.accepted_bulletin();
        }
        let sequence = says.sequence;
        Ok(applied(
            Applied::Bulletin { sequence },
            sets_clock.then_some(says.issued_at),
        ))
    }
}

/// What a bulletin says and no clock concerns.
fn apply(new: &mut Remembered, says: &Bulletin) {
    if says.epoch > new.epoch {
        new.raise_epoch(says.epoch);
    }
    new.sequence = says.sequence;
    new.suspended = says.is_suspended;
    new.revoked = says.revocations.as_slice().to_vec();
    if says.zone != new.zone {
        let ended = local_day(&new.zone, new.forgotten) - 1;
        if let Ok(day) = u32::try_from(ended) {
            new.forgotten = new.forgotten.max(end_of(&says.zone, day));
        }
        new.zone = says.zone;
    }
}

fn note(new: &mut Remembered, now: u64, says: &Bulletin, sets_clock: bool) {
    let of = |what, event, instant, detail| Note {
        method: 5,
        detail,
        ..Note::of(what, event, says.epoch, instant)
    };
    let before = u64::from(new.epoch);
    new.log
        .write(of("bulletin", 3, now, u64::from(says.sequence)));
    if says.epoch > new.epoch {
        new.log.write(of("epoch by a bulletin", 7, now, before));
    }
    if sets_clock {
        new.log
            .write(of("clock by a bulletin", 5, says.issued_at, now));
    }
}
