//! Rows of verified logs as access events: each once, and what is known by them from then on.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::events::{Seen, members, seen};
use crate::sandbox::Sandbox;

#[test]
fn rows_are_known_again_by_box_generation_and_number() {
    let Seen { sandbox, log, .. } = seen();
    sandbox.verify(&[&log]).ok();
    let events = sandbox.exported();
    let keys = members(&events, "LockOrBoxKey");
    let rows = keys.iter().filter(|key| key.starts_with("row-LB-1-0-"));
    assert_eq!(rows.count(), 7);
    // The same box provisioned anew counts from 0 again.
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    sandbox.ok(&["box", "install", "LB-1"]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    let second = sandbox.log(&member, "second", &[]);
    let text = sandbox.verify(&[&second]).ok();
    assert!(text.contains("0 known before"), "{text}");
    // Another row of a number that is known is a box that was copied.
    let database = Connection::open(sandbox.database()).unwrap();
    let changed = database
        .execute(
            "UPDATE access_event SET members = replace(members, '\"Applied\"', '\"Open\"')
             WHERE key = (SELECT key FROM access_event
                          WHERE key LIKE 'row-LB-1-1-%' AND members LIKE '%\"Applied\"%' LIMIT 1)",
            [],
        )
        .unwrap();
    assert_eq!(changed, 1);
    let forked = sandbox.verify(&[&second]);
    assert_eq!(forked.code, 1, "{forked:?}");
    assert!(
        forked.err.contains("the box was copied, or its key taken"),
        "{forked:?}"
    );
}

#[test]
fn what_was_issued_before_events_were_kept_is_known_by_name() {
    let Seen { sandbox, log, .. } = seen();
    let database = Connection::open(sandbox.database()).unwrap();
    database.execute("DELETE FROM access_event", []).unwrap();
    drop(database);
    sandbox.verify(&[&log]).ok();
    // Neither who is an agent nor what a row of nobody is about is known from before.
    let report = sandbox.report(&["--from", "2026-03-07T00:00-08:00"]);
    for line in [
        "opened: day code | LB-1 | - | Ada Pine | -",
        "opened: flex code | LB-1 | - | Flo | -",
        "opened: guest access | LB-1 | - | Ada | -",
        "log read: member access | LB-1 | - | Ada | -",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
}

#[test]
fn a_verification_that_is_killed_records_all_or_nothing() {
    let Seen { sandbox, log, .. } = seen();
    let issued = sandbox.exported().len();
    let mut counts = Vec::new();
    for round in 0..60_u64 {
        let mut child = sandbox
            .command(&["log", "verify", "LB-1", &log])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(300 + round * 400));
        let _ = child.kill();
        child.wait().unwrap();
        let rows = sandbox.exported().len() - issued;
        assert!([0, 7].contains(&rows), "round {round}: {rows}");
        counts.push(rows);
        if rows == 7 && round % 2 == 0 {
            let database = Connection::open(sandbox.database()).unwrap();
            database
                .execute("DELETE FROM access_event WHERE key LIKE 'row-%'", [])
                .unwrap();
        }
    }
    sandbox.verify(&[&log]).ok();
    assert_eq!(sandbox.exported().len() - issued, 7);
}

/// What a change of status says of the codes of LB-1 that stay alive: until when.
fn alive(sandbox: &Sandbox, now: &str) -> Vec<String> {
    let words = ["listing", "status", "26-7", "Pending", "--json"];
    let changed = sandbox.at(now, &words).json();
    let alive = changed["boxes"][0]["alive"].as_array().unwrap();
    let until = |code: &Value| code["until"]["local"].as_str().unwrap().to_owned();
    alive.iter().map(until).collect()
}

#[test]
fn the_status_gate_knows_when_a_code_was_first_used() {
    let Seen { sandbox, log, .. } = seen();
    sandbox.ok(&["lockbox", "assign", "LB-1", "--listing", "26-7"]);
    let now = "2026-03-07T12:31-08:00";
    // Of a day code and a FlexCode for one hour nobody knows yet that they were used.
    let [midnight, hour] = ["2026-03-08T00:00:00-08:00", "2026-03-07T13:00:00-08:00"];
    assert_eq!(alive(&sandbox, now), [midnight, hour]);
    sandbox.verify(&[&log]).ok();
    // The day code was at 12:00, and opens for an hour; the FlexCode, once, is dead.
    assert_eq!(alive(&sandbox, now), [hour]);
}
