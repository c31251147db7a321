//! Local time as the zone's page says it, one change and one minute at a time.

use doorward::calendar::{Change, Zone};

const DAY: i64 = 86_400;

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The day number of the first of a month, counted up from 1970.
fn first_of(year: i64, month: u8) -> i64 {
    // Leap years before a year since the year 1, less the 477 before 1970.
    let leap_years = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 - 477;
    let years = 365 * (year - 1970) + leap_years;
    let months: i64 = (1..month).map(|m| days_of(year, m)).sum();
    years + months
}

fn days_of(year: i64, month: u8) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The local second at which a change falls in a year.
fn change_at(year: i64, change: Change) -> i64 {
    let first = first_of(year, change.month);
    let weekday = (first + 4).rem_euclid(7);
    let mut day = first + (i64::from(change.weekday) - weekday).rem_euclid(7);
    day += 7 * (i64::from(change.week) - 1);
    if day >= first + days_of(year, change.month) {
        day -= 7;
    }
    day * DAY + i64::from(change.minute) * 60
}

fn offset_at(zone: &Zone, t: i64) -> i64 {
    let standard = i64::from(zone.standard());
    let Some(rule) = zone.daylight() else {
        return standard;
    };
    let daylight = i64::from(rule.offset);
    // Right but for the hours about New Year.
    let year = 1970 + t / (365 * DAY + DAY / 4);
    let mut latest = (i64::MIN, standard);
    for y in year - 1..=year + 1 {
        let start = (change_at(y, rule.start) - standard * 60, daylight);
        let end = (change_at(y, rule.end) - daylight * 60, standard);
        for change in [start, end] {
            if change.0 <= t && change.0 > latest.0 {
                latest = change;
            }
        }
    }
    latest.1
}

fn local_seconds(zone: &Zone, t: u64) -> i64 {
    let t = i64::try_from(t).unwrap();
    t + 60 * offset_at(zone, t)
}

pub(crate) fn local_day(zone: &Zone, t: u64) -> i64 {
    local_seconds(zone, t).div_euclid(DAY)
}

pub(crate) fn minute_of_day(zone: &Zone, t: u64) -> i64 {
    local_seconds(zone, t).rem_euclid(DAY) / 60
}

/// The smallest instant from which on no local date is `day` or earlier.
pub(crate) fn end_of(zone: &Zone, day: u32) -> u64 {
    let offsets = [
        zone.standard(),
        zone.daylight().map_or(zone.standard(), |d| d.offset),
    ];
    let least = i64::from(*offsets.iter().min().unwrap());
    let mut t = u64::try_from((i64::from(day) + 1) * DAY - 60 * least).unwrap();
    while local_day(zone, t - 1) > i64::from(day) {
        t -= 60;
    }
    t
}
