//! Two sectors that behave as flash does. On a board they are its flash, and this is its
//! driver; the emulated boards have no controller, so that they lie in memory.

use doorward::lockbox::{Flash, StoreError};

const SECTOR_LEN: usize = 2_048;
const ERASED: u8 = 0xff;

/// The sectors.
pub struct Sectors([[u8; SECTOR_LEN]; 2]);

impl Sectors {
    /// Sectors as they leave the factory.
    pub const fn new() -> Self {
        Self([[ERASED; SECTOR_LEN]; 2])
    }

    fn part(&mut self, area: u8, offset: usize, length: usize) -> Result<&mut [u8], StoreError> {
        let sector = self.0.get_mut(usize::from(area)).ok_or(StoreError)?;
        let end = offset.checked_add(length).ok_or(StoreError)?;
        sector.get_mut(offset..end).ok_or(StoreError)
    }
}

impl Flash for Sectors {
    fn area_len(&self) -> usize {
        SECTOR_LEN
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        let sector = self.0.get(usize::from(area)).ok_or(StoreError)?;
        let part = sector.get(offset..).ok_or(StoreError)?;
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
