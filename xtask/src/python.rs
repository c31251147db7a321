//! The Python package: its wheel, built, installed where nothing else is, and checked there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::kit;
use crate::setup;
use crate::shell::{Outcome, command, execute, root, target};

const PACKAGE: &str = "bindings/python";

pub(crate) fn run(_: &[String]) -> Outcome {
    setup::python_tools()?;
    check()
}

/// The wheel is built, and everything that can be said of it is checked.
pub(crate) fn check() -> Outcome {
    let folder = target().join("python");
    let wheel = wheel(&folder)?;
    let clean = folder.join("clean");
    if clean.exists() {
        fs::remove_dir_all(&clean).map_err(|error| format!("{}: {error}", clean.display()))?;
    }
    environment(&clean)?;
    execute(python(
        &clean,
        "-m pip install --quiet --requirement requirements-test.txt",
    ))?;
    let mut install = python(&clean, "-m pip install --quiet --no-deps");
    install.arg(wheel);
    execute(install)?;
    for words in [
        "write_lists.py --check",
        "-m mypy --strict python/doorward tests write_lists.py",
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
    let folder = target().join("python");
    let wheel = wheel(&folder)?;
    let clean = folder.join("kit");
    environment(&clean)?;
    let mut install = python(&clean, "-m pip install --quiet --no-deps --force-reinstall");
    install.arg(wheel);
    execute(install)?;
    put(&clean)
}

fn put(environment: &Path) -> Outcome {
    let adapter = root().join(PACKAGE).join("tests/adapter.py");
    let python = environment.join("bin/python");
    kit::put(&python, &adapter, None)
}

/// A virtual environment.
fn environment(folder: &Path) -> Outcome {
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
fn wheel(folder: &Path) -> Result<PathBuf, String> {
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
