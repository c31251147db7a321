//! A simulated box whose files were damaged, lost or shared.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// Where the areas start, and how long a frame is.
const HEAD: usize = 512;
const FRAME: usize = doorward::lockbox::FRAME_LEN;

/// Every command that asks a box something, as its arguments.
const COMMANDS: [&[&str]; 6] = [
    &["enter", "LB-1", "0000001"],
    &["status", "LB-1"],
    &["sync", "LB-1"],
    &["confirm", "LB-1"],
    &["power", "LB-1"],
    &["tick", "LB-1"],
];

/// The place of the newest frame in the file: the one with the highest sequence.
fn newest_frame(flash: &[u8]) -> usize {
    let places =
        (0..2).flat_map(|area| (0..5).map(move |frame| HEAD + area * 8_192 + frame * FRAME));
    places
        .filter(|at| flash[*at..].starts_with(b"DWJ1"))
        .max_by_key(|at| flash[at + 8..at + 12].to_vec())
        .unwrap()
}

#[test]
fn a_truncated_flash_is_a_lost_state() {
    let sandbox = Sandbox::with_box(&[]);
    let path = sandbox.boxes().join("LB-1.flash");
    let whole = fs::read(&path).unwrap();
    let lengths = [0, 1, 100, HEAD - 1, HEAD, HEAD + 1, 3_000, whole.len() - 1];
    for length in lengths {
        fs::write(&path, &whole[..length]).unwrap();
        for command in COMMANDS {
            let answer = sandbox.decision("2026-03-07 12:00", command);
            assert_eq!(answer["number"], 14, "{command:?} of {length} bytes");
        }
        assert_eq!(fs::read(&path).unwrap().len(), length, "nothing is written");
    }
    let text = sandbox.run(&["box", "status", "LB-1"]);
    assert_eq!(text.code, 1);
    assert!(
        text.out
            .contains("14, refused: the lockbox has lost its state"),
        "{text:?}"
    );
    assert!(
        text.out.contains("doorward lockbox generation LB-1"),
        "{text:?}"
    );
    let session = sandbox.typing(
        &["box", "session", "LB-1", "--json"],
        "status\n0000001\nchallenge\n",
    );
    for line in session.json()["lines"].as_array().unwrap() {
        assert_eq!(line["reason"], "state_lost");
    }
    sandbox.run(&["read", "0000001", "--box", "LB-1"]).fails(1);
    // The remedy.
    sandbox.ok(&["lockbox", "generation", "LB-1", "1"]);
    sandbox.ok(&["box", "install", "LB-1"]);
    sandbox.ok(&["box", "status", "LB-1"]);
}

#[test]
fn a_damaged_frame_is_never_passed_over() {
    let sandbox = Sandbox::with_box(&["--single-use-day-codes"]);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    let path = sandbox.boxes().join("LB-1.flash");
    assert_eq!(sandbox.enter("2026-03-07 12:00", &digits)["number"], 0);
    let used = fs::read(&path).unwrap();
    let newest = newest_frame(&used);
    // The snapshot, the check and the magic number of the frame that knows the use; bits of
    // either sequence alone leave it whole.
    let (mut lost, mut whole) = (0, 0);
    for at in (newest..newest + FRAME)
        .step_by(67)
        .chain([newest + 9, newest + FRAME - 2])
    {
        let mut damaged = used.clone();
        damaged[at] ^= 0x10;
        fs::write(&path, &damaged).unwrap();
        match sandbox.enter("2026-03-07 12:10", &digits)["number"].as_u64() {
            Some(14) => lost += 1,
            Some(7) => whole += 1,
            other => panic!("byte {at}: {other:?}"),
        }
    }
    assert!(lost >= 20 && whole == 2, "{lost} lost, {whole} whole");
    // Anywhere else in the file, head and blank flash included.
    for at in (0..used.len()).step_by(397) {
        let mut damaged = used.clone();
        damaged[at] ^= 0x04;
        fs::write(&path, &damaged).unwrap();
        let number = sandbox.enter("2026-03-07 12:10", &digits)["number"].as_u64();
        assert!(matches!(number, Some(7 | 14)), "byte {at}: {number:?}");
    }
    fs::write(&path, vec![0xff; used.len()]).unwrap();
    assert_eq!(sandbox.enter("2026-03-07 12:10", &digits)["number"], 14);
    let mut blank = used.clone();
    blank[HEAD..].fill(0xff);
    fs::write(&path, blank).unwrap();
    assert_eq!(sandbox.enter("2026-03-07 12:10", &digits)["number"], 14);
}

#[test]
fn a_boxs_key_is_needed_and_its_own() {
    let sandbox = Sandbox::with_box(&[]);
    let key = sandbox.boxes().join("LB-1.key");
    let bytes = fs::read(&key).unwrap();
    let status = || sandbox.run(&["box", "status", "LB-1"]);
    for mode in [0o640, 0o604, 0o660] {
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
        let message = status().fails(3);
        assert!(
            message.starts_with("the box's key at") && message.contains("chmod 600"),
            "{message}"
        );
    }
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    status().ok();
    for wrong in [&b"12"[..], &[b'1'; 64]] {
        fs::write(&key, wrong).unwrap();
        status().fails(3);
    }
    fs::remove_file(&key).unwrap();
    let message = status().fails(3);
    assert!(message.contains("there is no box's key at"), "{message}");
    let json = sandbox.run(&["box", "tick", "LB-1", "--json"]);
    let error: Value = serde_json::from_str(&json.err).unwrap();
    assert_eq!(error["error"]["kind"], "key");
    fs::write(&key, bytes).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    status().ok();
}

#[test]
fn a_lost_clock_file_is_a_loss_of_power() {
    let sandbox = Sandbox::with_box(&[]);
    let clock = sandbox.boxes().join("LB-1.clock");
    for garbled in [None, Some("?")] {
        sandbox.ok(&["box", "sync", "LB-1"]);
        match garbled {
            None => fs::remove_file(&clock).unwrap(),
            Some(text) => fs::write(&clock, text).unwrap(),
        }
        let status = sandbox.at("2026-03-07 15:00", &["box", "status", "LB-1"]);
        assert!(
            status.err.contains("taken for a loss of power"),
            "{status:?}"
        );
        assert!(
            status.out.contains("12:00 -08:00, but is not set"),
            "{status:?}"
        );
        // Once.
        let status = sandbox.at("2026-03-07 15:01", &["box", "status", "LB-1"]);
        assert_eq!(status.err, "");
        assert!(
            status.out.contains("12:01 -08:00, but is not set"),
            "{status:?}"
        );
    }
}

#[test]
fn a_box_of_a_newer_tool_is_left_alone() {
    use sha2::Digest as _;

    let sandbox = Sandbox::with_box(&[]);
    let path = sandbox.boxes().join("LB-1.flash");
    let mut bytes = fs::read(&path).unwrap();
    let line = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let newer = String::from_utf8(bytes[..line].to_vec())
        .unwrap()
        .replacen(":1,", ":2,", 1);
    let digest = sha2::Sha256::digest(newer.as_bytes());
    let first: [u8; 8] = digest[..8].try_into().unwrap();
    let check = format!("{:016x}", u64::from_be_bytes(first));
    bytes[..=line + 16].copy_from_slice(format!("{newer}\n{check}").as_bytes());
    fs::write(&path, &bytes).unwrap();
    let message = sandbox.run(&["box", "status", "LB-1"]).fails(3);
    assert!(message.contains("version 2"), "{message}");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}
