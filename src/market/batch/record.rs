//! A row as sorting sees it, and the order of properties and listings.

use core::cmp::Ordering;
use std::vec::Vec;

use super::bits::Bits;
use super::columns::Event;
use super::output::Key;
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
    pub(super) const NONE: Self = Self {
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

    fn key(&self, number: u64, shared: u32) -> Key {
        if self.bits & shared == 0 {
            Key::Number(number)
        } else {
            Key::Row(self.row)
        }
    }

    /// Where the key of the property is, if it has one.
    pub(super) fn property_key(&self) -> Key {
        self.key(self.property, SHARED_PROPERTY)
    }

    pub(super) fn listing_key(&self) -> Key {
        self.key(self.listing, SHARED_LISTING)
    }

    /// The numbers of the property and the listing as one.
    #[inline]
    fn number(&self) -> u128 {
        u128::from(self.property) << 64 | u128::from(self.listing)
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

/// By property and listing. `heaps` is memory that is used again.
pub(super) fn sort(records: &mut [Record], heaps: &mut Heaps, reader: &mut Reader<'_>) {
    let all = records.iter().fold(0, |all, record| all | record.bits);
    let is_exact = all & (SHARED_PROPERTY | SHARED_LISTING) == 0;
    heaps.deal(records, all & SHARED_PROPERTY == 0);
    let mut rest = records;
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
            few.sort_unstable_by_key(Record::number);
        } else {
            few.sort_unstable_by(|a, b| {
                let order = a.by_property(b, reader);
                order.then_with(|| a.by_listing(b, reader))
            });
        }
    }
}

/// Records dealt to some heaps for each, by the bits in which they differ.
#[derive(Default)]
pub(super) struct Heaps {
    spare: Vec<Record>,
    /// How many there are of each heap, one behind another and in order.
    lens: Vec<u32>,
    ends: Vec<u32>,
    /// The heap of each record.
    of: Vec<u32>,
}

/// Up to this many records are sorted as they are.
const FEW: usize = 20;

/// So many bits more than to number the records.
const MORE_BITS: u32 = 2;

impl Heaps {
    /// Deals records by the highest bits in which their properties differ; those of one property,
    /// and those without one, by the listing.
    fn deal(&mut self, records: &mut [Record], is_exact: bool) {
        self.lens.clear();
        let len = u32::try_from(records.len()).unwrap_or(u32::MAX);
        let Some(first) = records.first().filter(|_| records.len() > FEW).copied() else {
            self.lens.push(len);
            return;
        };
        let most = len.checked_ilog2().unwrap_or(0).saturating_add(MORE_BITS);
        let differ = |number: fn(&Record) -> u64| {
            let numbers = records.iter().map(number);
            numbers.fold(0, |all, number_of| all | number_of ^ number(&first))
        };
        let properties = differ(|record| record.property);
        if properties != 0 {
            self.spread(records, Bits::highest(properties, most), |record| {
                record.property
            });
        } else if is_exact {
            let listings = differ(|record| record.listing);
            self.spread(records, Bits::highest(listings, most), |record| {
                record.listing
            });
        } else {
            self.lens.push(len);
        }
    }

    fn spread(&mut self, records: &mut [Record], bits: Bits, number: impl Fn(&Record) -> u64) {
        self.lens.resize(1_usize.wrapping_shl(bits.count), 0);
        self.of.clear();
        self.of.extend(records.iter().map(|record| {
            let heap = u32::try_from(bits.squeeze(number(record))).unwrap_or(u32::MAX);
            if let Some(len) = self.lens.get_mut(place(heap)) {
                *len = len.saturating_add(1);
            }
            heap
        }));
        self.ends.clear();
        let mut start = 0_u32;
        self.ends.extend(self.lens.iter().map(|len| {
            let own = start;
            start = start.saturating_add(*len);
            own
        }));
        self.spare.clear();
        self.spare.extend_from_slice(records);
        for (record, heap) in self.spare.iter().zip(&self.of) {
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

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
