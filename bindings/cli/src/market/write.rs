//! Writing tables.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::ArrayRef;
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::json::writer::{JsonArray, LineDelimited};
use arrow::json::{Writer as JsonWriter, WriterBuilder as JsonBuilder};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::{format, reso};
use crate::args::{OutArgs, TableFormat};
use crate::failure::Failure;

type Sink = Box<dyn Write + Send>;

/// A file, or standard output, that takes a table batch by batch. A file has its name once it
/// is whole.
pub(crate) struct Output {
    form: Form,
    shown: String,
    staged: Option<Staged>,
}

enum Form {
    Csv(Box<arrow::csv::Writer<Sink>>),
    Ndjson(JsonWriter<Sink, LineDelimited>),
    Json(Box<JsonWriter<Sink, JsonArray>>),
    Parquet(Box<ArrowWriter<Sink>>),
}

impl Output {
    /// Opens what is to be written, with these columns. Its form is checked before anything
    /// is read.
    pub(crate) fn open(args: &OutArgs, schema: &SchemaRef) -> Result<Self, Failure> {
        let path = args.out.as_deref();
        let format = format::of_output(path, args.format)?;
        let shown = path.map_or_else(
            || "standard output".to_owned(),
            |path| path.display().to_string(),
        );
        let unwritable = |error: &dyn std::fmt::Display| unwritable(&shown, error);
        let staged = path.and_then(stage);
        let target = staged.as_ref().map(|staged| staged.part.as_path()).or(path);
        let mut sink: Sink = match target {
            Some(path) => create(path).map_err(|error| unwritable(&error))?,
            None => Box::new(BufWriter::new(io::stdout())),
        };
        let builder = || JsonBuilder::new().with_explicit_nulls(true);
        let form = match format {
            TableFormat::Csv => Form::Csv(Box::new(
                arrow::csv::WriterBuilder::new()
                    .with_header(true)
                    .build(sink),
            )),
            TableFormat::Ndjson => Form::Ndjson(builder().build(sink)),
            TableFormat::Json => {
                write!(sink, "{{\"@reso.context\":\"{}\",\"value\":", reso::CONTEXT)
                    .map_err(|error| unwritable(&error))?;
                Form::Json(Box::new(builder().build(sink)))
            }
            TableFormat::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .build();
                let writer = ArrowWriter::try_new(sink, Arc::clone(schema), Some(properties));
                Form::Parquet(Box::new(writer.map_err(|error| unwritable(&error))?))
            }
        };
        let mut output = Self {
            form,
            shown,
            staged,
        };
        // A table without rows has its headings.
        output.write(&RecordBatch::new_empty(Arc::clone(schema)))?;
        Ok(output)
    }

    /// Some rows.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        let shown = self.shown.clone();
        let unwritable = |error: arrow::error::ArrowError| unwritable(&shown, &error);
        match &mut self.form {
            Form::Csv(writer) => writer.write(&plain(batch)?).map_err(unwritable),
            Form::Ndjson(writer) => writer.write(&plain(batch)?).map_err(unwritable),
            Form::Json(writer) => writer.write(&plain(batch)?).map_err(unwritable),
            Form::Parquet(writer) => writer
                .write(batch)
                .map_err(|error| self::unwritable(&shown, &error)),
        }
    }

    /// The end of the table.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Self {
            form,
            shown,
            staged,
        } = self;
        let unwritable = |error: &dyn std::fmt::Display| unwritable(&shown, error);
        let mut sink = match form {
            Form::Csv(writer) => writer.into_inner(),
            Form::Ndjson(mut writer) => {
                writer.finish().map_err(|error| unwritable(&error))?;
                writer.into_inner()
            }
            Form::Json(mut writer) => {
                writer.finish().map_err(|error| unwritable(&error))?;
                let mut sink = writer.into_inner();
                writeln!(sink, "}}").map_err(|error| unwritable(&error))?;
                sink
            }
            Form::Parquet(writer) => writer.into_inner().map_err(|error| unwritable(&error))?,
        };
        sink.flush().map_err(|error| unwritable(&error))?;
        match staged {
            Some(staged) => staged.name().map_err(|error| unwritable(&error)),
            None => Ok(()),
        }
    }
}

/// Where a file is written until it is whole, and where it goes. It is removed if it does not
/// get so far.
struct Staged {
    part: PathBuf,
    path: PathBuf,
}

impl Staged {
    fn name(self) -> io::Result<()> {
        std::fs::rename(&self.part, &self.path)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Once it has its name there is nothing left under the other one.
        let _ = std::fs::remove_file(&self.part);
    }
}

/// What is no file, such as a pipe, is written as it stands.
fn stage(path: &Path) -> Option<Staged> {
    if path.exists() && !path.is_file() {
        return None;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    Some(Staged {
        part: part.into(),
        path: path.to_owned(),
    })
}

fn create(path: &Path) -> io::Result<Sink> {
    Ok(Box::new(BufWriter::new(File::create(path)?)))
}

fn unwritable(shown: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::io(format!("{shown} cannot be written: {error}"))
}

/// Dictionaries written out, as texts need them.
fn plain(batch: &RecordBatch) -> Result<RecordBatch, Failure> {
    let mut columns: Vec<ArrayRef> = Vec::new();
    let mut fields = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let (kind, column) = match field.data_type() {
            DataType::Dictionary(_, of) => (of.as_ref().clone(), cast(column, of)?),
            other => (other.clone(), Arc::clone(column)),
        };
        fields.push(Field::new(field.name(), kind, field.is_nullable()));
        columns.push(column);
    }
    Ok(RecordBatch::try_new(
        Arc::new(Schema::new(fields)),
        columns,
    )?)
}
