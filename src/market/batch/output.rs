//! The columns that come out.

use std::sync::Arc;
use std::vec::Vec;

use arrow_array::builder::{LargeStringBuilder, StringBuilder, StringViewBuilder};
use arrow_array::types::{ArrowPrimitiveType, Date32Type, Int8Type, Int32Type, UInt32Type};
use arrow_array::{ArrayRef, DictionaryArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::error::{BatchError, Refusal};
use super::text::Form;
use crate::calendar::Day;
use crate::market::{Class, Error, Outcome, Status, Warnings};

/// The greatest number of rows in a record batch.
pub(super) const ROWS_MAX: usize = 1 << 16;

/// A column of keys.
enum Keys {
    Utf8(StringBuilder),
    Large(LargeStringBuilder),
    View(StringViewBuilder),
}

impl Keys {
    fn new(form: Form) -> Self {
        match form {
            Form::Utf8 => Self::Utf8(StringBuilder::new()),
            Form::Large => Self::Large(LargeStringBuilder::new()),
            Form::View => Self::View(StringViewBuilder::new()),
        }
    }

    fn push(&mut self, key: Option<&str>) {
        match self {
            Self::Utf8(keys) => keys.append_option(key),
            Self::Large(keys) => keys.append_option(key),
            Self::View(keys) => keys.append_option(key),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Utf8(keys) => Arc::new(keys.finish()),
            Self::Large(keys) => Arc::new(keys.finish()),
            Self::View(keys) => Arc::new(keys.finish()),
        }
    }
}

/// A column of numbers.
struct Numbers<T: ArrowPrimitiveType> {
    values: Vec<T::Native>,
    /// Which are not null, up to the last one that is.
    valid: Vec<bool>,
}

impl<T: ArrowPrimitiveType> Numbers<T> {
    const fn new() -> Self {
        Self {
            values: Vec::new(),
            valid: Vec::new(),
        }
    }

    #[inline]
    fn push(&mut self, value: Option<T::Native>) {
        if value.is_none() {
            self.valid.resize(self.values.len(), true);
            self.valid.push(false);
        }
        self.values.push(value.unwrap_or_default());
    }

    fn finish(&mut self) -> Result<PrimitiveArray<T>, BatchError> {
        let values = core::mem::take(&mut self.values);
        let nulls = (!self.valid.is_empty()).then(|| {
            self.valid.resize(values.len(), true);
            NullBuffer::from(&self.valid[..])
        });
        self.valid.clear();
        let array = PrimitiveArray::try_new(values.into(), nulls);
        Ok(array.map_err(|_| Refusal::BadAnswer)?)
    }
}

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

/// Rows, until they are a record batch.
pub(super) struct Output<'a> {
    shape: &'a Shape,
    len: usize,
    property: Keys,
    listing: Keys,
    status: Numbers<Int8Type>,
    on_market: Numbers<Date32Type>,
    off_market: Numbers<Date32Type>,
    dom: Numbers<Int32Type>,
    cdom: Numbers<Int32Type>,
    class: Numbers<Int8Type>,
    chain_first: Keys,
    chain_len: Numbers<UInt32Type>,
    warnings: Numbers<UInt32Type>,
    error: Numbers<Int8Type>,
}

/// One row.
pub(super) struct Line<'a> {
    pub(super) property: Option<&'a str>,
    pub(super) listing: &'a str,
    pub(super) chain_first: Option<&'a str>,
    pub(super) outcome: Result<Outcome, Error>,
}

impl<'a> Output<'a> {
    pub(super) fn new(shape: &'a Shape) -> Self {
        let [property, listing] = shape.forms;
        Self {
            shape,
            len: 0,
            property: Keys::new(property),
            listing: Keys::new(listing),
            status: Numbers::new(),
            on_market: Numbers::new(),
            off_market: Numbers::new(),
            dom: Numbers::new(),
            cdom: Numbers::new(),
            class: Numbers::new(),
            chain_first: Keys::new(listing),
            chain_len: Numbers::new(),
            warnings: Numbers::new(),
            error: Numbers::new(),
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) fn push(&mut self, line: &Line<'_>) {
        let listed = |number: u8| i8::try_from(number).ok();
        let day = |day: Day| day.number().cast_signed();
        let outcome = line.outcome.ok();
        let days = |of: fn(&Outcome) -> Option<u32>| {
            // A chain that sums to more days than this cannot be told from one that does.
            let days = outcome.as_ref().and_then(of);
            days.map(|days| i32::try_from(days).unwrap_or(i32::MAX))
        };
        self.len = self.len.saturating_add(1);
        self.property.push(line.property);
        self.listing.push(Some(line.listing));
        self.dom.push(days(|outcome| outcome.dom));
        self.cdom.push(days(|outcome| outcome.cdom));
        self.chain_first.push(line.chain_first);
        let status = outcome.and_then(|outcome| outcome.status);
        self.status
            .push(status.and_then(|status| listed(status.number())));
        let class = outcome.and_then(|outcome| outcome.class);
        self.class
            .push(class.and_then(|class| listed(class.number())));
        self.on_market
            .push(outcome.and_then(|outcome| outcome.on_market_date).map(day));
        self.off_market
            .push(outcome.and_then(|outcome| outcome.off_market_date).map(day));
        let chain_len = outcome.map_or(0, |outcome| outcome.chain_len);
        self.chain_len
            .push(Some(u32::try_from(chain_len).unwrap_or(u32::MAX)));
        let warnings = outcome.map_or(Warnings::EMPTY, |outcome| outcome.warnings);
        self.warnings.push(Some(warnings.bits()));
        self.error.push(line.outcome.is_err().then_some(0));
    }

    pub(super) fn finish(&mut self) -> Result<RecordBatch, BatchError> {
        self.len = 0;
        let listed =
            |keys: &mut Numbers<Int8Type>, names: &ArrayRef| -> Result<ArrayRef, BatchError> {
                let keys = keys.finish()?;
                let column = DictionaryArray::<Int8Type>::try_new(keys, Arc::clone(names));
                Ok(Arc::new(column.map_err(|_| Refusal::BadAnswer)?))
            };
        let columns: Vec<ArrayRef> = [
            self.property.finish(),
            self.listing.finish(),
            listed(&mut self.status, &self.shape.statuses)?,
            Arc::new(self.on_market.finish()?),
            Arc::new(self.off_market.finish()?),
            Arc::new(self.dom.finish()?),
            Arc::new(self.cdom.finish()?),
            listed(&mut self.class, &self.shape.classes)?,
            self.chain_first.finish(),
            Arc::new(self.chain_len.finish()?),
            Arc::new(self.warnings.finish()?),
            listed(&mut self.error, &self.shape.errors)?,
        ]
        .to_vec();
        let batch = RecordBatch::try_new(self.shape.schema(), columns);
        Ok(batch.map_err(|_| Refusal::BadAnswer)?)
    }
}
