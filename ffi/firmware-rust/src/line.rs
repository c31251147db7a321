//! A line of commands: words, decimal instants, hexadecimal bytes.

use crate::semihosting::Input;

/// What is left of a line.
pub struct Line<'a>(&'a [u8]);

impl<'a> Line<'a> {
    /// The next line of the file; none at its end.
    pub fn read(file: &mut Input, room: &'a mut [u8]) -> Option<Self> {
        let mut length = 0_usize;
        for place in room.iter_mut() {
            *place = file.byte()?;
            if *place == b'\n' {
                return room.get(..length).map(Self);
            }
            length = length.saturating_add(1);
        }
        None
    }

    /// What is left.
    pub const fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The next word.
    pub fn word(&mut self) -> Option<&'a [u8]> {
        let mut words = self.0.splitn(2, |byte| *byte == b' ');
        let word = words.next().filter(|word| !word.is_empty())?;
        self.0 = words.next().unwrap_or(&[]);
        Some(word)
    }

    /// The next word, a decimal number.
    pub fn number(&mut self) -> Option<u64> {
        self.word()?.iter().try_fold(0_u64, |value, digit| {
            let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
            value.checked_mul(10)?.checked_add(digit.into())
        })
    }

    /// The next word, as many bytes in hexadecimal as it has, in `room`.
    pub fn bytes<'r>(&mut self, room: &'r mut [u8]) -> Option<&'r [u8]> {
        let word = self.word()?;
        let places = room.get_mut(..word.len() >> 1)?;
        for (place, digits) in places.iter_mut().zip(word.chunks_exact(2)) {
            *place = digits.iter().try_fold(0_u8, |byte, digit| {
                let digit = char::from(*digit).to_digit(16)?;
                Some(byte << 4 | u8::try_from(digit).ok()?)
            })?;
        }
        Some(places)
    }

    /// The next word, `N` bytes in hexadecimal.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut room = [0; N];
        let length = self.bytes(&mut room)?.len();
        (length == N).then_some(room)
    }
}
