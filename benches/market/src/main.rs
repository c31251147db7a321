//! Histories of any size, and days on market of them, from Parquet to Parquet.

#![allow(
    clippy::arithmetic_side_effects,
    reason = "overflows are checked in every profile: a run that has one ends"
)]

mod clean;
mod dirty;
mod file;
mod generate;
mod measure;
mod random;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Makes listing histories of any size, and counts their days on market.
#[derive(Parser)]
struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Write histories: rows by property, the same ones for the same seed.
    Generate(Generate),
    /// Count a file of histories, and say how long it took and how much memory.
    Run(Run),
}

/// What histories are like.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Chains, pauses, overlaps, sales, and rows that are wrong in every way.
    Dirty,
    /// One interval for each listing, Active to Canceled, and nothing wrong: what other
    /// engines can count.
    Clean,
}

#[derive(Args)]
struct Generate {
    /// How many rows, at least; the last property is not cut.
    #[arg(long)]
    rows: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, value_enum, default_value = "dirty")]
    kind: Kind,
    /// Rows in the order of properties: the default.
    #[arg(long, conflicts_with = "shuffled")]
    grouped: bool,
    /// Rows in any order; all are held in memory.
    #[arg(long)]
    shuffled: bool,
    /// Besides, one row for each listing of clean ones: its property, key, first and last day.
    #[arg(long)]
    listings: Option<PathBuf>,
    /// The file.
    out: PathBuf,
}

#[derive(Args)]
struct Run {
    /// Record batches one by one, rows grouped by property.
    #[arg(long, conflicts_with = "repeat")]
    stream: bool,
    #[arg(long)]
    threads: Option<std::num::NonZeroUsize>,
    /// Id of a preset.
    #[arg(long, default_value = "rmls_or")]
    preset: String,
    /// The day of the count, in days from 1970-01-01.
    #[arg(long, default_value_t = 21_000)]
    as_of: u32,
    /// Count as often, from the table in memory to the answer there, and give the times.
    #[arg(long, default_value_t = 1)]
    repeat: u32,
    /// The file of histories.
    input: PathBuf,
    /// Where to put the answer.
    out: Option<PathBuf>,
}

/// What can go wrong: files, and what is in them.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let done = match Command::parse().what {
        What::Generate(options) => generate::generate(&options),
        What::Run(options) => measure::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
