//! The caller's ring of rows, beside the few that a box holds itself.

use super::{Row, sequence_of};
use crate::Error;
use crate::bounds::{AUDIT_RING_MIN_ROWS, AUDIT_ROWS_MAX};

/// The rows that a box wrote last, at most four, the oldest first. One call of a box writes
/// no more than it holds, so a caller that copies them to its [`Ring`] after each call, and
/// when it starts, misses none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldRows {
    pub(crate) rows: [Row; AUDIT_ROWS_MAX as usize],
    pub(crate) count: u8,
}

impl HeldRows {
    /// The rows.
    #[must_use]
    pub fn as_slice(&self) -> &[Row] {
        self.rows
            .get(..usize::from(self.count))
            .unwrap_or(&self.rows)
    }
}

/// A box's own record of the rows it wrote: at least 500 places of 64 bytes, the caller's.
/// Row `n` stands at place `n` modulo their number; a place without a row is zero.
///
/// ```
/// use doorward::audit::Ring;
/// use doorward::bounds::{AUDIT_RING_MIN_ROWS, AUDIT_ROW_LEN};
///
/// let mut places = [[0; AUDIT_ROW_LEN]; AUDIT_RING_MIN_ROWS];
/// let ring = Ring::new(&mut places)?;
/// assert_eq!(ring.oldest(0), 0);
/// assert!(ring.row(0, 0).is_none());
/// # Ok::<(), doorward::Error>(())
/// ```
#[derive(Debug)]
pub struct Ring<'a> {
    places: &'a mut [Row],
}

impl<'a> Ring<'a> {
    /// The ring in these places.
    ///
    /// # Errors
    /// [`Error::RingTooSmall`] for fewer than 500.
    pub fn new(places: &'a mut [Row]) -> Result<Self, Error> {
        if places.len() < AUDIT_RING_MIN_ROWS {
            return Err(Error::RingTooSmall);
        }
        Ok(Self { places })
    }

    /// Copies in what a box [holds](HeldRows); rows that are here already do no harm.
    pub fn keep(&mut self, held: &HeldRows) {
        for row in held.as_slice() {
            let index = self.index(sequence_of(row));
            if let Some(place) = index.and_then(|index| self.places.get_mut(index)) {
                *place = *row;
            }
        }
    }

    /// The sequence of the oldest row that can still be here, below `next`, that of the row
    /// to be written next. A phone's piece begins there or later.
    #[must_use]
    pub fn oldest(&self, next: u32) -> u32 {
        let places = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        next.saturating_sub(places)
    }

    /// Row `sequence`; `None` if it was overwritten, or is not below `next`.
    #[must_use]
    pub fn row(&self, wanted: u32, next: u32) -> Option<&Row> {
        let row = self.places.get(self.index(wanted)?)?;
        // Row 0 begins with zeros, as an empty place does.
        let is_empty = row.iter().all(|byte| *byte == 0);
        (wanted < next && sequence_of(row) == wanted && !is_empty).then_some(row)
    }

    fn index(&self, sequence: u32) -> Option<usize> {
        usize::try_from(sequence)
            .ok()?
            .checked_rem(self.places.len())
    }
}

#[cfg(test)]
mod tests;
