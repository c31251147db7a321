//! SHA-256 (FIPS 180-4) over sha2's compression function, which is called from one place and
//! with one block at a time, so that a compiler for a small processor puts it there and keeps
//! one copy of the block. sha2's own hasher, which would be another place, checks this module in
//! the tests below.

use zeroize::Zeroize;

use crate::bounds::KEY_LEN;
use crate::wire::copy;

pub(crate) const BLOCK_LEN: usize = 64;
/// FIPS 180-4, section 5.3.3.
const INITIAL_STATE: State = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

pub(crate) type State = [u32; 8];

/// What is compressed, aligned as the words are that it is read by.
#[derive(Clone)]
#[repr(align(4))]
pub(crate) struct Block(pub(crate) [u8; BLOCK_LEN]);

impl Block {
    pub(crate) const ZERO: Self = Self([0; BLOCK_LEN]);
}

#[inline(never)]
pub(crate) fn compress(state: &mut State, block: &Block) {
    #[cfg(test)]
    count::COMPRESSIONS.with(|n| n.set(n.get() + 1));
    sha2::block_api::compress256(state, core::slice::from_ref(&block.0));
}

/// Writes words as bytes; as many as there is room for.
#[inline(never)]
pub(crate) fn write_words(words: &State, bytes: &mut [u8]) {
    for (place, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
        *place = word.to_be_bytes();
    }
}

/// SHA-256 of what was put in so far.
pub(crate) struct Hash {
    pub(crate) state: State,
    pub(crate) block: Block,
    /// Bytes put in.
    length: usize,
}

impl Hash {
    /// Nothing yet.
    pub(crate) const NEW: Self = Self {
        state: INITIAL_STATE,
        block: Block::ZERO,
        length: 0,
    };

    /// None.
    pub(crate) const BLANK: Self = Self {
        state: [0; 8],
        ..Self::NEW
    };

    /// SHA-256 of these bytes.
    pub(crate) fn digest(bytes: &[u8]) -> [u8; KEY_LEN] {
        let mut hash = Self::NEW;
        hash.put(bytes);
        hash.finish()
    }

    /// Adds bytes.
    #[inline(never)]
    pub(crate) fn put(&mut self, bytes: &[u8]) -> &mut Self {
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = self.used();
            let room = self.block.0.get_mut(used..).unwrap_or_default();
            let taken = room.len().min(rest.len());
            let (head, tail) = rest.split_at_checked(taken).unwrap_or_default();
            copy(room, head);
            rest = tail;
            self.length = self.length.wrapping_add(taken);
            if self.used() == 0 {
                compress(&mut self.state, &self.block);
            }
        }
        self
    }

    /// Takes the block that stands in its place in, as the first one.
    pub(crate) fn take_first(&mut self) {
        self.state = INITIAL_STATE;
        compress(&mut self.state, &self.block);
        self.length = BLOCK_LEN;
    }

    /// Goes on from a state that has taken a block.
    pub(crate) const fn resume(&mut self, state: &State) {
        self.state = *state;
        self.length = BLOCK_LEN;
    }

    /// Puts the hash into its own place, behind a block that another state has taken.
    pub(crate) fn take_hash(&mut self, state: &State) {
        write_words(&self.state, &mut self.block.0);
        self.resume(state);
        self.length = BLOCK_LEN.wrapping_add(KEY_LEN);
    }

    /// Pads: the state is then the hash.
    #[inline(never)]
    pub(crate) fn pad(&mut self) {
        let bits = (self.length as u64) << 3;
        self.put(&[0x80]);
        let used = self.used();
        if let Some(rest) = self.block.0.get_mut(used..) {
            rest.fill(0);
        }
        if used > BLOCK_LEN.wrapping_sub(8) {
            compress(&mut self.state, &self.block);
            self.block = Block::ZERO;
        }
        if let Some(place) = self.block.0.last_chunk_mut() {
            *place = bits.to_be_bytes();
        }
        compress(&mut self.state, &self.block);
    }

    /// The hash.
    pub(crate) fn finish(&mut self) -> [u8; KEY_LEN] {
        self.pad();
        let mut bytes = [0; KEY_LEN];
        write_words(&self.state, &mut bytes);
        bytes
    }

    /// Bytes in the block.
    const fn used(&self) -> usize {
        const { assert!(BLOCK_LEN.is_power_of_two()) };
        self.length & BLOCK_LEN.wrapping_sub(1)
    }
}

impl Zeroize for Hash {
    #[inline(never)]
    fn zeroize(&mut self) {
        let Self {
            state,
            block: Block(block),
            length,
        } = self;
        state.zeroize();
        block.zeroize();
        length.zeroize();
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
    use sha2::{Digest as _, Sha256};
    use test_std::vec::Vec;

    use super::Hash;

    #[test]
    fn every_length_agrees_with_the_hasher_of_sha2() {
        for length in 0..=300_usize {
            let message: Vec<u8> = (0..length).map(|i| (i * 31 + length) as u8).collect();
            let expected: [u8; 32] = Sha256::digest(&message).into();
            assert_eq!(Hash::digest(&message), expected, "{length} bytes");
            for cut in [0, length / 3, length.saturating_sub(1)] {
                let (a, b) = message.split_at(cut);
                let mut hash = Hash::NEW;
                let parts = hash.put(a).put(b).finish();
                assert_eq!(parts, expected, "{length} bytes cut at {cut}");
            }
        }
    }
}
