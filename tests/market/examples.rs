//! The worked examples of the text, one by one, and the golden cases of the design.

use doorward::market::{
    Class, ClockFrom, Combine, Count, EndEvent, GapMetric, Rules, StartField, Status, Statuses,
};

use crate::support::{answer, counts, day, history, warnings};

const GENERIC: Rules = Rules::GENERIC;

/// The example's DOM, CDOM and class by these rules, `-` for none.
fn expect(rules: Rules, text: &str, dom: u32, cdom: u32, class: &str) {
    let found = answer(text, &rules);
    let expected = (Some(dom), Some(cdom), Class::from_name(class));
    assert_eq!(counts(&found), expected, "{text}");
}

#[test]
fn one_listing() {
    expect(GENERIC, "L1 A 01-01, C 02-20", 50, 50, "first");
    expect(GENERIC, "L1 A 2024-02-01, C 2024-03-01", 29, 29, "first");
    let paused = "L1 A 03-01, P 03-06, A 03-30, P 04-04, S 04-29";
    expect(GENERIC, paused, 10, 10, "first");
    expect(GENERIC, "L1 CS 01-01, C 01-20", 0, 0, "never_on_market");
}

#[test]
fn relisted_after_a_gap() {
    let text = "L1 A 01-01, C 01-31; L2 A 02-07, C 02-28";
    expect(GENERIC, text, 21, 51, "linear");
    let inclusive = Rules {
        count: Count::Inclusive,
        ..GENERIC
    };
    expect(inclusive, text, 22, 53, "linear");
    let span = Rules {
        combine: Combine::Span,
        ..GENERIC
    };
    expect(span, text, 21, 58, "linear");
    for (on, off, cdom, class) in [
        ("03-01", "03-11", 40, "linear"),
        ("03-02", "03-12", 40, "linear"),
        ("03-03", "03-13", 10, "reset_gap"),
        ("03-04", "03-14", 10, "reset_gap"),
    ] {
        let text = format!("L1 A 01-01, C 01-31; L2 A {on}, C {off}");
        expect(GENERIC, &text, 10, cdom, class);
    }
}

#[test]
fn overlapping() {
    let none = "L1 A 01-01, C 01-31; L2 A 01-31, C 02-20";
    expect(GENERIC, none, 20, 50, "overlapping");
    let text = "L1 A 01-01, C 02-10; L2 A 01-31, C 03-02";
    expect(GENERIC, text, 30, 60, "overlapping");
    let sum = Rules {
        combine: Combine::Sum,
        ..GENERIC
    };
    expect(sum, text, 30, 70, "overlapping");
    let nested = "L1 A 01-01, C 04-01; L2 A 02-01, C 02-15";
    expect(GENERIC, nested, 14, 45, "overlapping");
}

#[test]
fn chains_of_three() {
    let text = "L1 A 01-01, C 01-31; L2 A 02-20, C 03-12; L3 A 04-01, C 04-11";
    expect(GENERIC, text, 10, 60, "linear");
    let gaps = answer(text, &GENERIC).gaps;
    assert_eq!(
        gaps.iter().map(|gap| gap.days).collect::<Vec<_>>(),
        [20, 20]
    );
    assert_eq!((&gaps[1].after[..], &gaps[1].before[..]), ("L2", "L3"));

    let reset = "L1 A 01-01, C 01-31; L2 A 03-03, C 03-23; L3 A 03-28, C 04-07";
    expect(GENERIC, reset, 10, 30, "linear");
    assert_eq!(answer(reset, &GENERIC).chain, ["L2", "L3"]);

    let bridge = "L1 A 01-01, C 01-31; L2 A 02-25, C 02-25; L3 A 03-20, C 03-30";
    expect(GENERIC, bridge, 10, 40, "linear");
    let without = "L1 A 01-01, C 01-31; L3 A 03-20, C 03-30";
    expect(GENERIC, without, 10, 10, "reset_gap");
}

#[test]
fn where_the_clock_starts_and_stops() {
    let last = Rules {
        clock_from: ClockFrom::LastOnMarket,
        ..GENERIC
    };
    let text = "L1 A 01-01, W 01-21, X 03-31; L2 A 04-10, C 04-20";
    expect(GENERIC, text, 10, 30, "linear");
    expect(last, text, 10, 10, "reset_gap");

    let text = "L1 A 01-01, C 01-31; L2 CS 02-25, A 03-07, C 03-17";
    expect(GENERIC, text, 10, 10, "reset_gap");
    let stops = Rules {
        coming_soon_stops_clock: true,
        ..GENERIC
    };
    expect(stops, text, 10, 40, "linear");

    let text = "L1 A 01-01, C 01-31; L2 A 03-03, C 03-13";
    let full = Rules {
        gap_metric: GapMetric::FullDays,
        ..GENERIC
    };
    expect(full, text, 10, 40, "linear");
    let gap = answer(text, &full).gaps.remove(0);
    assert_eq!((gap.days, gap.counted), (31, 30));

    let text = "L1 A 01-01, H 01-11, C 03-02; L2 A 04-01, C 04-11";
    let clock = Rules {
        clock_statuses: Some(Statuses::of(&[Status::Canceled])),
        ..last
    };
    expect(clock, text, 10, 20, "linear");
    let gap = answer(text, &clock).gaps.remove(0);
    assert_eq!((gap.days, gap.counted), (80, 30));
    let both = Statuses::of(&[Status::Canceled, Status::Hold]);
    let clock = Rules {
        clock_statuses: Some(both),
        ..clock
    };
    expect(clock, text, 10, 10, "reset_gap");
}

#[test]
fn a_sale_resets_unless_the_rules_say_otherwise() {
    let text = "L1 A 01-01, S 01-31; L2 A 02-05, C 02-15";
    expect(GENERIC, text, 10, 10, "reset_close");
    let carries = Rules {
        reset_on_close: false,
        ..GENERIC
    };
    expect(carries, text, 10, 40, "linear");
}

#[test]
fn dates_in_doubt() {
    let absent = |text, expected: &str| {
        let found = answer(text, &GENERIC);
        assert_eq!(counts(&found), (None, None, None), "{text}");
        assert_eq!(warnings(&found), expected, "{text}");
        assert!(found.chain.is_empty() && found.gaps.is_empty());
    };
    absent("L1 A 01-01, X ?", "date_missing off_date_missing");
    absent("L1 A 02-01, C 01-15", "off_before_on");
    let text = "L1 CS 01-01, X ?; L2 A 02-01, C 02-11";
    expect(GENERIC, text, 10, 10, "first");
    assert_eq!(warnings(&answer(text, &GENERIC)), "listing_left_out");
    let text = "L1 A 01-01, P 01-11, S ?";
    expect(GENERIC, text, 10, 10, "first");
    assert_eq!(
        warnings(&answer(text, &GENERIC)),
        "date_missing off_date_missing"
    );
}

#[test]
fn a_contract_past_its_expiration() {
    let text = "L1 expiration=06-30 A 01-01";
    expect(GENERIC, text, 180, 180, "first");
    assert_eq!(warnings(&answer(text, &GENERIC)), "expired_inferred");
    let mut history = history(text);
    history.as_of = day("06-30");
    let found = history.answer(&GENERIC).unwrap();
    assert_eq!((found.dom, warnings(&found).as_str()), (Some(180), ""));
}

#[test]
fn looking_back() {
    let rules = Rules {
        carry_max_gap: None,
        lookback_days: Some(200),
        ..GENERIC
    };
    let text = "L1 A 01-01, C 01-31; L2 A 06-01, C 06-11; L3 A 12-01, C 12-11";
    expect(rules, text, 10, 20, "linear");
    assert_eq!(answer(text, &rules).chain, ["L2", "L3"]);
}

#[test]
fn where_a_count_begins_and_ends() {
    let rules = Rules {
        start_field: StartField::ListingContractDate,
        ..GENERIC
    };
    expect(rules, "L1 contract=01-01 A 01-11, C 01-31", 30, 30, "first");
    let ends = [EndEvent::Contract, EndEvent::OffMarket, EndEvent::Close];
    for (text, days) in [
        ("L1 A 01-01, U 01-21, S 02-20", [20, 50, 50]),
        ("L1 A 01-01, P 01-21, S 02-20", [20, 20, 50]),
    ] {
        for (end_event, days) in ends.into_iter().zip(days) {
            let rules = Rules {
                end_event,
                ..GENERIC
            };
            expect(rules, text, days, days, "first");
        }
    }
}
