use core::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::body::VERSION as BODY_VERSION;
use super::caveat::CaveatBytes;
use super::{Grant, GrantBody, GrantOperation, Rights};
use crate::Error;
use crate::bounds::{ARGUMENT_MAX_LEN, GRANT_BODY_LEN, KEY_LEN, NONCE_LEN, PRESENTATION_MAX_LEN};
#[cfg(feature = "serde")]
use crate::json::Hex;
use crate::keys::{Form, Key, purpose};
use crate::mac::write_mac;
use crate::wire::{Writer, copy};

/// An operation and its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(try_from = "RequestFields", into = "RequestFields")
)]
pub struct Request {
    operation: GrantOperation,
    // Zero behind the end, so that equal requests are equal bytes.
    argument: [u8; ARGUMENT_MAX_LEN],
    len: u8,
}

/// A request's members before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestFields {
    operation: GrantOperation,
    #[serde(deserialize_with = "crate::policy::values::nullable")]
    manifest: Option<Hex<KEY_LEN>>,
    #[serde(deserialize_with = "crate::policy::values::nullable")]
    new_epoch: Option<u32>,
}

#[cfg(feature = "serde")]
impl TryFrom<RequestFields> for Request {
    type Error = Error;

    fn try_from(fields: RequestFields) -> Result<Self, Error> {
        match (fields.manifest, fields.new_epoch) {
            (None, None) => Self::new(fields.operation, &[]),
            (Some(Hex(manifest)), None) if fields.operation == GrantOperation::UpdateFirmware => {
                Self::new(fields.operation, &manifest)
            }
            (None, Some(epoch)) if fields.operation == GrantOperation::Own => {
                Self::new(fields.operation, &epoch.to_be_bytes())
            }
            _ => Err(Error::Argument),
        }
    }
}

#[cfg(feature = "serde")]
impl From<Request> for RequestFields {
    fn from(request: Request) -> Self {
        Self {
            operation: request.operation,
            manifest: request.manifest().map(Hex),
            new_epoch: request.new_epoch(),
        }
    }
}

impl Request {
    /// A request: openings and reading the log have no argument, a firmware update has the
    /// 32 bytes of SHA-256 of its manifest, the owner's has none or the four bytes of a new
    /// ownership epoch, which transfers the box.
    ///
    /// # Errors
    /// [`Error::Argument`] for an argument of another length.
    pub fn new(operation: GrantOperation, argument: &[u8]) -> Result<Self, Error> {
        let is_good = match operation {
            GrantOperation::KeyCompartment | GrantOperation::Shackle | GrantOperation::ReadLog => {
                argument.is_empty()
            }
            GrantOperation::UpdateFirmware => argument.len() == KEY_LEN,
            GrantOperation::Own => matches!(argument.len(), 0 | 4),
        };
        let mut request = Self {
            operation,
            argument: [0; ARGUMENT_MAX_LEN],
            len: 0,
        };
        let place = request
            .argument
            .get_mut(..argument.len())
            .filter(|_| is_good);
        copy(place.ok_or(Error::Argument)?, argument);
        request.len = u8::try_from(argument.len()).map_err(|_| Error::Argument)?;
        Ok(request)
    }

    /// The operation.
    #[must_use]
    pub const fn operation(&self) -> GrantOperation {
        self.operation
    }

    /// The argument.
    #[must_use]
    pub fn argument(&self) -> &[u8] {
        self.argument
            .get(..usize::from(self.len))
            .unwrap_or(&self.argument)
    }

    /// SHA-256 of the manifest of the firmware image that a request would bring.
    #[must_use]
    pub fn manifest(&self) -> Option<[u8; KEY_LEN]> {
        match self.operation {
            GrantOperation::UpdateFirmware => self.argument().try_into().ok(),
            _ => None,
        }
    }

    /// The epoch to which an owner's request transfers the box.
    #[must_use]
    pub fn new_epoch(&self) -> Option<u32> {
        match self.operation {
            GrantOperation::Own => self.argument().try_into().ok().map(u32::from_be_bytes),
            _ => None,
        }
    }
}

/// The proof that the holder of a grant with this last tag makes a request now. Phones call
/// [`Grant::present`] and boxes [`GrantKey::verify`](crate::keys::GrantKey::verify); this is for checking other
/// implementations.
#[must_use]
pub fn proof(
    tag: &[u8; KEY_LEN],
    challenge: &[u8; NONCE_LEN],
    nonce: &[u8; NONCE_LEN],
    request: &Request,
) -> [u8; KEY_LEN] {
    let [high, low] = request.operation.bit().to_be_bytes();
    let head = [high, low, request.len];
    let mut made = [0; KEY_LEN];
    let parts: [&[u8]; 4] = [challenge, nonce, &head, request.argument()];
    write_mac(tag, None, b"proof", &parts, &mut made);
    made
}

/// The acknowledgement of an outcome, under a grant's last tag. Boxes call
/// [`Verified::acknowledge`] and phones [`Grant::check_acknowledgement`]; this is for
/// checking other implementations.
#[must_use]
pub fn acknowledgement(
    tag: &[u8; KEY_LEN],
    challenge: &[u8; NONCE_LEN],
    proof: &[u8; KEY_LEN],
    outcome: u8,
) -> [u8; KEY_LEN] {
    let mut made = [0; KEY_LEN];
    write_acknowledgement(tag, challenge, proof, outcome, &mut made);
    made
}

fn write_acknowledgement(
    tag: &[u8; KEY_LEN],
    challenge: &[u8; NONCE_LEN],
    proof: &[u8; KEY_LEN],
    outcome: u8,
    made: &mut [u8; KEY_LEN],
) {
    write_mac(tag, None, b"ack", &[challenge, proof, &[outcome]], made);
}

/// An answer to a challenge, as the box takes it apart: its caveats stay in the message, and are
/// looked at one by one. Nothing in it is to be believed before it is
/// [verified](crate::keys::GrantKey::verify), but the lockbox id, which is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presentation<'m> {
    body: GrantBody,
    rights: Rights,
    request: Request,
    /// The body's bytes.
    said: &'m [u8; GRANT_BODY_LEN],
    caveats: CaveatBytes<'m>,
    nonce: &'m [u8; NONCE_LEN],
    proof: &'m [u8; KEY_LEN],
}

/// Why a message is no presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Refusal {
    /// Of a version other than 1.
    Unsupported,
    /// Not well formed.
    BadMessage,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsupported => "a grant of an unknown version",
            Self::BadMessage => "not a well-formed presentation of a grant",
        })
    }
}

impl core::error::Error for Refusal {}

/// A proof or an acknowledgement that the other side did not make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAuthentic;

impl fmt::Display for NotAuthentic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not authentic")
    }
}

impl core::error::Error for NotAuthentic {}

impl<'m> Presentation<'m> {
    /// Takes a message apart.
    ///
    /// # Errors
    /// [`Refusal`] for a message that is not one, whole, and nothing more.
    #[inline(never)]
    pub fn parse(message: &'m [u8]) -> Result<Self, Refusal> {
        match message.first() {
            None => Err(Refusal::BadMessage),
            Some(version) if *version != BODY_VERSION => Err(Refusal::Unsupported),
            Some(_) => Self::read(message).ok_or(Refusal::BadMessage),
        }
    }

    fn read(message: &'m [u8]) -> Option<Self> {
        let (said, rest) = message.split_first_chunk()?;
        let body = GrantBody::from_bytes(said)?;
        let mut rights = Rights::whole(&body);
        let (caveats, rest) = CaveatBytes::read(rest, |caveat| rights = rights.under(caveat))?;
        let (nonce, rest) = rest.split_first_chunk()?;
        let (rest, proof) = rest.split_last_chunk()?;
        let ([high, low, length], argument) = rest.split_first_chunk()?;
        let operation = GrantOperation::from_bit(u16::from_be_bytes([*high, *low]))?;
        let request = Request::new(operation, argument).ok()?;
        (request.len == *length).then_some(Self {
            body,
            rights,
            request,
            said,
            caveats,
            nonce,
            proof,
        })
    }

    /// The body, not yet to be believed.
    #[must_use]
    pub const fn body(&self) -> &GrantBody {
        &self.body
    }
}

impl<F: Form> Key<purpose::Grant, F> {
    /// Verifies an answer to `challenge`. This key must be that of the body's ownership
    /// epoch. Every caveat costs four compressions.
    ///
    /// # Errors
    /// [`NotAuthentic`], whatever was changed.
    pub fn verify<'p>(
        &self,
        presentation: &'p Presentation<'p>,
        challenge: &[u8; NONCE_LEN],
    ) -> Result<Verified<'p>, NotAuthentic> {
        let Presentation {
            said,
            caveats,
            nonce,
            request,
            ..
        } = presentation;
        let tag = self.last_tag(said, caveats.clone());
        let expected = proof(&tag, challenge, nonce, request);
        if bool::from(expected.ct_eq(presentation.proof)) {
            Ok(Verified { presentation, tag })
        } else {
            Err(NotAuthentic)
        }
    }
}

/// A presentation that its holder was shown to have made.
pub struct Verified<'p> {
    presentation: &'p Presentation<'p>,
    tag: Zeroizing<[u8; KEY_LEN]>,
}

impl Verified<'_> {
    /// What the service granted.
    #[must_use]
    pub const fn body(&self) -> &GrantBody {
        &self.presentation.body
    }

    /// What is left of it.
    #[must_use]
    pub const fn rights(&self) -> &Rights {
        &self.presentation.rights
    }

    /// What is asked for.
    #[must_use]
    pub const fn request(&self) -> &Request {
        &self.presentation.request
    }

    /// The box's answer: its decision's number, authenticated.
    #[must_use]
    pub fn acknowledge(&self, challenge: &[u8; NONCE_LEN], outcome: u8) -> [u8; KEY_LEN] {
        let mut made = [0; KEY_LEN];
        self.write_acknowledgement(challenge, outcome, &mut made);
        made
    }

    /// As [`acknowledge`](Self::acknowledge), to a place.
    #[inline(never)]
    pub(crate) fn write_acknowledgement(
        &self,
        challenge: &[u8; NONCE_LEN],
        outcome: u8,
        made: &mut [u8; KEY_LEN],
    ) {
        let proof = self.presentation.proof;
        write_acknowledgement(&self.tag, challenge, proof, outcome, made);
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("body", self.body())
            .field("request", self.request())
            .finish_non_exhaustive()
    }
}

/// An answer to a challenge as it travels: at most 314 bytes.
#[derive(Clone)]
pub struct PresentationMessage {
    bytes: [u8; PRESENTATION_MAX_LEN],
    len: usize,
}

impl PresentationMessage {
    /// The message's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or(&self.bytes)
    }
}

impl fmt::Debug for PresentationMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PresentationMessage({} bytes)", self.len)
    }
}

impl Grant {
    /// Answers a lockbox's challenge. `nonce` is 16 fresh random bytes.
    #[must_use]
    pub fn present(
        &self,
        challenge: &[u8; NONCE_LEN],
        nonce: &[u8; NONCE_LEN],
        request: &Request,
    ) -> PresentationMessage {
        let mut bytes = [0; PRESENTATION_MAX_LEN];
        let proof = proof(self.expose_tag(), challenge, nonce, request);
        let mut writer = Writer::new(&mut bytes);
        writer.put(&self.body().to_bytes());
        self.caveats().write(&mut writer);
        writer
            .put(nonce)
            .u16(request.operation.bit())
            .u8(request.len)
            .put(request.argument())
            .put(&proof);
        let len = PRESENTATION_MAX_LEN.saturating_sub(writer.remaining());
        PresentationMessage { bytes, len }
    }

    /// Whether the lockbox itself answered `outcome` to this very message, the bytes that
    /// [`present`](Self::present) gave.
    ///
    /// # Errors
    /// [`NotAuthentic`] if it did not: another box, another message, or a recording.
    pub fn check_acknowledgement(
        &self,
        challenge: &[u8; NONCE_LEN],
        message: &[u8],
        outcome: u8,
        given: &[u8; KEY_LEN],
    ) -> Result<(), NotAuthentic> {
        // A presentation ends with its proof.
        let proof = message.last_chunk().ok_or(NotAuthentic)?;
        let expected = acknowledgement(self.expose_tag(), challenge, proof, outcome);
        if bool::from(expected.ct_eq(given)) {
            Ok(())
        } else {
            Err(NotAuthentic)
        }
    }
}
