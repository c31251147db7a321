//! The one engine of all counts (specification, days on market, order of work): rows to
//! intervals, intervals to chains, chains to days.

pub(super) mod arrange;
#[cfg(feature = "batch")]
mod brief;
mod chain;
mod count;
mod course;
mod cover;
mod explain;
mod property;
mod rows;
pub(super) mod sort;

#[cfg(feature = "batch")]
pub(super) use brief::{Brief, Figures, Order, Stay};
pub use chain::{Class, Gap};
pub use course::Interval;
pub use explain::{Member, Step};
pub use property::{Outcome, Property};
pub use rows::Row;
pub(super) use rows::clean;

use super::error::check;
use super::{Date, Error, Status, Warnings};
use crate::bounds::MARKET_TEXT_MAX_LEN;
use crate::calendar::Day;

/// A listing of a property, without its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing<'k> {
    /// The `ListingKey`, 1 to 255 bytes.
    pub key: &'k str,
    /// What the rules' `scope` names, 1 to 255 bytes; any where that is `any`.
    pub scope: Option<&'k str>,
    /// The `OriginatingSystemName`, 1 to 255 bytes.
    pub originating_system: Option<&'k str>,
    /// The `ListingContractDate`.
    pub listing_contract_date: Date,
    /// The date of the `OriginalEntryTimestamp`.
    pub original_entry_date: Date,
    /// The `ExpirationDate`. Only one that has passed ever shows in an answer.
    pub expiration_date: Date,
}

impl<'k> Listing<'k> {
    const NONE: Self = Self::new("");

    /// A listing of which nothing is known but its key.
    #[must_use]
    pub const fn new(key: &'k str) -> Self {
        Self {
            key,
            scope: None,
            originating_system: None,
            listing_contract_date: Date::MISSING,
            original_entry_date: Date::MISSING,
            expiration_date: Date::MISSING,
        }
    }

    fn check(&self) -> Result<(), Error> {
        check_text(Some(self.key))?;
        check_text(self.scope)?;
        check_text(self.originating_system)
    }

    fn dates(&self) -> [Date; 3] {
        [
            self.listing_contract_date,
            self.original_entry_date,
            self.expiration_date,
        ]
    }
}

fn check_text(text: Option<&str>) -> Result<(), Error> {
    check(text.is_none_or(|text| (1..=MARKET_TEXT_MAX_LEN).contains(&text.len())))
}

/// What is known of a listing on the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A row has an unknown status.
    Unknown,
    /// Its dates are in doubt: no DOM.
    Absent,
    Never,
    OnMarket,
}

/// Work space for one listing. There is nothing in it for the caller.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    listing: usize,
    first_row: usize,
    rows: usize,
    expired_on: Option<Day>,
    warnings: Warnings,
    state: State,
    was_on_market: bool,
    status: Option<Status>,
    first: Day,
    last: Day,
    off: Day,
    entered: Day,
    off_row: Option<Day>,
    closed: Option<Day>,
    first_interval: usize,
    intervals: usize,
    /// The day from which on no row says that it is on the market.
    accrues_until: Day,
    dom: u32,
    /// Where chains only grow.
    cdom: u32,
    class: Class,
    chain_start: usize,
    /// The first listing of the chain that it is a twin of, where chains only grow.
    twin: Option<usize>,
    /// The listing that it is counted with: itself, or that of its twin.
    root: usize,
    /// How many that are not left out stand before it.
    members_before: usize,
    /// The last day of it and of all that stand before it.
    reach: Day,
    /// Apart from the rest: where the listing at this place among the listings stands.
    position: usize,
}

impl Place {
    const NONE: Self = Self {
        listing: usize::MAX,
        first_row: 0,
        rows: 0,
        expired_on: None,
        warnings: Warnings::EMPTY,
        state: State::Never,
        was_on_market: false,
        status: None,
        first: Day::from_number(0),
        last: Day::from_number(0),
        off: Day::from_number(0),
        entered: Day::from_number(0),
        off_row: None,
        closed: None,
        first_interval: 0,
        intervals: 0,
        accrues_until: Day::from_number(0),
        dom: 0,
        cdom: 0,
        class: Class::NeverOnMarket,
        chain_start: 0,
        twin: None,
        root: 0,
        members_before: 0,
        reach: Day::from_number(0),
        position: usize::MAX,
    };

    /// Whether it neither joins nor resets the chains of others.
    fn is_left_out(&self) -> bool {
        self.state == State::Unknown || !self.warnings.intersection(Warnings::DOUBTFUL).is_empty()
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::NONE
    }
}

/// The caller's memory for the work on one property.
#[derive(Debug)]
pub struct Work<'w> {
    /// As many as listings, at least.
    pub places: &'w mut [Place],
    /// Twice as many as rows, at least.
    pub intervals: &'w mut [Interval],
}
