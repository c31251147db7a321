//! The keys of one record, made in place.

use super::abbreviations::abbreviated;
use super::fold::{KeyText, NUMBER_SIGN, fold, join, joined};
use super::{ListingClass, RecordTexts};
use crate::market::Error;

/// Least characters of a universal parcel id.
const UNIVERSAL_MIN_LEN: usize = 8;
/// Least characters of a parcel number.
const PARCEL_MIN_LEN: usize = 4;

/// The accepted keys of a record, without a heap.
#[derive(Clone)]
pub struct KeyTexts {
    class: ListingClass,
    universal: Option<KeyText>,
    parcel: Option<[KeyText; 3]>,
    address: Option<[KeyText; 2]>,
    unit: Option<KeyText>,
    has_placeholder: bool,
}

/// The accepted keys of a listing, to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeysOf<'a> {
    /// The listing.
    pub listing: &'a str,
    /// For sale or for lease: a part of each key.
    pub class: ListingClass,
    /// The universal parcel id.
    pub universal: Option<&'a str>,
    /// State, county and parcel number.
    pub parcel: Option<[&'a str; 3]>,
    /// House number and street, and the postal code.
    pub address: Option<[&'a str; 2]>,
    /// The unit: a part of the keys by parcel number and by address.
    pub unit: Option<&'a str>,
    /// Whether the parcel number, given and not empty, stands for none.
    pub has_placeholder: bool,
}

impl KeyTexts {
    /// The keys that a record gives.
    ///
    /// # Errors
    /// [`Error::BadValue`] for a text without bytes or above 255.
    pub fn of(record: &RecordTexts<'_>) -> Result<Self, Error> {
        record.check()?;
        let universal = record.universal_parcel_id.map(joined);
        let universal = universal.filter(|parcel| {
            parcel.as_bytes().len() >= UNIVERSAL_MIN_LEN && !is_placeholder(parcel.as_bytes())
        });
        let (address, within) = record.address.map_or((None, None), address);
        let given = record.unit.and_then(|text| unit(fold(text).words()));
        let parcel = record.parcel_number.map(joined);
        let has_placeholder = parcel.as_ref().is_some_and(|parcel| {
            !parcel.as_bytes().is_empty() && is_placeholder_parcel(parcel.as_bytes())
        });
        Ok(Self {
            class: record.class,
            universal,
            parcel: parcel.and_then(|parcel| parcel_key(record, parcel)),
            address: address.and_then(|address| {
                let code = record.postal_code.and_then(postal_code)?;
                Some([address, code])
            }),
            unit: given.or(within),
            has_placeholder,
        })
    }

    /// The same, to be compared: of this listing.
    #[must_use]
    pub fn keys_of<'a>(&'a self, listing: &'a str) -> KeysOf<'a> {
        KeysOf {
            listing,
            class: self.class,
            universal: self.universal.as_ref().map(KeyText::as_str),
            parcel: self
                .parcel
                .as_ref()
                .map(|[state, county, parcel]| [state.as_str(), county.as_str(), parcel.as_str()]),
            address: self
                .address
                .as_ref()
                .map(|[address, code]| [address.as_str(), code.as_str()]),
            unit: self.unit.as_ref().map(KeyText::as_str),
            has_placeholder: self.has_placeholder,
        }
    }
}

fn parcel_key(record: &RecordTexts<'_>, parcel: KeyText) -> Option<[KeyText; 3]> {
    let state = joined(record.state?);
    let county = county(record.county?);
    let is_good = !state.as_bytes().is_empty()
        && !county.as_bytes().is_empty()
        && !is_placeholder_parcel(parcel.as_bytes());
    is_good.then_some([state, county, parcel])
}

fn is_placeholder_parcel(parcel: &[u8]) -> bool {
    parcel.len() < PARCEL_MIN_LEN || is_placeholder(parcel)
}

fn is_placeholder(parcel: &[u8]) -> bool {
    let mut others = parcel.iter().skip(1).zip(parcel);
    let pairs = parcel.iter().skip(1).zip(parcel.iter().skip(2));
    let mut threes = parcel.iter().zip(pairs);
    !has_digit(parcel)
        || others.all(|(one, other)| one == other)
        || threes.any(|(first, (second, third))| {
            (*first, *second) == (b'T', b'B') && matches!(third, b'D' | b'A')
        })
        || matches!(
            parcel,
            b"1234"
                | b"12345"
                | b"123456"
                | b"1234567"
                | b"12345678"
                | b"123456789"
                | b"1234567890"
                | b"0123456789"
        )
}

/// Whether there is a digit from 1 to 9 in it.
fn has_digit(text: &[u8]) -> bool {
    text.iter().any(|byte| (b'1'..=b'9').contains(byte))
}

/// A county's name without the word for its kind.
fn county(text: &str) -> KeyText {
    let words = fold(text);
    let is_kind = |word: &[u8]| matches!(word, b"COUNTY" | b"PARISH" | b"BOROUGH");
    let last = words.words().last().filter(|last| is_kind(last));
    let is_named = words.words().nth(1).is_some();
    match last {
        Some(_) if is_named => join(without_last(words.words())),
        _ => join(words.words()),
    }
}

/// All words but the last.
fn without_last<'w>(
    words: impl Iterator<Item = &'w [u8]> + Clone,
) -> impl Iterator<Item = &'w [u8]> {
    words.clone().zip(words.skip(1)).map(|(word, _)| word)
}

/// A unit of words; none where what is left of them stands for none.
fn unit<'w>(words: impl Iterator<Item = &'w [u8]>) -> Option<KeyText> {
    let joined = join(words.filter(|word| !is_designator(word)));
    let mut unit = joined.as_bytes();
    while let Some(rest) = unit.strip_prefix(b"0").filter(|rest| !rest.is_empty()) {
        unit = rest;
    }
    let mut found = KeyText::EMPTY;
    found.push(unit);
    (!matches!(unit, b"" | b"0" | b"NA" | b"NONE")).then_some(found)
}

fn is_designator(word: &[u8]) -> bool {
    begins_unit(word)
        || matches!(
            word,
            b"DEPT" | b"FL" | b"FLOOR" | b"NO" | b"NUM" | b"NUMBER" | b"SP"
        )
}

/// Whether the unit begins with this word of an address.
fn begins_unit(word: &[u8]) -> bool {
    word == NUMBER_SIGN
        || matches!(
            word,
            b"APT"
                | b"APARTMENT"
                | b"BLDG"
                | b"BUILDING"
                | b"LOT"
                | b"RM"
                | b"ROOM"
                | b"SPC"
                | b"SPACE"
                | b"STE"
                | b"SUITE"
                | b"TRLR"
                | b"TRAILER"
                | b"UNIT"
        )
}

/// House number and street, if accepted, and the unit that stands behind them.
fn address(text: &str) -> (Option<KeyText>, Option<KeyText>) {
    let folded = fold(text);
    // From the third word on, and not the last.
    let begin = (0..usize::MAX).zip(without_last(folded.words())).skip(2);
    let begin = begin
        .filter(|(_, word)| begins_unit(word))
        .map(|(place, _)| place);
    let begin = begin.take(1).last().unwrap_or(usize::MAX);
    let words = folded.words().take(begin);
    let words = words.filter(|word| *word != NUMBER_SIGN);
    let mut address = KeyText::EMPTY;
    let mut is_numbered = false;
    for (place, word) in (0..usize::MAX).zip(words.clone()) {
        if place == 0 {
            let number = without_zeros(word);
            is_numbered = has_digit(number);
            address.push(number);
        } else {
            address.push(b" ");
            address.push(abbreviated(word));
        }
    }
    let is_good = words.clone().nth(1).is_some() && is_numbered;
    let rest = folded.words().skip(begin);
    (is_good.then_some(address), unit(rest))
}

/// A house number without the leading zeros that a digit follows.
fn without_zeros(word: &[u8]) -> &[u8] {
    let mut number = word;
    while let Some(rest) = number.strip_prefix(b"0") {
        if !rest.first().is_some_and(u8::is_ascii_digit) {
            break;
        }
        number = rest;
    }
    number
}

fn postal_code(text: &str) -> Option<KeyText> {
    let joined = joined(text);
    let code = joined.as_bytes();
    let are_digits = code.iter().all(u8::is_ascii_digit);
    let code = match code.get(..5) {
        Some(zip) if are_digits && code.len() == 9 => zip,
        _ => code,
    };
    let is_zip = are_digits && code.len() == 5 && code != b"00000" && code != b"99999";
    let is_canadian = match code {
        [a, b, c, d, e, f] => {
            [a, c, e].into_iter().all(u8::is_ascii_alphabetic)
                && [b, d, f].into_iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    let mut found = KeyText::EMPTY;
    found.push(code);
    (is_zip || is_canadian).then_some(found)
}
