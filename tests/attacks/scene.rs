//! A box, its service, and a phone before it.

use doorward::audit::{HeldRows, Ring, Row};
use doorward::bounds::{AUDIT_RING_MIN_ROWS, AUDIT_ROW_LEN, SNAPSHOT_LEN};
use doorward::bulletin::{Bulletin, Revocations};
use doorward::calendar::Zone;
use doorward::codes::CodeProfile;
use doorward::grants::{
    Grant, GrantBody, GrantOperation, Operations, PresentationMessage, Request,
};
use doorward::keys::{AuditKey, Id, LockboxKey, RootKey};
use doorward::lockbox::{Answer, Decision, Limits, Lockbox, Profile, Reason, Store, StoreError};

/// 2026-05-16T19:00:00Z, noon in the Pacific zone.
pub const NOON: u64 = 1_778_958_000;

/// What was saved last.
#[derive(Clone)]
pub struct Memory(pub [u8; SNAPSHOT_LEN]);

impl Store for Memory {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.0 = *snapshot;
        Ok(())
    }
}

/// A box as it hangs on a door.
pub struct Door {
    pub id: Id,
    pub lockbox: Lockbox,
    pub store: Memory,
    pub ring: Vec<Row>,
    pub now: u64,
    entropy: u8,
}

pub fn id(name: &str) -> Id {
    Id::new(name).unwrap()
}

pub fn key(id: &Id) -> LockboxKey {
    RootKey::from_bytes(&[0x5c; 32]).unwrap().lockbox(id, 0)
}

pub fn first_audit(id: &Id) -> AuditKey {
    RootKey::from_bytes(&[0x5c; 32]).unwrap().first_audit(id, 0)
}

impl Door {
    /// A box of this name, synced at noon by bulletin 1, nobody connected.
    pub fn new(name: &str) -> Self {
        let id = id(name);
        let profile = Profile::new(id, CodeProfile::default(), Limits::default()).unwrap();
        let mut store = Memory([0; SNAPSHOT_LEN]);
        let audit = first_audit(&id);
        let lockbox =
            Lockbox::provision(&profile, key(&id), &audit, 0, Zone::UTC, &mut store).unwrap();
        let mut door = Self {
            id,
            lockbox,
            store,
            ring: vec![[0; AUDIT_ROW_LEN]; AUDIT_RING_MIN_ROWS],
            now: NOON,
            entropy: 0,
        };
        let nonce = door.challenge();
        let decision = door.bring(&bulletin(&id, nonce, 1, &[]));
        assert_eq!(decision.set_clock(), Some(NOON));
        door.leave();
        door
    }

    fn keep_rows(&mut self) {
        let held: HeldRows = self.lockbox.audit_rows().unwrap();
        Ring::new(&mut self.ring).unwrap().keep(&held);
    }

    /// Somebody presses a key and connects.
    pub fn challenge(&mut self) -> [u8; 16] {
        self.lockbox.key_pressed(self.now);
        self.further_challenge().unwrap()
    }

    pub fn further_challenge(&mut self) -> Result<[u8; 16], Reason> {
        self.entropy = self.entropy.wrapping_add(1);
        self.lockbox
            .open_session(&mut self.store, self.now, &[self.entropy; 16])
    }

    pub fn leave(&mut self) {
        self.lockbox.disconnected();
    }

    pub fn bring(&mut self, message: &[u8]) -> Decision {
        let decision = self
            .lockbox
            .apply_bulletin(&mut self.store, self.now, message);
        self.keep_rows();
        decision
    }

    pub fn send(&mut self, message: &[u8]) -> Answer {
        let answer = self
            .lockbox
            .present_grant(&mut self.store, self.now, message);
        self.keep_rows();
        answer
    }

    /// A whole visit: the message, the challenge it answers, and the answer.
    pub fn visit(&mut self, grant: &Grant, request: &Request) -> Visit {
        let challenge = self.challenge();
        let message = grant.present(&challenge, &[0xd0; 16], request);
        let answer = self.send(message.as_bytes());
        self.leave();
        Visit {
            challenge,
            message,
            answer,
        }
    }

    pub fn opens(&mut self, grant: &Grant) -> u8 {
        self.visit(grant, &opening()).number()
    }

    pub fn reboot(&mut self) {
        let codes = CodeProfile::default();
        self.lockbox = Lockbox::restore(&self.id, codes, key(&self.id), &self.store.0);
    }

    /// The rows of the ring, up to the head's.
    pub fn rows(&mut self) -> Vec<Row> {
        let head = self.lockbox.audit_head(self.now).unwrap();
        let next = u32::from_be_bytes(*head.first_chunk().unwrap());
        let ring = Ring::new(&mut self.ring).unwrap();
        (ring.oldest(next)..next)
            .map(|sequence| *ring.row(sequence, next).unwrap())
            .collect()
    }
}

pub struct Visit {
    pub challenge: [u8; 16],
    pub message: PresentationMessage,
    pub answer: Answer,
}

impl Visit {
    pub fn number(&self) -> u8 {
        self.answer.decision.number()
    }
}

pub fn opening() -> Request {
    Request::new(GrantOperation::KeyCompartment, &[]).unwrap()
}

/// A guest grant for the hour from noon, its uses not counted.
pub fn body(id: &Id) -> GrantBody {
    GrantBody {
        operations: Operations::GUEST,
        epoch: 0,
        bulletin: 1,
        grant_id: [0xa0; 16],
        holder: [0xb0; 16],
        not_before: NOON,
        not_after: NOON + 3_600,
        max_uses: 0,
        lockbox: *id,
    }
}

pub fn issue(body: &GrantBody) -> Grant {
    key(&body.lockbox).grant(body.epoch).issue(body)
}

pub fn bulletin(id: &Id, nonce: [u8; 16], sequence: u32, revoked: &[[u8; 8]]) -> Vec<u8> {
    let bulletin = Bulletin {
        lockbox: *id,
        nonce,
        sequence,
        epoch: 0,
        issued_at: NOON,
        is_suspended: false,
        zone: Zone::UTC,
        revocations: Revocations::new(revoked).unwrap(),
    };
    key(id).bulletin().seal(&bulletin).as_bytes().to_vec()
}
