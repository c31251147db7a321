//! What a code is: as a box reads it, and as whoever holds the box's key may ask about it.

use doorward::calendar::Zone as Rule;
use doorward::codes::diagnose::{Question, SearchRange, diagnose_all as search_all};
use doorward::codes::odds::GuessParameters;
use doorward::codes::{self, CodeProfile as Lengths, Family, Operation};
use pyo3::prelude::*;
use pyo3::types::PyList;
use serde::Serialize;

use crate::calendar::ZoneOf;
use crate::codes::{CodeOf, tolerance};
use crate::convert::{Named, decode};
use crate::errors::{input, not_accepted};
use crate::keys::LockboxKey;
use crate::time::{Instant, Seconds};

/// How many digits a box's codes have: day codes 7 to 9, FlexCodes 10 or 11. A guess must not be a
/// good code more often than 1 time in 100,000.
///
/// >>> CodeProfile()
/// CodeProfile(day_digits=7, flex_digits=10)
/// >>> CodeProfile(day_digits=6)
/// Traceback (most recent call last):
/// doorward.InputError: a random guess would open more than 1 time in 100,000
#[pyclass(frozen, eq, module = "doorward")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodeProfile(pub(crate) Lengths);

#[pymethods]
impl CodeProfile {
    #[new]
    #[pyo3(signature = (*, day_digits=7, flex_digits=10))]
    fn new(day_digits: u8, flex_digits: u8) -> PyResult<Self> {
        Lengths::new(day_digits, flex_digits)
            .map(Self)
            .map_err(input)
    }

    /// Digits of a day code.
    #[getter]
    fn day_digits(&self) -> u8 {
        self.0.day_digits()
    }

    /// Digits of a FlexCode.
    #[getter]
    fn flex_digits(&self) -> u8 {
        self.0.flex_digits()
    }

    fn _members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::convert::plain(py, &self.0)
    }

    fn __hash__(&self) -> u64 {
        u64::from(self.0.day_digits()) << 8 | u64::from(self.0.flex_digits())
    }

    fn __repr__(&self) -> String {
        format!(
            "CodeProfile(day_digits={}, flex_digits={})",
            self.0.day_digits(),
            self.0.flex_digits()
        )
    }
}

/// Reads codes of every family, as a keypad does: its answer takes the same time whether a code is
/// good or not.
#[pyclass(frozen, module = "doorward")]
pub(crate) struct CodeReader(codes::CodeReader);

#[pymethods]
impl CodeReader {
    #[new]
    #[pyo3(signature = (lockbox, *, epoch, profile=None))]
    fn new(lockbox: &LockboxKey, epoch: u32, profile: Option<&CodeProfile>) -> Self {
        let lengths = profile.map_or_else(Lengths::default, |profile| profile.0);
        Self(codes::CodeReader::new(&lockbox.0, epoch, lengths))
    }

    /// What the digits stand for, if they are acceptable now.
    #[pyo3(signature = (code, *, zone, now, tolerance, operation))]
    fn read<'py>(
        &self,
        py: Python<'py>,
        code: CodeOf,
        zone: ZoneOf,
        now: Instant,
        tolerance: Seconds,
        operation: Named<Operation>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let tolerance = self::tolerance(tolerance)?;
        let read = self.0.read(&zone.0, now.0, tolerance, operation.0, &code.0);
        decode(py, "Reading", &read.map_err(not_accepted)?)
    }

    fn __repr__(&self) -> &'static str {
        "CodeReader(..)"
    }
}

/// What is asked about a code.
struct Asked {
    lengths: Lengths,
    zone: Rule,
    question: Question,
}

fn asked(
    epoch: u32,
    zone: ZoneOf,
    now: Instant,
    tolerance: Seconds,
    box_clock: Option<Instant>,
    profile: Option<&CodeProfile>,
    days: u32,
    epochs: u32,
) -> PyResult<Asked> {
    Ok(Asked {
        lengths: profile.map_or_else(Lengths::default, |profile| profile.0),
        zone: zone.0,
        question: Question {
            now: now.0,
            box_clock: box_clock.unwrap_or(now).0,
            tolerance: self::tolerance(tolerance)?,
            epoch,
            range: SearchRange { days, epochs },
        },
    })
}

/// What a code is, for whoever holds the box's key: whether it opens now, is of another day or
/// epoch, or stands for nothing.
#[pyfunction]
#[pyo3(signature = (lockbox, code, *, epoch, zone, now, tolerance, box_clock=None, profile=None, days=62, epochs=4))]
pub(crate) fn diagnose<'py>(
    py: Python<'py>,
    lockbox: &LockboxKey,
    code: CodeOf,
    epoch: u32,
    zone: ZoneOf,
    now: Instant,
    tolerance: Seconds,
    box_clock: Option<Instant>,
    profile: Option<&CodeProfile>,
    days: u32,
    epochs: u32,
) -> PyResult<Bound<'py, PyAny>> {
    let asked = asked(
        epoch, zone, now, tolerance, box_clock, profile, days, epochs,
    )?;
    let found = py.detach(|| {
        codes::diagnose(
            &lockbox.0,
            asked.lengths,
            &asked.zone,
            &asked.question,
            &code.0,
        )
    });
    decode(py, "Diagnosis", &found.map_err(not_accepted)?)
}

/// Everything that a code may be, the likeliest first.
#[pyfunction]
#[pyo3(signature = (lockbox, code, *, epoch, zone, now, tolerance, box_clock=None, profile=None, days=62, epochs=4))]
pub(crate) fn diagnose_all<'py>(
    py: Python<'py>,
    lockbox: &LockboxKey,
    code: CodeOf,
    epoch: u32,
    zone: ZoneOf,
    now: Instant,
    tolerance: Seconds,
    box_clock: Option<Instant>,
    profile: Option<&CodeProfile>,
    days: u32,
    epochs: u32,
) -> PyResult<Bound<'py, PyList>> {
    let asked = asked(
        epoch, zone, now, tolerance, box_clock, profile, days, epochs,
    )?;
    let found = py.detach(|| {
        search_all(
            &lockbox.0,
            asked.lengths,
            &asked.zone,
            &asked.question,
            &code.0,
        )
    });
    let list = PyList::empty(py);
    for diagnosis in found {
        list.append(decode(py, "Diagnosis", &diagnosis)?)?;
    }
    Ok(list)
}

/// The chance that a guess is a good code at the worst time, for day codes, FlexCodes and service
/// codes.
///
/// >>> day, flex, service = guess_odds(day_digits=8)
/// >>> day.one_in
/// 3125000
#[pyfunction]
#[pyo3(signature = (*, day_digits=7, day_slots=16, flex_digits=10, flex_copies=4, tolerance=Seconds(1_800)))]
pub(crate) fn guess_odds(
    py: Python<'_>,
    day_digits: u8,
    day_slots: u8,
    flex_digits: u8,
    flex_copies: u8,
    tolerance: Seconds,
) -> PyResult<Bound<'_, PyAny>> {
    let parameters = GuessParameters {
        day_digits,
        day_slots,
        flex_digits,
        flex_copies,
        tolerance: u32::try_from(tolerance.0).map_err(|_| input(doorward::Error::Tolerance))?,
    };
    let odds = parameters.odds().map(|odds| OddsMembers {
        family: odds.family,
        acceptable: odds.acceptable,
        codes: odds.codes,
        one_in: odds.one_in(),
    });
    decode(py, "AllOdds", &odds)
}

/// Odds with what is reckoned from them.
#[derive(Serialize)]
struct OddsMembers {
    family: Family,
    acceptable: u64,
    codes: u64,
    one_in: u64,
}
