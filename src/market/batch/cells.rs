//! Rows in any order, spread over cells by numbers that have the order of the keys.

use core::ops::Range;
use std::sync::Mutex;
use std::vec::Vec;

use super::columns::Event;
use super::packer::{Packed, Packer};
use super::record::Record;
use super::source::{Reader, Source};
use super::text::{Strings, Text, with_texts};
use super::threads;

/// All rows that count, in cells: the first has the rows without a property, the others follow
/// one another.
pub(super) struct Cells {
    pub(super) packers: [Packer; 2],
    /// Of each cell, the records from each of some stretches of rows. Whoever works on a cell
    /// takes them.
    pub(super) all: Vec<Mutex<Vec<Vec<Record>>>>,
    pub(super) rows_without_listing: u64,
}

/// As many rows a cell has about: they fit into a core's own cache.
const CELL_ROWS: usize = 12_288;
const CELLS_MAX: usize = 1 << 11;
/// As many rows are looked at for each cell, to make cells of one size.
const SAMPLES: usize = 32;
/// As many rows show what keys look like.
const LETTERS_SAMPLE: usize = 4096;
/// As many rows are read at once, a column at a time.
const STRIDE: usize = 2048;

impl Cells {
    pub(super) fn of(source: &Source, threads: usize) -> Self {
        let rows = source.len();
        let properties = sample(source, LETTERS_SAMPLE, |reader, row| {
            Some(reader.property(row)?.as_bytes())
        });
        let properties = Packer::of(&properties.into_iter());
        let listings = sample(source, LETTERS_SAMPLE, |reader, row| {
            Some(reader.key(row)?.listing.as_bytes())
        });
        let listings = Packer::of(&listings.into_iter());
        let packers = [properties, listings];
        let [properties, _] = &packers;
        let splits = Splits::of(source, properties);

        let stretch = rows.div_ceil(threads.max(1)).max(1);
        let spread = threads::each(
            threads,
            rows.div_ceil(stretch),
            || (),
            |(), number| {
                let first = number.saturating_mul(stretch);
                let end = first.saturating_add(stretch).min(rows);
                Spread::of(source, first..end, &packers, &splits)
            },
        );
        let mut cells: Vec<Vec<Vec<Record>>> = Vec::new();
        cells.resize_with(splits.cells(), Vec::new);
        let mut rows_without_listing = 0_u64;
        for spread in spread {
            rows_without_listing = rows_without_listing.saturating_add(spread.dropped);
            for (cell, records) in cells.iter_mut().zip(spread.cells) {
                cell.push(records);
            }
        }
        Self {
            packers,
            all: cells.into_iter().map(Mutex::new).collect(),
            rows_without_listing,
        }
    }
}

/// Something of rows that lie apart from one another evenly.
fn sample<'a, T>(
    source: &'a Source,
    most: usize,
    of: impl Fn(&mut Reader<'a>, usize) -> Option<T>,
) -> Vec<T> {
    let mut reader = source.reader();
    let step = source.len().div_ceil(most.max(1)).max(1);
    let rows = (0..source.len()).step_by(step);
    rows.filter_map(|row| of(&mut reader, row)).collect()
}

/// Where one cell ends and the next begins.
struct Splits {
    /// The first number of each cell but the first.
    starts: Vec<u64>,
    /// How many starts there are up to a number that begins with these bits.
    below: Vec<u16>,
    least: u64,
    shift: u32,
}

impl Splits {
    const TABLE_BITS: u32 = 12;

    fn of(source: &Source, properties: &Packer) -> Self {
        let cells = (source.len() / CELL_ROWS).clamp(1, CELLS_MAX);
        let mut numbers = sample(source, cells.saturating_mul(SAMPLES), |reader, row| {
            Some(properties.pack(reader.property(row)?.as_bytes()).number)
        });
        numbers.sort_unstable();
        let least = numbers.first().copied().unwrap_or(0);
        let most = numbers.last().copied().unwrap_or(0);
        let mut starts: Vec<u64> = numbers.into_iter().step_by(SAMPLES).skip(1).collect();
        starts.dedup();
        let width = most.saturating_sub(least).checked_ilog2();
        let width = width.map_or(0, |bit| bit.saturating_add(1));
        let shift = width.saturating_sub(Self::TABLE_BITS);
        let firsts = (0_u64..=1 << Self::TABLE_BITS).map(|bits| {
            let first = least.saturating_add(bits.wrapping_shl(shift));
            let below = starts.partition_point(|start| *start <= first);
            u16::try_from(below).unwrap_or(u16::MAX)
        });
        Self {
            below: firsts.collect(),
            starts,
            least,
            shift,
        }
    }

    /// How many cells there are, with that of the rows without a property.
    fn cells(&self) -> usize {
        self.starts.len().saturating_add(2)
    }

    /// The cell of a property.
    #[inline]
    fn cell(&self, number: u64) -> u16 {
        let bits = number.saturating_sub(self.least).wrapping_shr(self.shift);
        let below = usize::try_from(bits)
            .ok()
            .and_then(|bits| self.below.get(bits));
        let mut below = below.or(self.below.last()).copied().unwrap_or(0);
        while self
            .starts
            .get(usize::from(below))
            .is_some_and(|start| *start <= number)
        {
            below = below.saturating_add(1);
        }
        below.saturating_add(1)
    }
}

/// A stretch of rows, spread over the cells.
struct Spread {
    cells: Vec<Vec<Record>>,
    dropped: u64,
}

impl Spread {
    fn of(source: &Source, rows: Range<usize>, packers: &[Packer; 2], splits: &Splits) -> Self {
        let [by_property, by_listing] = packers;
        // Room for half as many again as come if cells are of one size; what is not used takes
        // no memory.
        let count = splits.cells();
        let room = rows.len().div_ceil(count.max(1));
        let room = room.saturating_add(room / 2);
        let mut cells: Vec<Vec<Record>> = Vec::new();
        cells.resize_with(count, || Vec::with_capacity(room));
        let mut dropped = 0_u64;

        let mut properties: Vec<(Packed, u16)> = Vec::with_capacity(STRIDE);
        let mut events: Vec<Event> = Vec::with_capacity(STRIDE);
        for (first, columns, own) in source.by_part(rows) {
            for (first, start) in (first..).step_by(STRIDE).zip(own.clone().step_by(STRIDE)) {
                let own = start..start.saturating_add(STRIDE).min(own.end);
                properties.clear();
                with_texts!(&columns.property, own.clone(), texts => {
                    properties.extend(texts.map(|property| {
                        if property.is_empty() {
                            return (Packed::NULL, 0);
                        }
                        let packed = by_property.pack(property);
                        (packed, splits.cell(packed.number))
                    }));
                });
                columns.events(own.clone(), &mut events);
                let numbered = (first..).zip(&events).zip(&properties);
                with_texts!(&columns.listing, own.clone(), texts => for (listing, numbered) in texts.zip(numbered) {
                    let ((row, event), (property, cell)) = numbered;
                    if listing.is_empty() {
                        dropped = dropped.saturating_add(1);
                        continue;
                    }
                    if let Some(cell) = cells.get_mut(usize::from(*cell)) {
                        cell.push(Record::new(*property, by_listing.pack(listing), row, *event));
                    }
                });
            }
        }
        Self { cells, dropped }
    }
}
