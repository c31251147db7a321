//! The runner of vectors in C, `ffi/tests/runner.c`: which files a host and a board run, and what
//! it has to print.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::compact::{self, Choice, Compact};
use crate::runtimes;
use crate::shell::{Outcome, root};

/// What every runner is made of; the families that it runs come besides.
pub(crate) const CORE: [&str; 5] = ["runner.c", "line.c", "compare.c", "members.c", "sha256.c"];

/// Why vector files are not run, by their algorithms.
pub(crate) type Reasons = BTreeMap<String, String>;

/// The list of vector files that runtimes do not run.
const CANNOT_RUN: &str = "vectors/cannot-run.txt";

/// The algorithms that a runtime does not have, and why: lines `runtime,... algorithm: reason`.
pub(crate) fn reasons(runtime: &str) -> Result<Reasons, String> {
    let text = fs::read_to_string(root().join(CANNOT_RUN));
    let text = text.map_err(|error| format!("{CANNOT_RUN}: {error}"))?;
    let known = compact::files()?.iter().map(|path| stem(path)).collect();
    listed(&text, runtime, &known).map_err(|what| format!("{CANNOT_RUN}: {what}"))
}

fn listed(text: &str, runtime: &str, known: &BTreeSet<String>) -> Result<Reasons, String> {
    let mut reasons = Reasons::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let parts = line.split_once(": ").and_then(|(head, reason)| {
            let (runtimes, algorithm) = head.split_once(' ')?;
            Some((runtimes, algorithm, reason))
        });
        let (runtimes, algorithm, reason) = parts.ok_or_else(|| format!("`{line}`"))?;
        if !known.contains(algorithm) {
            return Err(format!("there is no file of {algorithm}"));
        }
        for named in runtimes.split(',') {
            if !runtimes::NAMES.contains(&named) {
                return Err(format!("there is no runtime {named}"));
            }
            if named == runtime && reasons.insert(algorithm.into(), reason.into()).is_some() {
                return Err(format!("{algorithm} stands there twice for {runtime}"));
            }
        }
    }
    Ok(reasons)
}

/// An algorithm is called as its file is.
pub(crate) fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The files that a runner has to run.
pub(crate) fn files(choice: Choice, reasons: &Reasons) -> Result<Vec<Compact>, String> {
    let files = compact::files()?;
    files
        .iter()
        .filter(|path| !reasons.contains_key(&stem(path)))
        .map(|path| compact::compact(path, choice))
        .collect()
}

/// All their lines.
pub(crate) fn lines(files: &[Compact]) -> String {
    files.iter().map(|file| file.lines.as_str()).collect()
}

/// Fails unless a runner has printed that it ran as many tests as the files have, and that none
/// failed.
pub(crate) fn check(printed: &str, files: &[Compact]) -> Outcome {
    let mut expected = String::new();
    for file in files {
        let executed = file.number_of_tests.saturating_sub(file.left_out);
        // Writing to a string cannot fail.
        let _ = writeln!(expected, "{} executed {executed} failed 0", file.algorithm);
    }
    if printed == expected {
        Ok(())
    } else {
        Err(format!("the runner should have printed\n{expected}"))
    }
}

/// What a runner has printed, as [`runtimes`] has it.
pub(crate) fn report(runtime: &str, printed: &str, files: &[Compact]) -> String {
    let mut report = String::new();
    for line in printed.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let &[algorithm, "executed", executed, "failed", failed] = words.as_slice() else {
            continue;
        };
        if let Some(file) = files.iter().find(|file| file.algorithm == algorithm) {
            let stated = file.number_of_tests;
            // Writing to a string cannot fail.
            let _ = writeln!(report, "{runtime} {algorithm} {stated} {executed} {failed}");
        }
    }
    report
}

#[cfg(test)]
mod tests {
    use super::{check, listed, report};
    use crate::compact::Compact;

    #[test]
    fn a_list_names_runtimes_and_files_that_there_are() {
        let known = ["keys".to_owned(), "zone".to_owned()].into();
        let text = "# a comment\npython,node keys: why\nnode zone: so: that\n";
        let of = |runtime| listed(text, runtime, &known).unwrap();
        assert_eq!(of("c").len(), 0);
        assert_eq!(of("python").get("keys").unwrap(), "why");
        assert_eq!(of("node").get("zone").unwrap(), "so: that");
        for wrong in [
            "node keys",
            "keys: why",
            "perl keys: why",
            "node day: why",
            "node,node keys: x",
        ] {
            assert!(listed(wrong, "node", &known).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_runner_prints_becomes_a_report() {
        let file = Compact {
            algorithm: "a".into(),
            lines: String::new(),
            number_of_tests: 5,
            left_out: 0,
        };
        let printed = "a 3 failed: accepted\na executed 5 failed 1\n";
        assert_eq!(report("c", printed, &[file]), "c a 5 5 1\n");
    }

    #[test]
    fn a_test_too_few_and_one_that_failed_are_noticed() {
        let file = Compact {
            algorithm: "a".into(),
            lines: String::new(),
            number_of_tests: 5,
            left_out: 2,
        };
        let files = [file];
        assert!(check("a executed 3 failed 0\n", &files).is_ok());
        assert!(check("a executed 2 failed 0\n", &files).is_err());
        assert!(check("a executed 3 failed 1\n", &files).is_err());
        assert!(check("", &files).is_err());
    }
}
