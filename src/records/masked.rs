use core::fmt;

use crate::bounds::MASKED_DIGITS_MIN;

/// A text as it may be shown: in each run of 7 digits or more every digit is a `#`.
///
/// A run begins and ends with a digit, and between two of its digits there is at most one
/// space, `-` or `.`, and any number of control characters: a code on two lines is not to be
/// put together again. People paste codes into names and notes; a telephone number is masked
/// as well, which nobody misses.
///
/// ```
/// use doorward::records::Masked;
///
/// assert_eq!(Masked("code 617 758 7763").to_string(), "code ### ### ####");
/// assert_eq!(Masked("Unit 12, 97209").to_string(), "Unit 12, 97209");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Masked<'a>(pub &'a str);

impl fmt::Debug for Masked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Masked({self})")
    }
}

impl fmt::Display for Masked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_masked(f, self.0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Masked<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | 0x7f)
}

fn write_masked(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest
            .find(|character: char| character.is_ascii_digit())
            .unwrap_or(rest.len());
        let (before, from_digit) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let (len, digits) = run(from_digit.as_bytes());
        let (run, behind) = from_digit.split_at_checked(len).unwrap_or((from_digit, ""));
        out.write_str(before)?;
        if digits < MASKED_DIGITS_MIN {
            out.write_str(run)?;
        } else {
            for character in run.chars() {
                let is_digit = character.is_ascii_digit();
                out.write_char(if is_digit { '#' } else { character })?;
            }
        }
        rest = behind;
    }
    Ok(())
}

/// Bytes and digits of the longest run at the start, which is a digit.
fn run(bytes: &[u8]) -> (usize, usize) {
    let (mut read, mut len, mut digits) = (0_usize, 0_usize, 0_usize);
    let mut is_separated = false;
    for byte in bytes {
        read = read.saturating_add(1);
        match byte {
            b'0'..=b'9' => {
                (len, digits) = (read, digits.saturating_add(1));
                is_separated = false;
            }
            b' ' | b'-' | b'.' if !is_separated => is_separated = true,
            byte if is_control(*byte) => {}
            _ => break,
        }
    }
    (len, digits)
}

/// A masked text on one line of fields: no control character, and no `|`.
///
/// A control character becomes a space.
pub(super) struct LineText<'a>(pub(super) &'a str);

impl fmt::Display for LineText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_masked(&mut OneLine(f), self.0)
    }
}

/// Writes on one line.
struct OneLine<'w, W>(&'w mut W);

impl<W: fmt::Write> fmt::Write for OneLine<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            self.0.write_char(match u8::try_from(character) {
                Ok(byte) if is_control(byte) => ' ',
                Ok(b'|') => '/',
                _ => character,
            })?;
        }
        Ok(())
    }
}
