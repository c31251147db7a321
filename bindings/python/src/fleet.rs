//! Day codes of a column of boxes at once.

use doorward::codes::Code as Digits;
use doorward::keys::{DayKey as Key, DayRootKey};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

use crate::calendar::ZoneOf;
use crate::codes::{DayMatch, tolerance};
use crate::errors::input;
use crate::keys::{DayKey, RootKey, id};
use crate::time::{DayOf, Instant, Seconds};

/// A column of boxes: what they issue or read is worked out for all of them in one call, without
/// the interpreter.
///
/// >>> root = RootKey.from_bytes(bytes(range(32)))
/// >>> fleet = Fleet(root, ["LB-00012345", "LB-00012346"], generations=[0, 0], epochs=[0, 0])
/// >>> codes = fleet.day_keys(date(2026, 5, 16)).codes(slot=3)
/// >>> [len(code) for code in codes]
/// [7, 7]
/// >>> noon = datetime(2026, 5, 16, 12, tzinfo=timezone.utc)
/// >>> utc = Zone.fixed(timedelta(0))
/// >>> found = fleet.read(codes, zone=utc, now=noon, tolerance=timedelta(minutes=2))
/// >>> [match.slot for match in found]
/// [3, 3]
/// >>> fleet.read(["0000000", ""], zone=utc, now=noon, tolerance=timedelta(minutes=2))
/// [None, None]
#[pyclass(frozen, module = "doorward")]
pub(crate) struct Fleet(Vec<DayRootKey>);

#[pymethods]
impl Fleet {
    #[new]
    #[pyo3(signature = (root, lockboxes, *, generations, epochs))]
    fn new(
        py: Python<'_>,
        root: &RootKey,
        lockboxes: Vec<String>,
        generations: Vec<u32>,
        epochs: Vec<u32>,
    ) -> PyResult<Self> {
        if lockboxes.len() != generations.len() || lockboxes.len() != epochs.len() {
            return Err(PyValueError::new_err(
                "each box needs its generation and its epoch",
            ));
        }
        let ids = lockboxes
            .iter()
            .map(|text| id(text))
            .collect::<PyResult<Vec<_>>>()?;
        let keys = py.detach(|| {
            let boxes = ids.iter().zip(generations).zip(epochs);
            boxes
                .map(|((id, generation), epoch)| root.0.lockbox(id, generation).day_root(epoch))
                .collect()
        });
        Ok(Self(keys))
    }

    /// The keys of all boxes for one date.
    fn day_keys(&self, py: Python<'_>, day: DayOf) -> DayKeys {
        DayKeys(py.detach(|| self.0.iter().map(|root| root.day(day.0)).collect()))
    }

    /// The date and slot of a code for each box; none where it is not acceptable, or no code.
    #[pyo3(signature = (codes, *, zone, now, tolerance, digits=7))]
    fn read(
        &self,
        py: Python<'_>,
        codes: Vec<String>,
        zone: ZoneOf,
        now: Instant,
        tolerance: Seconds,
        digits: u8,
    ) -> PyResult<Vec<Option<DayMatch>>> {
        if codes.len() != self.0.len() {
            return Err(PyValueError::new_err("each box needs a code"));
        }
        let tolerance = self::tolerance(tolerance)?;
        Ok(py.detach(|| {
            let pairs = self.0.iter().zip(&codes);
            pairs
                .map(|(root, code)| {
                    let code = Digits::parse(code).ok()?;
                    let found = root.read(digits, &zone.0, now.0, tolerance, &code);
                    found.ok().map(DayMatch::from)
                })
                .collect()
        }))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("Fleet({} boxes)", self.0.len())
    }
}

/// The keys of a column of boxes for one date.
#[pyclass(frozen, module = "doorward")]
pub(crate) struct DayKeys(Vec<Key>);

#[pymethods]
impl DayKeys {
    /// Of keys one by one.
    #[new]
    fn new(keys: Vec<PyRef<'_, DayKey>>) -> PyResult<Self> {
        let keys = keys
            .iter()
            .map(|key| Key::from_bytes(key.0.expose_bytes()).map_err(input));
        keys.collect::<PyResult<_>>().map(Self)
    }

    /// The digits of a slot's code for each box.
    #[pyo3(signature = (*, slot, digits=7))]
    fn codes<'py>(&self, py: Python<'py>, slot: u8, digits: u8) -> PyResult<Bound<'py, PyList>> {
        let codes = py.detach(|| {
            let codes = self.0.iter().map(|key| key.code(digits, slot));
            codes.collect::<Result<Vec<_>, _>>()
        });
        let codes = codes.map_err(input)?;
        PyList::new(
            py,
            codes.iter().map(|code| PyString::new(py, code.as_str())),
        )
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("DayKeys({} boxes, ..)", self.0.len())
    }
}
