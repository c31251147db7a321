//! The columns that the batch engine takes, made of whatever a file has.

use std::sync::Arc;

use arrow::array::{Array as _, ArrayRef, AsArray, Date32Array, Int64Array, StringArray};
use arrow::compute::cast;
use arrow::datatypes::TimestampMillisecondType;
use arrow::datatypes::{DataType, Date32Type, Field, Int64Type, Schema, SchemaRef, TimeUnit};
use arrow::record_batch::RecordBatch;
use doorward::calendar::Zone;
use doorward::market::Scope;
use serde::Serialize;

use super::instant;
use super::statuses::Statuses;
use crate::failure::Failure;

pub(crate) const PROPERTY: &str = "PropertyKey";
pub(crate) const LISTING: &str = "ListingKey";
pub(crate) const DATE: &str = "EffectiveDate";
pub(crate) const STATUS: &str = "StandardStatus";
/// The MLS's own word, where there is no [`STATUS`].
pub(crate) const LOCAL_STATUS: &str = "MlsStatus";
pub(crate) const SEQUENCE: &str = "Sequence";
pub(crate) const EVENT: &str = "EventKey";
pub(crate) const SCOPE: &str = "ScopeKey";
pub(crate) const SYSTEM: &str = "OriginatingSystemName";
pub(crate) const CONTRACT: &str = "ListingContractDate";
pub(crate) const ENTRY: &str = "OriginalEntryDate";
pub(crate) const EXPIRATION: &str = "ExpirationDate";
pub(crate) const PROTECTED: &str = "ProtectedUntil";
pub(crate) const OPTED_OUT: &str = "OptedOut";
pub(crate) const DO_NOT_CALL: &str = "DoNotCall";

/// What a property is known by, where a file has no [`PROPERTY`].
pub(crate) const ADDRESS: [&str; 8] = [
    "UniversalParcelId",
    "StateOrProvince",
    "CountyOrParish",
    "ParcelNumber",
    "UnparsedAddress",
    "UnitNumber",
    "PostalCode",
    "PropertyType",
];
const OFFICE: &str = "ListOfficeKey";
const AGENT: &str = "ListAgentKey";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Date,
    Number,
}

/// The engine's columns, in the order of the specification.
const ENGINE: [(&str, Kind); 11] = [
    (PROPERTY, Kind::Text),
    (LISTING, Kind::Text),
    (DATE, Kind::Date),
    (STATUS, Kind::Text),
    (SEQUENCE, Kind::Number),
    (EVENT, Kind::Text),
    (SCOPE, Kind::Text),
    (SYSTEM, Kind::Text),
    (CONTRACT, Kind::Date),
    (ENTRY, Kind::Date),
    (EXPIRATION, Kind::Date),
];

/// What else is read, where a file has it.
const MORE: [(&str, Kind); 3] = [
    (PROTECTED, Kind::Text),
    (OPTED_OUT, Kind::Text),
    (DO_NOT_CALL, Kind::Text),
];

/// Whether a column of this name is read at all.
pub(crate) fn is_known(name: &str) -> bool {
    let mut names = ENGINE.iter().chain(&MORE).map(|(known, _)| *known);
    names.any(|known| known == name)
        || ADDRESS.contains(&name)
        || [LOCAL_STATUS, OFFICE, AGENT].contains(&name)
}

/// Every name of a column that is read.
pub(crate) fn known() -> impl Iterator<Item = &'static str> {
    let names = ENGINE.iter().chain(&MORE).map(|(known, _)| *known);
    names.chain(ADDRESS).chain([LOCAL_STATUS, OFFICE, AGENT])
}

/// What could not be read; the rows stay.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Unread {
    /// Texts that are no dates, taken for none.
    pub(crate) dates_not_understood: u64,
    /// Texts that are no numbers, taken for 0.
    pub(crate) sequences_not_understood: u64,
    /// The first row with either, from 1.
    pub(crate) first_row: Option<u64>,
}

/// How the columns of a file become those of the engine.
#[derive(Debug)]
pub(crate) struct Shaper {
    pub(crate) statuses: Statuses,
    pub(crate) zone: Zone,
    pub(crate) scope: Scope,
    pub(crate) unread: Unread,
    rows: u64,
}

impl Shaper {
    pub(crate) fn new(statuses: Statuses, zone: Zone, scope: Scope) -> Self {
        Self {
            statuses,
            zone,
            scope,
            unread: Unread::default(),
            rows: 0,
        }
    }

    /// The rows with the engine's columns first, and behind them what else is read and there.
    pub(crate) fn shape(&mut self, raw: &RecordBatch) -> Result<RecordBatch, Failure> {
        let mut columns: Vec<(&str, ArrayRef)> = Vec::new();
        for (name, kind) in ENGINE {
            columns.push((name, self.column(raw, name, kind)?));
        }
        let more = MORE.iter().map(|(name, _)| *name).chain(ADDRESS);
        for name in more {
            if let Some(column) = raw.column_by_name(name) {
                columns.push((name, text(name, column)?));
            }
        }
        self.rows = self
            .rows
            .saturating_add(u64::try_from(raw.num_rows()).unwrap_or(u64::MAX));
        let fields: Vec<Field> = columns
            .iter()
            .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
            .collect();
        let columns = columns.into_iter().map(|(_, column)| column).collect();
        Ok(RecordBatch::try_new(
            Arc::new(Schema::new(fields)),
            columns,
        )?)
    }

    fn column(&mut self, raw: &RecordBatch, name: &str, kind: Kind) -> Result<ArrayRef, Failure> {
        let found = match name {
            STATUS => return self.status(raw),
            SCOPE => raw.column_by_name(SCOPE).or_else(|| {
                let name = match self.scope {
                    Scope::SameOffice | Scope::SameBranch => OFFICE,
                    Scope::SameAgent => AGENT,
                    Scope::SamePropertyType => "PropertyType",
                    Scope::Any | Scope::SameFirm => return None,
                };
                raw.column_by_name(name)
            }),
            _ => raw.column_by_name(name),
        };
        let rows = raw.num_rows();
        Ok(match (kind, found) {
            (Kind::Text, Some(column)) => text(name, column)?,
            (Kind::Date, Some(column)) => self.dates(name, column)?,
            (Kind::Number, Some(column)) => self.numbers(name, column)?,
            (Kind::Text, None) => Arc::new(StringArray::new_null(rows)),
            (Kind::Date, None) => Arc::new(Date32Array::new_null(rows)),
            (Kind::Number, None) => Arc::new(Int64Array::new_null(rows)),
        })
    }

    /// RESO's words. A row that has none says it in the MLS's own; these come first where
    /// somebody gave a table for them.
    fn status(&self, raw: &RecordBatch) -> Result<ArrayRef, Failure> {
        let read = |name| raw.column_by_name(name).map(|column| text(name, column));
        let standard = read(STATUS).transpose()?;
        let local = read(LOCAL_STATUS).transpose()?;
        let standard = standard.as_ref().map(AsArray::as_string::<i32>);
        let local = local.as_ref().map(AsArray::as_string::<i32>);
        let word = |row| {
            let standard =
                || text_at(standard, row).map(|word| self.statuses.of_standard(word.trim()));
            let local = || text_at(local, row).map(|word| self.statuses.of_local(word.trim()));
            if self.statuses.is_given() {
                local().or_else(standard)
            } else {
                standard().or_else(local)
            }
        };
        let words: StringArray = (0..raw.num_rows()).map(word).collect();
        Ok(Arc::new(words))
    }

    fn dates(&mut self, name: &str, column: &ArrayRef) -> Result<ArrayRef, Failure> {
        match column.data_type() {
            DataType::Date32 | DataType::Null => return Ok(cast(column, &DataType::Date32)?),
            // A time of no zone is a date where it was written down.
            DataType::Date64 | DataType::Timestamp(_, None) => {
                return Ok(cast(column, &DataType::Date32)?);
            }
            DataType::Timestamp(_, Some(_)) => {
                let instants = cast(column, &DataType::Timestamp(TimeUnit::Millisecond, None))?;
                let instants = instants.as_primitive::<TimestampMillisecondType>();
                let dates: Date32Array = instants
                    .iter()
                    .map(|instant| instant::date_of(instant?, &self.zone).number())
                    .collect();
                return Ok(Arc::new(dates));
            }
            _ => {}
        }
        let texts = text(name, column)?;
        let texts = texts.as_string::<i32>();
        let mut builder = Date32Array::builder(texts.len());
        for (place, text) in texts.iter().enumerate() {
            let text = text.map(str::trim).filter(|text| !text.is_empty());
            let date = text.and_then(|text| instant::date(text, &self.zone));
            if text.is_some() && date.is_none() {
                self.unread.dates_not_understood =
                    self.unread.dates_not_understood.saturating_add(1);
                self.note(place);
            }
            builder.append_option(date.and_then(doorward::market::Date::number));
        }
        Ok(Arc::new(builder.finish()))
    }

    fn numbers(&mut self, name: &str, column: &ArrayRef) -> Result<ArrayRef, Failure> {
        if column.data_type().is_integer() || column.data_type().is_null() {
            return Ok(cast(column, &DataType::Int64)?);
        }
        let texts = text(name, column)?;
        let texts = texts.as_string::<i32>();
        let mut builder = Int64Array::builder(texts.len());
        for (place, text) in texts.iter().enumerate() {
            let text = text.map(str::trim).filter(|text| !text.is_empty());
            let number = text.and_then(|text| text.parse::<i64>().ok());
            if text.is_some() && number.is_none() {
                self.unread.sequences_not_understood =
                    self.unread.sequences_not_understood.saturating_add(1);
                self.note(place);
            }
            builder.append_option(number);
        }
        Ok(Arc::new(builder.finish()))
    }

    fn note(&mut self, place: usize) {
        let place = u64::try_from(place).unwrap_or(u64::MAX);
        let row = self.rows.saturating_add(place).saturating_add(1);
        self.unread.first_row = Some(self.unread.first_row.map_or(row, |first| first.min(row)));
    }
}

/// Refuses a table that cannot be one of status rows.
pub(crate) fn check(schema: &SchemaRef) -> Result<(), Failure> {
    let has = |name| schema.column_with_name(name).is_some();
    let is_twice = |name: &&str| {
        let fields = schema.fields().iter();
        fields
            .filter(|field| field.name() == *name)
            .nth(1)
            .is_some()
    };
    if let Some(name) = known().find(is_twice) {
        return Err(Failure::io(format!(
            "the table has the column {name} twice"
        )));
    }
    for name in [LISTING, DATE] {
        if !has(name) {
            return Err(missing(name));
        }
    }
    if has(STATUS) || has(LOCAL_STATUS) {
        Ok(())
    } else {
        Err(missing(STATUS))
    }
}

fn missing(name: &str) -> Failure {
    Failure::io(format!("the table has no column {name}"))
}

/// A column of keys and names as texts.
fn text(name: &str, column: &ArrayRef) -> Result<ArrayRef, Failure> {
    let is_text = |of: &DataType| of.is_string() || of.is_integer() || of.is_null();
    let is_good = match column.data_type() {
        DataType::Dictionary(_, of) => is_text(of),
        DataType::Boolean | DataType::Date32 => true,
        of => is_text(of),
    };
    if is_good {
        Ok(cast(column, &DataType::Utf8)?)
    } else {
        Err(Failure::io(format!(
            "the column {name} holds neither texts nor what stands for them"
        )))
    }
}

/// The texts of a column; none where the table has no such column.
pub(crate) fn texts<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b StringArray> {
    batch.column_by_name(name)?.as_string_opt::<i32>()
}

/// The dates of a column.
pub(crate) fn dates<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b Date32Array> {
    batch.column_by_name(name)?.as_primitive_opt::<Date32Type>()
}

/// The numbers of a column.
pub(crate) fn numbers<'b>(batch: &'b RecordBatch, name: &str) -> Option<&'b Int64Array> {
    batch.column_by_name(name)?.as_primitive_opt::<Int64Type>()
}

/// The text in a row; none where it is null or empty.
pub(crate) fn text_at(column: Option<&StringArray>, row: usize) -> Option<&str> {
    let column = column?;
    (row < column.len() && column.is_valid(row))
        .then(|| column.value(row))
        .filter(|text| !text.is_empty())
}

/// The engine's columns, as they come out of [`Shaper::shape`].
pub(crate) fn engine_schema() -> SchemaRef {
    let fields = ENGINE.iter().map(|(name, kind)| {
        let kind = match kind {
            Kind::Text => DataType::Utf8,
            Kind::Date => DataType::Date32,
            Kind::Number => DataType::Int64,
        };
        Field::new(*name, kind, true)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Only the engine's columns.
pub(crate) fn engine_only(batch: &RecordBatch) -> Result<RecordBatch, Failure> {
    let places: Vec<usize> = (0..ENGINE.len()).collect();
    Ok(batch.project(&places)?)
}
