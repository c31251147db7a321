//! The columns that come out.

use std::sync::Arc;
use std::vec::Vec;

use arrow_array::builder::StringViewBuilder;
use arrow_array::types::{ArrowPrimitiveType, Date32Type, Int8Type, Int32Type, UInt32Type};
use arrow_array::{
    ArrayRef, DictionaryArray, GenericStringArray, OffsetSizeTrait, PrimitiveArray, RecordBatch,
    StringArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::columns::Columns;
use super::error::{BatchError, Refusal};
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

/// One row. Numbers below 0 are null.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Rows of the source with the keys of the property, of the listing and of the chain's first.
    property: u32,
    listing: u32,
    chain_first: Option<u32>,
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
        [property, listing, chain_first]: [u32; 3],
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
        [property, listing]: [u32; 2],
        chain_first: Option<u32>,
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

/// The record batch of these lines, a column at a time; the columns of the source are read again
/// for the keys.
pub(super) fn finish(
    lines: &[Line],
    shape: &Shape,
    reader: &mut Reader<'_>,
) -> Result<RecordBatch, BatchError> {
    let [property, listing] = shape.forms;
    let property = keys(
        property,
        lines.iter().map(|line| Some(line.property)),
        reader,
        |columns| &columns.property,
    )?;
    let chain_first = keys(
        listing,
        lines.iter().map(|line| line.chain_first),
        reader,
        |columns| &columns.listing,
    )?;
    let listing = keys(
        listing,
        lines.iter().map(|line| Some(line.listing)),
        reader,
        |columns| &columns.listing,
    )?;
    let listed = |of: fn(&Line) -> i8, names: &ArrayRef| -> Result<ArrayRef, BatchError> {
        let keys = numbers::<Int8Type>(lines, of)?;
        let column = DictionaryArray::<Int8Type>::try_new(keys, Arc::clone(names));
        Ok(Arc::new(column.map_err(|_| Refusal::BadAnswer)?))
    };
    let columns: Vec<ArrayRef> = [
        property,
        listing,
        listed(|line| line.status, &shape.statuses)?,
        Arc::new(numbers::<Date32Type>(lines, |line| line.on_market)?),
        Arc::new(numbers::<Date32Type>(lines, |line| line.off_market)?),
        Arc::new(numbers::<Int32Type>(lines, |line| line.dom)?),
        Arc::new(numbers::<Int32Type>(lines, |line| line.cdom)?),
        listed(|line| line.class, &shape.classes)?,
        chain_first,
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
    let values: Vec<T::Native> = lines.iter().map(|line| of(line)).collect();
    let nulls = values.iter().any(|value| *value < null).then(|| {
        let valid = values.iter().map(|value| *value >= null);
        NullBuffer::from_iter(valid)
    });
    let array = PrimitiveArray::try_new(values.into(), nulls);
    Ok(array.map_err(|_| Refusal::BadAnswer)?)
}

/// A column of the keys of these rows.
fn keys(
    form: Form,
    rows: impl ExactSizeIterator<Item = Option<u32>>,
    reader: &mut Reader<'_>,
    column: impl Fn(&Columns) -> &Text,
) -> Result<ArrayRef, BatchError> {
    match form {
        Form::Utf8 => strings::<i32>(rows, reader, column),
        Form::Large => strings::<i64>(rows, reader, column),
        Form::View => {
            let mut views = StringViewBuilder::with_capacity(rows.len());
            for row in rows {
                let at = row.and_then(|row| reader.at(usize::try_from(row).ok()?));
                views.append_option(at.and_then(|(columns, row)| column(columns).get(row)));
            }
            Ok(Arc::new(views.finish()))
        }
    }
}

/// The same where texts lie one behind another.
fn strings<O: Offset>(
    rows: impl ExactSizeIterator<Item = Option<u32>>,
    reader: &mut Reader<'_>,
    column: impl Fn(&Columns) -> &Text,
) -> Result<ArrayRef, BatchError> {
    let mut bytes: Vec<u8> = Vec::with_capacity(rows.len().saturating_mul(KEY_BYTES));
    let mut ends: Vec<O> = Vec::with_capacity(rows.len().saturating_add(1));
    let mut is_null: Vec<bool> = Vec::new();
    ends.push(O::usize_as(0));
    // Of the row before, which is often the same: all listings of a property have its key.
    let mut last: (Option<u32>, Option<&[u8]>) = (None, None);
    for row in rows {
        if row != last.0 {
            let columns = row.and_then(|row| reader.at(usize::try_from(row).ok()?));
            let key = columns.and_then(|(columns, row)| O::bytes_at(column(columns), row));
            last = (row, key);
        }
        match last.1 {
            Some(key) => bytes.extend_from_slice(key),
            None => {
                is_null.resize(ends.len().saturating_sub(1), false);
                is_null.push(true);
            }
        }
        // There are not so many rows that they would not fit.
        ends.push(O::usize_as(bytes.len()));
    }
    let nulls = (!is_null.is_empty()).then(|| {
        is_null.resize(ends.len().saturating_sub(1), false);
        is_null
            .iter()
            .map(|is_null| !is_null)
            .collect::<NullBuffer>()
    });
    let ends = OffsetBuffer::new(ends.into());
    let array = GenericStringArray::<O>::try_new(ends, bytes.into(), nulls);
    Ok(Arc::new(array.map_err(|_| Refusal::BadAnswer)?))
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
