use super::{AUDIT_KEY_AT, AUDIT_KEY_LEN, ERASED, FRAME_LEN, HEAD_LEN, Journal};
use crate::bounds::SNAPSHOT_LEN;
use crate::lockbox::tests::{Memory, every};
use crate::lockbox::{Flash, Store, StoreError};

fn snapshot(number: u8) -> [u8; SNAPSHOT_LEN] {
    core::array::from_fn(|i| (i as u8).wrapping_mul(31) ^ number)
}

/// What a restart finds: the number of a snapshot, whole, or nothing.
fn found(flash: &Memory) -> Option<u8> {
    let flash = Memory {
        budget: None,
        spoilt: None,
        ..flash.clone()
    };
    let mut bytes = [0; SNAPSHOT_LEN];
    let whole = Journal::mount(flash).unwrap().load(&mut bytes).unwrap();
    whole.then(|| {
        let number = bytes[0];
        assert!(bytes == snapshot(number), "a mixture");
        number
    })
}

fn written(area_len: usize, count: u8) -> Memory {
    let mut journal = Journal::mount(Memory::new(area_len)).unwrap();
    for number in 1..=count {
        journal.save(&snapshot(number)).unwrap();
    }
    journal.into_flash()
}

/// Areas of one, of two, and of five frames with some bytes over.
const AREAS: [usize; 3] = [FRAME_LEN, 2 * FRAME_LEN, 5 * FRAME_LEN + 700];

#[test]
fn the_newest_snapshot_is_found_however_many_there_were() {
    for area_len in AREAS {
        assert_eq!(found(&Memory::new(area_len)), None);
        for count in 1..=13 {
            assert_eq!(found(&written(area_len, count)), Some(count));
        }
    }
    assert_eq!(
        Journal::mount(Memory::new(FRAME_LEN - 1)).err(),
        Some(StoreError)
    );
}

#[test]
fn a_save_cut_after_any_byte_leaves_the_old_or_the_new() {
    let mut cases = 0;
    for area_len in AREAS {
        for count in [0, 1, 2, 3, 9, 10] {
            let flash = written(area_len, count);
            for budget in every(usize::MAX, usize::from(count)) {
                let flash = Memory {
                    budget: Some(budget),
                    ..flash.clone()
                };
                let mut journal = Journal::mount(flash).unwrap();
                let saved = journal.save(&snapshot(count + 1));
                let flash = journal.into_flash();
                let old = (count > 0).then_some(count);
                let now = found(&flash);
                cases += 1;
                if saved.is_ok() {
                    assert_eq!(now, Some(count + 1));
                    break;
                }
                assert!(
                    now == old || now == Some(count + 1),
                    "{now:?} after {budget} bytes"
                );
                // And the box goes on from there.
                let flash = Memory {
                    budget: None,
                    ..flash
                };
                let mut journal = Journal::mount(flash).unwrap();
                journal.save(&snapshot(99)).unwrap();
                assert_eq!(found(&journal.into_flash()), Some(99));
            }
        }
    }
    test_std::println!("PROOF journal saves cut: {cases}");
    assert!(cases > 5_000, "{cases} cuts");
}

#[test]
fn a_bit_written_wrong_is_noticed_before_the_save_succeeds() {
    for (phase, area_len) in AREAS[..2].iter().copied().enumerate() {
        for count in [1, 2] {
            let flash = written(area_len, count);
            let erased = if usize::from(count) * FRAME_LEN + FRAME_LEN > area_len {
                area_len
            } else {
                0
            };
            for bit in every((FRAME_LEN - 4) * 8, phase) {
                let flash = Memory {
                    spoilt: Some(erased * 8 + bit),
                    ..flash.clone()
                };
                let mut journal = Journal::mount(flash).unwrap();
                match journal.save(&snapshot(count + 1)) {
                    Err(StoreError) => assert_eq!(found(&journal.into_flash()), Some(count)),
                    Ok(()) => panic!("bit {bit} was not noticed"),
                }
            }
        }
    }
}

#[test]
fn a_bit_that_flips_later_never_brings_the_old_snapshot_back() {
    let (mut lost, mut cases) = (0, 0);
    for (phase, area_len) in AREAS[..2].iter().copied().enumerate() {
        for count in [1, 2, 3, 4] {
            let flash = written(area_len, count);
            for area in 0..2 {
                for bit in every(area_len * 8, phase) {
                    let mut flash = flash.clone();
                    flash.areas[area][bit / 8] ^= 1 << (bit % 8);
                    cases += 1;
                    match found(&flash) {
                        Some(number) => assert_eq!(number, count, "bit {bit} of area {area}"),
                        None => lost += 1,
                    }
                }
            }
        }
    }
    test_std::println!("PROOF journal bits flipped after a save: {cases}");
    assert!(lost > 0, "a flipped bit of the newest frame is a loss");
}

#[test]
fn a_lost_journal_can_be_written_anew() {
    let mut flash = written(FRAME_LEN, 4);
    // Frames 3 and 4 stand in the two areas; 4 in area 1.
    flash.areas[1][700] ^= 0x10;
    let mut journal = Journal::mount(flash).unwrap();
    let mut bytes = [1; SNAPSHOT_LEN];
    assert_eq!(journal.load(&mut bytes), Ok(false));
    assert!(bytes.iter().all(|byte| *byte == 0));
    journal.save(&snapshot(7)).unwrap();
    assert_eq!(found(&journal.into_flash()), Some(7));
}

/// Whether the log's key can be read in any frame but the one found.
fn stands_elsewhere(flash: &Memory) -> bool {
    let newest = Journal::mount(flash.clone()).unwrap().newest.unwrap();
    let frames = flash.area_len() / FRAME_LEN;
    (0..2_u8).any(|area| {
        (0..frames)
            .filter(|index| (area, *index) != (newest.area, newest.index))
            .any(|index| {
                let at = index * FRAME_LEN + HEAD_LEN + AUDIT_KEY_AT;
                let key = &flash.areas[usize::from(area)][at..at + AUDIT_KEY_LEN];
                !key.iter().all(|byte| *byte == 0) && !key.iter().all(|byte| *byte == ERASED)
            })
    })
}

#[test]
fn the_key_of_a_superseded_frame_cannot_be_read() {
    assert_eq!(HEAD_LEN + AUDIT_KEY_AT, 1_200);
    assert_eq!(AUDIT_KEY_LEN, 36);
    for area_len in AREAS {
        for count in 1..=13 {
            assert!(!stands_elsewhere(&written(area_len, count)), "{count}");
        }
        // Cut anywhere, in the save or in the start after it: cleared by the start after.
        for count in [1, 2, 3, 9, 10] {
            let flash = written(area_len, count);
            for budget in every(usize::MAX, usize::from(count)) {
                let cut = Memory {
                    budget: Some(budget),
                    ..flash.clone()
                };
                let mut journal = Journal::mount(cut).unwrap();
                let _ = journal.save(&snapshot(count + 1));
                let mut cut = journal.into_flash();
                let is_done = cut.budget != Some(0);
                for budget in [Some(0), Some(1), Some(35), None] {
                    cut.budget = budget;
                    let mut again = cut.clone();
                    let _ = Journal::mount(&mut again);
                    cut = again;
                }
                assert!(!stands_elsewhere(&cut), "after {budget} bytes");
                if is_done {
                    break;
                }
            }
        }
    }
}
