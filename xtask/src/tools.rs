//! Commands of cargo that others wrote, each at one version, in a folder of the build.

use std::process::Command;

use crate::shell::{Outcome, command, execute, root, target};

/// A program of crates.io.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Licences, sources, duplicates, advisories.
pub(crate) const DENY: Tool = Tool::new("cargo-deny", "0.20.2");
/// Every set of features.
pub(crate) const HACK: Tool = Tool::new("cargo-hack", "0.6.46");
/// Bills of materials.
pub(crate) const CYCLONEDX: Tool = Tool::new("cargo-cyclonedx", "0.5.9");
/// Small defects, one at a time.
pub(crate) const MUTANTS: Tool = Tool::new("cargo-mutants", "27.1.0");
/// What a release breaks for those who use the one before.
pub(crate) const SEMVER: Tool = Tool::new("cargo-semver-checks", "0.51.0");

impl Tool {
    const fn new(name: &'static str, version: &'static str) -> Self {
        Self { name, version }
    }

    /// Installs the tool unless it is there; cargo knows.
    pub(crate) fn install(&self) -> Outcome {
        let mut install = command("cargo install --quiet --locked");
        install
            .args([self.name, "--version", self.version, "--root"])
            .arg(target().join("tools"))
            // A tool is built more often than it is waited for.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off");
        execute(install)
    }

    /// The tool as cargo calls it, with the arguments that follow its name there.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut tool = Command::new(target().join("tools/bin").join(self.name));
        tool.arg(self.name.trim_start_matches("cargo-"))
            .args(words.split_whitespace())
            .current_dir(root());
        tool
    }
}
