use std::vec::Vec;

use crate::market::presets::Caution;
use crate::market::{Error, Warning, Warnings};

const WARNINGS: usize = Warning::ALL.len();

/// What a run read and gave.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    /// Rows read.
    pub rows: u64,
    /// Rows among them that name no listing: they were dropped.
    pub rows_without_listing: u64,
    /// Properties; a listing whose property is not known is one.
    pub properties: u64,
    /// Listings: rows given.
    pub listings: u64,
    /// Listings with an unknown status.
    unknown_status: u64,
    /// Listings with each warning, by its number.
    warnings: [u64; WARNINGS],
    /// What is uncertain about the rules.
    pub rules_warnings: Vec<Caution>,
}

impl Summary {
    /// How many listings have each error that a listing can have, zero included.
    pub fn errors(&self) -> impl Iterator<Item = (Error, u64)> {
        core::iter::once((Error::UnknownStatus, self.unknown_status))
    }

    /// How many listings have each warning, by number, zeros included.
    pub fn warnings(&self) -> impl Iterator<Item = (Warning, u64)> {
        Warning::ALL.iter().copied().zip(self.warnings)
    }

    pub(super) fn new(rules_warnings: Vec<Caution>) -> Self {
        Self {
            rules_warnings,
            ..Self::default()
        }
    }

    /// Takes in so many listings with the same warnings.
    #[inline]
    pub(super) fn take(&mut self, warnings: Result<Warnings, Error>, listings: usize) {
        let more = u64::try_from(listings).unwrap_or(u64::MAX);
        self.listings = self.listings.saturating_add(more);
        match warnings {
            Ok(Warnings::EMPTY) => {}
            Ok(warnings) => self.warn(warnings, more),
            Err(_) => self.unknown_status = self.unknown_status.saturating_add(more),
        }
    }

    fn warn(&mut self, warnings: Warnings, listings: u64) {
        for warning in warnings.iter() {
            if let Some(count) = self.warnings.get_mut(usize::from(warning.number())) {
                *count = count.saturating_add(listings);
            }
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let Self {
            rows,
            rows_without_listing,
            properties,
            listings,
            unknown_status,
            warnings,
            rules_warnings: _,
        } = other;
        let pairs = [
            (&mut self.rows, rows),
            (&mut self.rows_without_listing, rows_without_listing),
            (&mut self.properties, properties),
            (&mut self.listings, listings),
            (&mut self.unknown_status, unknown_status),
        ];
        for (sum, more) in pairs
            .into_iter()
            .chain(self.warnings.iter_mut().zip(warnings))
        {
            *sum = sum.saturating_add(*more);
        }
    }
}
