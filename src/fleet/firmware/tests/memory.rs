use test_std::vec;
use test_std::vec::Vec;

use super::FirmwareStore;
use crate::bounds::PROGRESS_MAX_LEN;
use crate::lockbox::StoreError;

/// Bytes of a place for a record: its sequence, its length, the record, its own check.
const SLOT_LEN: usize = 4 + 2 + PROGRESS_MAX_LEN + 4;

/// A store in memory of which every byte that is written can be the last one. Records are
/// kept whole as a box would do it: in two places in turn.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    pub(super) slots: [Vec<u8>; 2],
    pub(super) manifest: Vec<u8>,
    pub(super) image: Vec<u8>,
    /// Bytes that may still be changed before the power goes; none for as many as wanted.
    pub(super) budget: Option<usize>,
}

impl Memory {
    pub(super) fn new(image_len: usize) -> Self {
        Self {
            slots: [vec![0xff; SLOT_LEN], vec![0xff; SLOT_LEN]],
            manifest: vec![0xff; 66_000],
            image: vec![0xff; image_len],
            budget: None,
        }
    }

    /// The newest slot that is whole: its place, sequence and record.
    fn newest(&self) -> Option<(usize, u32, &[u8])> {
        let whole = |index: usize| {
            let (head, check) = self.slots[index].split_last_chunk::<4>()?;
            (hash(head) == *check).then(|| {
                let sequence = u32::from_be_bytes(*head.first_chunk().unwrap());
                let len = usize::from(u16::from_be_bytes([head[4], head[5]]));
                (index, sequence, &head[6..6 + len])
            })
        };
        let found = (0..2).filter_map(whole);
        found.max_by_key(|(_, sequence, _)| *sequence)
    }
}

fn hash(bytes: &[u8]) -> [u8; 4] {
    let crc = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
    crc.checksum(bytes).to_be_bytes()
}

fn change(place: &mut [u8], bytes: &[u8], budget: &mut Option<usize>) -> Result<(), StoreError> {
    for (place, byte) in place.iter_mut().zip(bytes) {
        if *budget == Some(0) {
            return Err(StoreError);
        }
        *budget = budget.map(|left| left - 1);
        *place = *byte;
    }
    Ok(())
}

impl FirmwareStore for Memory {
    fn save_record(&mut self, record: &[u8]) -> Result<(), StoreError> {
        let (place, sequence) = self
            .newest()
            .map_or((0, 0), |(place, sequence, _)| (place ^ 1, sequence + 1));
        let mut slot = vec![0; SLOT_LEN];
        slot[..4].copy_from_slice(&sequence.to_be_bytes());
        slot[4..6].copy_from_slice(&(record.len() as u16).to_be_bytes());
        slot[6..6 + record.len()].copy_from_slice(record);
        let check = hash(&slot[..SLOT_LEN - 4]);
        slot[SLOT_LEN - 4..].copy_from_slice(&check);
        change(&mut self.slots[place], &slot, &mut self.budget)
    }

    fn read_record(&self, record: &mut [u8; PROGRESS_MAX_LEN]) -> Result<usize, StoreError> {
        let newest = self.newest().map_or(&[][..], |(_, _, record)| record);
        record[..newest.len()].copy_from_slice(newest);
        Ok(newest.len())
    }

    fn save_manifest(&mut self, manifest: &[u8]) -> Result<(), StoreError> {
        change(&mut self.manifest, manifest, &mut self.budget)
    }

    fn read_manifest(&self, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        bytes.copy_from_slice(&self.manifest[offset..offset + bytes.len()]);
        Ok(())
    }

    fn write_image(&mut self, offset: u32, bytes: &[u8]) -> Result<(), StoreError> {
        change(&mut self.image[offset as usize..], bytes, &mut self.budget)
    }

    fn read_image(&self, offset: u32, bytes: &mut [u8]) -> Result<(), StoreError> {
        let offset = offset as usize;
        bytes.copy_from_slice(&self.image[offset..offset + bytes.len()]);
        Ok(())
    }
}
