//! The npm package: built, assembled, weighed, packed, installed and tested.

mod build;
mod install;
mod lists;
mod package;
mod size;

use std::fs;
use std::path::{Path, PathBuf};

use crate::kit;
use crate::runtimes::REPORT;
use crate::setup;
use crate::shell::{Outcome, execute};

/// The chore: all of it, with `build` the package and the playground alone, their
/// generated files written, with `bench` what a call costs.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if has("build") {
        make(false)?;
        return size::run(has("--update"));
    }
    if has("bench") {
        make(true)?;
        let mut bench = build::npm("node ../../benches/wasm/run.js");
        bench.env("DOORWARD_INSTALLED", install::run()?);
        return execute(bench);
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
    let mut tests = build::npm("node --test --test-concurrency=2");
    tests.args(files()?).env("DOORWARD_INSTALLED", &clean);
    execute(tests)?;
    put(&clean)
}

/// The vectors through the adapter, with the package installed.
pub(crate) fn kit() -> Outcome {
    make(true)?;
    put(&install::run()?)
}

fn put(clean: &Path) -> Outcome {
    let adapter = build::source().join("tests/adapter.js");
    let installed = Some(("DOORWARD_INSTALLED", clean));
    kit::put(Path::new("node"), &adapter, installed)
}

/// Every vector in Node or in Chromium; reported to a file, as [`crate::runtimes`] has it.
pub(crate) fn report(runtime: &str, file: &Path) -> Outcome {
    make(true)?;
    let mut test = build::npm("node --test");
    test.arg(match runtime {
        "node" => "tests/vectors.test.js",
        _ => "tests/browser.test.js",
    });
    test.env("DOORWARD_INSTALLED", install::run()?)
        .env(REPORT, file);
    execute(test)
}

/// The files of tests.
fn files() -> Result<Vec<PathBuf>, String> {
    let folder = build::source().join("tests");
    let entries = fs::read_dir(&folder).map_err(|error| build::at(&folder, &error))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    Ok(files)
}

fn make(is_check: bool) -> Outcome {
    setup::node()?;
    lists::run(is_check)?;
    execute(build::npm("npm ci --no-fund --no-audit --silent"))?;
    build::run()?;
    package::assemble(is_check)
}
