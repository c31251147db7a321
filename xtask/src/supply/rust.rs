//! The oldest Rust: what each dependency says of itself, and a build with it.

use std::process::Command;

use super::Finding;
use super::graph::Graph;
use crate::shell::{Outcome, command, execute, succeeds};

/// What the README promises to build with the oldest Rust.
const PROMISED: [&str; 3] = ["doorward", "doorward-ffi", "doorward-vectors"];

pub(super) fn check() -> Finding {
    declared()?;
    let oldest = oldest()?;
    let mut install = command("rustup toolchain install --profile minimal --no-self-update");
    install.arg(&oldest);
    if !succeeds(install) {
        return Ok(vec![format!(
            "a build with Rust {oldest}: rustup cannot fetch it"
        )]);
    }
    let mut build: Command = command("rustup run");
    build
        .arg(&oldest)
        .args(["cargo", "check", "--all-features"]);
    for package in PROMISED {
        build.args(["--package", package]);
    }
    execute(build)?;
    Ok(Vec::new())
}

/// Fails if a package names an older Rust than something that it is built with.
pub(super) fn declared() -> Outcome {
    let graph = Graph::read()?;
    for package in graph.ours() {
        let Some(ours) = package.rust else {
            continue;
        };
        let all = graph.built_with(package);
        if let Some(newer) = all
            .iter()
            .find(|other| other.rust.is_some_and(|rust| rust > ours))
        {
            return Err(format!(
                "{} is for Rust {}.{}, but {} {} needs a newer one",
                package.name, ours.0, ours.1, newer.name, newer.version
            ));
        }
        let silent = all.iter().filter(|other| other.rust.is_none());
        println!(
            "{}: Rust {}.{} is enough for {} dependencies; {} say nothing",
            package.name,
            ours.0,
            ours.1,
            all.len(),
            silent.count()
        );
    }
    Ok(())
}

/// The core's Rust, as rustup calls it.
fn oldest() -> Result<String, String> {
    let graph = Graph::read()?;
    graph
        .ours()
        .find(|package| package.name == "doorward")
        .and_then(|core| core.rust)
        .map(|(major, minor)| format!("{major}.{minor}.0"))
        .ok_or_else(|| "the core names no oldest Rust".to_owned())
}
