//! The rules of a transfer: offer, piece after piece, activation.

use crate::hash::Hash;

use super::manifest::{ManifestHead, check_at, piece_check};
use super::{
    Activation, FirmwareStore, Manifest, NotSigned, Offer, PieceAnswer, Progress, Signed,
    TransferState,
};
use crate::bounds::{MANIFEST_HEAD_LEN, PIECE_CHECK_LEN, PROGRESS_MAX_LEN};
use crate::keys::Id;
use crate::lockbox::StoreError;

/// How much is read back at a time.
const PART_LEN: usize = 64;

/// A box's transfer of firmware.
///
/// Every call that changes it saves it before it answers. After a [`StoreError`] the transfer
/// is to be [restored](Transfer::restore) before the next call, as after a loss of power.
#[derive(Clone, Debug)]
pub struct Transfer {
    progress: Progress,
    /// There unless the progress is idle.
    manifest: Option<ManifestHead>,
}

impl Transfer {
    /// The transfer as the store has it, after every start of the box. An image that was
    /// complete but for its check is checked now. While the [state](Transfer::state) is then
    /// [`Activated`](TransferState::Activated), the boot loader is to be told (again).
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be read, or what the check found cannot be saved.
    pub fn restore(store: &mut dyn FirmwareStore) -> Result<Self, StoreError> {
        let mut room = [0; PROGRESS_MAX_LEN];
        let len = store.read_record(&mut room)?;
        let progress = Progress::from_bytes(room.get(..len).unwrap_or_default());
        let manifest = find_manifest(store, &progress)?;
        let mut transfer = Self {
            progress: manifest.map_or(Progress::IDLE, |_| progress),
            manifest,
        };
        if transfer.is_unchecked() {
            transfer.check_image(store)?;
        }
        Ok(transfer)
    }

    /// What the box remembers.
    #[must_use]
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// How far it is.
    #[must_use]
    pub const fn state(&self) -> TransferState {
        self.progress.state
    }

    /// The manifest that is being received, or was; none while idle.
    #[must_use]
    pub const fn manifest(&self) -> Option<&ManifestHead> {
        self.manifest.as_ref()
    }

    /// The lowest index from `from` on whose piece is not there, for a phone to ask.
    #[must_use]
    pub fn missing(&self, from: u16) -> Option<u16> {
        self.progress.missing(from)
    }

    /// Judges a manifest that a phone brings to a box of this model that runs this firmware
    /// version. `is_signed` checks the maker's signature; it is the last to be asked.
    ///
    /// # Errors
    /// [`StoreError`] if manifest or record could not be saved.
    pub fn offer(
        &mut self,
        store: &mut dyn FirmwareStore,
        manifest: &[u8],
        model: &Id,
        running: u32,
        is_signed: impl FnOnce(&Signed<'_>) -> Result<(), NotSigned>,
    ) -> Result<Offer, StoreError> {
        let Ok(manifest) = Manifest::parse(manifest) else {
            return Ok(Offer::BadManifest);
        };
        let head = manifest.head();
        if head.model() != model {
            return Ok(Offer::WrongModel);
        }
        let is_idle = self.state() == TransferState::Idle;
        let sha256 = manifest.sha256();
        if !is_idle && self.progress.manifest == sha256 {
            return Ok(Offer::Resumed);
        }
        if head.firmware() <= running || running < head.lowest() {
            return Ok(Offer::WrongVersion);
        }
        if !is_idle && self.progress.firmware >= head.firmware() {
            return Ok(Offer::OlderThanStored);
        }
        if is_signed(&manifest.signed()).is_err() {
            return Ok(Offer::BadSignature);
        }
        // From here on the manifest of the record before may be gone, and the record with it.
        self.progress = Progress::IDLE;
        self.manifest = None;
        store.save_manifest(manifest.as_bytes())?;
        let progress = Progress {
            state: TransferState::Receiving,
            pieces: head.pieces(),
            firmware: head.firmware(),
            manifest: sha256,
            ..Progress::IDLE
        };
        save(store, &progress)?;
        self.progress = progress;
        self.manifest = Some(*head);
        Ok(Offer::Accepted)
    }

    /// Takes one piece. The bytes are written and read back before the record says that they
    /// are there; with the last piece the whole image is checked.
    ///
    /// # Errors
    /// [`StoreError`] if the piece could not be written, read back or noted.
    pub fn piece(
        &mut self,
        store: &mut dyn FirmwareStore,
        index: u16,
        bytes: &[u8],
    ) -> Result<PieceAnswer, StoreError> {
        let Some(head) = self.manifest else {
            return Ok(PieceAnswer::NoManifest);
        };
        let Some((offset, len)) = head.place_of(index) else {
            return Ok(PieceAnswer::BadIndex);
        };
        if self.progress.has(index) {
            return Ok(PieceAnswer::Already);
        }
        if bytes.len() != len {
            return Ok(PieceAnswer::BadLength);
        }
        let mut check = [0; PIECE_CHECK_LEN];
        store.read_manifest(check_at(index), &mut check)?;
        if piece_check(index, bytes) != check {
            return Ok(PieceAnswer::BadPiece);
        }
        store.write_image(offset, bytes)?;
        if !reads(store, offset, bytes)? {
            return Err(StoreError);
        }
        self.progress.set(index, true);
        if let Err(error) = save(store, &self.progress) {
            self.progress.set(index, false);
            return Err(error);
        }
        if self.is_unchecked() {
            self.check_image(store)
        } else {
            Ok(PieceAnswer::Stored)
        }
    }

    /// Readies the image for the boot loader, which the caller then tells, unless the answer
    /// is another than [`Activated`](Activation::Activated).
    ///
    /// # Errors
    /// [`StoreError`] if that could not be saved.
    pub fn activate(&mut self, store: &mut dyn FirmwareStore) -> Result<Activation, StoreError> {
        match self.state() {
            TransferState::Idle | TransferState::Receiving => Ok(Activation::Incomplete),
            TransferState::Activated => Ok(Activation::Already),
            TransferState::Complete => {
                self.change(store, TransferState::Activated)?;
                Ok(Activation::Activated)
            }
        }
    }

    /// Ends the transfer: the boot loader calls this when the new firmware runs, or when it
    /// could not be started.
    ///
    /// # Errors
    /// [`StoreError`] if that could not be saved.
    pub fn finish(&mut self, store: &mut dyn FirmwareStore) -> Result<(), StoreError> {
        save(store, &Progress::IDLE)?;
        self.progress = Progress::IDLE;
        self.manifest = None;
        Ok(())
    }

    /// All pieces are there, and nobody has looked at the whole.
    fn is_unchecked(&self) -> bool {
        self.state() == TransferState::Receiving && self.missing(0).is_none()
    }

    /// Reads the whole image back. If it is the manifest's it is complete; if not, every piece
    /// has to be brought again.
    fn check_image(&mut self, store: &mut dyn FirmwareStore) -> Result<PieceAnswer, StoreError> {
        let Some(head) = self.manifest else {
            return Ok(PieceAnswer::NoManifest);
        };
        let mut hash = Hash::NEW;
        let mut part = [0; PART_LEN];
        let mut offset = 0_u32;
        while let Some(part) = next_part(&mut part, head.image_len().saturating_sub(offset)) {
            store.read_image(offset, part)?;
            hash.put(part);
            offset = offset.saturating_add(len_u32(part));
        }
        let found = hash.finish();
        if found == *head.image_sha256() {
            self.change(store, TransferState::Complete)?;
            Ok(PieceAnswer::Complete)
        } else {
            let mut cleared = self.progress.clone();
            cleared.clear_all();
            save(store, &cleared)?;
            self.progress = cleared;
            Ok(PieceAnswer::BadImage)
        }
    }

    fn change(
        &mut self,
        store: &mut dyn FirmwareStore,
        state: TransferState,
    ) -> Result<(), StoreError> {
        let before = core::mem::replace(&mut self.progress.state, state);
        save(store, &self.progress).inspect_err(|_| self.progress.state = before)
    }
}

fn save(store: &mut dyn FirmwareStore, progress: &Progress) -> Result<(), StoreError> {
    store.save_record(progress.to_bytes(&mut [0; PROGRESS_MAX_LEN]))
}

/// The head of the manifest that the record names, if that is what the store has.
fn find_manifest(
    store: &dyn FirmwareStore,
    progress: &Progress,
) -> Result<Option<ManifestHead>, StoreError> {
    if progress.state == TransferState::Idle {
        return Ok(None);
    }
    let mut head = [0; MANIFEST_HEAD_LEN];
    store.read_manifest(0, &mut head)?;
    let Some(head) = ManifestHead::from_bytes(&head) else {
        return Ok(None);
    };
    if head.pieces() != progress.pieces || head.firmware() != progress.firmware {
        return Ok(None);
    }
    let mut hash = Hash::NEW;
    let mut part = [0; PART_LEN];
    let mut offset = 0_usize;
    let len = len_u32_of(head.manifest_len());
    while let Some(part) = next_part(&mut part, len.saturating_sub(len_u32_of(offset))) {
        store.read_manifest(offset, part)?;
        hash.put(part);
        offset = offset.saturating_add(part.len());
    }
    let found = hash.finish();
    Ok((found == progress.manifest).then_some(head))
}

/// Whether the image reads as `bytes` from `offset` on.
fn reads(store: &dyn FirmwareStore, offset: u32, bytes: &[u8]) -> Result<bool, StoreError> {
    let mut offset = offset;
    for expected in bytes.chunks(PART_LEN) {
        let mut part = [0; PART_LEN];
        let Some(part) = part.get_mut(..expected.len()) else {
            return Ok(false);
        };
        store.read_image(offset, part)?;
        if part != expected {
            return Ok(false);
        }
        offset = offset.saturating_add(len_u32(part));
    }
    Ok(true)
}

/// The room for what is read next of `left` bytes; none when nothing is left.
fn next_part(room: &mut [u8; PART_LEN], left: u32) -> Option<&mut [u8]> {
    let len = usize::try_from(left).map_or(PART_LEN, |left| left.min(PART_LEN));
    room.get_mut(..len).filter(|part| !part.is_empty())
}

fn len_u32(part: &[u8]) -> u32 {
    len_u32_of(part.len())
}

fn len_u32_of(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
