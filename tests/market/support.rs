//! Histories written as the text writes them.

use doorward::calendar::Day;
use doorward::market::{Answer, Class, Date, History, OwnedListing, OwnedRow, Rules, Warning};

/// A date, of 2025 where no year is given; `?` is none.
pub(crate) fn date(text: &str) -> Date {
    match text.len() {
        1 => Date::MISSING,
        5 => Date::parse(&format!("2025-{text}")).unwrap(),
        _ => Date::parse(text).unwrap(),
    }
}

pub(crate) fn day(text: &str) -> Day {
    date(text).day().unwrap()
}

/// A row: a status, a date, and after that `#` with the sequence or `@` with the event.
fn row(text: &str) -> OwnedRow {
    let mut words = text.split_whitespace();
    let status = match words.next().unwrap() {
        "I" => "Incomplete",
        "CS" => "ComingSoon",
        "A" => "Active",
        "U" => "ActiveUnderContract",
        "H" => "Hold",
        "W" => "Withdrawn",
        "P" => "Pending",
        "C" => "Canceled",
        "X" => "Expired",
        "S" => "Closed",
        "D" => "Delete",
        other => other,
    };
    let mut row = OwnedRow {
        date: date(words.next().unwrap()),
        status: status.into(),
        sequence: 0,
        event: None,
    };
    for word in words {
        match word.split_at(1) {
            ("#", sequence) => row.sequence = sequence.parse().unwrap(),
            ("@", event) => row.event = Some(event.to_owned()),
            _ => panic!("{word}"),
        }
    }
    row
}

/// A listing: its key, values such as `office=O1`, and rows with commas between.
fn listing(text: &str) -> OwnedListing {
    let (key, mut rest) = text.trim().split_once(' ').unwrap_or((text, ""));
    let mut listing = OwnedListing {
        listing: key.to_owned(),
        ..OwnedListing::default()
    };
    while let Some((name, after)) = rest.trim_start().split_once('=') {
        let (value, after) = after.split_once(' ').unwrap_or((after, ""));
        let text = Some(value.to_owned());
        match name {
            "office" => listing.office = text,
            "branch" => listing.branch = text,
            "firm" => listing.firm = text,
            "agent" => listing.agent = text,
            "type" => listing.property_type = text,
            "system" => listing.originating_system = text,
            "contract" => listing.listing_contract_date = date(value),
            "entry" => listing.original_entry_date = date(value),
            "expiration" => listing.expiration_date = date(value),
            _ => panic!("{name}"),
        }
        rest = after;
    }
    if !rest.trim().is_empty() {
        listing.events = rest.split(',').map(row).collect();
    }
    listing
}

/// Listings with semicolons between, at the end of 2025; the last is asked about.
pub(crate) fn history(text: &str) -> History {
    let listings: Vec<OwnedListing> = text.split(';').map(|text| listing(text.trim())).collect();
    History {
        as_of: day("12-31"),
        target: listings.last().unwrap().listing.clone(),
        listings,
    }
}

pub(crate) fn answer(text: &str, rules: &Rules) -> Answer {
    history(text).answer(rules).unwrap()
}

/// DOM, CDOM and class.
pub(crate) fn counts(answer: &Answer) -> (Option<u32>, Option<u32>, Option<Class>) {
    (answer.dom, answer.cdom, answer.class)
}

/// The names of an answer's warnings, one space between.
pub(crate) fn warnings(answer: &Answer) -> String {
    let names: Vec<_> = answer.warnings.iter().map(Warning::name).collect();
    names.join(" ")
}
