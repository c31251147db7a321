//! Commands at one box at the same time, and commands that are killed.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use doorward::codes::{CodeUse, FlexWindow, Operation};
use doorward::keys::{Id, RootKey};
use serde_json::Value;

use crate::boxes::WRONG;
use crate::sandbox::Sandbox;

/// Noon, as [`crate::sandbox::NOW`].
const NOON: u64 = 1_772_913_600;

/// The single-use code of the half hour that starts so many hours after noon.
fn code_at(hour: u64) -> String {
    let root = RootKey::from_bytes(&[0x5a; 32]).unwrap();
    let key = root.lockbox(&Id::new("LB-1").unwrap(), 0).flex(0);
    let window = FlexWindow::new(NOON + hour * 3_600, 1_800).unwrap();
    let operation = Operation::KeyCompartment;
    let (_, code) = key
        .issue(10, window, operation, CodeUse::Single, 0)
        .unwrap();
    code.as_str().to_owned()
}

/// An instant so many seconds after noon, as `--now` takes it.
fn after(seconds: u64) -> String {
    let (day, second) = (
        7 + (43_200 + 8 * 3_600 + seconds) / 86_400,
        (72_000 + seconds) % 86_400,
    );
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("2026-03-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn spawn(sandbox: &Sandbox, now: &str, args: &[&str]) -> Child {
    let mut command = sandbox.command(&[&["box"], args, &["--json"]].concat());
    command.env("DOORWARD_NOW", now);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Kills a command after a while; the number that it had answered by then.
fn killed(mut child: Child, delay: Duration) -> Option<u64> {
    std::thread::sleep(delay);
    let _ = child.kill();
    let output = child.wait_with_output().unwrap();
    serde_json::from_slice::<Value>(&output.stdout).ok()?["number"].as_u64()
}

#[test]
fn a_killed_entry_is_harmless() {
    let sandbox = Sandbox::with_box(&["--free-refusals", "20"]);
    // From before the first write to after the last answer, however fast the disk is.
    let start = Instant::now();
    spawn(&sandbox, &after(0), &["enter", "LB-1", WRONG])
        .wait_with_output()
        .unwrap();
    let whole = start.elapsed();
    let (mut unanswered, mut used_unanswered) = (0, 0);
    for round in 0..80_u32 {
        let hour = u64::from(round) + 1;
        let code = code_at(hour);
        let enter =
            |seconds: u64| sandbox.enter(&after(hour * 3_600 + seconds), &code)["number"].clone();
        // Each delay once, in an order that has nothing to do with the flash's.
        let delay = whole * (round * 37 % 80) / 60;
        let child = spawn(&sandbox, &after(hour * 3_600), &["enter", "LB-1", &code]);
        let answered = killed(child, delay);
        // The next command works, and finds the whole state.
        let next = enter(130);
        match answered {
            Some(0) => assert_eq!(next, 7, "round {round}: opened twice"),
            None => {
                assert!(next == 0 || next == 7, "round {round}: {next}");
                unanswered += 1;
                used_unanswered += u32::from(next == 7);
            }
            other => panic!("round {round}: {other:?}"),
        }
        assert_eq!(enter(300), 7, "round {round}");
        if round % 8 == 7 {
            sandbox.decision(&after(hour * 3_600 + 400), &["sync", "LB-1"]);
        }
    }
    assert!(unanswered >= 10, "{unanswered} of 80 were killed in time");
    println!("{unanswered} unanswered, {used_unanswered} of them after the use was saved");
    let names = fs::read_dir(sandbox.boxes()).unwrap().count();
    assert_eq!(names, 4);
}

#[test]
fn a_killed_clock_code_or_sync_costs_the_clock_at_most() {
    let sandbox = Sandbox::with_box(&["--free-refusals", "20"]);
    let (mut lost, mut kept) = (0, 0);
    for round in 0..60_u64 {
        let now = after((round + 1) * 600);
        let set = sandbox
            .at(&now, &["code", "service", "LB-1", "set-clock", "--json"])
            .json();
        let digits = set["code"].as_str().unwrap().to_owned();
        let args: &[&str] = match round % 3 {
            0 => &["enter", "LB-1", &digits],
            1 => &["sync", "LB-1"],
            _ => &["power", "LB-1"],
        };
        let child = spawn(&sandbox, &now, args);
        killed(child, Duration::from_micros(2_000 + round * 61 % 60 * 400));
        let status = sandbox
            .at(&now, &["box", "status", "LB-1", "--json"])
            .json();
        if status["clock"]["is_set"] == true {
            kept += 1;
            assert_eq!(status["clock"]["ahead"], 0, "a clock that is set is right");
        } else {
            lost += 1;
        }
        let synced = sandbox.decision(&now, &["sync", "LB-1"]);
        assert_eq!(synced["number"], 1);
        assert_eq!(synced["next"]["keypad"], "reads");
    }
    println!("{kept} kept, {lost} lost");
    assert!(kept > 0);
}

#[test]
fn a_killed_installation_leaves_a_box_or_none() {
    let sandbox = Sandbox::new();
    for round in 0..24_u64 {
        let child = spawn(&sandbox, &after(0), &["install", "LB-1"]);
        std::thread::sleep(Duration::from_micros(2_000 + round * 1_300));
        let mut child = child;
        let _ = child.kill();
        child.wait().unwrap();
        let again = sandbox.run(&["box", "install", "LB-1"]);
        if again.code != 0 {
            let message = again.fails(1);
            assert!(
                message.contains("was provisioned as lockbox LB-1"),
                "{message}"
            );
        }
        let generation = (round + 1).to_string();
        sandbox.ok(&["lockbox", "generation", "LB-1", &generation]);
    }
    sandbox.ok(&["box", "install", "LB-1"]);
    sandbox.ok(&["box", "status", "LB-1"]);
}

#[test]
fn one_of_many_at_once_opens() {
    let sandbox = Sandbox::with_box(&["--free-refusals", "20", "--repeat", "0"]);
    let code = code_at(1);
    let asking: Vec<_> = (0..16)
        .map(|_| spawn(&sandbox, &after(3_600), &["enter", "LB-1", &code]))
        .collect();
    let mut answers: Vec<u64> = asking
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .map(|output| serde_json::from_slice::<Value>(&output.stdout).unwrap())
        .map(|json| json["number"].as_u64().unwrap())
        .collect();
    answers.sort_unstable();
    assert_eq!(answers, [&[0][..], &[7; 15]].concat());
    let status = sandbox
        .at(&after(3_600), &["box", "status", "LB-1", "--json"])
        .json();
    // None of them was lost.
    assert_eq!(status["refusals"], 15);
}

#[test]
fn a_session_has_the_box_for_itself() {
    let sandbox = Sandbox::with_box(&[]);
    let mut command = sandbox.command(&["box", "session", "LB-1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut session = command.spawn().unwrap();
    let mut stdin = session.stdin.take().unwrap();
    stdin.write_all(b"tick\n").unwrap();
    let mut answer = String::new();
    let mut stdout = BufReader::new(session.stdout.take().unwrap());
    stdout.read_line(&mut answer).unwrap();
    assert!(answer.starts_with("1, applied"), "{answer}");
    let mut waiting = spawn(&sandbox, &after(0), &["status", "LB-1"]);
    std::thread::sleep(Duration::from_millis(200));
    assert!(waiting.try_wait().unwrap().is_none());
    drop(stdin);
    stdout.read_line(&mut answer).unwrap();
    assert!(session.wait().unwrap().success());
    assert!(waiting.wait().unwrap().success());
}
