//! Showings: asked for, approved, moved, called off, and told to others.

use std::process::{Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::sandbox::{Ran, Sandbox};

const GUEST: &str = "showing request 26-7 --to Xena --to-kind out_of_board_agent --registered \
                     --licence-verified --from 2026-03-07T17:00 --for 30m --id S-1";

fn run(sandbox: &Sandbox, now: &str, words: &str) -> Ran {
    let args: Vec<&str> = words.split_whitespace().collect();
    let now = format!("2026-03-07T{now}-08:00");
    sandbox.at(&now, &[&args[..], &["--json"]].concat())
}

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"))
}

#[test]
fn a_showing_is_asked_for_approved_released_and_completed() {
    let sandbox = Sandbox::listed();
    sandbox.ok(&["bulletin", "LB-1"]);
    let asked = run(&sandbox, "12:00", GUEST).json();
    assert_eq!(asked["showing"]["state"], "requested");
    assert_eq!(
        asked["obligations"],
        json!(["publish_events", "notify_listing_side"])
    );
    let twice = run(&sandbox, "12:00", GUEST);
    assert_eq!(twice.code, 1, "{twice:?}");
    // The holder does not approve, nor does a stranger.
    let denied = run(&sandbox, "12:01", "showing approve S-1 --by Xena");
    assert_eq!(denied.code, 1);
    assert_eq!(json_of(&denied)["reasons"][0]["reason"], "wrong_actor");
    assert_eq!(
        run(&sandbox, "12:01", "showing approve S-1 --by M-7").code,
        1
    );
    let approved = run(&sandbox, "12:02", "showing approve S-1 --by M-1").json();
    assert_eq!(approved["showing"]["state"], "approved");
    assert_eq!(approved["ruling"]["method"], "guest_grant");
    let grant = approved["grant"].as_str().unwrap();
    let issued = sandbox.json(&["grant", "show", grant]);
    assert_eq!(issued["state"], "issued");
    assert_eq!(issued["from"]["local"], "2026-03-07T17:00:00-08:00");
    assert_eq!(issued["until"]["local"], "2026-03-07T17:45:00-08:00");
    assert_eq!(
        (&issued["uses"], &issued["bulletin"]),
        (&1.into(), &1.into())
    );
    let release = format!("grant release {grant}");
    let early = run(&sandbox, "16:54", &release);
    assert!(early.err.contains("2026-03-07 16:55"), "{early:?}");
    let released = run(&sandbox, "16:55", &release).json();
    assert_eq!(released["carries"]["sequence"], 1);
    assert_eq!(
        sandbox.json(&["showing", "show", "S-1"])["grant_released"],
        true
    );
    run(&sandbox, "17:05", "showing start S-1 --at 2026-03-07T17:03").json();
    let done = run(&sandbox, "17:40", "showing complete S-1 --by Xena").json();
    assert_eq!(done["showing"]["state"], "completed");
    let events = sandbox.ok(&["showing", "events"]);
    let lines: Vec<Value> = events
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line["sequence"].as_u64().unwrap(),
                line["state"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, "requested"),
            (2, "approved"),
            (3, "in_progress"),
            (4, "completed")
        ]
    );
    let after = sandbox.json(&["showing", "events", "--after", "3"]);
    assert_eq!(after["events"].as_array().unwrap().len(), 1);
    assert_eq!(after["events"][0]["number"], 4);
}

#[test]
fn what_is_called_off_or_moved_loses_its_grant() {
    let sandbox = Sandbox::listed();
    run(&sandbox, "12:00", GUEST).json();
    let first = run(&sandbox, "12:01", "showing approve S-1 --by M-1").json();
    let moved = "showing reschedule S-1 --by M-1 --from 2026-03-07T18:00 --for 30m --new-id S-2";
    let moved = run(&sandbox, "12:02", moved).json();
    assert_eq!(moved["showing"]["state"], "rescheduled");
    assert_eq!(moved["created"]["state"], "approved");
    assert_eq!(moved["ended_grant"], first["grant"]);
    let second = moved["grant"].as_str().unwrap();
    assert_eq!(
        sandbox.json(&["grant", "show", first["grant"].as_str().unwrap()])["state"],
        "withheld"
    );
    run(&sandbox, "17:56", &format!("grant release {second}")).json();
    let off = run(&sandbox, "17:57", "showing cancel S-2 --by Xena").json();
    assert_eq!(off["ended_grant"], second);
    assert_eq!(off["bulletins"][0]["sequence"], 1);
    assert_eq!(sandbox.json(&["grant", "show", second])["state"], "revoked");
    let final_state = run(&sandbox, "17:58", "showing approve S-2 --by M-1");
    assert_eq!(json_of(&final_state)["reasons"][0]["reason"], "final_state");
    // What nobody answered comes to its end.
    let third = GUEST.replace("S-1", "S-3").replace("T17:00", "T20:00");
    run(&sandbox, "12:00", &third).json();
    let ticked = run(&sandbox, "21:00", "showing tick").json();
    assert_eq!(ticked["showings"][0]["state"], "declined");
    // A status without showings calls off what was approved.
    let fourth = GUEST
        .replace("S-1", "S-4")
        .replace("03-07T17:00", "03-08T17:00");
    run(&sandbox, "12:00", &fourth).json();
    run(&sandbox, "12:01", "showing approve S-4 --by M-1").json();
    let pending = run(&sandbox, "12:02", "listing status 26-7 Pending").json();
    assert_eq!(pending["cancelled_showings"], json!(["S-4"]));
    let refused = run(&sandbox, "12:03", &fourth.replace("S-4", "S-5"));
    assert_eq!(json_of(&refused)["reasons"][0]["reason"], "not_showable");
}

#[test]
fn the_listings_rules_hold_for_showings() {
    let sandbox = Sandbox::listed();
    run(
        &sandbox,
        "12:00",
        "listing settings 26-7 --access by_appointment --hours 08:00-20:00 --lead-time 1h \
         --longest 45m --block-from 2026-03-09T00:00 --block-until 2026-03-10T00:00",
    )
    .json();
    for (from, length, expected) in [
        ("2026-03-07T12:59", "15m", "lead_time_short"),
        ("2026-03-07T15:00", "46m", "too_long"),
        ("2026-03-07T19:46", "15m", "outside_access_hours"),
        ("2026-03-09T12:00", "15m", "blocked_period"),
    ] {
        let words = format!("showing request 26-7 --to M-7 --from {from} --for {length}");
        let refused = run(&sandbox, "12:00", &words);
        assert_eq!(refused.code, 1, "{refused:?}");
        assert_eq!(json_of(&refused)["reasons"][0]["reason"], expected);
    }
    let refused = run(
        &sandbox,
        "12:00",
        "grant issue LB-1 --to M-7 --by M-1 --for 1h",
    );
    let ruling = &json_of(&refused)["ruling"];
    assert_eq!(ruling["reasons"][0]["reason"], "appointment_missing");
    let wrong = run(&sandbox, "12:00", "listing settings 26-7 --early 2h");
    assert_eq!(wrong.code, 1, "{wrong:?}");
    // A grant too short for a guest is no reason to approve without one.
    let short = GUEST.replace("30m", "10m");
    run(&sandbox, "12:00", &short).json();
    let refused = run(&sandbox, "12:01", "showing approve S-1 --by M-1");
    let answer = json_of(&refused);
    assert_eq!(answer["ruling"]["reasons"][0]["reason"], "window_too_short");
    assert_eq!(
        sandbox.json(&["showing", "show", "S-1"])["state"],
        "requested"
    );
}

#[test]
fn two_who_approve_at_once_make_one_grant() {
    let sandbox = Sandbox::listed();
    run(&sandbox, "12:00", GUEST).json();
    let children: Vec<_> = (0..8)
        .map(|_| {
            let mut command = sandbox.command(&["showing", "approve", "S-1", "--by", "M-1"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let outputs: Vec<Output> = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .collect();
    let done = outputs.iter().filter(|output| output.status.success());
    assert_eq!(done.count(), 1, "{outputs:?}");
    let grants = sandbox.json(&["grant", "list", "LB-1"]);
    assert_eq!(grants["grants"].as_array().unwrap().len(), 1);
}

#[test]
fn an_approval_cut_off_is_whole_or_not_there() {
    let sandbox = Sandbox::listed();
    let mut approved = 0;
    for round in 0..50_u32 {
        let id = format!("S-{round}");
        let from = format!(
            "--from 2026-03-{:02}T{:02}:00",
            10 + round / 10,
            8 + round % 10
        );
        let words = GUEST
            .replace("S-1", &id)
            .replace("--from 2026-03-07T17:00", &from);
        run(&sandbox, "12:00", &words).json();
        let mut command = sandbox.command(&["showing", "approve", &id, "--by", "M-1"]);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(u64::from(round) * 400));
        let _ = child.kill();
        child.wait().unwrap();
        let shown = sandbox.json(&["showing", "show", &id]);
        let is_approved = shown["state"] == "approved";
        assert_eq!(shown["grant"].is_string(), is_approved, "{shown}");
        assert_eq!(shown["sequence"], if is_approved { 2 } else { 1 });
        approved += usize::from(is_approved);
    }
    let grants = sandbox.json(&["grant", "list", "LB-1"]);
    assert_eq!(grants["grants"].as_array().unwrap().len(), approved);
    let events = sandbox.json(&["showing", "events"]);
    assert_eq!(events["events"].as_array().unwrap().len(), 50 + approved);
}
