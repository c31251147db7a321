//! The service's messages to a box.

use doorward::bounds::NONCE_LEN;
use doorward::bulletin::{Bulletin, Refusal, Revocations, Revoked};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::calendar::ZoneOf;
use crate::convert::{decode, fixed};
use crate::errors::{Kind, input, raise};
use crate::keys::{BulletinKey, id};
use crate::time::Instant;

fn refused(refusal: Refusal) -> PyErr {
    let reason = match refusal {
        Refusal::Unsupported => "unsupported",
        Refusal::BadMessage => "bad_message",
        Refusal::WrongLockbox => "wrong_lockbox",
        Refusal::BadProof => "bad_proof",
    };
    raise(Kind::Message, &refusal.to_string(), reason)
}

#[pymethods]
impl BulletinKey {
    /// A message to a box: its epoch, its zone, whether it is suspended, which grants hold no
    /// longer. One that answers a challenge has it as its `nonce`, and sets the box's clock.
    #[pyo3(signature = (
        *, lockbox, sequence, epoch, issued_at, zone, nonce=None, suspended=false,
        revocations=Vec::new()
    ))]
    fn seal<'py>(
        &self,
        py: Python<'py>,
        lockbox: &str,
        sequence: u32,
        epoch: u32,
        issued_at: Instant,
        zone: ZoneOf,
        nonce: Option<&[u8]>,
        suspended: bool,
        revocations: Vec<Vec<u8>>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let prefixes = revocations
            .iter()
            .map(|prefix| fixed(prefix, "length", "the start of a revoked grant's id"))
            .collect::<PyResult<Vec<_>>>()?;
        let bulletin = Bulletin {
            lockbox: id(lockbox)?,
            nonce: nonce.map_or(Ok([0; NONCE_LEN]), |nonce| {
                fixed(nonce, "length", "a nonce")
            })?,
            sequence,
            epoch,
            issued_at: issued_at.0,
            is_suspended: suspended,
            zone: zone.0,
            revocations: Revocations::new(&prefixes).map_err(input)?,
        };
        Ok(PyBytes::new(py, self.0.seal(&bulletin).as_bytes()))
    }

    /// What a message to this box says, if it is genuine.
    fn open<'py>(
        &self,
        py: Python<'py>,
        lockbox: &str,
        message: &[u8],
    ) -> PyResult<Bound<'py, PyAny>> {
        let bulletin = self.0.open(&id(lockbox)?, message).map_err(refused)?;
        decode(py, "Bulletin", &bulletin)
    }
}

/// What a bulletin at `now` has to list of revoked grants, each a pair of its id and the instant at
/// which it is over: no more than 16, or a new ownership epoch is needed.
#[pyfunction]
pub(crate) fn needed_revocations(
    py: Python<'_>,
    revoked: Vec<(Vec<u8>, Instant)>,
    now: Instant,
) -> PyResult<Bound<'_, PyTuple>> {
    let revoked = revoked
        .iter()
        .map(|(grant_id, not_after)| {
            Ok(Revoked {
                grant_id: fixed(grant_id, "length", "a grant's id")?,
                not_after: not_after.0,
            })
        })
        .collect::<PyResult<Vec<_>>>()?;
    let needed = Revocations::needed(revoked, now.0).map_err(input)?;
    let prefixes = needed.as_slice().iter();
    PyTuple::new(py, prefixes.map(|prefix| PyBytes::new(py, prefix)))
}
