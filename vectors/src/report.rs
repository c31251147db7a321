use std::fmt;

use serde::Serialize;

/// What came of one vector file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The algorithm that the file tests.
    pub algorithm: String,
    /// The tests that were run.
    pub executed: usize,
    /// The tests left out because of [`Limits`](crate::Limits).
    pub skipped: usize,
    /// The tests in which the library and the file disagree.
    pub failures: Vec<Failure>,
}

impl Report {
    /// Whether library and file agree in everything that was run.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

impl fmt::Display for Report {
    /// One line, and one more for each failure.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = self.failures.len();
        write!(
            f,
            "{}: {} executed, {failed} failed",
            self.algorithm, self.executed
        )?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        for failure in &self.failures {
            write!(f, "\n  {failure}")?;
        }
        Ok(())
    }
}

/// A test in which the library and the file disagree. Vectors are public, so the message
/// shows both answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The test's number, unique in its file.
    pub id: u64,
    /// What the file says about the test.
    pub comment: String,
    /// Both answers.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.id, self.comment, self.message)
    }
}
