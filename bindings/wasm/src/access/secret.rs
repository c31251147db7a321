//! Secrets that stay where they are: on the heap, in a box that is erased with them.
//!
//! A value that is moved leaves a copy behind. So a secret is made, put into a box, and the stack
//! on which it was made is overwritten; what JavaScript holds is the box, whose moves move a
//! pointer.

use core::ops::{Deref, DerefMut};

use zeroize::Zeroize as _;

use crate::fault::Result;

/// A secret of the library's, which erases itself when it is dropped.
pub struct Secret<T>(Box<T>);

impl<T> Secret<T> {
    /// Keeps what is made.
    pub(super) fn of(make: impl FnOnce() -> T) -> Self {
        let kept = Self(boxed(make));
        overwrite_stack();
        kept
    }

    /// Keeps what is made, if it is.
    pub(super) fn made(make: impl FnOnce() -> Result<T>) -> Result<Self> {
        let kept = try_boxed(make);
        overwrite_stack();
        kept.map(Self)
    }
}

impl<T> Deref for Secret<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Secret<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: core::fmt::Debug> core::fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Drop for Secret<T> {
    /// What was reckoned with it since goes too.
    fn drop(&mut self) {
        overwrite_stack();
    }
}

// Not inlined, so that their frames are below the caller's and gone when they return.
#[inline(never)]
fn boxed<T>(make: impl FnOnce() -> T) -> Box<T> {
    Box::new(make())
}

#[inline(never)]
fn try_boxed<T>(make: impl FnOnce() -> Result<T>) -> Result<Box<T>> {
    make().map(Box::new)
}

/// More than any call of the library takes: its deepest takes 5 kB on a microcontroller.
const STACK_WORDS: usize = 2_048;

#[inline(never)]
fn overwrite_stack() {
    let mut space = [0_u64; STACK_WORDS];
    space.zeroize();
}
