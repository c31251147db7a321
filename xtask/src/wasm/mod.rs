//! The npm package: built, assembled, weighed, packed, installed and tested.

mod build;
mod install;
mod lists;
mod package;
mod size;

use crate::setup;
use crate::shell::{Outcome, execute};

/// The chore: all of it, or with `build` the package alone, its generated files written.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if has("build") {
        make(false)?;
        return size::run(has("--update"));
    }
    leg()
}

/// Every check: nothing that is generated differs, nothing has grown, everything runs.
pub(crate) fn leg() -> Outcome {
    make(true)?;
    size::run(false)?;
    let clean = install::run()?;
    let mut types = build::npm("node tests/types.js");
    types.env("DOORWARD_INSTALLED", &clean);
    execute(types)?;
    let mut tests = build::npm("node --test --test-concurrency=2 tests/*.test.js");
    tests.env("DOORWARD_INSTALLED", &clean);
    execute(tests)
}

fn make(is_check: bool) -> Outcome {
    setup::node()?;
    lists::run(is_check)?;
    execute(build::npm("npm ci --no-fund --no-audit --silent"))?;
    build::run()?;
    package::assemble(is_check)
}
