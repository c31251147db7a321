//! New firmware for boxes without a network, brought in pieces by whoever visits
//! (specification, the fleet).
//!
//! The maker lists an image's pieces in a signed [`Manifest`]. A phone with operation 8
//! [offers](Transfer::offer) it and then sends what is [missing](Transfer::missing), as much
//! as the visit has time for; the next phone goes on. Pieces may come in any order, more than
//! once, and the power may go at any moment: what is lost is at most the piece just brought.
//! No state of a transfer changes what opens the box.
//!
//! ```
//! use doorward::fleet::firmware::{Manifest, NotSigned, Offer, PieceAnswer, Release, Transfer};
//! # use doorward::fleet::firmware::FirmwareStore;
//! # use doorward::bounds::PROGRESS_MAX_LEN;
//! # use doorward::lockbox::StoreError;
//! use doorward::keys::Id;
//! # #[derive(Default)]
//! # struct Memory { record: Vec<u8>, manifest: Vec<u8>, image: Vec<u8> }
//! # impl FirmwareStore for Memory {
//! #     fn save_record(&mut self, record: &[u8]) -> Result<(), StoreError> {
//! #         self.record = record.to_vec();
//! #         Ok(())
//! #     }
//! #     fn read_record(&self, room: &mut [u8; PROGRESS_MAX_LEN]) -> Result<usize, StoreError> {
//! #         room[..self.record.len()].copy_from_slice(&self.record);
//! #         Ok(self.record.len())
//! #     }
//! #     fn save_manifest(&mut self, manifest: &[u8]) -> Result<(), StoreError> {
//! #         self.manifest = manifest.to_vec();
//! #         Ok(())
//! #     }
//! #     fn read_manifest(&self, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
//! #         bytes.copy_from_slice(&self.manifest[offset..offset + bytes.len()]);
//! #         Ok(())
//! #     }
//! #     fn write_image(&mut self, offset: u32, bytes: &[u8]) -> Result<(), StoreError> {
//! #         let offset = offset as usize;
//! #         self.image.resize(self.image.len().max(offset + bytes.len()), 0xff);
//! #         self.image[offset..offset + bytes.len()].copy_from_slice(bytes);
//! #         Ok(())
//! #     }
//! #     fn read_image(&self, offset: u32, bytes: &mut [u8]) -> Result<(), StoreError> {
//! #         bytes.copy_from_slice(&self.image[offset as usize..offset as usize + bytes.len()]);
//! #         Ok(())
//! #     }
//! # }
//!
//! // The maker: two pieces. A signature takes the place of a real one.
//! let (image, model) = ([0x5a; 40], Id::new("KB-2")?);
//! let release = Release { model, firmware: 7, lowest: 5, piece_len: 32 };
//! let mut room = [0; 256];
//! let manifest = Manifest::build(&mut room, &release, &image, |_, _| [9; 64])?;
//!
//! // The box runs version 6, and has a store of its own.
//! let mut store = Memory::default();
//! let mut transfer = Transfer::restore(&mut store)?;
//! let refused = transfer.offer(&mut store, manifest, &model, 6, |_| Err(NotSigned))?;
//! assert_eq!(refused, Offer::BadSignature);
//! assert_eq!(transfer.offer(&mut store, manifest, &model, 6, |_| Ok(()))?, Offer::Accepted);
//! assert_eq!(transfer.piece(&mut store, 1, &image[32..])?, PieceAnswer::Stored);
//! assert_eq!(transfer.missing(0), Some(0));
//! assert_eq!(transfer.piece(&mut store, 0, &[0; 32])?, PieceAnswer::BadPiece);
//! assert_eq!(transfer.piece(&mut store, 0, &image[..32])?, PieceAnswer::Complete);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod manifest;
mod progress;
mod store;
mod transfer;

pub use manifest::{Manifest, ManifestHead, NotSigned, Release, Signed, piece_check};
pub use progress::{Progress, TransferState};
pub use store::FirmwareStore;
pub use transfer::Transfer;

use crate::policy::listed::closed_list;

closed_list! {
    /// What a box says to a manifest.
    Offer {
        BadManifest = 1, "bad_manifest", "not a manifest";
        WrongModel = 2, "wrong_model", "the firmware is for another model";
        /// Nothing changes; the pieces that are there stay.
        Resumed = 3, "resumed", "the transfer goes on";
        WrongVersion = 4, "wrong_version", "the firmware may not replace the one that runs";
        OlderThanStored = 5, "older_than_stored", "a newer firmware is on its way already";
        BadSignature = 6, "bad_signature", "the maker has not signed this";
        /// The manifest is saved; no piece is there.
        Accepted = 7, "accepted", "the transfer begins";
    }
}

closed_list! {
    /// What a box says to a piece.
    PieceAnswer {
        NoManifest = 1, "no_manifest", "no manifest was accepted";
        BadIndex = 2, "bad_index", "the image has no such piece";
        /// The bytes were not looked at.
        Already = 3, "already", "the piece is there already";
        BadLength = 4, "bad_length", "the piece has another length";
        BadPiece = 5, "bad_piece", "not this piece of the image";
        Stored = 6, "stored", "the piece is stored";
        /// It was the last one missing.
        Complete = 7, "complete", "the image is complete";
        /// All pieces are there, and are not the image: all are wanted again.
        BadImage = 8, "bad_image", "the image is damaged, and has to be brought again";
    }
}

closed_list! {
    /// What a box says to an activation.
    Activation {
        /// The boot loader is to be told.
        Activated = 1, "activated", "the firmware is activated";
        Already = 2, "already", "the firmware was activated before";
        Incomplete = 3, "incomplete", "pieces of the firmware are missing";
    }
}

#[cfg(test)]
mod tests;
