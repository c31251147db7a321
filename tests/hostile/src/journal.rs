//! Flash that was cut short, or is not what it was.

use doorward::bounds::SNAPSHOT_LEN;
use doorward::lockbox::{FRAME_LEN, Flash, Journal, Store as _, StoreError};

use crate::bytes::Bytes;

/// Two areas, and how many bytes may still be changed before the power goes.
struct Memory {
    areas: [Vec<u8>; 2],
    budget: Option<usize>,
}

impl Memory {
    fn change(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        for (place, byte) in self.areas[usize::from(area)][offset..]
            .iter_mut()
            .zip(bytes)
        {
            match &mut self.budget {
                Some(0) => return Err(StoreError),
                Some(left) => *left -= 1,
                None => {}
            }
            *place = *byte;
        }
        Ok(())
    }
}

impl Flash for &mut Memory {
    fn area_len(&self) -> usize {
        self.areas[0].len()
    }

    fn read(&self, area: u8, offset: usize, bytes: &mut [u8]) -> Result<(), StoreError> {
        bytes.copy_from_slice(&self.areas[usize::from(area)][offset..offset + bytes.len()]);
        Ok(())
    }

    fn erase(&mut self, area: u8) -> Result<(), StoreError> {
        let blank = vec![0xff; self.areas[0].len()];
        self.change(area, 0, &blank)
    }

    fn write(&mut self, area: u8, offset: usize, bytes: &[u8]) -> Result<(), StoreError> {
        self.change(area, offset, bytes)
    }
}

fn snapshot(number: u8) -> [u8; SNAPSHOT_LEN] {
    let mut snapshot = [number; SNAPSHOT_LEN];
    snapshot[0] = 2;
    snapshot
}

/// Saves of which any may be cut anywhere: the box then finds what it saved before or what it
/// was saving. Flash that says anything at all is a journal with something or nothing in it.
pub(crate) fn journal(data: &[u8]) {
    let mut bytes = Bytes(data);
    let len = FRAME_LEN * (1 + bytes.below(3)) + bytes.below(64);
    let mut memory = Memory {
        areas: [vec![0xff; len], vec![0xff; len]],
        budget: None,
    };
    if bytes.u8() % 4 == 0 {
        any_flash(&mut memory, &mut bytes);
        return;
    }
    let mut saved: Option<u8> = None;
    let mut number = 0_u8;
    while !bytes.is_empty() {
        number = number.wrapping_add(1);
        memory.budget = (bytes.u8() % 4 == 0).then(|| bytes.below(3 * FRAME_LEN));
        let mut tried = saved;
        let mut is_saved = false;
        if let Ok(mut journal) = Journal::mount(&mut memory) {
            tried = Some(number);
            is_saved = journal.save(&snapshot(number)).is_ok();
        }
        memory.budget = None;
        let journal = Journal::mount(&mut memory).unwrap();
        let mut found = [0; SNAPSHOT_LEN];
        let has_one = journal.load(&mut found).unwrap();
        let found = has_one.then_some(found);
        let before = saved.map(snapshot);
        if is_saved {
            assert_eq!(found, Some(snapshot(number)));
            saved = Some(number);
        } else if found == before {
            // As if nothing had been tried.
        } else {
            assert_eq!(found, tried.map(snapshot));
            saved = tried;
        }
    }
}

fn any_flash(memory: &mut Memory, bytes: &mut Bytes<'_>) {
    for number in 0..bytes.u8() % 6 {
        if let Ok(mut journal) = Journal::mount(&mut *memory) {
            let _ = journal.save(&snapshot(number));
        }
    }
    while bytes.0.len() > 4 {
        let (area, at, value) = (usize::from(bytes.bool()), bytes.u16(), bytes.u8());
        let at = usize::from(at) % memory.areas[area].len();
        memory.areas[area][at] = value;
    }
    let mut found = [0; SNAPSHOT_LEN];
    let mut journal = Journal::mount(&mut *memory).unwrap();
    if journal.load(&mut found).unwrap() {
        assert!((0..6).any(|number| snapshot(number) == found));
    }
    let saved = journal.save(&snapshot(77));
    if saved.is_ok() {
        let journal = Journal::mount(&mut *memory).unwrap();
        assert!(journal.load(&mut found).unwrap() && found == snapshot(77));
    }
}
