//! The published vectors on the boards: every file that a box can run, and the counts compared.

use std::fs;
use std::path::Path;

use super::{Board, Clock, emulate, image};
use crate::compact::{Choice, Compact};
use crate::runner;
use crate::shell::Outcome;

/// The files that a box does not run, and why.
const CANNOT_RUN: &str = "ffi/firmware/cannot-run.txt";

/// The families that a box runs, and the files that have them.
const FAMILIES: &str =
    "-DRUNNER_FAMILIES=DAY_CODES, FLEX_CODES, DIGESTS, GRANTS, SESSIONS, POLICIES";
const SOURCES: [&str; 6] = [
    "day.c",
    "flex.c",
    "digest.c",
    "grants.c",
    "session.c",
    "policy.c",
];

/// What the boards run. A digest of a million codes takes an emulated Cortex-M0 hours, so that
/// even the whole has those up to 10,000; else there are those of 100 codes, and a tenth of the
/// sessions.
pub(super) fn files(is_whole: bool) -> Result<Vec<Compact>, String> {
    let choice = if is_whole {
        Choice {
            digests_up_to: 10_000,
            sessions_every: 1,
        }
    } else {
        Choice {
            digests_up_to: 100,
            sessions_every: 10,
        }
    };
    runner::files(choice, &runner::reasons(CANNOT_RUN)?)
}

/// Runs the files on a board.
pub(super) fn run(board: Board, library: &Path, folder: &Path, files: &[Compact]) -> Outcome {
    let elf = folder.join("vectors.elf");
    let tests = runner::CORE.into_iter().chain(SOURCES);
    let tests: Vec<String> = tests.map(|file| format!("../tests/{file}")).collect();
    let mut sources = vec!["start.c", "semihosting.c", "libc/strings.c", "vectors.c"];
    sources.extend(tests.iter().map(String::as_str));
    let options = ["-Ilibc", "-I../tests", FAMILIES];
    image::link_with(board, library, &options, &sources, &elf)?;
    // Its symbols are not looked at: it has the text form of grants as well, which no box reads and
    // whose base64 has branches to a panic that are never taken.
    let script = folder.join("vectors.txt");
    fs::write(&script, runner::lines(files))
        .map_err(|error| format!("{}: {error}", script.display()))?;
    let printed = emulate(board, &elf, Some(&script), Clock::Free)?;
    print!("{printed}");
    runner::check(&printed, files)?;
    let count = |count: fn(&Compact) -> u64| files.iter().map(count).sum::<u64>();
    println!(
        "{}, C: {} tests of {} vector files, of {}",
        board.name,
        count(|file| file.number_of_tests.saturating_sub(file.left_out)),
        files.len(),
        count(|file| file.number_of_tests),
    );
    Ok(())
}
