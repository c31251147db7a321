//! The arguments of report and export.

use std::path::PathBuf;

use clap::ValueEnum;
use doorward::policy::Listed as _;
use doorward::records::EventKind;

/// Which events are asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct EventsArgs {
    /// At this lockbox alone.
    #[arg(long, value_name = "ID")]
    pub(crate) lockbox: Option<String>,
    /// At this listing alone.
    #[arg(long, value_name = "ID")]
    pub(crate) listing: Option<String>,
    /// From this instant on; without an offset in the lockbox's zone, or in UTC where none is
    /// named [default: the first].
    #[arg(long, value_name = "TIME")]
    pub(crate) from: Option<String>,
    /// Before this instant [default: the last].
    #[arg(long, value_name = "TIME")]
    pub(crate) to: Option<String>,
}

/// An access report.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) events: EventsArgs,
    /// What kinds of events: issue, use, refusal, revocation, renewal.
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "use,refusal",
        value_parser = kind
    )]
    pub(crate) kinds: Vec<EventKind>,
    /// Print the showing notices instead: one for each opening by a guest's or a member's
    /// grant. Codes give none.
    #[arg(long)]
    pub(crate) notices: bool,
}

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// JSON lines: an object for each event.
    Jsonl,
    /// CSV by RFC 4180, with a line of names.
    Csv,
}

/// A compliance export.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The form.
    #[arg(long)]
    pub(crate) format: Format,
    /// Where to write it [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) events: EventsArgs,
}

fn kind(text: &str) -> Result<EventKind, String> {
    EventKind::from_name(text).ok_or_else(|| {
        let names: Vec<_> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
        format!("it is one of {}", names.join(", "))
    })
}
