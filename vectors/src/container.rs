//! What every vector file has in common: container, groups, the head of a test, flags.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::algorithms::{self, Entry};
use crate::{Limits, Problem, Report, SCHEMA, strict};

pub(crate) type Members = Map<String, Value>;

/// What a file has besides `schema` and `algorithm`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    spec: String,
    #[serde(rename = "numberOfTests")]
    number_of_tests: u64,
    notes: BTreeMap<String, String>,
    groups: Vec<Members>,
}

/// The tests that share the parameters of a group.
pub(crate) struct Group {
    pub(crate) place: String,
    pub(crate) parameters: Members,
    pub(crate) tests: Vec<Test>,
}

/// A test; `members` are its inputs and outputs.
pub(crate) struct Test {
    pub(crate) id: u64,
    pub(crate) comment: String,
    pub(crate) flags: Vec<String>,
    pub(crate) result: Expected,
    pub(crate) members: Members,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expected {
    Valid,
    Invalid,
}

/// A file whose form is right.
pub(crate) struct Checked {
    pub(crate) entry: &'static Entry,
    pub(crate) notes: BTreeMap<String, String>,
    pub(crate) groups: Vec<Group>,
}

/// Reads a file, checks its form, and runs it.
pub(crate) fn check(text: &str, limits: Limits) -> Result<Report, Problem> {
    let Checked { entry, groups, .. } = read(text)?;
    (entry.run)(groups, limits)
}

/// Reads a file and checks its form.
pub(crate) fn read(text: &str) -> Result<Checked, Problem> {
    let place = "the file";
    let mut members: Members = serde_json::from_value(strict::parse(text)?)
        .map_err(|error| Problem::members(place, &error))?;
    let schema: String = take(&mut members, "schema", place)?;
    if schema != SCHEMA {
        return Err(Problem::Schema(schema));
    }
    let algorithm: String = take(&mut members, "algorithm", place)?;
    let entry = algorithms::find(&algorithm)?;
    let file: File = serde_json::from_value(Value::Object(members))
        .map_err(|error| Problem::members(place, &error))?;
    file.checked(entry)
}

impl File {
    fn checked(self, entry: &'static Entry) -> Result<Checked, Problem> {
        let Self {
            spec,
            number_of_tests,
            notes,
            groups,
        } = self;
        if spec != entry.spec {
            return Err(Problem::Spec {
                expected: entry.spec,
                found: spec,
            });
        }
        let groups = (1..)
            .zip(groups)
            .map(|(number, members)| group(number, members))
            .collect::<Result<Vec<_>, _>>()?;
        let tests = || groups.iter().flat_map(|group| &group.tests);
        let found = tests().map(|_| 1_u64).sum();
        if number_of_tests != found || found == 0 {
            return Err(Problem::Count {
                declared: number_of_tests,
                found,
            });
        }
        let mut ids = BTreeSet::new();
        if let Some(test) = tests().find(|test| !ids.insert(test.id)) {
            return Err(Problem::DuplicateId(test.id));
        }
        check_flags(tests(), &notes)?;
        for test in tests() {
            check_reasons(test, entry)?;
        }
        Ok(Checked {
            entry,
            notes,
            groups,
        })
    }
}

fn group(number: usize, mut parameters: Members) -> Result<Group, Problem> {
    let place = format!("group {number}");
    let tests: Vec<Members> = take(&mut parameters, "tests", &place)?;
    if tests.is_empty() {
        return Err(Problem::members(place, &"no tests"));
    }
    let tests = tests
        .into_iter()
        .map(|members| test(members, &place))
        .collect::<Result<_, _>>()?;
    Ok(Group {
        place,
        parameters,
        tests,
    })
}

fn test(mut members: Members, group: &str) -> Result<Test, Problem> {
    let id = take(&mut members, "id", &format!("a test of {group}"))?;
    let place = format!("test {id}");
    Ok(Test {
        id,
        comment: take(&mut members, "comment", &place)?,
        flags: take(&mut members, "flags", &place)?,
        result: take(&mut members, "result", &place)?,
        members,
    })
}

fn take<T: DeserializeOwned>(members: &mut Members, name: &str, place: &str) -> Result<T, Problem> {
    let value = members
        .remove(name)
        .ok_or_else(|| Problem::members(place, &format_args!("no member {name}")))?;
    serde_json::from_value(value)
        .map_err(|error| Problem::members(place, &format_args!("{name}: {error}")))
}

/// Every flag has a note, and every note a flag.
fn check_flags<'a>(
    tests: impl Iterator<Item = &'a Test>,
    notes: &BTreeMap<String, String>,
) -> Result<(), Problem> {
    let mut unused: BTreeSet<&String> = notes.keys().collect();
    for test in tests {
        let mut seen = BTreeSet::new();
        for flag in &test.flags {
            let (id, flag_name) = (test.id, flag.clone());
            if !notes.contains_key(flag) {
                return Err(Problem::UndeclaredFlag {
                    id,
                    flag: flag_name,
                });
            }
            if !seen.insert(flag) {
                return Err(Problem::DuplicateFlag {
                    id,
                    flag: flag_name,
                });
            }
            unused.remove(flag);
        }
    }
    match unused.first() {
        Some(flag) => Err(Problem::UnusedFlag((*flag).clone())),
        None => Ok(()),
    }
}

/// Other flags name a mistake that the test catches, and say nothing about the result.
fn check_reasons(test: &Test, entry: &Entry) -> Result<(), Problem> {
    let found = test
        .flags
        .iter()
        .filter(|flag| entry.reasons.iter().any(|reason| reason.flag == **flag))
        .count();
    // A file of somebody else's may have reasons of its own; then only the refusal counts.
    let expected = match test.result {
        Expected::Valid => 0,
        Expected::Invalid if test.flags.is_empty() => 1,
        Expected::Invalid => found.min(1),
    };
    if found == expected {
        Ok(())
    } else {
        Err(Problem::Reasons {
            id: test.id,
            expected,
            found,
        })
    }
}
