//! Service codes.

use crate::sandbox::{Ran, Sandbox};

fn service(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.run(&[&["code", "service", "LB-1"], args].concat())
}

#[test]
fn a_code_is_cancelled_by_its_digits() {
    let sandbox = Sandbox::new();
    let flex = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "2h",
    ];
    sandbox.ok(&flex);
    let code = sandbox.json(&flex);
    let grouped = code["grouped"].as_str().unwrap();
    let made = service(&sandbox, &["cancel", "--code", grouped, "--json"]).json();
    assert_eq!(made["command"], "cancel_flex");
    assert_eq!(made["terms"]["copy"], 1);
    assert_eq!(made["code"].as_str().unwrap().len(), 12);
    let message = made["message"].as_str().unwrap();
    assert!(
        message.contains("cancels a code that was given out, and opens nothing"),
        "{message}"
    );
    // The same by its terms: the same code.
    let terms = [
        "cancel-flex",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "2h",
        "--copy",
        "1",
        "--json",
    ];
    assert_eq!(service(&sandbox, &terms).json()["code"], made["code"]);

    let day = sandbox.digits(&["code", "day", "LB-1"]);
    let by_digits = service(&sandbox, &["cancel", "--code", &day, "--json"]).json();
    assert_eq!(
        (&by_digits["command"], &by_digits["slot"]),
        (&"cancel_day".into(), &0.into())
    );
    let by_slot = ["cancel-day", "--date", "today", "--slot", "0", "--json"];
    assert_eq!(
        service(&sandbox, &by_slot).json()["code"],
        by_digits["code"]
    );
    let text = service(&sandbox, &by_slot[..5]).ok();
    assert!(
        text.contains("what it does  cancels the day code of 2026-03-07, slot 0"),
        "{text}"
    );

    let read = sandbox.run(&["read", &day]);
    assert!(
        read.out
            .contains("cancelled  a code that cancels it was made at"),
        "{}",
        read.out
    );
}

#[test]
fn only_codes_that_may_be_out_are_cancelled_by_their_digits() {
    let sandbox = Sandbox::new();
    for digits in ["0000000", "0000000000"] {
        let message = service(&sandbox, &["cancel", "--code", digits]).fails(1);
        assert!(message.contains("code list LB-1"), "{message}");
        assert!(!message.contains(digits));
    }
    service(&sandbox, &["cancel", "--code", "12"]).fails(2);
    let code = sandbox.digits(&["code", "day", "LB-1"]);
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    let message = service(&sandbox, &["cancel", "--code", &code]).fails(1);
    assert!(message.contains("epoch that is over"), "{message}");
    let unknown = service(&sandbox, &["cancel-day", "--date", "today", "--slot", "3"]);
    assert!(
        unknown
            .err
            .contains("warning: the vault has issued no such day code"),
        "{unknown:?}"
    );
    unknown.ok();
}

#[test]
fn cancellations_that_a_box_would_not_take_are_refused() {
    let sandbox = Sandbox::new();
    let day =
        |date: &str, slot: &str| service(&sandbox, &["cancel-day", "--date", date, "--slot", slot]);
    assert!(day("2026-03-06", "0").fails(1).contains("over at the box"));
    assert!(
        day("2026-05-11", "0")
            .fails(1)
            .contains("from 2026-03-08 on")
    );
    day("2026-05-10", "0").ok();
    assert!(day("today", "16").fails(1).contains("0 to 15"));
    let flex = |from: &str, copy: &str| {
        let args = ["cancel-flex", "--from", from, "--for", "1h", "--copy", copy];
        service(&sandbox, &args)
    };
    assert!(
        flex("2026-03-07 11:00", "0")
            .fails(1)
            .contains("nothing left to cancel")
    );
    assert!(
        flex("2026-04-20 12:00", "0")
            .fails(1)
            .contains("the box takes this")
    );
    assert!(flex("2026-03-08 14:00", "4").fails(1).contains("0 to 3"));
    flex("2026-04-18 12:30", "3").ok();
}

#[test]
fn the_clock_is_set_to_the_present_minute() {
    let sandbox = Sandbox::new();
    let args = ["code", "service", "LB-1", "set-clock", "--json"];
    let made = sandbox.at("2026-03-07T12:00:59-08:00", &args).json();
    assert_eq!(made["instant"]["local"], "2026-03-07T12:00:00-08:00");
    let message = made["message"].as_str().unwrap();
    assert!(message.contains("right away"), "{message}");
    let read = sandbox.json(&["read", made["grouped"].as_str().unwrap()]);
    assert_eq!(read["meanings"][0]["command"], "set_clock");
    assert_eq!(read["meanings"][0]["provenance"], "issued");
    let before = sandbox.at("2023-12-31T00:00Z", &args);
    assert_eq!(before.code, 1);
}

#[test]
fn an_epoch_is_raised_in_two_steps() {
    let sandbox = Sandbox::new();
    let raised = service(&sandbox, &["raise-epoch", "--json"]).json();
    assert_eq!(raised["new_epoch"], 1);
    assert!(
        raised["warnings"]
            .to_string()
            .contains("doorward lockbox epoch LB-1 1")
    );
    let warned = sandbox.run(&["code", "day", "LB-1"]);
    assert!(warned.err.contains("if the box has taken it"), "{warned:?}");
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    assert_eq!(sandbox.run(&["code", "day", "LB-1"]).err, "");
    let to = |epoch: &str| service(&sandbox, &["raise-epoch", "--to", epoch]);
    assert!(to("1").fails(1).contains("2 at least and 17 at most"));
    assert!(to("18").fails(1).contains("17 at most"));
    to("17").ok();
    assert!(
        sandbox
            .run(&["code", "service", "LB-9", "set-clock"])
            .fails(1)
            .contains("LB-9")
    );
}
