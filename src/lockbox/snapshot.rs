//! Everything a lockbox remembers, kept as the bytes that are saved: a box has no room for
//! a second copy. The layout is the specification's (snapshot).

use core::fmt;

use zeroize::Zeroize;

use super::header::{HEADER_LEN, Header, ROWS_VOID, VERSION};
use super::log::{LOG_HEAD_LEN, LOG_LEN, LOG_ROWS_LEN, Log, LogBytes};
use super::row::{ROW_LEN, Row};
use super::{Store, StoreError};
use crate::bounds::{AUDIT_ENTRY_LEN, KEY_LEN, LEDGER_ROWS_MAX, REVOCATION_LEN, SNAPSHOT_LEN};
use crate::bulletin::Revocations;
use crate::crc32c::crc32c;
use crate::keys::AuditKey;
use crate::wire::copy;

/// That of the builds before the first release.
const VERSION_BEFORE: u8 = 1;

const ROWS_LEN: usize = ROW_LEN * LEDGER_ROWS_MAX as usize;
const REVOCATIONS_AT: usize = HEADER_LEN + ROWS_LEN;
const AUDIT_AT: usize = REVOCATIONS_AT + Revocations::LEN;
const AUDIT_END: usize = AUDIT_AT + LOG_LEN;
const CHECK_AT: usize = SNAPSHOT_LEN - 4;

/// Where the key of the audit log stands, rounded out to words of four bytes: what a store
/// has to make unreadable in a snapshot that was superseded.
pub(super) const AUDIT_KEY_AT: usize = (AUDIT_AT + 4) / 4 * 4;
/// Bytes from there.
pub(super) const AUDIT_KEY_LEN: usize = (AUDIT_AT + 4 + KEY_LEN).div_ceil(4) * 4 - AUDIT_KEY_AT;

const _: () = assert!(REVOCATIONS_AT == 1_056 && AUDIT_AT == 1_185);

/// Why a snapshot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum SnapshotError {
    /// It is not 1,536 bytes, or its check does not agree: damaged, or never written.
    Damaged,
    /// It was written by a newer version of the library.
    UnknownVersion(u8),
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("the snapshot is damaged or blank"),
            Self::UnknownVersion(version) => {
                write!(
                    f,
                    "snapshots of version {version} are not known to this library"
                )
            }
        }
    }
}

impl core::error::Error for SnapshotError {}

/// What one save changes. What is lent is exchanged with what was there, and back if the
/// save fails: a box has no room for a copy of everything.
pub(super) struct Change<'a> {
    pub(super) header: &'a Header,
    /// A row's index and its bytes.
    pub(super) row: Option<&'a mut (u8, [u8; ROW_LEN])>,
    pub(super) revocations: Option<&'a mut Revocations>,
    /// The log as it was, where it was changed already.
    pub(super) log: Option<&'a LogBefore>,
}

/// The log before a change: its rows are kept [apart](Snapshot), where they take no stack.
pub(super) struct LogBefore {
    head: [u8; LOG_HEAD_LEN],
    open: [u8; AUDIT_ENTRY_LEN],
}

impl LogBefore {
    /// Nothing yet.
    pub(super) const NONE: Self = Self {
        head: [0; LOG_HEAD_LEN],
        open: [0; AUDIT_ENTRY_LEN],
    };
}

impl Drop for LogBefore {
    fn drop(&mut self) {
        self.head.zeroize();
    }
}

impl<'a> From<&'a Header> for Change<'a> {
    fn from(header: &'a Header) -> Self {
        Self {
            header,
            row: None,
            revocations: None,
            log: None,
        }
    }
}

/// The bytes as they are saved.
pub(super) struct Snapshot {
    bytes: [u8; SNAPSHOT_LEN],
    /// The rows of the log before a change, until it is saved.
    rows_before: [u8; LOG_ROWS_LEN],
}

impl Snapshot {
    /// None yet.
    pub(super) const BLANK: Self = Self {
        bytes: [0; SNAPSHOT_LEN],
        rows_before: [0; LOG_ROWS_LEN],
    };

    /// Makes a blank one what a lockbox remembers when it is provisioned, and saves it.
    pub(super) fn begin(
        &mut self,
        header: &Header,
        first_audit: &AuditKey,
        store: &mut dyn Store,
    ) -> Result<(), StoreError> {
        self.zeroize();
        if let Some(place) = self.bytes.first_chunk_mut() {
            header.write(place);
        }
        if let Some(mut log) = self.log_mut() {
            log.begin(first_audit);
        }
        self.put_check();
        store.save(&self.bytes)
    }

    /// Takes in the bytes that were saved.
    ///
    /// # Errors
    /// [`SnapshotError`] for a snapshot that is damaged, blank or of an unknown version; it
    /// is then blank.
    #[inline(never)]
    pub(super) fn load(&mut self, bytes: &[u8]) -> Result<(), SnapshotError> {
        copy(&mut self.bytes, bytes);
        let loaded = if bytes.len() == SNAPSHOT_LEN {
            self.check_all()
        } else {
            Err(SnapshotError::Damaged)
        };
        if loaded.is_err() {
            self.zeroize();
        }
        loaded
    }

    fn check_all(&mut self) -> Result<(), SnapshotError> {
        if self.computed_check() != self.check() {
            return Err(SnapshotError::Damaged);
        }
        let [version, ..] = self.bytes;
        match version {
            VERSION => {}
            VERSION_BEFORE => self.upgrade().ok_or(SnapshotError::Damaged)?,
            _ => return Err(SnapshotError::UnknownVersion(version)),
        }
        let mut header = Header::BLANK;
        self.header(&mut header).ok_or(SnapshotError::Damaged)?;
        let rows_are_good = (0..LEDGER_ROWS_MAX).all(|index| self.row(index).is_some());
        if !rows_are_good || !self.rest_is_good() {
            return Err(SnapshotError::Damaged);
        }
        if header.rows_are_void {
            self.drop_rows();
        }
        Ok(())
    }

    /// Whether the revocations and the log are in their ranges, and zero behind their ends.
    fn rest_is_good(&mut self) -> bool {
        let rest = self.bytes.get(AUDIT_END..CHECK_AT).unwrap_or_default();
        rest.iter().all(|byte| *byte == 0)
            && self.get(REVOCATIONS_AT).is_some_and(Revocations::is_good)
            && self.log_mut().is_some_and(|log| log.is_good())
    }

    /// Brings a snapshot of the version before up to date: there, a code that may be used
    /// again was noted as one whose opening may be repeated.
    fn upgrade(&mut self) -> Option<()> {
        self.put(0, &[VERSION]);
        let mut header = Header::BLANK;
        self.header(&mut header)?;
        if let Some(index) = header.unconfirmed.checked_sub(1) {
            let is_single = match self.row(index)? {
                Row::Code(row) => row.meaning.is_single(&header.limits),
                Row::Free | Row::Grant(_) => false,
            };
            if !is_single {
                header.unconfirmed = 0;
                let mut bytes = [0; HEADER_LEN];
                header.write(&mut bytes);
                self.put(0, &bytes);
            }
        }
        Some(())
    }

    /// Reads the header to its place; none if it is not one.
    #[inline(never)]
    pub(super) fn header(&self, header: &mut Header) -> Option<()> {
        header.read(self.bytes.first_chunk()?)
    }

    /// The row with this index; none if it is not one.
    pub(super) fn row(&self, index: u8) -> Option<Row> {
        Row::from_bytes(self.row_bytes(index)?)
    }

    /// The bytes of the row with this index.
    pub(super) fn row_bytes(&self, index: u8) -> Option<&[u8; ROW_LEN]> {
        (index < LEDGER_ROWS_MAX).then_some(())?;
        self.get(row_at(index))
    }

    /// The revoked grants.
    pub(super) fn revoked(&self) -> Option<&[[u8; REVOCATION_LEN]]> {
        self.get(REVOCATIONS_AT).map(Revocations::listed)
    }

    /// The bytes of the audit log.
    pub(super) fn log(&self) -> Option<&LogBytes> {
        self.get(AUDIT_AT)
    }

    fn log_mut(&mut self) -> Option<Log<'_>> {
        let bytes = self.bytes.get_mut(AUDIT_AT..)?.first_chunk_mut()?;
        Log::of(bytes)
    }

    /// The log, to be changed before it is saved, and what it was.
    #[inline(never)]
    pub(super) fn change_log(&mut self, before: &mut LogBefore) -> Option<Log<'_>> {
        let log = self.bytes.get_mut(AUDIT_AT..)?;
        copy(&mut before.head, log);
        let rows = log.get(LOG_HEAD_LEN..)?;
        copy(&mut self.rows_before, rows);
        copy(&mut before.open, rows.get(LOG_ROWS_LEN..)?);
        self.log_mut()
    }

    /// Makes a change and saves it; where that fails, the change is undone.
    #[inline(never)]
    pub(super) fn commit(
        &mut self,
        store: &mut dyn Store,
        change: &mut Change<'_>,
    ) -> Result<(), StoreError> {
        let mut header = [0; HEADER_LEN];
        change.header.write(&mut header);
        let mut exchange = |snapshot: &mut Self| {
            snapshot.exchange(0, &mut header);
            if let Some((index, row)) = &mut change.row {
                snapshot.exchange(row_at(*index), row);
            }
            if let Some(revocations) = &mut change.revocations {
                snapshot.exchange(REVOCATIONS_AT, revocations.as_bytes_mut());
            }
        };
        let check = self.check();
        exchange(self);
        self.put_check();
        let saved = store.save(&self.bytes);
        if saved.is_err() {
            exchange(self);
            self.put(CHECK_AT, &check);
            if let Some(log) = change.log {
                self.put_back(log);
            }
        } else if change.header.rows_are_void {
            self.drop_rows();
        }
        saved
    }

    fn put_back(&mut self, log: &LogBefore) {
        let places = self.bytes.iter_mut().skip(AUDIT_AT);
        let before = log.head.iter().chain(&self.rows_before).chain(&log.open);
        for (place, byte) in places.zip(before) {
            *place = *byte;
        }
    }

    fn drop_rows(&mut self) {
        let [_, flags, rest @ ..] = &mut self.bytes;
        *flags &= !ROWS_VOID;
        let rows = rest.iter_mut().skip(HEADER_LEN.saturating_sub(2));
        rows.take(ROWS_LEN).for_each(|byte| *byte = 0);
    }

    fn put_check(&mut self) {
        let check = self.computed_check();
        self.put(CHECK_AT, &check);
    }

    fn computed_check(&self) -> [u8; 4] {
        crc32c(self.bytes.get(..CHECK_AT).unwrap_or_default())
    }

    fn check(&self) -> [u8; 4] {
        self.bytes.last_chunk().copied().unwrap_or_default()
    }

    fn get<const N: usize>(&self, at: usize) -> Option<&[u8; N]> {
        self.bytes.get(at..)?.first_chunk()
    }

    fn put(&mut self, at: usize, new: &[u8]) {
        if let Some(place) = self.bytes.get_mut(at..) {
            copy(place, new);
        }
    }

    /// Exchanges what is at a place with `other`.
    #[inline(never)]
    fn exchange(&mut self, at: usize, other: &mut [u8]) {
        for (place, byte) in self.bytes.iter_mut().skip(at).zip(other) {
            core::mem::swap(place, byte);
        }
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Snapshot")
    }
}

impl Zeroize for Snapshot {
    fn zeroize(&mut self) {
        let Self { bytes, rows_before } = self;
        bytes.zeroize();
        rows_before.zeroize();
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        self.zeroize();
    }
}

/// Where the row with this index stands.
fn row_at(index: u8) -> usize {
    HEADER_LEN.saturating_add(ROW_LEN.saturating_mul(usize::from(index)))
}

#[cfg(test)]
mod tests;
