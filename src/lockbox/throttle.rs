use super::Limits;
use crate::calendar::UnixSeconds;

/// How many refusals there were, and what they cost. Kept across a loss of power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Throttle {
    /// Refusals since the last opening by a code.
    pub(super) run: u8,
    /// Refusals in all, less those that time has forgiven.
    pub(super) total: u8,
    /// When the keypad is read again; 0 where no wait was started.
    pub(super) wait_until: UnixSeconds,
    /// From when the next fall of the total is counted; 0 while it is 0.
    pub(super) falls_from: UnixSeconds,
}

impl Throttle {
    /// No refusal.
    pub(super) const NONE: Self = Self {
        run: 0,
        total: 0,
        wait_until: 0,
        falls_from: 0,
    };

    /// Lets the total fall by what time has passed.
    pub(super) fn settle(&mut self, now: UnixSeconds, limits: &Limits) {
        let period = limits.refusal_falls_seconds;
        let since = now.saturating_sub(self.falls_from);
        // What does not fit is longer than all falls that can be counted.
        let since = u32::try_from(since).unwrap_or(u32::MAX);
        let falls = since.checked_div(period).unwrap_or(0);
        match u32::from(self.total).checked_sub(falls) {
            Some(left) if left > 0 => {
                self.total = u8::try_from(left).unwrap_or(u8::MAX);
                let fell = falls.saturating_mul(period);
                self.falls_from = self.falls_from.saturating_add(fell.into());
            }
            _ => {
                self.total = 0;
                self.falls_from = 0;
            }
        }
    }

    /// Counts a refusal at `now`.
    pub(super) fn count(&mut self, now: UnixSeconds, limits: &Limits) {
        if self.total == 0 {
            self.falls_from = now;
        }
        self.total = self.total.saturating_add(1);
        self.run = self.run.saturating_add(1);
        self.wait_until = match limits.wait(self.run) {
            0 => 0,
            wait => now.saturating_add(wait),
        };
    }

    /// What an opening makes of the throttle as it was `before` its entry was counted: the
    /// run is over, the total stays.
    pub(super) const fn opened(before: Self) -> Self {
        Self {
            run: 0,
            wait_until: 0,
            ..before
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Throttle;
    use crate::lockbox::Limits;

    #[test]
    fn the_total_falls_by_one_every_three_hours() {
        let limits = Limits::default();
        let mut throttle = Throttle::default();
        let start = 1_800_000_000;
        for _ in 0..3 {
            throttle.count(start, &limits);
        }
        for (after, total, falls_from) in [
            (10_799, 3, start),
            (10_800, 2, start + 10_800),
            (21_599, 2, start + 10_800),
            (21_600, 1, start + 21_600),
            (32_400, 0, 0),
        ] {
            throttle.settle(start + after, &limits);
            assert_eq!(
                (throttle.total, throttle.falls_from),
                (total, falls_from),
                "{after}"
            );
        }
    }

    #[test]
    fn a_clock_that_goes_back_forgives_nothing_and_a_far_one_all() {
        let limits = Limits::default();
        let mut throttle = Throttle::default();
        throttle.count(1_800_000_000, &limits);
        let counted = throttle;
        throttle.settle(0, &limits);
        assert_eq!(throttle, counted);
        throttle.settle(u64::MAX, &limits);
        assert_eq!((throttle.total, throttle.falls_from), (0, 0));
    }
}
