//! Vaults of older tools are brought up to date, and lose nothing.

use std::fs;

use rusqlite::Connection;

use crate::sandbox::{Sandbox, repository};

/// A vault as an older tool wrote it.
fn older(version: i64) -> Sandbox {
    let sandbox = Sandbox::empty();
    sandbox.write_key("5a".repeat(32).as_bytes());
    let path = format!("bindings/cli/tests/vault-{version}.sql");
    let before = fs::read_to_string(repository(&path)).unwrap();
    let database = Connection::open(sandbox.database()).unwrap();
    database.execute_batch(&before).unwrap();
    drop(database);
    assert_eq!(version_of(&sandbox), version);
    sandbox
}

fn version_of(sandbox: &Sandbox) -> i64 {
    let database = Connection::open(sandbox.database()).unwrap();
    database
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

#[test]
fn a_vault_of_an_older_version_is_brought_up_to_date() {
    for version in [1, 2] {
        let sandbox = older(version);
        // What it held is there, and what is new starts from nothing.
        let listed = sandbox.json(&["code", "list", "LB-1"]);
        assert_eq!(version_of(&sandbox), 4);
        assert_eq!(listed["codes"].as_array().unwrap().len(), 3);
        // At a listing the issuing rules hold, and want to know who issues.
        let message = sandbox.run(&["code", "day", "LB-1"]).fails(1);
        assert!(message.contains("--by"), "{message}");
        sandbox.ok(&["lockbox", "unassign", "LB-1"]);
        let second = sandbox.json(&["code", "day", "LB-1"]);
        assert_eq!(second["slot"], 1);
        let boxes = sandbox.json(&["lockbox", "list"]);
        assert_eq!(boxes["lockboxes"][1]["epoch"], 3);
        let installed = sandbox.json(&["box", "install", "LB-2"]);
        assert_eq!(installed["generation"], 1);
        assert_eq!(installed["sync"]["sequence"], 1);
        assert_eq!(installed["is_suspended"], false);
        let grants = sandbox.json(&["grant", "list", "LB-2"]);
        assert_eq!(grants["grants"].as_array().unwrap().len(), 0);
    }
}

#[test]
fn people_and_listings_of_an_older_tool_get_the_names_of_the_data_dictionary() {
    let sandbox = older(3);
    let listings = sandbox.json(&["listing", "list"]);
    assert_eq!(version_of(&sandbox), 4);
    let listings = listings["listings"].as_array().unwrap();
    assert_eq!(listings.len(), 2);
    for (listing, key, number, address, lockbox) in [
        (&listings[0], "26-7", "26-7", "12 Main St", "LB-1"),
        (
            &listings[1],
            "x6F6C6420686F757365",
            "old house",
            "9 Côte Rd",
            "LB-3",
        ),
    ] {
        assert_eq!(listing["ListingKey"], key);
        assert_eq!(listing["ListingId"], number);
        assert_eq!(listing["UnparsedAddress"], address);
        assert_eq!(listing["StandardStatus"], "Active");
        assert_eq!(listing["lockboxes"][0], lockbox);
    }
    let shown = sandbox.json(&["listing", "show", "old house"]);
    assert_eq!(shown["ListingKey"], listings[1]["ListingKey"]);
    let member = sandbox.json(&["member", "show", "José 7"]);
    assert_eq!(member["MemberKey"], "x4A6F73C3A92037");
    assert_eq!(member["MemberFullName"], "José Núñez");
    assert_eq!(member["MemberStatus"], "Active");
    assert_eq!(member["MemberStateLicense"], "L-7");
    let grants = sandbox.json(&["grant", "list", "LB-2"]);
    assert_eq!(grants["grants"][1]["to"], "José Núñez");
    let database = Connection::open(sandbox.database()).unwrap();
    let broken: Vec<String> = database
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn bulletins_that_an_older_tool_made_are_counted_on() {
    let sandbox = older(2);
    sandbox.ok(&["lockbox", "unassign", "LB-1"]);
    let issue = ["grant", "issue", "LB-1", "--to", "Ada", "--for", "2h"];
    // It kept no copy of them, so that none can be named or carried.
    assert_eq!(sandbox.json(&issue)["bulletin"], 0);
    let made = sandbox.json(&["bulletin", "LB-1"]);
    assert_eq!(made["sequence"], 4);
    assert_eq!(made["is_suspended"], true);
    assert_eq!(sandbox.json(&issue)["bulletin"], 4);
    let message = sandbox.run(&["box", "install", "LB-1"]).fails(1);
    assert!(message.contains("was provisioned as lockbox LB-1"));
}
