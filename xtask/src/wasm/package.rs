//! The package, put together from its modules and the files in the repository.

use std::fs;
use std::path::Path;

use super::build::{MODULES, at, copy, package, source};
use crate::shell::{Outcome, root, target};

/// What a file is called in which a module's name stands for this.
const ANY: &str = "MODULE";

/// Puts the files beside the modules; `is_check` compares the committed types, else they are
/// written.
pub(super) fn assemble(is_check: bool) -> Outcome {
    let (from, to) = (source().join("package"), package());
    for name in ["package.json", "README.md"] {
        copy(&from.join(name), &to.join(name))?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&root().join(name), &to.join(name))?;
    }
    has_version(&to.join("package.json"))?;
    for folder in ["entry", "entry/web", "entry/node"] {
        entries(&from.join(folder), &to.join(folder))?;
    }
    MODULES
        .iter()
        .try_for_each(|module| types(module.name, is_check))?;
    playground()
}

/// The playground: a folder for any server of files.
fn playground() -> Outcome {
    let to = target().join("npm/playground");
    folder(&source().join("playground"), &to)?;
    for part in ["dist", "entry/web"] {
        folder(&package().join(part), &to.join("doorward").join(part))?;
    }
    Ok(())
}

/// Copies the files of a folder, those of its folders left out.
fn folder(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(|error| at(to, &error))?;
    for entry in fs::read_dir(from).map_err(|error| at(from, &error))? {
        let path = entry.map_err(|error| at(from, &error))?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}

/// The version of the package is that of the crate.
fn has_version(manifest: &Path) -> Outcome {
    let text = fs::read_to_string(manifest).map_err(|error| at(manifest, &error))?;
    let expected = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    if text.contains(&expected) {
        Ok(())
    } else {
        Err(format!("{} has not {expected}", manifest.display()))
    }
}

/// Writes each file of a folder once for every module.
fn entries(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to).map_err(|error| at(to, &error))?;
    for entry in fs::read_dir(from).map_err(|error| at(from, &error))? {
        let path = entry.map_err(|error| at(from, &error))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
        for module in &MODULES {
            let file = to.join(name.replace(ANY, module.name));
            fs::write(&file, text.replace(ANY, module.name)).map_err(|error| at(&file, &error))?;
        }
    }
    Ok(())
}

/// The types that were generated are those in the repository.
fn types(module: &str, is_check: bool) -> Outcome {
    let made = package().join(format!("dist/{module}.d.ts"));
    let committed = source().join(format!("types/generated/{module}.d.ts"));
    if !is_check {
        return copy(&made, &committed);
    }
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| at(path, &error));
    if read(&made)? == read(&committed)? {
        Ok(())
    } else {
        Err(format!(
            "{} is not what the source says: run `cargo xtask wasm build`",
            committed.display()
        ))
    }
}
