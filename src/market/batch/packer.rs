//! Texts as numbers of the same order, so that sorting compares numbers.

use std::vec::Vec;

use super::bits::{Bits, ones};
use super::text::{SHORT, append, is_same};

/// Numbers texts by the bits in which those of a sample differ. A text that goes before another
/// never has a greater number; one that is not like the sample may share its number with
/// others.
#[derive(Clone, Debug, Default)]
pub(super) struct Packer {
    /// What all texts of the sample begin with.
    prefix: Vec<u8>,
    /// The same and zeros: `len` with what comes behind it, and more to be copied at once.
    template: Vec<u8>,
    len: usize,
    /// What comes behind it.
    chunks: Vec<Chunk>,
    /// Whether no bit in which texts differ had to be left out.
    is_whole: bool,
    /// Whether all that comes behind is one word as it is.
    is_one_word: bool,
}

/// Eight bytes of a text, the first one highest; bytes behind its end are 0.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    /// What the sample has here where it is not told apart.
    base: u64,
    /// The bits that tell texts apart.
    bits: Bits,
    /// The bits in which a text has to be like the sample.
    fixed: u64,
}

const CHUNK_LEN: usize = 8;

/// A number; and whether no other text has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) number: u64,
    pub(super) is_exact: bool,
}

impl Packed {
    /// What stands for no text.
    pub(super) const NULL: Self = Self::exact(0);

    pub(super) const fn exact(number: u64) -> Self {
        Self {
            number,
            is_exact: true,
        }
    }

    /// By the first bytes of a text alone.
    pub(super) fn beginning(text: &[u8]) -> Self {
        Self {
            number: word(text, 0),
            is_exact: false,
        }
    }
}

/// The eight bytes from `start` on.
#[inline]
fn word(bytes: &[u8], start: usize) -> u64 {
    let rest = bytes.get(start..).unwrap_or_default();
    let half = |bytes: &[u8; 4]| u64::from(u32::from_be_bytes(*bytes));
    if let Some(chunk) = rest.first_chunk() {
        return u64::from_be_bytes(*chunk);
    }
    let missing = CHUNK_LEN.saturating_sub(rest.len()).saturating_mul(8);
    let missing = u32::try_from(missing).unwrap_or(u64::BITS);
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        // Two halves that may overlap.
        return half(first) << 32 | half(last).wrapping_shl(missing);
    }
    let low = rest
        .iter()
        .fold(0, |word, byte| word << 8 | u64::from(*byte));
    low.checked_shl(missing).unwrap_or(0)
}

impl Packer {
    pub(super) fn of<'a>(sample: &(impl Iterator<Item = &'a [u8]> + Clone)) -> Self {
        let texts = || sample.clone();
        let longest = texts().map(<[u8]>::len).max().unwrap_or(0);
        let first = texts().next().unwrap_or_default();
        let prefix = texts().fold(first, |prefix, text| {
            let same = prefix.iter().zip(text).take_while(|(a, b)| a == b);
            prefix.get(..crate::listed::count(same)).unwrap_or_default()
        });
        let is_one_word = longest.saturating_sub(prefix.len()) <= CHUNK_LEN;
        // Of texts of one length, what comes behind the prefix is one word and no less.
        let start = longest.saturating_sub(CHUNK_LEN);
        let prefix = match prefix.get(..start) {
            Some(prefix) if is_one_word => prefix,
            _ => prefix,
        };
        let mut packer = Self {
            prefix: prefix.to_vec(),
            template: prefix.to_vec(),
            len: prefix.len(),
            chunks: Vec::new(),
            is_whole: true,
            is_one_word,
        };
        if packer.is_one_word {
            packer.make_room(1);
            return packer;
        }
        let mut room = u64::BITS;
        for start in (prefix.len()..longest).step_by(CHUNK_LEN) {
            let base = texts().next().map_or(0, |text| word(text, start));
            let differ = texts().fold(0, |differ, text| differ | word(text, start) ^ base);
            let chunk = Chunk::of(base, expected(differ), room);
            room = room.saturating_sub(chunk.bits.count);
            packer.is_whole = chunk.fixed == !chunk.bits.mask;
            packer.chunks.push(chunk);
            if !packer.is_whole {
                break;
            }
        }
        packer.make_room(packer.chunks.len());
        packer
    }

    /// For so many chunks behind the prefix.
    fn make_room(&mut self, chunks: usize) {
        self.len = self.len.saturating_add(chunks.saturating_mul(CHUNK_LEN));
        self.template.resize(self.len.saturating_add(SHORT), 0);
    }

    #[inline]
    pub(super) fn pack(&self, bytes: &[u8]) -> Packed {
        if self.is_one_word
            && let Some((prefix, rest)) = bytes.split_at_checked(self.prefix.len())
            && let Ok(word) = <[u8; CHUNK_LEN]>::try_from(rest)
            && is_same(prefix, &self.prefix)
        {
            let number = u64::from_be_bytes(word);
            let is_exact = number & 0xff != 0;
            return Packed { number, is_exact };
        }
        self.pack_any(bytes)
    }

    fn pack_any(&self, bytes: &[u8]) -> Packed {
        let start = self.prefix.len();
        let beginning = bytes.get(..start);
        if !beginning.is_some_and(|beginning| is_same(beginning, &self.prefix)) {
            return self.before_or_behind(bytes);
        }
        if self.is_one_word {
            return Packed {
                number: word(bytes, start),
                // Two texts that differ in zeros at their end would share it.
                is_exact: bytes.len() <= start.saturating_add(CHUNK_LEN)
                    && bytes.last() != Some(&0),
            };
        }
        let mut number = 0_u64;
        let mut start = start;
        for (place, chunk) in (0_usize..).zip(&self.chunks) {
            let word = word(bytes, start);
            start = start.saturating_add(CHUNK_LEN);
            let wrong = (word ^ chunk.base) & chunk.fixed;
            if wrong != 0 {
                return self.astray(number, place, word, wrong);
            }
            number = chunk.append(number, word);
        }
        Packed {
            number,
            is_exact: self.is_whole && bytes.len() <= start && bytes.last() != Some(&0),
        }
    }

    /// Writes the text that has a number, which is exact.
    #[inline]
    pub(super) fn unpack(&self, number: u64, text: &mut Vec<u8>) {
        append(&self.template, 0, self.len, text);
        let word = if self.is_one_word {
            number
        } else {
            self.unpack_chunks(number, text)
        };
        if let Some(last) = text.last_chunk_mut() {
            *last = word.to_be_bytes();
        }
        // A text does not end in a zero: those are behind its end.
        let mut end = text.len();
        if let Ok(zeros) = usize::try_from(word.trailing_zeros() / u8::BITS) {
            end = end.saturating_sub(zeros);
        }
        text.truncate(end);
        if word == 0 {
            let end = text.iter().rposition(|byte| *byte != 0);
            text.truncate(end.map_or(0, |end| end.saturating_add(1)));
        }
    }

    /// The last word of a text of several, the others being written.
    fn unpack_chunks(&self, number: u64, text: &mut [u8]) -> u64 {
        let behind = text
            .len()
            .saturating_sub(self.chunks.len().saturating_mul(CHUNK_LEN));
        let words = text.get_mut(behind..).unwrap_or_default();
        let counts = self.chunks.iter().map(|chunk| chunk.bits.count);
        let mut rest = counts.fold(0_u32, u32::saturating_add);
        let mut last = 0;
        for (chunk, word) in self.chunks.iter().zip(words.chunks_exact_mut(CHUNK_LEN)) {
            rest = rest.saturating_sub(chunk.bits.count);
            let bits = chunk.bits.spread(number.checked_shr(rest).unwrap_or(0));
            last = chunk.base & chunk.fixed | bits;
            word.copy_from_slice(&last.to_be_bytes());
        }
        last
    }

    /// The number of a text that does not begin like the sample.
    #[cold]
    fn before_or_behind(&self, bytes: &[u8]) -> Packed {
        let is_less = bytes < &self.prefix[..];
        Packed {
            number: if is_less { 0 } else { u64::MAX },
            is_exact: false,
        }
    }

    /// The number of a text that is not like the sample from a bit of a chunk on: the greatest
    /// of those that begin like it, or the least.
    #[cold]
    fn astray(&self, before: u64, place: usize, word: u64, wrong: u64) -> Packed {
        let bit = wrong.checked_ilog2().unwrap_or(0);
        let is_greater = word & 1_u64.wrapping_shl(bit) != 0;
        let fill = |word: u64, bits: u32| {
            if is_greater {
                word | ones(bits)
            } else {
                word & !ones(bits)
            }
        };
        let mut number = before;
        let mut word = fill(word, bit);
        for chunk in self.chunks.iter().skip(place) {
            number = chunk.append(number, word);
            word = fill(word, u64::BITS);
        }
        Packed {
            number,
            is_exact: false,
        }
    }
}

/// Where digits or letters differ, others are to be expected: the bits below differ too.
fn expected(differ: u64) -> u64 {
    let bytes = differ.to_be_bytes().map(|byte| match byte {
        0 => 0,
        1..16 => 0x0f,
        16..32 => 0x1f,
        32..64 => 0x3f,
        64..128 => 0x7f,
        _ => 0xff,
    });
    u64::from_be_bytes(bytes)
}

impl Chunk {
    /// The highest bits of `differ` tell texts apart, as many as there is `room` for.
    fn of(base: u64, differ: u64, room: u32) -> Self {
        let bits = Bits::highest(differ, room);
        // Nothing is asked of what lies behind the last bit that there was room for.
        let left_out = differ & !bits.mask;
        let unasked = left_out.checked_ilog2().map_or(0, |bit| ones(bit) << 1 | 1);
        Self {
            base,
            bits,
            fixed: !bits.mask & !unasked,
        }
    }

    /// `number` with the bits of a word that tell it apart behind it.
    #[inline]
    fn append(&self, number: u64, word: u64) -> u64 {
        number.checked_shl(self.bits.count).unwrap_or(0) | self.bits.squeeze(word)
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;
    use std::vec::Vec;

    use super::Packer;

    /// Behind another text.
    fn unpacked(packer: &Packer, number: u64) -> Vec<u8> {
        let mut text = std::vec![b'x'];
        packer.unpack(number, &mut text);
        text.split_off(1)
    }

    #[test]
    fn numbers_have_the_order_of_texts_and_tell_them_apart_where_they_say_so() {
        let mut seed = 1_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for sampled in [0, 1, 3, 40, 400] {
            for letters in ["ab", "0123456789", "-a\u{7f}\u{e9}z"] {
                let letters: Vec<char> = letters.chars().collect();
                let mut texts: Vec<String> = (0..400)
                    .map(|_| {
                        let len = next(30);
                        let letter = |_| letters[next(letters.len() as u32) as usize];
                        String::from("US-") + &(0..len).map(letter).collect::<String>()
                    })
                    .collect();
                texts.push("A".into());
                texts.push("Z".into());
                let packer = Packer::of(&texts.iter().take(sampled).map(String::as_bytes));
                texts.sort();
                for (before, text) in texts.iter().zip(&texts[1..]) {
                    let (low, high) =
                        (packer.pack(before.as_bytes()), packer.pack(text.as_bytes()));
                    assert!(low.number <= high.number, "{before} {text}");
                    if low.is_exact && high.is_exact {
                        assert_eq!(low.number == high.number, before == text);
                    }
                    if low.is_exact {
                        assert_eq!(unpacked(&packer, low.number), before.as_bytes());
                    }
                }
            }
        }
    }

    #[test]
    fn keys_of_a_feed_have_numbers_of_their_own() {
        let keys: Vec<String> = (0..1000).map(|n| std::format!("US-41051-{n:09}")).collect();
        let packer = Packer::of(&keys.iter().map(String::as_bytes));
        assert!(keys.iter().all(|key| packer.pack(key.as_bytes()).is_exact));
        // A text that ends in a zero, or behind the last place, or begins in another way.
        for other in [
            "US-41051-000000001\0",
            "US-41051-000000001000000",
            "US-41052-000000001",
        ] {
            assert!(!packer.pack(other.as_bytes()).is_exact, "{other}");
        }
    }

    #[test]
    fn keys_that_differ_in_many_places_have_numbers_of_their_own() {
        let keys: Vec<String> = (0..1000_u64)
            .map(|n| std::format!("{:04}-{:09}", n * 37 % 10_000, n * n))
            .collect();
        let packer = Packer::of(&keys.iter().map(String::as_bytes));
        let mut numbers: Vec<_> = keys
            .iter()
            .map(|key| (packer.pack(key.as_bytes()), key))
            .collect();
        for (packed, key) in &numbers {
            assert!(packed.is_exact);
            assert_eq!(unpacked(&packer, packed.number), key.as_bytes());
        }
        numbers.sort_by_key(|(packed, _)| packed.number);
        assert!(numbers.is_sorted_by(|a, b| a.0.number < b.0.number && a.1 < b.1));
        assert!(!packer.pack(b"0037-00000000A").is_exact);
        assert!(!packer.pack(b"0037-0000000").is_exact);
    }
}
