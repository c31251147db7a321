//! The values of a listing, from the columns that repeat them on each of its rows.

use super::columns::{Columns, date_at};
use super::record::Record;
use super::source::Reader;
use crate::calendar::Day;
use crate::market::{Date, Listing, Status, Warning, Warnings};

/// By what the rows of a listing are told apart where they give it two values: the later date,
/// none being the least, then the greater sequence, then the status further on in its life. One
/// that is not known comes behind the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When(Option<Day>, u64, u8);

impl When {
    /// When a row with these holds.
    #[must_use]
    pub fn new(date: Date, sequence: u64, status: Option<Status>) -> Self {
        let unknown = Status::Delete.number().saturating_add(1);
        Self(date.day(), sequence, status.map_or(unknown, Status::number))
    }
}

/// A value that each row of a listing may give: that of the greatest row counts, and of one
/// row's the greatest (specification, batch).
///
/// ```
/// use doorward::calendar::Day;
/// use doorward::market::batch::{Latest, When};
/// use doorward::market::{Date, Status};
///
/// let when = |day, sequence| {
///     When::new(Date::from(Some(Day::from_number(day))), sequence, Some(Status::Active))
/// };
/// let mut office = Latest::default();
/// office.take(when(20_000, 2), Some("north"));
/// office.take(when(20_000, 1), Some("south"));
/// office.take(when(20_001, 0), None);
/// assert_eq!(office.value(), Some(&"north"));
/// assert!(office.differs());
/// ```
#[derive(Clone, Debug)]
pub struct Latest<V> {
    best: Option<(When, V)>,
    differs: bool,
}

impl<V> Default for Latest<V> {
    fn default() -> Self {
        Self {
            best: None,
            differs: false,
        }
    }
}

impl<V: Ord> Latest<V> {
    /// Takes in what a row gives, if it gives one.
    pub fn take(&mut self, row: When, value: Option<V>) {
        let Some(value) = value else {
            return;
        };
        let best = self.best.as_ref();
        self.differs |= best.is_some_and(|(_, best)| *best != value);
        let next = Some((row, value));
        if next > self.best {
            self.best = next;
        }
    }

    /// The value that counts, if any row gave one.
    #[must_use]
    pub fn value(&self) -> Option<&V> {
        self.best.as_ref().map(|(_, value)| value)
    }

    /// Whether two rows gave two values.
    #[must_use]
    pub const fn differs(&self) -> bool {
        self.differs
    }
}

/// Fills in what the rows say of their listing. What is wrong with it.
pub(super) fn fill<'a>(
    reader: &mut Reader<'a>,
    records: &[Record],
    as_of: Day,
    listing: &mut Listing<'a>,
) -> Warnings {
    let mut texts: [Latest<&'a str>; 2] = Default::default();
    let mut dates: [Latest<Day>; 3] = Default::default();
    let mut is_out_of_range = false;
    for record in records {
        let day = record.event().date().day();
        let Some((columns, row)) = reader.at(record.row()).filter(|_| day <= Some(as_of)) else {
            continue;
        };
        let columns: &'a Columns = columns;
        let event = record.event();
        let when = When::new(event.date(), columns.sequence(row), event.status());
        for (text, column) in texts.iter_mut().zip(&columns.values.texts) {
            text.take(when, column.get(row));
        }
        for (date, column) in dates.iter_mut().zip(&columns.values.dates) {
            let value = date_at(column.as_ref(), row);
            is_out_of_range |= value.is_out_of_range();
            date.take(when, value.day());
        }
    }
    let [scope, system] = &texts;
    listing.scope = scope.value().copied();
    listing.originating_system = system.value().copied();
    let [contract, entry, expiration] = &dates;
    listing.listing_contract_date = Date::from(contract.value().copied());
    listing.original_entry_date = Date::from(entry.value().copied());
    listing.expiration_date = Date::from(expiration.value().copied());

    let differ = texts.iter().any(Latest::differs) || dates.iter().any(Latest::differs);
    let mut warnings = Warnings::EMPTY;
    warnings.insert_if(differ, Warning::ListingValuesDiffer);
    warnings.insert_if(is_out_of_range, Warning::DateOutOfRange);
    warnings
}
