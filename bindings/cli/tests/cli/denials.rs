//! What a rule denies is recorded, although nothing else is.

use serde_json::{Value, json};

use crate::sandbox::{Ran, Sandbox};

fn run(sandbox: &Sandbox, now: &str, words: &str) -> Ran {
    let args: Vec<&str> = words.split_whitespace().collect();
    sandbox.at(&format!("2026-03-07T{now}-08:00"), &args)
}

/// The refusals, as the compliance export has them.
fn refusals(sandbox: &Sandbox) -> Vec<Value> {
    let lines = sandbox.ok(&["export", "--format", "jsonl"]);
    let events = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    events
        .filter(|event: &Value| event["EventKind"] == "refusal")
        .collect()
}

#[test]
fn what_the_issuing_rules_deny_is_a_refusal_with_its_reasons() {
    let sandbox = Sandbox::listed();
    let day = "code day LB-1 --to Carl --to-kind contractor --by M-1";
    // A question is none.
    assert_eq!(run(&sandbox, "12:00", &format!("{day} --check")).code, 1);
    assert_eq!(refusals(&sandbox), Vec::<Value>::new());
    assert_eq!(run(&sandbox, "12:00", day).code, 1);
    let flex = "code flex LB-1 --from 2026-03-08T14:00 --for 2h --shackle --by M-7 --to M-1";
    assert_eq!(run(&sandbox, "12:01", flex).code, 1);
    let grant = "grant issue LB-1 --to M-7 --by M-1 --for 2h --to-kind consumer";
    assert_eq!(run(&sandbox, "12:02", grant).code, 1);
    let refusals = refusals(&sandbox);
    assert_eq!(refusals.len(), 3, "{refusals:#?}");
    let first = &refusals[0];
    assert_eq!(first["Outcome"], "Deny");
    assert_eq!(
        first["Reasons"],
        json!(["pin_not_verified", "seller_permission_missing"])
    );
    for (refusal, method, operation, kind, name) in [
        (&refusals[0], "day_code", 1, "contractor", "Carl"),
        (&refusals[1], "flex_code", 2, "member_agent", "Lena List"),
        (&refusals[2], "guest_grant", 0, "consumer", "Ada Agent"),
    ] {
        assert_eq!(refusal["AccessMethod"], method);
        assert_eq!(refusal["Operation"], operation);
        assert_eq!(refusal["HolderKind"], kind);
        assert_eq!(refusal["ShowingAgentFullName"], name);
        assert_eq!(refusal["LockOrBoxId"], "LB-1");
        assert!(refusal["KeyOrCredentialId"].is_null());
    }
    assert_eq!(refusals[2]["ShowingAgentId"], "M-7");
    let report = sandbox.ok(&["report"]);
    assert!(
        report.contains("refused (pin_not_verified, seller_permission_missing): day code"),
        "{report}"
    );
}

#[test]
fn what_is_issued_by_the_rules_is_for_whom_they_were_asked() {
    let sandbox = Sandbox::listed();
    let day = "code day LB-1 --to M-7 --by M-1 --pin-verified";
    run(&sandbox, "12:00", day).ok();
    // The same code again is not issued again.
    run(&sandbox, "12:01", day).ok();
    let grant = "grant issue LB-1 --to M-7 --by M-1 --for 2h";
    run(&sandbox, "12:02", grant).ok();
    let lines = sandbox.ok(&["export", "--format", "jsonl"]);
    let events: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(events.len(), 2, "{lines}");
    for (event, method) in events.iter().zip(["day_code", "member_grant"]) {
        assert_eq!(event["AccessMethod"], method);
        assert_eq!(event["HolderKind"], "member_agent");
        assert_eq!(event["ShowingAgentId"], "M-7");
        assert_eq!(event["ShowingAgentFullName"], "Ada Agent");
    }
}

#[test]
fn a_denied_status_changes_nothing_and_is_recorded() {
    let sandbox = Sandbox::listed();
    let refused = run(&sandbox, "12:00", "listing status 26-7 Withdrawn");
    assert_eq!(refused.code, 1, "{refused:?}");
    let listing = sandbox.json(&["listing", "show", "26-7"]);
    assert_eq!(listing["StandardStatus"], "Active");
    let refusals = refusals(&sandbox);
    assert_eq!(refusals.len(), 1, "{refusals:#?}");
    assert_eq!(refusals[0]["Reasons"], json!(["seller_request_missing"]));
    assert_eq!(refusals[0]["AccessMethod"], "unknown");
    assert_eq!(refusals[0]["ListingId"], listing["ListingKey"]);
}

#[test]
fn denied_steps_of_a_showing_are_refusals_of_its_holder() {
    let sandbox = Sandbox::listed();
    let request = "showing request 26-7 --to Xena --to-kind out_of_board_agent --registered \
                   --licence-verified --from 2026-03-07T17:00 --for 30m --id S-1";
    run(&sandbox, "12:00", request).ok();
    assert_eq!(
        run(&sandbox, "12:01", "showing approve S-1 --by Xena").code,
        1
    );
    let approved = format!("{} --json", "showing approve S-1 --by M-1");
    let approved = run(&sandbox, "12:02", &approved).json();
    let release = format!("grant release {}", approved["grant"].as_str().unwrap());
    let early = run(&sandbox, "12:03", &release);
    assert_eq!(early.code, 1, "{early:?}");
    let refusals = refusals(&sandbox);
    assert_eq!(refusals.len(), 2, "{refusals:#?}");
    for (refusal, reason) in refusals.iter().zip(["wrong_actor", "before_release"]) {
        assert_eq!(refusal["Reasons"], json!([reason]));
        assert_eq!(refusal["AccessMethod"], "guest_grant");
        assert_eq!(refusal["HolderKind"], "out_of_board_agent");
        assert_eq!(refusal["ShowingAgentFullName"], "Xena");
    }
}

#[test]
fn a_denied_renewal_is_a_refusal_of_the_card() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["card", "add", "CARD-1", "--zone", "pacific"]);
    sandbox.ok(&["card", "renew", "CARD-1"]);
    sandbox.ok(&["card", "lost", "CARD-1"]);
    assert_eq!(sandbox.run(&["card", "renew", "CARD-1"]).code, 1);
    assert_eq!(sandbox.run(&["code", "renewal", "CARD-1"]).code, 1);
    let refusals = refusals(&sandbox);
    let methods: Vec<&Value> = refusals.iter().map(|it| &it["AccessMethod"]).collect();
    assert_eq!(methods, ["card_reader", "card_phone"]);
    assert_eq!(refusals[0]["Reasons"], json!(["card_lost"]));
}
