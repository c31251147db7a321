use time::{Date, Month};

use super::{Change, DaylightSaving, Zone};
use crate::Error;
use crate::calendar::Day;

const fn change(month: u8, week: u8, weekday: u8, minute: u16) -> Change {
    Change {
        month,
        week,
        weekday,
        minute,
    }
}

fn zone(standard: i16, offset: i16, start: Change, end: Change) -> Zone {
    Zone::new(standard, Some(DaylightSaving { offset, start, end })).unwrap()
}

fn pacific() -> Zone {
    zone(-480, -420, change(3, 2, 0, 120), change(11, 1, 0, 120))
}

/// Half an hour of daylight saving, south of the equator.
fn lord_howe() -> Zone {
    zone(630, 660, change(10, 1, 0, 120), change(4, 1, 0, 120))
}

/// Changes at midnight: the date of the start has no 00:00, that of the end shows it twice.
fn cuba() -> Zone {
    zone(-300, -240, change(3, 2, 0, 0), change(11, 1, 0, 60))
}

fn day(year: i32, month: Month, day: u8) -> Day {
    Day::from_date(Date::from_calendar_date(year, month, day).unwrap()).unwrap()
}

fn hours(zone: &Zone, day: Day) -> f64 {
    (zone.end_of(day) - zone.start_of(day)) as f64 / 3_600.0
}

#[test]
fn days_have_23_to_25_hours() {
    assert_eq!(hours(&pacific(), day(2026, Month::March, 8)), 23.0);
    assert_eq!(hours(&pacific(), day(2026, Month::March, 9)), 24.0);
    assert_eq!(hours(&pacific(), day(2026, Month::November, 1)), 25.0);
    assert_eq!(hours(&lord_howe(), day(2026, Month::October, 4)), 23.5);
    assert_eq!(hours(&lord_howe(), day(2026, Month::April, 5)), 24.5);
    assert_eq!(hours(&Zone::UTC, day(2026, Month::March, 8)), 24.0);
}

#[test]
fn a_midnight_that_is_skipped_or_shown_twice_ends_its_day_once() {
    assert_eq!(hours(&cuba(), day(2026, Month::March, 7)), 24.0);
    assert_eq!(hours(&cuba(), day(2026, Month::March, 8)), 23.0);
    assert_eq!(hours(&cuba(), day(2026, Month::November, 1)), 25.0);
    // From 00:30 back to 23:30: the last showing of the date counts.
    let back_over = zone(0, 60, change(3, 5, 0, 60), change(10, 5, 0, 30));
    assert_eq!(hours(&back_over, day(2026, Month::October, 24)), 25.0);
    // From 23:30 to 00:30 of the next date: the day ends with the jump.
    let jump_over = zone(0, 60, change(3, 5, 0, 1_410), change(10, 5, 0, 60));
    assert_eq!(hours(&jump_over, day(2026, Month::March, 29)), 23.5);
    assert_eq!(hours(&jump_over, day(2026, Month::March, 30)), 23.5);
}

/// The definition of `end_of`, minute by minute, over two years of many zones.
#[test]
fn a_day_ends_after_its_last_minute() {
    let zones = [
        pacific(),
        lord_howe(),
        cuba(),
        zone(0, 60, change(3, 5, 0, 1_410), change(10, 5, 0, 30)),
        zone(60, 120, change(3, 5, 0, 120), change(10, 5, 0, 180)),
        zone(-210, -150, change(3, 2, 0, 1_440), change(11, 1, 0, 1_440)),
        zone(-900, 900, change(1, 1, 1, 0), change(7, 5, 6, 1_440)),
        Zone::fixed(345).unwrap(),
    ];
    let from = 1_767_225_600_u64 - 2 * 86_400;
    for zone in zones {
        let mut last = [0_u64; 800];
        let first_day = zone.day_at(from).unwrap().number();
        for minute in 0..2 * 365 * 1_440 {
            let instant = from + minute * 60;
            let index = zone.day_at(instant).unwrap().number() - first_day;
            last[index as usize] = instant;
        }
        for (index, last) in last.iter().enumerate().take(725).skip(3) {
            let day = Day::from_number(first_day + index as u32);
            if *last != 0 {
                assert_eq!(zone.end_of(day), last + 60, "{zone:?} {day}");
            }
        }
    }
}

#[test]
fn the_local_clock_reads_as_expected() {
    // 2026-03-08T09:59:59Z is 01:59:59 in Pacific standard time; a second later it is 03:00.
    let spring = 1_772_964_000;
    assert_eq!(pacific().offset_at(spring - 1), -480);
    assert_eq!(pacific().minute_of_day_at(spring - 1), 119);
    assert_eq!(pacific().offset_at(spring), -420);
    assert_eq!(pacific().minute_of_day_at(spring), 180);
    assert_eq!(Zone::fixed(-60).unwrap().day_at(3_599), None);
    assert_eq!(
        Zone::fixed(-60).unwrap().day_at(3_600),
        Some(Day::from_number(0))
    );
}

#[test]
fn far_instants_are_answered() {
    for zone in [pacific(), lord_howe(), Zone::UTC] {
        for instant in [0, u64::MAX, u64::from(u32::MAX), i64::MAX as u64] {
            let _ = (zone.offset_at(instant), zone.minute_of_day_at(instant));
            let day = zone.day_at(instant).unwrap_or(Day::from_number(0));
            let _ = (zone.start_of(day), zone.end_of(day));
        }
        let _ = zone.end_of(Day::from_number(u32::MAX));
    }
}

#[test]
fn bytes_and_zones_map_one_to_one() {
    for zone in [
        pacific(),
        lord_howe(),
        cuba(),
        Zone::UTC,
        Zone::fixed(-570).unwrap(),
    ] {
        assert_eq!(Zone::from_bytes(&zone.to_bytes()), Ok(zone));
    }
    let good = pacific().to_bytes();
    for (at, value, error) in [
        (4, 0, Error::ZoneRule),
        (4, 13, Error::ZoneRule),
        (5, 0, Error::ZoneRule),
        (5, 6, Error::ZoneRule),
        (6, 7, Error::ZoneRule),
        (7, 0x06, Error::ZoneRule),
        (0, 0x7f, Error::ZoneOffset),
        (2, 0x80, Error::ZoneOffset),
    ] {
        let mut bytes = good;
        bytes[at] = value;
        assert_eq!(Zone::from_bytes(&bytes), Err(error), "byte {at} = {value}");
    }
    let mut no_rules = good;
    no_rules[4..].fill(0);
    assert_eq!(Zone::from_bytes(&no_rules), Err(Error::ZoneHalf));
    let mut no_end = good;
    no_end[9..].fill(0);
    assert_eq!(Zone::from_bytes(&no_end), Err(Error::ZoneHalf));
    let mut one_offset = good;
    one_offset[2..4].copy_from_slice(&good[..2]);
    assert_eq!(Zone::from_bytes(&one_offset), Err(Error::ZoneHalf));
    for length in [0, 13, 15] {
        assert_eq!(Zone::from_bytes(&[0; 15][..length]), Err(Error::ZoneLength));
    }
    assert_eq!(Zone::fixed(901), Err(Error::ZoneOffset));
    assert_eq!(Zone::fixed(i16::MIN), Err(Error::ZoneOffset));
}

#[test]
fn changes_that_overtake_each_other_are_refused() {
    let saving = DaylightSaving {
        offset: 60,
        start: change(3, 2, 0, 120),
        end: change(3, 2, 3, 120),
    };
    assert_eq!(Zone::new(0, Some(saving)), Err(Error::ZoneOrder));
}
