//! What phones do with leave: they read the log and replace the limits, also when the leave
//! is over.

use doorward::codes::{Operation, ServiceCommand};
use doorward::grants::GrantOperation;
use doorward::lockbox::Reason;

use super::limits::{change, sent};
use super::memory::Meaning;
use super::tally::Call;
use super::world::World;

impl World<'_> {
    /// What a connection may do, or might have done before the epoch was raised.
    pub(crate) fn use_the_leave(&mut self) {
        let phones = &self.model.phones;
        let reads = phones.may_read;
        // A transfer leaves none, whoever tries.
        let asked = self.shown.last().map(|shown| shown.presented.operation);
        let owns = phones.owner.is_some() || asked == Some(GrantOperation::Own);
        if (reads || owns) && self.random.percent(10) {
            self.raise_the_epoch();
        }
        for _ in 0..self.random.below(4) {
            if self.random.percent(if owns { 80 } else { 1 }) {
                self.replace_limits();
            }
        }
        for _ in 0..self.random.below(4) {
            if reads && self.random.percent(40) {
                self.type_again();
            }
            if self.random.percent(if reads { 75 } else { 1 }) {
                self.drain();
            }
        }
    }

    /// By a code or by a bulletin, while somebody has leave to more.
    fn raise_the_epoch(&mut self) {
        let epoch = self.model.now.epoch + 1;
        if self.random.percent(50) {
            let command = ServiceCommand::RaiseEpoch { epoch };
            let digits = self.issuer.digits(Meaning::Service(command), 0);
            return self.enter(Operation::KeyCompartment, &digits);
        }
        let mut message = self.carried();
        message.says.epoch = epoch;
        message.says.sequence = self.model.now.sequence + 1;
        self.send(message.says);
    }

    /// Other limits, of those that the box was made with.
    pub(crate) fn replace_limits(&mut self) {
        if self.random.percent(25) {
            self.fail_some_save();
        }
        let mut limits = self.profile.limits();
        for _ in 0..self.random.below(4) {
            change(&mut limits, &mut self.random);
        }
        let (bytes, limits) = sent(limits, &mut self.random);
        let (now, store) = (self.clock, &mut self.store);
        let engine = self.lockbox.replace_limits(store, now, &bytes);
        let model = self.model.replace_limits(now, limits);
        self.agree(Call::Limits, format!("{limits:?}"), engine, model);
    }

    /// A phone reads the log, from the start or from where another one stopped.
    pub(crate) fn drain(&mut self) {
        if self.random.percent(35) {
            let is_kept = self.random.percent(40);
            self.fail_save(1, is_kept);
        }
        let (now, store) = (self.clock, &mut self.store);
        let engine = self.lockbox.drain_audit(store, now);
        let model = self.model.drain();
        let number = engine.map_or_else(Reason::number, |_| 1);
        let next = engine.map(|head| u32::from_be_bytes(head[..4].try_into().unwrap()));
        self.same(Call::Drain, "drain".into(), number, &next, &model);
        let Ok(head) = engine else { return };
        let notes = &self.model.now.log.rows;
        let read = u32::try_from(self.random.below(1 + notes.len() as u64)).unwrap();
        let from = self.random.pick(&[0, read]);
        let taken = self.reader.take_rows(&head, now, from, notes);
        taken.unwrap_or_else(|fault| self.disagree(&fault));
    }
}
