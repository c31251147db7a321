//! Texts as numbers of the same order, so that sorting compares numbers.

use std::vec::Vec;

use crate::bounds::MARKET_TEXT_MAX_LEN;

/// Numbers texts by what was seen in a sample: at each place the bytes there, and that a text
/// ended there. A text that goes before another never has a greater number; one that is not
/// like the sample may share its number with others.
#[derive(Clone, Debug, Default)]
pub(super) struct Packer {
    places: Vec<Place>,
}

#[derive(Clone, Debug)]
struct Place {
    /// What each byte stands for: its rank, or [`UNSEEN`] and how many have a lower one.
    ranks: [u16; 256],
    /// Whether a text may end here; that has rank 0 then.
    has_end: bool,
    /// How many ranks there are.
    radix: u64,
    /// How many numbers the places behind have.
    behind: u64,
}

const UNSEEN: u16 = 1 << 15;

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
    pub(super) fn beginning(text: &str) -> Self {
        let bytes = text.as_bytes();
        let number = match bytes.first_chunk::<8>() {
            Some(first) => u64::from_be_bytes(*first),
            None => bytes.iter().zip(0_u32..).fold(0, |number, (byte, place)| {
                number | u64::from(*byte) << 56_u32.saturating_sub(place.saturating_mul(8))
            }),
        };
        Self {
            number,
            is_exact: false,
        }
    }
}

impl Packer {
    pub(super) fn of<'a>(sample: &(impl Iterator<Item = &'a str> + Clone)) -> Self {
        let mut places = Vec::new();
        let mut all = 1_u64;
        for place in 0..=MARKET_TEXT_MAX_LEN {
            let mut seen = [false; 256];
            let mut has_end = false;
            let mut is_reached = false;
            for text in sample.clone() {
                let bytes = text.as_bytes();
                match bytes.get(place) {
                    Some(byte) => {
                        is_reached = true;
                        if let Some(seen) = seen.get_mut(usize::from(*byte)) {
                            *seen = true;
                        }
                    }
                    None => has_end |= bytes.len() == place,
                }
            }
            complete(&mut seen);
            let next = Place::of(&seen, has_end);
            match all.checked_mul(next.radix) {
                Some(numbers) => all = numbers,
                None => break,
            }
            places.push(next);
            if !is_reached {
                break;
            }
        }
        let mut behind = 1_u64;
        for place in places.iter_mut().rev() {
            place.behind = behind;
            behind = behind.wrapping_mul(place.radix);
        }
        Self { places }
    }

    #[inline]
    pub(super) fn pack(&self, text: &str) -> Packed {
        let mut bytes = text.bytes();
        let mut number = 0_u64;
        // No product is greater than that of all radices, and that fits.
        for place in &self.places {
            let Some(byte) = bytes.next() else {
                return Packed {
                    number: number.wrapping_mul(place.radix).wrapping_mul(place.behind),
                    is_exact: place.has_end,
                };
            };
            let rank = place
                .ranks
                .get(usize::from(byte))
                .copied()
                .unwrap_or(UNSEEN);
            if rank & UNSEEN != 0 {
                return Packed {
                    number: place.unseen(number, rank),
                    is_exact: false,
                };
            }
            number = number
                .wrapping_mul(place.radix)
                .wrapping_add(u64::from(rank));
        }
        Packed {
            number,
            is_exact: bytes.next().is_none(),
        }
    }
}

/// Where two digits were seen, or two letters, others are to be expected.
fn complete(seen: &mut [bool; 256]) {
    for letters in [b'0'..=b'9', b'A'..=b'Z', b'a'..=b'z'] {
        let letters = usize::from(*letters.start())..=usize::from(*letters.end());
        let Some(seen) = seen.get_mut(letters) else {
            continue;
        };
        if crate::listed::count(seen.iter().filter(|is_seen| **is_seen)) > 1 {
            seen.fill(true);
        }
    }
}

impl Place {
    fn of(seen: &[bool; 256], has_end: bool) -> Self {
        let mut ranks = [0; 256];
        let mut next = u16::from(has_end);
        for (rank, is_seen) in ranks.iter_mut().zip(seen) {
            *rank = if *is_seen { next } else { UNSEEN | next };
            next = next.saturating_add(u16::from(*is_seen));
        }
        Self {
            ranks,
            has_end,
            radix: u64::from(next).max(1),
            behind: 1,
        }
    }

    /// The number of texts that begin with those of `number` and a byte not seen: the greatest
    /// of the rank below, or the least of all.
    fn unseen(&self, number: u64, rank: u16) -> u64 {
        let number = number.wrapping_mul(self.radix);
        match (rank & !UNSEEN).checked_sub(1) {
            None => number.wrapping_mul(self.behind),
            Some(below) => number
                .wrapping_add(u64::from(below))
                .wrapping_mul(self.behind)
                .wrapping_add(self.behind.wrapping_sub(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::string::String;
    use std::vec::Vec;

    use super::Packer;

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
                let packer = Packer::of(&texts.iter().take(sampled).map(String::as_str));
                texts.sort();
                for (before, text) in texts.iter().zip(&texts[1..]) {
                    let (low, high) = (packer.pack(before), packer.pack(text));
                    assert!(low.number <= high.number, "{before} {text}");
                    if low.is_exact && high.is_exact {
                        assert_eq!(low.number == high.number, before == text);
                    }
                }
            }
        }
    }

    #[test]
    fn keys_of_a_feed_have_numbers_of_their_own() {
        let keys: Vec<String> = (0..1000).map(|n| std::format!("US-41051-{n:09}")).collect();
        let packer = Packer::of(&keys.iter().map(String::as_str));
        assert!(keys.iter().all(|key| packer.pack(key).is_exact));
        assert!(!packer.pack("US-41051-00000000").is_exact);
        assert!(!packer.pack("US-41051-0000000000").is_exact);
    }
}
