//! A little change anywhere must be noticed: proof that every member is consumed.

use std::collections::{BTreeMap, BTreeSet};

use doorward_vectors::{outputs, supported};
use serde_json::{Map, Value, json};

use crate::support::{
    Members, check, executed_singles, group_of_mut, is_caught, test_of, test_of_mut,
};

/// Members that say something about a test and do not belong to it.
const HEAD: &[&str] = &["id", "comment", "flags", "result", "tests"];

/// Members that only name what a test is about.
const NAMES_ONLY: &[(&str, &str)] = &[
    ("status-gate", "listing"),
    ("status-gate", "lockbox"),
    ("market-leads", "do_not_call"),
];

/// The value, changed a little in each way that leaves its type as it is.
fn alterations(name: &str, value: &Value) -> Vec<Value> {
    match value {
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            vec![json!(number + 1), json!(number - 1)]
        }
        Value::String(text) => match (name, text.as_str()) {
            ("half", "service") => vec![json!("holder")],
            ("half", "holder") => vec![json!("service")],
            ("tweak", "18446744073709551615") => vec![json!("18446744073709551614")],
            ("tweak", decimal) => {
                let value: u64 = decimal.parse().unwrap();
                vec![json!((value + 1).to_string())]
            }
            _ => other_characters(text),
        },
        Value::Array(items) => {
            let mut wider = items.clone();
            let first_absent = (0..=items.len()).find(|number| !items.contains(&json!(number)));
            wider.push(json!(first_absent));
            let narrower = items.split_last().map(|(_, rest)| json!(rest));
            narrower.into_iter().chain([Value::Array(wider)]).collect()
        }
        Value::Object(members) => {
            let mut altered = Vec::new();
            for (name, value) in members {
                for other in alterations(name, value) {
                    let mut members = members.clone();
                    members[name] = other;
                    altered.push(Value::Object(members));
                }
            }
            altered
        }
        Value::Bool(value) => vec![json!(!value)],
        // Nothing else is of its type.
        Value::Null => Vec::new(),
    }
}

/// The first and the last character, each replaced by another of its kind.
fn other_characters(text: &str) -> Vec<Value> {
    let characters: Vec<char> = text.chars().collect();
    let places = BTreeSet::from([0, characters.len().saturating_sub(1)]);
    places
        .into_iter()
        .filter(|place| *place < characters.len())
        .map(|place| {
            let mut characters = characters.clone();
            characters[place] = match characters[place] {
                '9' => '0',
                'f' | 'z' => 'a',
                'Z' => 'A',
                other => char::from_u32(u32::from(other) + 1).unwrap(),
            };
            json!(characters.into_iter().collect::<String>())
        })
        .collect()
}

/// The members of a single's group and test, with the way to change them.
fn altered(single: &Value) -> Vec<(String, Value)> {
    let mut files = Vec::new();
    let group = single["groups"][0].as_object().unwrap();
    let without_head = |members: &Members| -> Map<String, Value> {
        let mut members = members.clone();
        members.retain(|name, _| !HEAD.contains(&name.as_str()));
        members
    };
    for (name, value) in without_head(group) {
        for other in alterations(&name, &value) {
            let mut file = single.clone();
            group_of_mut(&mut file)[&name] = other;
            files.push((name.clone(), file));
        }
    }
    for (name, value) in without_head(test_of(single)) {
        for other in alterations(&name, &value) {
            let mut file = single.clone();
            test_of_mut(&mut file)[&name] = other;
            files.push((name.clone(), file));
        }
    }
    files
}

#[test]
fn each_test_passes_alone() {
    for algorithm in supported() {
        for single in executed_singles(algorithm) {
            let report = check(&single).unwrap();
            assert!(report.passed() && report.executed == 1, "{report}");
        }
    }
}

#[test]
fn every_altered_output_of_every_test_is_caught() {
    for algorithm in supported() {
        let outputs = outputs(algorithm).unwrap();
        let mut seen = BTreeSet::new();
        for single in executed_singles(algorithm) {
            let is_valid = test_of(&single)["result"] == "valid";
            for (name, file) in altered(&single) {
                if is_valid && outputs.contains(&name.as_str()) {
                    assert!(
                        is_caught(&file),
                        "{algorithm} {}: {name} {}",
                        test_of(&file)["id"],
                        test_of(&file)[&name]
                    );
                    seen.insert(name);
                }
            }
        }
        let seen: Vec<&str> = seen.iter().map(String::as_str).collect();
        let mut all = outputs.to_vec();
        all.sort_unstable();
        assert_eq!(seen, all, "{algorithm}: an output that no test has");
    }
}

/// Some inputs have no influence on some tests (a second more or less at noon). Each has on
/// some test, or nobody would look at it.
#[test]
fn every_input_matters_to_some_valid_test() {
    for algorithm in supported() {
        let mut caught: BTreeMap<String, usize> = BTreeMap::new();
        for single in executed_singles(algorithm) {
            if test_of(&single)["result"] != "valid" {
                continue;
            }
            for (name, file) in altered(&single) {
                *caught.entry(name).or_default() += usize::from(is_caught(&file));
            }
        }
        println!("{algorithm}: {caught:?}");
        for (name, times) in caught {
            let is_name = NAMES_ONLY.contains(&(algorithm, name.as_str()));
            assert_eq!(times == 0, is_name, "{algorithm}: {name}");
        }
    }
}

/// Where an input is a key or part of what a code is made from, there is no test that does
/// not depend on it.
#[test]
fn an_altered_key_epoch_or_code_is_caught_in_every_valid_test() {
    let always = ["root", "box_key", "key", "code", "plain", "tweak", "stream"];
    // In a session whose state is lost, the key is never used.
    for algorithm in supported().filter(|algorithm| *algorithm != "lockbox-session") {
        for single in executed_singles(algorithm) {
            if test_of(&single)["result"] != "valid" {
                continue;
            }
            for (name, file) in altered(&single) {
                if always.contains(&name.as_str()) {
                    assert!(
                        is_caught(&file),
                        "{algorithm} {}: {name}",
                        test_of(&file)["id"]
                    );
                }
            }
        }
    }
}
