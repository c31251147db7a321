//! Records that own what they say, and their properties.

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::{Grouped, Keys, KeysOf, ListingClass, RecordTexts, group};
use crate::market::presets::PropertyKeys;
use crate::market::{Doubts, Error};

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

    /// What it says, borrowed.
    #[must_use]
    pub fn texts(&self) -> RecordTexts<'_> {
        RecordTexts {
            listing: &self.listing,
            class: self.class,
            universal_parcel_id: self.universal_parcel_id.as_deref(),
            state: self.state.as_deref(),
            county: self.county.as_deref(),
            parcel_number: self.parcel_number.as_deref(),
            address: self.address.as_deref(),
            unit: self.unit.as_deref(),
            postal_code: self.postal_code.as_deref(),
        }
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
    let mut owned = Vec::with_capacity(records.len());
    for record in records {
        owned.push(Keys::of(&record.texts())?);
    }
    let keys = records.iter().zip(&owned);
    let keys: Vec<KeysOf<'_>> = keys
        .map(|(record, (keys, has_placeholder))| {
            keys.borrowed(&record.listing, record.class, *has_placeholder)
        })
        .collect();
    let mut order: Vec<u32> = records.iter().map(|_| 0).collect();
    let mut groups: Vec<Grouped> = records.iter().map(|_| Grouped::default()).collect();
    group(&keys, known_by, &mut order, &mut groups)?;
    let names: Vec<String> = groups
        .iter()
        .map(|group| {
            let least = records.get(group.least());
            least
                .map(|record| record.listing.clone())
                .unwrap_or_default()
        })
        .collect();
    let found = records.iter().zip(owned).zip(names).zip(&groups);
    let found = found.map(|(((record, (keys, _)), property), group)| PropertyOf {
        listing: record.listing.clone(),
        property,
        keys,
        doubts: group.doubts(),
    });
    Ok(found.collect())
}
