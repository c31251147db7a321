//! Tables in and out without a copy, by Arrow's interface of capsules.

#![allow(unsafe_code, reason = "a capsule holds a pointer")]

use std::ffi::CStr;

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";

/// What Arrow says when a stream fails.
pub(crate) fn broken(error: ArrowError) -> PyErr {
    PyRuntimeError::new_err(format!("the table cannot be read: {error}"))
}

/// The record batches of anything that gives an Arrow stream.
pub(crate) fn reader(table: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let Ok(give) = table.getattr("__arrow_c_stream__") else {
        return Err(PyTypeError::new_err(
            "a table is wanted that gives an Arrow stream, such as a DataFrame of Polars, a \
             relation of DuckDB or a table of pyarrow",
        ));
    };
    let capsule = give.call0()?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let pointer = capsule.pointer_checked(Some(STREAM))?;
    // SAFETY: a capsule of this name holds a valid stream (Arrow PyCapsule interface), which this
    // takes out of it, leaving one that is released.
    let reader = unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr().cast()) };
    reader.map_err(broken)
}

/// A table: gives an Arrow stream, as often as it is asked.
#[pyclass(frozen, module = "doorward.market")]
pub(crate) struct ArrowTable {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl ArrowTable {
    pub(crate) const fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

#[pymethods]
impl ArrowTable {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface allows to give the columns as they are.
        drop(requested_schema);
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, SchemaRef::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, STREAM)
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(broken)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        let fields = self.schema.fields().iter();
        fields.map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        let rows = self.batches.iter().map(RecordBatch::num_rows);
        rows.fold(0, usize::saturating_add)
    }

    fn __repr__(&self) -> String {
        format!(
            "ArrowTable({} rows of {})",
            self.__len__(),
            self.column_names().join(", ")
        )
    }
}
