//! Two areas of flash in a file, and the box's memory in them.

use std::fs::File;
#[cfg(not(unix))]
use std::io;

use doorward::bounds::SNAPSHOT_LEN;
use doorward::lockbox::{Flash, Journal, Store, StoreError};

use super::header::HEADER_LEN;

const ERASED: u8 = 0xff;

/// The two areas behind the head of a file. What was written is on the disk when a call
/// returns, so that a command can be killed, and the machine stopped, at any moment.
#[derive(Debug)]
pub(crate) struct FlashFile {
    file: File,
    area_len: usize,
}

impl FlashFile {
    pub(super) fn new(file: File, area_len: usize) -> Self {
        Self { file, area_len }
    }

    /// Bytes of the whole file; `None` for areas that nobody would make.
    pub(super) fn file_len(area_len: usize) -> Option<u64> {
        let bytes = area_len.checked_mul(2)?.checked_add(HEADER_LEN)?;
        u64::try_from(bytes).ok()
    }

    pub(super) fn into_file(self) -> File {
        self.file
    }

    /// Where `len` bytes at `offset` of an area lie in the file.
    fn place(&self, area: u8, offset: usize, len: usize) -> Result<u64, StoreError> {
        let fits = offset
            .checked_add(len)
            .is_some_and(|end| end <= self.area_len);
        let before = match area {
            0 if fits => 0,
            1 if fits => self.area_len,
            _ => return Err(StoreError),
        };
        let at = HEADER_LEN
            .checked_add(before)
            .and_then(|start| start.checked_add(offset))
            .ok_or(StoreError)?;
        u64::try_from(at).map_err(|_| StoreError)
    }

    /// What an erasure that is cut off leaves.
    #[cfg(test)]
    pub(super) fn erase_part(&self, area: u8, len: usize) {
        let at = self.place(area, 0, len).unwrap();
        self.put(at, &vec![ERASED; len]).unwrap();
    }

    fn put(&self, at: u64, bytes: &[u8]) -> Result<(), StoreError> {
        write_at(&self.file, at, bytes)
            .and_then(|()| self.file.sync_data())
            .map_err(|_| StoreError)
    }
}

impl Flash for FlashFile {
    fn area_len(&self) -> usize {
        self.area_len
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        let at = self.place(area, offset, bytes.len())?;
        read_at(&self.file, at, bytes).map_err(|_| StoreError)
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        let at = self.place(area, 0, self.area_len)?;
        self.put(at, &vec![ERASED; self.area_len])
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        // Flash can be written once between two erasures, and its bytes then be cleared.
        let mut before = vec![0; bytes.len()];
        self.read(area, offset, &mut before)?;
        let is_erased = before.iter().all(|byte| *byte == ERASED);
        let is_clearing = bytes.iter().all(|byte| *byte == 0);
        if !is_erased && !is_clearing {
            return Err(StoreError);
        }
        let at = self.place(area, offset, bytes.len())?;
        self.put(at, bytes)
    }
}

/// `pread` and `pwrite`: the whole of it or an error.
#[cfg(unix)]
pub(super) use std_unix::{read_at, write_at};

#[cfg(unix)]
mod std_unix {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt as _;

    pub(in super::super) fn read_at(file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        file.read_exact_at(bytes, at)
    }

    pub(in super::super) fn write_at(file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
        file.write_all_at(bytes, at)
    }
}

/// The same by way of the file's position, which nobody shares.
#[cfg(not(unix))]
pub(super) fn read_at(mut file: &File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    io::Seek::seek(&mut file, io::SeekFrom::Start(at))?;
    io::Read::read_exact(&mut file, bytes)
}

#[cfg(not(unix))]
pub(super) fn write_at(mut file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
    io::Seek::seek(&mut file, io::SeekFrom::Start(at))?;
    io::Write::write_all(&mut file, bytes)
}

/// A journal, and beside it the snapshot that it holds.
#[derive(Debug)]
pub(super) struct Memory<F: Flash> {
    /// None where the file is too damaged to hold one: every save fails.
    journal: Option<Journal<F>>,
    snapshot: [u8; SNAPSHOT_LEN],
}

impl<F: Flash> Memory<F> {
    /// What `flash` holds; zeros where the state is lost.
    pub(super) fn load(flash: F) -> Result<Self, StoreError> {
        let journal = Journal::mount(flash)?;
        let mut snapshot = [0; SNAPSHOT_LEN];
        journal.load(&mut snapshot)?;
        Ok(Self {
            journal: Some(journal),
            snapshot,
        })
    }

    pub(super) fn lost() -> Self {
        Self {
            journal: None,
            snapshot: [0; SNAPSHOT_LEN],
        }
    }

    pub(super) fn snapshot(&self) -> &[u8; SNAPSHOT_LEN] {
        &self.snapshot
    }

    pub(super) fn into_flash(self) -> Option<F> {
        self.journal.map(Journal::into_flash)
    }
}

impl<F: Flash> Store for Memory<F> {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        let journal = self.journal.as_mut().ok_or(StoreError)?;
        journal.save(snapshot)?;
        self.snapshot = *snapshot;
        Ok(())
    }
}
