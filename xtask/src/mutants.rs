//! Small defects put into the library one at a time, and whether the tests notice each.
//!
//! A first round asks the tests of one target, which are quickly built; a second asks all tests
//! about what that round missed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shell::{Outcome, output, root, target};
use crate::tools::MUTANTS;

/// Where runs are noted, the newest last, below what is said of survivors.
const PAGE: &str = "docs/mutants.md";

/// Where defects are put, unless `--path` says it.
const FOLDERS: [&str; 4] = ["src/codes", "src/grants", "src/lockbox", "src/market"];

/// Days on market have their tests here, and the rest in the library itself.
const MARKET: &str = "src/market";

/// The library's own tests that have nothing to do with any of it, and those that repeat one thing
/// for seconds. The second round has them all.
const FAR: [&str; 11] = [
    "a_bit_that_flips",
    "a_save_cut_after",
    "audit::",
    "bijection_on_every_number",
    "calendar::change",
    "fleet::",
    "policy::",
    "power_cuts",
    "random_numbers_of_every_length",
    "records::",
    "superseded_frame",
];

/// Of the vectors' own tests those that try altered files and the Python reference.
const NOT_OURS: [&str; 4] = ["altered", "folder", "reference", "schemas"];

/// Exit codes of cargo-mutants that say something of the tests, not of the run: all caught, some
/// missed, some timed out.
const RAN: [i32; 3] = [0, 2, 3];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let options = Options::parse(arguments)?;
    MUTANTS.install()?;
    let mut all = mutants(&options.paths);
    all.arg("--list");
    let number = output(all)?.lines().count();
    let folder = target().join("mutants");
    let mut first = Run::default();
    let (market, others): (Vec<String>, Vec<String>) = options
        .paths
        .iter()
        .cloned()
        .partition(|path| path.starts_with(MARKET));
    for (paths, name, tests, without) in [
        (market, "market", "--test=market", &[][..]),
        (others, "library", "--lib", &FAR[..]),
    ] {
        if !paths.is_empty() {
            let mut part = mutants(&paths);
            part.args(["--shard", &options.shard]);
            first.add(mutate(part, &folder.join(name), tests, without)?);
        }
    }
    if !first.missed.is_empty() {
        let mut second = mutants(&options.paths);
        second.args(["--test-package", "doorward,doorward-vectors"]);
        for name in &first.missed {
            second.args(["--re", &format!("^{}$", literal(name))]);
        }
        let mut again = mutate(second, &folder.join("all"), "--tests", &NOT_OURS)?;
        // A field left out is tried whatever the names asked for.
        let asked = std::mem::take(&mut first.missed);
        again.retain(&asked);
        first.add(again);
    }
    for name in &first.missed {
        println!("survived: {name}");
    }
    note(&options, number, &first)
}

/// The folders, and which part of the defects in them, of how many.
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
        if options.paths.is_empty() {
            options.paths = FOLDERS.map(str::to_owned).to_vec();
        }
        Ok(options)
    }
}

/// cargo-mutants for the defects in some folders.
fn mutants(paths: &[String]) -> Command {
    let mut mutants = MUTANTS.command("--package doorward --colors never");
    for path in paths {
        mutants.args(["--file", &format!("{path}/**")]);
    }
    mutants
}

/// Puts the defects in and runs the tests of some targets, without those named.
fn mutate(
    mut mutants: Command,
    folder: &Path,
    tests: &str,
    without: &[&str],
) -> Result<Run, String> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    mutants.arg("--output").arg(folder);
    // For cargo itself and not for its tests: else every target is built, whatever is run.
    mutants.args(["--cargo-arg", tests, "--", "--"]);
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
    Run::read(&folder.join("mutants.out"))
}

/// The mutants by their ends.
#[derive(Default)]
struct Run {
    caught: Vec<String>,
    unviable: Vec<String>,
    timeouts: Vec<String>,
    missed: Vec<String>,
}

impl Run {
    /// What cargo-mutants left in its folder.
    fn read(folder: &Path) -> Result<Self, String> {
        let names = |end: &str| -> Result<Vec<String>, String> {
            let path = folder.join(end);
            let text = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
            Ok(text.lines().map(str::to_owned).collect())
        };
        Ok(Self {
            caught: names("caught.txt")?,
            unviable: names("unviable.txt")?,
            timeouts: names("timeout.txt")?,
            missed: names("missed.txt")?,
        })
    }

    fn add(&mut self, other: Self) {
        self.caught.extend(other.caught);
        self.unviable.extend(other.unviable);
        self.timeouts.extend(other.timeouts);
        self.missed.extend(other.missed);
    }

    /// Leaves only those named.
    fn retain(&mut self, names: &[String]) {
        for end in [
            &mut self.caught,
            &mut self.unviable,
            &mut self.timeouts,
            &mut self.missed,
        ] {
            end.retain(|name| names.contains(name));
        }
    }

    /// How many were caught, unviable, without an end in time, and missed, by module.
    fn tally(&self) -> BTreeMap<&str, [usize; 4]> {
        let mut tally: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
        for (end, names) in [&self.caught, &self.unviable, &self.timeouts, &self.missed]
            .into_iter()
            .enumerate()
        {
            for name in names {
                let module = name.split('/').nth(1).unwrap_or_default();
                let counts = tally.entry(module).or_default();
                if let Some(count) = counts.get_mut(end) {
                    *count = count.saturating_add(1);
                }
            }
        }
        tally
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

/// Adds a row for each module to the page, the table being the last of it.
fn note(options: &Options, number: usize, run: &Run) -> Outcome {
    let path = root().join(PAGE);
    let mut page = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
    let date = time::OffsetDateTime::now_utc().date();
    for (module, counts) in run.tally() {
        let tried = counts
            .iter()
            .fold(0_usize, |sum, count| sum.saturating_add(*count));
        let [caught, unviable, timeouts, missed] = counts;
        let row = format!(
            "| {date} | {} of {number} | {module} | {tried} | {caught} | {unviable} | {timeouts} | {missed} |",
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
