//! Step 1: which rows of a listing there are, and in what order.

use super::course::Course;
use super::sort::sort;
use crate::bounds::MARKET_SEQUENCE_MAX;
use crate::calendar::Day;
use crate::market::error::check;
use crate::market::{Date, Error, Status, Statuses, Warning, Warnings};

/// A row of a listing's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'k> {
    /// The listing, by its place among the listings.
    pub listing: u32,
    /// The day from which the status holds.
    pub date: Date,
    /// The status; none for one that is not known, which is the error of the listing.
    pub status: Option<Status>,
    /// When the row was recorded: any number that rises, 0 to 2^63 - 1; 0 is not known.
    pub sequence: u64,
    /// What makes two rows versions of one event: 1 to 255 bytes.
    pub event: Option<&'k str>,
}

impl Row<'_> {
    pub(super) fn check(&self, listings: usize) -> Result<(), Error> {
        let is_listing = usize::try_from(self.listing).is_ok_and(|listing| listing < listings);
        check(is_listing && self.sequence <= MARKET_SEQUENCE_MAX)?;
        super::check_text(self.event)
    }

    fn is_delete(&self) -> bool {
        self.status == Some(Status::Delete)
    }
}

/// What step 1 makes of a listing's rows.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::market) struct Cleaned {
    /// As many rows, at the front, are left, dated and in order.
    pub(in crate::market) len: usize,
    /// The date of the row `Expired` that is added at their end.
    pub(in crate::market) expired_on: Option<Day>,
    /// The statuses of the rows without a date that are not void.
    pub(in crate::market) undated: Statuses,
    pub(super) warnings: Warnings,
}

impl Cleaned {
    /// The rows that are left, of those cleaned.
    pub(in crate::market) fn course<'r, 'k>(&self, rows: &'r [Row<'k>]) -> Course<'r, 'k> {
        Course {
            rows: rows.get(..self.len).unwrap_or_default(),
            expired_on: self.expired_on,
        }
    }
}

/// Step 1, but for its last point. The rows are all of one listing.
///
/// # Errors
/// [`Error::UnknownStatus`] if one has such a status.
pub(in crate::market) fn clean(
    rows: &mut [Row<'_>],
    as_of: Day,
    expiration: Option<Day>,
) -> Result<Cleaned, Error> {
    let mut cleaned = Cleaned::default();
    if is_clean(rows, as_of) {
        cleaned.len = rows.len();
    } else {
        sift(rows, as_of, &mut cleaned)?;
    }
    let last = cleaned.len.checked_sub(1).and_then(|last| rows.get(last));
    if let Some((last, expiration)) = last.zip(expiration) {
        let ended = cleaned.undated.intersection(Statuses::TERMINAL);
        let is_in_force = last.status.is_some_and(Status::is_in_force);
        if expiration < as_of && is_in_force && ended.is_empty() {
            let is_before = last.date.day() <= Some(expiration);
            cleaned.expired_on = is_before.then_some(expiration);
            let warnings = &mut cleaned.warnings;
            warnings.insert_if(is_before, Warning::ExpiredInferred);
            warnings.insert_if(!is_before, Warning::StatusAfterExpiration);
        }
    }
    Ok(cleaned)
}

/// Whether there is nothing to do, as for most listings: known statuses other than `Delete`,
/// no events, and dates up to `as_of` in order, no two rows equal.
fn is_clean(rows: &[Row<'_>], as_of: Day) -> bool {
    let mut before = None;
    rows.iter().all(|row| {
        let key = (row.date.day(), row.sequence, row.status);
        let is_next = before.is_none_or(|before| before < key);
        before = Some(key);
        let is_past = key.0.is_some_and(|day| day <= as_of);
        is_next && is_past && row.event.is_none() && row.status.is_some() && !row.is_delete()
    })
}

/// Points 1 to 5 of step 1.
fn sift(rows: &mut [Row<'_>], as_of: Day, cleaned: &mut Cleaned) -> Result<(), Error> {
    let mut has_events = false;
    for row in rows.iter_mut() {
        row.status.ok_or(Error::UnknownStatus)?;
        has_events |= row.event.is_some();
        if row.date.is_out_of_range() {
            row.date = Date::MISSING;
            cleaned.warnings.insert_if(true, Warning::DateOutOfRange);
        }
    }
    order(rows);
    let len = keep(rows, |row, next| {
        let is_duplicate = next == Some(row);
        let warnings = &mut cleaned.warnings;
        warnings.insert_if(is_duplicate, Warning::DuplicateRow);
        !is_duplicate
    });
    let mut rows = rows.get_mut(..len).unwrap_or_default();
    if has_events {
        let len = supersede(rows, &mut cleaned.warnings);
        rows = rows.get_mut(..len).unwrap_or_default();
        order(rows);
    }
    drop_void(rows, as_of, cleaned);
    Ok(())
}

/// Rows without a date first, then those in order; equal ones side by side.
fn order(rows: &mut [Row<'_>]) {
    let key = |row: &Row<'_>| (row.date.number(), row.sequence, row.status);
    sort(rows, |a, b| {
        let (left, right) = (key(a), key(b));
        left < right || left == right && a.event < b.event
    });
}

/// Leaves one row of each event.
fn supersede(rows: &mut [Row<'_>], warnings: &mut Warnings) -> usize {
    let key = |row: &Row<'_>| (row.sequence, row.date.number(), row.status);
    sort(rows, |a, b| {
        a.event < b.event || a.event == b.event && key(a) < key(b)
    });
    // Among the versions of an event that stand behind one another: whether the last ones so
    // far differ and have the same sequence.
    let mut differ = false;
    keep(rows, |row, next| {
        let next = next.filter(|next| next.event.is_some() && next.event == row.event);
        if let Some(next) = next {
            differ = next.sequence == row.sequence;
            false
        } else {
            warnings.insert_if(differ, Warning::ConflictingRows);
            differ = false;
            true
        }
    })
}

/// Leaves the rows in order that no `Delete` voids, dated up to `as_of`.
fn drop_void(rows: &mut [Row<'_>], as_of: Day, cleaned: &mut Cleaned) {
    let is_past = |row: &Row<'_>| row.date.day().is_some_and(|day| day <= as_of);
    let is_undated = |row: &Row<'_>| row.date.day().is_none();
    let are_void = rows.iter().any(|row| is_undated(row) && row.is_delete());
    let deleted = rows.iter().rposition(|row| is_past(row) && row.is_delete());
    let warnings = &mut cleaned.warnings;
    warnings.insert_if(are_void || deleted.is_some(), Warning::Deleted);
    if are_void {
        return;
    }
    if deleted.is_none() {
        let undated = rows.iter().filter(|row| is_undated(row));
        cleaned.undated = undated.filter_map(|row| row.status).collect();
        warnings.insert_if(!cleaned.undated.is_empty(), Warning::DateMissing);
    }
    let mut position = 0_usize;
    cleaned.len = keep(rows, |row, _| {
        let is_after = deleted.is_none_or(|deleted| deleted < position);
        position = position.saturating_add(1);
        is_after && is_past(row)
    });
}

/// Moves the rows that are wanted to the front, in their order. The second argument is the
/// row behind.
fn keep<'k>(
    rows: &mut [Row<'k>],
    mut is_wanted: impl FnMut(&Row<'k>, Option<&Row<'k>>) -> bool,
) -> usize {
    let mut kept = 0_usize;
    for position in 0..rows.len() {
        let Some(row) = rows.get(position).copied() else {
            break;
        };
        if is_wanted(&row, rows.get(position.saturating_add(1)))
            && let Some(place) = rows.get_mut(kept)
        {
            *place = row;
            kept = kept.saturating_add(1);
        }
    }
    kept
}
