use crate::bounds::PROGRESS_MAX_LEN;
use crate::lockbox::StoreError;

/// Where a box keeps the firmware that it is given: one progress record, one manifest, one
/// image. All three outlast a loss of power.
pub trait FirmwareStore {
    /// Keeps `record` in the place of the one before.
    ///
    /// When this returns `Ok`, the record must outlast a loss of power the next instant; when
    /// it returns `Err`, or never returns, reading back must give the record before or this
    /// one, whole.
    ///
    /// # Errors
    /// [`StoreError`] if it could not be kept.
    fn save_record(&mut self, record: &[u8]) -> Result<(), StoreError>;

    /// Reads the record that was saved last; gives its length, 0 if there is none.
    ///
    /// # Errors
    /// [`StoreError`] if that is not possible.
    fn read_record(&self, record: &mut [u8; PROGRESS_MAX_LEN]) -> Result<usize, StoreError>;

    /// Keeps `manifest`, at most 65,675 bytes, in the place of the one before. Cut short, it
    /// may leave anything: a manifest is known by its SHA-256.
    ///
    /// # Errors
    /// [`StoreError`] if it could not be kept.
    fn save_manifest(&mut self, manifest: &[u8]) -> Result<(), StoreError>;

    /// Reads a part of the manifest. Where nothing was saved it may read anything.
    ///
    /// # Errors
    /// [`StoreError`] if that is not possible; not for a part that was never saved.
    fn read_manifest(&self, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError>;

    /// Writes a piece to its place in the image, over whatever a piece cut short has left
    /// there. `offset` is a multiple of the manifest's piece length.
    ///
    /// # Errors
    /// [`StoreError`] if it could not be written.
    fn write_image(&mut self, offset: u32, bytes: &[u8]) -> Result<(), StoreError>;

    /// Reads a part of the image.
    ///
    /// # Errors
    /// [`StoreError`] if that is not possible.
    fn read_image(&self, offset: u32, bytes: &mut [u8]) -> Result<(), StoreError>;
}
