//! Published files as JSON to alter.

use std::path::{Path, PathBuf};

use doorward_vectors::{Limits, Report, VectorError, check_str_within};
use serde_json::{Map, Value, json};

pub(crate) type Members = Map<String, Value>;

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn samples() -> PathBuf {
    folder().join("samples")
}

pub(crate) fn load(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The published file of an algorithm.
pub(crate) fn published(algorithm: &str) -> Value {
    load(&folder().join(format!("{algorithm}.json")))
}

/// Altered digests are checked up to this one, which has to be a published one.
const DIGESTS_UP_TO: u32 = 100;

pub(crate) fn check(file: &Value) -> Result<Report, VectorError> {
    let limits = Limits::digests_up_to(DIGESTS_UP_TO);
    check_str_within("altered", &file.to_string(), limits)
}

/// Whether the file is refused or fails. One in which nothing is run is neither.
pub(crate) fn is_caught(file: &Value) -> bool {
    check(file).map_or(true, |report| !report.passed())
}

pub(crate) fn groups(file: &Value) -> &[Value] {
    file["groups"].as_array().unwrap()
}

pub(crate) fn tests(group: &Value) -> &[Value] {
    group["tests"].as_array().unwrap()
}

/// Every test as a file of its own: quick to run, and nothing else in it can fail.
pub(crate) fn singles(file: &Value) -> Vec<Value> {
    let without = |value: &Value, name: &str| {
        let mut members = value.as_object().unwrap().clone();
        members.remove(name);
        Value::Object(members)
    };
    let container = without(file, "groups");
    let mut singles = Vec::new();
    for group in groups(file) {
        let parameters = without(group, "tests");
        for test in tests(group) {
            let mut single = container.clone();
            let mut group = parameters.clone();
            group["tests"] = json!([test]);
            single["groups"] = json!([group]);
            single["numberOfTests"] = json!(1);
            let flags = test["flags"].as_array().unwrap();
            single["notes"]
                .as_object_mut()
                .unwrap()
                .retain(|flag, _| flags.iter().any(|used| used == flag));
            singles.push(single);
        }
    }
    singles
}

/// Files whose tests are objects with hundreds of members to alter: a quarter of their tests
/// will do, unless all are asked for.
const LARGE: &[&str] = &[
    "issuance",
    "status-gate",
    "appointment",
    "market",
    "market-fields",
];

/// The singles that are run: digests beyond the limit are not, and of a large file every
/// fourth test of a group, unless `cargo xtask prove` asks for all.
pub(crate) fn executed_singles(algorithm: &str) -> Vec<Value> {
    let mut singles = singles(&published(algorithm));
    singles.retain(|single| {
        let test = test_of(single);
        test.get("count")
            .is_none_or(|count| *count == DIGESTS_UP_TO)
    });
    assert!(!singles.is_empty());
    if !LARGE.contains(&algorithm) || std::env::var_os("DOORWARD_PROVE").is_some() {
        return singles;
    }
    let (mut sampled, mut place) = (Vec::new(), 0);
    let mut group_before = Value::Null;
    for single in singles {
        let mut group = single["groups"][0].clone();
        group["tests"] = Value::Null;
        place = if group == group_before { place + 1 } else { 0 };
        group_before = group;
        if place % 4 == 0 {
            sampled.push(single);
        }
    }
    sampled
}

/// The only test of a single.
pub(crate) fn test_of(single: &Value) -> &Members {
    single["groups"][0]["tests"][0].as_object().unwrap()
}

pub(crate) fn test_of_mut(single: &mut Value) -> &mut Members {
    single["groups"][0]["tests"][0].as_object_mut().unwrap()
}

pub(crate) fn group_of_mut(single: &mut Value) -> &mut Members {
    single["groups"][0].as_object_mut().unwrap()
}
