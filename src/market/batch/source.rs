//! The rows of one or more record batches, by one number.

use core::ops::Range;
use std::sync::Arc;
use std::vec::Vec;

use super::columns::{Columns, Event};
use super::steps;

/// Some rows of a record batch.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) columns: Arc<Columns>,
    pub(super) rows: Range<usize>,
}

/// Parts, one behind another.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    parts: Vec<Part>,
    /// The number of each part's first row.
    starts: Vec<usize>,
    /// For rows by the thousand, the part that has the first of them.
    hints: Vec<usize>,
    len: usize,
}

/// So many bits of a row's number are left out in the hints.
const HINT_BITS: u32 = 12;

/// What a row is about. Where the property is not known, each listing is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    pub(super) property: Option<&'a str>,
    pub(super) listing: &'a str,
}

impl Key<'_> {
    pub(super) fn is_same_property(&self, other: &Self) -> bool {
        self.property == other.property
            && (self.property.is_some() || self.listing == other.listing)
    }
}

impl Source {
    pub(super) fn push(&mut self, part: Part) {
        self.starts.push(self.len);
        self.len = self.len.saturating_add(part.rows.len());
        let hints = self.len.saturating_add((1 << HINT_BITS) - 1) >> HINT_BITS;
        self.hints.resize(hints, self.parts.len());
        self.parts.push(part);
    }

    pub(super) fn of(part: Part) -> Self {
        let mut source = Self::default();
        source.push(part);
        source
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) fn rows(&self) -> u64 {
        u64::try_from(self.len).unwrap_or(u64::MAX)
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader {
            source: self,
            columns: None,
            rows: 0..0,
            offset: 0,
        }
    }

    /// The rows by part, each with the columns and the numbers that it has there.
    pub(super) fn by_part(
        &self,
        rows: Range<usize>,
    ) -> impl Iterator<Item = (usize, &Columns, Range<usize>)> {
        let parts = self.starts.iter().zip(&self.parts);
        parts.filter_map(move |(&start, part)| {
            let first = rows.start.max(start);
            let end = rows.end.min(start.checked_add(part.rows.len())?);
            let offset = part.rows.start.wrapping_sub(start);
            let own = first.wrapping_add(offset)..end.wrapping_add(offset);
            (first < end).then_some((first, &*part.columns, own))
        })
    }

    /// The first row that falls behind the last one before it, which is `before` for the first.
    pub(super) fn fall(&self, before: Option<Key<'_>>) -> Option<usize> {
        let mut before = before;
        let mut steps = Vec::new();
        for (first, columns, own) in self.by_part(0..self.len) {
            steps::fill(columns, own.clone(), before, &mut steps);
            let mut numbered = (first..self.len).zip(&steps);
            if let Some((row, _)) = numbered.find(|(_, step)| step.is_fall()) {
                return Some(row);
            }
            before = Self::last_of(columns, own).or(before);
        }
        None
    }

    /// The first row from `row` on with which a property begins; the end, if none does.
    pub(super) fn boundary(&self, row: usize) -> usize {
        let mut reader = self.reader();
        let Some(last) = reader.last_before(row) else {
            return row;
        };
        let mut rows = row..self.len;
        let next = rows.find(|row| {
            let key = reader.key(*row);
            key.is_some_and(|key| !key.is_same_property(&last))
        });
        next.unwrap_or(self.len)
    }

    /// The row with which the last property begins, and what it is about; none if no row
    /// counts.
    pub(super) fn last_property(&self) -> Option<(usize, Key<'_>)> {
        let mut reader = self.reader();
        let mut begins: Option<(usize, Key<'_>)> = None;
        for row in (0..self.len).rev() {
            let Some(key) = reader.key(row) else {
                continue;
            };
            if begins.is_some_and(|(_, last)| !last.is_same_property(&key)) {
                break;
            }
            begins = Some((row, key));
        }
        begins
    }

    /// What the last of some rows of these columns that counts is about.
    pub(super) fn last_of(columns: &Columns, rows: Range<usize>) -> Option<Key<'_>> {
        rows.rev().find_map(|row| columns.key(row))
    }

    /// What the last row before `row` that counts is about.
    pub(super) fn last_before(&self, row: usize) -> Option<Key<'_>> {
        self.reader().last_before(row)
    }
}

/// Reads rows, quickest one behind another.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    source: &'a Source,
    columns: Option<&'a Columns>,
    /// The rows that `columns` has.
    rows: Range<usize>,
    /// What to add to a row for its number in `columns`.
    offset: usize,
}

impl<'a> Reader<'a> {
    /// The columns that have a row, and its number there.
    #[inline]
    pub(super) fn at(&mut self, row: usize) -> Option<(&'a Columns, usize)> {
        if !self.rows.contains(&row) {
            self.find(row)?;
        }
        Some((self.columns?, row.wrapping_add(self.offset)))
    }

    /// The rows of the record batch that was read last.
    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    fn find(&mut self, row: usize) -> Option<()> {
        let mut place = *self.source.hints.get(row >> HINT_BITS)?;
        let mut start = *self.source.starts.get(place)?;
        while let Some(next) = self.source.starts.get(place.wrapping_add(1))
            && *next <= row
        {
            place = place.wrapping_add(1);
            start = *next;
        }
        let part = self.source.parts.get(place)?;
        self.rows = start..start.checked_add(part.rows.len())?;
        self.columns = Some(&part.columns);
        self.offset = part.rows.start.wrapping_sub(start);
        self.rows.contains(&row).then_some(())
    }

    /// What a row is about; none if that is no listing.
    #[inline]
    pub(super) fn key(&mut self, row: usize) -> Option<Key<'a>> {
        let (columns, row) = self.at(row)?;
        columns.key(row)
    }

    #[inline]
    pub(super) fn property(&mut self, row: usize) -> Option<&'a str> {
        let (columns, row) = self.at(row)?;
        columns.property.get(row)
    }

    #[inline]
    pub(super) fn listing(&mut self, row: usize) -> &'a str {
        let listing = self
            .at(row)
            .and_then(|(columns, row)| columns.listing.get(row));
        listing.unwrap_or_default()
    }

    #[inline]
    pub(super) fn event(&mut self, row: usize) -> Event {
        self.at(row)
            .map_or(Event::NONE, |(columns, row)| columns.event(row))
    }

    pub(super) fn last_before(&mut self, row: usize) -> Option<Key<'a>> {
        (0..row).rev().find_map(|row| self.key(row))
    }
}
