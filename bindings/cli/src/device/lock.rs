//! One command at a time has hold of a box.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::limits::BOX_WAIT;

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(2);

/// The file at `path`, if there is one, locked until it is closed.
pub(super) fn open(path: &Path) -> Result<Option<File>, Failure> {
    let failed = |error: io::Error| {
        Failure::io(format!(
            "the flash at {} cannot be opened: {error}",
            path.display()
        ))
    };
    let start = Instant::now();
    loop {
        let file = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        match file.try_lock() {
            // While we waited the box may have been provisioned anew.
            Ok(()) if is_there(&file, path).map_err(failed)? => return Ok(Some(file)),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        if start.elapsed() > BOX_WAIT {
            return Err(Failure::io(format!(
                "another command has hold of the box at {} for too long; try again once it is \
                 done",
                path.display()
            )));
        }
    }
}

/// Whether `file` is still the one at `path`.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    let held = file.metadata()?;
    match std::fs::metadata(path) {
        Ok(named) => Ok((held.dev(), held.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn is_there(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
