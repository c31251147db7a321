use core::fmt;

use subtle::{Choice, ConstantTimeEq};
use zeroize::Zeroize;

use crate::Error;
use crate::bounds::{CODE_DIGITS_MAX, DAY_DIGITS_MIN};
use crate::division::divide;
use crate::wire::copy;

const MAX: usize = CODE_DIGITS_MAX as usize;

/// A code as it is typed: 7 to 12 decimal digits, leading zeros kept.
///
/// Two codes are compared in time that does not depend on where they differ, by
/// [`ConstantTimeEq`] or by `==`, which calls it. A code has no order and no hash, prints
/// its length alone, and is erased when it is dropped; [`Code::as_str`] and
/// [`Code::grouped`] give the digits to whoever really wants them.
///
/// ```
/// use doorward::{Error, codes::Code};
///
/// let code = Code::parse("0123456")?;
/// assert_eq!(code.as_str(), "0123456");
/// assert_eq!(code.grouped().to_string(), "012-3456");
/// assert_eq!(format!("{code:?}"), "Code(7 digits)");
/// assert_eq!(Code::parse("012-3456"), Err(Error::CodeCharacter));
/// assert_eq!(Code::parse("123456"), Err(Error::CodeLength));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
pub struct Code {
    // Zero behind the end, so that equal codes are equal bytes.
    ascii: [u8; MAX],
    len: u8,
}

impl Code {
    /// The code typed as `text`: ASCII digits and nothing else.
    ///
    /// # Errors
    /// [`Error::CodeLength`] unless there are 7 to 12 bytes, [`Error::CodeCharacter`]
    /// unless all are digits `0` to `9`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::from_ascii(text.as_bytes())
    }

    /// The code of these ASCII digits.
    ///
    /// # Errors
    /// As [`Code::parse`].
    pub fn from_ascii(digits: &[u8]) -> Result<Self, Error> {
        let mut ascii = [0; MAX];
        let len = u8::try_from(digits.len()).map_err(|_| Error::CodeLength)?;
        let place = ascii.get_mut(..digits.len()).ok_or(Error::CodeLength)?;
        if len < DAY_DIGITS_MIN {
            return Err(Error::CodeLength);
        }
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(Error::CodeCharacter);
        }
        copy(place, digits);
        Ok(Self { ascii, len })
    }

    /// `value` in `len` digits, 7 to 12; digits that do not fit are cut off in front.
    pub(crate) fn from_value(value: u64, len: u8) -> Self {
        let mut ascii = [0; MAX];
        let mut rest = value;
        for place in ascii.iter_mut().take(usize::from(len)).rev() {
            let (quotient, digit) = divide(rest, 10);
            *place = b'0' | digit.to_le_bytes()[0];
            rest = quotient;
        }
        Self { ascii, len }
    }

    /// The number of digits.
    #[must_use]
    pub const fn digits(&self) -> u8 {
        self.len
    }

    /// The digits as text. They are a secret for as long as the code lives.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // ASCII is UTF-8, so this never falls back.
        core::str::from_utf8(self.as_ascii()).unwrap_or("")
    }

    /// The digits in groups, as people read them to each other: 3-4, 4-4, 3-3-3, 3-3-4,
    /// 3-4-4 or 4-4-4.
    #[must_use]
    pub fn grouped(&self) -> Grouped {
        Grouped(self.clone())
    }

    fn as_ascii(&self) -> &[u8] {
        self.ascii
            .get(..usize::from(self.len))
            .unwrap_or(&self.ascii)
    }

    /// The code as a number. Below 10^12.
    pub(crate) fn value(&self) -> u64 {
        number(self.as_ascii())
    }

    /// The first `left` digits and the rest, as numbers: two halves of at most six digits.
    pub(crate) fn halves(&self, left: u8) -> (u32, u32) {
        let (left, right) = self
            .as_ascii()
            .split_at_checked(usize::from(left))
            .unwrap_or_default();
        let half = |digits| u32::try_from(number(digits)).unwrap_or(0);
        (half(left), half(right))
    }
}

/// At most 12 digits as a number, in time that depends on their count alone.
fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0_u64, |value, digit| {
        value.wrapping_mul(10).wrapping_add(u64::from(digit & 0x0f))
    })
}

impl ConstantTimeEq for Code {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.ascii.ct_eq(&other.ascii)
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.ct_eq(other).into()
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({} digits)", self.len)
    }
}

impl Zeroize for Code {
    fn zeroize(&mut self) {
        let Self { ascii, len } = self;
        ascii.zeroize();
        len.zeroize();
    }
}

impl Drop for Code {
    fn drop(&mut self) {
        self.zeroize();
    }
}

/// A code's digits in groups, to print. See [`Code::grouped`].
#[derive(Clone, Debug)]
pub struct Grouped(Code);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cuts: &[u8] = match self.0.len {
            7 => &[3],
            8 => &[4],
            9 | 10 => &[3, 6],
            11 => &[3, 7],
            _ => &[4, 8],
        };
        for (at, digit) in (0..CODE_DIGITS_MAX).zip(self.0.as_str().chars()) {
            if cuts.contains(&at) {
                f.write_str("-")?;
            }
            fmt::Write::write_char(f, digit)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use test_std::string::ToString;
    use zeroize::Zeroize;

    use super::Code;
    use crate::Error;

    #[test]
    fn only_ascii_digits_are_a_code() {
        for text in ["", "123456", "1234567890123", "12345678901234567890"] {
            assert_eq!(Code::parse(text), Err(Error::CodeLength), "{text}");
        }
        // Full-width and Arabic-Indic digits, signs, spaces, NUL.
        for text in [
            "\u{ff11}\u{ff12}\u{ff13}",
            "\u{661}\u{662}\u{663}\u{664}",
            "+123456",
            "-123456",
            " 123456",
            "123456\n",
            "12 34567",
            "123456\0",
            "1e23456",
            "0x12345",
        ] {
            assert_eq!(Code::parse(text), Err(Error::CodeCharacter), "{text}");
        }
    }

    #[test]
    fn values_keep_their_zeros() {
        let code = Code::from_value(42, 7);
        assert_eq!((code.as_str(), code.value()), ("0000042", 42));
        assert_eq!(
            Code::from_value(999_999_999_999, 12).value(),
            999_999_999_999
        );
        assert_eq!(Code::parse("00001234567").unwrap().halves(5), (1, 234_567));
    }

    #[test]
    fn groups_are_read_aloud() {
        for (digits, grouped) in [
            ("1234567", "123-4567"),
            ("12345678", "1234-5678"),
            ("123456789", "123-456-789"),
            ("1234567890", "123-456-7890"),
            ("12345678901", "123-4567-8901"),
            ("123456789012", "1234-5678-9012"),
        ] {
            assert_eq!(Code::parse(digits).unwrap().grouped().to_string(), grouped);
        }
    }

    #[test]
    fn codes_of_different_length_differ() {
        assert_ne!(Code::parse("0000000"), Code::parse("00000000"));
        assert_eq!(Code::parse("0000000"), Code::parse("0000000"));
    }

    #[test]
    fn zeroize_clears_digits_and_length() {
        let mut code = Code::parse("1234567").unwrap();
        code.zeroize();
        assert_eq!((code.ascii, code.len), ([0; 12], 0));
    }
}
