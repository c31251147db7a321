use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::adapter::Answer;
use crate::container::{self, Expected, Group, Test};
use crate::difference::{Difference, differences};
use crate::{Limits, Problem, VectorError};

/// A vector file as somebody else's implementation is asked about it.
#[derive(Clone, Debug)]
pub struct Questions {
    /// The algorithm that the file tests.
    pub algorithm: &'static str,
    /// What each flag means.
    pub notes: BTreeMap<String, String>,
    /// The tests within the limits, in the file's order.
    pub questions: Vec<Question>,
    /// The tests left out because of the limits.
    pub skipped: usize,
}

/// A test, its outputs kept apart from its inputs.
#[derive(Clone, Debug)]
pub struct Question {
    /// The test's number, unique in its file.
    pub id: u64,
    /// What the file says about the test.
    pub comment: String,
    /// The mistakes that it catches, or the reason for which it is invalid.
    pub flags: Vec<String>,
    /// The parameters of the test's group.
    pub group: Arc<Map<String, Value>>,
    /// What is given.
    pub inputs: Map<String, Value>,
    expected: Option<Map<String, Value>>,
}

/// Why an answer is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Outputs that are not the published ones; at least one difference.
    Outputs(Vec<Difference>),
    /// A valid input was refused, for this reason if one was given.
    Refused(Option<String>),
    /// An invalid input was accepted, with these outputs.
    Accepted(Map<String, Value>),
    /// The implementation failed.
    Error(String),
}

impl Question {
    /// Judges an answer: as published, or what is wrong with it.
    ///
    /// # Errors
    /// [`Wrong`].
    pub fn judge(&self, answer: Answer) -> Result<(), Wrong> {
        match (answer, &self.expected) {
            (Answer::Outputs(found), Some(expected)) => {
                let differences = differences(expected, &found);
                if differences.is_empty() {
                    Ok(())
                } else {
                    Err(Wrong::Outputs(differences))
                }
            }
            (Answer::Outputs(found), None) => Err(Wrong::Accepted(found)),
            (Answer::Refused(reason), Some(_)) => Err(Wrong::Refused(reason)),
            (Answer::Refused(_), None) => Ok(()),
            (Answer::Error(message), _) => Err(Wrong::Error(message)),
        }
    }
}

/// Reads a vector file, as strictly as [`check_file`](crate::check_file), for an implementation
/// that is asked from outside.
///
/// # Errors
/// As [`check_file`](crate::check_file).
pub fn questions(path: &Path, limits: Limits) -> Result<Questions, VectorError> {
    let read = || -> Result<Questions, Problem> {
        let file = container::read(&std::fs::read_to_string(path)?)?;
        let asked = (file.entry.ask)(file.groups, limits)?;
        Ok(Questions {
            algorithm: file.entry.name,
            notes: file.notes,
            questions: asked.questions,
            skipped: asked.skipped,
        })
    };
    read().map_err(|problem| VectorError::new(path, problem))
}

/// The questions of a file, and how many tests are none.
pub(crate) struct Asked {
    questions: Vec<Question>,
    skipped: usize,
}

/// Splits tests by `split`, which takes the outputs of a valid test out of its members, and says
/// whether the test is within the limits.
pub(crate) fn ask(
    groups: Vec<Group>,
    mut split: impl FnMut(&Group, &mut Test) -> Result<(Map<String, Value>, bool), Problem>,
) -> Result<Asked, Problem> {
    let mut asked = Asked {
        questions: Vec::new(),
        skipped: 0,
    };
    for mut group in groups {
        let tests = std::mem::take(&mut group.tests);
        let parameters = Arc::new(group.parameters.clone());
        for mut test in tests {
            let (outputs, is_within) = split(&group, &mut test)?;
            if !is_within {
                asked.skipped = asked.skipped.saturating_add(1);
                continue;
            }
            asked.questions.push(Question {
                id: test.id,
                comment: test.comment,
                flags: test.flags,
                group: Arc::clone(&parameters),
                inputs: test.members,
                expected: (test.result == Expected::Valid).then_some(outputs),
            });
        }
    }
    Ok(asked)
}
