//! What a box remembers of a transfer: which pieces of which manifest it has.

use crate::bounds::{KEY_LEN, PIECES_MAX, PROGRESS_BITMAP_MAX_LEN, PROGRESS_MAX_LEN};
use crate::crc32c::crc32c;
use crate::wire::{Reader, Writer};

const PROGRESS_VERSION: u8 = 1;
const CHECK_LEN: usize = 4;

/// How far a transfer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum TransferState {
    /// There is none.
    Idle,
    /// Pieces are missing.
    Receiving,
    /// The whole image is there, and is the manifest's.
    Complete,
    /// The boot loader has been told, or is to be told.
    Activated,
}

impl TransferState {
    /// The fixed number, 0 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Idle => 0,
            Self::Receiving => 1,
            Self::Complete => 2,
            Self::Activated => 3,
        }
    }

    const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Idle),
            1 => Some(Self::Receiving),
            2 => Some(Self::Complete),
            3 => Some(Self::Activated),
            _ => None,
        }
    }
}

/// The progress record: 44 to 556 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub(super) state: TransferState,
    pub(super) pieces: u16,
    pub(super) firmware: u32,
    pub(super) manifest: [u8; KEY_LEN],
    pub(super) bits: [u8; PROGRESS_BITMAP_MAX_LEN],
}

impl Progress {
    /// No transfer.
    pub(super) const IDLE: Self = Self {
        state: TransferState::Idle,
        pieces: 0,
        firmware: 0,
        manifest: [0; KEY_LEN],
        bits: [0; PROGRESS_BITMAP_MAX_LEN],
    };

    /// How far the transfer is.
    #[must_use]
    pub const fn state(&self) -> TransferState {
        self.state
    }

    /// How many pieces the image has; 0 while idle.
    #[must_use]
    pub const fn pieces(&self) -> u16 {
        self.pieces
    }

    /// The image's firmware version; 0 while idle.
    #[must_use]
    pub const fn firmware(&self) -> u32 {
        self.firmware
    }

    /// SHA-256 of the manifest; zero while idle.
    #[must_use]
    pub const fn manifest(&self) -> &[u8; KEY_LEN] {
        &self.manifest
    }

    /// The lowest index from `from` on whose piece is not there; none if all are, and while
    /// idle.
    #[must_use]
    pub fn missing(&self, from: u16) -> Option<u16> {
        (from..self.pieces).find(|index| !self.has(*index))
    }

    /// Whether the piece is there.
    #[must_use]
    pub fn has(&self, index: u16) -> bool {
        self.bits
            .get(usize::from(index / 8))
            .is_some_and(|byte| byte & bit(index) != 0)
    }

    pub(super) fn set(&mut self, index: u16, is_there: bool) {
        if let Some(byte) = self.bits.get_mut(usize::from(index / 8)) {
            *byte = if is_there {
                *byte | bit(index)
            } else {
                *byte & !bit(index)
            };
        }
    }

    pub(super) fn clear_all(&mut self) {
        self.bits.fill(0);
    }

    /// The record's bytes, in `room`.
    pub fn to_bytes<'r>(&self, room: &'r mut [u8; PROGRESS_MAX_LEN]) -> &'r [u8] {
        let body_len = body_len(self.pieces);
        let bits = self.bits.get(..bits_len(self.pieces)).unwrap_or_default();
        if let Some(body) = room.get_mut(..body_len) {
            Writer::new(body)
                .u8(PROGRESS_VERSION)
                .u8(self.state.number())
                .u16(self.pieces)
                .u32(self.firmware)
                .put(&self.manifest)
                .put(bits);
            let check = crc32c(body);
            if let Some(place) = room.get_mut(body_len..).and_then(<[u8]>::first_chunk_mut) {
                *place = check;
            }
        }
        room.get(..body_len.saturating_add(CHECK_LEN))
            .unwrap_or_default()
    }

    /// The record of these bytes. One that is not whole, or has a value that no record has,
    /// is idle.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::read(bytes).unwrap_or(Self::IDLE)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (body, check) = bytes.split_last_chunk::<CHECK_LEN>()?;
        if crc32c(body) != *check {
            return None;
        }
        let mut reader = Reader::new(body);
        let version = reader.u8();
        let mut progress = Self {
            state: TransferState::from_number(reader.u8())?,
            pieces: reader.u16(),
            firmware: reader.u32(),
            manifest: reader.array(),
            bits: [0; PROGRESS_BITMAP_MAX_LEN],
        };
        for byte in progress.bits.get_mut(..bits_len(progress.pieces))? {
            *byte = reader.u8();
        }
        reader.end()?;
        (version == PROGRESS_VERSION && progress.is_allowed()).then_some(progress)
    }

    /// Idle, everything is zero; otherwise there are pieces, no bit is set behind the last
    /// of them, and none is missing of an image that is complete.
    fn is_allowed(&self) -> bool {
        let is_whole = self.missing(0).is_none();
        match self.state {
            TransferState::Idle => *self == Self::IDLE,
            TransferState::Receiving => self.has_pieces(),
            TransferState::Complete | TransferState::Activated => self.has_pieces() && is_whole,
        }
    }

    fn has_pieces(&self) -> bool {
        (1..=PIECES_MAX).contains(&self.pieces)
            && self.firmware > 0
            && !(self.pieces..self.pieces.saturating_add(7)).any(|index| self.has(index))
    }
}

fn bit(index: u16) -> u8 {
    1 << (index % 8)
}

fn bits_len(pieces: u16) -> usize {
    usize::from(pieces.div_ceil(8))
}

fn body_len(pieces: u16) -> usize {
    bits_len(pieces).saturating_add(8).saturating_add(KEY_LEN)
}
