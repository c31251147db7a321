//! The service's side of a box's log: row by row.

use core::fmt;

use subtle::ConstantTimeEq;

use super::{Entry, HeadBytes, Row, sequence_of};
use crate::bounds::AUDIT_ENTRY_LEN;
use crate::calendar::UnixSeconds;
use crate::keys::AuditKey;
use crate::wire::Reader;

/// What the service finds about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Finding {
    /// Written by this box at this point of its life.
    Genuine(Entry),
    /// Not written by this box as this row: changed, of another box or generation, or made
    /// up. The sequence is what the row claims.
    Forged {
        /// The sequence that the row claims.
        sequence: u32,
    },
    /// The row claims a number so far ahead that it is not followed.
    TooFar {
        /// The sequence that the row claims.
        sequence: u32,
    },
}

/// A head that was found genuine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Head {
    /// The sequence that the next row will get: all below were written.
    pub next: u32,
    /// When the head was given, by the box's clock.
    pub instant: UnixSeconds,
}

/// A head that the box did not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForgedHead;

impl fmt::Display for ForgedHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the head of the log is not the lockbox's")
    }
}

impl core::error::Error for ForgedHead {}

/// How many keys beyond the last row that was found genuine a claim is followed. A box that
/// writes a row a minute takes two years for as many.
const STEPS_MAX: u32 = 1 << 20;

/// The service's side of one box's log: it walks along the keys, and back for a row from
/// before.
#[derive(Debug)]
pub struct AuditLog {
    first: Step,
    /// The highest that a genuine row or head showed.
    shown: Step,
    /// Where the last walk ended.
    reached: Step,
}

/// A row's number and its key.
#[derive(Debug)]
struct Step {
    sequence: u32,
    key: AuditKey,
}

impl Step {
    fn copy(&self) -> Self {
        Self {
            sequence: self.sequence,
            key: self.key.copy(),
        }
    }
}

impl AuditLog {
    /// The log of the box with this first key.
    #[must_use]
    pub fn new(first: AuditKey) -> Self {
        let first = Step {
            sequence: 0,
            key: first,
        };
        Self {
            shown: first.copy(),
            reached: first.copy(),
            first,
        }
    }

    /// Checks one row by itself, whatever rows are missing.
    pub fn check_row(&mut self, row: &Row) -> Finding {
        let sequence = sequence_of(row);
        let Some(key) = self.walk_to(sequence) else {
            return Finding::TooFar { sequence };
        };
        let Some((entry, tag)) = row.split_first_chunk::<AUDIT_ENTRY_LEN>() else {
            return Finding::Forged { sequence };
        };
        let is_genuine = bool::from(key.tag(b"audit-entry", entry).ct_eq(tag));
        match Entry::from_bytes(entry) {
            Some(entry) if is_genuine => {
                self.was_shown();
                Finding::Genuine(entry)
            }
            _ => Finding::Forged { sequence },
        }
    }

    /// Checks a head.
    ///
    /// # Errors
    /// [`ForgedHead`] if the box did not give it.
    pub fn check_head(&mut self, head: &HeadBytes) -> Result<Head, ForgedHead> {
        let mut reader = Reader::new(head);
        let (next, instant) = (reader.u32(), reader.u64());
        let key = self.walk_to(next).ok_or(ForgedHead)?;
        if bool::from(key.head(next, instant).ct_eq(head)) {
            self.was_shown();
            Ok(Head { next, instant })
        } else {
            Err(ForgedHead)
        }
    }

    /// The key of a row. A claim that nobody has shown to be true is followed so far and no
    /// further.
    fn walk_to(&mut self, sequence: u32) -> Option<&AuditKey> {
        if sequence.saturating_sub(self.shown.sequence) > STEPS_MAX {
            return None;
        }
        if sequence < self.reached.sequence {
            let from = if sequence < self.shown.sequence {
                &self.first
            } else {
                &self.shown
            };
            self.reached = from.copy();
        }
        while self.reached.sequence < sequence {
            self.reached.key = self.reached.key.next();
            self.reached.sequence = self.reached.sequence.saturating_add(1);
        }
        Some(&self.reached.key)
    }

    /// The number walked to last is a true one.
    fn was_shown(&mut self) {
        if self.reached.sequence > self.shown.sequence {
            self.shown = self.reached.copy();
        }
    }
}
