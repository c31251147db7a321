//! The core, the C library and the vectors with the lowest versions that their manifests allow.

use std::path::Path;
use std::process::Command;

use super::Finding;
use super::apart::lay_out;
use crate::shell::{command, execute, target};

/// The other packages follow the newest versions.
const MEMBERS: [&str; 2] = ["ffi", "vectors"];

pub(super) fn check() -> Finding {
    let folder = target().join("minimal");
    lay_out(&folder, &MEMBERS)?;
    let mut lock = within(&folder, "cargo generate-lockfile -Zdirect-minimal-versions");
    // The option is cargo's alone: the compiler and what it accepts stay the stable ones.
    lock.env("RUSTC_BOOTSTRAP", "1");
    execute(lock)?;
    execute(within(
        &folder,
        "cargo test --workspace --all-features --locked --profile mutants",
    ))?;
    execute(within(
        &folder,
        "cargo check --package doorward --no-default-features --locked",
    ))?;
    Ok(Vec::new())
}

fn within(folder: &Path, words: &str) -> Command {
    let mut cargo = command(words);
    cargo
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"));
    cargo
}
