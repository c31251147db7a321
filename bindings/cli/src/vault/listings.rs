//! Listings with what the listing side has decided, and the permissions on file for each.

use doorward::calendar::{UnixSeconds, Zone};
use doorward::policy::appointment::OwnedRules;
use doorward::policy::issuance::{self, ListingAccess, MethodList};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::roster::{LISTING_COLUMNS, ListingRow, listing_row};
use super::{Records, damaged, is_taken, stored};
use crate::failure::Failure;

/// A listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    /// As the MLS has it.
    pub(crate) row: ListingRow,
    pub(crate) settings: ListingSettings,
}

/// What the listing side has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ListingSettings {
    /// Showings are allowed while Coming Soon.
    pub(crate) coming_soon_showings: bool,
    /// Whether showing agents need an appointment.
    pub(crate) access: ListingAccess,
    /// The methods that it allows; null: all.
    pub(crate) methods: Option<MethodList>,
    /// Its rules of appointments; their zone is the box's, whatever stands here.
    pub(crate) showings: OwnedRules,
}

impl Default for ListingSettings {
    fn default() -> Self {
        Self {
            coming_soon_showings: false,
            access: ListingAccess::Open,
            methods: None,
            showings: OwnedRules::of(Zone::UTC),
        }
    }
}

/// A kind of permission, by the name that the rules have for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PermissionKind {
    /// The seller's, in writing, for one person.
    SellerWrittenPermission,
    /// The listing side's, for showings in one status.
    OffMarketPermission,
    /// The seller's signed request to withdraw.
    SellerSignedRequest,
}

impl PermissionKind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::SellerWrittenPermission => "seller_written_permission",
            Self::OffMarketPermission => "off_market_permission",
            Self::SellerSignedRequest => "seller_signed_request",
        }
    }
}

/// A permission as it was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permission<'a> {
    pub(crate) listing: &'a Listing,
    pub(crate) kind: PermissionKind,
    /// For whom, of a written one: account and name.
    pub(crate) recipient: Option<(&'a str, &'a str)>,
    /// Where the paper is.
    pub(crate) document: Option<&'a str>,
}

impl Listing {
    /// Its address, or what people call it.
    pub(crate) fn address(&self) -> &str {
        let ListingRow {
            unparsed_address,
            listing_id,
            listing_key,
            ..
        } = &self.row;
        let called = unparsed_address.as_deref().or(listing_id.as_deref());
        called.unwrap_or(listing_key.as_str())
    }

    /// What the issuing rules look at.
    pub(crate) fn facts(&self) -> issuance::Listing {
        issuance::Listing {
            id: self.row.listing_key,
            status: self.row.standard_status,
            coming_soon_showings: self.settings.coming_soon_showings,
            methods: self.settings.methods,
            access: self.settings.access,
        }
    }
}

impl Records<'_> {
    /// Adds a listing that is not there yet.
    pub(crate) fn add_listing(&self, listing: &Listing) -> Result<(), Failure> {
        let key = listing.row.listing_key;
        let added = self.connection.execute(
            "INSERT INTO listing (listing_key, standard_status) VALUES (?1, 'Incomplete')",
            [key.as_str()],
        );
        match added {
            Err(error) if is_taken(&error) => {
                return Err(Failure::refused(format!(
                    "listing {key} is in the vault already"
                )));
            }
            added => added?,
        };
        self.put_listing(&listing.row)?;
        self.set_listing(listing)
    }

    /// Keeps what the listing side has decided.
    pub(crate) fn set_listing(&self, listing: &Listing) -> Result<(), Failure> {
        self.connection.execute(
            "UPDATE listing SET settings = ?2 WHERE listing_key = ?1",
            params![
                listing.row.listing_key.as_str(),
                serde_json::to_string(&listing.settings)?
            ],
        )?;
        Ok(())
    }

    /// The listing typed as `text`, by key or by the number that people know.
    pub(crate) fn listing(&self, text: &str) -> Result<Listing, Failure> {
        let which = "listing_key = ?1 OR listing_id = ?1
                     ORDER BY listing_key = ?1 DESC, listing_key LIMIT 1";
        let found = self.listings_where(which, &[&text])?.pop();
        found.ok_or_else(|| {
            Failure::not_found(format!(
                "the vault knows no listing {text:?}; take over the roster, or add one with \
                 `doorward listing add`"
            ))
        })
    }

    /// All listings, by their keys.
    pub(crate) fn listings(&self) -> Result<Vec<Listing>, Failure> {
        self.listings_where("true ORDER BY listing_key", &[])
    }

    fn listings_where(
        &self,
        which: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Listing>, Failure> {
        let query = format!("SELECT {LISTING_COLUMNS}, settings FROM listing WHERE {which}");
        self.all(&query, values, |row| {
            let settings: String = row.get(7)?;
            Ok(Listing {
                row: listing_row(row)?,
                settings: serde_json::from_str(&settings).map_err(|_| damaged())?,
            })
        })
    }

    /// Puts a permission on file.
    pub(crate) fn add_permission(
        &self,
        permission: &Permission<'_>,
        now: UnixSeconds,
    ) -> Result<(), Failure> {
        let Permission {
            listing,
            kind,
            recipient,
            document,
        } = *permission;
        let status = (kind == PermissionKind::OffMarketPermission)
            .then(|| listing.row.standard_status.name());
        self.connection.execute(
            "INSERT INTO permission (listing, kind, recipient, recipient_name, status, document,
                                     given_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                listing.row.listing_key.as_str(),
                kind.name(),
                recipient.map(|(id, _)| id),
                recipient.map(|(_, name)| name),
                status,
                document,
                stored(now)
            ],
        )?;
        Ok(())
    }

    /// Takes permissions of a kind back; how many there were.
    pub(crate) fn take_permission_back(
        &self,
        listing: &Listing,
        kind: PermissionKind,
        recipient: Option<&str>,
        now: UnixSeconds,
    ) -> Result<usize, Failure> {
        Ok(self.connection.execute(
            "UPDATE permission SET taken_back_at = ?4
             WHERE listing = ?1 AND kind = ?2 AND recipient IS ?3 AND taken_back_at IS NULL",
            params![
                listing.row.listing_key.as_str(),
                kind.name(),
                recipient,
                stored(now)
            ],
        )?)
    }

    /// Whether such a permission stands: one for showings stands in the status for which it
    /// was given.
    pub(crate) fn has_permission(
        &self,
        listing: &Listing,
        kind: PermissionKind,
        recipient: Option<&str>,
    ) -> Result<bool, Failure> {
        Ok(self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM permission
                 WHERE listing = ?1 AND kind = ?2 AND recipient IS ?3 AND taken_back_at IS NULL
                   AND (status IS NULL OR status = ?4))",
            params![
                listing.row.listing_key.as_str(),
                kind.name(),
                recipient,
                listing.row.standard_status.name()
            ],
            |row| row.get(0),
        )?)
    }
}
