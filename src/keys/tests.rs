use test_std::format;
use zeroize::Zeroize;

use super::{Id, RootKey};
use crate::Error;
use crate::calendar::Day;
use crate::hash::count::compressions;

fn root() -> RootKey {
    RootKey::from_bytes(&[0x42; 32]).unwrap()
}

#[test]
fn only_32_bytes_are_a_key() {
    for length in [0, 1, 31, 33, 64] {
        assert_eq!(
            RootKey::from_bytes(&[1; 64][..length]).unwrap_err(),
            Error::KeyLength
        );
    }
}

#[test]
fn a_derivation_is_four_compressions_even_for_the_longest_id() {
    let id = Id::new("ABCDEFGHIJKLMNOPQRSTUVWXY").unwrap();
    let root = root();
    let (lockbox, work) = compressions(|| root.lockbox(&id, u32::MAX));
    assert_eq!(work, 4);
    let (day_root, work) = compressions(|| lockbox.day_root(u32::MAX));
    assert_eq!(work, 4);
    assert_eq!(
        compressions(|| day_root.day(Day::from_number(u32::MAX))).1,
        4
    );
}

#[test]
fn a_key_prints_its_purpose_alone() {
    let lockbox = root().lockbox(&Id::new("LB-1").unwrap(), 0);
    assert_eq!(
        format!("{lockbox:?} {lockbox:#?}"),
        "Key<lockbox> Key<lockbox>"
    );
}

#[test]
fn zeroize_clears_the_bytes_and_the_state() {
    let mut key = root();
    let state = key.mac().mac(b"x").quarter(0);
    key.zeroize();
    assert_eq!(key.expose_bytes(), &[0; 32]);
    assert_ne!(key.mac().mac(b"x").quarter(0), state);
}
