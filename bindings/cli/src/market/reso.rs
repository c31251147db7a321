//! RESO Common Format: the history of changes, or listings with theirs.
//!
//! A record of the resource `HistoryTransactional` is a row of status if it is of a property's
//! `StandardStatus` or `MlsStatus`; its date is that of `ModificationTimestamp`. A record of
//! the resource `Property` may hold such records, and else says its present status and since
//! when. One with `EffectiveDate` is a row as it stands.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::columns::Shaper;
use super::columns::{self, DATE, ENTRY, EVENT, LISTING, LOCAL_STATUS, SEQUENCE, STATUS};
use super::instant;

/// What the context of our own files, and of listings, is called.
pub(crate) const CONTEXT: &str = "urn:reso:metadata:2.0:resource:property";

const HISTORY: &str = "HistoryTransactional";

type Record = Map<String, Value>;

#[derive(Deserialize)]
struct Payload {
    #[serde(rename = "@reso.context")]
    context: Option<String>,
    value: Option<Vec<Record>>,
    /// A single record stands in the payload itself.
    #[serde(flatten)]
    single: Record,
}

/// Texts by column; what a row does not have is not there.
type Row = BTreeMap<&'static str, String>;

/// The rows of a payload.
pub(crate) fn read(source: impl Read, shaper: &mut Shaper) -> Result<RecordBatch, String> {
    let payload: Payload = serde_json::from_reader(source)
        .map_err(|error| format!("it is no JSON of RESO's: {error}"))?;
    let context = payload.context.unwrap_or_default().to_ascii_lowercase();
    let is_history = context.ends_with(":historytransactional");
    if !is_history && !context.ends_with(":property") {
        return Err("its @reso.context names neither listings nor their history".to_owned());
    }
    let records = payload.value.unwrap_or_else(|| vec![payload.single]);
    let mut rows = Vec::new();
    for record in &records {
        if is_history {
            rows.extend(change(record, shaper));
        } else {
            rows.extend(listing(record, shaper));
        }
    }
    batch(&rows).map_err(|error| error.to_string())
}

/// A text, or what is written as one.
fn text(record: &Record, name: &str) -> Option<String> {
    match record.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// What a record says in columns of our own names.
fn own(record: &Record) -> Row {
    columns::known()
        .filter_map(|name| Some((name, text(record, name)?)))
        .collect()
}

/// Date and sequence of a change; a text that is no instant stays as it is, to be told.
fn stamp(row: &mut Row, text: Option<String>, shaper: &Shaper) {
    let Some(text) = text else {
        return;
    };
    if let Some(instant) = instant::milliseconds(&text) {
        row.entry(SEQUENCE).or_insert_with(|| instant.to_string());
    }
    let date = instant::date(&text, &shaper.zone).map(|date| date.to_string());
    row.entry(DATE).or_insert_with(|| date.unwrap_or(text));
}

/// The row of a record of the history; none for a change of another field.
fn change(record: &Record, shaper: &Shaper) -> Option<Row> {
    let is_property = text(record, "ResourceName").is_none_or(|name| name == "Property");
    let name = match text(record, "FieldName").as_deref() {
        Some(STATUS) => STATUS,
        Some(LOCAL_STATUS) => LOCAL_STATUS,
        _ => return None,
    };
    if !is_property {
        return None;
    }
    let mut row = own(record);
    row.extend(text(record, "NewValue").map(|status| (name, status)));
    for (column, name) in [
        (LISTING, "ResourceRecordKey"),
        (EVENT, "HistoryTransactionalKey"),
    ] {
        if let Some(key) = text(record, name) {
            row.entry(column).or_insert(key);
        }
    }
    stamp(&mut row, text(record, "ModificationTimestamp"), shaper);
    Some(row)
}

/// The rows of a listing.
fn listing(record: &Record, shaper: &Shaper) -> Vec<Row> {
    let mut listing = own(record);
    if listing.contains_key(DATE) {
        return vec![listing];
    }
    if let Some(entered) = text(record, "OriginalEntryTimestamp") {
        listing.entry(ENTRY).or_insert(entered);
    }
    let changes: Vec<&Record> = match record.get(HISTORY) {
        Some(Value::Array(changes)) => changes.iter().filter_map(Value::as_object).collect(),
        _ => Vec::new(),
    };
    let changes: Vec<Row> = changes
        .into_iter()
        .filter_map(|record| change(record, shaper))
        .collect();
    if changes.is_empty() {
        // Not a history, but the last row of one.
        let since = text(record, "StatusChangeTimestamp");
        stamp(&mut listing, since, shaper);
        return vec![listing];
    }
    listing.remove(STATUS);
    listing.remove(LOCAL_STATUS);
    let with_listing = |change: Row| {
        let mut row = listing.clone();
        row.extend(change);
        row
    };
    changes.into_iter().map(with_listing).collect()
}

fn batch(rows: &[Row]) -> Result<RecordBatch, arrow::error::ArrowError> {
    let required = [LISTING, DATE, STATUS];
    let is_there =
        |name: &&str| required.contains(name) || rows.iter().any(|row| row.contains_key(name));
    let names: Vec<&str> = columns::known().filter(is_there).collect();
    let columns = names.iter().map(|name| {
        let texts = rows.iter().map(|row| row.get(name).map(String::as_str));
        Arc::new(texts.collect::<StringArray>()) as ArrayRef
    });
    let columns = columns.collect();
    let fields = names
        .iter()
        .map(|name| Field::new(*name, DataType::Utf8, true));
    let schema = Schema::new(fields.collect::<Vec<_>>());
    let options = arrow::record_batch::RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(Arc::new(schema), columns, &options)
}
