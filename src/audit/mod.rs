//! The audit log: rows that only the box could have written, at that point of its life
//! (specification, audit log).
//!
//! Each row is tagged under a key that is replaced by its successor in the same write, so
//! that whoever opens a box and takes its key can forge what comes, and nothing that was.
//! The service, which knows the first key, checks each row by itself, whatever rows were
//! lost before it.
//!
//! ```
//! use doorward::audit::{AuditLog, Entry, Event, Finding, Method};
//! use doorward::keys::{Id, RootKey};
//!
//! let root = RootKey::from_bytes(&[7; 32])?;
//! let id = Id::new("LB-00012345")?;
//!
//! // The box writes two rows, and a head for the phone before it.
//! let mut key = root.first_audit(&id, 0);
//! let entry = |sequence| Entry {
//!     sequence,
//!     epoch: 0,
//!     instant: 1_767_362_400,
//!     event: Event::Entry,
//!     outcome: 0,
//!     method: Method::Day,
//!     operation: 1,
//!     subject: [0; 16],
//!     detail: 0,
//! };
//! let first = key.row(&entry(0));
//! key = key.next();
//! let second = key.row(&entry(1));
//! key = key.next();
//! let head = key.head(2, 1_767_362_400);
//!
//! // The service has the second row, the head, and a row that somebody changed.
//! let mut log = AuditLog::new(root.first_audit(&id, 0));
//! assert_eq!(log.check_row(&second), Finding::Genuine(entry(1)));
//! let mut changed = first;
//! changed[16] = 2;
//! assert_eq!(log.check_row(&changed), Finding::Forged { sequence: 0 });
//! assert_eq!(log.check_head(&head).map(|head| head.next), Ok(2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "alloc")]
mod collection;
mod entry;
mod log;
mod ring;
mod status_line;
mod subject;

#[cfg(feature = "alloc")]
pub use collection::{Collection, Fault, FaultKind};
pub(crate) use entry::end_row;
pub use entry::{Entry, Event, HeadBytes, Method, Row};
pub use log::{AuditLog, Finding, ForgedHead, Head};
pub use ring::{HeldRows, Ring};
pub use status_line::StatusLine;
pub use subject::Subject;

use crate::wire::Reader;

/// The sequence that a row or a head claims.
fn sequence_of(bytes: &[u8]) -> u32 {
    Reader::new(bytes).u32()
}

#[cfg(test)]
mod tests;
