//! How often a random guess at the keypad would be a good code.
//!
//! The figures are counted, rule by rule, not taken from a formula, and from raw numbers,
//! so that a profile that cannot be built can still be seen to be refused.
//!
//! ```
//! use doorward::codes::odds::GuessParameters;
//! use doorward::Error;
//!
//! let [day, flex, service] = GuessParameters::default().odds();
//! assert_eq!((day.one_in(), flex.one_in()), (312_500, 244_045));
//! let six_digits = GuessParameters { day_digits: 6, ..GuessParameters::default() };
//! assert_eq!(six_digits.check(), Err(Error::GuessTooLikely));
//! ```

use super::Family;
use super::flex::FlexWindow;
use super::numeral::power_of_ten;
use crate::Error;
use crate::bounds::{
    CANCEL_DAYS_AHEAD, CANCEL_HALF_HOURS_AHEAD, CLOCK_CODE_BACK_SECONDS,
    CLOCK_CODE_FORWARD_SECONDS, CODE_DIGITS_MAX, DAY_DIGITS_MIN, DAY_SLOTS, DURATION_LAST,
    EPOCH_STEP_MAX, FLEX_COPIES, FLEX_DIGITS_MIN, GUESS_ONE_IN_MIN, SECONDS_PER_HALF_HOUR,
    SECONDS_PER_MINUTE, SERVICE_DIGITS, TOLERANCE_MAX_SECONDS,
};

/// What decides how many codes are good at one time. Any number may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct GuessParameters {
    /// Digits of a day code.
    pub day_digits: u8,
    /// Day codes for one date.
    pub day_slots: u8,
    /// Digits of a FlexCode.
    pub flex_digits: u8,
    /// FlexCodes for one window, operation and use.
    pub flex_copies: u8,
    /// The clock tolerance in seconds; the worst one by default.
    pub tolerance: u32,
}

impl Default for GuessParameters {
    /// The default profile's numbers, with the largest tolerance.
    fn default() -> Self {
        Self {
            day_digits: DAY_DIGITS_MIN,
            day_slots: DAY_SLOTS,
            flex_digits: FLEX_DIGITS_MIN,
            flex_copies: FLEX_COPIES,
            tolerance: TOLERANCE_MAX_SECONDS,
        }
    }
}

/// The chance that one guess of a family's length is a good code, at the worst time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Odds {
    /// The family guessed at.
    pub family: Family,
    /// Codes that would be accepted, for one operation, if all of them were issued.
    pub acceptable: u64,
    /// Codes that can be typed.
    pub codes: u64,
}

impl Odds {
    /// One guess in this many is good, rounded down; `u64::MAX` if none ever is.
    #[must_use]
    pub fn one_in(&self) -> u64 {
        self.codes.checked_div(self.acceptable).unwrap_or(u64::MAX)
    }
}

impl GuessParameters {
    /// The odds of day codes, FlexCodes and service codes, in this order, at the instant at
    /// which most codes of the family are acceptable.
    #[must_use]
    pub fn odds(&self) -> [Odds; 3] {
        [
            odds(Family::Day, self.acceptable_day_codes(), self.day_digits),
            odds(
                Family::Flex,
                self.acceptable_flex_codes(0),
                self.flex_digits,
            ),
            odds(
                Family::Service,
                self.acceptable_service_codes(),
                SERVICE_DIGITS,
            ),
        ]
    }

    /// Refuses parameters under which a guess succeeds too often.
    ///
    /// # Errors
    /// [`Error::GuessTooLikely`] where it does more often than 1 time in 100,000.
    pub fn check(&self) -> Result<(), Error> {
        if self
            .odds()
            .iter()
            .all(|odds| odds.one_in() >= GUESS_ONE_IN_MIN)
        {
            Ok(())
        } else {
            Err(Error::GuessTooLikely)
        }
    }

    /// Every slot of every date that is acceptable at midnight.
    fn acceptable_day_codes(&self) -> u64 {
        let dates = if self.tolerance == 0 { 1_u64 } else { 2 };
        dates.saturating_mul(u64::from(self.day_slots))
    }

    /// Windows open at the worst instant of a half hour, or opening in the `ahead` half
    /// hours after, for one operation: all durations, copies and both uses.
    fn acceptable_flex_codes(&self, ahead: u32) -> u64 {
        let half_hour = SECONDS_PER_HALF_HOUR;
        let past = self.tolerance.checked_rem(half_hour).unwrap_or(0);
        // The count rises when a window comes within the tolerance and falls when one
        // leaves it, so it is highest just then or just before.
        let phases = [
            0,
            half_hour
                .saturating_sub(past)
                .checked_rem(half_hour)
                .unwrap_or(0),
            past.checked_sub(1).unwrap_or(half_hour.saturating_sub(1)),
        ];
        let windows = |phase: u32| {
            (1..=DURATION_LAST)
                .map(|duration| self.open_windows(duration, phase, ahead))
                .fold(0_u64, u64::saturating_add)
        };
        let windows = phases.into_iter().map(windows).max().unwrap_or(0);
        windows
            .saturating_mul(u64::from(self.flex_copies))
            .saturating_mul(2)
    }

    /// Windows of one duration that can be entered first at an instant, counted one by one,
    /// and those that start up to `ahead` half hours later.
    fn open_windows(&self, duration: u8, phase: u32, ahead: u32) -> u64 {
        // Any late enough half hour will do as the present.
        let present = 1 << 20;
        let now = u64::from(present).saturating_mul(u64::from(SECONDS_PER_HALF_HOUR));
        let now = now.saturating_add(u64::from(phase));
        let tolerance = u64::from(self.tolerance);
        let reach = tolerance
            .checked_div(u64::from(SECONDS_PER_HALF_HOUR))
            .and_then(|slots| u32::try_from(slots).ok())
            .map_or(u32::MAX, |slots| slots.saturating_add(1));
        let first = u32::saturating_sub(present, reach.saturating_add(48));
        let last = u32::saturating_add(present, reach);
        let is_counted = |start_slot: &u32| {
            FlexWindow::from_slot(*start_slot, duration).is_ok_and(|window| {
                let starts = window.start() <= now.saturating_add(tolerance)
                    || ahead > 0 && *start_slot <= u32::saturating_add(present, ahead);
                starts && now < window.first_entry_end().saturating_add(tolerance)
            })
        };
        let around = (first..=last)
            .filter(is_counted)
            .fold(0, |count, _| u64::saturating_add(count, 1));
        // Beyond, none is over yet.
        around.saturating_add(u64::from(ahead.saturating_sub(reach)))
    }

    /// Cancellations of codes that can still be accepted, clock codes within their bounds,
    /// and the next epochs.
    fn acceptable_service_codes(&self) -> u64 {
        let operations = 2;
        let flex = self
            .acceptable_flex_codes(CANCEL_HALF_HOURS_AHEAD)
            .saturating_mul(operations);
        let day = self
            .acceptable_day_codes()
            .saturating_add(u64::from(self.day_slots).saturating_mul(u64::from(CANCEL_DAYS_AHEAD)));
        let minutes = CLOCK_CODE_FORWARD_SECONDS
            .saturating_add(CLOCK_CODE_BACK_SECONDS)
            .checked_div(SECONDS_PER_MINUTE)
            .unwrap_or(u32::MAX);
        [flex, day, u64::from(minutes), u64::from(EPOCH_STEP_MAX)]
            .into_iter()
            .fold(0, u64::saturating_add)
    }
}

fn odds(family: Family, acceptable: u64, digits: u8) -> Odds {
    Odds {
        family,
        acceptable,
        codes: power_of_ten(digits.min(CODE_DIGITS_MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::GuessParameters;
    use crate::Error;

    fn with(change: impl FnOnce(&mut GuessParameters)) -> GuessParameters {
        let mut parameters = GuessParameters::default();
        change(&mut parameters);
        parameters
    }

    #[test]
    fn the_published_figures_are_found_by_counting() {
        let [day, flex, _] = GuessParameters::default().odds();
        assert_eq!(
            (day.acceptable, day.codes, day.one_in()),
            (32, 10_000_000, 312_500)
        );
        assert_eq!((flex.acceptable, flex.one_in()), (40_976, 244_045));
        let [noon, ..] = with(|p| p.tolerance = 0).odds();
        assert_eq!(noon.one_in(), 625_000);
        let [_, eleven, _] = with(|p| p.flex_digits = 11).odds();
        assert_eq!(eleven.one_in(), 2_440_452);
    }

    /// The count at every second of a half hour, which the three phases stand for.
    #[test]
    fn no_second_of_a_half_hour_accepts_more() {
        for tolerance in [0, 1, 120, 899, 900, 901, 1_799, 1_800] {
            let parameters = with(|p| p.tolerance = tolerance);
            let counted = (0..1_800)
                .map(|phase| {
                    (1..=125)
                        .map(|d| parameters.open_windows(d, phase, 0))
                        .sum::<u64>()
                        * 8
                })
                .max();
            assert_eq!(
                Some(parameters.acceptable_flex_codes(0)),
                counted,
                "{tolerance} s"
            );
        }
    }

    #[test]
    fn service_codes_are_counted_too() {
        let [_, _, service] = GuessParameters::default().odds();
        // 2,048 half hours ahead, the one under way, and those whose first entry is not over.
        let windows: u64 = (1..=125_u64).map(|d| 2_048 + 1 + d.min(48)).sum();
        assert_eq!(service.acceptable, windows * 16 + 16 * 66 + 10_140 + 16);
        assert!(service.one_in() > 200_000);
    }

    #[test]
    fn profiles_worse_than_one_in_100_000_are_refused() {
        assert_eq!(GuessParameters::default().check(), Ok(()));
        for parameters in [
            with(|p| p.day_digits = 6),
            with(|p| p.day_slots = 64),
            with(|p| p.flex_digits = 9),
            with(|p| p.flex_copies = 16),
            with(|p| p.tolerance = 86_400 * 7),
            with(|p| p.day_digits = 0),
        ] {
            assert_eq!(
                parameters.check(),
                Err(Error::GuessTooLikely),
                "{parameters:?}"
            );
        }
    }
}
