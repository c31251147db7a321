//! Windows and terms of FlexCodes.

use doorward::codes::{CodeUse, FlexTerms as Terms, FlexWindow as Window, Operation};
use pyo3::prelude::*;
use pyo3::types::PyDelta;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::convert::{Given, Named, decode};
use crate::errors::input;
use crate::time::{Instant, Seconds, datetime, timedelta};

/// The time in which a FlexCode opens: from a half hour of UTC, for 30 minutes to 48 hours in half
/// hours, or for 3 to 31 whole days.
///
/// >>> noon = datetime(2026, 5, 16, 12, tzinfo=timezone.utc)
/// >>> window = FlexWindow(noon, timedelta(hours=2))
/// >>> window.end.isoformat()
/// '2026-05-16T14:00:00+00:00'
/// >>> FlexWindow(noon, timedelta(minutes=45))
/// Traceback (most recent call last):
/// doorward.InputError: a window must last 30 minutes to 48 hours in half hours, or 3 to 31 whole days
#[pyclass(frozen, eq, hash, module = "doorward")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FlexWindow(pub(crate) Window);

#[pymethods]
impl FlexWindow {
    #[new]
    fn new(start: Instant, length: Seconds) -> PyResult<Self> {
        let seconds = u32::try_from(length.0).map_err(|_| input(doorward::Error::WindowLength))?;
        Window::new(start.0, seconds).map(Self).map_err(input)
    }

    /// The window of its half-hour slot since 1970-01-01 and the index of its duration.
    #[staticmethod]
    fn from_slot(start_slot: u32, duration: u8) -> PyResult<Self> {
        Window::from_slot(start_slot, duration)
            .map(Self)
            .map_err(input)
    }

    /// The number of the half hour since 1970-01-01 in which it starts.
    #[getter]
    fn start_slot(&self) -> u32 {
        self.0.start_slot()
    }

    /// The index of its duration, 1 to 125.
    #[getter]
    fn duration(&self) -> u8 {
        self.0.duration()
    }

    /// When it starts.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        datetime(py, self.0.start())
    }

    /// How long it lasts.
    #[getter]
    fn length<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDelta>> {
        timedelta(py, self.0.seconds())
    }

    /// When it is over.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        datetime(py, self.0.end())
    }

    /// When it is too late for a first entry.
    #[getter]
    fn first_entry_end<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        datetime(py, self.0.first_entry_end())
    }

    fn _members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::convert::plain(py, &self.0)
    }

    #[staticmethod]
    fn _of(value: Given<Window>) -> Self {
        Self(value.0)
    }

    fn __repr__(&self) -> String {
        format!(
            "FlexWindow.from_slot({}, {})",
            self.0.start_slot(),
            self.0.duration()
        )
    }
}

/// What a FlexCode says: its window, which of four copies it is, what it opens and how often.
///
/// >>> window = FlexWindow.from_slot(988314, 4)
/// >>> terms = FlexTerms(window, copy=0, operation=Operation.SHACKLE, code_use=CodeUse.SINGLE)
/// >>> terms.operation
/// <Operation.SHACKLE: 'shackle'>
#[pyclass(frozen, eq, module = "doorward")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FlexTerms(pub(crate) Terms);

#[pymethods]
impl FlexTerms {
    #[new]
    #[pyo3(signature = (window, *, copy, operation, code_use))]
    fn new(
        window: &FlexWindow,
        copy: u8,
        operation: Named<Operation>,
        code_use: Named<CodeUse>,
    ) -> PyResult<Self> {
        Terms::new(window.0, copy, operation.0, code_use.0)
            .map(Self)
            .map_err(input)
    }

    /// When it opens.
    #[getter]
    fn window(&self) -> FlexWindow {
        FlexWindow(self.0.window())
    }

    /// Which of the codes of one window it is, 0 to 3.
    #[getter]
    fn copy(&self) -> u8 {
        self.0.copy()
    }

    /// What it opens.
    #[getter]
    fn operation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "_names:Operation", &self.0.operation())
    }

    /// Whether it opens once.
    #[getter]
    fn code_use<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "_names:CodeUse", &self.0.code_use())
    }

    fn _members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::convert::plain(py, &self.0)
    }

    #[staticmethod]
    fn _of(value: Given<Terms>) -> Self {
        Self(value.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let terms = &self.0;
        (terms.window(), terms.copy(), terms.operation().number()).hash(&mut hasher);
        terms.code_use().number().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!(
            "FlexTerms({}, copy={}, operation='{}', code_use='{}')",
            self.window().__repr__(),
            self.0.copy(),
            crate::errors::name_of(&self.0.operation()),
            crate::errors::name_of(&self.0.code_use())
        )
    }
}

/// Enciphers a number of 10 to 12 digits under a FlexCode key: the permutation within FlexCodes and
/// service codes.
#[pyfunction]
pub(crate) fn encipher(
    key: &crate::keys::FlexKey,
    digits: u8,
    tweak: u64,
    plain: u64,
) -> PyResult<u64> {
    doorward::codes::numeral::encipher(&key.0, digits, tweak, plain).map_err(input)
}

/// What ``encipher`` made of it, back.
#[pyfunction]
pub(crate) fn decipher(
    key: &crate::keys::FlexKey,
    digits: u8,
    tweak: u64,
    cipher: u64,
) -> PyResult<u64> {
    doorward::codes::numeral::decipher(&key.0, digits, tweak, cipher).map_err(input)
}
