//! What a code is.

use std::io::Write as _;
use std::process::Stdio;

use crate::sandbox::Sandbox;

#[test]
fn a_flex_code_is_explained_at_every_hour() {
    let sandbox = Sandbox::new();
    let flex = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "2h",
        "--to",
        "Ben",
    ];
    let code = sandbox.json(&flex);
    let digits = code["code"].as_str().unwrap();
    let at = |now: &str| sandbox.at(now, &["read", digits]);
    for (now, exit, words) in [
        (
            "2026-03-08 13:57",
            1,
            "too early: accepted from 2026-03-08 13:58 -07:00 on",
        ),
        (
            "2026-03-08 13:58",
            0,
            "accepted until 2026-03-08 16:02 -07:00, unless",
        ),
        ("2026-03-08 16:01", 0, "accepted until"),
        (
            "2026-03-08 16:02",
            1,
            "too late: a first entry had to come before 2026-03-08 16:02",
        ),
    ] {
        let read = at(now);
        assert_eq!(read.code, exit, "{read:?}");
        assert!(read.out.contains(words), "{read:?}");
        assert!(
            read.out
                .contains("flex code of 2026-03-08 14:00 to 16:00 -07:00"),
            "{read:?}"
        );
        assert!(read.out.contains("lockbox  LB-1"), "{read:?}");
        assert!(
            read.out
                .contains("issued   2026-03-07 12:00 -08:00, to Ben"),
            "{read:?}"
        );
        assert!(!read.out.contains(digits), "{read:?}");
    }
    let slow = ["read", digits, "--box-clock", "2026-03-08 12:00"];
    let slow = sandbox.at("2026-03-08 14:00", &slow);
    assert_eq!(slow.code, 1);
    assert!(slow.out.contains("refused by the box's clock"), "{slow:?}");
    let drifted = ["read", digits, "--tolerance", "180"];
    assert_eq!(sandbox.at("2026-03-08 13:57", &drifted).code, 0);
    sandbox.ok(&["lockbox", "epoch", "LB-1", "1"]);
    let over = at("2026-03-08 14:00");
    assert_eq!(over.code, 1);
    assert!(over.out.contains("refused: its epoch is over"), "{over:?}");
}

#[test]
fn a_long_code_opens_on_once_it_was_entered() {
    let sandbox = Sandbox::new();
    let flex = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "3d",
        "--until-end",
    ];
    let code = sandbox.digits(&flex);
    let read = sandbox.at("2026-03-10 12:00", &["read", &code]);
    assert_eq!(read.code, 1);
    let words = "had to come before 2026-03-09 14:02 -07:00; entered before then, it opens until \
                 2026-03-11 14:00 -07:00";
    assert!(read.out.contains(words), "{read:?}");
}

#[test]
fn groups_are_read_and_nothing_else() {
    let sandbox = Sandbox::new();
    let code = sandbox.json(&["code", "day", "LB-1"]);
    let digits = code["code"].as_str().unwrap();
    let grouped = code["grouped"].as_str().unwrap();
    let (head, tail) = digits.split_at(3);
    let spaced = format!(" {head} {tail} ");
    for typed in [&[digits][..], &[grouped], &[head, tail], &[&spaced]] {
        let args = [&["read", "--json"], typed].concat();
        let json = sandbox.run(&args).json();
        assert_eq!(json["meanings"][0]["slot"], 0, "{typed:?}");
        assert_eq!(json["accepted"], true);
    }
    for typed in [
        "12345",
        "1234567890123",
        "012.3456",
        "0123456x",
        "\u{661}234567",
        "",
    ] {
        let message = sandbox.run(&["read", typed]).fails(2);
        assert!(typed.is_empty() || !message.contains(typed), "{message}");
    }
    let mut command = sandbox.command(&["read", "-", "--json"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(format!("{grouped}\n").as_bytes())
        .unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn all_boxes_are_searched_and_issued_codes_preferred() {
    let sandbox = Sandbox::new();
    for at in 2..12 {
        let id = format!("LB-{at}");
        sandbox.ok(&["lockbox", "add", &id, "--zone", "pacific"]);
    }
    let code = sandbox.digits(&["code", "day", "LB-7"]);
    let json = sandbox.json(&["read", &code]);
    let first = &json["meanings"][0];
    assert_eq!(
        (&first["lockbox"], &first["provenance"]),
        (&"LB-7".into(), &"issued".into())
    );
    assert_eq!(first["family"], "day");
    // 125 dates, 9 epochs, 16 slots and 11 boxes.
    assert_eq!(
        first["coincidence_one_in"],
        10_000_000 / (125 * 9 * 16) / 11
    );
    let other = sandbox.run(&["read", &code, "--lockbox", "LB-8", "--json"]);
    assert_eq!(other.code, 1);
    assert!(other.out.contains("\"accepted\": false"));
    assert!(
        sandbox
            .run(&["read", &code, "--lockbox", "LB-99"])
            .fails(1)
            .contains("LB-99")
    );
}

#[test]
fn a_number_that_means_nothing_is_said_to_mean_nothing() {
    let sandbox = Sandbox::new();
    let read = sandbox.run(&["read", "123456789"]);
    assert_eq!(read.code, 1);
    assert_eq!(
        read.out,
        "not a code of lockbox LB-1: none takes codes of 9 digits\n"
    );
    let empty = Sandbox::empty();
    empty.ok(&["init"]);
    assert!(
        empty
            .run(&["read", "1234567"])
            .out
            .contains("knows no lockbox")
    );
}

#[test]
fn a_key_holders_code_is_known_as_such() {
    let sandbox = Sandbox::new();
    let holder = sandbox.digits(&["code", "day", "LB-1", "--slots", "holder"]);
    // The same vault, had it handed the key out instead.
    let database = rusqlite::Connection::open(sandbox.database()).unwrap();
    database.execute("DELETE FROM day_slot", []).unwrap();
    sandbox.ok(&["key", "day", "LB-1"]);
    let json = sandbox.json(&["read", &holder]);
    assert_eq!(json["meanings"][0]["provenance"], "key_holder");
    assert!(
        sandbox
            .ok(&["read", &holder])
            .contains("its holder may have")
    );
    let cancel = ["code", "service", "LB-1", "cancel", "--code", &holder];
    assert_eq!(sandbox.json(&cancel)["slot"], 8);
}

#[test]
fn a_code_nobody_issued_is_told_apart() {
    let sandbox = Sandbox::new();
    let code = sandbox.digits(&["code", "day", "LB-1", "--date", "tomorrow"]);
    let database = rusqlite::Connection::open(sandbox.database()).unwrap();
    database.execute("DELETE FROM day_slot", []).unwrap();
    let read = sandbox.run(&["read", &code]);
    assert!(
        read.out
            .contains("not by this vault; one number in 555 looks like"),
        "{read:?}"
    );
    let service = sandbox.digits(&["code", "service", "LB-1", "raise-epoch"]);
    assert_eq!(sandbox.run(&["read", &service]).code, 0);
    database.execute("DELETE FROM service_code", []).unwrap();
    let read = sandbox.run(&["read", &service, "--json"]);
    assert_eq!(read.code, 1);
    assert!(read.out.contains("\"verdict\": \"not_made\""), "{read:?}");
}

#[test]
fn renewal_codes_are_found_among_the_cards() {
    let sandbox = Sandbox::new();
    for card in ["CARD-1", "CARD-2"] {
        sandbox.ok(&["card", "add", card, "--zone", "pacific"]);
    }
    let code = sandbox
        .at(
            "2026-03-08T12:00-07:00",
            &["code", "renewal", "CARD-2", "--json"],
        )
        .json()["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let at = |now: &str| sandbox.at(now, &["read", &code]);
    let early = at("2026-03-07 23:59");
    assert_eq!(early.code, 1);
    assert!(
        early
            .out
            .contains("renewal code of card CARD-2 on 2026-03-08, number 1"),
        "{early:?}"
    );
    assert_eq!(at("2026-03-08 00:00").code, 0);
    assert!(at("2026-03-09 00:00").out.contains("too late"));
    let json = sandbox
        .at("2026-03-08 12:00", &["read", &code, "--json"])
        .json();
    let first = &json["meanings"][0];
    assert_eq!(
        (&first["family"], &first["card"]),
        (&"renewal".into(), &"CARD-2".into())
    );
    assert_eq!(first["verdict"], "acceptable");
}
