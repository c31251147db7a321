//! Days on market of every listing of a table.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::ArrowError;
use doorward::market::batch::{Batch, BatchError, Summary};
use doorward::market::presets::Caution;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Serialize;

use crate::arrow::{ArrowTable, broken, reader};
use crate::convert::decode;
use crate::errors;
use crate::market::ChoiceOf;
use crate::time::DayOf;

/// Why a run ended early.
enum Failure {
    Batch(BatchError),
    Arrow(ArrowError),
    Python(PyErr),
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Batch(error) => errors::batch(error),
            Failure::Arrow(error) => broken(error),
            Failure::Python(error) => error,
        }
    }
}

/// What a run read and gave.
#[derive(Serialize)]
struct SummaryMembers {
    rows: u64,
    rows_without_listing: u64,
    properties: u64,
    listings: u64,
    errors: BTreeMap<&'static str, u64>,
    warnings: BTreeMap<&'static str, u64>,
    rules_warnings: Vec<Caution>,
}

impl From<&Summary> for SummaryMembers {
    fn from(summary: &Summary) -> Self {
        let errors = summary.errors();
        let warnings = summary.warnings();
        Self {
            rows: summary.rows,
            rows_without_listing: summary.rows_without_listing,
            properties: summary.properties,
            listings: summary.listings,
            errors: errors.map(|(error, count)| (error.name(), count)).collect(),
            warnings: warnings
                .map(|(warning, count)| (warning.name(), count))
                .collect(),
            rules_warnings: summary.rules_warnings.clone(),
        }
    }
}

/// Tells Python how many rows were read.
fn tell(progress: Option<&Py<PyAny>>, rows: u64) -> Result<(), Failure> {
    let Some(progress) = progress else {
        return Ok(());
    };
    Python::attach(|py| progress.call1(py, (rows,)))
        .map(drop)
        .map_err(Failure::Python)
}

/// The record batches, counted as they come.
fn told<'a>(
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + 'a,
    progress: Option<&'a Py<PyAny>>,
) -> impl Iterator<Item = Result<RecordBatch, Failure>> + 'a {
    let mut rows = 0_u64;
    batches.map(move |batch| {
        let batch = batch.map_err(Failure::Arrow)?;
        rows = rows.saturating_add(u64::try_from(batch.num_rows()).unwrap_or(u64::MAX));
        tell(progress, rows)?;
        Ok(batch)
    })
}

fn streamed(
    batch: &Batch,
    batches: impl Iterator<Item = Result<RecordBatch, Failure>>,
) -> Result<(Vec<RecordBatch>, Summary), Failure> {
    let mut stream = batch.stream();
    let mut given = Vec::new();
    for rows in batches {
        given.extend(stream.push(&rows?).map_err(Failure::Batch)?);
    }
    let (rest, summary) = stream.finish().map_err(Failure::Batch)?;
    given.extend(rest);
    Ok((given, summary))
}

/// The table and the summary of :func:`doorward.market.cdom`.
#[pyfunction]
#[pyo3(signature = (table, *, rules, as_of, order, threads, progress))]
pub(crate) fn count_table<'py>(
    py: Python<'py>,
    table: &Bound<'py, PyAny>,
    rules: ChoiceOf,
    as_of: DayOf,
    order: &str,
    threads: Option<usize>,
    progress: Option<Py<PyAny>>,
) -> PyResult<(ArrowTable, Bound<'py, PyAny>)> {
    let mut batch = Batch::new(rules.0, as_of.0).map_err(errors::batch)?;
    if let Some(threads) = threads {
        let threads = NonZeroUsize::new(threads);
        batch = batch.threads(threads.ok_or_else(|| PyValueError::new_err("no threads"))?);
    }
    let is_streamed = match order {
        "any" => false,
        "sorted" => true,
        "grouped" => {
            batch = batch.grouped();
            true
        }
        _ => {
            return Err(PyValueError::new_err(
                "the order must be 'any', 'sorted' or 'grouped'",
            ));
        }
    };
    let reader = reader(table)?;
    let schema = Batch::schema(&reader.schema()).map_err(errors::batch)?;
    let (batches, summary) = py.detach(|| {
        let batches = told(reader, progress.as_ref());
        if is_streamed {
            return streamed(&batch, batches);
        }
        let table = batches.collect::<Result<Vec<_>, _>>()?;
        batch.run(&table).map_err(Failure::Batch)
    })?;
    let summary = decode(py, "_market:Summary", &SummaryMembers::from(&summary))?;
    Ok((ArrowTable::new(schema, batches), summary))
}
