//! What was met, and whether it is all that the pages know of.

use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Call {
    Code,
    Grant,
    Bulletin,
    Limits,
    Confirm,
    Power,
    Tick,
    /// A challenge given counts as applied, a head as well.
    Session,
    Drain,
}

/// The decision numbers that each call has, by the tables of the specification.
const NUMBERS: [(Call, &[usize]); 9] = [
    (
        Call::Code,
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
    ),
    (
        Call::Grant,
        &[
            0, 1, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26,
        ],
    ),
    (Call::Bulletin, &[1, 13, 14, 15, 16, 17, 18, 24, 25, 26]),
    (Call::Limits, &[1, 13, 14, 15, 23]),
    (Call::Confirm, &[1, 13, 14]),
    (Call::Power, &[1, 13, 14]),
    (Call::Tick, &[1, 13, 14]),
    (Call::Session, &[1, 13, 14, 24]),
    (Call::Drain, &[1, 13, 14, 23]),
];

/// The lines of the page on the log, its failures last.
const ROWS: [&str; 22] = [
    "day code opens",
    "flex code opens",
    "day code cancelled",
    "flex code cancelled",
    "clock code",
    "epoch code",
    "bulletin",
    "epoch by a bulletin",
    "clock by a bulletin",
    "power",
    "grant opens",
    "grant to read",
    "grant to update",
    "grant to own",
    "transfer",
    "epoch by a transfer",
    "epoch by a grant",
    "limits replaced",
    "code refused",
    "code refused by its row",
    "day code outside hours",
    "grant without proof",
];
const GRANT_REFUSED: &str = "grant refused";

#[derive(Default)]
pub(crate) struct Tally {
    calls: [[u64; 27]; NUMBERS.len()],
    rows: BTreeMap<&'static str, u64>,
    /// Calls that wrote no row, one, two, three, four.
    at_once: [u64; 5],
}

impl Tally {
    pub(crate) fn call(&mut self, call: Call, number: u8, rows: usize) {
        self.calls[call as usize][usize::from(number)] += 1;
        self.at_once[rows] += 1;
    }

    pub(crate) fn row(&mut self, what: &'static str) {
        *self.rows.entry(what).or_default() += 1;
    }

    pub(crate) fn operations(&self) -> u64 {
        self.calls.iter().flatten().sum()
    }

    pub(crate) fn presented(&self) -> u64 {
        self.calls[Call::Grant as usize].iter().sum()
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows.values().sum()
    }

    /// Each decision that a call has was met so often, no other was, and every line of the
    /// log.
    pub(crate) fn check(&self, least: u64) {
        for (index, (call, numbers)) in NUMBERS.iter().enumerate() {
            assert_eq!(*call as usize, index);
            let counts = &self.calls[index];
            println!("{call:?}, decisions by number: {counts:?}");
            for (number, count) in counts.iter().enumerate() {
                let is_good = if numbers.contains(&number) {
                    *count >= least
                } else {
                    *count == 0
                };
                assert!(
                    is_good,
                    "{call:?}: decision {number} was given {count} times"
                );
            }
        }
        println!("rows: {:?}, in one call: {:?}", self.rows, self.at_once);
        for what in ROWS.iter().chain([&GRANT_REFUSED]) {
            let count = self.rows.get(what).copied().unwrap_or_default();
            assert!(count >= least, "{what}: {count} rows");
        }
        assert_eq!(self.rows.len(), ROWS.len() + 1);
        for (rows, count) in self.at_once.iter().enumerate() {
            assert!(*count >= least, "{count} calls with {rows} rows");
        }
    }
}
