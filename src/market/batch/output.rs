//! The columns that come out.

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
use super::source::Reader;
use super::text::{Form, Strings, Text, bytes_at};
use crate::calendar::Day;
use crate::market::{Class, Error, Outcome, Status, Stay, Warnings};

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

/// Where a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// In a row of the source.
    Row(u32),
    /// In its number: rows that lie apart from one another are slow to read.
    Number(u64),
}

/// Reads keys.
pub(super) struct Keys<'a> {
    pub(super) reader: Reader<'a>,
    /// Those of the properties' numbers and of the listings', where there are such.
    pub(super) packers: Option<&'a [Packer; 2]>,
}

/// One row. Numbers below 0 are null.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    property: Option<Key>,
    listing: Key,
    chain_first: Option<Key>,
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
        property: Option<Key>,
        [listing, chain_first]: [Key; 2],
        stay: &Stay,
        warnings: Warnings,
    ) -> Self {
        let [dom, cdom] = stay.days();
        let (_, chain_len) = stay.chain();
        Self {
            property,
            listing,
            chain_first: Some(chain_first),
            on_market: days(stay.on_market()),
            off_market: stay.off_market().map_or(NULL.into(), days),
            dom: days(dom),
            cdom: days(cdom),
            chain_len,
            warnings: warnings.bits(),
            status: listed(stay.status()),
            class: listed(stay.class().number()),
            error: NULL,
        }
    }

    /// What the engine says of a listing.
    pub(super) fn new(
        property: Option<Key>,
        listing: Key,
        chain_first: Option<Key>,
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

/// The record batch of these lines, a column at a time.
pub(super) fn finish(
    lines: &[Line],
    shape: &Shape,
    from: &mut Keys<'_>,
) -> Result<RecordBatch, BatchError> {
    let [property, listing] = shape.forms;
    let keys = |key: fn(&Line) -> Option<Key>| lines.iter().map(key);
    let properties = from.column(property, Of::Properties, keys(|line| line.property))?;
    let firsts = from.column(listing, Of::Listings, keys(|line| line.chain_first))?;
    let listings = from.column(listing, Of::Listings, keys(|line| Some(line.listing)))?;
    let listed = |of: fn(&Line) -> i8, names: &ArrayRef| -> Result<ArrayRef, BatchError> {
        let keys = numbers::<Int8Type>(lines, of)?;
        let column = DictionaryArray::<Int8Type>::try_new(keys, Arc::clone(names));
        Ok(Arc::new(column.map_err(|_| Refusal::BadAnswer)?))
    };
    let columns: Vec<ArrayRef> = [
        properties,
        listings,
        listed(|line| line.status, &shape.statuses)?,
        Arc::new(numbers::<Date32Type>(lines, |line| line.on_market)?),
        Arc::new(numbers::<Date32Type>(lines, |line| line.off_market)?),
        Arc::new(numbers::<Int32Type>(lines, |line| line.dom)?),
        Arc::new(numbers::<Int32Type>(lines, |line| line.cdom)?),
        listed(|line| line.class, &shape.classes)?,
        firsts,
        Arc::new(numbers::<UInt32Type>(lines, |line| line.chain_len)?),
        Arc::new(numbers::<UInt32Type>(lines, |line| line.warnings)?),
        listed(|line| line.error, &shape.errors)?,
    ]
    .to_vec();
    let batch = RecordBatch::try_new(shape.schema(), columns);
    Ok(batch.map_err(|_| Refusal::BadAnswer)?)
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
    /// Writes a key behind others.
    #[inline]
    fn write<O: Offset>(&mut self, of: Of, key: Key, bytes: &mut Vec<u8>) {
        match key {
            Key::Number(number) => {
                if let Some([properties, listings]) = self.packers {
                    let packer = if of == Of::Properties {
                        properties
                    } else {
                        listings
                    };
                    packer.unpack(number, bytes);
                }
            }
            Key::Row(row) => {
                let row = usize::try_from(row).unwrap_or(usize::MAX);
                if let Some((columns, row)) = self.reader.at(row) {
                    let column = if of == Of::Properties {
                        &columns.property
                    } else {
                        &columns.listing
                    };
                    bytes.extend_from_slice(O::bytes_at(column, row).unwrap_or_default());
                }
            }
        }
    }

    /// A column of keys.
    fn column(
        &mut self,
        form: Form,
        of: Of,
        keys: impl ExactSizeIterator<Item = Option<Key>>,
    ) -> Result<ArrayRef, BatchError> {
        Ok(match form {
            Form::Utf8 => Arc::new(self.strings::<i32>(of, keys)?),
            Form::Large => Arc::new(self.strings::<i64>(of, keys)?),
            Form::View => {
                let strings = self.strings::<i64>(of, keys)?;
                Arc::new(StringViewArray::from(&strings))
            }
        })
    }

    fn strings<O: Offset>(
        &mut self,
        of: Of,
        keys: impl ExactSizeIterator<Item = Option<Key>>,
    ) -> Result<GenericStringArray<O>, BatchError> {
        let mut bytes: Vec<u8> = Vec::with_capacity(keys.len().saturating_mul(KEY_BYTES));
        let mut ends: Vec<O> = Vec::with_capacity(keys.len().saturating_add(1));
        let mut valid: Vec<bool> = Vec::new();
        ends.push(O::usize_as(0));
        // All listings of a property have its key.
        let mut last = (None, 0..0);
        for key in keys {
            let start = bytes.len();
            match key {
                Some(_) if last.0 == key => bytes.extend_from_within(last.1),
                Some(own) => self.write::<O>(of, own, &mut bytes),
                None => {
                    valid.resize(ends.len().saturating_sub(1), true);
                    valid.push(false);
                }
            }
            last = (key, start..bytes.len());
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
}

/// Room for a key at first.
const KEY_BYTES: usize = 16;

/// Columns of texts with ends of this kind, read as quickly as they can be.
trait Offset: OffsetSizeTrait {
    fn plain(strings: &Strings) -> Option<&GenericStringArray<Self>>;

    #[inline]
    fn bytes_at(text: &Text, row: usize) -> Option<&[u8]> {
        if let Text::Plain(strings) = text
            && let Some(array) = Self::plain(strings)
        {
            return bytes_at(array, row);
        }
        text.get(row).map(str::as_bytes)
    }
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
