//! Rosters: what is taken over, what is held back, and what follows for everyone's access.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};

use crate::sandbox::{NOW, Sandbox};

fn write(sandbox: &Sandbox, name: &str, text: &str) -> String {
    let path: PathBuf = sandbox.path(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn listings(status: &str) -> String {
    json!({
        "@reso.context": "urn:reso:metadata:2.0:resource:property",
        "value": [{
            "ListingKey": "26-7", "ListingId": "R-100007", "StandardStatus": status,
            "ListAgentKey": "M-1", "ListOfficeKey": "O-1", "LockBoxSerialNumber": "LB-1",
            "UnparsedAddress": "12 Main St", "ListPrice": 500_000
        }]
    })
    .to_string()
}

fn members(count: u32, without: &[u32]) -> String {
    let mut text = "MemberKey,MemberMlsId,MemberFullName,OfficeKey,MemberStatus,\
                    MemberStateLicense,MemberEmail\n"
        .to_owned();
    for number in (1..=count).filter(|number| !without.contains(number)) {
        writeln!(
            text,
            "M-{number},{number:05},Member {number},O-1,Active,L-{number},m{number}@example.org"
        )
        .unwrap();
    }
    text
}

#[test]
fn a_roster_is_taken_over_once() {
    let sandbox = Sandbox::new();
    let office = r#"{"@reso.context": "urn:reso:metadata:2.0:resource:office",
        "OfficeKey": "O-1", "OfficeName": "Alder, Brick & Co", "OfficeStatus": "Active"}"#;
    let files = [
        write(&sandbox, "office.json", office),
        write(&sandbox, "members.csv", &members(30, &[])),
        write(&sandbox, "listings.json", &listings("Active")),
    ];
    assert_eq!(
        sandbox.json(&["roster", "status"])["warning"],
        "never_imported"
    );
    let import = ["roster", "import", &files[0], &files[1], &files[2]];
    let first = sandbox.json(&import);
    assert_eq!(first["taken_over"], true);
    assert_eq!(first["creates"].as_array().unwrap().len(), 31);
    assert_eq!(first["creates"][0]["kind"], "office");
    let fields = json!([
        "ListingId",
        "ListAgentKey",
        "ListOfficeKey",
        "LockBoxSerialNumber"
    ]);
    assert_eq!(first["changes"][0]["fields"], fields);
    let consequences: Vec<&str> = first["consequences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["consequence"].as_str().unwrap())
        .collect();
    assert_eq!(consequences, ["ownership_to_review", "box_to_review"]);
    let again = sandbox.json(&import);
    for list in ["creates", "changes", "deactivations", "consequences"] {
        assert_eq!(again[list], json!([]), "{list}");
    }
    assert!(sandbox.ok(&import).starts_with("nothing is new"));
    let office = sandbox.json(&["office", "show", "O-1"]);
    assert_eq!(office["OfficeName"], "Alder, Brick & Co");
    assert_eq!(
        sandbox.json(&["member", "show", "00007"])["MemberKey"],
        "M-7"
    );
    let status = sandbox.json(&["roster", "status"]);
    assert_eq!(status["warning"], Value::Null);
    assert_eq!(
        status["files"],
        json!(["office.json", "members.csv", "listings.json"])
    );
    let late = sandbox.at("2026-03-08T21:00-07:00", &["roster", "status"]);
    assert_eq!(late.code, 0);
    assert!(late.err.contains("not been renewed in time"), "{late:?}");
}

#[test]
fn a_roster_that_takes_away_too_much_is_held_back() {
    let sandbox = Sandbox::new();
    let all = write(&sandbox, "all.csv", &members(30, &[]));
    let less = write(&sandbox, "less.csv", &members(30, &[29, 30]));
    let complete = |file: &str, more: &[&str]| {
        let args = ["roster", "import", file, "--complete", "member", "--json"];
        sandbox.run(&[&args[..], more].concat())
    };
    complete(&all, &[]).json();
    let held = complete(&less, &[]);
    assert_eq!(held.code, 1, "{held:?}");
    let held: Value = serde_json::from_str(&held.out).unwrap();
    assert_eq!(held["taken_over"], false);
    assert_eq!(held["held"], json!(["member"]));
    assert_eq!(held["deactivations"].as_array().unwrap().len(), 2);
    assert_eq!(held["consequences"], json!([]));
    let show = || sandbox.json(&["member", "show", "M-30"])["MemberStatus"].clone();
    assert_eq!(show(), "Active");
    let done = complete(&less, &["--confirm"]).json();
    assert_eq!(done["consequences"][1]["consequence"], "member_loses_keys");
    assert_eq!(show(), "Inactive");
    // A list that is not said to be complete takes nobody away.
    let few = write(&sandbox, "few.csv", &members(3, &[]));
    let some = sandbox.json(&["roster", "import", &few]);
    assert_eq!(some["deactivations"], json!([]));
}

#[test]
fn a_new_status_withholds_and_revokes_and_says_what_stays_alive() {
    let sandbox = Sandbox::new();
    let code = sandbox.json(&["code", "day", "LB-1", "--to", "Bo"]);
    let issue = |to: &str| {
        let args = ["grant", "issue", "LB-1", "--to", to, "--for", "2h"];
        sandbox.json(&args)["grant"].as_str().unwrap().to_owned()
    };
    let (kept_back, handed_out) = (issue("Ada"), issue("Ben"));
    sandbox.ok(&["grant", "release", &handed_out]);
    let owner = sandbox.json(&[
        "grant",
        "issue",
        "LB-1",
        "--to",
        "Olga",
        "--for",
        "9d",
        "--operations",
        "owner",
    ]);
    sandbox.ok(&["lockbox", "assign", "LB-1", "--listing", "26-7"]);
    let pending = write(&sandbox, "pending.json", &listings("Pending"));
    let import = sandbox.json(&["roster", "import", &pending]);
    let change = &import["consequences"][0];
    assert_eq!(change["consequence"], "status_change");
    assert_eq!(
        (&change["from"], &change["to"]),
        (&"Active".into(), &"Pending".into())
    );
    let at = &change["boxes"][0];
    assert_eq!(at["withheld"], json!([&kept_back[..16]]));
    assert_eq!(at["revoked"], json!([&handed_out[..16]]));
    let slot = code["slot"].as_u64().unwrap();
    assert_eq!(at["alive"][0]["id"], format!("day-20519-{slot}"));
    assert_eq!(at["alive"][0]["access"], "lost");
    assert_eq!(at["alive"][0]["to"], "Bo");
    assert_eq!(import["bulletins"][0]["sequence"], 1);
    assert_eq!(import["bulletins"][0]["is_suspended"], false);
    let state = |id: &str| sandbox.json(&["grant", "show", id])["state"].clone();
    assert_eq!(state(&kept_back), "withheld");
    assert_eq!(state(&handed_out), "revoked");
    assert_eq!(state(owner["grant"].as_str().unwrap()), "issued");
    // The bulletin that says so is there for whoever goes to the box next.
    let newest = sandbox.json(&["bulletin", "LB-1", "--newest"]);
    assert_eq!(newest["sequence"], 1);
    assert_eq!(newest["revoked"], json!([&handed_out[..16]]));
    // Withdrawn without the seller's request: the MLS decides, and the reason is a warning.
    let withdrawn = write(&sandbox, "withdrawn.json", &listings("Withdrawn"));
    let ran = sandbox.run(&["roster", "import", &withdrawn]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.err.contains("signed a request to withdraw"), "{ran:?}");
    // By hand it is refused, and nothing is changed.
    sandbox.ok(&["listing", "status", "26-7", "Active"]);
    let refused = sandbox.run(&["listing", "status", "26-7", "Withdrawn"]);
    assert!(refused.fails(1).contains("seller_signed_request"));
    let shown = sandbox.json(&["listing", "show", "R-100007"]);
    assert_eq!(shown["StandardStatus"], "Active");
    sandbox.ok(&[
        "listing",
        "status",
        "26-7",
        "Withdrawn",
        "--seller-request",
        "drawer 3",
    ]);
    // Closed suspends the box; a status that opens it again lifts that.
    let closed = sandbox.json(&["listing", "status", "26-7", "Closed"]);
    assert_eq!(closed["bulletins"][0]["is_suspended"], true);
    let active = sandbox.json(&["listing", "status", "26-7", "Active"]);
    assert_eq!(active["bulletins"][0]["is_suspended"], false);
    // The owner's own suspension outlives a change of status.
    sandbox.ok(&["listing", "status", "26-7", "Active", "--suspend"]);
    let pending = sandbox.json(&["listing", "status", "26-7", "Pending"]);
    assert_eq!(pending["bulletins"], json!([]));
    assert_eq!(sandbox.json(&["bulletin", "LB-1"])["is_suspended"], true);
}

#[test]
fn hostile_files_change_nothing() {
    let sandbox = Sandbox::new();
    let huge = "x".repeat(70_000);
    for (name, text, expected) in [
        ("empty", String::new(), "names neither"),
        ("half.json", listings("Active")[..40].to_owned(), "no JSON"),
        ("list.json", "[]".to_owned(), "one object"),
        (
            "sold.json",
            listings("Sold"),
            "record 1: a status that the data dictionary",
        ),
        (
            "long.csv",
            format!("MemberKey,MemberStatus\n{huge},Active\n"),
            "out of its range",
        ),
        (
            "name.csv",
            format!("MemberKey,MemberStatus,MemberFullName\nM-1,Active,{huge}\n"),
            "out of its range",
        ),
        (
            "twice.csv",
            "MemberKey,MemberStatus\nM-1,Active\nM-1,Inactive\n".to_owned(),
            "two records that differ",
        ),
        (
            "quote.csv",
            "MemberKey,MemberStatus\n\"M-1,Active\n".to_owned(),
            "no CSV",
        ),
        (
            "deep.json",
            "{\"a\":".to_owned() + &"[".repeat(100_000),
            "no JSON",
        ),
    ] {
        let file = write(&sandbox, name, &text);
        let ran = sandbox.run(&["roster", "import", &file]);
        assert!([1, 2].contains(&ran.code), "{name}: {ran:?}");
        assert!(ran.err.contains(expected), "{name}: {ran:?}");
        assert_eq!(ran.out, "", "{name}");
    }
    fs::write(sandbox.path("latin.csv"), b"MemberKey,MemberStatus\n\xe9").unwrap();
    let latin = sandbox.path("latin.csv");
    let ran = sandbox.run(&["roster", "import", latin.to_str().unwrap()]);
    assert!(ran.fails(2).contains("no UTF-8"));
    let ran = sandbox.run(&["roster", "import", "nowhere.csv"]);
    assert!(ran.fails(4).contains("cannot be read"));
    assert_eq!(sandbox.json(&["member", "list"])["members"], json!([]));
    assert_eq!(
        sandbox.json(&["roster", "status"])["last_import"],
        Value::Null
    );
    // Signs that a table or a shell may stumble over are texts like others.
    let odd = "MemberKey,MemberStatus,MemberFullName\n\"=1+1\",Active,\"a|b \"\"; DROP TABLE \
               member; --\"\n";
    sandbox.ok(&["roster", "import", &write(&sandbox, "odd.csv", odd)]);
    let member = sandbox.json(&["member", "show", "=1+1"]);
    assert_eq!(member["MemberFullName"], "a|b \"; DROP TABLE member; --");
}

#[test]
fn an_import_cut_off_is_whole_or_not_there() {
    let sandbox = Sandbox::new();
    let file = write(&sandbox, "members.csv", &members(2_000, &[]));
    let mut done = false;
    for round in 0..60_u64 {
        let mut command = sandbox.command(&["roster", "import", &file]);
        let mut child = command
            .env("DOORWARD_NOW", NOW)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(round * round * 60));
        let _ = child.kill();
        child.wait().unwrap();
        let database = rusqlite::Connection::open(sandbox.database()).unwrap();
        let count = |table: &str| -> i64 {
            let query = format!("SELECT count(*) FROM {table}");
            database.query_row(&query, [], |row| row.get(0)).unwrap()
        };
        let (members, imports) = (count("member"), count("roster_import"));
        assert!(
            (members == 0 && imports == 0) || (members == 2_000 && imports >= 1),
            "{members} {imports}"
        );
        done |= members > 0;
    }
    assert!(done, "every import was cut off");
}
