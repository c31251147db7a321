//! What a call drafts while it judges.

use super::decision::Cause;
use super::header::Header;
use super::log::{Log, Note};
use super::row::ROW_LEN;
use super::{Applied, Decision};
use crate::audit::Event;
use crate::bulletin::Revocations;
use crate::calendar::UnixSeconds;

/// What a call will save, answer and log if it is accepted. One that is refused leaves of it
/// what its note says.
pub(super) struct Draft<'a> {
    pub(super) header: Header,
    /// The row of the ledger that changes, by its index.
    pub(super) row: Option<(u8, [u8; ROW_LEN])>,
    pub(super) revocations: Option<&'a mut Revocations>,
    /// What is answered, where its caller wants it.
    pub(super) decision: &'a mut Decision,
    /// Its row of the log.
    pub(super) note: Note,
    /// The ownership epoch that it raised besides.
    pub(super) raised: Option<u32>,
    /// The instant that goes with a refusal, if one does.
    pub(super) until: UnixSeconds,
}

impl<'a> Draft<'a> {
    /// One that changes nothing yet.
    pub(super) const fn of(note: Note, decision: &'a mut Decision) -> Self {
        Self {
            header: Header::BLANK,
            row: None,
            revocations: None,
            decision,
            note,
            raised: None,
            until: 0,
        }
    }

    /// Writes its rows of the log: its own, and what else it brought about; of a refusal the
    /// count.
    #[inline(never)]
    pub(super) fn write(&mut self, log: &mut Log<'_>, now: UnixSeconds, judged: Result<(), Cause>) {
        let (epoch, note) = (self.header.epoch, &mut self.note);
        if let Err(cause) = judged {
            log.fail(note, epoch, cause.number());
            return;
        }
        let outcome = self.decision.number();
        let by_bulletin = note.event == Event::Bulletin;
        log.write(note, epoch, outcome);
        if let Some(before) = self.raised {
            (note.event, note.operation, note.detail) = (Event::Epoch, 0, u64::from(before));
            log.write(note, epoch, outcome);
        }
        let set_clock = self.decision.set_clock();
        if let Some(instant) = set_clock.filter(|_| by_bulletin) {
            (note.event, note.instant, note.detail) = (Event::Clock, instant, now);
            log.write(note, epoch, outcome);
        }
    }

    /// Answers a refusal, if it is one.
    pub(super) fn answer(&mut self, judged: Result<(), Cause>) {
        if let Err(cause) = judged {
            *self.decision = cause.reason(self.until).into();
        }
    }
}

pub(super) const fn applied(applied: Applied, set_clock: Option<UnixSeconds>) -> Decision {
    Decision::Applied { applied, set_clock }
}
