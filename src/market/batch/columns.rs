//! The columns of record batches, checked once, and their rows by number.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{Array, ArrayRef, Date32Array, Int64Array, RecordBatch};
use arrow_schema::DataType;
use core::ops::Range;
use std::vec::Vec;

use super::error::{BatchError, Column, Refusal};
use super::source::Key;
use super::text::{Form, Text};
use crate::market::{Date, Status};

/// The status and the date of a row in 28 bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event(u32);

impl Event {
    const DATE: u32 = (1 << 24) - 1;
    const NO_DATE: u32 = Self::DATE;
    /// Which one it was makes no difference.
    const NO_DAY: u32 = Self::DATE - 1;
    const NO_STATUS: u8 = 15;
    pub(super) const MASK: u32 = (1 << 28) - 1;

    /// Neither date nor status.
    pub(super) const NONE: Self = Self(Self::MASK);

    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits & Self::MASK)
    }

    /// The date's number; greater than any day's for one that is not known.
    #[inline]
    pub(super) const fn day(self) -> u32 {
        self.0 & Self::DATE
    }

    /// The status's number; greater than any for one that is not known.
    #[inline]
    pub(super) fn status_number(self) -> u8 {
        u8::try_from(self.0 >> 24).unwrap_or(Self::NO_STATUS)
    }

    #[inline]
    pub(super) fn date(self) -> Date {
        match self.0 & Self::DATE {
            Self::NO_DATE => Date::MISSING,
            Self::NO_DAY => Date::from_number(-1),
            day => Date::from_number(day.cast_signed()),
        }
    }

    #[inline]
    pub(super) fn status(self) -> Option<Status> {
        let number = usize::try_from(self.0 >> 24).unwrap_or(usize::MAX);
        Status::ALL.get(number).copied()
    }
}

impl From<(Date, u8)> for Event {
    #[inline]
    fn from((date, status): (Date, u8)) -> Self {
        let date = match date.day() {
            Some(day) => day.number(),
            None if date.is_out_of_range() => Self::NO_DAY,
            None => Self::NO_DATE,
        };
        Self(u32::from(status) << 24 | date & Self::DATE)
    }
}

/// The columns of one record batch.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) len: usize,
    pub(super) property: Text,
    pub(super) listing: Text,
    dates: Option<Date32Array>,
    /// The numbers of the statuses, greater than any for one that is not known.
    statuses: Vec<u8>,
    sequence: Option<Int64Array>,
    event: Text,
    pub(super) values: Values,
}

/// The columns with values of a listing.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) texts: [Text; 2],
    pub(super) dates: [Option<Date32Array>; 3],
}

impl Values {
    /// Whether there is a value at all.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.iter().all(|text| matches!(text, Text::Missing))
            && self.dates.iter().all(Option::is_none)
    }
}

impl Columns {
    /// `first` is the number of the batch's first row.
    pub(super) fn of(batch: &RecordBatch, first: u64) -> Result<Self, BatchError> {
        let text = |column| {
            let text = read(batch, column, Text::of)?.unwrap_or(Text::Missing);
            match text.too_long().and_then(|row| u64::try_from(row).ok()) {
                None => Ok(text),
                Some(row) => {
                    let row = first.saturating_add(row);
                    Err(BatchError::of_row(Refusal::TextTooLong, column, row))
                }
            }
        };
        // A column without a value is as if it were not there.
        let is_empty = |column: Column| {
            let array = batch.column_by_name(column.name());
            array.is_some_and(|array| array.null_count() == array.len())
        };
        let value = |column| {
            let text = text(column)?;
            Ok::<_, BatchError>(if is_empty(column) {
                Text::Missing
            } else {
                text
            })
        };
        let date = |column| {
            let dates = read(batch, column, dates)?.flatten();
            Ok::<_, BatchError>(dates.filter(|_| !is_empty(column)))
        };
        let status = text_or_missing(batch, Column::StandardStatus)?;
        Ok(Self {
            len: batch.num_rows(),
            property: text(Column::PropertyKey)?,
            listing: text(Column::ListingKey)?,
            dates: date(Column::EffectiveDate)?,
            statuses: status.map(batch.num_rows(), |text| {
                let status = text.and_then(Status::from_spelling);
                status.map_or(Event::NO_STATUS, Status::number)
            }),
            sequence: read(batch, Column::Sequence, numbers)?.flatten(),
            event: value(Column::EventKey)?,
            values: Values {
                texts: [
                    value(Column::ScopeKey)?,
                    value(Column::OriginatingSystemName)?,
                ],
                dates: [
                    date(Column::ListingContractDate)?,
                    date(Column::OriginalEntryDate)?,
                    date(Column::ExpirationDate)?,
                ],
            },
        })
    }

    /// Whether rows say when they were recorded.
    pub(super) fn has_sequence(&self) -> bool {
        self.sequence.is_some()
    }

    /// Whether rows may be versions of one event.
    pub(super) fn has_events(&self) -> bool {
        !matches!(self.event, Text::Missing)
    }

    pub(super) fn forms(&self) -> [Form; 2] {
        [self.property.form(), self.listing.form()]
    }

    /// What a row is about; none if that is no listing.
    #[inline]
    pub(super) fn key(&self, row: usize) -> Option<Key<'_>> {
        Some(Key {
            listing: self.listing.get(row)?,
            property: self.property.get(row),
        })
    }

    #[inline]
    pub(super) fn event(&self, row: usize) -> Event {
        let status = self.statuses.get(row).copied().unwrap_or(Event::NO_STATUS);
        Event::from((date_at(self.dates.as_ref(), row), status))
    }

    /// What these rows say, if there are so many.
    pub(super) fn events(&self, rows: Range<usize>, events: &mut Vec<Event>) {
        events.clear();
        let statuses = self.statuses.get(rows.clone()).unwrap_or_default().iter();
        match &self.dates {
            Some(dates) if dates.nulls().is_none() => {
                let dates = dates.values().get(rows).unwrap_or_default().iter();
                let dates = dates.map(|date| Date::from_number(*date));
                events.extend(dates.zip(statuses.copied()).map(Event::from));
            }
            dates => {
                let dates = rows.map(|row| date_at(dates.as_ref(), row));
                events.extend(dates.zip(statuses.copied()).map(Event::from));
            }
        }
    }

    /// When the row was recorded; what is not a number that may be is 0.
    pub(super) fn sequence(&self, row: usize) -> u64 {
        let Some(sequence) = &self.sequence else {
            return 0;
        };
        let number = (row < sequence.len() && sequence.is_valid(row)).then(|| sequence.value(row));
        number
            .and_then(|number| u64::try_from(number).ok())
            .unwrap_or(0)
    }

    pub(super) fn event_key(&self, row: usize) -> Option<&str> {
        self.event.get(row)
    }
}

/// A date; none where there is none.
pub(super) fn date_at(dates: Option<&Date32Array>, row: usize) -> Date {
    match dates {
        Some(dates) if row < dates.len() && dates.is_valid(row) => {
            Date::from_number(dates.value(row))
        }
        _ => Date::MISSING,
    }
}

/// A status may have a text of any length: it is unknown.
fn text_or_missing(batch: &RecordBatch, column: Column) -> Result<Text, BatchError> {
    Ok(read(batch, column, Text::of)?.unwrap_or(Text::Missing))
}

/// None stands for null throughout.
#[allow(
    clippy::option_option,
    reason = "another type, null throughout and a column are three things"
)]
fn dates(array: &ArrayRef) -> Option<Option<Date32Array>> {
    match array.data_type() {
        DataType::Null => Some(None),
        _ => Some(Some(array.as_primitive_opt::<Date32Type>()?.clone())),
    }
}

#[allow(
    clippy::option_option,
    reason = "another type, null throughout and a column are three things"
)]
fn numbers(array: &ArrayRef) -> Option<Option<Int64Array>> {
    match array.data_type() {
        DataType::Null => Some(None),
        _ => Some(Some(array.as_primitive_opt::<Int64Type>()?.clone())),
    }
}

fn read<T>(
    batch: &RecordBatch,
    column: Column,
    read: impl Fn(&ArrayRef) -> Option<T>,
) -> Result<Option<T>, BatchError> {
    let schema = batch.schema_ref();
    let fields = schema.fields().iter().zip(batch.columns());
    let mut found = fields.filter(|(field, _)| field.name() == column.name());
    let Some((_, array)) = found.next() else {
        return if column.is_required() {
            Err(BatchError::of_column(Refusal::MissingColumn, column))
        } else {
            Ok(None)
        };
    };
    if found.next().is_some() {
        return Err(BatchError::of_column(Refusal::RepeatedColumn, column));
    }
    let array = read(array).ok_or(BatchError::of_column(Refusal::WrongType, column))?;
    Ok(Some(array))
}
