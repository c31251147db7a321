//! The changes as the crate `tz-rs` finds them.

use serde_json::Value;
use test_std::format;
use test_std::string::String;
use tz::timezone::{AlternateTime, MonthWeekDay, RuleDay, TransitionRule};
use tz::{LocalTimeType, TimeZoneRef};

use super::Change;
use crate::Error;
use crate::calendar::{DaylightSaving, Zone};

const FIRST_YEAR: u32 = 1970;
const LAST_YEAR: u32 = 2200;

fn local_time(offset: i16, is_daylight: bool) -> LocalTimeType {
    LocalTimeType::new(i32::from(offset) * 60, is_daylight, None).unwrap()
}

/// The rule in the other crate, its end shifted by so many seconds; none where the changes
/// may overtake each other.
fn peer_rule(standard: i16, saving: &DaylightSaving, shift: i32) -> Option<AlternateTime> {
    let change = |change: &Change| {
        let day = MonthWeekDay::new(change.month, change.week, change.weekday).unwrap();
        (RuleDay::MonthWeekDay(day), i32::from(change.minute) * 60)
    };
    let (start, start_time) = change(&saving.start);
    let (end, end_time) = change(&saving.end);
    AlternateTime::new(
        local_time(standard, false),
        local_time(saving.offset, true),
        start,
        start_time,
        end,
        end_time + shift,
    )
    .ok()
}

/// Whether the other crate finds an order, and a minute sooner or later too.
fn peer_finds_order(standard: i16, saving: &DaylightSaving) -> bool {
    [0, -60, 60]
        .iter()
        .all(|shift| peer_rule(standard, saving, *shift).is_some())
        && !(Change {
            minute: 0,
            ..saving.start
        } == Change {
            minute: 0,
            ..saving.end
        } && i32::from(saving.start.minute) - i32::from(standard)
            == i32::from(saving.end.minute) - i32::from(saving.offset))
}

/// Every change from [`FIRST_YEAR`] to [`LAST_YEAR`], the second before and the one after.
fn assert_same_offsets(zone: &Zone) {
    let Some(saving) = zone.daylight() else {
        return;
    };
    let rule = peer_rule(zone.standard(), &saving, 0).unwrap();
    let types = [*rule.std(), *rule.dst()];
    let rule = Some(TransitionRule::Alternate(rule));
    let peer = TimeZoneRef::new(&[], &types, &[], &rule).unwrap();
    for year in FIRST_YEAR..=LAST_YEAR {
        for change in [saving.start_in(year, zone.standard()), saving.end_in(year)] {
            let change = change.saturating_sub(super::UNIX_EPOCH);
            for instant in [change.saturating_sub(1), change, change + 1] {
                let signed = i64::try_from(instant).unwrap();
                let expected = peer.find_local_time_type(signed).unwrap().ut_offset();
                assert_eq!(
                    i32::from(zone.offset_at(instant)) * 60,
                    expected,
                    "{zone:?} at {instant}"
                );
            }
        }
    }
}

#[test]
fn every_zone_of_the_vectors_changes_when_the_other_crate_says() {
    let text = include_str!("../../../vectors/zone.json");
    let file: Value = serde_json::from_str(text).unwrap();
    let (mut zones, mut with_changes) = (0, 0);
    for group in file["groups"].as_array().unwrap() {
        for test in group["tests"].as_array().unwrap() {
            let Some(zone) = zone_of(test).or_else(|| zone_of(group)) else {
                continue;
            };
            zones += 1;
            with_changes += u32::from(zone.daylight().is_some());
            assert_same_offsets(&zone);
        }
    }
    assert!(zones > 100 && with_changes > 50, "{zones} {with_changes}");
}

fn zone_of(members: &Value) -> Option<Zone> {
    let hex = members["zone"].as_str()?;
    let bytes: [u8; 14] = (0..14)
        .map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect::<Option<test_std::vec::Vec<u8>>>()?
        .try_into()
        .ok()?;
    Zone::from_bytes(&bytes).ok()
}

/// Numbers that look random, from a multiplier of Knuth's.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as u32) % end
    }

    fn change(&mut self, month: u32) -> Change {
        Change {
            month: month as u8,
            week: self.below(5) as u8 + 1,
            weekday: self.below(7) as u8,
            minute: self.below(1_441) as u16,
        }
    }

    /// Any two changes; most of them in one month or in neighbouring ones, where their order
    /// is in question.
    fn saving(&mut self) -> (i16, DaylightSaving) {
        let standard = self.below(1_801) as i16 - 900;
        let month = self.below(12);
        let other = match self.below(4) {
            0 => month,
            1 => (month + 1) % 12,
            2 => (month + 11) % 12,
            _ => self.below(12),
        };
        let start = self.change(month + 1);
        let mut end = self.change(other + 1);
        if self.below(2) == 0 {
            end.weekday = start.weekday;
        }
        let offset = self.below(1_801) as i16 - 900;
        (standard, DaylightSaving { offset, start, end })
    }
}

#[test]
fn random_rules_change_when_the_other_crate_says_or_have_no_order_there_either() {
    let mut numbers = Numbers(7);
    let (mut good, mut refused) = (0, 0);
    while good < 300 || refused < 300 {
        let (standard, saving) = numbers.saving();
        if saving.offset == standard {
            continue;
        }
        let zone = Zone::new(standard, Some(saving));
        if peer_finds_order(standard, &saving) {
            good += 1;
            assert_same_offsets(&zone.unwrap());
        } else {
            refused += 1;
            assert_eq!(zone, Err(Error::ZoneOrder), "{standard} {saving:?}");
        }
    }
}

/// Clocks that change in the same hour: a minute apart is an order, at once is none.
#[test]
fn changes_that_meet_have_no_order() {
    let start = Change {
        month: 3,
        week: 2,
        weekday: 0,
        minute: 120,
    };
    for (minute, is_good) in [(179, true), (180, false), (181, true)] {
        let end = Change { minute, ..start };
        let zone = Zone::new(
            0,
            Some(DaylightSaving {
                offset: 60,
                start,
                end,
            }),
        );
        let shown: String = format!("{zone:?}");
        assert_eq!(zone.is_ok(), is_good, "{shown}");
    }
}
