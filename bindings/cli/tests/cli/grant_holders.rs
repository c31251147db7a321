//! Grants in their holders' hands: shown, and narrowed.

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox, bare, ran};

impl Sandbox {
    /// What `doorward grant show` says of a text.
    fn shown(&self, text: &str) -> Value {
        self.json(&["grant", "show", text])
    }
}

fn narrow(args: &[&str]) -> Ran {
    ran(bare()
        .args(["grant", "narrow"])
        .args(args)
        .env("DOORWARD_NOW", crate::sandbox::NOW))
}

#[test]
fn a_grant_is_shown_but_for_its_tag() {
    let sandbox = Sandbox::with_box(&[]);
    let (id, text) = sandbox.granted(&["--for", "2h"]);
    let shown = sandbox.ok(&["grant", "show", &text]);
    assert!(
        shown.contains("state     handed out at 2026-03-07 12:00"),
        "{shown}"
    );
    let by_id = sandbox.ok(&["grant", "show", &id[..8]]);
    assert!(
        by_id.contains(&id[..16]) && by_id.contains("handed out at"),
        "{by_id}"
    );
    for shown in [&shown, &by_id] {
        assert!(!shown.contains("dwg1."));
    }
    let json = sandbox.shown(&text);
    assert_eq!(json["grant"], id.as_str());
    assert_eq!(json["is_genuine"], true);
    assert_eq!(json["vault"]["state"], "released");
    assert_eq!(
        json["rights"]["until"]["local"],
        "2026-03-07T14:00:00-08:00"
    );
    // From standard input, and where there is no vault.
    let stdin = sandbox.typing(&["grant", "show", "-", "--json"], &format!("{text}\n"));
    assert_eq!(stdin.json()["grant"], id.as_str());
    let nowhere = ["grant", "show", &text, "--vault", "/nonexistent", "--json"];
    let json = sandbox.run(&nowhere).json();
    assert!(json["vault"].is_null() && json["is_genuine"].is_null());
    assert_eq!(json["until"]["local"], "2026-03-07T22:00:00+00:00");
    // A tag that somebody made up.
    let last = text.len() - 3;
    let other = if &text[last..=last] == "A" { "B" } else { "A" };
    let forged = format!("{}{other}{}", &text[..last], &text[last + 1..]);
    let json = sandbox.shown(&forged);
    assert_eq!(json["is_genuine"], false);
    let shown = sandbox.ok(&["grant", "show", &forged]);
    assert!(shown.contains("state     false: its tag"), "{shown}");
    for wrong in [
        "dwg1.",
        "dwg1.AAAA",
        &text[..100],
        &format!("{text} "),
        "dwg2.AQ",
    ] {
        sandbox.run(&["grant", "show", wrong]).fails(2);
    }
}

#[test]
fn a_holder_narrows_a_grant_without_asking() {
    let sandbox = Sandbox::with_box(&[]);
    let (id, text) = sandbox.granted(&["--for", "2h"]);
    // No vault is at hand.
    let zone = ["--zone", "pacific"];
    let args = [
        &text,
        "--from",
        "2026-03-07 12:30",
        "--until",
        "2026-03-07 13:00",
        "--operations",
        "key",
        "--delegate",
        "Bob",
        zone[0],
        zone[1],
    ];
    let narrowed = narrow(&args).ok();
    let narrowed = narrowed.trim_end();
    assert!(narrowed.starts_with("dwg1.") && narrowed.len() > text.len());
    let json = sandbox.shown(narrowed);
    assert_eq!(
        (&json["grant"], &json["is_genuine"]),
        (&id.as_str().into(), &true.into())
    );
    assert_eq!(json["rights"]["from"]["local"], "2026-03-07T12:30:00-08:00");
    assert_eq!(
        json["rights"]["until"]["local"],
        "2026-03-07T13:00:00-08:00"
    );
    assert_eq!(
        json["rights"]["operations"],
        serde_json::json!(["key_compartment"])
    );
    assert_eq!(json["rights"]["delegate"].as_str().unwrap().len(), 32);
    assert_eq!(json["caveats"].as_array().unwrap().len(), 4);
    // The body is as it was.
    assert_eq!(json["until"]["local"], "2026-03-07T14:00:00-08:00");
    // What adds nothing is remarked, and what leaves nothing refused.
    let until = ["--until", "2026-03-09T00:00Z", "--json"];
    let json = narrow(&[&[text.as_str()], &until[..]].concat()).json();
    assert!(
        json["warnings"][0]
            .as_str()
            .unwrap()
            .contains("changes nothing")
    );
    assert_eq!(json["caveats"], 1);
    for args in [
        &["--until", "2026-03-07T20:00Z"][..],
        &["--operations", "shackle"],
        &["--from", "2026-03-07T22:00Z"],
    ] {
        let message = narrow(&[&[text.as_str()], args].concat()).fails(1);
        assert!(message.contains("nothing would be left"), "{message}");
    }
    assert_eq!(narrow(&[&text]).code, 2);
    assert_eq!(narrow(&["dwg1.AA", "--operations", "key"]).code, 2);
    // Eight places.
    let mut full = text.clone();
    for _ in 0..8 {
        full = narrow(&[&full, "--delegate", &"ab".repeat(16)])
            .ok()
            .trim_end()
            .to_owned();
    }
    let json = sandbox.shown(&full);
    assert_eq!(json["rights"]["delegate"], "ab".repeat(16));
    assert!(
        narrow(&[&full, "--delegate", "Bob"])
            .fails(1)
            .contains("eight caveats")
    );
}
