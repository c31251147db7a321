//! Whether keys, expected codes or stored ones steer a branch or an address: memcheck follows them,
//! and callgrind counts what right codes and wrong ones cost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Outcome, command, output, root};
use crate::valgrind;

/// A line of the library on which a secret may decide, and why.
struct Allowed {
    file: &'static str,
    line: &'static str,
    when: When,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// The decision itself, which everybody is told.
    Deciding,
    /// What was accepted says then, and the caller is told, what it is.
    Accepted,
    /// What the box wrote to its own memory is looked at, whoever is before it.
    Stored,
}

const fn allow(when: When, file: &'static str, line: &'static str) -> Allowed {
    Allowed { file, line, when }
}

/// Explained in the documentation, line by line.
const ALLOWED: [Allowed; 14] = [
    allow(When::Deciding, "src/codes/day.rs", "if found.into() {"),
    allow(When::Deciding, "src/codes/flex.rs", "if found.into() {"),
    allow(
        When::Deciding,
        "src/codes/service.rs",
        "if payload >= END {",
    ),
    allow(When::Deciding, "src/codes/renewal.rs", "if found.into() {"),
    allow(
        When::Deciding,
        "src/grants/proof.rs",
        "if bool::from(expected.ct_eq(presentation.proof)) {",
    ),
    allow(
        When::Deciding,
        "src/bulletin.rs",
        "if bool::from(self.tag(body).ct_eq(tag)) {",
    ),
    allow(
        When::Deciding,
        "src/audit/log.rs",
        "match Entry::from_bytes(entry) {",
    ),
    allow(
        When::Deciding,
        "src/audit/log.rs",
        "if bool::from(key.head(next, instant).ct_eq(head)) {",
    ),
    allow(
        When::Deciding,
        "src/lockbox/ledger.rs",
        "if !bool::from(found) {",
    ),
    allow(
        When::Accepted,
        "src/codes/flex.rs",
        ".and_then(|index| index.checked_add(1));",
    ),
    allow(
        When::Accepted,
        "src/codes/service.rs",
        "} else if let Some(epoch) = payload.checked_sub(RAISE_EPOCH) {",
    ),
    allow(
        When::Stored,
        "src/crc32c.rs",
        "let register = register >> 4 ^ entry(register);",
    ),
    allow(
        When::Stored,
        "src/crc32c.rs",
        "register >> 4 ^ entry(register)",
    ),
    allow(
        When::Stored,
        "src/lockbox/row.rs",
        "(slot < DAY_SLOTS && row.to_bytes() == *bytes).then_some(row)",
    ),
];

/// What the check has to find in the program's own planted leaks.
const PLANTED: &str = "leak_";

/// Right and wrong codes of a reader may differ by so many instructions: what writes the one
/// answer and what writes the other.
const DIFFERENCE: u64 = 64;

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("there is no option".into());
    }
    check_list()?;
    let programs = valgrind::build()?;
    follow(&programs.join("secrets"))?;
    compare(&programs.join("entries"))
}

/// Each allowed line is there, and there once: a line that was changed is looked at anew.
fn check_list() -> Outcome {
    for Allowed { file, line, .. } in &ALLOWED {
        let text = read(&root().join(file))?;
        let count = text.lines().filter(|found| found.trim() == *line).count();
        if count != 1 {
            return Err(format!("{file} has `{line}` {count} times, not once"));
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn memcheck(program: &Path) -> Command {
    let mut valgrind = command("valgrind --quiet --error-limit=no --num-callers=40");
    valgrind.arg("--expensive-definedness-checks=yes");
    valgrind.arg(program);
    valgrind
}

/// Every path with its secrets followed.
fn follow(program: &Path) -> Outcome {
    let folder = valgrind::results("secrets")?;
    let names = output(memcheck(program))?;
    let mut wrong = Vec::new();
    let mut planted = 0_u32;
    for name in names.lines() {
        let xml = folder.join(format!("{name}.xml"));
        let mut valgrind = command("valgrind --error-limit=no --num-callers=40 --xml=yes");
        valgrind.arg("--expensive-definedness-checks=yes");
        valgrind.arg(format!("--xml-file={}", xml.display()));
        valgrind.arg(program).arg(name);
        output(valgrind)?;
        let places = places(&xml)?;
        if name.starts_with(PLANTED) {
            planted = planted.saturating_add(1);
            if places.iter().any(|place| place.function.contains(name)) {
                println!("{name}: found, as it must be");
            } else {
                wrong.push(format!("{name}: a planted leak was not found"));
            }
            continue;
        }
        let found = places.iter().filter(|place| !place.is_allowed(name));
        let found: Vec<String> = found.map(|place| format!("{name}: {place}")).collect();
        println!(
            "{name}: {} places, {} not allowed",
            places.len(),
            found.len()
        );
        wrong.extend(found);
    }
    if planted == 0 {
        return Err("no leak was planted".into());
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "a secret steers what it may not:\n{}",
        wrong.join("\n")
    ))
}

/// Where a branch or an address depends on a secret.
struct SteeredPlace {
    file: PathBuf,
    line: usize,
    text: String,
    /// The functions that led there.
    function: String,
}

impl std::fmt::Display for SteeredPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.text)
    }
}

impl SteeredPlace {
    fn is_allowed(&self, path: &str) -> bool {
        ALLOWED.iter().any(|allowed| {
            let now = match allowed.when {
                When::Deciding => true,
                When::Accepted => !path.ends_with("_wrong"),
                When::Stored => path.starts_with("stored"),
            };
            now && self.file.ends_with(allowed.file) && self.text == allowed.line
        })
    }
}

/// The places that valgrind reports: the innermost line of our own of each.
fn places(xml: &Path) -> Result<Vec<SteeredPlace>, String> {
    let text = read(xml)?;
    let failed = |error: roxmltree::Error| format!("{}: {error}", xml.display());
    let report = roxmltree::Document::parse(&text).map_err(failed)?;
    let child = |node: roxmltree::Node<'_, '_>, name: &str| -> Option<String> {
        let found = node.children().find(|child| child.has_tag_name(name))?;
        Some(found.text()?.to_owned())
    };
    let mut places = BTreeMap::new();
    for error in report
        .descendants()
        .filter(|node| node.has_tag_name("error"))
    {
        let kind = child(error, "kind").unwrap_or_default();
        // The program asks whether its keys are secret, which is reported too.
        if !matches!(kind.as_str(), "UninitCondition" | "UninitValue") {
            if kind == "ClientCheck" {
                continue;
            }
            return Err(format!("{} reports {kind}", xml.display()));
        }
        let frames = error
            .descendants()
            .filter(|node| node.has_tag_name("frame"));
        let mut functions = String::new();
        let mut place = None;
        for frame in frames {
            functions.push_str(&child(frame, "fn").unwrap_or_default());
            functions.push('\n');
            let file = child(frame, "dir").map(PathBuf::from);
            let file = file
                .zip(child(frame, "file"))
                .map(|(dir, file)| dir.join(file));
            let ours = file.filter(|file| is_ours(file));
            if let (None, Some(file)) = (&place, ours) {
                let line = child(frame, "line").and_then(|line| line.parse().ok());
                place = Some((file, line.unwrap_or(0_usize)));
            }
        }
        let Some((file, line)) = place else {
            return Err(format!(
                "{} reports a place that is not ours:\n{functions}",
                xml.display()
            ));
        };
        let source = read(&resolved(&file))?;
        let text = source
            .lines()
            .nth(line.saturating_sub(1))
            .unwrap_or_default();
        let place = SteeredPlace {
            file: file.clone(),
            line,
            text: text.trim().to_owned(),
            function: functions,
        };
        places.insert((file, line), place);
    }
    Ok(places.into_values().collect())
}

fn resolved(file: &Path) -> PathBuf {
    root().join(file)
}

/// Whether a file is of this workspace: neither the standard library's nor a dependency's, whose
/// work is the line's that called it.
fn is_ours(file: &Path) -> bool {
    let file = resolved(file);
    file.starts_with(root()) && file.exists() && !file.starts_with(root().join("target"))
}

/// What the readers cost: all right codes of a kind alike, all wrong ones alike.
fn compare(program: &Path) -> Outcome {
    let folder = valgrind::results("entries")?;
    let mut groups: BTreeMap<(String, String), Vec<u64>> = BTreeMap::new();
    for (name, count) in valgrind::count(program, &[], &folder)? {
        let mut words = name.split(' ');
        let (Some(reader), Some(outcome)) = (words.next(), words.next()) else {
            return Err(format!("`{name}` is no entry"));
        };
        let group = groups.entry((reader.to_owned(), outcome.to_owned()));
        group.or_default().push(count);
    }
    let mut wrong = Vec::new();
    let ends = |counts: &[u64]| -> (u64, u64) {
        let least = counts.iter().min().copied().unwrap_or(0);
        (least, counts.iter().max().copied().unwrap_or(u64::MAX))
    };
    for ((reader, outcome), counts) in &groups {
        let (least, most) = ends(counts);
        println!(
            "{reader}, {outcome}: {} entries, {least} to {most} instructions",
            counts.len()
        );
        if least != most {
            wrong.push(format!(
                "{reader}: {outcome} codes cost {least} to {most} instructions"
            ));
        }
        let other = groups.get(&(reader.clone(), "wrong".to_owned()));
        let (other, _) = other.map_or((0, 0), |counts| ends(counts));
        if least.abs_diff(other) > DIFFERENCE {
            wrong.push(format!(
                "{reader}: {outcome} codes cost {least}, wrong ones {other}"
            ));
        }
    }
    if wrong.is_empty() && !groups.is_empty() {
        return Ok(());
    }
    Err(format!(
        "codes tell themselves by their cost:\n{}",
        wrong.join("\n")
    ))
}
