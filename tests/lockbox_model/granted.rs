//! Grants, as their page says it.

use doorward::codes::Operation;
use doorward::grants::{Caveat, GrantBody, GrantOperation};
use doorward::lockbox::{Applied, Decision, Reason};

use super::log::Note;
use super::memory::{Meaning, Name, Remembered, Row};
use super::naive::{Naive, applied};

/// A grant as the test presented it, and what was done to it.
#[derive(Clone, Debug)]
pub(crate) struct Presented {
    pub(crate) body: GrantBody,
    pub(crate) caveats: Vec<Caveat>,
    pub(crate) operation: GrantOperation,
    pub(crate) argument: Vec<u8>,
    pub(crate) challenge: [u8; 16],
    pub(crate) defect: Option<Reason>,
}

/// What body and caveats leave.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    pub(crate) operations: u16,
    pub(crate) not_before: u64,
    pub(crate) not_after: u64,
    pub(crate) delegate: u64,
}

pub(crate) fn left(body: &GrantBody, caveats: &[Caveat]) -> Left {
    let mut left = Left {
        operations: body.operations.bits(),
        not_before: body.not_before,
        not_after: body.not_after,
        delegate: 0,
    };
    for caveat in caveats {
        match caveat {
            Caveat::NotBefore(instant) if *instant > left.not_before => left.not_before = *instant,
            Caveat::NotAfter(instant) if *instant < left.not_after => left.not_after = *instant,
            Caveat::Operations(operations) => left.operations &= operations.bits(),
            Caveat::Delegate(id) => {
                left.delegate = u64::from_be_bytes(id[..8].try_into().unwrap());
            }
            Caveat::NotBefore(_) | Caveat::NotAfter(_) => {}
        }
    }
    left
}

impl Presented {
    pub(crate) fn left(&self) -> Left {
        left(&self.body, &self.caveats)
    }

    fn is_left(&self, operation: GrantOperation) -> bool {
        self.left().operations & operation.bit() != 0
    }

    fn new_epoch(&self) -> Option<u32> {
        let is_own = self.operation == GrantOperation::Own;
        let epoch = self.argument.clone().try_into().ok()?;
        is_own.then_some(u32::from_be_bytes(epoch))
    }

    fn note(&self, what: &'static str, epoch: u32, now: u64) -> Note {
        Note {
            method: 4,
            operation: u8::try_from(self.operation.bit()).unwrap(),
            subject: self.body.grant_id,
            detail: self.left().delegate,
            ..Note::of(what, 2, epoch, now)
        }
    }

    fn epoch_note(&self, what: &'static str, before: u32, after: u32, now: u64) -> Note {
        Note {
            method: 4,
            subject: self.body.grant_id,
            detail: before.into(),
            ..Note::of(what, 7, after, now)
        }
    }
}

impl Naive {
    /// The outcome, and whether it is acknowledged.
    pub(crate) fn present(&mut self, now: u64, p: &Presented) -> (Result<Decision, Reason>, bool) {
        let challenge = self.phones.take(now);
        match self.verify(now, p, challenge) {
            Err(reason) => (Err(reason), false),
            Ok(()) => (self.judge(now, p), true),
        }
    }

    fn verify(
        &mut self,
        now: u64,
        p: &Presented,
        challenge: Option<[u8; 16]>,
    ) -> Result<(), Reason> {
        match p.defect {
            None | Some(Reason::BadProof) => {}
            Some(reason) => return Err(reason),
        }
        self.state()?;
        let challenge = challenge.ok_or(Reason::ChallengeSpent)?;
        if p.defect.is_none() && p.challenge == challenge {
            return Ok(());
        }
        let note = Note {
            method: 4,
            ..Note::of("grant without proof", 2, self.now.epoch, now)
        };
        Err(self.refuse(note, Reason::BadProof))
    }

    fn judge(&mut self, now: u64, p: &Presented) -> Result<Decision, Reason> {
        match self.check(now, p) {
            Ok(()) => {}
            Err(Reason::StoreFailed) => return Err(Reason::StoreFailed),
            Err(reason) => return Err(self.refuse_grant(now, p, reason)),
        }
        let mut new = self.now.clone();
        if let Err(reason) = open_with(&mut new, now, p) {
            return Err(self.refuse_grant(now, p, reason));
        }
        new.persist(now);
        self.accept(now, p, new)
    }

    fn refuse_grant(&mut self, now: u64, p: &Presented, reason: Reason) -> Reason {
        let note = p.note("grant refused", self.now.epoch, now);
        self.refuse(note, reason)
    }

    /// Notes a refusal; what is then to be answered.
    pub(crate) fn refuse(&mut self, note: Note, reason: Reason) -> Reason {
        let mut new = self.now.clone();
        new.log.fail(Note {
            outcome: reason.number(),
            ..note
        });
        self.save(new).err().unwrap_or(reason)
    }

    /// The table of the page, up to the uses.
    fn check(&mut self, now: u64, p: &Presented) -> Result<(), Reason> {
        let left = p.left();
        if !p.is_left(p.operation) {
            return Err(Reason::OperationNotGranted);
        }
        if self.lacking & p.operation.bit() != 0 {
            return Err(Reason::Unsupported);
        }
        self.check_epoch(now, p)?;
        let m = &self.now;
        let tolerance = m.tolerance(now);
        let table = [
            (m.is_set(now), Reason::ClockUnset),
            (now + tolerance >= m.persisted, Reason::ClockWentBack),
            (
                !m.suspended || p.is_left(GrantOperation::Own),
                Reason::Suspended,
            ),
            (m.sequence >= p.body.bulletin, Reason::BulletinOwed),
            (
                !m.revoked.iter().any(|id| p.body.grant_id.starts_with(id)),
                Reason::Revoked,
            ),
            (
                left.not_before <= now + tolerance,
                Reason::TooEarly {
                    from: left.not_before,
                },
            ),
            (
                now < left.not_after.saturating_add(tolerance),
                Reason::TooLate,
            ),
        ];
        for (is_good, reason) in table {
            if !is_good {
                return Err(reason);
            }
        }
        Ok(())
    }

    fn check_epoch(&mut self, now: u64, p: &Presented) -> Result<(), Reason> {
        let before = self.now.epoch;
        if p.body.epoch < before {
            return Err(Reason::WrongEpoch);
        }
        if p.body.epoch > before {
            let mut new = self.now.clone();
            new.raise_epoch(p.body.epoch);
            let note = p.epoch_note("epoch by a grant", before, p.body.epoch, now);
            new.log.write(note);
            self.save(new)?;
        }
        match p.new_epoch() {
            Some(epoch) if epoch <= self.now.epoch => Err(Reason::WrongEpoch),
            _ => Ok(()),
        }
    }

    fn accept(&mut self, now: u64, p: &Presented, mut new: Remembered) -> Result<Decision, Reason> {
        let before = new.epoch;
        let left = p.left();
        let transfer = p.new_epoch();
        if p.operation == GrantOperation::Own {
            new.clear_refusals();
        }
        if let Some(epoch) = transfer {
            new.raise_epoch(epoch);
        }
        let open = |operation| Decision::Open {
            operation,
            until: left.not_after,
        };
        let (what, decision) = match (p.operation, transfer) {
            (GrantOperation::KeyCompartment, _) => ("grant opens", open(Operation::KeyCompartment)),
            (GrantOperation::Shackle, _) => ("grant opens", open(Operation::Shackle)),
            (GrantOperation::ReadLog, _) => ("grant to read", applied(Applied::ReadLog, None)),
            (GrantOperation::UpdateFirmware, _) => {
                let manifest = p.argument.clone().try_into().unwrap();
                let update = Applied::UpdateFirmware { manifest };
                ("grant to update", applied(update, None))
            }
            (GrantOperation::Own, None) => ("grant to own", applied(Applied::Own, None)),
            (GrantOperation::Own, Some(epoch)) => {
                ("transfer", applied(Applied::Transferred { epoch }, None))
            }
        };
        new.log.write(Note {
            outcome: decision.number(),
            ..p.note(what, new.epoch, now)
        });
        if let Some(epoch) = transfer {
            let note = p.epoch_note("epoch by a transfer", before, epoch, now);
            new.log.write(note);
        }
        self.save(new)?;
        self.phones.accepted_grant();
        match p.operation {
            GrantOperation::ReadLog => self.phones.may_read = true,
            GrantOperation::Own if transfer.is_none() => {
                self.phones.owner = Some((p.body.grant_id, left.delegate));
            }
            _ => {}
        }
        Ok(decision)
    }
}

/// Counts an opening; the other operations are no uses.
fn open_with(new: &mut Remembered, now: u64, p: &Presented) -> Result<(), Reason> {
    let opened = match p.operation {
        GrantOperation::KeyCompartment => Operation::KeyCompartment,
        GrantOperation::Shackle => Operation::Shackle,
        _ => return Ok(()),
    };
    if p.body.max_uses == 0 {
        new.unconfirmed = None;
        return Ok(());
    }
    let (id, not_after) = (p.body.grant_id, p.body.not_after);
    let name = Name::Grant(id);
    let is_it = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.name == name);
    let Some(index) = new.places.iter().position(is_it) else {
        if not_after <= new.forgotten {
            return Err(Reason::UsedUp);
        }
        let row = Row {
            name: name.clone(),
            meaning: Meaning::Grant { id, not_after },
            used: Some((now, now)),
            cancelled: false,
            opened,
            uses: 1,
        };
        new.place(now, row)?;
        new.unconfirmed = Some(name);
        return Ok(());
    };
    let mut row = new.places[index].take().unwrap();
    if row.opened == opened && new.may_repeat(&row, now) {
        new.unconfirmed = None;
    } else if row.uses >= p.body.max_uses {
        return Err(Reason::UsedUp);
    } else {
        row.uses += 1;
        new.unconfirmed = Some(name);
    }
    row.used = Some((now, now));
    row.opened = opened;
    new.places[index] = Some(row);
    Ok(())
}
