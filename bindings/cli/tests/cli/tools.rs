//! Odds, vectors, the walkthrough, completions and help.

use std::fs;

use crate::sandbox::{bare, ran, repository};

#[test]
fn odds_are_shown_and_judged() {
    let odds = |args: &[&str]| ran(bare().arg("odds").args(args));
    let text = odds(&[]).ok();
    for line in [
        "day code      7       32          10,000,000         312,500",
        "flex code     10      40,976      10,000,000,000     244,045",
        "a lockbox's profile with these numbers is accepted",
    ] {
        assert!(text.contains(line), "{text}");
    }
    for (args, words) in [
        (&["--day-digits", "6"][..], "1 time in 100,000"),
        (&["--day-slots", "64"], "1 time in 100,000"),
        (&["--flex-copies", "16"], "1 time in 100,000"),
        (&["--flex-digits", "12"], "10 or 11"),
        (
            &["--tolerance", "86400", "--day-digits", "8"],
            "1 time in 100,000",
        ),
    ] {
        let ran = odds(args);
        assert_eq!(ran.code, 1, "{args:?}");
        assert!(ran.out.contains(words), "{ran:?}");
    }
    let json = odds(&["--tolerance", "0", "--json"]).json();
    assert_eq!(json["odds"][0]["one_in"], 625_000);
    assert_eq!(json["parameters"]["tolerance"], 0);
    assert_eq!(json["accepted"], true);
    assert_eq!(odds(&["--day-slots", "0"]).ok().matches("never").count(), 1);
    assert_eq!(odds(&["--tolerance", "86401"]).code, 2);
}

#[test]
fn published_vectors_agree() {
    let vectors = repository("vectors");
    let mut command = bare();
    let checked = ran(command
        .args(["vectors", "check"])
        .arg(vectors.join("renewal-code.json")));
    let text = checked.ok();
    assert!(
        text.contains("renewal-code: ") && text.contains(" 0 failed"),
        "{text}"
    );
    let mut command = bare();
    let args = ["vectors", "check", "--json"];
    let json = ran(command.args(args).arg(vectors.join("renewal-code.json"))).json();
    assert_eq!(json["passed"], true);
    assert_eq!(json["files"][0]["algorithm"], "renewal-code");
    assert!(json["executed"].as_u64().unwrap() > 0);
}

#[test]
fn vectors_that_disagree_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(repository("vectors/renewal-code.json")).unwrap();
    let at = text.find("\"code\": \"").unwrap() + 9;
    let mut wrong = text.clone();
    let digit = if &text[at..=at] == "0" { "1" } else { "0" };
    wrong.replace_range(at..=at, digit);
    fs::write(folder.path().join("renewal-code.json"), wrong).unwrap();
    let checked = ran(bare().args(["vectors", "check"]).arg(folder.path()));
    assert_eq!(checked.code, 1, "{checked:?}");
    assert!(checked.out.contains("1 failed"), "{checked:?}");
    fs::write(folder.path().join("other.json"), "{").unwrap();
    let checked = ran(bare().args(["vectors", "check"]).arg(folder.path()));
    assert!(
        checked.out.contains("1 files not understood"),
        "{checked:?}"
    );
    let missing = ran(bare().args(["vectors", "check", "/nonexistent"]));
    missing.fails(4);
}

#[test]
fn the_walkthrough_is_as_committed() {
    let home = tempfile::tempdir().unwrap();
    let played = ran(bare().arg("walkthrough").env("HOME", home.path())).ok();
    let golden = repository("bindings/cli/tests/walkthrough.txt");
    if std::env::var_os("DOORWARD_BLESS").is_some() {
        fs::write(&golden, &played).unwrap();
    }
    assert_eq!(played, fs::read_to_string(golden).unwrap());
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        0,
        "nothing is written"
    );
    // The firmware's session is compared with these decisions.
    let played = ran(bare()
        .args(["walkthrough", "--json"])
        .env("HOME", home.path()))
    .ok();
    let golden = repository("bindings/cli/tests/walkthrough.json");
    if std::env::var_os("DOORWARD_BLESS").is_some() {
        fs::write(&golden, &played).unwrap();
    }
    assert_eq!(played, fs::read_to_string(golden).unwrap());
    let json: serde_json::Value = serde_json::from_str(&played).unwrap();
    assert_eq!(json["lockbox"], "LB-00012345");
    // The worked session of the specification, decision by decision.
    let steps = json["steps"].as_array().unwrap();
    let decisions: Vec<(&str, Vec<u64>)> = steps
        .iter()
        .map(|step| {
            let lines = step["lines"].as_array().unwrap();
            let numbers = lines.iter().filter_map(|line| line["decision"].as_u64());
            (step["at"].as_str().unwrap(), numbers.collect())
        })
        .collect();
    let expected: [(&str, &[u64]); 30] = [
        ("08:30", &[1]),
        ("09:00", &[]),
        ("09:05", &[]),
        ("10:00", &[1]),
        ("10:05", &[0]),
        ("10:50", &[0]),
        ("11:06", &[7]),
        ("12:30", &[0, 1]),
        ("13:57", &[2]),
        ("14:18", &[2]),
        ("14:20", &[0, 1]),
        ("14:40", &[7]),
        ("14:45", &[2, 2, 2, 2, 2, 4]),
        ("15:30", &[1]),
        ("15:31", &[8]),
        ("16:30", &[]),
        ("16:40", &[]),
        ("16:45", &[]),
        ("17:05", &[19, 1, 0, 1]),
        ("17:20", &[20]),
        ("17:30", &[]),
        ("18:00", &[1]),
        ("18:05", &[10]),
        ("18:10", &[1]),
        ("18:12", &[0, 1]),
        ("18:15", &[7]),
        ("18:25", &[]),
        ("18:30", &[1]),
        ("18:40", &[]),
        ("19:00", &[]),
    ];
    assert_eq!(decisions.len(), expected.len());
    for ((at, numbers), (expected_at, expected)) in decisions.iter().zip(expected) {
        assert_eq!((*at, numbers.as_slice()), (expected_at, expected));
    }
}

#[test]
fn completions_for_the_common_shells() {
    for (shell, part) in [
        ("bash", "_doorward()"),
        ("zsh", "#compdef doorward"),
        ("fish", "complete -c doorward"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let script = ran(bare().args(["completions", shell])).ok();
        assert!(script.contains(part), "{shell}");
        assert!(script.contains("walkthrough"), "{shell}");
    }
    assert_eq!(ran(bare().args(["completions", "tcsh"])).code, 2);
    let json = ran(bare().args(["completions", "bash", "--json"])).json();
    assert_eq!(json["shell"], "bash");
}

#[test]
fn help_documents_what_everyone_needs() {
    let help = ran(bare().arg("--help")).ok();
    for words in [
        "--now",
        "DOORWARD_NOW",
        "DOORWARD_ROOT_KEY",
        "Exit codes",
        "--vault",
        "--json",
    ] {
        assert!(help.contains(words), "{words}");
    }
    assert!(ran(bare().arg("--version")).ok().starts_with("doorward "));
    let nothing = ran(&mut bare());
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
}

#[test]
fn a_closed_output_is_an_error_and_no_panic() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = bare();
    let ran = command.arg("walkthrough").stdout(full).output().unwrap();
    let err = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(4), "{err}");
    assert!(
        err.starts_with("error: standard output cannot be written"),
        "{err}"
    );
}
