//! The head of a flash file: what the box was provisioned as, as text.
//!
//! One line of JSON, one line with the check of it, and blanks up to the first area.

use doorward::codes::CodeProfile;
use doorward::keys::Id;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::hex;

/// Bytes of the head; an id of 25 signs, each spelt in three, leaves half of it free.
pub(crate) const HEADER_LEN: usize = 512;
/// The version of the file that is written.
const VERSION: u32 = 1;
const CHECK_LEN: usize = 8;

/// What the box was provisioned as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    doorward_flash: u32,
    lockbox: String,
    pub(crate) generation: u32,
    day_digits: u8,
    flex_digits: u8,
    pub(crate) area_len: usize,
    /// The name of the file, in the same folder, that holds the box's key.
    pub(crate) key_file: String,
    /// The check of that key.
    key_check: String,
}

/// What was found where a head should be.
#[derive(Debug)]
pub(crate) enum Found {
    Whole(Header),
    /// Of a version that this tool does not know.
    Newer(u32),
    /// Damaged, or something else altogether.
    Damaged,
}

impl Header {
    pub(crate) fn new(
        id: &Id,
        generation: u32,
        codes: CodeProfile,
        area_len: usize,
        key_file: &str,
        key_check: [u8; 8],
    ) -> Self {
        Self {
            doorward_flash: VERSION,
            lockbox: id.to_string(),
            generation,
            day_digits: codes.day_digits(),
            flex_digits: codes.flex_digits(),
            area_len,
            key_file: key_file.to_owned(),
            key_check: hex::encode(&key_check).to_string(),
        }
    }

    pub(crate) fn is_of(&self, id: &Id) -> bool {
        self.lockbox == id.as_str()
    }

    pub(crate) fn lockbox(&self) -> &str {
        &self.lockbox
    }

    pub(crate) fn takes_key(&self, check: [u8; 8]) -> bool {
        hex::encode(&check).as_str() == self.key_check
    }

    pub(crate) fn codes(&self) -> Option<CodeProfile> {
        CodeProfile::new(self.day_digits, self.flex_digits).ok()
    }

    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = serde_json::to_vec(self)?;
        let check = check_of(&bytes);
        bytes.push(b'\n');
        bytes.extend_from_slice(check.as_bytes());
        bytes.push(b'\n');
        bytes.resize(HEADER_LEN, b' ');
        Ok(bytes)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Found {
        #[derive(Deserialize)]
        struct Version {
            doorward_flash: u32,
        }
        let mut lines = bytes.split(|byte| *byte == b'\n');
        let (Some(json), Some(check)) = (lines.next(), lines.next()) else {
            return Found::Damaged;
        };
        if check_of(json).as_bytes() != check {
            return Found::Damaged;
        }
        match serde_json::from_slice::<Version>(json) {
            Ok(Version { doorward_flash }) if doorward_flash != VERSION => {
                Found::Newer(doorward_flash)
            }
            Ok(_) => serde_json::from_slice(json).map_or(Found::Damaged, Found::Whole),
            Err(_) => Found::Damaged,
        }
    }
}

fn check_of(json: &[u8]) -> String {
    let digest = Sha256::digest(json);
    hex::encode(digest.get(..CHECK_LEN).unwrap_or(&digest)).to_string()
}

#[cfg(test)]
mod tests {
    use doorward::codes::CodeProfile;
    use doorward::keys::Id;

    use super::{Found, HEADER_LEN, Header};

    #[test]
    fn a_head_is_read_back_and_every_damage_noticed() {
        let id = Id::new(&"~".repeat(25)).unwrap();
        let key_file = format!("{}.key", "%7E".repeat(25));
        let header = Header::new(
            &id,
            u32::MAX,
            CodeProfile::default(),
            8_192,
            &key_file,
            [7; 8],
        );
        let bytes = header.to_bytes().unwrap();
        assert_eq!(bytes.len(), HEADER_LEN);
        let text = bytes.trim_ascii_end().len();
        assert!(text < HEADER_LEN);
        match Header::from_bytes(&bytes) {
            Found::Whole(read) => assert_eq!(read, header),
            other => panic!("{other:?}"),
        }
        for at in 0..text {
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1 << bit;
                let found = Header::from_bytes(&damaged);
                assert!(matches!(found, Found::Damaged), "byte {at}, bit {bit}");
            }
        }
        for len in 0..text {
            assert!(matches!(Header::from_bytes(&bytes[..len]), Found::Damaged));
        }
    }

    #[test]
    fn a_newer_head_is_known_as_such() {
        let json = br#"{"doorward_flash":2,"more":true}"#;
        let mut bytes = json.to_vec();
        bytes.push(b'\n');
        bytes.extend_from_slice(super::check_of(json).as_bytes());
        bytes.push(b'\n');
        assert!(matches!(Header::from_bytes(&bytes), Found::Newer(2)));
    }
}
