//! What a piece of firmware is: the maker's signed list of its pieces.

use core::fmt;

use crate::hash::Hash;

use super::super::FleetError;
use crate::bounds::{
    ID_MAX_LEN, KEY_LEN, MANIFEST_HEAD_LEN, MANIFEST_SIGNATURE_LEN, PIECE_CHECK_LEN, PIECE_LEN_MAX,
    PIECE_LEN_MIN, PIECES_MAX,
};
use crate::keys::{Id, VERSION};
use crate::wire::{Reader, Writer};

const MANIFEST_VERSION: u8 = 1;

/// What is signed before the manifest's own bytes: the label of the purpose, and a zero.
const SIGNED_PREFIX: &[u8; 21] = b"doorward/v1/firmware\0";

const _: () = assert!(SIGNED_PREFIX.len() == VERSION.len() + b"firmware".len() + 1);

/// A manifest without its pieces' checks and its signature: 75 bytes, each field within its
/// range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "HeadFields", into = "HeadFields"))]
pub struct ManifestHead {
    model: Id,
    firmware: u32,
    lowest: u32,
    image_len: u32,
    piece_len: u16,
    pieces: u16,
    image_sha256: [u8; KEY_LEN],
}

/// A head's members before they are checked.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadFields {
    model: Id,
    firmware: u32,
    lowest: u32,
    image_len: u32,
    piece_len: u16,
    pieces: u16,
    #[serde(with = "crate::json::hex")]
    image_sha256: [u8; KEY_LEN],
}

#[cfg(feature = "serde")]
impl TryFrom<HeadFields> for ManifestHead {
    type Error = FleetError;

    fn try_from(fields: HeadFields) -> Result<Self, FleetError> {
        let head = Self {
            model: fields.model,
            firmware: fields.firmware,
            lowest: fields.lowest,
            image_len: fields.image_len,
            piece_len: fields.piece_len,
            pieces: fields.pieces,
            image_sha256: fields.image_sha256,
        };
        if head.is_in_range() {
            Ok(head)
        } else {
            Err(FleetError::BadManifest)
        }
    }
}

#[cfg(feature = "serde")]
impl From<ManifestHead> for HeadFields {
    fn from(head: ManifestHead) -> Self {
        Self {
            model: head.model,
            firmware: head.firmware,
            lowest: head.lowest,
            image_len: head.image_len,
            piece_len: head.piece_len,
            pieces: head.pieces,
            image_sha256: head.image_sha256,
        }
    }
}

impl ManifestHead {
    /// The model of box that the image is for.
    #[must_use]
    pub const fn model(&self) -> &Id {
        &self.model
    }

    /// The image's firmware version, above 0.
    #[must_use]
    pub const fn firmware(&self) -> u32 {
        self.firmware
    }

    /// The lowest firmware version that it may replace, below its own.
    #[must_use]
    pub const fn lowest(&self) -> u32 {
        self.lowest
    }

    /// Bytes of the image, above 0.
    #[must_use]
    pub const fn image_len(&self) -> u32 {
        self.image_len
    }

    /// Bytes of every piece but the last, which has the rest: 16 to 4,096.
    #[must_use]
    pub const fn piece_len(&self) -> u16 {
        self.piece_len
    }

    /// How many pieces the image has: 1 to 4,096.
    #[must_use]
    pub const fn pieces(&self) -> u16 {
        self.pieces
    }

    /// SHA-256 of the image.
    #[must_use]
    pub const fn image_sha256(&self) -> &[u8; KEY_LEN] {
        &self.image_sha256
    }

    /// Bytes of the whole manifest.
    #[must_use]
    pub fn manifest_len(&self) -> usize {
        check_at(self.pieces).saturating_add(MANIFEST_SIGNATURE_LEN)
    }

    /// Where a piece stands in the image: its first byte and its length. `None` for an index
    /// from the count of pieces on.
    #[must_use]
    pub fn place_of(&self, index: u16) -> Option<(u32, usize)> {
        if index >= self.pieces {
            return None;
        }
        let start = u32::from(index).checked_mul(u32::from(self.piece_len))?;
        let rest = self.image_len.checked_sub(start)?;
        let len = rest.min(u32::from(self.piece_len));
        Some((start, usize::try_from(len).ok()?))
    }

    /// The head of these bytes, if every field is within its range.
    pub(super) fn from_bytes(bytes: &[u8; MANIFEST_HEAD_LEN]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8();
        let model_len = reader.u8();
        let head = Self {
            model: Id::from_padded(&reader.array::<ID_MAX_LEN>(), model_len)?,
            firmware: reader.u32(),
            lowest: reader.u32(),
            image_len: reader.u32(),
            piece_len: reader.u16(),
            pieces: reader.u16(),
            image_sha256: reader.array(),
        };
        reader.end()?;
        (version == MANIFEST_VERSION && head.is_in_range()).then_some(head)
    }

    fn is_in_range(&self) -> bool {
        self.lowest < self.firmware
            && self.image_len > 0
            && (PIECE_LEN_MIN..=PIECE_LEN_MAX).contains(&self.piece_len)
            && (1..=PIECES_MAX).contains(&self.pieces)
            && self.image_len.div_ceil(u32::from(self.piece_len)) == u32::from(self.pieces)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .u8(MANIFEST_VERSION)
            .put(&self.model.len_byte())
            .put(self.model.as_padded())
            .u32(self.firmware)
            .u32(self.lowest)
            .u32(self.image_len)
            .u16(self.piece_len)
            .u16(self.pieces)
            .put(&self.image_sha256);
    }
}

/// Where the check of a piece stands; for the count of pieces, where the signature does.
pub(super) fn check_at(index: u16) -> usize {
    usize::from(index)
        .saturating_mul(PIECE_CHECK_LEN)
        .saturating_add(MANIFEST_HEAD_LEN)
}

/// The check of a piece: half of the SHA-256 of its index and its bytes.
#[must_use]
pub fn piece_check(index: u16, piece: &[u8]) -> [u8; PIECE_CHECK_LEN] {
    let mut hash = Hash::NEW;
    hash.put(&index.to_be_bytes());
    hash.put(piece);
    let hash = hash.finish();
    hash.first_chunk().copied().unwrap_or_default()
}

/// What a maker has to decide about an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Release {
    /// The model of box that the image is for.
    pub model: Id,
    /// Its firmware version, above 0.
    pub firmware: u32,
    /// The lowest firmware version that it may replace, below its own.
    pub lowest: u32,
    /// Bytes of a piece: 16 to 4,096.
    pub piece_len: u16,
}

/// What the maker signs, and the signature.
///
/// The message is `prefix` and `body`, one behind the other: hash both, or join them.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    /// The label of the purpose.
    pub prefix: &'static [u8],
    /// All bytes of the manifest before its signature.
    pub body: &'a [u8],
    /// 64 bytes, as Ed25519 has them.
    pub signature: &'a [u8; MANIFEST_SIGNATURE_LEN],
}

/// A signature that is not the maker's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSigned;

impl fmt::Display for NotSigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature is not the maker's")
    }
}

impl core::error::Error for NotSigned {}

/// A whole manifest, well formed. Whether the maker signed it is another question.
///
/// ```
/// use doorward::fleet::FleetError;
/// use doorward::fleet::firmware::{Manifest, Release};
/// use doorward::keys::Id;
///
/// let image = [0x5a; 1_000];
/// let release = Release { model: Id::new("KB-2")?, firmware: 7, lowest: 5, piece_len: 256 };
/// let mut room = [0; 512];
/// // A maker signs with Ed25519; the function gets the two parts of the message.
/// let bytes = Manifest::build(&mut room, &release, &image, |_prefix, _body| [0; 64])?;
/// let manifest = Manifest::parse(bytes)?;
/// assert_eq!((manifest.head().pieces(), bytes.len()), (4, 75 + 4 * 16 + 64));
///
/// let cut = &bytes[..bytes.len() - 1];
/// assert_eq!(Manifest::parse(cut).err(), Some(FleetError::BadManifest));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Manifest<'a> {
    head: ManifestHead,
    bytes: &'a [u8],
    body: &'a [u8],
    signature: &'a [u8; MANIFEST_SIGNATURE_LEN],
}

impl<'a> Manifest<'a> {
    /// The manifest of these bytes.
    ///
    /// # Errors
    /// [`FleetError::BadManifest`] for another length than the count of pieces asks for, or a
    /// field out of its range.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, FleetError> {
        Self::read(bytes).ok_or(FleetError::BadManifest)
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let head = ManifestHead::from_bytes(bytes.first_chunk()?)?;
        let (body, signature) = bytes.split_last_chunk()?;
        (bytes.len() == head.manifest_len()).then_some(Self {
            head,
            bytes,
            body,
            signature,
        })
    }

    /// Writes the manifest of an image into `room`, and signs it. `sign` gets the two parts
    /// of the message, to be signed one behind the other. Gives the manifest's bytes.
    ///
    /// # Errors
    /// [`FleetError::BadValue`] for a version, a piece length or an image out of its range
    /// (an image has at most 4,096 pieces); [`FleetError::NoRoom`] if `room` is too small.
    pub fn build<'r>(
        room: &'r mut [u8],
        release: &Release,
        image: &[u8],
        sign: impl FnOnce(&[u8], &[u8]) -> [u8; MANIFEST_SIGNATURE_LEN],
    ) -> Result<&'r [u8], FleetError> {
        let head = head_of(release, image).ok_or(FleetError::BadValue)?;
        let manifest = room
            .get_mut(..head.manifest_len())
            .ok_or(FleetError::NoRoom)?;
        let mut writer = Writer::new(manifest);
        head.write(&mut writer);
        let pieces = image.chunks(usize::from(release.piece_len));
        for (index, piece) in (0..head.pieces).zip(pieces) {
            writer.put(&piece_check(index, piece));
        }
        if let Some((body, place)) = manifest.split_last_chunk_mut() {
            *place = sign(SIGNED_PREFIX, body);
        }
        Ok(manifest)
    }

    /// What it says of image and pieces.
    #[must_use]
    pub const fn head(&self) -> &ManifestHead {
        &self.head
    }

    /// All its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// SHA-256 of all its bytes: the argument of a grant's operation 8.
    #[must_use]
    pub fn sha256(&self) -> [u8; KEY_LEN] {
        Hash::digest(self.bytes)
    }

    /// The check of a piece; `None` for an index from the count of pieces on.
    #[must_use]
    pub fn check_of(&self, index: u16) -> Option<[u8; PIECE_CHECK_LEN]> {
        if index >= self.head.pieces {
            return None;
        }
        self.bytes.get(check_at(index)..)?.first_chunk().copied()
    }

    /// What the maker signed, and the signature.
    #[must_use]
    pub const fn signed(&self) -> Signed<'a> {
        Signed {
            prefix: SIGNED_PREFIX,
            body: self.body,
            signature: self.signature,
        }
    }
}

impl fmt::Debug for Manifest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Manifest").field(&self.head).finish()
    }
}

/// The head of a manifest of this image; none for a value out of its range.
fn head_of(release: &Release, image: &[u8]) -> Option<ManifestHead> {
    let image_len = u32::try_from(image.len()).ok()?;
    let pieces = image_len.checked_add(u32::from(release.piece_len).checked_sub(1)?)?;
    let pieces = pieces.checked_div(u32::from(release.piece_len))?;
    let head = ManifestHead {
        model: release.model,
        firmware: release.firmware,
        lowest: release.lowest,
        image_len,
        piece_len: release.piece_len,
        pieces: u16::try_from(pieces).ok()?,
        image_sha256: Hash::digest(image),
    };
    head.is_in_range().then_some(head)
}
