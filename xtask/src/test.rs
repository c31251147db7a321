//! Every check of the workspace, leg by leg. A leg that cannot run fails.

use std::fs;
use std::time::Instant;

use crate::shell::{Outcome, command, execute, root};
use crate::{c, firmware, instructions, presets, python, setup, supply, vectors, wasm};

type Leg = (&'static str, &'static str, fn() -> Outcome);

const LEGS: [Leg; 13] = [
    ("format", "rustfmt has nothing to change", format),
    (
        "lint",
        "clippy is silent, with every feature and with none",
        lint,
    ),
    ("docs", "rustdoc is silent", docs),
    (
        "supply",
        "every dependency has its reason, and none asks for a newer Rust than we do",
        supply::leg,
    ),
    (
        "core",
        "the core builds for a Cortex-M0, alone and with each feature it may have",
        core,
    ),
    (
        "vectors",
        "the committed vector files are what the reference writes",
        reference,
    ),
    (
        "presets",
        "the table of MLS rules is what their files say",
        table,
    ),
    (
        "c",
        "everything in C: the header, every vector, hostile arguments, an installed library",
        in_c,
    ),
    (
        "firmware",
        "the firmware behaves as the library does under an emulator, and keeps its budget",
        firmware::leg,
    ),
    (
        "instructions",
        "the core's calls cost no more instructions on a host than their table says",
        instructions::leg,
    ),
    (
        "python",
        "the wheel in an environment of its own: types, examples, every vector",
        python::check,
    ),
    (
        "wasm",
        "the npm package, installed: every vector in Node and in a browser, types, sizes",
        wasm::leg,
    ),
    (
        "unit",
        "all tests, the large ones at a tenth of their size",
        unit,
    ),
];

pub(crate) fn run(names: &[String]) -> Outcome {
    if let Some(unknown) = names
        .iter()
        .find(|name| LEGS.iter().all(|(leg, ..)| leg != name))
    {
        let known: Vec<&str> = LEGS.iter().map(|(leg, ..)| *leg).collect();
        return Err(format!(
            "there is no leg {unknown}; there are {}",
            known.join(", ")
        ));
    }
    setup::run(&[])?;
    let start = Instant::now();
    let mut passed = 0_u32;
    for (name, what, leg) in LEGS {
        if !names.is_empty() && !names.iter().any(|wanted| wanted == name) {
            continue;
        }
        println!("\n== {name}: {what}");
        let begun = Instant::now();
        leg().map_err(|failure| format!("leg {name}: {failure}"))?;
        println!("== {name} took {} s", begun.elapsed().as_secs());
        passed = passed.saturating_add(1);
    }
    println!("\n{passed} legs took {} s", start.elapsed().as_secs());
    println!("{passed} passed, 0 failed");
    Ok(())
}

fn format() -> Outcome {
    execute(command("cargo fmt --all --check"))
}

fn lint() -> Outcome {
    execute(command(
        "cargo clippy --workspace --all-targets --all-features -- -D warnings",
    ))?;
    execute(command(
        "cargo clippy --package doorward --no-default-features -- -D warnings",
    ))
}

fn docs() -> Outcome {
    let mut doc = command("cargo doc --workspace --no-deps --all-features");
    doc.env("RUSTDOCFLAGS", "-D warnings");
    execute(doc)
}

fn core() -> Outcome {
    // `alloc` is not for this target: no-std-compat needs atomics that it lacks.
    for features in ["", "serde"] {
        let mut build = setup::core_cargo("build")?;
        build.args([
            "--release",
            "--package",
            "doorward",
            "--no-default-features",
        ]);
        build.args(["--features", features]);
        execute(build)?;
    }
    execute(command(
        "cargo check --package doorward --no-default-features --features alloc",
    ))?;
    no_panic()
}

/// Fails where the core's own code for a Cortex-M0 calls the panic machinery.
fn no_panic() -> Outcome {
    let folder = root().join("target/no-panic");
    let listing = folder.join("doorward.s");
    let mut compile = setup::core_cargo("rustc")?;
    compile
        .args([
            "--release",
            "--package",
            "doorward",
            "--lib",
            "--no-default-features",
        ])
        .args(["--config", "profile.release.lto=false"])
        .args(["--", "-C", "codegen-units=1", "--emit"])
        .arg(format!("asm={}", listing.display()))
        .env("CARGO_TARGET_DIR", &folder);
    execute(compile)?;
    let assembly =
        fs::read_to_string(&listing).map_err(|error| format!("{}: {error}", listing.display()))?;
    if let Some(line) = assembly.lines().find(|line| line.contains("panic")) {
        return Err(format!("{} can panic: {}", listing.display(), line.trim()));
    }
    println!("no call of the panic machinery in the core's own code");
    Ok(())
}

fn reference() -> Outcome {
    vectors::check(vectors::Size::Tenth)
}

fn table() -> Outcome {
    presets::run(&["--check".to_owned()])
}

fn in_c() -> Outcome {
    c::check(c::Size::Tenth)
}

fn unit() -> Outcome {
    execute(command("cargo test --workspace --all-features"))
}
