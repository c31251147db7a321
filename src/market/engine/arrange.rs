//! The listings of a property, each with its place and its rows.

use super::{Interval, Listing, Place, Row, State, course, rows, sort};
use crate::bounds::LAST_DAY;
use crate::calendar::Day;
use crate::market::error::check;
use crate::market::{Date, Error, Rules, Warning, Warnings};

/// Whether listings come from more than one system.
pub(super) fn has_systems(listings: &[Listing<'_>]) -> bool {
    let mut systems = listings
        .iter()
        .filter_map(|listing| listing.originating_system);
    let first = systems.next();
    systems.any(|system| Some(system) != first)
}

/// Gives each listing its place.
pub(in crate::market) fn place(
    listings: &[Listing<'_>],
    places: &mut [Place],
) -> Result<(), Error> {
    for (listing, place) in places.iter_mut().enumerate() {
        *place = Place {
            listing,
            ..Place::NONE
        };
    }
    if listings.is_sorted_by(|a, b| a.key < b.key) {
        return Ok(());
    }
    let key = |place: &Place| listings.get(place.listing).map(|listing| listing.key);
    sort::sort(places, |a, b| key(a) < key(b));
    let is_repeated = !places.is_sorted_by(|a, b| key(a) < key(b));
    sort::sort(places, |a, b| a.listing < b.listing);
    if is_repeated {
        Err(Error::RepeatedListing)
    } else {
        Ok(())
    }
}

/// Whether the values of a call are within their ranges.
pub(in crate::market) fn check_all(
    as_of: Day,
    listings: &[Listing<'_>],
    rows: &[Row<'_>],
) -> Result<(), Error> {
    check(as_of.number() <= LAST_DAY)?;
    for listing in listings {
        listing.check()?;
    }
    for row in rows {
        row.check(listings.len())?;
    }
    Ok(())
}

/// Calls with the rows of each listing that has some: the listing, the place of the first row
/// among all, the rows.
pub(in crate::market) fn each<'k>(
    rows: &mut [Row<'k>],
    mut call: impl FnMut(usize, usize, &mut [Row<'k>]),
) {
    sort::sort(rows, |a, b| a.listing < b.listing);
    let mut first_row = 0_usize;
    let mut rest = rows;
    while let Some(&Row { listing, .. }) = rest.first() {
        let len = rest.partition_point(|row| row.listing == listing);
        let Some((rows, others)) = core::mem::take(&mut rest).split_at_mut_checked(len) else {
            break;
        };
        rest = others;
        call(
            usize::try_from(listing).unwrap_or(usize::MAX),
            first_row,
            rows,
        );
        first_row = first_row.saturating_add(len);
    }
}

/// Steps 1 to 3 for each listing. How many intervals there are.
pub(super) fn settle(
    rules: &Rules,
    as_of: Day,
    listings: &[Listing<'_>],
    rows: &mut [Row<'_>],
    places: &mut [Place],
    intervals: &mut [Interval],
) -> usize {
    for (place, listing) in places.iter_mut().zip(listings) {
        let is_out = listing.dates().into_iter().any(Date::is_out_of_range);
        place.warnings.insert_if(is_out, Warning::DateOutOfRange);
    }
    let mut first_interval = 0_usize;
    each(rows, |listing, first_row, rows| {
        if let (Some(place), Some(listing)) = (places.get_mut(listing), listings.get(listing)) {
            let room = intervals.get_mut(first_interval..).unwrap_or_default();
            place.first_row = first_row;
            place.first_interval = first_interval;
            settle_one(rules, as_of, listing, rows, room, place);
            first_interval = first_interval.saturating_add(place.intervals);
        }
    });
    first_interval
}

/// Steps 1 to 3 for one listing. Its intervals go to the front of `room`.
fn settle_one(
    rules: &Rules,
    as_of: Day,
    listing: &Listing<'_>,
    rows: &mut [Row<'_>],
    room: &mut [Interval],
    place: &mut Place,
) {
    let Ok(cleaned) = rows::clean(rows, as_of, listing.expiration_date.day()) else {
        place.state = State::Unknown;
        place.warnings = Warnings::EMPTY;
        return;
    };
    place.rows = cleaned.len;
    place.expired_on = cleaned.expired_on;
    place.warnings = place.warnings.union(cleaned.warnings);
    let course = cleaned.course(rows);
    let len = course::settle(rules, as_of, listing, course, &cleaned, room, place);
    place.intervals = if place.state == State::OnMarket {
        len
    } else {
        0
    };
}
