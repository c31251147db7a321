//! `vectors run` against the reference: right, and with one deliberate mistake at a time.

use std::process::Command;

use serde_json::Value;

use crate::sandbox::{bare, ran, repository};

/// Codes of the longest digest that is asked for: the reference takes its time.
const DIGESTS_UP_TO: &str = "1000";

fn adapter() -> String {
    format!(
        "python3 '{}'",
        repository("vectors/reference/adapter.py").display()
    )
}

fn run(adapter: &str, path: &str) -> Command {
    let mut command = bare();
    command
        .args(["vectors", "run", "--digests-up-to", DIGESTS_UP_TO])
        .args(["--adapter", adapter])
        .arg(repository(path));
    command
}

#[test]
fn the_reference_passes_in_every_capability() {
    let report = ran(run(&adapter(), "vectors").arg("--json")).json();
    let capabilities = report["capabilities"].as_array().unwrap();
    assert_eq!(capabilities.len(), 4);
    for capability in capabilities {
        assert_eq!(capability["verdict"], "passed", "{capability}");
    }
}

/// The mistakes that the reference can make, a line of JSON each.
fn mutants() -> Vec<Value> {
    let output = Command::new("python3")
        .arg(repository("vectors/reference/adapter.py"))
        .arg("--mutants")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_mistake_is_caught_and_named() {
    let mutants = mutants();
    assert!(mutants.len() >= 10, "{mutants:?}");
    for mutant in mutants {
        let text = |member: &str| mutant[member].as_str().unwrap();
        let command = format!("{} --mutant '{}'", adapter(), text("mutant"));
        let file = format!("vectors/{}.json", text("algorithm"));
        let caught = ran(&mut run(&command, &file));
        assert_eq!(caught.code, 1, "{mutant}: {caught:?}");
        // The report breaks nothing off, and shows the flag with its note.
        assert!(caught.out.contains(": failed in "), "{mutant}: {caught:?}");
        let carry = format!(" flag {} (", text("flag"));
        let line = caught.out.lines().find(|line| line.contains(&carry));
        let line = line.unwrap_or_else(|| panic!("{mutant}: {}", caught.out));
        assert!(line.contains(text("mistake")), "{mutant}: {line}");
    }
}
