//! The vector files, written by the independent reference implementation.

use crate::shell::{Outcome, command, execute};

/// How much of the accumulated digests to compute again: a million codes of each family
/// take Python minutes.
#[derive(Clone, Copy)]
pub(crate) enum Size {
    Tenth,
    Whole,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let mut generate = command("python3 vectors/reference/generate.py");
    generate.args(arguments);
    execute(generate)
}

/// Fails where a committed file is not what the reference writes.
pub(crate) fn check(size: Size) -> Outcome {
    let mut check = vec!["--check".to_owned()];
    if let Size::Tenth = size {
        check.extend(["--digests-up-to".to_owned(), "100000".to_owned()]);
    }
    run(&check)
}
