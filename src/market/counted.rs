//! Every listing of a property at once.

use core::iter::repeat_n;

use no_std_compat::string::String;
use no_std_compat::vec::Vec;

use super::history::Borrowed;
use super::{
    Class, Date, Error, Interval, OwnedListing, Place, Property, Rules, Status, Warnings, Work,
};
use crate::calendar::Day;

/// What is counted of a listing: the columns of a batch's answer (specification, batches) but for
/// the property.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Counted {
    /// The `ListingKey`.
    pub listing: String,
    /// The status on the day of the count.
    pub status: Option<Status>,
    /// The day on which the count begins.
    pub on_market_date: Option<Date>,
    /// The day on which the listing left the market last.
    pub off_market_date: Option<Date>,
    /// `DaysOnMarket`; none if the listing's dates are in doubt.
    pub dom: Option<u32>,
    /// `CumulativeDaysOnMarket`; none where `dom` is.
    pub cdom: Option<u32>,
    /// What the listing is to those before it.
    pub class: Option<Class>,
    /// The first listing of its chain.
    pub chain_first: Option<String>,
    /// How many listings the chain has.
    pub chain_length: usize,
    /// What is wrong with the listing's rows and dates.
    pub warnings: Warnings,
    /// Why nothing was counted: [`Error::UnknownStatus`].
    #[cfg_attr(feature = "serde", serde(serialize_with = "name_of"))]
    pub error: Option<Error>,
}

#[cfg(feature = "serde")]
#[allow(clippy::ref_option, reason = "what serde calls")]
fn name_of<S: serde::Serializer>(error: &Option<Error>, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&error.map(Error::name), serializer)
}

/// Counts every listing of a property, each a target once, in the order in which they are given.
///
/// ```
/// use doorward::calendar::Day;
/// use doorward::market::{Date, OwnedListing, OwnedRow, Rules, count_all};
///
/// let row = |date, status: &str| OwnedRow {
///     date: Date::parse(date).unwrap_or_default(),
///     status: status.into(),
///     sequence: 0,
///     event: None,
/// };
/// let listing = |key: &str, on, off| OwnedListing {
///     listing: key.into(),
///     events: vec![row(on, "Active"), row(off, "Canceled")],
///     ..OwnedListing::default()
/// };
/// let listings =
///     [listing("L1", "2025-01-01", "2025-01-31"), listing("L2", "2025-02-07", "2025-02-28")];
/// let as_of = Day::from_number(20_453); // 2025-12-31
/// let counted = count_all(&listings, &Rules::default(), as_of)?;
/// assert!(counted.iter().map(|row| row.cdom).eq([Some(30), Some(51)]));
/// # Ok::<(), doorward::market::Error>(())
/// ```
///
/// # Errors
/// Every [`Error`] but [`Error::UnknownTarget`], [`Error::UnknownFamily`] and
/// [`Error::WorkTooSmall`]; [`Error::UnknownStatus`] is the listing's own.
pub fn count_all(
    listings: &[OwnedListing],
    rules: &Rules,
    as_of: Day,
) -> Result<Vec<Counted>, Error> {
    let Borrowed {
        listings: borrowed,
        mut rows,
        ..
    } = Borrowed::new(listings, rules.scope)?;
    let mut places: Vec<_> = repeat_n(Place::default(), borrowed.len()).collect();
    let mut intervals: Vec<_> =
        repeat_n(Interval::default(), rows.len().saturating_mul(2)).collect();
    let work = Work {
        places: &mut places,
        intervals: &mut intervals,
    };
    let property = Property::new(rules, as_of, &borrowed, &mut rows, work)?;
    (0_usize..)
        .zip(listings)
        .map(|(place, listing)| counted(&property, place, listing, listings))
        .collect()
}

fn counted(
    property: &Property<'_, '_>,
    place: usize,
    listing: &OwnedListing,
    listings: &[OwnedListing],
) -> Result<Counted, Error> {
    let listing = listing.listing.clone();
    let outcome = match property.outcome(place) {
        Err(Error::UnknownStatus) => {
            return Ok(Counted {
                listing,
                status: None,
                on_market_date: None,
                off_market_date: None,
                dom: None,
                cdom: None,
                class: None,
                chain_first: None,
                chain_length: 0,
                warnings: Warnings::default(),
                error: Some(Error::UnknownStatus),
            });
        }
        outcome => outcome?,
    };
    let first = outcome.chain_first.and_then(|first| listings.get(first));
    Ok(Counted {
        listing,
        status: outcome.status,
        on_market_date: outcome.on_market_date.map(Date::from),
        off_market_date: outcome.off_market_date.map(Date::from),
        dom: outcome.dom,
        cdom: outcome.cdom,
        class: outcome.class,
        chain_first: first.map(|first| first.listing.clone()),
        chain_length: outcome.chain_len,
        warnings: outcome.warnings,
        error: None,
    })
}
