//! Which of many listings are of one property.

use super::KeysOf;
use crate::market::engine::sort;
use crate::market::presets::PropertyKeys;
use crate::market::{Doubt, Doubts, Error};

/// Work space for the property of one listing, and then the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Grouped {
    /// The rank of the listing among all, by key.
    rank: u32,
    /// Another listing of its property that is nearer to the least, or itself; at last the least.
    parent: u32,
    /// Whether its property, of which it is the least, has one address with two parcels.
    has_two_parcels: bool,
    doubts: Doubts,
}

impl Grouped {
    /// The place of the least listing of the property, after which it is called.
    #[must_use]
    pub fn least(&self) -> usize {
        usize::try_from(self.parent).unwrap_or(usize::MAX)
    }

    /// Why it may be another property.
    #[must_use]
    pub const fn doubts(&self) -> Doubts {
        self.doubts
    }
}

/// Finds the property of each listing: listings with an equal key, and listings linked through
/// others, are of one. `known_by` says which keys count; `order` is work space. Without a heap.
///
/// ```
/// use doorward::market::Error;
/// use doorward::market::presets::PropertyKeys;
/// use doorward::market::property::{Grouped, KeyTexts, ListingClass, RecordTexts, group};
///
/// let record = |listing, address| RecordTexts {
///     address: Some(address),
///     postal_code: Some("97201"),
///     ..RecordTexts::new(listing, ListingClass::Sale)
/// };
/// let made = [
///     KeyTexts::of(&record("L2", "0100 Main Street"))?,
///     KeyTexts::of(&record("L1", "100 Main St."))?,
/// ];
/// let keys = [made[0].keys_of("L2"), made[1].keys_of("L1")];
/// let (mut order, mut groups) = ([0; 2], [Grouped::default(); 2]);
/// group(&keys, PropertyKeys::Address, &mut order, &mut groups)?;
/// assert_eq!((groups[0].least(), groups[1].least()), (1, 1));
///
/// let too_few = group(&keys, PropertyKeys::Address, &mut order[..1], &mut groups);
/// assert_eq!(too_few, Err(Error::WorkTooSmall));
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// [`Error::RepeatedListing`]; [`Error::WorkTooSmall`] for fewer places in `order` or `groups` than
/// there are listings.
pub fn group(
    keys: &[KeysOf<'_>],
    known_by: PropertyKeys,
    order: &mut [u32],
    groups: &mut [Grouped],
) -> Result<(), Error> {
    let (Some(order), Some(groups)) = (order.get_mut(..keys.len()), groups.get_mut(..keys.len()))
    else {
        return Err(Error::WorkTooSmall);
    };
    for ((number, place), group) in (0..u32::MAX).zip(order.iter_mut()).zip(groups.iter_mut()) {
        *place = number;
        *group = Grouped {
            parent: number,
            ..Grouped::default()
        };
    }
    let mut search = Search {
        keys,
        order,
        groups,
    };
    search.rank()?;
    let by_parcel = known_by != PropertyKeys::Address;
    let by_address = known_by != PropertyKeys::Parcel;
    if by_parcel {
        search.link(|keys| Some((keys.universal?, keys.class)));
        search.link(|keys| Some((keys.parcel?, keys.unit, keys.class)));
    }
    if by_address {
        search.link(address_key);
    }
    search.note_two_parcels();
    search.answer(by_parcel, by_address);
    Ok(())
}

type AddressKey<'a> = ([&'a str; 2], Option<&'a str>, super::ListingClass);

fn address_key<'a>(keys: &KeysOf<'a>) -> Option<AddressKey<'a>> {
    Some((keys.address?, keys.unit, keys.class))
}

/// The root of a listing, its address and its parcel, where it has both.
fn both_of<'k>(
    keys: &[KeysOf<'k>],
    groups: &[Grouped],
    place: u32,
) -> Option<(u32, AddressKey<'k>, [&'k str; 3])> {
    let keys = keys.get(index(place))?;
    let root = groups.get(index(place))?.parent;
    Some((root, address_key(keys)?, keys.parcel?))
}

struct Search<'s, 'k> {
    keys: &'s [KeysOf<'k>],
    order: &'s mut [u32],
    groups: &'s mut [Grouped],
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

impl<'k> Search<'_, 'k> {
    /// Puts the places in the order of what `of` says of each.
    fn sort<K: Ord>(&mut self, of: impl Fn(&KeysOf<'k>) -> Option<K>) {
        let Self { keys, order, .. } = self;
        let key = |place: &u32| keys.get(index(*place)).and_then(&of);
        sort::sort(order, |a, b| key(a) < key(b));
    }

    fn rank(&mut self) -> Result<(), Error> {
        self.sort(|keys| Some(keys.listing));
        let listing = |place: &u32| self.keys.get(index(*place)).map(|keys| keys.listing);
        let mut pairs = self.order.iter().zip(self.order.iter().skip(1));
        if pairs.any(|(one, other)| listing(one) == listing(other)) {
            return Err(Error::RepeatedListing);
        }
        for (rank, place) in (0..u32::MAX).zip(self.order.iter()) {
            if let Some(group) = self.groups.get_mut(index(*place)) {
                group.rank = rank;
            }
        }
        Ok(())
    }

    fn root(&self, place: u32) -> u32 {
        let mut root = place;
        while let Some(group) = self.groups.get(index(root)) {
            if group.parent == root {
                break;
            }
            root = group.parent;
        }
        root
    }

    /// The root, which everything on the way is put under.
    fn find(&mut self, place: u32) -> u32 {
        let root = self.root(place);
        let mut next = place;
        while let Some(group) = self.groups.get_mut(index(next)) {
            if group.parent == root {
                break;
            }
            next = core::mem::replace(&mut group.parent, root);
        }
        root
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.find(one), self.find(other));
        let rank = |place: u32| self.groups.get(index(place)).map(|group| group.rank);
        let (least, under) = if rank(one) < rank(other) {
            (one, other)
        } else {
            (other, one)
        };
        if let Some(group) = self.groups.get_mut(index(under)) {
            group.parent = least;
        }
    }

    /// Joins the listings with an equal key of one kind.
    fn link<K: Ord>(&mut self, kind: impl Fn(&KeysOf<'k>) -> Option<K>) {
        self.sort(&kind);
        let mut before: Option<(u32, K)> = None;
        for number in 0..self.order.len() {
            let Some(place) = self.order.get(number).copied() else {
                break;
            };
            let key = self.keys.get(index(place)).and_then(&kind);
            if let (Some(key), Some((other, last))) = (&key, &before)
                && key == last
            {
                self.join(*other, place);
            }
            before = key.map(|key| (place, key));
        }
    }

    /// Notes the properties in which one address has two parcels.
    fn note_two_parcels(&mut self) {
        for place in (0..u32::MAX).zip(self.keys).map(|(place, _)| place) {
            self.find(place);
        }
        let Self {
            keys,
            order,
            groups,
        } = self;
        sort::sort(order, |a, b| {
            both_of(keys, groups, *a) < both_of(keys, groups, *b)
        });
        // Sorted, so that a root's parcels of one address stand side by side.
        for (one, other) in order.iter().zip(order.iter().skip(1)) {
            let (Some(one), Some(other)) =
                (both_of(keys, groups, *one), both_of(keys, groups, *other))
            else {
                continue;
            };
            if (one.0, one.1) == (other.0, other.1)
                && one.2 != other.2
                && let Some(group) = groups.get_mut(index(one.0))
            {
                group.has_two_parcels = true;
            }
        }
    }

    fn answer(&mut self, by_parcel: bool, by_address: bool) {
        for (place, keys) in (0..u32::MAX).zip(self.keys) {
            let root = self.root(place);
            let has_two_parcels = self
                .groups
                .get(index(root))
                .is_some_and(|group| group.has_two_parcels);
            let has_key = by_parcel && (keys.universal.is_some() || keys.parcel.is_some())
                || by_address && keys.address.is_some();
            let doubts = [
                (keys.has_placeholder, Doubt::PlaceholderParcel),
                (!has_key, Doubt::NoKey),
                (has_two_parcels, Doubt::AddressTwoParcels),
            ];
            let doubts = doubts.into_iter().filter(|(applies, _)| *applies);
            if let Some(group) = self.groups.get_mut(index(place)) {
                group.parent = root;
                group.doubts = doubts.map(|(_, doubt)| doubt).collect();
            }
        }
    }
}
