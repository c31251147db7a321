//! What can be done with test vectors.

use std::path::PathBuf;

use clap::Subcommand;
use doorward_vectors::Capability;

/// What can be done with test vectors.
#[derive(Debug, Subcommand)]
pub(crate) enum VectorsCommand {
    /// Run vector files, or all files of a folder, against the library.
    Check {
        /// Files or folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Put vector files to another implementation, through an adapter that speaks for it.
    ///
    /// The adapter gets requests and gives answers, a line of JSON each, as README.md beside the
    /// vectors says. The exit code is 0 if every claimed capability passed wholly.
    Run(RunArgs),
}

/// Whom to ask, and what.
#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// The adapter: a program and its arguments, in quotation marks where they have spaces.
    #[arg(long, value_name = "COMMAND")]
    pub(crate) adapter: String,
    /// Ask only about these capabilities: issuer, box, phone, market [default: all that the
    /// adapter claims].
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = capability)]
    pub(crate) claim: Vec<Capability>,
    /// Leave out digests of more codes.
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub(crate) digests_up_to: u32,
    /// How long one answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60,
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: u64,
    /// Write the whole report to a file too, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Vector files, or folders of them.
    #[arg(value_name = "PATH", default_value = "vectors")]
    pub(crate) paths: Vec<PathBuf>,
}

fn capability(name: &str) -> Result<Capability, String> {
    Capability::from_name(name).ok_or_else(|| {
        let names = Capability::ALL.map(Capability::name).join(", ");
        format!("it is one of {names}")
    })
}
