//! Rows in any order, put into that of properties and listings: spread over cells by numbers
//! that have the order of the keys, and sorted in each cell.

use core::cmp::Ordering;
use std::vec;
use std::vec::Vec;

use super::columns::Event;
use super::packer::{Packed, Packer};
use super::source::{Reader, Source};
use super::threads;

/// A row that counts, with what sorting and counting need of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Numbers in the order of keys: the same for the same key.
    property: u64,
    listing: u64,
    row: u32,
    /// The event, and whether other keys may have the numbers.
    bits: u32,
}

const SHARED_PROPERTY: u32 = 1 << 30;
const SHARED_LISTING: u32 = 1 << 31;

impl Record {
    const NONE: Self = Self {
        property: 0,
        listing: 0,
        row: 0,
        bits: 0,
    };

    #[inline]
    pub(super) fn new(property: Packed, listing: Packed, row: usize, event: Event) -> Self {
        let flag = |packed: Packed, flag| if packed.is_exact { 0 } else { flag };
        let shared = flag(property, SHARED_PROPERTY) | flag(listing, SHARED_LISTING);
        Self {
            property: property.number,
            listing: listing.number,
            // There are no more.
            row: u32::try_from(row).unwrap_or(u32::MAX),
            bits: event.bits() | shared,
        }
    }

    #[inline]
    pub(super) fn row(&self) -> usize {
        usize::try_from(self.row).unwrap_or(usize::MAX)
    }

    #[inline]
    pub(super) fn event(&self) -> Event {
        Event::from_bits(self.bits)
    }

    /// The numbers of the property and the listing as one.
    #[inline]
    fn number(&self) -> u128 {
        u128::from(self.property) << 64 | u128::from(self.listing)
    }

    /// By the listing, for records of one property.
    #[inline]
    pub(super) fn by_listing(&self, other: &Self, reader: &mut Reader<'_>) -> Ordering {
        self.listing.cmp(&other.listing).then_with(|| {
            if (self.bits | other.bits) & SHARED_LISTING == 0 {
                Ordering::Equal
            } else {
                reader.listing(self.row()).cmp(reader.listing(other.row()))
            }
        })
    }

    /// By the property.
    #[inline]
    pub(super) fn by_property(&self, other: &Self, reader: &mut Reader<'_>) -> Ordering {
        self.property.cmp(&other.property).then_with(|| {
            if (self.bits | other.bits) & SHARED_PROPERTY == 0 {
                Ordering::Equal
            } else {
                let property = reader.property(self.row());
                property.cmp(&reader.property(other.row()))
            }
        })
    }
}

/// By property and listing. `spare` is memory that is used again.
pub(super) fn sort(records: &mut [Record], spare: &mut Vec<Record>, reader: &mut Reader<'_>) {
    let all = records.iter().fold(0, |all, record| all | record.bits);
    let is_exact = all & (SHARED_PROPERTY | SHARED_LISTING) == 0;
    let ends = deal(records, all, spare);
    let mut start = 0_usize;
    for end in ends {
        let few = records.get_mut(start..end).unwrap_or_default();
        start = end;
        if is_exact {
            few.sort_unstable_by_key(Record::number);
        } else {
            few.sort_unstable_by(|a, b| {
                let order = a.by_property(b, reader);
                order.then_with(|| a.by_listing(b, reader))
            });
        }
    }
}

/// Up to this many records are sorted as they are.
const FEW: usize = 20;

/// Deals records to about as many heaps as there are records, by the highest bits in which
/// their numbers differ. Where the heaps end, one behind another and in order. `all` is what
/// the records are flagged with.
fn deal(records: &mut [Record], all: u32, spare: &mut Vec<Record>) -> Vec<usize> {
    if records.len() <= FEW {
        return vec![records.len()];
    }
    let range = |number: fn(&Record) -> u64| {
        records
            .iter()
            .map(number)
            .fold((u64::MAX, 0), |(least, most), number| {
                (least.min(number), most.max(number))
            })
    };
    // Rows without a property, and those of one, differ in the listing alone.
    let (least, most) = range(|record| record.property);
    let by_property = least < most || all & SHARED_PROPERTY != 0;
    let (least, most) = if by_property {
        (least, most)
    } else {
        range(|record| record.listing)
    };
    let bits = |number: u64| u64::BITS.saturating_sub(number.leading_zeros());
    let len = u64::try_from(records.len()).unwrap_or(u64::MAX);
    let width = most.saturating_sub(least);
    let shift = bits(width).saturating_sub(bits(len));
    let heap = |number: u64| usize::try_from(number.wrapping_shr(shift)).unwrap_or(0);
    let heap_of = |record: &Record| {
        let number = if by_property {
            record.property
        } else {
            record.listing
        };
        heap(number.saturating_sub(least))
    };
    let mut ends = vec![0_usize; heap(width).saturating_add(1)];
    for record in &*records {
        if let Some(len) = ends.get_mut(heap_of(record)) {
            *len = len.saturating_add(1);
        }
    }
    let mut start = 0_usize;
    for end in &mut ends {
        let len = *end;
        *end = start;
        start = start.saturating_add(len);
    }
    spare.clear();
    spare.extend_from_slice(records);
    for record in &*spare {
        if let Some(end) = ends.get_mut(heap_of(record)) {
            if let Some(place) = records.get_mut(*end) {
                *place = *record;
            }
            *end = end.saturating_add(1);
        }
    }
    ends
}

/// All rows that count, in cells: the first has the rows without a property, the others follow
/// one another.
pub(super) struct Cells {
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

/// What the first walk through some rows leaves for the second one.
struct Block {
    first: usize,
    properties: Vec<Packed>,
    cells: Vec<u16>,
    lens: Vec<usize>,
    dropped: u64,
}

impl Cells {
    pub(super) fn of(source: &Source, threads: usize) -> Self {
        let rows = source.len();
        let properties = Packer::of(&sample(source, LETTERS_SAMPLE, Reader::property).into_iter());
        let listings = sample(source, LETTERS_SAMPLE, |reader, row| {
            Some(reader.key(row)?.listing)
        });
        let listings = Packer::of(&listings.into_iter());
        let splits = splits(source, &properties);

        let block_rows = rows.div_ceil(threads.max(1)).max(1);
        let blocks = threads::each(
            threads,
            rows.div_ceil(block_rows),
            || (),
            |(), block| {
                let first = block.saturating_mul(block_rows);
                let end = first.saturating_add(block_rows).min(rows);
                Block::of(source, first, end, &properties, &splits)
            },
        );
        let cells = splits.len().saturating_add(2);
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
            records,
            lens,
            rows_without_listing: dropped,
        }
    }

    /// The cells one by one.
    pub(super) fn split(&mut self) -> Vec<&mut [Record]> {
        let mut rest = &mut self.records[..];
        let mut cells = Vec::with_capacity(self.lens.len());
        for len in &self.lens {
            let Some((cell, others)) = core::mem::take(&mut rest).split_at_mut_checked(*len) else {
                break;
            };
            cells.push(cell);
            rest = others;
        }
        cells
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

/// Where one cell ends and the next begins: the first number of the next.
fn splits(source: &Source, properties: &Packer) -> Vec<u64> {
    let cells = (source.len() / CELL_ROWS).clamp(1, CELLS_MAX);
    let mut numbers = sample(source, cells.saturating_mul(SAMPLES), |reader, row| {
        Some(properties.pack(reader.property(row)?).number)
    });
    numbers.sort_unstable();
    let mut splits: Vec<u64> = numbers.into_iter().step_by(SAMPLES).skip(1).collect();
    splits.dedup();
    splits
}

impl Block {
    fn of(source: &Source, first: usize, end: usize, properties: &Packer, splits: &[u64]) -> Self {
        let mut reader = source.reader();
        let mut block = Self {
            first,
            properties: Vec::with_capacity(end.saturating_sub(first)),
            cells: Vec::with_capacity(end.saturating_sub(first)),
            lens: vec![0; splits.len().saturating_add(2)],
            dropped: 0,
        };
        for row in first..end {
            let (packed, cell) = match reader.key(row) {
                None => {
                    block.dropped = block.dropped.saturating_add(1);
                    (Packed::NULL, DROPPED)
                }
                Some(key) => key.property.map_or((Packed::NULL, 0), |property| {
                    let packed = properties.pack(property);
                    let cell = splits.partition_point(|split| *split <= packed.number);
                    let cell = u16::try_from(cell.saturating_add(1)).unwrap_or(DROPPED);
                    (packed, cell)
                }),
            };
            if let Some(len) = block.lens.get_mut(usize::from(cell)) {
                *len = len.saturating_add(1);
            }
            block.properties.push(packed);
            block.cells.push(cell);
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
        let mut reader = source.reader();
        let rows = (self.first..).zip(self.properties).zip(self.cells);
        for ((row, property), cell) in rows {
            let Some(place) = places.get_mut(usize::from(cell)).and_then(Iterator::next) else {
                continue;
            };
            let listing = packer.pack(reader.listing(row));
            *place = Record::new(property, listing, row, reader.event(row));
        }
    }
}
