//! Files that are handed over: bulletins, and pieces of a log.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use crate::failure::Failure;

/// Writes what somebody asked to have at `path`.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.flush()
    });
    written.map_err(|error| Failure::io(format!("{} cannot be written: {error}", path.display())))
}

/// Reads a file, and refuses one longer than `most`.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let unreadable = |error: io::Error| Failure::io(format!("{shown} cannot be read: {error}"));
    let mut bytes = Vec::new();
    let read = File::open(path)
        .map_err(unreadable)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if u64::try_from(read).is_ok_and(|read| read <= most) {
        Ok(bytes)
    } else {
        Err(Failure::io(format!(
            "{shown} is too long to be one of ours"
        )))
    }
}
