//! The engine from outside: a box on a bench, with its service beside it.

mod flash;
mod power_cuts;
mod work;
mod worked_session;

use test_std::vec::Vec;

pub(super) use flash::{Memory, every};

use super::{Decision, Limits, Lockbox, Profile, Store, StoreError};
use crate::bounds::SNAPSHOT_LEN;
use crate::bulletin::{Bulletin, Revocations};
use crate::calendar::{Change, DaylightSaving, UnixSeconds, Zone};
use crate::codes::{Code, CodeProfile, CodeUse, FlexWindow, Operation};
use crate::keys::{Id, LockboxKey, RootKey};

/// Keeps every snapshot that was saved.
#[derive(Default)]
struct Saves(Vec<[u8; SNAPSHOT_LEN]>);

impl Store for Saves {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        self.0.push(*snapshot);
        Ok(())
    }
}

fn id() -> Id {
    Id::new("LB-00012345").unwrap()
}

fn root() -> RootKey {
    RootKey::from_bytes(&[0x5c; 32]).unwrap()
}

fn key() -> LockboxKey {
    root().lockbox(&id(), 0)
}

fn pacific() -> Zone {
    let start = Change {
        month: 3,
        week: 2,
        weekday: 0,
        minute: 120,
    };
    let end = Change {
        month: 11,
        week: 1,
        weekday: 0,
        minute: 120,
    };
    Zone::new(
        -480,
        Some(DaylightSaving {
            offset: -420,
            start,
            end,
        }),
    )
    .unwrap()
}

fn provisioned(limits: Limits, store: &mut dyn Store) -> Lockbox {
    let profile = Profile::new(id(), CodeProfile::default(), limits).unwrap();
    let first_audit = root().first_audit(&id(), 0);
    Lockbox::provision(&profile, key(), &first_audit, 0, pacific(), store).unwrap()
}

fn restored(snapshot: &[u8]) -> Lockbox {
    Lockbox::restore(&id(), CodeProfile::default(), key(), snapshot)
}

fn bulletin(nonce: [u8; 16], sequence: u32, issued_at: UnixSeconds) -> Bulletin {
    let revocations = Revocations::default();
    let (lockbox, epoch, is_suspended, zone) = (id(), 0, false, pacific());
    Bulletin {
        lockbox,
        nonce,
        sequence,
        epoch,
        issued_at,
        is_suspended,
        zone,
        revocations,
    }
}

/// A live bulletin that sets the clock to `now`.
fn sync(lockbox: &mut Lockbox, store: &mut dyn Store, sequence: u32, now: UnixSeconds) -> Decision {
    lockbox.key_pressed(now);
    let nonce = lockbox.open_session(store, now, &[7; 16]).unwrap();
    let message = key().bulletin().seal(&bulletin(nonce, sequence, now));
    lockbox.apply_bulletin(store, now, message.as_bytes())
}

fn flex_code(start: UnixSeconds, seconds: u32, code_use: CodeUse, taken: u8) -> Code {
    let window = FlexWindow::new(start, seconds).unwrap();
    key()
        .flex(0)
        .issue(10, window, Operation::KeyCompartment, code_use, taken)
        .unwrap()
        .1
}

fn enter(lockbox: &mut Lockbox, store: &mut dyn Store, now: UnixSeconds, code: &Code) -> Decision {
    lockbox.enter_code(
        store,
        now,
        Operation::KeyCompartment,
        code.as_str().as_bytes(),
    )
}
