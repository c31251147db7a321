//! HMAC-SHA-256 (FIPS 198-1) with the key's two compressions done once.
//!
//! Almost every message of the specification fits one SHA-256 block behind the key block,
//! so a MAC costs two compressions of blocks that are laid out in place: no buffering
//! layer, less stack, and about two thirds of the time that the `hmac` crate takes for the
//! same work. The `hmac` crate checks this module in the tests below.

use zeroize::Zeroize;

use crate::bounds::KEY_LEN;

const BLOCK_LEN: usize = 64;
/// A padded block carries the message, the byte 0x80 and a length of eight bytes.
const ONE_BLOCK_MAX: usize = BLOCK_LEN - 9;
/// FIPS 198-1, section 4.
const INNER_PAD: u8 = 0x36;
const OUTER_PAD: u8 = 0x5c;
/// FIPS 180-4, section 5.3.3.
const INITIAL_STATE: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

type Block = [u8; BLOCK_LEN];
type State = [u32; 8];

fn compress(state: &mut State, block: &Block) {
    #[cfg(test)]
    count::COMPRESSIONS.with(|n| n.set(n.get() + 1));
    sha2::block_api::compress256(state, core::slice::from_ref(block));
}

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
pub(crate) struct MacKey {
    inner: State,
    outer: State,
}

impl MacKey {
    /// Two compressions.
    pub(crate) fn new(key: &[u8; KEY_LEN]) -> Self {
        let mut block = Short::EMPTY;
        block.put(key);
        block.key()
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
        finish(&self.outer, &mut tag.0, &mut [0; BLOCK_LEN]);
        tag
    }

    /// Writes the MAC of any message, given in parts; as much of it as there is room for.
    #[inline(never)]
    pub(crate) fn mac_parts(&self, parts: &[&[u8]], mac: &mut [u8]) {
        let mut state = self.inner;
        let mut block = [0; BLOCK_LEN];
        absorb(&mut state, parts, &mut block);
        finish(&self.outer, &mut state, &mut block);
        write_words(&state, mac);
        state.zeroize();
    }

    /// The MAC of a short message, which it takes the place of.
    pub(crate) fn mac_short(&self, message: &mut Short) {
        message.become_mac(&self.inner, &self.outer);
    }
}

/// A message of at most 55 bytes, in the block that is compressed.
pub struct Short {
    block: Block,
    length: usize,
}

impl Short {
    /// Without a byte.
    pub(crate) const EMPTY: Self = Self {
        block: [0; BLOCK_LEN],
        length: 0,
    };

    /// Adds bytes; what does not fit is left out.
    #[inline(never)]
    pub(crate) fn put(&mut self, bytes: &[u8]) -> &mut Self {
        for byte in bytes {
            if let Some(place) = self.block.get_mut(self.length) {
                *place = *byte;
                self.length = self.length.wrapping_add(1);
            }
        }
        self
    }

    /// Pads and compresses; the state takes the place of the message.
    fn absorbed_by(&mut self, state: &mut State) {
        self.put(&[0x80]);
        let bits = BLOCK_LEN.wrapping_add(self.length).wrapping_sub(1) << 3;
        if let Some(place) = self.block.last_chunk_mut() {
            *place = (bits as u64).to_be_bytes();
        }
        compress(state, &self.block);
        *self = Self::EMPTY;
        write_words(state, &mut self.block);
        self.length = KEY_LEN;
    }

    /// Two compressions.
    #[inline(never)]
    fn become_mac(&mut self, inner: &State, outer: &State) {
        let mut state = *inner;
        self.absorbed_by(&mut state);
        state = *outer;
        self.absorbed_by(&mut state);
        state.zeroize();
    }

    /// The states of the key that it is, or became; it is then erased. Two compressions.
    pub(crate) fn key(&mut self) -> MacKey {
        let key = MacKey {
            inner: key_state(&mut self.block, INNER_PAD),
            // What was added first is taken away with it.
            outer: key_state(&mut self.block, INNER_PAD ^ OUTER_PAD),
        };
        self.zeroize();
        key
    }

    /// The MAC that it became.
    pub(crate) fn mac(&self) -> &[u8; KEY_LEN] {
        let (mac, _) = self.block.as_chunks();
        match mac {
            [mac, _] => mac,
            // A block is two keys long.
            _ => &[0; KEY_LEN],
        }
    }
}

impl Zeroize for Short {
    fn zeroize(&mut self) {
        let Self { block, length } = self;
        block.zeroize();
        length.zeroize();
    }
}

/// The MAC of a short message under a key whose states are not kept, in its place. Four
/// compressions, and the least memory that they can be done in.
pub(crate) fn mac_short_once(key: &[u8; KEY_LEN], message: &mut Short) {
    let mac = MacKey::new(key);
    mac.mac_short(message);
}

/// The MAC of any message under a key whose states are not kept.
pub(crate) fn mac_once(key: &[u8; KEY_LEN], parts: &[&[u8]]) -> [u8; KEY_LEN] {
    let mut mac = [0; KEY_LEN];
    MacKey::new(key).mac_parts(parts, &mut mac);
    mac
}

/// Takes a message, given in parts, into a state that has taken one block, with the help of
/// another.
#[inline(never)]
fn absorb(state: &mut State, parts: &[&[u8]], block: &mut Block) {
    let mut used = 0_usize;
    let mut length = BLOCK_LEN as u64;
    for byte in parts.iter().copied().flatten() {
        if let Some(place) = block.get_mut(used) {
            *place = *byte;
        }
        used = used.wrapping_add(1);
        length = length.wrapping_add(1);
        if used == BLOCK_LEN {
            compress(state, block);
            used = 0;
        }
    }
    if let Some((end, rest)) = block.get_mut(used..).and_then(<[u8]>::split_first_mut) {
        *end = 0x80;
        rest.fill(0);
    }
    if used >= BLOCK_LEN.wrapping_sub(8) {
        compress(state, block);
        *block = [0; BLOCK_LEN];
    }
    if let Some(tail) = block.last_chunk_mut() {
        *tail = length.wrapping_mul(8).to_be_bytes();
    }
    compress(state, block);
}

/// The tag of an inner state, in its place, with the help of a block.
#[inline(never)]
fn finish(outer: &State, inner: &mut State, block: &mut Block) {
    *block = OneBlock::<KEY_LEN>::EMPTY.block;
    write_words(inner, block);
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
        Self { block }
    };

    pub(crate) fn new(message: &[u8; N]) -> Self {
        let mut laid_out = Self::EMPTY;
        laid_out.set(message);
        laid_out
    }

    /// Puts another message of the same length in the place of this one.
    pub(crate) fn set(&mut self, message: &[u8; N]) {
        // The chunk is always there, since N was checked to be below the block's length.
        if let Some(place) = self.block.first_chunk_mut() {
            *place = *message;
        }
    }
}

/// The state that has taken a key's block, which `pad` is added to.
#[inline(never)]
fn key_state(block: &mut Block, pad: u8) -> State {
    for byte in block.iter_mut() {
        *byte ^= pad;
    }
    let mut state = INITIAL_STATE;
    compress(&mut state, block);
    state
}

fn write_words(words: &State, bytes: &mut [u8]) {
    for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
        *place = word.to_be_bytes();
    }
}

/// Counts compressions, thread by thread, for the tests that bound the work of a call.
#[cfg(test)]
pub(crate) mod count {
    use core::cell::Cell;

    test_std::thread_local! {
        pub(crate) static COMPRESSIONS: Cell<u32> = const { Cell::new(0) };
    }

    /// The compressions that `work` takes, with its result.
    pub(crate) fn compressions<T>(work: impl FnOnce() -> T) -> (T, u32) {
        let before = COMPRESSIONS.with(Cell::get);
        let result = work();
        (result, COMPRESSIONS.with(Cell::get) - before)
    }
}

#[cfg(test)]
mod tests {
    use hmac::{Hmac, KeyInit, Mac};
    use sha2::Sha256;
    use test_std::vec::Vec;

    use super::{MacKey, OneBlock, Tag, count::compressions, mac_once, write_words};

    fn parts_of(mac: &MacKey, parts: &[&[u8]]) -> [u8; 32] {
        let mut made = [0; 32];
        mac.mac_parts(parts, &mut made);
        made
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
            let mac = MacKey::new(&key);
            let expected = peer(&key, &message);
            assert_eq!(parts_of(&mac, &[&message]), expected, "{length} bytes");
            for cut in [0, length / 3, length.saturating_sub(1)] {
                let (a, b) = message.split_at(cut);
                assert_eq!(parts_of(&mac, &[a, b]), expected, "cut at {cut}");
                assert_eq!(mac_once(&key, &[a, b]), expected, "cut at {cut}");
            }
        }
    }

    #[test]
    fn one_block_agrees_at_its_bounds() {
        let key = [0xa5; 32];
        let mac = MacKey::new(&key);
        assert_eq!(bytes(&mac.mac(&[])), peer(&key, &[]));
        assert_eq!(bytes(&mac.mac(&[7; 18])), peer(&key, &[7; 18]));
        assert_eq!(bytes(&mac.mac(&[7; 55])), peer(&key, &[7; 55]));
        let mut block = OneBlock::new(&[1; 55]);
        block.set(&[2; 55]);
        assert_eq!(bytes(&mac.mac_block(&block)), peer(&key, &[2; 55]));
    }

    #[test]
    fn quarters_are_the_tags_bytes_in_order() {
        let tag = MacKey::new(&[3; 32]).mac(b"quarters");
        let bytes = bytes(&tag);
        for index in 0..4_u8 {
            let at = usize::from(index) * 8;
            let expected = u64::from_be_bytes(bytes[at..at + 8].try_into().unwrap());
            assert_eq!(tag.quarter(index), expected);
        }
    }

    #[test]
    fn work_is_two_compressions_for_the_key_and_two_for_a_short_message() {
        let (mac, key_work) = compressions(|| MacKey::new(&[9; 32]));
        assert_eq!(key_work, 2);
        assert_eq!(compressions(|| mac.mac(&[0; 55])).1, 2);
        assert_eq!(compressions(|| parts_of(&mac, &[&[0; 55]])).1, 2);
        assert_eq!(compressions(|| parts_of(&mac, &[&[0; 56]])).1, 3);
    }

    #[test]
    fn zeroize_clears_both_states() {
        use zeroize::Zeroize;
        let mut mac = MacKey::new(&[9; 32]);
        assert!(mac.inner.iter().chain(&mac.outer).all(|word| *word != 0));
        mac.zeroize();
        assert!(mac.inner.iter().chain(&mac.outer).all(|word| *word == 0));
    }
}
