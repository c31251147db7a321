//! How the rows of a part follow one another: each row's keys against those of the last row
//! before it that counts, a column at a time.

use core::ops::Range;
use std::vec::Vec;

use super::columns::Columns;
use super::source::Key;
use super::text::{Strings, Text, is_before, is_same, with_texts};

/// How a row follows the last one before it that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Step(u8);

impl Step {
    const MORE: u8 = 1;
    const LESS: u8 = 2;
    const IS_UNKNOWN: u8 = 4;
    const LISTING_MORE: u8 = 8;
    const LISTING_LESS: u8 = 16;
    const IS_DROPPED: u8 = 32;

    /// The row is of the same property, which is known, and of the same listing.
    #[inline]
    pub(super) const fn is_same(self) -> bool {
        self.0 == 0
    }

    /// The row names no listing: it does not count.
    #[inline]
    pub(super) const fn is_dropped(self) -> bool {
        self.0 & Self::IS_DROPPED != 0
    }

    /// The property is not known.
    #[inline]
    pub(super) const fn is_unknown(self) -> bool {
        self.0 & Self::IS_UNKNOWN != 0
    }

    /// A property begins. Where it is not known, each listing is one.
    #[inline]
    pub(super) const fn is_next_property(self) -> bool {
        self.0 & (Self::MORE | Self::LESS) != 0 || self.is_unknown() && self.is_next_listing()
    }

    /// A property begins that belongs before the last one.
    #[inline]
    pub(super) const fn is_fall(self) -> bool {
        self.0 & Self::LESS != 0
            || self.is_unknown() && self.0 & Self::MORE == 0 && self.is_listing_fall()
    }

    /// Another listing than that of the last row.
    #[inline]
    pub(super) const fn is_next_listing(self) -> bool {
        self.0 & (Self::LISTING_MORE | Self::LISTING_LESS) != 0
    }

    /// A listing that belongs before the last one.
    #[inline]
    pub(super) const fn is_listing_fall(self) -> bool {
        self.0 & Self::LISTING_LESS != 0
    }
}

/// Fills in the steps of some rows of a part. `before` is what the last row before them is
/// about; without one a listing begins with the first row.
pub(super) fn fill(
    columns: &Columns,
    rows: Range<usize>,
    before: Option<Key<'_>>,
    steps: &mut Vec<Step>,
) {
    steps.clear();
    steps.resize(rows.len(), Step::default());
    let mut last = before.map_or("", |key| key.listing).as_bytes();
    with_texts!(&columns.listing, rows.clone(), texts => for (next, step) in texts.zip(&mut *steps) {
        if next.is_empty() {
            step.0 = Step::IS_DROPPED;
            continue;
        }
        if !is_same(last, next) {
            step.0 = if is_before(next, last) {
                Step::LISTING_LESS
            } else {
                Step::LISTING_MORE
            };
        }
        last = next;
    });
    // An unknown property, which has no text, comes first.
    let property = before.and_then(|key| key.property);
    let mut last = property.unwrap_or_default().as_bytes();
    with_texts!(&columns.property, rows.clone(), texts => for (next, step) in texts.zip(&mut *steps) {
        if step.is_dropped() {
            continue;
        }
        if next.is_empty() {
            step.0 |= Step::IS_UNKNOWN;
        }
        if !is_same(last, next) {
            step.0 |= if is_before(next, last) {
                Step::LESS
            } else {
                Step::MORE
            };
        }
        last = next;
    });
}
