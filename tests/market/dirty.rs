//! Feeds as they come: every warning, what it means for the count, and what is refused.

use doorward::market::presets::Preset;
use doorward::market::{
    Class, Date, Error, History, Rules, Scope, StartField, Status, Statuses, Warning, Warnings,
};
use serde_json::json;

use crate::support::{answer, counts, day, history, warnings};

const GENERIC: Rules = Rules::GENERIC;

/// DOM and CDOM by the generic rules, and the warnings.
fn expect(text: &str, dom: u32, cdom: u32, expected: &str) {
    let found = answer(text, &GENERIC);
    assert_eq!((found.dom, found.cdom), (Some(dom), Some(cdom)), "{text}");
    assert_eq!(warnings(&found), expected, "{text}");
}

#[test]
fn rows_that_come_twice_or_anew() {
    expect("L1 A 01-01, A 01-01, C 01-11", 10, 10, "duplicate_row");
    expect("L1 A 01-01, A 01-01 #1, C 01-11", 10, 10, "");
    // The latest version of an event holds, wherever it stands.
    expect("L1 C 01-21 #2 @e, A 01-01, C 01-11 #1 @e", 20, 20, "");
    expect(
        "L1 C 01-21 #1 @e, A 01-01, C 01-11 #1 @e",
        20,
        20,
        "conflicting_rows",
    );
    expect(
        "L1 C 01-21 #2 @e, A 01-01, C 01-11 #1 @e, C 01-12 #1 @e",
        20,
        20,
        "",
    );
    // A version without a date is the least of its sequence, but not of a later one.
    expect(
        "L1 A 01-01, C 01-11 #1 @e, C ? #1 @e",
        10,
        10,
        "conflicting_rows",
    );
    let text = "L1 A 01-01, P 01-06, C 01-11 #1 @e, C ? #2 @e";
    expect(text, 5, 5, "date_missing off_date_missing");
}

#[test]
fn rows_of_one_day() {
    // By sequence, then by rank.
    expect(
        "L1 C 01-11 #1, A 01-11 #2, A 01-01, X 01-21",
        20,
        20,
        "back_after_terminal",
    );
    expect("L1 C 01-11, A 01-11, A 01-01, X 01-21", 10, 10, "");
    expect("L1 P 01-11, A 01-01 #9, A 01-11, S 01-31", 10, 10, "");
}

#[test]
fn deleted_rows() {
    expect(
        "L1 A 01-01, C 01-11, D 01-20, A 02-01, C 02-11",
        10,
        10,
        "deleted",
    );
    expect(
        "L1 A 01-01, C ?, D 01-20, A 02-01, C 02-11",
        10,
        10,
        "deleted",
    );
    expect("L1 A 01-01, C 01-11, D 2026-01-01", 10, 10, "");
    expect("L1 A 01-01, C 01-11, D ?", 0, 0, "deleted");
    let text = "L1 A 01-01, C 01-31, D 03-01; L2 A 02-05, C 02-15";
    let found = answer(text, &GENERIC);
    assert_eq!((found.cdom, found.class), (Some(10), Some(Class::First)));
    assert_eq!(warnings(&found), "");
}

#[test]
fn dates_that_cannot_be() {
    expect(
        "L1 A 1900-01-01, A 01-01, C 01-11",
        10,
        10,
        "date_out_of_range date_missing",
    );
    expect(
        "L1 expiration=1900-01-01 A 01-01, C 01-11",
        10,
        10,
        "date_out_of_range",
    );
    expect("L1 A 01-11 , C 01-05, X 01-31", 20, 20, "");
    let absent = |text: &str, expected: &str| {
        let found = answer(text, &GENERIC);
        assert_eq!(counts(&found), (None, None, None), "{text}");
        assert_eq!(warnings(&found), expected, "{text}");
    };
    absent("L1 A ?, C 01-11", "date_missing on_date_missing");
    absent("L1 S 01-05, A 01-11, C 01-31", "close_before_on");
    absent("L1 C 01-05, A 01-11", "off_before_on");
    // Coming Soon was canceled, and the listing came on the market after all.
    expect("L1 CS 01-01, C 01-05, A 01-11, P 01-21", 10, 10, "");
    let found = answer("L1 X ?", &GENERIC);
    assert_eq!(found.class, Some(Class::NeverOnMarket));
    assert_eq!(warnings(&found), "date_missing off_date_missing");
}

#[test]
fn contracts_that_ran_out() {
    expect(
        "L1 expiration=06-30 A 01-01, W 02-01",
        31,
        31,
        "expired_inferred",
    );
    expect(
        "L1 expiration=01-15 A 01-01, P 02-01",
        31,
        31,
        "status_after_expiration",
    );
    expect("L1 expiration=01-15 A 01-01, C 02-01", 31, 31, "");
    let text = "L1 expiration=06-30 A 01-01, P 02-01, S ?";
    expect(text, 31, 31, "date_missing off_date_missing");
}

#[test]
fn a_doubtful_listing_neither_joins_nor_resets() {
    let text = "L1 A 01-01, C 01-31; L2 A 02-05, S ?; L3 A 02-10, C 02-20";
    expect(text, 10, 40, "listing_left_out");
    let text = "L1 A 01-01, C 01-31; L2 A 02-05, Sold 02-08; L3 A 02-10, C 02-20";
    expect(text, 10, 40, "listing_left_out");
    let mut other = history(text);
    other.target = "L2".into();
    assert_eq!(other.answer(&GENERIC), Err(Error::UnknownStatus));
    // A doubtful target still has the chain before it, but it is not in that of the next.
    let text = "L1 A 01-01, C 01-31; L2 A 02-05, P 02-08, S ?";
    let found = answer(text, &GENERIC);
    assert_eq!(counts(&found), (Some(3), Some(33), Some(Class::Linear)));
    assert_eq!(found.chain, ["L1", "L2"]);
    assert_eq!(warnings(&found), "date_missing off_date_missing");
}

#[test]
fn what_is_not_known_of_a_listing() {
    let office = Rules {
        scope: Scope::SameOffice,
        ..GENERIC
    };
    let text = "L1 A 01-01, C 01-31; L2 A 02-05, C 02-15";
    let found = answer(text, &office);
    assert_eq!(
        (found.cdom, found.class),
        (Some(10), Some(Class::ResetScope))
    );
    assert_eq!(warnings(&found), "scope_missing");
    let text = "L1 office=O1 A 01-01, C 01-31; L2 office=O1 A 02-05, C 02-15";
    assert_eq!(answer(text, &office).cdom, Some(40));

    let contract = Rules {
        start_field: StartField::ListingContractDate,
        ..GENERIC
    };
    let found = answer("L1 A 01-11, C 01-31", &contract);
    assert_eq!(
        (found.dom, warnings(&found)),
        (Some(20), "start_date_missing".into())
    );
    let found = answer("L1 contract=01-01 CS 01-05, A 01-11, C 01-31", &contract);
    assert_eq!((found.dom, warnings(&found)), (Some(20), String::new()));
    let found = answer("L1 contract=02-01 A 01-11, C 01-31", &contract);
    assert_eq!(
        (found.dom, warnings(&found)),
        (None, "off_before_on".into())
    );
}

#[test]
fn one_listing_through_two_systems() {
    let text = "L1 system=S1 A 01-01, C 03-01; L2 system=S2 A 01-05, C 03-01";
    let sum = Rules {
        combine: doorward::market::Combine::Sum,
        carry_max_gap: None,
        ..GENERIC
    };
    let found = answer(text, &sum);
    assert_eq!(counts(&found), (Some(55), Some(59), Some(Class::Twin)));
    assert!(found.gaps.is_empty());
    let one = text.replace("S2", "S1");
    let found = answer(&one, &sum);
    assert_eq!(counts(&found), (Some(55), Some(55), Some(Class::ResetGap)));
}

#[test]
fn what_is_refused() {
    let good = history("L1 A 01-01, C 01-31; L2 A 02-05, C 02-15");
    let refused = |change: fn(&mut History)| {
        let mut history = good.clone();
        change(&mut history);
        history.answer(&GENERIC).unwrap_err()
    };
    assert_eq!(refused(|it| it.target = "L3".into()), Error::UnknownTarget);
    assert_eq!(refused(|it| it.target.clear()), Error::BadValue);
    assert_eq!(
        refused(|it| it.listings[0].listing = "L2".into()),
        Error::RepeatedListing
    );
    assert_eq!(
        refused(|it| it.listings[0].listing = "x".repeat(256)),
        Error::BadValue
    );
    assert_eq!(
        refused(|it| it.listings[0].agent = Some(String::new())),
        Error::BadValue
    );
    assert_eq!(
        refused(|it| it.listings[0].events[0].sequence = 1 << 63),
        Error::BadValue
    );
    assert_eq!(
        refused(|it| it.as_of = doorward::calendar::Day::from_number(2_932_897)),
        Error::BadValue
    );
    let bad = [
        Rules {
            lookback_days: Some(1),
            ..GENERIC
        },
        Rules {
            carry_max_gap: Some(36_501),
            ..GENERIC
        },
        Rules {
            accrues: Statuses::EMPTY,
            ..GENERIC
        },
        Rules {
            accrues: Statuses::of(&[Status::Active, Status::Closed]),
            ..GENERIC
        },
        Rules {
            clock_statuses: Some(Statuses::EMPTY),
            ..GENERIC
        },
        Rules {
            clock_statuses: Some(Statuses::of(&[Status::Delete])),
            ..GENERIC
        },
    ];
    for rules in bad {
        assert_eq!(good.answer(&rules), Err(Error::BadRules));
        let text = serde_json::to_string(&rules).unwrap();
        assert!(serde_json::from_str::<Rules>(&text).is_err());
    }
}

#[test]
fn from_json() {
    let history: History = serde_json::from_value(json!({
        "as_of": "2025-12-31", "target": "L1",
        "listings": [{"listing": "L1", "events": [
            {"date": "2025-01-01", "status": "Active"},
            {"status": "Hold"},
            {"date": "1900-01-01", "status": "Active Under Contract", "sequence": 3, "event": null},
            {"date": null, "status": "Closing"}]}]
    }))
    .unwrap();
    assert_eq!(history.as_of, day("12-31"));
    let rows = &history.listings[0].events;
    assert!(rows[2].date.is_out_of_range() && rows[1].date == Date::MISSING);
    assert_eq!(rows[3].status.known(), None);
    let text = serde_json::to_string(&history).unwrap();
    assert!(text.contains("1900-01-01") && text.contains("Closing"));
    assert_eq!(serde_json::from_str::<History>(&text).unwrap(), history);
    for bad in [
        "2025-02-29",
        "2025-1-1",
        "20250101",
        "",
        "2025-01-01T00:00:00Z",
    ] {
        let row = json!({"date": bad, "status": "Active"});
        assert!(
            serde_json::from_value::<doorward::market::OwnedRow>(row).is_err(),
            "{bad}"
        );
    }
    let rules: Rules = serde_json::from_value(json!({})).unwrap();
    assert_eq!(rules, GENERIC);
    let rules: Rules = serde_json::from_value(json!({"lookback_days": 365})).unwrap();
    assert_eq!(
        (rules.carry_max_gap, rules.lookback_days),
        (None, Some(365))
    );
    let rules: Rules = serde_json::from_value(json!({"carry_max_gap": null})).unwrap();
    assert_eq!((rules.carry_max_gap, rules.lookback_days), (None, None));
    assert!(serde_json::from_value::<Rules>(json!({"gap": 1})).is_err());
    let set: Warnings = serde_json::from_value(json!(["deleted", "duplicate_row"])).unwrap();
    assert_eq!(
        set,
        Warnings::of(&[Warning::DuplicateRow, Warning::Deleted])
    );
    assert_eq!(
        (set.bits(), serde_json::to_value(set).unwrap()),
        (257, json!(["duplicate_row", "deleted"]))
    );
}

#[test]
fn an_explanation_says_how() {
    let text =
        "L1 A 01-01, C 01-31; LX A 01-15, S ?; L2 expiration=2026-03-01 A 02-05, C 02-15, A 02-20";
    let history = history(text);
    let explained = history.explain_by_family("rmls_or").unwrap();
    assert_eq!((explained.dom, explained.cdom), (Some(324), Some(354)));
    assert_eq!(
        (explained.status, explained.on_market_date),
        (Some(Status::Active), Some(day("02-05")))
    );
    assert_eq!(
        (explained.off_market_date, explained.left_out.clone()),
        (None, vec!["LX".to_owned()])
    );
    assert_eq!(explained.rules_id.as_deref(), Some("rmls_or"));
    let unverified = explained.rules_warnings.last().unwrap();
    assert_eq!(
        (unverified.warning.name(), unverified.field),
        ("unverified_at_date", None)
    );
    let steps: Vec<_> = explained
        .steps
        .iter()
        .map(|step| (&step.listing[..], step.class))
        .collect();
    assert_eq!(steps, [("L1", Class::First), ("L2", Class::Linear)]);
    let member = &explained.members[1];
    assert_eq!((member.intervals.len(), member.days), (2, 324));
    assert_eq!(
        warnings(&history.answer(&GENERIC).unwrap()),
        "listing_left_out back_after_terminal"
    );
    let text = serde_json::to_string(&explained).unwrap();
    assert!(!text.contains("2026-03-01"), "{text}");
    assert_eq!(
        serde_json::from_str::<doorward::market::Explanation>(&text).unwrap(),
        explained
    );
    assert_eq!(history.rules_day(), Ok(day("02-05")));
    assert!(Preset::of("nobody").is_none());
}
