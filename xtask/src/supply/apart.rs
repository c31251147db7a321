//! Some packages of the workspace as a workspace of their own: links to everything here, and a
//! manifest with other members.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::shell::{Outcome, root};

/// What a workspace has of its own, and what is no part of any.
const OWN: [&str; 5] = ["Cargo.toml", "Cargo.lock", "target", ".git", ".cargo"];

/// Makes the folder, with the root package and these members, and without a lock file.
pub(super) fn lay_out(folder: &Path, members: &[&str]) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let whole = root().join("Cargo.toml");
    let manifest = fs::read_to_string(&whole).map_err(|error| failed(&whole, &error))?;
    let (before, list) = manifest
        .split_once("members = ")
        .ok_or("Cargo.toml has no members")?;
    let (_, after) = list.split_once('\n').unwrap_or((list, ""));
    let path = folder.join("Cargo.toml");
    fs::write(&path, format!("{before}members = {members:?}\n{after}"))
        .map_err(|error| failed(&path, &error))?;
    for entry in fs::read_dir(root()).map_err(|error| failed(&root(), &error))? {
        let entry = entry.map_err(|error| failed(&root(), &error))?;
        if OWN.iter().any(|own| entry.file_name() == *own) {
            continue;
        }
        let link = folder.join(entry.file_name());
        match symlink(entry.path(), &link) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(failed(&link, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn failed(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
