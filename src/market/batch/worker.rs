//! One property after another through the engine, with memory that is used again.

use core::cmp::Ordering;
use core::ops::Range;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::error::{BatchError, Refusal};
use super::order::{self, Record};
use super::output::{Line, Output, ROWS_MAX, Shape};
use super::packer::Packed;
use super::source::{Key, Reader, Source};
use super::summary::Summary;
use super::values;
use crate::calendar::Day;
use crate::market::{
    Error, Interval, Listing, Place, Property, Row, Rules, Warning, Warnings, Work,
};

pub(super) struct Worker<'a> {
    rules: &'a Rules,
    as_of: Day,
    reader: Reader<'a>,
    has_values: bool,
    has_more: bool,
    records: Vec<Record>,
    spare: Vec<Record>,
    listings: Vec<Listing<'a>>,
    /// What is wrong with the values of each listing.
    doubts: Vec<Warnings>,
    rows: Vec<Row<'a>>,
    places: Vec<Place>,
    intervals: Vec<Interval>,
    output: Output<'a>,
    given: Given,
}

/// What a piece of the work comes to.
#[derive(Default)]
pub(super) struct Given {
    pub(super) batches: Vec<RecordBatch>,
    pub(super) summary: Summary,
}

impl<'a> Worker<'a> {
    pub(super) fn new(rules: &'a Rules, as_of: Day, source: &'a Source, shape: &'a Shape) -> Self {
        let columns = || source.parts().iter().map(|part| &part.columns);
        Self {
            rules,
            as_of,
            reader: source.reader(),
            has_values: columns().any(|columns| !columns.values.is_empty()),
            has_more: columns().any(|columns| columns.has_more()),
            records: Vec::new(),
            spare: Vec::new(),
            listings: Vec::new(),
            doubts: Vec::new(),
            rows: Vec::new(),
            places: Vec::new(),
            intervals: Vec::new(),
            output: Output::new(shape),
            given: Given::default(),
        }
    }

    /// Whole properties that stand one behind another. None, and nothing more is to be asked of
    /// this worker, if they are `checked` and a property falls behind the one before it.
    pub(super) fn rows(
        &mut self,
        rows: Range<usize>,
        is_checked: bool,
    ) -> Result<Option<Given>, BatchError> {
        let before = is_checked.then(|| self.reader.last_before(rows.start));
        let mut before = before.flatten();
        let mut records = core::mem::take(&mut self.records);
        records.clear();
        let mut last: Option<Key<'a>> = None;
        // Listings are numbered as long as they come in order.
        let (mut number, mut is_sorted) = (0_u64, true);
        let mut dropped = 0_u64;
        for row in rows {
            let Some(key) = self.reader.key(row) else {
                dropped = dropped.saturating_add(1);
                continue;
            };
            if let Some(last) = &last {
                match last.order(&key) {
                    Ordering::Equal => match last.listing.cmp(key.listing) {
                        Ordering::Less => number = number.saturating_add(1),
                        Ordering::Equal => {}
                        Ordering::Greater => is_sorted = false,
                    },
                    Ordering::Greater if is_checked => return Ok(None),
                    _ => {
                        self.grouped(last.property, &mut records, is_sorted)?;
                        records.clear();
                        (number, is_sorted) = (0, true);
                    }
                }
            } else if before
                .take()
                .is_some_and(|before| key.order(&before).is_lt())
            {
                return Ok(None);
            }
            last = Some(key);
            let listing = Packed::exact(number);
            records.push(Record::new(
                Packed::NULL,
                listing,
                row,
                self.reader.event(row),
            ));
        }
        if let Some(last) = last {
            self.grouped(last.property, &mut records, is_sorted)?;
        }
        self.records = records;
        self.give(dropped).map(Some)
    }

    /// The records of a property, whose numbers hold if they are sorted.
    fn grouped(
        &mut self,
        property: Option<&'a str>,
        records: &mut [Record],
        is_sorted: bool,
    ) -> Result<(), BatchError> {
        if !is_sorted {
            let reader = &mut self.reader;
            for record in &mut *records {
                let listing = Packed::beginning(reader.listing(record.row()));
                *record = Record::new(Packed::NULL, listing, record.row(), record.event());
            }
            records.sort_unstable_by(|a, b| a.by_listing(b, reader));
        }
        self.property(property, records)
    }

    /// The records of whole properties in any order.
    pub(super) fn cell(
        &mut self,
        records: &mut [Record],
        is_known: bool,
    ) -> Result<Given, BatchError> {
        order::sort(records, &mut self.spare, &mut self.reader);
        let mut rest = &*records;
        while let Some(first) = rest.first() {
            let reader = &mut self.reader;
            let same = rest.iter().take_while(|record| {
                if is_known {
                    first.by_property(record, reader).is_eq()
                } else {
                    first.by_listing(record, reader).is_eq()
                }
            });
            let Some((own, others)) = rest.split_at_checked(crate::listed::count(same)) else {
                break;
            };
            rest = others;
            let property = self.reader.property(first.row());
            self.property(property, own)?;
        }
        self.give(0)
    }

    fn give(&mut self, dropped: u64) -> Result<Given, BatchError> {
        self.flush()?;
        let mut given = core::mem::take(&mut self.given);
        given.summary.rows_without_listing = dropped;
        Ok(given)
    }

    fn flush(&mut self) -> Result<(), BatchError> {
        if self.output.len() > 0 {
            self.given.batches.push(self.output.finish()?);
        }
        Ok(())
    }

    /// One property, its records sorted.
    fn property(&mut self, key: Option<&'a str>, records: &[Record]) -> Result<(), BatchError> {
        self.listings.clear();
        self.rows.clear();
        self.doubts.clear();
        let mut rest = records;
        while let Some(first) = rest.first() {
            let reader = &mut self.reader;
            let same = rest.iter();
            let same = same.take_while(|record| first.by_listing(record, reader).is_eq());
            let Some((own, others)) = rest.split_at_checked(crate::listed::count(same)) else {
                break;
            };
            rest = others;
            self.listing(first, own);
        }
        if self.places.len() < self.listings.len() {
            self.places.resize(self.listings.len(), Place::default());
        }
        let room = self.rows.len().saturating_mul(2);
        if self.intervals.len() < room {
            self.intervals.resize(room, Interval::default());
        }
        let work = Work {
            places: &mut self.places,
            intervals: &mut self.intervals,
        };
        let property = Property::new(self.rules, self.as_of, &self.listings, &mut self.rows, work)
            .map_err(|error| match error {
                Error::BadRules => Refusal::BadRules,
                _ => Refusal::BadValue,
            })?;
        self.given.summary.properties = self.given.summary.properties.saturating_add(1);
        for (place, (listing, doubts)) in (0_usize..).zip(self.listings.iter().zip(&self.doubts)) {
            let mut outcome = property.outcome(place);
            let first = outcome.ok().and_then(|outcome| outcome.chain_first);
            let first = first.and_then(|first| self.listings.get(first));
            if let Ok(outcome) = &mut outcome {
                outcome.warnings = outcome.warnings.union(*doubts);
                outcome
                    .warnings
                    .insert_if(key.is_none(), Warning::PropertyMissing);
            }
            self.given
                .summary
                .take(outcome.map(|outcome| outcome.warnings));
            self.output.push(&Line {
                property: key,
                listing: listing.key,
                chain_first: first.map(|first| first.key),
                outcome,
            });
            if self.output.len() >= ROWS_MAX {
                self.given.batches.push(self.output.finish()?);
            }
        }
        Ok(())
    }

    /// One listing of the property.
    fn listing(&mut self, first: &Record, records: &[Record]) {
        let mut listing = Listing::new(self.reader.listing(first.row()));
        let mut doubts = Warnings::EMPTY;
        if self.has_values {
            doubts = values::fill(&mut self.reader, records, self.as_of, &mut listing);
        }
        let number = u32::try_from(self.listings.len()).unwrap_or(u32::MAX);
        for record in records {
            let (mut sequence, mut event) = (0, None);
            if self.has_more
                && let Some((columns, row)) = self.reader.at(record.row())
            {
                (sequence, event) = (columns.sequence(row), columns.event_key(row));
            }
            self.rows.push(Row {
                listing: number,
                date: record.event().date(),
                status: record.event().status(),
                sequence,
                event,
            });
        }
        self.listings.push(listing);
        self.doubts.push(doubts);
    }
}
