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
mod groups;
#[cfg(feature = "alloc")]
mod keys;
#[cfg(feature = "alloc")]
mod owned;
mod texts;

use super::Error;
use super::error::check;
use super::listed::listed_by_name;
use crate::bounds::MARKET_TEXT_MAX_LEN;

pub use fold::KeyText;
pub use groups::{Grouped, group};
#[cfg(feature = "alloc")]
pub use keys::{AddressKey, Keys, ParcelKey, UniversalKey};
#[cfg(feature = "alloc")]
pub use owned::{PropertyOf, PropertyRecord, properties};
pub use texts::{KeyTexts, KeysOf};

listed_by_name! {
    /// Whether a listing is for sale or for lease: the two are never one property.
    ListingClass {
        Sale = 0, "sale", "for sale";
        Lease = 1, "lease", "for lease";
    }
}

/// What a listing says of its property, borrowed. Texts have 1 to 255 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordTexts<'a> {
    /// The `ListingKey`; with several systems one that is unique among them.
    pub listing: &'a str,
    /// For sale or for lease.
    pub class: ListingClass,
    /// The `UniversalParcelId`.
    pub universal_parcel_id: Option<&'a str>,
    /// The `StateOrProvince`.
    pub state: Option<&'a str>,
    /// The `CountyOrParish`.
    pub county: Option<&'a str>,
    /// The `ParcelNumber`, whatever it is called there.
    pub parcel_number: Option<&'a str>,
    /// The `UnparsedAddress`, or its parts without unit and city.
    pub address: Option<&'a str>,
    /// The `UnitNumber`.
    pub unit: Option<&'a str>,
    /// The `PostalCode`.
    pub postal_code: Option<&'a str>,
}

impl<'a> RecordTexts<'a> {
    /// A record of which nothing is known but listing and class.
    #[must_use]
    pub const fn new(listing: &'a str, class: ListingClass) -> Self {
        Self {
            listing,
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
            self.universal_parcel_id,
            self.state,
            self.county,
            self.parcel_number,
            self.address,
            self.unit,
            self.postal_code,
        ];
        let mut texts = texts.into_iter().flatten().chain([self.listing]);
        texts.try_for_each(|text| check((1..=MARKET_TEXT_MAX_LEN).contains(&text.len())))
    }
}
