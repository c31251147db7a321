use aes::cipher::{Array, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use hex_literal::hex;
use test_std::vec;
use test_std::vec::Vec;

use super::{Network, RoundFunction, decipher, encipher, power_of_ten, reduce};
use crate::Error;
use crate::keys::{FlexKey, Key};
use crate::mac::MacKey;

/// FF1's own round function (NIST SP 800-38G, algorithm 7, steps 5 and 6), for 10 digits.
struct AesRound<'a, C> {
    cipher: C,
    tweak: &'a [u8],
}

impl<C: BlockCipherEncrypt> RoundFunction for AesRound<'_, C> {
    fn apply(&mut self, round: u8, half: u32, digits: u8) -> u32 {
        let half_bytes = 3; // ceil(ceil(5 * log2(10)) / 8)
        let mut message = vec![1, 2, 1, 0, 0, 10, 10, 5, 0, 0, 0, 10, 0, 0, 0];
        message.push(self.tweak.len() as u8);
        message.extend(self.tweak);
        while (message.len() + 1 + half_bytes) % 16 != 0 {
            message.push(0);
        }
        message.push(round);
        message.extend(&half.to_be_bytes()[1..]);
        let mut state = Array::default();
        for block in message.chunks(16) {
            for (byte, input) in state.iter_mut().zip(block) {
                *byte ^= input;
            }
            self.cipher.encrypt_block(&mut state);
        }
        let y = u64::from_be_bytes(state[..8].try_into().unwrap());
        (y % power_of_ten(digits)) as u32
    }
}

#[test]
fn nist_ff1_samples_of_ten_decimal_digits_pass_through_the_same_network() {
    let key = hex!("2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94");
    let tweak: &[u8] = &hex!("39383736353433323130");
    for (bits, tweak, cipher) in [
        (128, &[][..], 2_433_477_484),
        (128, tweak, 6_124_200_773),
        (192, &[], 2_830_668_132),
        (192, tweak, 2_496_655_549),
        (256, &[], 6_657_667_009),
        (256, tweak, 1_001_623_463),
    ] {
        let network = Network { digits: 10 };
        let plain = (1_234, 56_789);
        let run = |function: &mut dyn FnMut(u8, u32, u8) -> u32| {
            let there = network.encipher(&mut Closure(function), plain);
            (
                network.join(there),
                network.decipher(&mut Closure(function), there),
            )
        };
        let (enciphered, back) = match bits {
            128 => {
                let mut f = AesRound {
                    cipher: Aes128::new_from_slice(&key[..16]).unwrap(),
                    tweak,
                };
                run(&mut |i, half, m| f.apply(i, half, m))
            }
            192 => {
                let mut f = AesRound {
                    cipher: Aes192::new_from_slice(&key[..24]).unwrap(),
                    tweak,
                };
                run(&mut |i, half, m| f.apply(i, half, m))
            }
            _ => {
                let mut f = AesRound {
                    cipher: Aes256::new_from_slice(&key).unwrap(),
                    tweak,
                };
                run(&mut |i, half, m| f.apply(i, half, m))
            }
        };
        assert_eq!(
            enciphered,
            cipher,
            "AES-{bits}, tweak of {} bytes",
            tweak.len()
        );
        assert_eq!(back, plain);
    }
}

struct Closure<'a>(&'a mut dyn FnMut(u8, u32, u8) -> u32);

impl RoundFunction for Closure<'_> {
    fn apply(&mut self, round: u8, half: u32, digits: u8) -> u32 {
        (self.0)(round, half, digits)
    }
}

#[test]
fn the_network_is_a_bijection_on_every_number_of_few_digits() {
    let mut mac = MacKey::BLANK;
    mac.set(&[0x11; 32]);
    for digits in [2, 3, 4, 5] {
        let network = Network { digits };
        for tweak in [0, 1, u64::MAX] {
            let mut seen = vec![false; power_of_ten(digits) as usize];
            for plain in 0..power_of_ten(digits) {
                let mut round = super::HmacRound::new(&mac, digits, tweak);
                let halves = network.split(plain).unwrap();
                let there = network.encipher(&mut round, halves);
                assert_eq!(network.decipher(&mut round, there), halves);
                let image = network.join(there) as usize;
                assert!(
                    !core::mem::replace(&mut seen[image], true),
                    "{image} is hit twice"
                );
            }
            assert!(seen.into_iter().all(|hit| hit));
        }
    }
}

/// Random numbers by a 64-bit linear congruential generator (Knuth's constants).
pub(super) fn random_numbers() -> impl Iterator<Item = u64> {
    let mut state = 0x1234_5678_9abc_def0_u64;
    core::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state ^ (state >> 32)
    })
}

/// A million numbers per length in `cargo xtask prove`, a tenth in a plain test run.
#[test]
fn deciphering_undoes_enciphering_for_random_numbers_of_every_length() {
    let key: FlexKey = Key::from_bytes(&[0x5a; 32]).unwrap();
    let count = if test_std::env::var_os("DOORWARD_PROVE").is_some() {
        1_000_000
    } else {
        100_000
    };
    for digits in 10..=12 {
        let mut random = random_numbers();
        for _ in 0..count {
            let (tweak, plain) = (random.next().unwrap(), random.next().unwrap());
            let plain = plain % power_of_ten(digits);
            let cipher = encipher(&key, digits, tweak, plain).unwrap();
            assert!(cipher < power_of_ten(digits));
            assert_eq!(decipher(&key, digits, tweak, cipher), Ok(plain));
        }
    }
    test_std::println!("PROOF numeral cipher inverted, random values per length: {count}");
}

#[test]
fn numbers_out_of_range_are_refused() {
    let key: FlexKey = Key::from_bytes(&[0x5a; 32]).unwrap();
    for (digits, value) in [
        (9, 0),
        (13, 0),
        (0, 0),
        (255, 0),
        (10, power_of_ten(10)),
        (12, u64::MAX),
    ] {
        assert_eq!(encipher(&key, digits, 0, value), Err(Error::NumeralRange));
        assert_eq!(decipher(&key, digits, 0, value), Err(Error::NumeralRange));
    }
}

#[test]
fn reduction_is_the_floor_of_the_128_bit_product() {
    let edges = [0, 1, 0xffff_ffff, 0x1_0000_0000, u64::MAX - 1, u64::MAX];
    let values: Vec<u64> = edges
        .into_iter()
        .chain(random_numbers().take(10_000))
        .collect();
    for y in values {
        for digits in 1..=9 {
            let exact = (u128::from(y) * u128::from(power_of_ten(digits))) >> 64;
            assert_eq!(
                u128::from(reduce(y, digits)),
                exact,
                "{y} to {digits} digits"
            );
        }
    }
}
