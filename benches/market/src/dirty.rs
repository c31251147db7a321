//! Listings as feeds have them.

use crate::random::Random;

/// A row of a listing.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) listing: Option<u64>,
    pub(crate) date: Option<i32>,
    pub(crate) status: &'static str,
    pub(crate) sequence: i64,
    pub(crate) expiration: Option<i32>,
}

const MIDDLE: [&str; 6] = [
    "Active Under Contract",
    "ActiveUnderContract",
    "Pending",
    "Hold",
    "Withdrawn",
    "Active",
];
const END: [&str; 4] = ["Canceled", "Cancelled", "Expired", "Closed"];

/// The rows of the next listings of a property.
pub(crate) fn property(random: &mut Random, next_listing: &mut u64) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut begin = random.days(14_000, 6_000);
    loop {
        let end = listing(random, *next_listing, begin, &mut rows);
        *next_listing = next_listing.saturating_add(1);
        if random.percent(45) {
            return rows;
        }
        begin = match random.below(10) {
            0 => random.days(begin, 60),
            1..=5 => random.days(end, 45),
            _ => random.days(end, 700),
        };
    }
}

fn listing(random: &mut Random, number: u64, begin: i32, rows: &mut Vec<Row>) -> i32 {
    let mut day = begin;
    let mut sequence = 0;
    let expires = random.percent(30).then(|| random.days(begin, 300));
    let mut push = |random: &mut Random, day: i32, status: &'static str| {
        sequence += 1;
        let (date, status) = match random.below(500) {
            0 => (None, status),
            1 => (Some(-25_567), status),
            2 => (Some(day), "Delete"),
            3 => (Some(day), "Sold"),
            4 => (Some(random.days(begin, 200)), status),
            _ => (Some(day), status),
        };
        let row = Row {
            listing: (!random.below(2_000).eq(&0)).then_some(number),
            date,
            status,
            sequence,
            expiration: expires,
        };
        if random.below(100) == 0 {
            rows.push(row.clone());
        }
        rows.push(row);
    };
    if random.percent(10) {
        push(random, day, "Coming Soon");
        day = random.days(day, 20);
    }
    push(random, day, "Active");
    day = random.days(day, 60);
    while random.percent(35) {
        let place = usize::try_from(random.below(6)).unwrap_or(0);
        push(random, day, MIDDLE.get(place).unwrap_or(&"Active"));
        day = random.days(day, 30);
    }
    if random.percent(95) {
        let place = usize::try_from(random.below(4)).unwrap_or(0);
        push(random, day, END.get(place).unwrap_or(&"Closed"));
    }
    day
}
