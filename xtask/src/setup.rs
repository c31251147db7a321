//! What a fresh machine lacks: checkers of the toolchain, and the bare-metal target.

use std::process::Command;

use crate::shell::{Outcome, command, execute, succeeds};

/// Cortex-M0 and M0+: the smallest box.
pub(crate) const CORTEX_M0: &str = "thumbv6m-none-eabi";
/// Cortex-M3: a larger one.
pub(crate) const CORTEX_M3: &str = "thumbv7m-none-eabi";

/// Browsers and Node.
const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn run(_: &[String]) -> Outcome {
    if !succeeds(command("python3 --version")) {
        return Err("python3 is missing: install it (Debian: apt-get install python3)".into());
    }
    for (component, probe) in [
        ("clippy", "cargo clippy --version"),
        ("rustfmt", "cargo fmt --version"),
    ] {
        if !succeeds(command(probe)) {
            run_rustup(&["component", "add", component])?;
        }
    }
    c()?;
    firmware()?;
    python_tools()?;
    bare_metal_cargo("build", CORTEX_M3)?;
    core_cargo("build").map(drop)
}

/// What the leg `c` needs: a program, and Debian's package with it.
const C_TOOLS: [(&str, &str); 7] = [
    ("gcc", "gcc"),
    ("g++", "g++"),
    ("clang", "clang"),
    ("make", "make"),
    ("cmake", "cmake"),
    ("pkg-config", "pkg-config"),
    ("valgrind", "valgrind"),
];

/// Installs what counts instructions and follows secrets.
pub(crate) fn valgrind() -> Outcome {
    packages(&[("valgrind", "valgrind")])
}

/// What the leg `firmware` needs besides.
const FIRMWARE_TOOLS: [(&str, &str); 2] = [
    ("qemu-system-arm", "qemu-system-arm"),
    ("arm-none-eabi-gcc", "gcc-arm-none-eabi"),
];

/// Installs what C is built and checked with.
pub(crate) fn c() -> Outcome {
    packages(&C_TOOLS)
}

/// Installs what the firmware is built and run with.
pub(crate) fn firmware() -> Outcome {
    packages(&FIRMWARE_TOOLS)
}

/// What the leg `python` needs besides: Spark runs on Java.
const PYTHON_TOOLS: [(&str, &str); 1] = [("java", "default-jre-headless")];

/// What the leg `python` needs.
pub(crate) fn python_tools() -> Outcome {
    // Debian has what makes an environment in a package of its own.
    if !succeeds(command("python3 -m ensurepip --version")) {
        execute(command("apt-get update"))?;
        execute(command(
            "apt-get install -y --no-install-recommends python3-venv",
        ))?;
    }
    packages(&PYTHON_TOOLS)
}

/// What the leg `wasm` needs besides.
const NODE_TOOLS: [(&str, &str); 3] =
    [("node", "nodejs"), ("npm", "npm"), ("chromium", "chromium")];

/// Installs what the npm package is built and tested with.
pub(crate) fn node() -> Outcome {
    packages(&NODE_TOOLS)
}

/// Installs the packages of the programs that are missing.
fn packages(tools: &[(&str, &str)]) -> Outcome {
    let missing: Vec<&str> = tools
        .iter()
        .filter(|(program, _)| !succeeds(command(&format!("{program} --version"))))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    execute(command("apt-get update"))?;
    let mut install = command("apt-get install -y --no-install-recommends");
    install.args(missing);
    execute(install)
}

fn run_rustup(arguments: &[&str]) -> Outcome {
    let mut rustup = command("rustup");
    rustup.args(arguments);
    execute(rustup)
}

/// A cargo `verb` for WebAssembly, found as [`bare_metal_cargo`] finds its own.
pub(crate) fn wasm_cargo(verb: &str) -> Result<Command, String> {
    let mut cargo = cross_cargo(verb, WASM, "std,panic_abort")?;
    if cargo.get_program() != "cargo" {
        cargo.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
            "/usr/bin/rust-lld",
        );
    }
    Ok(cargo)
}

/// A cargo `verb` for [`CORTEX_M0`].
pub(crate) fn core_cargo(verb: &str) -> Result<Command, String> {
    bare_metal_cargo(verb, CORTEX_M0)
}

/// A cargo `verb` for a bare-metal target, by rustup's library for it or else by Debian's
/// compiler, which builds the library from source.
pub(crate) fn bare_metal_cargo(verb: &str, target: &str) -> Result<Command, String> {
    cross_cargo(verb, target, "core,alloc,panic_abort")
}

fn cross_cargo(verb: &str, target: &str, library: &str) -> Result<Command, String> {
    let added = {
        let mut rustup = command("rustup target add");
        rustup.arg(target);
        succeeds(rustup)
    };
    if added {
        let mut cargo = command("cargo");
        cargo.args([verb, "--target", target]);
        return Ok(cargo);
    }
    if !succeeds(command("/usr/bin/cargo --version")) {
        execute(command("apt-get update"))?;
        execute(command(
            "apt-get install -y --no-install-recommends rustc-web rust-web-src cargo-web lld-22 \
             rust-web-llvm",
        ))?;
    }
    let mut cargo = command("/usr/bin/cargo");
    cargo.arg(verb).arg(format!("-Zbuild-std={library}"));
    cargo.args(["--target", target]);
    cargo
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1");
    Ok(cargo)
}
