use core::fmt;

use crate::bounds::SNAPSHOT_LEN;

/// Where a lockbox saves what it remembers: a [`Journal`](super::Journal) over flash, or
/// whatever the caller has.
///
/// When `save` returns `Ok`, the snapshot must outlast a loss of power the next instant;
/// when it returns `Err`, or never returns, reading back must give the snapshot before or
/// this one, whole. It must then keep nothing of the one before: that holds the key of rows of
/// the log that were written since, and a box must not be able to write those anew.
pub trait Store {
    /// Keeps `snapshot` in the place of the one before.
    ///
    /// # Errors
    /// [`StoreError`] if it could not be kept.
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError>;
}

/// A store that could not save or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreError;

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store failed")
    }
}

impl core::error::Error for StoreError {}
