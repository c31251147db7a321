//! One small feed in every form in which it may come, and tables read back.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray as _, Date32Array, Int64Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value, json};

use crate::sandbox::repository;

/// The ends of the names of the forms.
pub(crate) const FORMS: [&str; 4] = ["csv", "parquet", "ndjson", "json"];

pub(crate) fn example() -> PathBuf {
    repository("examples/market/history.csv")
}

/// A table as a heading and its rows.
pub(crate) fn read_csv(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let heading = cells(reader.headers().unwrap());
    let rows = reader.records().map(|row| cells(&row.unwrap())).collect();
    (heading, rows)
}

/// The example in a form, in a folder.
pub(crate) fn example_as(form: &str, folder: &Path) -> PathBuf {
    let (heading, rows) = read_csv(&example());
    let path = folder.join(format!("history.{form}"));
    write_as(&heading, &rows, form, &path);
    path
}

/// Writes rows in a form.
pub(crate) fn write_as(heading: &[String], rows: &[Vec<String>], form: &str, path: &Path) {
    match form {
        "csv" => {
            let mut writer = csv::Writer::from_path(path).unwrap();
            writer.write_record(heading).unwrap();
            for row in rows {
                writer.write_record(row).unwrap();
            }
            writer.flush().unwrap();
        }
        "ndjson" => {
            let lines: Vec<String> = rows
                .iter()
                .map(|row| object(heading, row).to_string())
                .collect();
            fs::write(path, lines.join("\n")).unwrap();
        }
        "json" => fs::write(path, history(heading, rows).to_string()).unwrap(),
        "parquet" => parquet(heading, rows, path),
        other => panic!("{other}"),
    }
}

fn object(heading: &[String], row: &[String]) -> Value {
    let members = heading.iter().zip(row).map(|(name, cell)| {
        let value = match (name.as_str(), cell.as_str()) {
            (_, "") => Value::Null,
            ("Sequence", number) => json!(number.parse::<i64>().unwrap()),
            (_, text) => json!(text),
        };
        (name.clone(), value)
    });
    Value::Object(members.collect())
}

/// As RESO has it: listings, each with its history, whose records carry a timestamp. A
/// timestamp that a row does not have is null.
fn history(heading: &[String], rows: &[Vec<String>]) -> Value {
    let mut listings: Vec<(String, Map<String, Value>, Vec<Value>)> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let Value::Object(mut members) = object(heading, row) else {
            panic!()
        };
        let key = members["ListingKey"].as_str().unwrap().to_owned();
        let date = members.remove("EffectiveDate").unwrap();
        let status = members.remove("StandardStatus").unwrap();
        members.remove("Sequence").unwrap();
        let stamp = date.as_str().map(|date| format!("{date}T17:30:00Z"));
        let mut change = json!({
            "ResourceName": "Property",
            "ResourceRecordKey": key,
            "FieldName": "StandardStatus",
            "NewValue": status,
            "ModificationTimestamp": stamp,
        });
        // The row that stands there twice is one record twice.
        if number != 15 && number != 14 {
            change["HistoryTransactionalKey"] = json!(format!("H{number}"));
        }
        let price = json!({
            "ResourceName": "Property", "ResourceRecordKey": key, "FieldName": "ListPrice",
            "NewValue": "500000", "ModificationTimestamp": "2025-01-05T00:00:00Z",
        });
        match listings.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, _, changes)) => changes.push(change),
            None => listings.push((key, members, vec![price, change])),
        }
    }
    let value = listings.into_iter().map(|(_, mut members, changes)| {
        members.insert("HistoryTransactional".into(), json!(changes));
        Value::Object(members)
    });
    let value: Vec<Value> = value.collect();
    json!({"@reso.context": "urn:reso:metadata:2.0:resource:property", "value": value})
}

fn parquet(heading: &[String], rows: &[Vec<String>], path: &Path) {
    let mut fields = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (place, name) in heading.iter().enumerate() {
        let cells = rows
            .iter()
            .map(|row| Some(row[place].as_str()).filter(|cell| !cell.is_empty()));
        let texts: ArrayRef = Arc::new(cells.collect::<StringArray>());
        let column = match name.as_str() {
            "EffectiveDate" | "ExpirationDate" => cast(&texts, &DataType::Date32).unwrap(),
            "Sequence" => cast(&texts, &DataType::Int64).unwrap(),
            "StandardStatus" => {
                let words =
                    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                cast(&texts, &words).unwrap()
            }
            _ => texts,
        };
        fields.push(Field::new(name, column.data_type().clone(), true));
        columns.push(column);
    }
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// The rows of a table in any form, each a map from column to text; nothing where it is null.
pub(crate) fn read_back(path: &Path) -> Vec<Map<String, Value>> {
    let form = path.extension().unwrap().to_str().unwrap();
    let texts = |members: &Map<String, Value>| {
        let text = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        members
            .iter()
            .map(|(name, value)| (name.clone(), json!(text(value))))
            .collect()
    };
    match form {
        "csv" => {
            let (heading, rows) = read_csv(path);
            let row = |cells: &Vec<String>| {
                heading
                    .iter()
                    .cloned()
                    .zip(cells.iter().map(|cell| json!(cell)))
                    .collect()
            };
            rows.iter().map(row).collect()
        }
        "ndjson" => {
            let text = fs::read_to_string(path).unwrap();
            let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
            lines.map(|line: Map<String, Value>| texts(&line)).collect()
        }
        "json" => {
            let whole: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            assert_eq!(
                whole["@reso.context"],
                "urn:reso:metadata:2.0:resource:property"
            );
            let rows = whole["value"].as_array().unwrap().iter();
            rows.map(|row| texts(row.as_object().unwrap())).collect()
        }
        "parquet" => {
            let reader =
                ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
            let mut rows = Vec::new();
            for batch in reader.build().unwrap() {
                let batch = batch.unwrap();
                for row in 0..batch.num_rows() {
                    let cell = |column: &ArrayRef| {
                        let column = cast(column, &DataType::Utf8).unwrap();
                        let text = column.as_string::<i32>();
                        let is_null = arrow::array::Array::is_null(text, row);
                        json!(if is_null { "" } else { text.value(row) })
                    };
                    let schema = batch.schema();
                    let names = schema.fields().iter().map(|field| field.name().clone());
                    rows.push(names.zip(batch.columns().iter().map(cell)).collect());
                }
            }
            rows
        }
        other => panic!("{other}"),
    }
}

/// Columns of other types than the example has, to be refused or read all the same.
pub(crate) fn odd_parquet(path: &Path, dates: ArrayRef) {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("ListingKey", Arc::new(Int64Array::from(vec![1, 1]))),
        ("EffectiveDate", dates),
        (
            "StandardStatus",
            Arc::new(StringArray::from(vec!["Active", "Canceled"])),
        ),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// Two days of 2025 as dates.
pub(crate) fn two_dates() -> ArrayRef {
    Arc::new(Date32Array::from(vec![20_089, 20_119]))
}
