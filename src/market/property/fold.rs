//! What is left of a text where two spellings of one thing come out equal.

use core::str;

use crate::bounds::MARKET_TEXT_MAX_LEN;

/// A sign that stands for a unit, and is a word of its own.
pub(super) const NUMBER_SIGN: &[u8] = b"#";

/// Each byte of a text may be a sign that becomes a word, with a space behind it.
const FOLDED_MAX_LEN: usize = 2 * MARKET_TEXT_MAX_LEN;

/// A part of a key: capitals and digits, with single spaces between words. In place, without a
/// heap.
#[derive(Clone)]
pub struct KeyText {
    bytes: [u8; FOLDED_MAX_LEN],
    len: usize,
}

impl KeyText {
    pub(super) const EMPTY: Self = Self {
        bytes: [0; FOLDED_MAX_LEN],
        len: 0,
    };

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Letters and digits, so this never falls back.
        str::from_utf8(self.as_bytes()).unwrap_or("")
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&[])
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let room = self.bytes.get_mut(self.len..).unwrap_or(&mut []);
        for (place, byte) in room.iter_mut().zip(bytes) {
            *place = *byte;
            self.len = self.len.saturating_add(1);
        }
    }

    /// Ends the word that has begun, if one has.
    fn end_word(&mut self) {
        if self.as_bytes().last().is_some_and(|last| *last != b' ') {
            self.push(b" ");
        }
    }

    /// The words.
    pub(super) fn words(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let words = self.as_bytes().split(|byte| *byte == b' ');
        words.filter(|word| !word.is_empty())
    }
}

/// The words of a text of at most 255 bytes, in capitals without marks.
pub(super) fn fold(text: &str) -> KeyText {
    let mut words = KeyText::EMPTY;
    for character in text.chars() {
        match character {
            // Signs within a word, and marks that follow their letter.
            '\''
            | '`'
            | '.'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{300}'..='\u{36f}' => {}
            'a'..='z' | 'A'..='Z' | '0'..='9' => {
                if let Ok(capital) = u8::try_from(character.to_ascii_uppercase()) {
                    words.push(&[capital]);
                }
            }
            '#' => {
                words.end_word();
                words.push(NUMBER_SIGN);
                words.end_word();
            }
            other => {
                if let Some(letters) = plain(other) {
                    words.push(letters.as_bytes());
                } else {
                    words.end_word();
                }
            }
        }
    }
    words
}

/// The letters without their marks.
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => {
            "A"
        }
        'Ç' | 'ç' => "C",
        'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'è' | 'é' | 'ê' | 'ë' | 'ē' => "E",
        'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'ì' | 'í' | 'î' | 'ï' | 'ī' => "I",
        'Ñ' | 'ñ' => "N",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ō' | 'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => {
            "O"
        }
        'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ū' | 'ù' | 'ú' | 'û' | 'ü' | 'ū' => "U",
        'Ý' | 'ý' | 'ÿ' => "Y",
        'ß' => "SS",
        'Æ' | 'æ' => "AE",
        _ => return None,
    })
}

/// The words one after another, with nothing between, without number signs.
pub(super) fn join<'w>(words: impl Iterator<Item = &'w [u8]>) -> KeyText {
    let mut joined = KeyText::EMPTY;
    for word in words.filter(|word| *word != NUMBER_SIGN) {
        joined.push(word);
    }
    joined
}

pub(super) fn joined(text: &str) -> KeyText {
    join(fold(text).words())
}
