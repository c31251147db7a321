//! An import with its rows in lists, and all that comes of it in one value.

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::consequences::Consequence;
use super::differences::Difference;
use super::import::{Import, Roster, RosterParameters};
use super::lists::RowKind;
use super::row::{Row, tidy};
use super::rows::{Listing, Member, Office};
use crate::fleet::FleetError;
use crate::policy::Set;

/// A [`Roster`] that has its rows, in any order. A kind that is left out has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct OwnedRoster {
    /// The offices.
    pub offices: Vec<Office<String>>,
    /// The members.
    pub members: Vec<Member<String>>,
    /// The listings.
    pub listings: Vec<Listing<String>>,
}

impl OwnedRoster {
    /// Brings the rows into the order of their keys; two that are the same become one.
    fn tidy(&mut self) -> Result<(), FleetError> {
        fn rows<R: Row>(rows: &mut Vec<R>) -> Result<(), FleetError> {
            let kept = tidy(rows)?;
            rows.truncate(kept);
            Ok(())
        }
        rows(&mut self.offices)?;
        rows(&mut self.members)?;
        rows(&mut self.listings)
    }

    fn as_roster(&self) -> Roster<'_, String> {
        Roster {
            offices: &self.offices,
            members: &self.members,
            listings: &self.listings,
        }
    }
}

/// An [`Import`] that has its rows.
///
/// ```
/// use doorward::fleet::roster::{ActivityStatus, Member, OwnedImport, OwnedRoster, RowKind};
/// use doorward::policy::Name;
///
/// let member = |key| Name::new(key).map(|key| Member::new(key, ActivityStatus::Active));
/// let known = OwnedRoster {
///     members: vec![member("M-2")?, member("M-1")?, member("M-3")?],
///     ..OwnedRoster::default()
/// };
/// let snapshot = OwnedRoster { members: vec![member("M-3")?], ..OwnedRoster::default() };
/// let import = OwnedImport {
///     known,
///     snapshot,
///     complete: [RowKind::Member].into_iter().collect(),
///     confirmed: false,
///     parameters: Default::default(),
/// };
/// let held = import.clone().compare()?;
/// assert!(held.is_held && held.differences.len() == 2 && held.consequences.is_empty());
///
/// let taken = OwnedImport { confirmed: true, ..import }.compare()?;
/// assert_eq!(taken.consequences.len(), 2);
/// assert_eq!(taken.known.members[0].member_status, ActivityStatus::Inactive);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct OwnedImport {
    /// The rows as they were after the last snapshot.
    pub known: OwnedRoster,
    /// The rows of this one.
    pub snapshot: OwnedRoster,
    /// The kinds that it lists in full: what it has no longer is deactivated.
    pub complete: Set<RowKind>,
    /// A person has looked at it and says that it is right.
    pub confirmed: bool,
    /// When it is held back.
    #[cfg_attr(feature = "serde", serde(default))]
    pub parameters: RosterParameters,
}

/// What an import comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Comparison {
    /// Whether nothing is taken over until a person confirms it.
    pub is_held: bool,
    /// The kinds that lose too many rows at once.
    pub held: Set<RowKind>,
    /// Every row that the snapshot changes, also of one that is held.
    pub differences: Vec<Difference>,
    /// What follows; nothing from a snapshot that is held.
    pub consequences: Vec<Consequence>,
    /// The rows as known from now on.
    pub known: OwnedRoster,
}

impl OwnedImport {
    /// Compares the snapshot with what is known.
    ///
    /// # Errors
    /// As [`Import::check`], but that rows may be in any order: [`FleetError::RepeatedKey`] for two
    /// that differ and have one key.
    pub fn compare(mut self) -> Result<Comparison, FleetError> {
        self.known.tidy()?;
        self.snapshot.tidy()?;
        let import = Import {
            known: self.known.as_roster(),
            snapshot: self.snapshot.as_roster(),
            complete: self.complete,
            confirmed: self.confirmed,
            parameters: self.parameters,
        };
        import.check()?;
        Ok(Comparison {
            is_held: import.is_held(),
            held: import.held(),
            differences: import.differences().collect(),
            consequences: import.consequences().collect(),
            known: OwnedRoster {
                offices: import.offices_after().collect(),
                members: import.members_after().collect(),
                listings: import.listings_after().collect(),
            },
        })
    }
}
