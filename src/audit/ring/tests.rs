use test_std::vec;

use super::{HeldRows, Ring};
use crate::Error;
use crate::audit::Row;
use crate::bounds::AUDIT_ROW_LEN;

fn row(sequence: u32) -> Row {
    let mut row = [0xee; AUDIT_ROW_LEN];
    row[..4].copy_from_slice(&sequence.to_be_bytes());
    row
}

#[test]
fn the_last_rows_stay_and_older_ones_are_overwritten() {
    let mut places = vec![[0; AUDIT_ROW_LEN]; 500];
    let mut ring = Ring::new(&mut places).unwrap();
    let mut held = HeldRows {
        rows: [[0; AUDIT_ROW_LEN]; 4],
        count: 0,
    };
    for sequence in 0..1_203 {
        held.rows.rotate_left(usize::from(held.count == 4));
        held.count = 4.min(held.count + 1);
        held.rows[usize::from(held.count) - 1] = row(sequence);
        // Twice does no harm, and a caller that comes late by three rows misses none.
        if sequence % 4 == 3 {
            ring.keep(&held);
            ring.keep(&held);
        }
    }
    ring.keep(&held);
    assert_eq!(
        held.as_slice(),
        [row(1_199), row(1_200), row(1_201), row(1_202)]
    );
    assert_eq!(ring.oldest(1_203), 703);
    for sequence in 0..1_203 {
        let expected = (sequence >= 703).then(|| row(sequence));
        assert_eq!(ring.row(sequence, 1_203).copied(), expected, "{sequence}");
    }
    // A box that was provisioned anew counts from 0: the old rows are not its own.
    assert_eq!(ring.row(1_203, 1_203), None);
    assert_eq!(ring.row(1_000, 2), None);
    assert_eq!(ring.row(1, 2), None);
}

#[test]
fn a_ring_has_at_least_500_places() {
    let mut places = vec![[0; AUDIT_ROW_LEN]; 499];
    assert_eq!(Ring::new(&mut places).err(), Some(Error::RingTooSmall));
    assert_eq!(Ring::new(&mut []).err(), Some(Error::RingTooSmall));
}
