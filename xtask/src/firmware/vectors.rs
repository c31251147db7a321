//! The published vectors on the boards: every file that a box can run, and the counts compared.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Board, Clock, emulate, image};
use crate::compact::{Choice, Compact};
use crate::runner::{self, Reasons};
use crate::shell::Outcome;

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

/// How much of the digests and of the sessions the boards run.
#[derive(Clone, Copy)]
pub(super) enum Size {
    /// Digests of 100 codes, a tenth of the sessions.
    Tenth,
    /// Every session, and every digest, which take most of the time.
    Whole,
}

impl Size {
    fn choice(self) -> Choice {
        match self {
            Self::Tenth => Choice {
                digests_up_to: 100,
                sessions_every: 10,
            },
            Self::Whole => Choice::ALL,
        }
    }
}

/// A board's runner, and what it has to run.
pub(super) struct Runner {
    board: Board,
    elf: PathBuf,
    script: PathBuf,
    reasons: Reasons,
    files: Vec<Compact>,
}

impl Runner {
    /// Links the runner for a board.
    pub(super) fn link(
        board: Board,
        library: &Path,
        folder: &Path,
        size: Size,
    ) -> Result<Self, String> {
        let elf = folder.join("vectors.elf");
        let tests = runner::CORE.into_iter().chain(SOURCES);
        let tests: Vec<String> = tests.map(|file| format!("../tests/{file}")).collect();
        let mut sources = vec!["start.c", "semihosting.c", "libc/strings.c", "vectors.c"];
        sources.extend(tests.iter().map(String::as_str));
        let options = ["-Ilibc", "-I../tests", FAMILIES];
        // Its symbols are not looked at: it has the text form of grants as well, which no box reads
        // and whose base64 has branches to a panic that are never taken.
        image::link_with(board, library, &options, &sources, &elf)?;
        let reasons = runner::reasons(board.cpu)?;
        Ok(Self {
            board,
            elf,
            script: folder.join("vectors.txt"),
            files: runner::files(size.choice(), &reasons)?,
            reasons,
        })
    }

    fn talk(&self, lines: &str) -> Result<String, String> {
        fs::write(&self.script, lines)
            .map_err(|error| format!("{}: {error}", self.script.display()))?;
        emulate(self.board, &self.elf, Some(&self.script), Clock::Free)
    }

    /// Runs the files, and compares the counts.
    pub(super) fn check(&self) -> Outcome {
        self.refuse()?;
        let printed = self.talk(&runner::lines(&self.files))?;
        print!("{printed}");
        runner::check(&printed, &self.files)?;
        let count = |count: fn(&Compact) -> u64| self.files.iter().map(count).sum::<u64>();
        println!(
            "{}, C: {} tests of {} vector files, of {}",
            self.board.name,
            count(|file| file.number_of_tests.saturating_sub(file.left_out)),
            self.files.len(),
            count(|file| file.number_of_tests),
        );
        Ok(())
    }

    /// Runs the files, for [`crate::runtimes`].
    pub(super) fn report(&self) -> Result<String, String> {
        let printed = self.talk(&runner::lines(&self.files))?;
        Ok(runner::report(self.board.cpu, &printed, &self.files))
    }

    /// What is said not to run does not.
    fn refuse(&self) -> Outcome {
        for algorithm in self.reasons.keys() {
            let said = self.talk(&format!("{algorithm} 1 valid\n"));
            let unknown = "an algorithm that this runner does not have";
            if !said.is_err_and(|said| said.contains(unknown)) {
                return Err(format!(
                    "{algorithm} is run on {}: take it from vectors/cannot-run.txt",
                    self.board.name
                ));
            }
        }
        Ok(())
    }
}
