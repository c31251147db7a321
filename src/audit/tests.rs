use hex_literal::hex;
use test_std::vec::Vec;

use super::{AuditLog, Entry, Event, Finding, ForgedHead, Head, Method, Row};
use crate::hash::count::compressions;
use crate::keys::{AuditKey, Key};

fn first() -> AuditKey {
    let bytes = hex!("617130cbe30494a83f9b0417dfbf617012bae58bf7beea9a8c3911fae781457c");
    Key::from_bytes(&bytes).unwrap()
}

/// Row 0 of the specification's worked example.
fn entry() -> Entry {
    Entry {
        sequence: 0,
        epoch: 1,
        instant: 1_778_951_100,
        event: Event::Entry,
        outcome: 0,
        method: Method::Day,
        operation: 1,
        subject: hex!("010000000000506d0000000000000000"),
        detail: 0,
    }
}

fn rows(count: u32) -> (Vec<Row>, AuditKey) {
    let mut key = first();
    let rows = (0..count)
        .map(|sequence| {
            let row = key.row(&Entry {
                sequence,
                ..entry()
            });
            key = key.next();
            row
        })
        .collect();
    (rows, key)
}

#[test]
fn the_worked_example_of_the_specification_comes_out() {
    let key = first();
    let row = key.row(&entry());
    assert!(row.ends_with(&hex!("024c11054d40a0a616480cbae3262813")));
    let next = key.next();
    let expected = hex!("f493cdc1021dfbe08e3e9afece561f737e21ac28903e2378ea9d9464b8df22a1");
    assert_eq!(next.expose_bytes(), &expected);
    let head = next.head(1, 1_778_951_100);
    assert_eq!(
        head,
        hex!("00000001000000006a08a3bc07090abdc9ff056edf378a7c9aad35a9")
    );
    let second = Entry {
        sequence: 1,
        instant: 1_778_966_400,
        method: Method::Flex,
        subject: hex!("02000000000f149a00000c1a00000000"),
        ..entry()
    };
    assert!(
        next.row(&second)
            .ends_with(&hex!("1353dbc8e610f4a6a2e3afbd81f188cd"))
    );
}

#[test]
fn rows_are_checked_in_any_order_and_with_gaps() {
    let (rows, last) = rows(40);
    let mut log = AuditLog::new(first());
    for index in [39_usize, 0, 7, 8, 7, 39, 12] {
        let sequence = index as u32;
        let genuine = Finding::Genuine(Entry {
            sequence,
            ..entry()
        });
        assert_eq!(log.check_row(&rows[index]), genuine);
    }
    let head = last.head(40, 5);
    assert_eq!(
        log.check_head(&head),
        Ok(Head {
            next: 40,
            instant: 5
        })
    );
}

#[test]
fn every_flipped_bit_of_a_row_and_of_a_head_is_found() {
    let (rows, last) = rows(3);
    let mut log = AuditLog::new(first());
    for bit in 0..64 * 8 {
        let mut row = rows[2];
        row[bit / 8] ^= 1 << (bit % 8);
        assert!(
            !matches!(log.check_row(&row), Finding::Genuine(_)),
            "bit {bit}"
        );
    }
    for bit in 0..28 * 8 {
        let mut head = last.head(3, 1_778_951_100);
        head[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(log.check_head(&head), Err(ForgedHead), "bit {bit}");
    }
    let mut far = rows[0];
    far[..4].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(log.check_row(&far), Finding::TooFar { sequence: u32::MAX });
}

/// Whoever has the box's key now cannot write what was before.
#[test]
fn an_extracted_key_alters_no_row_written_before() {
    let (rows, extracted) = rows(5);
    let mut log = AuditLog::new(first());
    for sequence in 0..5 {
        let forged = extracted.row(&Entry {
            sequence,
            outcome: 2,
            ..entry()
        });
        assert_eq!(log.check_row(&forged), Finding::Forged { sequence });
        let later = extracted.next().row(&Entry {
            sequence,
            outcome: 2,
            ..entry()
        });
        assert_eq!(log.check_row(&later), Finding::Forged { sequence });
    }
    assert!(
        rows.iter()
            .all(|row| matches!(log.check_row(row), Finding::Genuine(_)))
    );
    let ahead = extracted.row(&Entry {
        sequence: 5,
        ..entry()
    });
    assert!(matches!(log.check_row(&ahead), Finding::Genuine(_)));
}

#[test]
fn a_row_and_the_step_to_the_next_key_take_seven_compressions() {
    let key = first();
    assert_eq!(compressions(|| key.row(&entry())).1, 3);
    assert_eq!(compressions(|| key.next()).1, 4);
    assert_eq!(compressions(|| key.head(1, 1)).1, 2);
}

#[test]
fn numbers_and_names_go_both_ways() {
    for number in 0..=255 {
        let event = Event::from_number(number);
        assert_eq!(event.map_or(number, Event::number), number);
        assert_eq!(event.is_some(), (1..=7).contains(&number));
        let method = Method::from_number(number);
        assert_eq!(method.map_or(number, Method::number), number);
        assert_eq!(method.is_some(), number <= 5);
    }
}
