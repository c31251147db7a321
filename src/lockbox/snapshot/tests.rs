use test_std::vec::Vec;

use super::{Change, Header, Row, Snapshot, SnapshotError, VERSION, VERSION_BEFORE};
use crate::bounds::SNAPSHOT_LEN;
use crate::calendar::{Day, Zone};
use crate::grants::Operations;
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
    let header = Header::new(3, Zone::UTC, Limits::default(), Operations::default());
    let mut snapshot = Snapshot::BLANK;
    let first_audit = Key::from_bytes(&[0xaa; 32]).unwrap();
    snapshot.begin(&header, &first_audit, store).unwrap();
    snapshot
}

fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    let mut snapshot = Snapshot::BLANK;
    snapshot.load(bytes).map(|()| snapshot)
}

/// Saves bytes that were changed behind the snapshot's back, with a check that agrees.
fn save_changed(snapshot: &mut Snapshot, store: &mut Memory) {
    snapshot.put_check();
    store.save(&snapshot.bytes).unwrap();
}

fn header_of(snapshot: &Snapshot) -> Option<Header> {
    let mut header = Header::BLANK;
    snapshot.header(&mut header).map(|()| header)
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
        ..header_of(&snapshot).unwrap()
    };
    let mut entry = (31, row().bytes());
    let mut change = Change {
        header: &header,
        row: Some(&mut entry),
        revocations: None,
        log: None,
    };
    snapshot.commit(&mut store, &mut change).unwrap();
    let read = read(&store.saved).unwrap();
    assert_eq!(header_of(&read), Some(header));
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
        assert_eq!(read(&bytes).err(), Some(SnapshotError::Damaged));
    }
    for length in 0..SNAPSHOT_LEN {
        let read = read(&store.saved[..length]);
        assert_eq!(read.err(), Some(SnapshotError::Damaged));
    }
    for blank in [0x00, 0xff] {
        let read = read(&[blank; SNAPSHOT_LEN]);
        assert_eq!(read.err(), Some(SnapshotError::Damaged));
    }
}

#[test]
fn an_unknown_version_is_refused_by_its_number() {
    let mut store = Memory::default();
    let mut snapshot = provisioned(&mut store);
    for version in [0, VERSION + 1, 255] {
        snapshot.bytes[0] = version;
        save_changed(&mut snapshot, &mut store);
        let read = read(&store.saved);
        assert_eq!(read.err(), Some(SnapshotError::UnknownVersion(version)));
    }
}

#[test]
fn a_snapshot_of_the_version_before_is_brought_up_to_date() {
    let mut store = Memory::default();
    for (day_use, unconfirmed) in [(DayUse::Reusable, 0), (DayUse::Single, 7)] {
        let mut snapshot = provisioned(&mut store);
        let header = header_of(&snapshot).unwrap();
        let limits = Limits {
            day_use,
            ..header.limits
        };
        let header = Header {
            limits,
            unconfirmed: 7,
            ..header
        };
        let mut entry = (6, row().bytes());
        let mut change = Change {
            header: &header,
            row: Some(&mut entry),
            revocations: None,
            log: None,
        };
        snapshot.commit(&mut store, &mut change).unwrap();
        snapshot.bytes[0] = VERSION_BEFORE;
        save_changed(&mut snapshot, &mut store);
        let read = read(&store.saved).unwrap();
        assert_eq!(
            header_of(&read),
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
    let header_and_rows = [(1, 8), (90, 2), (116, 0), (120, 33), (121, 1), (128, 9)];
    let revocations = [(1_056, 17), (1_057, 1), (1_184, 1)];
    // The rows of the log, its open entry, and what is reserved behind it.
    let rest = [(1_221, 5), (1_222, 1), (1_525, 1), (1_526, 1), (1_531, 1)];
    for (at, value) in header_and_rows.into_iter().chain(revocations).chain(rest) {
        let mut snapshot = provisioned(&mut store);
        snapshot.bytes[at] = value;
        save_changed(&mut snapshot, &mut store);
        let read = read(&store.saved);
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
        ..header_of(&snapshot).unwrap()
    };
    let mut entry = (0, row().bytes());
    let mut change = Change {
        header: &header,
        row: Some(&mut entry),
        revocations: None,
        log: None,
    };
    assert_eq!(snapshot.commit(&mut store, &mut change), Err(StoreError));
    assert!(snapshot.bytes == before);
}

#[test]
fn void_rows_are_saved_once_and_then_gone() {
    let mut store = Memory::default();
    let mut snapshot = provisioned(&mut store);
    let header = header_of(&snapshot).unwrap();
    let mut entry = (5, row().bytes());
    let mut change = Change {
        header: &header,
        row: Some(&mut entry),
        revocations: None,
        log: None,
    };
    snapshot.commit(&mut store, &mut change).unwrap();
    let raised = Header {
        epoch: 4,
        rows_are_void: true,
        ..header
    };
    snapshot
        .commit(&mut store, &mut Change::from(&raised))
        .unwrap();
    assert_eq!(store.saved[1], crate::lockbox::header::ROWS_VOID);
    for snapshot in [read(&store.saved).unwrap(), snapshot] {
        assert_eq!(snapshot.row(5), Some(Row::Free));
        assert_eq!(
            header_of(&snapshot),
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
