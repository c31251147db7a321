//! Step 6 where rules look back a number of days: from each listing anew.

use super::{Class, Joined, View};
use crate::calendar::Day;

impl View<'_, '_> {
    /// Walks back from the listing before the target: to the one that stops it, or, unless the
    /// `whole` way is asked for, only as far as there are listings that join.
    pub(in crate::market::engine) fn look_back(&self, target: usize, whole: bool) -> Joined {
        let mut start = 0;
        // What the listing just before the target met, if it did not join.
        let mut met = None;
        let mut anchor: Option<usize> = None;
        let mut is_twin = false;
        for place in (0..target).rev() {
            if !whole && !self.has_systems && met.is_some() && self.is_past(place, target) {
                start = place.saturating_add(1);
                break;
            }
            if self.at(place).is_left_out() {
                continue;
            }
            let twin = self.is_twin(place, target);
            let reset = if twin {
                None
            } else if self.is_closed(self.at(place).closed, target) {
                Some(Class::ResetClose)
            } else if !self.is_in_scope(place, target) {
                Some(Class::ResetScope)
            } else if self.is_within(place, target) {
                None
            } else {
                Some(Class::ResetGap)
            };
            met = met.or(Some(reset));
            match reset {
                None => {
                    is_twin |= twin;
                    let is_anchor = |other: &usize| self.at(*other).off >= self.at(place).off;
                    anchor = anchor.filter(is_anchor).or(Some(place));
                }
                Some(Class::ResetGap) => {}
                Some(_) => {
                    start = place.saturating_add(1);
                    break;
                }
            }
        }
        let class = match (anchor, met.flatten()) {
            _ if is_twin => Class::Twin,
            (Some(anchor), _) => self.gap(anchor, target).class(),
            (None, Some(reset)) => reset,
            (None, None) => Class::First,
        };
        Joined::new(class, start)
    }

    /// Whether the listing at `place` is near enough to the target, looking back.
    pub(super) fn is_within(&self, place: usize, target: usize) -> bool {
        self.is_near(self.at(place).last, target)
    }

    /// Whether neither the listing at `place` nor any before it is.
    fn is_past(&self, place: usize, target: usize) -> bool {
        !self.is_near(self.at(place).reach, target)
    }

    fn is_near(&self, last: Day, target: usize) -> bool {
        let days = self.rules.lookback_days.unwrap_or(0);
        let until = last.number().checked_add(days);
        until.is_none_or(|until| self.at(target).first.number() <= until)
    }
}
