//! What is left of a text where two spellings of one thing come out equal.

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

/// A sign that stands for a unit, and is a word of its own.
pub(super) const NUMBER_SIGN: &str = "#";

/// The words of a text, in capitals without marks.
pub(super) fn fold(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
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
            'a'..='z' | 'A'..='Z' | '0'..='9' => word.push(character.to_ascii_uppercase()),
            '#' => {
                end(&mut words, &mut word);
                words.push(NUMBER_SIGN.into());
            }
            other => {
                if let Some(letters) = plain(other) {
                    word.push_str(letters);
                } else {
                    end(&mut words, &mut word);
                }
            }
        }
    }
    end(&mut words, &mut word);
    words
}

fn end(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(core::mem::take(word));
    }
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
pub(super) fn join(words: &[String]) -> String {
    let words = words.iter().filter(|word| *word != NUMBER_SIGN);
    words.map(String::as_str).collect()
}

pub(super) fn joined(text: &str) -> String {
    join(&fold(text))
}
