use test_std::vec;
use test_std::vec::Vec;

use crate::lockbox::{Flash, StoreError};

/// Two areas in memory, of which a write or an erasure can be cut after some bytes, or
/// spoilt in one bit.
#[derive(Clone, Debug)]
pub(in crate::lockbox) struct Memory {
    pub(in crate::lockbox) areas: [Vec<u8>; 2],
    /// Bytes that may still be changed before the power goes; none for as many as wanted.
    pub(in crate::lockbox) budget: Option<usize>,
    /// The bit of the bytes still to be written that is written wrong.
    pub(in crate::lockbox) spoilt: Option<usize>,
}

impl Memory {
    pub(in crate::lockbox) fn new(area_len: usize) -> Self {
        Self {
            areas: [vec![0xff; area_len], vec![0xff; area_len]],
            budget: None,
            spoilt: None,
        }
    }

    fn change(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        let place = &mut self.areas[usize::from(area)][offset..offset + bytes.len()];
        for (place, byte) in place.iter_mut().zip(bytes) {
            if self.budget == Some(0) {
                return Err(StoreError);
            }
            self.budget = self.budget.map(|left| left - 1);
            *place = *byte;
            self.spoilt = match self.spoilt {
                Some(bit) if bit < 8 => {
                    *place ^= 1 << bit;
                    None
                }
                spoilt => spoilt.map(|bit| bit - 8),
            };
        }
        Ok(())
    }
}

impl Flash for Memory {
    fn area_len(&self) -> usize {
        self.areas[0].len()
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        bytes.copy_from_slice(&self.areas[usize::from(area)][offset..offset + bytes.len()]);
        Ok(())
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        let blank = vec![0xff; self.area_len()];
        self.change(area, 0, &blank)
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        let before = &self.areas[usize::from(area)][offset..offset + bytes.len()];
        let is_clearing = bytes.iter().all(|byte| *byte == 0);
        let is_erased = before.iter().all(|byte| *byte == 0xff);
        assert!(is_erased || is_clearing, "written over");
        self.change(area, offset, bytes)
    }
}

/// Flash that stays after its journal is gone, or could not be made.
impl Flash for &mut Memory {
    fn area_len(&self) -> usize {
        Memory::area_len(self)
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        Memory::read(self, area, offset, bytes)
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        Memory::erase(self, area)
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        Memory::write(self, area, offset, bytes)
    }
}

/// Every number below `count` in `cargo xtask prove`; otherwise one in ten, starting with
/// another one for each `phase`.
pub(in crate::lockbox) fn every(count: usize, phase: usize) -> impl Iterator<Item = usize> {
    let step = if test_std::env::var_os("DOORWARD_PROVE").is_some() {
        1
    } else {
        10
    };
    (phase % step..count).step_by(step)
}
