//! Which listings are of one property (specification, property keys).
//!
//! ```
//! use doorward::market::Error;
//! use doorward::market::presets::PropertyKeys;
//! use doorward::market::property::{ListingClass, PropertyRecord, properties};
//!
//! let record = |listing: &str, address: &str, unit: Option<&str>| PropertyRecord {
//!     address: Some(address.into()),
//!     unit: unit.map(Into::into),
//!     postal_code: Some("97201".into()),
//!     ..PropertyRecord::new(listing, ListingClass::Sale)
//! };
//! let records = [
//!     record("L2", "100 NW North Saint Helens Street Apt 4", None),
//!     record("L1", "100 N.W. N St. Helens St", Some("#04")),
//!     record("L3", "100 N.W. N St. Helens St", None),
//! ];
//! let found = properties(&records, PropertyKeys::Address)?;
//! assert_eq!((&found[0].property[..], &found[1].property[..]), ("L1", "L1"));
//! assert_eq!(found[2].property, "L3");
//! # Ok::<(), Error>(())
//! ```

mod abbreviations;
mod fold;
mod keys;

use no_std_compat::collections::{BTreeMap, BTreeSet};
use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::error::check;
use super::listed::listed_by_name;
use super::presets::PropertyKeys;
use super::{Doubt, Doubts, Error};
use crate::bounds::MARKET_TEXT_MAX_LEN;
pub use keys::{AddressKey, Keys, ParcelKey, UniversalKey};

listed_by_name! {
    /// Whether a listing is for sale or for lease: the two are never one property.
    ListingClass {
        Sale = 0, "sale", "for sale";
        Lease = 1, "lease", "for lease";
    }
}

/// What a listing says of its property. Texts have 1 to 255 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PropertyRecord {
    /// The `ListingKey`; with several systems one that is unique among them.
    pub listing: String,
    /// For sale or for lease.
    pub class: ListingClass,
    /// The `UniversalParcelId`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub universal_parcel_id: Option<String>,
    /// The `StateOrProvince`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub state: Option<String>,
    /// The `CountyOrParish`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub county: Option<String>,
    /// The `ParcelNumber`, whatever it is called there.
    #[cfg_attr(feature = "serde", serde(default))]
    pub parcel_number: Option<String>,
    /// The `UnparsedAddress`, or its parts without unit and city.
    #[cfg_attr(feature = "serde", serde(default))]
    pub address: Option<String>,
    /// The `UnitNumber`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub unit: Option<String>,
    /// The `PostalCode`.
    #[cfg_attr(feature = "serde", serde(default))]
    pub postal_code: Option<String>,
}

impl PropertyRecord {
    /// A record of which nothing is known but listing and class.
    #[must_use]
    pub fn new(listing: &str, class: ListingClass) -> Self {
        Self {
            listing: listing.into(),
            class,
            universal_parcel_id: None,
            state: None,
            county: None,
            parcel_number: None,
            address: None,
            unit: None,
            postal_code: None,
        }
    }

    fn check(&self) -> Result<(), Error> {
        let texts = [
            &self.universal_parcel_id,
            &self.state,
            &self.county,
            &self.parcel_number,
            &self.address,
            &self.unit,
            &self.postal_code,
        ];
        let mut texts = texts.into_iter().flatten().chain([&self.listing]);
        texts.try_for_each(|text| check((1..=MARKET_TEXT_MAX_LEN).contains(&text.len())))
    }
}

/// The property of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PropertyOf {
    /// The listing's key.
    pub listing: String,
    /// The property's: the least key of its listings.
    pub property: String,
    /// The accepted keys of the listing, those among them that do not join too.
    pub keys: Keys,
    /// Why it may be another property.
    pub doubts: Doubts,
}

/// The property of each record, in their order: records with an equal key, and records linked
/// through others, are of one. `known_by` says which keys count.
///
/// # Errors
/// [`Error::BadValue`] for a text without bytes or above 255; [`Error::RepeatedListing`].
pub fn properties(
    records: &[PropertyRecord],
    known_by: PropertyKeys,
) -> Result<Vec<PropertyOf>, Error> {
    let mut places = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        record.check()?;
        if places.insert(record.listing.as_str(), place).is_some() {
            return Err(Error::RepeatedListing);
        }
    }
    let keys: Vec<Keys> = records.iter().map(Keys::of).collect();
    let by_parcel = known_by != PropertyKeys::Address;
    let by_address = known_by != PropertyKeys::Parcel;

    // By key, so that the least of a property is met first and all others join it.
    let mut groups = Groups::of(places.values().copied());
    if by_parcel {
        groups.link(&keys, |keys| keys.universal.as_ref());
        groups.link(&keys, |keys| keys.parcel.as_ref());
    }
    if by_address {
        groups.link(&keys, |keys| keys.address.as_ref());
    }
    let two_parcels = groups.with_two_parcels(&keys);
    let found = records.iter().zip(&keys).enumerate();
    let found = found.map(|(place, (record, keys))| {
        let root = groups.root(place);
        let has_key = by_parcel && (keys.universal.is_some() || keys.parcel.is_some())
            || by_address && keys.address.is_some();
        let parcel = record.parcel_number.as_deref();
        let mut doubts = Doubts::EMPTY;
        doubts.insert_if(
            parcel.is_some_and(keys::is_doubtful_parcel),
            Doubt::PlaceholderParcel,
        );
        doubts.insert_if(!has_key, Doubt::NoKey);
        doubts.insert_if(two_parcels.contains(&root), Doubt::AddressTwoParcels);
        PropertyOf {
            listing: record.listing.clone(),
            property: records
                .get(root)
                .map(|record| record.listing.clone())
                .unwrap_or_default(),
            keys: keys.clone(),
            doubts,
        }
    });
    Ok(found.collect())
}

/// Places that belong together: union-find, the root of a group being its least listing.
struct Groups {
    /// By place: another place of its group that is nearer to the root, or itself.
    parents: Vec<usize>,
    /// By place: the rank of its listing among all, by key.
    ranks: Vec<usize>,
}

impl Groups {
    /// Every place by itself, given by the order of their listings.
    fn of(ordered: impl ExactSizeIterator<Item = usize>) -> Self {
        let len = ordered.len();
        let mut ranks: Vec<usize> = (0..len).collect();
        for (rank, place) in ordered.enumerate() {
            if let Some(entry) = ranks.get_mut(place) {
                *entry = rank;
            }
        }
        Self {
            parents: (0..len).collect(),
            ranks,
        }
    }

    fn root(&self, place: usize) -> usize {
        let mut root = place;
        while let Some(parent) = self.parents.get(root).filter(|parent| **parent != root) {
            root = *parent;
        }
        root
    }

    /// The root, which everything on the way is put under.
    fn find(&mut self, place: usize) -> usize {
        let root = self.root(place);
        let mut next = place;
        while let Some(parent) = self.parents.get_mut(next).filter(|parent| **parent != root) {
            next = core::mem::replace(parent, root);
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        let is_less = self.ranks.get(one) < self.ranks.get(other);
        let (least, under) = if is_less { (one, other) } else { (other, one) };
        if let Some(parent) = self.parents.get_mut(under) {
            *parent = least;
        }
    }

    /// Joins the places with an equal key of one kind.
    fn link<'k, K: Ord + 'k>(
        &mut self,
        keys: &'k [Keys],
        kind: impl Fn(&'k Keys) -> Option<&'k K>,
    ) {
        let mut first = BTreeMap::new();
        for (place, keys) in keys.iter().enumerate() {
            if let Some(key) = kind(keys) {
                let first = *first.entry(key).or_insert(place);
                self.join(first, place);
            }
        }
    }

    /// The roots of the groups in which one address has two parcels.
    fn with_two_parcels(&self, keys: &[Keys]) -> BTreeSet<usize> {
        let mut parcels = BTreeMap::new();
        let mut roots = BTreeSet::new();
        for (place, keys) in keys.iter().enumerate() {
            let (Some(address), Some(parcel)) = (&keys.address, &keys.parcel) else {
                continue;
            };
            let root = self.root(place);
            let parcel = (&parcel.state, &parcel.county, &parcel.parcel);
            if *parcels.entry((root, address)).or_insert(parcel) != parcel {
                roots.insert(root);
            }
        }
        roots
    }
}
