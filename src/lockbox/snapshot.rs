//! Everything a lockbox remembers, kept as the bytes that are saved: a box has no room for
//! a second copy. The layout is the specification's (snapshot).

use core::fmt;

use crc::{CRC_32_ISCSI, Crc, NoTable};
use zeroize::Zeroize;

use super::row::{ROW_LEN, Row};
use super::throttle::Throttle;
use super::{Limits, Store, StoreError};
use crate::bounds::{
    AUDIT_ENTRY_LEN, AUDIT_ROW_LEN, AUDIT_ROWS_MAX, FIRST_PLAUSIBLE_INSTANT, KEY_LEN,
    LEDGER_ROWS_MAX, SNAPSHOT_LEN, ZONE_LEN,
};
use crate::bulletin::Revocations;
use crate::calendar::{Day, Tolerance, UnixSeconds, Zone};
use crate::keys::AuditKey;
use crate::wire::{Reader, Writer};

/// The version of the layout that is written.
const VERSION: u8 = 2;
/// That of the builds before the first release.
const VERSION_BEFORE: u8 = 1;
const CLOCK_SET: u8 = 1;
const SUSPENDED: u8 = 2;
const ROWS_VOID: u8 = 4;

const HEADER_LEN: usize = 128;
const ROWS_LEN: usize = ROW_LEN * LEDGER_ROWS_MAX as usize;
const REVOCATIONS_AT: usize = HEADER_LEN + ROWS_LEN;
const AUDIT_AT: usize = REVOCATIONS_AT + Revocations::LEN;
/// Behind the log's next sequence and key: how many rows are held, and the rows.
const AUDIT_HELD_AT: usize = AUDIT_AT + 4 + KEY_LEN;
const AUDIT_HELD_LEN: usize = 1 + AUDIT_ROWS_MAX as usize * AUDIT_ROW_LEN;
/// Behind them, the open entry.
const AUDIT_END: usize = AUDIT_HELD_AT + AUDIT_HELD_LEN + AUDIT_ENTRY_LEN;
const CHECK_AT: usize = SNAPSHOT_LEN - 4;

const _: () = assert!(REVOCATIONS_AT == 1_056 && AUDIT_AT == 1_185);

/// CRC-32C, computed without a table: 1 kB of flash is dearer to a box than the time.
pub(super) static CRC_32C: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISCSI);

/// Why a snapshot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a lockbox remembers besides its ledger, its revocations and its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) clock_is_set: bool,
    pub(super) is_suspended: bool,
    pub(super) rows_are_void: bool,
    pub(super) epoch: u32,
    pub(super) sequence: u32,
    pub(super) persisted: UnixSeconds,
    pub(super) last_sync: UnixSeconds,
    pub(super) last_clock_code: UnixSeconds,
    pub(super) forward: u32,
    pub(super) back: u32,
    pub(super) forgotten: UnixSeconds,
    pub(super) challenges: u64,
    pub(super) throttle: Throttle,
    pub(super) zone: Zone,
    pub(super) limits: Limits,
    pub(super) unconfirmed: u8,
}

impl Header {
    /// The header of a lockbox just provisioned.
    pub(super) const fn new(epoch: u32, zone: Zone, limits: Limits) -> Self {
        Self {
            clock_is_set: false,
            is_suspended: false,
            rows_are_void: false,
            epoch,
            sequence: 0,
            persisted: 0,
            last_sync: 0,
            last_clock_code: 0,
            forward: 0,
            back: 0,
            forgotten: 0,
            challenges: 0,
            throttle: Throttle {
                run: 0,
                total: 0,
                wait_until: 0,
                falls_from: 0,
            },
            zone,
            limits,
            unconfirmed: 0,
        }
    }

    /// Whether `now` is the time, rather than what a clock shows that nobody set.
    pub(super) const fn has_time(&self, now: UnixSeconds) -> bool {
        self.clock_is_set && now >= FIRST_PLAUSIBLE_INSTANT
    }

    pub(super) fn tolerance(&self, now: UnixSeconds) -> Tolerance {
        self.limits
            .tolerance(now, self.last_sync.max(self.last_clock_code))
    }

    /// Moves the last persisted instant up to `now`, never back.
    pub(super) fn persist(&mut self, now: UnixSeconds) {
        self.persisted = self.persisted.max(now);
    }

    /// Raises the epoch: the codes and grants of the older ones are void, and their rows.
    pub(super) fn raise_epoch(&mut self, epoch: u32) {
        self.epoch = epoch;
        self.rows_are_void = true;
        self.unconfirmed = 0;
    }

    /// Moves the box to another zone. A date may end later there: what was forgotten under
    /// the old zone must not begin anew.
    pub(super) fn change_zone(&mut self, zone: Zone) {
        let ended = self.zone.day_at(self.forgotten).and_then(Day::before);
        if let Some(day) = ended.filter(|_| zone != self.zone) {
            self.forgotten = self.forgotten.max(zone.end_of(day));
        }
        self.zone = zone;
    }

    fn to_bytes(self) -> [u8; HEADER_LEN] {
        let mut bytes = [0; HEADER_LEN];
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let mut writer = Writer::new(&mut bytes);
        writer
            .u8(VERSION)
            .u8(flag(self.clock_is_set, CLOCK_SET)
                | flag(self.is_suspended, SUSPENDED)
                | flag(self.rows_are_void, ROWS_VOID))
            .u32(self.epoch)
            .u32(self.sequence)
            .u64(self.persisted)
            .u64(self.last_sync)
            .u64(self.last_clock_code)
            .u32(self.forward)
            .u32(self.back)
            .u64(self.forgotten)
            .u64(self.challenges)
            .u8(self.throttle.run)
            .u8(self.throttle.total)
            .u64(self.throttle.wait_until)
            .u64(self.throttle.falls_from)
            .put(&self.zone.to_bytes());
        self.limits.write(&mut writer);
        writer.u8(self.unconfirmed);
        bytes
    }

    fn from_bytes(bytes: &[u8; HEADER_LEN]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        (reader.u8()? == VERSION).then_some(())?;
        let flags = reader.u8()?;
        (flags & !(CLOCK_SET | SUSPENDED | ROWS_VOID) == 0).then_some(())?;
        let header = Self {
            clock_is_set: flags & CLOCK_SET != 0,
            is_suspended: flags & SUSPENDED != 0,
            rows_are_void: flags & ROWS_VOID != 0,
            epoch: reader.u32()?,
            sequence: reader.u32()?,
            persisted: reader.u64()?,
            last_sync: reader.u64()?,
            last_clock_code: reader.u64()?,
            forward: reader.u32()?,
            back: reader.u32()?,
            forgotten: reader.u64()?,
            challenges: reader.u64()?,
            throttle: Throttle {
                run: reader.u8()?,
                total: reader.u8()?,
                wait_until: reader.u64()?,
                falls_from: reader.u64()?,
            },
            zone: Zone::from_bytes(&reader.array::<ZONE_LEN>()?).ok()?,
            limits: Limits::read(&mut reader)?,
            unconfirmed: reader.u8()?,
        };
        reader.zeros::<7>()?;
        (header.unconfirmed <= LEDGER_ROWS_MAX).then_some(header)
    }
}

/// What one save changes.
pub(super) struct Change<'a> {
    pub(super) header: Header,
    pub(super) row: Option<(u8, Row)>,
    pub(super) revocations: Option<&'a Revocations>,
}

impl From<Header> for Change<'_> {
    fn from(header: Header) -> Self {
        Self {
            header,
            row: None,
            revocations: None,
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
        // Behind the log's next sequence, which is 0.
        snapshot.put(AUDIT_AT + 4, first_audit.expose_bytes());
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
            snapshot.drop_rows(header);
        }
        Ok(snapshot)
    }

    /// None unless the revocations and the log are in their ranges, and zero behind their
    /// ends.
    fn check_rest(&self) -> Option<()> {
        let is_zero = |bytes: &[u8]| bytes.iter().all(|byte| *byte == 0);
        let revocations = self.get::<{ Revocations::LEN }>(REVOCATIONS_AT)?;
        Revocations::from_bytes(revocations)?;
        let held = self.get::<AUDIT_HELD_LEN>(AUDIT_HELD_AT)?;
        let (count, rows) = held.split_first()?;
        let behind = usize::from(*count).checked_mul(AUDIT_ROW_LEN)?;
        let is_good = is_zero(rows.get(behind..)?) && is_zero(self.bytes.get(AUDIT_END..CHECK_AT)?);
        is_good.then_some(())
    }

    /// Brings a snapshot of the version before up to date: there, a code that may be used
    /// again was noted as one whose opening may be repeated.
    fn upgrade(&mut self) -> Option<()> {
        self.put(0, &[VERSION]);
        let mut header = self.header()?;
        if let Some(index) = header.unconfirmed.checked_sub(1) {
            let is_single = match self.row(index)? {
                Row::Code(row) => row.meaning.is_single(&header.limits),
                Row::Free => false,
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

    /// Makes a change and saves it; where that fails, the change is undone.
    pub(super) fn commit(
        &mut self,
        store: &mut dyn Store,
        change: &Change<'_>,
    ) -> Result<(), StoreError> {
        let header = self.replace(0, change.header.to_bytes());
        let row = change
            .row
            .map(|(index, row)| (row_at(index), self.replace(row_at(index), row.to_bytes())));
        let revocations = change
            .revocations
            .map(|revocations| self.replace(REVOCATIONS_AT, revocations.to_bytes()));
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

    fn drop_rows(&mut self, header: Header) {
        self.put(HEADER_LEN, &[0; ROWS_LEN]);
        self.put(
            0,
            &Header {
                rows_are_void: false,
                ..header
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
mod tests {
    use test_std::vec::Vec;

    use super::{Change, Header, Row, Snapshot, SnapshotError, VERSION, VERSION_BEFORE};
    use crate::bounds::SNAPSHOT_LEN;
    use crate::calendar::{Day, Zone};
    use crate::keys::Key;
    use crate::lockbox::row::{CodeRow, Meaning};
    use crate::lockbox::{DayUse, Limits, Store, StoreError};

    /// Keeps the last snapshot, and fails when told to.
    #[derive(Default)]
    struct Memory {
        saved: Vec<u8>,
        fails: bool,
    }

    impl Store for Memory {
        fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
            if self.fails {
                return Err(StoreError);
            }
            self.saved = snapshot.to_vec();
            Ok(())
        }
    }

    fn provisioned(store: &mut Memory) -> Snapshot {
        let header = Header::new(3, Zone::UTC, Limits::default());
        let mut snapshot = Snapshot::first(&header, &Key::from_bytes(&[0xaa; 32]).unwrap());
        snapshot.save_first(store).unwrap();
        snapshot
    }

    fn row() -> Row {
        Row::Code(CodeRow {
            meaning: Meaning::Day {
                day: Day::from_number(20_000),
                slot: 3,
            },
            digits: 9_999_999,
            is_cancelled: false,
            used: Some((1_800_000_000, 1_800_000_060)),
        })
    }

    #[test]
    fn a_snapshot_that_was_saved_is_read_whole() {
        let mut store = Memory::default();
        let mut snapshot = provisioned(&mut store);
        let header = Header {
            sequence: 7,
            forgotten: 12,
            ..snapshot.header().unwrap()
        };
        let change = Change {
            header,
            row: Some((31, row())),
            revocations: None,
        };
        snapshot.commit(&mut store, &change).unwrap();
        let read = Snapshot::from_bytes(&store.saved).unwrap();
        assert_eq!(read.header(), Some(header));
        assert_eq!(read.row(31), Some(row()));
        assert_eq!(read.row(30), Some(Row::Free));
        assert!(read.bytes == snapshot.bytes);
        assert_eq!(read.row(32), None);
    }

    #[test]
    fn every_flipped_bit_and_every_missing_byte_is_noticed() {
        let mut store = Memory::default();
        drop(provisioned(&mut store));
        for bit in 0..SNAPSHOT_LEN * 8 {
            let mut bytes = store.saved.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                Snapshot::from_bytes(&bytes).err(),
                Some(SnapshotError::Damaged)
            );
        }
        for length in 0..SNAPSHOT_LEN {
            let read = Snapshot::from_bytes(&store.saved[..length]);
            assert_eq!(read.err(), Some(SnapshotError::Damaged));
        }
        for blank in [0x00, 0xff] {
            let read = Snapshot::from_bytes(&[blank; SNAPSHOT_LEN]);
            assert_eq!(read.err(), Some(SnapshotError::Damaged));
        }
    }

    #[test]
    fn an_unknown_version_is_refused_by_its_number() {
        let mut store = Memory::default();
        let mut snapshot = provisioned(&mut store);
        for version in [0, VERSION + 1, 255] {
            snapshot.bytes[0] = version;
            snapshot.save_first(&mut store).unwrap();
            let read = Snapshot::from_bytes(&store.saved);
            assert_eq!(read.err(), Some(SnapshotError::UnknownVersion(version)));
        }
    }

    #[test]
    fn a_snapshot_of_the_version_before_is_brought_up_to_date() {
        let mut store = Memory::default();
        for (day_use, unconfirmed) in [(DayUse::Reusable, 0), (DayUse::Single, 7)] {
            let mut snapshot = provisioned(&mut store);
            let header = snapshot.header().unwrap();
            let limits = Limits {
                day_use,
                ..header.limits
            };
            let header = Header {
                limits,
                unconfirmed: 7,
                ..header
            };
            let change = Change {
                header,
                row: Some((6, row())),
                revocations: None,
            };
            snapshot.commit(&mut store, &change).unwrap();
            snapshot.bytes[0] = VERSION_BEFORE;
            snapshot.save_first(&mut store).unwrap();
            let read = Snapshot::from_bytes(&store.saved).unwrap();
            assert_eq!(
                read.header(),
                Some(Header {
                    unconfirmed,
                    ..header
                })
            );
            assert_eq!(read.row(6), Some(row()));
        }
    }

    #[test]
    fn a_well_checked_snapshot_of_nonsense_is_damaged() {
        let mut store = Memory::default();
        for (at, value) in [(1, 8), (90, 2), (116, 0), (120, 33), (121, 1), (128, 9)] {
            let mut snapshot = provisioned(&mut store);
            snapshot.bytes[at] = value;
            snapshot.save_first(&mut store).unwrap();
            let read = Snapshot::from_bytes(&store.saved);
            assert_eq!(
                read.err(),
                Some(SnapshotError::Damaged),
                "byte {at} = {value}"
            );
        }
    }

    #[test]
    fn a_failed_save_leaves_everything_as_it_was() {
        let mut store = Memory::default();
        let mut snapshot = provisioned(&mut store);
        let before = snapshot.bytes;
        store.fails = true;
        let header = Header {
            epoch: 9,
            rows_are_void: true,
            ..snapshot.header().unwrap()
        };
        let change = Change {
            header,
            row: Some((0, row())),
            revocations: None,
        };
        assert_eq!(snapshot.commit(&mut store, &change), Err(StoreError));
        assert!(snapshot.bytes == before);
    }

    #[test]
    fn void_rows_are_saved_once_and_then_gone() {
        let mut store = Memory::default();
        let mut snapshot = provisioned(&mut store);
        let header = snapshot.header().unwrap();
        let change = Change {
            header,
            row: Some((5, row())),
            revocations: None,
        };
        snapshot.commit(&mut store, &change).unwrap();
        let raised = Header {
            epoch: 4,
            rows_are_void: true,
            ..header
        };
        snapshot.commit(&mut store, &Change::from(raised)).unwrap();
        assert_eq!(store.saved[1], super::ROWS_VOID);
        for snapshot in [Snapshot::from_bytes(&store.saved).unwrap(), snapshot] {
            assert_eq!(snapshot.row(5), Some(Row::Free));
            assert_eq!(
                snapshot.header(),
                Some(Header {
                    rows_are_void: false,
                    ..raised
                })
            );
        }
    }

    #[test]
    fn zeroize_clears_the_bytes() {
        use zeroize::Zeroize;
        let mut snapshot = provisioned(&mut Memory::default());
        snapshot.zeroize();
        assert!(snapshot.bytes.iter().all(|byte| *byte == 0));
    }
}
