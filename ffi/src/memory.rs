//! Arrays in memory that the caller lends.

use core::mem::{MaybeUninit, align_of, size_of};
use core::slice;

use crate::result::dw_result;

/// A word of the caller's memory, which may hold nothing yet.
pub(crate) type Word = MaybeUninit<u64>;

/// Words that an item takes at most.
pub(crate) const fn words<T>() -> usize {
    size_of::<T>().div_ceil(size_of::<Word>())
}

/// An array, and the memory that is left.
pub(crate) type Taken<'w, T> = (&'w mut [T], &'w mut [Word]);

/// Takes an array of `count` items from the beginning of the memory that is left.
pub(crate) fn take<T: Copy>(
    memory: &mut [Word],
    count: usize,
    items: impl Iterator<Item = Result<T, dw_result>>,
) -> Result<Taken<'_, T>, dw_result> {
    const { assert!(align_of::<T>() <= align_of::<Word>()) };
    let too_small = dw_result::DW_ERROR_LENGTH;
    let length = count.checked_mul(words::<T>()).ok_or(too_small)?;
    let (own, rest) = memory.split_at_mut_checked(length).ok_or(too_small)?;
    let first = own.as_mut_ptr().cast::<T>();
    let mut made = 0_usize;
    for (index, item) in (0..count).zip(items) {
        let item = item?;
        // SAFETY: `count` items take no more than `length` words, and are aligned like them.
        unsafe { first.add(index).write(item) };
        made = made.saturating_add(1);
    }
    // SAFETY: as above; so many were just written, and nobody else has these words.
    Ok((unsafe { slice::from_raw_parts_mut(first, made) }, rest))
}
