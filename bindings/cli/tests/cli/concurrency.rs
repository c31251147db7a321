//! Many issuers at once, and issuers that are cut off.

use std::collections::BTreeMap;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Boxes, whether the date's key was handed out, and how many ask.
const CROWDS: [(&str, &str, bool, usize); 5] = [
    ("LB-1", "2026-03-07", false, 45),
    ("LB-1", "2026-03-08", false, 45),
    ("LB-1", "2026-03-09", true, 40),
    ("LB-2", "2026-03-07", false, 40),
    ("LB-2", "2026-03-08", true, 30),
];

fn spawn(sandbox: &Sandbox, args: &[&str]) -> Child {
    let mut command = sandbox.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn two_hundred_issuers_at_once_never_share_a_slot() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["lockbox", "add", "LB-2", "--zone", "pacific"]);
    for (lockbox, date, _, _) in CROWDS.iter().filter(|crowd| crowd.2) {
        sandbox.ok(&["key", "day", lockbox, "--date", date]);
    }
    let asking: Vec<_> = (0..45)
        .flat_map(|round| CROWDS.iter().filter(move |crowd| round < crowd.3))
        .map(|(lockbox, date, ..)| {
            let args = ["code", "day", lockbox, "--date", date, "--json"];
            ((*lockbox, *date), spawn(&sandbox, &args))
        })
        .collect();
    assert_eq!(asking.len(), 200);
    let mut slots: BTreeMap<_, Vec<(u64, String)>> = BTreeMap::new();
    for (of, child) in asking {
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => {
                let json: Value = serde_json::from_slice(&output.stdout).unwrap();
                let code = json["code"].as_str().unwrap().to_owned();
                let slot = json["slot"].as_u64().unwrap();
                slots.entry(of).or_default().push((slot, code));
            }
            Some(1) => assert!(err.contains("\"refused\""), "{err}"),
            other => panic!("{other:?}: {err}"),
        }
    }
    for (lockbox, date, is_handed_out, _) in CROWDS {
        let mut given = slots.remove(&(lockbox, date)).unwrap();
        given.sort();
        let numbers: Vec<u64> = given.iter().map(|(slot, _)| *slot).collect();
        let expected = if is_handed_out { 8 } else { 16 };
        assert_eq!(
            numbers,
            (0..expected).collect::<Vec<_>>(),
            "{lockbox} {date}"
        );
        let mut codes: Vec<&String> = given.iter().map(|(_, code)| code).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), given.len());
    }
}

#[test]
fn copies_of_one_window_are_shared_by_nobody() {
    let sandbox = Sandbox::new();
    let args = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "2h",
        "--json",
    ];
    let asking: Vec<_> = (0..20).map(|_| spawn(&sandbox, &args)).collect();
    let mut copies: Vec<u64> = asking
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .filter(|output| output.status.success())
        .map(|output| serde_json::from_slice::<Value>(&output.stdout).unwrap())
        .map(|json| json["copy"].as_u64().unwrap())
        .collect();
    copies.sort_unstable();
    assert_eq!(copies, [0, 1, 2, 3]);
}

#[test]
fn an_issuer_cut_off_leaves_the_vault_whole() {
    let sandbox = Sandbox::new();
    let mut given = Vec::new();
    for round in 0..120_u64 {
        let date = format!("2026-03-{}", 10 + round % 8);
        let mut child = spawn(
            &sandbox,
            &["code", "day", "LB-1", "--date", &date, "--json"],
        );
        // From long before the transaction to after it.
        std::thread::sleep(Duration::from_micros(round * 100));
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        if let Ok(json) = serde_json::from_slice::<Value>(&output.stdout) {
            given.push((date, json["slot"].as_u64().unwrap()));
        }
        if round % 20 == 19 {
            let database = rusqlite::Connection::open(sandbox.database()).unwrap();
            let check: String = database
                .pragma_query_value(None, "integrity_check", |row| row.get(0))
                .unwrap();
            assert_eq!(check, "ok");
        }
    }
    // What was printed is recorded, and no slot was printed or passed over twice.
    let listed = sandbox.json(&["code", "list", "LB-1"]);
    let mut recorded: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for row in listed["codes"].as_array().unwrap() {
        let date = row["date"].as_str().unwrap().to_owned();
        let slot = row["slot"].as_u64().unwrap();
        recorded.entry(date).or_default().push(slot);
    }
    for slots in recorded.values() {
        assert_eq!(*slots, (0..slots.len() as u64).collect::<Vec<_>>());
    }
    let mut once = given.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), given.len());
    assert!(
        given
            .iter()
            .all(|(date, slot)| recorded[date].contains(slot))
    );
    // And the vault goes on.
    sandbox.ok(&["code", "day", "LB-1"]);
}

#[test]
fn a_command_that_waits_gives_up_with_an_answer() {
    let sandbox = Sandbox::new();
    let database = rusqlite::Connection::open(sandbox.database()).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let child = spawn(&sandbox, &["code", "day", "LB-1"]);
    std::thread::sleep(Duration::from_millis(300));
    // Reading goes on while another writes.
    sandbox.ok(&["code", "list", "LB-1"]);
    database.execute_batch("ROLLBACK").unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn a_grant_is_handed_out_or_withheld_and_never_both() {
    let sandbox = Sandbox::with_box(&[]);
    let (mut out, mut withheld) = (0, 0);
    for round in 0..24 {
        let id = sandbox.issued(&["--for", "2h"]);
        let release = ["grant", "release", &id, "--json"];
        let revoke = ["grant", "revoke", &id, "--no-bulletin", "--json"];
        let (first, second) = if round % 2 == 0 {
            let first = spawn(&sandbox, &release);
            (first, spawn(&sandbox, &revoke))
        } else {
            let revoked = spawn(&sandbox, &revoke);
            (spawn(&sandbox, &release), revoked)
        };
        let released = first.wait_with_output().unwrap();
        let revoked = second.wait_with_output().unwrap();
        let revoked: Value = serde_json::from_slice(&revoked.stdout).unwrap();
        let was_out = released.status.success();
        assert_eq!(revoked["box_must_know"], was_out, "round {round}");
        let state = if was_out { "revoked" } else { "withheld" };
        assert_eq!(sandbox.json(&["grant", "show", &id])["state"], state);
        if was_out {
            out += 1;
            // What left is listed, before the list is full.
            let next = sandbox.json(&["bulletin", "LB-1"]);
            assert!(
                next["revoked"]
                    .as_array()
                    .unwrap()
                    .contains(&id[..16].into())
            );
            if out % 8 == 0 {
                sandbox.ok(&["bulletin", "LB-1", "--raise-epoch"]);
            }
        } else {
            withheld += 1;
        }
    }
    println!("{out} handed out, {withheld} withheld");
}

#[test]
fn many_revocations_at_once_fill_the_list_and_no_more() {
    let sandbox = Sandbox::with_box(&[]);
    let ids: Vec<String> = (0..20)
        .map(|_| sandbox.granted(&["--for", "2h"]).0)
        .collect();
    let asking: Vec<_> = ids
        .iter()
        .map(|id| spawn(&sandbox, &["grant", "revoke", id, "--json"]))
        .collect();
    let mut sequences: Vec<u64> = asking
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .filter(|output| output.status.success())
        .map(|output| serde_json::from_slice::<Value>(&output.stdout).unwrap())
        .map(|json| json["made"]["sequence"].as_u64().unwrap())
        .collect();
    sequences.sort_unstable();
    assert_eq!(sequences, (2..18).collect::<Vec<_>>());
    let states = sandbox.json(&["grant", "list", "LB-1"]);
    let grants = states["grants"].as_array().unwrap().iter();
    assert_eq!(
        grants.filter(|grant| grant["state"] == "revoked").count(),
        16
    );
}
