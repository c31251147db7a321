//! How an adapter fails as a program, whatever it knows of codes.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use doorward_vectors::adapter::{Garbage, LINE_MAX};

/// Why a run came to an end before its time. Nothing that was not asked has passed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// The command is no command, or cannot be started.
    #[error("the adapter cannot be started: {0}")]
    Start(String),
    /// It ended while an answer was due.
    #[error("the adapter ended ({}) while {due} was due", ended(*status))]
    Ended {
        due: String,
        status: Option<ExitStatus>,
    },
    /// It gave no answer in time.
    #[error("the adapter gave no answer within {} s while {due} was due", within.as_secs())]
    Silent { due: String, within: Duration },
    /// It answered something that is not of the protocol.
    #[error(
        "where {due} was due, the adapter gave something else: {garbage}; the line begins with {start}"
    )]
    Garbage {
        due: String,
        garbage: Garbage,
        start: String,
    },
    /// A line without an end.
    #[error("where {due} was due, the adapter's line is longer than {LINE_MAX} bytes")]
    TooLong { due: String },
    /// A line that breaks off.
    #[error("the adapter's output broke off within a line where {due} was due")]
    CutOff { due: String },
    /// More lines than requests.
    #[error("the adapter gave more answers than it was asked for; the next began with {start}")]
    Surplus { start: String },
    /// It goes on after its input has ended.
    #[error("the adapter had not ended {} s after its input did", within.as_secs())]
    NotEnded { within: Duration },
    /// It gave every answer and then failed.
    #[error("the adapter gave every answer, but ended with {0}")]
    Exit(ExitStatus),
    /// Its output cannot be read.
    #[error("the adapter's output cannot be read: {0}")]
    Read(io::Error),
}

impl Fault {
    /// The name that programs get. It does not change.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Start(_) => "start",
            Self::Ended { .. } => "ended",
            Self::Silent { .. } => "silent",
            Self::Garbage { .. } => "garbage",
            Self::TooLong { .. } => "too_long",
            Self::CutOff { .. } => "cut_off",
            Self::Surplus { .. } => "surplus",
            Self::NotEnded { .. } => "not_ended",
            Self::Exit(_) => "exit",
            Self::Read(_) => "read",
        }
    }
}

fn ended(status: Option<ExitStatus>) -> String {
    status.map_or_else(
        || "without a status".to_owned(),
        |status| status.to_string(),
    )
}
