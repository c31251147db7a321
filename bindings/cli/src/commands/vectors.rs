//! `doorward vectors check`: the published test vectors against the library.

use std::fmt::Write as _;
use std::path::PathBuf;

use doorward_vectors::Report;
use serde::Serialize;

use crate::answer::Answer;
use crate::failure::Failure;

#[derive(Serialize)]
struct FileView {
    path: PathBuf,
    #[serde(flatten)]
    report: Option<Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct View {
    passed: bool,
    executed: usize,
    failed: usize,
    files: Vec<FileView>,
}

pub(super) fn check(paths: &[PathBuf]) -> Result<Answer, Failure> {
    let mut files = Vec::new();
    for path in paths {
        files.extend(doorward_vectors::files(path).map_err(Failure::io)?);
    }
    let mut view = View {
        passed: true,
        executed: 0,
        failed: 0,
        files: Vec::new(),
    };
    let mut text = String::new();
    for path in files {
        let checked = doorward_vectors::check_file(&path);
        let (report, error) = match checked {
            Ok(report) => {
                writeln!(text, "{}: {report}", path.display())?;
                view.executed = view.executed.saturating_add(report.executed);
                view.failed = view.failed.saturating_add(report.failures.len());
                view.passed &= report.failures.is_empty();
                (Some(report), None)
            }
            Err(error) => {
                // The error names the file itself.
                writeln!(text, "{error}")?;
                view.passed = false;
                (None, Some(error.to_string()))
            }
        };
        view.files.push(FileView {
            path,
            report,
            error,
        });
    }
    let unread = view
        .files
        .iter()
        .filter(|file| file.error.is_some())
        .count();
    write!(
        text,
        "\n{} files, {} tests executed, {} failed, {unread} files not understood",
        view.files.len(),
        view.executed,
        view.failed
    )?;
    let passed = view.passed;
    Ok(Answer::new(text, &view)?.accepted(passed))
}
