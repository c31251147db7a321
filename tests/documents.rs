//! What the documents claim and a program can look up: that each attack of the threat model is
//! tried where it says so, and the guess odds of every profile.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use doorward::codes::CodeProfile;
use doorward::codes::odds::GuessParameters;

fn read(path: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    assert!(text.is_ok(), "{path}: {text:?}");
    text.unwrap_or_default()
}

/// The cells of each row of a table that follows a heading.
fn rows_under(document: &str, heading: &str) -> Vec<Vec<String>> {
    let parts = document.split_once(&format!("\n## {heading}\n"));
    assert!(parts.is_some(), "no section {heading}");
    let (_, section) = parts.unwrap_or_default();
    section
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(|line| {
            let cells = line.trim_matches('|').split('|');
            cells.map(|cell| cell.trim().to_owned()).collect()
        })
        .collect()
}

/// Names of the tests in a file.
fn tests_of(source: &str) -> BTreeSet<String> {
    let mut lines = source.lines();
    let mut names = BTreeSet::new();
    while let Some(line) = lines.next() {
        if line.trim() == "#[test]"
            && let Some(name) = lines
                .by_ref()
                .find_map(|line| line.trim().strip_prefix("fn "))
        {
            names.insert(name.split('(').next().unwrap_or(name).to_owned());
        }
    }
    names
}

#[test]
fn every_attack_of_the_threat_model_is_tried_where_it_says() {
    let attacks = rows_under(&read("docs/threat-model.md"), "Attacks tried");
    let mut named = BTreeSet::new();
    for row in &attacks {
        let place = row[2].trim_matches('`');
        let (path, name) = place.split_once("::").expect("a file and a test");
        assert!(
            tests_of(&read(path)).contains(name),
            "{path} has no test {name}"
        );
        assert!(
            named.insert((path.to_owned(), name.to_owned())),
            "{place} stands twice"
        );
    }
    for path in ["main.rs", "messages.rs", "log.rs"].map(|name| format!("tests/attacks/{name}")) {
        for name in tests_of(&read(&path)) {
            // What is honest is no attack.
            assert!(
                name == "an_honest_log_is_whole" || named.contains(&(path.clone(), name.clone())),
                "the threat model does not name {path}::{name}"
            );
        }
    }
}

#[test]
fn the_odds_of_every_profile_are_those_that_are_counted() {
    let mut counted = Vec::new();
    for day_digits in 0..=u8::MAX {
        for flex_digits in 0..=u8::MAX {
            if CodeProfile::new(day_digits, flex_digits).is_err() {
                continue;
            }
            let odds = GuessParameters {
                day_digits,
                flex_digits,
                ..GuessParameters::default()
            };
            counted.push(
                [day_digits.into(), flex_digits.into()]
                    .into_iter()
                    .chain(odds.odds().map(|odds| odds.one_in()))
                    .collect::<Vec<u64>>(),
            );
        }
    }
    let printed: Vec<Vec<u64>> = rows_under(&read("docs/spec/odds.md"), "Every profile")
        .iter()
        .map(|row| {
            let numbers = row.iter().map(|cell| cell.replace(',', "").parse());
            numbers.collect::<Result<_, _>>().expect("numbers")
        })
        .collect();
    assert_eq!(printed, counted);
}
