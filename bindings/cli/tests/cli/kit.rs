//! `vectors run` against adapters that fail, each in its own way.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::{Ran, bare, ran, repository};

/// Knows the published answers of the capability `phone` by heart, and goes wrong as told: what
/// happens stands after `at`, the number of the request, in `then`.
const ADAPTER: &str = r#"
import json, os, subprocess, sys, time

vectors, at, then = sys.argv[1], int(sys.argv[2]), sys.argv[3]
OUTPUTS = {"grant": ["body", "tag", "token"], "grant-proof": ["challenge", "proof", "ack"],
           "single-key": ["steps"], "zone": ["offset_minutes", "day"]}
HEAD = ["id", "comment", "flags", "result"]

def key(*parts):
    return json.dumps(parts, sort_keys=True)

answers = {}
for name, outputs in OUTPUTS.items():
    with open(os.path.join(vectors, name + ".json")) as file:
        groups = json.load(file)["groups"]
    for group in groups:
        for test in group.pop("tests"):
            valid = test["result"] == "valid"
            out = {n: test.pop(n) for n in outputs if valid and n in test}
            given = {n: v for n, v in test.items() if n not in HEAD}
            answers[key(name, group, given)] = {"outputs": out} if valid else {"refused": True}

def say(value):
    print(value if isinstance(value, str) else json.dumps(value), flush=True)

description = {"protocol": "doorward-adapter/1", "implementation": "by heart", "version": "0",
               "capabilities": ["phone"]}
if then.startswith("describe "):
    description.update(json.loads(then.split(" ", 1)[1]))

for line in sys.stdin:
    request = json.loads(line)
    if request["request"] == "describe":
        say(description)
        continue
    number = request["n"]
    known = answers[key(request["algorithm"], request["group"], request["test"])]
    answer = {"n": number, **known}
    if number == at:
        match then:
            case "die":
                sys.exit(3)
            case "hang":
                child = subprocess.Popen(["sleep", "600"])
                with open(os.environ["CHILD"], "w") as file:
                    file.write(str(child.pid))
                time.sleep(600)
            case "deaf":
                os.close(0)
                time.sleep(600)
            case "garbage":
                say("good morning")
                continue
            case "other number":
                answer["n"] += 1
            case "text for number":
                answer["n"] = str(number)
            case "long line":
                while True:
                    sys.stdout.write("x" * 65536)
            case "cut off":
                sys.stdout.write('{"n":')
                sys.exit(0)
            case "flood":
                while True:
                    say(answer)
            case "extra":
                answer["outputs"]["surplus"] = 1
            case "missing":
                del answer["outputs"]["day"]
            case "number as text":
                answer["outputs"]["day"] = str(answer["outputs"]["day"])
            case "float":
                answer["outputs"]["day"] = float(answer["outputs"]["day"])
            case "refuse":
                answer = {"n": number, "refused": True, "reason": "not today"}
            case "accept":
                answer = {"n": number, "outputs": {"day": 1}}
            case "fail":
                answer = {"n": number, "error": "stack overflow"}
    say(answer)

match then:
    case "surplus":
        say({"n": 0, "outputs": {}})
    case "linger":
        time.sleep(600)
    case "exit":
        sys.exit(7)
"#;

/// A folder with the adapter in it.
struct Kit {
    folder: tempfile::TempDir,
}

impl Kit {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("adapter.py"), ADAPTER).unwrap();
        Self { folder }
    }

    /// Runs the files of the capability against an adapter that goes wrong at a request.
    fn run(&self, at: u32, then: &str) -> Ran {
        self.run_with(at, then, &["--timeout", "60"])
    }

    fn run_with(&self, at: u32, then: &str, more: &[&str]) -> Ran {
        let vectors = repository("vectors");
        let quoted = |path: &Path| format!("'{}'", path.display());
        let adapter = format!(
            "python3 {} {} {at} '{then}'",
            quoted(&self.folder.path().join("adapter.py")),
            quoted(&vectors),
        );
        let mut command = run(&adapter);
        command.args(more).env("CHILD", self.child());
        for name in ["zone", "grant", "grant-proof", "single-key"] {
            command.arg(vectors.join(format!("{name}.json")));
        }
        ran(&mut command)
    }

    fn child(&self) -> std::path::PathBuf {
        self.folder.path().join("child")
    }
}

fn run(adapter: &str) -> Command {
    let mut command = bare();
    command.args(["vectors", "run", "--adapter", adapter]);
    command
}

/// No run of these goes wrong.
const NEVER: u32 = u32::MAX;

/// The request of a valid test of `zone`, which has flags.
const VALID: u32 = 8;

/// The number of the first request whose test is invalid.
fn first_invalid() -> u32 {
    let text = fs::read_to_string(repository("vectors/zone.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let groups = file["groups"].as_array().unwrap();
    let mut tests = groups
        .iter()
        .flat_map(|group| group["tests"].as_array().unwrap());
    let place = tests.position(|test| test["result"] == "invalid").unwrap();
    u32::try_from(place).unwrap()
}

#[test]
fn an_adapter_that_knows_everything_passes() {
    let text = Kit::new().run(NEVER, "").ok();
    assert!(text.contains("by heart 0"), "{text}");
    let line = "zone.json: 1030 stated, 1030 executed, 1030 passed, 0 failed\n";
    assert!(text.contains(line), "{text}");
    assert!(text.ends_with("\nphone: passed\n"), "{text}");
    // Numbers are compared by value.
    Kit::new().run(VALID, "float").ok();
}

#[test]
fn an_excepted_file_is_named_and_the_rest_passes() {
    let except = r#"describe {"except": {"single-key": "there are no cards"}}"#;
    let text = Kit::new().run(NEVER, except).ok();
    assert!(
        text.contains("single-key: excepted: there are no cards"),
        "{text}"
    );
    assert!(
        text.ends_with("\nphone: passed but for single-key\n"),
        "{text}"
    );
}

#[test]
fn a_capability_without_all_its_files_is_not_decided() {
    let kit = Kit::new();
    let claims = r#"describe {"capabilities": ["phone", "market"]}"#;
    let ran = kit.run(NEVER, claims);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("phone: passed\n"), "{ran:?}");
    let undecided = "market: not decided: there was no file of market, market-fields";
    assert!(ran.out.contains(undecided), "{ran:?}");
    kit.run_with(NEVER, claims, &["--claim", "phone"]).ok();
    let message = kit.run_with(NEVER, "", &["--claim", "box"]).fails(2);
    assert_eq!(message, "the adapter does not claim box; it claims phone");
    assert_eq!(kit.run_with(NEVER, "", &["--claim", "door"]).code, 2);
}

/// Each breaks the conversation off, says so, and leaves nothing passed.
#[test]
fn an_adapter_that_breaks_the_protocol_is_told_how() {
    let kit = Kit::new();
    for (at, then, said) in [
        (
            VALID,
            "die",
            "the adapter ended (exit status: 3) while the answer to request 8 (test 9 of zone.json) was due",
        ),
        (VALID, "garbage", "no strict json"),
        (
            VALID,
            "other number",
            "an answer to request 9 where the one to 8 is due",
        ),
        (VALID, "text for number", "not of the protocol"),
        (VALID, "long line", "line is longer than 1048576 bytes"),
        (VALID, "cut off", "broke off within a line"),
        (
            VALID,
            "flood",
            "an answer to request 8 where the one to 9 is due",
        ),
        (NEVER, "surplus", "more answers than it was asked for"),
        (NEVER, "exit", "every answer, but ended with exit status: 7"),
        (
            NEVER,
            r#"describe {"capabilities": []}"#,
            "no capability is claimed",
        ),
        (
            NEVER,
            r#"describe {"capabilities": ["door"]}"#,
            "capability door is claimed",
        ),
        (
            NEVER,
            r#"describe {"protocol": "doorward-adapter/9"}"#,
            "protocol doorward-adapter/9",
        ),
        (
            NEVER,
            r#"describe {"except": {"market": "no"}}"#,
            "market is excepted",
        ),
        (NEVER, r#"describe {"name": "x"}"#, "unknown field `name`"),
    ] {
        let ran = kit.run(at, then);
        assert_eq!(ran.code, 1, "{then}: {ran:?}");
        assert!(ran.out.contains(said), "{then}: {ran:?}");
        assert!(!ran.out.contains(": passed"), "{then}: {ran:?}");
    }
}

#[test]
fn an_adapter_that_hangs_is_ended_with_what_it_started() {
    let kit = Kit::new();
    for (then, said) in [
        (
            "hang",
            "no answer within 3 s while the answer to request 8 ",
        ),
        (
            "deaf",
            "no answer within 3 s while the answer to request 8 ",
        ),
        ("linger", "had not ended 3 s after its input did"),
    ] {
        let begun = Instant::now();
        let ran = kit.run_with(VALID, then, &["--timeout", "3"]);
        assert_eq!(ran.code, 1, "{then}: {ran:?}");
        assert!(ran.out.contains(said), "{then}: {ran:?}");
        assert!(begun.elapsed() < Duration::from_mins(5), "{then}");
    }
    let child = fs::read_to_string(kit.child()).unwrap();
    let status = fs::read_to_string(format!("/proc/{child}/status")).unwrap_or_default();
    // One that has ended waits at most for its parent's parent to hear of it.
    assert!(
        status.is_empty() || status.contains("State:\tZ"),
        "{status}"
    );
}

#[test]
fn a_command_that_is_none_is_said_to_be_none() {
    let zone = repository("vectors/zone.json");
    for adapter in ["", "'unfinished", "/nonexistent/adapter"] {
        let ran = ran(run(adapter).arg(&zone));
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("the adapter cannot be started"), "{ran:?}");
    }
    ran(run("true").arg("/nonexistent")).fails(4);
}

/// Each fails one test and no other, and the member is named.
#[test]
fn a_wrong_answer_is_shown_with_what_was_expected() {
    let kit = Kit::new();
    let invalid = first_invalid();
    for (at, then, said) in [
        (VALID, "extra", "surplus: expected nothing, got 1"),
        (VALID, "missing", "day: expected "),
        (VALID, "number as text", "got \""),
        (VALID, "refuse", "refused: not today"),
        (VALID, "fail", "error: stack overflow"),
        (invalid, "accept", "accepted, with {\"day\":1}"),
    ] {
        let ran = kit.run(at, then);
        assert_eq!(ran.code, 1, "{then}: {ran:?}");
        assert!(ran.out.contains(said), "{then}: {ran:?}");
        assert!(ran.out.contains("1029 passed, 1 failed"), "{then}: {ran:?}");
        assert!(
            ran.out.contains("1 failure carries flag"),
            "{then}: {ran:?}"
        );
        assert!(
            ran.out.ends_with("phone: failed in zone\n"),
            "{then}: {ran:?}"
        );
    }
}

#[test]
fn the_report_for_programs_is_the_same_in_a_file() {
    let kit = Kit::new();
    let file = kit.folder.path().join("report.json");
    let path = file.display().to_string();
    let ran = kit.run_with(VALID, "missing", &["--json", "--report", &path]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let mut printed: Value = serde_json::from_str(&ran.out).unwrap();
    printed.as_object_mut().unwrap().remove("warnings");
    let written: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(written, printed);
    assert_eq!(written["schema"], "doorward-report/1");
    assert_eq!(written["passed"], false);
    assert_eq!(written["fault"], Value::Null);
    assert_eq!(written["capabilities"][0]["verdict"], "failed");
    assert_eq!(written["capabilities"][0]["failed"][0], "zone");
    let failure = &written["files"][0]["failures"][0];
    assert_eq!(failure["kind"], "outputs");
    let difference = failure["differences"][0].as_object().unwrap();
    assert_eq!(difference["member"], "day");
    assert!(difference.contains_key("expected") && !difference.contains_key("found"));
    let flag = &written["files"][0]["flags"][0];
    assert_eq!(flag["failures"], 1);
    assert!(flag["note"].as_str().unwrap().len() > 10);
}
