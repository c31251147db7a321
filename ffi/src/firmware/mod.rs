//! New firmware for a box without a network, brought in pieces (specification, the fleet).

mod manifest;
mod store;

pub use manifest::*;
pub use store::*;

use core::mem::{ManuallyDrop, MaybeUninit};

use doorward::fleet::firmware::{Signed, Transfer};

use crate::guard::{Ended, apart, out, read, read_slice, run};
use crate::held::{Memory, State, hold};
use crate::result::dw_result;
use crate::values::dw_id;
use store::Callbacks;

/// Eight-byte words of `dw_transfer`.
pub const DW_TRANSFER_WORDS: usize = 88;

/// A box's transfer of firmware, in the caller's memory. Made by `dw_transfer_restore` at every
/// start; it needs no end. After `DW_STORE_FAILED` it is to be restored before the next call.
#[repr(C)]
pub struct dw_transfer {
    /// Not for the caller.
    pub opaque: [u64; DW_TRANSFER_WORDS],
}

/// There is no transfer.
pub const DW_TRANSFER_IDLE: u8 = 0;
/// Pieces are missing.
pub const DW_TRANSFER_RECEIVING: u8 = 1;
/// The whole image is there, and is the manifest's.
pub const DW_TRANSFER_COMPLETE: u8 = 2;
/// The boot loader has been told, or is to be told.
pub const DW_TRANSFER_ACTIVATED: u8 = 3;

/// How far a transfer is.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_progress {
    /// The image's firmware version; 0 while idle.
    pub firmware: u32,
    /// How many pieces the image has; 0 while idle.
    pub pieces: u16,
    /// `DW_TRANSFER_...`.
    pub state: u8,
    /// Zero.
    pub reserved: u8,
    /// SHA-256 of the manifest; zero while idle.
    pub manifest_sha256: [u8; DW_SHA256_LEN],
}

impl Memory for dw_transfer {
    type Kept = Transfer;
    const IDLE: u32 = 0x4457_5446;
    const BUSY: u32 = 0x4457_5421;
}

/// Runs a call that saves, and gives its answer.
///
/// # Safety
/// As for [`change`] and [`read`].
unsafe fn answer(
    transfer: *mut dw_transfer,
    store: *const dw_firmware_store,
    answer: *mut u8,
    call: impl FnOnce(&mut Transfer, &mut Callbacks) -> Result<u8, dw_result>,
) -> Ended {
    apart(transfer, store, 1)?;
    apart(transfer, answer, 1)?;
    // SAFETY: the caller's promise; they were seen to lie apart.
    let (store, answer) = unsafe { (read(store)?, out(answer)?) };
    let mut store = Callbacks::try_from(store)?;
    // SAFETY: the caller's promise.
    let held = unsafe { hold(transfer)? };
    answer.put(call(&mut held.0.kept, &mut store)?);
    Ok(())
}

/// The transfer as the store has it, at every start of the box. An image that was complete but for
/// its check is checked now. If the state is then `DW_TRANSFER_ACTIVATED` the boot loader is to be
/// told, again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_restore(
    store: *const dw_firmware_store,
    transfer: *mut dw_transfer,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header; a `dw_transfer` has room for a `State`.
        let (store, _) = unsafe { (read(store)?, out(transfer)?) };
        // SAFETY: as above.
        let place = unsafe { out(transfer.cast::<MaybeUninit<State<dw_transfer>>>())? };
        let restored = Transfer::restore(&mut Callbacks::try_from(store)?)?;
        place.put(MaybeUninit::new(State {
            standing: dw_transfer::IDLE,
            kept: ManuallyDrop::new(restored),
        }));
        Ok(())
    })
}

/// Judges a manifest that a phone brings to a box of this model that runs this firmware version: 1
/// not a manifest, 2 for another model, 3 the transfer goes on, 4 may not replace the one that runs,
/// 5 a newer one is on its way already, 6 not signed by the maker, 7 accepted: the transfer begins.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_offer(
    transfer: *mut dw_transfer,
    store: *const dw_firmware_store,
    manifest: *const u8,
    length: usize,
    model: *const dw_id,
    running: u32,
    offer: *mut u8,
) -> dw_result {
    run(|| {
        apart(transfer, manifest, length)?;
        apart(transfer, model, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (manifest, model) = unsafe { (read_slice(manifest, length)?, read(model)?) };
        let model = model.try_into()?;
        // SAFETY: the contract of the header.
        unsafe {
            answer(transfer, store, offer, |transfer, store| {
                let signer = *store;
                let check = |signed: &Signed<'_>| signer.check_signature(signed);
                Ok(transfer
                    .offer(store, manifest, &model, running, check)?
                    .number())
            })
        }
    })
}

/// Takes the piece of this index: 1 no manifest was accepted, 2 there is no such piece, 3 it is there
/// already, 4 another length, 5 not this piece, 6 stored, 7 stored, and the image is complete, 8 the
/// last one, but together they are not the image: all are wanted again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_piece(
    transfer: *mut dw_transfer,
    store: *const dw_firmware_store,
    index: u16,
    bytes: *const u8,
    length: usize,
    taken: *mut u8,
) -> dw_result {
    run(|| {
        apart(transfer, bytes, length)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let bytes = unsafe { read_slice(bytes, length)? };
        // SAFETY: the contract of the header.
        unsafe {
            answer(transfer, store, taken, |transfer, store| {
                Ok(transfer.piece(store, index, bytes)?.number())
            })
        }
    })
}

/// Readies a complete image for the boot loader: 1 activated: tell the boot loader; 2 it was
/// activated before; 3 pieces are missing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_activate(
    transfer: *mut dw_transfer,
    store: *const dw_firmware_store,
    activation: *mut u8,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        unsafe {
            answer(transfer, store, activation, |transfer, store| {
                Ok(transfer.activate(store)?.number())
            })
        }
    })
}

/// Ends a transfer: for the boot loader, when the new firmware runs or could not be started.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_finish(
    transfer: *mut dw_transfer,
    store: *const dw_firmware_store,
) -> dw_result {
    run(|| {
        apart(transfer, store, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let mut store = Callbacks::try_from(unsafe { read(store)? })?;
        // SAFETY: the contract of the header.
        let held = unsafe { hold(transfer)? };
        Ok(held.0.kept.finish(&mut store)?)
    })
}

/// How far a transfer is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_progress(
    transfer: *mut dw_transfer,
    progress: *mut dw_progress,
) -> dw_result {
    run(|| {
        apart(transfer, progress, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, place) = unsafe { (hold(transfer)?, out(progress)?) };
        let found = held.0.kept.progress();
        place.put(dw_progress {
            firmware: found.firmware(),
            pieces: found.pieces(),
            state: found.state().number(),
            reserved: 0,
            manifest_sha256: *found.manifest(),
        });
        Ok(())
    })
}

/// The lowest index from `from` on whose piece is not there, for a phone to send; `DW_NOT_FOUND`
/// where all are, and while idle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_transfer_missing(
    transfer: *mut dw_transfer,
    from: u16,
    index: *mut u16,
) -> dw_result {
    run(|| {
        apart(transfer, index, 1)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (held, index) = unsafe { (hold(transfer)?, out(index)?) };
        let missing = held.0.kept.missing(from);
        index.put(missing.ok_or(dw_result::DW_NOT_FOUND)?);
        Ok(())
    })
}
