//! A box: provisioned, entered, connected, shown grants, asked for its log.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::codes::{CodeProfile as Lengths, Operation};
use doorward::grants::Operations;
use doorward::lockbox::{
    Decision, Limits, Lockbox as Engine, Profile, Reason, SnapshotError, Store, StoreError,
};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};
use serde::Serialize;

use crate::calendar::ZoneOf;
use crate::convert::{Given, Named, decode, fixed, hex};
use crate::errors::{Kind, input, is_store_error, name_of, raise};
use crate::keys::{AuditKey, LockboxKey, id};
use crate::reading::CodeProfile;
use crate::time::Instant;

/// Saves snapshots by a Python function, whose exception is kept.
struct Saver<'py> {
    save: Bound<'py, PyAny>,
    failed: Option<PyErr>,
}

impl<'py> Saver<'py> {
    fn new(save: &Bound<'py, PyAny>) -> Self {
        Self {
            save: save.clone(),
            failed: None,
        }
    }

    /// The box's answer, unless saving failed for another reason than that the store is broken.
    fn finish<T>(self, answer: T) -> PyResult<T> {
        match self.failed {
            Some(error) if !is_store_error(self.save.py(), &error) => Err(error),
            _ => Ok(answer),
        }
    }
}

impl Store for Saver<'_> {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        let bytes = PyBytes::new(self.save.py(), snapshot);
        self.save.call1((bytes,)).map(drop).map_err(|error| {
            self.failed = Some(error);
            StoreError
        })
    }
}

/// A decision with what is reckoned from it.
#[derive(Serialize)]
struct Decided {
    #[serde(flatten)]
    decision: Decision,
    number: u8,
}

fn decided(py: Python<'_>, decision: Decision) -> PyResult<Bound<'_, PyAny>> {
    let number = decision.number();
    decode(py, "_box:Decision", &Decided { decision, number })
}

fn refused(reason: Reason) -> PyErr {
    raise(Kind::Box, reason.text(), &name_of(&reason))
}

fn lost(error: SnapshotError) -> PyErr {
    raise(Kind::Box, &error.to_string(), &name_of(&error))
}

fn again(key: &LockboxKey) -> PyResult<doorward::keys::LockboxKey> {
    LockboxKey::from_bytes(key.0.expose_bytes()).map(|key| key.0)
}

/// A box as its firmware has it: every answer is decided and saved by the same code.
///
/// `save` is called with the 1,536 bytes of each snapshot before an answer that depends on it is
/// given; it raises :class:`StoreError` where they cannot be saved, and the box then refuses.
#[pyclass(module = "doorward")]
pub(crate) struct Lockbox {
    engine: Engine,
    save: Py<PyAny>,
}

impl Lockbox {
    fn decide<'py>(
        &mut self,
        py: Python<'py>,
        ask: impl FnOnce(&mut Engine, &mut dyn Store) -> Decision,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut saver = Saver::new(self.save.bind(py));
        let decision = ask(&mut self.engine, &mut saver);
        decided(py, saver.finish(decision)?)
    }
}

#[pymethods]
impl Lockbox {
    /// Sets up a new box. `lacking` are the operations that its model has no part for.
    #[staticmethod]
    #[pyo3(signature = (
        id, *, key, first_audit, epoch, zone, save, profile=None, limits=None, lacking=0
    ))]
    fn provision(
        id: &str,
        key: &LockboxKey,
        first_audit: &AuditKey,
        epoch: u32,
        zone: ZoneOf,
        save: Bound<'_, PyAny>,
        profile: Option<&CodeProfile>,
        limits: Option<Given<Limits>>,
        lacking: u16,
    ) -> PyResult<Self> {
        let codes = profile.map_or_else(Lengths::default, |profile| profile.0);
        let limits = limits.map_or_else(Limits::default, |limits| limits.0);
        let lacking = Operations::from_bits(lacking).map_err(input)?;
        let profile = Profile::new(self::id(id)?, codes, limits)
            .and_then(|profile| profile.lacking(lacking))
            .map_err(input)?;
        let mut saver = Saver::new(&save);
        let made = Engine::provision(
            &profile,
            again(key)?,
            &first_audit.0,
            epoch,
            zone.0,
            &mut saver,
        );
        let engine = saver
            .finish(made)?
            .map_err(|error| raise(Kind::Store, &error.to_string(), "storage"))?;
        let save = save.unbind();
        Ok(Self { engine, save })
    }

    /// The box as its last snapshot has it, after its power was gone.
    #[staticmethod]
    #[pyo3(signature = (id, *, key, snapshot, save, profile=None))]
    fn restore(
        id: &str,
        key: &LockboxKey,
        snapshot: &[u8],
        save: Py<PyAny>,
        profile: Option<&CodeProfile>,
    ) -> PyResult<Self> {
        let codes = profile.map_or_else(Lengths::default, |profile| profile.0);
        let engine = Engine::restore(&self::id(id)?, codes, again(key)?, snapshot);
        Ok(Self { engine, save })
    }

    /// Somebody chose an operation and typed digits.
    #[pyo3(signature = (digits, *, now, operation))]
    fn enter_code<'py>(
        &mut self,
        py: Python<'py>,
        digits: &str,
        now: Instant,
        operation: Named<Operation>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.decide(py, |engine, store| {
            engine.enter_code(store, now.0, operation.0, digits.as_bytes())
        })
    }

    /// What was to open did open.
    fn confirm_opened<'py>(
        &mut self,
        py: Python<'py>,
        now: Instant,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.decide(py, |engine, store| engine.confirm_opened(store, now.0))
    }

    /// The box's power came back.
    fn power_restored<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.decide(py, |engine, store| engine.power_restored(store))
    }

    /// Time has passed; a box is to be told so every hour.
    fn tick<'py>(&mut self, py: Python<'py>, now: Instant) -> PyResult<Bound<'py, PyAny>> {
        self.decide(py, |engine, store| engine.tick(store, now.0))
    }

    /// A key of the box was pressed, so that for 30 seconds a phone may connect.
    fn key_pressed(&mut self, now: Instant) {
        self.engine.key_pressed(now.0);
    }

    /// The phone is gone.
    fn disconnected(&mut self) {
        self.engine.disconnected();
    }

    /// A phone has connected: the challenge for it, made with 16 random bytes.
    fn open_session<'py>(
        &mut self,
        py: Python<'py>,
        now: Instant,
        entropy: &[u8],
    ) -> PyResult<Bound<'py, PyBytes>> {
        let entropy = fixed(entropy, "length", "entropy")?;
        let mut saver = Saver::new(self.save.bind(py));
        let answer = self.engine.open_session(&mut saver, now.0, &entropy);
        let challenge = saver.finish(answer)?.map_err(refused)?;
        Ok(PyBytes::new(py, &challenge))
    }

    /// A phone brought a message of the service.
    fn apply_bulletin<'py>(
        &mut self,
        py: Python<'py>,
        message: &[u8],
        now: Instant,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.decide(py, |engine, store| {
            engine.apply_bulletin(store, now.0, message)
        })
    }

    /// A phone shows a grant.
    fn present_grant<'py>(
        &mut self,
        py: Python<'py>,
        message: &[u8],
        now: Instant,
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut saver = Saver::new(self.save.bind(py));
        let answer = self.engine.present_grant(&mut saver, now.0, message);
        let answer = saver.finish(answer)?;
        let number = answer.decision.number();
        decode(
            py,
            "_box:Answer",
            &Answered {
                decision: Decided {
                    decision: answer.decision,
                    number,
                },
                acknowledgement: answer.acknowledgement.map(|bytes| hex(&bytes)),
                message: hex(answer
                    .to_bytes()
                    .0
                    .get(..answer.to_bytes().1)
                    .unwrap_or_default()),
            },
        )
    }

    /// The owner who is connected sets other limits.
    fn replace_limits<'py>(
        &mut self,
        py: Python<'py>,
        limits: LimitsOf,
        now: Instant,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.decide(py, |engine, store| {
            engine.replace_limits(store, now.0, &limits.0)
        })
    }

    /// Whoever is connected has the rows: the head, after which the box keeps them no longer.
    fn drain_audit<'py>(&mut self, py: Python<'py>, now: Instant) -> PyResult<Bound<'py, PyBytes>> {
        let mut saver = Saver::new(self.save.bind(py));
        let answer = self.engine.drain_audit(&mut saver, now.0);
        let head = saver.finish(answer)?.map_err(refused)?;
        Ok(PyBytes::new(py, &head))
    }

    /// The head of the log.
    fn audit_head<'py>(&self, py: Python<'py>, now: Instant) -> PyResult<Bound<'py, PyBytes>> {
        let head = self.engine.audit_head(now.0).map_err(refused)?;
        Ok(PyBytes::new(py, &head))
    }

    /// The rows that the box itself holds, to be kept in its ring.
    fn audit_rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let held = self.engine.audit_rows().map_err(refused)?;
        PyList::new(py, held.as_slice().iter().map(|row| PyBytes::new(py, row)))
    }

    /// The 16 bytes of what the box tells phones of itself.
    fn status_line<'py>(
        &self,
        py: Python<'py>,
        millivolts: u16,
        firmware: u32,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let line = self
            .engine
            .status_line(millivolts, firmware)
            .map_err(refused)?;
        Ok(PyBytes::new(py, &line.to_bytes()))
    }

    /// What the box remembers.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "_box:Status", &self.engine.state().map_err(lost)?)
    }

    /// What the keypad would do with an entry.
    fn keypad<'py>(&self, py: Python<'py>, now: Instant) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "_box:Keypad", &self.engine.keypad(now.0).map_err(lost)?)
    }

    fn __repr__(&self) -> &'static str {
        "Lockbox(..)"
    }
}

/// An answer to a grant, with its decision's number.
#[derive(Serialize)]
struct Answered {
    decision: Decided,
    acknowledgement: Option<String>,
    message: String,
}

/// The 30 bytes of limits: as bytes, or of the package's own value.
pub(crate) struct LimitsOf(Vec<u8>);

impl<'py> FromPyObject<'_, 'py> for LimitsOf {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = object.cast::<PyBytes>() {
            return Ok(Self(bytes.as_bytes().to_vec()));
        }
        let limits: Given<Limits> = object.extract()?;
        Ok(Self(limits.0.to_bytes().to_vec()))
    }
}

/// The limits of their 30 bytes.
#[pyfunction]
pub(crate) fn read_limits<'py>(py: Python<'py>, encoded: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    decode(
        py,
        "_box:Limits",
        &Limits::from_bytes(encoded).map_err(input)?,
    )
}

/// The 30 bytes of limits.
#[pyfunction]
pub(crate) fn write_limits(py: Python<'_>, limits: Given<Limits>) -> Bound<'_, PyBytes> {
    PyBytes::new(py, &limits.0.to_bytes())
}
