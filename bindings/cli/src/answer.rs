//! What a command answers: text for people, JSON for programs.

use std::io::{self, Write as _};
use std::process::ExitCode;

use serde::Serialize;

use crate::failure::{EXIT_NO, Failure};

/// A command's answer in both forms.
#[derive(Debug)]
pub(crate) struct Answer {
    text: String,
    json: String,
    is_yes: bool,
    warnings: Vec<String>,
    remarks: String,
}

impl Answer {
    /// An answer with the members of `view`.
    pub(crate) fn new(text: String, view: &impl Serialize) -> Result<Self, Failure> {
        Self::with_warnings(text, view, Vec::new())
    }

    /// An answer with remarks, which go to standard error, or into the member `warnings`.
    pub(crate) fn with_warnings(
        text: String,
        view: &impl Serialize,
        warnings: Vec<String>,
    ) -> Result<Self, Failure> {
        #[derive(Serialize)]
        struct Members<'a, T> {
            #[serde(flatten)]
            view: &'a T,
            warnings: &'a [String],
        }
        let members = Members {
            view,
            warnings: &warnings,
        };
        Ok(Self {
            text,
            json: serde_json::to_string_pretty(&members)?,
            is_yes: true,
            warnings,
            remarks: String::new(),
        })
    }

    /// An answer whose text stands beside what the command has written itself, and so goes to
    /// standard error.
    pub(crate) fn beside(text: String, view: &impl Serialize) -> Result<Self, Failure> {
        let mut answer = Self::new(String::new(), view)?;
        answer.remarks = text;
        Ok(answer)
    }

    /// Whether what was asked about is accepted; decides the exit code.
    pub(crate) fn accepted(mut self, is_yes: bool) -> Self {
        self.is_yes = is_yes;
        self
    }

    /// Prints the answer; the exit code for it.
    pub(crate) fn print(self, is_json: bool) -> Result<ExitCode, Failure> {
        let mut out = if is_json { self.json } else { self.text };
        // An export without rows is empty.
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(out.as_bytes())
            .and_then(|()| stdout.flush())
            .map_err(|error| Failure::io(format!("standard output cannot be written: {error}")))?;
        if !is_json {
            // Where standard error is closed, there is nobody to tell.
            let _ = io::stderr().write_all(self.remarks.as_bytes());
            for warning in &self.warnings {
                let _ = writeln!(io::stderr(), "warning: {warning}");
            }
        }
        Ok(ExitCode::from(if self.is_yes { 0 } else { EXIT_NO }))
    }
}
