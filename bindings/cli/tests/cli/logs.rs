//! Logs: taken by phones, and checked by the service.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox};

const NOON: &str = "2026-03-07 12:00";

/// A sandbox whose box has written ten rows, and a member's grant for its log.
fn logged() -> (Sandbox, String) {
    let sandbox = Sandbox::with_box(&["--single-use-day-codes"]);
    let day = ["code", "day", "LB-1", "--to", "Dan"];
    let digits = sandbox.digits(&day);
    let flex = [
        "code", "flex", "LB-1", "--from", "now", "--for", "1h", "--to", "Flo",
    ];
    let flex = sandbox.digits(&flex);
    let (_, guest) = sandbox.granted(&["--for", "2h"]);
    let (_, member) = sandbox.granted(&["--for", "9h", "--operations", "member"]);
    assert_eq!(sandbox.enter(NOON, &digits)["number"], 0);
    assert_eq!(sandbox.enter("2026-03-07 12:05", &flex)["number"], 0);
    for _ in 0..3 {
        sandbox.enter("2026-03-07 12:06", crate::boxes::WRONG);
    }
    assert_eq!(
        sandbox.present("2026-03-07 12:10", &guest, &["key"])["number"],
        0
    );
    assert_eq!(
        sandbox.enter("2026-03-07 12:15", &digits)["reason"],
        "used_up"
    );
    sandbox.ok(&["box", "power", "LB-1"]);
    sandbox.ok(&["box", "sync", "LB-1"]);
    (sandbox, member)
}

impl Sandbox {
    /// Takes the log along: the file.
    pub(crate) fn log(&self, grant: &str, name: &str, args: &[&str]) -> String {
        let file = self.path(name).to_str().unwrap().to_owned();
        let log = ["box", "log", "LB-1", "--grant", grant, "--out", &file];
        self.at("2026-03-07 12:30", &[&log[..], args].concat()).ok();
        file
    }

    pub(crate) fn verify(&self, files: &[&str]) -> Ran {
        self.run(&[&["log", "verify", "LB-1"], files].concat())
    }

    /// What the service finds in files, with the exit code that goes with it.
    fn found(&self, files: &[&str]) -> Value {
        let ran = self.verify(&[files, &["--json"]].concat());
        let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
        assert_eq!(ran.code, i32::from(json["is_whole"] == false), "{ran:?}");
        json
    }
}

/// Puts another file in the place of a piece: what `change` makes of it.
fn change(file: &str, change: impl FnOnce(&mut Vec<Value>)) -> Value {
    let mut json: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    change(json["rows"].as_array_mut().unwrap());
    fs::write(file, serde_json::to_vec(&json).unwrap()).unwrap();
    json
}

/// The faults as position, number and name.
fn faults(json: &Value) -> Vec<(Option<u64>, Option<u64>, String)> {
    let faults = json["faults"].as_array().unwrap().iter();
    faults
        .map(|fault| {
            let name = fault["fault"].as_str().unwrap().to_owned();
            (fault["position"].as_u64(), fault["sequence"].as_u64(), name)
        })
        .collect()
}

fn fault(position: u64, sequence: u64, name: &str) -> (Option<u64>, Option<u64>, String) {
    (Some(position), Some(sequence), name.to_owned())
}

/// Flips a bit of a row's tag.
fn flip(row: &mut Value) {
    let text = row.as_str().unwrap();
    let (rest, last) = text.split_at(127);
    let other = if last == "0" { "1" } else { "0" };
    *row = format!("{rest}{other}").into();
}

#[test]
fn a_log_is_read_by_people() {
    let (sandbox, member) = logged();
    let file = sandbox.log(&member, "log", &[]);
    let text = sandbox.verify(&[&file]).ok();
    for words in [
        "bulletin 1",
        "bulletin: sets the clock for the first time",
        "day code of 2026-03-07, slot 0: key compartment",
        "Dan",
        "flex code of 2026-03-07 12:00 to 13:00 -08:00, copy 0: key compartment",
        "Flo",
        "refused: wrong code, 3 times",
        "refused: the code is used up",
        "Ada",
        "power came back",
        "read the log",
        "battery 3.000 V, firmware 1, clock set 2026-03-07",
        "all 11 rows that lockbox LB-1 has written are here, unchanged",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let json = sandbox.found(&[&file]);
    assert_eq!(
        (&json["next"], &json["generation"]),
        (&11.into(), &0.into())
    );
    let entries = json["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 11);
    let day = &entries[2];
    assert_eq!(
        (&day["event"], &day["method"]),
        (&"entry".into(), &"day".into())
    );
    assert_eq!((&day["outcome"], &day["to"]), (&0.into(), &"Dan".into()));
    assert_eq!(day["at"]["local"], "2026-03-07T12:00:00-08:00");
    assert_eq!(day["operation"], "key_compartment");
    assert_eq!(
        (&day["subject"]["kind"], &day["subject"]["slot"]),
        (&"day".into(), &0.into())
    );
    assert_eq!(
        entries[3]["subject"]["from"]["local"],
        "2026-03-07T12:00:00-08:00"
    );
    assert_eq!(
        (&entries[4]["reason"], &entries[4]["count"]),
        (&"wrong_code".into(), &3.into())
    );
    assert!(entries[4]["subject"].is_null());
    assert_eq!(entries[5]["subject"]["grant"].as_str().unwrap().len(), 32);
    assert_eq!(entries[0]["bulletin"], 1);
    assert_eq!(json["files"][0]["status"]["firmware"], 1);
    assert_eq!(json["files"][0]["rows"], 11);
    assert!(json["missing"].as_array().unwrap().is_empty());
}

#[test]
fn only_a_grant_for_it_takes_the_log() {
    let (sandbox, _) = logged();
    let (_, guest) = sandbox.granted(&["--for", "9h"]);
    let file = sandbox.path("log");
    let log = [
        "log",
        "LB-1",
        "--grant",
        &guest,
        "--out",
        file.to_str().unwrap(),
    ];
    let refused = sandbox.decision("2026-03-07 12:30", &log);
    assert_eq!(refused["reason"], "operation_not_granted");
    assert!(refused["log"].is_null());
    assert!(!file.exists());
}

#[test]
fn pieces_of_several_phones_make_the_whole() {
    let (sandbox, member) = logged();
    let first = sandbox.log(&member, "first", &["--rows", "5"]);
    let middle = sandbox.log(&member, "middle", &["--from", "4", "--rows", "4"]);
    let last = sandbox.log(&member, "last", &["--from", "8"]);
    let json = sandbox.found(&[&last, &first, &middle]);
    assert_eq!(json["is_whole"], true);
    assert_eq!(json["entries"].as_array().unwrap().len(), 13);
    let json = sandbox.found(&[&last, &first]);
    assert_eq!(
        json["missing"],
        serde_json::json!([{"first": 5, "last": 7}])
    );
    let text = sandbox.verify(&[&first, &last]);
    assert!(text.out.contains("rows 5 to 7 are missing"), "{text:?}");
    assert_eq!(text.code, 1);
    // Cut off at the end: the head tells.
    let json = sandbox.found(&[&first]);
    assert_eq!(
        json["missing"],
        serde_json::json!([{"first": 5, "last": 10}])
    );
    // A piece may begin behind the end, and end there.
    let none = sandbox.log(&member, "none", &["--from", "99"]);
    assert_eq!(
        sandbox.found(&[&none])["entries"].as_array().unwrap().len(),
        0
    );
}

#[test]
fn what_was_done_to_a_log_is_named_with_its_place() {
    let (sandbox, member) = logged();
    let whole = sandbox.log(&member, "whole", &[]);
    let spoil = |name: &str, how: &dyn Fn(&mut Vec<Value>)| {
        let file = sandbox.path(name).to_str().unwrap().to_owned();
        fs::copy(&whole, &file).unwrap();
        change(&file, how);
        let json = sandbox.found(&[&file]);
        assert_eq!(json["is_whole"], false, "{name}");
        (faults(&json), json["missing"].clone())
    };
    let (found, missing) = spoil("changed", &|rows| flip(&mut rows[3]));
    assert_eq!(found, [fault(3, 3, "changed")]);
    assert_eq!(missing, serde_json::json!([{"first": 3, "last": 3}]));
    let (found, missing) = spoil("dropped", &|rows| {
        rows.remove(5);
    });
    assert_eq!(
        (found, missing),
        (vec![], serde_json::json!([{"first": 5, "last": 5}]))
    );
    let (found, missing) = spoil("cut off", &|rows| rows.truncate(9));
    assert_eq!(
        (found, missing),
        (vec![], serde_json::json!([{"first": 9, "last": 10}]))
    );
    let (found, missing) = spoil("swapped", &|rows| rows.swap(6, 7));
    assert_eq!(
        (found, missing),
        (vec![fault(7, 6, "out_of_order")], serde_json::json!([]))
    );
    let (found, _) = spoil("replayed", &|rows| {
        let row = rows[2].clone();
        rows.insert(6, row);
    });
    assert_eq!(found, [fault(6, 2, "replayed")]);
    let (found, _) = spoil("renumbered", &|rows| {
        let row = rows[4]
            .as_str()
            .unwrap()
            .replacen("00000004", "00000005", 1);
        rows[4] = row.into();
    });
    assert_eq!(found, [fault(4, 5, "changed")]);
    let (found, _) = spoil("far", &|rows| {
        let row = rows[4]
            .as_str()
            .unwrap()
            .replacen("00000004", "ffffffff", 1);
        rows[4] = row.into();
    });
    assert_eq!(found, [fault(4, 0xffff_ffff, "too_far")]);
    // What is no row stands in its place, and the places behind it are right.
    let (found, _) = spoil("malformed", &|rows| {
        rows[1] = "00".into();
        rows[2] = "xy".into();
        flip(&mut rows[8]);
    });
    let expected = [
        (Some(1), None, "malformed".to_owned()),
        (Some(2), None, "malformed".to_owned()),
        fault(8, 8, "changed"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn rows_of_other_boxes_and_heads_made_up_are_named() {
    let (sandbox, member) = logged();
    let whole = sandbox.log(&member, "whole", &[]);
    let other = Sandbox::with_box(&[]);
    other.ok(&["lockbox", "add", "LB-2"]);
    other.ok(&["box", "install", "LB-2"]);
    let issue = [
        "grant",
        "issue",
        "LB-2",
        "--to",
        "A",
        "--for",
        "9h",
        "--operations",
        "member",
    ];
    let id = other.json(&issue)["grant"].as_str().unwrap().to_owned();
    let text = other.released(&id);
    let foreign = sandbox.path("foreign").to_str().unwrap().to_owned();
    let log = ["box", "log", "LB-2", "--grant", &text, "--out", &foreign];
    other.ok(&log);
    // All of it, head and rows: the vault here knows no such box, and then it does.
    let json = sandbox.found(&[&foreign]);
    assert_eq!(faults(&json)[0], fault(0, 0, "changed"));
    assert_eq!(
        faults(&json).last().unwrap(),
        &(None, Some(3), "head_forged".to_owned())
    );
    sandbox.ok(&["lockbox", "add", "LB-2"]);
    let json = sandbox.found(&[&whole, &foreign]);
    assert_eq!(json["entries"].as_array().unwrap().len(), 11);
    let named = &json["faults"][1];
    assert_eq!(named["file"], foreign.as_str());
    assert_eq!(
        (&named["fault"], &named["position"]),
        (&"foreign".into(), &1.into())
    );
    assert_eq!(
        (&named["lockbox"], &named["generation"]),
        (&"LB-2".into(), &0.into())
    );
    // One row of it among ours.
    let row = change(&foreign, |_| ())["rows"][1].clone();
    change(&whole, |rows| rows.insert(4, row));
    let ran = sandbox.verify(&[&whole]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("row at 4 (number 1): a row of another log: lockbox LB-2, generation 0"),
        "{ran:?}"
    );
    // The box before: the same id, of an older generation.
    let whole = sandbox.log(&member, "again", &[]);
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    let json = sandbox.found(&[&whole]);
    let first = &json["faults"][0];
    assert_eq!(
        (&first["lockbox"], &first["generation"]),
        (&"LB-1".into(), &0.into())
    );
    assert_eq!(
        sandbox.found(&["--generation", "0", &whole])["is_whole"],
        true
    );
    sandbox.ok(&["lockbox", "generation", "LB-1", "4294967295"]);
    // A head whose number was changed, and one that is older than its rows.
    let short = sandbox.path("short").to_str().unwrap().to_owned();
    let mut json: Value = serde_json::from_slice(&fs::read(&whole).unwrap()).unwrap();
    let head = json["head"].as_str().unwrap().to_owned();
    for (changed, name) in [
        (head.replacen("0000000c", "0000000b", 1), "head_forged"),
        ("00".to_owned(), "malformed"),
    ] {
        json["head"] = changed.into();
        fs::write(&short, json.to_string()).unwrap();
        let found = sandbox.found(&["--generation", "0", &short]);
        let fault = &found["faults"][0];
        assert_eq!(
            (&fault["fault"], &fault["position"]),
            (&name.into(), &Value::Null)
        );
    }
}

#[test]
fn a_file_that_is_no_log_is_an_error() {
    let (sandbox, member) = logged();
    let file = sandbox.log(&member, "log", &[]);
    let text = fs::read_to_string(&file).unwrap();
    for (bad, words) in [
        (String::new(), "no piece of a log"),
        (
            text.replacen("\"doorward_log\": 1", "\"doorward_log\": 2", 1),
            "version 2",
        ),
        (text.replacen("rows", "lines", 1), "no piece of a log"),
        (text[..text.len() / 2].to_owned(), "no piece of a log"),
    ] {
        fs::write(&file, bad).unwrap();
        let message = sandbox.verify(&[&file]).fails(4);
        assert!(message.contains(words), "{message}");
    }
    sandbox.verify(&["/nonexistent"]).fails(4);
    assert_eq!(sandbox.verify(&[]).code, 2);
    assert!(
        sandbox
            .run(&["log", "verify", "LB-9", &file])
            .fails(1)
            .contains("no lockbox")
    );
}
