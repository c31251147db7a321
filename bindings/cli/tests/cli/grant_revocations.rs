//! Grants that are revoked, or of an epoch that is over.

use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn a_grant_that_was_not_handed_out_never_is() {
    let sandbox = Sandbox::with_box(&[]);
    let id = sandbox.issued(&["--for", "2h"]);
    let text = sandbox.ok(&["grant", "revoke", &id]);
    assert!(
        text.contains("nothing is\nneeded at lockbox LB-1"),
        "{text}"
    );
    assert!(!text.contains("message"), "{text}");
    let release = sandbox.run(&["grant", "release", &id]).fails(1);
    assert!(release.contains("was revoked"), "{release}");
    assert!(
        sandbox
            .run(&["grant", "revoke", &id])
            .fails(1)
            .contains("revoked already")
    );
    let json = sandbox.json(&["grant", "show", &id]);
    assert_eq!(json["state"], "withheld");
    // No bulletin was made, and the next one lists nothing.
    let next = sandbox.json(&["bulletin", "LB-1"]);
    assert_eq!(
        (&next["sequence"], &next["revoked"]),
        (&2.into(), &serde_json::json!([]))
    );
}

#[test]
fn a_grant_that_was_handed_out_is_listed() {
    let sandbox = Sandbox::with_box(&[]);
    let (id, _) = sandbox.granted(&["--for", "2h"]);
    let file = sandbox.path("bulletin");
    let revoke = [
        "grant",
        "revoke",
        &id,
        "--out",
        file.to_str().unwrap(),
        "--json",
    ];
    let json = sandbox.run(&revoke).json();
    assert_eq!(
        (&json["state"], &json["box_must_know"]),
        (&"revoked".into(), &true.into())
    );
    assert_eq!(json["made"]["sequence"], 2);
    assert_eq!(json["made"]["revoked"], serde_json::json!([&id[..16]]));
    assert_eq!(fs::read(&file).unwrap().len(), 107 + 8);
    assert!(
        sandbox
            .run(&["grant", "release", &id])
            .fails(1)
            .contains("was revoked")
    );
    // Every bulletin lists it until an hour past its end.
    for (now, listed) in [("2026-03-07T14:59:59", 1), ("2026-03-07 15:00", 0)] {
        let next = sandbox.at(now, &["bulletin", "LB-1", "--json"]).json();
        assert_eq!(next["revoked"].as_array().unwrap().len(), listed, "{now}");
    }
    // One that is over needs no bulletin, and one may be left for later.
    let (id, _) = sandbox.granted(&["--for", "1h"]);
    let over = sandbox
        .at("2026-03-07 14:00", &["grant", "revoke", &id])
        .ok();
    assert!(over.contains("no box takes it any more"), "{over}");
    let (id, _) = sandbox.granted(&["--for", "1h"]);
    let later = sandbox.ok(&["grant", "revoke", &id, "--no-bulletin"]);
    assert!(later.contains("\n    doorward bulletin LB-1\n"), "{later}");
    let next = sandbox.json(&["bulletin", "LB-1"]);
    assert!(
        next["revoked"]
            .as_array()
            .unwrap()
            .contains(&id[..16].into())
    );
}

#[test]
fn grants_of_an_epoch_or_generation_that_is_over_are_not_handed_out() {
    let sandbox = Sandbox::with_box(&[]);
    let id = sandbox.issued(&["--for", "2h"]);
    let (out, _) = sandbox.granted(&["--for", "2h"]);
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    let message = sandbox.run(&["grant", "release", &id]).fails(1);
    assert!(
        message.contains("is of epoch 0, and lockbox LB-1 is in epoch 1"),
        "{message}"
    );
    let revoked = sandbox.ok(&["grant", "revoke", &out]);
    assert!(revoked.contains("is of epoch 0"), "{revoked}");
    assert_eq!(
        sandbox.json(&["grant", "list", "LB-1"])["grants"][0]["epoch"],
        0
    );
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    let message = sandbox.run(&["grant", "release", &id]).fails(1);
    assert!(message.contains("is of generation 0"), "{message}");
    // What the old box was told, the new one is not asked for.
    assert_eq!(
        sandbox.json(&["grant", "issue", "LB-1", "--to", "A", "--for", "1h"])["bulletin"],
        0
    );
}
