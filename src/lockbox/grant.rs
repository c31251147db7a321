//! Judging a grant that a phone presented.

use super::decision::Cause;
use super::draft::{Draft, applied};
use super::header::Header;
use super::ledger::{Places, find_grant, take_place};
use super::log::Note;
use super::row::GrantRow;
use super::session::Owner;
use super::throttle::Throttle;
use super::{Applied, Decision, Lockbox, Store};
use crate::audit::{Event, Method, Subject};
use crate::bounds::{ACKNOWLEDGEMENT_LEN, KEY_LEN, NONCE_LEN, REVOCATION_LEN};
use crate::calendar::UnixSeconds;
use crate::codes::Operation;
use crate::grants::{GrantOperation, Presentation, Refusal, Rights, Verified};

/// A box's answer to a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the caller has to open, and to tell the phone"]
pub struct Answer {
    /// What was decided.
    pub decision: Decision,
    /// Shows the phone that it was this box that decided; none before the proof was found
    /// good.
    pub acknowledgement: Option<[u8; KEY_LEN]>,
}

impl Answer {
    /// None yet: a refusal of what was not read.
    pub const NONE: Self = Self {
        decision: Decision::NONE,
        acknowledgement: None,
    };

    /// What is sent to the phone: the outcome's number, and behind it the acknowledgement
    /// if there is one. The bytes, and how many of them.
    #[must_use]
    pub fn to_bytes(&self) -> ([u8; ACKNOWLEDGEMENT_LEN], usize) {
        let mut bytes = [0; ACKNOWLEDGEMENT_LEN];
        let (outcome, rest) = bytes.split_at_mut(1);
        outcome.fill(self.decision.number());
        match &self.acknowledgement {
            Some(acknowledgement) => {
                rest.copy_from_slice(acknowledgement);
                (bytes, ACKNOWLEDGEMENT_LEN)
            }
            None => (bytes, 1),
        }
    }
}

impl From<Refusal> for Cause {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unsupported => Self::Unsupported,
            Refusal::BadMessage => Self::BadMessage,
        }
    }
}

impl Lockbox {
    /// Decides about a grant that a phone presented in answer to the last challenge, which
    /// ends with it. An opening is saved before it is answered, and so is whatever else was
    /// accepted.
    pub fn present_grant(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        message: &[u8],
    ) -> Answer {
        let mut answer = Answer::NONE;
        self.answer_grant(store, now, message, &mut answer);
        answer
    }

    /// As [`present_grant`](Self::present_grant), to a place of the caller's.
    pub fn answer_grant(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        message: &[u8],
        answer: &mut Answer,
    ) {
        let challenge = self.session.take_for_grant(now);
        answer.acknowledgement = None;
        let note = note(now, None, Subject::Nobody, 0);
        let mut draft = Draft::of(note, &mut answer.decision);
        let judged = match &Presentation::parse(message) {
            Err(refusal) => Err((*refusal).into()),
            Ok(presented) => {
                let proved = self.verify(presented, challenge.as_ref(), &mut draft);
                match (&proved, &challenge) {
                    (Ok(verified), Some(challenge)) => {
                        let judged = self.follow(store, now, verified, &mut draft);
                        let judged = self.judge_grant(store, now, verified, &mut draft, judged);
                        let accepted = draft.decision.number();
                        let outcome = judged.map_or_else(Cause::number, |()| accepted);
                        let acknowledgement = answer.acknowledgement.insert([0; KEY_LEN]);
                        verified.write_acknowledgement(challenge, outcome, acknowledgement);
                        judged
                    }
                    (Err(Cause::BadProof), _) => {
                        self.conclude(store, now, &mut draft, Err(Cause::BadProof))
                    }
                    (Err(cause), _) => Err(*cause),
                    (Ok(_), None) => Err(Cause::ChallengeSpent),
                }
            }
        };
        draft.answer(judged);
    }

    /// The grant that a message proves in answer to a challenge.
    #[inline(never)]
    fn verify<'p>(
        &self,
        presented: &'p Presentation<'p>,
        challenge: Option<&[u8; NONCE_LEN]>,
        draft: &mut Draft<'_>,
    ) -> Result<Verified<'p>, Cause> {
        let body = presented.body();
        // The id is public, and a visitor at the wrong door deserves to be told.
        if body.lockbox != self.id {
            return Err(Cause::WrongLockbox);
        }
        self.read_header(&mut draft.header)?;
        let challenge = challenge.ok_or(Cause::ChallengeSpent)?;
        let verified = self.key.bare_grant(body.epoch).verify(presented, challenge);
        verified.map_err(|_| Cause::BadProof)
    }

    /// Follows the service's word of a newer epoch, if the right is good: a grant of it was
    /// verified. Saved at once, whatever comes of the grant.
    #[inline(never)]
    fn follow(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        verified: &Verified<'_>,
        draft: &mut Draft<'_>,
    ) -> Result<(), Cause> {
        let operation = Some(verified.request().operation());
        draft.note = note(now, operation, Subject::Grant(verified.body().grant_id), 0);
        check_right(&draft.header, verified)?;
        let (before, epoch) = (draft.header.epoch, verified.body().epoch);
        if epoch == before {
            return Ok(());
        }
        let operation = draft.note.operation;
        (draft.note.event, draft.note.operation) = (Event::Epoch, 0);
        draft.note.detail = u64::from(before);
        draft.header.raise_epoch(epoch);
        *draft.decision = applied(Applied::Own, None);
        self.conclude(store, now, draft, Ok(()))?;
        (draft.note.event, draft.note.operation) = (Event::Grant, operation);
        draft.note.detail = 0;
        self.read_header(&mut draft.header)
    }

    /// The rules of a grant whose right is good, or was `judged` not to be.
    #[inline(never)]
    fn judge_grant(
        &mut self,
        store: &mut dyn Store,
        now: UnixSeconds,
        verified: &Verified<'_>,
        draft: &mut Draft<'_>,
        judged: Result<(), Cause>,
    ) -> Result<(), Cause> {
        let judged = judged
            .and_then(|()| self.check_grant(now, verified, draft))
            .and_then(|()| match verified.request().operation() {
                GrantOperation::KeyCompartment => {
                    self.open(draft, now, verified, Operation::KeyCompartment)
                }
                GrantOperation::Shackle => self.open(draft, now, verified, Operation::Shackle),
                operation => {
                    accept(draft, verified, operation);
                    Ok(())
                }
            });
        if judged == Err(Cause::StoreFailed) {
            return judged;
        }
        self.conclude(store, now, draft, judged)?;
        let epoch = draft.header.epoch;
        self.session.accepted();
        if let Decision::Applied { applied, .. } = &*draft.decision {
            match applied {
                Applied::ReadLog => self.session.reader = Some(epoch),
                Applied::Own => {
                    self.session.owner = Some(Owner {
                        epoch,
                        grant_id: verified.body().grant_id,
                        delegate: verified.rights().delegate,
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The checks behind those of the right and the epoch, in their order.
    #[inline(never)]
    fn check_grant(
        &self,
        now: UnixSeconds,
        verified: &Verified<'_>,
        draft: &mut Draft<'_>,
    ) -> Result<(), Cause> {
        let rights = verified.rights();
        let header = &mut draft.header;
        let new_epoch = verified.request().new_epoch();
        if new_epoch.is_some_and(|epoch| epoch <= header.epoch) {
            return Err(Cause::WrongEpoch);
        }
        header.check_clock(now)?;
        self.check_standing(header, verified)?;
        check_time(header, rights, now, &mut draft.until)?;
        header.persist(now);
        draft.note.detail = rights.delegate;
        Ok(())
    }

    /// Whether the service stands by the grant: not suspended, and not revoked by a
    /// bulletin that the box has or ought to have.
    #[inline(never)]
    fn check_standing(&self, header: &Header, verified: &Verified<'_>) -> Result<(), Cause> {
        let (body, rights) = (verified.body(), verified.rights());
        if header.is_suspended && !rights.operations.contains(GrantOperation::Own) {
            return Err(Cause::Suspended);
        }
        if header.sequence < body.bulletin {
            return Err(Cause::BulletinOwed);
        }
        let revoked = self.snapshot()?.revoked().ok_or(Cause::StateLost)?;
        let prefix = body.grant_id.first_chunk::<REVOCATION_LEN>();
        if prefix.is_some_and(|prefix| revoked.contains(prefix)) {
            return Err(Cause::Revoked);
        }
        Ok(())
    }

    /// An opening, counted if the grant's uses are.
    #[inline(never)]
    fn open(
        &self,
        draft: &mut Draft<'_>,
        now: UnixSeconds,
        verified: &Verified<'_>,
        operation: Operation,
    ) -> Result<(), Cause> {
        let header = &mut draft.header;
        let body = verified.body();
        let mut may_repeat = None;
        if body.max_uses > 0 {
            let snapshot = self.snapshot()?;
            let mut row = GrantRow {
                grant_id: body.grant_id,
                not_after: body.not_after,
                openings: 0,
                last_opening: now,
                last_operation: operation,
            };
            let found = find_grant(snapshot, &mut row);
            let is_retry = found.is_some_and(|index| {
                header.is_unconfirmed(index)
                    && row.last_operation == operation
                    && header.limits.repeat(row.last_opening).contains(&now)
            });
            let is_forgotten = found.is_none() && body.not_after <= header.forgotten;
            if !is_retry && (row.openings >= body.max_uses || is_forgotten) {
                return Err(Cause::UsedUp);
            }
            let index = found.or_else(|| take_place(snapshot, header, Places::Ordinary, now));
            let index = index.ok_or(Cause::LedgerFull)?;
            row.openings = row.openings.saturating_add(u8::from(!is_retry));
            (row.last_opening, row.last_operation) = (now, operation);
            draft.row = Some((index, row.bytes()));
            may_repeat = (!is_retry).then_some(index);
        }
        header.note_opening(may_repeat);
        *draft.decision = Decision::Open {
            operation,
            until: verified.rights().not_after,
        };
        Ok(())
    }
}

/// A row of the log about a grant.
pub(super) fn note(
    now: UnixSeconds,
    operation: Option<GrantOperation>,
    subject: Subject,
    detail: u64,
) -> Note {
    let [_, bit] = operation.map_or(0, GrantOperation::bit).to_be_bytes();
    Note {
        event: Event::Grant,
        method: Method::Grant,
        operation: bit,
        subject,
        instant: now,
        detail,
    }
}

/// Drafts what is no opening.
#[inline(never)]
fn accept(draft: &mut Draft<'_>, verified: &Verified<'_>, operation: GrantOperation) {
    let header = &mut draft.header;
    let accepted = if operation == GrantOperation::ReadLog {
        Applied::ReadLog
    } else if let Some(manifest) = verified.request().manifest() {
        Applied::UpdateFirmware { manifest }
    } else {
        header.throttle = Throttle::default();
        match verified.request().new_epoch() {
            None => Applied::Own,
            Some(epoch) => {
                draft.raised = Some(header.epoch);
                header.raise_epoch(epoch);
                Applied::Transferred { epoch }
            }
        }
    };
    *draft.decision = applied(accepted, None);
}

/// Whether the grant gives what is asked for, on this box, in its epoch or a newer one.
fn check_right(header: &Header, verified: &Verified<'_>) -> Result<(), Cause> {
    let operation = verified.request().operation();
    if !verified.rights().operations.contains(operation) {
        Err(Cause::OperationNotGranted)
    } else if header.lacking.contains(operation) {
        Err(Cause::Unsupported)
    } else if verified.body().epoch < header.epoch {
        Err(Cause::WrongEpoch)
    } else {
        Ok(())
    }
}

/// Whether the grant holds at `now`, as the caveats leave it.
fn check_time(
    header: &Header,
    rights: &Rights,
    now: UnixSeconds,
    from: &mut UnixSeconds,
) -> Result<(), Cause> {
    let tolerance = u64::from(header.tolerance(now).seconds());
    if now.saturating_add(tolerance) < rights.not_before {
        *from = rights.not_before;
        return Err(Cause::TooEarly);
    }
    if now >= rights.not_after.saturating_add(tolerance) {
        return Err(Cause::TooLate);
    }
    Ok(())
}
