use core::fmt;

use serde::de::{Error as _, Visitor};
use serde::{Deserializer, Serializer, ser};

use crate::bounds::ZONE_LEN;
use crate::calendar::Zone;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

pub(crate) fn serialize<S: Serializer>(zone: &Zone, serializer: S) -> Result<S::Ok, S::Error> {
    let mut hex = [[0; 2]; ZONE_LEN];
    for (place, byte) in hex.iter_mut().zip(zone.to_bytes()) {
        let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
        *place = [digit(byte >> 4), digit(byte & 0x0f)];
    }
    let text = core::str::from_utf8(hex.as_flattened()).map_err(ser::Error::custom)?;
    serializer.serialize_str(text)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
    struct Hex;

    impl Visitor<'_> for Hex {
        type Value = Zone;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("28 hexadecimal digits in lower case")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Zone, E> {
            let bytes = bytes(text).ok_or_else(|| E::custom("not 28 hexadecimal digits"))?;
            Zone::from_bytes(&bytes).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Hex).map_err(D::Error::custom)
}

fn bytes(text: &str) -> Option<[u8; ZONE_LEN]> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    if pairs.len() != ZONE_LEN {
        return None;
    }
    let mut bytes = [0; ZONE_LEN];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let value = |digit: u8| DIGITS.iter().position(|known| *known == digit);
        *byte = u8::try_from(value(*high)? << 4 | value(*low)?).ok()?;
    }
    Some(bytes)
}
