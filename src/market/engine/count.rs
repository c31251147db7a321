//! Step 7: how many days.

use super::chain::View;
use super::course::Interval;
use crate::calendar::Day;
use crate::market::{Combine, Count};

impl View<'_, '_> {
    /// DOM of the listing at a place.
    pub(super) fn dom(&self, intervals: &[Interval], target: usize) -> u32 {
        self.days(intervals, target, target, |place| place == target)
    }

    /// CDOM of the listing at a place.
    pub(super) fn cdom(&self, intervals: &[Interval], target: usize) -> u32 {
        let mut chain = self.chain(target);
        let first = chain.clone().next().unwrap_or(target);
        match self.rules.combine {
            Combine::Union => self.days(intervals, first, target, |place| {
                self.is_in_chain(place, target)
            }),
            Combine::Sum => chain.fold(0_u32, |sum, root| {
                let days = if self.twin_of(root, target).is_some() {
                    0
                } else {
                    self.days(intervals, root, target, |place| {
                        place == root || self.has_systems && self.root(place, target) == Some(root)
                    })
                };
                sum.saturating_add(days)
            }),
            Combine::Span => {
                let end = self.end_of(self.at(target).last);
                // The first listing of a chain has the first interval of all.
                let start = chain
                    .next()
                    .map_or(end, |first| self.at(first).first.number());
                end.saturating_sub(start)
            }
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

    /// The day after the last one of an interval that ends at `end`.
    fn end_of(&self, end: Day) -> u32 {
        match self.rules.count {
            Count::Difference => end.number(),
            Count::Inclusive => end.number().saturating_add(1),
        }
    }

    /// The different days of the intervals of some listings, up to the target's last day. None
    /// of them is on the market before the one at `first`. Intervals are in order.
    pub(super) fn days(
        &self,
        intervals: &[Interval],
        first: usize,
        target: usize,
        is_counted: impl Fn(usize) -> bool,
    ) -> u32 {
        let cut = self.at(target).last;
        let begin = self.at(first).first;
        let skipped = intervals.partition_point(|interval| interval.start < begin);
        let intervals = intervals.get(skipped..).unwrap_or_default();
        let mut days = 0_u32;
        let mut reach = 0;
        for interval in intervals
            .iter()
            .take_while(|interval| interval.start <= cut)
        {
            if is_counted(interval.place) {
                let end = self.end_of(interval.end.min(cut));
                let start = interval.start.number().max(reach);
                days = days.saturating_add(end.saturating_sub(start));
                reach = reach.max(end);
            }
        }
        days
    }
}
