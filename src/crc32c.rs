//! CRC-32C (Castagnoli; RFC 3720, appendix B.4), four bits at a time: a table of 64 bytes, where
//! the `crc` crate has none at all, which takes six times as long, or one of 1 kB. That crate
//! checks this module in the tests below.

/// What four bits that leave the register at its low end make of the rest: the reflected
/// polynomial 0x82f63b78.
const TABLE: [u32; 16] = {
    let mut table = [0; 16];
    let mut index = 0;
    while index < 16 {
        #[allow(clippy::cast_possible_truncation, reason = "below 16")]
        let mut register = index as u32;
        let mut bit = 0;
        while bit < 4 {
            register = register >> 1 ^ if register & 1 == 0 { 0 } else { 0x82f6_3b78 };
            bit += 1;
        }
        #[allow(clippy::indexing_slicing, reason = "evaluated when compiled")]
        {
            table[index] = register;
        }
        index += 1;
    }
    table
};

/// A check that is not computed to its end yet.
#[derive(Clone, Copy)]
pub(crate) struct Crc32c(u32);

impl Crc32c {
    pub(crate) const NEW: Self = Self(u32::MAX);

    /// The check with further bytes.
    #[inline(never)]
    pub(crate) fn with(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |register, byte| {
            let register = register ^ u32::from(*byte);
            let register = register >> 4 ^ entry(register);
            register >> 4 ^ entry(register)
        }))
    }

    /// The check of all bytes, as it is written.
    pub(crate) const fn to_bytes(self) -> [u8; 4] {
        (self.0 ^ u32::MAX).to_be_bytes()
    }
}

fn entry(register: u32) -> u32 {
    let [low, ..] = register.to_le_bytes();
    // The index is always within the table.
    TABLE.get(usize::from(low & 0xf)).copied().unwrap_or(0)
}

/// The check of these bytes, as it is written.
pub(crate) fn crc32c(bytes: &[u8]) -> [u8; 4] {
    Crc32c::NEW.with(bytes).to_bytes()
}

#[cfg(test)]
mod tests {
    use crc::{CRC_32_ISCSI, Crc};

    use super::{Crc32c, crc32c};

    #[test]
    fn every_length_agrees_with_the_crc_crate() {
        let peer = Crc::<u32>::new(&CRC_32_ISCSI);
        let bytes: [u8; 300] = core::array::from_fn(|index| (index * 31 + 7) as u8);
        for length in 0..=bytes.len() {
            let (all, _) = bytes.split_at(length);
            let expected = peer.checksum(all).to_be_bytes();
            assert_eq!(crc32c(all), expected, "{length} bytes");
            let (a, b) = all.split_at(length / 3);
            assert_eq!(
                Crc32c::NEW.with(a).with(b).to_bytes(),
                expected,
                "{length} bytes"
            );
        }
        // RFC 3720, appendix B.4: 32 bytes of zeros, which is little-endian there.
        assert_eq!(crc32c(&[0; 32]), 0x8a91_36aa_u32.to_be_bytes());
    }
}
