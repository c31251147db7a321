//! Division of 64 bits by small numbers, from the division of 32 bits: a microcontroller
//! has no other, and the compiler's routine for all of 64 takes 900 bytes of its flash.

/// Bits of a divisor, at most; 10^6 has as many.
const DIVISOR_BITS: u32 = 20;
/// What a remainder leaves of 32 bits.
const STEP_BITS: u32 = u32::BITS - DIVISOR_BITS;

/// Quotient and remainder of a divisor of 1 to 2^20; a larger one or 0 divides nothing.
pub(crate) fn divide(value: u64, divisor: u32) -> (u64, u32) {
    let by = |part: u32| {
        (
            part.checked_div(divisor).unwrap_or(0),
            part.checked_rem(divisor).unwrap_or(0),
        )
    };
    if let Ok(value) = u32::try_from(value) {
        let (quotient, remainder) = by(value);
        return (quotient.into(), remainder);
    }
    let mut quotient = 0_u64;
    let mut remainder = 0;
    for step in (0..u64::BITS.div_ceil(STEP_BITS)).rev() {
        let [a, b, ..] = (value >> step.wrapping_mul(STEP_BITS)).to_le_bytes();
        let part = u32::from(u16::from_le_bytes([a, b])) & ((1 << STEP_BITS) - 1);
        let (digit, rest) = by(remainder << STEP_BITS | part);
        quotient = quotient << STEP_BITS | u64::from(digit);
        remainder = rest;
    }
    (quotient, remainder)
}

#[cfg(test)]
mod tests {
    use super::divide;

    #[test]
    fn every_width_is_divided_as_the_processor_does() {
        let divisors = [
            1,
            2,
            3,
            10,
            675,
            1_800,
            3_600,
            86_400,
            100_000,
            604_800,
            1_000_000,
            1 << 20,
        ];
        for divisor in divisors {
            for shift in 0..64 {
                for near in [-1_i64, 0, 1, 12_345] {
                    let value = (1_u64 << shift).wrapping_add_signed(near);
                    let wide = u64::from(divisor);
                    let expected = (value / wide, (value % wide) as u32);
                    assert_eq!(divide(value, divisor), expected, "{value} by {divisor}");
                }
            }
            let wide = u64::from(divisor);
            let expected = (u64::MAX / wide, (u64::MAX % wide) as u32);
            assert_eq!(divide(u64::MAX, divisor), expected);
        }
        assert_eq!(divide(7, 0), (0, 0));
    }
}
