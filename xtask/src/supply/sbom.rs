//! What the crate, the C library and the tool are made of, as bills of materials: the same for every
//! build of a commit, wherever it is built.

use std::fs;
use std::path::Path;

use super::Finding;
use super::apart::{failed, lay_out};
use crate::shell::{Outcome, command, execute, output, root, target};
use crate::tools::CYCLONEDX;

/// What is handed out: its package, the folder of that, and the options of the build. Each is
/// looked at in a workspace of its own, since what another package asks for is not part of it.
struct Product {
    package: &'static str,
    folder: &'static str,
    options: &'static str,
}

/// For whichever target, with whichever feature.
const CRATE: Product = Product {
    package: "doorward",
    folder: "",
    options: "--all-features --target all",
};

const C_LIBRARY: Product = Product {
    package: "doorward-ffi",
    folder: "ffi",
    options: "",
};

const TOOL: Product = Product {
    package: "doorward-cli",
    folder: "bindings/cli",
    options: "",
};

/// Writes all three, and once more from another folder, and compares.
pub(super) fn check() -> Finding {
    let (once, again) = (target().join("sbom"), target().join("sbom-again"));
    for product in [CRATE, C_LIBRARY, TOOL] {
        let name = format!("{}.cdx.json", product.package);
        product.write(&once.join(&name), &once.join("workspace"))?;
        product.write(&again.join(&name), &again.join("another/workspace"))?;
        let read = |path: &Path| fs::read(path).map_err(|error| failed(path, &error));
        if read(&once.join(&name))? != read(&again.join(&name))? {
            return Err(format!("{name} differs from one run to the next"));
        }
    }
    println!("wrote {}, twice the same", once.display());
    Ok(Vec::new())
}

/// Writes what the C library is made of to a file.
pub(crate) fn of_c_library(path: &Path) -> Outcome {
    C_LIBRARY.write(path, &target().join("sbom/workspace"))
}

impl Product {
    fn write(&self, path: &Path, workspace: &Path) -> Outcome {
        CYCLONEDX.install()?;
        let members: Vec<&str> = [self.folder]
            .into_iter()
            .filter(|folder| !folder.is_empty())
            .collect();
        lay_out(workspace, &members)?;
        let lock = workspace.join("Cargo.lock");
        fs::copy(root().join("Cargo.lock"), &lock).map_err(|error| failed(&lock, &error))?;
        let mut list = CYCLONEDX.command("--format json --spec-version 1.5");
        list.args(self.options.split_whitespace())
            .arg("--manifest-path")
            .arg(workspace.join("Cargo.toml"))
            .env("SOURCE_DATE_EPOCH", date()?);
        execute(list)?;
        // The tool writes beside every manifest, which are links to ours.
        let name = format!("{}.cdx.json", self.package);
        let written = workspace.join(self.folder).join(name);
        let text = fs::read_to_string(&written).map_err(|error| failed(&written, &error))?;
        for folder in ["", "ffi", "vectors", "bindings/cli"] {
            let folder = workspace.join(folder);
            for entry in fs::read_dir(&folder).map_err(|error| failed(&folder, &error))? {
                let entry = entry.map_err(|error| failed(&folder, &error))?.path();
                if entry.to_string_lossy().ends_with(".cdx.json") {
                    fs::remove_file(&entry).map_err(|error| failed(&entry, &error))?;
                }
            }
        }
        let text = text.replace(&workspace.display().to_string(), "/doorward");
        let parent = path.parent().unwrap_or(path);
        fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
        fs::write(path, text).map_err(|error| failed(path, &error))
    }
}

/// The date that reproducible builds have: the caller's, or else the commit's.
fn date() -> Result<String, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(date) => Ok(date),
        Err(_) => output(command("git log -1 --format=%ct")).map(|date| date.trim().to_owned()),
    }
}
