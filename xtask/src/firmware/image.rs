//! Building the library and linking images with it.

use std::path::{Path, PathBuf};

use super::{Board, FLAGS, quietly, tool};
use crate::setup;
use crate::shell::Outcome;
use crate::shell::{execute, root};

/// Parts of symbols' names that no image may have.
const FORBIDDEN: [&str; 4] = ["panic", "unwind", "malloc", "rust_alloc"];

/// The C library for a board: a static library without the standard library.
pub(super) fn library(board: Board, folder: &Path) -> Result<PathBuf, String> {
    let mut cargo = setup::bare_metal_cargo("rustc", board.target)?;
    cargo
        .args([
            "--quiet",
            "--profile",
            "firmware",
            "--package",
            "doorward-ffi",
        ])
        .args(["--no-default-features", "--crate-type", "staticlib"])
        .env("RUSTFLAGS", FLAGS)
        .env("CARGO_TARGET_DIR", folder);
    execute(cargo)?;
    Ok(folder.join(board.target).join("firmware/libdoorward_c.a"))
}

/// The firmware in Rust for a board.
pub(super) fn rust(board: Board, folder: &Path) -> Result<PathBuf, String> {
    let scripts = root().join("ffi/firmware");
    let mut cargo = setup::bare_metal_cargo("build", board.target)?;
    cargo
        .args(["--quiet", "--release", "--manifest-path"])
        .arg("ffi/firmware-rust/Cargo.toml")
        .env(
            "RUSTFLAGS",
            format!(
                "{FLAGS} -C link-arg=-L{} -C link-arg=-T{}.ld",
                scripts.display(),
                board.name
            ),
        )
        .env("CARGO_TARGET_DIR", folder);
    execute(cargo)?;
    Ok(folder.join(board.target).join("release/doorward-firmware"))
}

/// Compiles C files of `ffi/firmware` and links them with the library.
pub(super) fn link(board: Board, library: &Path, sources: &[&str], elf: &Path) -> Outcome {
    link_with(board, library, &[], sources, elf)
}

/// As [`link`], with options of the compiler.
pub(super) fn link_with(
    board: Board,
    library: &Path,
    options: &[&str],
    sources: &[&str],
    elf: &Path,
) -> Outcome {
    let mut gcc = tool("gcc");
    gcc.current_dir(root().join("ffi/firmware"))
        .arg(format!("-mcpu={}", board.cpu))
        .args([
            "-mthumb",
            "-Os",
            "-std=c11",
            "-ffreestanding",
            "-Wall",
            "-Wextra",
            "-Werror",
        ])
        .args(["-ffunction-sections", "-fdata-sections", "-I../include"])
        .args(options)
        .args(["-x", "c"])
        .args(sources)
        .args(["-x", "assembler", "memory.s", "-x", "none"])
        .arg(library)
        .args(["-nostdlib", "-L.", "-T"])
        .arg(format!("{}.ld", board.name))
        .args(["-Wl,--gc-sections", "-Wl,-z,noexecstack", "-lgcc", "-o"])
        .arg(elf);
    quietly(gcc)
}

/// Fails where an image can panic or allocate.
pub(super) fn check_symbols(elf: &Path) -> Outcome {
    let mut nm = tool("nm");
    nm.arg(elf);
    let symbols = quiet_output(nm)?;
    match symbols
        .lines()
        .find(|line| FORBIDDEN.iter().any(|part| line.contains(part)))
    {
        Some(line) => Err(format!("{} contains {line}", elf.display())),
        None => Ok(()),
    }
}

/// Bytes of flash: code, constants, and what variables begin with.
pub(super) fn flash(elf: &Path) -> Result<u64, String> {
    let mut size = tool("size");
    size.arg(elf);
    let sizes = quiet_output(size)?;
    let numbers = sizes.lines().nth(1).unwrap_or_default();
    let mut numbers = numbers.split_whitespace().map(str::parse::<u64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(text)), Some(Ok(data))) => Ok(text.saturating_add(data)),
        _ => Err(format!("{}: no sizes in {sizes}", elf.display())),
    }
}

/// Bytes of a variable.
pub(super) fn symbol(elf: &Path, name: &str) -> Result<u64, String> {
    let mut nm = tool("nm");
    nm.arg("-S").arg(elf);
    let symbols = quiet_output(nm)?;
    let found = symbols.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            [_, size, _, found] if *found == name => u64::from_str_radix(size, 16).ok(),
            _ => None,
        }
    });
    found.ok_or_else(|| format!("{}: no variable {name}", elf.display()))
}

fn quiet_output(mut command: std::process::Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    let output = command
        .output()
        .map_err(|error| format!("{shown}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{shown} ended with {}", output.status))
    }
}
