//! Reading tables: every form becomes record batches of texts and dates.

use std::fs::File;
use std::io::{BufReader, Seek as _};
use std::path::Path;
use std::sync::Arc;

use arrow::array::RecordBatchReader;
use arrow::csv::reader::Format;
use arrow::datatypes::{DataType, Field, Schema};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::columns::{self, Shaper};
use super::progress::Progress;
use super::{format, reso};
use crate::args::TableFormat;
use crate::failure::Failure;

/// Rows that are read at once.
const ROWS: usize = 65_536;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>;

/// A table that is being read, in the columns of the engine.
pub(crate) struct Table<'s> {
    raw: Batches,
    shown: String,
    shaper: &'s mut Shaper,
    progress: Progress,
}

impl<'s> Table<'s> {
    /// Opens a file.
    pub(crate) fn open(
        path: &Path,
        given: Option<TableFormat>,
        shaper: &'s mut Shaper,
        progress: Progress,
    ) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        let unreadable = |error: ArrowError| unreadable(&shown, &error);
        let format = format::of_input(path, given)?;
        let file = File::open(path)
            .map_err(|error| Failure::io(format!("{shown} cannot be read: {error}")))?;
        let raw = match format {
            TableFormat::Csv => csv(file).map_err(unreadable)?,
            TableFormat::Ndjson => ndjson(file).map_err(unreadable)?,
            TableFormat::Parquet => parquet(file).map_err(unreadable)?,
            TableFormat::Json => {
                let batch = reso::read(BufReader::new(file), shaper)
                    .map_err(|error| Failure::io(format!("{shown} cannot be read: {error}")))?;
                let schema = batch.schema();
                (schema, Box::new(std::iter::once(Ok(batch))) as Batches)
            }
        };
        let (schema, raw) = raw;
        columns::check(&schema)?;
        Ok(Self {
            raw,
            shown,
            shaper,
            progress,
        })
    }

    /// All of it.
    pub(crate) fn whole(self) -> Result<Vec<RecordBatch>, Failure> {
        self.collect()
    }
}

impl Iterator for Table<'_> {
    type Item = Result<RecordBatch, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(raw) = self.raw.next() else {
            self.progress.finish();
            return None;
        };
        Some(match raw {
            Ok(raw) => {
                self.progress.add(raw.num_rows());
                self.shaper.shape(&raw)
            }
            Err(error) => Err(unreadable(&self.shown, &error)),
        })
    }
}

fn unreadable(shown: &str, error: &ArrowError) -> Failure {
    // What the reader says of a line or a value, without the names of its parts.
    let text = match error {
        ArrowError::CsvError(text)
        | ArrowError::JsonError(text)
        | ArrowError::ParquetError(text)
        | ArrowError::ParseError(text)
        | ArrowError::SchemaError(text) => text.clone(),
        other => other.to_string(),
    };
    let text = text.trim_end_matches('.');
    Failure::io(format!("{shown} cannot be read: {text}"))
}

type Opened = (Arc<Schema>, Batches);

fn csv(mut file: File) -> Result<Opened, ArrowError> {
    let format = Format::default().with_header(true);
    let (headings, _) = format.infer_schema(BufReader::new(&file), Some(0))?;
    file.rewind()?;
    let names = headings.fields().iter().map(|field| {
        // A mark at the start of the file is no part of the first name.
        field
            .name()
            .trim_start_matches('\u{feff}')
            .trim()
            .to_owned()
    });
    let fields: Vec<Field> = names
        .map(|name| Field::new(name, DataType::Utf8, true))
        .collect();
    let places = fields.iter().zip(0_usize..);
    let places: Vec<usize> = places
        .filter(|(field, _)| columns::is_known(field.name()))
        .map(|(_, place)| place)
        .collect();
    let reader = arrow::csv::ReaderBuilder::new(Arc::new(Schema::new(fields)))
        .with_format(format.with_truncated_rows(true))
        .with_batch_size(ROWS)
        .with_projection(places)
        .build(file)?;
    Ok((reader.schema(), Box::new(reader)))
}

fn ndjson(file: File) -> Result<Opened, ArrowError> {
    let fields = columns::known().map(|name| Field::new(name, DataType::Utf8, true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let reader = arrow::json::ReaderBuilder::new(Arc::clone(&schema))
        .with_coerce_primitive(true)
        .with_batch_size(ROWS)
        .build(BufReader::new(file))?;
    // A line says what it has, so that a column may be there in one and not in another.
    let batches = reader.map(|batch| without_absent(&batch?));
    Ok((schema, Box::new(batches)))
}

/// Without the columns in which nothing stands, of which one may stand for another.
fn without_absent(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let places = batch.columns().iter().zip(0_usize..);
    let places: Vec<usize> = places
        .filter(|(column, _)| column.null_count() < column.len())
        .map(|(_, place)| place)
        .collect();
    batch.project(&places)
}

fn parquet(file: File) -> Result<Opened, ArrowError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    let names = builder.schema().fields().iter().map(|field| field.name());
    let known: Vec<String> = names
        .filter(|name| columns::is_known(name))
        .cloned()
        .collect();
    let known = known.iter().map(String::as_str);
    let mask = ProjectionMask::columns(builder.parquet_schema(), known);
    let reader = builder
        .with_projection(mask)
        .with_batch_size(ROWS)
        .build()?;
    Ok((reader.schema(), Box::new(reader)))
}
