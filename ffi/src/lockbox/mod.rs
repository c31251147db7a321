//! The lockbox engine over the caller's memory.

use core::mem::{ManuallyDrop, MaybeUninit};

use doorward::lockbox::{Lockbox, Profile};

use crate::guard::{apart, change, out, read, read_slice, run};
use crate::held::{Memory, State, hold};
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
pub const DW_LOCKBOX_WORDS: usize = 256;

/// A lockbox, in the caller's memory, which must not move while it is used. Made by
/// `dw_lockbox_provision` or `dw_lockbox_restore`; `dw_lockbox_erase` ends it.
#[repr(C)]
pub struct dw_lockbox {
    /// Not for the caller.
    pub opaque: [u64; DW_LOCKBOX_WORDS],
}

impl Memory for dw_lockbox {
    type Kept = Lockbox;
    const IDLE: u32 = 0x4457_4c42;
    const BUSY: u32 = 0x4457_4c21;
}

/// A box that nothing can hold yet. A constant, so that it is written in its place: a stack
/// has no room for one.
const BLANK: State<dw_lockbox> = State {
    standing: 0,
    kept: ManuallyDrop::new(Lockbox::blank()),
};

/// Room for a box, whatever was there.
///
/// # Safety
/// As for [`change`], but that it need not hold a box.
unsafe fn room<'a>(
    lockbox: *mut dw_lockbox,
) -> Result<&'a mut MaybeUninit<State<dw_lockbox>>, dw_result> {
    // SAFETY: the caller's promise; a `dw_lockbox` is as large as a `State`, and aligned for one.
    unsafe { change(lockbox.cast::<MaybeUninit<State<dw_lockbox>>>()) }
}

/// Provisions a box: saves its first snapshot, with the clock unset and nothing used. Erase
/// `first_audit` afterwards. A box that lost its state is provisioned with the keys of the next
/// generation. Where the store fails, `lockbox` was written to and is not ready.
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
        unsafe { out(lockbox)? };
        let profile: Profile = profile.try_into()?;
        let mut store = Callbacks::try_from(store)?;
        let zone = zone.try_into()?;
        let (key, audit) = (key.key(), audit.key());
        // SAFETY: the contract of the header; the inputs, which may lie there, were read.
        let state = unsafe { room(lockbox)? }.write(BLANK);
        let lockbox = &mut state.kept;
        lockbox.provision_here(&profile, key, &audit, epoch, zone, &mut store)?;
        state.standing = dw_lockbox::IDLE;
        Ok(())
    })
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
        apart(lockbox, snapshot, length)?;
        // SAFETY: the contract of the header.
        let (id, codes, key) = unsafe { (read(id)?, read(codes)?, read(key)?) };
        // SAFETY: the contract of the header.
        let snapshot = unsafe { read_slice(snapshot, length)? };
        // SAFETY: the contract of the header.
        unsafe { out(lockbox)? };
        let (id, codes, key) = (id.try_into()?, codes.try_into()?, key.key());
        // SAFETY: the contract of the header; the snapshot was seen to lie apart, and the
        // other inputs were read.
        let state = unsafe { room(lockbox)? }.write(BLANK);
        state.kept.restore_here(&id, codes, key, snapshot);
        state.standing = dw_lockbox::IDLE;
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
            ManuallyDrop::drop(&mut (*state).kept);
            (*state).standing = 0;
        }
        Ok(())
    })
}
