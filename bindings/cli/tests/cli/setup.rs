//! Vault, root key and records.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rusqlite::Connection;

use crate::sandbox::{Sandbox, bare, ran};

#[test]
fn init_makes_a_vault_and_a_key_for_the_owner_alone() {
    let sandbox = Sandbox::empty();
    let text = sandbox.ok(&["init"]);
    assert!(text.contains("Back up the root key"), "{text}");
    for (path, mode) in [
        (sandbox.vault(), 0o700),
        (sandbox.database(), 0o600),
        (sandbox.vault().join("root.key"), 0o600),
    ] {
        let found = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}", path.display());
    }
    let key = fs::read_to_string(sandbox.vault().join("root.key")).unwrap();
    assert_eq!(key.trim_end().len(), 64);
    assert!(!text.contains(key.trim_end()));
}

#[test]
fn init_overwrites_nothing() {
    let sandbox = Sandbox::empty();
    sandbox.ok(&["init"]);
    let key = fs::read(sandbox.vault().join("root.key")).unwrap();
    assert!(sandbox.run(&["init"]).fails(1).contains("already"));
    fs::remove_file(sandbox.database()).unwrap();
    assert!(sandbox.run(&["init"]).fails(1).contains("--existing-key"));
    sandbox.ok(&["init", "--existing-key"]);
    assert_eq!(fs::read(sandbox.vault().join("root.key")).unwrap(), key);
    let json = Sandbox::empty().json(&["init"]);
    assert!(json["vault"].is_string() && json["key_file"].is_string());
}

#[test]
fn without_a_vault_the_error_says_how_to_get_one() {
    let sandbox = Sandbox::empty();
    for args in [
        &["lockbox", "list"][..],
        &["code", "day", "LB-1"],
        &["read", "0123456"],
    ] {
        assert!(
            sandbox.run(args).fails(3).contains("doorward init"),
            "{args:?}"
        );
    }
}

#[test]
fn the_vault_lies_where_the_user_keeps_data() {
    let home = tempfile::tempdir().unwrap();
    ran(bare().arg("init").env("HOME", home.path())).ok();
    assert!(home.path().join(".local/share/doorward/vault.db").exists());
    let data = tempfile::tempdir().unwrap();
    ran(bare().arg("init").env("XDG_DATA_HOME", data.path())).ok();
    assert!(data.path().join("doorward/vault.db").exists());
    ran(bare()
        .args(["init", "--vault"])
        .arg(data.path().join("other")))
    .ok();
    assert!(data.path().join("other/vault.db").exists());
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    let sandbox = Sandbox::new();
    let key = sandbox.vault().join("root.key");
    for mode in [0o640, 0o604, 0o660, 0o602] {
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
        let message = sandbox.run(&["code", "day", "LB-1"]).fails(3);
        assert!(message.contains("chmod 600"), "{message}");
    }
    fs::set_permissions(&key, fs::Permissions::from_mode(0o400)).unwrap();
    sandbox.ok(&["code", "day", "LB-1"]);
}

#[test]
fn a_key_is_32_bytes_or_64_digits() {
    let sandbox = Sandbox::new();
    let key = sandbox.vault().join("root.key");
    let hex = fs::read_to_string(&key).unwrap();
    let issue = || sandbox.run(&["code", "day", "LB-1"]);
    let bytes: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    sandbox.write_key(&bytes);
    issue().ok();
    sandbox.write_key(hex.to_uppercase().as_bytes());
    issue().ok();
    for wrong in [
        &b""[..],
        &bytes[1..],
        b"00",
        &[b'0'; 63],
        &[b'g'; 64],
        &[0; 33],
    ] {
        sandbox.write_key(wrong);
        let message = issue().fails(3);
        assert!(message.contains("64 hexadecimal digits"), "{message}");
    }
    sandbox.write_key(&[b'1'; 64]);
    assert!(issue().fails(3).contains("not the one that this vault"));
    fs::remove_file(&key).unwrap();
    assert!(issue().fails(3).contains("restore its backup"));
}

#[test]
fn the_key_may_come_from_elsewhere() {
    let sandbox = Sandbox::empty();
    let key = "5".repeat(64);
    let mut init = sandbox.command(&["init", "--json"]);
    let made = ran(init.env("DOORWARD_ROOT_KEY", &key)).json();
    assert!(made["key_file"].is_null());
    assert!(!sandbox.vault().join("root.key").exists());
    sandbox.ok(&["lockbox", "add", "LB-1"]);
    let with = |key: &str| {
        let mut command = sandbox.command(&["code", "day", "LB-1"]);
        ran(command.env("DOORWARD_ROOT_KEY", key))
    };
    with(&key).ok();
    assert!(with("55").fails(3).contains("DOORWARD_ROOT_KEY"));
    assert!(with("").fails(3).contains("DOORWARD_ROOT_KEY"));
    let file = sandbox.path("key");
    fs::write(&file, &key).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let path = file.to_str().unwrap();
    sandbox.ok(&["code", "day", "LB-1", "--key-file", path]);
}

#[test]
fn a_newer_or_foreign_vault_is_left_alone() {
    let sandbox = Sandbox::new();
    let set = |sql: &str| {
        Connection::open(sandbox.database())
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    };
    set("PRAGMA user_version = 5");
    let message = sandbox.run(&["lockbox", "list"]).fails(3);
    assert!(
        message.contains("schema version 5") && message.contains("up to 4"),
        "{message}"
    );
    set("PRAGMA user_version = -1");
    sandbox.run(&["lockbox", "list"]).fails(3);
    set("PRAGMA user_version = 4; PRAGMA application_id = 0");
    assert!(
        sandbox
            .run(&["lockbox", "list"])
            .fails(3)
            .contains("no vault")
    );
    fs::write(sandbox.database(), b"").unwrap();
    assert!(
        sandbox
            .run(&["lockbox", "list"])
            .fails(3)
            .contains("no vault")
    );
    fs::write(sandbox.database(), "not a database at all".repeat(100)).unwrap();
    assert!(
        sandbox
            .run(&["lockbox", "list"])
            .fails(3)
            .contains("damaged or no vault")
    );
}

#[test]
fn records_are_added_once_and_listed() {
    let sandbox = Sandbox::new();
    let json = sandbox.json(&["lockbox", "list"]);
    assert_eq!(json["lockboxes"][0]["lockbox"], "LB-1");
    assert_eq!(json["lockboxes"][0]["zone"], "pacific");
    assert_eq!(json["lockboxes"][0]["listing"], serde_json::Value::Null);
    assert_eq!(json["warnings"].as_array().unwrap().len(), 0);
    assert!(
        sandbox
            .ok(&["lockbox", "list"])
            .contains("pacific  0           0      7 and 10")
    );
    assert!(
        sandbox
            .run(&["lockbox", "add", "LB-1"])
            .fails(1)
            .contains("already")
    );
    assert!(
        sandbox
            .run(&["lockbox", "add", "LB 2"])
            .fails(2)
            .contains("without spaces")
    );
    let missing = ["lockbox", "add", "LB-2", "--listing", "26-8"];
    assert!(sandbox.run(&missing).fails(1).contains("listing add"));
    let six = ["lockbox", "add", "LB-2", "--day-digits", "6"];
    assert!(sandbox.run(&six).fails(1).contains("1 time in 100,000"));
    let zone = ["lockbox", "add", "LB-2", "--zone", "mars"];
    assert!(sandbox.run(&zone).fails(2).contains("PST8PDT"));
    for (id, zone) in [
        ("LB-2", "-08:00"),
        ("LB-3", "+05:45"),
        ("LB-4", "PST8PDT,M3.2.0,M11.1.0"),
    ] {
        sandbox.ok(&["lockbox", "add", id, "--zone", zone]);
    }
    let zones = sandbox.json(&["lockbox", "list"]);
    assert_eq!(zones["lockboxes"][1]["zone"], "-08:00");
    assert_eq!(zones["lockboxes"][3]["zone"], "pacific");

    assert_eq!(
        sandbox.json(&["listing", "list"])["listings"][0]["UnparsedAddress"],
        "12 Main St"
    );
    assert!(
        sandbox
            .run(&["listing", "add", "26-7", "--address", "x"])
            .fails(1)
            .contains("already")
    );
    assert!(sandbox.ok(&["member", "list"]).contains("no member yet"));
    sandbox.ok(&[
        "member",
        "add",
        "A-9",
        "--name",
        "Ada Pine",
        "--license",
        "L-5",
    ]);
    assert!(
        sandbox
            .run(&["member", "add", "A-9", "--name", "x"])
            .fails(1)
            .contains("already")
    );
    assert_eq!(
        sandbox.json(&["member", "list"])["members"][0]["MemberStateLicense"],
        "L-5"
    );
    sandbox.ok(&["card", "add", "CARD-881", "--zone", "eastern"]);
    assert!(
        sandbox
            .run(&["card", "add", "CARD-881"])
            .fails(1)
            .contains("already")
    );
    assert_eq!(
        sandbox.json(&["card", "list"])["cards"][0]["zone"],
        "eastern"
    );
    assert!(sandbox.ok(&["card", "list"]).contains("CARD-881  eastern"));
    assert!(sandbox.ok(&["listing", "list"]).contains("12 Main St"));
}

#[test]
fn epochs_and_generations_only_rise() {
    let sandbox = Sandbox::new();
    let first = sandbox.digits(&["code", "day", "LB-1"]);
    sandbox.ok(&["lockbox", "epoch", "LB-1", "3"]);
    assert!(
        sandbox
            .run(&["lockbox", "epoch", "LB-1", "3"])
            .fails(1)
            .contains("only rise")
    );
    let second = sandbox.json(&["code", "day", "LB-1"]);
    // A new epoch has all its slots, and other codes.
    assert_eq!((&second["slot"], &second["epoch"]), (&0.into(), &3.into()));
    assert_ne!(second["code"], first.as_str());
    let raised = sandbox.json(&["lockbox", "generation", "LB-1", "1"]);
    assert_eq!(
        (&raised["generation"], &raised["epoch"]),
        (&1.into(), &0.into())
    );
    assert!(
        sandbox
            .run(&["lockbox", "generation", "LB-1", "1"])
            .fails(1)
            .contains("only rise")
    );
    assert_ne!(sandbox.digits(&["code", "day", "LB-1"]), first);
    assert!(
        sandbox
            .run(&["lockbox", "epoch", "LB-9", "1"])
            .fails(1)
            .contains("lockbox add")
    );
}

#[test]
fn failures_are_json_too() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["code", "day", "LB-9", "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(json["error"]["kind"], "not_found");
    assert!(json["error"]["message"].as_str().unwrap().contains("LB-9"));
}
