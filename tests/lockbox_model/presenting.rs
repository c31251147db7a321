//! Grants as phones present them: in order, out of it, and twice.

use doorward::grants::{Grant, PresentationMessage, Request};
use doorward::keys::Id;
use doorward::lockbox::{Decision, Reason};

use super::granted::Presented;
use super::spoil::spoil;
use super::support::{id, root};
use super::tally::Call;
use super::world::World;

/// A grant that was presented, to be recorded and played again.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) presented: Presented,
    bytes: Vec<u8>,
    by: Grant,
    message: PresentationMessage,
}

impl World<'_> {
    /// A grant, in answer to the last challenge that the phone was given.
    pub(crate) fn present(&mut self) {
        let grant = self.some_grant();
        self.present_grant(&grant);
    }

    pub(crate) fn present_grant(&mut self, grant: &Grant) {
        let shown = self.shown_by(grant);
        match self.random.weighted(&[80, 9, 2, 2, 2, 5]) {
            1 => self.present_spoiled(shown),
            2 => self.present_elsewhere(grant),
            3 => self.present_forged(grant),
            4 => {
                let challenge = self.challenge;
                self.challenge = self.bytes();
                let shown = self.shown_by(grant);
                self.challenge = challenge;
                self.hand_over(shown);
            }
            5 if !self.shown.is_empty() => {
                let recent = self.shown.len().saturating_sub(3);
                let shown = self.random.pick(&self.shown[recent..]);
                self.hand_over(shown);
            }
            _ => self.hand_over(shown),
        }
    }

    fn shown_by(&mut self, grant: &Grant) -> Shown {
        let operation = self.some_operation(grant);
        let argument = self.some_argument(operation);
        let request = Request::new(operation, &argument).unwrap();
        let mut nonce: [u8; 16] = self.bytes();
        // No caveat begins so, should its count be changed.
        nonce[0] = 0xd0;
        let message = grant.present(&self.challenge, &nonce, &request);
        let presented = Presented {
            body: *grant.body(),
            caveats: grant.caveats().as_slice().to_vec(),
            operation,
            argument,
            challenge: self.challenge,
            defect: None,
        };
        Shown {
            presented,
            bytes: message.as_bytes().to_vec(),
            by: grant.clone(),
            message,
        }
    }

    fn present_spoiled(&mut self, mut shown: Shown) {
        let argument = shown.presented.argument.len();
        let reason = spoil(&mut self.random, &mut shown.bytes, argument);
        shown.presented.defect = Some(reason);
        self.hand_over(shown);
    }

    /// The grant of another box, in order or not.
    fn present_elsewhere(&mut self, grant: &Grant) {
        let mut body = *grant.body();
        body.lockbox = Id::new("LB-00012346").unwrap();
        let other = root().lockbox(&body.lockbox, 0).grant(body.epoch);
        let mut shown = self.shown_by(&other.issue(&body));
        let argument = shown.presented.argument.len();
        let defect = if self.random.percent(40) {
            spoil(&mut self.random, &mut shown.bytes, argument)
        } else {
            Reason::WrongLockbox
        };
        // What is well formed is for another box, whatever its proof.
        shown.presented.defect = Some(match defect {
            Reason::BadProof => Reason::WrongLockbox,
            other => other,
        });
        self.hand_over(shown);
    }

    /// By somebody who has the key of another generation.
    fn present_forged(&mut self, grant: &Grant) {
        let body = *grant.body();
        let other = root().lockbox(&id(), 1).grant(body.epoch);
        let mut shown = self.shown_by(&other.issue(&body));
        shown.presented.defect = Some(Reason::BadProof);
        self.hand_over(shown);
    }

    fn hand_over(&mut self, shown: Shown) {
        let (now, store) = (self.clock, &mut self.store);
        let p = &shown.presented;
        let engine = self.lockbox.present_grant(store, now, &shown.bytes);
        let (model, is_acknowledged) = self.model.present(now, p);
        let what = format!(
            "present {:?} {:?}: {:?} under {:?}, defect {:?}",
            p.operation, p.argument, p.body, p.caveats, p.defect,
        );
        let number = engine.decision.number();
        let (bytes, len) = engine.to_bytes();
        let is_good = match engine.acknowledgement {
            None => !is_acknowledged && bytes[..len] == [number],
            Some(ack) => {
                let by = &shown.by;
                let checked =
                    by.check_acknowledgement(&p.challenge, shown.message.as_bytes(), number, &ack);
                let is_sent = len == 33 && bytes[0] == number && bytes[1..] == ack;
                is_acknowledged && checked.is_ok() && is_sent
            }
        };
        if !is_good {
            self.disagree(&format!("{what}: {engine:?}"));
        }
        if matches!(engine.decision, Decision::Open { .. }) {
            self.opened_with = Some(shown.by.clone());
        }
        self.shown.push(shown);
        self.agree(Call::Grant, what, engine.decision, model);
    }
}
