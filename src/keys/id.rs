use core::fmt;

use crate::Error;
use crate::bounds::ID_MAX_LEN;
use crate::wire::copy;

/// The name of a lockbox, or of a card's credential: 1 to 25 ASCII graphic characters,
/// compared exactly. Case counts; there are no spaces.
///
/// 25 is the length of RESO's `LockBoxSerialNumber`. An id is public: it names a box, and
/// nothing is ever derived from it alone.
///
/// ```
/// use doorward::{Error, keys::Id};
///
/// let id = Id::new("LB-00012345")?;
/// assert_eq!(id.as_str(), "LB-00012345");
/// assert_eq!(Id::new("LB 00012345"), Err(Error::IdCharacter));
/// assert_eq!(Id::new(""), Err(Error::IdLength));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Id {
    // Zero behind the end, so that equal ids are equal bytes.
    padded: [u8; ID_MAX_LEN],
    len: u8,
}

impl Id {
    /// No id yet.
    pub(crate) const BLANK: Self = Self {
        padded: [0; ID_MAX_LEN],
        len: 0,
    };

    /// The id spelled `text`.
    ///
    /// # Errors
    /// [`Error::IdLength`] unless it has 1 to 25 bytes, [`Error::IdCharacter`] unless all
    /// of them are ASCII graphic characters.
    pub fn new(text: &str) -> Result<Self, Error> {
        Self::from_ascii(text.as_bytes())
    }

    /// The id spelled by these ASCII bytes, without padding.
    ///
    /// # Errors
    /// As [`Id::new`].
    pub fn from_ascii(ascii: &[u8]) -> Result<Self, Error> {
        let mut padded = [0; ID_MAX_LEN];
        let len = u8::try_from(ascii.len()).map_err(|_| Error::IdLength)?;
        let place = padded.get_mut(..ascii.len()).ok_or(Error::IdLength)?;
        if ascii.is_empty() {
            return Err(Error::IdLength);
        }
        if !ascii.iter().all(u8::is_ascii_graphic) {
            return Err(Error::IdCharacter);
        }
        copy(place, ascii);
        Ok(Self { padded, len })
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // ASCII is UTF-8, so this never falls back.
        core::str::from_utf8(self.as_ascii()).unwrap_or("")
    }

    /// The id's own bytes.
    #[must_use]
    pub fn as_ascii(&self) -> &[u8] {
        self.padded
            .get(..usize::from(self.len))
            .unwrap_or(&self.padded)
    }

    /// The length, as derivations and messages spell it in front of the id.
    pub(crate) const fn len_byte(&self) -> [u8; 1] {
        [self.len]
    }

    /// The id with the zeros behind it that messages have.
    pub(crate) const fn as_padded(&self) -> &[u8; ID_MAX_LEN] {
        &self.padded
    }

    /// The id of a message; none unless its padding is zero.
    pub(crate) fn from_padded(padded: &[u8; ID_MAX_LEN], len: u8) -> Option<Self> {
        let (ascii, padding) = padded.split_at_checked(usize::from(len))?;
        let id = Self::from_ascii(ascii).ok()?;
        padding.iter().all(|byte| *byte == 0).then_some(id)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.as_str())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl core::str::FromStr for Id {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl serde::de::Visitor<'_> for Text {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id of 1 to 25 ASCII graphic characters")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                Id::new(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}
