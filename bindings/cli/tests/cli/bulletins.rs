//! Bulletins: what the vault has to say to a box, carried or live.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use serde_json::Value;

use crate::sandbox::Sandbox;

#[test]
fn the_next_bulletin_is_made_and_carried() {
    let sandbox = Sandbox::with_box(&[]);
    let file = sandbox.path("bulletin");
    let out = ["--out", file.to_str().unwrap()];
    let text = sandbox.ok(&["bulletin", "LB-1", out[0], out[1], "--suspend"]);
    for words in [
        "bulletin   2, carried: any phone may bring it, at any time",
        "lockbox    LB-1, epoch 0",
        "suspended  yes",
        "revokes    nothing",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let written = fs::read(&file).unwrap();
    let hex = base16ct::lower::encode_string(&written);
    assert!(text.contains(&hex), "{text}");
    let brought = sandbox
        .typing(
            &["box", "session", "LB-1", "--json"],
            &format!("bulletin {hex}\n"),
        )
        .json();
    assert_eq!(brought["lines"][0]["sequence"], 2);
    assert_eq!(
        sandbox.json(&["box", "status", "LB-1"])["is_suspended"],
        true
    );
    // Numbers rise, whether a bulletin arrives or not, and by whichever command it is made.
    let json = sandbox.json(&["bulletin", "LB-1", "--resume"]);
    assert_eq!(
        (&json["sequence"], &json["is_suspended"]),
        (&3.into(), &false.into())
    );
    assert_eq!(
        (&json["kind"], &json["epoch"]),
        (&"carried".into(), &0.into())
    );
    assert_eq!(json["issued"]["local"], "2026-03-07T12:00:00-08:00");
    assert!(json["file"].is_null());
    let synced = sandbox.decision("2026-03-07 12:00", &["sync", "LB-1"]);
    assert_eq!(synced["sequence"], 4);
    assert_eq!(
        sandbox
            .run(&["bulletin", "LB-1", "--suspend", "--resume"])
            .code,
        2
    );
    assert!(
        sandbox
            .run(&["bulletin", "LB-9"])
            .fails(1)
            .contains("no lockbox")
    );
    let nowhere = ["bulletin", "LB-1", "--out", "/nonexistent/x"];
    sandbox.run(&nowhere).fails(4);
}

#[test]
fn a_challenge_is_answered_by_hand() {
    let sandbox = Sandbox::with_box(&["--no-sync"]);
    let mut command = sandbox.command(&["box", "session", "LB-1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut session = command.spawn().unwrap();
    let mut stdin = session.stdin.take().unwrap();
    let mut stdout = BufReader::new(session.stdout.take().unwrap());
    let mut say = |line: &str| {
        stdin.write_all(line.as_bytes()).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        answer
    };
    let challenge = say("challenge\n");
    let challenge = challenge.trim_end().strip_prefix("challenge ").unwrap();
    let live = sandbox.json(&["bulletin", "LB-1", "--live", challenge]);
    assert_eq!(live["kind"], "live");
    // On this connection there is no other one before this one is answered.
    assert!(say("challenge\n").starts_with("24, refused"));
    let message = live["message"].as_str().unwrap();
    let answer = say(&format!("bulletin {message}\n"));
    assert!(
        answer.contains("the clock is set to 2026-03-07 12:00 -08:00"),
        "{answer}"
    );
    assert!(say("challenge\n").starts_with("challenge "));
    assert!(say("challenge\n").starts_with("24, refused"));
    assert_eq!(say("disconnect\n"), "disconnected\n");
    assert!(say("challenge\n").starts_with("challenge "));
    drop(stdin);
    assert!(session.wait().unwrap().success());
    for wrong in ["", "00", &"0".repeat(32), &"x".repeat(32), &"1".repeat(34)] {
        let message = sandbox.run(&["bulletin", "LB-1", "--live", wrong]).fails(2);
        assert!(message.contains("32 hexadecimal digits"), "{message}");
    }
}

#[test]
fn raising_the_epoch_empties_the_list() {
    let sandbox = Sandbox::with_box(&[]);
    let (id, text) = sandbox.granted(&["--for", "2h"]);
    sandbox.ok(&["grant", "revoke", &id, "--no-bulletin"]);
    let file = sandbox.path("bulletin");
    let raise = [
        "bulletin",
        "LB-1",
        "--raise-epoch",
        "--out",
        file.to_str().unwrap(),
        "--json",
    ];
    let json = sandbox.run(&raise).json();
    assert_eq!(
        (&json["epoch"], &json["revoked"]),
        (&1.into(), &serde_json::json!([]))
    );
    let warning = json["warnings"][0].as_str().unwrap();
    assert!(warning.contains("issued for epoch 1"), "{warning}");
    assert_eq!(
        sandbox.json(&["lockbox", "list"])["lockboxes"][0]["epoch"],
        1
    );
    // The old grant ends with its epoch, once a phone has brought it.
    let at_box = ["present", "LB-1", "--grant", &text, "--operation", "key"];
    let bring = [&at_box[..], &["--bulletin", file.to_str().unwrap()]].concat();
    let refused = sandbox.decision("2026-03-07 12:00", &bring);
    assert_eq!(refused["bulletins"][0]["sequence"], 2);
    assert_eq!(refused["reason"], "wrong_epoch");
    let (_, text) = sandbox.granted(&["--for", "2h"]);
    let opened = sandbox.decision(
        "2026-03-07 12:00",
        &["present", "LB-1", "--grant", &text, "--operation", "key"],
    );
    assert_eq!(opened["number"], 0);
}

#[test]
fn seventeen_revoked_grants_do_not_fit() {
    let sandbox = Sandbox::with_box(&[]);
    let mut ids = Vec::new();
    for _ in 0..17 {
        ids.push(sandbox.granted(&["--for", "2h"]).0);
    }
    for id in &ids[..16] {
        sandbox.ok(&["grant", "revoke", id, "--no-bulletin"]);
    }
    let before = fs::read(sandbox.database()).unwrap();
    for extra in [&["--no-bulletin"][..], &[]] {
        let message = sandbox
            .run(&[&["grant", "revoke", &ids[16]], extra].concat())
            .fails(1);
        for words in [
            "more than 16",
            "bulletin LB-1 --raise-epoch",
            "code service LB-1 raise-epoch",
        ] {
            assert!(message.contains(words), "{words}: {message}");
        }
    }
    assert_eq!(
        fs::read(sandbox.database()).unwrap(),
        before,
        "nothing is changed"
    );
    assert_eq!(
        sandbox.json(&["grant", "show", &ids[16]])["state"],
        "released"
    );
    let listed = |args: &[&str]| -> Value { sandbox.json(args)["revoked"].clone() };
    assert_eq!(listed(&["bulletin", "LB-1"]).as_array().unwrap().len(), 16);
    // One that was not handed out takes no room, and the way out works.
    let withheld = sandbox.issued(&["--for", "2h"]);
    sandbox.ok(&["grant", "revoke", &withheld]);
    assert_eq!(
        listed(&["bulletin", "LB-1", "--raise-epoch"]),
        serde_json::json!([])
    );
    sandbox.ok(&["grant", "revoke", &ids[16]]);
}
