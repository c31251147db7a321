//! Whom or what a row is about.

use super::{Entry, Method};
use crate::bounds::NONCE_LEN;
use crate::calendar::Day;
use crate::codes::FlexTerms;
use crate::wire::{Reader, Writer};

const DAY: u8 = 1;
const FLEX: u8 = 2;
const SERVICE: u8 = 3;

/// What a row is about, as far as it says: a grant by its id, a code by what identifies it
/// without its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Subject {
    /// Nothing that was known.
    Nobody,
    /// The grant of this id.
    Grant(#[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))] [u8; NONCE_LEN]),
    /// A day code.
    Day {
        /// Its date.
        day: Day,
        /// Its slot.
        slot: u8,
    },
    /// The FlexCode of these terms.
    Flex(FlexTerms),
    /// A service code that is about no other code.
    Service,
    /// What no box of this version writes.
    Unknown(#[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))] [u8; NONCE_LEN]),
}

impl Subject {
    /// What an entry is about.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let bytes = entry.subject;
        if bytes == [0; NONCE_LEN] {
            Self::Nobody
        } else if entry.method == Method::Grant {
            Self::Grant(bytes)
        } else {
            Self::read(&bytes)
                .filter(|subject| subject.to_bytes() == bytes)
                .unwrap_or(Self::Unknown(bytes))
        }
    }

    fn read(bytes: &[u8; NONCE_LEN]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let (family, slot) = (reader.u8(), reader.u8());
        reader.zeros::<2>()?;
        let (number, payload) = (reader.u32(), reader.u32());
        match family {
            DAY => Some(Self::Day {
                day: Day::from_number(number),
                slot,
            }),
            FLEX => FlexTerms::from_payload(number, payload)
                .ok()
                .map(Self::Flex),
            SERVICE => Some(Self::Service),
            _ => None,
        }
    }

    /// The 16 bytes of the subject in an entry.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; NONCE_LEN] {
        let mut bytes = [0; NONCE_LEN];
        let mut writer = Writer::new(&mut bytes);
        match self {
            Self::Nobody => {}
            Self::Grant(id) | Self::Unknown(id) => {
                writer.put(id);
            }
            Self::Day { day, slot } => {
                writer.u8(DAY).u8(*slot).u16(0).u32(day.number());
            }
            Self::Flex(terms) => {
                let (payload, start) = (terms.payload().0, terms.window().start_slot());
                writer.u8(FLEX).u8(0).u16(0).u32(start).u32(payload);
            }
            Self::Service => {
                writer.u8(SERVICE);
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use hex_literal::hex;

    use super::Subject;

    /// The specification's worked example (audit log).
    #[test]
    fn a_flex_code_is_known_by_its_numbers() {
        let example = hex!("02000000000f149a00000c1a00000000");
        let Some(Subject::Flex(terms)) = Subject::read(&example) else {
            panic!("the example is a flex code")
        };
        assert_eq!(terms.window().start(), 1_778_965_200);
        assert_eq!((terms.window().seconds(), terms.copy()), (7_200, 0));
        assert_eq!(Subject::Flex(terms).to_bytes(), example);
    }

    #[test]
    fn what_no_box_writes_is_no_subject() {
        for bytes in [
            hex!("02000000000f149b00000c1a00000000"),
            hex!("02000000000f149a0001f40000000000"),
            hex!("04000000000f149a00000c1a00000000"),
            hex!("01000001000f149a0000000000000000"),
        ] {
            assert_eq!(Subject::read(&bytes), None, "{bytes:02x?}");
        }
    }
}
