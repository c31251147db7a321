//! Codes: what is typed at a keypad. Day codes, FlexCodes, service codes and renewal codes.

use doorward::bounds::{DAY_SLOTS, FLEX_COPIES};
use doorward::calendar::Tolerance;
use doorward::codes::Code as Digits;
use doorward::codes::day::{DayMatch as Found, Issuer};
use doorward::codes::{CodeUse, FlexWindow as Window, Operation};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::calendar::ZoneOf;
use crate::convert::{Named, decode};
use crate::errors::{bad_input, input, not_accepted};
use crate::flex::{FlexTerms, FlexWindow};
use crate::keys::{CredentialKey, DayKey, DayRootKey, FlexKey, ServiceKey};
use crate::time::{DayOf, Instant, Seconds, date};

/// The digits of a code. They are not printed by accident: ``text`` has them.
///
/// >>> code = Code("4070512")
/// >>> code
/// Code(7 digits)
/// >>> code.text, code.grouped, len(code)
/// ('4070512', '407-0512', 7)
/// >>> code == Code("4070513")
/// False
/// >>> Code("407-0512")
/// Traceback (most recent call last):
/// doorward.InputError: a code must be digits 0 to 9 and nothing else
#[pyclass(frozen, module = "doorward")]
#[derive(Clone, Debug)]
pub(crate) struct Code(pub(crate) Digits);

#[pymethods]
impl Code {
    #[new]
    fn new(text: &str) -> PyResult<Self> {
        Digits::parse(text).map(Self).map_err(input)
    }

    /// The digits.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        PyString::new(py, self.0.as_str())
    }

    /// The digits in groups, as people read them.
    #[getter]
    fn grouped(&self) -> String {
        self.0.grouped().to_string()
    }

    fn __len__(&self) -> usize {
        self.0.digits().into()
    }

    /// Compares in constant time.
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other
            .cast::<Self>()
            .is_ok_and(|other| self.0 == other.get().0)
    }

    fn __repr__(&self) -> String {
        format!("Code({} digits)", self.0.digits())
    }
}

/// A code as Python gives it: a [`Code`] or its digits.
#[derive(Clone, Debug)]
pub(crate) struct CodeOf(pub(crate) Digits);

impl<'py> FromPyObject<'_, 'py> for CodeOf {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(code) = object.cast::<Code>() {
            return Ok(Self(code.get().0.clone()));
        }
        let Ok(text) = object.cast::<PyString>() else {
            return Err(PyTypeError::new_err("a Code or its digits are wanted"));
        };
        Digits::parse(text.to_str()?).map(Self).map_err(input)
    }
}

/// A clock's tolerance of this length.
pub(crate) fn tolerance(length: Seconds) -> PyResult<Tolerance> {
    let seconds = u32::try_from(length.0).map_err(|_| input(doorward::Error::Tolerance))?;
    Tolerance::new(seconds).map_err(input)
}

/// Numbers below `end`, each once, as bits.
pub(crate) fn bits(taken: &[u8], end: u8) -> PyResult<u16> {
    taken.iter().try_fold(0_u16, |bits, number| {
        match 1_u16.checked_shl(u32::from(*number)) {
            Some(bit) if *number < end => Ok(bits | bit),
            _ => Err(bad_input(
                "taken",
                &format!(
                    "what is taken must be numbers from 0 to {}",
                    end.saturating_sub(1)
                ),
            )),
        }
    })
}

/// The date and slot of a day code.
#[pyclass(frozen, eq, hash, get_all, module = "doorward")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DayMatch {
    /// The number of days since 1970-01-01.
    day_number: u32,
    /// The slot, 0 to 15.
    slot: u8,
}

impl From<Found> for DayMatch {
    fn from(found: Found) -> Self {
        Self {
            day_number: found.day.number(),
            slot: found.slot,
        }
    }
}

#[pymethods]
impl DayMatch {
    /// The date.
    #[getter]
    fn day<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        date(py, doorward::calendar::Day::from_number(self.day_number))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let day = self.day(py)?;
        Ok(format!("DayMatch(day={day}, slot={})", self.slot))
    }
}

#[pymethods]
impl DayKey {
    /// The code of a slot.
    ///
    /// >>> root = RootKey.from_bytes(bytes(range(32)))
    /// >>> key = root.lockbox("LB-00012345", generation=0).day_root(0).day(date(2026, 5, 16))
    /// >>> len(key.code(3)), len(key.code(3, digits=9))
    /// (7, 9)
    #[pyo3(signature = (slot, *, digits=7))]
    fn code(&self, slot: u8, digits: u8) -> PyResult<Code> {
        self.0.code(digits, slot).map(Code).map_err(input)
    }

    /// The next slot that an issuer may hand out, and its code, where some slots are taken.
    ///
    /// >>> slot, code = key.issue(taken=[0, 1])
    /// >>> slot
    /// 2
    #[pyo3(signature = (*, taken=Vec::new(), issuer=Named(Issuer::Service), digits=7))]
    fn issue(&self, taken: Vec<u8>, issuer: Named<Issuer>, digits: u8) -> PyResult<(u8, Code)> {
        let taken = bits(&taken, DAY_SLOTS)?;
        let (slot, code) = self.0.issue(digits, taken, issuer.0).map_err(input)?;
        Ok((slot, Code(code)))
    }
}

#[pymethods]
impl DayRootKey {
    /// The date and slot that typed digits stand for, on a clock that may be off by `tolerance`.
    #[pyo3(signature = (code, *, zone, now, tolerance, digits=7))]
    fn read(
        &self,
        code: CodeOf,
        zone: ZoneOf,
        now: Instant,
        tolerance: Seconds,
        digits: u8,
    ) -> PyResult<DayMatch> {
        let tolerance = self::tolerance(tolerance)?;
        let found = self.0.read(digits, &zone.0, now.0, tolerance, &code.0);
        found.map(DayMatch::from).map_err(not_accepted)
    }
}

#[pymethods]
impl FlexKey {
    /// The code of these terms.
    #[pyo3(signature = (terms, *, digits=10))]
    fn code(&self, terms: &FlexTerms, digits: u8) -> PyResult<Code> {
        self.0.code(digits, &terms.0).map(Code).map_err(input)
    }

    /// The next copy for a window that is not taken, and its code.
    #[pyo3(signature = (window, *, operation, code_use, taken=Vec::new(), digits=10))]
    fn issue(
        &self,
        window: &FlexWindow,
        operation: Named<Operation>,
        code_use: Named<CodeUse>,
        taken: Vec<u8>,
        digits: u8,
    ) -> PyResult<(FlexTerms, Code)> {
        let [taken, _] = bits(&taken, FLEX_COPIES)?.to_le_bytes();
        let window: Window = window.0;
        let (terms, code) = self
            .0
            .issue(digits, window, operation.0, code_use.0, taken)
            .map_err(input)?;
        Ok((FlexTerms(terms), Code(code)))
    }

    /// The terms that typed digits stand for at a first entry.
    #[pyo3(signature = (code, *, operation, now, tolerance, digits=10))]
    fn read(
        &self,
        code: CodeOf,
        operation: Named<Operation>,
        now: Instant,
        tolerance: Seconds,
        digits: u8,
    ) -> PyResult<FlexTerms> {
        let tolerance = self::tolerance(tolerance)?;
        self.0
            .read(digits, now.0, tolerance, operation.0, &code.0)
            .map(FlexTerms)
            .map_err(not_accepted)
    }
}

#[pymethods]
impl ServiceKey {
    /// The code that cancels a FlexCode of this epoch.
    #[pyo3(signature = (terms, *, epoch))]
    fn cancel_flex(&self, terms: &FlexTerms, epoch: u32) -> PyResult<Code> {
        self.0.cancel_flex(&terms.0, epoch).map(Code).map_err(input)
    }

    /// The code that cancels a day code of this epoch.
    #[pyo3(signature = (day, *, slot, epoch))]
    fn cancel_day(&self, day: DayOf, slot: u8, epoch: u32) -> PyResult<Code> {
        self.0
            .cancel_day(day.0, slot, epoch)
            .map(Code)
            .map_err(input)
    }

    /// The code that sets a box's clock to the minute of this instant.
    fn set_clock(&self, now: Instant) -> PyResult<Code> {
        self.0.set_clock(now.0).map(Code).map_err(input)
    }

    /// The code that raises a box's ownership epoch.
    fn raise_epoch(&self, epoch: u32) -> PyResult<Code> {
        self.0.raise_epoch(epoch).map(Code).map_err(input)
    }

    /// The command that typed digits stand for.
    fn read<'py>(&self, py: Python<'py>, code: CodeOf) -> PyResult<Bound<'py, PyAny>> {
        decode(
            py,
            "ServiceCommand",
            &self.0.read(&code.0).map_err(not_accepted)?,
        )
    }
}

#[pymethods]
impl CredentialKey {
    /// The code that renews the card by phone on a date: the first of the month is number 0.
    fn renewal_code(&self, day: DayOf, number: u8) -> PyResult<Code> {
        self.0.renewal_code(day.0, number).map(Code).map_err(input)
    }

    /// The number of the renewal that typed digits stand for on a date.
    fn read_renewal(&self, day: DayOf, code: CodeOf) -> PyResult<u8> {
        self.0.read_renewal(day.0, &code.0).map_err(not_accepted)
    }
}
