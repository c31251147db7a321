//! Which listings of a table are of one property, where the table does not say it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{Array as _, ArrayRef, StringArray};
use arrow::record_batch::RecordBatch;
use doorward::bounds::MARKET_TEXT_MAX_LEN;
use doorward::market::batch::Latest;
use doorward::market::presets::PropertyKeys;
use doorward::market::property::{ListingClass, PropertyOf, PropertyRecord, properties};
use doorward::market::{Doubt, Doubts};

use super::columns::{self, ADDRESS, LISTING, PROPERTY};
use super::histories;
use crate::failure::Failure;

/// What is doubtful about the property of each listing.
pub(crate) struct Known {
    doubts: HashMap<String, Doubts>,
    /// Whether the table says what a property is known by.
    has_addresses: bool,
}

impl Known {
    /// What is doubtful about a listing's property. A property that the table itself names is
    /// what the table says; one that nothing names is nothing that anybody knows.
    pub(crate) fn doubts(&self, property: Option<&str>, listing: &str) -> Doubts {
        if self.has_addresses {
            return self.doubts.get(listing).copied().unwrap_or_default();
        }
        match property {
            Some(_) => Doubts::EMPTY,
            None => Doubts::of(&[Doubt::NoKey]),
        }
    }
}

/// Finds the properties of a table, and writes them into it where it names none.
pub(crate) fn find(batches: &mut [RecordBatch], known_by: PropertyKeys) -> Result<Known, Failure> {
    let has_addresses = batches.iter().any(|batch| {
        ADDRESS
            .iter()
            .any(|name| columns::texts(batch, name).is_some())
    });
    if !has_addresses {
        return Ok(Known {
            doubts: HashMap::new(),
            has_addresses,
        });
    }
    let found = properties(&records(batches), known_by)?;
    let are_named = batches.iter().any(|batch| {
        columns::texts(batch, PROPERTY).is_some_and(|column| column.null_count() < column.len())
    });
    if !are_named {
        let keys: HashMap<&str, &PropertyOf> = found
            .iter()
            .map(|found| (found.listing.as_str(), found))
            .collect();
        for batch in batches.iter_mut() {
            name(batch, &keys)?;
        }
    }
    let doubts = found.into_iter().map(|found| (found.listing, found.doubts));
    Ok(Known {
        doubts: doubts.collect(),
        has_addresses,
    })
}

/// What each listing's latest rows say of its property.
fn records(batches: &[RecordBatch]) -> Vec<PropertyRecord> {
    let mut listings: BTreeMap<&str, [Latest<&str>; ADDRESS.len()]> = BTreeMap::new();
    histories::each(batches, |row, batch, number| {
        if row.listing.len() > MARKET_TEXT_MAX_LEN {
            return;
        }
        let told = listings.entry(row.listing).or_default();
        for (latest, name) in told.iter_mut().zip(ADDRESS) {
            let text = columns::text_at(columns::texts(batch, name), number);
            // Nothing that long is an address.
            let text = text.filter(|text| text.len() <= MARKET_TEXT_MAX_LEN);
            latest.take(row.when, text);
        }
    });
    let records = listings.into_iter().map(|(listing, told)| {
        let [
            universal,
            state,
            county,
            parcel,
            address,
            unit,
            postal_code,
            kind,
        ] = told.map(|latest| latest.value().copied().map(str::to_owned));
        let is_lease = kind.is_some_and(|kind| {
            kind.split_whitespace()
                .any(|word| word.eq_ignore_ascii_case("lease"))
        });
        PropertyRecord {
            universal_parcel_id: universal,
            state,
            county,
            parcel_number: parcel,
            address,
            unit,
            postal_code,
            ..PropertyRecord::new(
                listing,
                if is_lease {
                    ListingClass::Lease
                } else {
                    ListingClass::Sale
                },
            )
        }
    });
    records.collect()
}

/// Writes the property of each listing into a batch. One that is known by nothing has none.
fn name(batch: &mut RecordBatch, found: &HashMap<&str, &PropertyOf>) -> Result<(), Failure> {
    let listing = columns::texts(batch, LISTING);
    let keys: StringArray = (0..batch.num_rows())
        .map(|row| {
            let found = found.get(columns::text_at(listing, row)?)?;
            (!found.doubts.contains(Doubt::NoKey)).then_some(found.property.as_str())
        })
        .collect();
    let schema = batch.schema();
    let place = schema.index_of(PROPERTY)?;
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    if let Some(column) = columns.get_mut(place) {
        *column = Arc::new(keys);
    }
    *batch = RecordBatch::try_new(schema, columns)?;
    Ok(())
}
