//! The columns that come out.

use std::sync::Arc;
use std::vec::Vec;

use arrow_array::types::{ArrowPrimitiveType, Date32Type, Int8Type, Int32Type, UInt32Type};
use arrow_array::{ArrayRef, DictionaryArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::error::{BatchError, Refusal};
use super::keys::{Keys, Of, Place};
use super::record::Record;
use super::text::Form;
use crate::calendar::Day;
use crate::market::{Class, Error, Figures, Outcome, Status, Stay, Warnings};

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
        counted: &Figures,
        warnings: Warnings,
    ) -> Self {
        Self {
            property,
            listing,
            chain_first,
            // None is more than the days that there are, and two.
            on_market: stay.on_market().cast_signed(),
            off_market: stay.off_market().map_or(NULL.into(), u32::cast_signed),
            dom: counted.dom.cast_signed(),
            cdom: counted.cdom.cast_signed(),
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
