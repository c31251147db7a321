use test_std::vec;
use test_std::vec::Vec;

use sha2::{Digest as _, Sha256};

use super::{
    Activation, FirmwareStore, Manifest, NotSigned, Offer, PieceAnswer, Progress, Release, Signed,
    Transfer, TransferState, piece_check,
};
use crate::fleet::testing::Numbers;
use crate::keys::Id;

mod bytes;
mod memory;
mod power_cuts;

use memory::Memory;

fn model() -> Id {
    Id::new("KB-2").unwrap()
}

fn image(len: usize, seed: u64) -> Vec<u8> {
    let mut numbers = Numbers::new(seed);
    (0..len).map(|_| numbers.next() as u8).collect()
}

/// A signature that a test can check: the hash of what is signed, twice.
fn sign(prefix: &[u8], body: &[u8]) -> [u8; 64] {
    let hash = Sha256::new()
        .chain_update(prefix)
        .chain_update(body)
        .finalize();
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&hash);
    signature[32..].copy_from_slice(&hash);
    signature
}

fn is_signed(signed: &Signed<'_>) -> Result<(), NotSigned> {
    if sign(signed.prefix, signed.body) == *signed.signature {
        Ok(())
    } else {
        Err(NotSigned)
    }
}

fn manifest(firmware: u32, lowest: u32, piece_len: u16, image: &[u8]) -> Vec<u8> {
    let release = Release {
        model: model(),
        firmware,
        lowest,
        piece_len,
    };
    let mut room = vec![0; 70_000];
    Manifest::build(&mut room, &release, image, sign)
        .unwrap()
        .to_vec()
}

/// A box that runs version 6, and the image of version 7 in pieces.
struct Bench {
    store: Memory,
    transfer: Transfer,
    image: Vec<u8>,
    manifest: Vec<u8>,
    piece_len: u16,
}

impl Bench {
    fn new(len: usize, piece_len: u16) -> Self {
        let image = image(len, 1);
        let mut store = Memory::new(len);
        let transfer = Transfer::restore(&mut store).unwrap();
        Self {
            transfer,
            manifest: manifest(7, 5, piece_len, &image),
            store,
            image,
            piece_len,
        }
    }

    fn offer(&mut self) -> Offer {
        let manifest = self.manifest.clone();
        self.offer_other(&manifest)
    }

    fn offer_other(&mut self, manifest: &[u8]) -> Offer {
        self.transfer
            .offer(&mut self.store, manifest, &model(), 6, is_signed)
            .unwrap()
    }

    fn bytes_of(&self, index: u16) -> &[u8] {
        let mut pieces = self.image.chunks(usize::from(self.piece_len));
        pieces.nth(usize::from(index)).unwrap()
    }

    fn piece(&mut self, index: u16) -> PieceAnswer {
        let bytes = self.bytes_of(index).to_vec();
        self.transfer.piece(&mut self.store, index, &bytes).unwrap()
    }

    fn restart(&mut self) {
        self.transfer = Transfer::restore(&mut self.store).unwrap();
    }
}

#[test]
fn offers_are_judged_in_their_order() {
    let mut bench = Bench::new(100, 32);
    let good = bench.manifest.clone();
    let mut asked = 0;
    let mut offer = |bench: &mut Bench, bytes: &[u8], model: &Id, running| {
        let count = |signed: &Signed<'_>| {
            asked += 1;
            is_signed(signed)
        };
        let answer = bench
            .transfer
            .offer(&mut bench.store, bytes, model, running, count)
            .unwrap();
        (answer, core::mem::take(&mut asked))
    };
    let other = Id::new("KB-3").unwrap();
    assert_eq!(
        offer(&mut bench, &good[1..], &other, 9),
        (Offer::BadManifest, 0)
    );
    assert_eq!(offer(&mut bench, &good, &other, 9), (Offer::WrongModel, 0));
    assert_eq!(
        offer(&mut bench, &good, &model(), 7),
        (Offer::WrongVersion, 0)
    );
    assert_eq!(
        offer(&mut bench, &good, &model(), 4),
        (Offer::WrongVersion, 0)
    );
    let mut forged = good.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(
        offer(&mut bench, &forged, &model(), 6),
        (Offer::BadSignature, 1)
    );
    assert_eq!(bench.transfer.state(), TransferState::Idle);
    assert_eq!(offer(&mut bench, &good, &model(), 5), (Offer::Accepted, 1));
    assert_eq!(bench.piece(1), PieceAnswer::Stored);
    // The same goes on, whatever runs now; the same version otherwise made does not.
    assert_eq!(offer(&mut bench, &good, &model(), 9), (Offer::Resumed, 0));
    assert_eq!(offer(&mut bench, &good, &other, 6), (Offer::WrongModel, 0));
    let rebuilt = manifest(7, 4, 32, &bench.image);
    assert_eq!(
        offer(&mut bench, &rebuilt, &model(), 6),
        (Offer::OlderThanStored, 0)
    );
    let older = manifest(6, 4, 32, &bench.image);
    assert_eq!(
        offer(&mut bench, &older, &model(), 5),
        (Offer::OlderThanStored, 0)
    );
    assert_eq!(
        offer(&mut bench, &older, &model(), 6),
        (Offer::WrongVersion, 0)
    );
    assert_eq!(bench.transfer.missing(1), Some(2));
    let newer = manifest(8, 4, 32, &bench.image);
    let mut forged = newer.clone();
    forged[80] ^= 1;
    assert_eq!(
        offer(&mut bench, &forged, &model(), 6),
        (Offer::BadSignature, 1)
    );
    assert_eq!(offer(&mut bench, &newer, &model(), 6), (Offer::Accepted, 1));
    // A new transfer begins without a piece.
    assert_eq!(bench.transfer.missing(1), Some(1));
}

#[test]
fn pieces_are_judged_in_their_order() {
    let mut bench = Bench::new(100, 32);
    assert_eq!(bench.piece(0), PieceAnswer::NoManifest);
    assert_eq!(bench.offer(), Offer::Accepted);
    let give = |bench: &mut Bench, index, bytes: &[u8]| {
        bench
            .transfer
            .piece(&mut bench.store, index, bytes)
            .unwrap()
    };
    let image = bench.image.clone();
    assert_eq!(give(&mut bench, 4, &image[96..]), PieceAnswer::BadIndex);
    assert_eq!(give(&mut bench, u16::MAX, &[]), PieceAnswer::BadIndex);
    assert_eq!(give(&mut bench, 3, &image[..32]), PieceAnswer::BadLength);
    assert_eq!(give(&mut bench, 0, &image[..31]), PieceAnswer::BadLength);
    assert_eq!(give(&mut bench, 0, &image[32..64]), PieceAnswer::BadPiece);
    assert_eq!(give(&mut bench, 0, &image[..32]), PieceAnswer::Stored);
    assert_eq!(give(&mut bench, 0, &[]), PieceAnswer::Already);
    assert_eq!(
        bench.transfer.activate(&mut bench.store),
        Ok(Activation::Incomplete)
    );
    assert_eq!(bench.piece(3), PieceAnswer::Stored);
    assert_eq!(bench.piece(2), PieceAnswer::Stored);
    assert_eq!(bench.transfer.missing(0), Some(1));
    assert_eq!(bench.transfer.missing(2), None);
    assert_eq!(bench.piece(1), PieceAnswer::Complete);
    assert_eq!(bench.store.image, bench.image);
    for _ in 0..2 {
        assert_eq!(bench.piece(2), PieceAnswer::Already);
        assert_eq!(bench.offer(), Offer::Resumed);
        bench.restart();
    }
    assert_eq!(
        bench.transfer.activate(&mut bench.store),
        Ok(Activation::Activated)
    );
    assert_eq!(
        bench.transfer.activate(&mut bench.store),
        Ok(Activation::Already)
    );
    bench.restart();
    assert_eq!(bench.transfer.state(), TransferState::Activated);
    assert_eq!(bench.piece(0), PieceAnswer::Already);
    bench.transfer.finish(&mut bench.store).unwrap();
    assert_eq!(bench.transfer.state(), TransferState::Idle);
    assert_eq!(
        bench.transfer.activate(&mut bench.store),
        Ok(Activation::Incomplete)
    );
    bench.restart();
    assert_eq!(
        (bench.transfer.missing(0), bench.piece(0)),
        (None, PieceAnswer::NoManifest)
    );
}

/// 400 pieces in 15 visits of 27, each in an order of its own, with repetitions, other
/// pieces' bytes, and a loss of power between any two.
#[test]
fn fifteen_visits_bring_the_whole_image() {
    let mut numbers = Numbers::new(15);
    let mut bench = Bench::new(400 * 64 - 7, 64);
    assert_eq!(bench.offer(), Offer::Accepted);
    let mut visits = 0;
    while bench.transfer.state() != TransferState::Complete {
        visits += 1;
        assert_eq!(bench.offer(), Offer::Resumed);
        let mut brought = 0;
        let mut from = numbers.below(400) as u16;
        while brought < 27 && bench.transfer.state() == TransferState::Receiving {
            let lowest = bench.transfer.missing(from).or(bench.transfer.missing(0));
            let index = lowest.unwrap();
            let wrong = bench.bytes_of((index + 1) % 399).to_vec();
            let answer = bench
                .transfer
                .piece(&mut bench.store, index, &wrong)
                .unwrap();
            let is_refused = matches!(answer, PieceAnswer::BadPiece | PieceAnswer::BadLength);
            assert!(is_refused, "{answer}");
            assert!(matches!(
                bench.piece(index),
                PieceAnswer::Stored | PieceAnswer::Complete
            ));
            assert_eq!(bench.piece(index), PieceAnswer::Already);
            brought += 1;
            from = numbers.below(400) as u16;
            if numbers.below(4) == 0 {
                bench.restart();
            }
        }
    }
    assert_eq!(visits, 15);
    assert_eq!(bench.store.image, bench.image);
}

/// Each piece is the manifest's and the whole is not: the maker, or the flash, is at fault.
#[test]
fn an_image_that_is_not_the_manifests_is_wanted_again() {
    let mut bench = Bench::new(100, 32);
    bench.manifest[43] ^= 1;
    let body = bench.manifest.len() - 64;
    let signature = sign(b"doorward/v1/firmware\0", &bench.manifest[..body]);
    bench.manifest[body..].copy_from_slice(&signature);
    assert_eq!(bench.offer(), Offer::Accepted);
    for index in 0..3 {
        assert_eq!(bench.piece(index), PieceAnswer::Stored);
    }
    assert_eq!(bench.piece(3), PieceAnswer::BadImage);
    assert_eq!(bench.transfer.missing(0), Some(0));
    assert_eq!(bench.transfer.state(), TransferState::Receiving);
    bench.restart();
    assert_eq!(bench.transfer.missing(0), Some(0));

    // Flash that loses a bit of a piece stored before.
    let mut bench = Bench::new(100, 32);
    assert_eq!(bench.offer(), Offer::Accepted);
    assert_eq!(bench.piece(0), PieceAnswer::Stored);
    bench.store.image[5] ^= 1;
    for index in 1..3 {
        assert_eq!(bench.piece(index), PieceAnswer::Stored);
    }
    assert_eq!(bench.piece(3), PieceAnswer::BadImage);
    for index in 0..3 {
        assert_eq!(bench.piece(index), PieceAnswer::Stored);
    }
    assert_eq!(bench.piece(3), PieceAnswer::Complete);
}

/// Whatever comes, every call ends with an answer, and the image is never taken for another.
#[test]
fn nothing_that_comes_stops_a_transfer() {
    let mut numbers = Numbers::new(21);
    let mut bench = Bench::new(200, 16);
    let newer = manifest(8, 5, 25, &image(200, 2));
    for _ in 0..60_000 {
        match numbers.below(12) {
            0 => {
                let mut bytes = [&bench.manifest, &newer][numbers.below(2) as usize].clone();
                let at = numbers.below(bytes.len() as u64) as usize;
                bytes[at] ^= 1 << numbers.below(8);
                assert!(matches!(
                    bench.offer_other(&bytes),
                    Offer::BadManifest
                        | Offer::WrongModel
                        | Offer::WrongVersion
                        | Offer::OlderThanStored
                        | Offer::BadSignature
                ));
            }
            1 => {
                let _ = bench.offer();
            }
            2 => {
                let len = numbers.below(600) as usize;
                let noise: Vec<u8> = (0..len).map(|_| numbers.next() as u8).collect();
                assert_eq!(bench.offer_other(&noise), Offer::BadManifest);
                assert_eq!(Progress::from_bytes(&noise).state(), TransferState::Idle);
            }
            3 if numbers.below(40) == 0 => bench.transfer.finish(&mut bench.store).unwrap(),
            4 => {
                let was = bench.transfer.state();
                let answer = bench.transfer.activate(&mut bench.store).unwrap();
                let is_whole = matches!(was, TransferState::Complete | TransferState::Activated);
                assert_eq!(answer != Activation::Incomplete, is_whole);
                if is_whole {
                    assert_eq!(bench.store.image, bench.image);
                }
            }
            5 => bench.restart(),
            6 => {
                let index = numbers.next() as u16;
                let len = numbers.below(40) as usize;
                let noise: Vec<u8> = (0..len).map(|_| numbers.next() as u8).collect();
                let answer = bench
                    .transfer
                    .piece(&mut bench.store, index, &noise)
                    .unwrap();
                assert!(!matches!(
                    answer,
                    PieceAnswer::Stored | PieceAnswer::Complete
                ));
            }
            _ => {
                let _ = bench.piece(numbers.below(13) as u16);
            }
        }
    }
}
