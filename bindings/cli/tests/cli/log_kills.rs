//! A box whose commands are killed, or whose ring is damaged: its log stays whole.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use crate::boxes::WRONG;
use crate::sandbox::Sandbox;

#[test]
fn no_row_is_lost_when_commands_are_killed() {
    let sandbox = Sandbox::with_box(&[
        "--refusals-max",
        "100",
        "--first-wait",
        "1",
        "--longest-wait",
        "1",
    ]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    for round in 0..90_u64 {
        let now = format!("2026-03-07T12:{:02}:00", round % 60);
        let args: &[&str] = match round % 3 {
            0 => &["box", "enter", "LB-1", WRONG],
            1 => &["box", "power", "LB-1"],
            _ => &["box", "sync", "LB-1"],
        };
        let mut command = sandbox.command(args);
        command.env("DOORWARD_NOW", format!("{now}-08:00"));
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(500 + round * 37 % 90 * 120));
        let _ = child.kill();
        child.wait().unwrap();
        if round % 30 == 29 {
            sandbox.ok(&["box", "sync", "LB-1"]);
            let file = sandbox.log(&member, &format!("log-{round}"), &[]);
            let found = sandbox.verify(&[&file]);
            assert_eq!(found.code, 0, "{found:?}");
        }
    }
}

#[test]
fn a_row_that_was_cut_off_is_copied_again() {
    let sandbox = Sandbox::with_box(&[]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    for _ in 0..4 {
        sandbox.ok(&["box", "power", "LB-1"]);
        sandbox.ok(&["box", "sync", "LB-1"]);
    }
    let ring = sandbox.boxes().join("LB-1.ring");
    let whole = fs::read(&ring).unwrap();
    assert_eq!(whole.len(), 512 * 64);
    // Each box holds its last four rows: any of them may be half written, or not at all.
    let rows = whole.chunks(64).filter(|row| **row != [0; 64]).count();
    assert_eq!(rows, 14);
    for row in rows - 4..rows {
        for kept in [0, 1, 33, 63] {
            let mut cut = whole.clone();
            cut[row * 64 + kept..row * 64 + 64].fill(0);
            fs::write(&ring, cut).unwrap();
            sandbox.ok(&["box", "status", "LB-1"]);
            assert_eq!(fs::read(&ring).unwrap(), whole, "row {row}, {kept} bytes");
        }
    }
    // One before them is gone for good, and missed.
    let mut cut = whole.clone();
    cut[5 * 64..6 * 64].fill(0);
    fs::write(&ring, &cut).unwrap();
    let file = sandbox.log(&member, "log", &[]);
    let found = sandbox.verify(&[&file]);
    assert_eq!(found.code, 1);
    assert!(found.out.contains("row 5 is missing"), "{found:?}");
}

#[test]
fn a_ring_that_is_gone_is_made_anew() {
    let sandbox = Sandbox::with_box(&[]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    sandbox.ok(&["box", "sync", "LB-1"]);
    sandbox.ok(&["box", "sync", "LB-1"]);
    let ring = sandbox.boxes().join("LB-1.ring");
    for spoilt in [None, Some(&b"short"[..])] {
        match spoilt {
            None => fs::remove_file(&ring).unwrap(),
            Some(bytes) => fs::write(&ring, bytes).unwrap(),
        }
        let status = sandbox.run(&["box", "status", "LB-1"]);
        assert!(status.err.contains("older rows are gone"), "{status:?}");
        assert_eq!(sandbox.run(&["box", "status", "LB-1"]).err, "");
    }
    let file = sandbox.path("log").to_str().unwrap().to_owned();
    let log = [
        "box", "log", "LB-1", "--grant", &member, "--out", &file, "--from", "1",
    ];
    let taken = sandbox.run(&log);
    assert!(
        taken
            .err
            .contains("row 2 is the oldest that the box still has"),
        "{taken:?}"
    );
    let found = sandbox.verify(&[&file]);
    assert!(found.out.contains("rows 0 to 1 are missing"), "{found:?}");
    // Another box in its place starts with an empty one.
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    sandbox.ok(&["box", "install", "LB-1"]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    let file = sandbox.log(&member, "new", &[]);
    sandbox.verify(&[&file]).ok();
}

#[test]
fn a_ring_keeps_the_last_rows() {
    let sandbox = Sandbox::with_box(&[]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    let lines = "power\n".repeat(600);
    sandbox.typing(&["box", "session", "LB-1"], &lines).ok();
    sandbox.ok(&["box", "sync", "LB-1"]);
    let file = sandbox.log(&member, "log", &[]);
    let found = sandbox.verify(&[&file]);
    // Two rows of each bulletin, 600 of the battery, and the grant's own.
    assert!(
        found.out.contains("512 genuine rows of the 605"),
        "{}",
        found.out.lines().last().unwrap()
    );
    assert!(found.out.contains("rows 0 to 92 are missing"));
    assert!(!found.out.contains("changed"));
}
