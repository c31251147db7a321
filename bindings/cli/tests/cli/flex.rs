//! FlexCodes.

use crate::sandbox::{Ran, Sandbox};

fn flex(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["code", "flex", "LB-1"], args].concat())
}

#[test]
fn a_flex_code_comes_with_a_message_to_send() {
    let sandbox = Sandbox::new();
    let from = [
        "--from",
        "2026-03-08T14:00",
        "--until",
        "2026-03-08T16:00",
        "--json",
    ];
    let json = flex(&sandbox, &from).json();
    assert_eq!(json["from"]["local"], "2026-03-08T14:00:00-07:00");
    assert_eq!(json["from"]["unix"], 1_773_003_600);
    assert_eq!(json["until"]["local"], "2026-03-08T16:00:00-07:00");
    assert_eq!((&json["use"], &json["copy"]), (&"single".into(), &0.into()));
    let grouped = json["grouped"].as_str().unwrap();
    let message = format!(
        "Access code for lockbox LB-1:\n\n    {grouped}\n\nIt is good on Sunday, March \
         8, 2026, 2:00 PM to 4:00 PM (UTC-07:00), for one opening.\nAt the keypad choose the key \
         compartment first, then type the 10 digits.\nPlease keep it to yourself. Once sent, it \
         cannot be recalled without someone reaching the box.\n"
    );
    assert_eq!(json["message"], message.as_str());

    // Three days over the change of clocks, for the shackle.
    let long = [
        "--from",
        "2026-03-07 15:30",
        "--for",
        "3d",
        "--shackle",
        "--until-end",
    ];
    let text = flex(&sandbox, &long).ok();
    for line in [
        "good       2026-03-07 15:30 -08:00 to 2026-03-10 16:30 -07:00",
        "opens      shackle, until the window ends",
        "It is good from Saturday, March 7, 2026, 3:30 PM to Tuesday, March 10, 2026, 4:30 PM \
         (local time, UTC-08:00 and then UTC-07:00), as often as you need.",
        "Use it for the first time before Sunday, March 8, 2026, 4:30 PM, or it will not open at all.",
        "At the keypad choose the shackle first, then type the 10 digits.",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn windows_off_the_grid_are_refused_with_the_nearest() {
    let sandbox = Sandbox::new();
    let refusal = |args: &[&str]| flex(&sandbox, args).fails(1);
    let message = refusal(&["--from", "2026-03-08 14:10", "--for", "2h"]);
    assert!(
        message.contains("the nearest are 14:00 and 14:30"),
        "{message}"
    );
    let message = refusal(&["--from", "2026-03-08 14:00", "--for", "50h"]);
    assert!(message.contains("48 hours or 3 days"), "{message}");
    let message = refusal(&["--from", "2026-03-08 14:00", "--for", "10m"]);
    assert!(
        message.contains("nearest length is 30 minutes"),
        "{message}"
    );
    let message = refusal(&["--from", "2026-03-08 14:00", "--for", "32d"]);
    assert!(message.ends_with("31 days"), "{message}");
    let message = refusal(&["--from", "2026-03-06 11:30", "--for", "3d"]);
    assert!(
        message.contains("first be entered until 2026-03-07 11:30 -08:00"),
        "{message}"
    );
    // In Nepal the half hours of UTC are quarters.
    sandbox.ok(&["lockbox", "add", "LB-N", "--zone", "+05:45"]);
    let nepal = |from: &str| sandbox.run(&["code", "flex", "LB-N", "--from", from, "--for", "1h"]);
    nepal("2026-03-09 14:15").ok();
    assert!(
        nepal("2026-03-09 14:00")
            .fails(1)
            .contains("13:45 and 14:15")
    );
}

#[test]
fn arguments_that_make_no_sense_are_usage_errors() {
    let sandbox = Sandbox::new();
    for args in [
        &["--from", "2026-03-08 14:00"][..],
        &[
            "--from",
            "2026-03-08 14:00",
            "--for",
            "2h",
            "--until",
            "2026-03-08 16:00",
        ],
        &[
            "--from",
            "2026-03-08 14:00",
            "--for",
            "2h",
            "--single",
            "--until-end",
        ],
        &["--from", "two", "--for", "2h"],
        &["--from", "2026-03-08 14:00", "--for", "two"],
        &["--from", "2026-03-08 14:00", "--until", "2026-03-08 13:00"],
        &["--for", "2h"],
    ] {
        let ran = flex(&sandbox, args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("error: "), "{ran:?}");
    }
}

#[test]
fn four_copies_of_a_window() {
    let sandbox = Sandbox::new();
    let window = ["--from", "2026-03-08 14:00", "--for", "2h", "--json"];
    let mut codes: Vec<_> = (0..4)
        .map(|_| flex(&sandbox, &window).json()["code"].to_string())
        .collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 4);
    let refused = flex(&sandbox, &window[..4]).fails(1);
    assert!(refused.contains("all 4 codes"), "{refused}");
    let other = [&window[..4], &["--until-end"]].concat();
    flex(&sandbox, &other).ok();
}

#[test]
fn sixteen_windows_overlap_and_no_more() {
    let sandbox = Sandbox::new();
    let issue = |from: &str, length: &str| flex(&sandbox, &["--from", from, "--for", length]);
    // Sixteen windows of different length, all open at 15:00.
    for half_hours in 1..=16 {
        issue("2026-03-09 15:00", &format!("{}m", 30 * half_hours)).ok();
    }
    let refused = issue("2026-03-09 14:00", "2h").fails(1);
    assert!(
        refused.contains("open at 2026-03-09 15:00 -07:00 already"),
        "{refused}"
    );
    let refused = issue("2026-03-09 15:00", "9h").fails(1);
    assert!(refused.contains("16"), "{refused}");
    // One ends as it begins, another begins once the shortest is over.
    issue("2026-03-09 14:00", "1h").ok();
    issue("2026-03-09 15:30", "1h").ok();
    assert!(issue("2026-03-09 15:30", "2h").fails(1).contains("15:30"));
    // Windows of an epoch that is over count no more.
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    issue("2026-03-09 15:00", "9h").ok();
}
