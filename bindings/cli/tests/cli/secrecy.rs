//! Codes and keys are printed on request, and nowhere else.

use std::fs;

use doorward::grants::Grant;

use crate::sandbox::{Sandbox, ran};

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn the_vault_holds_no_code_and_no_key() {
    let sandbox = Sandbox::new();
    sandbox.ok(&["card", "add", "CARD-1"]);
    let mut codes = Vec::new();
    for _ in 0..16 {
        codes.push(sandbox.digits(&["code", "day", "LB-1"]));
    }
    let flex = [
        "code",
        "flex",
        "LB-1",
        "--from",
        "2026-03-08 14:00",
        "--for",
        "2h",
    ];
    for _ in 0..4 {
        codes.push(sandbox.digits(&flex));
    }
    let last = codes.last().unwrap().clone();
    codes.push(sandbox.digits(&["code", "service", "LB-1", "cancel", "--code", &last]));
    for kind in ["set-clock", "raise-epoch"] {
        codes.push(sandbox.digits(&["code", "service", "LB-1", kind]));
    }
    codes.push(sandbox.digits(&["code", "renewal", "CARD-1"]));
    let key = sandbox.json(&["key", "day", "LB-1", "--date", "tomorrow"]);
    let mut secrets: Vec<Vec<u8>> = Vec::new();
    for code in &codes {
        secrets.push(code.as_bytes().to_vec());
        // As SQLite would keep the number.
        let number = code.parse::<u64>().unwrap().to_be_bytes();
        let from = number.iter().position(|byte| *byte != 0).unwrap();
        secrets.push(number[from..].to_vec());
    }
    let root = fs::read_to_string(sandbox.vault().join("root.key")).unwrap();
    for hex in [key["key"].as_str().unwrap(), root.trim_end()] {
        secrets.push(hex.as_bytes().to_vec());
        let bytes: Vec<u8> = (0..32)
            .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
            .collect();
        secrets.push(bytes);
    }
    for file in fs::read_dir(sandbox.vault()).unwrap() {
        let path = file.unwrap().path();
        if path.ends_with("root.key") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        // Three bytes and fewer are met by chance.
        for secret in secrets.iter().filter(|secret| secret.len() > 3) {
            assert!(!contains(&bytes, secret), "{}", path.display());
        }
    }
}

#[test]
fn a_box_keeps_its_key_apart_and_shows_no_code() {
    let sandbox = Sandbox::with_box(&[]);
    let mut codes = vec![sandbox.digits(&["code", "day", "LB-1"])];
    codes.push(sandbox.digits(&["code", "service", "LB-1", "set-clock"]));
    codes.push("7654321".to_owned());
    let mut printed = String::new();
    for code in &codes {
        for args in [
            &["box", "enter", "LB-1", code][..],
            &["box", "enter", "LB-1", code, "--json"],
        ] {
            let ran = sandbox.run(args);
            printed.push_str(&ran.out);
            printed.push_str(&ran.err);
        }
        let ran = sandbox.typing(&["box", "session", "LB-1", "--json"], code);
        printed.push_str(&ran.out);
        let refused = sandbox.run(&["box", "enter", "LB-1", code, code]);
        assert_eq!(refused.code, 2);
        printed.push_str(&refused.err);
    }
    let key = fs::read_to_string(sandbox.boxes().join("LB-1.key")).unwrap();
    let key = key.trim_end();
    let bytes: Vec<u8> = (0..32)
        .map(|at| u8::from_str_radix(&key[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    for name in ["LB-1.flash", "LB-1.clock"] {
        let file = fs::read(sandbox.boxes().join(name)).unwrap();
        assert!(!contains(&file, key.as_bytes()) && !contains(&file, &bytes));
        for code in &codes {
            assert!(!contains(&file, code.as_bytes()), "{name}");
        }
    }
    for code in &codes {
        assert!(!printed.contains(code.as_str()));
    }
    assert!(!printed.contains(key));
}

#[test]
fn a_grants_text_is_printed_on_request_and_kept_nowhere() {
    let sandbox = Sandbox::with_box(&[]);
    let mut printed = String::new();
    let mut run = |args: &[&str]| {
        let ran = sandbox.run(args);
        printed.push_str(&ran.out);
        printed.push_str(&ran.err);
    };
    let (id, text) = sandbox.granted(&["--for", "2h", "--operations", "owner"]);
    let withheld = sandbox.issued(&["--for", "2h"]);
    let file = sandbox.path("log");
    let file = file.to_str().unwrap();
    let at = ["--grant", &text];
    for json in [&[][..], &["--json"]] {
        for args in [
            &["grant", "issue", "LB-1", "--to", "Bob", "--for", "1h"][..],
            &["grant", "list", "LB-1"],
            &["grant", "show", &id],
            &["grant", "show", &text],
            &["box", "present", "LB-1", at[0], at[1], "--operation", "key"],
            &[
                "box",
                "present",
                "LB-1",
                at[0],
                at[1],
                "--operation",
                "key",
                "x",
            ],
            &["box", "present", "LB-1", at[0], at[1]],
            &["box", "limits", "LB-1", at[0], at[1]],
            &["box", "log", "LB-1", at[0], at[1], "--out", file],
            &["log", "verify", "LB-1", file],
            &["grant", "release", &text],
            &["grant", "revoke", &text],
            &["grant", "narrow", &text, "--operations", "door"],
            &["grant", "narrow", &text, &text],
            &["bulletin", "LB-1", "--live", &text],
            &["bulletin", "LB-1"],
            &["grant", "revoke", &withheld],
        ] {
            run(&[args, json].concat());
        }
    }
    run(&["grant", "revoke", &id]);
    assert!(!printed.contains("dwg1."), "{printed}");
    let grant = Grant::from_text(&text).unwrap();
    let tag = grant.expose_tag();
    let spelled = base16ct::lower::encode_string(tag);
    // In base64 its last bytes.
    let signs = &text[text.len() - 40..];
    assert!(!printed.contains(&spelled) && !printed.contains(signs));
    let mut files = vec![sandbox.database(), file.into()];
    for entry in fs::read_dir(sandbox.boxes()).unwrap() {
        files.push(entry.unwrap().path());
    }
    for file in files {
        let bytes = fs::read(&file).unwrap();
        for secret in [signs.as_bytes(), tag, spelled.as_bytes(), b"dwg1."] {
            assert!(!contains(&bytes, secret), "{}", file.display());
        }
    }
}

#[test]
fn what_cannot_be_understood_is_not_repeated() {
    let sandbox = Sandbox::new();
    for args in [
        &["raed", "0123456"][..],
        &["--lockbox", "012-3456"],
        &["code", "day", "LB-1", "0123456789"],
        &["code", "service", "LB-1", "cancel", "784083796744"],
        &["read", "--tolerance", "0123456"],
    ] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, 2, "{ran:?}");
        for digits in ["0123456", "012-3456", "784083796744"] {
            assert!(!ran.err.contains(digits), "{ran:?}");
        }
    }
    let mut command = sandbox.command(&["code", "day", "LB-1"]);
    let ran = ran(command.env("DOORWARD_ROOT_KEY", "ab".repeat(33)));
    assert!(!ran.fails(3).contains("abab"));
}
