use core::fmt::{self, Write};

use super::Permit;
use crate::calendar::{UnixSeconds, Zone};
use crate::codes::{Code, Operation};
use crate::grants::GrantOperation;
use crate::keys::Id;

impl<L> Permit<L> {
    /// Writes the text that goes with a code: the lockbox, the digits in groups, when and how
    /// often it opens in local time, how it is entered, and that it cannot be recalled. Lines
    /// end with a line feed. The text holds the digits: it is for the recipient alone.
    ///
    /// ```text
    /// Lockbox LB-00012345
    /// Code 617 758 7763 (key compartment)
    /// Valid from 2026-05-16 14:00 to 2026-05-16 16:00, one opening
    /// Choose the key compartment on the keypad, type the code, press enter.
    /// This code cannot be recalled without reaching the lockbox.
    /// ```
    ///
    /// # Errors
    /// [`fmt::Error`] for the permit of a grant, which has no digits, and where `out` fails.
    pub fn write_message(
        &self,
        out: &mut dyn Write,
        lockbox: &Id,
        zone: &Zone,
        code: &Code,
    ) -> fmt::Result {
        if self.max_uses.is_some() {
            return Err(fmt::Error);
        }
        let operation = if self.operations.contains(GrantOperation::Shackle) {
            Operation::Shackle
        } else {
            Operation::KeyCompartment
        };
        let what = match operation {
            Operation::KeyCompartment => "key compartment",
            Operation::Shackle => "shackle",
        };
        writeln!(out, "Lockbox {lockbox}")?;
        out.write_str("Code ")?;
        write!(Spaced(out), "{}", code.grouped())?;
        writeln!(out, " ({what})")?;
        match self.day {
            Some(day) => writeln!(out, "Valid on {day}, {}", self.uses)?,
            None => writeln!(
                out,
                "Valid from {} to {}, {}",
                Local(zone, self.not_before),
                Local(zone, self.not_after),
                if self.code_use == Some(0) {
                    "one opening"
                } else {
                    "any number of openings"
                },
            )?,
        }
        writeln!(
            out,
            "Choose the {what} on the keypad, type the code, press enter."
        )?;
        let before = self.first_entry_before;
        if let Some(before) = before.filter(|before| *before < self.not_after) {
            let before = Local(zone, before);
            writeln!(out, "Enter it for the first time before {before}.")?;
        }
        writeln!(
            out,
            "This code cannot be recalled without reaching the lockbox."
        )
    }
}

/// Groups of digits with a space between.
struct Spaced<'a>(&'a mut dyn Write);

impl Write for Spaced<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.write_str(if text == "-" { " " } else { text })
    }
}

/// Local date and time, to the minute.
struct Local<'a>(&'a Zone, UnixSeconds);

impl fmt::Display for Local<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(zone, instant) = self;
        let minute = zone.minute_of_day_at(*instant);
        let (hour, minute) = minute
            .checked_div(60)
            .zip(minute.checked_rem(60))
            .unwrap_or_default();
        let day = zone.day_at(*instant).ok_or(fmt::Error)?;
        write!(f, "{day} {hour:02}:{minute:02}")
    }
}
