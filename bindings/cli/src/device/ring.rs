//! The box's ring of audit rows, in a file beside its flash.
//!
//! 512 places of 64 bytes. A row is written to its place after the call that made it, and is
//! in the box's memory until four others were: what a kill left out or half written is copied
//! again by the next command.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use doorward::audit::{HeldRows, Ring, Row};
use doorward::bounds::AUDIT_ROW_LEN;

use super::clock::{replace, sync_folder};
use super::flash::{read_at, write_at};
use crate::limits::RING_ROWS;

const _: () = assert!(RING_ROWS >= doorward::bounds::AUDIT_RING_MIN_ROWS);

/// The ring, and the file that it is kept in.
#[derive(Debug)]
pub(super) struct RingFile {
    file: File,
    places: Vec<Row>,
    /// Whether there was no ring, or something that was none.
    pub(super) is_new: bool,
}

impl RingFile {
    /// The ring kept in `path`; an empty one if there is none.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let len = RING_ROWS.saturating_mul(AUDIT_ROW_LEN);
        let whole = u64::try_from(len).unwrap_or(u64::MAX);
        let is_new = match std::fs::metadata(path) {
            Ok(found) => found.len() != whole,
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(error),
        };
        if is_new {
            replace(path, &vec![0; len])?;
        }
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        let mut bytes = vec![0; len];
        read_at(&file, 0, &mut bytes)?;
        let (places, _) = bytes.as_chunks();
        Ok(Self {
            file,
            places: places.to_vec(),
            is_new,
        })
    }

    /// Copies in what the box holds. What is in the file already is not written again.
    pub(super) fn keep(&mut self, held: &HeldRows) -> io::Result<()> {
        let before = self.places.clone();
        self.ring()?.keep(held);
        let written = self.write_changes(&before);
        if written.is_err() {
            // So that the next call tries again.
            self.places = before;
        }
        written
    }

    fn write_changes(&self, before: &[Row]) -> io::Result<()> {
        let mut at = 0_u64;
        let mut is_changed = false;
        for (place, before) in self.places.iter().zip(before) {
            if place != before {
                write_at(&self.file, at, place)?;
                is_changed = true;
            }
            at = at.saturating_add(u64::try_from(AUDIT_ROW_LEN).unwrap_or(u64::MAX));
        }
        if is_changed {
            self.file.sync_data()?;
        }
        Ok(())
    }

    /// At most `most` rows from `from` on, or from the oldest that is left, of all below
    /// `next`.
    pub(super) fn rows(&mut self, from: u32, most: u32, next: u32) -> io::Result<Vec<Row>> {
        let ring = self.ring()?;
        let first = from.max(ring.oldest(next));
        let wanted = first..first.saturating_add(most).min(next);
        Ok(wanted
            .filter_map(|sequence| ring.row(sequence, next).copied())
            .collect())
    }

    fn ring(&mut self) -> io::Result<Ring<'_>> {
        Ring::new(&mut self.places).map_err(io::Error::other)
    }
}

/// Removes the ring of a box that is replaced by another.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Ok(()) => sync_folder(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use doorward::calendar::Zone;
    use doorward::codes::CodeProfile;
    use doorward::keys::{Id, RootKey};
    use doorward::lockbox::{Limits, Lockbox, Profile, Store, StoreError};

    use super::{RING_ROWS, RingFile};

    /// Flash that forgets: the rows are what is tried here.
    struct Nowhere;

    impl Store for Nowhere {
        fn save(&mut self, _: &[u8; doorward::bounds::SNAPSHOT_LEN]) -> Result<(), StoreError> {
            Ok(())
        }
    }

    fn lockbox() -> Lockbox {
        let id = Id::new("LB-1").unwrap();
        let root = RootKey::from_bytes(&[0x5a; 32]).unwrap();
        let profile = Profile::new(id, CodeProfile::default(), Limits::default()).unwrap();
        let (key, first) = (root.lockbox(&id, 0), root.first_audit(&id, 0));
        Lockbox::provision(&profile, key, &first, 0, Zone::UTC, &mut Nowhere).unwrap()
    }

    #[test]
    fn rows_are_kept_between_commands_and_the_oldest_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("LB-1.ring");
        let mut lockbox = lockbox();
        let mut ring = RingFile::open(&path).unwrap();
        assert!(ring.is_new);
        let rows = u32::try_from(RING_ROWS).unwrap();
        for written in 1..=rows + 9 {
            assert_eq!(lockbox.power_restored(&mut Nowhere).number(), 1);
            if written % 4 == 0 || written > rows {
                ring.keep(&lockbox.audit_rows().unwrap()).unwrap();
            }
        }
        let next = rows + 9;
        let mut again = RingFile::open(&path).unwrap();
        assert!(!again.is_new);
        for ring in [&mut ring, &mut again] {
            let kept = ring.rows(0, u32::MAX, next).unwrap();
            assert_eq!(kept.len(), RING_ROWS);
            assert_eq!(kept[0][..4], 9_u32.to_be_bytes());
            assert_eq!(ring.rows(next - 2, 9, next).unwrap().len(), 2);
            assert_eq!(ring.rows(100, 3, next).unwrap()[0][..4], [0, 0, 0, 100]);
        }
    }

    #[test]
    fn what_could_not_be_written_is_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("LB-1.ring");
        let mut lockbox = lockbox();
        let mut ring = RingFile::open(&path).unwrap();
        assert_eq!(lockbox.power_restored(&mut Nowhere).number(), 1);
        let writable = std::mem::replace(&mut ring.file, fs::File::open(&path).unwrap());
        let held = lockbox.audit_rows().unwrap();
        assert!(ring.keep(&held).is_err());
        assert!(ring.rows(0, 1, 1).unwrap().is_empty());
        ring.file = writable;
        ring.keep(&held).unwrap();
        assert_eq!(
            RingFile::open(&path).unwrap().rows(0, 1, 1).unwrap().len(),
            1
        );
    }
}
