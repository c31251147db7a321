//! What the simulations share: random numbers, a store that fails, zones, one lockbox.

#![allow(dead_code, reason = "each simulation takes what it needs")]

use doorward::bounds::SNAPSHOT_LEN;
use doorward::bulletin::{Bulletin, BulletinMessage, Revocations};
use doorward::calendar::{Change, DaylightSaving, Zone};
use doorward::keys::{Id, LockboxKey, RootKey};
use doorward::lockbox::{Decision, Lockbox, Profile, Store, StoreError};

pub(crate) mod random;

pub(crate) use random::Random;

/// `full` under `DOORWARD_PROVE`, a tenth of it otherwise.
pub(crate) fn size(full: u64) -> u64 {
    if std::env::var_os("DOORWARD_PROVE").is_some() {
        full
    } else {
        full / 10
    }
}

/// Keeps the last snapshot; one save of a call may fail, and then may have been kept or not.
pub(crate) struct Memory {
    pub(crate) saved: [u8; SNAPSHOT_LEN],
    /// Which save from now fails, 1 for the next, and whether its bytes stay all the same.
    pub(crate) failing: Option<(u32, bool)>,
    /// Saves that were tried.
    pub(crate) saves: u64,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self {
            saved: [0; SNAPSHOT_LEN],
            failing: None,
            saves: 0,
        }
    }
}

impl Store for Memory {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.saves += 1;
        if let Some((nth, is_kept)) = self.failing {
            self.failing = (nth > 1).then(|| (nth - 1, is_kept));
            if nth == 1 {
                if is_kept {
                    self.saved = *snapshot;
                }
                return Err(StoreError);
            }
        }
        self.saved = *snapshot;
        Ok(())
    }
}

pub(crate) fn root() -> RootKey {
    RootKey::from_bytes(&[0x2f; 32]).unwrap()
}

pub(crate) fn id() -> Id {
    Id::new("LB-00012345").unwrap()
}

pub(crate) fn key() -> LockboxKey {
    root().lockbox(&id(), 0)
}

/// A lockbox fresh from provisioning, its clock unset.
pub(crate) fn provision(profile: &Profile, epoch: u32, zone: Zone) -> (Lockbox, Memory) {
    let mut store = Memory::new();
    let audit = root().first_audit(&id(), 0);
    let lockbox = Lockbox::provision(profile, key(), &audit, epoch, zone, &mut store).unwrap();
    (lockbox, store)
}

/// The service's bulletin, not suspended and revoking nothing.
pub(crate) fn bulletin(
    nonce: [u8; 16],
    sequence: u32,
    epoch: u32,
    at: u64,
    zone: Zone,
) -> Bulletin {
    Bulletin {
        lockbox: id(),
        nonce,
        sequence,
        epoch,
        issued_at: at,
        is_suspended: false,
        zone,
        revocations: Revocations::default(),
    }
}

/// A phone that is connected brings the time: the message, and the box's answer.
pub(crate) fn sync(
    lockbox: &mut Lockbox,
    store: &mut Memory,
    clock: u64,
    sequence: u32,
    (at, zone): (u64, Zone),
) -> (BulletinMessage, Decision) {
    lockbox.disconnected();
    lockbox.key_pressed(clock);
    let entropy = [u8::try_from(at % 251).unwrap(); 16];
    let nonce = lockbox.open_session(store, clock, &entropy).unwrap();
    let epoch = lockbox.state().unwrap().epoch;
    let message = key()
        .bulletin()
        .seal(&bulletin(nonce, sequence, epoch, at, zone));
    let decision = lockbox.apply_bulletin(store, clock, message.as_bytes());
    (message, decision)
}

const fn change(month: u8, week: u8, minute: u16) -> Change {
    Change {
        month,
        week,
        weekday: 0,
        minute,
    }
}

fn daylight(standard: i16, offset: i16, start: Change, end: Change) -> Zone {
    Zone::new(standard, Some(DaylightSaving { offset, start, end })).unwrap()
}

pub(crate) fn pacific() -> Zone {
    daylight(-480, -420, change(3, 2, 120), change(11, 1, 120))
}

/// Half an hour of daylight saving, in the south.
pub(crate) fn lord_howe() -> Zone {
    daylight(630, 660, change(10, 1, 120), change(4, 1, 120))
}

/// Midnight is skipped in October and comes twice in March.
pub(crate) fn midnight() -> Zone {
    daylight(-240, -180, change(10, 1, 0), change(3, 4, 0))
}

/// Changes a minute after midnight: an old date comes back for an hour.
pub(crate) fn minute_after_midnight() -> Zone {
    daylight(-210, -150, change(3, 2, 1), change(11, 1, 1))
}

pub(crate) fn nepal() -> Zone {
    Zone::fixed(345).unwrap()
}
