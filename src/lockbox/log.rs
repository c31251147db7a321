//! The box's side of its audit log: the rows it writes, and the key that moves on with
//! them (specification, audit log).

use crate::audit::{Entry, Event, HeadBytes, HeldRows, Method, Row, Subject, end_row};
use crate::bounds::{AUDIT_ENTRY_LEN, AUDIT_ROW_LEN, AUDIT_ROWS_MAX, KEY_LEN};
use crate::calendar::UnixSeconds;
use crate::keys::{AuditKey, Bare, Key, purpose};
use crate::wire::copy;

const ROWS: usize = AUDIT_ROWS_MAX as usize;

/// Bytes of the log in a snapshot: next row, key and count; rows; open entry.
pub(super) const LOG_LEN: usize = LOG_HEAD_LEN + LOG_ROWS_LEN + AUDIT_ENTRY_LEN;
pub(super) const LOG_HEAD_LEN: usize = 4 + KEY_LEN + 1;
pub(super) const LOG_ROWS_LEN: usize = ROWS * AUDIT_ROW_LEN;

/// The part of a snapshot that is the log.
pub(super) type LogBytes = [u8; LOG_LEN];

type EntryBytes = [u8; AUDIT_ENTRY_LEN];

/// Where the parts of an entry stand.
const EVENT_AT: usize = 16;
const METHOD_AT: usize = 18;
const SUBJECT_AT: usize = 20;
const DETAIL_AT: usize = 36;

/// The log, written in the place of its bytes: a box has no room for a second form of it.
pub(super) struct Log<'a> {
    /// The number of the next row, and its key.
    next: &'a mut [u8; 4],
    key: &'a mut [u8; KEY_LEN],
    /// The rows written last, as many as are counted.
    count: &'a mut u8,
    rows: &'a mut [Row; ROWS],
    /// Failures that may still grow in number, or zero. Its sequence is 0 until it is closed.
    open: &'a mut EntryBytes,
    /// How many of the rows have no tag yet.
    untagged: u8,
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
    /// Of an event at `instant`, about nobody.
    pub(super) const fn of(event: Event, method: Method, instant: UnixSeconds) -> Self {
        Self {
            event,
            method,
            operation: 0,
            subject: Subject::Nobody,
            instant,
            detail: 0,
        }
    }

    /// The entry of the event, whose outcome is a decision's number; without a sequence.
    #[inline(never)]
    fn entry(&self, epoch: u32, outcome: u8, detail: u64) -> EntryBytes {
        let entry = Entry {
            sequence: 0,
            epoch,
            instant: self.instant,
            event: self.event,
            outcome,
            method: self.method,
            operation: self.operation,
            subject: self.subject.to_bytes(),
            detail,
        };
        entry.to_bytes()
    }
}

impl<'a> Log<'a> {
    /// The log in these bytes; there always is one.
    pub(super) fn of(bytes: &'a mut LogBytes) -> Option<Self> {
        let (next, rest) = bytes.split_first_chunk_mut()?;
        let (key, rest) = rest.split_first_chunk_mut()?;
        let (count, rest) = rest.split_first_mut()?;
        let (rows, open) = rest.split_last_chunk_mut()?;
        let rows = rows.as_chunks_mut().0.first_chunk_mut()?;
        Some(Self {
            next,
            key,
            count,
            rows,
            open,
            untagged: 0,
        })
    }

    /// Whether it is one: the rows are four at most, with zeros behind them, and the open
    /// entry one of failures, or zero.
    pub(super) fn is_good(&self) -> bool {
        let behind = self.rows.get(usize::from(*self.count)..);
        let is_zero = |rows: &[Row]| rows.as_flattened().iter().all(|byte| *byte == 0);
        let is_closed = *self.open == [0; AUDIT_ENTRY_LEN];
        behind.is_some_and(is_zero) && (is_closed || self.open_is_good())
    }

    /// Begins the log of a lockbox just provisioned, over zeros.
    pub(super) fn begin(&mut self, first: &AuditKey) {
        *self.key = *first.expose_bytes();
    }

    /// Writes a row, behind that of the failures before it.
    pub(super) fn write(&mut self, note: &Note, epoch: u32, outcome: u8) {
        self.close();
        self.append(Some(&note.entry(epoch, outcome, note.detail)));
    }

    /// Counts a failure: in the open entry if it is one more of the same kind.
    #[inline(never)]
    pub(super) fn fail(&mut self, note: &Note, epoch: u32, outcome: u8) {
        let failure = note.entry(epoch, outcome, 1);
        if kind(self.open) == kind(&failure) {
            if let Some(count) = count_mut(self.open) {
                *count = u64::from_be_bytes(*count).saturating_add(1).to_be_bytes();
            }
        } else {
            self.close();
            *self.open = failure;
        }
    }

    /// Tags what was written. Called when what wrote it has returned: nothing takes more stack.
    pub(super) fn tag(&mut self) {
        let from = self.count.saturating_sub(self.untagged);
        let written = self.rows.iter_mut().take(usize::from(*self.count));
        for row in written.skip(usize::from(from)) {
            end_row(row, self.key);
        }
        self.untagged = 0;
    }

    /// Gives the open entry its sequence; whether there was one.
    pub(super) fn close(&mut self) -> bool {
        let is_open = *self.open != [0; AUDIT_ENTRY_LEN];
        if is_open {
            self.append(None);
            self.open.fill(0);
        }
        is_open
    }

    /// Whether the open entry is one of failures.
    fn open_is_good(&self) -> bool {
        Entry::from_bytes(self.open).is_some_and(|open| {
            let is_failure = matches!(open.event, Event::Entry | Event::Grant);
            is_failure && open.sequence == 0 && open.detail > 0
        })
    }

    /// Writes an entry, or else the open one, as a row.
    #[inline(never)]
    fn append(&mut self, entry: Option<&EntryBytes>) {
        let sequence = u32::from_be_bytes(*self.next);
        // No row has the last number, so that a head can name it.
        let Some(after) = sequence.checked_add(1) else {
            return;
        };
        if *self.count >= AUDIT_ROWS_MAX {
            let [a, b, c, d] = &mut *self.rows;
            (*a, *b, *c) = (*b, *c, *d);
        } else {
            *self.count = self.count.saturating_add(1);
        }
        let last = usize::from(self.count.saturating_sub(1));
        if let Some(place) = self.rows.get_mut(last) {
            copy(place, entry.unwrap_or(self.open));
            copy(place, self.next);
            self.untagged = self.untagged.saturating_add(1);
        }
        *self.next = after.to_be_bytes();
    }
}

/// By what failures are counted together: event, outcome and subject.
fn kind(entry: &EntryBytes) -> (&[u8], &[u8]) {
    let part = |range| entry.get(range).unwrap_or_default();
    (part(EVENT_AT..METHOD_AT), part(SUBJECT_AT..DETAIL_AT))
}

fn count_mut(entry: &mut EntryBytes) -> Option<&mut [u8; 8]> {
    entry.get_mut(DETAIL_AT..)?.first_chunk_mut()
}

/// The rows held.
pub(super) fn held(log: &LogBytes) -> Option<HeldRows> {
    let (count, rest) = log.get(4_usize.saturating_add(KEY_LEN)..)?.split_first()?;
    let rows = rest.as_chunks().0.first_chunk()?;
    Some(HeldRows {
        rows: *rows,
        count: *count,
    })
}

/// What a phone is told of the log.
#[inline(never)]
pub(super) fn head(log: &LogBytes, now: UnixSeconds) -> Option<HeadBytes> {
    let (next, rest) = log.split_first_chunk()?;
    let key: Key<purpose::Audit, Bare> = rest.first_chunk()?.into();
    Some(key.head(u32::from_be_bytes(*next), now))
}

#[cfg(test)]
mod tests;
