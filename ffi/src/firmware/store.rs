//! Where a box keeps the firmware that it is given, and how the maker's signature is checked: the
//! caller's callbacks.

use core::ffi::c_void;

use doorward::bounds::PROGRESS_MAX_LEN;
use doorward::fleet::firmware::{FirmwareStore, NotSigned, Signed};
use doorward::lockbox::StoreError;

use crate::result::dw_result;

/// Bytes of the longest progress record.
pub const DW_PROGRESS_MAX_LEN: usize = 556;
/// Bytes of a maker's signature.
pub const DW_SIGNATURE_LEN: usize = 64;

const _: () = {
    assert!(DW_PROGRESS_MAX_LEN == PROGRESS_MAX_LEN);
    assert!(DW_SIGNATURE_LEN == doorward::bounds::MANIFEST_SIGNATURE_LEN);
};

/// Where a box keeps firmware: one progress record, one manifest, one image, all of which outlast a
/// loss of power. Each function returns 0 for success, and none may call back into the library with
/// the same transfer.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_firmware_store {
    /// The caller's, handed to each function.
    pub context: *mut c_void,
    /// Keeps the `length` bytes of a record in the place of the one before. When it returns 0 they
    /// outlast a loss of power the next instant; when it returns another number, or never returns,
    /// the one before or this one is there, whole.
    pub save_record:
        Option<unsafe extern "C" fn(context: *mut c_void, record: *const u8, length: usize) -> u32>,
    /// Reads the record saved last into room for `DW_PROGRESS_MAX_LEN` bytes, and says its length, 0
    /// if there is none.
    pub read_record: Option<
        unsafe extern "C" fn(context: *mut c_void, record: *mut u8, length: *mut usize) -> u32,
    >,
    /// Keeps the `length` bytes of a manifest, at most 65,675, in the place of the one before. Cut
    /// short, it may leave anything.
    pub save_manifest: Option<
        unsafe extern "C" fn(context: *mut c_void, manifest: *const u8, length: usize) -> u32,
    >,
    /// Reads `length` bytes of the manifest from `offset`. Where nothing was saved it may read
    /// anything, and succeeds.
    pub read_manifest: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            offset: usize,
            bytes: *mut u8,
            length: usize,
        ) -> u32,
    >,
    /// Writes `length` bytes of the image at `offset`, over whatever a piece cut short has left
    /// there.
    pub write_image: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            offset: u32,
            bytes: *const u8,
            length: usize,
        ) -> u32,
    >,
    /// Reads `length` bytes of the image from `offset`.
    pub read_image: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            offset: u32,
            bytes: *mut u8,
            length: usize,
        ) -> u32,
    >,
    /// Checks the maker's signature, of `DW_SIGNATURE_LEN` bytes, over `prefix` and `body` one behind
    /// the other: 0 if it is the maker's.
    pub check_signature: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            prefix: *const u8,
            prefix_length: usize,
            body: *const u8,
            body_length: usize,
            signature: *const u8,
        ) -> u32,
    >,
}

/// A store whose functions are all there.
#[derive(Clone, Copy)]
pub(super) struct Callbacks(dw_firmware_store);

impl TryFrom<&dw_firmware_store> for Callbacks {
    type Error = dw_result;

    fn try_from(store: &dw_firmware_store) -> Result<Self, dw_result> {
        let is_whole = store.save_record.is_some()
            && store.read_record.is_some()
            && store.save_manifest.is_some()
            && store.read_manifest.is_some()
            && store.write_image.is_some()
            && store.read_image.is_some()
            && store.check_signature.is_some();
        if is_whole {
            Ok(Self(*store))
        } else {
            Err(dw_result::DW_ERROR_NULL)
        }
    }
}

fn ended(number: u32) -> Result<(), StoreError> {
    if number == 0 { Ok(()) } else { Err(StoreError) }
}

impl Callbacks {
    pub(super) fn check_signature(&self, signed: &Signed<'_>) -> Result<(), NotSigned> {
        let check = self.0.check_signature.ok_or(NotSigned)?;
        let (prefix, body) = (signed.prefix, signed.body);
        // SAFETY: the caller's own function, with the arguments that it was promised.
        let number = unsafe {
            check(
                self.0.context,
                prefix.as_ptr(),
                prefix.len(),
                body.as_ptr(),
                body.len(),
                signed.signature.as_ptr(),
            )
        };
        if number == 0 { Ok(()) } else { Err(NotSigned) }
    }
}

impl FirmwareStore for Callbacks {
    fn save_record(&mut self, record: &[u8]) -> Result<(), StoreError> {
        let save = self.0.save_record.ok_or(StoreError)?;
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { save(self.0.context, record.as_ptr(), record.len()) })
    }

    fn read_record(&self, record: &mut [u8; PROGRESS_MAX_LEN]) -> Result<usize, StoreError> {
        let read = self.0.read_record.ok_or(StoreError)?;
        let mut length = 0;
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { read(self.0.context, record.as_mut_ptr(), &raw mut length) })?;
        Ok(length)
    }

    fn save_manifest(&mut self, manifest: &[u8]) -> Result<(), StoreError> {
        let save = self.0.save_manifest.ok_or(StoreError)?;
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { save(self.0.context, manifest.as_ptr(), manifest.len()) })
    }

    fn read_manifest(&self, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        let read = self.0.read_manifest.ok_or(StoreError)?;
        let (to, length) = (bytes.as_mut_ptr(), bytes.len());
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { read(self.0.context, offset, to, length) })
    }

    fn write_image(&mut self, offset: u32, bytes: &[u8]) -> Result<(), StoreError> {
        let write = self.0.write_image.ok_or(StoreError)?;
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { write(self.0.context, offset, bytes.as_ptr(), bytes.len()) })
    }

    fn read_image(&self, offset: u32, bytes: &mut [u8]) -> Result<(), StoreError> {
        let read = self.0.read_image.ok_or(StoreError)?;
        let (to, length) = (bytes.as_mut_ptr(), bytes.len());
        // SAFETY: the caller's own function, with the arguments that it was promised.
        ended(unsafe { read(self.0.context, offset, to, length) })
    }
}
