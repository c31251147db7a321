//! Attacks on the audit log, on the way from the box to the service.

use doorward::audit::{AuditLog, Collection, Entry, Event, Fault, FaultKind, Row};
use doorward::grants::{GrantBody, GrantOperation, Operations, Request};
use doorward::keys::{AuditKey, Key};

use super::scene::{Door, NOON, body, first_audit, id, issue};
use super::{APPLIED, OPEN};

/// A box with a history of openings, and its rows.
fn visited(name: &str, visits: u8) -> (Door, Vec<Row>) {
    let mut door = Door::new(name);
    for visit in 0..visits {
        door.now = NOON + 10 * u64::from(visit);
        let grant = issue(&GrantBody {
            grant_id: [visit; 16],
            ..body(&door.id)
        });
        assert_eq!(door.opens(&grant), OPEN);
    }
    let rows = door.rows();
    // The first sync: bulletin and clock.
    assert_eq!(rows.len(), 2 + usize::from(visits));
    (door, rows)
}

fn faults(log: &mut Collection, rows: &[Row]) -> Vec<(usize, u32, FaultKind)> {
    let mut others = [AuditLog::new(first_audit(&id("LB-2")))];
    log.add(rows, None, &mut others)
        .into_iter()
        .map(|fault: Fault| (fault.position, fault.sequence, fault.kind))
        .collect()
}

fn log() -> Collection {
    Collection::new(first_audit(&id("LB-1")))
}

#[test]
fn an_honest_log_is_whole() {
    let (door, rows) = visited("LB-1", 6);
    let mut log = log();
    assert_eq!(faults(&mut log, &rows), []);
    let head = door.lockbox.audit_head(door.now).unwrap();
    assert!(log.add(&[], Some(&head), &mut []).is_empty());
    assert_eq!((log.missing(), log.next()), (Vec::new(), 8));
    let entries: Vec<&Entry> = log.entries().collect();
    assert_eq!(entries[0].event, Event::Bulletin);
    assert_eq!(entries[1].event, Event::Clock);
    assert!(
        entries[2..]
            .iter()
            .all(|entry| entry.event == Event::Grant && entry.outcome == 0)
    );
}

#[test]
fn row_dropped() {
    let (door, rows) = visited("LB-1", 6);
    let mut log = log();
    let mut kept = rows.clone();
    kept.remove(4);
    assert_eq!(faults(&mut log, &kept), []);
    assert_eq!(log.missing(), vec![4_u32..5]);
    // The end cut off shows with the head.
    let mut cut = Collection::new(first_audit(&id("LB-1")));
    assert_eq!(faults(&mut cut, &rows[..6]), []);
    assert_eq!(cut.missing(), []);
    let head = door.lockbox.audit_head(door.now).unwrap();
    assert!(cut.add(&[], Some(&head), &mut []).is_empty());
    assert_eq!(cut.missing(), vec![6_u32..8]);
}

#[test]
fn row_changed() {
    let (_, rows) = visited("LB-1", 6);
    for bit in 0..64 * 8 {
        let mut log = log();
        let mut changed = rows.clone();
        changed[3][bit / 8] ^= 1 << (bit % 8);
        let found = faults(&mut log, &changed);
        assert_eq!(found.len(), 1, "bit {bit}");
        assert_eq!(found[0].0, 3);
        assert!(
            matches!(found[0].2, FaultKind::Changed | FaultKind::TooFar),
            "bit {bit}"
        );
        assert_eq!(log.missing(), vec![3_u32..4]);
    }
}

#[test]
fn rows_reordered() {
    let (_, mut rows) = visited("LB-1", 6);
    rows.swap(2, 5);
    let mut log = log();
    let late = [
        (3, 3, FaultKind::OutOfOrder),
        (4, 4, FaultKind::OutOfOrder),
        (5, 2, FaultKind::OutOfOrder),
    ];
    assert_eq!(faults(&mut log, &rows), late);
    assert_eq!(log.missing(), []);
}

#[test]
fn row_replayed() {
    let (_, mut rows) = visited("LB-1", 6);
    rows.insert(6, rows[3]);
    let mut log = log();
    assert_eq!(faults(&mut log, &rows), [(6, 3, FaultKind::Replayed)]);
    // In another piece it is an overlap, which is no fault.
    assert_eq!(faults(&mut log, &rows[2..5]), []);
}

#[test]
fn row_of_another_box() {
    let (_, mut rows) = visited("LB-1", 6);
    let (_, foreign) = visited("LB-2", 6);
    let (_, unknown) = visited("LB-3", 6);
    rows[4] = foreign[4];
    rows[5] = unknown[5];
    let mut log = log();
    let found = [(4, 4, FaultKind::Foreign(0)), (5, 5, FaultKind::Changed)];
    assert_eq!(faults(&mut log, &rows), found);
    assert_eq!(log.missing(), vec![4_u32..6]);
}

#[test]
fn head_of_the_log_forged() {
    let (door, rows) = visited("LB-1", 6);
    let head = door.lockbox.audit_head(door.now).unwrap();
    for bit in 0..head.len() * 8 {
        let mut log = log();
        let mut forged = head;
        forged[bit / 8] ^= 1 << (bit % 8);
        let found = log.add(&rows, Some(&forged), &mut []);
        assert_eq!(found.len(), 1, "bit {bit}");
        assert_eq!(
            (found[0].position, found[0].kind),
            (8, FaultKind::HeadForged)
        );
    }
    // An old head, to hide the rows since: it is older than what came with it.
    let (earlier, _) = visited("LB-1", 3);
    let old = earlier.lockbox.audit_head(earlier.now).unwrap();
    let found = log().add(&rows, Some(&old), &mut []);
    assert_eq!(
        (found[0].sequence, found[0].kind),
        (5, FaultKind::HeadStale)
    );
}

#[test]
fn pieces_of_several_phones_assemble_in_any_order() {
    let (door, rows) = visited("LB-1", 18);
    let head = door.lockbox.audit_head(door.now).unwrap();
    let pieces = [
        &rows[12..20],
        &rows[0..7],
        &rows[5..13],
        &rows[3..4],
        &rows[19..20],
    ];
    for start in 0..pieces.len() {
        for step in [1, 2, 3, 4] {
            let mut log = log();
            for index in 0..pieces.len() {
                let piece = pieces[(start + index * step) % pieces.len()];
                assert!(log.add(piece, Some(&head), &mut []).is_empty());
            }
            assert_eq!(log.missing(), []);
            assert!(log.rows().eq(&rows));
        }
    }
}

/// A box was copied, or its key taken: two rows of one number, both genuine.
#[test]
fn a_copied_box_shows() {
    let (_, rows) = visited("LB-1", 6);
    let (_, other) = {
        let mut door = Door::new("LB-1");
        door.now += 77;
        let grant = issue(&body(&door.id));
        assert_eq!(door.opens(&grant), OPEN);
        let rows = door.rows();
        (door, rows)
    };
    let mut log = log();
    assert_eq!(faults(&mut log, &rows), []);
    assert_eq!(faults(&mut log, &other), [(2, 2, FaultKind::Forked)]);
}

/// Whoever takes a box apart finds its present key, and no key of a row before.
#[test]
fn an_extracted_box_alters_no_row_written_before() {
    let (door, rows) = visited("LB-1", 6);
    let snapshot = &door.store.0;
    let mut key: AuditKey = first_audit(&door.id);
    for sequence in 0..8 {
        let stands = snapshot
            .windows(32)
            .any(|bytes| bytes == key.expose_bytes());
        assert!(!stands, "the key of row {sequence} can be extracted");
        key = key.next();
    }
    let extracted: [u8; 32] = snapshot[1_189..1_221].try_into().unwrap();
    assert_eq!(&extracted, key.expose_bytes());
    let extracted: AuditKey = Key::from_bytes(&extracted).unwrap();
    // All that can be made of it: keys of rows to come.
    let mut log = log();
    assert_eq!(faults(&mut log, &rows), []);
    let said = log.entries().nth(4).copied().unwrap();
    let mut forging = extracted;
    for _ in 0..20 {
        let forged = forging.row(&Entry { outcome: 7, ..said });
        assert_eq!(faults(&mut log, &[forged]), [(0, 4, FaultKind::Changed)]);
        forging = forging.next();
    }
}

/// Failures are counted, not listed: they push nothing out of the ring.
#[test]
fn a_storm_of_failures_hides_nothing() {
    let mut door = Door::new("LB-1");
    let read = Request::new(GrantOperation::ReadLog, &[]).unwrap();
    let guest = issue(&body(&door.id));
    for _ in 0..1_000 {
        assert_eq!(door.visit(&guest, &read).number(), 23);
    }
    assert_eq!(door.rows().len(), 2);
    let member = issue(&GrantBody {
        operations: Operations::MEMBER,
        grant_id: [9; 16],
        ..body(&door.id)
    });
    assert_eq!(door.visit(&member, &read).number(), APPLIED);
    let mut log = log();
    let rows = door.rows();
    assert_eq!(faults(&mut log, &rows), []);
    let counted = log.entries().nth(2).unwrap();
    assert_eq!((counted.outcome, counted.detail), (23, 1_000));
    assert_eq!(rows.len(), 4);
}
