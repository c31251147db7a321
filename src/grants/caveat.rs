use super::Operations;
use crate::Error;
use crate::bounds::{CAVEAT_MAX_LEN, CAVEATS_MAX, NONCE_LEN};
use crate::calendar::UnixSeconds;
use crate::wire::{Reader, Writer};

/// A restriction that a holder adds. None can allow more than there was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Caveat {
    /// Not before this instant; the greatest of body and caveats holds.
    NotBefore(UnixSeconds),
    /// Over at this instant; the least of body and caveats holds.
    NotAfter(UnixSeconds),
    /// These operations at most; what all of body and caveats have holds.
    Operations(Operations),
    /// Handed on to somebody, by the word of the holder before; not an identity. The first
    /// eight bytes of the last one are logged.
    Delegate(#[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))] [u8; NONCE_LEN]),
}

impl Caveat {
    /// The bytes of type, length and value.
    pub(crate) fn write<'a>(&self, bytes: &'a mut [u8; CAVEAT_MAX_LEN]) -> &'a [u8] {
        let mut writer = Writer::new(bytes);
        match self {
            Self::NotBefore(instant) => writer.u8(1).u8(8).u64(*instant),
            Self::NotAfter(instant) => writer.u8(2).u8(8).u64(*instant),
            Self::Operations(operations) => writer.u8(3).u8(2).u16(operations.bits()),
            Self::Delegate(id) => writer.u8(4).u8(16).put(id),
        };
        let written = CAVEAT_MAX_LEN.saturating_sub(writer.remaining());
        bytes.get(..written).unwrap_or_default()
    }

    /// The next caveat; none for an unknown type, a wrong length or an unknown bit.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        match (reader.u8(), reader.u8()) {
            (1, 8) => Some(Self::NotBefore(reader.u64())),
            (2, 8) => Some(Self::NotAfter(reader.u64())),
            (3, 2) => Operations::from_bits(reader.u16())
                .ok()
                .map(Self::Operations),
            (4, 16) => Some(Self::Delegate(reader.array())),
            _ => None,
        }
    }

    /// The caveat of these bytes.
    ///
    /// # Errors
    /// [`Error::Caveat`] for an unknown type, a wrong length, an unknown bit or a byte too
    /// many.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes);
        let caveat = Self::read(&mut reader).ok_or(Error::Caveat)?;
        reader.end().map(|()| caveat).ok_or(Error::Caveat)
    }
}

/// At most eight caveats, in the order in which they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caveats {
    list: [Caveat; CAVEATS_MAX],
    count: u8,
}

impl Caveats {
    pub(super) const NONE: Self = Self {
        list: [Caveat::NotBefore(0); CAVEATS_MAX],
        count: 0,
    };

    /// The caveats.
    #[must_use]
    pub fn as_slice(&self) -> &[Caveat] {
        self.list
            .get(..usize::from(self.count))
            .unwrap_or(&self.list)
    }

    /// These and one more.
    pub(super) fn with(mut self, caveat: Caveat) -> Result<Self, Error> {
        let place = self
            .list
            .get_mut(usize::from(self.count))
            .ok_or(Error::Caveats)?;
        *place = caveat;
        self.count = self.count.saturating_add(1);
        Ok(self)
    }

    /// The count and the caveats behind it.
    pub(super) fn write(&self, writer: &mut Writer<'_>) {
        writer.u8(self.count);
        for caveat in self.as_slice() {
            writer.put(caveat.write(&mut [0; CAVEAT_MAX_LEN]));
        }
    }

    /// The caveats behind their count, and what follows them.
    pub(super) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut caveats = Self::NONE;
        let (_, rest) = CaveatBytes::read(bytes, |caveat| {
            if let Ok(more) = caveats.with(*caveat) {
                caveats = more;
            }
        })?;
        Some((caveats, rest))
    }
}

/// The caveats of a message, which are at most eight, one behind the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CaveatBytes<'m>(&'m [u8]);

impl<'m> CaveatBytes<'m> {
    /// The caveats behind their count, each shown to `look`, and what follows them; none where
    /// one is not known.
    pub(super) fn read(bytes: &'m [u8], mut look: impl FnMut(&Caveat)) -> Option<(Self, &'m [u8])> {
        let (count, bytes) = bytes.split_first()?;
        (usize::from(*count) <= CAVEATS_MAX).then_some(())?;
        let mut rest = bytes;
        for _ in 0..*count {
            let (caveat, behind) = split_caveat(rest)?;
            look(&Caveat::from_bytes(caveat).ok()?);
            rest = behind;
        }
        let length = bytes.len().saturating_sub(rest.len());
        let (caveats, _) = bytes.split_at_checked(length)?;
        Some((Self(caveats), rest))
    }
}

impl<'m> Iterator for CaveatBytes<'m> {
    type Item = &'m [u8];

    fn next(&mut self) -> Option<&'m [u8]> {
        let (caveat, rest) = split_caveat(self.0)?;
        self.0 = rest;
        Some(caveat)
    }
}

/// The bytes of a caveat by its length, and those behind it.
fn split_caveat(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let [_, length, ..] = bytes else {
        return None;
    };
    bytes.split_at_checked(usize::from(*length).saturating_add(2))
}

#[cfg(feature = "serde")]
mod with_serde {
    use core::fmt;

    use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
    use serde::ser::{Serialize, Serializer};

    use super::Caveats;

    impl Serialize for Caveats {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.as_slice())
        }
    }

    impl<'de> Deserialize<'de> for Caveats {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct AtMostEight;

            impl<'de> Visitor<'de> for AtMostEight {
                type Value = Caveats;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("at most eight caveats")
                }

                fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Caveats, A::Error> {
                    let mut caveats = Caveats::NONE;
                    while let Some(caveat) = items.next_element()? {
                        caveats = caveats.with(caveat).map_err(A::Error::custom)?;
                    }
                    Ok(caveats)
                }
            }

            deserializer.deserialize_seq(AtMostEight)
        }
    }
}
