//! Which form a file has.

use std::path::Path;

use crate::args::TableFormat;
use crate::failure::Failure;

/// The form that the file's ending says.
fn by_ending(path: &Path) -> Option<TableFormat> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "csv" => Some(TableFormat::Csv),
        "parquet" => Some(TableFormat::Parquet),
        "ndjson" | "jsonl" => Some(TableFormat::Ndjson),
        "json" => Some(TableFormat::Json),
        _ => None,
    }
}

/// The form of a file that is read.
pub(crate) fn of_input(path: &Path, given: Option<TableFormat>) -> Result<TableFormat, Failure> {
    given.or_else(|| by_ending(path)).ok_or_else(|| {
        Failure::usage(format!(
            "what form {} has is not known by its ending; say it with --input-format",
            path.display()
        ))
    })
}

/// The form of a file, or of standard output, that is written.
pub(crate) fn of_output(
    path: Option<&Path>,
    given: Option<TableFormat>,
) -> Result<TableFormat, Failure> {
    match (given.or_else(|| path.and_then(by_ending)), path) {
        (Some(TableFormat::Parquet), None) => {
            Err(Failure::usage("parquet needs a file; name one with --out"))
        }
        (Some(format), _) => Ok(format),
        (None, None) => Ok(TableFormat::Csv),
        (None, Some(path)) => Err(Failure::usage(format!(
            "what form {} is to have is not known by its ending; say it with --format",
            path.display()
        ))),
    }
}
