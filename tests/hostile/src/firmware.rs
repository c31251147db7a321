//! Firmware by visits: manifests and pieces from anybody's phone.

use doorward::bounds::PROGRESS_MAX_LEN;
use doorward::fleet::firmware::{
    FirmwareStore, Manifest, NotSigned, Offer, PieceAnswer, Progress, Release, Signed, Transfer,
    TransferState,
};
use doorward::keys::Id;
use doorward::lockbox::StoreError;

use crate::bytes::Bytes;

struct Memory {
    record: Vec<u8>,
    manifest: Vec<u8>,
    image: Vec<u8>,
    fails: bool,
}

impl Memory {
    fn write(
        &mut self,
        place: fn(&mut Self) -> &mut Vec<u8>,
        at: usize,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        if self.fails {
            return Err(StoreError);
        }
        place(self)[at..at + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }
}

impl FirmwareStore for Memory {
    fn save_record(&mut self, record: &[u8]) -> Result<(), StoreError> {
        if self.fails {
            return Err(StoreError);
        }
        self.record = record.to_vec();
        Ok(())
    }

    fn read_record(&self, record: &mut [u8; PROGRESS_MAX_LEN]) -> Result<usize, StoreError> {
        record[..self.record.len()].copy_from_slice(&self.record);
        Ok(self.record.len())
    }

    fn save_manifest(&mut self, manifest: &[u8]) -> Result<(), StoreError> {
        self.write(|memory| &mut memory.manifest, 0, manifest)
    }

    fn read_manifest(&self, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        bytes.copy_from_slice(&self.manifest[offset..offset + bytes.len()]);
        Ok(())
    }

    fn write_image(&mut self, offset: u32, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(|memory| &mut memory.image, offset as usize, bytes)
    }

    fn read_image(&self, offset: u32, bytes: &mut [u8]) -> Result<(), StoreError> {
        let offset = offset as usize;
        bytes.copy_from_slice(&self.image[offset..offset + bytes.len()]);
        Ok(())
    }
}

const PIECE_LEN: u16 = 64;

/// Manifests, pieces, records: what is complete is the maker's image, to the byte.
pub(crate) fn firmware(data: &[u8]) {
    let mut bytes = Bytes(data);
    if bytes.u8() % 8 == 0 {
        let rest = bytes.rest();
        if let Ok(manifest) = Manifest::parse(rest) {
            assert_eq!(manifest.as_bytes(), rest);
        }
        let progress = Progress::from_bytes(rest);
        let mut room = [0; PROGRESS_MAX_LEN];
        let written = progress.to_bytes(&mut room).to_vec();
        assert_eq!(Progress::from_bytes(&written), progress);
        return;
    }
    let model = Id::new("KB-2").unwrap();
    let len = 1 + bytes.below(700);
    let image: Vec<u8> = (0..len).map(|at| (at * 7) as u8).collect();
    let release = Release {
        model,
        firmware: 7,
        lowest: 5,
        piece_len: PIECE_LEN,
    };
    let mut room = vec![0; 2_000];
    let manifest = Manifest::build(&mut room, &release, &image, |_, _| [0x11; 64]);
    let manifest = manifest.unwrap().to_vec();
    let mut store = Memory {
        record: Vec::new(),
        manifest: vec![0xff; 70_000],
        image: vec![0xff; 70_000],
        fails: false,
    };
    let mut transfer = Transfer::restore(&mut store).unwrap();
    while !bytes.is_empty() {
        store.fails = bytes.u8() % 16 == 0;
        let failed = match bytes.u8() % 8 {
            0 => {
                let brought = if bytes.bool() {
                    manifest.clone()
                } else {
                    bytes.spoil(&manifest)
                };
                let is_genuine = brought == manifest;
                let sign = |_: &Signed<'_>| if is_genuine { Ok(()) } else { Err(NotSigned) };
                let offer = transfer.offer(&mut store, &brought, &model, 6, sign);
                assert!(is_genuine || offer != Ok(Offer::Accepted));
                offer.is_err()
            }
            1..6 => {
                let index = u16::from(bytes.u8()) % 12;
                let at = usize::from(index * PIECE_LEN).min(len);
                let piece = &image[at..len.min(at + usize::from(PIECE_LEN))];
                let brought = if bytes.u8() % 4 == 0 {
                    bytes.spoil(piece)
                } else {
                    piece.to_vec()
                };
                let answer = transfer.piece(&mut store, index, &brought);
                let is_taken = matches!(answer, Ok(PieceAnswer::Stored | PieceAnswer::Complete));
                assert!(!is_taken || brought == piece);
                answer.is_err()
            }
            6 => transfer.activate(&mut store).is_err(),
            _ => bytes.u8() % 8 == 0 && transfer.finish(&mut store).is_err(),
        };
        if failed || bytes.u8() % 16 == 0 {
            store.fails = false;
            transfer = Transfer::restore(&mut store).unwrap();
        }
        if matches!(
            transfer.state(),
            TransferState::Complete | TransferState::Activated
        ) {
            assert_eq!(store.image[..len], image);
        }
    }
}
