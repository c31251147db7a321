//! Cuts at each write of an opening, one after the other: what a kill does by chance.

use std::fs::{self, File, OpenOptions};
use std::path::Path;

use doorward::audit::{Collection, Row};
use doorward::bulletin::{Bulletin, Revocations};
use doorward::calendar::Zone;
use doorward::codes::{CodeProfile, CodeUse, FlexWindow, Operation};
use doorward::keys::{Id, LockboxKey, RootKey};
use doorward::lockbox::{
    Decision, FRAME_LEN, Flash, Limits, Lockbox, Profile, Reason, Store, StoreError,
};

use super::flash::{FlashFile, Memory};
use super::header::HEADER_LEN;
use super::ring::{self, RingFile};
use crate::limits::FLASH_AREA_LEN;

const START: u64 = 1_767_362_400;
const OPERATION: Operation = Operation::KeyCompartment;
const DENIED: Decision = Decision::Deny {
    reason: Reason::UsedUp,
};

/// Flash of a process that dies at one of its writes or erasures, half of it done.
struct Cut {
    flash: FlashFile,
    left: u32,
    is_dead: bool,
}

impl Cut {
    fn lives(&mut self) -> Result<bool, StoreError> {
        if self.is_dead {
            return Err(StoreError);
        }
        self.is_dead = self.left == 0;
        self.left = self.left.saturating_sub(1);
        Ok(!self.is_dead)
    }
}

impl Flash for Cut {
    fn area_len(&self) -> usize {
        self.flash.area_len()
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        if self.is_dead {
            return Err(StoreError);
        }
        self.flash.read(area, offset, bytes)
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        if self.lives()? {
            return self.flash.erase(area);
        }
        self.flash.erase_part(area, FLASH_AREA_LEN / 2);
        Err(StoreError)
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        if self.lives()? {
            return self.flash.write(area, offset, bytes);
        }
        self.flash.write(area, offset, &bytes[..bytes.len() / 2])?;
        Err(StoreError)
    }
}

fn id() -> Id {
    Id::new("LB-1").unwrap()
}

fn key() -> LockboxKey {
    RootKey::from_bytes(&[0x5a; 32]).unwrap().lockbox(&id(), 0)
}

fn flash(path: &Path) -> FlashFile {
    let mut options = OpenOptions::new();
    let file: File = options.read(true).write(true).open(path).unwrap();
    FlashFile::new(file, FLASH_AREA_LEN)
}

fn restored<F: Flash>(memory: &Memory<F>) -> Lockbox {
    Lockbox::restore(&id(), CodeProfile::default(), key(), memory.snapshot())
}

/// What a command does when it starts, and after each call: copies the rows to the ring.
fn copy_rows(path: &Path, lockbox: &Lockbox) -> Vec<Row> {
    let mut ring = RingFile::open(&path.with_extension("ring")).unwrap();
    ring.keep(&lockbox.audit_rows().unwrap()).unwrap();
    let head = lockbox.audit_head(START).unwrap();
    let next = u32::from_be_bytes(*head.first_chunk().unwrap());
    ring.rows(0, u32::MAX, next).unwrap()
}

/// Whether the ring has every row that the box has written, and nothing else.
fn check_log(path: &Path, lockbox: &Lockbox, cut: &str) {
    let rows = copy_rows(path, lockbox);
    let first = RootKey::from_bytes(&[0x5a; 32])
        .unwrap()
        .first_audit(&id(), 0);
    let mut log = Collection::new(first);
    let head = lockbox.audit_head(START).unwrap();
    assert!(log.add(&rows, Some(&head), &mut []).is_empty(), "{cut}");
    assert!(log.missing().is_empty(), "{cut}: {:?}", log.missing());
}

/// A box that was set by a live bulletin and then saved `saves` times more.
fn prepare(path: &Path, saves: u64) {
    fs::write(path, vec![0xff; HEADER_LEN + 2 * FLASH_AREA_LEN]).unwrap();
    ring::remove(&path.with_extension("ring")).unwrap();
    let mut memory = Memory::load(flash(path)).unwrap();
    let profile = Profile::new(id(), CodeProfile::default(), Limits::default()).unwrap();
    let audit = RootKey::from_bytes(&[0x5a; 32])
        .unwrap()
        .first_audit(&id(), 0);
    let mut lockbox =
        Lockbox::provision(&profile, key(), &audit, 0, Zone::UTC, &mut memory).unwrap();
    lockbox.key_pressed(START);
    let nonce = lockbox.open_session(&mut memory, START, &[1; 16]).unwrap();
    let message = key().bulletin().seal(&Bulletin {
        lockbox: id(),
        nonce,
        sequence: 1,
        epoch: 0,
        issued_at: START,
        is_suspended: false,
        zone: Zone::UTC,
        revocations: Revocations::default(),
    });
    let synced = lockbox.apply_bulletin(&mut memory, START, message.as_bytes());
    assert_eq!(synced.number(), 1);
    copy_rows(path, &lockbox);
    let hours = (1..=saves).map(|hour| START.saturating_add(hour.saturating_mul(3_600)));
    for now in hours {
        let _ = lockbox.tick(&mut memory, now);
    }
}

#[test]
fn a_code_opens_once_wherever_its_opening_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flash");
    let window = FlexWindow::new(START, 86_400).unwrap();
    let (_, code) = key()
        .flex(0)
        .issue(10, window, OPERATION, CodeUse::Single, 0)
        .unwrap();
    let digits = code.as_str().as_bytes();
    let frames = u64::try_from(FLASH_AREA_LEN / FRAME_LEN).unwrap();
    let (mut cuts, mut openings) = (0, 0);
    for saves in 0..=frames {
        let now = START + (frames + 2) * 3_600;
        for left in 0.. {
            prepare(&path, saves);
            let mut memory = Memory::load(Cut {
                flash: flash(&path),
                left,
                is_dead: false,
            })
            .unwrap();
            let first = restored(&memory).enter_code(&mut memory, now, OPERATION, digits);
            let is_cut = memory.into_flash().unwrap().is_dead;

            // The next process finds the state before a save or after it.
            let mut memory = Memory::load(flash(&path)).unwrap();
            let mut lockbox = restored(&memory);
            let cut = format!("{saves} saves, cut at {left}");
            assert!(lockbox.state().is_ok(), "{cut}");
            // The one before was killed before it could copy a row.
            check_log(&path, &lockbox, &cut);
            let mut enter = |at: u64, memory: &mut dyn Store| {
                let decision = lockbox.enter_code(memory, at, OPERATION, digits);
                check_log(&path, &lockbox, &cut);
                decision
            };
            let second = enter(now + 130, &mut memory);
            match first {
                Decision::Open { .. } => assert_eq!(second, DENIED),
                other => {
                    let failed = Decision::from(Reason::StoreFailed);
                    assert_eq!(other, failed);
                    assert!(second == DENIED || second.number() == 0, "{second:?}");
                }
            }
            assert_eq!(enter(now + 300, &mut memory), DENIED);
            if !is_cut {
                openings += 1;
                break;
            }
            cuts += 1;
        }
    }
    // Two saves of five writes, and now and then an erasure.
    assert!(cuts >= 10 * (frames + 1), "{cuts}");
    assert_eq!(openings, frames + 1);
}
