//! Small defects put into the library one at a time, and whether the tests notice each.
//!
//! A first round asks the core's own tests alone, which are quickly built; a second asks
//! everything about what that round missed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Outcome, command, output, root, target};
use crate::tools::MUTANTS;

/// Where runs are noted, the newest last, below what is said of survivors.
const PAGE: &str = "docs/mutants.md";

/// The tests that run for seconds, because they repeat one thing many times. The second round
/// has them.
const SLOW: [&str; 4] = [
    "power_cuts",
    "a_save_cut_after",
    "a_bit_flipped",
    "random_numbers_of_every_length",
];

/// Of the vectors' own tests those that try altered files and the Python reference.
const NOT_OURS: [&str; 4] = ["altered", "reference", "schemas", "folder"];

/// Exit codes of cargo-mutants that say something of the tests, not of the run: all caught, some
/// missed, some timed out.
const RAN: [i32; 3] = [0, 2, 3];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let options = Options::parse(arguments)?;
    MUTANTS.install()?;
    let mut all = options.command();
    all.args(["--list", "--json"]);
    let number = output(all)?.matches("\"genre\"").count();
    let folder = target().join("mutants");
    let mut first = options.command();
    first.args(["--shard", &options.shard]);
    let own = mutate(first, &folder.join("own"), &["--lib"], &SLOW)?;
    let mut tally = own.tally()?;
    let missed = own.names("missed")?;
    if !missed.is_empty() {
        let mut second = options.command();
        second.args(["--test-package", "doorward,doorward-vectors"]);
        for name in &missed {
            second.args(["--re", &format!("^{}$", literal(name))]);
        }
        let every = mutate(second, &folder.join("every"), &["--tests"], &NOT_OURS)?;
        for (module, counts) in &mut tally {
            counts.missed = 0;
            if let Some(again) = every.tally()?.get(module) {
                counts.caught = counts.caught.saturating_add(again.caught);
                counts.timeouts = counts.timeouts.saturating_add(again.timeouts);
                counts.missed = again.missed;
            }
        }
        for name in every.names("missed")? {
            println!("survived: {name}");
        }
    }
    note(&options, number, &tally)
}

/// What to change: everything, or files below some folders; and one part of many of that.
struct Options {
    shard: String,
    paths: Vec<String>,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            shard: "0/1".to_owned(),
            paths: Vec::new(),
        };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            match (option.as_str(), rest.next()) {
                ("--shard", Some(shard)) => options.shard.clone_from(shard),
                ("--path", Some(path)) => options.paths.push(path.clone()),
                _ => {
                    return Err(
                        "usage: cargo xtask mutants [--shard K/N] [--path FOLDER]...".into(),
                    );
                }
            }
        }
        Ok(options)
    }

    fn command(&self) -> Command {
        let mut mutants = MUTANTS.command("--package doorward --colors never");
        for path in &self.paths {
            mutants.args(["--file", &format!("{path}/**")]);
        }
        mutants
    }
}

/// Runs the mutants with the tests of some targets, without those named.
fn mutate(
    mut mutants: Command,
    folder: &Path,
    tests: &[&str],
    without: &[&str],
) -> Result<Run, String> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    mutants.arg("--output").arg(folder).arg("--").args(tests);
    mutants.arg("--");
    for name in without {
        mutants.args(["--skip", name]);
    }
    // Digests of a thousand codes find what those of a million do.
    mutants.env("DOORWARD_DIGESTS_UP_TO", "1000");
    let status = mutants
        .status()
        .map_err(|error| format!("cargo-mutants could not be started: {error}"))?;
    if status.code().is_none_or(|code| !RAN.contains(&code)) {
        return Err(format!("cargo-mutants ended with {status}"));
    }
    Ok(Run(folder.join("mutants.out")))
}

/// What cargo-mutants left in its folder.
struct Run(PathBuf);

#[derive(Default)]
struct Counts {
    caught: usize,
    unviable: usize,
    timeouts: usize,
    missed: usize,
}

impl Run {
    /// The mutants that ended so.
    fn names(&self, end: &str) -> Result<Vec<String>, String> {
        let path = self.0.join(end).with_extension("txt");
        let text = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// How many ended how, by module.
    fn tally(&self) -> Result<BTreeMap<String, Counts>, String> {
        let mut tally: BTreeMap<String, Counts> = BTreeMap::new();
        for end in ["caught", "unviable", "timeout", "missed"] {
            for name in self.names(end)? {
                let module = name.split('/').nth(1).unwrap_or_default();
                let counts = tally.entry(module.to_owned()).or_default();
                let count = match end {
                    "caught" => &mut counts.caught,
                    "unviable" => &mut counts.unviable,
                    "timeout" => &mut counts.timeouts,
                    _ => &mut counts.missed,
                };
                *count = count.saturating_add(1);
            }
        }
        Ok(tally)
    }
}

/// A text as a regular expression that matches it alone.
fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for letter in text.chars() {
        if !(letter.is_alphanumeric() || letter == ' ' || letter == '_') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// Adds a row for each module to the page.
fn note(options: &Options, number: usize, tally: &BTreeMap<String, Counts>) -> Outcome {
    let path = root().join(PAGE);
    let mut page = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    let date = time::OffsetDateTime::now_utc().date();
    let revision = output(command("git rev-parse --short HEAD"))?;
    let paths = options.paths.join(", ");
    for (module, counts) in tally {
        let Counts {
            caught,
            unviable,
            timeouts,
            missed,
        } = counts;
        let tried = [caught, unviable, timeouts, missed]
            .into_iter()
            .fold(0_usize, |sum, count| sum.saturating_add(*count));
        let row = format!(
            "| {date} | {} | {paths} | {} | {number} | {module} | {tried} | {caught} | {unviable} | {timeouts} | {missed} |",
            revision.trim(),
            options.shard,
        );
        println!("{row}");
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{row}");
    }
    fs::write(&path, page).map_err(|error| failed(&path, &error))?;
    println!("wrote {}", path.display());
    Ok(())
}

fn failed(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
