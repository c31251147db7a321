//! Phones at a simulated box: grants presented, and what owners may do with them.

use std::fs;

use serde_json::Value;

use crate::sandbox::Sandbox;

const NOON: &str = "2026-03-07 12:00";

impl Sandbox {
    /// What the box says to a grant.
    pub(crate) fn present(&self, now: &str, text: &str, args: &[&str]) -> Value {
        let present = ["present", "LB-1", "--grant", text, "--operation"];
        self.decision(now, &[&present[..], args].concat())
    }

    /// The newest bulletin in a file, as it is handed out with this grant.
    fn carried(&self, id: &str) -> String {
        let file = self.path("carried");
        let path = file.to_str().unwrap().to_owned();
        self.ok(&["grant", "release", id, "--bulletin-out", &path]);
        path
    }
}

#[test]
fn a_guest_opens_once() {
    let sandbox = Sandbox::with_box(&[]);
    let (_, text) = sandbox.granted(&["--for", "2h"]);
    let present = [
        "box",
        "present",
        "LB-1",
        "--grant",
        &text,
        "--operation",
        "key",
    ];
    let opened = sandbox.ok(&present);
    for words in [
        "asked for  key compartment",
        "answer     0, open: key compartment, until 2026-03-07 14:00 -08:00",
        "said by    this box: it knows the grant's key",
    ] {
        assert!(opened.contains(words), "{words}: {opened}");
    }
    // A door that jams opens once more, and then it is used up.
    let again = sandbox.present("2026-03-07T12:01:59", &text, &["key"]);
    assert_eq!(
        (&again["number"], &again["answered_by"]),
        (&0.into(), &"genuine".into())
    );
    let used = sandbox.present("2026-03-07T12:01:59", &text, &["key"]);
    assert_eq!(
        (&used["reason"], &used["answered_by"]),
        (&"used_up".into(), &"genuine".into())
    );
    assert_eq!(used["asked"], "key_compartment");
    assert_eq!(used["bulletins"], serde_json::json!([]));
    // It needs no vault, and can be read from standard input.
    let flash = sandbox.boxes().join("LB-1.flash");
    let args = [
        "box",
        "present",
        "LB-1",
        "--flash",
        flash.to_str().unwrap(),
        "--vault",
        "/nonexistent",
        "--grant",
        "-",
        "--operation",
        "firmware",
        "--manifest",
        &"ab".repeat(32),
        "--json",
    ];
    let json = sandbox.typing(&args, &format!("{text}\n")).json();
    assert_eq!(
        (&json["applied"], &json["manifest"]),
        (&"update_firmware".into(), &"ab".repeat(32).into())
    );
}

#[test]
fn each_refusal_has_its_reason() {
    let sandbox = Sandbox::with_box(&["--lacking", "shackle"]);
    let (_, guest) = sandbox.granted(&["--for", "2h", "--from", "2026-03-07 13:00"]);
    let early = sandbox.present(NOON, &guest, &["key"]);
    assert_eq!(early["reason"], "too_early");
    assert_eq!(early["from"]["local"], "2026-03-07T13:00:00-08:00");
    let args = [
        "box",
        "present",
        "LB-1",
        "--grant",
        &guest,
        "--operation",
        "key",
    ];
    let text = sandbox.run(&args);
    assert_eq!(text.code, 1);
    assert!(
        text.out.contains("it holds from 2026-03-07 13:00 -08:00"),
        "{text:?}"
    );
    for (now, args, reason) in [
        ("2026-03-07 15:03", &["key"][..], "too_late"),
        ("2026-03-07 13:00", &["log"], "operation_not_granted"),
        ("2026-03-07 13:00", &["own"], "operation_not_granted"),
    ] {
        assert_eq!(sandbox.present(now, &guest, args)["reason"], reason);
    }
    let (_, owner) = sandbox.granted(&["--for", "9h", "--operations", "owner"]);
    let shackle = sandbox.present(NOON, &owner, &["shackle"]);
    assert_eq!(
        (&shackle["reason"], &shackle["answered_by"]),
        (&"unsupported".into(), &"genuine".into())
    );
    // What is refused before the proof could come from anybody.
    sandbox.ok(&["lockbox", "add", "LB-2"]);
    sandbox.ok(&["box", "install", "LB-2"]);
    let wrong = ["present", "LB-2", "--grant", &guest, "--operation", "key"];
    let wrong = sandbox.decision(NOON, &wrong);
    assert_eq!(
        (&wrong["reason"], &wrong["answered_by"]),
        (&"wrong_lockbox".into(), &"unproven".into())
    );
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    sandbox.ok(&["box", "install", "LB-1"]);
    let other = sandbox.present(NOON, &owner, &["key"]);
    assert_eq!(
        (&other["reason"], &other["answered_by"]),
        (&"bad_proof".into(), &"unproven".into())
    );
    let text = sandbox.run(&args);
    assert!(text.out.contains("said by    anybody"), "{text:?}");
    for args in [
        &["key", "--manifest", "00"][..],
        &["firmware"],
        &["firmware", "--manifest", "00"],
        &[
            "firmware",
            "--manifest",
            &"0".repeat(64),
            "--transfer-to",
            "1",
        ],
        &["log", "--transfer-to", "1"],
        &["door"],
    ] {
        let present = ["box", "present", "LB-1", "--grant", &owner, "--operation"];
        assert_eq!(
            sandbox.run(&[&present[..], args].concat()).code,
            2,
            "{args:?}"
        );
    }
    let none = [
        "box",
        "present",
        "LB-1",
        "--grant",
        "dwg1.A",
        "--operation",
        "key",
    ];
    sandbox.run(&none).fails(2);
}

#[test]
fn the_next_visitor_brings_the_revocation() {
    let sandbox = Sandbox::with_box(&[]);
    let (old, first) = sandbox.granted(&["--for", "4h", "--uses", "3"]);
    assert_eq!(sandbox.present(NOON, &first, &["key"])["number"], 0);
    sandbox.ok(&["grant", "revoke", &old]);
    // The box does not know yet.
    assert_eq!(sandbox.present(NOON, &first, &["key"])["number"], 0);
    let (new, second) = sandbox.granted(&["--for", "4h"]);
    let args = [
        "box",
        "present",
        "LB-1",
        "--grant",
        &second,
        "--operation",
        "key",
    ];
    let owed = sandbox.run(&args);
    assert_eq!(owed.code, 1);
    assert!(
        owed.out.contains("The phone has to bring bulletin 2"),
        "{owed:?}"
    );
    let carried = sandbox.carried(&new);
    let brought = sandbox.present(NOON, &second, &["key", "--bulletin", &carried]);
    assert_eq!(brought["number"], 0);
    assert_eq!(brought["bulletins"][0]["applied"], "bulletin");
    assert_eq!(sandbox.present(NOON, &first, &["key"])["reason"], "revoked");
    // Brought again it is refused, and the grant is judged all the same.
    let again = sandbox.present(NOON, &second, &["key", "--bulletin", &carried]);
    assert_eq!(again["bulletins"][0]["reason"], "stale_bulletin");
    assert_eq!(again["number"], 0);
    fs::write(&carried, b"no bulletin").unwrap();
    let spoilt = sandbox.present(NOON, &second, &["key", "--bulletin", &carried]);
    assert_eq!(spoilt["bulletins"][0]["reason"], "unsupported");
    let missing = [&args[..], &["--bulletin", "/nonexistent"]].concat();
    sandbox.run(&missing).fails(4);
}

#[test]
fn a_box_without_the_time_takes_no_grant() {
    let sandbox = Sandbox::with_box(&[]);
    let (_, text) = sandbox.granted(&["--for", "4h"]);
    sandbox.ok(&["box", "power", "LB-1"]);
    assert_eq!(
        sandbox.present(NOON, &text, &["key"])["reason"],
        "clock_unset"
    );
    sandbox.ok(&["box", "sync", "LB-1"]);
    assert_eq!(sandbox.present(NOON, &text, &["key"])["number"], 0);
    sandbox.ok(&["box", "sync", "LB-1", "--suspend"]);
    assert_eq!(
        sandbox.present(NOON, &text, &["key"])["reason"],
        "suspended"
    );
    let (_, owner) = sandbox.granted(&["--for", "4h", "--operations", "owner"]);
    assert_eq!(sandbox.present(NOON, &owner, &["key"])["number"], 0);
}

#[test]
fn an_owner_replaces_limits_and_hands_the_box_over() {
    let sandbox = Sandbox::with_box(&[]);
    let (_, owner) = sandbox.granted(&["--for", "400d", "--operations", "owner"]);
    let (_, member) = sandbox.granted(&["--for", "4h", "--operations", "member"]);
    for _ in 0..6 {
        sandbox.enter(NOON, crate::boxes::WRONG);
    }
    let limits = |text: &str, args: &[&str]| {
        let replace = ["limits", "LB-1", "--grant", text];
        sandbox.decision(NOON, &[&replace[..], args].concat())
    };
    let hours = ["--access-hours", "08:00-20:00", "--free-refusals", "3"];
    assert_eq!(limits(&member, &hours)["reason"], "operation_not_granted");
    let done = limits(&owner, &hours);
    assert_eq!(
        (&done["applied"], &done["answered_by"]),
        (&"limits_replaced".into(), &"genuine".into())
    );
    // Acting as the owner frees the keypad.
    assert_eq!(done["next"]["keypad"], "reads");
    let status = sandbox.json(&["box", "status", "LB-1"]);
    assert_eq!(status["limits"]["access_hours"]["from"], 480);
    assert_eq!(status["limits"]["free_refusals"], 3);
    for bad in [&["--rows", "33"][..], &["--day-slots", "17"]] {
        assert_eq!(limits(&owner, bad)["reason"], "bad_message", "{bad:?}");
    }
    assert_eq!(
        sandbox.json(&["box", "status", "LB-1"])["limits"]["rows"],
        32
    );
    let own = sandbox.present(NOON, &owner, &["own"]);
    assert_eq!(own["applied"], "own");
    let low = sandbox.present(NOON, &owner, &["own", "--transfer-to", "0"]);
    assert_eq!(low["reason"], "wrong_epoch");
    let args = [
        "box",
        "present",
        "LB-1",
        "--grant",
        &owner,
        "--operation",
        "own",
        "--transfer-to",
        "5",
    ];
    let text = sandbox.ok(&args);
    assert!(text.contains("went to another owner, in epoch 5"), "{text}");
    assert!(
        text.contains("\n    doorward lockbox epoch LB-1 5\n"),
        "{text}"
    );
    assert_eq!(sandbox.json(&["box", "status", "LB-1"])["epoch"], 5);
    assert_eq!(
        sandbox.present(NOON, &owner, &["key"])["reason"],
        "wrong_epoch"
    );
    sandbox.ok(&["lockbox", "epoch", "LB-1", "6"]);
    let (_, next) = sandbox.granted(&["--for", "4h", "--operations", "owner"]);
    let json = sandbox.present(NOON, &next, &["own", "--transfer-to", "7"]);
    assert_eq!(json["transferred_to"], 7);
}
