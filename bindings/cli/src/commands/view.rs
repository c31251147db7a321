//! Words and shapes that several commands print.

use std::fmt::Write as _;

use doorward::calendar::Zone;
use doorward::codes::{CodeUse, FlexTerms, Operation, ServiceCommand};
use doorward::keys::Id;
use serde::Serialize;

use crate::clock::{self, Moment};

/// Longest line of prose.
const WIDTH: usize = 80;

/// Rows under headings, each column as wide as it has to be.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(headings: &[&str]) -> Self {
        Self {
            rows: vec![headings.iter().map(ToString::to_string).collect()],
        }
    }

    pub(super) fn row(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(cells.into());
    }

    /// The table, or `nothing` if it has no row.
    pub(super) fn text(&self, nothing: &str) -> String {
        if self.rows.len() < 2 {
            return nothing.to_owned();
        }
        let columns = self.rows.first().map_or(0, Vec::len);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let cells = row.iter().zip(&widths);
            let line: Vec<String> = cells
                .map(|(cell, width)| format!("{cell:width$}"))
                .collect();
            text.push_str(line.join("  ").trim_end());
            text.push('\n');
        }
        text
    }
}

/// `text` in lines of at most 80 characters.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut width = 0_usize;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        let wider = width.saturating_add(length).saturating_add(1);
        if width == 0 {
            width = length;
        } else if wider > WIDTH {
            folded.push('\n');
            width = length;
        } else {
            folded.push(' ');
            width = wider;
        }
        folded.push_str(word);
    }
    folded
}

/// What is opened.
pub(crate) const fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::KeyCompartment => "key compartment",
        Operation::Shackle => "shackle",
    }
}

/// How often.
pub(crate) const fn code_use(code_use: CodeUse) -> &'static str {
    match code_use {
        CodeUse::Single => "single use",
        CodeUse::UntilEnd => "until the window ends",
    }
}

/// `2026-03-08 14:00 to 16:00 -08:00`, with both dates where they differ.
pub(crate) fn span(zone: &Zone, from: u64, until: u64) -> String {
    let (start, end) = (clock::shown(zone, from), clock::shown(zone, until));
    let same_day = start.get(..10) == end.get(..10) && start.get(16..) == end.get(16..);
    match (start.get(..16), end.get(11..)) {
        (Some(start), Some(end)) if same_day => format!("{start} to {end}"),
        _ => format!("{start} to {end}"),
    }
}

/// A FlexCode's terms in words.
pub(crate) fn terms(zone: &Zone, terms: &FlexTerms) -> String {
    format!(
        "{}, {}, {}, copy {}",
        span(zone, terms.window().start(), terms.window().end()),
        operation(terms.operation()),
        code_use(terms.code_use()),
        terms.copy()
    )
}

/// A service command in words.
pub(crate) fn command(zone: &Zone, command: &ServiceCommand) -> String {
    match command {
        ServiceCommand::CancelFlex { terms: flex, .. } => {
            format!("cancels the flex code of {}", terms(zone, flex))
        }
        ServiceCommand::CancelDay { day, slot, .. } => {
            format!("cancels the day code of {day}, slot {slot}")
        }
        ServiceCommand::SetClock { instant } => {
            format!("sets the clock to {}", clock::shown(zone, *instant))
        }
        ServiceCommand::RaiseEpoch { epoch } => format!("raises the epoch to {epoch}"),
    }
}

/// A FlexCode's terms in JSON.
#[derive(Debug, Serialize)]
pub(super) struct TermsView {
    from: Moment,
    until: Moment,
    first_entry_before: Moment,
    operation: Operation,
    #[serde(rename = "use")]
    code_use: CodeUse,
    copy: u8,
}

impl TermsView {
    pub(super) fn new(zone: &Zone, terms: &FlexTerms) -> Self {
        let window = terms.window();
        Self {
            from: Moment::new(zone, window.start()),
            until: Moment::new(zone, window.end()),
            first_entry_before: Moment::new(zone, window.first_entry_end()),
            operation: terms.operation(),
            code_use: terms.code_use(),
            copy: terms.copy(),
        }
    }
}

/// A service command in JSON.
#[derive(Debug, Serialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub(super) enum CommandView {
    CancelFlex { terms: TermsView },
    CancelDay { date: String, slot: u8 },
    SetClock { instant: Moment },
    RaiseEpoch { new_epoch: u32 },
}

impl CommandView {
    pub(super) fn new(zone: &Zone, command: &ServiceCommand) -> Self {
        match command {
            ServiceCommand::CancelFlex { terms, .. } => Self::CancelFlex {
                terms: TermsView::new(zone, terms),
            },
            ServiceCommand::CancelDay { day, slot, .. } => Self::CancelDay {
                date: day.to_string(),
                slot: *slot,
            },
            ServiceCommand::SetClock { instant } => Self::SetClock {
                instant: Moment::new(zone, *instant),
            },
            ServiceCommand::RaiseEpoch { epoch } => Self::RaiseEpoch { new_epoch: *epoch },
        }
    }
}

/// Labelled lines, the labels as wide as the longest.
pub(super) fn sheet(rows: &[(&str, String)]) -> String {
    let width = rows.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (label, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        // Text always fits into a `String`.
        let _ = writeln!(text, "{label:width$}  {value}");
    }
    text
}

/// A box and its address.
pub(super) fn place(lockbox: &Id, address: Option<&str>) -> String {
    match address {
        Some(address) => format!("{lockbox}, {address}"),
        None => lockbox.to_string(),
    }
}
