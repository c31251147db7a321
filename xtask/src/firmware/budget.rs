//! What the firmware may cost: a committed table, which a build may not exceed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use super::BOARDS;
use crate::shell::{Outcome, root};

const FILE: &str = "ffi/firmware/budget.txt";
/// How much more than the table a figure may be, in parts of a hundred.
const GROWTH: u64 = 2;

/// Figures by kind, name and processor: `flash`, `engine`, `cortex-m0`.
#[derive(Default)]
pub(super) struct Budget(BTreeMap<(String, String, String), u64>);

impl Budget {
    pub(super) fn note(&mut self, cpu: &str, kind: &str, name: &str, value: u64) {
        let key = (kind.to_owned(), name.to_owned(), cpu.to_owned());
        self.0.insert(key, value);
    }

    /// The table, a line for each figure.
    pub(super) fn table(&self) -> String {
        let mut text = format!("{:<14}{:<12}", "what", "of");
        for board in BOARDS {
            let _ = write!(text, "{:>12}", board.cpu);
        }
        text.push('\n');
        let mut last = None;
        for (kind, name, _) in self.0.keys() {
            if last == Some((kind, name)) {
                continue;
            }
            last = Some((kind, name));
            let _ = write!(text, "{kind:<14}{name:<12}");
            for board in BOARDS {
                let key = (kind.clone(), name.clone(), board.cpu.to_owned());
                let _ = write!(text, "{:>12}", self.0.get(&key).copied().unwrap_or(0));
            }
            text.push('\n');
        }
        text
    }

    pub(super) fn write(&self) -> Outcome {
        fs::write(root().join(FILE), self.table()).map_err(|error| format!("{FILE}: {error}"))
    }

    /// Fails where a figure is larger than the committed one by more than [`GROWTH`].
    pub(super) fn compare(&self) -> Outcome {
        let text =
            fs::read_to_string(root().join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
        let committed = Self::parse(&text)?;
        let mut grown = String::new();
        for ((kind, name, cpu), value) in &self.0 {
            let key = (kind.clone(), name.clone(), cpu.clone());
            let Some(most) = committed.0.get(&key) else {
                return Err(format!("{FILE} has no {kind} of {name} on {cpu}"));
            };
            let ceiling = most.saturating_mul(100_u64.saturating_add(GROWTH));
            if value.saturating_mul(100) > ceiling {
                let _ = writeln!(grown, "{kind} of {name} on {cpu}: {value}, at most {most}");
            }
        }
        if grown.is_empty() {
            println!("within {FILE}");
            return Ok(());
        }
        Err(format!("over budget by more than {GROWTH} %:\n{grown}"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut budget = Self::default();
        for line in text.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [kind, name, values @ ..] = words.as_slice() else {
                return Err(format!("{FILE}: `{line}` is no figure"));
            };
            for (board, value) in BOARDS.iter().zip(values) {
                let value = value
                    .parse()
                    .map_err(|error| format!("{FILE}: `{line}`: {error}"))?;
                budget.note(board.cpu, kind, name, value);
            }
        }
        Ok(budget)
    }
}
