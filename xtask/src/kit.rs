//! The vectors put to each implementation here, as a vendor puts them to his own: through an
//! adapter, by the tool.

use std::path::Path;

use crate::shell::{Outcome, command, execute};
use crate::{c, python, setup, wasm};

/// Codes of the longest digest that an adapter is asked for.
const DIGESTS_UP_TO: &str = "1000";

pub(crate) fn run(_: &[String]) -> Outcome {
    setup::run(&[])?;
    reference()?;
    python::kit()?;
    wasm::kit()?;
    c::kit()
}

/// The reference, and each mistake that it can make: one that nobody noticed would fail.
fn reference() -> Outcome {
    execute(command(
        "cargo test --package doorward-cli --test cli kit_reference",
    ))
}

/// Puts every file to an adapter, which is a script for a program, with a variable set for it.
pub(crate) fn put(program: &Path, script: &Path, variable: Option<(&str, &Path)>) -> Outcome {
    let mut run = command("cargo run --quiet --package doorward-cli -- vectors run --adapter");
    run.arg(format!("'{}' '{}'", program.display(), script.display()));
    run.args(["--digests-up-to", DIGESTS_UP_TO]);
    run.envs(variable);
    execute(run)
}
