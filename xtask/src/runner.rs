//! The runner of vectors in C, `ffi/tests/runner.c`: which files a host and a board run, and what
//! it has to print.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::compact::{self, Choice, Compact};
use crate::shell::{Outcome, root};

/// What every runner is made of; the families that it runs come besides.
pub(crate) const CORE: [&str; 5] = ["runner.c", "line.c", "compare.c", "members.c", "sha256.c"];

/// Why vector files are not run, by their algorithms.
pub(crate) type Reasons = BTreeMap<String, String>;

/// The algorithms that a runner does not have, and why: lines `algorithm: reason` of a file.
pub(crate) fn reasons(list: &str) -> Result<Reasons, String> {
    let at = |what: &dyn std::fmt::Display| format!("{list}: {what}");
    let text = fs::read_to_string(root().join(list)).map_err(|error| at(&error))?;
    let known = algorithms()?;
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (algorithm, reason) = line.split_once(": ").ok_or_else(|| at(&line))?;
            if !known.iter().any(|known| known == algorithm) {
                return Err(at(&format!("there is no file of {algorithm}")));
            }
            Ok((algorithm.to_owned(), reason.to_owned()))
        })
        .collect()
}

/// The algorithms of the published files; each is called as its file is.
fn algorithms() -> Result<Vec<String>, String> {
    Ok(compact::files()?.iter().map(|path| stem(path)).collect())
}

fn stem(path: &Path) -> String {
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

#[cfg(test)]
mod tests {
    use super::check;
    use crate::compact::Compact;

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
