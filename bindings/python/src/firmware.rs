//! Firmware by visits: the maker's manifest, and the transfer on a box.

use std::cell::RefCell;

use doorward::bounds::{MANIFEST_SIGNATURE_LEN, PROGRESS_MAX_LEN};
use doorward::fleet::firmware::{
    FirmwareStore, Manifest, ManifestHead, NotSigned, Release, Signed, Transfer as Engine,
    TransferState,
};
use doorward::lockbox::StoreError;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;

use crate::convert::{Given, decode, fixed, hex};
use crate::errors::{Kind, raise};
use crate::fleet_rules::refused;
use crate::keys::id;

/// The manifest of an image, signed by a function of the maker's.
#[pyfunction]
#[pyo3(signature = (release, image, *, sign))]
pub(crate) fn build_manifest<'py>(
    py: Python<'py>,
    release: Given<Release>,
    image: &[u8],
    sign: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    let release = release.0;
    let pieces = image.len().div_ceil(usize::from(release.piece_len).max(1));
    // A head, a check of 16 bytes for each piece, and the signature: fewer than 256 bytes besides.
    let mut room = vec![0; pieces.saturating_mul(16).saturating_add(256)];
    let mut problem = None;
    let built = Manifest::build(&mut room, &release, image, |prefix, body| {
        let message = PyBytes::new(py, &[prefix, body].concat());
        let signature = sign.call1((message,)).and_then(|given| {
            let bytes: Vec<u8> = given.extract()?;
            fixed::<MANIFEST_SIGNATURE_LEN>(&bytes, "signature", "a signature")
        });
        signature.unwrap_or_else(|error| {
            problem = Some(error);
            [0; MANIFEST_SIGNATURE_LEN]
        })
    });
    let built = PyBytes::new(py, built.map_err(refused)?);
    problem.map_or(Ok(built), Err)
}

/// A head, and the SHA-256 of the whole manifest.
#[derive(Serialize)]
struct Members<'a> {
    #[serde(flatten)]
    head: &'a ManifestHead,
    sha256: Option<String>,
}

/// What a manifest says.
#[pyfunction]
pub(crate) fn read_manifest<'py>(py: Python<'py>, manifest: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    let manifest = Manifest::parse(manifest).map_err(refused)?;
    let members = Members {
        head: manifest.head(),
        sha256: Some(hex(&manifest.sha256())),
    };
    decode(py, "fleet:Manifest", &members)
}

/// A store of Python's. What it raises first is kept.
struct Calls<'py> {
    store: Bound<'py, PyAny>,
    failed: RefCell<Option<PyErr>>,
}

impl<'py> Calls<'py> {
    fn new(py: Python<'py>, store: &Py<PyAny>) -> Self {
        Self {
            store: store.bind(py).clone(),
            failed: RefCell::new(None),
        }
    }

    fn failed<T>(&self, error: PyErr) -> Result<T, StoreError> {
        self.failed.borrow_mut().get_or_insert(error);
        Err(StoreError)
    }

    fn save(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let bytes = PyBytes::new(self.store.py(), bytes);
        let saved = self.store.call_method1(name, (bytes,));
        saved.map(drop).or_else(|error| self.failed(error))
    }

    fn bytes(&self, given: PyResult<Bound<'py, PyAny>>) -> Result<Vec<u8>, StoreError> {
        let bytes = given.and_then(|given| given.extract::<Vec<u8>>());
        bytes.or_else(|error| self.failed(error))
    }

    fn read(&self, name: &str, offset: u64, room: &mut [u8]) -> Result<(), StoreError> {
        let given = self.store.call_method1(name, (offset, room.len()));
        let bytes = self.bytes(given)?;
        if bytes.len() != room.len() {
            let message = format!("{name} gave {} bytes of {}", bytes.len(), room.len());
            return self.failed(PyValueError::new_err(message));
        }
        room.copy_from_slice(&bytes);
        Ok(())
    }

    /// The answer, unless the store failed.
    fn finish<T>(self, answer: Result<T, StoreError>) -> PyResult<T> {
        match (answer, self.failed.into_inner()) {
            (_, Some(error)) => Err(error),
            (Ok(answer), None) => Ok(answer),
            (Err(error), None) => Err(raise(Kind::Store, &error.to_string(), "storage")),
        }
    }
}

impl FirmwareStore for Calls<'_> {
    fn save_record(&mut self, record: &[u8]) -> Result<(), StoreError> {
        self.save("save_record", record)
    }

    fn read_record(&self, room: &mut [u8; PROGRESS_MAX_LEN]) -> Result<usize, StoreError> {
        let record = self.bytes(self.store.call_method0("read_record"))?;
        let Some(place) = room.get_mut(..record.len()) else {
            return self.failed(PyValueError::new_err("a record that is too long"));
        };
        place.copy_from_slice(&record);
        Ok(record.len())
    }

    fn save_manifest(&mut self, manifest: &[u8]) -> Result<(), StoreError> {
        self.save("save_manifest", manifest)
    }

    fn read_manifest(&self, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        let offset = u64::try_from(offset).map_err(|_| StoreError)?;
        self.read("read_manifest", offset, bytes)
    }

    fn write_image(&mut self, offset: u32, bytes: &[u8]) -> Result<(), StoreError> {
        let bytes = PyBytes::new(self.store.py(), bytes);
        let written = self.store.call_method1("write_image", (offset, bytes));
        written.map(drop).or_else(|error| self.failed(error))
    }

    fn read_image(&self, offset: u32, bytes: &mut [u8]) -> Result<(), StoreError> {
        self.read("read_image", offset.into(), bytes)
    }
}

/// A box's transfer of new firmware, in pieces that any phones bring in any order. No state of it
/// changes what opens the box. ``store`` keeps record, manifest and image; what it raises is raised.
#[pyclass(module = "doorward")]
pub(crate) struct Transfer {
    transfer: Engine,
    store: Py<PyAny>,
}

#[pymethods]
impl Transfer {
    /// Goes on where the store says, as after a loss of power.
    #[new]
    fn new(py: Python<'_>, store: Py<PyAny>) -> PyResult<Self> {
        let mut calls = Calls::new(py, &store);
        let transfer = Engine::restore(&mut calls);
        let transfer = calls.finish(transfer)?;
        Ok(Self { transfer, store })
    }

    /// Where the transfer stands.
    #[getter]
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let state = match self.transfer.state() {
            TransferState::Idle => "idle",
            TransferState::Receiving => "receiving",
            TransferState::Complete => "complete",
            TransferState::Activated => "activated",
        };
        decode(py, "_names:TransferState", &state)
    }

    /// What the manifest that was accepted says; none while nothing was.
    #[getter]
    fn manifest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let members = self.transfer.manifest().map(|head| Members {
            head,
            sha256: Some(hex(self.transfer.progress().manifest())),
        });
        decode(py, "fleet:Manifest", &members)
    }

    /// Decides about a manifest for a box of this model that runs this firmware version. ``verify``
    /// gets the message and the signature, and says whether it is the maker's.
    #[pyo3(signature = (manifest, *, model, running, verify))]
    fn offer<'py>(
        &mut self,
        py: Python<'py>,
        manifest: &[u8],
        model: &str,
        running: u32,
        verify: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let model = id(model)?;
        let mut problem = None;
        let is_signed = |signed: &Signed<'_>| {
            let message = PyBytes::new(py, &[signed.prefix, signed.body].concat());
            let signature = PyBytes::new(py, signed.signature);
            let said = verify.call1((message, signature));
            match said.and_then(|said| said.extract::<bool>()) {
                Ok(true) => Ok(()),
                Ok(false) => Err(NotSigned),
                Err(error) => {
                    problem = Some(error);
                    Err(NotSigned)
                }
            }
        };
        let mut calls = Calls::new(py, &self.store);
        let answer = self
            .transfer
            .offer(&mut calls, manifest, &model, running, is_signed);
        let answer = calls.finish(answer)?;
        problem.map_or_else(|| decode(py, "_lists:Offer", &answer), Err)
    }

    /// Takes a piece in; the last one that was missing has the whole image checked.
    fn piece<'py>(
        &mut self,
        py: Python<'py>,
        index: u16,
        piece: &[u8],
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut calls = Calls::new(py, &self.store);
        let answer = self.transfer.piece(&mut calls, index, piece);
        decode(py, "_lists:PieceAnswer", &calls.finish(answer)?)
    }

    /// The first piece from this one on that is missing; none if all are there.
    #[pyo3(signature = (first=0))]
    fn missing(&self, first: u16) -> Option<u16> {
        self.transfer.missing(first)
    }

    /// Hands an image that is complete to the boot loader: to be told it when this returns.
    fn activate<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut calls = Calls::new(py, &self.store);
        let answer = self.transfer.activate(&mut calls);
        decode(py, "_lists:Activation", &calls.finish(answer)?)
    }

    /// Notes that the new firmware runs, or could not be started.
    fn finish(&mut self, py: Python<'_>) -> PyResult<()> {
        let mut calls = Calls::new(py, &self.store);
        let answer = self.transfer.finish(&mut calls);
        calls.finish(answer)
    }

    fn __repr__(&self) -> String {
        let progress = self.transfer.progress();
        format!("Transfer({} pieces)", progress.pieces())
    }
}
