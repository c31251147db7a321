//! Pieces of a log as phones bring them.

use std::collections::BTreeMap;

use doorward::audit::{AuditLog, Collection, FaultKind, Row};
use doorward::keys::AuditKey;

use crate::bytes::{Bytes, hmac};

const ROWS: u32 = 24;

/// Rows of a box, changed, repeated, left out and mixed with another's: the collection has genuine
/// ones alone, and knows which it lacks.
pub(crate) fn audit(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (first, other) = (AuditKey::from(&[1; 32]), AuditKey::from(&[2; 32]));
    let entry: [u8; 48] = bytes.array();
    let mut genuine = BTreeMap::new();
    let mut heads = Vec::new();
    let (mut key, mut rows, mut foreign) = (AuditKey::from(&[1; 32]), Vec::new(), Vec::new());
    for sequence in 0..ROWS {
        // The first bytes given are an entry of any kind, under a true tag.
        let mut entry = entry;
        entry[..4].copy_from_slice(&sequence.to_be_bytes());
        rows.push(row(&key, &entry));
        foreign.push(row(&other, &entry));
        heads.push(key.head(sequence, 5));
        genuine.insert(sequence, rows[sequence as usize]);
        key = key.next();
    }
    let mut log = Collection::new(first);
    while !bytes.is_empty() {
        let mut piece: Vec<Row> = Vec::new();
        for _ in 0..bytes.u8() % 8 {
            let index = bytes.below(ROWS as usize);
            let mut row = match bytes.u8() % 8 {
                0 => foreign[index],
                1 => bytes.array(),
                _ => rows[index],
            };
            if bytes.u8() % 8 == 0 {
                row[bytes.below(64)] ^= bytes.u8();
            }
            piece.push(row);
        }
        let head = match bytes.u8() % 4 {
            0 => None,
            1 => Some(bytes.array()),
            _ => Some(heads[bytes.below(ROWS as usize)]),
        };
        let mut others = [AuditLog::new(AuditKey::from(&[2; 32]))];
        let faults = log.add(&piece, head.as_ref(), &mut others);
        assert!(faults.iter().all(|fault| fault.kind != FaultKind::Forked));
        check(&log, &genuine);
    }
}

fn row(key: &AuditKey, entry: &[u8; 48]) -> Row {
    let parts: [&[u8]; 4] = [b"doorward/v1/", b"audit-entry", &[0], entry];
    let tag = hmac(key.expose_bytes(), &parts);
    let mut row = [0; 64];
    row[..48].copy_from_slice(entry);
    row[48..].copy_from_slice(&tag[..16]);
    row
}

fn check(log: &Collection, genuine: &BTreeMap<u32, Row>) {
    let mut there = 0;
    for (entry, row) in log.entries().zip(log.rows()) {
        assert_eq!(genuine.get(&entry.sequence), Some(row));
        assert_eq!(entry.to_bytes(), row[..48]);
        there += 1;
    }
    let missing: u32 = log
        .missing()
        .iter()
        .map(|range| range.end - range.start)
        .sum();
    assert_eq!(there + missing, log.next());
}
