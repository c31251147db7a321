//! The values of a listing, from the columns that repeat them on each of its rows.

use core::cmp::Ordering;

use super::columns::{Columns, date_at};
use super::order::Record;
use super::source::Reader;
use crate::calendar::Day;
use crate::market::{Date, Listing, Status, Warning, Warnings};

/// When a row holds: its day, sequence and rank.
type When = (Option<Day>, u64, u8);

/// The greatest value so far, by the row that it is from and by itself.
struct Latest<V> {
    best: Option<(When, V)>,
    differ: bool,
}

impl<V: Copy + Ord> Latest<V> {
    const NONE: Self = Self {
        best: None,
        differ: false,
    };

    fn take(&mut self, row: When, value: Option<V>) {
        let Some(value) = value else {
            return;
        };
        let next = (row, value);
        self.differ |= self
            .best
            .is_some_and(|best| best.1.cmp(&value) != Ordering::Equal);
        self.best = self.best.max(Some(next));
    }

    fn value(&self) -> Option<V> {
        self.best.map(|best| best.1)
    }
}

/// Fills in what the rows say of their listing. What is wrong with it.
pub(super) fn fill<'a>(
    reader: &mut Reader<'a>,
    records: &[Record],
    as_of: Day,
    listing: &mut Listing<'a>,
) -> Warnings {
    let mut texts: [Latest<&'a str>; 2] = [Latest::NONE, Latest::NONE];
    let mut dates: [Latest<Day>; 3] = [Latest::NONE, Latest::NONE, Latest::NONE];
    let mut is_out_of_range = false;
    for record in records {
        let day = record.event().date().day();
        let Some((columns, row)) = reader.at(record.row()).filter(|_| day <= Some(as_of)) else {
            continue;
        };
        let columns: &'a Columns = columns;
        // A status that is not known comes behind the others.
        let unknown = Status::Delete.number().saturating_add(1);
        let rank = record.event().status().map_or(unknown, Status::number);
        let place = (day, columns.sequence(row), rank);
        for (text, column) in texts.iter_mut().zip(&columns.values.texts) {
            text.take(place, column.get(row));
        }
        for (date, column) in dates.iter_mut().zip(&columns.values.dates) {
            let value = date_at(column.as_ref(), row);
            is_out_of_range |= value.is_out_of_range();
            date.take(place, value.day());
        }
    }
    let [scope, system] = &texts;
    listing.scope = scope.value();
    listing.originating_system = system.value();
    let [contract, entry, expiration] = &dates;
    listing.listing_contract_date = Date::from(contract.value());
    listing.original_entry_date = Date::from(entry.value());
    listing.expiration_date = Date::from(expiration.value());

    let differ = texts.iter().any(|text| text.differ) || dates.iter().any(|date| date.differ);
    let mut warnings = Warnings::EMPTY;
    warnings.insert_if(differ, Warning::ListingValuesDiffer);
    warnings.insert_if(is_out_of_range, Warning::DateOutOfRange);
    warnings
}
