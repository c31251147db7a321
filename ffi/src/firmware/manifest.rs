//! A maker's signed list of the pieces of an image.

use core::ffi::c_void;

use doorward::fleet::FleetError;
use doorward::fleet::firmware::{Manifest, ManifestHead, Release};

use super::store::DW_SIGNATURE_LEN;
use crate::guard::{apart_from, change_slice, out, read, read_slice, run};
use crate::result::dw_result;
use crate::values::dw_id;

/// Bytes of a SHA-256.
pub const DW_SHA256_LEN: usize = 32;
/// Bytes of the longest manifest.
pub const DW_MANIFEST_MAX_LEN: usize = 65_675;

const _: () = assert!(DW_MANIFEST_MAX_LEN == doorward::bounds::MANIFEST_MAX_LEN);

/// What a manifest says of image and pieces.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_manifest_head {
    /// The firmware version, above 0.
    pub firmware: u32,
    /// The lowest firmware version that it may replace, below its own.
    pub lowest: u32,
    /// Bytes of the image.
    pub image_length: u32,
    /// Bytes of every piece but the last, which has the rest: 16 to 4,096.
    pub piece_length: u16,
    /// How many pieces the image has: 1 to 4,096.
    pub pieces: u16,
    /// SHA-256 of the image.
    pub image_sha256: [u8; DW_SHA256_LEN],
    /// SHA-256 of the whole manifest: the argument of `DW_GRANT_UPDATE_FIRMWARE`.
    pub manifest_sha256: [u8; DW_SHA256_LEN],
    /// The model of box that the image is for.
    pub model: dw_id,
    /// Zero.
    pub reserved: [u8; 2],
}

/// What a maker decides about an image.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_release {
    /// The firmware version, above 0.
    pub firmware: u32,
    /// The lowest firmware version that it may replace, below its own.
    pub lowest: u32,
    /// Bytes of a piece: 16 to 4,096.
    pub piece_length: u16,
    /// The model of box that the image is for.
    pub model: dw_id,
}

/// How a maker signs.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_signer {
    /// The caller's, handed to `sign`.
    pub context: *mut c_void,
    /// Signs `prefix` and `body`, one behind the other, in `DW_SIGNATURE_LEN` bytes. Returns 0 for
    /// success.
    pub sign: Option<
        unsafe extern "C" fn(
            context: *mut c_void,
            prefix: *const u8,
            prefix_length: usize,
            body: *const u8,
            body_length: usize,
            signature: *mut u8,
        ) -> u32,
    >,
}

impl From<FleetError> for dw_result {
    fn from(error: FleetError) -> Self {
        match error {
            FleetError::BadManifest => Self::DW_FLEET_BAD_MANIFEST,
            FleetError::NoRoom => Self::DW_ERROR_LENGTH,
            _ => Self::DW_FLEET_BAD_VALUE,
        }
    }
}

/// What the `length` bytes of a manifest say; `DW_FLEET_BAD_MANIFEST` for what is none. Whether the
/// maker signed it is for `dw_transfer_offer` to find out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_manifest_read(
    manifest: *const u8,
    length: usize,
    head: *mut dw_manifest_head,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (bytes, head) = unsafe { (read_slice(manifest, length)?, out(head)?) };
        let manifest = Manifest::parse(bytes)?;
        let said: &ManifestHead = manifest.head();
        head.put(dw_manifest_head {
            firmware: said.firmware(),
            lowest: said.lowest(),
            image_length: said.image_len(),
            piece_length: said.piece_len(),
            pieces: said.pieces(),
            image_sha256: *said.image_sha256(),
            manifest_sha256: manifest.sha256(),
            model: said.model().into(),
            reserved: [0; 2],
        });
        Ok(())
    })
}

/// Makes and signs the manifest of an image of `image_length` bytes, in `room` bytes at `manifest`,
/// which share none with any other argument: `length` says how many it has. `DW_FLEET_BAD_VALUE`
/// for a version, a piece length or an image out of its range, `DW_NOT_AUTHENTIC` if it cannot be
/// signed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_manifest_build(
    release: *const dw_release,
    image: *const u8,
    image_length: usize,
    signer: *const dw_signer,
    manifest: *mut u8,
    room: usize,
    length: *mut usize,
) -> dw_result {
    run(|| {
        apart_from(manifest, room, release, 1)?;
        apart_from(manifest, room, image, image_length)?;
        apart_from(manifest, room, signer, 1)?;
        apart_from(manifest, room, length, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (release, image) = unsafe { (read(release)?, read_slice(image, image_length)?) };
        // SAFETY: as above.
        let (signer, length) = unsafe { (read(signer)?, out(length)?) };
        // SAFETY: as above.
        let place = unsafe { change_slice(manifest, room)? };
        let sign = signer.sign.ok_or(dw_result::DW_ERROR_NULL)?;
        let release = Release {
            model: (&release.model).try_into()?,
            firmware: release.firmware,
            lowest: release.lowest,
            piece_len: release.piece_length,
        };
        let mut answer = 0;
        let built = Manifest::build(place, &release, image, |prefix, body| {
            let mut signature = [0; DW_SIGNATURE_LEN];
            // SAFETY: the caller's own function, with the arguments that it was promised.
            answer = unsafe {
                sign(
                    signer.context,
                    prefix.as_ptr(),
                    prefix.len(),
                    body.as_ptr(),
                    body.len(),
                    signature.as_mut_ptr(),
                )
            };
            signature
        })?;
        if answer != 0 {
            return Err(dw_result::DW_NOT_AUTHENTIC);
        }
        length.put(built.len());
        Ok(())
    })
}
