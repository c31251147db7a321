//! Pointers from C: looked at before they are believed.

use core::mem::{align_of, size_of};
use core::slice;

use crate::result::dw_result;

/// What every exported function answers with.
pub(crate) type Ended = Result<(), dw_result>;

/// Turns a body's end into C's answer.
pub(crate) fn run(body: impl FnOnce() -> Ended) -> dw_result {
    match body() {
        Ok(()) => dw_result::DW_OK,
        Err(error) => error,
    }
}

fn check<T>(pointer: *const T) -> Ended {
    check_address(pointer.addr(), align_of::<T>())
}

// Once for all types: firmware has as many calls of it as parameters.
#[inline(never)]
fn check_address(address: usize, alignment: usize) -> Ended {
    if address == 0 {
        Err(dw_result::DW_ERROR_NULL)
    } else if address & alignment.wrapping_sub(1) == 0 {
        Ok(())
    } else {
        Err(dw_result::DW_ERROR_MISALIGNED)
    }
}

/// An input.
///
/// # Safety
/// A pointer that is neither null nor misaligned points to a `T` for as long as `'a`, which
/// ends before anything is written.
pub(crate) unsafe fn read<'a, T>(pointer: *const T) -> Result<&'a T, dw_result> {
    check(pointer)?;
    // SAFETY: the caller's promise.
    Ok(unsafe { &*pointer })
}

/// An input of `length` elements; null only for none.
///
/// # Safety
/// As for [`read`], of `length` elements.
pub(crate) unsafe fn read_slice<'a, T>(
    pointer: *const T,
    length: usize,
) -> Result<&'a [T], dw_result> {
    if length == 0 {
        return Ok(&[]);
    }
    check(pointer)?;
    check_length::<T>(length)?;
    // SAFETY: the caller's promise; no object is larger than `isize::MAX`.
    Ok(unsafe { slice::from_raw_parts(pointer, length) })
}

fn check_length<T>(length: usize) -> Ended {
    let most = usize::try_from(isize::MAX).unwrap_or(usize::MAX);
    match length.checked_mul(size_of::<T>()) {
        Some(bytes) if bytes <= most => Ok(()),
        _ => Err(dw_result::DW_ERROR_LENGTH),
    }
}

/// A place for an output. It is written last, so that an input may share its memory.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    pub(crate) fn put(self, value: T) {
        // SAFETY: `out` was promised a place, and looked at it.
        unsafe { self.0.write(value) }
    }
}

/// A type of which zeros are a value.
///
/// # Safety
/// They are.
pub(crate) unsafe trait Zeros {}

impl<T: Zeros> Out<T> {
    /// The place with zeros in it, to be written to in part.
    pub(crate) fn zeros<'a>(self) -> &'a mut T {
        // SAFETY: `out` was promised a place, and looked at it; zeros are a value.
        unsafe {
            self.0.write_bytes(0, 1);
            &mut *self.0
        }
    }
}

/// A place for an output.
///
/// # Safety
/// A pointer that is neither null nor misaligned points to room for a `T` until it is
/// written.
pub(crate) unsafe fn out<T>(pointer: *mut T) -> Result<Out<T>, dw_result> {
    check(pointer)?;
    Ok(Out(pointer))
}

/// Places for outputs, all of which are written or none.
pub(crate) struct OutSlice<T>(*mut T, usize);

impl<T> OutSlice<T> {
    /// Writes what `items` says, twice the same; how many. `DW_ERROR_LENGTH` for more than
    /// there is room for.
    pub(crate) fn put<I: Iterator<Item = T>>(
        self,
        items: impl Fn() -> I,
    ) -> Result<usize, dw_result> {
        let count = items().fold(0_usize, |count, _| count.saturating_add(1));
        if count > self.1 {
            return Err(dw_result::DW_ERROR_LENGTH);
        }
        for (index, item) in (0..self.1).zip(items()) {
            // SAFETY: `out_slice` was promised so many places, and looked at the first.
            unsafe { self.0.add(index).write(item) };
        }
        Ok(count)
    }
}

/// Places for `room` outputs; null only for none.
///
/// # Safety
/// As for [`out`], of `room` elements.
pub(crate) unsafe fn out_slice<T>(pointer: *mut T, room: usize) -> Result<OutSlice<T>, dw_result> {
    if room > 0 {
        check(pointer)?;
        check_length::<T>(room)?;
    }
    Ok(OutSlice(pointer, room))
}

/// Memory that a call changes in place.
///
/// # Safety
/// As for [`read`]; nothing else refers to it during the call.
pub(crate) unsafe fn change<'a, T>(pointer: *mut T) -> Result<&'a mut T, dw_result> {
    check(pointer)?;
    // SAFETY: the caller's promise.
    Ok(unsafe { &mut *pointer })
}

/// As [`change`], of `length` elements; null only for none.
///
/// # Safety
/// As for [`change`].
pub(crate) unsafe fn change_slice<'a, T>(
    pointer: *mut T,
    length: usize,
) -> Result<&'a mut [T], dw_result> {
    if length == 0 {
        return Ok(&mut []);
    }
    check(pointer)?;
    check_length::<T>(length)?;
    // SAFETY: the caller's promise; no object is larger than `isize::MAX`.
    Ok(unsafe { slice::from_raw_parts_mut(pointer, length) })
}

/// Refuses memory that shares a byte with what a call changes in place.
pub(crate) fn apart<T, U>(changed: *const T, other: *const U, length: usize) -> Ended {
    apart_from(changed, 1, other, length)
}

/// As [`apart`], where what is changed has several elements.
pub(crate) fn apart_from<T, U>(
    changed: *const T,
    count: usize,
    other: *const U,
    length: usize,
) -> Ended {
    let count = count.saturating_mul(size_of::<T>());
    let length = length.saturating_mul(size_of::<U>());
    addresses_apart(changed.addr(), count, other.addr(), length)
}

#[inline(never)]
fn addresses_apart(a: usize, a_length: usize, b: usize, b_length: usize) -> Ended {
    let a_end = a.saturating_add(a_length);
    let b_end = b.saturating_add(b_length);
    if a != 0 && b != 0 && a < b_end && b < a_end {
        Err(dw_result::DW_ERROR_OVERLAP)
    } else {
        Ok(())
    }
}

/// A yes or a no, 1 or 0.
pub(crate) fn flag(value: u8) -> Result<bool, dw_result> {
    match value {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(dw_result::DW_ERROR_VALUE),
    }
}
