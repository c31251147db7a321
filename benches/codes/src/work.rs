//! What is compared with what, and by how much it has to be quicker.

use std::hint::black_box;

use doorward::calendar::{Day, Tolerance, Zone};
use doorward::codes::day::Issuer;
use doorward::codes::{Code, Operation};
use doorward::keys::{DayKey, Id, LockboxKey, RootKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use totp_rs::{Algorithm, Builder};

use crate::rounds::Work;

type HmacSha256 = Hmac<Sha256>;

/// Works that do the same, the library's own first.
pub(crate) struct Compared {
    pub(crate) name: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) works: Vec<Work>,
    /// A peer's name, and how many times as long as the library it has to take.
    pub(crate) bars: &'static [(&'static str, f64)],
}

/// 2026-03-08, noon.
const DAY: u32 = 20_520;
const NOON: u64 = 20_520 * 86_400 + 43_200;
/// What a box's key, its epoch's and a day's are made of.
const SECRET: [u8; 32] = [7; 32];
/// Boxes in a column: more than the caches hold.
const BOXES: usize = 100_000;
/// Windows that a box accepts at one instant, as docs/spec/odds.md counts them.
const WINDOWS: u32 = 40_976;

pub(crate) fn all() -> Vec<Compared> {
    vec![keyed(), slots(), flex(), column()]
}

fn lockbox() -> LockboxKey {
    let id = Id::new("LB-00012345").expect("an id");
    RootKey::from_bytes(&SECRET)
        .expect("32 bytes")
        .lockbox(&id, 0)
}

/// A day code is a MAC of two bytes and its digits; a box's challenge is one of 24 bytes.
fn keyed() -> Compared {
    let day = lockbox().day_root(0).day(Day::from_number(DAY));
    let challenge = lockbox().challenge();
    let message = |call: u64| [7, (call & 3) as u8];
    let rust_crypto = HmacSha256::new_from_slice(&SECRET).expect("any length");
    let of_ring = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &SECRET);
    let of_aws = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &SECRET);
    Compared {
        name: "HMAC-SHA-256 of two bytes, key at hand",
        unit: "one MAC; the library's with its seven digits",
        works: vec![
            (
                "this library, a day code",
                Box::new(move |slot| {
                    let _ = black_box(day.code(7, (slot & 15) as u8));
                }),
            ),
            (
                "this library, a challenge, 24 bytes",
                Box::new(move |counter| {
                    black_box(challenge.challenge(counter, black_box(&[9; 16])));
                }),
            ),
            (
                "hmac 0.13",
                Box::new(move |call| {
                    let mut mac = rust_crypto.clone();
                    mac.update(black_box(&message(call)));
                    black_box(mac.finalize().into_bytes());
                }),
            ),
            (
                "ring 0.17",
                Box::new(move |call| {
                    black_box(ring::hmac::sign(&of_ring, black_box(&message(call))));
                }),
            ),
            (
                "aws-lc-rs 1",
                Box::new(move |call| {
                    black_box(aws_lc_rs::hmac::sign(&of_aws, black_box(&message(call))));
                }),
            ),
        ],
        bars: &[("hmac 0.13", 1.4), ("ring 0.17", 1.8)],
    }
}

/// All sixteen codes of a day whose key is at hand; TOTP with as many steps to look at.
fn slots() -> Compared {
    let key = DayKey::from_bytes(&SECRET).expect("32 bytes");
    let root = lockbox().day_root(0);
    let right = root
        .day(Day::from_number(DAY))
        .code(7, 12)
        .expect("a slot of seven digits");
    let wrong = Code::from_ascii(b"0000000").expect("seven digits");
    let read = |code: Code| -> Box<dyn FnMut(u64)> {
        let root = lockbox().day_root(0);
        Box::new(move |_| {
            let tolerance = Tolerance::new(120).expect("two minutes");
            let _ = black_box(root.read(7, &Zone::UTC, NOON, tolerance, black_box(&code)));
        })
    };
    // A skew of 7 looks at 15 steps and one of 8 at 17: the shorter one, the peer's favour.
    let totp = || {
        let builder = Builder::new()
            .with_algorithm(Algorithm::SHA256)
            .with_digits(7)
            .with_skew(7)
            .with_step_duration(30)
            .with_secret(SECRET.to_vec());
        builder.build().expect("a secret of 32 bytes")
    };
    let last = totp().generate(NOON + 7 * 30).to_string();
    let (of_right, of_wrong) = (totp(), totp());
    Compared {
        name: "codes of sixteen candidates (TOTP: fifteen)",
        unit: "one search",
        works: vec![
            (
                "this library, all slots of a known day",
                Box::new(move |_| {
                    let _ = black_box(key.issue(7, black_box(0), Issuer::Service));
                }),
            ),
            ("this library, read, right code", read(right)),
            ("this library, read, wrong code", read(wrong)),
            (
                "totp-rs 6, wrong code",
                Box::new(move |_| {
                    black_box(of_wrong.check(black_box("0000000"), NOON));
                }),
            ),
            (
                "totp-rs 6, right code, last",
                Box::new(move |_| {
                    black_box(of_right.check(black_box(&last), NOON));
                }),
            ),
        ],
        bars: &[("totp-rs 6, wrong code", 6.0)],
    }
}

/// A FlexCode read by its cipher, and by trying every window that could be meant.
fn flex() -> Compared {
    let key = lockbox().flex(0);
    let typed = Code::from_ascii(b"0123456789").expect("ten digits");
    let mac = HmacSha256::new_from_slice(&SECRET).expect("any length");
    Compared {
        name: "FlexCode read",
        unit: "one reading",
        works: vec![
            (
                "this library",
                Box::new(move |_| {
                    let tolerance = Tolerance::new(120).expect("two minutes");
                    let _ = black_box(key.read(
                        10,
                        NOON,
                        tolerance,
                        Operation::KeyCompartment,
                        black_box(&typed),
                    ));
                }),
            ),
            (
                "a MAC for each of 40,976 windows",
                Box::new(move |_| {
                    let mut found = 0_u32;
                    for window in 0..WINDOWS {
                        let mut mac = mac.clone();
                        mac.update(&window.to_be_bytes());
                        let tag = mac.finalize().into_bytes();
                        let mut head = [0; 8];
                        head.copy_from_slice(&tag[..8]);
                        found +=
                            u32::from(u64::from_be_bytes(head) % 10_000_000_000 == 123_456_789);
                    }
                    black_box(found);
                }),
            ),
        ],
        bars: &[("a MAC for each of 40,976 windows", 1_500.0)],
    }
}

/// Today's code of each box of a column, from the keys as a key store gives them.
fn column() -> Compared {
    let keys: Vec<[u8; 32]> = (0..BOXES)
        .map(|number| {
            let mut key = SECRET;
            key[..8].copy_from_slice(&(number as u64).to_le_bytes());
            key
        })
        .collect();
    let of_loop = keys.clone();
    let of_ring = keys.clone();
    let place = |call: u64| usize::try_from(call).unwrap_or(0) % BOXES;
    Compared {
        name: "today's codes for a column of boxes, a fresh key each",
        unit: "one box",
        works: vec![
            (
                "this library",
                Box::new(move |call| {
                    let key = DayKey::from_bytes(&keys[place(call)]).expect("32 bytes");
                    let _ = black_box(key.code(7, 3));
                }),
            ),
            (
                "hmac 0.13, in a loop",
                Box::new(move |call| {
                    let mut mac =
                        HmacSha256::new_from_slice(&of_loop[place(call)]).expect("any length");
                    mac.update(&[7, 0]);
                    let tag = mac.finalize().into_bytes();
                    let mut head = [0; 8];
                    head.copy_from_slice(&tag[24..]);
                    black_box(u64::from_be_bytes(head) % 10_000_000);
                }),
            ),
            (
                "ring 0.17, in a loop",
                Box::new(move |call| {
                    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &of_ring[place(call)]);
                    black_box(ring::hmac::sign(&key, &[7, 0]));
                }),
            ),
        ],
        bars: &[("hmac 0.13, in a loop", 1.25)],
    }
}
