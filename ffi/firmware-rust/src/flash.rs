//! Two sectors that behave as flash does. On a board they are its flash, and this is its
//! driver; the emulated boards have no controller, so that they lie in memory.

use doorward::lockbox::{Flash, StoreError};

const SECTOR_LEN: usize = 2_048;
const ERASED: u8 = 0xff;

/// What the sectors hold. It outlives a reboot of the box, as flash does.
static mut MEMORY: [[u8; SECTOR_LEN]; 2] = [[0; SECTOR_LEN]; 2];

/// The sectors. One journal has them at a time; there is no other way to them.
pub struct Sectors(());

impl Sectors {
    /// The sectors, for the one journal.
    ///
    /// # Safety
    /// No other journal is there, nor will be before this one is gone.
    pub const unsafe fn new() -> Self {
        Self(())
    }

    fn sector(&self, area: u8) -> Result<&[u8; SECTOR_LEN], StoreError> {
        // SAFETY: `new` was promised to have made the only one.
        unsafe { &*(&raw const MEMORY) }
            .get(usize::from(area))
            .ok_or(StoreError)
    }

    fn part(&mut self, area: u8, offset: usize, length: usize) -> Result<&mut [u8], StoreError> {
        // SAFETY: as above.
        let sectors = unsafe { &mut *(&raw mut MEMORY) };
        let sector = sectors.get_mut(usize::from(area)).ok_or(StoreError)?;
        let end = offset.checked_add(length).ok_or(StoreError)?;
        sector.get_mut(offset..end).ok_or(StoreError)
    }
}

impl Flash for Sectors {
    fn area_len(&self) -> usize {
        SECTOR_LEN
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        let part = self.sector(area)?.get(offset..).ok_or(StoreError)?;
        if part.len() < bytes.len() {
            return Err(StoreError);
        }
        for (place, byte) in bytes.iter_mut().zip(part) {
            *place = *byte;
        }
        Ok(())
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        self.part(area, 0, SECTOR_LEN)?.fill(ERASED);
        Ok(())
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        let part = self.part(area, offset, bytes.len())?;
        for (place, byte) in part.iter_mut().zip(bytes) {
            if *place != ERASED && *byte != 0 {
                return Err(StoreError);
            }
            *place = *byte;
        }
        Ok(())
    }
}
