//! The defects that days on market are known to have, each with what would show it.

use doorward::calendar::Day;
use doorward::market::{Class, Rules, Status};

use crate::support::{answer, counts, date, history};

const GENERIC: Rules = Rules::GENERIC;

fn dom(text: &str) -> Option<u32> {
    answer(text, &GENERIC).dom
}

fn cdom(text: &str) -> Option<u32> {
    answer(text, &GENERIC).cdom
}

#[test]
fn an_end_without_a_date_is_not_today() {
    assert_eq!(
        counts(&answer("L1 A 01-01, X ?", &GENERIC)),
        (None, None, None)
    );
    // Nor does it carry, or reset.
    let text = "L0 A 01-01, C 01-11; L1 A 01-12, S ?; L2 A 01-21, C 01-31";
    let found = answer(text, &GENERIC);
    assert_eq!(counts(&found), (Some(10), Some(20), Some(Class::Linear)));
    assert_eq!(found.chain, ["L0", "L2"]);
}

#[test]
fn canceled_is_cancelled() {
    for word in ["Canceled", "Cancelled"] {
        let text = format!("L1 A 01-01, {word} 01-31; L2 A 02-07, C 02-28");
        assert_eq!(cdom(&text), Some(51));
    }
    assert_eq!(
        Status::from_spelling("Active Under Contract"),
        Some(Status::ActiveUnderContract)
    );
    assert_eq!(
        Status::from_spelling("Coming Soon"),
        Some(Status::ComingSoon)
    );
    // One row, not two.
    let found = answer("L1 A 01-01, Canceled 01-31, Cancelled 01-31", &GENERIC);
    assert_eq!(crate::support::warnings(&found), "duplicate_row");
    // The words have spaces, which the shorthand of these tests has not.
    let mut spaced = history("L1 A 01-01, U 01-11, C 01-21");
    spaced.listings[0].events[1].status = "Active Under Contract".into();
    assert_eq!(spaced.answer(&GENERIC).unwrap().dom, Some(20));
    for unknown in [
        "active",
        "CANCELED",
        "Active ",
        "ActiveUnder Contract",
        "Sold",
        "",
    ] {
        assert_eq!(Status::from_spelling(unknown), None);
    }
}

#[test]
fn seconds_are_not_rounded_up() {
    // A listing from one midnight to the next has one day, not two; one of no day none.
    assert_eq!(dom("L1 A 01-01, C 01-02"), Some(1));
    assert_eq!(dom("L1 A 01-01, C 01-01"), Some(0));
}

#[test]
fn dates_have_no_zone() {
    // Every day of 30 years to the one after, over every change of clocks anywhere.
    let start = date("2000-01-01").number().unwrap();
    for number in start..start + 30 * 366 {
        let (on, off) = (number.to_string(), (number + 1).to_string());
        let mut history = history("L1 A 01-01, C 01-02");
        history.as_of = Day::from_number(30_000);
        let rows = &mut history.listings[0].events;
        rows[0].date = doorward::market::Date::from_number(number);
        rows[1].date = doorward::market::Date::from_number(number + 1);
        assert_eq!(history.answer(&GENERIC).unwrap().dom, Some(1), "{on} {off}");
    }
    assert_eq!(dom("L1 A 03-01, C 04-01"), Some(31));
    assert_eq!(dom("L1 A 10-15, C 11-15"), Some(31));
    // The text of a date is that date.
    assert_eq!(date("2025-03-09").to_string(), "2025-03-09");
}

#[test]
fn a_gap_begins_at_the_greatest_end() {
    // L2 is nested in L1; 20 days after L1 and 60 after L2.
    let text = "L1 A 01-01, C 04-01; L2 A 02-01, C 02-20; L3 A 04-21, C 05-01";
    let found = answer(text, &GENERIC);
    assert_eq!(counts(&found), (Some(10), Some(100), Some(Class::Linear)));
    assert_eq!((&found.gaps[1].after[..], found.gaps[1].days), ("L1", 20));
}

#[test]
fn the_total_is_not_lost_after_a_reset() {
    let text = "L1 A 01-01, C 01-31; L2 A 05-01, C 05-31; L3 A 06-10, C 06-20; L4 A 07-01, C 07-11";
    // L2 began anew: its own days count from then on, and those of all that carry.
    assert_eq!(cdom(text), Some(50));
    assert_eq!(answer(text, &GENERIC).chain, ["L2", "L3", "L4"]);
}

#[test]
fn counters_are_wide_enough() {
    assert_eq!(dom("L1 A 2025-01-01, C 2025-05-09"), Some(128));
    assert_eq!(dom("L1 A 2024-12-31, C 2025-12-31"), Some(365));
    let mut long = history("L1 A 1970-01-01, C 9999-12-31");
    long.as_of = Day::from_number(2_932_896);
    assert_eq!(long.answer(&GENERIC).unwrap().dom, Some(2_932_896));
    let mut gap = history("L1 A 1970-01-01, C 1970-01-31; L2 A 2069-11-16, C 2069-11-26");
    gap.as_of = Day::from_number(40_000);
    let rules = |carry_max_gap| Rules {
        carry_max_gap: Some(carry_max_gap),
        ..GENERIC
    };
    assert_eq!(gap.answer(&rules(36_449)).unwrap().gaps[0].counted, 36_449);
    assert_eq!(
        gap.answer(&rules(36_448)).unwrap().class,
        Some(Class::ResetGap)
    );
    // More listings than a byte can number.
    let listing = |number: u32| format!("L{number:03} A 01-01, C 01-{:02}", 2 + number % 28);
    let text: Vec<String> = (0..300).map(listing).collect();
    let found = answer(&text.join("; "), &GENERIC);
    assert_eq!(
        (found.chain.len(), found.class),
        (300, Some(Class::Overlapping))
    );
}

#[test]
fn the_gap_that_still_carries_is_exactly_n() {
    let off = date("2025-01-31").number().unwrap();
    for n in [0, 1, 15, 30, 45, 59, 60, 89, 90, 127, 128, 179, 255, 256] {
        let rules = Rules {
            carry_max_gap: Some(n),
            ..GENERIC
        };
        for (gap, class) in [(n, Class::Linear), (n + 1, Class::ResetGap)] {
            let mut history = history("L1 A 01-01, C 01-31; L2 A 02-01, C 02-01");
            for row in &mut history.listings[1].events {
                row.date = doorward::market::Date::from_number(off + gap as i32);
            }
            let found = history.answer(&rules).unwrap();
            let class = if gap == 0 { Class::Overlapping } else { class };
            assert_eq!(found.class, Some(class), "{n} {gap}");
        }
    }
}
