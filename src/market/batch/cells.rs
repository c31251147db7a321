//! Rows in any order, spread over cells by numbers that have the order of the keys.

use core::ops::Range;
use std::vec;
use std::vec::Vec;

use super::packer::{Packed, Packer};
use super::record::Record;
use super::source::{Reader, Source};
use super::text::{Strings, Text, with_texts};
use super::threads;

/// All rows that count, in cells: the first has the rows without a property, the others follow
/// one another.
pub(super) struct Cells {
    packers: [Packer; 2],
    records: Vec<Record>,
    lens: Vec<usize>,
    pub(super) rows_without_listing: u64,
}

/// As many rows a cell has about: they fit into a core's own cache.
const CELL_ROWS: usize = 12_288;
const CELLS_MAX: usize = 1 << 11;
/// As many rows are looked at for each cell, to make cells of one size.
const SAMPLES: usize = 32;
/// As many rows show what keys look like.
const LETTERS_SAMPLE: usize = 4096;
/// The cell of a row that does not count.
const DROPPED: u16 = u16::MAX;
/// Beside the cell: other properties may have the number.
const SHARED: u16 = 1 << 15;

/// What the first walk through some rows leaves for the second one.
struct Block {
    rows: Range<usize>,
    properties: Vec<u64>,
    cells: Vec<u16>,
    lens: Vec<usize>,
    dropped: u64,
}

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
        let splits = Splits::of(source, &properties);

        let block_rows = rows.div_ceil(threads.max(1)).max(1);
        let blocks = threads::each(
            threads,
            rows.div_ceil(block_rows),
            || (),
            |(), block| {
                let first = block.saturating_mul(block_rows);
                let end = first.saturating_add(block_rows).min(rows);
                Block::of(source, first..end, &properties, &splits)
            },
        );
        let cells = splits.cells();
        let mut lens = vec![0_usize; cells];
        for block in &blocks {
            for (len, own) in lens.iter_mut().zip(&block.lens) {
                *len = len.saturating_add(*own);
            }
        }
        let all = lens
            .iter()
            .fold(0_usize, |all, len| all.saturating_add(*len));
        let mut records = vec![Record::NONE; all];

        // Each block has places of its own in each cell.
        let mut places: Vec<Vec<core::slice::IterMut<'_, Record>>> = Vec::new();
        places.resize_with(blocks.len(), Vec::new);
        let mut rest = &mut records[..];
        for cell in 0..cells {
            for (block, places) in blocks.iter().zip(&mut places) {
                let len = block.lens.get(cell).copied().unwrap_or(0);
                let Some((own, others)) = core::mem::take(&mut rest).split_at_mut_checked(len)
                else {
                    continue;
                };
                places.push(own.iter_mut());
                rest = others;
            }
        }
        let dropped = blocks
            .iter()
            .fold(0_u64, |sum, block| sum.saturating_add(block.dropped));
        let spread = blocks.into_iter().zip(places).collect();
        threads::all(spread, |(block, places)| {
            block.spread(source, &listings, places);
        });
        Self {
            packers: [properties, listings],
            records,
            lens,
            rows_without_listing: dropped,
        }
    }

    /// The packers of properties and listings, and the cells one by one.
    pub(super) fn split(&mut self) -> (&[Packer; 2], Vec<&mut [Record]>) {
        let mut rest = &mut self.records[..];
        let mut cells = Vec::with_capacity(self.lens.len());
        for len in &self.lens {
            let Some((cell, others)) = core::mem::take(&mut rest).split_at_mut_checked(*len) else {
                break;
            };
            cells.push(cell);
            rest = others;
        }
        (&self.packers, cells)
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

impl Block {
    fn of(source: &Source, rows: Range<usize>, properties: &Packer, splits: &Splits) -> Self {
        let mut block = Self {
            properties: Vec::with_capacity(rows.len()),
            cells: Vec::with_capacity(rows.len()),
            lens: vec![0; splits.cells()],
            dropped: 0,
            rows: rows.clone(),
        };
        for (_, columns, own) in source.by_part(rows) {
            let first = block.cells.len();
            with_texts!(&columns.property, own.clone(), texts => for property in texts {
                let (number, cell) = match property.map(|property| properties.pack(property)) {
                    None => (0, 0),
                    Some(Packed { number, is_exact }) => {
                        let shared = if is_exact { 0 } else { SHARED };
                        (number, splits.cell(number) | shared)
                    }
                };
                block.properties.push(number);
                block.cells.push(cell);
            });
            let cells = block.cells.get_mut(first..).unwrap_or_default();
            with_texts!(&columns.listing, own, texts => for (listing, cell) in texts.zip(cells) {
                if listing.is_none() {
                    *cell = DROPPED;
                }
            });
        }
        for cell in &block.cells {
            match block.lens.get_mut(usize::from(*cell & !SHARED)) {
                Some(len) => *len = len.saturating_add(1),
                None => block.dropped = block.dropped.saturating_add(1),
            }
        }
        block
    }

    /// Puts the rows into their places in the cells.
    fn spread(
        self,
        source: &Source,
        packer: &Packer,
        mut places: Vec<core::slice::IterMut<'_, Record>>,
    ) {
        let mut rows = self.properties.into_iter().zip(self.cells);
        for (first, columns, own) in source.by_part(self.rows) {
            let events = columns.events(own.clone()).iter();
            let numbered = (first..source.len()).zip(events).zip(&mut rows);
            with_texts!(&columns.listing, own, texts => for (listing, numbered) in texts.zip(numbered) {
                let ((row, event), (property, cell)) = numbered;
                let place = places.get_mut(usize::from(cell & !SHARED));
                if let Some(place) = place.and_then(Iterator::next)
                    && let Some(listing) = listing
                {
                    let property = Packed {
                        number: property,
                        is_exact: cell & SHARED == 0,
                    };
                    *place = Record::new(property, packer.pack(listing), row, *event);
                }
            });
        }
    }
}
