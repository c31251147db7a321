//! One property after another through the engine, with memory that is used again.

mod short;

use core::cmp::Ordering;
use core::ops::Range;
use std::vec::Vec;

use arrow_array::RecordBatch;

use super::columns::Event;
use super::error::{BatchError, Refusal};
use super::keys::{self, Keys, NOWHERE};
use super::output::{self, Line, ROWS_MAX, Shape};
use super::packer::{Packed, Packer};
use super::record::{self, Heaps, Record};
use super::source::Source;
use super::steps::{self, Step};
use super::summary::Summary;
use super::values;
use crate::calendar::Day;
use crate::market::{
    Brief, Error, Interval, Listing, Order, Place, Property, Row, Rules, Stay, Warning, Warnings,
    Work,
};

pub(super) struct Worker<'a> {
    rules: &'a Rules,
    as_of: Day,
    source: &'a Source,
    shape: &'a Shape,
    from: Keys<'a>,
    beside: Beside,
    /// The short way, where there is one.
    brief: Brief,
    /// The property that is being read: whether it may go the short way, where its key is, and
    /// its listings and where their keys are.
    is_brief: bool,
    property: keys::Place,
    /// The system that its listings are from, as far as one is known.
    system: Option<&'a str>,
    heads: Vec<keys::Place>,
    stays: Vec<Stay>,
    order: Order,
    events: Vec<Event>,
    steps: Vec<Step>,
    dropped: u64,
    /// Those of a property that goes the long way, and those of a cell.
    records: Vec<Record>,
    cell: Vec<Record>,
    heaps: Heaps,
    listings: Vec<Listing<'a>>,
    /// What is wrong with the values of each listing.
    doubts: Vec<Warnings>,
    rows: Vec<Row<'a>>,
    places: Vec<Place>,
    intervals: Vec<Interval>,
    lines: Vec<Line>,
    given: Given,
}

fn number(row: usize) -> u32 {
    // There are no more.
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// What rows say beside their dates and statuses.
#[derive(Clone, Copy)]
struct Beside {
    has_values: bool,
    has_events: bool,
    has_sequence: bool,
}

impl Beside {
    /// Of each row by itself.
    const fn has_more(self) -> bool {
        self.has_events || self.has_sequence
    }

    /// What the short way would have to look at.
    const fn may_matter(self) -> bool {
        self.has_values || self.has_events
    }
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
        let beside = Beside {
            has_values: columns().any(|columns| !columns.values.is_empty()),
            has_events: columns().any(|columns| columns.has_events()),
            has_sequence: columns().any(|columns| columns.has_sequence()),
        };
        Self {
            rules,
            as_of,
            source,
            shape,
            from: Keys {
                reader: source.reader(),
                packers: None,
            },
            beside,
            brief: Brief::of(rules, as_of),
            is_brief: false,
            property: NOWHERE,
            system: None,
            heads: Vec::new(),
            stays: Vec::new(),
            order: Order::default(),
            events: Vec::new(),
            steps: Vec::new(),
            dropped: 0,
            records: Vec::new(),
            cell: Vec::new(),
            heaps: Heaps::default(),
            listings: Vec::new(),
            doubts: Vec::new(),
            rows: Vec::new(),
            places: Vec::new(),
            intervals: Vec::new(),
            lines: Vec::new(),
            given: Given::default(),
        }
    }

    /// For rows whose keys have numbers.
    pub(super) fn with_packers(mut self, packers: &'a [Packer; 2]) -> Self {
        self.from.packers = Some(packers);
        self
    }

    /// Whole properties that stand one behind another. None, and nothing more is to be asked of
    /// this worker, if they are `checked` and a property falls behind the one before it.
    pub(super) fn rows(
        &mut self,
        rows: Range<usize>,
        is_checked: bool,
    ) -> Result<Option<Given>, BatchError> {
        let mut before = self.from.reader.last_before(rows.start);
        let mut is_first = true;
        // With which rows the property and the listing began.
        let (mut begin, mut opened) = (rows.start, rows.start);
        let mut stay = Stay::NEW;
        let mut steps = core::mem::take(&mut self.steps);
        let mut events = core::mem::take(&mut self.events);
        for (first, columns, own) in self.source.by_part(rows.clone()) {
            steps::fill(columns, own.clone(), before, &mut steps);
            columns.events(own.clone(), &mut events);
            for ((row, step), event) in (first..rows.end).zip(&steps).zip(&events) {
                if step.is_same() && !is_first {
                    self.take(&mut stay, *event);
                    continue;
                }
                if step.is_dropped() {
                    self.dropped = self.dropped.saturating_add(1);
                    continue;
                }
                if is_first || step.is_next_property() {
                    if is_checked && step.is_fall() {
                        return Ok(None);
                    }
                    if !is_first {
                        self.end(&stay, opened..row);
                        self.grouped(begin..row)?;
                    }
                    is_first = false;
                    (begin, opened) = (row, row);
                    let place = number(row);
                    self.open(if step.is_unknown() { NOWHERE } else { place });
                    stay = self.begin(place);
                } else if step.is_next_listing() {
                    self.end(&stay, opened..row);
                    self.is_brief &= !step.is_listing_fall();
                    opened = row;
                    stay = self.begin(number(row));
                }
                self.take(&mut stay, *event);
            }
            before = Source::last_of(columns, own).or(before);
        }
        if !is_first {
            self.end(&stay, opened..rows.end);
            self.grouped(begin..rows.end)?;
        }
        self.steps = steps;
        self.events = events;
        self.give(&[]).map(Some)
    }

    /// The rows of a property, some of which may not count.
    fn grouped(&mut self, rows: Range<usize>) -> Result<(), BatchError> {
        if self.is_given() {
            return Ok(());
        }
        let mut records = core::mem::take(&mut self.records);
        records.clear();
        // Listings are numbered as long as they come in order.
        let mut last: Option<&str> = None;
        let (mut listing, mut is_sorted) = (0_u64, true);
        for row in rows {
            let Some(key) = self.from.reader.key(row) else {
                continue;
            };
            match last.map(|last| last.cmp(key.listing)) {
                Some(Ordering::Less) => listing = listing.saturating_add(1),
                Some(Ordering::Greater) => is_sorted = false,
                _ => {}
            }
            last = Some(key.listing);
            let event = self.from.reader.event(row);
            records.push(Record::new(
                Packed::NULL,
                Packed::exact(listing),
                row,
                event,
            ));
        }
        if !is_sorted {
            let reader = &mut self.from.reader;
            for record in &mut records {
                let listing = Packed::beginning(reader.listing(record.row()).as_bytes());
                *record = Record::new(Packed::NULL, listing, record.row(), record.event());
            }
            records.sort_unstable_by(|a, b| a.by_listing(b, reader));
        }
        self.property(&records, None)?;
        self.records = records;
        Ok(())
    }

    /// The records of whole properties in any order.
    pub(super) fn cell(
        &mut self,
        parts: &[Vec<Record>],
        is_known: bool,
    ) -> Result<Given, BatchError> {
        let mut records = core::mem::take(&mut self.cell);
        record::sort(parts, &mut records, &mut self.heaps, &mut self.from.reader);
        let mut last: Option<&Record> = None;
        // With which records the property and the listing began.
        let (mut begin, mut opened) = (0, 0);
        let mut stay = Stay::NEW;
        for (place, record) in (0_u32..).zip(&records) {
            let reader = &mut self.from.reader;
            let [is_property, is_listing] =
                last.map_or([true; 2], |last| last.ends_before(record, is_known, reader));
            if is_listing {
                if last.is_some() {
                    self.end(&stay, record::rows(&records, opened..place));
                }
                if is_property {
                    self.sorted(&records, begin..place)?;
                    begin = place;
                    self.open(if is_known { place } else { NOWHERE });
                }
                opened = place;
                stay = self.begin(place);
            }
            self.take(&mut stay, record.event());
            last = Some(record);
        }
        let end = number(records.len());
        if last.is_some() {
            self.end(&stay, record::rows(&records, opened..end));
        }
        self.sorted(&records, begin..end)?;
        let given = self.give(&records);
        self.cell = records;
        given
    }

    /// The records of a property at these places.
    fn sorted(&mut self, records: &[Record], places: Range<u32>) -> Result<(), BatchError> {
        if places.is_empty() || self.is_given() {
            return Ok(());
        }
        self.property(record::at(records, places.clone()), Some(places.start))
    }

    /// The records of the first one's listing, and the others.
    fn split<'r>(
        &mut self,
        first: &Record,
        records: &'r [Record],
    ) -> Option<(&'r [Record], &'r [Record])> {
        let reader = &mut self.from.reader;
        let same = records
            .iter()
            .take_while(|record| first.by_listing(record, reader).is_eq());
        records.split_at_checked(crate::listed::count(same))
    }

    /// What the lines come to; those of a cell are of these records.
    fn give(&mut self, records: &[Record]) -> Result<Given, BatchError> {
        for lines in self.lines.chunks(ROWS_MAX) {
            let batch = output::finish(lines, records, self.shape, &mut self.from)?;
            self.given.batches.push(batch);
        }
        self.lines.clear();
        let mut given = core::mem::take(&mut self.given);
        given.summary.rows_without_listing = core::mem::take(&mut self.dropped);
        Ok(given)
    }

    /// One property, its records sorted; in a cell they stand from place `first` on.
    fn property(&mut self, records: &[Record], first: Option<u32>) -> Result<(), BatchError> {
        self.listings.clear();
        self.rows.clear();
        self.doubts.clear();
        self.heads.clear();
        let mut rest = records;
        let mut place = first;
        while let Some(first) = rest.first() {
            let Some((own, others)) = self.split(first, rest) else {
                break;
            };
            rest = others;
            self.heads.push(place.unwrap_or(first.row_number()));
            place = place.map(|place| place.saturating_add(number(own.len())));
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
        let listings = self.heads.iter().zip(&self.doubts);
        for (place, (listing, doubts)) in (0_usize..).zip(listings) {
            let mut outcome = property.outcome(place);
            if let Ok(outcome) = &mut outcome {
                outcome.warnings = outcome.warnings.union(*doubts);
                outcome
                    .warnings
                    .insert_if(self.property == NOWHERE, Warning::PropertyMissing);
            }
            let chain_first = outcome.ok().and_then(|outcome| outcome.chain_first);
            let chain_first = chain_first.and_then(|first| self.heads.get(first));
            let keys = [
                self.property,
                *listing,
                chain_first.copied().unwrap_or(NOWHERE),
            ];
            self.given
                .summary
                .take(outcome.map(|outcome| outcome.warnings), 1);
            self.lines.push(Line::new(keys, &outcome));
        }
        Ok(())
    }

    /// One listing of the property.
    fn listing(&mut self, first: &Record, records: &[Record]) {
        let mut listing = Listing::new(self.from.reader.listing(first.row()));
        let mut doubts = Warnings::EMPTY;
        if self.beside.has_values {
            doubts = values::fill(&mut self.from.reader, records, self.as_of, &mut listing);
        }
        let number = u32::try_from(self.listings.len()).unwrap_or(u32::MAX);
        for record in records {
            let (mut sequence, mut event) = (0, None);
            if self.beside.has_more()
                && let Some((columns, row)) = self.from.reader.at(record.row())
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
