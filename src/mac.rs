//! HMAC-SHA-256 (FIPS 198-1) with the key's two compressions done once.
//!
//! Almost every message of the specification fits one SHA-256 block behind the key block,
//! so a MAC costs two compressions of blocks that are laid out in place: no buffering
//! layer, less stack, and about two thirds of the time that the `hmac` crate takes for the
//! same work. The `hmac` crate checks this module in the tests below.

use zeroize::Zeroize;

use crate::bounds::KEY_LEN;
use crate::hash::{BLOCK_LEN, Block, Hash, State, compress, write_words};
use crate::keys::VERSION;
use crate::wire::copy;

/// A padded block carries the message, the byte 0x80 and a length of eight bytes.
const ONE_BLOCK_MAX: usize = BLOCK_LEN - 9;
/// FIPS 198-1, section 4.
const INNER_PAD: u8 = 0x36;
const OUTER_PAD: u8 = 0x5c;

/// The 32 bytes that HMAC-SHA-256 gives, still as the compression function's words.
#[derive(Clone)]
pub(crate) struct Tag(State);

impl Tag {
    /// `be64` of the quarter `index` (0 to 3) of the tag; other indices give quarter 3.
    pub(crate) fn quarter(&self, index: u8) -> u64 {
        let [a, b, c, d, e, f, g, h] = self.0;
        let (high, low) = match index {
            0 => (a, b),
            1 => (c, d),
            2 => (e, f),
            _ => (g, h),
        };
        u64::from(high) << 32 | u64::from(low)
    }
}

impl Zeroize for Tag {
    fn zeroize(&mut self) {
        let Self(words) = self;
        words.zeroize();
    }
}

/// A key as the two states that HMAC starts from. 64 bytes, no key in the clear.
#[derive(Clone)]
pub struct MacKey {
    inner: State,
    outer: State,
}

impl MacKey {
    /// Becomes a key's. Two compressions.
    #[inline(never)]
    pub(crate) fn set(&mut self, key: &[u8; KEY_LEN]) {
        let mut hash = Hash::BLANK;
        begin(key, &mut hash, &mut self.outer);
        self.inner = hash.state;
        hash.zeroize();
    }

    /// No key's yet.
    pub(crate) const BLANK: Self = Self {
        inner: [0; 8],
        outer: [0; 8],
    };

    /// The MAC of a message of at most 55 bytes, checked when this is compiled. Two
    /// compressions.
    pub(crate) fn mac<const N: usize>(&self, message: &[u8; N]) -> Tag {
        let mut message = OneBlock::new(message);
        let mut tag = Tag(self.inner);
        compress(&mut tag.0, &message.block);
        finish(&self.outer, &mut tag.0, &mut message.block);
        tag
    }

    /// The MAC of a message laid out beforehand. Two compressions.
    pub(crate) fn mac_block<const N: usize>(&self, message: &OneBlock<N>) -> Tag {
        let mut tag = Tag(self.inner);
        compress(&mut tag.0, &message.block);
        finish(&self.outer, &mut tag.0, &mut Block::ZERO.clone());
        tag
    }
}

/// A MAC under way, in the least memory that it can be done in.
struct Mac {
    hash: Hash,
    outer: State,
}

impl Zeroize for Mac {
    #[inline(never)]
    fn zeroize(&mut self) {
        let Self { hash, outer } = self;
        hash.zeroize();
        outer.zeroize();
    }
}

impl Drop for Mac {
    fn drop(&mut self) {
        self.zeroize();
    }
}

/// The two states of a key, the inner one in a hash that goes on from there. Two compressions.
#[inline(never)]
fn begin(key: &[u8; KEY_LEN], hash: &mut Hash, outer: &mut State) {
    hash.block = Block::ZERO;
    copy(&mut hash.block.0, key);
    // What was added first is taken away with it.
    for pad in [OUTER_PAD, OUTER_PAD ^ INNER_PAD] {
        *outer = hash.state;
        for byte in &mut hash.block.0 {
            *byte ^= pad;
        }
        hash.take_first();
    }
}

/// Writes the MAC of a label, if there is one, and a message's parts, under a key whose states
/// are kept or are made; as much of it as there is room for.
#[inline(never)]
pub(crate) fn write_mac(
    key: &[u8; KEY_LEN],
    states: Option<&MacKey>,
    label: &[u8],
    parts: &[&[u8]],
    made: &mut [u8],
) {
    let mut mac = Mac {
        hash: Hash::BLANK,
        outer: [0; 8],
    };
    if let Some(MacKey { inner, outer }) = states {
        mac.hash.resume(inner);
        mac.outer = *outer;
    } else {
        begin(key, &mut mac.hash, &mut mac.outer);
    }
    if !label.is_empty() {
        mac.hash.put(VERSION).put(label).put(&[0]);
    }
    for part in parts {
        mac.hash.put(part);
    }
    mac.hash.pad();
    mac.hash.take_hash(&mac.outer);
    mac.hash.pad();
    write_words(&mac.hash.state, made);
}

/// The tag of an inner state, in its place, with the help of a block.
#[inline(never)]
fn finish(outer: &State, inner: &mut State, block: &mut Block) {
    *block = OneBlock::<KEY_LEN>::EMPTY.block;
    write_words(inner, &mut block.0);
    *inner = *outer;
    compress(inner, block);
}

impl Zeroize for MacKey {
    fn zeroize(&mut self) {
        let Self { inner, outer } = self;
        inner.zeroize();
        outer.zeroize();
    }
}

impl Drop for MacKey {
    fn drop(&mut self) {
        self.zeroize();
    }
}

/// A message of N bytes with its padding, as the second block of a SHA-256 computation.
#[derive(Clone)]
pub(crate) struct OneBlock<const N: usize> {
    block: Block,
}

impl<const N: usize> OneBlock<N> {
    #[allow(clippy::indexing_slicing, reason = "evaluated when compiled")]
    const EMPTY: Self = {
        assert!(N <= ONE_BLOCK_MAX, "the message needs a block more");
        let mut block = [0; BLOCK_LEN];
        block[N] = 0x80;
        let bits = ((BLOCK_LEN + N) * 8) as u64;
        let length = bits.to_be_bytes();
        let mut i = 0;
        while i < 8 {
            block[BLOCK_LEN - 8 + i] = length[i];
            i += 1;
        }
        Self {
            block: Block(block),
        }
    };

    pub(crate) fn new(message: &[u8; N]) -> Self {
        let mut laid_out = Self::EMPTY;
        laid_out.set(message);
        laid_out
    }

    /// Puts another message of the same length in the place of this one.
    pub(crate) fn set(&mut self, message: &[u8; N]) {
        // The chunk is always there, since N was checked to be below the block's length.
        if let Some(place) = self.block.0.first_chunk_mut() {
            *place = *message;
        }
    }
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, KeyInit, Mac};
    use sha2::Sha256;
    use test_std::vec::Vec;

    use super::{MacKey, OneBlock, Tag, write_mac};
    use crate::hash::count::compressions;
    use crate::hash::write_words;

    fn parts_of(mac: &MacKey, parts: &[&[u8]]) -> [u8; 32] {
        let mut made = [0; 32];
        write_mac(&[0; 32], Some(mac), &[], parts, &mut made);
        made
    }

    fn once(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
        let mut made = [0; 32];
        write_mac(key, None, &[], parts, &mut made);
        made
    }

    fn mac_key(key: &[u8; 32]) -> MacKey {
        let mut mac = MacKey::BLANK;
        mac.set(key);
        mac
    }

    fn bytes(tag: &Tag) -> [u8; 32] {
        let mut bytes = [0; 32];
        write_words(&tag.0, &mut bytes);
        bytes
    }

    fn peer(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    #[test]
    fn every_length_agrees_with_the_hmac_crate() {
        for length in 0..=300_usize {
            let key = core::array::from_fn(|i| (i * 7 + length) as u8);
            let message: Vec<u8> = (0..length).map(|i| (i * 31 + length) as u8).collect();
            let mac = mac_key(&key);
            let expected = peer(&key, &message);
            assert_eq!(parts_of(&mac, &[&message]), expected, "{length} bytes");
            for cut in [0, length / 3, length.saturating_sub(1)] {
                let (a, b) = message.split_at(cut);
                assert_eq!(parts_of(&mac, &[a, b]), expected, "cut at {cut}");
                assert_eq!(once(&key, &[a, b]), expected, "cut at {cut}");
            }
        }
    }

    #[test]
    fn one_block_agrees_at_its_bounds() {
        let key = [0xa5; 32];
        let mac = mac_key(&key);
        assert_eq!(bytes(&mac.mac(&[])), peer(&key, &[]));
        assert_eq!(bytes(&mac.mac(&[7; 18])), peer(&key, &[7; 18]));
        assert_eq!(bytes(&mac.mac(&[7; 55])), peer(&key, &[7; 55]));
        let mut block = OneBlock::new(&[1; 55]);
        block.set(&[2; 55]);
        assert_eq!(bytes(&mac.mac_block(&block)), peer(&key, &[2; 55]));
    }

    #[test]
    fn quarters_are_the_tags_bytes_in_order() {
        let tag = mac_key(&[3; 32]).mac(b"quarters");
        let bytes = bytes(&tag);
        for index in 0..4_u8 {
            let at = usize::from(index) * 8;
            let expected = u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap());
            assert_eq!(tag.quarter(index), expected);
        }
    }

    #[test]
    fn work_is_two_compressions_for_the_key_and_two_for_a_short_message() {
        let (mac, key_work) = compressions(|| mac_key(&[9; 32]));
        assert_eq!(key_work, 2);
        assert_eq!(compressions(|| mac.mac(&[0; 55])).1, 2);
        assert_eq!(compressions(|| parts_of(&mac, &[&[0; 55]])).1, 2);
        assert_eq!(compressions(|| parts_of(&mac, &[&[0; 56]])).1, 3);
    }

    #[test]
    fn zeroize_clears_both_states() {
        use zeroize::Zeroize;
        let mut mac = mac_key(&[9; 32]);
        assert!(mac.inner.iter().chain(&mac.outer).all(|word| *word != 0));
        mac.zeroize();
        assert!(mac.inner.iter().chain(&mac.outer).all(|word| *word == 0));
    }
}
