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

/// Up to as many rows of a listing are looked through for versions of one event.
const FEW: usize = 16;

/// Whether what the rows of a listing say beside their dates and statuses changes nothing for
/// one that may go the short way. No row gives another value than the others, no two are
/// versions of one event, the contract has not run out while it was in force, and `system`, that
/// of the property's listings so far, is not another one. Rows that do not count may be among
/// them: what they say only sends more listings the long way.
pub(super) fn change_nothing<'a>(
    reader: &mut Reader<'a>,
    rows: impl Iterator<Item = usize> + Clone,
    as_of: Day,
    is_in_force: bool,
    system: &mut Option<&'a str>,
) -> bool {
    let mut texts: [Option<&'a str>; 2] = [None; 2];
    let mut dates: [Option<Day>; 3] = [None; 3];
    let mut events: [Option<&'a str>; FEW] = [None; FEW];
    for row in rows {
        let Some((columns, row)) = reader.at(row) else {
            continue;
        };
        let columns: &'a Columns = columns;
        if let Some(event) = columns.event_key(row) {
            let place = events
                .iter_mut()
                .find(|other| other.is_none_or(|other| other == event));
            match place {
                Some(place @ None) => *place = Some(event),
                _ => return false,
            }
        }
        let mut texts = texts.iter_mut().zip(&columns.values.texts);
        let mut dates = dates.iter_mut().zip(&columns.values.dates);
        let is_same = texts.all(|(text, column)| is_still(text, column.get(row)))
            && dates.all(|(date, column)| {
                let value = date_at(column.as_ref(), row);
                !value.is_out_of_range() && is_still(date, value.day())
            });
        if !is_same {
            return false;
        }
    }
    let [_, own_system] = texts;
    let [_, _, expiration] = dates;
    let has_run_out = is_in_force && expiration.is_some_and(|day| day < as_of);
    !has_run_out && is_still(system, own_system)
}

/// Whether a value is the one that is known, if there are both. It is known then.
fn is_still<V: Copy + PartialEq>(known: &mut Option<V>, value: Option<V>) -> bool {
    let was = *known.get_or_insert(match value {
        Some(value) => value,
        None => return true,
    });
    value == Some(was)
}
