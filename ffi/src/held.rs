//! What C's memory keeps between calls, and what one call at a time has hold of.

use core::mem::{ManuallyDrop, align_of, size_of};

use crate::guard::change;
use crate::result::dw_result;

/// Memory of the caller's that keeps something.
pub(crate) trait Memory: Sized {
    /// What it keeps.
    type Kept;
    /// What it begins with while no call has hold of it.
    const IDLE: u32;
    /// What it begins with while one has.
    const BUSY: u32;
}

/// How it is kept.
#[repr(C)]
pub(crate) struct State<M: Memory> {
    pub(crate) standing: u32,
    pub(crate) kept: ManuallyDrop<M::Kept>,
}

impl<M: Memory> State<M> {
    const FITS: () =
        assert!(size_of::<Self>() <= size_of::<M>() && align_of::<Self>() <= align_of::<M>());
}

/// Memory while a call has hold of it.
pub(crate) struct Held<'a, M: Memory>(pub(crate) &'a mut State<M>);

impl<M: Memory> Drop for Held<'_, M> {
    fn drop(&mut self) {
        self.0.standing = M::IDLE;
    }
}

/// # Safety
/// As for [`change`]; nothing but a `State` of it ever begins with its two numbers.
pub(crate) unsafe fn hold<'a, M: Memory>(memory: *mut M) -> Result<Held<'a, M>, dw_result> {
    let () = State::<M>::FITS;
    // SAFETY: the caller's promise; the number is looked at before the rest is believed.
    let memory = unsafe { change(memory)? };
    let state = (&raw mut *memory).cast::<State<M>>();
    // SAFETY: within the caller's memory.
    let standing = unsafe { (*state).standing };
    if standing == M::IDLE {
        // SAFETY: the number says that it was made.
        let state = unsafe { &mut *state };
        state.standing = M::BUSY;
        Ok(Held(state))
    } else if standing == M::BUSY {
        Err(dw_result::DW_ERROR_BUSY)
    } else {
        Err(dw_result::DW_ERROR_NOT_READY)
    }
}
