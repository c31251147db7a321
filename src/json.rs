//! Bytes and large numbers as the forms of JSON spell them (feature `serde`).

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Bytes as hexadecimal digits in lower case, two for each.
pub(crate) struct Hex<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> Hex<N> {
    /// The bytes of exactly as many digits.
    fn read(text: &str) -> Option<[u8; N]> {
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return None;
        };
        if pairs.len() != N {
            return None;
        }
        let value = |digit: u8| (0_u8..16).zip(DIGITS).find(|(_, known)| **known == digit);
        let mut bytes = [0; N];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = value(*high)?.0 << 4 | value(*low)?.0;
        }
        Some(bytes)
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits<const N: usize>;

        impl<const N: usize> Visitor<'_> for Digits<N> {
            type Value = Hex<N>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let digits = N.saturating_mul(2);
                write!(f, "{digits} hexadecimal digits in lower case")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Hex<N>, E> {
                let bytes = Hex::read(text).ok_or_else(|| E::invalid_length(text.len(), &self));
                bytes.map(Hex)
            }
        }

        deserializer.deserialize_str(Digits)
    }
}

/// A member of bytes in hexadecimal.
pub(crate) mod hex {
    use super::{Deserialize as _, Deserializer, Hex, Serialize as _, Serializer};

    pub(crate) fn serialize<S: Serializer, const N: usize>(
        bytes: &[u8; N],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        Hex(*bytes).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        deserializer: D,
    ) -> Result<[u8; N], D::Error> {
        Hex::deserialize(deserializer).map(|Hex(bytes)| bytes)
    }
}

/// A member of 64 bits as a decimal text: readers that keep numbers as binary fractions would
/// round it.
pub(crate) mod decimal {
    use super::{Deserializer, Serializer};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the form that the derive calls"
    )]
    pub(crate) fn serialize<S: Serializer>(number: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        crate::listed::spelled(deserializer, |text| {
            let is_plain = text == "0" || !text.starts_with(['0', '+']);
            text.parse().ok().filter(|_| is_plain)
        })
    }
}
