//! The Python package: its wheel, built, installed where nothing else is, and checked there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::kit;
use crate::runtimes::REPORT;
use crate::setup;
use crate::shell::{Outcome, command, execute, root, target};

const PACKAGE: &str = "bindings/python";

pub(crate) fn run(_: &[String]) -> Outcome {
    setup::python_tools()?;
    check()
}

/// The wheel is built, and everything that can be said of it is checked.
pub(crate) fn check() -> Outcome {
    let wheel = wheel()?;
    alone(&wheel)?;
    let clean = install(&wheel)?;
    for words in [
        "write_lists.py --check",
        "-m mypy --strict python/doorward tests write_lists.py alone.py",
        "-m mypy.stubtest doorward --concise --allowlist tests/stubtest-allowlist.txt \
         --mypy-config-file pyproject.toml",
        "-m pytest -q --durations=3",
    ] {
        execute(python(&clean, words))?;
    }
    put(&clean)
}

/// The vectors through the adapter, with the wheel installed.
pub(crate) fn kit() -> Outcome {
    setup::python_tools()?;
    put(&install(&wheel()?)?)
}

fn put(environment: &Path) -> Outcome {
    let adapter = root().join(PACKAGE).join("tests/adapter.py");
    let python = environment.join("bin/python");
    kit::put(&python, &adapter, None)
}

/// Every vector through the wheel; reported to a file, as [`crate::runtimes`] has it.
pub(crate) fn report(file: &Path) -> Outcome {
    setup::python_tools()?;
    let mut tests = python(&install(&wheel()?)?, "-m pytest -q tests/test_vectors.py");
    tests.env(REPORT, file);
    execute(tests)
}

/// The wheel as a new user has it, with nothing beside it.
fn alone(wheel: &Path) -> Outcome {
    let folder = new_environment("alone")?;
    let mut install = python(&folder, "-m pip install --quiet");
    install.arg(wheel);
    execute(install)?;
    execute(python(&folder, "-I alone.py"))
}

/// Installs the wheel beside what the tests use; the environment.
fn install(wheel: &Path) -> Result<PathBuf, String> {
    let clean = new_environment("clean")?;
    execute(python(
        &clean,
        "-m pip install --quiet --requirement requirements-test.txt",
    ))?;
    let mut install = python(&clean, "-m pip install --quiet --no-deps");
    install.arg(wheel);
    execute(install)?;
    Ok(clean)
}

/// An environment in which nothing was installed.
fn new_environment(name: &str) -> Result<PathBuf, String> {
    let folder = target().join("python").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    environment(&folder)?;
    Ok(folder)
}

/// A virtual environment.
pub(crate) fn environment(folder: &Path) -> Outcome {
    let mut venv = command("python3 -m venv");
    venv.arg(folder);
    execute(venv)
}

/// Python of an environment, in the package's folder.
fn python(environment: &Path, words: &str) -> Command {
    let mut python = Command::new(environment.join("bin/python"));
    python
        .args(words.split_whitespace())
        .current_dir(root().join(PACKAGE));
    python
}

/// Builds the wheel, alone in its folder.
fn wheel() -> Result<PathBuf, String> {
    let folder = target().join("python");
    let tools = folder.join("tools");
    if !tools.exists() {
        environment(&tools)?;
    }
    execute(python(
        &tools,
        "-m pip install --quiet --requirement requirements.txt",
    ))?;
    let wheels = folder.join("wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels).map_err(|error| format!("{}: {error}", wheels.display()))?;
    }
    let mut build = python(&tools, "-m maturin build --release --out");
    build.arg(&wheels);
    execute(build)?;
    let entries =
        fs::read_dir(&wheels).map_err(|error| format!("{}: {error}", wheels.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    match (found.pop(), found.is_empty()) {
        (Some(wheel), true) => Ok(wheel),
        _ => Err(format!("{} has not one wheel", wheels.display())),
    }
}
