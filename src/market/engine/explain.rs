//! How an answer came about.

use super::{Class, Interval, Property};
use crate::calendar::Day;

/// A listing that was walked through on the way to a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The listing, by its place among the listings.
    pub listing: usize,
    /// Its first day on the market.
    pub first: Day,
    /// Where a gap behind it begins.
    pub off: Day,
    /// What it is to the listings before it.
    pub class: Class,
}

/// What a listing of a chain contributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The listing, by its place among the listings.
    pub listing: usize,
    /// Its own days, up to the target's last.
    pub days: u32,
}

impl Property<'_, '_> {
    /// The listings that were walked through to find a listing's chain, in order; that one
    /// is the last. Empty where the chain is. Looking back, the walk ends with the listing
    /// that stopped it.
    pub fn steps(&self, listing: usize) -> impl Iterator<Item = Step> {
        let view = &self.view;
        let first = |target: usize| match view.rules.lookback_days {
            None => 0,
            Some(_) => view.look_back(target, true).start.saturating_sub(1),
        };
        self.target(listing)
            .into_iter()
            .flat_map(move |target| (first(target)..=target).map(move |place| (place, target)))
            .filter(|(place, target)| place == target || !view.at(*place).is_left_out())
            .map(|(place, _)| view.at(place))
            .map(|place| Step {
                listing: place.listing,
                first: place.first,
                off: place.off,
                class: place.class,
            })
    }

    /// The listings of a listing's chain, in order, with their own days.
    pub fn members(&self, listing: usize) -> impl Iterator<Item = Member> {
        let view = &self.view;
        self.target(listing).into_iter().flat_map(move |target| {
            let cut = view.at(target).last;
            view.chain(target).map(move |member| {
                let place = view.at(member);
                Member {
                    listing: place.listing,
                    days: view.rules.count(place.own(self.intervals), cut),
                }
            })
        })
    }

    /// The intervals `[on, off)` of a member of a listing's chain, in order, cut at the
    /// listing's last day. Touching ones are not joined.
    pub fn intervals(&self, listing: usize, member: usize) -> impl Iterator<Item = [Day; 2]> {
        let cut = self.target(listing).map(|target| self.view.at(target).last);
        let own = self.target(member).map(|place| self.view.at(place));
        let own = own.map_or(&[][..], |place| place.own(self.intervals));
        own.iter().filter_map(move |&Interval { start, end, .. }| {
            let cut = cut.filter(|cut| start <= *cut)?;
            Some([start, end.min(cut)])
        })
    }

    /// The listings, other than this one, that were left out of every chain, in no order.
    pub fn left_out(&self, listing: usize) -> impl Iterator<Item = usize> {
        let places = self.view.places.iter();
        places
            .filter(|place| place.is_left_out())
            .map(|place| place.listing)
            .filter(move |other| *other != listing)
    }
}
