//! The package as others get it: packed, and installed in a clean folder.

use std::fs;
use std::path::PathBuf;

use super::build::{at, package};
use crate::shell::{command, execute, output, target};

/// Packs the package and installs the tarball; the folder.
pub(super) fn run() -> Result<PathBuf, String> {
    let clean = target().join("npm/clean");
    if clean.exists() {
        fs::remove_dir_all(&clean).map_err(|error| at(&clean, &error))?;
    }
    fs::create_dir_all(&clean).map_err(|error| at(&clean, &error))?;
    let manifest = clean.join("package.json");
    fs::write(&manifest, "{\"private\": true}\n").map_err(|error| at(&manifest, &error))?;
    let mut pack = command("npm pack --silent");
    pack.arg(package()).current_dir(&clean);
    let tarball = output(pack)?;
    let mut install = command("npm install --no-fund --no-audit --offline --silent");
    install
        .arg(format!("./{}", tarball.trim()))
        .current_dir(&clean);
    execute(install)?;
    Ok(clean)
}
