//! Columns of keys, read from the rows or from the numbers that sorting had for them.

use core::ops::Range;
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::{ArrayRef, GenericStringArray, OffsetSizeTrait, StringViewArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};

use super::error::{BatchError, Refusal};
use super::packer::Packer;
use super::record::Record;
use super::source::Reader;
use super::text::{Form, Strings, Text, append, is_full};

/// Where a key is: in a row of the source, or in the record at this place of a cell.
pub(super) type Place = u32;

/// No place: rows are fewer.
pub(super) const NOWHERE: Place = u32::MAX;

/// Reads keys.
pub(super) struct Keys<'a> {
    pub(super) reader: Reader<'a>,
    /// Those of the properties' numbers and of the listings', where places are records'.
    pub(super) packers: Option<&'a [Packer; 2]>,
}

/// Which keys a column has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Properties,
    Listings,
}

impl Keys<'_> {
    /// A column of keys.
    pub(super) fn column(
        &mut self,
        form: Form,
        of: Of,
        records: &[Record],
        places: impl ExactSizeIterator<Item = Place>,
    ) -> Result<ArrayRef, BatchError> {
        Ok(match form {
            Form::Utf8 => Arc::new(self.strings::<i32>(of, records, places)?),
            Form::Large => Arc::new(self.strings::<i64>(of, records, places)?),
            Form::View => {
                let strings = self.strings::<i64>(of, records, places)?;
                Arc::new(StringViewArray::from(&strings))
            }
        })
    }

    fn strings<O: Offset>(
        &mut self,
        of: Of,
        records: &[Record],
        places: impl ExactSizeIterator<Item = Place>,
    ) -> Result<GenericStringArray<O>, BatchError> {
        let mut rows = Rows::<O>::new(&mut self.reader, of);
        let Some([properties, listings]) = self.packers else {
            return strings(places, |place, bytes| rows.write(place, bytes));
        };
        strings(places, |place, bytes| {
            let place = usize::try_from(place).unwrap_or(usize::MAX);
            let Some(record) = records.get(place) else {
                return;
            };
            let (packer, number) = match of {
                Of::Properties => (properties, record.property_number()),
                Of::Listings => (listings, record.listing_number()),
            };
            match number {
                Some(number) => packer.unpack(number, bytes),
                None => rows.write(record.row_number(), bytes),
            }
        })
    }
}

/// Keys of rows, quickest of one record batch without null.
struct Rows<'r, 'a, O> {
    reader: &'r mut Reader<'a>,
    of: Of,
    /// Rows that one column has, where their texts end, and the texts.
    own: Range<usize>,
    ends: &'a [O],
    bytes: &'a [u8],
}

impl<'r, 'a, O: Offset> Rows<'r, 'a, O> {
    fn new(reader: &'r mut Reader<'a>, of: Of) -> Self {
        Self {
            reader,
            of,
            own: 0..0,
            ends: &[],
            bytes: &[],
        }
    }

    /// Writes the key of a row behind others.
    #[inline]
    fn write(&mut self, row: u32, text: &mut Vec<u8>) {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        let place = row.wrapping_sub(self.own.start);
        let ends = self.ends.get(place..).and_then(|ends| ends.first_chunk());
        match ends {
            Some(&[start, end]) if row >= self.own.start => {
                append(self.bytes, start.as_usize(), end.as_usize(), text);
            }
            _ => self.find(row, text),
        }
    }

    #[cold]
    fn find(&mut self, row: usize, text: &mut Vec<u8>) {
        let Some((columns, place)) = self.reader.at(row) else {
            return;
        };
        let column = match self.of {
            Of::Properties => &columns.property,
            Of::Listings => &columns.listing,
        };
        text.extend_from_slice(column.get(place).unwrap_or_default().as_bytes());
        if let Text::Plain(strings) = column
            && let Some(array) = O::plain(strings)
            && is_full(array)
        {
            self.own = self.reader.rows();
            let first = place.wrapping_sub(row.wrapping_sub(self.own.start));
            let ends = first..=first.saturating_add(self.own.len());
            self.ends = array.value_offsets().get(ends).unwrap_or_default();
            self.bytes = array.value_data();
        }
    }
}

/// The texts that `write` writes for each place.
#[inline]
fn strings<O: OffsetSizeTrait>(
    places: impl ExactSizeIterator<Item = Place>,
    mut write: impl FnMut(Place, &mut Vec<u8>),
) -> Result<GenericStringArray<O>, BatchError> {
    let mut bytes: Vec<u8> = Vec::with_capacity(places.len().saturating_mul(KEY_BYTES));
    let mut ends: Vec<O> = Vec::with_capacity(places.len().saturating_add(1));
    let mut valid: Vec<bool> = Vec::new();
    ends.push(O::usize_as(0));
    for place in places {
        if place == NOWHERE {
            valid.resize(ends.len().saturating_sub(1), true);
            valid.push(false);
        } else {
            write(place, &mut bytes);
        }
        // There are not so many rows that they would not fit.
        ends.push(O::usize_as(bytes.len()));
    }
    let nulls = (!valid.is_empty()).then(|| {
        valid.resize(ends.len().saturating_sub(1), true);
        NullBuffer::from(valid)
    });
    let ends = OffsetBuffer::new(ends.into());
    let array = GenericStringArray::try_new(ends, bytes.into(), nulls);
    Ok(array.map_err(|_| Refusal::BadAnswer)?)
}

/// Room for a key, which takes no memory until it is written to.
const KEY_BYTES: usize = 24;

/// Columns of texts with ends of this kind, read as quickly as they can be.
trait Offset: OffsetSizeTrait {
    fn plain(strings: &Strings) -> Option<&GenericStringArray<Self>>;
}

impl Offset for i32 {
    #[inline]
    fn plain(strings: &Strings) -> Option<&GenericStringArray<Self>> {
        match strings {
            Strings::Utf8(array) => Some(array),
            _ => None,
        }
    }
}

impl Offset for i64 {
    #[inline]
    fn plain(strings: &Strings) -> Option<&GenericStringArray<Self>> {
        match strings {
            Strings::Large(array) => Some(array),
            _ => None,
        }
    }
}
