//! A box's log, as the service checks it.

use doorward::audit::{
    AuditLog as Log, Collection as Rows, Entry, Finding, Row, StatusLine, Subject,
};
use doorward::bounds::AUDIT_ROW_LEN;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

use crate::convert::{Given, decode, fixed};
use crate::errors::{Kind, raise};
use crate::keys::AuditKey;
use crate::time::Instant;

fn row(bytes: &[u8]) -> PyResult<Row> {
    fixed::<AUDIT_ROW_LEN>(bytes, "length", "a row")
}

#[pymethods]
impl AuditKey {
    /// The 64 bytes of an entry's row, whose sequence is this key's.
    fn row<'py>(&self, py: Python<'py>, entry: Given<Entry>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.row(&entry.0))
    }

    /// The key of the row after.
    fn next(&self) -> Self {
        Self(self.0.next())
    }

    /// The 28 bytes of the head of a log whose next row is this key's.
    fn head<'py>(&self, py: Python<'py>, next: u32, instant: Instant) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.head(next, instant.0))
    }
}

fn forged(reason: &str, sequence: u32) -> PyErr {
    let message = match reason {
        "too_far" => format!("row {sequence} is too far ahead to be followed"),
        _ => format!("row {sequence} was not written by this box as this row"),
    };
    raise(Kind::Audit, &message, reason)
}

/// Checks the rows of a box's log, in any order, from the key of its first row.
#[pyclass(module = "doorward")]
pub(crate) struct AuditLog(Log);

#[pymethods]
impl AuditLog {
    #[new]
    fn new(first: &AuditKey) -> PyResult<Self> {
        Ok(Self(Log::new(again(first)?)))
    }

    /// The entry of a row, if the box wrote it.
    fn check_row<'py>(&mut self, py: Python<'py>, row: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        match self.0.check_row(&self::row(row)?) {
            Finding::Genuine(entry) => decode(py, "Entry", &entry),
            Finding::Forged { sequence } => Err(forged("forged", sequence)),
            Finding::TooFar { sequence } => Err(forged("too_far", sequence)),
        }
    }

    /// How many rows there are and when the box said so, if it did.
    fn check_head<'py>(&mut self, py: Python<'py>, head: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        let head = fixed(head, "length", "a head")?;
        let found = self.0.check_head(&head);
        let found = found.map_err(|forged| raise(Kind::Audit, &forged.to_string(), "forged"))?;
        decode(py, "Head", &found)
    }

    fn __repr__(&self) -> &'static str {
        "AuditLog(..)"
    }
}

/// The same key once more.
fn again(key: &AuditKey) -> PyResult<doorward::keys::AuditKey> {
    AuditKey::from_bytes(key.0.expose_bytes()).map(|key| key.0)
}

/// Puts the pieces of a log together that several phones brought, and tells what is missing, made
/// up or told twice in different ways.
#[pyclass(module = "doorward")]
pub(crate) struct Collection(Rows);

#[pymethods]
impl Collection {
    #[new]
    fn new(first: &AuditKey) -> PyResult<Self> {
        Ok(Self(Rows::new(again(first)?)))
    }

    /// Takes a piece: rows, and the head that came with them. What is wrong with them is told; a
    /// row of another box is known by the key of its first row, if it is among `others`.
    #[pyo3(signature = (rows, head=None, *, others=Vec::new()))]
    fn add<'py>(
        &mut self,
        py: Python<'py>,
        rows: Vec<Vec<u8>>,
        head: Option<&[u8]>,
        others: Vec<PyRef<'py, AuditKey>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let rows = rows
            .iter()
            .map(|bytes| row(bytes))
            .collect::<PyResult<Vec<_>>>()?;
        let head = head
            .map(|head| fixed(head, "length", "a head"))
            .transpose()?;
        let others = others.iter().map(|first| again(first).map(Log::new));
        let mut others = others.collect::<PyResult<Vec<_>>>()?;
        let faults = self.0.add(&rows, head.as_ref(), &mut others);
        decode(py, "Faults", &faults)
    }

    /// The numbers of the rows that nobody has brought: from each first one to before the last.
    #[getter]
    fn missing(&self) -> Vec<(u32, u32)> {
        let missing = self.0.missing();
        missing.iter().map(|gap| (gap.start, gap.end)).collect()
    }

    /// The entries so far, in order.
    #[getter]
    fn entries<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let entries: Vec<&Entry> = self.0.entries().collect();
        decode(py, "Entries", &entries)
    }

    /// The rows so far, in order.
    #[getter]
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, self.0.rows().map(|row| PyBytes::new(py, row)))
    }

    /// The number of the row that the box writes next, as far as anybody knows.
    #[getter]
    fn next(&self) -> u32 {
        self.0.next()
    }

    fn __repr__(&self) -> &'static str {
        "Collection(..)"
    }
}

/// What an entry is about, as far as it says.
#[pyfunction]
pub(crate) fn subject_of(py: Python<'_>, entry: Given<Entry>) -> PyResult<Bound<'_, PyAny>> {
    decode(py, "Subject", &Subject::of(&entry.0))
}

/// What the 16 bytes of a status line say.
#[pyfunction]
pub(crate) fn read_status_line<'py>(py: Python<'py>, line: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    let line = fixed(line, "length", "a status line")?;
    decode(py, "StatusLine", &StatusLine::from_bytes(&line))
}
