//! Fuzzing: the bodies of `tests/hostile` under libFuzzer, and what of the library they reached.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::shell::{Outcome, command, execute, root, succeeds, target};

/// The runs of each target, the last one's line for each.
const PAGE: &str = "docs/fuzzing.md";
const HEAD: &str = "# Fuzzing

What `cargo xtask fuzz` ran last of each target: seconds, inputs, and libFuzzer's covered edges (`cov`)
of all the edges that are instrumented in that target's program (`counters`), standard library, JSON
and Arrow among them, which no single target can reach in full. What the targets do is in
`tests/hostile`; their bytes are kept in `fuzz/corpus`. A crash fails the chore and is left out here.

| target | date | seconds | inputs | edges covered | of |
|---|---|---|---|---|---|
";

/// How long each target runs unless told otherwise.
const SECONDS: u32 = 600;
/// The longest input.
const MAX_LEN: u32 = 4_096;

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let (seconds, chosen) = read(arguments)?;
    let all = targets()?;
    if let Some(unknown) = chosen.iter().find(|name| !all.contains(name)) {
        let known = all.join(", ");
        return Err(format!("there is no target {unknown}; there are {known}"));
    }
    install()?;
    let mut build = cargo_fuzz("build");
    if let [one] = chosen.as_slice() {
        build.arg(one);
    }
    execute(build)?;
    let mut crashed = Vec::new();
    for name in if chosen.is_empty() { &all } else { &chosen } {
        match fuzz(name, seconds)? {
            Some(row) => note(name, &row)?,
            None => crashed.push(name.as_str()),
        }
    }
    if crashed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} crashed; what did it is in fuzz/artifacts",
        crashed.join(", ")
    ))
}

fn read(arguments: &[String]) -> Result<(u32, Vec<String>), String> {
    let mut seconds = SECONDS;
    let mut chosen = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--seconds" {
            let number = arguments.next().and_then(|number| number.parse().ok());
            seconds = number.ok_or("--seconds takes a number")?;
        } else {
            chosen.push(argument.clone());
        }
    }
    Ok((seconds, chosen))
}

/// The names of all targets.
fn targets() -> Result<Vec<String>, String> {
    let folder = root().join("fuzz/fuzz_targets");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        names.extend(
            path.file_stem()
                .map(|name| name.to_string_lossy().into_owned()),
        );
    }
    names.sort_unstable();
    Ok(names)
}

/// What fuzzing needs: a nightly compiler, for the sanitizer, and cargo-fuzz.
fn install() -> Outcome {
    if !succeeds(command("cargo +nightly --version")) {
        execute(command(
            "rustup toolchain install nightly --profile minimal",
        ))?;
    }
    if succeeds(cargo_fuzz("--version")) {
        return Ok(());
    }
    let mut install = command("cargo install --locked cargo-fuzz --root");
    install.arg(target().join("tools"));
    execute(install)
}

/// A command of cargo-fuzz, wherever it is installed.
fn cargo_fuzz(verb: &str) -> Command {
    let mut paths = vec![target().join("tools/bin")];
    if let Some(path) = std::env::var_os("PATH") {
        paths.extend(std::env::split_paths(&path));
    }
    let mut cargo = command("cargo +nightly fuzz");
    cargo.arg(verb);
    if let Ok(paths) = std::env::join_paths(paths) {
        cargo.env("PATH", paths);
    }
    // Apart from the stable compiler's.
    cargo.env("CARGO_TARGET_DIR", target().join("fuzz"));
    cargo
}

/// Runs a target on what is kept of it; its row of the table, none if it crashed. What it finds
/// stays beside the build, where `cargo fuzz cmin` can choose what is worth keeping.
fn fuzz(name: &str, seconds: u32) -> Result<Option<String>, String> {
    let found = target().join("fuzz/found").join(name);
    fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let mut run = cargo_fuzz("run");
    run.arg(name).arg(&found).arg(kept(name));
    run.arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={MAX_LEN}"),
        "-timeout=60".to_owned(),
        "-rss_limit_mb=2048".to_owned(),
        "-print_final_stats=1".to_owned(),
        "-verbosity=1".to_owned(),
    ]);
    println!("$ cargo fuzz run {name}, for {seconds} s");
    let output = run
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cargo fuzz run {name}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        println!("{said}");
        return Ok(None);
    }
    let figures = Figures::of(&said).ok_or_else(|| format!("{name} stated no figures:\n{said}"))?;
    let Figures {
        inputs,
        covered,
        counters,
    } = figures;
    let date = time::OffsetDateTime::now_utc().date();
    println!("{name}: {inputs} inputs, {covered} of {counters} edges");
    let row = format!("| {name} | {date} | {seconds} | {inputs} | {covered} | {counters} |");
    Ok(Some(row))
}

/// Where the bytes of a target are kept.
fn kept(name: &str) -> std::path::PathBuf {
    root().join("fuzz/corpus").join(name)
}

/// What libFuzzer says of a run.
struct Figures {
    inputs: u64,
    covered: u64,
    counters: u64,
}

impl Figures {
    fn of(said: &str) -> Option<Self> {
        let number = |text: &str| text.split_whitespace().next()?.parse::<u64>().ok();
        let after = |mark: &str, line: &str| number(line.split_once(mark)?.1);
        Some(Self {
            inputs: said
                .lines()
                .find_map(|line| after("stat::number_of_executed_units:", line))?,
            covered: said
                .lines()
                .filter_map(|line| after(" cov: ", line))
                .max()?,
            // `INFO: Loaded 1 modules   (12345 inline 8-bit counters): ...`
            counters: said.lines().find_map(|line| {
                let (_, counters) = line.split_once("INFO: Loaded")?.1.split_once('(')?;
                number(counters)
            })?,
        })
    }
}

/// Puts a target's row in the place of the one before.
fn note(name: &str, row: &str) -> Outcome {
    let path = root().join(PAGE);
    let before = fs::read_to_string(&path).unwrap_or_default();
    let rows = before.lines().filter_map(|line| {
        let name = line.strip_prefix("| ")?.split(' ').next()?;
        Some((name.to_owned(), line.to_owned()))
    });
    let mut rows: BTreeMap<String, String> = rows.filter(|(name, _)| name != "target").collect();
    rows.insert(name.to_owned(), row.to_owned());
    let mut page = HEAD.to_owned();
    for row in rows.values() {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{row}");
    }
    write(&path, &page)
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
