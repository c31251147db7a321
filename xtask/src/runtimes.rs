//! One table of every vector file in every runtime.
//!
//! Each runtime reports in lines `runtime file stated executed failed`, and what it does not run is
//! in `vectors/cannot-run.txt` with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::compact;
use crate::runner::{self, Reasons};
use crate::shell::{Outcome, command, output, root, target};
use crate::{c, firmware, python, wasm};

/// The environment variable with the file that a runtime's tests report to.
pub(crate) const REPORT: &str = "DOORWARD_REPORT";

/// The runtimes.
pub(crate) const NAMES: [&str; 7] = [
    "rust",
    "c",
    "cortex-m0",
    "cortex-m3",
    "python",
    "node",
    "chromium",
];

const PAGE: &str = "docs/runtimes.md";

/// A runtime's tests of each file.
type Counts = BTreeMap<String, u64>;

pub(crate) fn run(names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(format!(
            "there is no runtime {unknown}; there are {}",
            NAMES.join(", ")
        ));
    }
    let stated = compact::stated()?;
    let mut columns = Vec::new();
    for name in NAMES {
        if names.is_empty() || names.iter().any(|chosen| chosen == name) {
            let counts = column(name, &stated)?;
            let tests: u64 = counts.values().sum();
            println!("{name}: {} files, {tests} tests, 0 failed", counts.len());
            columns.push((name, counts));
        }
    }
    let reasons: BTreeMap<&str, Reasons> = NAMES
        .into_iter()
        .map(|name| Ok((name, runner::reasons(name)?)))
        .collect::<Result<_, String>>()?;
    let page = page(&stated, &columns, &reasons);
    if columns.len() < NAMES.len() {
        print!("{page}");
        return Ok(());
    }
    let path = root().join(PAGE);
    fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}

/// Runs a runtime, and compares what it reports with what the files state.
fn column(name: &str, stated: &Counts) -> Result<Counts, String> {
    let folder = target().join("runtimes");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let file = folder.join(format!("{name}.txt"));
    let at = |error: std::io::Error| format!("{}: {error}", file.display());
    fs::write(&file, "").map_err(at)?;
    match name {
        "rust" => fs::write(&file, in_rust()?).map_err(at)?,
        "c" => fs::write(&file, c::report()?).map_err(at)?,
        "python" => python::report(&file)?,
        "node" | "chromium" => wasm::report(name, &file)?,
        cpu => fs::write(&file, firmware::report(cpu)?).map_err(at)?,
    }
    let report = fs::read_to_string(&file).map_err(at)?;
    check(name, &report, stated, &runner::reasons(name)?)
}

/// The tests that a report has of each file: as many as the file states, none of them failed, and
/// nothing of a file that is said not to run.
fn check(name: &str, report: &str, stated: &Counts, reasons: &Reasons) -> Result<Counts, String> {
    let mut counts = Counts::new();
    for line in report.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let &[runtime, file, said, executed, failed] = words.as_slice() else {
            return Err(format!("{name} reports `{line}`"));
        };
        let number = stated.get(file).copied().filter(|_| runtime == name);
        let number = number.ok_or_else(|| format!("{name} reports `{line}`"))?;
        let expected = number.to_string();
        if said != expected || executed != expected || failed != "0" {
            return Err(format!(
                "{name} reports `{line}`: {file} has {number} tests"
            ));
        }
        if let Some(reason) = reasons.get(file) {
            return Err(format!("{name} runs {file}, which it cannot: {reason}"));
        }
        if counts.insert(file.to_owned(), number).is_some() {
            return Err(format!("{name} reports {file} twice"));
        }
    }
    let silent = |file: &&String| !counts.contains_key(*file) && !reasons.contains_key(*file);
    match stated.keys().find(silent) {
        Some(file) => Err(format!("{name} does not report {file}")),
        None => Ok(counts),
    }
}

/// Every vector in Rust.
fn in_rust() -> Result<String, String> {
    let mut check = command(
        "cargo run --quiet --release --package doorward-cli -- vectors check --json vectors",
    );
    check.env("DOORWARD_DIGESTS_UP_TO", "all");
    let printed: Value =
        serde_json::from_str(&output(check)?).map_err(|error| error.to_string())?;
    let files = printed.get("files").and_then(Value::as_array);
    let mut report = String::new();
    for file in files.ok_or("the tool lists no files")? {
        let path = file.get("path").and_then(Value::as_str).unwrap_or_default();
        // Samples are no published files.
        if Path::new(path).parent() != Some(Path::new("vectors")) {
            continue;
        }
        let number = |name: &str| file.get(name).and_then(Value::as_u64).unwrap_or(0);
        let failures = file.get("failures").and_then(Value::as_array);
        // Writing to a string cannot fail.
        let _ = writeln!(
            report,
            "rust {} {} {} {}",
            runner::stem(Path::new(path)),
            number("executed").saturating_add(number("skipped")),
            number("executed"),
            failures.map_or(1, Vec::len)
        );
    }
    Ok(report)
}

/// The table, and the reasons behind what is not in it.
fn page(stated: &Counts, columns: &[(&str, Counts)], reasons: &BTreeMap<&str, Reasons>) -> String {
    let date = time::OffsetDateTime::now_utc().date();
    let mut page = format!(
        "# Runtimes\n\nWritten by `cargo xtask runtimes`, which runs every vector file whole in every \
         runtime and fails unless as many tests are executed as the file states and none of them \
         fails, on {date}. A runtime that does not run a file has no number; the reasons are below.\n\n\
         | file |"
    );
    // Writing to a string cannot fail.
    for (name, _) in columns {
        let _ = write!(page, " {} |", title(name));
    }
    let _ = write!(page, "\n|---|{}\n", "---|".repeat(columns.len()));
    for file in stated.keys() {
        let _ = write!(page, "| {file} |");
        for (_, counts) in columns {
            let _ = match counts.get(file) {
                Some(count) => write!(page, " {count} |"),
                None => write!(page, "  |"),
            };
        }
        page.push('\n');
    }
    page.push_str("| all |");
    for (_, counts) in columns {
        let _ = write!(page, " {} |", counts.values().sum::<u64>());
    }
    page.push('\n');
    let mut lines: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for (place, (name, _)) in (0_usize..).zip(columns) {
        for (file, reason) in reasons.get(name).into_iter().flatten() {
            let line = lines.entry((file, reason)).or_default();
            line.insert(place);
        }
    }
    if !lines.is_empty() {
        page.push_str("\n| not run | by | because |\n|---|---|---|\n");
    }
    for ((file, reason), places) in lines {
        let by = places.iter().filter_map(|place| columns.get(*place));
        let by: Vec<&str> = by.map(|(name, _)| title(name)).collect();
        let _ = writeln!(page, "| {file} | {} | {reason} |", by.join(", "));
    }
    page
}

fn title(name: &str) -> &str {
    match name {
        "rust" => "Rust",
        "c" => "C",
        "cortex-m0" => "Cortex-M0",
        "cortex-m3" => "Cortex-M3",
        "python" => "Python",
        "node" => "Node",
        "chromium" => "Chromium",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, check, page};
    use crate::runner::Reasons;

    fn stated() -> Counts {
        [("a".to_owned(), 3), ("b".to_owned(), 4)].into()
    }

    #[test]
    fn a_report_has_every_file_whole_or_its_reason() {
        let none = Reasons::new();
        let only_a = Reasons::from([("b".to_owned(), "why".to_owned())]);
        let checked = |report, reasons| check("c", report, &stated(), reasons);
        assert_eq!(checked("c a 3 3 0\nc b 4 4 0\n", &none).unwrap(), stated());
        assert_eq!(checked("c a 3 3 0\n", &only_a).unwrap().len(), 1);
        for wrong in [
            "c a 3 3 0\n",
            "c a 3 3 0\nc b 4 3 0\n",
            "c a 3 3 0\nc b 4 4 1\n",
            "c a 3 3 0\nc b 3 3 0\n",
            "c a 3 3 0\nnode b 4 4 0\n",
            "c a 3 3 0\nc b 4 4 0\nc b 4 4 0\n",
            "c a 3 3 0\nc b 4 4 0\nc d 1 1 0\n",
            "c a 3 3 0\nc b\n",
        ] {
            assert!(checked(wrong, &none).is_err(), "{wrong}");
        }
        assert!(checked("c a 3 3 0\nc b 4 4 0\n", &only_a).is_err());
    }

    #[test]
    fn the_page_has_a_column_for_each_runtime_and_the_reasons() {
        let only_a = Reasons::from([("b".to_owned(), "why".to_owned())]);
        let counts = Counts::from([("a".to_owned(), 3)]);
        let reasons = [("cortex-m0", only_a.clone()), ("cortex-m3", only_a)].into();
        let columns = [
            ("rust", stated()),
            ("cortex-m0", counts.clone()),
            ("cortex-m3", counts),
        ];
        let page = page(&stated(), &columns, &reasons);
        for line in [
            "| file | Rust | Cortex-M0 | Cortex-M3 |\n",
            "| b | 4 |  |  |\n",
            "| all | 7 | 3 | 3 |\n",
            "| b | Cortex-M0, Cortex-M3 | why |\n",
        ] {
            assert!(page.contains(line), "{page}");
        }
    }
}
