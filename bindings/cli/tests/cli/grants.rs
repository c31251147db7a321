//! Grants: issued, and handed out.

use std::fs;

use serde_json::Value;

use crate::sandbox::Sandbox;

impl Sandbox {
    /// Issues a grant from noon on, and nothing more; its id.
    pub(crate) fn issued(&self, args: &[&str]) -> String {
        let args = [&["grant", "issue", "LB-1", "--to", "Ada"], args].concat();
        let grant = self.json(&args);
        assert_eq!(grant["state"], "issued");
        grant["grant"].as_str().unwrap().to_owned()
    }

    /// Hands a grant out: its text.
    pub(crate) fn released(&self, id: &str) -> String {
        let released = self.json(&["grant", "release", id]);
        released["text"].as_str().unwrap().to_owned()
    }

    /// A grant that was issued and handed out: its id and its text.
    pub(crate) fn granted(&self, args: &[&str]) -> (String, String) {
        let id = self.issued(args);
        let text = self.released(&id);
        (id, text)
    }
}

#[test]
fn a_grant_is_issued_and_stays_with_the_service() {
    let sandbox = Sandbox::with_box(&[]);
    let args = ["grant", "issue", "LB-1", "--to", "Ada", "--for", "2h"];
    let text = sandbox.ok(&args);
    for words in [
        "good      2026-03-07 12:00 to 14:00 -08:00",
        "allows    key compartment, update the firmware",
        "uses      one opening",
        "bulletin  1 is needed; epoch 0",
        "for       Ada",
        "It has not left the service",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("dwg1."));
    let until = ["grant", "issue", "LB-1", "--to", "Ada", "--until"];
    let times = [
        &until[..],
        &["2026-03-08 09:00", "--from", "tomorrow 08:00"],
    ]
    .concat();
    let json = sandbox.json(&times);
    assert_eq!(json["from"]["local"], "2026-03-08T08:00:00-07:00");
    assert_eq!(json["until"]["local"], "2026-03-08T09:00:00-07:00");
    assert_eq!(json["grant"].as_str().unwrap().len(), 32);
    assert_eq!(json["holder"].as_str().unwrap().len(), 32);
    assert_eq!(
        json["operations"],
        serde_json::json!(["key_compartment", "update_firmware"])
    );
    assert_eq!((&json["uses"], &json["epoch"]), (&1.into(), &0.into()));
    assert_eq!(
        (&json["state"], &json["to"]),
        (&"issued".into(), &"Ada".into())
    );
    assert!(json["released"].is_null() && json["revoked"].is_null());
    assert!(json.get("text").is_none());
    // The same person has the same id; a member's openings are not counted.
    let member = sandbox.json(&[&args[..], &["--operations", "member"]].concat());
    assert_eq!(member["holder"], json["holder"]);
    assert_ne!(member["grant"], json["grant"]);
    assert_eq!(member["uses"], 0);
    let listed = sandbox.json(&["grant", "list", "LB-1"]);
    assert_eq!(listed["grants"].as_array().unwrap().len(), 3);
    let listed = sandbox.ok(&["grant", "list", "LB-1"]);
    assert!(
        listed.contains("key,log,firmware; any number of openings"),
        "{listed}"
    );
    assert!(listed.contains("not handed out"), "{listed}");
}

#[test]
fn what_may_not_be_granted_is_refused() {
    let sandbox = Sandbox::new();
    let issue = |args: &[&str]| {
        let to = ["grant", "issue", "LB-1", "--to", "Ada"];
        sandbox.run(&[&to[..], args].concat())
    };
    let owner = ["--operations", "owner", "--for"];
    for (args, words) in [
        (&["--for", "29m"][..], "30 minutes to 7 days"),
        (&["--for", "169h"], "30 minutes to 7 days"),
        (
            &["--for", "169h", "--operations", "key,shackle"],
            "30 minutes to 7 days",
        ),
        (
            &["--for", "73h", "--operations", "member"],
            "72 hours at most",
        ),
        (&["--for", "73h", "--operations", "log"], "72 hours at most"),
        (
            &[owner[0], owner[1], owner[2], "32d", "--uses", "1"],
            "31 days at most",
        ),
        (&["--until", "2026-03-07 11:00"], "must end after it begins"),
        (&["--until", "now"], "must end after it begins"),
        (
            &["--from", "2026-03-06 11:00", "--until", "2026-03-07 12:00"],
            "be over already, at 2026-03-07 12:00",
        ),
        (
            &["--for", "1h", "--bulletin", "1"],
            "newest bulletin of lockbox LB-1 is 0",
        ),
    ] {
        let message = issue(args).fails(1);
        assert!(message.contains(words), "{args:?}: {message}");
    }
    for args in [
        &["--for", "1h", "--until", "now"][..],
        &[],
        &["--for", "1h", "--operations", ""],
        &["--for", "1h", "--operations", "key,door"],
        &["--for", "1h", "--uses", "256"],
        &["--for", "x"],
    ] {
        assert_eq!(issue(args).code, 2, "{args:?}");
    }
    let unknown = ["grant", "issue", "LB-9", "--to", "Ada", "--for", "1h"];
    assert!(sandbox.run(&unknown).fails(1).contains("no lockbox"));
    let listed = sandbox.ok(&["grant", "list", "LB-1"]);
    assert!(listed.contains("nothing was granted"), "{listed}");
    // At the borders.
    for args in [
        &["--for", "30m"][..],
        &["--for", "7d"],
        &["--for", "72h", "--operations", "member"],
        &[owner[0], owner[1], owner[2], "31d", "--uses", "1"],
        &[owner[0], owner[1], owner[2], "400d"],
    ] {
        issue(args).ok();
    }
}

#[test]
fn a_grant_is_handed_out_with_the_newest_bulletin() {
    let sandbox = Sandbox::with_box(&[]);
    let id = sandbox.issued(&["--for", "2h"]);
    let file = sandbox.path("bulletin");
    let made = sandbox.json(&["bulletin", "LB-1"]);
    let release = [
        "grant",
        "release",
        &id,
        "--bulletin-out",
        file.to_str().unwrap(),
    ];
    let text = sandbox.ok(&release);
    for words in [
        "bulletin      1 is needed; epoch 0",
        "phone brings  bulletin 2, in ",
        "Grant for lockbox LB-1, for Ada:\n\n    dwg1.",
        "for one opening",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let again = sandbox.run(&[&release[..], &["--json"]].concat());
    let json = again.json();
    assert_eq!(
        (&json["bulletin"], &json["carries"]["sequence"]),
        (&1.into(), &2.into())
    );
    assert_eq!(json["carries"]["message"], made["message"]);
    assert_eq!(json["state"], "released");
    assert!(
        json["warnings"][0]
            .as_str()
            .unwrap()
            .contains("handed out before")
    );
    let written = fs::read(&file).unwrap();
    let hex = base16ct::lower::encode_string(&written);
    assert_eq!(hex, json["carries"]["message"].as_str().unwrap());
    // The same text each time, by any beginning of the id.
    let secret = json["text"].as_str().unwrap();
    assert!(text.contains(secret));
    assert_eq!(sandbox.released(&id[..12]), secret);
    for (wrong, code) in [("abc", 2), ("xyz1", 2), ("%%%%", 2), (secret, 2)] {
        let message = sandbox.run(&["grant", "release", wrong]).fails(code);
        assert!(!message.contains("dwg1."), "{message}");
    }
    let nobody = format!("{}0", if id.starts_with("000") { "fff" } else { "000" });
    assert!(
        sandbox
            .run(&["grant", "release", &nobody])
            .fails(1)
            .contains("grant list")
    );
    let late = sandbox
        .at("2026-03-07 14:00", &["grant", "release", &id])
        .fails(1);
    assert!(late.contains("was over at 2026-03-07 14:00"), "{late}");
    // Without a bulletin there is nothing to carry.
    let sandbox = Sandbox::new();
    let id = sandbox.issued(&["--for", "2h"]);
    let json = sandbox.json(&["grant", "release", &id]);
    assert_eq!(
        (&json["bulletin"], &json["carries"]),
        (&0.into(), &Value::Null)
    );
}

#[test]
fn an_older_bulletin_can_be_named_and_is_remarked() {
    let sandbox = Sandbox::with_box(&[]);
    sandbox.ok(&["bulletin", "LB-1"]);
    let args = [
        "grant",
        "issue",
        "LB-1",
        "--to",
        "Ada",
        "--for",
        "1h",
        "--bulletin",
        "1",
        "--json",
    ];
    let json = sandbox.run(&args).json();
    assert_eq!(json["bulletin"], 1);
    let warning = json["warnings"][0].as_str().unwrap();
    assert!(warning.contains("revoked until 2"), "{warning}");
}
