//! The columns that come out.

use core::ops::Range;
use std::sync::Arc;
use std::vec::Vec;

use arrow_array::types::{ArrowPrimitiveType, Date32Type, Int8Type, Int32Type, UInt32Type};
use arrow_array::{
    ArrayRef, DictionaryArray, GenericStringArray, OffsetSizeTrait, PrimitiveArray, RecordBatch,
    StringArray, StringViewArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::error::{BatchError, Refusal};
use super::packer::Packer;
use super::record::Record;
use super::source::Reader;
use super::text::{Form, Strings, Text, append, is_full};
use crate::calendar::Day;
use crate::market::{Class, Counted, Error, Outcome, Status, Stay, Warnings};

/// The greatest number of rows in a record batch.
pub(super) const ROWS_MAX: usize = 1 << 16;

impl Form {
    const fn data_type(self) -> DataType {
        match self {
            Self::Utf8 => DataType::Utf8,
            Self::Large => DataType::LargeUtf8,
            Self::View => DataType::Utf8View,
        }
    }
}

/// What the columns are like, and the dictionaries that never change.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    forms: [Form; 2],
    schema: SchemaRef,
    statuses: ArrayRef,
    classes: ArrayRef,
    errors: ArrayRef,
}

impl Shape {
    /// `forms` are those of the property and of the listing.
    pub(super) fn new(forms: [Form; 2]) -> Self {
        let [property, listing] = forms;
        let listed = || {
            let key = DataType::Int8;
            DataType::Dictionary(key.into(), DataType::Utf8.into())
        };
        let fields = [
            ("PropertyKey", property.data_type(), true),
            ("ListingKey", listing.data_type(), false),
            ("StandardStatus", listed(), true),
            ("OnMarketDate", DataType::Date32, true),
            ("OffMarketDate", DataType::Date32, true),
            ("DaysOnMarket", DataType::Int32, true),
            ("CumulativeDaysOnMarket", DataType::Int32, true),
            ("DaysOnMarketClass", listed(), true),
            ("ChainFirst", listing.data_type(), true),
            ("ChainLength", DataType::UInt32, false),
            ("Warnings", DataType::UInt32, false),
            ("Error", listed(), true),
        ];
        let fields = fields.map(|(name, kind, is_null)| Field::new(name, kind, is_null));
        let names = |names: Vec<&str>| -> ArrayRef { Arc::new(StringArray::from(names)) };
        Self {
            forms,
            schema: Arc::new(Schema::new(fields.to_vec())),
            statuses: names(Status::ALL.iter().map(|status| status.name()).collect()),
            classes: names(Class::ALL.iter().map(|class| class.name()).collect()),
            errors: names([Error::UnknownStatus.name()].to_vec()),
        }
    }

    pub(super) const fn forms(&self) -> [Form; 2] {
        self.forms
    }

    pub(super) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

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

/// One row. Numbers below 0 are null.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    property: Place,
    listing: Place,
    chain_first: Place,
    on_market: i32,
    off_market: i32,
    dom: i32,
    cdom: i32,
    chain_len: u32,
    warnings: u32,
    status: i8,
    class: i8,
    error: i8,
}

const NULL: i8 = -1;

/// A chain that sums to more days than this cannot be told from one that does.
fn days(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

fn listed(number: u8) -> i8 {
    i8::try_from(number).unwrap_or(NULL)
}

impl Line {
    /// A listing that went the short way.
    #[inline]
    pub(super) fn brief(
        [property, listing, chain_first]: [Place; 3],
        stay: &Stay,
        counted: &Counted,
        warnings: Warnings,
    ) -> Self {
        Self {
            property,
            listing,
            chain_first,
            on_market: days(stay.on_market()),
            off_market: stay.off_market().map_or(NULL.into(), days),
            dom: days(counted.dom),
            cdom: days(counted.cdom),
            chain_len: counted.chain_len,
            warnings: warnings.bits(),
            status: listed(stay.status()),
            class: listed(counted.class.number()),
            error: NULL,
        }
    }

    /// What the engine says of a listing.
    pub(super) fn new(
        [property, listing, chain_first]: [Place; 3],
        outcome: &Result<Outcome, Error>,
    ) -> Self {
        let day = |day: Option<Day>| day.map_or(NULL.into(), |day| days(day.number()));
        let null = Self {
            property,
            listing,
            chain_first,
            on_market: NULL.into(),
            off_market: NULL.into(),
            dom: NULL.into(),
            cdom: NULL.into(),
            chain_len: 0,
            warnings: 0,
            status: NULL,
            class: NULL,
            error: NULL,
        };
        match outcome {
            Ok(outcome) => Self {
                on_market: day(outcome.on_market_date),
                off_market: day(outcome.off_market_date),
                dom: outcome.dom.map_or(NULL.into(), days),
                cdom: outcome.cdom.map_or(NULL.into(), days),
                chain_len: u32::try_from(outcome.chain_len).unwrap_or(u32::MAX),
                warnings: outcome.warnings.bits(),
                status: outcome
                    .status
                    .map_or(NULL, |status| listed(status.number())),
                class: outcome.class.map_or(NULL, |class| listed(class.number())),
                ..null
            },
            Err(_) => Self { error: 0, ..null },
        }
    }
}

/// The record batch of these lines, a column at a time. Where there are packers, `records` are
/// what the lines are of.
pub(super) fn finish(
    lines: &[Line],
    records: &[Record],
    shape: &Shape,
    from: &mut Keys<'_>,
) -> Result<RecordBatch, BatchError> {
    let [property, listing] = shape.forms;
    let place = |line: &Line| line.property;
    let properties = from.column(property, Of::Properties, records, lines.iter().map(place))?;
    let place = |line: &Line| line.listing;
    let listings = from.column(listing, Of::Listings, records, lines.iter().map(place))?;
    let place = |line: &Line| line.chain_first;
    let firsts = from.column(listing, Of::Listings, records, lines.iter().map(place))?;
    let columns: Vec<ArrayRef> = [
        properties,
        listings,
        listed_of(lines, |line| line.status, &shape.statuses)?,
        Arc::new(numbers::<Date32Type>(lines, |line| line.on_market)?),
        Arc::new(numbers::<Date32Type>(lines, |line| line.off_market)?),
        Arc::new(numbers::<Int32Type>(lines, |line| line.dom)?),
        Arc::new(numbers::<Int32Type>(lines, |line| line.cdom)?),
        listed_of(lines, |line| line.class, &shape.classes)?,
        firsts,
        Arc::new(numbers::<UInt32Type>(lines, |line| line.chain_len)?),
        Arc::new(numbers::<UInt32Type>(lines, |line| line.warnings)?),
        listed_of(lines, |line| line.error, &shape.errors)?,
    ]
    .to_vec();
    let batch = RecordBatch::try_new(shape.schema(), columns);
    Ok(batch.map_err(|_| Refusal::BadAnswer)?)
}

/// A column of items of a closed list, by their numbers.
fn listed_of(
    lines: &[Line],
    of: impl Fn(&Line) -> i8,
    names: &ArrayRef,
) -> Result<ArrayRef, BatchError> {
    let keys = numbers::<Int8Type>(lines, of)?;
    let column = DictionaryArray::<Int8Type>::try_new(keys, Arc::clone(names));
    Ok(Arc::new(column.map_err(|_| Refusal::BadAnswer)?))
}

/// A column of numbers, those below 0 null.
fn numbers<T: ArrowPrimitiveType>(
    lines: &[Line],
    of: impl Fn(&Line) -> T::Native,
) -> Result<PrimitiveArray<T>, BatchError> {
    let null = T::Native::default();
    let values: Vec<T::Native> = lines.iter().map(of).collect();
    let nulls = values.iter().any(|value| *value < null).then(|| {
        values
            .iter()
            .map(|value| *value >= null)
            .collect::<NullBuffer>()
    });
    let array = PrimitiveArray::try_new(values.into(), nulls);
    Ok(array.map_err(|_| Refusal::BadAnswer)?)
}

/// Which keys a column has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Properties,
    Listings,
}

impl Keys<'_> {
    /// A column of keys.
    fn column(
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
