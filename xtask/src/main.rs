//! The workspace's chores. `cargo xtask` alone lists them.

mod budget;
mod c;
mod compact;
mod constant_time;
mod dist;
mod firmware;
mod fuzz;
mod header;
mod instructions;
mod kit;
mod layout;
mod mutants;
mod presets;
mod prove;
mod python;
mod runner;
mod runtimes;
mod semver;
mod setup;
mod shell;
mod supply;
mod test;
mod tools;
mod valgrind;
mod vectors;
mod wasm;

use std::process::ExitCode;

use shell::Outcome;

/// A chore's name, what it does, and the function that does it with its arguments.
type Chore = (&'static str, &'static str, fn(&[String]) -> Outcome);

const CHORES: [Chore; 20] = [
    ("setup", "install what the other chores need", setup::run),
    (
        "test",
        "set up and run every check; name legs to run those alone",
        test::run,
    ),
    (
        "vectors",
        "write the vector files and schemas anew (--check: compare only)",
        vectors::run,
    ),
    (
        "presets",
        "print the table of MLS rules from their files (--check: compare only)",
        presets::run,
    ),
    (
        "header",
        "print the C library's header from its source (--check: compare only)",
        header::run,
    ),
    (
        "c",
        "build and run everything in C against the library",
        c::run,
    ),
    (
        "dist",
        "write the C library as a distribution has it, to a folder or to target/dist",
        dist::run,
    ),
    (
        "compact",
        "print vector files as lines for a C program (--digests-up-to N, --sessions-every N)",
        compact::run,
    ),
    (
        "firmware",
        "build and emulate the firmware, and compare what it costs (--update: write it; --whole)",
        firmware::run,
    ),
    (
        "python",
        "build the wheel, and check it installed in an environment of its own",
        python::run,
    ),
    (
        "wasm",
        "build the npm package and run everything in JavaScript (build, bench: that alone)",
        wasm::run,
    ),
    (
        "instructions",
        "count what the core's calls cost, and compare that with the table (--update: write it)",
        instructions::run,
    ),
    (
        "runtimes",
        "run every vector file in every runtime and write docs/runtimes.md; name runtimes to run those alone",
        runtimes::run,
    ),
    (
        "constant-time",
        "follow keys and expected codes under valgrind, and count what right and wrong codes cost",
        constant_time::run,
    ),
    (
        "fuzz",
        "feed hostile bytes for ten minutes a target (--seconds N; name targets to run those alone)",
        fuzz::run,
    ),
    (
        "supply",
        "check what the packages are made of; name checks to run those alone",
        supply::run,
    ),
    (
        "semver",
        "compare the public interface with the last release (--baseline-rev REV: with a commit)",
        semver::run,
    ),
    (
        "mutants",
        "try whether the tests notice small defects (--shard K/N, --path FOLDER)",
        mutants::run,
    ),
    (
        "kit",
        "put the vectors to each implementation here through its adapter, and to the reference's mistakes",
        kit::run,
    ),
    (
        "prove",
        "run the large tests whole and write their figures to docs/proof.md",
        prove::run,
    ),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let Some((_, _, chore)) = CHORES.iter().find(|(known, ..)| *known == name) else {
        println!("usage: cargo xtask CHORE\n");
        for (name, what, _) in CHORES {
            println!("  {name:<15}{what}");
        }
        return if name.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(2)
        };
    };
    match chore(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask {name}: {failure}");
            ExitCode::FAILURE
        }
    }
}
