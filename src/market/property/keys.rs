//! The keys of one record.

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::abbreviations::abbreviated;
use super::fold::{NUMBER_SIGN, fold, join, joined};
use super::{ListingClass, PropertyRecord};

/// Least characters of a universal parcel id.
const UNIVERSAL_MIN_LEN: usize = 8;
/// Least characters of a parcel number.
const PARCEL_MIN_LEN: usize = 4;

/// The key that a universal parcel id gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "with_serde::Universal", from = "with_serde::Universal")
)]
pub struct UniversalKey {
    /// The id.
    pub parcel: String,
    /// For sale or for lease.
    pub class: ListingClass,
}

/// The key that a parcel number gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "with_serde::Parcel", from = "with_serde::Parcel")
)]
pub struct ParcelKey {
    /// The state or province.
    pub state: String,
    /// The county or parish.
    pub county: String,
    /// The parcel number.
    pub parcel: String,
    /// The unit.
    pub unit: Option<String>,
    /// For sale or for lease.
    pub class: ListingClass,
}

/// The key that an address gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "with_serde::Address", from = "with_serde::Address")
)]
pub struct AddressKey {
    /// House number and street.
    pub address: String,
    /// The unit.
    pub unit: Option<String>,
    /// The ZIP or postal code.
    pub postal_code: String,
    /// For sale or for lease.
    pub class: ListingClass,
}

/// The accepted keys of a record.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Keys {
    /// By the universal parcel id.
    pub universal: Option<UniversalKey>,
    /// By the parcel number.
    pub parcel: Option<ParcelKey>,
    /// By the address.
    pub address: Option<AddressKey>,
}

impl Keys {
    pub(super) fn of(record: &PropertyRecord) -> Self {
        let class = record.class;
        let universal = record.universal_parcel_id.as_deref().map(joined);
        let universal =
            universal.filter(|parcel| parcel.len() >= UNIVERSAL_MIN_LEN && !is_placeholder(parcel));
        let (address, within) = record.address.as_deref().map_or((None, None), address);
        let given = record.unit.as_deref().and_then(|text| unit(&fold(text)));
        let unit = given.or(within);
        Self {
            universal: universal.map(|parcel| UniversalKey { parcel, class }),
            parcel: parcel_key(record, unit.clone()),
            address: address_key(record, address, unit),
        }
    }
}

fn parcel_key(record: &PropertyRecord, unit: Option<String>) -> Option<ParcelKey> {
    let state = joined(record.state.as_deref()?);
    let county = county(record.county.as_deref()?);
    let parcel = joined(record.parcel_number.as_deref()?);
    let is_good = !state.is_empty() && !county.is_empty() && !is_placeholder_parcel(&parcel);
    is_good.then_some(ParcelKey {
        state,
        county,
        parcel,
        unit,
        class: record.class,
    })
}

fn address_key(
    record: &PropertyRecord,
    address: Option<String>,
    unit: Option<String>,
) -> Option<AddressKey> {
    Some(AddressKey {
        address: address?,
        unit,
        postal_code: postal_code(record.postal_code.as_deref()?)?,
        class: record.class,
    })
}

/// Whether a parcel number, given and not empty, stands for none.
pub(super) fn is_doubtful_parcel(text: &str) -> bool {
    let parcel = joined(text);
    !parcel.is_empty() && is_placeholder_parcel(&parcel)
}

fn is_placeholder_parcel(parcel: &str) -> bool {
    parcel.len() < PARCEL_MIN_LEN || is_placeholder(parcel)
}

fn is_placeholder(parcel: &str) -> bool {
    let mut others = parcel.bytes().skip(1).zip(parcel.bytes());
    !has_digit(parcel)
        || others.all(|(one, other)| one == other)
        || parcel.contains("TBD")
        || parcel.contains("TBA")
        || matches!(
            parcel,
            "1234"
                | "12345"
                | "123456"
                | "1234567"
                | "12345678"
                | "123456789"
                | "1234567890"
                | "0123456789"
        )
}

/// Whether there is a digit from 1 to 9 in it.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}

fn county(text: &str) -> String {
    let mut words = fold(text);
    let is_kind = |word: &String| matches!(word.as_str(), "COUNTY" | "PARISH" | "BOROUGH");
    if words.len() > 1 && words.last().is_some_and(is_kind) {
        words.pop();
    }
    join(&words)
}

/// A unit of words; none where what is left of them stands for none.
fn unit(words: &[String]) -> Option<String> {
    let words = words.iter().filter(|word| !is_designator(word));
    let words: Vec<String> = words.cloned().collect();
    let joined = join(&words);
    let mut unit = joined.as_str();
    while let Some(rest) = unit.strip_prefix('0').filter(|rest| !rest.is_empty()) {
        unit = rest;
    }
    (!matches!(unit, "" | "0" | "NA" | "NONE")).then(|| unit.into())
}

fn is_designator(word: &str) -> bool {
    begins_unit(word)
        || matches!(
            word,
            "DEPT" | "FL" | "FLOOR" | "NO" | "NUM" | "NUMBER" | "SP"
        )
}

/// Whether the unit begins with this word of an address.
fn begins_unit(word: &str) -> bool {
    matches!(
        word,
        NUMBER_SIGN
            | "APT"
            | "APARTMENT"
            | "BLDG"
            | "BUILDING"
            | "LOT"
            | "RM"
            | "ROOM"
            | "SPC"
            | "SPACE"
            | "STE"
            | "SUITE"
            | "TRLR"
            | "TRAILER"
            | "UNIT"
    )
}

/// House number and street, if accepted, and the unit that stands behind them.
fn address(text: &str) -> (Option<String>, Option<String>) {
    let mut words = fold(text);
    let last = words.len().saturating_sub(1);
    let mut places = words.iter().enumerate().skip(2);
    let begin = places.find(|(place, word)| begins_unit(word) && *place != last);
    let begin = begin.map(|(place, _)| place);
    let rest = begin
        .map(|begin| words.split_off(begin))
        .unwrap_or_default();
    words.retain(|word| word != NUMBER_SIGN);
    let mut address = String::new();
    let mut is_numbered = false;
    for (place, word) in words.iter().enumerate() {
        if place == 0 {
            let number = without_zeros(word);
            is_numbered = has_digit(number);
            address.push_str(number);
        } else {
            address.push(' ');
            address.push_str(abbreviated(word));
        }
    }
    let is_good = words.len() >= 2 && is_numbered;
    (is_good.then_some(address), unit(&rest))
}

/// A house number without the leading zeros that a digit follows.
fn without_zeros(word: &str) -> &str {
    let mut number = word;
    while let Some(rest) = number.strip_prefix('0') {
        if !rest.starts_with(|next: char| next.is_ascii_digit()) {
            break;
        }
        number = rest;
    }
    number
}

fn postal_code(text: &str) -> Option<String> {
    let mut code = joined(text);
    let are_digits = code.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits && code.len() == 9 {
        code.truncate(5);
    }
    let is_zip = are_digits && code.len() == 5 && code != "00000" && code != "99999";
    let is_canadian = || {
        let mut places = code.bytes().enumerate();
        code.len() == 6
            && places.all(|(place, byte)| {
                if place % 2 == 0 {
                    byte.is_ascii_alphabetic()
                } else {
                    byte.is_ascii_digit()
                }
            })
    };
    (is_zip || is_canadian()).then_some(code)
}

/// Keys in JSON: their parts, as an array.
#[cfg(feature = "serde")]
mod with_serde {
    use no_std_compat::string::String;

    use super::{AddressKey, ListingClass, ParcelKey, UniversalKey};

    pub(super) type Universal = (String, ListingClass);
    pub(super) type Parcel = (String, String, String, Option<String>, ListingClass);
    pub(super) type Address = (String, Option<String>, String, ListingClass);

    impl From<UniversalKey> for Universal {
        fn from(key: UniversalKey) -> Self {
            (key.parcel, key.class)
        }
    }

    impl From<Universal> for UniversalKey {
        fn from((parcel, class): Universal) -> Self {
            Self { parcel, class }
        }
    }

    impl From<ParcelKey> for Parcel {
        fn from(key: ParcelKey) -> Self {
            (key.state, key.county, key.parcel, key.unit, key.class)
        }
    }

    impl From<Parcel> for ParcelKey {
        fn from((state, county, parcel, unit, class): Parcel) -> Self {
            Self {
                state,
                county,
                parcel,
                unit,
                class,
            }
        }
    }

    impl From<AddressKey> for Address {
        fn from(key: AddressKey) -> Self {
            (key.address, key.unit, key.postal_code, key.class)
        }
    }

    impl From<Address> for AddressKey {
        fn from((address, unit, postal_code, class): Address) -> Self {
            Self {
                address,
                unit,
                postal_code,
                class,
            }
        }
    }
}
