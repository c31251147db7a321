//! The lockbox engine: what a box decides, remembers and survives.
//!
//! One state machine, the same on a microcontroller, in a simulator and on a server. It has
//! no clock, no radio and no flash of its own: every call is given the instant, what was
//! typed or received, and a [`Store`] to save to, and answers one [`Decision`]. What
//! happened is saved before it is answered, so that a code that was used stays used through
//! reboots, flat batteries and clocks that jump.
//!
//! ```
//! use doorward::bounds::SNAPSHOT_LEN;
//! use doorward::bulletin::{Bulletin, Revocations};
//! use doorward::calendar::Zone;
//! use doorward::codes::{CodeProfile, CodeUse, FlexWindow, Operation};
//! use doorward::keys::{Id, RootKey};
//! use doorward::lockbox::{Decision, Limits, Lockbox, Profile, Reason, Store, StoreError};
//!
//! /// Flash, in an example.
//! struct Memory(Option<[u8; SNAPSHOT_LEN]>);
//!
//! impl Store for Memory {
//!     fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
//!         self.0 = Some(*snapshot);
//!         Ok(())
//!     }
//! }
//!
//! // The factory provisions the box.
//! let root = RootKey::from_bytes(&[7; 32])?;
//! let id = Id::new("LB-00012345")?;
//! let profile = Profile::new(id, CodeProfile::default(), Limits::default())?;
//! let key = root.lockbox(&id, 0);
//! let flex = key.flex(0);
//! let bulletin_key = key.bulletin();
//! let mut store = Memory(None);
//! let first_audit = root.first_audit(&id, 0);
//! let mut lockbox = Lockbox::provision(&profile, key, &first_audit, 0, Zone::UTC, &mut store)?;
//!
//! // A phone brings the service's answer to a challenge, and with it the time.
//! let start = 1_767_362_400;
//! lockbox.key_pressed(0);
//! let nonce = lockbox.open_session(&mut store, 0, &[3; 16]).map_err(|reason| reason.text())?;
//! let message = bulletin_key.seal(&Bulletin {
//!     lockbox: id,
//!     nonce,
//!     sequence: 1,
//!     epoch: 0,
//!     issued_at: start,
//!     is_suspended: false,
//!     zone: Zone::UTC,
//!     revocations: Revocations::default(),
//! });
//! let synced = lockbox.apply_bulletin(&mut store, 1, message.as_bytes());
//! assert_eq!(synced.set_clock(), Some(start));
//!
//! // A visitor types a code, and types it again an hour later.
//! let window = FlexWindow::new(start, 2 * 3_600)?;
//! let operation = Operation::KeyCompartment;
//! let (_, code) = flex.issue(10, window, operation, CodeUse::Single, 0)?;
//! let digits = code.as_str().as_bytes();
//! let first = lockbox.enter_code(&mut store, start + 60, operation, digits);
//! assert_eq!(first, Decision::Open { operation, until: window.end() });
//! let again = lockbox.enter_code(&mut store, start + 3_660, operation, digits);
//! assert_eq!(again, Decision::Deny { reason: Reason::UsedUp });
//!
//! // After a reboot the box remembers.
//! let saved = store.0.ok_or("nothing saved")?;
//! let key = root.lockbox(&id, 0);
//! let mut lockbox = Lockbox::restore(&id, CodeProfile::default(), key, &saved);
//! let again = lockbox.enter_code(&mut store, start + 3_720, operation, digits);
//! assert_eq!(again, Decision::Deny { reason: Reason::UsedUp });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bulletin;
mod connection;
mod decision;
mod draft;
mod engine;
mod entry;
mod grant;
mod header;
mod journal;
mod ledger;
mod limits;
mod log;
mod profile;
mod row;
mod service;
mod session;
mod snapshot;
mod status;
mod store;
mod throttle;

pub use decision::{Applied, Decision, Reason};
pub use engine::Lockbox;
pub use grant::Answer;
pub use journal::{FRAME_LEN, Flash, Journal};
pub use limits::{AccessHours, DayUse, Limits};
pub use profile::Profile;
pub use snapshot::SnapshotError;
pub use status::{Keypad, KeypadState, Status};
pub use store::{Store, StoreError};

#[cfg(test)]
mod tests;
