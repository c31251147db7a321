//! Rows of a table as histories: the listings of each property, with all that was said of them.

use std::collections::BTreeMap;

use arrow::array::Array as _;
use arrow::record_batch::RecordBatch;
use doorward::calendar::Day;
use doorward::market::batch::{Latest, When};
use doorward::market::{Date, OwnedListing, OwnedRow, RowStatus, Scope};

use super::columns::{
    self, CONTRACT, DATE, ENTRY, EVENT, EXPIRATION, LISTING, PROPERTY, SCOPE, SEQUENCE, STATUS,
    SYSTEM,
};

/// A listing's rows and values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) rows: Vec<OwnedRow>,
    scope: Latest<String>,
    system: Latest<String>,
    contract: Latest<Day>,
    entry: Latest<Day>,
    expiration: Latest<Day>,
    /// A date of the listing that no day is.
    out_of_range: Date,
}

impl Told {
    /// Whether two rows give the listing two values (specification, batch).
    pub(crate) fn values_differ(&self) -> bool {
        self.scope.differs()
            || self.system.differs()
            || self.contract.differs()
            || self.entry.differs()
            || self.expiration.differs()
    }

    /// The listing as the library takes it.
    pub(crate) fn listing(&self, key: &str, scope: Scope) -> OwnedListing {
        let date = |latest: &Latest<Day>| {
            let day = latest.value().copied();
            day.map_or(self.out_of_range, Date::from)
        };
        let mut listing = OwnedListing {
            listing: key.to_owned(),
            originating_system: self.system.value().cloned(),
            listing_contract_date: date(&self.contract),
            original_entry_date: date(&self.entry),
            expiration_date: date(&self.expiration),
            events: self.rows.clone(),
            ..OwnedListing::default()
        };
        let place = match scope {
            Scope::SameOffice => &mut listing.office,
            Scope::SameBranch => &mut listing.branch,
            Scope::SameFirm => &mut listing.firm,
            Scope::SameAgent => &mut listing.agent,
            Scope::SamePropertyType => &mut listing.property_type,
            Scope::Any => return listing,
        };
        *place = self.scope.value().cloned();
        listing
    }
}

/// A property: its key, and its listings by key.
pub(crate) type Property = (Option<String>, BTreeMap<String, Told>);

/// Every property of a table, by key; a listing without one is a property of its own.
pub(crate) struct Histories {
    pub(crate) properties: Vec<Property>,
    pub(crate) rows: u64,
    pub(crate) rows_without_listing: u64,
}

/// One row of a batch.
pub(crate) struct RowOf<'b> {
    pub(crate) property: Option<&'b str>,
    pub(crate) listing: &'b str,
    date: Date,
    sequence: u64,
    pub(crate) when: When,
}

/// Calls with each row of a listing, by its place in its batch. How many rows there are, and
/// how many of no listing.
pub(crate) fn each<'b>(
    batches: &'b [RecordBatch],
    mut call: impl FnMut(RowOf<'b>, &'b RecordBatch, usize),
) -> (u64, u64) {
    let (mut rows, mut without) = (0_u64, 0_u64);
    for batch in batches {
        let property = columns::texts(batch, PROPERTY);
        let listing = columns::texts(batch, LISTING);
        let status = columns::texts(batch, STATUS);
        let date = columns::dates(batch, DATE);
        let sequence = columns::numbers(batch, SEQUENCE);
        for row in 0..batch.num_rows() {
            rows = rows.saturating_add(1);
            let Some(listing) = columns::text_at(listing, row) else {
                without = without.saturating_add(1);
                continue;
            };
            let status = RowStatus::from(columns::text_at(status, row).unwrap_or_default());
            let date = date.filter(|dates| dates.is_valid(row));
            let date = date.map_or(Date::MISSING, |dates| Date::from_number(dates.value(row)));
            let sequence = sequence.filter(|numbers| numbers.is_valid(row));
            let sequence = sequence.and_then(|numbers| u64::try_from(numbers.value(row)).ok());
            let sequence = sequence.unwrap_or(0);
            let property = columns::text_at(property, row);
            let row_of = RowOf {
                property,
                listing,
                date,
                sequence,
                when: When::new(date, sequence, status.known()),
            };
            call(row_of, batch, row);
        }
    }
    (rows, without)
}

impl Histories {
    /// The rows of a table, as far as they count on a day.
    pub(crate) fn of(batches: &[RecordBatch], as_of: Day) -> Self {
        let mut keyed: BTreeMap<Option<&str>, BTreeMap<String, Told>> = BTreeMap::new();
        let mut alone: BTreeMap<String, Told> = BTreeMap::new();
        let (rows, rows_without_listing) = each(batches, |row, batch, number| {
            let listings = match row.property {
                None => &mut alone,
                key => keyed.entry(key).or_default(),
            };
            let told = listings.entry(row.listing.to_owned()).or_default();
            told.add(&row, batch, number, as_of);
        });
        let alone = alone
            .into_iter()
            .map(|(key, told)| (None, BTreeMap::from([(key, told)])));
        let keyed = keyed
            .into_iter()
            .map(|(key, listings)| (key.map(str::to_owned), listings));
        Self {
            properties: alone.chain(keyed).collect(),
            rows,
            rows_without_listing,
        }
    }
}

impl Told {
    fn add(&mut self, row: &RowOf<'_>, batch: &RecordBatch, number: usize, as_of: Day) {
        let text = |name| columns::text_at(columns::texts(batch, name), number);
        self.rows.push(OwnedRow {
            date: row.date,
            status: RowStatus::from(text(STATUS).unwrap_or_default()),
            sequence: row.sequence,
            event: text(EVENT).map(str::to_owned),
        });
        if row.date.day().is_some_and(|date| date > as_of) {
            return;
        }
        for (latest, name) in [(&mut self.scope, SCOPE), (&mut self.system, SYSTEM)] {
            latest.take(row.when, text(name).map(str::to_owned));
        }
        let dates = [
            (&mut self.contract, CONTRACT),
            (&mut self.entry, ENTRY),
            (&mut self.expiration, EXPIRATION),
        ];
        for (latest, name) in dates {
            let dates = columns::dates(batch, name).filter(|dates| dates.is_valid(number));
            let date = dates.map(|dates| Date::from_number(dates.value(number)));
            let day = date.and_then(Date::day);
            if let Some(date) = date.filter(|_| day.is_none()) {
                // No value, but something to be told.
                self.out_of_range = date;
            }
            latest.take(row.when, day);
        }
    }
}
