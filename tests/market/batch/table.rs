//! Histories as the rows of a table, and the rows of an answer.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type, Int32Type, UInt32Type};
use arrow_array::{Array, ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
use doorward::market::batch::Batch;
use doorward::market::presets::Chosen;
use doorward::market::{
    Date, Error, History, OwnedListing, OwnedRow, RowStatus, Rules, Scope, Warning, Warnings,
};

use crate::random::Random;

/// A row of the columns.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) property: Option<String>,
    pub(super) listing: Option<String>,
    pub(super) date: Date,
    pub(super) status: Option<String>,
    pub(super) sequence: Option<i64>,
    pub(super) event: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) system: Option<String>,
    pub(super) dates: [Date; 3],
}

fn row(property: Option<&str>, listing: &OwnedListing, row: &OwnedRow, scope: Scope) -> Row {
    Row {
        property: property.map(str::to_owned),
        listing: Some(listing.listing.clone()),
        date: row.date,
        status: Some(match &row.status {
            RowStatus::Known(status) => status.name().to_owned(),
            RowStatus::Unknown(text) => text.clone(),
        }),
        sequence: Some(row.sequence as i64),
        event: row.event.clone(),
        scope: listing.scope(scope).map(str::to_owned),
        system: listing.originating_system.clone(),
        dates: [
            listing.listing_contract_date,
            listing.original_entry_date,
            listing.expiration_date,
        ],
    }
}

/// The rows of a history, in their order.
pub(super) fn rows(property: Option<&str>, history: &History, scope: Scope) -> Vec<Row> {
    let listings = history.listings.iter();
    let rows = listings.flat_map(|listing| {
        let events = listing.events.iter();
        events.map(move |event| row(property, listing, event, scope))
    });
    rows.collect()
}

/// The columns of rows.
pub(super) fn table(rows: &[Row]) -> RecordBatch {
    fn texts<'a>(rows: &'a [Row], of: impl Fn(&'a Row) -> Option<&'a String>) -> ArrayRef {
        let texts = rows.iter().map(|row| of(row).map(String::as_str));
        Arc::new(texts.collect::<StringArray>())
    }
    fn dates(rows: &[Row], of: impl Fn(&Row) -> Date) -> ArrayRef {
        let dates = rows.iter().map(|row| of(row).number());
        Arc::new(dates.collect::<Date32Array>())
    }
    let sequence: Int64Array = rows.iter().map(|row| row.sequence).collect();
    RecordBatch::try_from_iter_with_nullable([
        (
            "PropertyKey",
            texts(rows, |row| row.property.as_ref()),
            true,
        ),
        ("ListingKey", texts(rows, |row| row.listing.as_ref()), true),
        ("EffectiveDate", dates(rows, |row| row.date), true),
        (
            "StandardStatus",
            texts(rows, |row| row.status.as_ref()),
            true,
        ),
        ("Sequence", Arc::new(sequence), true),
        ("EventKey", texts(rows, |row| row.event.as_ref()), true),
        ("ScopeKey", texts(rows, |row| row.scope.as_ref()), true),
        (
            "OriginatingSystemName",
            texts(rows, |row| row.system.as_ref()),
            true,
        ),
        ("ListingContractDate", dates(rows, |row| row.dates[0]), true),
        ("OriginalEntryDate", dates(rows, |row| row.dates[1]), true),
        ("ExpirationDate", dates(rows, |row| row.dates[2]), true),
    ])
    .unwrap()
}

/// A row of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) property: Option<String>,
    pub(super) listing: String,
    pub(super) status: Option<String>,
    pub(super) on_off: [Option<i32>; 2],
    pub(super) days: [Option<i32>; 2],
    pub(super) class: Option<String>,
    pub(super) chain_first: Option<String>,
    pub(super) chain_len: u32,
    pub(super) warnings: u32,
    pub(super) error: Option<String>,
}

fn text(column: &ArrayRef, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    if let Some(texts) = column.as_string_opt::<i32>() {
        return Some(texts.value(row).to_owned());
    }
    if let Some(texts) = column.as_string_opt::<i64>() {
        return Some(texts.value(row).to_owned());
    }
    if let Some(texts) = column.as_string_view_opt() {
        return Some(texts.value(row).to_owned());
    }
    let listed = column.as_dictionary::<Int8Type>();
    let key = listed.keys().value(row);
    text(listed.values(), usize::try_from(key).unwrap())
}

/// The rows of an answer.
pub(super) fn lines(batches: &[RecordBatch]) -> Vec<Line> {
    let mut lines = Vec::new();
    for batch in batches {
        let text = |name: &str, row| text(&batch[name], row);
        let day = |name: &str, row| {
            let days = batch[name].as_primitive::<Date32Type>();
            days.is_valid(row).then(|| days.value(row))
        };
        let number = |name: &str, row| {
            let numbers = batch[name].as_primitive::<Int32Type>();
            numbers.is_valid(row).then(|| numbers.value(row))
        };
        let bits = |name: &str, row| batch[name].as_primitive::<UInt32Type>().value(row);
        for row in 0..batch.num_rows() {
            lines.push(Line {
                property: text("PropertyKey", row),
                listing: text("ListingKey", row).unwrap(),
                status: text("StandardStatus", row),
                on_off: [day("OnMarketDate", row), day("OffMarketDate", row)],
                days: [
                    number("DaysOnMarket", row),
                    number("CumulativeDaysOnMarket", row),
                ],
                class: text("DaysOnMarketClass", row),
                chain_first: text("ChainFirst", row),
                chain_len: bits("ChainLength", row),
                warnings: bits("Warnings", row),
                error: text("Error", row),
            });
        }
    }
    lines
}

/// What the engine says of each listing of a history that has rows, one by one.
pub(super) fn expected(property: Option<&str>, history: &History, rules: &Rules) -> Vec<Line> {
    let mut histories = vec![history.clone()];
    if property.is_none() {
        // Each is by itself.
        let listings = history.listings.iter();
        let alone = listings.map(|listing| History {
            listings: vec![listing.clone()],
            ..history.clone()
        });
        histories = alone.collect();
    }
    let mut lines = Vec::new();
    for mut history in histories {
        history
            .listings
            .retain(|listing| !listing.events.is_empty());
        for listing in history.listings.clone() {
            history.target = listing.listing;
            lines.push(line(property, &history, rules));
        }
    }
    lines.sort_by(|a, b| a.listing.cmp(&b.listing));
    lines
}

fn line(property: Option<&str>, history: &History, rules: &Rules) -> Line {
    let explained = match history.explain(&Chosen::from(*rules)) {
        Ok(explained) => Some(explained),
        Err(Error::UnknownStatus) => None,
        Err(error) => panic!("{error}"),
    };
    let found = explained.as_ref();
    let missing = Warnings::of(&[Warning::PropertyMissing]);
    let number = |of: fn(&doorward::market::Explanation) -> Option<u32>| {
        found.and_then(of).map(|days| days as i32)
    };
    Line {
        property: property.map(str::to_owned),
        listing: history.target.clone(),
        status: found
            .and_then(|it| it.status)
            .map(|status| status.name().to_owned()),
        on_off: [
            number(|it| it.on_market_date.map(doorward::calendar::Day::number)),
            number(|it| it.off_market_date.map(doorward::calendar::Day::number)),
        ],
        days: [number(|it| it.dom), number(|it| it.cdom)],
        class: found
            .and_then(|it| it.class)
            .map(|class| class.name().to_owned()),
        chain_first: found.and_then(|it| it.chain.first().cloned()),
        chain_len: found.map_or(0, |it| it.chain.len() as u32),
        warnings: found.map_or(0, |it| {
            let mut warnings = it.warnings;
            if property.is_none() {
                warnings = warnings.union(missing);
            }
            warnings.bits()
        }),
        error: found.is_none().then(|| "unknown_status".to_owned()),
    }
}

/// Cuts a table into record batches, some of them empty.
pub(super) fn cut(random: &mut Random, table: &RecordBatch) -> Vec<RecordBatch> {
    let mut batches = vec![table.slice(0, 0)];
    let mut start = 0;
    while start < table.num_rows() {
        let len = random.below(table.num_rows() as u64 / 2 + 2) as usize;
        let len = len.min(table.num_rows() - start);
        batches.push(table.slice(start, len));
        start += len;
    }
    batches
}

/// Pushes record batches through a stream.
pub(super) fn stream(batch: &Batch, batches: &[RecordBatch]) -> Vec<Line> {
    let mut stream = batch.stream();
    let mut given = Vec::new();
    for batch in batches {
        given.extend(stream.push(batch).unwrap());
    }
    let (rest, _) = stream.finish().unwrap();
    given.extend(rest);
    lines(&given)
}
