//! How a key is held: what it costs in memory, and what to work with it.

use zeroize::Zeroize;

use super::{KEY_LEN, VERSION};
use crate::mac::{MacKey, Short, mac_short_once};

/// How a [`Key`](super::Key) is held: [`Ready`] or [`Bare`].
pub trait Form: Zeroize + Sealed {}

impl<F: Sealed + Zeroize> Form for F {}

pub trait Sealed: Sized {
    /// No key yet.
    const BLANK: Self;

    /// The key of these bytes.
    fn new(bytes: &[u8; KEY_LEN]) -> Self;

    /// The key that a message became.
    fn of(mac: &mut Short) -> Self;

    fn bytes(&self) -> &[u8; KEY_LEN];

    /// The MAC of a message, in its place.
    fn mac_short(&self, message: &mut Short);

    /// RFC 5869 HKDF-Expand with L = 32 and `info` = `doorward/v1/` || label || 0x00 ||
    /// fields. No `info` of the specification passes one block.
    #[inline(never)]
    fn expand(&self, label: &[u8], fields: &[&[u8]; 3]) -> Self {
        let [a, b, c] = *fields;
        let mut info = Short::EMPTY;
        info.put(VERSION).put(label).put(&[0]);
        info.put(a).put(b).put(c).put(&[1]);
        self.mac_short(&mut info);
        Self::of(&mut info)
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

    fn new(bytes: &[u8; KEY_LEN]) -> Self {
        Self {
            bytes: *bytes,
            mac: MacKey::new(bytes),
        }
    }

    fn of(mac: &mut Short) -> Self {
        Self {
            bytes: *mac.mac(),
            mac: mac.key(),
        }
    }

    fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.bytes
    }

    fn mac_short(&self, message: &mut Short) {
        self.mac.mac_short(message);
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

    fn new(bytes: &[u8; KEY_LEN]) -> Self {
        Self { bytes: *bytes }
    }

    fn of(mac: &mut Short) -> Self {
        let made = Self { bytes: *mac.mac() };
        mac.zeroize();
        made
    }

    fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.bytes
    }

    fn mac_short(&self, message: &mut Short) {
        mac_short_once(&self.bytes, message);
    }
}

impl Zeroize for Bare {
    fn zeroize(&mut self) {
        let Self { bytes } = self;
        bytes.zeroize();
    }
}
