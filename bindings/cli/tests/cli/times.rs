//! Local times that do not come, or come twice.

use crate::sandbox::Sandbox;

#[test]
fn a_skipped_time_is_refused_naming_the_gap() {
    let sandbox = Sandbox::new();
    let from = |from: &str| sandbox.run(&["code", "flex", "LB-1", "--from", from, "--for", "1h"]);
    let message = from("2026-03-08 02:30").fails(2);
    assert_eq!(
        message,
        "2026-03-08 02:30 does not come there: the clocks go from 02:00 to 03:00; give another \
         time, or one with its offset"
    );
    from("2026-03-08T02:30-08:00").ok();
    from("2026-03-08 03:00").ok();
}

#[test]
fn a_repeated_time_is_refused_naming_both_readings() {
    let sandbox = Sandbox::new();
    let from = |from: &str| {
        let args = ["code", "flex", "LB-1", "--from", from, "--for", "1h"];
        sandbox.at("2026-10-31T12:00-07:00", &args)
    };
    let message = from("2026-11-01 01:30").fails(2);
    assert!(
        message.contains("2026-11-01T01:30-07:00 or 2026-11-01T01:30-08:00"),
        "{message}"
    );
    let first = from("2026-11-01T01:30-07:00").ok();
    let second = from("2026-11-01T01:30-08:00").ok();
    assert!(
        first.contains("2026-11-01 01:30 -07:00 to 2026-11-01 01:30 -08:00"),
        "{first}"
    );
    assert!(
        second.contains("good       2026-11-01 01:30 to 02:30 -08:00"),
        "{second}"
    );
}

#[test]
fn the_present_may_be_given() {
    let sandbox = Sandbox::new();
    let day = |now: &str| {
        sandbox
            .run(&["code", "day", "LB-1", "--json", "--now", now])
            .json()
    };
    assert_eq!(day("2026-03-07 23:59")["date"], "2026-03-07");
    assert_eq!(day("2026-03-08T07:59:59Z")["date"], "2026-03-07");
    assert_eq!(day("2026-03-08T08:00:00Z")["date"], "2026-03-08");
    assert!(
        sandbox
            .run(&["code", "day", "LB-1", "--now", "later"])
            .fails(2)
            .contains("is no time")
    );
    // Without it, the present is the system's.
    let mut command = sandbox.command(&["code", "day", "LB-1", "--json"]);
    let json = crate::sandbox::ran(command.env_remove("DOORWARD_NOW")).json();
    assert!(json["date"].as_str().unwrap() > "2025-01-01");
}
