use std::path::{Path, PathBuf};

use crate::SCHEMA;

/// A vector file that was not run, or not to its end.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", file.display())]
pub struct VectorError {
    file: PathBuf,
    problem: Problem,
}

impl VectorError {
    pub(crate) fn new(file: &Path, problem: Problem) -> Self {
        Self {
            file: file.to_owned(),
            problem,
        }
    }

    /// The file or folder, or the name given to the text.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// What can be wrong with a vector file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file or folder cannot be read.
    #[error("cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// A folder holds no vector file.
    #[error("no vector file in it")]
    NoFiles,
    /// Not JSON, or an object has a member twice.
    #[error("not strict JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Another schema or another version of it.
    #[error("schema {0}, not {SCHEMA}")]
    Schema(String),
    /// No algorithm of this name.
    #[error("unknown algorithm {0}")]
    UnknownAlgorithm(String),
    /// A member is missing, unknown or of another type.
    #[error("{place}: {message}")]
    Members {
        /// The container, a group or a test.
        place: String,
        /// What is wrong there.
        message: String,
    },
    /// The section of the specification is another.
    #[error("spec is {found}, not {expected}")]
    Spec {
        /// The algorithm's own section.
        expected: &'static str,
        /// The file's.
        found: String,
    },
    /// `numberOfTests` is not the number of tests.
    #[error("numberOfTests is {declared}, but there are {found}")]
    Count {
        /// What the file says.
        declared: u64,
        /// What it holds.
        found: u64,
    },
    /// Two tests have one id.
    #[error("id {0} occurs twice")]
    DuplicateId(u64),
    /// A test has a flag twice.
    #[error("test {id}: flag {flag} twice")]
    DuplicateFlag {
        /// The test.
        id: u64,
        /// Its flag.
        flag: String,
    },
    /// A test has a flag that the notes do not explain.
    #[error("test {id}: flag {flag} has no note")]
    UndeclaredFlag {
        /// The test.
        id: u64,
        /// Its flag.
        flag: String,
    },
    /// The notes explain a flag that no test has.
    #[error("no test has the flag {0} of the notes")]
    UnusedFlag(String),
    /// An invalid test must say by exactly one flag why it is invalid, and a valid one by none.
    #[error("test {id}: {found} flags that name a reason to refuse, expected {expected}")]
    Reasons {
        /// The test.
        id: u64,
        /// One for an invalid test, none for a valid one.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// An environment variable of this crate holds nonsense.
    #[error("the environment's {variable} is {value}, neither a number nor all")]
    Setting {
        /// Its name.
        variable: &'static str,
        /// Its value.
        value: String,
    },
}

impl Problem {
    pub(crate) fn members(place: impl Into<String>, message: &dyn std::fmt::Display) -> Self {
        Self::Members {
            place: place.into(),
            message: message.to_string(),
        }
    }
}
