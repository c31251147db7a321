//! What a connection may do once a grant was accepted on it, and what every phone is told.

use super::decision::Cause;
use super::draft::{Draft, applied};
use super::grant::note;
use super::header::Header;
use super::log;
use super::snapshot::{Change, LogBefore};
use super::{Applied, Decision, Limits, Lockbox, Reason, Store};
use crate::audit::{HeadBytes, HeldRows, StatusLine, Subject};
use crate::calendar::UnixSeconds;
use crate::grants::GrantOperation;

impl Lockbox {
    /// Puts new limits, [in 30 bytes](Limits::to_bytes) as a phone sends them, in the place of
    /// the old. Only on a connection on which a grant was accepted to act as the owner.
    ///
    /// The answer is [`Reason::OperationNotGranted`] on another one, and
    /// [`Reason::BadMessage`] for limits that no [`Profile`](super::Profile) could have.
    pub fn replace_limits(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        limits: &[u8],
    ) -> Decision {
        let own = Some(GrantOperation::Own);
        let mut decision = Decision::NONE;
        let mut draft = Draft::of(note(now, own, Subject::Nobody, 0), &mut decision);
        let replaced = self.try_replace_limits(store, now, limits, &mut draft);
        draft.answer(replaced);
        decision
    }

    fn try_replace_limits(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        limits: &[u8],
        draft: &mut Draft<'_>,
    ) -> Result<(), Cause> {
        self.read_header(&mut draft.header)?;
        let header = &mut draft.header;
        let owner = self
            .session
            .owner
            .filter(|owner| owner.epoch == header.epoch);
        let owner = owner.ok_or(Cause::OperationNotGranted)?;
        header.limits = Limits::from_bytes(limits).map_err(|_| Cause::BadMessage)?;
        header.persist(now);
        draft.note.subject = Subject::Grant(owner.grant_id);
        draft.note.detail = owner.delegate;
        *draft.decision = applied(Applied::LimitsReplaced, None);
        self.conclude(store, now, draft, Ok(()))
    }

    /// Closes the count of the last failures, so that it is among the rows, and tells how
    /// many rows there are. Only on a connection on which a grant was accepted to read the
    /// log; its caller then sends rows of its [`Ring`](crate::audit::Ring).
    ///
    /// # Errors
    /// [`Reason::StateLost`]; [`Reason::OperationNotGranted`] on another connection;
    /// [`Reason::StoreFailed`].
    pub fn drain_audit(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
    ) -> Result<HeadBytes, Reason> {
        let mut header = Header::BLANK;
        self.read_header(&mut header)?;
        if self.session.reader != Some(header.epoch) {
            return Err(Reason::OperationNotGranted);
        }
        let mut before = LogBefore::NONE;
        let log = self.memory.change_log(&mut before);
        if log.is_some_and(|mut log| {
            let is_closed = log.close();
            log.tag();
            is_closed
        }) {
            let mut change = Change::from(&header);
            change.log = Some(&before);
            self.commit(store, &mut change)?;
        }
        self.audit_head(now)
    }

    /// What every phone is told of the log: how many rows there are. Failures that are still
    /// being counted are not in it.
    ///
    /// # Errors
    /// [`Reason::StateLost`].
    pub fn audit_head(&self, now: UnixSeconds) -> Result<HeadBytes, Reason> {
        log::head(self.log()?, now).ok_or(Reason::StateLost)
    }

    /// The rows written last, for the caller's [`Ring`](crate::audit::Ring): to be copied
    /// after each call and once at the start.
    ///
    /// # Errors
    /// [`Reason::StateLost`].
    pub fn audit_rows(&self) -> Result<HeldRows, Reason> {
        log::held(self.log()?).ok_or(Reason::StateLost)
    }

    /// What goes with the head: what the box knows itself, with its battery's voltage and
    /// the version of its firmware.
    ///
    /// # Errors
    /// [`Reason::StateLost`].
    pub fn status_line(&self, millivolts: u16, firmware: u32) -> Result<StatusLine, Reason> {
        let mut header = Header::BLANK;
        self.read_header(&mut header)?;
        Ok(StatusLine {
            millivolts,
            firmware,
            set: header.last_sync.max(header.last_clock_code),
            refusals: u16::from(header.throttle.total),
        })
    }
}
