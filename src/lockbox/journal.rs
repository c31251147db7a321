//! Snapshots in two areas of flash, so that a loss of power at any moment leaves the one
//! before or the one after (specification, snapshot).

use zeroize::Zeroizing;

use super::snapshot::{AUDIT_KEY_AT, AUDIT_KEY_LEN};
use super::{Store, StoreError};
use crate::bounds::SNAPSHOT_LEN;
use crate::crc32c::Crc32c;
use crate::wire::Writer;

/// Bytes of a frame: magic, version, sequence, snapshot, check, sequence again.
pub const FRAME_LEN: usize = BODY_LEN + 4;
/// Bytes of a frame but for the sequence that closes it.
const BODY_LEN: usize = HEAD_LEN + SNAPSHOT_LEN + 4;
const HEAD_LEN: usize = 12;
const MAGIC: [u8; 4] = *b"DWJ1";
const FRAME_VERSION: u32 = 1;
const ERASED: u8 = 0xff;
/// A sequence that was not written; no frame has it.
const UNWRITTEN: u32 = u32::MAX;
/// How much of a frame is read at a time.
const PIECE_LEN: usize = 32;

/// Two areas of flash of equal size. Erased flash reads 0xff; a byte is written once
/// between two erasures, and may then be cleared to zero, which flash does without one. An
/// area holds one or more frames of [`FRAME_LEN`] bytes.
pub trait Flash {
    /// Bytes of one area; at least [`FRAME_LEN`].
    fn area_len(&self) -> usize;

    /// Reads from `offset` of area 0 or 1.
    ///
    /// # Errors
    /// [`StoreError`] if that is not possible.
    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError>;

    /// Erases area 0 or 1.
    ///
    /// # Errors
    /// [`StoreError`] if that is not possible.
    fn erase(&mut self, area: u8) -> Result<(), StoreError>;

    /// Writes to an erased part of area 0 or 1, or zeros over what was written.
    ///
    /// # Errors
    /// [`StoreError`] if that is not possible.
    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError>;
}

/// A [`Store`] over [`Flash`]. Each frame that was written is read back before it counts.
#[derive(Debug)]
pub struct Journal<F: Flash> {
    flash: F,
    newest: Option<Place>,
}

/// Where a frame stands, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    area: u8,
    index: usize,
    sequence: u32,
}

/// What stands at a frame's place.
enum Found {
    /// Nothing was ever written.
    Blank,
    /// A whole frame.
    Whole(u32),
    /// A frame that was completed and has been damaged since.
    Damaged(u32),
    /// A frame that was not completed, or half erased.
    Cut,
}

impl<F: Flash> Journal<F> {
    /// Looks for the newest frame.
    ///
    /// # Errors
    /// [`StoreError`] if the flash cannot be read or has no room for a frame.
    pub fn mount(flash: F) -> Result<Self, StoreError> {
        let mut journal = Self {
            flash,
            newest: None,
        };
        if journal.frames_per_area() == 0 {
            return Err(StoreError);
        }
        let mut damaged = None;
        for area in 0..2 {
            for index in 0..journal.frames_per_area() {
                match journal.look_at(area, index)? {
                    Found::Whole(sequence) => {
                        if journal
                            .newest
                            .is_none_or(|newest| sequence > newest.sequence)
                        {
                            journal.newest = Some(Place {
                                area,
                                index,
                                sequence,
                            });
                        }
                    }
                    Found::Damaged(sequence) => damaged = damaged.max(Some(sequence)),
                    Found::Blank | Found::Cut => {}
                }
            }
        }
        // An opening may have been granted on a frame that can no longer be read.
        if damaged > journal.newest.map(|newest| newest.sequence) {
            journal.newest = None;
        } else {
            journal.clear_superseded()?;
        }
        Ok(journal)
    }

    /// Does what a loss of power left undone: no key of the log stands but in the newest
    /// frame.
    fn clear_superseded(&mut self) -> Result<(), StoreError> {
        let newest = self.newest.map(|newest| (newest.area, newest.index));
        for area in 0..2 {
            for index in 0..self.frames_per_area() {
                if newest != Some((area, index)) {
                    self.clear_key(area, index)?;
                }
            }
        }
        Ok(())
    }

    /// Makes the log's key in a frame unreadable, unless there is none.
    fn clear_key(&mut self, area: u8, index: usize) -> Result<(), StoreError> {
        let at = offset_of(index).saturating_add(HEAD_LEN + AUDIT_KEY_AT);
        let mut key = Zeroizing::new([0; AUDIT_KEY_LEN]);
        self.flash.read(area, at, &mut *key)?;
        let is_clear = key.iter().all(|byte| *byte == 0);
        if is_clear || key.iter().all(|byte| *byte == ERASED) {
            return Ok(());
        }
        self.flash.write(area, at, &[0; AUDIT_KEY_LEN])
    }

    /// Reads the newest snapshot; `false` if there is none, or a newer one was damaged:
    /// then the state is lost, and `snapshot` is zero, which no lockbox takes for its own.
    ///
    /// # Errors
    /// [`StoreError`] if the flash cannot be read.
    pub fn load(&self, snapshot: &mut [u8; SNAPSHOT_LEN]) -> Result<bool, StoreError> {
        let Some(Place { area, index, .. }) = self.newest else {
            snapshot.fill(0);
            return Ok(false);
        };
        let offset = offset_of(index).saturating_add(HEAD_LEN);
        self.flash.read(area, offset, snapshot)?;
        Ok(true)
    }

    /// The flash, given back.
    pub fn into_flash(self) -> F {
        self.flash
    }

    fn frames_per_area(&self) -> usize {
        self.flash.area_len().checked_div(FRAME_LEN).unwrap_or(0)
    }

    fn look_at(&self, area: u8, index: usize) -> Result<Found, StoreError> {
        let start = offset_of(index);
        let mut head = [0; HEAD_LEN];
        self.flash.read(area, start, &mut head)?;
        let first = number(head.last_chunk());
        let mut tail = [0; 8];
        self.flash.read(
            area,
            start.saturating_add(BODY_LEN.saturating_sub(4)),
            &mut tail,
        )?;
        let check = tail.first_chunk();
        let second = number(tail.last_chunk());
        let mut is_blank = head.iter().chain(&tail).all(|byte| *byte == ERASED);
        let check_with = |sequence: u32, is_blank: &mut bool| -> Result<[u8; 4], StoreError> {
            let mut check = Crc32c::NEW.with(head.get(..8).unwrap_or_default());
            check = check.with(&sequence.to_be_bytes());
            for offset in (HEAD_LEN..HEAD_LEN.saturating_add(SNAPSHOT_LEN)).step_by(PIECE_LEN) {
                let mut piece = [0; PIECE_LEN];
                self.flash
                    .read(area, start.saturating_add(offset), &mut piece)?;
                *is_blank &= piece.iter().all(|byte| *byte == ERASED);
                check = check.with(&piece);
            }
            Ok(check.to_bytes())
        };
        const { assert!(SNAPSHOT_LEN.is_multiple_of(PIECE_LEN)) };
        let is_known = head.get(..8) == frame_head().get(..8);
        if Some(&check_with(first, &mut is_blank)?) == check && is_known {
            Ok(Found::Whole(first))
        } else if is_blank {
            Ok(Found::Blank)
        } else if second == UNWRITTEN {
            Ok(Found::Cut)
        } else if first == second {
            Ok(Found::Damaged(first))
        } else if Some(&check_with(second, &mut is_blank)?) == check && is_known {
            Ok(Found::Whole(second))
        } else {
            Ok(Found::Cut)
        }
    }

    /// Where the next frame goes: behind the newest, over nothing that was begun; else to
    /// the start of the other area, which is erased.
    fn next_place(&mut self) -> Result<(u8, usize), StoreError> {
        let Some(newest) = self.newest else {
            self.flash.erase(1)?;
            self.flash.erase(0)?;
            return Ok((0, 0));
        };
        for index in newest.index.saturating_add(1)..self.frames_per_area() {
            if let Found::Blank = self.look_at(newest.area, index)? {
                return Ok((newest.area, index));
            }
        }
        let other = newest.area ^ 1;
        self.flash.erase(other)?;
        Ok((other, 0))
    }
}

impl<F: Flash> Store for Journal<F> {
    fn save(&mut self, snapshot: &[u8; SNAPSHOT_LEN]) -> Result<(), StoreError> {
        let sequence = match self.newest {
            Some(newest) => newest.sequence.checked_add(1).ok_or(StoreError)?,
            None => 1,
        };
        if sequence == UNWRITTEN {
            return Err(StoreError);
        }
        let (area, index) = self.next_place()?;
        let start = offset_of(index);
        let mut head = frame_head();
        if let Some(place) = head.last_chunk_mut() {
            *place = sequence.to_be_bytes();
        }
        let check = Crc32c::NEW.with(&head).with(snapshot).to_bytes();
        self.flash.write(area, start, &head)?;
        self.flash
            .write(area, start.saturating_add(HEAD_LEN), snapshot)?;
        let check_at = start.saturating_add(HEAD_LEN).saturating_add(SNAPSHOT_LEN);
        self.flash.write(area, check_at, &check)?;
        match self.look_at(area, index)? {
            Found::Whole(written) if written == sequence => {}
            _ => return Err(StoreError),
        }
        let end = start.saturating_add(BODY_LEN);
        self.flash.write(area, end, &sequence.to_be_bytes())?;
        let superseded = self.newest.replace(Place {
            area,
            index,
            sequence,
        });
        // The frame counts already; what fails here is done at the next start.
        if let Some(Place { area, index, .. }) = superseded {
            let _ = self.clear_key(area, index);
        }
        Ok(())
    }
}

/// The start of a frame, its sequence still zero.
fn frame_head() -> [u8; HEAD_LEN] {
    let mut head = [0; HEAD_LEN];
    Writer::new(&mut head).put(&MAGIC).u32(FRAME_VERSION);
    head
}

fn offset_of(index: usize) -> usize {
    index.saturating_mul(FRAME_LEN)
}

fn number(bytes: Option<&[u8; 4]>) -> u32 {
    bytes.map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests;
