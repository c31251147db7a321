//! What the packages are made of: which dependencies, of which versions, under which licences.

mod apart;
mod graph;
mod listed;
mod minimal;
mod rust;
mod sbom;

use crate::setup::{self, CORTEX_M0, CORTEX_M3};
use crate::shell::{Outcome, command, execute, succeeds};
use crate::tools::{DENY, HACK};

pub(crate) use sbom::of_c_library;

/// What could not be checked on this machine, each with the reason; or why the check failed.
type Finding = Result<Vec<String>, String>;

type Check = (&'static str, &'static str, fn() -> Finding);

const CHECKS: [Check; 6] = [
    (
        "listed",
        "every direct dependency has its reason in docs/dependencies.md",
        listed::check,
    ),
    (
        "rust",
        "no dependency asks for a newer Rust than the package that brings it",
        rust::check,
    ),
    ("deny", "licences, duplicates, sources, advisories", deny),
    (
        "features",
        "core, C library and npm package compile with every set of their features",
        features,
    ),
    (
        "minimal",
        "the lowest versions that the manifests allow build and pass the tests",
        minimal::check,
    ),
    (
        "sbom",
        "what the crate, the C library and the tool are made of, as CycloneDX, twice the same",
        sbom::check,
    ),
];

pub(crate) fn run(names: &[String]) -> Outcome {
    if let Some(unknown) = names
        .iter()
        .find(|name| CHECKS.iter().all(|(check, ..)| check != name))
    {
        let known: Vec<&str> = CHECKS.iter().map(|(check, ..)| *check).collect();
        return Err(format!(
            "there is no check {unknown}; there are {}",
            known.join(", ")
        ));
    }
    let (mut passed, mut missing) = (0_u32, Vec::new());
    for (name, what, check) in CHECKS {
        if !names.is_empty() && !names.iter().any(|wanted| wanted == name) {
            continue;
        }
        println!("\n== {name}: {what}");
        missing.extend(check().map_err(|failure| format!("check {name}: {failure}"))?);
        passed = passed.saturating_add(1);
    }
    println!("\n{passed} passed, 0 failed");
    for what in missing {
        println!("NOT CHECKED HERE: {what}");
    }
    Ok(())
}

/// The checks that take a second and install nothing.
pub(crate) fn leg() -> Outcome {
    listed::check()?;
    rust::declared()
}

/// Where advisories come from.
const ADVISORIES: &str = "https://github.com/RustSec/advisory-db";

fn deny() -> Finding {
    DENY.install()?;
    execute(DENY.command("--workspace --all-features check bans licenses sources"))?;
    let mut reach = command("timeout 30 git ls-remote --exit-code");
    reach.args([ADVISORIES, "HEAD"]);
    if !succeeds(reach) {
        return Ok(vec![format!("advisories: {ADVISORIES} cannot be reached")]);
    }
    execute(DENY.command("--workspace --all-features check advisories"))?;
    Ok(Vec::new())
}

/// Packages with features, and the options by which they compile on the machine itself.
const FEATURED: [(&str, &str); 3] = [
    ("doorward", ""),
    // Without `std` it brings a panic handler, and the machine's library has one already.
    ("doorward-ffi", "--features std"),
    ("doorward-wasm", ""),
];

/// Targets without an operating system, and the features that are not for them: `alloc` needs
/// atomics, `batch` needs `std`.
const BARE: [(&str, &str); 2] = [
    (CORTEX_M0, "default,alloc,batch"),
    (CORTEX_M3, "default,batch"),
];

fn features() -> Finding {
    HACK.install()?;
    for (package, options) in FEATURED {
        let mut check = HACK.command("check --feature-powerset --no-dev-deps --package");
        check.arg(package).args(options.split_whitespace());
        execute(check)?;
    }
    for (target, without) in BARE {
        // The same compiler as for firmware, which may not be the one on the path.
        let cargo = setup::bare_metal_cargo("check", target)?;
        let mut check = HACK.command("check --feature-powerset --no-dev-deps");
        check
            .args(["--package", "doorward", "--exclude-features", without])
            .args(cargo.get_args().skip(1))
            .env("CARGO", cargo.get_program());
        for (name, value) in cargo.get_envs() {
            check.env(name, value.unwrap_or_default());
        }
        execute(check)?;
    }
    Ok(Vec::new())
}
