//! Finding a code's row, and a place for a new one.

use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

use super::header::Header;
use super::row::{CodeRow, GrantRow, Row};
use super::snapshot::Snapshot;
use crate::bounds::LEDGER_ROWS_MAX;
use crate::calendar::UnixSeconds;
use crate::codes::Family;

/// Which rows a new one may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// Those for codes that are used.
    Ordinary,
    /// Those for codes that are cancelled before they are used.
    Cancellations,
}

impl Places {
    fn contains(self, index: u8, header: &Header) -> bool {
        let ordinary = header
            .limits
            .rows
            .saturating_sub(header.limits.cancellation_rows);
        match self {
            Self::Ordinary => index < ordinary,
            Self::Cancellations => (ordinary..header.limits.rows).contains(&index),
        }
    }
}

/// The row of the code with these digits, all rows looked at.
#[inline(never)]
pub(super) fn find_code(snapshot: &Snapshot, family: Family, digits: u64) -> Option<(u8, CodeRow)> {
    let mut found = Choice::from(0);
    let mut place = 0_u8;
    for index in 0..LEDGER_ROWS_MAX {
        if let Some(Row::Code(row)) = snapshot.row(index) {
            let same_family = Choice::from(u8::from(row.meaning.family() == family));
            let matches = same_family & row.digits.ct_eq(&digits);
            place.conditional_assign(&index, matches);
            found |= matches;
        }
    }
    // Which row it is shows in what is done next, so there must be one.
    if !bool::from(found) {
        return None;
    }
    match snapshot.row(place) {
        Some(Row::Code(row)) => Some((place, row)),
        _ => None,
    }
}

/// Reads the row of the grant that `row` is of to its place, if there is one.
#[inline(never)]
pub(super) fn find_grant(snapshot: &Snapshot, row: &mut GrantRow) -> Option<u8> {
    let index = (0..LEDGER_ROWS_MAX).find(|index| {
        let bytes = snapshot.row_bytes(*index);
        bytes.is_some_and(|bytes| row.is_of(bytes))
    })?;
    if let Row::Grant(found) = snapshot.row(index)? {
        *row = found;
    }
    Some(index)
}

/// The instant at which a row is over, and its last instant, tolerance left out.
fn ends(row: &Row, header: &Header) -> (UnixSeconds, UnixSeconds) {
    match row {
        Row::Free => (0, 0),
        Row::Code(row) => (
            row.end(&header.zone, &header.limits),
            row.meaning.last_instant(&header.zone),
        ),
        Row::Grant(row) => (row.not_after, row.not_after),
    }
}

/// A place for a new row: the first free one, or else that of the row that ended first, if
/// it ended before `now` by more than the tolerance. Its last instant is then forgotten.
#[inline(never)]
pub(super) fn take_place(
    snapshot: &Snapshot,
    header: &mut Header,
    places: Places,
    now: UnixSeconds,
) -> Option<u8> {
    let tolerance = u64::from(header.tolerance(now).seconds());
    let mut first_ended: Option<(UnixSeconds, u8, UnixSeconds)> = None;
    for index in (0..LEDGER_ROWS_MAX).filter(|index| places.contains(*index, header)) {
        match snapshot.row(index) {
            Some(Row::Free) => return Some(index),
            Some(row) => {
                let (end, last_instant) = ends(&row, header);
                let is_over = end.saturating_add(tolerance) < now;
                if is_over && first_ended.is_none_or(|(first, ..)| end < first) {
                    first_ended = Some((end, index, last_instant));
                }
            }
            None => {}
        }
    }
    let (_, index, last_instant) = first_ended?;
    header.forgotten = header.forgotten.max(last_instant);
    Some(index)
}
