//! The lockbox engine over the caller's memory.

use core::mem::{ManuallyDrop, MaybeUninit, align_of, size_of};

use doorward::lockbox::{Lockbox, Profile};

use crate::guard::{change, out, read, read_slice, run};
use crate::limits::dw_profile;
use crate::result::dw_result;
use crate::store::{Callbacks, dw_store};
use crate::values::{dw_code_profile, dw_id, dw_key, dw_zone};

mod calls;
mod decision;
mod queries;

pub use calls::*;
pub use decision::*;
pub use queries::*;

/// Eight-byte words of `dw_lockbox`.
pub const DW_LOCKBOX_WORDS: usize = 250;

/// A lockbox, in the caller's memory, which must not move while it is used. Made by
/// `dw_lockbox_provision` or `dw_lockbox_restore`; `dw_lockbox_erase` ends it.
#[repr(C)]
pub struct dw_lockbox {
    /// Not for the caller.
    pub opaque: [u64; DW_LOCKBOX_WORDS],
}

const IDLE: u32 = 0x4457_4c42;
const BUSY: u32 = 0x4457_4c21;

#[repr(C)]
struct State {
    standing: u32,
    lockbox: ManuallyDrop<Lockbox>,
}

const _: () = assert!(
    size_of::<State>() <= size_of::<dw_lockbox>()
        && align_of::<State>() <= align_of::<dw_lockbox>()
);

/// A lockbox while a call has hold of it.
struct Held<'a>(&'a mut State);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.standing = IDLE;
    }
}

/// # Safety
/// As for [`change`].
unsafe fn hold<'a>(lockbox: *mut dw_lockbox) -> Result<Held<'a>, dw_result> {
    // SAFETY: the caller's promise; the number is looked at before the rest is believed.
    let memory = unsafe { change(lockbox)? };
    let state = (&raw mut *memory).cast::<State>();
    // SAFETY: within the caller's memory.
    match unsafe { (*state).standing } {
        IDLE => {
            // SAFETY: it was made by one of the two functions that do.
            let state = unsafe { &mut *state };
            state.standing = BUSY;
            Ok(Held(state))
        }
        BUSY => Err(dw_result::DW_ERROR_BUSY),
        _ => Err(dw_result::DW_ERROR_NOT_READY),
    }
}

fn made(lockbox: Lockbox) -> MaybeUninit<State> {
    MaybeUninit::new(State {
        standing: IDLE,
        lockbox: ManuallyDrop::new(lockbox),
    })
}

/// Provisions a box: saves its first snapshot, with the clock unset and nothing used. Erase
/// `first_audit` afterwards. A box that lost its state is provisioned with the keys of the next
/// generation.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_provision(
    profile: *const dw_profile,
    key: *const dw_key,
    first_audit: *const dw_key,
    epoch: u32,
    zone: *const dw_zone,
    store: *const dw_store,
    lockbox: *mut dw_lockbox,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (profile, key, audit) = unsafe { (read(profile)?, read(key)?, read(first_audit)?) };
        // SAFETY: the contract of the header.
        let (zone, store) = unsafe { (read(zone)?, read(store)?) };
        // SAFETY: the contract of the header.
        let lockbox = unsafe { room(lockbox)? };
        let profile: Profile = profile.try_into()?;
        let mut store = Callbacks::try_from(store)?;
        let zone = zone.try_into()?;
        let provisioned =
            Lockbox::provision(&profile, key.key(), &audit.key(), epoch, zone, &mut store)?;
        lockbox.put(made(provisioned));
        Ok(())
    })
}

/// # Safety
/// As for [`out`], of a whole `dw_lockbox`.
unsafe fn room(
    lockbox: *mut dw_lockbox,
) -> Result<crate::guard::Out<MaybeUninit<State>>, dw_result> {
    // SAFETY: the caller's promise; a `dw_lockbox` is aligned for a `State`.
    unsafe { out(lockbox) }?;
    // SAFETY: as above.
    unsafe { out(lockbox.cast::<MaybeUninit<State>>()) }
}

/// A box that remembers the `length` bytes saved last. Anything else, even none, makes a box
/// that refuses everything until it is provisioned anew: `dw_lockbox_status` says
/// `DW_REFUSED_STATE_LOST`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_restore(
    id: *const dw_id,
    codes: *const dw_code_profile,
    key: *const dw_key,
    snapshot: *const u8,
    length: usize,
    lockbox: *mut dw_lockbox,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (id, codes, key) = unsafe { (read(id)?, read(codes)?, read(key)?) };
        // SAFETY: the contract of the header.
        let (snapshot, lockbox) = unsafe { (read_slice(snapshot, length)?, room(lockbox)?) };
        let restored = Lockbox::restore(&id.try_into()?, codes.try_into()?, key.key(), snapshot);
        lockbox.put(made(restored));
        Ok(())
    })
}

/// Ends a box: its key is erased from memory, and the memory is the caller's again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_lockbox_erase(lockbox: *mut dw_lockbox) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let held = unsafe { hold(lockbox)? };
        let held = ManuallyDrop::new(held);
        let state = (&raw const *held.0).cast_mut();
        // SAFETY: made, held by nobody else, and not looked at again.
        unsafe {
            ManuallyDrop::drop(&mut (*state).lockbox);
            (*state).standing = 0;
        }
        Ok(())
    })
}
