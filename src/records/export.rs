//! The compliance export: the same 21 members of each event as JSON lines or as CSV.
//!
//! Both are written without a heap, a member at a time. The tests read them back with the
//! crates that are made for it.

use core::fmt;
use core::fmt::Write as _;

use super::instant::Utc;
use super::{AccessEvent, Masked, Reasons, Records};
use crate::calendar::UnixSeconds;
use crate::keys::Id;
use crate::policy::{Name, RecipientKind};

/// The names of the members, in their order.
const NAMES: [&str; 21] = [
    "LockOrBoxKey",
    "EventKind",
    "LockOrBoxAccessTimestamp",
    "UtcOffsetMinutes",
    "ListingTimeZone",
    "LockOrBoxId",
    "LockOrBoxLabel",
    "ListingId",
    "ListingAddress1",
    "AccessMethod",
    "LockOrBoxAccessType",
    "Operation",
    "KeyOrCredentialId",
    "HolderKind",
    "ShowingAgentId",
    "ShowingAgentMlsId",
    "ShowingAgentFullName",
    "ListAgentFullName",
    "Outcome",
    "Reasons",
    "Notes",
];

/// What a member is.
#[derive(Clone, Copy)]
enum Value<'a> {
    Null,
    Number(i32),
    Instant(UnixSeconds),
    /// An id or a name of a list: as it is.
    Plain(&'a str),
    /// What a person typed: masked.
    Typed(&'a str),
    Reasons(Reasons),
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Number(number) => number.fmt(f),
            Self::Instant(instant) => Utc(*instant).fmt(f),
            Self::Plain(text) => f.write_str(text),
            Self::Typed(text) => Masked(text).fmt(f),
            Self::Reasons(reasons) => {
                let mut separator = "";
                for name in reasons.names() {
                    write!(f, "{separator}{name}")?;
                    separator = " ";
                }
                Ok(())
            }
        }
    }
}

/// The members of an event, in their order.
fn values<T: AsRef<str>>(event: &AccessEvent<T>) -> [Value<'_>; NAMES.len()] {
    fn plain(text: Option<&str>) -> Value<'_> {
        text.map_or(Value::Null, Value::Plain)
    }
    fn typed<T: AsRef<str>>(text: Option<&T>) -> Value<'_> {
        text.map_or(Value::Null, |text| Value::Typed(text.as_ref()))
    }
    let zone = event.listing_time_zone.as_ref().map(T::as_ref);
    let lockbox = event.lock_or_box_id.as_ref();
    let credential = event.key_or_credential_id.as_ref();
    let listing = event.listing_id.as_ref();
    let agent = event.showing_agent_id.as_ref();
    let mls_id = event.showing_agent_mls_id.as_ref();
    [
        Value::Plain(event.lock_or_box_key.as_str()),
        Value::Plain(event.event.name()),
        Value::Instant(event.lock_or_box_access_timestamp),
        Value::Number(event.utc_offset_minutes.into()),
        plain(zone),
        plain(lockbox.map(Id::as_str)),
        typed(event.label.as_ref()),
        plain(listing.map(Name::as_str)),
        typed(event.listing_address1.as_ref()),
        Value::Plain(event.method.name()),
        plain(event.access_type()),
        Value::Number(event.operation.into()),
        plain(credential.map(Id::as_str)),
        plain(event.holder_kind.map(RecipientKind::name)),
        plain(agent.map(Name::as_str)),
        plain(mls_id.map(Name::as_str)),
        typed(event.showing_agent_full_name.as_ref()),
        typed(event.list_agent_full_name.as_ref()),
        Value::Plain(event.outcome.name()),
        Value::Reasons(event.reasons),
        typed(event.notes.as_ref()),
    ]
}

impl<T: AsRef<str> + PartialEq> Records<'_, T> {
    /// Writes the compliance export as JSON lines: an object for each event.
    ///
    /// # Errors
    /// That of `out`.
    pub fn json_lines(&self, out: &mut impl fmt::Write) -> fmt::Result {
        for event in self.events() {
            let mut separator = '{';
            for (name, value) in NAMES.iter().zip(values(event)) {
                write!(out, "{separator}\"{name}\":")?;
                write_json(out, value)?;
                separator = ',';
            }
            out.write_str("}\n")?;
        }
        Ok(())
    }

    /// Writes the compliance export as CSV by RFC 4180: a line of names, then one for each
    /// event. A name that begins with `=` stays as it is: the export is evidence, and a
    /// spreadsheet has to be told to import it as text.
    ///
    /// # Errors
    /// That of `out`.
    pub fn csv(&self, out: &mut impl fmt::Write) -> fmt::Result {
        write_csv_line(out, &NAMES.map(Value::Plain))?;
        self.events()
            .try_for_each(|event| write_csv_line(out, &values(event)))
    }
}

fn write_json(out: &mut impl fmt::Write, value: Value<'_>) -> fmt::Result {
    match value {
        Value::Null => out.write_str("null"),
        Value::Number(_) => write!(out, "{value}"),
        Value::Instant(_) | Value::Plain(_) | Value::Typed(_) => {
            out.write_char('"')?;
            write!(JsonString(out), "{value}")?;
            out.write_char('"')
        }
        Value::Reasons(reasons) => {
            out.write_char('[')?;
            let mut separator = "";
            for name in reasons.names() {
                write!(out, "{separator}\"{name}\"")?;
                separator = ",";
            }
            out.write_char(']')
        }
    }
}

/// Writes inside the quotation marks of a JSON string.
struct JsonString<'w, W>(&'w mut W);

impl<W: fmt::Write> fmt::Write for JsonString<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| match character {
            '"' => self.0.write_str("\\\""),
            '\\' => self.0.write_str("\\\\"),
            '\u{8}' => self.0.write_str("\\b"),
            '\t' => self.0.write_str("\\t"),
            '\n' => self.0.write_str("\\n"),
            '\u{c}' => self.0.write_str("\\f"),
            '\r' => self.0.write_str("\\r"),
            control if control < ' ' => write!(self.0, "\\u{:04x}", u32::from(control)),
            other => self.0.write_char(other),
        })
    }
}

fn write_csv_line(out: &mut impl fmt::Write, values: &[Value<'_>; NAMES.len()]) -> fmt::Result {
    let mut separator = "";
    for value in values {
        out.write_str(separator)?;
        separator = ",";
        if needs_quotes(*value) {
            out.write_char('"')?;
            write!(CsvField(out), "{value}")?;
            out.write_char('"')?;
        } else {
            write!(out, "{value}")?;
        }
    }
    out.write_str("\r\n")
}

/// Masking changes digits alone, so the text itself tells.
fn needs_quotes(value: Value<'_>) -> bool {
    match value {
        Value::Plain(text) | Value::Typed(text) => text.contains(['"', ',', '\r', '\n']),
        Value::Null | Value::Number(_) | Value::Instant(_) | Value::Reasons(_) => false,
    }
}

/// Writes inside the quotation marks of a CSV field.
struct CsvField<'w, W>(&'w mut W);

impl<W: fmt::Write> fmt::Write for CsvField<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| match character {
            '"' => self.0.write_str("\"\""),
            other => self.0.write_char(other),
        })
    }
}
