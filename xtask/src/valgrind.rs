//! The programs of `benches/instructions` under valgrind: the library as a release has it, but
//! with SHA-256 in software, since valgrind shows no processor that has it in hardware.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup;
use crate::shell::{command, execute, output, target};

/// Builds the programs; where they are.
pub(crate) fn build() -> Result<PathBuf, String> {
    if !cfg!(target_arch = "x86_64") {
        return Err("the requests to valgrind are written for x86-64 alone".into());
    }
    setup::valgrind()?;
    let folder = target().join("valgrind");
    let mut cargo = command("cargo build --release --package doorward-instructions");
    cargo
        // What is inlined does not depend on how the work is shared among threads.
        .args(["--config", "profile.release.codegen-units=1"])
        .args(["--config", "profile.release.debug=\"line-tables-only\""])
        .env("RUSTFLAGS", r#"--cfg sha2_backend="soft""#)
        .env("CARGO_TARGET_DIR", &folder);
    execute(cargo)?;
    Ok(folder.join("release"))
}

/// What the programs were built with.
pub(crate) fn compiler() -> Result<String, String> {
    output(command("rustc --version")).map(|version| version.trim().to_owned())
}

/// An empty folder for what valgrind writes.
pub(crate) fn results(name: &str) -> Result<PathBuf, String> {
    let folder = target().join("valgrind").join(name);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    Ok(folder)
}

/// The instructions of what a program counts, by name and in its order.
pub(crate) fn count(
    program: &Path,
    arguments: &[&str],
    folder: &Path,
) -> Result<Vec<(String, u64)>, String> {
    let mut valgrind = command("valgrind --quiet --tool=callgrind --collect-atstart=no");
    valgrind
        .arg(format!(
            "--callgrind-out-file={}",
            folder.join("out").display()
        ))
        .arg(program)
        .args(arguments);
    plain_surroundings(&mut valgrind);
    execute(valgrind)?;
    let mut counts = Vec::new();
    for part in 1_u32.. {
        let path = folder.join(format!("out.{part}"));
        if !path.exists() {
            break;
        }
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let after = |mark: &str| text.lines().find_map(|line| line.strip_prefix(mark));
        let name = after("desc: Trigger: Client Request: ");
        let total = after("totals: ").and_then(|total| total.trim().parse().ok());
        let (Some(name), Some(total)) = (name, total) else {
            return Err(format!("{} states no count", path.display()));
        };
        counts.push((name.to_owned(), total));
    }
    if counts.is_empty() {
        return Err(format!("{} counted nothing", program.display()));
    }
    Ok(counts)
}

/// The C library copies bytes in the way that the processor likes best; here it is the way that
/// every processor has, so that all count alike.
fn plain_surroundings(program: &mut Command) {
    program.env(
        "GLIBC_TUNABLES",
        "glibc.cpu.hwcaps=-AVX2_Usable,-AVX2,-AVX512VL,-ERMS,-FSRM",
    );
}

/// Whether an option is among a chore's arguments; others are refused.
pub(crate) fn option(arguments: &[String], known: &str) -> Result<bool, String> {
    match arguments {
        [] => Ok(false),
        [given] if given == known => Ok(true),
        _ => Err(format!("there is no option but {known}")),
    }
}
