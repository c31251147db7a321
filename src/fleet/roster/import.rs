//! A snapshot beside what is known: what would change, and whether a person has to look first.

use super::consequences::Consequence;
use super::differences::{Difference, DifferenceKind, Pairs};
use super::lists::RowKind;
use super::row::Row;
use super::rows::{Listing, Member, Office};
use crate::bounds::{
    IMPORT_INTERVAL_DEFAULT_SECONDS, IMPORT_INTERVAL_MAX_SECONDS, IMPORT_INTERVAL_MIN_SECONDS,
};
use crate::calendar::UnixSeconds;
use crate::fleet::FleetError;
use crate::policy::listed::closed_list;
use crate::policy::values::{check, check_instant};
use crate::policy::{Listed as _, Set};

/// When a snapshot is held back, and when the next one is due. The numbers are this project's
/// choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct RosterParameters {
    /// More than so many percent of a kind's active rows deactivated at once are held: 5; 0 to
    /// 100.
    pub held_percent: u8,
    /// Fewer deactivations of a kind than this never are: 2; 1 to 1,000.
    pub held_rows: u16,
    /// After so many seconds the next import is overdue: 86,400; 3,600 to 2,678,400.
    pub interval: u32,
}

impl Default for RosterParameters {
    fn default() -> Self {
        Self {
            held_percent: 5,
            held_rows: 2,
            interval: IMPORT_INTERVAL_DEFAULT_SECONDS,
        }
    }
}

impl RosterParameters {
    /// Checks that each is within its range.
    ///
    /// # Errors
    /// [`FleetError::BadValue`].
    pub fn check(&self) -> Result<(), FleetError> {
        let intervals = IMPORT_INTERVAL_MIN_SECONDS..=IMPORT_INTERVAL_MAX_SECONDS;
        check(
            self.held_percent <= 100
                && (1..=1_000).contains(&self.held_rows)
                && intervals.contains(&self.interval),
        )?;
        Ok(())
    }
}

/// Offices, members and listings, each by rising keys.
#[derive(Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Roster<'a, T> {
    /// The offices.
    pub offices: &'a [Office<T>],
    /// The members.
    pub members: &'a [Member<T>],
    /// The listings.
    pub listings: &'a [Listing<T>],
}

impl<T> Clone for Roster<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Roster<'_, T> {}

impl<T> Roster<'_, T> {
    /// No rows.
    pub const EMPTY: Self = Self {
        offices: &[],
        members: &[],
        listings: &[],
    };
}

impl<T: AsRef<str> + Clone + PartialEq> Roster<'_, T> {
    /// Checks texts and order of the rows; [`tidy`](super::tidy) brings rows into it.
    ///
    /// # Errors
    /// [`FleetError::BadValue`] for a text of no or more than 255 bytes,
    /// [`FleetError::RepeatedKey`] for two rows with one key, one behind the other,
    /// [`FleetError::RowsOutOfOrder`].
    pub fn check(&self) -> Result<(), FleetError> {
        check_rows(self.offices)?;
        check_rows(self.members)?;
        check_rows(self.listings)
    }
}

fn check_rows<R: Row>(rows: &[R]) -> Result<(), FleetError> {
    rows.iter().try_for_each(Row::check)?;
    for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
        match row.key().cmp(next.key()) {
            core::cmp::Ordering::Less => {}
            core::cmp::Ordering::Equal => return Err(FleetError::RepeatedKey),
            core::cmp::Ordering::Greater => return Err(FleetError::RowsOutOfOrder),
        }
    }
    Ok(())
}

/// A snapshot that is to be taken over.
///
/// What it answers is right for rows that [`check`](Import::check) finds good.
#[derive(Debug)]
pub struct Import<'a, T> {
    /// The rows as they were after the last snapshot.
    pub known: Roster<'a, T>,
    /// The rows of this one.
    pub snapshot: Roster<'a, T>,
    /// The kinds that it lists in full: what it has no longer is deactivated.
    pub complete: Set<RowKind>,
    /// A person has looked at it and says that it is right.
    pub confirmed: bool,
    /// When it is held back.
    pub parameters: RosterParameters,
}

impl<T> Clone for Import<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Import<'_, T> {}

impl<'a, T: AsRef<str> + Clone + PartialEq> Import<'a, T> {
    /// Checks parameters and rows.
    ///
    /// # Errors
    /// As [`RosterParameters::check`] and [`Roster::check`].
    pub fn check(&self) -> Result<(), FleetError> {
        self.parameters.check()?;
        self.known.check()?;
        self.snapshot.check()
    }

    /// Every row that the snapshot changes: offices, members, listings, each by their keys.
    /// They are given of a snapshot that is held as well.
    pub fn differences(&self) -> impl Iterator<Item = Difference> + use<'a, T> {
        let Self {
            known, snapshot, ..
        } = *self;
        let offices = self.differences_of(known.offices, snapshot.offices);
        let members = self.differences_of(known.members, snapshot.members);
        let listings = self.differences_of(known.listings, snapshot.listings);
        offices.chain(members).chain(listings)
    }

    /// The rows of one of the three lists.
    pub fn list(&self, list: DifferenceKind) -> impl Iterator<Item = Difference> + use<'a, T> {
        self.differences()
            .filter(move |found| found.difference == list)
    }

    /// The kinds that lose too many rows at once: at least `held_rows`, and more than
    /// `held_percent` of those that are active.
    #[must_use]
    pub fn held(&self) -> Set<RowKind> {
        RowKind::ALL
            .iter()
            .copied()
            .filter(|kind| self.loses_too_many(*kind))
            .collect()
    }

    /// Whether the snapshot is held back, as a whole: nothing is taken over until a person
    /// confirms it.
    #[must_use]
    pub fn is_held(&self) -> bool {
        !self.confirmed && !self.held().is_empty()
    }

    /// What follows, in the order of the rows; nothing from a snapshot that is held.
    pub fn consequences(&self) -> impl Iterator<Item = Consequence> + use<'a, T> {
        let is_taken_over = !self.is_held();
        self.differences()
            .filter(move |_| is_taken_over)
            .flat_map(|found| found.consequences())
    }

    /// The offices as known from now on.
    pub fn offices_after(&self) -> impl Iterator<Item = Office<T>> + use<'a, T> {
        self.after(self.known.offices, self.snapshot.offices)
    }

    /// The members as known from now on.
    pub fn members_after(&self) -> impl Iterator<Item = Member<T>> + use<'a, T> {
        self.after(self.known.members, self.snapshot.members)
    }

    /// The listings as known from now on.
    pub fn listings_after(&self) -> impl Iterator<Item = Listing<T>> + use<'a, T> {
        self.after(self.known.listings, self.snapshot.listings)
    }

    fn differences_of<R: Row>(
        &self,
        known: &'a [R],
        snapshot: &'a [R],
    ) -> impl Iterator<Item = Difference> + use<'a, R, T> {
        let is_complete = self.complete.contains(R::KIND);
        Pairs::new(known, snapshot).filter_map(move |pair| pair.difference(is_complete))
    }

    fn after<R: Row>(
        &self,
        known: &'a [R],
        snapshot: &'a [R],
    ) -> impl Iterator<Item = R> + use<'a, R, T> {
        let is_complete = self.complete.contains(R::KIND);
        let snapshot = if self.is_held() { &[] } else { snapshot };
        let is_complete = is_complete && !self.is_held();
        Pairs::new(known, snapshot).filter_map(move |pair| pair.after(is_complete))
    }

    fn loses_too_many(&self, kind: RowKind) -> bool {
        let active = match kind {
            RowKind::Office => active(self.known.offices),
            RowKind::Member => active(self.known.members),
            RowKind::Listing => active(self.known.listings),
        };
        let lost = self
            .list(DifferenceKind::Deactivation)
            .filter(|found| found.kind == kind)
            .map(|_| 1_u64)
            .fold(0, u64::saturating_add);
        let percent = u64::from(self.parameters.held_percent);
        lost >= u64::from(self.parameters.held_rows)
            && lost.saturating_mul(100) > percent.saturating_mul(active)
    }
}

fn active<R: Row>(rows: &[R]) -> u64 {
    rows.iter()
        .filter(|row| row.is_active())
        .fold(0, |count, _| count.saturating_add(1))
}

closed_list! {
    /// What is wrong with the time of the last import. It changes nobody's access.
    ImportWarning {
        NeverImported = 1, "never_imported", "no list was ever taken over";
        ImportOverdue = 2, "import_overdue", "the list has not been renewed in time";
    }
}

/// Whether an import is overdue at `now`: more than `interval` seconds after the last one.
///
/// # Errors
/// [`FleetError::BadValue`] for an instant or an interval out of its range.
pub fn overdue(
    now: UnixSeconds,
    last_import: Option<UnixSeconds>,
    interval: u32,
) -> Result<Option<ImportWarning>, FleetError> {
    let parameters = RosterParameters {
        interval,
        ..RosterParameters::default()
    };
    parameters.check()?;
    check_instant(now)?;
    let Some(last) = last_import else {
        return Ok(Some(ImportWarning::NeverImported));
    };
    check_instant(last)?;
    let is_overdue = now.saturating_sub(last) > u64::from(interval);
    Ok(is_overdue.then_some(ImportWarning::ImportOverdue))
}
