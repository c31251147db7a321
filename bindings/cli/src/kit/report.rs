//! What came of a run. The member names are part of the JSON output and do not change.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use doorward_vectors::adapter::{Description, PROTOCOL};
use doorward_vectors::{Capability, Difference, Question, Questions, Wrong};
use serde::Serialize;
use serde_json::Value;

use super::fault::Fault;

/// The form of the report and its version.
const SCHEMA: &str = "doorward-report/1";

#[derive(Serialize)]
pub(crate) struct Report {
    schema: &'static str,
    protocol: &'static str,
    pub(crate) implementation: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) passed: bool,
    pub(crate) fault: Option<FaultView>,
    pub(crate) digests_up_to: u32,
    /// Files of the capabilities that were asked about, each with the adapter's reason.
    pub(crate) except: BTreeMap<String, String>,
    pub(crate) capabilities: Vec<CapabilityReport>,
    pub(crate) files: Vec<FileReport>,
}

#[derive(Serialize)]
pub(crate) struct FaultView {
    kind: &'static str,
    pub(crate) message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// Every test of every file.
    Passed,
    /// Every test, but some files are excepted.
    PassedBut,
    /// A test failed, or the run did not come to its end.
    Failed,
    /// A file was not there to be run.
    Incomplete,
}

#[derive(Serialize)]
pub(crate) struct CapabilityReport {
    pub(crate) capability: Capability,
    pub(crate) verdict: Verdict,
    /// The algorithms with failures.
    pub(crate) failed: Vec<&'static str>,
    /// The algorithms of which no file was given.
    pub(crate) missing: Vec<&'static str>,
    /// The algorithms that are excepted.
    pub(crate) excepted: Vec<&'static str>,
}

#[derive(Serialize)]
pub(crate) struct FileReport {
    pub(crate) path: PathBuf,
    pub(crate) algorithm: &'static str,
    pub(crate) stated: usize,
    pub(crate) executed: usize,
    /// Left out: digests of more codes than were asked for.
    pub(crate) skipped: usize,
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) failures: Vec<Failed>,
    /// The flags of the failures, the most telling first.
    pub(crate) flags: Vec<FlagReport>,
}

#[derive(Serialize)]
pub(crate) struct Failed {
    pub(crate) id: u64,
    pub(crate) comment: String,
    flags: Vec<String>,
    kind: &'static str,
    pub(crate) message: String,
    pub(crate) differences: Vec<Difference>,
}

#[derive(Serialize)]
pub(crate) struct FlagReport {
    pub(crate) flag: String,
    pub(crate) note: String,
    /// The failures with this flag.
    pub(crate) failures: usize,
    /// The tests with this flag that were run.
    pub(crate) tests: usize,
}

impl Report {
    pub(crate) fn new(digests_up_to: u32) -> Self {
        Self {
            schema: SCHEMA,
            protocol: PROTOCOL,
            implementation: None,
            version: None,
            passed: false,
            fault: None,
            digests_up_to,
            except: BTreeMap::new(),
            capabilities: Vec::new(),
            files: Vec::new(),
        }
    }

    pub(crate) fn describe(&mut self, description: &Description, asked: &[Capability]) {
        self.implementation = Some(description.implementation.clone());
        self.version = Some(description.version.clone());
        self.except = description.except.clone();
        self.except.retain(|algorithm, _| {
            let mut algorithms = asked.iter().flat_map(|capability| capability.algorithms());
            algorithms.any(|known| known == algorithm)
        });
    }

    /// Judges every capability that was asked about.
    pub(crate) fn conclude(&mut self, asked: &[Capability], fault: Option<&Fault>) {
        self.fault = fault.map(|fault| FaultView {
            kind: fault.kind(),
            message: fault.to_string(),
        });
        self.capabilities = asked.iter().map(|asked| self.capability(*asked)).collect();
        let has_passed = |report: &CapabilityReport| {
            matches!(report.verdict, Verdict::Passed | Verdict::PassedBut)
        };
        self.passed = self.fault.is_none()
            && !self.capabilities.is_empty()
            && self.capabilities.iter().all(has_passed);
    }

    fn capability(&self, capability: Capability) -> CapabilityReport {
        let (mut failed, mut missing, mut excepted) = (Vec::new(), Vec::new(), Vec::new());
        for algorithm in capability.algorithms() {
            let is_it = |file: &&FileReport| file.algorithm == *algorithm;
            if self.except.contains_key(*algorithm) {
                excepted.push(*algorithm);
            } else if !self.files.iter().any(|file| is_it(&file)) {
                missing.push(*algorithm);
            } else if self.files.iter().filter(is_it).any(|file| file.failed > 0) {
                failed.push(*algorithm);
            }
        }
        let verdict = if self.fault.is_some() || !failed.is_empty() {
            Verdict::Failed
        } else if !missing.is_empty() {
            Verdict::Incomplete
        } else if excepted.is_empty() {
            Verdict::Passed
        } else {
            Verdict::PassedBut
        };
        CapabilityReport {
            capability,
            verdict,
            failed,
            missing,
            excepted,
        }
    }
}

impl FileReport {
    pub(crate) fn new(path: &Path, questions: &Questions) -> Self {
        Self {
            path: path.to_owned(),
            algorithm: questions.algorithm,
            stated: questions.questions.len().saturating_add(questions.skipped),
            executed: 0,
            skipped: questions.skipped,
            passed: 0,
            failed: 0,
            failures: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// Counts an answered test.
    pub(crate) fn count(&mut self, question: &Question, judged: Result<(), Wrong>) {
        self.executed = self.executed.saturating_add(1);
        match judged {
            Ok(()) => self.passed = self.passed.saturating_add(1),
            Err(wrong) => {
                self.failed = self.failed.saturating_add(1);
                self.failures.push(Failed::new(question, wrong));
            }
        }
    }

    /// Counts the flags of the failures among the tests that were run.
    pub(crate) fn count_flags(&mut self, questions: &Questions) {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for question in questions.questions.iter().take(self.executed) {
            for flag in &question.flags {
                let (_, tests) = counts.entry(flag).or_default();
                *tests = tests.saturating_add(1);
            }
        }
        for flag in self.failures.iter().flat_map(|failed| &failed.flags) {
            let (failures, _) = counts.entry(flag).or_default();
            *failures = failures.saturating_add(1);
        }
        self.flags = counts
            .into_iter()
            .filter(|(_, (failures, _))| *failures > 0)
            .map(|(flag, (failures, tests))| FlagReport {
                flag: flag.to_owned(),
                note: questions.notes.get(flag).cloned().unwrap_or_default(),
                failures,
                tests,
            })
            .collect();
        // A mistake fails every test with its flag, so those that some passed stand behind.
        self.flags
            .sort_by_key(|flag| (flag.failures < flag.tests, Reverse(flag.failures)));
    }
}

impl Failed {
    fn new(question: &Question, wrong: Wrong) -> Self {
        let (kind, message, differences) = match wrong {
            Wrong::Outputs(differences) => {
                let members = differences.iter().map(|difference| &*difference.member);
                let members: Vec<&str> = members.collect();
                let message = format!("other outputs: {}", members.join(", "));
                ("outputs", message, differences)
            }
            Wrong::Refused(None) => ("refused", "refused".to_owned(), Vec::new()),
            Wrong::Refused(Some(reason)) => ("refused", format!("refused: {reason}"), Vec::new()),
            Wrong::Accepted(outputs) => {
                let outputs = Value::Object(outputs);
                ("accepted", format!("accepted, with {outputs}"), Vec::new())
            }
            Wrong::Error(message) => ("error", format!("error: {message}"), Vec::new()),
        };
        Self {
            id: question.id,
            comment: question.comment.clone(),
            flags: question.flags.clone(),
            kind,
            message,
            differences,
        }
    }
}
