//! `doorward log verify`: what phones have brought of a box's log, row by row.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use doorward::audit::{AuditLog, Collection, Entry, Fault, FaultKind, Row, StatusLine};
use doorward::keys::{Id, RootKey};
use serde::Serialize;

mod entry;
mod events;

use super::Context;
use super::view::Table;
use crate::answer::Answer;
use crate::args::VerifyArgs;
use crate::clock;
use crate::clock::Moment;
use crate::failure::Failure;
use crate::limits::LOG_GENERATIONS;
use crate::log_piece::{self, Piece};
use crate::vault::{Lockbox, Records};
use entry::EntryView;
pub(crate) use events::record;

/// What was found in the files.
pub(crate) struct Verified {
    pub(crate) log: Collection,
    pub(crate) faults: Vec<FileFault>,
}

impl Verified {
    /// Whether every row that was ever written is here, and nothing else.
    pub(crate) fn is_whole(&self) -> bool {
        self.faults.is_empty() && self.log.missing().is_empty()
    }
}

/// Something that is wrong in a file.
pub(crate) struct FileFault {
    pub(crate) file: PathBuf,
    /// The row's place in the file, from 0; `None` for the head.
    pub(crate) position: Option<usize>,
    /// The number that it claims; `None` where it is too short to claim one.
    pub(crate) sequence: Option<u32>,
    pub(crate) what: Wrong,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Not as long as a row, or a head, is.
    Malformed,
    /// As the library found it.
    Found(FaultKind),
}

/// A box of the vault in one of its generations.
pub(crate) struct Log {
    pub(crate) lockbox: Id,
    pub(crate) generation: u32,
}

/// The logs of all boxes of the vault, in each of their last generations, but for one.
pub(crate) fn others(records: Records<'_>, of: &Lockbox) -> Result<Vec<Log>, Failure> {
    let mut logs = Vec::new();
    for lockbox in records.lockboxes()? {
        let first = lockbox.generation.saturating_sub(LOG_GENERATIONS);
        for generation in first..=lockbox.generation {
            if lockbox.id != of.id || generation != of.generation {
                logs.push(Log {
                    lockbox: lockbox.id,
                    generation,
                });
            }
        }
    }
    Ok(logs)
}

/// Checks the pieces of a box's log, in the order in which they are given.
pub(crate) fn check<'a>(
    root: &RootKey,
    lockbox: &Lockbox,
    others: &[Log],
    pieces: impl IntoIterator<Item = (&'a Path, &'a Piece)>,
) -> Verified {
    let mut log = Collection::new(root.first_audit(&lockbox.id, lockbox.generation));
    let mut others: Vec<AuditLog> = others
        .iter()
        .map(|other| AuditLog::new(root.first_audit(&other.lockbox, other.generation)))
        .collect();
    let mut faults = Vec::new();
    for (file, piece) in pieces {
        let mut add = |position, sequence, what| {
            faults.push(FileFault {
                file: file.to_owned(),
                position,
                sequence,
                what,
            });
        };
        // Where each row that is one stands in the file.
        let mut places = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        for (place, row) in piece.rows.iter().enumerate() {
            match row {
                Some(row) => {
                    places.push(place);
                    rows.push(*row);
                }
                None => add(Some(place), None, Wrong::Malformed),
            }
        }
        if piece.head.is_none() {
            add(None, None, Wrong::Malformed);
        }
        for fault in log.add(&rows, piece.head.as_ref(), &mut others) {
            let Fault {
                position,
                sequence,
                kind,
            } = fault;
            let place = places.get(position).copied();
            add(place, Some(sequence), Wrong::Found(kind));
        }
    }
    // By file, in the order given, and by place in it.
    let mut ordered = Vec::new();
    for fault in faults {
        let at = ordered
            .iter()
            .rposition(|other: &FileFault| other.file != fault.file || rank(other) <= rank(&fault))
            .map_or(0, |before| before.saturating_add(1));
        ordered.insert(at, fault);
    }
    Verified {
        log,
        faults: ordered,
    }
}

/// A head stands behind the rows.
fn rank(fault: &FileFault) -> usize {
    fault.position.unwrap_or(usize::MAX)
}

#[derive(Serialize)]
struct FileView {
    file: String,
    lockbox: String,
    rows: usize,
    status: Option<StatusLine>,
}

#[derive(Serialize)]
struct FaultView {
    file: String,
    position: Option<usize>,
    sequence: Option<u32>,
    fault: &'static str,
    /// The box whose row it is, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    lockbox: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<u32>,
    text: String,
}

#[derive(Serialize)]
struct RangeView {
    first: u32,
    last: u32,
}

#[derive(Serialize)]
struct View<'a> {
    lockbox: &'a str,
    generation: u32,
    is_whole: bool,
    /// The number that the next row will get.
    next: u32,
    entries: Vec<EntryView>,
    missing: Vec<RangeView>,
    faults: Vec<FaultView>,
    files: Vec<FileView>,
    /// Rows whose events are new to the vault.
    recorded: usize,
}

pub(super) fn verify(context: &Context, args: &VerifyArgs) -> Result<Answer, Failure> {
    let (mut vault, root) = context.vault_and_root()?;
    let records = vault.records();
    let mut lockbox = records.lockbox(&args.lockbox)?;
    if let Some(generation) = args.generation {
        lockbox.generation = generation;
    }
    let pieces = args
        .files
        .iter()
        .map(|file| Ok((file.as_path(), log_piece::read(file)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let others = others(records, &lockbox)?;
    let verified = check(
        &root,
        &lockbox,
        &others,
        pieces.iter().map(|(file, piece)| (*file, piece)),
    );
    let entries = verified
        .log
        .entries()
        .map(|entry| EntryView::new(records, &lockbox, entry))
        .collect::<Result<Vec<_>, Failure>>()?;
    let faults: Vec<FaultView> = verified
        .faults
        .iter()
        .map(|fault| fault_view(fault, &others))
        .collect();
    let missing = verified.log.missing();
    let recorded = record(&mut vault, &lockbox, &verified)?;
    let warnings = recorded.warnings(&lockbox);
    let mut text = text(&lockbox, &verified, &entries, &missing, &faults, &pieces)?;
    writeln!(text, "{}", recorded.words())?;
    let view = View {
        lockbox: lockbox.id.as_str(),
        generation: lockbox.generation,
        is_whole: verified.is_whole(),
        next: verified.log.next(),
        entries,
        missing: missing.iter().map(range_view).collect(),
        faults,
        files: pieces.iter().map(file_view).collect(),
        recorded: recorded.now,
    };
    let is_good = verified.is_whole() && recorded.forked.is_empty();
    Ok(Answer::with_warnings(text, &view, warnings)?.accepted(is_good))
}

fn range_view(range: &Range<u32>) -> RangeView {
    RangeView {
        first: range.start,
        last: range.end.saturating_sub(1),
    }
}

fn file_view((file, piece): &(&Path, Piece)) -> FileView {
    FileView {
        file: file.display().to_string(),
        lockbox: piece.lockbox.clone(),
        rows: piece.rows.len(),
        status: piece.status,
    }
}

/// A fault's name in JSON, and what it is in words.
pub(crate) fn fault_words(what: Wrong) -> (&'static str, &'static str) {
    match what {
        Wrong::Malformed => ("malformed", "it has not the length that it must have"),
        Wrong::Found(kind) => match kind {
            FaultKind::Changed => (
                "changed",
                "changed, or made up: no box of the vault wrote it",
            ),
            FaultKind::Foreign(_) => ("foreign", "a row of another log"),
            FaultKind::TooFar => ("too_far", "it claims a number too far ahead to be followed"),
            FaultKind::OutOfOrder => ("out_of_order", "genuine, but it stands behind a later one"),
            FaultKind::Replayed => ("replayed", "genuine, but it stood in this file before"),
            FaultKind::Forked => (
                "forked",
                "genuine, and so is another row of this number: the box was copied, or its key \
                 taken",
            ),
            FaultKind::HeadForged => ("head_forged", "the head is not this box's"),
            FaultKind::HeadStale => ("head_stale", "the head is older than the rows with it"),
        },
    }
}

fn fault_view(fault: &FileFault, others: &[Log]) -> FaultView {
    let (name, words) = fault_words(fault.what);
    let owner = match fault.what {
        Wrong::Found(FaultKind::Foreign(index)) => others.get(index),
        _ => None,
    };
    let place = match fault.position {
        Some(position) => format!("row at {position}"),
        None => "head".to_owned(),
    };
    let claims = fault
        .sequence
        .map_or(String::new(), |sequence| format!(" (number {sequence})"));
    let whose = owner.map_or(String::new(), |log| {
        format!(": lockbox {}, generation {}", log.lockbox, log.generation)
    });
    let file = fault.file.display().to_string();
    FaultView {
        text: format!("{file}, {place}{claims}: {words}{whose}"),
        file,
        position: fault.position,
        sequence: fault.sequence,
        fault: name,
        lockbox: owner.map(|log| log.lockbox.to_string()),
        generation: owner.map(|log| log.generation),
    }
}

fn text(
    lockbox: &Lockbox,
    verified: &Verified,
    entries: &[EntryView],
    missing: &[Range<u32>],
    faults: &[FaultView],
    pieces: &[(&Path, Piece)],
) -> Result<String, Failure> {
    let mut table = Table::new(&["row", "box clock", "what", "answer", "who"]);
    for entry in entries {
        table.row(entry.cells());
    }
    let mut text = table.text("no row of this box is in these files\n");
    text.push('\n');
    for (file, piece) in pieces {
        let Some(status) = piece.status else { continue };
        let volts = status.millivolts;
        writeln!(
            text,
            "{}: battery {}.{:03} V, firmware {}, clock set {}, refusals {} in all",
            file.display(),
            volts.checked_div(1_000).unwrap_or(0),
            volts.checked_rem(1_000).unwrap_or(0),
            status.firmware,
            match status.set {
                0 => "never".to_owned(),
                set => clock::shown(&lockbox.zone, set),
            },
            status.refusals
        )?;
    }
    for fault in faults {
        writeln!(text, "{}", fault.text)?;
    }
    for range in missing {
        let RangeView { first, last } = range_view(range);
        let rows = if first == last {
            format!("row {first} is")
        } else {
            format!("rows {first} to {last} are")
        };
        writeln!(
            text,
            "{rows} missing: dropped, or gone from the box before they were read"
        )?;
    }
    let (next, count) = (verified.log.next(), entries.len());
    let id = &lockbox.id;
    if verified.is_whole() {
        writeln!(
            text,
            "all {count} rows that lockbox {id} has written are here, unchanged"
        )?;
    } else {
        writeln!(
            text,
            "{count} genuine rows of the {next} that lockbox {id} has written; faults: {}",
            faults.len()
        )?;
    }
    Ok(text)
}

/// A row in words, for the walkthrough.
pub(crate) fn entry_words(
    records: Records<'_>,
    lockbox: &Lockbox,
    entry: &Entry,
) -> Result<String, Failure> {
    Ok(EntryView::new(records, lockbox, entry)?.text().to_owned())
}

/// An instant of the log in JSON.
fn moment(lockbox: &Lockbox, instant: u64) -> Moment {
    Moment::new(&lockbox.zone, instant)
}
