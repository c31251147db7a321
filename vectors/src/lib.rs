//! Runs the published test vectors against the library.
//!
//! A vector file is read strictly: a member that nobody compares, a flag that nobody
//! explains, a test that is not counted are errors of the file, not details. What a file
//! says is then compared with what the library does, in both directions: what is derived
//! or issued must be the published value, and must be read back as what was asked for.
//!
//! The same files are put to other implementations: [`questions`] splits a file into what is given
//! and what is expected, and [`adapter`] has the lines by which an implementation is asked.
//!
//! ```no_run
//! # fn main() -> Result<(), doorward_vectors::VectorError> {
//! use std::path::Path;
//!
//! for path in doorward_vectors::files(Path::new("vectors"))? {
//!     println!("{}", doorward_vectors::check_file(&path)?);
//! }
//! # Ok(())
//! # }
//! ```

pub mod adapter;
mod algorithms;
mod capability;
mod container;
mod difference;
mod error;
mod folder;
mod limits;
mod questions;
mod report;
mod strict;
mod text;

use std::path::Path;

pub use algorithms::{outputs, supported};
pub use capability::Capability;
pub use difference::Difference;
pub use error::{Problem, VectorError};
pub use folder::files;
pub use limits::{DIGESTS_VARIABLE, Limits};
pub use questions::{Question, Questions, Wrong, questions};
pub use report::{Failure, Report};

/// The schema of the files that this crate reads.
pub const SCHEMA: &str = "doorward-vectors/1";

/// Checks one vector file within the [limits of the environment](Limits::from_env).
///
/// # Errors
/// [`VectorError`] if it cannot be read, is not a vector file through and through, or is of
/// an algorithm that the library does not have. That the library answers differently is no
/// error but a [`Failure`] in the report.
pub fn check_file(path: &Path) -> Result<Report, VectorError> {
    check_file_within(path, limits_for(path)?)
}

/// Checks one vector file within `limits`.
///
/// # Errors
/// As [`check_file`].
pub fn check_file_within(path: &Path, limits: Limits) -> Result<Report, VectorError> {
    let text =
        std::fs::read_to_string(path).map_err(|error| VectorError::new(path, error.into()))?;
    container::check(&text, limits).map_err(|problem| VectorError::new(path, problem))
}

/// Checks the text of a vector file, called `name` in errors, within the
/// [limits of the environment](Limits::from_env).
///
/// # Errors
/// As [`check_file`].
pub fn check_str(name: &str, text: &str) -> Result<Report, VectorError> {
    check_str_within(name, text, limits_for(Path::new(name))?)
}

/// Checks the text of a vector file, called `name` in errors, within `limits`.
///
/// # Errors
/// As [`check_file`].
pub fn check_str_within(name: &str, text: &str, limits: Limits) -> Result<Report, VectorError> {
    container::check(text, limits).map_err(|problem| VectorError::new(Path::new(name), problem))
}

fn limits_for(path: &Path) -> Result<Limits, VectorError> {
    Limits::from_env().map_err(|problem| VectorError::new(path, problem))
}
