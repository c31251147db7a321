//! Manifests and records, byte for byte.

use test_std::vec;

use sha2::{Digest as _, Sha256};

use super::{
    Bench, Manifest, Offer, PieceAnswer, Progress, Release, TransferState, image, manifest, model,
    piece_check, sign,
};
use crate::bounds::PROGRESS_MAX_LEN;
use crate::fleet::FleetError;

#[test]
fn the_worked_lengths() {
    let image = image(400 * 1_024 - 5, 3);
    let bytes = manifest(2, 0, 1_024, &image);
    assert_eq!(bytes.len(), 6_539);
    let manifest = Manifest::parse(&bytes).unwrap();
    assert_eq!(manifest.head().pieces(), 400);
    assert_eq!(manifest.head().place_of(399), Some((399 * 1_024, 1_019)));
    assert_eq!(manifest.head().place_of(400), None);
    let mut bench = Bench::new(400 * 1_024, 1_024);
    assert_eq!(bench.offer(), Offer::Accepted);
    let mut room = [0; PROGRESS_MAX_LEN];
    assert_eq!(bench.transfer.progress().to_bytes(&mut room).len(), 94);
}

#[test]
fn a_manifest_is_laid_out_as_in_the_table() {
    let image = image(100, 4);
    let bytes = manifest(0x0102_0304, 5, 32, &image);
    assert_eq!(bytes[..8], [1, 4, b'K', b'B', b'-', b'2', 0, 0]);
    assert!(bytes[8..27].iter().all(|byte| *byte == 0));
    assert_eq!(bytes[27..35], [1, 2, 3, 4, 0, 0, 0, 5]);
    assert_eq!(bytes[35..43], [0, 0, 0, 100, 0, 32, 0, 4]);
    assert_eq!(bytes[43..75], Sha256::digest(&image)[..]);
    let check = Sha256::new()
        .chain_update([0, 3])
        .chain_update(&image[96..]);
    assert_eq!(bytes[75 + 48..75 + 64], check.finalize()[..16]);
    assert_eq!(piece_check(3, &image[96..])[..], bytes[75 + 48..75 + 64]);
    let body = &bytes[..75 + 64];
    let message = [b"doorward/v1/firmware\0".as_slice(), body].concat();
    assert_eq!(bytes[139..171], Sha256::digest(&message)[..]);
    let manifest = Manifest::parse(&bytes).unwrap();
    assert_eq!(manifest.sha256()[..], Sha256::digest(&bytes)[..]);
    assert_eq!(manifest.check_of(3), Some(piece_check(3, &image[96..])));
    assert_eq!(manifest.check_of(4), None);
    assert_eq!(manifest.head().lowest(), 5);
}

#[test]
fn a_manifest_out_of_its_ranges_is_none() {
    let image = image(100, 5);
    let good = manifest(7, 5, 32, &image);
    for (at, wrong) in [
        (0, &[2][..]),
        (1, &[0]),
        (1, &[26]),
        (1, &[5]),
        (2, b" "),
        (26, &[1]),
        (27, &[0, 0, 0, 0, 0, 0, 0, 0]),
        (31, &[0, 0, 0, 7]),
        (31, &[0, 0, 0, 8]),
        (35, &[0, 0, 0, 0]),
        (35, &[0, 0, 0, 96]),
        (35, &[0, 0, 0, 129]),
        (35, &[255, 255, 255, 255]),
        (39, &[0, 15]),
        (39, &[16, 1]),
        (39, &[0, 0]),
        (41, &[0, 0]),
        (41, &[0, 3]),
        (41, &[16, 1]),
        (41, &[255, 255]),
    ] {
        let mut bytes = good.clone();
        bytes[at..at + wrong.len()].copy_from_slice(wrong);
        assert_eq!(
            Manifest::parse(&bytes).err(),
            Some(FleetError::BadManifest),
            "{at}"
        );
    }
    for len in 0..good.len() {
        assert!(Manifest::parse(&good[..len]).is_err());
    }
    let longer = [&good[..], &[0]].concat();
    assert!(Manifest::parse(&longer).is_err());

    let release = Release {
        model: model(),
        firmware: 7,
        lowest: 5,
        piece_len: 16,
    };
    let build = |release: &Release, len: usize, room: usize| {
        let mut room = vec![0; room];
        Manifest::build(&mut room, release, &vec![7; len], sign).map(<[u8]>::len)
    };
    assert_eq!(build(&release, 16, 155), Ok(155));
    assert_eq!(build(&release, 16, 154), Err(FleetError::NoRoom));
    assert_eq!(build(&release, 0, 999), Err(FleetError::BadValue));
    assert_eq!(build(&release, 65_536, 65_675), Ok(65_675));
    assert_eq!(build(&release, 65_537, 99_999), Err(FleetError::BadValue));
    for wrong in [
        Release {
            piece_len: 15,
            ..release
        },
        Release {
            piece_len: 0,
            ..release
        },
        Release {
            piece_len: 4_097,
            ..release
        },
        Release {
            lowest: 7,
            ..release
        },
        Release {
            firmware: 0,
            lowest: 0,
            ..release
        },
    ] {
        assert_eq!(build(&wrong, 16, 999), Err(FleetError::BadValue));
    }
    assert!(
        build(
            &Release {
                piece_len: 4_096,
                ..release
            },
            16,
            155
        )
        .is_ok()
    );
}

#[test]
fn a_record_with_a_flipped_bit_is_idle() {
    let mut bench = Bench::new(50 * 16, 16);
    assert_eq!(bench.offer(), Offer::Accepted);
    for index in [0, 7, 8, 49] {
        assert_eq!(bench.piece(index), PieceAnswer::Stored);
    }
    let mut room = [0; PROGRESS_MAX_LEN];
    let record = bench.transfer.progress().to_bytes(&mut room).to_vec();
    assert_eq!(record.len(), 40 + 7 + 4);
    assert_eq!(record[..8], [1, 1, 0, 50, 0, 0, 0, 7]);
    assert_eq!(record[40..47], [0x81, 1, 0, 0, 0, 0, 2]);
    assert_eq!(Progress::from_bytes(&record), *bench.transfer.progress());
    for bit in 0..record.len() * 8 {
        let mut changed = record.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            Progress::from_bytes(&changed).state(),
            TransferState::Idle,
            "{bit}"
        );
    }
    for len in 0..record.len() {
        assert_eq!(
            Progress::from_bytes(&record[..len]).state(),
            TransferState::Idle
        );
    }
    let longer = [&record[..], &[0]].concat();
    assert_eq!(Progress::from_bytes(&longer).state(), TransferState::Idle);
    // With a right check, values that no record has.
    for (at, value) in [
        (0, 2),
        (1, 0),
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 0x10),
        (3, 0),
        (46, 6),
    ] {
        let mut changed = record.clone();
        changed[at] = value;
        let body = changed.len() - 4;
        let check = crc::Crc::<u32>::new(&crc::CRC_32_ISCSI).checksum(&changed[..body]);
        changed[body..].copy_from_slice(&check.to_be_bytes());
        assert_eq!(
            Progress::from_bytes(&changed).state(),
            TransferState::Idle,
            "{at}"
        );
    }
    let idle = Progress::from_bytes(&[]);
    let bytes = idle.to_bytes(&mut room).to_vec();
    assert_eq!((bytes.len(), &bytes[..2]), (44, [1, 0].as_slice()));
    assert_eq!(Progress::from_bytes(&bytes), idle);
}

#[test]
fn a_manifest_that_is_not_there_makes_the_record_idle() {
    for bit in [0, 8 * 40, 8 * 76, 8 * 100] {
        let mut bench = Bench::new(100, 32);
        assert_eq!(bench.offer(), Offer::Accepted);
        assert_eq!(bench.piece(0), PieceAnswer::Stored);
        bench.store.manifest[bit / 8] ^= 1;
        bench.restart();
        assert_eq!(bench.transfer.state(), TransferState::Idle);
        assert_eq!(bench.piece(0), PieceAnswer::NoManifest);
        assert_eq!(bench.offer(), Offer::Accepted);
    }
}
