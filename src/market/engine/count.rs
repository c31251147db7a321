//! Step 7: how many days.

use super::Place;
use super::chain::View;
use super::course::Interval;
use super::cover::{Cover, Days};
use super::sort::sort;
use crate::calendar::Day;
use crate::market::{Combine, Count, Rules};

impl Rules {
    /// The day after the last one of an interval that ends at `end`.
    fn end_of(&self, end: Day) -> u32 {
        match self.count {
            Count::Difference => end.number(),
            Count::Inclusive => end.number().saturating_add(1),
        }
    }

    /// The different days up to `cut` of intervals that are in order: apart from one another.
    fn days(&self, intervals: &[Interval], cut: Day) -> impl Iterator<Item = Days> {
        let mut reach = 0;
        intervals
            .iter()
            .take_while(move |interval| interval.start <= cut)
            .map(move |interval| {
                let start = interval.start.number().max(reach);
                let end = self.end_of(interval.end.min(cut)).max(start);
                reach = end;
                Days { start, end }
            })
    }

    /// How many days intervals that are in order have up to `cut`.
    pub(super) fn count(&self, intervals: &[Interval], cut: Day) -> u32 {
        self.days(intervals, cut)
            .fold(0_u32, |sum, days| sum.saturating_add(days.len()))
    }
}

impl Place {
    /// Its own of all intervals in the order of listings.
    pub(super) fn own<'w>(&self, intervals: &'w [Interval]) -> &'w [Interval] {
        let end = self.first_interval.saturating_add(self.intervals);
        intervals.get(self.first_interval..end).unwrap_or_default()
    }
}

/// CDOM of each place, where chains only grow until they begin anew.
pub(super) fn tally(rules: &Rules, places: &mut [Place], all: &[Interval], room: &mut [Interval]) {
    let is_joined = match rules.combine {
        Combine::Union => true,
        Combine::Sum => false,
        Combine::Span => return,
    };
    let mut cover = Cover::new(room, is_joined);
    let mut places = places.iter_mut().peekable();
    let mut position = 0_usize;
    while let Some(place) = places.next() {
        let next = position.saturating_add(1);
        // Behind a member that begins a chain nobody asks about the chain before.
        let is_over = places
            .peek()
            .is_none_or(|place| place.chain_start == next && !place.is_left_out());
        let own = place.own(all);
        let begins = place.chain_start == position;
        let is_member = !place.is_left_out();
        place.cdom = if begins {
            place.dom
        } else {
            cover.advance(place.first);
            let own = rules.days(own, place.last);
            cover.days(own, rules.end_of(place.last))
        };
        position = next;
        if is_member && !is_over {
            if begins {
                cover.clear();
            }
            for days in rules.days(own, place.last) {
                cover.insert(days);
            }
        }
    }
}

/// The intervals in the order in which [`View::cdom`] walks through them.
pub(super) fn arrange<'w>(
    view: View<'_, '_>,
    intervals: &[Interval],
    room: &'w mut [Interval],
) -> &'w [Interval] {
    let mut free = room.iter_mut();
    for (position, place) in (0_usize..).zip(view.places) {
        for &interval in place.own(intervals) {
            if let Some(next) = free.next() {
                *next = Interval {
                    place: position,
                    ..interval
                };
            }
        }
    }
    let group = |interval: &Interval| match view.rules.lookback_days {
        Some(_) => 0,
        None => view.at(interval.place).root,
    };
    let key = |interval: &Interval| {
        (
            group(interval),
            interval.start,
            interval.end,
            interval.place,
        )
    };
    sort(room, |a, b| key(a) < key(b));
    room
}

impl View<'_, '_> {
    /// CDOM of the listing at a place.
    pub(super) fn cdom(&self, target: usize) -> u32 {
        let place = self.at(target);
        match self.rules.combine {
            Combine::Span => {
                let end = self.rules.end_of(place.last);
                // The first listing of a chain has the first interval of all.
                let mut chain = self.chain(target);
                let start = chain
                    .next()
                    .map_or(end, |first| self.at(first).first.number());
                end.saturating_sub(start)
            }
            _ if !self.is_walked() => place.cdom,
            Combine::Union => self.walked(target, |place| self.is_in_chain(place, target)),
            Combine::Sum if self.rules.lookback_days.is_none() => self.sum_of_roots(target),
            Combine::Sum => self.chain(target).fold(0_u32, |sum, root| {
                let days = if self.twin_of(root, target).is_some() {
                    0
                } else {
                    self.walked(target, |place| {
                        place == root || self.has_systems && self.root(place, target) == Some(root)
                    })
                };
                sum.saturating_add(days)
            }),
        }
    }

    /// The listing of the target's chain that the one at `place` is counted with; none if
    /// that one is not of the chain.
    fn root(&self, place: usize, target: usize) -> Option<usize> {
        let mut root = self.is_in_chain(place, target).then_some(place)?;
        while let Some(earlier) = self.twin_of(root, target) {
            root = earlier;
        }
        Some(root)
    }

    /// The different days of the intervals of some listings, up to the target's last day.
    fn walked(&self, target: usize, is_counted: impl Fn(usize) -> bool) -> u32 {
        let start = self.at(self.at(target).chain_start).first;
        let skipped = self.walk.partition_point(|interval| interval.start < start);
        let intervals = self.walk.get(skipped..).unwrap_or_default();
        let cut = self.at(target).last;
        let mut sum = Reached::default();
        for interval in intervals.iter().take_while(|next| next.start <= cut) {
            if is_counted(interval.place) {
                sum.add(interval.start, self.rules.end_of(interval.end.min(cut)));
            }
        }
        sum.days
    }

    /// The different days of each listing together with its twins, added up: the intervals
    /// stand by the listing that they are counted with.
    fn sum_of_roots(&self, target: usize) -> u32 {
        let start = self.at(target).chain_start;
        let root = |interval: &Interval| self.at(interval.place).root;
        let skipped = self.walk.partition_point(|interval| root(interval) < start);
        let intervals = self.walk.get(skipped..).unwrap_or_default();
        let cut = self.at(target).last;
        let mut sum = Reached::default();
        let mut last_root = None;
        for interval in intervals.iter().take_while(|next| root(next) <= target) {
            if last_root != Some(root(interval)) {
                last_root = Some(root(interval));
                sum.reach = 0;
            }
            if interval.start <= cut && self.is_in_chain(interval.place, target) {
                sum.add(interval.start, self.rules.end_of(interval.end.min(cut)));
            }
        }
        sum.days
    }
}

/// The different days of intervals that come by their start.
#[derive(Default)]
struct Reached {
    days: u32,
    reach: u32,
}

impl Reached {
    fn add(&mut self, start: Day, end: u32) {
        let start = start.number().max(self.reach);
        self.days = self.days.saturating_add(end.saturating_sub(start));
        self.reach = self.reach.max(end);
    }
}
