//! A simulated box: its keypad, and what it counts.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;

use crate::sandbox::{Ran, Sandbox};

/// A number that is no code of `LB-1` on any date that is tested.
pub(crate) const WRONG: &str = "0000001";

impl Sandbox {
    /// A vault with a box, its clock set at noon.
    pub(crate) fn with_box(limits: &[&str]) -> Self {
        let sandbox = Self::new();
        sandbox.ok(&[&["box", "install", "LB-1"], limits].concat());
        sandbox
    }

    pub(crate) fn enter(&self, now: &str, digits: &str) -> Value {
        self.decision(now, &["enter", "LB-1", digits])
    }

    /// What a box decides, with the exit code that goes with it.
    pub(crate) fn decision(&self, now: &str, args: &[&str]) -> Value {
        let ran = self.at(now, &[&["box"], args, &["--json"]].concat());
        let json: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
        let number = json["number"].as_u64().unwrap();
        assert_eq!(ran.code, i32::from(number > 1), "{ran:?}");
        json
    }

    pub(crate) fn boxes(&self) -> std::path::PathBuf {
        self.vault().join("boxes")
    }

    /// Runs with lines on standard input.
    pub(crate) fn typing(&self, args: &[&str], lines: &str) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(lines.as_bytes()).unwrap();
        drop(stdin);
        Ran::new(&child.wait_with_output().unwrap())
    }
}

#[test]
fn a_day_code_opens_for_an_hour() {
    let sandbox = Sandbox::with_box(&[]);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    let enter = ["box", "enter", "LB-1", digits.as_str()];
    let opened = sandbox.at("2026-03-07 12:05", &enter);
    assert_eq!(opened.code, 0);
    assert!(
        opened
            .out
            .contains("0, open: key compartment, until 2026-03-07 13:05 -08:00"),
        "{opened:?}"
    );
    let again = sandbox.enter("2026-03-07 13:04", &digits);
    assert_eq!(again["decision"], "open");
    assert_eq!(again["operation"], "key_compartment");
    assert_eq!(again["until"]["local"], "2026-03-07T13:05:00-08:00");
    assert_eq!(again["at"]["local"], "2026-03-07T13:04:00-08:00");
    let refused = sandbox.at("2026-03-07 13:05", &enter);
    assert_eq!(refused.code, 1);
    assert!(
        refused.out.contains("7, refused: the code is used up"),
        "{refused:?}"
    );
    for answer in [&opened.out, &refused.out] {
        assert!(!answer.contains(&digits));
    }
}

#[test]
fn a_keypad_sends_digits_and_nothing_else() {
    let sandbox = Sandbox::with_box(&[]);
    let code = sandbox.json(&["code", "day", "LB-1"]);
    let digits = code["code"].as_str().unwrap();
    let grouped = code["grouped"].as_str().unwrap();
    let spaced = format!(" {digits}");
    for typed in [grouped, &spaced, "", "123456", "1234567890123", "12345678"] {
        let refused = sandbox.enter("2026-03-07 12:00", typed);
        assert_eq!(refused["reason"], "malformed", "{typed:?}");
        // Not counted.
        assert_eq!(refused["next"]["run"], 0);
    }
    let from_stdin = ["box", "enter", "LB-1", "-", "--json"];
    for (typed, number) in [(format!("{digits}\n"), 0), (format!("{digits} \n"), 3)] {
        let ran = sandbox.typing(&from_stdin, &typed);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(json["number"], number, "{typed:?}");
    }
    let shackle = sandbox.decision("2026-03-07 12:00", &["enter", "LB-1", digits, "--shackle"]);
    assert_eq!(shackle["reason"], "wrong_code");
}

#[test]
fn guesses_make_the_keypad_wait_and_then_stop() {
    let sandbox = Sandbox::with_box(&["--refusals-max", "8"]);
    for run in 1..=5 {
        let refused = sandbox.enter("2026-03-07 12:00", WRONG);
        assert_eq!(refused["reason"], "wrong_code");
        assert_eq!(refused["next"]["run"], run);
        assert_eq!(refused["next"]["keypad"], "reads");
    }
    let sixth = sandbox.at("2026-03-07 12:00", &["box", "enter", "LB-1", WRONG]);
    assert!(
        sixth
            .out
            .contains("reads nothing until 2026-03-07 12:01 -08:00, after 6 refusals in a run"),
        "{sixth:?}"
    );
    let unread = sandbox.enter("2026-03-07T12:00:59", WRONG);
    assert_eq!(unread["reason"], "throttled");
    assert_eq!(unread["until"]["local"], "2026-03-07T12:01:00-08:00");
    assert_eq!(unread["next"]["refusals"], 6);
    let seventh = sandbox.enter("2026-03-07 12:01", WRONG);
    assert_eq!(
        seventh["next"]["until"]["local"],
        "2026-03-07T12:03:00-08:00"
    );
    let eighth = sandbox.enter("2026-03-07 12:03", WRONG);
    assert_eq!(eighth["next"]["keypad"], "stopped");
    assert_eq!(
        eighth["next"]["next_forgiven"]["local"],
        "2026-03-07T15:00:00-08:00"
    );
    let stopped = sandbox.at("2026-03-07 14:59", &["box", "enter", "LB-1", WRONG]);
    assert!(stopped.out.contains("5, refused: the keypad is stopped"));
    assert!(
        stopped.out.contains("until 2026-03-07 15:00 -08:00"),
        "{stopped:?}"
    );
    let status = sandbox
        .at("2026-03-07 15:00", &["box", "status", "LB-1"])
        .ok();
    assert!(
        status.contains("7 in all; one is forgiven at 2026-03-07 18:00"),
        "{status}"
    );
    let sync = sandbox.decision("2026-03-07 14:59", &["sync", "LB-1"]);
    assert_eq!(sync["next"]["refusals"], 0);
}

#[test]
fn a_jammed_door_gets_a_second_try_unless_it_opened() {
    let sandbox = Sandbox::with_box(&["--single-use-day-codes"]);
    let first = sandbox.digits(&["code", "day", "LB-1"]);
    let second = sandbox.digits(&["code", "day", "LB-1"]);
    let opened = sandbox.enter("2026-03-07 12:00", &first);
    assert_eq!(
        opened["next"]["repeat_until"]["local"],
        "2026-03-07T12:02:00-08:00"
    );
    assert_eq!(sandbox.enter("2026-03-07T12:01:59", &first)["number"], 0);
    assert_eq!(
        sandbox.enter("2026-03-07T12:01:59", &first)["reason"],
        "used_up"
    );
    let text = sandbox
        .at("2026-03-07 12:03", &["box", "enter", "LB-1", &second])
        .ok();
    assert!(
        text.contains("the last code opens once more until 2026-03-07 12:05"),
        "{text}"
    );
    let confirmed = sandbox.decision("2026-03-07 12:03", &["confirm", "LB-1"]);
    assert_eq!(confirmed["applied"], "confirmed");
    assert!(confirmed["next"]["repeat_until"].is_null());
    assert_eq!(
        sandbox.enter("2026-03-07 12:04", &second)["reason"],
        "used_up"
    );
    let text = sandbox.ok(&["box", "confirm", "LB-1"]);
    assert!(
        text.contains("1, applied: the opening is confirmed"),
        "{text}"
    );
}

#[test]
fn a_session_is_typed_line_by_line() {
    let sandbox = Sandbox::with_box(&[]);
    let digits = sandbox.digits(&["code", "day", "LB-1"]);
    let lines = format!(
        "{digits}\nshackle {digits}\nconfirm\n\nhello\ntick\nchallenge\nbulletin 00\nbulletin x\n\
         status\n12-34\nquit\n{WRONG}\n"
    );
    let session = ["box", "session", "LB-1"];
    let text = sandbox.typing(&session, &lines).ok();
    for words in [
        "0, open: key compartment, until 2026-03-07 13:00 -08:00; the keypad reads on",
        "2, refused: wrong code; the keypad reads on; 1 refusal in a run",
        "not understood: type digits",
        "1, applied: time is kept",
        "challenge ",
        "26, refused: not supported",
        "lockbox    LB-1, generation 0",
        "3, refused: not a code",
        "left lockbox LB-1",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains(&digits) && !text.contains("> "));
    assert_eq!(text.matches("refused: wrong code").count(), 1);
    let json = sandbox
        .typing(&[&session[..], &["--json"]].concat(), &lines)
        .json();
    let lines = json["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 10);
    assert_eq!(lines[0]["number"], 0);
    assert_eq!(
        lines[3]["error"].as_str().unwrap().split(',').next(),
        Some("type digits")
    );
    assert_eq!(lines[5]["challenge"].as_str().unwrap().len(), 32);
    assert_eq!(lines[8]["bulletin_sequence"], 1);
}
