//! The issuing rules at issue: every reason, what would cure it, and what follows from a permit.

use serde_json::{Value, json};

use crate::sandbox::{Ran, Sandbox};

fn ruling(ran: &Ran) -> Value {
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    answer["ruling"].clone()
}

fn reasons(ran: &Ran) -> Vec<String> {
    let ruling = ruling(ran);
    let reasons = ruling["reasons"].as_array().unwrap();
    let name = |reason: &Value| reason["reason"].as_str().unwrap().to_owned();
    reasons.iter().map(name).collect()
}

fn run(sandbox: &Sandbox, words: &str) -> Ran {
    let args: Vec<&str> = words.split(' ').collect();
    sandbox.run(&[&args[..], &["--json"]].concat())
}

#[test]
fn at_a_listing_somebody_has_to_issue() {
    let sandbox = Sandbox::listed();
    for words in [
        "code day LB-1 --to Bo",
        "code flex LB-1 --from 2026-03-08T14:00 --for 2h",
        "grant issue LB-1 --to Bo --for 2h",
    ] {
        let ran = run(&sandbox, words);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("--by"), "{ran:?}");
    }
    let unknown = run(&sandbox, "code day LB-1 --to Bo --by M-1 --pin-verified");
    assert_eq!(unknown.code, 2, "{unknown:?}");
    assert!(unknown.err.contains("--to-kind"), "{unknown:?}");
    let foreign = run(
        &sandbox,
        "code day LB-1 --to Bo --by M-9 --to-kind contractor",
    );
    assert!(foreign.err.contains("no member"), "{foreign:?}");
}

#[test]
fn a_refusal_names_every_reason_and_what_would_cure_it() {
    let sandbox = Sandbox::listed();
    let words = "code day LB-1 --to Carl --to-kind contractor --by M-1 --date 2026-04-20";
    let refused = run(&sandbox, words);
    assert_eq!(refused.code, 1);
    assert_eq!(
        reasons(&refused),
        [
            "pin_not_verified",
            "seller_permission_missing",
            "too_far_ahead"
        ]
    );
    let ruling = ruling(&refused);
    assert_eq!(ruling["reasons"][1]["needs"], "seller_written_permission");
    assert_eq!(ruling["obligations"], json!(["record_refusal"]));
    let text = sandbox.run(&words.split(' ').collect::<Vec<_>>());
    assert!(
        text.out.contains("needs seller written permission"),
        "{text:?}"
    );
    // Nothing was taken.
    assert_eq!(sandbox.json(&["code", "list", "LB-1"])["codes"], json!([]));
    for (to, expected) in [
        ("M-7 --by M-1 --to-kind consumer", "consumer"),
        ("M-1 --by M-7", "issuer_not_entitled"),
        (
            "X --to-kind out_of_board_agent --by ShowTime --by-kind showing_service",
            "service_codes_refused",
        ),
    ] {
        let words = format!("code day LB-1 --pin-verified --to {to}");
        let refused = run(&sandbox, &words);
        assert!(
            reasons(&refused).contains(&expected.to_owned()),
            "{refused:?}"
        );
    }
}

#[test]
fn a_permit_takes_the_slot_that_the_rules_give() {
    let sandbox = Sandbox::listed();
    let day = "code day LB-1 --to M-7 --by M-1 --pin-verified";
    let checked = run(&sandbox, &format!("{day} --check"));
    assert_eq!(checked.code, 0, "{checked:?}");
    assert_eq!(ruling(&checked)["decision"], "permit");
    assert_eq!(sandbox.json(&["code", "list", "LB-1"])["codes"], json!([]));
    let first = run(&sandbox, day).json();
    assert_eq!(
        (&first["slot"], &first["to"]),
        (&0.into(), &"Ada Agent".into())
    );
    assert_eq!(first["ruling"]["recommended"], "member_grant");
    // The same person again gets the same code; somebody else another.
    let again = run(&sandbox, day).json();
    assert_eq!(
        (&again["slot"], &again["code"]),
        (&first["slot"], &first["code"])
    );
    sandbox.ok(&[
        "listing",
        "permit",
        "26-7",
        "--to",
        "Carl",
        "--document",
        "drawer 3",
    ]);
    let flex = "code flex LB-1 --from 2026-03-08T14:00 --for 2h --pin-verified --by M-1";
    let contractor = format!("{flex} --to Carl --to-kind contractor --contractor");
    let made: Vec<Value> = (0..3).map(|_| run(&sandbox, &contractor).json()).collect();
    assert_eq!(
        (&made[0]["use"], &made[2]["copy"]),
        (&"until_end".into(), &2.into())
    );
    assert_eq!(
        reasons(&run(&sandbox, &contractor)),
        ["too_many_contractor_codes"]
    );
    // A sale that is pending shuts out who only shows the house; no code can be recalled.
    let pending = sandbox.json(&["listing", "status", "26-7", "Pending"]);
    let alive = pending["boxes"][0]["alive"].as_array().unwrap();
    let access: Vec<_> = alive
        .iter()
        .map(|code| {
            (
                code["to"].as_str().unwrap(),
                code["access"].as_str().unwrap(),
            )
        })
        .collect();
    let carls = ("Carl", "kept");
    assert_eq!(access, [("Ada Agent", "lost"), carls, carls, carls]);
    sandbox.ok(&["listing", "permit", "26-7", "--to", "Carl", "--take-back"]);
    let refused = reasons(&run(&sandbox, &contractor));
    assert!(refused.contains(&"seller_permission_missing".to_owned()));
}

#[test]
fn a_grant_is_asked_about_again_when_it_is_handed_out() {
    let sandbox = Sandbox::listed();
    let issue = "grant issue LB-1 --to M-7 --by M-1 --for 2h --from";
    let later = run(&sandbox, &format!("{issue} 2026-03-07T14:00")).json();
    assert_eq!(
        later["operations"],
        json!(["key_compartment", "read_log", "update_firmware"])
    );
    assert_eq!(later["uses"], 0);
    let id = later["grant"].as_str().unwrap();
    let early = sandbox.run(&["grant", "release", id]).fails(1);
    assert!(early.contains("2026-03-07 13:55"), "{early}");
    sandbox
        .at("2026-03-07T13:55-08:00", &["grant", "release", id])
        .ok();
    let second = run(&sandbox, &format!("{issue} now")).json();
    let roster = sandbox.path("gone.csv");
    std::fs::write(
        &roster,
        "MemberKey,MemberStatus,MemberFullName,MemberStateLicense\nM-7,Inactive,Ada Agent,L-7\n",
    )
    .unwrap();
    let import = sandbox.json(&["roster", "import", roster.to_str().unwrap()]);
    let lost = &import["consequences"][0];
    assert_eq!(lost["consequence"], "member_loses_keys");
    assert_eq!(lost["revoked"], json!([&id[..16]]));
    let second = second["grant"].as_str().unwrap();
    assert_eq!(lost["withheld"], json!([&second[..16]]));
    assert_eq!(import["bulletins"][0]["lockbox"], "LB-1");
    let refused = run(&sandbox, &format!("{issue} now"));
    assert_eq!(reasons(&refused), ["membership_inactive"]);
    let guest = "grant issue LB-1 --to H --to-kind homeowner --by M-1 --registered --for 1h";
    assert_eq!(reasons(&run(&sandbox, guest)), ["identity_unchecked"]);
    let guest = run(&sandbox, &format!("{guest} --identity-checked")).json();
    assert_eq!(
        (&guest["uses"], &guest["operations"]),
        (&1.into(), &json!(["key_compartment"]))
    );
    let old = "grant issue LB-1 --to H --to-kind homeowner --by M-1 --registered --for 1h \
               --identity-checked --phone android:6.0";
    let old: String = old.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(reasons(&run(&sandbox, &old)), ["phone_too_old"]);
}
