//! How vector files spell bytes and large numbers.

use serde::{Deserialize, Deserializer, de::Error};

/// Bytes in lower-case hexadecimal.
#[derive(Debug)]
pub(crate) struct Bytes(Vec<u8>);

impl Bytes {
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(D::Error::custom("hexadecimal in upper case"));
        }
        hex::decode(&text).map(Self).map_err(D::Error::custom)
    }
}

/// A u64 as a decimal string, since many JSON readers keep 53 bits of a number.
#[derive(Debug)]
pub(crate) struct Decimal(pub(crate) u64);

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let value: u64 = text.parse().map_err(D::Error::custom)?;
        if value.to_string() == text {
            Ok(Self(value))
        } else {
            Err(D::Error::custom(format_args!(
                "{text} is not the shortest form of {value}"
            )))
        }
    }
}

/// For an optional member: absent is `None`, but `null` is refused.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use serde_json::from_str;

    use super::{Bytes, Decimal};

    #[test]
    fn one_value_has_one_spelling() {
        let bytes: Bytes = from_str(r#""00ff""#).unwrap();
        assert_eq!(bytes.as_slice(), [0, 255]);
        for wrong in [r#""00FF""#, r#""0""#, r#""0g""#, r#""0x00""#, "0", "null"] {
            assert!(from_str::<Bytes>(wrong).is_err(), "{wrong}");
        }
        let largest: Decimal = from_str(r#""18446744073709551615""#).unwrap();
        assert_eq!(largest.0, u64::MAX);
        for wrong in [
            r#""01""#,
            r#""+1""#,
            r#""18446744073709551616""#,
            r#""""#,
            "1",
        ] {
            assert!(from_str::<Decimal>(wrong).is_err(), "{wrong}");
        }
    }
}
