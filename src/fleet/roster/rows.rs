//! The rows of a roster: what is kept of offices, members and listings.

use super::lists::ActivityStatus;
use crate::keys::Id;
use crate::policy::{Name, Status};

/// An office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        rename_all = "PascalCase",
        deny_unknown_fields,
        bound(deserialize = "T: serde::Deserialize<'de>")
    )
)]
pub struct Office<T> {
    /// Its key.
    pub office_key: Name,
    /// Its id at the MLS.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub office_mls_id: Option<T>,
    /// Its name.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub office_name: Option<T>,
    /// Its status.
    pub office_status: ActivityStatus,
}

/// A member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        rename_all = "PascalCase",
        deny_unknown_fields,
        bound(deserialize = "T: serde::Deserialize<'de>")
    )
)]
pub struct Member<T> {
    /// Its key.
    pub member_key: Name,
    /// Its id at the MLS.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub member_mls_id: Option<T>,
    /// Its name.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub member_full_name: Option<T>,
    /// The key of its office.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub office_key: Option<Name>,
    /// Its status.
    pub member_status: ActivityStatus,
    /// Its licence.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub member_state_license: Option<T>,
}

/// A listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(
        rename_all = "PascalCase",
        deny_unknown_fields,
        bound(deserialize = "T: serde::Deserialize<'de>")
    )
)]
pub struct Listing<T> {
    /// Its key.
    pub listing_key: Name,
    /// Its number, as people know it.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub listing_id: Option<T>,
    /// Its status.
    pub standard_status: Status,
    /// The key of the listing agent.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub list_agent_key: Option<Name>,
    /// The key of the listing office.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub list_office_key: Option<Name>,
    /// The lockbox assigned to it.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub lock_box_serial_number: Option<Id>,
    /// Its address.
    #[cfg_attr(
        feature = "serde",
        serde(deserialize_with = "crate::policy::values::nullable")
    )]
    pub unparsed_address: Option<T>,
}

impl<T> Office<T> {
    /// An office of which no more is known.
    #[must_use]
    pub const fn new(office_key: Name, office_status: ActivityStatus) -> Self {
        Self {
            office_key,
            office_mls_id: None,
            office_name: None,
            office_status,
        }
    }
}

impl<T> Member<T> {
    /// A member of which no more is known.
    #[must_use]
    pub const fn new(member_key: Name, member_status: ActivityStatus) -> Self {
        Self {
            member_key,
            member_mls_id: None,
            member_full_name: None,
            office_key: None,
            member_status,
            member_state_license: None,
        }
    }
}

impl<T> Listing<T> {
    /// A listing of which no more is known.
    #[must_use]
    pub const fn new(listing_key: Name, standard_status: Status) -> Self {
        Self {
            listing_key,
            listing_id: None,
            standard_status,
            list_agent_key: None,
            list_office_key: None,
            lock_box_serial_number: None,
            unparsed_address: None,
        }
    }
}
