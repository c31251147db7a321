//! What something may cost: a committed table, which a build may not exceed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::shell::{Outcome, root};

/// A table of figures: its file, what its columns are of, and how much more than it a figure may
/// be, in parts of a hundred.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) file: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) growth: u64,
}

/// Figures by kind, name and column: `flash`, `engine`, `cortex-m0`.
pub(crate) struct Budget {
    table: Table,
    /// Lines above the figures: what they were measured with.
    remarks: Vec<String>,
    figures: BTreeMap<(String, String, String), u64>,
}

impl Budget {
    pub(crate) fn new(table: Table, remarks: Vec<String>) -> Self {
        Self {
            table,
            remarks,
            figures: BTreeMap::new(),
        }
    }

    pub(crate) fn note(&mut self, column: &str, kind: &str, name: &str, value: u64) {
        let key = (kind.to_owned(), name.to_owned(), column.to_owned());
        self.figures.insert(key, value);
    }

    /// The table, a line for each figure.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for remark in &self.remarks {
            let _ = writeln!(text, "# {remark}");
        }
        let names = self.figures.keys().map(|(_, name, _)| name.len());
        let width = names.max().unwrap_or(0).saturating_add(2).max(12);
        let _ = write!(text, "{:<14}{:<width$}", "what", "of");
        for column in self.table.columns {
            let _ = write!(text, "{column:>12}");
        }
        text.push('\n');
        let mut last = None;
        for (kind, name, _) in self.figures.keys() {
            if last == Some((kind, name)) {
                continue;
            }
            last = Some((kind, name));
            let _ = write!(text, "{kind:<14}{name:<width$}");
            for column in self.table.columns {
                let key = (kind.clone(), name.clone(), (*column).to_owned());
                let _ = write!(text, "{:>12}", self.figures.get(&key).copied().unwrap_or(0));
            }
            text.push('\n');
        }
        text
    }

    pub(crate) fn write(&self) -> Outcome {
        let file = self.table.file;
        fs::write(root().join(file), self.text()).map_err(|error| format!("{file}: {error}"))
    }

    /// Fails where a figure is larger than the committed one by more than the table's growth, or
    /// one of the two has a figure that the other lacks. The remarks of the committed table, if
    /// they differ.
    pub(crate) fn compare(&self) -> Result<Option<String>, String> {
        let Table { file, growth, .. } = self.table;
        let text =
            fs::read_to_string(root().join(file)).map_err(|error| format!("{file}: {error}"))?;
        let committed = Self::parse(self.table, &text)?;
        let other = (committed.remarks != self.remarks).then(|| committed.remarks.join("; "));
        let place = |(kind, name, column): &(String, String, String)| -> String {
            format!("{kind} of {name} on {column}")
        };
        let mut wrong = String::new();
        for (key, value) in &self.figures {
            let Some(most) = committed.figures.get(key) else {
                return Err(format!("{file} has no {}", place(key)));
            };
            let ceiling = most.saturating_mul(100_u64.saturating_add(growth));
            if value.saturating_mul(100) > ceiling {
                let _ = writeln!(wrong, "{}: {value}, at most {most}", place(key));
            }
        }
        let lost = |key: &&(String, String, String)| !self.figures.contains_key(*key);
        if let Some(key) = committed.figures.keys().find(lost) {
            return Err(format!("{} is in {file}, and was not measured", place(key)));
        }
        if wrong.is_empty() {
            println!("within {file}");
            return Ok(other);
        }
        if let Some(other) = other {
            let _ = writeln!(wrong, "measured with {}", self.remarks.join("; "));
            let _ = writeln!(wrong, "{file} was written with {other}");
        }
        Err(format!("over budget by more than {growth} %:\n{wrong}"))
    }

    fn parse(table: Table, text: &str) -> Result<Self, String> {
        let file = table.file;
        let (remarks, figures): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.starts_with("# "));
        let remarks = remarks.iter().filter_map(|line| line.strip_prefix("# "));
        let mut budget = Self::new(table, remarks.map(str::to_owned).collect());
        for line in figures.iter().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [kind, name, values @ ..] = words.as_slice() else {
                return Err(format!("{file}: `{line}` is no figure"));
            };
            for (column, value) in table.columns.iter().zip(values) {
                let value = value
                    .parse()
                    .map_err(|error| format!("{file}: `{line}`: {error}"))?;
                budget.note(column, kind, name, value);
            }
        }
        Ok(budget)
    }
}
