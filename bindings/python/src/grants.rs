//! Grants: what a service issues, a holder narrows and shows, and a box verifies.

use doorward::bounds::NONCE_LEN;
use doorward::grants::{
    self, Caveat, Grant as Token, GrantBody, GrantOperation, Operations, Presentation, Request,
    Verified,
};
use doorward::keys;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::convert::{decode, fixed};
use crate::errors::{Kind, bad_input, input, name_of, not_authentic, raise};
use crate::keys::{GrantKey, id};
use crate::time::Instant;

/// A permission for one box, with the tag that proves it. Whoever has it can use it, and can narrow
/// it without asking anybody.
#[pyclass(frozen, module = "doorward")]
#[derive(Debug)]
pub(crate) struct Grant(Token);

fn operations(bits: u16) -> PyResult<Operations> {
    Operations::from_bits(bits).map_err(input)
}

fn operation(bit: u16) -> PyResult<GrantOperation> {
    GrantOperation::from_bit(bit).ok_or_else(|| {
        bad_input(
            "operations",
            "one operation is wanted, of those that there are",
        )
    })
}

fn nonce(bytes: &[u8], what: &str) -> PyResult<[u8; NONCE_LEN]> {
    fixed(bytes, "length", what)
}

#[pymethods]
impl GrantKey {
    /// Issues a grant.
    ///
    /// `grant_id` and `holder` are 16 bytes each, `bulletin` the lowest sequence of a bulletin
    /// that the box must have, `max_uses` 0 for no limit. With `check` false a grant may be issued
    /// that no box would take.
    #[pyo3(signature = (
        *, lockbox, epoch, operations, grant_id, holder, not_before, not_after,
        bulletin=0, max_uses=0, check=true
    ))]
    fn issue(
        &self,
        lockbox: &str,
        epoch: u32,
        operations: u16,
        grant_id: &[u8],
        holder: &[u8],
        not_before: Instant,
        not_after: Instant,
        bulletin: u32,
        max_uses: u8,
        check: bool,
    ) -> PyResult<Grant> {
        let body = GrantBody {
            operations: self::operations(operations)?,
            epoch,
            bulletin,
            grant_id: nonce(grant_id, "a grant's id")?,
            holder: nonce(holder, "a holder's id")?,
            not_before: not_before.0,
            not_after: not_after.0,
            max_uses,
            lockbox: id(lockbox)?,
        };
        if check {
            body.check().map_err(input)?;
        }
        Ok(Grant(self.0.issue(&body)))
    }

    /// What a presentation shows, if it answers this challenge and the grant is genuine.
    fn verify(&self, message: &[u8], challenge: &[u8]) -> PyResult<VerifiedGrant> {
        let shown = VerifiedGrant {
            key: keys::Key::from_bytes(self.0.expose_bytes()).map_err(input)?,
            challenge: nonce(challenge, "a challenge")?,
            message: message.to_vec(),
        };
        shown.with(|_| ()).map(|()| shown)
    }
}

#[pymethods]
impl Grant {
    /// The grant of its text form.
    #[staticmethod]
    fn from_text(text: &str) -> PyResult<Self> {
        Token::from_text(text).map(Self).map_err(input)
    }

    /// The text form, ``dwg1.`` and base64url. Whoever reads it has the grant.
    fn to_text(&self) -> String {
        self.0.to_text().as_str().to_owned()
    }

    /// What the service issued.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "GrantBody", self.0.body())
    }

    /// How it was narrowed, in order.
    #[getter]
    fn caveats<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "Caveats", self.0.caveats())
    }

    /// What is left of it after all caveats.
    #[getter]
    fn rights<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decode(py, "Rights", &self.0.rights())
    }

    /// The 86 bytes of what the service issued.
    fn body_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.body().to_bytes())
    }

    /// The tag, which proves the grant: a secret.
    fn expose_tag<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.expose_tag())
    }

    /// The same grant with less to it: a caveat for each argument, in this order.
    #[pyo3(signature = (*, not_before=None, not_after=None, operations=None, delegate=None))]
    fn narrow(
        &self,
        not_before: Option<Instant>,
        not_after: Option<Instant>,
        operations: Option<u16>,
        delegate: Option<&[u8]>,
    ) -> PyResult<Self> {
        let caveats = [
            not_before.map(|instant| Caveat::NotBefore(instant.0)),
            not_after.map(|instant| Caveat::NotAfter(instant.0)),
            operations
                .map(self::operations)
                .transpose()?
                .map(Caveat::Operations),
            delegate
                .map(|delegate| nonce(delegate, "a delegate's id"))
                .transpose()?
                .map(Caveat::Delegate),
        ];
        let mut grant = self.0.clone();
        for caveat in caveats.into_iter().flatten() {
            grant = grant.narrow(caveat).map_err(input)?;
        }
        Ok(Self(grant))
    }

    /// The same grant with one more caveat, as it is encoded.
    fn with_caveat(&self, encoded: &[u8]) -> PyResult<Self> {
        let caveat = Caveat::from_bytes(encoded).map_err(input)?;
        self.0.narrow(caveat).map(Self).map_err(input)
    }

    /// What a phone sends to a box that gave it this challenge: the grant without its tag, a proof
    /// of the tag, and what is to be done. `nonce` is 16 random bytes.
    #[pyo3(signature = (challenge, nonce, operation, argument=None))]
    fn present<'py>(
        &self,
        py: Python<'py>,
        challenge: &[u8],
        nonce: &[u8],
        operation: u16,
        argument: Option<&[u8]>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let argument = argument.unwrap_or_default();
        let request = Request::new(self::operation(operation)?, argument).map_err(input)?;
        let message = self.0.present(
            &self::nonce(challenge, "a challenge")?,
            &self::nonce(nonce, "a nonce")?,
            &request,
        );
        Ok(PyBytes::new(py, message.as_bytes()))
    }

    /// Raises :class:`NotAuthentic` unless the box that had this message answered with `outcome`.
    fn check_acknowledgement(
        &self,
        challenge: &[u8],
        message: &[u8],
        outcome: u8,
        acknowledgement: &[u8],
    ) -> PyResult<()> {
        let challenge = nonce(challenge, "a challenge")?;
        let given = fixed(acknowledgement, "length", "an acknowledgement")?;
        self.0
            .check_acknowledgement(&challenge, message, outcome, &given)
            .map_err(not_authentic)
    }

    fn __repr__(&self) -> String {
        format!("Grant(lockbox='{}', ..)", self.0.body().lockbox)
    }
}

/// A grant that was shown and is genuine.
#[pyclass(frozen, module = "doorward")]
pub(crate) struct VerifiedGrant {
    key: keys::GrantKey,
    challenge: [u8; NONCE_LEN],
    message: Vec<u8>,
}

impl VerifiedGrant {
    /// What the message shows, which is verified anew: it borrows from the message.
    fn with<T>(&self, ask: impl FnOnce(&Verified<'_>) -> T) -> PyResult<T> {
        let presentation = Presentation::parse(&self.message)
            .map_err(|refusal| raise(Kind::Message, &refusal.to_string(), &name_of(&refusal)))?;
        let verified = self.key.verify(&presentation, &self.challenge);
        verified
            .map(|verified| ask(&verified))
            .map_err(not_authentic)
    }
}

#[pymethods]
impl VerifiedGrant {
    /// What the service issued.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.with(|verified| decode(py, "GrantBody", verified.body()))?
    }

    /// What is left of it after all caveats.
    #[getter]
    fn rights<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.with(|verified| decode(py, "Rights", verified.rights()))?
    }

    /// What is to be done.
    #[getter]
    fn operation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let operation = self.with(|verified| verified.request().operation().bit())?;
        decode(py, "_names:GrantOperation", &operation)
    }

    /// The argument of what is to be done.
    #[getter]
    fn argument<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        self.with(|verified| PyBytes::new(py, verified.request().argument()))
    }

    /// The 32 bytes that tell the phone what came of it.
    fn acknowledge<'py>(
        &self,
        py: Python<'py>,
        challenge: &[u8],
        outcome: u8,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let challenge = nonce(challenge, "a challenge")?;
        self.with(|verified| PyBytes::new(py, &verified.acknowledge(&challenge, outcome)))
    }

    fn __repr__(&self) -> PyResult<String> {
        self.with(|verified| format!("VerifiedGrant(lockbox='{}', ..)", verified.body().lockbox))
    }
}

/// The proof that a holder of this tag makes for a request.
#[pyfunction]
pub(crate) fn grant_proof<'py>(
    py: Python<'py>,
    tag: &[u8],
    challenge: &[u8],
    nonce: &[u8],
    operation: u16,
    argument: &[u8],
) -> PyResult<Bound<'py, PyBytes>> {
    let request = Request::new(self::operation(operation)?, argument).map_err(input)?;
    let proof = grants::proof(
        &fixed(tag, "length", "a tag")?,
        &self::nonce(challenge, "a challenge")?,
        &self::nonce(nonce, "a nonce")?,
        &request,
    );
    Ok(PyBytes::new(py, &proof))
}

/// The acknowledgement that a box makes for a proof.
#[pyfunction]
pub(crate) fn grant_acknowledgement<'py>(
    py: Python<'py>,
    tag: &[u8],
    challenge: &[u8],
    proof: &[u8],
    outcome: u8,
) -> PyResult<Bound<'py, PyBytes>> {
    let made = grants::acknowledgement(
        &fixed(tag, "length", "a tag")?,
        &self::nonce(challenge, "a challenge")?,
        &fixed(proof, "length", "a proof")?,
        outcome,
    );
    Ok(PyBytes::new(py, &made))
}
