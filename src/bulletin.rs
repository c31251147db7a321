//! Bulletins: the service's word to a lockbox, carried by any phone (specification,
//! bulletins).
//!
//! A bulletin states the box's epoch, zone and revocations anew. A *live* one answers a
//! challenge that the box gave a moment ago, and is its only trusted source of time; a
//! *carried* one was made beforehand.
//!
//! ```
//! use doorward::bulletin::{Bulletin, Refusal, Revocations};
//! use doorward::calendar::Zone;
//! use doorward::keys::{Id, RootKey};
//!
//! let id = Id::new("LB-00012345")?;
//! let key = RootKey::from_bytes(&[7; 32])?.lockbox(&id, 0).bulletin();
//! let bulletin = Bulletin {
//!     lockbox: id,
//!     nonce: [0; 16], // carried
//!     sequence: 1,
//!     epoch: 0,
//!     issued_at: 1_767_362_400,
//!     is_suspended: false,
//!     zone: Zone::UTC,
//!     revocations: Revocations::new(&[[0xab; 8]])?,
//! };
//! let message = key.seal(&bulletin);
//! assert_eq!(message.as_bytes().len(), 107 + 8);
//! assert_eq!(key.open(&id, message.as_bytes()), Ok(bulletin));
//! assert_eq!(key.open(&Id::new("LB-2")?, message.as_bytes()), Err(Refusal::WrongLockbox));
//! # Ok::<(), doorward::Error>(())
//! ```

use core::fmt;

use subtle::ConstantTimeEq;

use crate::Error;
use crate::bounds::{
    BULLETIN_MAX_LEN, BULLETIN_MIN_LEN, ID_MAX_LEN, KEY_LEN, NONCE_LEN, REVOCATION_LEN,
    REVOCATION_LISTED_SECONDS, REVOCATIONS_MAX, ZONE_LEN,
};
use crate::calendar::{UnixSeconds, Zone};
use crate::keys::{Form, Id, Key, purpose};
use crate::wire::{Reader, Writer};

/// The version of the message.
const MESSAGE_VERSION: u8 = 1;
const SUSPENDED: u8 = 1;

/// At most 16 grants that hold no longer, each by the first eight bytes of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocations {
    /// As in a snapshot: the count and sixteen places, zero behind the count.
    bytes: [u8; Self::LEN],
}

impl Default for Revocations {
    fn default() -> Self {
        Self::NONE
    }
}

impl Revocations {
    /// Bytes in a snapshot.
    pub(crate) const LEN: usize = 1 + REVOCATIONS_MAX * REVOCATION_LEN;

    /// No grant's.
    pub(crate) const NONE: Self = Self {
        bytes: [0; Self::LEN],
    };

    /// The list of these prefixes.
    ///
    /// # Errors
    /// [`Error::Revocations`] for more than 16: then the service raises the epoch.
    pub fn new(prefixes: &[[u8; REVOCATION_LEN]]) -> Result<Self, Error> {
        prefixes
            .iter()
            .try_fold(Self::default(), |list, prefix| list.with(*prefix))
    }

    /// What a bulletin made at `now` has to list, of grants that were released and then
    /// revoked: each until no box can accept it, 3,600 seconds past its not after, twice
    /// the largest tolerance.
    ///
    /// ```
    /// use doorward::Error;
    /// use doorward::bulletin::{Revocations, Revoked};
    ///
    /// let now = 1_767_362_400;
    /// let revoked = |id: u8, not_after| Revoked { grant_id: [id; 16], not_after };
    /// let listed = Revocations::needed([revoked(1, now - 3_600), revoked(2, now - 3_599)], now)?;
    /// assert_eq!(listed.as_slice(), [[2; 8]]);
    ///
    /// // Seventeen that still hold: the service raises the epoch instead.
    /// let many: Vec<_> = (1..=17).map(|id| revoked(id, now + 60)).collect();
    /// assert_eq!(Revocations::needed(many, now), Err(Error::Revocations));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Revocations`] where more than 16 have to be listed: then the service raises
    /// the epoch, which revokes everything, and issues anew.
    pub fn needed(
        revoked: impl IntoIterator<Item = Revoked>,
        now: UnixSeconds,
    ) -> Result<Self, Error> {
        let mut list = Self::default();
        for Revoked {
            grant_id,
            not_after,
        } in revoked
        {
            let is_over = not_after.saturating_add(REVOCATION_LISTED_SECONDS) <= now;
            let Some(prefix) = grant_id.first_chunk() else {
                continue;
            };
            if is_over || list.as_slice().contains(prefix) {
                continue;
            }
            list = list.with(*prefix)?;
        }
        Ok(list)
    }

    /// These and one more.
    fn with(mut self, prefix: [u8; REVOCATION_LEN]) -> Result<Self, Error> {
        self.push(prefix).ok_or(Error::Revocations)?;
        Ok(self)
    }

    fn push(&mut self, prefix: [u8; REVOCATION_LEN]) -> Option<()> {
        let (count, places) = self.bytes.split_first_mut()?;
        let place = places.as_chunks_mut().0.get_mut(usize::from(*count))?;
        *place = prefix;
        *count = count.saturating_add(1);
        Some(())
    }

    /// The prefixes.
    #[must_use]
    pub fn as_slice(&self) -> &[[u8; REVOCATION_LEN]] {
        Self::listed(&self.bytes)
    }

    /// The prefixes of a list's bytes; all places where there are more than that.
    pub(crate) fn listed(bytes: &[u8; Self::LEN]) -> &[[u8; REVOCATION_LEN]] {
        let [count, places @ ..] = bytes;
        let (places, _) = places.as_chunks();
        places.get(..usize::from(*count)).unwrap_or(places)
    }

    /// Whether bytes are a list's: at most 16, and zeros behind them.
    pub(crate) fn is_good(bytes: &[u8; Self::LEN]) -> bool {
        let [count, places @ ..] = bytes;
        let (places, _) = places.as_chunks::<REVOCATION_LEN>();
        places
            .get(usize::from(*count)..)
            .is_some_and(|rest| rest.as_flattened().iter().all(|byte| *byte == 0))
    }

    pub(crate) const fn as_bytes_mut(&mut self) -> &mut [u8; Self::LEN] {
        &mut self.bytes
    }
}

#[cfg(feature = "serde")]
mod with_serde {
    use core::fmt;

    use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
    use serde::ser::{Serialize, Serializer};

    use super::Revocations;
    use crate::json::Hex;

    impl Serialize for Revocations {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.as_slice().iter().copied().map(Hex))
        }
    }

    impl<'de> Deserialize<'de> for Revocations {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Prefixes;

            impl<'de> Visitor<'de> for Prefixes {
                type Value = Revocations;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("at most 16 times 16 hexadecimal digits")
                }

                fn visit_seq<A: SeqAccess<'de>>(
                    self,
                    mut items: A,
                ) -> Result<Revocations, A::Error> {
                    let mut list = Revocations::default();
                    while let Some(Hex(prefix)) = items.next_element()? {
                        list = list.with(prefix).map_err(A::Error::custom)?;
                    }
                    Ok(list)
                }
            }

            deserializer.deserialize_seq(Prefixes)
        }
    }
}

/// A grant that was released and then revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Revoked {
    /// The grant's id.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub grant_id: [u8; NONCE_LEN],
    /// The instant at which its body is over.
    pub not_after: UnixSeconds,
}

/// What a bulletin says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Bulletin {
    /// The lockbox it is for.
    pub lockbox: Id,
    /// The challenge it answers; zero for a carried one.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub nonce: [u8; NONCE_LEN],
    /// Rises with every bulletin of the lockbox that says something new.
    pub sequence: u32,
    /// The ownership epoch.
    pub epoch: u32,
    /// When the service made it.
    pub issued_at: UnixSeconds,
    /// Whether nothing may open.
    pub is_suspended: bool,
    /// The zone the lockbox lives in.
    #[cfg_attr(feature = "serde", serde(with = "crate::policy::values::zone_hex"))]
    pub zone: Zone,
    /// The grants that hold no longer.
    pub revocations: Revocations,
}

impl Bulletin {
    /// None yet.
    pub(crate) const BLANK: Self = Self {
        lockbox: Id::BLANK,
        nonce: [0; NONCE_LEN],
        sequence: 0,
        epoch: 0,
        issued_at: 0,
        is_suspended: false,
        zone: Zone::UTC,
        revocations: Revocations::NONE,
    };

    /// Whether it answers a challenge.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.nonce != [0; NONCE_LEN]
    }
}

/// A bulletin as it travels: 107 to 235 bytes.
#[derive(Clone)]
pub struct BulletinMessage {
    bytes: [u8; BULLETIN_MAX_LEN],
    len: usize,
}

impl BulletinMessage {
    /// The message's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&self.bytes)
    }
}

impl fmt::Debug for BulletinMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BulletinMessage({} bytes)", self.len)
    }
}

/// Why a message is no bulletin for this lockbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Refusal {
    /// Of a version other than 1.
    Unsupported,
    /// Not well formed, or with a field out of its range.
    BadMessage,
    /// For another lockbox.
    WrongLockbox,
    /// Not made by the service, or changed on the way.
    BadProof,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsupported => "a bulletin of an unknown version",
            Self::BadMessage => "not a well-formed bulletin",
            Self::WrongLockbox => "a bulletin for another lockbox",
            Self::BadProof => "the bulletin is not authentic",
        })
    }
}

impl core::error::Error for Refusal {}

impl<F: Form> Key<purpose::Bulletin, F> {
    /// The message of a bulletin, with its tag.
    #[must_use]
    pub fn seal(&self, bulletin: &Bulletin) -> BulletinMessage {
        let mut bytes = [0; BULLETIN_MAX_LEN];
        let mut writer = Writer::new(&mut bytes);
        let Bulletin {
            lockbox,
            revocations,
            ..
        } = bulletin;
        writer
            .u8(MESSAGE_VERSION)
            .put(&lockbox.len_byte())
            .put(lockbox.as_padded())
            .put(&bulletin.nonce)
            .u32(bulletin.sequence)
            .u32(bulletin.epoch)
            .u64(bulletin.issued_at)
            .u8(if bulletin.is_suspended { SUSPENDED } else { 0 })
            .put(&bulletin.zone.to_bytes())
            .u8(revocations.bytes[0])
            .put(revocations.as_slice().as_flattened());
        let len = BULLETIN_MAX_LEN
            .saturating_sub(writer.remaining())
            .saturating_add(KEY_LEN);
        let mut message = BulletinMessage { bytes, len };
        if let Some((body, tag)) = message
            .bytes
            .get_mut(..len)
            .and_then(<[u8]>::split_last_chunk_mut)
        {
            *tag = self.tag(body);
        }
        message
    }

    /// The bulletin of a message for lockbox `id`, if this key made it.
    ///
    /// # Errors
    /// [`Refusal`], in this order: unsupported, not well formed, for another lockbox, not
    /// authentic.
    pub fn open(&self, id: &Id, message: &[u8]) -> Result<Bulletin, Refusal> {
        let mut bulletin = Bulletin::BLANK;
        self.open_to(id, message, &mut bulletin)?;
        Ok(bulletin)
    }

    /// As [`open`](Self::open), to a place; what stands there is not to be believed if it is
    /// refused.
    pub(crate) fn open_to(
        &self,
        id: &Id,
        message: &[u8],
        bulletin: &mut Bulletin,
    ) -> Result<(), Refusal> {
        match message.first() {
            None => return Err(Refusal::BadMessage),
            Some(&MESSAGE_VERSION) => {}
            Some(_) => return Err(Refusal::Unsupported),
        }
        let (body, tag) = message
            .split_last_chunk::<KEY_LEN>()
            .ok_or(Refusal::BadMessage)?;
        parse(body, bulletin).ok_or(Refusal::BadMessage)?;
        if bulletin.lockbox != *id {
            return Err(Refusal::WrongLockbox);
        }
        if bool::from(self.tag(body).ct_eq(tag)) {
            Ok(())
        } else {
            Err(Refusal::BadProof)
        }
    }

    fn tag(&self, body: &[u8]) -> [u8; KEY_LEN] {
        let mut tag = [0; KEY_LEN];
        self.write_mac(b"bulletin", &[body], &mut tag);
        tag
    }
}

/// Writes what a message's body says to its place.
#[inline(never)]
fn parse(body: &[u8], bulletin: &mut Bulletin) -> Option<()> {
    const { assert!(BULLETIN_MIN_LEN == 75 + KEY_LEN) };
    let mut reader = Reader::new(body);
    reader.u8();
    let len = reader.u8();
    bulletin.lockbox = Id::from_padded(&reader.array::<ID_MAX_LEN>(), len)?;
    bulletin.nonce = reader.array();
    bulletin.sequence = reader.u32();
    bulletin.epoch = reader.u32();
    bulletin.issued_at = reader.u64();
    bulletin.is_suspended = reader.bool()?;
    bulletin.zone = Zone::from_bytes(&reader.array::<ZONE_LEN>()).ok()?;
    bulletin.revocations = Revocations::NONE;
    for _ in 0..reader.u8() {
        bulletin.revocations.push(reader.array())?;
    }
    reader.end()
}

#[cfg(test)]
mod tests;
