//! Vector files as lines that a C program without a heap can read.
//!
//! A test is one line, `algorithm id result name=value ...`: the parameters of its group, then
//! its own members. An object's members are named `object.member`. A list of values is written
//! with commas between them; a list of objects as its length, and then each on a line
//! `+list name=value ...` of its own. A name alone stands for null; in a list, nothing does. In a value, what is no
//! graphic ASCII character, a comma and a percent sign are `%` and two hexadecimal digits.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::shell::{Outcome, root};

/// Characters of the longest line: a reader's buffer has one more, for the end.
const LINE_MAX: usize = 4_500;

/// Members that are for people, or that a reader follows without being told.
const LEFT_OUT: [&str; 2] = ["comment", "stream"];

/// Which tests to write.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    /// Digests of at most so many codes.
    pub(crate) digests_up_to: u64,
    /// Of the sessions the first of every so many.
    pub(crate) sessions_every: u64,
}

impl Choice {
    pub(crate) const ALL: Self = Self {
        digests_up_to: u64::MAX,
        sessions_every: 1,
    };

    fn includes(self, algorithm: &str, place: u64, test: &Map<String, Value>) -> bool {
        match algorithm {
            "code-digest" => test
                .get("count")
                .and_then(Value::as_u64)
                .is_some_and(|count| count <= self.digests_up_to),
            "lockbox-session" => place.is_multiple_of(self.sessions_every),
            _ => true,
        }
    }
}

/// The lines of a file, and how many tests they hold.
pub(crate) struct Compact {
    pub(crate) algorithm: String,
    pub(crate) lines: String,
    /// What the file says of its tests.
    pub(crate) number_of_tests: u64,
    /// The tests that were not chosen.
    pub(crate) left_out: u64,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let mut choice = Choice::ALL;
    let mut paths = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let place = match argument.as_str() {
            "--digests-up-to" => &mut choice.digests_up_to,
            "--sessions-every" => &mut choice.sessions_every,
            path => {
                paths.push(PathBuf::from(path));
                continue;
            }
        };
        let number = arguments.next().and_then(|number| number.parse().ok());
        *place = number
            .filter(|number| *number > 0)
            .ok_or_else(|| format!("{argument} wants a number above 0"))?;
    }
    if paths.is_empty() {
        paths = files()?;
    }
    for path in paths {
        print!("{}", compact(&path, choice)?.lines);
    }
    Ok(())
}

/// The published vector files.
pub(crate) fn files() -> Result<Vec<PathBuf>, String> {
    let folder = root().join("vectors");
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".json") && !name.ends_with(".schema.json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// How many tests each file says that it has, by its algorithm.
pub(crate) fn stated() -> Result<BTreeMap<String, u64>, String> {
    let mut stated = BTreeMap::new();
    for path in files()? {
        let compact = compact(&path, Choice::ALL)?;
        stated.insert(compact.algorithm, compact.number_of_tests);
    }
    Ok(stated)
}

/// A vector file in lines.
pub(crate) fn compact(path: &Path, choice: Choice) -> Result<Compact, String> {
    let at = |what: &dyn std::fmt::Display| format!("{}: {what}", path.display());
    let text = fs::read_to_string(path).map_err(|error| at(&error))?;
    let file: Value = serde_json::from_str(&text).map_err(|error| at(&error))?;
    of_file(&file, choice).map_err(|what| at(&what))
}

fn of_file(file: &Value, choice: Choice) -> Result<Compact, String> {
    let algorithm = file.get("algorithm").and_then(Value::as_str);
    let number_of_tests = file.get("numberOfTests").and_then(Value::as_u64);
    let groups = file.get("groups").and_then(Value::as_array);
    let (Some(algorithm), Some(number_of_tests), Some(groups)) =
        (algorithm, number_of_tests, groups)
    else {
        return Err("not a vector file".into());
    };
    let mut compact = Compact {
        algorithm: algorithm.to_owned(),
        lines: String::new(),
        number_of_tests,
        left_out: 0,
    };
    let mut place = 0_u64;
    for group in groups {
        let group = object(group)?;
        let tests = group.get("tests").and_then(Value::as_array);
        for test in tests.ok_or("a group without tests")? {
            let test = object(test)?;
            if choice.includes(algorithm, place, test) {
                write_test(algorithm, group, test, &mut compact.lines)?;
            } else {
                compact.left_out = compact.left_out.saturating_add(1);
            }
            place = place.saturating_add(1);
        }
    }
    Ok(compact)
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| "not a vector file".to_owned())
}

fn write_test(
    algorithm: &str,
    group: &Map<String, Value>,
    test: &Map<String, Value>,
    lines: &mut String,
) -> Outcome {
    let (id, result) = (test.get("id"), test.get("result").and_then(Value::as_str));
    let (Some(id), Some(result)) = (id.and_then(Value::as_u64), result) else {
        return Err("a test without id or result".into());
    };
    let shared = group
        .iter()
        .filter(|(name, _)| *name != "tests" && !test.contains_key(*name));
    let own = test
        .iter()
        .filter(|(name, _)| *name != "id" && *name != "result")
        // Flags name the mistakes that a valid test catches; of an invalid one its reason.
        .filter(|(name, _)| *name != "flags" || result == "invalid");
    let members = shared
        .chain(own)
        .filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
    write_line(&format!("{algorithm} {id} {result}"), members, lines)
        .map_err(|what| format!("test {id}: {what}"))
}

/// A line, and after it those of its lists of objects.
fn write_line<'a>(
    head: &str,
    members: impl Iterator<Item = (&'a String, &'a Value)>,
    lines: &mut String,
) -> Outcome {
    let mut line = head.to_owned();
    let mut lists = Vec::new();
    for (name, value) in members {
        write_member(name, value, &mut line, &mut lists)?;
    }
    if line.len() > LINE_MAX {
        return Err(format!("a line of {} characters", line.len()));
    }
    lines.push_str(&line);
    lines.push('\n');
    for (name, items) in lists {
        for item in items {
            write_line(&format!("+{name}"), object(item)?.iter(), lines)?;
        }
    }
    Ok(())
}

fn write_member<'a>(
    name: &str,
    value: &'a Value,
    line: &mut String,
    lists: &mut Vec<(String, &'a Vec<Value>)>,
) -> Outcome {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                write_member(&format!("{name}.{member}"), value, line, lists)?;
            }
            return Ok(());
        }
        Value::Null => write!(line, " {name}"),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            lists.push((name.to_owned(), items));
            write!(line, " {name}={}", items.len())
        }
        Value::Array(items) => {
            let items: Result<Vec<String>, String> = items.iter().map(item).collect();
            write!(line, " {name}={}", items?.join(","))
        }
        value => write!(line, " {name}={}", scalar(value)?),
    }
    .map_err(|error| error.to_string())
}

/// An item of a list of values.
fn item(value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        value => scalar(value),
    }
}

fn scalar(value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(escaped(text)),
        Value::Number(_) | Value::Bool(_) => Ok(value.to_string()),
        _ => Err("a list in a list".into()),
    }
}

fn escaped(text: &str) -> String {
    let mut line = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && byte != b',' && byte != b'%' {
            line.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(line, "%{byte:02x}");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Choice, of_file};

    #[test]
    fn a_test_is_a_line_and_its_lists_of_objects_are_lines_after_it() {
        let file = json!({
            "algorithm": "a", "numberOfTests": 2,
            "groups": [{"key": "00ff", "tests": [
                {"id": 1, "comment": "no", "flags": ["Mistake"], "result": "valid",
                 "code": "1 2,%é", "none": null, "empty": [], "taken": [1, null, 2], "yes": true,
                 "steps": [{"op": "x", "decision": {"number": 1}}, {"op": "y"}]},
                {"id": 2, "comment": "no", "flags": ["Reason"], "result": "invalid", "slot": -1}
            ]}]
        });
        let compact = of_file(&file, Choice::ALL).unwrap();
        assert_eq!(compact.number_of_tests, 2);
        let mut lines: Vec<&str> = compact.lines.lines().collect();
        assert_eq!(lines.remove(3), "a 2 invalid key=00ff flags=Reason slot=-1");
        assert_eq!(
            lines,
            [
                "a 1 valid key=00ff code=1%202%2c%25%c3%a9 empty= none steps=2 taken=1,,2 yes=true",
                "+steps decision.number=1 op=x",
                "+steps op=y",
            ]
        );
    }

    #[test]
    fn what_was_left_out_is_counted_and_what_is_too_long_is_refused() {
        let tests: Vec<_> = (0..25)
            .map(|id| json!({"id": id, "flags": [], "result": "valid"}))
            .collect();
        let file = json!({
            "algorithm": "lockbox-session", "numberOfTests": 25, "groups": [{"tests": tests}]
        });
        let tenth = Choice {
            sessions_every: 10,
            ..Choice::ALL
        };
        let compact = of_file(&file, tenth).unwrap();
        assert_eq!((compact.lines.lines().count(), compact.left_out), (3, 22));
        let long = json!({"algorithm": "a", "numberOfTests": 1, "groups": [{"tests": [
            {"id": 1, "flags": [], "result": "valid", "text": "x".repeat(4_500)}
        ]}]});
        assert!(of_file(&long, Choice::ALL).is_err());
    }
}
