//! How a key is held: what it costs in memory, and what to work with it.

use zeroize::Zeroize;

use super::KEY_LEN;
use crate::mac::MacKey;

/// How a [`Key`](super::Key) is held: [`Ready`] or [`Bare`].
pub trait Form: Zeroize + Sealed {}

impl<F: Sealed + Zeroize> Form for F {}

pub trait Sealed: Sized {
    /// No key yet.
    const BLANK: Self;

    fn bytes(&self) -> &[u8; KEY_LEN];

    /// The HMAC states, if they are kept.
    fn states(&self) -> Option<&MacKey>;

    /// Becomes the key whose bytes `write` writes, all of them.
    fn become_bytes(&mut self, write: impl FnOnce(&mut [u8; KEY_LEN]));
}

/// With the HMAC state that is made of its bytes: two compressions once, none later.
pub struct Ready {
    bytes: [u8; KEY_LEN],
    mac: MacKey,
}

impl Ready {
    pub(super) const fn mac(&self) -> &MacKey {
        &self.mac
    }
}

impl Sealed for Ready {
    const BLANK: Self = Self {
        bytes: [0; KEY_LEN],
        mac: MacKey::BLANK,
    };

    fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.bytes
    }

    fn states(&self) -> Option<&MacKey> {
        Some(&self.mac)
    }

    #[inline]
    fn become_bytes(&mut self, write: impl FnOnce(&mut [u8; KEY_LEN])) {
        write(&mut self.bytes);
        self.mac.set(&self.bytes);
    }
}

impl Zeroize for Ready {
    fn zeroize(&mut self) {
        let Self { bytes, mac } = self;
        bytes.zeroize();
        mac.zeroize();
    }
}

/// Its bytes alone: for a key that others are derived from, or that is handed on.
#[repr(transparent)]
pub struct Bare {
    bytes: [u8; KEY_LEN],
}

impl Sealed for Bare {
    const BLANK: Self = Self {
        bytes: [0; KEY_LEN],
    };

    fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.bytes
    }

    fn states(&self) -> Option<&MacKey> {
        None
    }

    #[inline]
    fn become_bytes(&mut self, write: impl FnOnce(&mut [u8; KEY_LEN])) {
        write(&mut self.bytes);
    }
}

impl Zeroize for Bare {
    fn zeroize(&mut self) {
        let Self { bytes } = self;
        bytes.zeroize();
    }
}
