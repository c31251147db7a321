//! The keys, from the issuing service's root key down to the key of one day.
//!
//! ```text
//! root --+-- lockbox --+-- day root --- day key     one per ownership epoch, then per date
//!        |             +-- flex                     one per ownership epoch
//!        |             +-- grant                    one per ownership epoch
//!        |             +-- service                  for the life of the lockbox key
//!        |             +-- bulletin                 for the life of the lockbox key
//!        |             +-- challenge                for the life of the lockbox key
//!        +-- first audit key
//!        +-- credential
//! ```
//!
//! Every arrow is RFC 5869 HKDF-Expand with a label of its own (specification, keys).
//! Each derivation costs four SHA-256 compressions: two for the new key, two to make its
//! HMAC state, which is kept and reused.
//!
//! Whoever only derives keys, on a processor with little memory, has them [bare](Bare): the
//! state is made when it is needed, and forgotten.
//!
//! A key is erased when it is dropped, prints only its purpose and cannot be serialized;
//! its bytes leave it through [`Key::expose_bytes`] alone.
//!
//! ```
//! use doorward::keys::{Id, RootKey};
//!
//! # let random_bytes = [7; 32];
//! let root = RootKey::from_bytes(&random_bytes)?;
//! let lockbox = root.lockbox(&Id::new("LB-00012345")?, 0);
//! let flex = lockbox.flex(3); // ownership epoch 3
//! assert_eq!(format!("{flex:?}"), "Key<flex>");
//! # Ok::<(), doorward::Error>(())
//! ```

use core::fmt;
use core::marker::PhantomData;

use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop};

mod form;
mod id;

pub use form::{Bare, Form, Ready};
pub use id::Id;

use crate::Error;
use crate::bounds::{KEY_LEN, NONCE_LEN};
use crate::calendar::Day;
use crate::mac::{MacKey, write_mac};

/// What a [`Key`] is for, as a type, so that none can be used for another's work.
pub trait Purpose: sealed::Sealed {
    /// The name that `Debug` prints.
    const NAME: &'static str;
}

mod sealed {
    pub trait Sealed {}
}

/// The purposes there are.
pub mod purpose {
    macro_rules! purposes {
        ($($(#[$doc:meta])* $purpose:ident = $name:literal;)*) => {
            $(
                $(#[$doc])*
                #[derive(Debug)]
                pub enum $purpose {}

                impl super::sealed::Sealed for $purpose {}

                impl super::Purpose for $purpose {
                    const NAME: &'static str = $name;
                }
            )*
        };
    }

    purposes! {
        /// The issuing service's own key.
        Root = "root";
        /// One lockbox, in one provisioning.
        Lockbox = "lockbox";
        /// The day codes of one ownership epoch.
        DayRoot = "day-root";
        /// The day codes of one date.
        Day = "day";
        /// The FlexCodes of one ownership epoch.
        Flex = "flex";
        /// The grants of one ownership epoch.
        Grant = "grant";
        /// Service codes.
        Service = "service";
        /// Bulletins.
        Bulletin = "bulletin";
        /// The challenges a lockbox gives.
        Challenge = "challenge";
        /// Rows of the audit log.
        Audit = "audit";
        /// A card's renewal codes.
        Credential = "credential";
    }
}

/// 32 secret bytes and the HMAC state made from them: 96 bytes in memory. [`Bare`] it is the
/// 32 alone, as an array of them lies in memory.
#[repr(transparent)]
pub struct Key<P: Purpose, F: Form = Ready> {
    form: F,
    purpose: PhantomData<P>,
}

/// The issuing service's root key: 32 uniformly random bytes from a key store. Never made
/// from a serial number, a PIN or a password.
pub type RootKey = Key<purpose::Root>;
/// What a lockbox is provisioned with: everything it checks codes by.
pub type LockboxKey = Key<purpose::Lockbox>;
/// The key that the day keys of one ownership epoch come from.
pub type DayRootKey = Key<purpose::DayRoot>;
/// Opens one date of one ownership epoch and no other. May be handed to the listing
/// agent's phone, to issue that date's codes without a connection.
pub type DayKey = Key<purpose::Day>;
/// The FlexCodes of one ownership epoch.
pub type FlexKey = Key<purpose::Flex>;
/// The grants of one ownership epoch.
pub type GrantKey = Key<purpose::Grant>;
/// Service codes, in every ownership epoch.
pub type ServiceKey = Key<purpose::Service>;
/// Bulletins, in every ownership epoch.
pub type BulletinKey = Key<purpose::Bulletin>;
/// The challenges that a lockbox gives, in every ownership epoch.
pub type ChallengeKey = Key<purpose::Challenge>;
/// The key of one row of the audit log.
pub type AuditKey = Key<purpose::Audit>;
/// The renewal codes of one card.
pub type CredentialKey = Key<purpose::Credential>;

impl<P: Purpose, F: Form> Key<P, F> {
    /// The key with these bytes. Two compressions, none for a bare one.
    ///
    /// # Errors
    /// [`Error::KeyLength`] unless there are exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bytes: Result<&[u8; KEY_LEN], _> = bytes.try_into();
        bytes.map(Self::from).map_err(|_| Error::KeyLength)
    }

    /// The secret bytes, to hand to a key store, a lockbox being provisioned or a test.
    #[must_use]
    pub fn expose_bytes(&self) -> &[u8; KEY_LEN] {
        self.form.bytes()
    }

    /// The key derived by a label and fields: RFC 5869 HKDF-Expand with L = 32 and `info` =
    /// `doorward/v1/` || label || 0x00 || fields, the last of which is the byte 1. Four
    /// compressions.
    #[inline]
    fn expand<Q: Purpose, G: Form>(&self, label: &[u8], fields: &[&[u8]]) -> Key<Q, G> {
        let mut key = Key::BLANK;
        self.expand_to(label, fields, &mut key);
        key
    }

    /// As [`expand`](Self::expand), to a place: a small processor's stack has no room for the
    /// ways that a key takes otherwise.
    #[inline]
    fn expand_to<Q: Purpose, G: Form>(&self, label: &[u8], fields: &[&[u8]], key: &mut Key<Q, G>) {
        key.form
            .become_bytes(|bytes| self.write_mac(label, fields, bytes));
    }

    /// Writes the MAC of a label, if there is one, and a message's parts; as much of it as
    /// there is room for.
    #[inline]
    pub(crate) fn write_mac(&self, label: &[u8], parts: &[&[u8]], mac: &mut [u8]) {
        write_mac(self.form.bytes(), self.form.states(), label, parts, mac);
    }

    /// No key yet.
    pub(crate) const BLANK: Self = Self {
        form: F::BLANK,
        purpose: PhantomData,
    };
}

impl<P: Purpose, F: Form> From<&[u8; KEY_LEN]> for Key<P, F> {
    /// The key with these bytes. Two compressions, none for a bare one.
    #[inline]
    fn from(bytes: &[u8; KEY_LEN]) -> Self {
        let mut key = Self::BLANK;
        key.form.become_bytes(|place| *place = *bytes);
        key
    }
}

impl<P: Purpose> Key<P> {
    pub(crate) const fn mac(&self) -> &MacKey {
        self.form.mac()
    }
}

/// The start of every derivation and MAC of this version of the specification.
pub(crate) const VERSION: &[u8] = b"doorward/v1/";

impl<F: Form> Key<purpose::Root, F> {
    /// The key of lockbox `id`. `generation` counts the box's provisionings from 0, so
    /// that a box once opened can be keyed anew.
    #[must_use]
    pub fn lockbox(&self, id: &Id, generation: u32) -> Key<purpose::Lockbox, F> {
        self.expand(
            b"lockbox",
            &[
                &id.len_byte(),
                id.as_ascii(),
                &generation.to_be_bytes(),
                &[1],
            ],
        )
    }

    /// The key of the first row of the audit log of lockbox `id`.
    ///
    /// It comes from the root, never from the lockbox key: a box, or a thief with a box's
    /// keys, could otherwise make it again and rewrite the past.
    #[must_use]
    pub fn first_audit(&self, id: &Id, generation: u32) -> Key<purpose::Audit, F> {
        self.expand(
            b"audit",
            &[
                &id.len_byte(),
                id.as_ascii(),
                &generation.to_be_bytes(),
                &[1],
            ],
        )
    }

    /// The key of the card `id`.
    #[must_use]
    pub fn credential(&self, id: &Id) -> Key<purpose::Credential, F> {
        self.expand(b"credential", &[&id.len_byte(), id.as_ascii(), &[1]])
    }
}

impl<F: Form> Key<purpose::Lockbox, F> {
    /// The key that the day keys of ownership epoch `epoch` come from.
    #[must_use]
    pub fn day_root(&self, epoch: u32) -> Key<purpose::DayRoot, F> {
        self.for_purpose(b"day", epoch)
    }

    /// The FlexCode key of ownership epoch `epoch`.
    #[must_use]
    pub fn flex(&self, epoch: u32) -> Key<purpose::Flex, F> {
        self.for_purpose(b"flex", epoch)
    }

    /// The grant key of ownership epoch `epoch`.
    #[must_use]
    pub fn grant(&self, epoch: u32) -> Key<purpose::Grant, F> {
        self.for_purpose(b"grant", epoch)
    }

    /// The service-code key: not bound to an epoch, since the code that raises the epoch
    /// must not die with it.
    #[must_use]
    pub fn service(&self) -> Key<purpose::Service, F> {
        self.for_purpose(b"service", 0)
    }

    /// The bulletin key: not bound to an epoch.
    #[must_use]
    pub fn bulletin(&self) -> Key<purpose::Bulletin, F> {
        self.for_purpose(b"bulletin", 0)
    }

    /// The challenge key: not bound to an epoch.
    #[must_use]
    pub fn challenge(&self) -> Key<purpose::Challenge, F> {
        self.for_purpose(b"challenge", 0)
    }

    /// The key that the day keys of an epoch come from, for one of them.
    pub(crate) fn bare_day_root(&self, epoch: u32) -> Key<purpose::DayRoot, Bare> {
        self.for_purpose(b"day", epoch)
    }

    /// [`day_root`](Self::day_root), to a place.
    pub(crate) fn put_day_root(&self, epoch: u32, key: &mut DayRootKey) {
        self.expand_to(b"day", &[&epoch.to_be_bytes(), &[1]], key);
    }

    /// [`flex`](Self::flex), to a place.
    pub(crate) fn put_flex(&self, epoch: u32, key: &mut FlexKey) {
        self.expand_to(b"flex", &[&epoch.to_be_bytes(), &[1]], key);
    }

    /// [`service`](Self::service), to a place.
    pub(crate) fn put_service(&self, key: &mut ServiceKey) {
        self.expand_to(b"service", &[&[0; 4], &[1]], key);
    }

    /// The grant key of an epoch, for one MAC.
    pub(crate) fn bare_grant(&self, epoch: u32) -> Key<purpose::Grant, Bare> {
        self.for_purpose(b"grant", epoch)
    }

    /// The bulletin key, for one MAC.
    pub(crate) fn bare_bulletin(&self) -> Key<purpose::Bulletin, Bare> {
        self.for_purpose(b"bulletin", 0)
    }

    /// The challenge key, for one MAC.
    pub(crate) fn bare_challenge(&self) -> Key<purpose::Challenge, Bare> {
        self.for_purpose(b"challenge", 0)
    }

    fn for_purpose<Q: Purpose, G: Form>(&self, purpose: &[u8], epoch: u32) -> Key<Q, G> {
        self.expand(purpose, &[&epoch.to_be_bytes(), &[1]])
    }
}

impl<F: Form> Key<purpose::Audit, F> {
    /// The key of the row after, which takes the place of this one. It cannot be undone:
    /// whoever has a key has none before it.
    #[must_use]
    pub fn next(&self) -> Self {
        self.expand(b"audit-next", &[])
    }

    /// The same key once more, for the service, which walks along the keys.
    pub(crate) fn copy(&self) -> Self {
        Self::from(self.form.bytes())
    }
}

impl<F: Form> Key<purpose::Challenge, F> {
    /// The challenge that a lockbox gives, from the counter of its challenges and 16
    /// random bytes: even a random source that repeats itself repeats no challenge.
    #[must_use]
    pub fn challenge(&self, counter: u64, entropy: &[u8; NONCE_LEN]) -> [u8; NONCE_LEN] {
        let mut challenge = [0; NONCE_LEN];
        self.write_mac(&[], &[&counter.to_be_bytes(), entropy], &mut challenge);
        challenge
    }
}

impl<F: Form> Key<purpose::DayRoot, F> {
    /// The key of one date, in the lockbox's zone.
    #[must_use]
    pub fn day(&self, day: Day) -> Key<purpose::Day, F> {
        self.expand(b"day-key", &[&day.number().to_be_bytes(), &[1]])
    }

    /// [`day`](Self::day), to a place.
    pub(crate) fn put_day(&self, day: Day, key: &mut DayKey) {
        self.expand_to(b"day-key", &[&day.number().to_be_bytes(), &[1]], key);
    }
}

impl<P: Purpose, F: Form> ConstantTimeEq for Key<P, F> {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.form.bytes().ct_eq(other.form.bytes())
    }
}

impl<P: Purpose, F: Form> fmt::Debug for Key<P, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key<{}>", P::NAME)
    }
}

impl<P: Purpose, F: Form> Zeroize for Key<P, F> {
    fn zeroize(&mut self) {
        let Self { form, purpose: _ } = self;
        form.zeroize();
    }
}

impl<P: Purpose, F: Form> Drop for Key<P, F> {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl<P: Purpose, F: Form> ZeroizeOnDrop for Key<P, F> {}

#[cfg(test)]
mod tests;
