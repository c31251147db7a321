//! The box's side of its audit log: the rows it writes, and the key that moves on with
//! them (specification, audit log).

use zeroize::Zeroize;

use crate::audit::{Entry, Event, HeadBytes, HeldRows, Method, Subject};
use crate::bounds::{AUDIT_ENTRY_LEN, AUDIT_ROW_LEN, AUDIT_ROWS_MAX, KEY_LEN};
use crate::calendar::UnixSeconds;
use crate::keys::AuditKey;
use crate::wire::{Reader, Writer};

/// Bytes of the log in a snapshot.
pub(super) const LOG_LEN: usize =
    4 + KEY_LEN + 1 + AUDIT_ROWS_MAX as usize * AUDIT_ROW_LEN + AUDIT_ENTRY_LEN;

/// The part of a snapshot that is the log.
pub(super) struct Log {
    next: u32,
    key: [u8; KEY_LEN],
    held: HeldRows,
    /// Failures that may still grow in number. Its sequence is 0 until it is closed.
    open: Option<Entry>,
}

/// What happened, as the log will have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    pub(super) event: Event,
    pub(super) method: Method,
    pub(super) operation: u8,
    pub(super) subject: Subject,
    pub(super) instant: UnixSeconds,
    pub(super) detail: u64,
}

impl Note {
    /// The row of the event, whose outcome is a decision's number.
    fn entry(&self, epoch: u32, outcome: u8) -> Entry {
        Entry {
            sequence: 0,
            epoch,
            instant: self.instant,
            event: self.event,
            outcome,
            method: self.method,
            operation: self.operation,
            subject: self.subject.to_bytes(),
            detail: self.detail,
        }
    }
}

impl Log {
    /// The log of a lockbox just provisioned.
    pub(super) fn new(first: &AuditKey) -> Self {
        Self {
            next: 0,
            key: *first.expose_bytes(),
            held: HeldRows::NONE,
            open: None,
        }
    }

    /// The rows held.
    pub(super) const fn held(&self) -> &HeldRows {
        &self.held
    }

    /// Writes a row, behind that of the failures before it.
    pub(super) fn write(&mut self, note: &Note, epoch: u32, outcome: u8) {
        self.close();
        self.append(&note.entry(epoch, outcome));
    }

    /// Counts a failure: in the open entry if it is one more of the same kind.
    pub(super) fn fail(&mut self, note: &Note, epoch: u32, outcome: u8) {
        let failure = note.entry(epoch, outcome);
        match &mut self.open {
            Some(open) if is_same_kind(open, &failure) => {
                open.detail = open.detail.saturating_add(1);
            }
            _ => {
                self.close();
                self.open = Some(Entry {
                    detail: 1,
                    ..failure
                });
            }
        }
    }

    /// Gives the open entry its sequence and tag; whether there was one.
    pub(super) fn close(&mut self) -> bool {
        let open = self.open.take();
        if let Some(entry) = &open {
            self.append(entry);
        }
        open.is_some()
    }

    fn append(&mut self, entry: &Entry) {
        // No row has the last number, so that a head can name it.
        let Some(after) = self.next.checked_add(1) else {
            return;
        };
        let sequence = self.next;
        let key = self.key();
        self.held.push(&key.row(&Entry { sequence, ..*entry }));
        self.key = *key.next_bytes();
        self.next = after;
    }

    fn key(&self) -> AuditKey {
        AuditKey::from(&self.key)
    }

    /// What a phone is told of the log.
    pub(super) fn head(&self, now: UnixSeconds) -> HeadBytes {
        self.key().head(self.next, now)
    }

    pub(super) fn to_bytes(&self) -> [u8; LOG_LEN] {
        let mut bytes = [0; LOG_LEN];
        let open = self
            .open
            .map_or([0; AUDIT_ENTRY_LEN], |open| open.to_bytes());
        Writer::new(&mut bytes)
            .u32(self.next)
            .put(&self.key)
            .u8(self.held.count)
            .put(self.held.rows.as_flattened())
            .put(&open);
        bytes
    }

    /// The log of these bytes; none unless the rows are four at most, with zeros behind
    /// them, and the open entry one of failures, or zero.
    pub(super) fn from_bytes(bytes: &[u8; LOG_LEN]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let mut log = Self {
            next: reader.u32(),
            key: reader.array(),
            held: HeldRows {
                count: reader.u8(),
                ..HeldRows::NONE
            },
            open: None,
        };
        for row in &mut log.held.rows {
            *row = reader.array();
        }
        let behind = log.held.rows.get(usize::from(log.held.count)..)?;
        let is_zero = behind.as_flattened().iter().all(|byte| *byte == 0);
        is_zero.then_some(())?;
        log.open = read_open(&reader.array())?;
        Some(log)
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// The open entry; none unless it is one of failures, or there is none.
#[allow(clippy::option_option, reason = "no entry is a good answer")]
fn read_open(bytes: &[u8; AUDIT_ENTRY_LEN]) -> Option<Option<Entry>> {
    if *bytes == [0; AUDIT_ENTRY_LEN] {
        return Some(None);
    }
    let open = Entry::from_bytes(bytes)?;
    let is_failure = matches!(open.event, Event::Entry | Event::Grant);
    let is_good = is_failure && open.sequence == 0 && open.detail > 0;
    is_good.then_some(Some(open))
}

/// Whether failures are counted together.
fn is_same_kind(open: &Entry, failure: &Entry) -> bool {
    open.event == failure.event
        && open.outcome == failure.outcome
        && open.subject == failure.subject
}

#[cfg(test)]
mod tests;
