//! A simulated box: its installation, its limits and its files.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::sandbox::Sandbox;

#[test]
fn a_box_is_installed_with_its_clock_set() {
    let sandbox = Sandbox::new();
    let message = sandbox.run(&["box", "status", "LB-1"]).fails(1);
    assert!(message.contains("doorward box install LB-1"), "{message}");
    let text = sandbox.ok(&["box", "install", "LB-1"]);
    assert!(
        text.contains("applied: bulletin 1; the clock is set to 2026-03-07 12:00 -08:00"),
        "{text}"
    );
    for (name, mode) in [("", 0o700), ("LB-1.flash", 0o600), ("LB-1.key", 0o600)] {
        let path = sandbox.boxes().join(name);
        let found = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
    let mut names: Vec<_> = fs::read_dir(sandbox.boxes())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["LB-1.clock", "LB-1.flash", "LB-1.key", "LB-1.ring"]);
    let head = fs::read(sandbox.boxes().join("LB-1.flash")).unwrap();
    let head = String::from_utf8_lossy(&head[..200]);
    assert!(head.starts_with("{\"doorward_flash\":1,\"lockbox\":\"LB-1\""));

    let text = sandbox.ok(&["box", "status", "LB-1"]);
    for words in [
        "2026-03-07 12:00 -08:00, right by this machine's",
        "120 seconds",
        "generation 0",
        "reads on",
        "from refusal 6 of a run on: 60 s at first, 900 s at most",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let json = sandbox.json(&["box", "status", "LB-1"]);
    assert_eq!(json["clock"]["is_set"], true);
    assert_eq!(json["clock"]["ahead"], 0);
    assert_eq!(json["bulletin_sequence"], 1);
    // Read from the snapshot: a layout that the tool does not know shows here.
    assert_eq!(json["keypad"], "reads");
    assert_eq!((&json["run"], &json["refusals"]), (&0.into(), &0.into()));
}

#[test]
fn a_box_may_wait_for_its_clock() {
    let sandbox = Sandbox::new();
    let text = sandbox.ok(&["box", "install", "LB-1", "--no-sync"]);
    assert!(text.contains("its clock is not set"), "{text}");
    let status = sandbox.json(&["box", "status", "LB-1"]);
    assert_eq!(status["clock"]["is_set"], false);
    assert_eq!(status["clock"]["shows"]["unix"], 0);
    assert!(status["clock"]["last_set"].is_null());
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    let refused = sandbox.enter("2026-03-07 12:00", &digits);
    assert_eq!(refused["reason"], "clock_unset");
    sandbox.ok(&["box", "sync", "LB-1"]);
    assert_eq!(sandbox.enter("2026-03-07 12:01", &digits)["number"], 0);
}

#[test]
fn limits_are_given_at_installation() {
    let sandbox = Sandbox::new();
    let install = |args: &[&str]| sandbox.run(&[&["box", "install", "LB-1"], args].concat());
    for args in [
        &["--access-hours", "8-22"][..],
        &["--access-hours", "08:00"],
        &["--access-hours", "08:00-25:00"],
        &["--access-hours", "08:60-22:00"],
    ] {
        assert!(install(args).fails(2).contains("08:00-22:00"), "{args:?}");
    }
    for args in [
        &["--access-hours", "22:00-08:00"][..],
        &["--access-hours", "08:00-24:01"],
        &["--day-slots", "17"],
        &["--rows", "33"],
        &["--repeat", "601"],
    ] {
        assert!(
            install(args).fails(1).contains("out of its range"),
            "{args:?}"
        );
    }
    // A refused one leaves nothing behind.
    install(&[
        "--access-hours",
        "08:00-22:00",
        "--single-use-day-codes",
        "--outlasts-midnight",
        "--reuse",
        "600",
        "--repeat",
        "30",
        "--free-refusals",
        "3",
        "--refusals-max",
        "50",
        "--first-wait",
        "20",
        "--longest-wait",
        "300",
        "--refusal-falls",
        "7200",
        "--clock-tolerance",
        "60",
        "--drift",
        "50",
        "--largest-tolerance",
        "900",
        "--day-slots",
        "8",
        "--rows",
        "20",
        "--cancellation-rows",
        "4",
    ])
    .ok();
    let status = sandbox.json(&["box", "status", "LB-1"]);
    let expected = serde_json::json!({
        "day_use": "single", "outlasts_midnight": true, "reuse_seconds": 600,
        "access_hours": {"from": 480, "to": 1320}, "repeat_seconds": 30, "free_refusals": 3,
        "refusals_max": 50, "first_wait_seconds": 20, "longest_wait_seconds": 300,
        "refusal_falls_seconds": 7200, "tolerance_seconds": 60, "drift_ppm": 50,
        "tolerance_max_seconds": 900, "day_slots": 8, "rows": 20, "cancellation_rows": 4,
    });
    assert_eq!(status["limits"], expected);
    assert_eq!(status["clock"]["tolerance"], 60);
    let later = sandbox
        .at("2026-03-17 12:00", &["box", "status", "LB-1", "--json"])
        .json();
    assert_eq!(later["clock"]["tolerance"], 60 + 43);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    let late = sandbox.enter("2026-03-07 22:00", &digits);
    assert_eq!(late["reason"], "outside_hours");
    let text = sandbox.ok(&["box", "status", "LB-1"]);
    assert!(text.contains("hours      08:00 to 22:00"), "{text}");
    assert!(text.contains("day codes  open once"), "{text}");
}

#[test]
fn a_box_lies_where_it_is_told_to() {
    let sandbox = Sandbox::new();
    let file = sandbox.path("porch.flash");
    let flash = file.to_str().unwrap();
    for bad in ["porch.key", "porch.clock", "porch.ring"] {
        let path = sandbox.path(bad);
        let args = ["box", "install", "LB-1", "--flash", path.to_str().unwrap()];
        assert!(sandbox.run(&args).fails(2).contains("may not end in"));
    }
    sandbox.ok(&["box", "install", "LB-1", "--flash", flash]);
    assert!(sandbox.path("porch.key").exists() && sandbox.path("porch.clock").exists());
    // It needs no vault, as a box does not.
    let status = [
        "box",
        "status",
        "LB-1",
        "--flash",
        flash,
        "--vault",
        "/nonexistent",
    ];
    sandbox.ok(&status);
    let other = sandbox.run(&["box", "status", "LB-2", "--flash", flash]);
    assert!(other.fails(1).contains("is that of lockbox LB-1"));
    sandbox.ok(&["lockbox", "add", "LB-2"]);
    let other = sandbox.run(&["box", "install", "LB-2", "--flash", flash]);
    assert!(other.fails(1).contains("is that of lockbox LB-1"));
    let foreign = sandbox.path("letter.txt");
    fs::write(&foreign, "Dear all").unwrap();
    let args = [
        "box",
        "install",
        "LB-2",
        "--flash",
        foreign.to_str().unwrap(),
    ];
    assert!(sandbox.run(&args).fails(1).contains("no box's flash"));
    assert_eq!(fs::read(&foreign).unwrap(), b"Dear all");
    let beside = sandbox.path("porch.other");
    let args = [
        "box",
        "install",
        "LB-2",
        "--flash",
        beside.to_str().unwrap(),
    ];
    assert!(sandbox.run(&args).fails(1).contains("there is a key at"));
    let nowhere = sandbox.path("none/x.flash");
    let args = [
        "box",
        "install",
        "LB-2",
        "--flash",
        nowhere.to_str().unwrap(),
    ];
    sandbox.run(&args).fails(4);
    // None of these counts as an installation.
    sandbox.ok(&["box", "install", "LB-2"]);
    for id in ["../x", "a/b", ".", "%2e", "~"] {
        sandbox.ok(&["lockbox", "add", id]);
        sandbox.ok(&["box", "install", id]);
        sandbox.ok(&["box", "status", id]);
    }
    assert!(!sandbox.vault().join("x.flash").exists());
    assert_eq!(fs::read_dir(sandbox.boxes()).unwrap().count(), 6 * 4);
}
