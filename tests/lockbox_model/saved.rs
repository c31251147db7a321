//! The start of a snapshot, byte for byte as its page has it.

use super::memory::Remembered;

/// The flag of a save that voids the rows, which is gone with the next.
const ROWS_VOID: u8 = 4;
const UNCONFIRMED_AT: usize = 120;

/// The bytes up to the zone.
fn numbers(m: &Remembered) -> Vec<u8> {
    let mut bytes = vec![2, u8::from(m.clock_set) | u8::from(m.suspended) << 1];
    bytes.extend(m.epoch.to_be_bytes());
    bytes.extend(m.sequence.to_be_bytes());
    for instant in [m.persisted, m.last_sync, m.last_clock_code] {
        bytes.extend(instant.to_be_bytes());
    }
    for sum in [m.forward, m.back] {
        bytes.extend(u32::try_from(sum).unwrap().to_be_bytes());
    }
    bytes.extend(m.forgotten.to_be_bytes());
    bytes.extend(m.challenges.to_be_bytes());
    bytes.push(u8::try_from(m.run.len().min(255)).unwrap());
    bytes.push(u8::try_from(m.total.len()).unwrap());
    bytes.extend(m.wait_until.to_be_bytes());
    bytes.extend(m.falls_from.to_be_bytes());
    bytes
}

/// The row whose opening may be repeated, from 1, or 0; none if its row was freed.
fn unconfirmed(m: &Remembered) -> Option<u8> {
    let Some(name) = &m.unconfirmed else {
        return Some(0);
    };
    let mut rows = (1..).zip(&m.places);
    let found = rows.find(|(_, row)| row.as_ref().is_some_and(|row| row.name == *name));
    found.map(|(number, _)| number)
}

pub(crate) fn is_as_saved(m: &Remembered, snapshot: &[u8]) -> bool {
    let mut expected = numbers(m);
    expected[1] |= snapshot[1] & ROWS_VOID;
    snapshot.starts_with(&expected)
        && unconfirmed(m).is_none_or(|number| number == snapshot[UNCONFIRMED_AT])
}
