//! What a box finds in its memory when it starts, and what it then does.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::calendar::Zone;
use doorward::codes::{CodeProfile, Operation};
use doorward::grants::{GrantBody, GrantOperation, Operations, Request};
use doorward::keys::{AuditKey, LockboxKey};
use doorward::lockbox::{Decision, Limits, Lockbox, Profile, Reason, Store, StoreError};

use crate::bytes::Bytes;
use crate::grants::id;

struct Memory {
    saved: [u8; SNAPSHOT_LEN],
    fails: bool,
}

impl Store for Memory {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        if self.fails {
            return Err(StoreError);
        }
        self.saved = *snapshot;
        Ok(())
    }
}

fn key() -> LockboxKey {
    LockboxKey::from(&[0x3c; 32])
}

fn check(snapshot: &mut [u8]) {
    if let Some((rest, check)) = snapshot.split_last_chunk_mut::<4>() {
        let crc = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI);
        *check = crc.checksum(rest).to_be_bytes();
    }
}

/// Any snapshot at all, with a check that agrees or without, and a session on it. Nothing is
/// opened that could not be saved, and what was saved is always a snapshot.
pub(crate) fn snapshot(data: &[u8]) {
    let mut bytes = Bytes(data);
    let profile = Profile::new(id(), CodeProfile::default(), Limits::default()).unwrap();
    let mut store = Memory {
        saved: [0; SNAPSHOT_LEN],
        fails: false,
    };
    let audit = AuditKey::from(&[9; 32]);
    let made = Lockbox::provision(&profile, key(), &audit, 0, Zone::UTC, &mut store);
    drop(made.unwrap());
    let mut found = if bytes.bool() {
        let len = usize::from(bytes.u16()) % (SNAPSHOT_LEN + 8);
        bytes.take(len).to_vec()
    } else {
        store.saved.to_vec()
    };
    for _ in 0..bytes.u8() % 32 {
        let (at, value) = (bytes.u16(), bytes.u8());
        if !found.is_empty() {
            let at = usize::from(at) % found.len();
            found[at] = value;
        }
    }
    if bytes.u8() % 8 != 0 {
        check(&mut found);
    }
    let mut lockbox = Lockbox::restore(&id(), profile.codes(), key(), &found);
    let mut now = bytes.u64() >> (bytes.u8() % 64);
    let mut challenge = [0; 16];
    while !bytes.is_empty() {
        let was_lost = lockbox.state().is_err();
        store.fails = bytes.u8() % 16 == 0;
        now = now.saturating_add(u64::from(bytes.u16()));
        let decision = step(&mut lockbox, &mut store, now, &mut bytes, &mut challenge);
        if let Some(instant) = decision.and_then(|decision| decision.set_clock()) {
            now = instant;
        }
        let opens = matches!(decision, Some(Decision::Open { .. }));
        assert!(!opens || !store.fails && !was_lost);
        assert_eq!(lockbox.state().is_err(), was_lost);
        if !was_lost && !store.fails && decision.is_some() {
            let again = Lockbox::restore(&id(), profile.codes(), key(), &store.saved);
            if opens {
                assert_eq!(again.state(), lockbox.state());
            }
        }
    }
}

fn step(
    lockbox: &mut Lockbox,
    store: &mut Memory,
    now: u64,
    bytes: &mut Bytes<'_>,
    challenge: &mut [u8; 16],
) -> Option<Decision> {
    Some(match bytes.u8() % 12 {
        0..3 => {
            let operation =
                [Operation::KeyCompartment, Operation::Shackle][usize::from(bytes.bool())];
            let (epoch, zone) = lockbox
                .state()
                .map_or((0, Zone::UTC), |told| (told.epoch, told.zone));
            let code = match (bytes.u8() % 3, zone.day_at(now)) {
                (0, Some(day)) => key().day_root(epoch).day(day).code(7, bytes.u8() % 16).ok(),
                (1, _) => key()
                    .service()
                    .raise_epoch(epoch.wrapping_add(1) % 1_000)
                    .ok(),
                _ => None,
            };
            if let Some(code) = code {
                return Some(lockbox.enter_code(store, now, operation, code.as_str().as_bytes()));
            }
            let len = usize::from(bytes.u8() % 16);
            lockbox.enter_code(store, now, operation, bytes.take(len))
        }
        3 => lockbox.confirm_opened(store, now),
        4 => lockbox.power_restored(store),
        5 => lockbox.tick(store, now),
        6 => {
            let len = usize::from(bytes.u8());
            lockbox.apply_bulletin(store, now, bytes.take(len))
        }
        7 => {
            lockbox.key_pressed(now);
            match lockbox.open_session(store, now, &bytes.array()) {
                Ok(given) => *challenge = given,
                Err(Reason::StateLost | Reason::StoreFailed | Reason::ChallengeSpent) => {}
                Err(reason) => panic!("{reason}"),
            }
            return None;
        }
        8 => {
            let operation = GrantOperation::from_bit(1 << (bytes.u8() % 8));
            let operation = operation.unwrap_or(GrantOperation::KeyCompartment);
            let request = Request::new(operation, bytes.take(4))
                .or(Request::new(GrantOperation::KeyCompartment, &[]));
            let body = GrantBody {
                operations: Operations::of(&[operation]),
                epoch: lockbox.state().map_or(0, |told| told.epoch),
                bulletin: 0,
                grant_id: [bytes.u8(); 16],
                holder: [0; 16],
                not_before: now.saturating_sub(60),
                not_after: now.saturating_add(3_600),
                max_uses: bytes.u8() % 4,
                lockbox: id(),
            };
            let grant = key().grant(body.epoch).issue(&body);
            let message = grant.present(challenge, &[3; 16], &request.unwrap());
            let spoilt = bytes.spoil(message.as_bytes());
            lockbox.present_grant(store, now, &spoilt).decision
        }
        9 => {
            lockbox.disconnected();
            return None;
        }
        10 => {
            let limits: [u8; 64] = bytes.array();
            lockbox.replace_limits(store, now, &limits)
        }
        _ => {
            let _ = lockbox.drain_audit(store, now);
            let _ = lockbox.audit_rows();
            let _ = lockbox.audit_head(now);
            let _ = lockbox.keypad(now);
            let _ = lockbox.status_line(bytes.u16(), bytes.u32());
            return None;
        }
    })
}
