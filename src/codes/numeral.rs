//! The numeral cipher: a permutation of the numbers of 10, 11 or 12 digits.
//!
//! The network is that of FF1 (NIST SP 800-38G: radix 10, ten rounds, the same split and
//! order); its round function is HMAC-SHA-256 in place of AES, because a lockbox already
//! has one and needs no other. FlexCodes and service codes encode a meaning into a small
//! part of the numbers and encipher it, so that nobody without the key can steer a code
//! towards that part (specification, numeral cipher).

use crate::Error;
use crate::bounds::{CODE_DIGITS_MAX, FLEX_DIGITS_MIN};
use crate::division::divide;
use crate::keys::{Key, Purpose};
use crate::mac::{MacKey, OneBlock};

const ROUNDS: u8 = 10;

/// Powers of ten up to that of the longest code.
const POWERS_OF_TEN: [u64; CODE_DIGITS_MAX as usize + 1] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
];

/// 10^digits. No caller passes the table's end.
pub(crate) fn power_of_ten(digits: u8) -> u64 {
    POWERS_OF_TEN
        .get(usize::from(digits))
        .copied()
        .unwrap_or(u64::MAX)
}

/// `floor(y * 10^digits / 2^64)`, for at most 9 digits: a uniform number of so many digits
/// from a uniform `y`, by two multiplications and no division, so that it takes the same
/// time for every `y`.
pub(crate) fn reduce(y: u64, digits: u8) -> u32 {
    let factor = power_of_ten(digits);
    let low = (y & 0xffff_ffff).wrapping_mul(factor);
    let high = (y >> 32).wrapping_mul(factor);
    let [_, _, _, _, a, b, c, d] = high.wrapping_add(low >> 32).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Enciphers `plain`, a number of `digits` digits, under `tweak`.
///
/// # Errors
/// [`Error::NumeralRange`] unless there are 10 to 12 digits and `plain` has no more.
pub fn encipher<P: Purpose>(
    key: &Key<P>,
    digits: u8,
    tweak: u64,
    plain: u64,
) -> Result<u64, Error> {
    let network = Network::for_codes(digits)?;
    let halves = network.split(plain)?;
    Ok(network.join(network.encipher(&mut HmacRound::new(key.mac(), digits, tweak), halves)))
}

/// Undoes [`encipher`].
///
/// # Errors
/// As [`encipher`].
pub fn decipher<P: Purpose>(
    key: &Key<P>,
    digits: u8,
    tweak: u64,
    cipher: u64,
) -> Result<u64, Error> {
    let network = Network::for_codes(digits)?;
    let halves = network.split(cipher)?;
    Ok(network.join(network.decipher(&mut HmacRound::new(key.mac(), digits, tweak), halves)))
}

/// Deciphers a typed code, whose halves need no division. 20 compressions.
pub(crate) fn decipher_code(mac: &MacKey, tweak: u64, code: &super::Code) -> u64 {
    let network = Network {
        digits: code.digits(),
    };
    let halves = code.halves(network.left());
    network.join(network.decipher(&mut HmacRound::new(mac, code.digits(), tweak), halves))
}

/// The pseudo-random function of a Feistel network on decimal halves.
trait RoundFunction {
    /// A number below 10^`digits` from a round's number and the other half.
    fn apply(&mut self, round: u8, half: u32, digits: u8) -> u32;
}

struct HmacRound<'k> {
    mac: &'k MacKey,
    message: [u8; 18],
    block: OneBlock<18>,
}

impl<'k> HmacRound<'k> {
    /// Lays out `u8(digits) || u64(tweak) || u8(round) || u64(half)`, the last two to come.
    fn new(mac: &'k MacKey, digits: u8, tweak: u64) -> Self {
        let mut message = [0; 18];
        message[0] = digits;
        for (place, byte) in message.iter_mut().skip(1).zip(tweak.to_be_bytes()) {
            *place = byte;
        }
        Self {
            mac,
            message,
            block: OneBlock::new(&message),
        }
    }
}

impl RoundFunction for HmacRound<'_> {
    fn apply(&mut self, round: u8, half: u32, digits: u8) -> u32 {
        self.message[9] = round;
        // The half is below 10^6, so the upper four of its eight bytes stay zero.
        [
            self.message[14],
            self.message[15],
            self.message[16],
            self.message[17],
        ] = half.to_be_bytes();
        self.block.set(&self.message);
        reduce(self.mac.mac_block(&self.block).quarter(0), digits)
    }
}

/// FF1's Feistel network over numbers of `digits` digits, whatever its round function.
#[derive(Clone, Copy)]
struct Network {
    digits: u8,
}

impl Network {
    fn for_codes(digits: u8) -> Result<Self, Error> {
        if (FLEX_DIGITS_MIN..=CODE_DIGITS_MAX).contains(&digits) {
            Ok(Self { digits })
        } else {
            Err(Error::NumeralRange)
        }
    }

    /// Digits of the first half, the shorter one.
    const fn left(self) -> u8 {
        self.digits >> 1
    }

    const fn right(self) -> u8 {
        self.digits.wrapping_sub(self.left())
    }

    fn split(self, value: u64) -> Result<(u32, u32), Error> {
        let (left, right) = divide(value, modulus(self.right()));
        if left >= power_of_ten(self.left()) {
            return Err(Error::NumeralRange);
        }
        let left = u32::try_from(left).map_err(|_| Error::NumeralRange)?;
        Ok((left, right))
    }

    fn join(self, (left, right): (u32, u32)) -> u64 {
        u64::from(left)
            .wrapping_mul(power_of_ten(self.right()))
            .wrapping_add(u64::from(right))
    }

    /// The digits of the half that a round changes.
    const fn changed_digits(self, round: u8) -> u8 {
        if round & 1 == 0 {
            self.left()
        } else {
            self.right()
        }
    }

    fn encipher(self, function: &mut impl RoundFunction, halves: (u32, u32)) -> (u32, u32) {
        let (mut a, mut b) = halves;
        for round in 0..ROUNDS {
            let digits = self.changed_digits(round);
            let y = function.apply(round, b, digits);
            (a, b) = (b, add_modulo(a, y, digits));
        }
        (a, b)
    }

    fn decipher(self, function: &mut impl RoundFunction, halves: (u32, u32)) -> (u32, u32) {
        let (mut a, mut b) = halves;
        for round in (0..ROUNDS).rev() {
            let digits = self.changed_digits(round);
            let y = function.apply(round, a, digits);
            (a, b) = (subtract_modulo(b, y, digits), a);
        }
        (a, b)
    }
}

/// `a + y` modulo 10^digits, for two numbers below it, without a branch on either.
fn add_modulo(a: u32, y: u32, digits: u8) -> u32 {
    wrap_below_zero(a.wrapping_add(y).wrapping_sub(modulus(digits)), digits)
}

/// `b - y` modulo 10^digits, for two numbers below it, without a branch on either.
fn subtract_modulo(b: u32, y: u32, digits: u8) -> u32 {
    wrap_below_zero(b.wrapping_sub(y), digits)
}

/// Adds the modulus to a number that wrapped below zero. Both stay far below 2^31, so the
/// top bit tells.
fn wrap_below_zero(value: u32, digits: u8) -> u32 {
    let mask = (value >> 31).wrapping_neg();
    value.wrapping_add(modulus(digits) & mask)
}

fn modulus(digits: u8) -> u32 {
    u32::try_from(power_of_ten(digits)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
