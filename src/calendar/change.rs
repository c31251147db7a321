//! When an offset changes: the arithmetic of POSIX TZ's `M` form (specification, zone).

use super::UnixSeconds;
use super::day::split_days;
use super::zone::DaylightSaving;
use crate::Error;
use crate::bounds::{LAST_INSTANT, SECONDS_PER_DAY, SECONDS_PER_MINUTE, ZONE_MINUTE_MAX};

const DAYS_PER_WEEK: u32 = 7;
const MONTHS_PER_YEAR: u32 = 12;
const MARCH: u32 = 3;
/// Days from March of the year 0 to 1970-01-01.
const UNIX_EPOCH_DAY: u32 = 719_468;
/// The weekday of the first of March of the year 0, a Wednesday.
const FIRST_WEEKDAY: u32 = 3;
/// The same in seconds.
const UNIX_EPOCH: u64 = UNIX_EPOCH_DAY as u64 * SECONDS_PER_DAY as u64;
const DAYS_BEFORE_MARCH: u32 = 60;
/// 400 years of the calendar.
const DAYS_PER_CYCLE: u32 = 146_097;
const YEARS_PER_CYCLE: u32 = 400;
/// Years between which every kind of year follows every kind that it can: common and leap,
/// beginning on each weekday.
const EVERY_KIND: core::ops::Range<u32> = 1972..2001;

/// When an offset changes each year: POSIX TZ's `M` form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Change {
    /// 1 (January) to 12.
    pub month: u8,
    /// Which of the month's weekdays of that name: 1 to 4, or 5 for the last.
    pub week: u8,
    /// 0 (Sunday) to 6.
    pub weekday: u8,
    /// Minutes after midnight of that day, 0 to 1,440, in the local time before the change.
    pub minute: u16,
}

impl Change {
    pub(super) fn check(&self) -> Result<(), Error> {
        let is_good = (1..=12).contains(&self.month)
            && (1..=5).contains(&self.week)
            && self.weekday < 7
            && self.minute <= ZONE_MINUTE_MAX;
        if is_good {
            Ok(())
        } else {
            Err(Error::ZoneRule)
        }
    }

    /// Its day in a year, counted from the first of March of the year 0.
    fn day_in(&self, year: u32) -> u32 {
        let month = year
            .wrapping_mul(MONTHS_PER_YEAR)
            .wrapping_add(self.month.into())
            .wrapping_sub(MARCH);
        let first = first_of_month(month);
        let weekday = remainder(first.wrapping_add(FIRST_WEEKDAY), DAYS_PER_WEEK);
        let wait = u32::from(self.weekday).checked_sub(weekday);
        let wait = wait.unwrap_or_else(|| {
            u32::from(self.weekday)
                .wrapping_add(DAYS_PER_WEEK)
                .wrapping_sub(weekday)
        });
        let weeks = u32::from(self.week).wrapping_sub(1);
        let day = first
            .wrapping_add(wait)
            .wrapping_add(weeks.wrapping_mul(DAYS_PER_WEEK));
        if day < first_of_month(month.wrapping_add(1)) {
            day
        } else {
            day.wrapping_sub(DAYS_PER_WEEK)
        }
    }

    /// Its instant in a year, in seconds since the first of March of the year 0, where the
    /// offset before it is `offset`.
    fn instant_in(&self, year: u32, offset: i16) -> u64 {
        let minutes = i32::from(self.minute).wrapping_sub(offset.into());
        let seconds = minutes.wrapping_mul(SECONDS_PER_MINUTE.cast_signed());
        u64::from(self.day_in(year))
            .wrapping_mul(u64::from(SECONDS_PER_DAY))
            .wrapping_add_signed(seconds.into())
    }
}

impl DaylightSaving {
    fn start_in(&self, year: u32, standard: i16) -> u64 {
        self.start.instant_in(year, standard)
    }

    fn end_in(&self, year: u32) -> u64 {
        self.end.instant_in(year, self.offset)
    }

    /// Whether starts and ends take turns at all times, and never meet.
    pub(super) fn keeps_order(&self, standard: i16) -> bool {
        // Months apart nothing can meet: the latest minute and the widest offsets make less
        // than three days.
        let apart = self.start.month.abs_diff(self.end.month);
        if (2..=10).contains(&apart) {
            return true;
        }
        let first = EVERY_KIND.start;
        let starts_first = self.start_in(first, standard) < self.end_in(first);
        let mut last = 0;
        for year in EVERY_KIND {
            let (start, end) = (self.start_in(year, standard), self.end_in(year));
            let (former, latter) = if starts_first {
                (start, end)
            } else {
                (end, start)
            };
            if former <= last || latter <= former {
                return false;
            }
            last = latter;
        }
        true
    }

    /// The last change up to `instant`, and whether it is a start.
    pub(super) fn latest_change(&self, standard: i16, instant: UnixSeconds) -> (UnixSeconds, bool) {
        let since = instant.min(LAST_INSTANT).saturating_add(UNIX_EPOCH);
        let (days, _) = split_days(since);
        // Near its end this year may be taken for the next, or the other way round. All
        // changes of a year lie between those of its neighbours.
        let year = mean_year(days);
        let years = [
            year.wrapping_add(1),
            year,
            year.wrapping_sub(1),
            year.wrapping_sub(2),
        ];
        for year in years {
            let (start, end) = (self.start_in(year, standard), self.end_in(year));
            let start = if start <= since { start } else { 0 };
            let end = if end <= since { end } else { 0 };
            let latest = start.max(end);
            if latest > 0 {
                return (latest.saturating_sub(UNIX_EPOCH), start > end);
            }
        }
        // Not reached: the last of these years is over.
        (0, false)
    }
}

/// The first day of a month, both counted from March of the year 0: there, a leap day is the
/// last of its year.
fn first_of_month(month: u32) -> u32 {
    let (year, month) = (
        quotient(month, MONTHS_PER_YEAR),
        remainder(month, MONTHS_PER_YEAR),
    );
    let centuries = quotient(year, 100);
    // 0, 31, 61, 92: months of 31 and 30 days in turn but for August and January.
    let before = month.wrapping_mul(979).wrapping_add(15) >> 5;
    year.wrapping_mul(365)
        .wrapping_add(year >> 2)
        .wrapping_sub(centuries)
        .wrapping_add(centuries >> 2)
        .wrapping_add(before)
}

/// The civil year of a day counted from the first of March of the year 0, were all years
/// equally long.
fn mean_year(day: u32) -> u32 {
    let since_january = day.wrapping_add(DAYS_BEFORE_MARCH);
    quotient(since_january.wrapping_mul(YEARS_PER_CYCLE), DAYS_PER_CYCLE)
}

// By constants, never by zero.
fn quotient(dividend: u32, divisor: u32) -> u32 {
    dividend.checked_div(divisor).unwrap_or(0)
}

fn remainder(dividend: u32, divisor: u32) -> u32 {
    dividend.checked_rem(divisor).unwrap_or(0)
}

#[cfg(test)]
mod tests;
