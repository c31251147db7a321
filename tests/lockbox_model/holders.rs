//! Grants: what the service gives to holders, and what they make of it.

use doorward::grants::{Caveat, Grant, GrantBody, GrantOperation, Operations};

use super::granted::left;
use super::support::id;
use super::world::World;

fn operations(bits: u16) -> Operations {
    Operations::from_bits(bits).unwrap()
}

impl World<'_> {
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| u8::try_from(self.random.below(256)).unwrap())
    }

    pub(crate) fn some_body(&mut self) -> GrantBody {
        let (epoch, sequence) = (self.model.now.epoch, self.model.now.sequence);
        let epoch = match self.random.below(60) {
            0 => epoch + 1,
            1 => epoch + 2,
            2 | 3 => epoch.saturating_sub(1),
            _ => epoch,
        };
        let bulletin = match self.random.below(12) {
            0 => sequence + 1,
            1 => sequence.saturating_sub(1),
            2 => 0,
            _ => sequence,
        };
        let off = self.random.pick(&[0, 30, 119, 121, 600, 5_000, 90_000]);
        let not_before = if self.random.percent(80) {
            self.clock - off
        } else {
            self.clock + off
        };
        let lengths = [60, 600, 1_800, 7_200, 86_400, 259_200, 2_678_400, u64::MAX];
        let owner = Operations::OWNER;
        GrantBody {
            operations: self.random.pick(&[
                Operations::GUEST,
                Operations::GUEST,
                Operations::MEMBER,
                owner,
                owner,
                owner,
                owner,
                operations(3),
                operations(2),
                operations(7),
                operations(0),
            ]),
            epoch,
            bulletin,
            grant_id: self.bytes(),
            holder: self.bytes(),
            not_before,
            not_after: not_before.saturating_add(self.random.pick(&lengths)),
            max_uses: self.random.pick(&[0, 0, 1, 1, 2, 3]),
            lockbox: id(),
        }
    }

    /// The last ones; mostly those alone that nothing obvious speaks against.
    fn known_grants(&mut self) -> Vec<Grant> {
        let recent = self.grants.len().saturating_sub(14);
        let is_any = self.random.percent(15);
        let holds = |grant: &&Grant| {
            let left = left(grant.body(), grant.caveats().as_slice());
            let is_near = left.not_after.saturating_add(2_000) > self.clock;
            is_any || (is_near && grant.body().epoch >= self.model.now.epoch)
        };
        let recent = self.grants[recent..].iter();
        recent.filter(holds).cloned().collect()
    }

    /// A grant: of those known, or new and perhaps narrowed.
    pub(crate) fn some_grant(&mut self) -> Grant {
        let known = self.known_grants();
        match self.random.below(10) {
            0..2 if self.opened_with.is_some() => return self.opened_with.clone().unwrap(),
            2..6 if !known.is_empty() => return self.random.pick(&known),
            _ => {}
        }
        let body = self.some_body();
        let mut grant = self.key.grant(body.epoch).issue(&body);
        for _ in 0..self.random.pick(&[0, 0, 0, 0, 1, 1, 2, 3, 8]) {
            grant = self.narrowed(&grant);
        }
        self.grants.push(grant.clone());
        grant
    }

    /// Handed on by its holder, perhaps for less.
    pub(crate) fn narrowed(&mut self, grant: &Grant) -> Grant {
        let body = *grant.body();
        let off = self.random.pick(&[0, 1, 60, 600, 3_600]);
        let caveat = match self.random.below(10) {
            0 => Caveat::NotBefore(body.not_before.saturating_add(off)),
            1 => Caveat::NotBefore(body.not_before - off),
            2 => Caveat::NotAfter(body.not_after - off),
            3 => Caveat::NotAfter(body.not_after.saturating_add(off)),
            4 | 5 => Caveat::NotAfter(self.clock + off),
            6 | 7 => Caveat::Operations(operations(self.random.pick(&[31, 31, 27, 15, 17, 7, 1]))),
            _ => Caveat::Delegate(self.bytes()),
        };
        grant.narrow(caveat).unwrap_or_else(|_| grant.clone())
    }

    /// What a holder asks for: mostly something that is left.
    pub(crate) fn some_operation(&mut self, grant: &Grant) -> GrantOperation {
        let bits = left(grant.body(), grant.caveats().as_slice()).operations;
        let all = GrantOperation::ALL.to_vec();
        let kept = all.iter().filter(|operation| operation.bit() & bits != 0);
        let kept: Vec<GrantOperation> = kept.copied().collect();
        if kept.is_empty() || self.random.percent(8) {
            self.random.pick(&all)
        } else if kept[0].bit() <= 2 && self.random.percent(35) {
            kept[0]
        } else if kept.contains(&GrantOperation::Own) && self.random.percent(20) {
            GrantOperation::Own
        } else {
            self.random.pick(&kept)
        }
    }

    pub(crate) fn some_argument(&mut self, operation: GrantOperation) -> Vec<u8> {
        match operation {
            GrantOperation::UpdateFirmware => self.bytes::<32>().to_vec(),
            GrantOperation::Own if self.random.percent(22) => {
                let epoch = self.model.now.epoch;
                let step = self.random.pick(&[0, 1, 1, 1, 2, 20]);
                let epoch = if self.random.percent(20) {
                    epoch.saturating_sub(step)
                } else {
                    epoch + step
                };
                epoch.to_be_bytes().to_vec()
            }
            _ => Vec::new(),
        }
    }

    /// The clock goes to a second at which the grant changes, or to its neighbours.
    pub(crate) fn wait_for_an_edge_of(&mut self, grant: &Grant) {
        let left = left(grant.body(), grant.caveats().as_slice());
        let tolerance = self.model.now.tolerance(self.clock);
        let edges = [
            left.not_before.saturating_sub(tolerance),
            left.not_before,
            left.not_after,
            left.not_after.saturating_add(tolerance),
        ];
        let edge = self.random.pick(&edges);
        if edge.abs_diff(self.clock) < 300_000 {
            self.clock = edge + self.random.below(3) - 1;
        }
    }
}
