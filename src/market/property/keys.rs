//! The keys of one record, with what they own.

use no_std_compat::string::String;

use super::texts::{KeyTexts, KeysOf};
use super::{ListingClass, RecordTexts};
use crate::market::Error;

/// The key that a universal parcel id gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "with_serde::Universal", from = "with_serde::Universal")
)]
pub struct UniversalKey {
    /// The id.
    pub parcel: String,
    /// For sale or for lease.
    pub class: ListingClass,
}

/// The key that a parcel number gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "with_serde::Parcel", from = "with_serde::Parcel")
)]
pub struct ParcelKey {
    /// The state or province.
    pub state: String,
    /// The county or parish.
    pub county: String,
    /// The parcel number.
    pub parcel: String,
    /// The unit.
    pub unit: Option<String>,
    /// For sale or for lease.
    pub class: ListingClass,
}

/// The key that an address gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "with_serde::Address", from = "with_serde::Address")
)]
pub struct AddressKey {
    /// House number and street.
    pub address: String,
    /// The unit.
    pub unit: Option<String>,
    /// The ZIP or postal code.
    pub postal_code: String,
    /// For sale or for lease.
    pub class: ListingClass,
}

/// The accepted keys of a record.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Keys {
    /// By the universal parcel id.
    pub universal: Option<UniversalKey>,
    /// By the parcel number.
    pub parcel: Option<ParcelKey>,
    /// By the address.
    pub address: Option<AddressKey>,
}

impl Keys {
    /// The keys of a record, and whether its parcel number stands for none.
    pub(super) fn of(record: &RecordTexts<'_>) -> Result<(Self, bool), Error> {
        let made = KeyTexts::of(record)?;
        let keys = made.keys_of(record.listing);
        let class = keys.class;
        let unit: Option<String> = keys.unit.map(Into::into);
        let owned = Self {
            universal: keys.universal.map(|parcel| UniversalKey {
                parcel: parcel.into(),
                class,
            }),
            parcel: keys.parcel.map(|[state, county, parcel]| ParcelKey {
                state: state.into(),
                county: county.into(),
                parcel: parcel.into(),
                unit: unit.clone(),
                class,
            }),
            address: keys.address.map(|[address, postal_code]| AddressKey {
                address: address.into(),
                unit,
                postal_code: postal_code.into(),
                class,
            }),
        };
        Ok((owned, keys.has_placeholder))
    }

    /// The same, to be compared.
    pub(super) fn borrowed<'k>(
        &'k self,
        listing: &'k str,
        class: ListingClass,
        has_placeholder: bool,
    ) -> KeysOf<'k> {
        let parcel = self.parcel.as_ref();
        let address = self.address.as_ref();
        let unit = parcel.map(|key| &key.unit).or(address.map(|key| &key.unit));
        KeysOf {
            listing,
            class,
            universal: self.universal.as_ref().map(|key| key.parcel.as_str()),
            parcel: parcel
                .map(|key| [key.state.as_str(), key.county.as_str(), key.parcel.as_str()]),
            address: address.map(|key| [key.address.as_str(), key.postal_code.as_str()]),
            unit: unit.and_then(|unit| unit.as_deref()),
            has_placeholder,
        }
    }
}

/// Keys in JSON: their parts, as an array.
#[cfg(feature = "serde")]
mod with_serde {
    use no_std_compat::string::String;

    use super::{AddressKey, ListingClass, ParcelKey, UniversalKey};

    pub(super) type Universal = (String, ListingClass);
    pub(super) type Parcel = (String, String, String, Option<String>, ListingClass);
    pub(super) type Address = (String, Option<String>, String, ListingClass);

    impl From<UniversalKey> for Universal {
        fn from(key: UniversalKey) -> Self {
            (key.parcel, key.class)
        }
    }

    impl From<Universal> for UniversalKey {
        fn from((parcel, class): Universal) -> Self {
            Self { parcel, class }
        }
    }

    impl From<ParcelKey> for Parcel {
        fn from(key: ParcelKey) -> Self {
            (key.state, key.county, key.parcel, key.unit, key.class)
        }
    }

    impl From<Parcel> for ParcelKey {
        fn from((state, county, parcel, unit, class): Parcel) -> Self {
            Self {
                state,
                county,
                parcel,
                unit,
                class,
            }
        }
    }

    impl From<AddressKey> for Address {
        fn from(key: AddressKey) -> Self {
            (key.address, key.unit, key.postal_code, key.class)
        }
    }

    impl From<Address> for AddressKey {
        fn from((address, unit, postal_code, class): Address) -> Self {
            Self {
                address,
                unit,
                postal_code,
                class,
            }
        }
    }
}
