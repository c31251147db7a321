//! How far a long work got, for whoever watches.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Short works say nothing.
const QUIET: Duration = Duration::from_millis(500);
/// No more than a few lines a second.
const EVERY: Duration = Duration::from_millis(200);

/// Rows counted while they pass, told on standard error where that is a terminal or somebody
/// asked for it.
#[derive(Debug)]
pub(crate) struct Progress {
    is_terminal: bool,
    is_asked: bool,
    begun: Instant,
    told: Option<Instant>,
    rows: u64,
}

impl Progress {
    pub(crate) fn new(is_asked: bool) -> Self {
        Self {
            is_terminal: io::stderr().is_terminal(),
            is_asked,
            begun: Instant::now(),
            told: None,
            rows: 0,
        }
    }

    /// So many more rows were read.
    pub(crate) fn add(&mut self, rows: usize) {
        self.rows = self
            .rows
            .saturating_add(u64::try_from(rows).unwrap_or(u64::MAX));
        if self.is_terminal || self.is_asked {
            let since = self.told.unwrap_or(self.begun).elapsed();
            let is_due = since >= if self.told.is_none() { QUIET } else { EVERY };
            if is_due {
                self.told = Some(Instant::now());
                self.tell("rows read");
            }
        }
    }

    /// All is read; what remains takes its time.
    pub(crate) fn finish(&mut self) {
        if self.is_asked || self.told.is_some() {
            self.tell("rows read, all of them");
            if self.is_terminal {
                // Where standard error is closed, there is nobody to tell.
                let _ = writeln!(io::stderr());
            }
        }
    }

    fn tell(&self, what: &str) {
        let (start, end) = if self.is_terminal {
            ("\r\u{1b}[K", "")
        } else {
            ("", "\n")
        };
        let _ = write!(io::stderr(), "{start}{} {what}{end}", grouped(self.rows));
        let _ = io::stderr().flush();
    }
}

/// A number with commas between its thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(place);
        if place > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_have_commas() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_345_678, "12,345,678"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
