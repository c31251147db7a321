//! How a key is held: what it costs in memory, and what to work with it.

use zeroize::Zeroize;

use super::{KEY_LEN, VERSION};
use crate::mac::{MacKey, mac_once};

/// How a [`Key`](super::Key) is held: [`Ready`] or [`Bare`].
pub trait Form: Zeroize + Sealed {}

impl<F: Sealed + Zeroize> Form for F {}

pub trait Sealed: Sized {
    /// No key yet, to be written in its place: a key that is moved leaves a copy behind.
    const BLANK: Self;

    /// Makes a blank one the key of these bytes.
    fn set(&mut self, bytes: &[u8; KEY_LEN]);

    fn bytes(&self) -> &[u8; KEY_LEN];

    /// The MAC of a message, given in parts.
    fn mac_parts(&self, parts: &[&[u8]]) -> [u8; KEY_LEN];

    /// RFC 5869 HKDF-Expand with L = 32 and `info` = `doorward/v1/` || label || 0x00 ||
    /// fields: makes a blank one the key derived by it. No `info` of the specification passes
    /// one block.
    #[inline(never)]
    fn expand(&self, label: &[u8], fields: &[&[u8]; 3], blank: &mut Self) {
        let [a, b, c] = *fields;
        let mut bytes = self.mac_parts(&[VERSION, label, &[0], a, b, c, &[1]]);
        blank.set(&bytes);
        bytes.zeroize();
    }
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

    fn set(&mut self, bytes: &[u8; KEY_LEN]) {
        self.bytes = *bytes;
        self.mac.begin(bytes);
    }

    fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.bytes
    }

    fn mac_parts(&self, parts: &[&[u8]]) -> [u8; KEY_LEN] {
        self.mac.mac_parts(parts)
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
pub struct Bare {
    bytes: [u8; KEY_LEN],
}

impl Sealed for Bare {
    const BLANK: Self = Self {
        bytes: [0; KEY_LEN],
    };

    fn set(&mut self, bytes: &[u8; KEY_LEN]) {
        self.bytes = *bytes;
    }

    fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.bytes
    }

    fn mac_parts(&self, parts: &[&[u8]]) -> [u8; KEY_LEN] {
        mac_once(&self.bytes, parts)
    }
}

impl Zeroize for Bare {
    fn zeroize(&mut self) {
        let Self { bytes } = self;
        bytes.zeroize();
    }
}
