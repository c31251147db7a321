//! What can go wrong, and the exit code that says so.

use std::io::Write as _;
use std::process::ExitCode;
use std::{fmt, io};

use serde::Serialize;

use crate::vault::Event;

/// Exit code of a command whose answer is no: refused, not found, not accepted.
pub(crate) const EXIT_NO: u8 = 1;

/// What a grant's text begins with.
pub(crate) const GRANT_START: &str = "dwg1.";

/// What a failure is about. The names are part of the JSON output and do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A rule or a limit forbids it.
    Refused,
    /// The vault knows nothing of that name.
    NotFound,
    /// The arguments cannot be understood.
    Usage,
    /// The vault is missing, foreign, newer than this tool, or cannot be written.
    Vault,
    /// The root key is missing, readable by others, malformed, or another vault's.
    Key,
    /// A file or standard output cannot be read or written.
    Io,
}

impl Kind {
    fn exit(self) -> u8 {
        match self {
            Self::Refused | Self::NotFound => EXIT_NO,
            Self::Usage => 2,
            Self::Vault | Self::Key => 3,
            Self::Io => 4,
        }
    }
}

/// A command that did not do what it was asked. The message says what to do instead and
/// never holds a code, a grant or a key.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
    /// What a rule denied: recorded although nothing else is.
    #[serde(skip)]
    denials: Vec<Event>,
}

impl Failure {
    pub(crate) fn new(kind: Kind, message: impl fmt::Display) -> Self {
        Self {
            kind,
            message: message.to_string(),
            denials: Vec::new(),
        }
    }

    /// A refusal by a rule, which is to be recorded.
    pub(crate) fn denied(message: impl fmt::Display, denials: Vec<Event>) -> Self {
        Self {
            denials,
            ..Self::refused(message)
        }
    }

    pub(crate) fn denials(&self) -> &[Event] {
        &self.denials
    }

    pub(crate) fn refused(message: impl fmt::Display) -> Self {
        Self::new(Kind::Refused, message)
    }

    pub(crate) fn not_found(message: impl fmt::Display) -> Self {
        Self::new(Kind::NotFound, message)
    }

    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Kind::Usage, message)
    }

    pub(crate) fn vault(message: impl fmt::Display) -> Self {
        Self::new(Kind::Vault, message)
    }

    pub(crate) fn key(message: impl fmt::Display) -> Self {
        Self::new(Kind::Key, message)
    }

    pub(crate) fn io(message: impl fmt::Display) -> Self {
        Self::new(Kind::Io, message)
    }

    /// Prints the failure to standard error; the exit code for it.
    pub(crate) fn print(&self, is_json: bool) -> ExitCode {
        #[derive(Serialize)]
        struct Wrapped<'a> {
            error: &'a Failure,
        }
        let line = if is_json {
            serde_json::to_string(&Wrapped { error: self }).unwrap_or_default()
        } else {
            format!("error: {}", self.message)
        };
        // Where standard error is closed, the exit code alone has to do.
        let _ = writeln!(io::stderr(), "{line}");
        ExitCode::from(self.kind.exit())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Columns that do not go together: a fault of the file that they came from.
impl From<arrow::error::ArrowError> for Failure {
    fn from(error: arrow::error::ArrowError) -> Self {
        Self::io(format!("the table cannot be worked on: {error}"))
    }
}

/// Histories or rules that make no sense.
impl From<doorward::market::Error> for Failure {
    fn from(error: doorward::market::Error) -> Self {
        Self::refused(error)
    }
}

/// An input that the library refused: a rule, not a fault of the tool.
impl From<doorward::Error> for Failure {
    fn from(error: doorward::Error) -> Self {
        Self::refused(error)
    }
}

/// A record that would make no sense.
impl From<doorward::records::RecordError> for Failure {
    fn from(error: doorward::records::RecordError) -> Self {
        Self::refused(format!("no record can be made of it: {error}"))
    }
}

/// A value that no rule knows.
impl From<doorward::policy::BadValue> for Failure {
    fn from(error: doorward::policy::BadValue) -> Self {
        Self::usage(format!(
            "{error}: an id has 1 to 64 signs without spaces, a text 1 to 255 bytes"
        ))
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::vault("the vault is in use by others for too long; try again")
            }
            Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => {
                Self::vault("the vault cannot be written; check who owns its folder and files")
            }
            Some(rusqlite::ErrorCode::DiskFull) => {
                Self::vault("the disk that holds the vault is full; nothing was changed")
            }
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                Self::vault("the vault's file is damaged or no vault; restore it from a backup")
            }
            _ => Self::vault(format!("the vault cannot be used: {error}")),
        }
    }
}

/// Text that is written to a `String` always fits.
impl From<fmt::Error> for Failure {
    fn from(_: fmt::Error) -> Self {
        Self::io("the answer cannot be put into words")
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::io(format!("the answer cannot be written as json: {error}"))
    }
}

/// Prints what clap has to say: help and version to standard output, mistakes to standard
/// error, with long numbers and grants left out, since one of them may be a code.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let _ = write!(io::stderr(), "{}", without_codes(&error.to_string()));
        ExitCode::from(Kind::Usage.exit())
    } else {
        let _ = error.print();
        ExitCode::SUCCESS
    }
}

/// `text` with every grant's text, and every run of seven digits or more, grouped or not,
/// replaced.
fn without_codes(text: &str) -> String {
    let text = &without_grants(text);
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        let trimmed = run.trim_end_matches([' ', '-']).len();
        let (number, rest) = run.split_at_checked(trimmed).unwrap_or_default();
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits < usize::from(doorward::bounds::DAY_DIGITS_MIN) {
            out.push_str(number);
        } else {
            out.push_str("[number]");
        }
        out.push_str(rest);
        run.clear();
    };
    for character in text.chars() {
        let joins = matches!(character, ' ' | '-') && !run.is_empty();
        if character.is_ascii_digit() || joins {
            run.push(character);
        } else {
            flush(&mut run, &mut out);
            out.push(character);
        }
    }
    flush(&mut run, &mut out);
    out
}

/// `text` with whatever looks like a grant's text replaced.
fn without_grants(text: &str) -> String {
    let mut parts = text.split(GRANT_START);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_text = |character: char| {
            character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '=')
        };
        out.push_str("[grant]");
        out.push_str(part.trim_start_matches(is_text));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_codes;

    #[test]
    fn numbers_as_long_as_a_code_are_left_out() {
        for (text, shown) in [
            ("unexpected '0123456' found", "unexpected '[number]' found"),
            ("unexpected '012-345 6789'", "unexpected '[number]'"),
            ("at most 16 - of 123456", "at most 16 - of 123456"),
            ("0123456", "[number]"),
            ("12 - x", "12 - x"),
            (
                "unexpected 'dwg1.AQ-_9z' found",
                "unexpected '[grant]' found",
            ),
            ("dwg1.AQ and dwg1.", "[grant] and [grant]"),
        ] {
            assert_eq!(without_codes(text), shown);
        }
    }
}
