//! Everything a lockbox remembers, kept as the bytes that are saved: a box has no room for
//! a second copy. The layout is the specification's (snapshot).

use core::fmt;

use crc::{CRC_32_ISCSI, Crc, NoTable};
use zeroize::{Zeroize, Zeroizing};

use super::header::{HEADER_LEN, Header, VERSION};
use super::log::{LOG_LEN, Log};
use super::row::{ROW_LEN, Row};
use super::{Store, StoreError};
use crate::bounds::{KEY_LEN, LEDGER_ROWS_MAX, SNAPSHOT_LEN};
use crate::bulletin::Revocations;
use crate::keys::AuditKey;

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

/// CRC-32C, computed without a table: 1 kB of flash is dearer to a box than the time.
pub(super) static CRC_32C: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISCSI);

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

/// What one save changes.
pub(super) struct Change<'a> {
    pub(super) header: &'a Header,
    pub(super) row: Option<&'a (u8, Row)>,
    pub(super) revocations: Option<&'a Revocations>,
    pub(super) log: Option<&'a Log>,
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
}

impl Snapshot {
    /// What a lockbox remembers when it is provisioned.
    pub(super) fn first(header: &Header, first_audit: &AuditKey) -> Self {
        let mut snapshot = Self {
            bytes: [0; SNAPSHOT_LEN],
        };
        snapshot.put(0, &header.to_bytes());
        snapshot.put(AUDIT_AT, &Log::new(first_audit).to_bytes());
        snapshot
    }

    /// # Errors
    /// [`SnapshotError`] for a snapshot that is damaged, blank or of an unknown version.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let bytes: [u8; SNAPSHOT_LEN] = bytes.try_into().map_err(|_| SnapshotError::Damaged)?;
        let mut snapshot = Self { bytes };
        if snapshot.computed_check() != snapshot.check() {
            return Err(SnapshotError::Damaged);
        }
        let [version, ..] = snapshot.bytes;
        match version {
            VERSION => {}
            VERSION_BEFORE => snapshot.upgrade().ok_or(SnapshotError::Damaged)?,
            _ => return Err(SnapshotError::UnknownVersion(version)),
        }
        let header = snapshot.header().ok_or(SnapshotError::Damaged)?;
        let rows_are_good = (0..LEDGER_ROWS_MAX).all(|index| snapshot.row(index).is_some());
        if !rows_are_good || snapshot.check_rest().is_none() {
            return Err(SnapshotError::Damaged);
        }
        if header.rows_are_void {
            snapshot.drop_rows(&header);
        }
        Ok(snapshot)
    }

    /// None unless the revocations and the log are in their ranges, and zero behind their
    /// ends.
    fn check_rest(&self) -> Option<()> {
        let is_zero = |bytes: &[u8]| bytes.iter().all(|byte| *byte == 0);
        self.revocations()?;
        self.log()?;
        is_zero(self.bytes.get(AUDIT_END..CHECK_AT)?).then_some(())
    }

    /// Brings a snapshot of the version before up to date: there, a code that may be used
    /// again was noted as one whose opening may be repeated.
    fn upgrade(&mut self) -> Option<()> {
        self.put(0, &[VERSION]);
        let mut header = self.header()?;
        if let Some(index) = header.unconfirmed.checked_sub(1) {
            let is_single = match self.row(index)? {
                Row::Code(row) => row.meaning.is_single(&header.limits),
                Row::Free | Row::Grant(_) => false,
            };
            if !is_single {
                header.unconfirmed = 0;
                self.put(0, &header.to_bytes());
            }
        }
        Some(())
    }

    /// The header; none if it is not one.
    pub(super) fn header(&self) -> Option<Header> {
        Header::from_bytes(self.bytes.first_chunk()?)
    }

    /// The row with this index; none if it is not one.
    pub(super) fn row(&self, index: u8) -> Option<Row> {
        (index < LEDGER_ROWS_MAX).then_some(())?;
        Row::from_bytes(self.get(row_at(index))?)
    }

    /// The revocations; none if they are not.
    pub(super) fn revocations(&self) -> Option<Revocations> {
        Revocations::from_bytes(self.get(REVOCATIONS_AT)?)
    }

    /// The audit log; none if it is not one.
    pub(super) fn log(&self) -> Option<Log> {
        Log::from_bytes(self.get(AUDIT_AT)?)
    }

    /// Makes a change and saves it; where that fails, the change is undone.
    pub(super) fn commit(
        &mut self,
        store: &mut dyn Store,
        change: &Change<'_>,
    ) -> Result<(), StoreError> {
        let header = self.replace(0, change.header.to_bytes());
        let row = change
            .row
            .map(|(index, row)| (row_at(*index), self.replace(row_at(*index), row.to_bytes())));
        let revocations = change
            .revocations
            .map(|revocations| self.replace(REVOCATIONS_AT, revocations.to_bytes()));
        let log = change.log.map(|log| {
            let new = Zeroizing::new(log.to_bytes());
            Zeroizing::new(self.replace(AUDIT_AT, *new))
        });
        let check = self.computed_check().to_be_bytes();
        let check = self.replace(CHECK_AT, check);
        let saved = store.save(&self.bytes);
        if saved.is_ok() {
            if change.header.rows_are_void {
                self.drop_rows(change.header);
            }
        } else {
            self.put(0, &header);
            if let Some((at, row)) = row {
                self.put(at, &row);
            }
            if let Some(revocations) = revocations {
                self.put(REVOCATIONS_AT, &revocations);
            }
            if let Some(log) = log {
                self.put(AUDIT_AT, &log);
            }
            self.put(CHECK_AT, &check);
        }
        saved
    }

    /// Saves the first snapshot.
    pub(super) fn save_first(&mut self, store: &mut dyn Store) -> Result<(), StoreError> {
        let check = self.computed_check();
        self.put(CHECK_AT, &check.to_be_bytes());
        store.save(&self.bytes)
    }

    fn drop_rows(&mut self, header: &Header) {
        self.put(HEADER_LEN, &[0; ROWS_LEN]);
        self.put(
            0,
            &Header {
                rows_are_void: false,
                ..*header
            }
            .to_bytes(),
        );
    }

    fn computed_check(&self) -> u32 {
        CRC_32C.checksum(self.bytes.get(..CHECK_AT).unwrap_or_default())
    }

    fn check(&self) -> u32 {
        self.bytes
            .last_chunk()
            .map_or(0, |check| u32::from_be_bytes(*check))
    }

    fn get<const N: usize>(&self, at: usize) -> Option<&[u8; N]> {
        self.bytes.get(at..)?.first_chunk()
    }

    fn put<const N: usize>(&mut self, at: usize, new: &[u8; N]) {
        self.replace(at, *new);
    }

    /// Puts `new` at a place and gives what was there.
    fn replace<const N: usize>(&mut self, at: usize, new: [u8; N]) -> [u8; N] {
        match self.bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            Some(place) => core::mem::replace(place, new),
            // No caller names a place outside.
            None => new,
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
        let Self { bytes } = self;
        bytes.zeroize();
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
