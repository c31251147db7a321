//! A row as sorting sees it, and the order of properties and listings.

use core::cmp::Ordering;
use core::ops::Range;
use std::vec::Vec;

use super::bits::Bits;
use super::columns::Event;
use super::packer::Packed;
use super::source::Reader;

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
        place(self.row)
    }

    #[inline]
    pub(super) fn event(&self) -> Event {
        Event::from_bits(self.bits)
    }

    #[inline]
    pub(super) const fn row_number(&self) -> u32 {
        self.row
    }

    /// The number of the property, if no other has it.
    #[inline]
    pub(super) fn property_number(&self) -> Option<u64> {
        (self.bits & SHARED_PROPERTY == 0).then_some(self.property)
    }

    /// The number of the listing, if no other has it.
    #[inline]
    pub(super) fn listing_number(&self) -> Option<u64> {
        (self.bits & SHARED_LISTING == 0).then_some(self.listing)
    }

    /// The numbers of the property and the listing as one.
    #[inline]
    fn number(&self) -> u128 {
        u128::from(self.property) << 64 | u128::from(self.listing)
    }

    /// Whether the record behind this one is of another property, and whether it is of another
    /// listing. Where properties are not known, each listing is one.
    #[inline]
    pub(super) fn ends_before(
        &self,
        next: &Self,
        is_known: bool,
        reader: &mut Reader<'_>,
    ) -> [bool; 2] {
        let shared = self.bits | next.bits;
        let is_property = self.property != next.property
            || shared & SHARED_PROPERTY != 0 && self.by_property(next, reader).is_ne();
        let is_listing = is_property
            || self.listing != next.listing
            || shared & SHARED_LISTING != 0 && self.by_listing(next, reader).is_ne();
        [is_property || is_listing && !is_known, is_listing]
    }

    /// By the listing, for records of one property.
    #[inline]
    pub(super) fn by_listing(&self, other: &Self, reader: &mut Reader<'_>) -> Ordering {
        let order = self.listing.cmp(&other.listing);
        if order.is_ne() || (self.bits | other.bits) & SHARED_LISTING == 0 {
            return order;
        }
        reader.listing(self.row()).cmp(reader.listing(other.row()))
    }

    /// By the property.
    #[inline]
    pub(super) fn by_property(&self, other: &Self, reader: &mut Reader<'_>) -> Ordering {
        let order = self.property.cmp(&other.property);
        if order.is_ne() || (self.bits | other.bits) & SHARED_PROPERTY == 0 {
            return order;
        }
        let property = reader.property(self.row());
        property.cmp(&reader.property(other.row()))
    }
}

/// Puts the records of the parts in the order of property, listing and day. `heaps` is memory
/// that is used again, as is what `records` had before.
pub(super) fn sort(
    parts: &[Vec<Record>],
    records: &mut Vec<Record>,
    heaps: &mut Heaps,
    reader: &mut Reader<'_>,
) {
    let all = fold(parts, 0, |all, record| all | record.bits);
    let is_exact = all & (SHARED_PROPERTY | SHARED_LISTING) == 0;
    heaps.deal(parts, records, all & SHARED_PROPERTY == 0);
    let mut rest = &mut records[..];
    for len in &heaps.lens {
        let Some((few, others)) = core::mem::take(&mut rest).split_at_mut_checked(place(*len))
        else {
            break;
        };
        rest = others;
        if few.len() < 2 {
            continue;
        }
        if is_exact {
            few.sort_unstable_by_key(|record| (record.number(), record.event().day()));
        } else {
            few.sort_unstable_by(|a, b| {
                let order = a.by_property(b, reader);
                let order = order.then_with(|| a.by_listing(b, reader));
                order.then_with(|| a.event().day().cmp(&b.event().day()))
            });
        }
    }
}

fn fold<T>(parts: &[Vec<Record>], start: T, add: impl Fn(T, &Record) -> T) -> T {
    parts
        .iter()
        .fold(start, |all, part| part.iter().fold(all, &add))
}

/// Records dealt to some heaps for each, by the bits in which they differ.
#[derive(Default)]
pub(super) struct Heaps {
    /// How many there are of each heap, one behind another and in order.
    lens: Vec<u32>,
    ends: Vec<u32>,
    /// The heap of each record.
    of: Vec<u32>,
}

/// Up to this many records are sorted as they are.
const FEW: usize = 20;

/// So many bits more than to number the records.
const MORE_BITS: u32 = 1;

impl Heaps {
    /// Deals records by the highest bits in which their properties differ; those of one property,
    /// and those without one, by the listing.
    fn deal(&mut self, parts: &[Vec<Record>], records: &mut Vec<Record>, is_exact: bool) {
        let all = parts
            .iter()
            .fold(0_usize, |all, part| all.saturating_add(part.len()));
        let len = u32::try_from(all).unwrap_or(u32::MAX);
        let most = len.checked_ilog2().unwrap_or(0).saturating_add(MORE_BITS);
        let first = parts.iter().find_map(|part| part.first()).copied();
        let differ = |number: fn(&Record) -> u64| {
            let first = first.map_or(0, |first| number(&first));
            fold(parts, 0, |all, record| all | number(record) ^ first)
        };
        let properties = differ(|record| record.property);
        if all > FEW && properties != 0 {
            let bits = Bits::highest(properties, most);
            self.spread(parts, records, all, bits, |record| record.property);
        } else if all > FEW && is_exact {
            let bits = Bits::highest(differ(|record| record.listing), most);
            self.spread(parts, records, all, bits, |record| record.listing);
        } else {
            records.clear();
            records.extend(parts.iter().flatten());
            self.lens.clear();
            self.lens.push(len);
        }
    }

    fn spread(
        &mut self,
        parts: &[Vec<Record>],
        records: &mut Vec<Record>,
        all: usize,
        bits: Bits,
        number: impl Fn(&Record) -> u64,
    ) {
        self.lens.clear();
        self.lens.resize(1_usize.wrapping_shl(bits.count), 0);
        self.of.clear();
        for part in parts {
            self.of.extend(part.iter().map(|record| {
                let heap = u32::try_from(bits.squeeze(number(record))).unwrap_or(u32::MAX);
                if let Some(len) = self.lens.get_mut(place(heap)) {
                    *len = len.saturating_add(1);
                }
                heap
            }));
        }
        self.ends.clear();
        let mut start = 0_u32;
        self.ends.extend(self.lens.iter().map(|len| {
            let own = start;
            start = start.saturating_add(*len);
            own
        }));
        // Each place is written to, whatever stands there.
        records.resize(all, Record::NONE);
        let mut heaps = self.of.iter();
        for part in parts {
            for (record, heap) in part.iter().zip(&mut heaps) {
                let Some(end) = self.ends.get_mut(place(*heap)) else {
                    continue;
                };
                if let Some(place) = records.get_mut(place(*end)) {
                    *place = *record;
                }
                *end = end.saturating_add(1);
            }
        }
    }
}

/// The records at these places.
pub(super) fn at(records: &[Record], places: Range<u32>) -> &[Record] {
    let places = place(places.start)..place(places.end);
    records.get(places).unwrap_or_default()
}

/// The rows of the records at these places.
pub(super) fn rows(records: &[Record], places: Range<u32>) -> impl Iterator<Item = usize> + Clone {
    at(records, places).iter().map(Record::row)
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
