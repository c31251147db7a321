//! The phones that come by: sessions, and bulletins in order and out of it.

use doorward::bulletin::{Bulletin, Revocations};
use doorward::keys::Id;
use doorward::lockbox::Reason;

use super::support::bulletin;
use super::tally::Call;
use super::told::Message;
use super::world::World;

impl World<'_> {
    /// Asks for a challenge, with a random source that is stuck; whether there is one.
    pub(crate) fn ask(&mut self) -> bool {
        let (now, store) = (self.clock, &mut self.store);
        let entropy = [u8::try_from(self.step % 256).unwrap(); 16];
        let engine = self.lockbox.open_session(store, now, &entropy);
        let model = self.model.open_session(now, &entropy);
        let number = engine.map_or_else(Reason::number, |_| 1);
        self.same(Call::Session, "session".into(), number, &engine, &model);
        self.challenge = engine.unwrap_or(self.challenge);
        engine.is_ok()
    }

    pub(crate) fn press_key(&mut self) {
        self.lockbox.key_pressed(self.clock);
        self.model.phones.press(self.clock);
        self.note(format!("{}: key pressed", self.clock));
    }

    pub(crate) fn disconnect(&mut self) {
        self.lockbox.disconnected();
        self.model.phones.disconnect();
        self.note(format!("{}: disconnected", self.clock));
    }

    /// A phone with a connection brings a bulletin; a part of them late, or with something
    /// in between.
    pub(crate) fn sync(&mut self, mishap: u64) {
        if !self.random.percent(mishap) {
            self.disconnect();
        }
        if !self.random.percent(mishap / 3) {
            self.press_key();
        }
        if self.random.percent(mishap / 2) {
            self.clock += self.random.pick(&[1, 29, 30, 31, 60]);
        }
        self.ask();
        if self.random.percent(mishap) {
            self.clock = self.clock + self.random.pick(&[1, 59, 60, 61, 62, 0]) - 1;
        }
        if self.random.percent(mishap / 3) {
            self.disconnect();
        }
        self.bring_the_time(mishap);
    }

    /// A live bulletin, with the challenge that the phone was given last.
    pub(crate) fn bring_the_time(&mut self, mishap: u64) {
        let mut says = self.says(self.challenge);
        let drift = self.random.pick(&[0, 0, 1, 30, 119, 1_900]);
        says.issued_at = match self.random.weighted(&[50, 40, 5, 4, 1]) {
            0 => self.clock + drift,
            1 => self.clock.saturating_sub(drift),
            2 => self.clock + 86_400 * self.random.below(30),
            3 => self.clock.max(2 * 864_000) - self.random.below(864_000),
            _ => 1_704_067_190 + self.random.below(20),
        };
        if self.clock < 1_704_067_200 || (mishap == 0 && self.model.now.persisted > 0) {
            says.issued_at = self.model.now.persisted.max(self.clock);
        }
        if self.random.percent(mishap / 2) {
            let nth = u32::try_from(1 + self.random.below(2)).unwrap();
            self.fail_save(nth, false);
        }
        self.send(says);
    }

    pub(crate) fn send(&mut self, says: Bulletin) {
        let bytes = self.key.bulletin().seal(&says).as_bytes().to_vec();
        self.deliver((Message { says, defect: None }, bytes));
    }

    pub(crate) fn says(&mut self, nonce: [u8; 16]) -> Bulletin {
        let m = &self.model.now;
        let ahead = u64::from(m.sequence) + self.random.pick(&[0, 1, 1, 1, 2]);
        let sequence = u32::try_from(ahead - u64::from(self.random.percent(4)).min(ahead)).unwrap();
        let epoch = m.epoch + u32::try_from(self.random.weighted(&[96, 3, 1])).unwrap();
        let epoch = epoch.saturating_sub(u32::from(self.random.percent(3)));
        let zone = if self.random.percent(5) {
            self.random.pick(self.zones)
        } else {
            m.zone
        };
        let revoked = self.some_revocations();
        Bulletin {
            is_suspended: self.random.percent(7),
            revocations: Revocations::new(&revoked).unwrap(),
            ..bulletin(nonce, sequence, epoch, self.clock, zone)
        }
    }

    /// The list of before, now and then longer by a grant, or by one that is none but nearly.
    fn some_revocations(&mut self) -> Vec<[u8; 8]> {
        let mut list = self.model.now.revoked.clone();
        if self.random.percent(10) {
            list.clear();
        }
        let recent = self.grants.len().saturating_sub(10);
        if let [_, ..] = &self.grants[recent..] {
            let grant = self.random.pick(&self.grants[recent..]);
            let mut id: [u8; 8] = grant.body().grant_id[..8].try_into().unwrap();
            let place = self.random.weighted(&[15, 10, 75]);
            if place == 1 {
                id[usize::try_from(self.random.below(8)).unwrap()] ^= 1;
            }
            if place < 2 {
                list.insert(
                    usize::try_from(self.random.below(1 + list.len() as u64)).unwrap(),
                    id,
                );
            }
        }
        list.truncate(16);
        list
    }

    pub(crate) fn carried(&mut self) -> Message {
        let mut says = self.says([0; 16]);
        let off = self.random.pick(&[0, 1, 2, 61, 3_600, 90_000]);
        let is_ahead = self.random.percent(30);
        says.issued_at = if is_ahead {
            self.clock + off
        } else {
            self.clock.saturating_sub(off)
        };
        Message { says, defect: None }
    }

    pub(crate) fn carry(&mut self) {
        let message = self.carried();
        self.send(message.says);
    }

    pub(crate) fn deliver(&mut self, (message, bytes): (Message, Vec<u8>)) {
        let (now, store) = (self.clock, &mut self.store);
        let engine = self.lockbox.apply_bulletin(store, now, &bytes);
        let model = self.model.bulletin(now, &message);
        let says = &message.says;
        let what = format!(
            "bulletin {} of epoch {}, issued at {}, suspended: {}, nonce {:?}, revoked {:?}",
            says.sequence,
            says.epoch,
            says.issued_at,
            says.is_suspended,
            &says.nonce[..2],
            says.revocations.as_slice(),
        );
        self.messages.push((message, bytes));
        self.agree(Call::Bulletin, what, engine, model);
    }

    /// An earlier message once more.
    pub(crate) fn replay(&mut self) {
        if !self.messages.is_empty() {
            let recent = self.messages.len().saturating_sub(5);
            let message = self.random.pick(&self.messages[recent..]);
            self.deliver(message);
        }
    }

    /// A message that is not in order, in one way or two.
    pub(crate) fn spoil(&mut self) {
        let mut message = self.carried();
        let bulletin_key = self.key.bulletin();
        let mut bytes = bulletin_key.seal(&message.says).as_bytes().to_vec();
        let kind = self.random.below(6);
        if kind % 2 == 1 {
            message.says.lockbox = Id::new("LB-00012346").unwrap();
            bytes = bulletin_key.seal(&message.says).as_bytes().to_vec();
            message.defect = Some(Reason::WrongLockbox);
        }
        let last = bytes.len() - 1;
        match kind {
            0 => {
                bytes[last] ^= 1;
                message.defect = Some(Reason::BadProof);
            }
            1 => bytes[last] ^= 1,
            2 => {
                bytes[43] ^= 1;
                message.defect = Some(Reason::BadProof);
            }
            3 => {
                bytes[0] = 2;
                message.defect = Some(Reason::Unsupported);
            }
            4 => {
                bytes[59] |= 2;
                message.defect = Some(Reason::BadMessage);
            }
            _ => {
                bytes.pop();
                message.defect = Some(Reason::BadMessage);
            }
        }
        self.deliver((message, bytes));
    }
}
