//! Columns of text, in whatever form they come.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{ArrowDictionaryKeyType, ArrowPrimitiveType};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, GenericStringArray, LargeStringArray, OffsetSizeTrait,
    StringArray, StringViewArray, downcast_dictionary_array,
};
use arrow_schema::DataType;
use core::ops::Range;
use core::slice::ChunksExact;
use std::vec::Vec;

use crate::bounds::MARKET_TEXT_MAX_LEN;

/// Texts one by one.
#[derive(Clone, Debug)]
pub(super) enum Strings {
    Utf8(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
}

impl Strings {
    fn of(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Utf8(array.as_string().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            _ => return None,
        })
    }

    #[inline]
    fn len(&self) -> usize {
        match self {
            Self::Utf8(array) => array.len(),
            Self::Large(array) => array.len(),
            Self::View(array) => array.len(),
        }
    }

    /// Whether none is too long, as far as that is seen without reading them.
    fn are_short(&self) -> bool {
        // Without a test for each row.
        let longest = match self {
            Self::Utf8(array) => {
                let ends = array.value_offsets();
                let next = ends.get(1..).unwrap_or_default().iter();
                let lens = next.zip(ends).map(|(end, start)| end.wrapping_sub(*start));
                usize::try_from(lens.fold(0, i32::max))
            }
            Self::Large(array) => {
                let ends = array.value_offsets();
                let next = ends.get(1..).unwrap_or_default().iter();
                let lens = next.zip(ends).map(|(end, start)| end.wrapping_sub(*start));
                usize::try_from(lens.fold(0, i64::max))
            }
            Self::View(_) => return false,
        };
        longest.is_ok_and(|longest| longest <= MARKET_TEXT_MAX_LEN)
    }

    /// The text at a place; none for null, for an empty one, and behind the end.
    #[inline]
    fn get(&self, place: usize) -> Option<&str> {
        if place >= self.len() {
            return None;
        }
        let text = match self {
            Self::Utf8(array) if array.is_valid(place) => array.value(place),
            Self::Large(array) if array.is_valid(place) => array.value(place),
            Self::View(array) if array.is_valid(place) => array.value(place),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }
}

/// A text of at most this many bytes is written as so many, and those behind it taken off.
pub(super) const SHORT: usize = 32;

/// Writes a text behind others: what stands at `start` of `bytes`, up to `end`.
#[inline]
pub(super) fn append(bytes: &[u8], start: usize, end: usize, text: &mut Vec<u8>) {
    let len = end.wrapping_sub(start);
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.first_chunk::<SHORT>() {
        Some(chunk) if len <= SHORT => {
            let len = text.len().wrapping_add(len);
            text.extend_from_slice(chunk);
            text.truncate(len);
        }
        _ => text.extend_from_slice(rest.get(..len).unwrap_or_default()),
    }
}

pub(super) fn is_full(array: &impl Array) -> bool {
    array.nulls().is_none()
}

/// The bytes of the texts of some rows, none of which is null.
#[inline]
pub(super) fn bytes_of<O: OffsetSizeTrait>(
    array: &GenericStringArray<O>,
    rows: Range<usize>,
) -> impl Iterator<Item = &[u8]> {
    let ends = array.value_offsets().get(rows.start..).unwrap_or_default();
    let bytes = array.value_data();
    ends.windows(2).take(rows.len()).map(move |ends| {
        match ends {
            &[start, end] => bytes.get(start.as_usize()..end.as_usize()),
            _ => None,
        }
        .unwrap_or_default()
    })
}

/// The same, if all have one length, as keys often have: nothing is looked up for each.
#[inline]
pub(super) fn uniform<O: OffsetSizeTrait>(
    array: &GenericStringArray<O>,
    rows: Range<usize>,
) -> Option<ChunksExact<'_, u8>> {
    let ends = array.value_offsets().get(rows.start..=rows.end)?;
    let &[start, second, ..] = ends else {
        return None;
    };
    let len = second.as_usize().checked_sub(start.as_usize())?;
    let next = ends.get(1..)?.iter();
    let is_uniform = next.zip(ends).fold(true, |is_uniform, (end, start)| {
        is_uniform & (end.as_usize().wrapping_sub(start.as_usize()) == len)
    });
    if !is_uniform || len == 0 {
        return None;
    }
    let bytes = array.value_data().get(start.as_usize()..)?;
    Some(bytes.get(..len.checked_mul(rows.len())?)?.chunks_exact(len))
}

/// Does `$body` with `$texts` as the bytes of the texts of some rows, one by one, empty where
/// there is none. It is written once and there once for each form of columns, so that no row
/// asks for the form.
macro_rules! with_texts {
    ($column:expr, $rows:expr, $texts:ident => $body:expr) => {
        match $column {
            Text::Plain(Strings::Utf8(array)) if $crate::market::batch::text::is_full(array) => {
                with_texts!(of array, $rows, $texts => $body)
            }
            Text::Plain(Strings::Large(array)) if $crate::market::batch::text::is_full(array) => {
                with_texts!(of array, $rows, $texts => $body)
            }
            column => {
                let $texts = $rows.map(|row| column.get(row).unwrap_or_default().as_bytes());
                $body
            }
        }
    };
    (of $array:ident, $rows:expr, $texts:ident => $body:expr) => {
        if let Some($texts) = $crate::market::batch::text::uniform($array, $rows) {
            $body
        } else {
            let $texts = $crate::market::batch::text::bytes_of($array, $rows);
            $body
        }
    };
}
pub(super) use with_texts;

/// The form in which texts go out again: that in which they came, without a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Form {
    #[default]
    Utf8,
    Large,
    View,
}

/// A column of text.
#[derive(Clone, Debug)]
pub(super) enum Text {
    /// Null throughout.
    Missing,
    Plain(Strings),
    /// Which text of the dictionary each row has.
    Dictionary {
        keys: Vec<u32>,
        texts: Strings,
    },
}

impl Text {
    /// The column; none if it is of another type.
    pub(super) fn of(array: &ArrayRef) -> Option<Self> {
        if *array.data_type() == DataType::Null {
            return Some(Self::Missing);
        }
        if let Some(strings) = Strings::of(array) {
            return Some(Self::Plain(strings));
        }
        let array: &dyn Array = array;
        downcast_dictionary_array!(
            array => Self::of_dictionary(array),
            _ => None
        )
    }

    fn of_dictionary<K>(array: &DictionaryArray<K>) -> Option<Self>
    where
        K: ArrowDictionaryKeyType,
        u32: TryFrom<<K as ArrowPrimitiveType>::Native>,
    {
        let texts = Strings::of(array.values())?;
        // A text that is not there is null.
        let place = |key: K::Native| key.try_into().unwrap_or(u32::MAX);
        let keys = if array.keys().nulls().is_some() {
            let keys = array.keys().iter();
            keys.map(|key| key.map_or(u32::MAX, place)).collect()
        } else {
            let keys = array.keys().values().iter();
            keys.map(|key| place(*key)).collect()
        };
        Some(Self::Dictionary { keys, texts })
    }

    pub(super) fn form(&self) -> Form {
        match self {
            Self::Missing => Form::Utf8,
            Self::Plain(texts) | Self::Dictionary { texts, .. } => match texts {
                Strings::Utf8(_) => Form::Utf8,
                Strings::Large(_) => Form::Large,
                Strings::View(_) => Form::View,
            },
        }
    }

    /// The text of a row; null and the empty one are none.
    #[inline]
    pub(super) fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Missing => None,
            Self::Plain(texts) => texts.get(row),
            Self::Dictionary { keys, texts } => texts.get(place(keys, row)?),
        }
    }

    /// The first row with a text that is too long.
    pub(super) fn too_long(&self) -> Option<usize> {
        let is_long =
            |text: Option<&str>| text.is_some_and(|text| text.len() > MARKET_TEXT_MAX_LEN);
        match self {
            Self::Missing => None,
            Self::Plain(texts) if texts.are_short() => None,
            Self::Plain(texts) => (0..texts.len()).find(|row| is_long(texts.get(*row))),
            Self::Dictionary { keys, texts } => {
                let long = |key: usize| is_long(texts.get(key));
                if !(0..texts.len()).any(long) {
                    return None;
                }
                (0..keys.len()).find(|row| place(keys, *row).is_some_and(long))
            }
        }
    }

    /// What `read` makes of the text of each row; of a dictionary, each text is read once.
    pub(super) fn map<T: Copy>(&self, rows: usize, read: impl Fn(Option<&str>) -> T) -> Vec<T> {
        match self {
            Self::Dictionary { keys, texts } => {
                let none = read(None);
                let values: Vec<T> = (0..texts.len())
                    .map(|place| read(texts.get(place)))
                    .collect();
                let value = |key: &u32| values.get(usize::try_from(*key).ok()?).copied();
                keys.iter().map(|key| value(key).unwrap_or(none)).collect()
            }
            _ => (0..rows).map(|row| read(self.get(row))).collect(),
        }
    }
}

fn place(keys: &[u32], row: usize) -> Option<usize> {
    usize::try_from(*keys.get(row)?).ok()
}

/// Whether two texts are the same: quickly so for the lengths that keys have.
#[inline]
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    #[inline]
    fn ends<const N: usize>(one: &[u8], other: &[u8]) -> bool {
        one.first_chunk::<N>() == other.first_chunk() && one.last_chunk::<N>() == other.last_chunk()
    }
    one.len() == other.len()
        && match one.len() {
            8..=16 => ends::<8>(one, other),
            17..=32 => ends::<16>(one, other),
            4..=7 => ends::<4>(one, other),
            0..=3 => one.iter().zip(other).all(|(one, other)| one == other),
            _ => one == other,
        }
}

/// Whether one text goes before another: quickly so for those of one length, as keys often are.
#[inline]
pub(super) fn is_before(one: &[u8], other: &[u8]) -> bool {
    const WORD: usize = 8;
    if one.len() != other.len() {
        return one < other;
    }
    let words = one.as_chunks::<WORD>().0.iter();
    let mut words = words.zip(other.as_chunks::<WORD>().0);
    let ends = || one.last_chunk::<WORD>().zip(other.last_chunk());
    match words.find(|(one, other)| one != other).or_else(ends) {
        Some((one, other)) => u64::from_be_bytes(*one) < u64::from_be_bytes(*other),
        None => one < other,
    }
}
