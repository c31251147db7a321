//! The arguments of the commands about days on market.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What to do with histories of listings.
#[derive(Debug, Subcommand)]
pub(crate) enum MarketCommand {
    /// Count the days on market of every listing in a table.
    ///
    /// Every listing comes out, with what is wrong with its rows; the counts of that go to
    /// standard error, or as JSON to standard output with --json and --out.
    Dom(DomArgs),
    /// Say of every listing that ended unsold whether its owner may be contacted.
    Expireds(ExpiredsArgs),
    /// Draw how the days on market of one listing came about.
    Explain(ExplainArgs),
    /// List the rules that are known, or show those of one MLS with their sources.
    Rules {
        /// The rules' name.
        id: Option<String>,
    },
}

/// A table to read, and by which rules.
#[derive(Debug, clap::Args)]
pub(crate) struct TableArgs {
    /// The table: rows of status, each with the date from which it holds.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What form the table has [default: by the file's ending].
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<TableFormat>,
    /// By which rules: a name that `market rules` lists, or a JSON file of rules.
    #[arg(long, value_name = "ID", default_value = doorward::market::presets::Preset::DEFAULT)]
    pub(crate) rules: String,
    /// The day to count for; later rows wait.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: String,
    /// What local names of statuses mean: CSV with the columns `local` and `StandardStatus`.
    #[arg(long, value_name = "FILE")]
    pub(crate) statuses: Option<PathBuf>,
    /// The zone in which instants become dates, as for a lockbox.
    #[arg(long, default_value = "utc", allow_hyphen_values = true)]
    pub(crate) zone: String,
    /// Tell how far it got even where standard error is no terminal.
    #[arg(long)]
    pub(crate) progress: bool,
}

/// Where a table goes.
#[derive(Debug, clap::Args)]
pub(crate) struct OutArgs {
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// What form it has [default: by the file's ending, else csv].
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<TableFormat>,
}

/// Whose days are counted.
#[derive(Debug, clap::Args)]
pub(crate) struct DomArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
    #[command(flatten)]
    pub(crate) output: OutArgs,
    /// Count while reading, so that memory does not grow with the table. Its rows have to be in
    /// the order of their `PropertyKey`; the first that is not is an error.
    #[arg(long)]
    pub(crate) stream: bool,
    /// The same, where the rows of each property stand together but in no order. That is not
    /// checked: a property that comes twice is two.
    #[arg(long)]
    pub(crate) grouped: bool,
}

/// Whose owners may be contacted.
#[derive(Debug, clap::Args)]
pub(crate) struct ExpiredsArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
    #[command(flatten)]
    pub(crate) output: OutArgs,
}

/// What is drawn.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// The listing's key.
    #[arg(value_name = "LISTING")]
    pub(crate) listing: String,
    /// The property's key, where one listing stands under two.
    #[arg(long, value_name = "KEY")]
    pub(crate) property: Option<String>,
    /// Take those rules of the same MLS that were in effect when the listing first went on the
    /// market.
    #[arg(long)]
    pub(crate) in_effect: bool,
    /// Draw it into this file too.
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

/// The forms of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Comma-separated values with a heading.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// One JSON object a line.
    Ndjson,
    /// RESO Common Format.
    Json,
}
